"""Nanopublication indexes: nanopublications that list others (https://w3id.org/np/o/index).

Signing gives a nanopublication another IRI (its trusty URI). An index of signed ones is made of those: give ``index``
the IRIs that the signed ones have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from rdflib import URIRef

from kg.iris import Iris
from kg.nanopub.terms import CC0, NP, NPX, parts
from kg.rdf.terms import DCT, PROV, RDF, RDFS, english, moment
from kg.store.base import Quad

MOST = 1000  # elements of one index; the nanopub server takes no more than 1,200


def index(
    elements: Iterable[str], *, creator: str, created: datetime, title: str, iris: Iris | None = None
) -> list[list[Quad]]:
    """Indexes of the nanopublications with these IRIs, ``MOST`` each; every one but the first goes on with one before.

    None where there are none. ``creator`` is the IRI of who publishes, ``created`` the time of publishing.
    """
    made: list[list[Quad]] = []
    before: URIRef | None = None
    ordered = sorted(elements)
    for start in range(0, len(ordered), MOST):
        chunk = ordered[start : start + MOST]
        node = URIRef((iris or Iris()).nanopublication("\n".join(["index", str(before), *chunk])))
        made.append(list(_index(node, chunk, before, URIRef(creator), created, title)))
        before = node
    return made


def _index(
    node: URIRef, elements: Sequence[str], before: URIRef | None, creator: URIRef, created: datetime, title: str
) -> Iterator[Quad]:
    head, assertion, provenance, info = parts(node)
    yield node, RDF.type, NP.Nanopublication, head
    yield node, NP.hasAssertion, assertion, head
    yield node, NP.hasProvenance, provenance, head
    yield node, NP.hasPublicationInfo, info, head
    for element in elements:
        yield node, NPX.includesElement, URIRef(element), assertion
    if before is not None:
        yield node, NPX.appendsIndex, before, assertion
    yield assertion, RDF.type, NPX.IndexAssertion, provenance
    yield assertion, PROV.wasAttributedTo, creator, provenance
    yield node, RDF.type, NPX.NanopubIndex, info
    yield node, RDFS.label, english(title), info
    yield node, DCT.title, english(title), info
    yield node, DCT.created, moment(created), info
    yield node, DCT.creator, creator, info
    yield node, DCT.license, CC0, info
