"""The triples of one graph, looked up by subject and by predicate and object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import BNode, URIRef
from rdflib.term import Node

from kg.rdf.terms import Term, Triple
from kg.store.base import Quad


class Facts:
    """What quads say. The pattern has no blank nodes, so they are left out."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._by_subject: dict[Node, list[tuple[URIRef, Term]]] = {}
        self._subjects: dict[tuple[Node, Node], list[URIRef]] = {}
        for subject, predicate, value, _ in sorted(quads, key=str):
            if isinstance(subject, URIRef) and not isinstance(value, BNode):
                self._by_subject.setdefault(subject, []).append((predicate, value))
                self._subjects.setdefault((predicate, value), []).append(subject)

    def subjects(self, predicate: URIRef, value: URIRef) -> list[URIRef]:
        """Everything that has ``value``, in order."""
        return self._subjects.get((predicate, value), [])

    def objects(self, subject: Node, predicate: URIRef) -> list[Term]:
        """All values, in order."""
        return [value for p, value in self._by_subject.get(subject, ()) if p == predicate]

    def value(self, subject: Node, predicate: URIRef) -> Term | None:
        """The only value, or the first."""
        return next(iter(self.objects(subject, predicate)), None)

    def text(self, subject: Node, predicate: URIRef) -> str:
        """The only value as a string; nothing where there is none."""
        value = self.value(subject, predicate)
        return "" if value is None else str(value)  # a literal that is false is a value too

    def some(self, subject: Node, predicates: Iterable[URIRef]) -> Iterator[Triple]:
        """The subject's triples with one of these predicates."""
        wanted = set(predicates)
        for predicate, value in self._by_subject.get(subject, ()):
            if predicate in wanted:
                yield URIRef(str(subject)), predicate, value
