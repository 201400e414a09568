"""Direct edges between constructs, worked out from the n-ary relations into a graph of their own.

A relation is a node with ends, mediators, sign and evidence; ``?a evc:influences ?b`` is easier to ask and much faster
to follow. The edges say that some paper asserts it, no more, and they are switched on and off as a whole. They stand
on supported hypotheses, findings, propositions and claims. Questions, advice, hypotheses without a reported test,
hedged words, denials, what was not supported, what a curator rejected and what is more likely wrong than right give
none. Chains (A → M → B) are not inferred.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from rdflib import URIRef

from kg.iris import Iris
from kg.ledger import note_renewal
from kg.query.choosing import LIKELY
from kg.rdf.terms import EVC, PROLOGUE, PROV, RDF
from kg.store.base import Quad, Store

# A relation that some statement asserts, and that neither the statement, nor its test, nor a curator denies.
ASSERTED = f"""
  ?statement evc:asserts ?relation ; evc:negated false ; evc:inDomain true ; evc:hedged ?hedged ; a ?kind .
  OPTIONAL {{ ?statement evc:status ?status }}
  FILTER(?kind IN (evc:Hypothesis, evc:Proposition, evc:Finding, evc:Claim))
  FILTER(IF(BOUND(?status), ?status != evc:notSupported, ?kind != evc:Hypothesis && !?hedged))
  FILTER NOT EXISTS {{ ?statement evc:confidence ?confidence FILTER(?confidence < {LIKELY}) }}
  FILTER NOT EXISTS {{ ?relation evc:sign evc:noEffect }}
  FILTER NOT EXISTS {{ ?statement evc:hiddenFrom evc:curatedView }}
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """An edge ``?a evc:NAME ?b`` wherever the pattern holds; ``why`` says it in words."""

    name: str
    pattern: str
    why: str

    @property
    def sparql(self) -> str:
        """The rule as a query for edges and the statements that they follow from."""
        return f"{PROLOGUE}SELECT DISTINCT ?a ?b ?statement WHERE {{ {self.pattern} {ASSERTED} }}"


class Edge(NamedTuple):
    """A direct edge between two constructs, by the rule that gives it (its property's name)."""

    source: URIRef
    rule: str
    target: URIRef


ENDS = "evc:source ?a ; evc:target ?b ."
# The sign of a moderated relation is the moderator's, so it says nothing on the direction from source to target.
UNMODERATED = "FILTER NOT EXISTS { ?relation evc:moderator ?moderator }"
RULES = (
    Rule("influences", f"?relation a evc:CausalRelation ; {ENDS}", "a causal relation from a to b"),
    Rule(
        "increases",
        f"?relation a evc:CausalRelation ; evc:sign evc:positive ; {ENDS} {UNMODERATED}",
        "a causal relation of positive sign, without moderator",
    ),
    Rule(
        "decreases",
        f"?relation a evc:CausalRelation ; evc:sign evc:negative ; {ENDS} {UNMODERATED}",
        "a causal relation of negative sign, without moderator",
    ),
    Rule("associatedWith", f"?relation a evc:AssociativeRelation ; {ENDS}", "an associative relation"),
    Rule("dimensionOf", f"?relation a evc:DimensionRelation ; {ENDS}", "a dimension relation"),
    Rule("typeOf", f"?relation a evc:TypeRelation ; {ENDS}", "a type relation"),
    Rule("contrastsWith", f"?relation a evc:ContrastRelation ; {ENDS}", "a contrast"),
    Rule("mediatesFor", "?relation evc:mediator ?a ; evc:target ?b .", "a mediates a relation that leads to b"),
    Rule("moderatesFor", "?relation evc:moderator ?a ; evc:target ?b .", "a moderates a relation that leads to b"),
)


def infer(store: Store, iris: Iris | None = None, *, when: datetime | None = None) -> int:
    """Work the direct edges out anew, in place of those that were there; how many there are now.

    Raises:
        StoreError: the store cannot be read or written.
    """
    name = (iris or Iris()).graph("inferred")
    edges = find_edges(store)
    store.put_graph(name, edge_quads(edges, name))
    note_renewal(store, name, when or datetime.now(UTC))
    return len(edges)


def forget(store: Store, iris: Iris | None = None) -> bool:
    """Take all inferred edges away; were there any?"""
    name = (iris or Iris()).graph("inferred")
    note_renewal(store, name, None)
    return store.drop_graph(name)


def find_edges(store: Store) -> dict[Edge, list[URIRef]]:
    """The edges that follow from what the store holds, by rule and ends, each with the statements that tell it."""
    edges: dict[Edge, list[URIRef]] = {}
    for rule in RULES:
        rows = sorted((str(r["a"]), str(r["b"]), str(r["statement"])) for r in store.query(rule.sparql))
        for source, target, statement in rows:
            if source != target:
                edge = Edge(URIRef(source), rule.name, URIRef(target))
                edges.setdefault(edge, []).append(URIRef(statement))
    return edges


def edge_quads(edges: Mapping[Edge, Sequence[URIRef]], graph: str) -> Iterator[Quad]:
    """Each edge as a triple, and as a node that tells what it follows from; the ledger tells when."""
    where = URIRef(graph)
    for edge, statements in edges.items():
        node = URIRef(Iris().edge(graph, edge.source, edge.rule, edge.target))
        yield edge.source, EVC[edge.rule], edge.target, where
        yield node, RDF.subject, edge.source, where
        yield node, RDF.predicate, EVC[edge.rule], where
        yield node, RDF.object, edge.target, where
        yield from ((node, PROV.wasDerivedFrom, statement, where) for statement in statements)
