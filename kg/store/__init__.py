"""Stores of named graphs: a folder on disk (embedded Oxigraph) or any SPARQL 1.1 server.

with open_store("kg-store") as store:
    store.put_graph(iri, quads)
    answer = store.query("SELECT ?s WHERE { ?s a evc:Hypothesis }")
"""

from __future__ import annotations

from pathlib import Path

from kg.store.base import Answer, Dataset, Quad, Store, Term, Triple

__all__ = ["Answer", "Dataset", "Quad", "Store", "Term", "Triple", "is_remote", "open_store"]


def open_store(locator: str | Path, *, read_only: bool = False) -> Store:
    """The store at ``locator``: a folder, or ``http://host/query[,http://host/update]``.

    A folder is made where there is none, unless ``read_only``. Any number may read beside the one that writes.

    Raises:
        StoreLocked: another process writes to the folder.
        StoreUnusable: it is not a store, cannot be read or written, or (``read_only``) does not exist.
    """
    if is_remote(locator):
        from kg.store.remote import RemoteStore

        return RemoteStore(str(locator), read_only=read_only)
    from kg.store.embedded import EmbeddedStore

    return EmbeddedStore(locator, read_only=read_only)


def is_remote(locator: str | Path) -> bool:
    """Does the locator name a server?"""
    return str(locator).lower().startswith(("http://", "https://"))
