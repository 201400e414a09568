"""One statement with relations as one nanopublication of four named graphs (http://www.nanopub.org/guidelines/).

The head ties them together. The assertion says what the paper does with the relation (``evc:hypothesises``,
``evc:denies`` …), what kind of statement that is and how its tests came out, and describes the relation and its
constructs; effect sizes say whose result they are. The provenance tells paper, words, page and extraction; the
publication information who published it, when, as what, and under which licence. The licence is the assertion's: the
words are a quotation, to which their publisher's rights remain, and a rights statement says so. They are unsigned; the
``nanopub`` library signs and publishes them as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain

from rdflib import URIRef
from rdflib.term import Node

from kg.curation import View, curation_graph, hidden
from kg.iris import Iris
from kg.nanopub.facts import Facts
from kg.nanopub.saying import KINDS, kind_of, sentence, stance
from kg.nanopub.terms import CC0, NP, NPX, parts
from kg.query.choosing import LIKELY
from kg.rdf.terms import CITO, DCT, EVC, PROLOGUE, PROV, RDF, RDFS, SCHEMA, SKOS, Term, Triple, english, moment
from kg.sharing import paper_graphs, whole
from kg.store.base import Quad, Store
from kg.store.terms import to_sparql

# What of a statement and its relations is asserted; wordings, offsets and positions are about the text.
SAID = (RDF.type, EVC.statedIn, EVC.asserts, EVC.hedged, EVC.status)
RELATION = (RDF.type, EVC.source, EVC.target, EVC.mediator, EVC.moderator, EVC.sign, EVC.effect)
EFFECT = (RDF.type, EVC.statistic, EVC.value, EVC.pValue)
CONSTRUCT = (RDF.type, SKOS.prefLabel)
TEST = (RDF.type, EVC.testOf, EVC.reportedIn, EVC.outcome, EVC.onStudy, EVC.onGroup, EVC.byMethod, EVC.foundEffect)
# What tells where the assertion comes from.
SOURCE = (EVC.wording, EVC.number, EVC.page, EVC.confidence, CITO.citesAsAuthority, PROV.wasRevisionOf)
EXTRACTION = (RDF.type, PROV.wasAssociatedWith, EVC.pipelineVersion, PROV.startedAtTime, PROV.endedAtTime)
UNLIKELY = f"""{PROLOGUE}
SELECT (COUNT(DISTINCT ?statement) AS ?n) WHERE {{
  ?statement evc:asserts ?relation ; evc:inDomain true ; evc:confidence ?confidence ; a ?kind .
  FILTER(?confidence < #LEAST && ?kind IN ({", ".join(map(to_sparql, KINDS))}))
  FILTER NOT EXISTS {{ ?statement evc:hiddenFrom evc:#VIEWView }}
}}"""


def nanopublications(
    quads: Iterable[Quad],
    *,
    creator: str,
    created: datetime,
    left_out: frozenset[str] = frozenset(),
    min_confidence: float = LIKELY,
    iris: Iris | None = None,
) -> Iterator[list[Quad]]:
    """The nanopublications of one paper's graph, one for each statement that says something of an effect.

    ``creator`` is the IRI of who publishes (an ORCID), ``created`` the time of publishing, ``left_out`` the
    statements that are not published (``kg.curation.hidden``). Questions, advice, statements off the topic and those
    less sure than ``min_confidence`` are not published either.
    """
    facts = Facts(quads)
    for statement in facts.subjects(RDF.type, EVC.Statement):
        kind = kind_of(facts, statement)
        sure = float(facts.text(statement, EVC.confidence) or 1)
        if kind is None or sure < min_confidence or str(statement) in left_out:
            continue
        if facts.objects(statement, EVC.asserts):
            yield list(_nanopublication(facts, statement, kind, URIRef(creator), created, iris or Iris()))


def nanopublications_of(
    store: Store, *, creator: str, created: datetime, view: View = "curated", min_confidence: float = LIKELY
) -> Iterator[list[Quad]]:
    """The nanopublications of all papers of a store, as people left their statements or as they were extracted."""
    left_out = hidden(store, view)
    judgements = list(store.quads(curation_graph()))
    for graph in paper_graphs(store):
        edited = list(whole(store, Iris().edited_graph(graph)))
        quads = chain(whole(store, graph), edited, judgements if edited else ())
        yield from nanopublications(
            quads, creator=creator, created=created, left_out=left_out, min_confidence=min_confidence
        )


def unlikely(store: Store, *, view: View = "curated", min_confidence: float = LIKELY) -> int:
    """How many statements are not published because they are less sure than ``min_confidence``."""
    text = UNLIKELY.replace("#LEAST", str(float(min_confidence))).replace("#VIEW", view)
    return int(str(store.query(text).column("n")[0]))


def _nanopublication(
    facts: Facts, statement: URIRef, kind: URIRef, creator: URIRef, created: datetime, iris: Iris
) -> Iterator[Quad]:
    node = URIRef(iris.nanopublication(statement))
    head, assertion, provenance, info = parts(node)
    yield node, RDF.type, NP.Nanopublication, head
    yield node, NP.hasAssertion, assertion, head
    yield node, NP.hasProvenance, provenance, head
    yield node, NP.hasPublicationInfo, info, head
    for triple in dict.fromkeys(_assertion(facts, statement, kind)):
        yield (*triple, assertion)
    for triple in dict.fromkeys(_provenance(facts, statement, assertion, URIRef(node + "rights"))):
        yield (*triple, provenance)
    yield node, RDFS.label, english(sentence(facts, statement, kind)), info
    yield node, NPX.hasNanopubType, kind, info
    yield node, DCT.created, moment(created), info
    yield node, DCT.creator, creator, info
    yield assertion, DCT.license, CC0, info
    yield provenance, DCT.rights, URIRef(node + "rights"), info


def _assertion(facts: Facts, statement: URIRef, kind: URIRef) -> Iterator[Triple]:
    relations = facts.objects(statement, EVC.asserts)
    for paper in facts.objects(statement, EVC.statedIn):
        for relation in relations:
            yield URIRef(paper), stance(facts, statement, relation, kind), relation
        yield from facts.some(paper, (RDF.type,))
    yield from facts.some(statement, SAID)
    if all(facts.value(relation, EVC.sign) != EVC.noEffect for relation in relations):  # which would deny no effect
        yield from facts.some(statement, (EVC.negated,))
    for test in facts.subjects(EVC.testOf, statement):
        yield from facts.some(test, TEST)
        for effect in facts.objects(test, EVC.foundEffect):
            yield from _sized(facts, effect, facts.objects(test, EVC.reportedIn))
    for relation in relations:
        yield from _described(facts, statement, relation, kind)


def _described(facts: Facts, statement: URIRef, relation: Node, kind: URIRef) -> Iterator[Triple]:
    """A relation with its constructs and effect sizes."""
    yield from facts.some(relation, RELATION)
    for effect in facts.objects(relation, EVC.effect):
        yield from _sized(facts, effect, _whose(facts, statement, kind))
    for role in (EVC.source, EVC.target, EVC.mediator, EVC.moderator):
        for construct in facts.objects(relation, role):
            yield from facts.some(construct, CONSTRUCT)


def _sized(facts: Facts, effect: Node, whose: Iterable[Term]) -> Iterator[Triple]:
    """An effect size, with the works whose result it is."""
    yield from facts.some(effect, EFFECT)
    yield from ((URIRef(str(effect)), EVC.resultOf, work) for work in whose)


def _whose(facts: Facts, statement: URIRef, kind: URIRef) -> Iterable[Term]:
    """Whose results a statement's effect sizes are: the paper's own, or of the works that a finding or claim cites."""
    works = facts.objects(statement, CITO.citesAsAuthority)
    untested = kind in (EVC.Finding, EVC.Claim) and not facts.objects(statement, EVC.status)
    return works if untested and works else facts.objects(statement, EVC.statedIn)


def _provenance(facts: Facts, statement: URIRef, assertion: URIRef, rights: URIRef) -> Iterator[Triple]:
    yield assertion, PROV.wasQuotedFrom, statement
    for paper in facts.objects(statement, EVC.statedIn):
        for link in facts.objects(paper, SCHEMA.sameAs) or [paper]:
            yield assertion, PROV.hadPrimarySource, link
        yield from facts.some(paper, (EVC.shortReference, DCT.title, SCHEMA.sameAs))
        yield from _rights(facts, URIRef(paper), statement, rights)
    yield from facts.some(statement, SOURCE)
    for person in facts.objects(statement, PROV.wasAttributedTo):  # who edited it
        yield assertion, PROV.wasAttributedTo, person
        yield from facts.some(person, (RDF.type, RDFS.label))
    edited = bool(facts.objects(statement, PROV.wasRevisionOf))
    for extraction in facts.objects(statement, PROV.wasGeneratedBy):
        yield assertion, PROV.wasDerivedFrom if edited else PROV.wasGeneratedBy, extraction
        yield from facts.some(extraction, EXTRACTION)
        for software in facts.objects(extraction, PROV.wasAssociatedWith):
            yield from facts.some(software, (RDF.type, SCHEMA.name, SCHEMA.softwareVersion))


def _rights(facts: Facts, paper: URIRef, statement: URIRef, rights: URIRef) -> Iterator[Triple]:
    """The words are quoted, and not under the licence."""
    forms = (("{}", paper, EVC.shortReference), ("“{}”", paper, DCT.title), ("p. {}", statement, EVC.page))
    told = ((form, facts.text(node, predicate)) for form, node, predicate in forms)
    source = ", ".join(form.format(words) for form, words in told if words)
    said = (
        f"The wording is a short quotation from {source}, given as evidence. Rights in it remain with its publisher "
        "or authors; it is not under the licence of the assertion."
    )
    yield statement, DCT.rights, rights
    yield rights, RDF.type, DCT.RightsStatement
    yield rights, RDFS.label, english(said)
    yield rights, DCT.source, paper
