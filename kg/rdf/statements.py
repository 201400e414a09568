"""Statements, relations and definitions of a record as triples, with the words that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rdflib import URIRef

from kg.iris import under
from kg.rdf.place import Place
from kg.rdf.terms import (
    C4O,
    CITO,
    DCT,
    DEO,
    DOCO,
    EVC,
    OA,
    PROV,
    RDF,
    SCHEMA,
    Triple,
    boolean,
    double,
    integer,
    string,
)
from pipelines.record import Definition, Effect, Finder, Relation, Span, Statement, Test

PDF_FRAGMENTS = URIRef("http://tools.ietf.org/rfc/rfc3778")  # the syntax of "page=4"

KINDS = {
    "hypothesis": EVC.Hypothesis,
    "proposition": EVC.Proposition,
    "finding": EVC.Finding,
    "claim": EVC.Claim,
    "implication": EVC.Implication,
    "research_question": EVC.ResearchQuestion,
}
RELATIONS = {
    "causal": EVC.CausalRelation,
    "associative": EVC.AssociativeRelation,
    "dimension_of": EVC.DimensionRelation,
    "type_of": EVC.TypeRelation,
    "contrast": EVC.ContrastRelation,
}
SIGNS = {"+": EVC.positive, "-": EVC.negative, "0": EVC.noEffect, "nonlinear": EVC.nonlinear}
STATUSES = {
    "supported": EVC.supported,
    "not_supported": EVC.notSupported,
    "partially_supported": EVC.partiallySupported,
}
FINDERS: dict[Finder, tuple[URIRef, ...]] = {
    "rules": (EVC.ruleFinder,),
    "model": (EVC.modelFinder,),
    "both": (EVC.ruleFinder, EVC.modelFinder),
}
# Headings that tell a section's part in the argument; the first that fits counts.
PARTS = (
    (re.compile(r"\babstract\b", re.I), DOCO.Abstract),
    (re.compile(r"\bintroduction\b", re.I), DEO.Introduction),
    (re.compile(r"\b(method(s|ology)?|research design|data collection|sample|measures?)\b", re.I), DEO.Methods),
    (re.compile(r"\b(results?|findings|hypothes[ei]s test(s|ing)?)\b", re.I), DEO.Results),
    (re.compile(r"\b(discussion|implications?|limitations?)\b", re.I), DEO.Discussion),
    (re.compile(r"\b(conclusions?|concluding remarks)\b", re.I), DEO.Conclusion),
    (re.compile(r"\b(literature|related work)\b", re.I), DEO.RelatedWork),
    (re.compile(r"\b(background|theor(y|etical|ies))\b", re.I), DEO.Background),
)


def section_triples(place: Place) -> Iterator[Triple]:
    """The sections in which statements stand."""
    for heading, node in place.sections.items():
        yield node, RDF.type, DOCO.Section
        yield node, DCT.title, string(heading)
        yield node, DCT.isPartOf, place.paper
        part = next((part for pattern, part in PARTS if pattern.search(heading)), None)
        if part is not None:
            yield node, RDF.type, part


def statement_triples(place: Place) -> Iterator[Triple]:
    """Every statement with its relations, citations and words."""
    for number, (iri, statement) in enumerate(zip(place.statements, place.record.statements, strict=True), 1):
        node = URIRef(iri)
        yield node, RDF.type, KINDS[statement.kind]
        yield node, RDF.type, EVC.Statement
        yield node, EVC.statedIn, place.paper
        yield node, EVC.wording, string(statement.text)
        yield node, DCT.identifier, string(statement.id)
        yield node, SCHEMA.position, integer(number)
        yield node, PROV.wasGeneratedBy, place.extraction
        yield from _stance(node, statement)
        yield from _tests(place, node, statement)
        if statement.section is not None:
            yield node, EVC.inSection, place.sections[statement.section]
        for rank, relation in enumerate(statement.relations, 1):
            yield from _relation(place, node, rank, relation)
        yield from _citations(place, node, statement.attributed_to)
        yield from _words(place, node, statement)
        if place.has_study and _is_tested(statement):
            yield node, EVC.evidence, place.study


def definition_triples(place: Place) -> Iterator[Triple]:
    """Every definition with the construct it defines, its citations and words."""
    for number, (iri, definition) in enumerate(zip(place.definitions, place.record.definitions, strict=True), 1):
        node = URIRef(iri)
        yield node, RDF.type, EVC.Definition
        yield node, EVC.statedIn, place.paper
        yield node, EVC.defines, place.names.construct(definition.term)
        yield node, EVC["term"], string(definition.term)
        yield node, EVC.definiens, string(definition.definition)
        yield node, EVC.wording, string(definition.text)
        yield node, SCHEMA.position, integer(number)
        yield node, PROV.wasGeneratedBy, place.extraction
        yield from _where(node, definition)
        yield from _citations(place, node, definition.attributed_to)
        yield from _words(place, node, definition)


def _stance(node: URIRef, statement: Statement) -> Iterator[Triple]:
    if statement.label is not None:
        yield node, EVC.number, string(statement.label)
    if statement.status is not None:
        yield node, EVC.status, STATUSES[statement.status]
    if statement.confidence is not None:
        yield node, EVC.confidence, double(statement.confidence)
    if statement.found_by is not None:
        yield from ((node, EVC.foundBy, finder) for finder in FINDERS[statement.found_by])
    yield node, EVC.negated, boolean(statement.negated)
    yield node, EVC.hedged, boolean(statement.hedged)
    yield node, EVC.inDomain, boolean(statement.domain)
    yield from _where(node, statement)


def _tests(place: Place, node: URIRef, statement: Statement) -> Iterator[Triple]:
    """The tests that the paper reports; where it tells of none apart, the one that its verdict stands for."""
    implied = () if statement.tests or statement.status is None else (Test(status=statement.status),)
    for number, test in enumerate(statement.tests or implied, 1):
        iri = URIRef(under(node, "test", number) if statement.tests else under(node, "test"))
        yield iri, RDF.type, EVC.Test
        yield iri, EVC.testOf, node
        yield iri, EVC.reportedIn, place.paper
        if test.status is not None:
            yield iri, EVC.outcome, STATUSES[test.status]
        for told, value in ((EVC.onStudy, test.study), (EVC.onGroup, test.sample), (EVC.byMethod, test.method)):
            if value is not None:
                yield iri, told, string(value)
        if test.text is not None:
            yield iri, EVC.wording, string(test.text)
        if test.page is not None:
            yield iri, EVC.page, integer(test.page)
        for rank, effect in enumerate(test.effects, 1):
            size = URIRef(under(iri, "effect", rank))
            yield iri, EVC.foundEffect, size
            yield from _size(size, rank, effect)
        if statement.tests:
            yield iri, SCHEMA.position, integer(number)


def _is_tested(statement: Statement) -> bool:
    """Does it rest on what the paper itself observed: a result of its own, or a test that it reports?"""
    return not statement.attributed_to and (statement.kind == "finding" or statement.status is not None)


def _where(node: URIRef, found: Statement | Definition) -> Iterator[Triple]:
    if found.page is not None:
        yield node, EVC.page, integer(found.page)
    if found.start is not None:
        yield node, EVC.begins, integer(found.start)
    if found.end is not None:
        yield node, EVC.ends, integer(found.end)


def _relation(place: Place, statement: URIRef, rank: int, relation: Relation) -> Iterator[Triple]:
    node = URIRef(under(statement, "relation", rank))
    yield statement, EVC.asserts, node
    yield node, RDF.type, RELATIONS[relation.type]
    yield node, RDF.type, EVC.Relation
    yield node, SCHEMA.position, integer(rank)
    if relation.sign is not None:
        yield node, EVC.sign, SIGNS[relation.sign]
    yield from _mention(place, node, "source", relation.source, span=relation.source_span)
    yield from _mention(place, node, "target", relation.target, span=relation.target_span)
    for number, wording in enumerate(relation.mediators, 1):
        yield from _mention(place, node, "mediator", wording, number=number)
    for number, wording in enumerate(relation.moderators, 1):
        yield from _mention(place, node, "moderator", wording, number=number)
    for number, effect in enumerate(relation.effects, 1):
        yield from _effect(place, node, number, effect)


def _mention(
    place: Place, relation: URIRef, role: str, wording: str, *, span: Span | None = None, number: int | None = None
) -> Iterator[Triple]:
    """An end of a relation: the construct itself, and the words that name it there."""
    construct = place.names.construct(wording)
    node = URIRef(under(relation, role) if number is None else under(relation, role, number))
    yield relation, EVC[role], construct
    yield relation, EVC[f"{role}Mention"], node
    yield node, RDF.type, EVC.Mention
    yield node, EVC.wording, string(wording)
    yield node, EVC.denotes, construct
    yield node, EVC.score, double(place.names.score(wording))
    if number is not None:
        yield node, SCHEMA.position, integer(number)
    if span is not None:
        yield node, EVC.begins, integer(span[0])
        yield node, EVC.ends, integer(span[1])


def _effect(place: Place, relation: URIRef, number: int, effect: Effect) -> Iterator[Triple]:
    node = URIRef(under(relation, "effect", number))
    yield relation, EVC.effect, node
    yield from _size(node, number, effect)
    if len(place.record.study.sample_size) == 1:  # of several, nothing tells which
        yield node, EVC.onSample, URIRef(under(place.study, "sample", 1))


def _size(node: URIRef, number: int, effect: Effect) -> Iterator[Triple]:
    yield node, RDF.type, EVC.EffectSize
    yield node, EVC.statistic, string(effect.statistic)
    yield node, EVC.value, double(effect.value)
    yield node, SCHEMA.position, integer(number)
    if effect.p is not None:
        yield node, EVC.pValue, string(effect.p)


def _citations(place: Place, node: URIRef, works: Iterable[str]) -> Iterator[Triple]:
    for number, words in enumerate(works, 1):
        work, entry = place.works.cite(words)
        pointer = URIRef(under(node, "citation", number))
        yield node, CITO.citesAsAuthority, work
        yield node, EVC.citation, pointer
        yield pointer, RDF.type, C4O.InTextReferencePointer
        yield pointer, C4O.hasContent, string(words)
        yield pointer, CITO.hasCitedEntity, work
        yield pointer, SCHEMA.position, integer(number)
        if entry is not None:
            yield pointer, C4O.denotes, place.reference(entry)


def _words(place: Place, node: URIRef, found: Statement | Definition) -> Iterator[Triple]:
    """Web Annotation: the quote and its position in the clean text, the page and the printed boxes in the file."""
    note = place.words(node)
    text, quote = URIRef(under(note, "text")), URIRef(under(note, "quote"))
    yield note, RDF.type, OA.Annotation
    yield note, OA.motivatedBy, OA.identifying
    yield note, OA.hasBody, node
    yield note, OA.hasTarget, text
    yield text, RDF.type, OA.SpecificResource
    yield text, OA.hasSource, place.text
    yield text, OA.hasSelector, quote
    yield quote, RDF.type, OA.TextQuoteSelector
    yield quote, OA.exact, string(found.text)
    if found.start is not None and found.end is not None:
        position = URIRef(under(note, "position"))
        yield text, OA.hasSelector, position
        yield position, RDF.type, OA.TextPositionSelector
        yield position, OA.start, integer(found.start)
        yield position, OA.end, integer(found.end)
        yield from _page(place, note, found.page, (found.start, found.end))
    elif found.page is not None:
        yield from _page(place, note, found.page, None)


def _page(place: Place, note: URIRef, page: int | None, span: Span | None) -> Iterator[Triple]:
    boxes = place.boxes.get(span, ()) if span is not None else ()
    if page is None and not boxes:
        return
    target = URIRef(under(note, "page"))
    yield note, OA.hasTarget, target
    yield target, RDF.type, OA.SpecificResource
    yield target, OA.hasSource, place.file
    if page is not None:
        fragment = URIRef(under(target, "fragment"))
        yield target, OA.hasSelector, fragment
        yield fragment, RDF.type, OA.FragmentSelector
        yield fragment, RDF.value, string(f"page={page}")
        yield fragment, DCT.conformsTo, PDF_FRAGMENTS
    for number, box in enumerate(boxes, 1):
        node = URIRef(under(target, "box", number))
        yield target, OA.hasSelector, node
        yield node, RDF.type, EVC.BoxSelector
        yield node, EVC.page, integer(box.page)
        for side, value in (("left", box.x0), ("bottom", box.y0), ("right", box.x1), ("top", box.y1)):
            yield node, EVC[side], double(value)
