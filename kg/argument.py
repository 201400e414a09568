"""How statements bear on each other, worked out from what they assert into a graph of their own.

A finding tests a hypothesis of its paper, a statement restates or refines another, results of one paper support or
contradict what others state. Each rule is a CONSTRUCT query in ``ontology/rules``, which says in its head what it
takes for granted; the links are switched on and off as a whole, and follow what people judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from rdflib import URIRef

from kg.files import data_folder
from kg.iris import Iris
from kg.ledger import note_renewal
from kg.query import NamedQuery, from_text
from kg.store.base import Quad, Store


def rules() -> tuple[NamedQuery, ...]:
    """The rules by name; each is named as the property that it gives."""
    folder = data_folder("ontology") / "rules"
    return tuple(from_text(path.read_text(encoding="utf-8"), path.stem) for path in sorted(folder.glob("*.rq")))


def relate(store: Store, iris: Iris | None = None, *, when: datetime | None = None) -> dict[str, int]:
    """Work the links out anew, in place of those that were there; how many each rule gives.

    Raises:
        StoreError: the store cannot be read or written.
    """
    name = (iris or Iris()).graph("argument")
    links = list(related(store, name))
    store.put_graph(name, links)
    note_renewal(store, name, when or datetime.now(UTC))
    counts = {rule.name: 0 for rule in rules()}
    for _, predicate, _, _ in links:
        counts[predicate.rpartition("#")[2]] += 1
    return counts


def unrelate(store: Store, iris: Iris | None = None) -> bool:
    """Take all links away; were there any?"""
    name = (iris or Iris()).graph("argument")
    note_renewal(store, name, None)
    return store.drop_graph(name)


def related(store: Store, graph: str) -> Iterator[Quad]:
    """The links that follow from what the store holds, each once, in order of rules and of their ends."""
    for rule in rules():
        for subject, predicate, value in sorted(set(store.query(rule.text).triples)):
            yield subject, predicate, value, URIRef(graph)
