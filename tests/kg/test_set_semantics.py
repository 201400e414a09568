"""Fifteen papers that share constructs and works: a count is the same with and without DISTINCT, wherever asked."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
import rdflib

from kg.iris import Iris
from kg.query import catalogue, find, run
from kg.rdf import to_quads
from kg.rdf.terms import PROLOGUE
from kg.sharing import put_paper
from kg.store import Store, open_store
from kg.store.terms import to_sparql
from tests.kg.test_sharing import paper
from tests.kg.test_sharing import run as run_of

PAPERS = 15
# A stranger's aggregates: what is counted or averaged, over which pattern.
AGGREGATES = {
    "statements on a construct": (
        "COUNT(?r)",
        '?c skos:prefLabel ?name ; ^evc:source ?r FILTER(STR(?name) = "trust")',
    ),
    "constructs": ("COUNT(?c)", "?c a evc:Construct"),
    "labels": ("COUNT(?name)", "?c skos:prefLabel ?name"),
    "constructs by scheme": ("COUNT(?c)", "?c skos:inScheme ?scheme"),
    "relations with labelled ends": ("COUNT(?r)", "?r evc:source/skos:prefLabel ?a ; evc:target/skos:prefLabel ?b"),
    "cited works": ("COUNT(?w)", "?w a evc:Work"),
    "citations of works by title": ("COUNT(?p)", "?p cito:cites ?w . ?w evc:workKey ?key"),
    "papers with an author": ("COUNT(?p)", "?p a evc:Paper ; dcterms:creator/foaf:name ?name"),
    "position in the mean": ("AVG(?n)", "?use schema:position ?n ; evc:construct/skos:prefLabel ?name"),
    "definitions of what is used": ("COUNT(?d)", "?d evc:defines ?c . ?c evc:matchKey ?key"),
    "software": ("COUNT(?s)", "?run prov:wasAssociatedWith ?s . ?s schema:softwareVersion ?v"),
}


def fill(store: Store) -> None:
    chance = random.Random(9)
    for number in range(1, PAPERS + 1):
        facts = run_of(number)
        put_paper(store, Iris().document_graph(facts.sha256), to_quads(paper(chance, number), facts))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("set") / "store")) as opened:
        fill(opened)
        yield opened


@pytest.fixture(scope="module")
def dataset(shelf: Store) -> rdflib.Dataset:
    made = rdflib.Dataset(default_union=True)
    made.parse(data="".join(" ".join(map(to_sparql, q)) + " .\n" for q in shelf.quads()), format="nquads")  # type: ignore[arg-type]
    return made


def figure(answer: object) -> str:
    return f"{float(str(answer)):.6f}"


@pytest.mark.parametrize("name", AGGREGATES)
def test_an_aggregate_needs_no_distinct_and_is_the_same_everywhere(
    shelf: Store, dataset: rdflib.Dataset, oxigraph_url: str, name: str
) -> None:
    what, pattern = AGGREGATES[name]
    plain = f"{PROLOGUE}SELECT ({what} AS ?n) WHERE {{ {pattern} }}"
    once = f"{PROLOGUE}SELECT ({what} AS ?n) WHERE {{ {{ SELECT DISTINCT * WHERE {{ {pattern} }} }} }}"
    expected = figure(shelf.query(plain).rows[0][0])
    assert float(expected) > 0
    assert figure(shelf.query(once).rows[0][0]) == expected
    assert figure(next(iter(dataset.query(plain)))[0]) == expected  # type: ignore[index]
    with open_store(f"{oxigraph_url}/query,{oxigraph_url}/update") as remote:
        if {str(g) for g in remote.graphs()} != {str(g) for g in shelf.graphs()}:
            remote.update("DROP ALL")
            fill(remote)
        assert figure(remote.query(plain).rows[0][0]) == expected


@pytest.mark.parametrize("name", [query.name for query in catalogue()])
def test_a_named_query_gives_no_row_twice(shelf: Store, name: str) -> None:
    query = find(name)
    given = {p.name: "trust" for p in query.parameters if p.required and p.type == "label"}
    if any(p.required and p.type != "label" for p in query.parameters):
        pytest.skip("asks for one thing of the store")
    rows = run(shelf, query, given).rows
    assert len(set(rows)) == len(rows)
