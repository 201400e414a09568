"""Which paper a file is: by its DOI, unless another file of other content has that DOI already.

The first file that claims a DOI has the paper's IRI by it. A second one is kept apart, under an IRI by its own hash,
and told of (``evc:claimsDoiOf``), until a person says that the two are versions of one paper. Then the second is a
version of the first (``dcterms:isVersionOf``), and what it states is left out of answers, so that the paper counts
once.
"""

from __future__ import annotations

import collections
from collections.abc import Iterable, Mapping
from datetime import datetime
from string import ascii_lowercase

from rdflib import URIRef

from kg import curation, ledger
from kg.errors import CurationRefused
from kg.iris import Iris, plain_doi
from kg.rdf.terms import DCT, PROLOGUE
from kg.store.base import Store
from kg.store.terms import to_sparql


def claimed_elsewhere(store: Store, doi: str | None, graph: str) -> URIRef | None:
    """The paper of the DOI, where another graph than this one holds it; None where it is free or there is none."""
    if plain_doi(doi) is None:
        return None
    paper = URIRef(Iris().paper(doi, ""))
    node, own = to_sparql(paper), to_sparql(URIRef(graph))
    held = f"{PROLOGUE}ASK {{ GRAPH ?g {{ {node} a evc:Paper }} FILTER(?g != {own}) }}"
    return paper if store.query(held).truth else None


def join_versions(store: Store, first: str, second: str, *, by: str, when: datetime, why: str | None = None) -> None:
    """Say that ``second`` is a version of ``first``: it stays, and what it states is left out of answers.

    Raises:
        CurationRefused: they are one already, or the first is itself a version of another.
    """
    if first == second or _version_of(store, first) or _version_of(store, second):
        raise CurationRefused(
            f"{second} cannot be made a version of {first}: one of them is one already, or both are one"
        )
    act = curation.act_iri(second, f"version of {first}", by, when)
    facts = [
        *curation.act_triples(act, second, "edited", by=by, when=when, why=why, replacement=first),
        (URIRef(second), DCT.isVersionOf, URIRef(first)),
    ]
    curation.write(store, iter(facts))
    hide_versions(store)


def part_versions(store: Store, second: str, *, by: str, when: datetime, why: str | None = None) -> None:
    """Take back that ``second`` is a version of another paper.

    Raises:
        CurationRefused: it is none.
    """
    first = _version_of(store, second)
    if first is None:
        raise CurationRefused(f"{second} is no version of another paper")
    graph, node = to_sparql(URIRef(curation.curation_graph())), to_sparql(URIRef(second))
    store.update(
        f"{PROLOGUE}DELETE {{ GRAPH {graph} {{ ?s evc:hiddenFrom evc:curatedView }} }}"
        f" WHERE {{ GRAPH ?g {{ ?s evc:statedIn {node} }}"
        f" FILTER NOT EXISTS {{ GRAPH {graph} {{ ?s evc:standing ?judged }} }} }} ;"
        f"DELETE DATA {{ GRAPH {graph} {{ {node} {to_sparql(DCT.isVersionOf)} {to_sparql(first)} }} }} ;"
        f"{ledger.mark()}"
    )
    act = curation.act_iri(second, "no version", by, when)
    curation.write(store, curation.act_triples(act, second, "accepted", by=by, when=when, why=why))


def hide_versions(store: Store) -> None:
    """Leave what versions of other papers state out of answers, also what was read after they were joined."""
    graph = to_sparql(URIRef(curation.curation_graph()))
    store.update(
        f"{PROLOGUE}INSERT {{ GRAPH {graph} {{ ?s evc:hiddenFrom evc:curatedView }} }}"
        f" WHERE {{ GRAPH {graph} {{ ?paper dcterms:isVersionOf ?first }} GRAPH ?g {{ ?s evc:statedIn ?paper }} }} ;"
        f"{ledger.mark()}"
    )


def distinct_references(papers: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """How to show papers, given by IRI and short reference: those that share one as "Smith 2020a", "Smith 2020b".

    The letters follow the order of the IRIs.
    """
    by_name: dict[str, set[str]] = collections.defaultdict(set)
    for iri, name in papers:
        by_name[name].add(iri)
    return {
        iri: name if len(iris) == 1 else f"{name}{_letters(place)}"
        for name, iris in by_name.items()
        for place, iri in enumerate(sorted(iris))
    }


def references_of(store: Store) -> Mapping[str, str]:
    """How each paper of the store is shown, by its IRI: no two alike, so that papers can be counted by it."""
    rows = store.query(f"{PROLOGUE}SELECT ?p ?paper WHERE {{ ?p a evc:Paper ; evc:shortReference ?paper }}")
    return distinct_references((str(row["p"]), str(row["paper"])) for row in rows)


def _letters(place: int) -> str:
    """a, b … z, aa, ab … for 0, 1 …"""
    rest, last = divmod(place, len(ascii_lowercase))
    return (_letters(rest - 1) if rest else "") + ascii_lowercase[last]


def _version_of(store: Store, paper: str) -> URIRef | None:
    rows = store.query(f"{PROLOGUE}SELECT ?first WHERE {{ {to_sparql(URIRef(paper))} dcterms:isVersionOf ?first }}")
    return next((URIRef(str(row["first"])) for row in rows), None)
