"""Statements as nanopublications: each a small citable unit of assertion, provenance and publication information.

    for quads in nanopublications_of(store, creator="https://orcid.org/…", created=now):
        ...                                  # the quads of one
    index([…], creator=…, created=now)       # and one that lists them

What is asserted is that a paper says something, never the bare effect: a hypothesis is hypothesised, whatever its test
said, and what its test said is asserted beside it.
"""

from __future__ import annotations

from kg.nanopub.indexing import index
from kg.nanopub.making import nanopublications, nanopublications_of, unlikely
from kg.nanopub.terms import NP, NPX

__all__ = ["NP", "NPX", "index", "nanopublications", "nanopublications_of", "unlikely"]
