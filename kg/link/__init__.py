"""Links from this graph into others, each target's in a named graph of their own.

    for line in link(store, "doi"): print(line)
    for line in link(store, "stw.ttl.gz"): print(line)

Linking again replaces the target's graph whole, ``unlink`` removes it; nothing else in the store changes. A link that
a person took away (``veto``) stays away, whatever is linked again, until that is taken back (``allow``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from rdflib import SKOS, Literal, URIRef

from kg import curation
from kg.errors import NotFound
from kg.iris import ONTOLOGY, Iris, under
from kg.link import doi, thesaurus
from kg.store import Quad, Store
from kg.store.terms import to_sparql

__all__ = ["allow", "graph_of", "link", "links_of", "unlink", "veto"]
NOT_LINKED = URIRef(ONTOLOGY + "notLinkedTo")


def link(store: Store, target: str, *, iris: Iris | None = None) -> Iterator[str]:
    """Find links to ``target`` (``doi``, or a SKOS file), write them, and tell what was found, a line a kind.

    Raises:
        NotFound: there is no such file.
        InvalidRdf: the file is not RDF, or has no SKOS concepts.
    """
    graph = graph_of(target, iris=iris)
    if target == "doi":
        quads = _allowed(store, doi.find_links(store, graph))
        store.put_graph(graph, quads)
        yield f"{len(quads)} links to https://doi.org/"
        return
    path = Path(target)
    if not path.is_file():
        raise NotFound(f"{target}: no such file; give a SKOS thesaurus (.ttl, .rdf, .nt, .gz), or doi")
    matches = thesaurus.find_matches(thesaurus.constructs(store), thesaurus.read(path))
    quads = _allowed(store, thesaurus.to_quads(matches, graph))
    store.put_graph(graph, quads)
    for kind in thesaurus.KINDS:
        yield f"{sum(quad[1] == SKOS[kind] for quad in quads)} skos:{kind} links to {path.name}"


def unlink(store: Store, target: str, *, iris: Iris | None = None) -> bool:
    """Take the links to ``target`` away; were there any?"""
    return store.drop_graph(graph_of(target, iris=iris))


def links_of(store: Store, thing: str) -> tuple[tuple[str, str], ...]:
    """The links of a thing into other graphs: the predicate's and the other thing's IRI, sorted."""
    graphs = to_sparql(Literal(links_graph()))
    found = store.query(
        f"SELECT DISTINCT ?p ?o WHERE {{ GRAPH ?g {{ {to_sparql(URIRef(thing))} ?p ?o }}"
        f" FILTER(STRSTARTS(STR(?g), {graphs})) }} ORDER BY ?p ?o"
    )
    return tuple((str(row["p"]), str(row["o"])) for row in found)


def veto(store: Store, thing: str, other: str, *, by: str, when: datetime, why: str | None = None) -> None:
    """Take one link away for good: it is not found again. Who said so, when and why is kept.

    Raises:
        NotFound: there is no such link; the message has those that there are.
    """
    linked = [iri for _, iri in links_of(store, thing)]
    if other not in linked:
        remedy = f"it is linked to {', '.join(linked)}" if linked else "it has no links; `kg link` finds them"
        raise NotFound(f"{thing} is not linked to {other}; {remedy}")
    node, twin = URIRef(thing), URIRef(other)
    change = curation.Change("link", other, None)
    act = curation.act_iri(thing, f"not linked to {other}", by, when)
    acted = curation.act_triples(act, thing, "edited", by=by, when=when, why=why, changes=[change])
    curation.write(store, iter([*acted, (node, NOT_LINKED, twin)]))
    store.update(
        f"DELETE {{ GRAPH ?g {{ {to_sparql(node)} ?p {to_sparql(twin)} }} }}"
        f" WHERE {{ GRAPH ?g {{ {to_sparql(node)} ?p {to_sparql(twin)} }}"
        f" FILTER(STRSTARTS(STR(?g), {to_sparql(Literal(links_graph()))})) }}"
    )


def allow(store: Store, thing: str, other: str, *, by: str, when: datetime, why: str | None = None) -> None:
    """Take a veto back: linking again finds the link.

    Raises:
        NotFound: there is no such veto.
    """
    if (thing, other) not in _vetoes(store):
        raise NotFound(f"nobody said that {thing} is not linked to {other}; `kg unlink` without --undo says so")
    act = curation.act_iri(thing, f"may be linked to {other}", by, when)
    change = curation.Change("link", None, other)
    curation.write(store, curation.act_triples(act, thing, "edited", by=by, when=when, why=why, changes=[change]))
    said = " ".join(map(to_sparql, (URIRef(thing), NOT_LINKED, URIRef(other))))
    store.update(f"DELETE DATA {{ GRAPH {to_sparql(URIRef(curation.curation_graph()))} {{ {said} }} }}")


def graph_of(target: str, *, iris: Iris | None = None) -> str:
    """The named graph of the links to ``target``: a file is known by its name without folder and endings."""
    name = target if target == "doi" else Path(target).name.split(".")[0]
    return under(links_graph(iris), name)


def links_graph(iris: Iris | None = None) -> str:
    """What the IRIs of all graphs of links begin with."""
    return (iris or Iris()).graph("links")


def _allowed(store: Store, quads: Iterable[Quad]) -> list[Quad]:
    vetoes = _vetoes(store)
    return [quad for quad in quads if (str(quad[0]), str(quad[2])) not in vetoes]


def _vetoes(store: Store) -> frozenset[tuple[str, str]]:
    found = store.query(f"SELECT ?s ?o WHERE {{ GRAPH ?g {{ ?s {to_sparql(NOT_LINKED)} ?o }} }}")
    return frozenset((str(row["s"]), str(row["o"])) for row in found)
