"""Statements as nanopublications: each a small citable unit of assertion, provenance and publication information.

One statement with relations becomes one nanopublication of four named graphs (http://www.nanopub.org/guidelines/):
the head ties them together, the assertion holds the relations and the names of their constructs, the provenance tells
paper, words, page and extraction, the publication information who published it, when and under which licence. They are
unsigned; the ``nanopub`` library signs and publishes them as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain

from rdflib import BNode, Namespace, URIRef
from rdflib.term import Node

from kg.curation import View, curation_graph, hidden
from kg.iris import Iris
from kg.rdf.terms import DCT, EVC, PROV, RDF, RDFS, SCHEMA, SKOS, Term, Triple, moment
from kg.sharing import paper_graphs, whole
from kg.store.base import Quad, Store

NP = Namespace("http://www.nanopub.org/nschema#")
NPX = Namespace("http://purl.org/nanopub/x/")
CC0 = URIRef("https://creativecommons.org/publicdomain/zero/1.0/")

# What of a relation is asserted; wordings, offsets and positions are about the text and stay with the paper.
RELATION = (RDF.type, EVC.source, EVC.target, EVC.mediator, EVC.moderator, EVC.sign, EVC.effect)
EFFECT = (RDF.type, EVC.statistic, EVC.value, EVC.pValue)
CONSTRUCT = (RDF.type, SKOS.prefLabel)
# What of a statement tells where the assertion comes from.
STATEMENT = (RDF.type, EVC.wording, EVC.number, EVC.page, EVC.status, EVC.negated, EVC.hedged, EVC.confidence)
EXTRACTION = (RDF.type, PROV.wasAssociatedWith, EVC.pipelineVersion, PROV.startedAtTime, PROV.endedAtTime)


def nanopublications(
    quads: Iterable[Quad],
    *,
    creator: str,
    created: datetime,
    left_out: frozenset[str] = frozenset(),
    iris: Iris | None = None,
) -> Iterator[list[Quad]]:
    """The nanopublications of one paper's graph, one for each statement that asserts a relation.

    ``creator`` is the IRI of who publishes (an ORCID), ``created`` the time of publishing, ``left_out`` the
    statements that are not published (``kg.curation.hidden``).
    """
    facts = _Facts(quads)
    for statement in facts.subjects(RDF.type, EVC.Statement):
        if str(statement) not in left_out and facts.objects(statement, EVC.asserts):
            yield list(_nanopublication(facts, statement, URIRef(creator), created, iris or Iris()))


def nanopublications_of(
    store: Store, *, creator: str, created: datetime, view: View = "curated"
) -> Iterator[list[Quad]]:
    """The nanopublications of all papers of a store, as people left their statements or as they were extracted."""
    left_out = hidden(store, view)
    judgements = list(store.quads(curation_graph()))
    for graph in paper_graphs(store):
        edited = list(whole(store, Iris().edited_graph(graph)))
        quads = chain(whole(store, graph), edited, judgements if edited else ())
        yield from nanopublications(quads, creator=creator, created=created, left_out=left_out)


class _Facts:
    """Triples of one graph by subject, and subjects by predicate and object."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._by_subject: dict[Node, list[tuple[URIRef, Term]]] = {}
        self._subjects: dict[tuple[Node, Node], list[URIRef]] = {}
        for subject, predicate, value, _ in sorted(quads, key=str):
            if isinstance(subject, URIRef) and not isinstance(value, BNode):  # the pattern has no blank nodes
                self._by_subject.setdefault(subject, []).append((predicate, value))
                self._subjects.setdefault((predicate, value), []).append(subject)

    def subjects(self, predicate: URIRef, value: URIRef) -> list[URIRef]:
        return self._subjects.get((predicate, value), [])

    def objects(self, subject: Node, predicate: URIRef) -> list[Term]:
        return [value for p, value in self._by_subject.get(subject, ()) if p == predicate]

    def some(self, subject: Node, predicates: Iterable[URIRef]) -> Iterator[Triple]:
        """The subject's triples with one of these predicates."""
        wanted = set(predicates)
        for predicate, value in self._by_subject.get(subject, ()):
            if predicate in wanted:
                yield URIRef(str(subject)), predicate, value


def _nanopublication(
    facts: _Facts, statement: URIRef, creator: URIRef, created: datetime, iris: Iris
) -> Iterator[Quad]:
    node = URIRef(iris.nanopublication(statement))
    head, assertion, provenance, info = (node + part for part in ("Head", "assertion", "provenance", "pubinfo"))
    yield node, RDF.type, NP.Nanopublication, head
    yield node, NP.hasAssertion, assertion, head
    yield node, NP.hasProvenance, provenance, head
    yield node, NP.hasPublicationInfo, info, head
    for triple in dict.fromkeys(_assertion(facts, statement)):
        yield (*triple, assertion)
    for triple in dict.fromkeys(_provenance(facts, statement, assertion)):
        yield (*triple, provenance)
    yield node, DCT.created, moment(created), info
    yield node, DCT.creator, creator, info
    yield node, DCT.license, CC0, info
    yield node, NPX.hasNanopubType, EVC.Statement, info


def _assertion(facts: _Facts, statement: URIRef) -> Iterator[Triple]:
    for relation in facts.objects(statement, EVC.asserts):
        yield from facts.some(relation, RELATION)
        for effect in facts.objects(relation, EVC.effect):
            yield from facts.some(effect, EFFECT)
        for role in (EVC.source, EVC.target, EVC.mediator, EVC.moderator):
            for construct in facts.objects(relation, role):
                yield from facts.some(construct, CONSTRUCT)


def _is_edited(facts: _Facts, statement: URIRef) -> bool:
    return bool(facts.objects(statement, PROV.wasRevisionOf))


def _provenance(facts: _Facts, statement: URIRef, assertion: URIRef) -> Iterator[Triple]:
    yield assertion, PROV.wasQuotedFrom, statement
    for paper in facts.objects(statement, EVC.statedIn):
        for link in facts.objects(paper, SCHEMA.sameAs) or [paper]:
            yield assertion, PROV.hadPrimarySource, link
        yield from facts.some(paper, (EVC.shortReference, DCT.title, SCHEMA.sameAs))
        yield statement, EVC.statedIn, URIRef(paper)
    yield from facts.some(statement, STATEMENT)
    yield from facts.some(statement, (PROV.wasRevisionOf,))
    for person in facts.objects(statement, PROV.wasAttributedTo):  # who edited it
        yield assertion, PROV.wasAttributedTo, person
        yield from facts.some(person, (RDF.type, RDFS.label))
    for extraction in facts.objects(statement, PROV.wasGeneratedBy):
        yield assertion, PROV.wasDerivedFrom if _is_edited(facts, statement) else PROV.wasGeneratedBy, extraction
        yield from facts.some(extraction, EXTRACTION)
        for software in facts.objects(extraction, PROV.wasAssociatedWith):
            yield from facts.some(software, (RDF.type, SCHEMA.name, SCHEMA.softwareVersion))
