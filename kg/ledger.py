"""What a store keeps of itself, in a graph of its own: its base, its data model, and which graphs are out of date.

The base is what all its IRIs begin with, and the data model how they hang together (docs/graph-pattern.md): a store of
another one is refused with the remedy, instead of being mixed. Graphs that are worked out from the others (direct
edges, links between statements) are marked when the others change, and worked out anew before the next question.
"""

from __future__ import annotations

import dataclasses
from datetime import datetime

from rdflib import Literal, URIRef

from kg.errors import StoreMismatch
from kg.iris import Iris
from kg.rdf.terms import EVC, PROLOGUE, PROV, moment
from kg.store.base import Store
from kg.store.terms import to_sparql

MODEL = 2  # of the data: 1 repeated in every paper's graph what papers share


@dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    """What a store says of itself. ``model`` is 1 where it has papers and says nothing, None where it has none."""

    base: str | None
    model: int | None


def ledger_graph(iris: Iris | None = None) -> URIRef:
    """The graph that a store keeps of itself; it is also the node that it speaks of."""
    return URIRef((iris or Iris()).graph("ledger"))


def entry(iris: Iris | None = None) -> str:
    """The update request that notes base and data model, without effect where they are noted."""
    node, base = to_sparql(ledger_graph(iris)), to_sparql(Literal((iris or Iris()).base))
    model = to_sparql(Literal(MODEL))
    facts = f"{node} {to_sparql(EVC.base)} {base} ; {to_sparql(EVC.dataModel)} {model}"
    return f"INSERT DATA {{ GRAPH {node} {{ {facts} }} }}"


def mark(iris: Iris | None = None) -> str:
    """The update request that marks all that was worked out from the papers as out of date."""
    node, stale, made = to_sparql(ledger_graph(iris)), to_sparql(EVC.outOfDate), to_sparql(PROV.generatedAtTime)
    return (
        f"INSERT {{ GRAPH {node} {{ {node} {stale} ?derived }} }} WHERE {{ GRAPH {node} {{ ?derived {made} ?when }} }}"
    )


def note_renewal(store: Store, graph: str, when: datetime | None) -> None:
    """Note that a derived graph was worked out at that time and is up to date; None: that it was taken away."""
    node, thing = to_sparql(ledger_graph()), to_sparql(URIRef(graph))
    stale, made = to_sparql(EVC.outOfDate), to_sparql(PROV.generatedAtTime)
    steps = [
        f"DELETE DATA {{ GRAPH {node} {{ {node} {stale} {thing} }} }}",
        f"DELETE WHERE {{ GRAPH {node} {{ {thing} {made} ?when }} }}",
    ]
    if when is not None:
        steps.append(f"INSERT DATA {{ GRAPH {node} {{ {thing} {made} {to_sparql(moment(when))} }} }}")
    store.update(" ;\n".join(steps))


def out_of_date(store: Store) -> list[str]:
    """The derived graphs that no longer follow from the others."""
    node = to_sparql(ledger_graph())
    rows = store.query(f"{PROLOGUE}SELECT ?g WHERE {{ GRAPH {node} {{ {node} evc:outOfDate ?g }} }} ORDER BY ?g")
    return [str(row["g"]) for row in rows]


def kept(store: Store) -> Kept:
    """What the store says of itself, whatever base this program has."""
    noted = "SELECT ?base ?model WHERE { GRAPH ?g { ?g evc:base ?base ; evc:dataModel ?model } }"
    rows = sorted((int(str(row["model"])), str(row["base"])) for row in store.query(PROLOGUE + noted))
    if rows:
        model, base = rows[0]  # the lower one, where a migration was broken off
        return Kept(base, model)
    held = store.query(f"{PROLOGUE}SELECT ?g WHERE {{ GRAPH ?g {{ ?paper a evc:Paper }} }} LIMIT 1").rows
    return Kept(str(held[0][0]).rpartition("graph/")[0], 1) if held else Kept(None, None)


def check(store: Store) -> None:
    """See that a store is of this base and this data model; one without papers is of any.

    Raises:
        StoreMismatch: it is not, with the remedy.
    """
    found, base = kept(store), Iris().base
    store_is = f"{store.locator}: "
    migrating = f"kg migrate --store {store.locator}"
    if found.base is not None and found.base != base:
        told = f"its IRIs begin with {found.base}, those of this program with {base}"
        raise StoreMismatch(f"{store_is}{told}; set KG_BASE={found.base}, or rebase it: {migrating} --base {base}")
    if found.model is not None and found.model < MODEL:
        told = f"made by an earlier version (data model {found.model}, this is {MODEL})"
        raise StoreMismatch(f"{store_is}{told}; bring it up to date: {migrating}")
    if found.model is not None and found.model > MODEL:
        raise StoreMismatch(f"{store_is}made by a later version (data model {found.model}); upgrade engagement-kg")
