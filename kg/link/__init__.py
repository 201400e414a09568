"""Links from this graph into others, each target's in a named graph of their own.

    for line in link(store, "doi"): print(line)
    for line in link(store, "stw.ttl.gz"): print(line)

Linking again replaces the target's graph whole, ``unlink`` removes it; nothing else in the store changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import NotFound
from kg.iris import Iris, under
from kg.link import doi, thesaurus
from kg.store import Store

__all__ = ["graph_of", "link", "unlink"]


def link(store: Store, target: str, *, iris: Iris | None = None) -> Iterator[str]:
    """Find links to ``target`` (``doi``, or a SKOS file), write them, and tell what was found, a line a kind.

    Raises:
        NotFound: there is no such file.
        InvalidRdf: the file is not RDF, or has no SKOS concepts.
    """
    graph = graph_of(target, iris=iris)
    if target == "doi":
        quads = list(doi.find_links(store, graph))
        store.put_graph(graph, quads)
        yield f"{len(quads)} links to https://doi.org/"
        return
    path = Path(target)
    if not path.is_file():
        raise NotFound(f"{target}: no such file; give a SKOS thesaurus (.ttl, .rdf, .nt, .gz), or doi")
    matches = thesaurus.find_matches(thesaurus.constructs(store), thesaurus.read(path))
    store.put_graph(graph, thesaurus.to_quads(matches, graph))
    for kind in thesaurus.KINDS:
        yield f"{sum(match.kind == kind for match in matches)} skos:{kind} links to {path.name}"


def unlink(store: Store, target: str, *, iris: Iris | None = None) -> bool:
    """Take the links to ``target`` away; were there any?"""
    return store.drop_graph(graph_of(target, iris=iris))


def graph_of(target: str, *, iris: Iris | None = None) -> str:
    """The named graph of the links to ``target``: a file is known by its name without folder and endings."""
    name = target if target == "doi" else Path(target).name.split(".")[0]
    return under((iris or Iris()).graph("links"), name)
