"""An older store brought to today's data model, and a store given another base.

Every paper's graph is made anew from its record, so that whatever ``kg.rdf`` changes comes along by itself; what the
record does not hold (boxes on the page, the abstract, printed entries) is taken over as it is. Judgements, links and
other graphs keep their triples. With another base, every IRI that begins with the old one begins with the new one.
A migration that was broken off is noted in the store, and goes on when it is run again.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TypeVar

from rdflib import Literal, URIRef

from kg import ledger
from kg.iris import ONTOLOGY, Iris
from kg.rdf import to_quads, to_record, to_run
from kg.rdf.terms import EVC, RDF, SCHEMA
from kg.revision import MARK
from kg.sharing import paper_graphs, put_paper, with_contributed
from kg.store.base import Quad, Store, Term, Triple
from kg.store.embedded import replacement
from kg.store.terms import to_sparql

# What a paper's own node no longer tells itself: papers that cite it tell the same.
SHARED_OF_PAPERS = frozenset({SCHEMA.sameAs, EVC.workKey, EVC.citationKey})
Any = TypeVar("Any", bound=Term)


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """What a migration would do: from which base and model, to which base, with which graphs."""

    old: Iris
    new: Iris
    model: int
    papers: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def needed(self) -> bool:
        """Is there anything to do?"""
        return self.old != self.new or self.model < ledger.MODEL


def plan(store: Store, *, base: str | None = None) -> Plan | None:
    """What it takes to give the store today's data model and, where given, another base; None where it is empty."""
    kept = ledger.kept(store)
    if kept.base is None or kept.model is None:
        return None
    old, graphs = Iris(kept.base), [str(graph) for graph in store.graphs()]
    edited = old.edited_graph("")
    papers = tuple(g for g in paper_graphs(store) if not g.endswith(edited) and g.startswith(old.base))
    anew = {old.graph("shared"), old.graph("ledger"), old.graph("inferred"), old.graph("argument")}
    others = tuple(
        g for g in graphs if g.startswith(old.base) and g not in (*papers, *anew) and not g.endswith(edited)
    )
    return Plan(old, Iris(base or kept.base), kept.model, papers, others)


def migrate(store: Store, planned: Plan) -> None:
    """Carry a plan out, one graph after another.

    Raises:
        RecordError: a paper's graph is not a whole record.
        StoreError: the store cannot be read or written.
    """
    old, new = planned.old, planned.new
    store.update(_note("INSERT", old))
    for graph in planned.papers:
        _move_paper(store, graph, planned)
    for graph in planned.others if old != new else ():
        quads = [_rebased(quad, planned) for quad in store.quads(graph)]
        store.update(f"{replacement(_moved(graph, planned), quads)} ;\nDROP SILENT GRAPH {to_sparql(URIRef(graph))}")
    for name in (old.graph("inferred"), old.graph("argument"), *([old.graph("shared")] if old != new else ())):
        store.drop_graph(name)
    store.update(f"{ledger.entry(new)} ;\n{_note('DELETE', old)}")
    if old != new:
        store.drop_graph(old.graph("ledger"))


def _note(verb: str, old: Iris) -> str:
    """The request that notes, or forgets, that a migration from an earlier model is under way."""
    node = to_sparql(ledger.ledger_graph(old))
    facts = (
        f"{to_sparql(EVC.base)} {to_sparql(Literal(old.base))} ; {to_sparql(EVC.dataModel)} {to_sparql(Literal(1))}"
    )
    if verb == "DELETE":
        facts = f"{to_sparql(EVC.dataModel)} {to_sparql(Literal(1))}"
    return f"{verb} DATA {{ GRAPH {node} {{ {node} {facts} }} }}"


def _move_paper(store: Store, graph: str, planned: Plan) -> None:
    """One paper, with its edited statements, in today's pattern under the new base."""
    old, new = planned.old, planned.new
    triples, edited = _triples(store, graph), _triples(store, old.edited_graph(graph))
    record, run = to_record(triples), to_run(triples)
    where = _moved(graph, planned)
    quads = list(to_quads(record, run, graph=where, iris=new))
    told = {quad[:3] for quad in quads}
    kept = [_rebased((*t, None), planned) for t in triples if _is_own(t, _owners(triples, graph))]
    for stale in {graph, old.edited_graph(graph)}:
        store.drop_graph(stale)
    put_paper(store, where, [*quads, *((*q[:3], URIRef(where)) for q in kept if q[:3] not in told)], iris=new)
    if edited:
        whole = to_record(edited if _names_paper(edited) else [*(t for t in triples if t[1] != EVC.statedIn), *edited])
        mine = tuple(s for s in whole.statements if s.id.endswith(MARK))
        all_of_it = dataclasses.replace(record, statements=(*record.statements, *mine))
        beside = new.edited_graph(where)
        again = to_quads(all_of_it, run, graph=beside, iris=new)
        put_paper(store, beside, (q for q in again if q[:3] not in told), iris=new)


def _triples(store: Store, graph: str) -> list[Triple]:
    """What a graph holds and contributes."""
    return [(s, p, o) for s, p, o, _ in with_contributed(store.quads(graph))]


def _names_paper(triples: Sequence[Triple]) -> bool:
    return any(p == RDF.type and o == EVC.Paper for _, p, o in triples)


def _owners(triples: Sequence[Triple], graph: str) -> tuple[str, ...]:
    """The nodes that a paper's own ones hang under: paper and file."""
    kinds = (EVC.Paper, EVC.SourceFile)
    return tuple(str(s) for s, p, o in triples if p == RDF.type and o in kinds)


def _is_own(triple: Triple, owners: Sequence[str]) -> bool:
    """Is it told by the paper alone? What is shared is written anew."""
    subject, predicate, _ = triple
    under = any(str(subject) == owner or str(subject).startswith(f"{owner}/") for owner in owners)
    return under and not (predicate in SHARED_OF_PAPERS and str(subject) in owners)


def _moved(iri: str, planned: Plan) -> str:
    """An IRI of the data under the new base; the ontology's terms keep their home, which may be below the old base."""
    moves = iri.startswith(planned.old.base) and not iri.startswith(ONTOLOGY)
    return planned.new.base + iri.removeprefix(planned.old.base) if moves else iri


def _rebased(quad: Quad, planned: Plan) -> Quad:
    def moved(term: Any) -> Any:
        return type(term)(_moved(str(term), planned)) if isinstance(term, URIRef) else term

    subject, predicate, value, graph = quad
    return moved(subject), predicate, moved(value), None if graph is None else moved(graph)
