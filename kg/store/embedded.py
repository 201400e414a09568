"""A store in a folder of this machine: Oxigraph inside this process (pyoxigraph), and beside it for queries with a
limit.

One process writes, any number read beside it (``snapshot.py``). A query without a time limit runs in this process. One
with a limit runs in a process of its own (``workers.py``), because Oxigraph's engine offers Python no way to stop it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph
from rdflib import URIRef

from kg.errors import MalformedQuery, StoreError, StoreLocked, StoreUnusable
from kg.sparql import form, has_dataset
from kg.store import results
from kg.store.base import Answer, Dataset, Quad
from kg.store.snapshot import UNREADABLE, Snapshot, first_line, signature
from kg.store.terms import clean_iri, from_ox, from_ox_subject, to_named_node, to_ox_quad, to_sparql
from kg.store.workers import Workers


class EmbeddedStore:
    """The store in one folder; see ``kg.store.base.Store`` for what each method promises."""

    def __init__(
        self, path: str | Path, *, read_only: bool = False, workers: int = 1, max_bytes: int = 0, max_memory: int = 0
    ) -> None:
        """Open the folder at ``path``, making it unless ``read_only``.

        Args:
            workers: how many queries with a time limit run at once; further ones wait.
            max_bytes: largest serialised answer of such a query; 0 sets no limit.
            max_memory: bytes that the process of such a query may take, on Linux; 0 sets no limit.

        Raises:
            StoreLocked, StoreUnusable: each with the remedy.
        """
        self.path = Path(path)
        self.locator = str(path)
        self.read_only = read_only
        self._closed = False
        self._workers = Workers(self.path, count=workers, max_bytes=max_bytes, max_memory=max_memory)
        self._writer = None if read_only else open_for_writing(self.path)
        self._snapshot = Snapshot(self.path) if read_only else None

    def query(self, sparql: str, *, timeout: float | None = None, dataset: Dataset | None = None) -> Answer:
        """Answer a query; with ``timeout`` in another process that is ended when the time is over."""
        if timeout is not None:
            return self._workers.query(sparql, timeout=timeout, dataset=dataset)
        check_form(sparql)
        try:
            return results.to_answer(evaluate(self._readable(), sparql, dataset))
        except UNREADABLE as exc:
            if self._snapshot is None:
                raise StoreError(f"{self.path}: {first_line(exc)}") from exc
            return results.to_answer(evaluate(self._snapshot.reopen(), sparql, dataset))

    def stream(
        self, sparql: str, media_type: str, *, timeout: float | None = None, dataset: Dataset | None = None
    ) -> Iterator[bytes]:
        """The serialised answer piece by piece, always from a process of its own."""
        check_form(sparql)
        return self._workers.stream(sparql, media_type, timeout=timeout, dataset=dataset)

    def update(self, sparql: str) -> None:
        """Carry out a SPARQL Update request in one transaction."""
        writer = self._writable()
        try:
            writer.update(sparql)
        except SyntaxError as exc:
            raise results.malformed(exc) from exc
        except (OSError, RuntimeError) as exc:
            raise StoreUnusable(f"{self.path}: cannot be written: {first_line(exc)}") from exc

    def put_graph(self, iri: str, quads: Iterable[Quad]) -> None:
        """Replace a named graph whole: one update request is one transaction."""
        self.update(replacement(iri, quads))

    def drop_graph(self, iri: str) -> bool:
        """Remove a named graph; was there one?"""
        writer = self._writable()
        node = to_named_node(iri)
        if not writer.contains_named_graph(node):
            return False
        writer.remove_graph(node)
        return True

    def graphs(self) -> tuple[URIRef, ...]:
        """The IRIs of all named graphs, sorted."""
        named = self._readable().named_graphs()
        return tuple(sorted(URIRef(node.value) for node in named if isinstance(node, pyoxigraph.NamedNode)))

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """What the store or one graph holds."""
        wanted = None if graph is None else to_named_node(graph)
        for quad in self._readable().quads_for_pattern(None, None, None, wanted):
            where = None if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else URIRef(quad.graph_name.value)
            yield from_ox_subject(quad.subject), URIRef(quad.predicate.value), from_ox(quad.object), where

    def load(self, quads: Iterable[Quad]) -> None:
        """Add many quads quickly, past the transaction log."""
        writer = self._writable()
        try:
            writer.bulk_extend(to_ox_quad(quad) for quad in quads)
        except OSError as exc:
            raise StoreUnusable(f"{self.path}: cannot be written: {first_line(exc)}") from exc

    def version(self) -> str | None:
        """A digest of what changes in the folder when something is written."""
        return hashlib.sha256(repr(sorted(signature(self.path))).encode()).hexdigest()[:16]

    def optimize(self) -> None:
        """Compact the files."""
        self._writable().optimize()

    def close(self) -> None:
        """Write out what is buffered, give the lock back, end worker processes.

        Raises:
            StoreUnusable: it could not be written out; closed it is all the same.
        """
        self._workers.close()
        writer, self._writer, self._snapshot, self._closed = self._writer, None, None, True
        try:
            if writer is not None:
                writer.flush()
        except UNREADABLE as exc:  # a full disk
            raise StoreUnusable(f"{self.path}: cannot be written: {first_line(exc)}") from exc

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _readable(self) -> pyoxigraph.Store:
        if self._closed:
            raise StoreError(f"{self.path}: the store is closed")
        if self._writer is not None:
            return self._writer
        assert self._snapshot is not None
        return self._snapshot.current()

    def _writable(self) -> pyoxigraph.Store:
        if self.read_only or self._writer is None:
            state = "closed" if self._closed else "opened read-only"
            raise StoreUnusable(f"{self.path}: cannot be written, it is {state}")
        return self._writer


def open_for_writing(path: Path) -> pyoxigraph.Store:
    """The folder as Oxigraph's store, made where there is none.

    Raises:
        StoreLocked: another process (or another handle in this one) writes to it.
        StoreUnusable: a file, a folder of other things, or no permission.
    """
    if path.exists() and not path.is_dir():
        raise StoreUnusable(f"{path}: this is a file; a store is a folder, give another name to --store")
    try:
        if path.is_dir() and not (path / "CURRENT").exists() and any(_foreign(entry) for entry in path.iterdir()):
            raise StoreUnusable(f"{path}: this folder holds other files and no store; give a new or empty folder")
        path.mkdir(parents=True, exist_ok=True)
        return pyoxigraph.Store(str(path))
    except UNREADABLE as exc:
        message = first_line(exc)
        if "lock" in message.lower():
            raise StoreLocked(
                f"{path}: another process is writing to this store; wait until it has ended, or give another --store"
            ) from exc
        raise StoreUnusable(f"{path}: cannot be opened for writing: {message}") from exc


def evaluate(store: pyoxigraph.Store, sparql: str, dataset: Dataset | None) -> results.Results:
    """Ask Oxigraph's own engine; the union of all graphs is the default graph, unless query or caller names one."""
    wanted = dataset or Dataset()
    options: dict[str, object] = {"use_default_graph_as_union": not has_dataset(sparql)}
    if wanted.chosen:
        options = {
            "default_graph": [to_named_node(iri) for iri in wanted.default or ()],
            "named_graphs": [to_named_node(iri) for iri in wanted.named or ()],
        }
    if wanted.base:
        options["base_iri"] = clean_iri(wanted.base)
    try:
        return store.query(sparql, **options)  # type: ignore[arg-type]
    except (SyntaxError, ValueError) as exc:
        raise results.malformed(exc) from exc


def check_form(sparql: str) -> None:
    """Raise MalformedQuery for an update where a question is wanted: the parser's own words would mislead."""
    if form(sparql) == "update":
        raise MalformedQuery("this is a SPARQL Update, not a query; begin with SELECT, ASK, CONSTRUCT or DESCRIBE")


def replacement(iri: str, quads: Iterable[Quad]) -> str:
    """The SPARQL Update request that makes ``quads`` the whole of the graph ``iri``."""
    graph = to_sparql(URIRef(iri))
    lines = []
    for subject, predicate, object_, where in quads:
        if where is None or str(where) != str(iri):
            raise StoreError(f"a quad of {where} was given for the graph {iri}")
        lines.append(f"{to_sparql(subject)} {to_sparql(predicate)} {to_sparql(object_)} .")
    if not lines:
        return f"DROP SILENT GRAPH {graph}"
    return f"DROP SILENT GRAPH {graph} ;\nINSERT DATA {{ GRAPH {graph} {{\n" + "\n".join(lines) + "\n} }"


def _foreign(entry: Path) -> bool:
    """Is this a file that a store's first, broken-off opening would not have left?"""
    return not entry.name.startswith(("LOCK", "LOG", "IDENTITY", "MANIFEST", "OPTIONS", "0"))
