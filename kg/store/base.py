"""What every store can do, and the values that it gives and takes.

All terms are rdflib's. The default graph of a query is the union of all named graphs: what is stored of one paper is
in that paper's graph, and a question usually goes to all papers. ``GRAPH ?g { … }`` asks which one says so; ``FROM``
and ``FROM NAMED`` choose a dataset as the recommendation has it. Embedded stores do this themselves. A remote server
is asked for it (the parameter ``union-default-graph``, which Oxigraph heeds; GraphDB, RDF4J, Virtuoso and Blazegraph
have the union anyway; for Fuseki set ``tdb2:unionDefaultGraph``).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Literal, Protocol, Self

from rdflib import BNode, URIRef
from rdflib import Literal as RdfLiteral

Term = URIRef | BNode | RdfLiteral
Subject = URIRef | BNode
Triple = tuple[Subject, URIRef, Term]
Quad = tuple[Subject, URIRef, Term, URIRef | None]
Row = tuple[Term | None, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a query gave: ``rows`` under ``variables`` (SELECT), a ``truth`` (ASK), or ``triples`` (graph forms)."""

    kind: Literal["rows", "truth", "triples"]
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    truth: bool | None = None
    triples: tuple[Triple, ...] = ()

    def __iter__(self) -> Iterator[dict[str, Term]]:
        """The rows as dictionaries of what is bound."""
        for row in self.rows:
            yield {name: term for name, term in zip(self.variables, row, strict=True) if term is not None}

    def column(self, variable: str) -> tuple[Term | None, ...]:
        """All values of one variable, in the rows' order."""
        place = self.variables.index(variable)
        return tuple(row[place] for row in self.rows)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """The graphs that a query may see, as the SPARQL protocol names them; None leaves it to the query or the store.

    ``base`` is what relative IRIs in the query are relative to.
    """

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    base: str | None = None

    @property
    def chosen(self) -> bool:
        """Does it name any graph?"""
        return self.default is not None or self.named is not None


class Store(Protocol):
    """A place for named graphs that answers SPARQL.

    Choose ``put_graph`` for a paper (replaced whole, in one transaction), ``load`` for many graphs at once (faster,
    not atomic), ``update`` for anything that SPARQL Update can say.
    """

    locator: str
    read_only: bool

    def query(self, sparql: str, *, timeout: float | None = None, dataset: Dataset | None = None) -> Answer:
        """Answer SELECT, ASK, CONSTRUCT or DESCRIBE.

        Args:
            timeout: seconds after which the query is stopped.

        Raises:
            MalformedQuery: it does not parse.
            QueryTimeout: it took longer than ``timeout``.
            StoreError: the store could not be read.
        """
        ...

    def stream(
        self, sparql: str, media_type: str, *, timeout: float | None = None, dataset: Dataset | None = None
    ) -> Iterator[bytes]:
        """The answer serialised as ``media_type``, in pieces as they come; raises as ``query``, also between pieces.

        Nothing is asked before the first piece is taken.
        """
        ...

    def update(self, sparql: str) -> None:
        """Carry out a SPARQL Update request, all or nothing. Raises MalformedQuery, StoreError."""
        ...

    def put_graph(self, iri: str, quads: Iterable[Quad]) -> None:
        """Make ``quads`` all that the graph ``iri`` holds, in one transaction. Their fourth term must be ``iri``."""
        ...

    def drop_graph(self, iri: str) -> bool:
        """Remove a named graph; was there one?"""
        ...

    def graphs(self) -> tuple[URIRef, ...]:
        """The IRIs of all named graphs, sorted."""
        ...

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """What the store holds, or what one graph holds, in no order."""
        ...

    def load(self, quads: Iterable[Quad]) -> None:
        """Add many quads quickly. A failure half-way may leave some of them."""
        ...

    def version(self) -> str | None:
        """A token that changes when what is stored changes, or None where the store cannot tell."""
        ...

    def optimize(self) -> None:
        """Order the data for reading; worth it after a ``load``."""
        ...

    def close(self) -> None:
        """Let go of files, processes and locks. A closed store answers no more."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
