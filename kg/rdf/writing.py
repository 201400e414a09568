"""A record as quads, by the pattern of ``docs/graph-pattern.md``.

``to_quads`` is pure and its order is fixed: the same arguments give the same quads in the same order. The paper's
facts are written here, statements and definitions in ``kg.rdf.statements``, constructs in ``kg.rdf.naming``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from rdflib import URIRef

from kg.iris import Iris, citation_key, doi_link, short_reference, under, web_address, work_key
from kg.rdf import statements
from kg.rdf.naming import Names
from kg.rdf.place import Place
from kg.rdf.sharing import contributions
from kg.rdf.terms import (
    BIRO,
    C4O,
    CITO,
    DCT,
    EVC,
    FABIO,
    FOAF,
    PRISM,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOSXL,
    Quad,
    Term,
    Triple,
    boolean,
    integer,
    moment,
    string,
    year,
)
from kg.run import Run
from kg.vocabulary import Vocabulary
from kg.vocabulary import vocabulary as packaged_vocabulary
from pipelines.record import Record, Reference
from pipelines.text import Box, Conflict

Value = TypeVar("Value")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a file tells of its paper for which the record has no place.

    ``issn`` are the journal's, ``licence`` is an address or a short name, ``abstract`` the words of it. ``conflicts``
    are bibliographic facts on which the file disagrees with itself, ``entries`` the record's references as they are
    printed, with volume and pages (as many as there are references, or none).
    """

    issn: Sequence[str] = ()
    licence: str | None = None
    abstract: str | None = None
    conflicts: Sequence[Conflict] = ()
    entries: Sequence[str] = ()


def to_quads(
    record: Record,
    run: Run,
    *,
    boxes: Mapping[tuple[int, int], Sequence[Box]] | None = None,
    facts: Facts | None = None,
    graph: str | None = None,
    apart_from: str | None = None,
    iris: Iris | None = None,
    vocabulary: Vocabulary | None = None,
) -> Iterator[Quad]:
    """The record as ``(subject, predicate, object, graph IRI)``.

    The paper's own facts are in ``graph`` (by default that of the file it was read from), what papers share is in the
    graph of shared things; no triple is in both.

    ``boxes`` tells where on the page the words of a range (start, end) are printed, ``facts`` what else the file says;
    neither is in the record, so ``to_record`` passes them over. ``apart_from`` is a paper that has the record's DOI
    already: then this one goes by its file's hash. ``vocabulary`` is the package's own unless given.

    Raises:
        RecordError: a value is not Unicode text (half a surrogate pair).
    """
    iris = iris or Iris()
    names = Names(record, iris, packaged_vocabulary() if vocabulary is None else vocabulary)
    place = Place.of(record, run, iris=iris, names=names, boxes=boxes or {}, apart_from=apart_from)
    where = URIRef(graph or iris.document_graph(run.sha256))
    own = dict.fromkeys((*_own(place), *_facts(place, facts or Facts())))
    shared = [triple for triple in dict.fromkeys(_shared(place)) if triple not in own]
    contributed = contributions(shared, where, iris)
    yield from ((*triple, where) for triple in (*own, *contributed))
    yield from ((*triple, URIRef(iris.graph("shared"))) for triple in shared)


def _own(place: Place) -> Iterator[Triple]:
    yield from _paper(place)
    yield from _study(place)
    yield from _extraction(place)
    yield from _references(place)
    yield from _uses(place)
    yield from statements.section_triples(place)
    yield from statements.statement_triples(place)
    yield from statements.definition_triples(place)


def _shared(place: Place) -> Iterator[Triple]:
    """What other papers may tell as well. To be asked last: in-text citations add works as they are written."""
    yield from _identity(place)
    yield from _software(place)
    yield from place.names.triples()
    yield from place.works.triples()


def _paper(place: Place) -> Iterator[Triple]:
    paper, document = place.paper, place.record.document
    yield paper, RDF.type, EVC.Paper
    yield paper, RDF.type, FABIO.ResearchPaper
    yield from optional(paper, DCT.title, document.title, string)
    yield from optional(paper, FABIO.hasPublicationYear, document.year, year)
    yield from optional(paper, PRISM.publicationName, document.venue, string)
    yield from optional(paper, PRISM.volume, document.volume, string)
    yield from optional(paper, PRISM.number, document.issue, string)
    yield from optional(paper, PRISM.pageRange, document.pages, string)
    yield from optional(paper, PRISM.doi, document.doi, string)
    yield from optional(paper, DCT.language, document.language, string)
    reference = short_reference(document.authors, document.year, document.title, document.source)
    yield paper, EVC.shortReference, string(reference)
    yield from optional(paper, EVC.claimsDoiOf, place.apart_from, URIRef)
    yield paper, PROV.wasDerivedFrom, place.file
    yield paper, PROV.wasGeneratedBy, place.extraction
    yield from people(paper, document.authors)
    for number, keyword in enumerate(document.keywords, 1):
        node = URIRef(under(paper, "keyword", number))
        yield paper, EVC.keyword, node
        yield node, RDF.type, EVC.Keyword
        yield node, RDF.value, string(keyword)
        yield node, SCHEMA.position, integer(number)


def _identity(place: Place) -> Iterator[Triple]:
    """What tells a paper among the works that papers cite: papers that cite it tell the same."""
    paper, document = place.paper, place.record.document
    yield from optional(paper, SCHEMA.sameAs, None if place.apart_from else doi_link(document.doi), URIRef)
    if document.authors and document.title:
        yield paper, EVC.workKey, string(work_key(document.authors, document.year, document.title))
        yield paper, EVC.citationKey, string(citation_key(document.authors[0], document.year))


def people(owner: URIRef, names: Iterable[str]) -> Iterator[Triple]:
    """The authors of a paper or of a bibliography entry, in their order."""
    for number, name in enumerate(names, 1):
        node = URIRef(under(owner, "author", number))
        yield owner, DCT.creator, node
        yield node, RDF.type, FOAF.Person
        yield node, FOAF.name, string(name)
        yield node, SCHEMA.position, integer(number)


def _study(place: Place) -> Iterator[Triple]:
    study = place.record.study
    if not place.has_study:
        return
    node = place.study
    yield place.paper, EVC.study, node
    yield node, RDF.type, EVC.Study
    parts = [("design", EVC.Design, study.design), ("method", EVC.Method, study.method)]
    for name, kind, values in [*parts, ("context", EVC.Context, study.context)]:
        for number, value in enumerate(values, 1):
            yield from _part(node, name, kind, number)
            yield URIRef(under(node, name, number)), RDFS.label, string(value)
    for number, size in enumerate(study.sample_size, 1):
        yield from _part(node, "sample", EVC.Sample, number)
        yield URIRef(under(node, "sample", number)), EVC.size, integer(size)


def _part(study: URIRef, name: str, kind: URIRef, number: int) -> Iterator[Triple]:
    node = URIRef(under(study, name, number))
    yield study, EVC[name], node
    yield node, RDF.type, kind
    yield node, SCHEMA.position, integer(number)


def _extraction(place: Place) -> Iterator[Triple]:
    run, activity = place.run, place.extraction
    yield place.file, RDF.type, EVC.SourceFile
    yield place.file, EVC.sha256, string(run.sha256)
    yield place.file, SCHEMA.name, string(place.record.document.source)
    yield place.text, RDF.type, EVC.CleanText
    yield place.text, PROV.wasDerivedFrom, place.file
    yield activity, RDF.type, EVC.Extraction
    yield activity, PROV.used, place.file
    yield activity, PROV.wasAssociatedWith, place.software
    yield activity, EVC.pipelineVersion, string(run.pipeline)
    yield from optional(activity, PROV.startedAtTime, run.started, moment)
    yield from optional(activity, PROV.endedAtTime, run.ended, moment)
    for name, value in sorted(run.settings.items()):
        node = URIRef(under(activity, "setting", name))
        yield activity, EVC.setting, node
        yield node, RDF.type, SCHEMA.PropertyValue
        yield node, SCHEMA.name, string(name)
        yield node, SCHEMA.value, string(value)


def _software(place: Place) -> Iterator[Triple]:
    yield place.software, RDF.type, PROV.SoftwareAgent
    yield place.software, SCHEMA.name, string(place.run.software)
    yield place.software, SCHEMA.softwareVersion, string(place.run.version)


def _facts(place: Place, facts: Facts) -> Iterator[Triple]:
    yield from ((place.paper, PRISM.issn, string(number)) for number in facts.issn)
    yield from optional(place.paper, DCT.license, facts.licence, _licence)
    yield from optional(place.paper, DCT.abstract, facts.abstract, string)
    yield from _claims(place, facts.conflicts)
    yield from _entries(place, facts.entries)


def _licence(value: str) -> Term:
    """A licence by its address, or by its name where the paper gives no more."""
    address = web_address(value)
    return string(value) if address is None else URIRef(address)


def _claims(place: Place, conflicts: Sequence[Conflict]) -> Iterator[Triple]:
    """What several places in the file say differently of the paper: the chosen values and the others."""
    said = [(c.field, c.chosen, source) for c in conflicts for source in c.sources]
    said += [(c.field, value, source) for c in conflicts for value, source in c.others]
    for number, (field, value, source) in enumerate(said, 1):
        node = URIRef(under(place.file, "claim", number))
        yield node, RDF.type, EVC.MetadataClaim
        yield node, EVC.claimOn, place.paper
        yield node, EVC.field, string(field)
        yield node, RDF.value, string(value)
        yield node, EVC.claimedBy, string(source)


def _entries(place: Place, entries: Sequence[str]) -> Iterator[Triple]:
    """The bibliography as it is printed: entries have volume, pages and publisher, which the record does not."""
    if len(entries) == len(place.record.references):
        for number, entry in enumerate(entries, 1):
            yield place.reference(number), C4O.hasContent, string(entry)


def _references(place: Place) -> Iterator[Triple]:
    for number, reference in enumerate(place.record.references, 1):
        node = place.reference(number)
        yield node, RDF.type, BIRO.BibliographicReference
        yield node, EVC.listedIn, place.paper
        yield node, SCHEMA.position, integer(number)
        yield from _reference(node, reference)
        work = place.works.of_reference(number)
        yield node, BIRO.references, work
        yield place.paper, CITO.cites, work


def _reference(node: URIRef, reference: Reference) -> Iterator[Triple]:
    yield from optional(node, DCT.title, reference.title, string)
    yield from optional(node, FABIO.hasPublicationYear, reference.year, year)
    yield from optional(node, PRISM.publicationName, reference.venue, string)
    yield from optional(node, PRISM.doi, reference.doi, string)
    yield from people(node, reference.authors)


def _uses(place: Place) -> Iterator[Triple]:
    for number, (iri, construct) in enumerate(zip(place.uses, place.record.constructs, strict=True), 1):
        node = URIRef(iri)
        yield place.paper, EVC.uses, node
        yield node, RDF.type, EVC.ConstructUse
        yield node, EVC.construct, place.names.construct(construct.label)
        yield node, DCT.identifier, string(construct.id)
        yield node, RDFS.label, string(construct.label)
        yield node, EVC.mentionCount, integer(construct.mentions)
        yield node, EVC.inDomain, boolean(construct.domain)
        yield node, SCHEMA.position, integer(number)
        for place_in_list, alias in enumerate(construct.aliases, 1):
            label = URIRef(under(node, "alias", place_in_list))
            yield node, SKOSXL.altLabel, label
            yield label, RDF.type, SKOSXL.Label
            yield label, SKOSXL.literalForm, string(alias)
            yield label, SCHEMA.position, integer(place_in_list)


def optional(
    subject: URIRef, predicate: URIRef, value: Value | None, term: Callable[[Value], Term]
) -> Iterator[Triple]:
    """One triple, or none where there is no value."""
    if value is not None:
        yield subject, predicate, term(value)
