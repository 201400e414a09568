"""People correct machines: judgements on what was extracted, kept in a graph of their own with who and when.

Reading a paper again never touches that graph, so a judgement outlives the extraction it was made on; statements keep
their IRIs as long as their words stay. Nothing is deleted: a statement that was rejected is still there for who asks,
and every act can be taken back by a later one. The last judgement counts: ``evc:standing`` has it in one triple, and
``evc:hiddenFrom`` says which view of the graph leaves the statement out. What a person edited is in ``kg.revision``.

Merged constructs stay two nodes: each gets the other's match keys, so that a question for one finds both, and
splitting them takes just these triples away.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Literal

from rdflib import URIRef

from kg import ledger
from kg.errors import CurationRefused, NotFound
from kg.iris import HASH_DIGITS, Iris, under
from kg.rdf.terms import EVC, PROLOGUE, PROV, RDF, RDFS, SCHEMA, SKOS, Term, Triple, english, integer, moment, string
from kg.store.base import Quad, Store
from kg.store.terms import clean_iri, to_sparql

Verdict = Literal["accepted", "rejected", "edited"]
# As people left the graph, or as the machine found it. Queries say the first, and are turned into the second.
View = Literal["curated", "extracted"]


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """One value put in another's place; both in the words of the extraction record."""

    field: str
    before: Any
    after: Any


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One judgement: on what, which, by whom (a name or an IRI), when, why, and for an edit what it changed."""

    subject: str
    verdict: str
    by: str
    when: str
    why: str | None = None
    changes: tuple[Change, ...] = ()


def judge(store: Store, subject: str, verdict: Verdict, *, by: str, when: datetime, why: str | None = None) -> URIRef:
    """Accept or reject a statement, definition or construct of the store; the IRI of the act.

    Raises:
        NotFound: the store has no such thing.
        CurationRefused: it is a statement that was edited, so that another stands in its place.
        StoreError: it cannot be written.
    """
    expect(store, subject)
    if edited := edited_as(store, subject):
        raise CurationRefused(f"{subject} was edited; judge {edited}, or take the edit back with `kg review restore`")
    act = act_iri(subject, verdict, by, when)
    facts = list(act_triples(act, subject, verdict, by=by, when=when, why=why))
    if verdict == "rejected":
        facts.append((URIRef(subject), EVC.hiddenFrom, EVC.curatedView))
    set_standing(store, subject, verdict, facts)
    return act


def set_standing(store: Store, subject: str, verdict: Verdict, facts: Sequence[Triple]) -> None:
    """Write the verdict that counts from now on in the last one's place, and other facts, in one transaction."""
    graph, thing = to_sparql(URIRef(curation_graph())), to_sparql(URIRef(subject))
    facts = [(URIRef(subject), EVC.standing, EVC[verdict]), *facts]
    said = "".join(" ".join(map(to_sparql, triple)) + " . " for triple in facts)
    store.update(
        f"""{PROLOGUE}DELETE WHERE {{ GRAPH {graph} {{ {thing} evc:standing ?before }} }} ;
        DELETE DATA {{ GRAPH {graph} {{ {thing} evc:hiddenFrom evc:curatedView }} }} ;
        INSERT DATA {{ GRAPH {graph} {{ {said} }} }} ;
        {ledger.mark()}"""
    )


def hidden(store: Store, view: View) -> frozenset[str]:
    """The IRIs of the statements that a view leaves out."""
    rows = store.query(f"{PROLOGUE}SELECT DISTINCT ?s WHERE {{ GRAPH ?g {{ ?s evc:hiddenFrom evc:{view}View }} }}")
    return frozenset(str(row["s"]) for row in rows)


def edited_as(store: Store, subject: str) -> str | None:
    """The edited statement that stands in the place of ``subject``, or None."""
    rows = store.query(
        f"{PROLOGUE}SELECT ?s WHERE {{ GRAPH ?g {{ ?s prov:wasRevisionOf {to_sparql(URIRef(subject))} }} }}"
    )
    return next((str(row["s"]) for row in rows), None)


def history(store: Store, subject: str) -> tuple[Act, ...]:
    """All acts on a thing, the latest last."""
    rows = store.query(
        f"""{PROLOGUE}SELECT ?act ?verdict ?by ?when ?why WHERE {{
          ?act evc:judges {to_sparql(URIRef(subject))} ; evc:verdict ?verdict ; prov:wasAssociatedWith/rdfs:label ?by ;
            prov:endedAtTime ?when . OPTIONAL {{ ?act rdfs:comment ?why }} }} ORDER BY ?when ?act"""
    )
    return tuple(
        Act(
            subject=subject,
            verdict=str(row["verdict"]).rpartition("#")[2],
            by=str(row["by"]),
            when=str(row["when"]),
            why=str(row["why"]) if "why" in row else None,
            changes=_changes(store, str(row["act"])),
        )
        for row in rows
    )


def _changes(store: Store, act: str) -> tuple[Change, ...]:
    rows = store.query(
        f"""{PROLOGUE}SELECT ?field ?before ?after WHERE {{ {to_sparql(URIRef(act))} evc:change ?change .
          ?change evc:field ?field ; evc:before ?before ; evc:after ?after }} ORDER BY ?field"""
    )
    return tuple(Change(str(r["field"]), json.loads(str(r["before"])), json.loads(str(r["after"]))) for r in rows)


def merge(store: Store, one: str, other: str, *, by: str, when: datetime, why: str | None = None) -> None:
    """Say that two constructs are one: a question for either finds what papers say of both.

    Raises:
        NotFound: the store lacks one of them.
        CurationRefused: they are the same already, or the vocabulary says that they must not be merged.
    """
    expect(store, one)
    expect(store, other)
    first, second = to_sparql(URIRef(one)), to_sparql(URIRef(other))
    if one == other:
        raise CurationRefused(f"{one} cannot be merged with itself")
    if store.query(f"{PROLOGUE}ASK {{ {first} evc:mustNotMerge|^evc:mustNotMerge {second} }}").truth:
        raise CurationRefused(f"{one} and {other} are near-synonyms that must not be merged (evc:mustNotMerge)")
    act = act_iri(one, f"merged {other}", by, when)
    write(store, act_triples(act, one, "edited", by=by, when=when, why=why, replacement=other))
    write(store, _merger(store, one, other))
    store.update(ledger.mark())


def split(store: Store, one: str, other: str, *, by: str, when: datetime, why: str | None = None) -> None:
    """Take a merger back: both constructs answer for themselves again.

    Raises:
        CurationRefused: the two are not merged.
    """
    triples = [t for t in _merger(store, one, other) if _curated(store, t)]
    if (URIRef(one), SKOS.exactMatch, URIRef(other)) not in triples:
        raise CurationRefused(f"{one} and {other} are not merged")
    graph, facts = to_sparql(URIRef(curation_graph())), " ".join(" ".join(map(to_sparql, t)) + " ." for t in triples)
    store.update(f"DELETE DATA {{ GRAPH {graph} {{ {facts} }} }} ; {ledger.mark()}")
    write(store, act_triples(act_iri(one, f"split {other}", by, when), one, "accepted", by=by, when=when, why=why))


def promote(store: Store, construct: str, *, definition: str, by: str, when: datetime) -> None:
    """Take a construct that was found in papers into the curated scheme, with a definition.

    Raises:
        NotFound: the store has no such construct.
        CurationRefused: it is curated already.
    """
    expect(store, construct)
    scheme = URIRef(Iris().scheme("engagement"))
    if store.query(f"{PROLOGUE}ASK {{ {to_sparql(URIRef(construct))} skos:inScheme {to_sparql(scheme)} }}").truth:
        raise CurationRefused(f"{construct} is in the curated scheme already")
    judge(store, construct, "accepted", by=by, when=when, why="promoted to the curated scheme")
    node = URIRef(construct)
    write(store, iter([(node, SKOS.inScheme, scheme), (node, SKOS.definition, english(definition))]))


def _merger(store: Store, one: str, other: str) -> Iterator[Triple]:
    """What makes two constructs one: each has the other's own match keys."""
    for node, twin in ((one, other), (other, one)):
        yield URIRef(node), SKOS.exactMatch, URIRef(twin)
        for key in _own_keys(store, twin):
            yield URIRef(node), EVC.matchKey, key


def _own_keys(store: Store, construct: str) -> list[Term]:
    """The match keys that papers and vocabulary give a construct, without those that mergers lent it."""
    graph = to_sparql(URIRef(curation_graph()))
    found = store.query(
        f"""{PROLOGUE}SELECT DISTINCT ?key WHERE {{ GRAPH ?g {{ {to_sparql(URIRef(construct))} evc:matchKey ?key }}
          FILTER(?g != {graph}) }} ORDER BY ?key"""
    )
    return [string(str(row["key"])) for row in found]


def _curated(store: Store, triple: Triple) -> bool:
    pattern = " ".join(map(to_sparql, triple))
    return bool(store.query(f"ASK {{ GRAPH {to_sparql(URIRef(curation_graph()))} {{ {pattern} }} }}").truth)


def expect(store: Store, subject: str) -> None:
    """Raise NotFound where the store says nothing of ``subject``."""
    if not store.query(f"ASK {{ {to_sparql(URIRef(subject))} ?predicate ?value }}").truth:
        raise NotFound(f"nothing in the store has the IRI {subject}; `kg show LABEL` tells IRIs")


def act_triples(
    act: URIRef,
    subject: str,
    verdict: Verdict,
    *,
    by: str,
    when: datetime,
    why: str | None = None,
    replacement: str | None = None,
    changes: Sequence[Change] = (),
) -> Iterator[Triple]:
    """An act as RDF: what, which verdict, who, when, why, and what took the judged thing's place."""
    person = person_iri(by)
    yield act, RDF.type, EVC.CurationAct
    yield act, EVC.judges, URIRef(subject)
    yield act, EVC.verdict, EVC[verdict]
    yield act, PROV.endedAtTime, moment(when)
    yield act, PROV.wasAssociatedWith, person
    yield person, RDF.type, PROV.Person
    yield person, RDFS.label, string(by)
    if why is not None:
        yield act, RDFS.comment, string(why)
    if replacement is not None:
        yield act, EVC.replacement, URIRef(replacement)
    for number, change in enumerate(changes, 1):
        node = URIRef(under(act, "change", number))
        yield act, EVC.change, node
        yield node, RDF.type, EVC.Change
        yield node, SCHEMA.position, integer(number)
        yield node, EVC.field, string(change.field)
        yield node, EVC.before, string(json.dumps(change.before, ensure_ascii=False))
        yield node, EVC.after, string(json.dumps(change.after, ensure_ascii=False))


def person_iri(by: str) -> URIRef:
    """Who judges: an IRI as given, or one made from the name."""
    return URIRef(clean_iri(by) if by.startswith(("http://", "https://")) else Iris().person(by))


def act_iri(subject: str, verdict: str, by: str, when: datetime) -> URIRef:
    """The IRI of an act: by what, which, who and when."""
    digest = hashlib.sha256("\n".join([subject, verdict, by, when.isoformat()]).encode()).hexdigest()
    return URIRef(Iris().curation(digest[:HASH_DIGITS]))


def write(store: Store, triples: Iterator[Triple]) -> None:
    """Add triples to the graph of curation."""
    graph = URIRef(curation_graph())
    quads: list[Quad] = [(*triple, graph) for triple in triples]
    store.load(quads)


def curation_graph() -> str:
    """The graph that judgements are kept in."""
    return Iris().graph("curation")
