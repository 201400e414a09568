"""What is found by words, in which order, under which filters, and that the index follows the store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.curation import judge
from kg.errors import BadParameter, NotFound
from kg.rdf import to_quads
from kg.run import Run
from kg.search import Hit, search
from kg.search.finding import match_expression
from kg.serve import Settings, create_app
from kg.sharing import drop_paper, paper_graphs, put_paper
from kg.store import Store, open_store
from tests.kg import papers, shelf
from tests.kg.shelf import says


def texts(hits: list[Hit]) -> list[str]:
    return [hit.text for hit in hits]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Trust increases engagement", '"trust" OR "increase" OR "engagement"'),
        ("the behaviours of co-creators", '"behavior" OR "cocreator"'),
        ("who is it", '"who" OR "is" OR "it"'),
        ('"value co-creation"', '"value cocreation"'),
        ('"brand love" drives', '("brand love") AND ("brand love" OR "drive")'),
        ('trust NEAR( * ^ -x OR "', '"trust" OR "near" OR "x"'),
        ("?!", ""),
    ],
)
def test_what_is_searched_for_in_the_index(words: str, expected: str) -> None:
    assert match_expression(words) == expected


def test_a_hit_has_its_facts_its_sentence_and_its_place(library: Store) -> None:
    hit = search(library, "trust increases customer engagements")[0]
    assert (hit.kind, hit.text, hit.paper, hit.page) == (
        "hypothesis",
        "H1: Trust increases customer engagement.",
        "Moorland & Okoro 2021",
        1,
    )
    facts = {"number": "H1", "status": "supported", "cause": "trust", "effect": "customer engagement", "sign": "+"}
    assert facts.items() <= hit.facts.items()
    assert hit.iri.startswith("https://w3id.org/engagement-kg/paper/10.5555")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"kind": "hypothesis", "status": "rejected"}, ["H2"]),
        ({"kind": "hypothesis", "status": "supported"}, ["H1"]),
        ({"kind": "hypothesis", "construct": "joy"}, ["H4"]),
        ({"kind": "hypotheses", "paper": "10.5555/ekg.1", "construct": "loyalty"}, ["H2", "H3"]),
        ({"kind": "hypothesis", "year": "2000-2020"}, []),
        ({"kind": "hypothesis", "sign": "-"}, []),
        ({"kind": "hypothesis", "construct": "zorbing"}, []),
    ],
)
def test_filters(library: Store, filters: dict[str, str], expected: list[str]) -> None:
    found = search(library, "trust joy customer engagement loyalty", **filters)  # type: ignore[arg-type]
    assert sorted(hit.facts["number"] for hit in found) == expected


@pytest.mark.parametrize("filters", [{"kind": "poem"}, {"status": "blue"}, {"sign": "?"}, {"year": "then"}])
def test_a_filter_that_will_not_do_is_refused(library: Store, filters: dict[str, str]) -> None:
    with pytest.raises(BadParameter, match="will not do"):
        search(library, "trust", **filters)  # type: ignore[arg-type]


def test_no_words_and_no_such_paper_are_refused(library: Store) -> None:
    with pytest.raises(BadParameter):
        search(library, " ")
    with pytest.raises(NotFound):
        search(library, "trust", paper="Nobody 1900")


def test_definitions_constructs_and_papers_are_found(library: Store) -> None:
    assert search(library, "readiness to give time", kind="definition")[0].facts["term"] == "customer engagement"
    assert search(library, "CE", kind="construct")[0].text == "customer engagement"
    assert search(library, "Okoro community", kind="paper")[0].paper == "Moorland & Okoro 2021"


def test_words_of_the_same_meaning_are_found(library: Store) -> None:
    assert "Trust" in search(library, "belief and reliance boost commitment", kind="hypothesis")[0].text
    assert search(library, '"reliance"', kind="hypothesis") == []  # in quotation marks: these words


def test_the_construct_of_just_this_name_comes_first(library: Store) -> None:
    assert (search(library, "trusts")[0].kind, search(library, "trusts")[0].text) == ("construct", "trust")


def test_what_is_outside_the_domain_is_not_found(library: Store) -> None:
    assert "gadgets" not in " ".join(texts(search(library, "gadgets advertisement", kind="claim")))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    quiet = shelf.paper(2001, says("finding", text="Calm raises joy in quiet rooms."))
    loud = shelf.paper(2002, says("finding", text="Noise lowers joy in busy rooms."))
    with shelf.store_of(tmp_path / "store", quiet, loud) as store:
        yield store


def test_the_index_follows_papers_that_come_change_and_go(store: Store) -> None:
    assert len(search(store, "rooms", kind="finding")) == 2
    drop_paper(store, paper_graphs(store)[0])
    assert texts(search(store, "rooms", kind="finding")) == ["Noise lowers joy in busy rooms."]
    record = papers.CASES
    changed = replace(record.statements[0], text="Rooms matter.", domain=True)
    quads = to_quads(replace(record, statements=(changed,)), Run(sha256="f" * 64, pipeline="t"))
    held = list(quads)
    put_paper(store, str(held[0][3]), held)
    assert "Rooms matter." in texts(search(store, "rooms"))


def test_the_index_follows_what_a_person_rejects(store: Store) -> None:
    first = search(store, "quiet", kind="finding")[0]
    judge(store, first.iri, "rejected", by="Ida", when=datetime(2026, 1, 1, tzinfo=UTC))
    assert first.iri not in [hit.iri for hit in search(store, "quiet", kind="finding")]


def test_what_has_not_changed_is_not_indexed_again(store: Store) -> None:
    search(store, "rooms")
    path = Path(store.locator) / "search" / "index.sqlite"
    with sqlite3.connect(path) as database:
        before = dict(database.execute("SELECT iri, id FROM things WHERE kind = 'finding'"))
    drop_paper(store, paper_graphs(store)[0])
    search(store, "rooms")
    with sqlite3.connect(path) as database:
        after = dict(database.execute("SELECT iri, id FROM things WHERE kind = 'finding'"))
    assert after and all(before[iri] == number for iri, number in after.items())


def test_a_damaged_index_is_made_anew(store: Store) -> None:
    search(store, "rooms")
    path = Path(store.locator) / "search" / "index.sqlite"
    for beside in path.parent.iterdir():
        beside.unlink()
    path.write_bytes(b"not a database" * 100)
    assert len(search(store, "rooms", kind="finding")) == 2


def test_where_no_file_can_be_written_the_index_is_in_memory(store: Store) -> None:
    (Path(store.locator) / "search").write_text("a file where the folder should be")
    assert len(search(store, "rooms", kind="finding")) == 2
    drop_paper(store, paper_graphs(store)[0])
    assert len(search(store, "rooms", kind="finding")) == 1


def test_the_index_is_no_part_of_the_stores_version(library: Store) -> None:
    before = library.version()  # nobody writes to this store, not even its own housekeeping
    search(library, "trust")
    assert (Path(library.locator) / "search").is_dir() and library.version() == before


def test_a_reader_beside_a_writer_sees_what_was_written(store: Store) -> None:
    with open_store(store.locator, read_only=True) as reader:
        assert len(search(reader, "rooms", kind="finding")) == 2
        drop_paper(store, paper_graphs(store)[0])
        assert len(search(reader, "rooms", kind="finding")) == 1


@pytest.fixture(scope="module")
def client(library_path: Path) -> Iterator[TestClient]:
    app = create_app(str(library_path), settings=Settings(timeout=20, workers=1))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_search_over_http(client: TestClient) -> None:
    hits = client.get("/api/search", params={"words": "trust engagement", "status": "supported"}).json()["hits"]
    assert [hit["facts"]["number"] for hit in hits] == ["H1"]
    rows = client.get("/api/search", params={"words": "trust engagement", "format": "csv", "limit": "1"}).text
    assert rows.splitlines()[0].startswith("kind,number,cause,effect") and len(rows.splitlines()) == 2


@pytest.mark.parametrize("given", [{}, {"words": "x", "colour": "red"}, {"words": "x", "limit": "many"}])
def test_search_over_http_refuses(client: TestClient, given: dict[str, str]) -> None:
    response = client.get("/api/search", params=given, headers={"Accept": "application/json"})
    assert response.status_code == 400 and "error" in json.dumps(response.json())
