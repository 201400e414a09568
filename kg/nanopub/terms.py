"""Names that nanopublications use, and the four graphs of one."""

from __future__ import annotations

from rdflib import Namespace, URIRef

NP = Namespace("http://www.nanopub.org/nschema#")
NPX = Namespace("http://purl.org/nanopub/x/")
CC0 = URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
PARTS = ("Head", "assertion", "provenance", "pubinfo")


def parts(node: URIRef) -> tuple[URIRef, URIRef, URIRef, URIRef]:
    """The IRIs of the four graphs: head, assertion, provenance, publication information."""
    head, assertion, provenance, info = (URIRef(node + part) for part in PARTS)
    return head, assertion, provenance, info
