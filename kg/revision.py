"""Statements as people edited them, beside those that were extracted.

An edit never touches what the machine wrote. The corrected statement, with an IRI of its own, stands in a graph beside
the paper's, and points at the same paper, study and constructs, so that every query finds it as it finds any other.
The graph of curation tells which statement it replaces, who edited what, when and why, and hides the one from the
curated and the other from the extracted view. When a paper is read again, ``renew`` brings the graph up to date and
keeps the edited statements.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from kg import curation
from kg.curation import Change, View
from kg.errors import CurationRefused, NotFound
from kg.iris import Iris, statement
from kg.rdf import to_quads, to_record, to_run
from kg.rdf.terms import EVC, PROLOGUE, PROV
from kg.sharing import drop_paper, put_paper, whole
from kg.store.base import Store, Triple
from kg.store.terms import to_sparql
from pipelines.record import Document, Record, Statement, from_dict, to_dict

MARK = "-edited"  # ends the id of an edited statement
# What may be edited, by the extraction record's names: of a statement, and of one of its relations.
FIELDS = ("kind", "text", "label", "status", "negated", "hedged", "domain")
ENDS = ("type", "source", "target", "mediators", "moderators", "sign")
BARE = ("hypothesis", "proposition", "research_question")  # kinds that need no relation


def edit(
    store: Store,
    subject: str,
    changes: Mapping[str, Any],
    *,
    by: str,
    when: datetime,
    why: str | None = None,
    relation: int = 1,
) -> str:
    """Put a corrected statement in the place of one that was extracted, or edited before; its IRI.

    ``changes`` has names and values of the extraction record: ``FIELDS`` of the statement, ``ENDS`` of its relation
    number ``relation``. One number more than it has adds a relation, the type None takes one away.

    Raises:
        NotFound: the store has no such statement.
        CurationRefused: nothing would change, or what would be left is no statement.
        RecordError: a value does not keep to the contract.
    """
    source = original(store, subject)
    graph, number = _place(store, source)
    record = to_record(_triples(store, graph))
    found = record.statements[number - 1]
    edited = _edited(store, graph)
    before = next((s for s in edited if s.id == found.id + MARK), found)
    after = dataclasses.replace(_changed(before, changes, relation), id=found.id + MARK, confidence=None)
    told = _differences(before, after)
    if not told:
        raise CurationRefused(f"{subject} is so already: nothing to edit")
    _put(store, graph, record, [*(s for s in edited if s.id != after.id), after])
    act = curation.act_iri(source, repr(told), by, when)
    iri = statement(source.rpartition("/")[0], after.id)
    facts = [
        *curation.act_triples(act, source, "edited", by=by, when=when, why=why, replacement=iri, changes=told),
        (URIRef(source), EVC.hiddenFrom, EVC.curatedView),
        (URIRef(iri), EVC.hiddenFrom, EVC.extractedView),
        (URIRef(iri), PROV.wasRevisionOf, URIRef(source)),
        (URIRef(iri), PROV.wasAttributedTo, curation.person_iri(by)),
    ]
    curation.set_standing(store, source, "edited", facts)
    return iri


def restore(store: Store, subject: str, *, by: str, when: datetime, why: str | None = None) -> None:
    """Take all edits of a statement back: the extracted one stands again, as accepted.

    Raises:
        CurationRefused: it was not edited.
    """
    source = original(store, subject)
    iri = curation.edited_as(store, source)
    if iri is None:
        raise CurationRefused(f"{subject} was not edited")
    graph = _place(store, iri)[0].removesuffix(Iris().edited_graph(""))
    kept = [s for s in _edited(store, graph) if statement(source.rpartition("/")[0], s.id) != iri]
    _put(store, graph, to_record(_triples(store, graph)), kept)
    _forget(store, iri)
    act = curation.act_iri(source, "restored", by, when)
    facts = list(curation.act_triples(act, source, "accepted", by=by, when=when, why=why or "edits taken back"))
    curation.set_standing(store, source, "accepted", facts)


def drop(store: Store, graph: str) -> None:
    """Take a paper's graph of edited statements away; what was extracted, if it comes back, stands again.

    The acts stay, so that `kg review history` still tells what the edits were.
    """
    for row in store.query(
        PROLOGUE + f"SELECT ?s WHERE {{ GRAPH {to_sparql(URIRef(graph))} {{ ?s a evc:Statement }} }}"
    ):
        source = to_sparql(URIRef(original(store, str(row["s"]))))
        _forget(store, str(row["s"]))
        judgements = to_sparql(URIRef(curation.curation_graph()))
        for fact in ("evc:standing evc:edited", "evc:hiddenFrom evc:curatedView"):
            store.update(f"{PROLOGUE}DELETE DATA {{ GRAPH {judgements} {{ {source} {fact} }} }}")
    drop_paper(store, graph)


def renew(store: Store, graph: str) -> None:
    """After a paper's ``graph`` was written anew: its edited statements, if any, go with the paper as it is now."""
    if edited := _edited(store, graph):
        _put(store, graph, to_record(_triples(store, graph)), edited)


def record_of(store: Store, graph: str, *, view: View = "curated", hidden: frozenset[str] | None = None) -> Record:
    """A paper's record as people left it, or as it was extracted. ``hidden`` is what the view leaves out, where known.

    Raises:
        RecordError: the graph is not a whole record.
    """
    hidden = curation.hidden(store, view) if hidden is None else hidden
    seen = to_record(_triples(store, graph, without=hidden))
    edited = {s.id.removesuffix(MARK): s for s in _edited(store, graph, without=hidden)}
    elsewhere = {s.id.removesuffix(MARK): s for s in _edited_in_other_files(store, graph, hidden)}
    if view == "extracted" or not (edited or elsewhere):
        return seen
    shown = {s.id: s for s in seen.statements} | elsewhere | edited
    order = [s.id for s in to_record(_triples(store, graph)).statements]
    kept = (dataclasses.replace(shown[id], id=id) for id in dict.fromkeys([*order, *edited]) if id in shown)
    return dataclasses.replace(seen, statements=tuple(kept))


def original(store: Store, subject: str) -> str:
    """The extracted statement that ``subject`` is an edit of, or ``subject`` itself."""
    node = to_sparql(URIRef(subject))
    rows = store.query(f"{PROLOGUE}SELECT ?s WHERE {{ GRAPH ?g {{ {node} prov:wasRevisionOf ?s }} }}")
    return next((str(row["s"]) for row in rows), subject)


def _place(store: Store, iri: str) -> tuple[str, int]:
    """The graph that a statement is in (the first where several files have it), and its position there."""
    node = to_sparql(URIRef(iri))
    where = f"GRAPH ?g {{ {node} a evc:Statement ; schema:position ?n }}"
    for row in store.query(f"{PROLOGUE}SELECT ?g ?n WHERE {{ {where} }} ORDER BY ?g"):
        return str(row["g"]), int(str(row["n"]))
    raise NotFound(f"{iri} is no statement of the store; `kg query statements` lists them")


def _edited(store: Store, graph: str, *, without: frozenset[str] = frozenset()) -> tuple[Statement, ...]:
    """The edited statements of the paper whose graph is ``graph``."""
    beside = _triples(store, Iris().edited_graph(graph), without=without)
    if not beside:
        return ()
    own = [t for t in _triples(store, graph) if t[1] != EVC.statedIn]  # the paper without its extracted statements
    return to_record([*own, *beside]).statements


def _edited_in_other_files(store: Store, graph: str, without: frozenset[str]) -> list[Statement]:
    """The edited statements of the same paper that were found in other files of it."""
    where = f"GRAPH {to_sparql(URIRef(graph))} {{ ?paper a evc:Paper }} GRAPH ?g {{ ?paper a evc:Paper }}"
    graphs = [str(row["g"]) for row in store.query(f"{PROLOGUE}SELECT DISTINCT ?g WHERE {{ {where} }} ORDER BY ?g")]
    return [s for other in graphs if other != graph for s in _edited(store, other, without=without)]


def _forget(store: Store, iri: str) -> None:
    """Take away what the graph of curation says of an edited statement."""
    graph = to_sparql(URIRef(curation.curation_graph()))
    store.update(f"DELETE WHERE {{ GRAPH {graph} {{ {to_sparql(URIRef(iri))} ?p ?o }} }}")


def _triples(store: Store, graph: str, *, without: frozenset[str] = frozenset()) -> list[Triple]:
    """A graph's triples without what ties hidden statements to their paper."""
    return [(s, p, o) for s, p, o, _ in store.quads(graph) if not (p == EVC.statedIn and str(s) in without)]


def _put(store: Store, graph: str, record: Record, edited: Sequence[Statement]) -> None:
    """Write the graph of edited statements anew; what the paper's own graph tells stays there alone."""
    beside = Iris().edited_graph(graph)
    if not edited:
        drop_paper(store, beside)
        return
    told = dataclasses.replace(record, statements=(*record.statements, *edited))
    quads = to_quads(told, to_run(quad[:3] for quad in whole(store, graph)), graph=beside)
    known = {_by_value(triple) for triple in _triples(store, graph)}
    put_paper(store, beside, (quad for quad in quads if _by_value(quad[:3]) not in known))


def _by_value(triple: Triple) -> tuple[object, ...]:
    """A triple whose number is compared by its value: stores write 1.0 as 1."""
    subject, predicate, value = triple
    return subject, predicate, float(value) if isinstance(value, Literal) and value.datatype == XSD.double else value


def _changed(before: Statement, changes: Mapping[str, Any], number: int) -> Statement:
    """The statement with the changes. The words of an end that changed are no longer those of its span."""
    unknown = [name for name in changes if name not in (*FIELDS, *ENDS)]
    if unknown:
        raise CurationRefused(f"{unknown[0]} cannot be edited; what can: {', '.join((*FIELDS, *ENDS))}")
    data = _plain(before)
    data |= {name: value for name, value in changes.items() if name in FIELDS}
    ends = {name: value for name, value in changes.items() if name in ENDS}
    relations = data["relations"]
    if not 1 <= number <= len(relations) + 1:
        raise CurationRefused(f"there is no relation number {number}: it has {len(relations)}")
    if ends:
        own = relations[number - 1] if number <= len(relations) else {}
        spans = {f"{end}_span": None for end in ("source", "target") if end in ends}
        relations[number - 1 : number] = [own | spans | ends] if ends.get("type", "") is not None else []
    if not relations and data["kind"] not in BARE:
        raise CurationRefused(f"a {data['kind']} needs a relation; reject the statement, or edit its kind")
    return from_dict({"document": {"source": ""}, "statements": [data]}).statements[0]


def _differences(before: Statement, after: Statement) -> list[Change]:
    old, new = _plain(before), _plain(after)
    found = [Change(name, old[name], new[name]) for name in FIELDS if old[name] != new[name]]
    nothing: dict[str, Any] = {}
    both = itertools.zip_longest(old["relations"], new["relations"], fillvalue=nothing)
    for number, (was, now) in enumerate(both, 1):
        pairs = ((name, was.get(name), now.get(name)) for name in ENDS)
        found += [Change(f"relation {number} {name}", a, b) for name, a, b in pairs if a != b]
    return found


def _plain(found: Statement) -> dict[str, Any]:
    """A statement as the contract's JSON object."""
    data: dict[str, Any] = to_dict(Record(document=Document(source=""), statements=(found,)))["statements"][0]
    return data
