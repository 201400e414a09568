"""The record back from its quads: the exact inverse of ``kg.rdf.writing``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar, cast

from rdflib import URIRef
from rdflib.term import Node

from kg.rdf.statements import FINDERS, KINDS, RELATIONS, SIGNS, STATUSES
from kg.rdf.terms import (
    BIRO,
    C4O,
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
)
from kg.run import Run
from pipelines.errors import RecordError
from pipelines.record import (
    Construct,
    Definition,
    Document,
    Effect,
    Finder,
    Record,
    Reference,
    Relation,
    Span,
    Statement,
    Study,
    Test,
)

Value = TypeVar("Value")


def to_record(quads: Iterable[Sequence[Node]]) -> Record:
    """The record whose quads (or triples) these are.

    Raises:
        RecordError: there is no paper among them, or more than one, or a value that a record needs is missing.
    """
    graph = _Graph(quads)
    papers = list(dict.fromkeys(graph.subjects(RDF.type, EVC.Paper)))
    if len(papers) != 1:
        raise RecordError(f"expected the quads of one paper, got those of {len(papers)}")
    paper = papers[0]
    return Record(
        document=_document(graph, paper),
        study=_study(graph, paper),
        constructs=tuple(_construct(graph, node) for node in graph.ordered(paper, EVC.uses)),
        statements=tuple(_statement(graph, node) for node in graph.owned(paper, EVC.statedIn, EVC.Statement)),
        definitions=tuple(_definition(graph, node) for node in graph.owned(paper, EVC.statedIn, EVC.Definition)),
        references=tuple(
            _reference(graph, node) for node in graph.owned(paper, EVC.listedIn, BIRO.BibliographicReference)
        ),
    )


def to_run(quads: Iterable[Sequence[Node]]) -> Run:
    """The facts of the extraction that made these quads.

    Raises:
        RecordError: there is no extraction among them, or more than one, or a value is missing.
    """
    graph = _Graph(quads)
    activities = graph.subjects(RDF.type, EVC.Extraction)
    if len(activities) != 1:
        raise RecordError(f"expected the quads of one extraction, got those of {len(activities)}")
    activity = activities[0]
    file = graph.one(activity, PROV.used, _node)
    software = graph.one(activity, PROV.wasAssociatedWith, _node)
    settings = graph.objects(activity, EVC.setting)
    return Run(
        sha256=graph.one(file, EVC.sha256, str),
        pipeline=graph.one(activity, EVC.pipelineVersion, str),
        software=graph.one(software, SCHEMA.name, str),
        version=graph.one(software, SCHEMA.softwareVersion, str),
        started=graph.maybe(activity, PROV.startedAtTime, _moment),
        ended=graph.maybe(activity, PROV.endedAtTime, _moment),
        settings={graph.one(s, SCHEMA.name, str): graph.one(s, SCHEMA.value, str) for s in settings},
    )


class _Graph:
    """Triples by subject and predicate, and by object."""

    def __init__(self, quads: Iterable[Sequence[Node]]) -> None:
        self._objects: dict[tuple[Node, Node], dict[Node, None]] = {}
        self._subjects: dict[tuple[Node, Node], dict[Node, None]] = {}
        for subject, predicate, value, *_ in quads:
            self._objects.setdefault((subject, predicate), {})[value] = None
            self._subjects.setdefault((predicate, value), {})[subject] = None

    def objects(self, subject: Node, predicate: Node) -> list[Node]:
        return list(self._objects.get((subject, predicate), ()))

    def subjects(self, predicate: Node, value: Node) -> list[Node]:
        return list(self._subjects.get((predicate, value), ()))

    def ordered(self, subject: Node, predicate: Node) -> list[Node]:
        """The objects by their position."""
        return sorted(self.objects(subject, predicate), key=self._position)

    def owned(self, owner: Node, predicate: Node, kind: Node) -> list[Node]:
        """The subjects of a class that point to their owner, by their position."""
        return self.by_position(n for n in self.subjects(predicate, owner) if kind in self.objects(n, RDF.type))

    def by_position(self, nodes: Iterable[Node]) -> list[Node]:
        """The nodes by their position."""
        return sorted(nodes, key=self._position)

    def maybe(self, subject: Node, predicate: Node, read: Callable[[Node], Value]) -> Value | None:
        """The one value, or None."""
        values = self.objects(subject, predicate)
        if len(values) > 1:
            raise RecordError(f"{subject} has more than one {predicate}")
        return read(values[0]) if values else None

    def one(self, subject: Node, predicate: Node, read: Callable[[Node], Value]) -> Value:
        """The one value.

        Raises:
            RecordError: there is none, or more than one.
        """
        values = self.objects(subject, predicate)
        if len(values) != 1:
            raise RecordError(f"{subject} has {len(values)} values of {predicate} where a record needs one")
        return read(values[0])

    def wordings(self, subject: Node, predicate: Node, inner: Node) -> tuple[str, ...]:
        """The strings that the nodes of an ordered list carry."""
        return tuple(self.one(node, inner, str) for node in self.ordered(subject, predicate))

    def _position(self, node: Node) -> int:
        return self.one(node, SCHEMA.position, _integer)


def _integer(term: Node) -> int:
    return int(str(term))


def _double(term: Node) -> float:
    return float(str(term))


def _moment(term: Node) -> datetime:
    return datetime.fromisoformat(str(term))


def _node(term: Node) -> Node:
    return term


def _boolean(term: Node) -> bool:
    return str(term) in ("true", "1")


def _document(graph: _Graph, paper: Node) -> Document:
    files = graph.objects(paper, PROV.wasDerivedFrom)
    if len(files) != 1:
        raise RecordError(f"expected the quads of one file, got those of {len(files)}")
    return Document(
        source=graph.one(files[0], SCHEMA.name, str),
        title=graph.maybe(paper, DCT.title, str),
        authors=graph.wordings(paper, DCT.creator, FOAF.name),
        year=graph.maybe(paper, FABIO.hasPublicationYear, _integer),
        venue=graph.maybe(paper, PRISM.publicationName, str),
        volume=graph.maybe(paper, PRISM.volume, str),
        issue=graph.maybe(paper, PRISM.number, str),
        pages=graph.maybe(paper, PRISM.pageRange, str),
        doi=graph.maybe(paper, PRISM.doi, str),
        keywords=graph.wordings(paper, EVC.keyword, RDF.value),
        language=graph.maybe(paper, DCT.language, str),
    )


def _study(graph: _Graph, paper: Node) -> Study:
    nodes = graph.objects(paper, EVC.study)
    if not nodes:
        return Study()
    node = nodes[0]
    return Study(
        design=graph.wordings(node, EVC.design, RDFS.label),
        method=graph.wordings(node, EVC.method, RDFS.label),
        sample_size=tuple(graph.one(s, EVC["size"], _integer) for s in graph.ordered(node, EVC.sample)),
        context=graph.wordings(node, EVC.context, RDFS.label),
    )


def _construct(graph: _Graph, node: Node) -> Construct:
    return Construct(
        id=graph.one(node, DCT.identifier, str),
        label=graph.one(node, RDFS.label, str),
        aliases=graph.wordings(node, SKOSXL.altLabel, SKOSXL.literalForm),
        mentions=graph.one(node, EVC.mentionCount, _integer),
        domain=graph.one(node, EVC.inDomain, _boolean),
    )


def _statement(graph: _Graph, node: Node) -> Statement:
    section = graph.maybe(node, EVC.inSection, _node)
    return Statement(
        id=graph.one(node, DCT.identifier, str),
        kind=_named(KINDS, graph.objects(node, RDF.type)),
        text=graph.one(node, EVC.wording, str),
        label=graph.maybe(node, EVC.number, str),
        page=graph.maybe(node, EVC.page, _integer),
        section=graph.one(section, DCT.title, str) if section is not None else None,
        start=graph.maybe(node, EVC.begins, _integer),
        end=graph.maybe(node, EVC.ends, _integer),
        relations=tuple(_relation(graph, r) for r in graph.ordered(node, EVC.asserts)),
        status=_named(STATUSES, graph.objects(node, EVC.status)),
        attributed_to=graph.wordings(node, EVC.citation, C4O.hasContent),
        negated=graph.one(node, EVC.negated, _boolean),
        hedged=graph.one(node, EVC.hedged, _boolean),
        domain=graph.one(node, EVC.inDomain, _boolean),
        confidence=graph.maybe(node, EVC.confidence, _double),
        tests=_tests(graph, node),
        found_by=_found_by(graph.objects(node, EVC.foundBy)),
    )


def _tests(graph: _Graph, statement: Node) -> tuple[Test, ...]:
    """The tests that the record tells apart: those that have a place among others."""
    apart = [t for t in graph.subjects(EVC.testOf, statement) if graph.objects(t, SCHEMA.position)]
    return tuple(
        Test(
            study=graph.maybe(test, EVC.onStudy, str),
            sample=graph.maybe(test, EVC.onGroup, str),
            method=graph.maybe(test, EVC.byMethod, str),
            status=_named(STATUSES, graph.objects(test, EVC.outcome)),
            effects=tuple(_effect(graph, e) for e in graph.ordered(test, EVC.foundEffect)),
            text=graph.maybe(test, EVC.wording, str),
            page=graph.maybe(test, EVC.page, _integer),
        )
        for test in graph.by_position(apart)
    )


def _found_by(finders: Sequence[Node]) -> Finder | None:
    words: dict[frozenset[Node], Finder] = {frozenset(iris): word for word, iris in FINDERS.items()}
    return words.get(frozenset(finders))


def _relation(graph: _Graph, node: Node) -> Relation:
    source, target = graph.objects(node, EVC.sourceMention)[0], graph.objects(node, EVC.targetMention)[0]
    return Relation(
        type=_named(RELATIONS, graph.objects(node, RDF.type)),
        source=graph.one(source, EVC.wording, str),
        target=graph.one(target, EVC.wording, str),
        mediators=graph.wordings(node, EVC.mediatorMention, EVC.wording),
        moderators=graph.wordings(node, EVC.moderatorMention, EVC.wording),
        sign=_named(SIGNS, graph.objects(node, EVC.sign)),
        source_span=_span(graph, source),
        target_span=_span(graph, target),
        effects=tuple(_effect(graph, e) for e in graph.ordered(node, EVC.effect)),
    )


def _span(graph: _Graph, node: Node) -> Span | None:
    start, end = graph.maybe(node, EVC.begins, _integer), graph.maybe(node, EVC.ends, _integer)
    return None if start is None or end is None else (start, end)


def _effect(graph: _Graph, node: Node) -> Effect:
    return Effect(
        statistic=graph.one(node, EVC.statistic, str),
        value=graph.one(node, EVC["value"], _double),
        p=graph.maybe(node, EVC.pValue, str),
    )


def _definition(graph: _Graph, node: Node) -> Definition:
    return Definition(
        term=graph.one(node, EVC["term"], str),
        definition=graph.one(node, EVC.definiens, str),
        text=graph.one(node, EVC.wording, str),
        attributed_to=graph.wordings(node, EVC.citation, C4O.hasContent),
        page=graph.maybe(node, EVC.page, _integer),
        start=graph.maybe(node, EVC.begins, _integer),
        end=graph.maybe(node, EVC.ends, _integer),
    )


def _reference(graph: _Graph, node: Node) -> Reference:
    return Reference(
        authors=graph.wordings(node, DCT.creator, FOAF.name),
        year=graph.maybe(node, FABIO.hasPublicationYear, _integer),
        title=graph.maybe(node, DCT.title, str),
        venue=graph.maybe(node, PRISM.publicationName, str),
        doi=graph.maybe(node, PRISM.doi, str),
    )


def _named(names: dict[Any, URIRef], terms: Iterable[Node]) -> Any:
    """The contract's word for the one of these terms that it has a word for, or None."""
    words = {iri: word for word, iri in names.items()}
    return next((words[cast(URIRef, term)] for term in terms if term in words), None)
