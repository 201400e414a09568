"""IRIs: readable, stable, safe, and never the same for different things."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import iris
from kg.iris import Iris

EXTRACTED = ("--as-extracted",)
HASH = "0123456789abcdef" * 4
SAFE = re.compile(r"[A-Za-z0-9\-._~%/:]+")


@pytest.mark.parametrize(
    ("doi", "expected"),
    [
        ("10.1177/1094670513529187", "paper/10.1177/1094670513529187"),
        ("https://doi.org/10.1108/JSM-10-2016-0352", "paper/10.1108/jsm-10-2016-0352"),
        ("doi: 10.1002/(SICI)1097-0266", "paper/10.1002/%28sici%291097-0266"),
        ("10.1000/a/b", "paper/10.1000/a%2Fb"),
        (None, "paper/sha256-0123456789abcdef0123"),
        ("n/a", "paper/sha256-0123456789abcdef0123"),
        ("10.1/too-short-a-prefix", "paper/sha256-0123456789abcdef0123"),
        ("10.1000/two words", "paper/sha256-0123456789abcdef0123"),
    ],
)
def test_a_paper_is_known_by_its_doi_or_else_by_its_content(doi: str | None, expected: str) -> None:
    assert Iris().paper(doi, HASH) == iris.DEFAULT_BASE + expected


def test_the_base_is_configurable() -> None:
    assert Iris("https://example.org/g/").construct("trust") == "https://example.org/g/construct/trust"


def test_another_base_moves_all_data_and_is_judged_and_asked_there(tmp_path: Path) -> None:
    base = "https://data.example.org/kg"
    record = {"document": {"source": "a", "title": "T", "doi": "10.5555/a", "authors": ["Ada Moor"], "year": 2020}}
    relations = [{"type": "causal", "source": "vim", "target": "zest"}]
    record["statements"] = [{"kind": "claim", "text": "Vim raises zest.", "id": "s", "relations": relations}]
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")

    def kg(*arguments: str) -> str:
        environment = {**os.environ, "KG_BASE": base, "KG_STORE": str(tmp_path / "store")}
        command = [sys.executable, "-m", "kg", *arguments]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    kg("import", str(tmp_path / "a.jsonl"))
    assert iris.HOME not in kg("export", "--format", "nquads").replace(iris.ONTOLOGY, "")
    kg("review", "reject", "paper/10.5555/a/s")
    rows = {view: kg("query", "outcomes", "-p", "construct=vim", "--format=csv", *view) for view in [(), EXTRACTED]}
    assert f"{base}/paper/10.5555/a/s" in rows[EXTRACTED] and "10.5555/a/s" not in rows[()]


def test_a_base_that_is_no_address_is_refused() -> None:
    base = 'https://x/"><y'
    command = [sys.executable, "-m", "kg", "stats"]
    done = subprocess.run(command, env={**os.environ, "KG_BASE": base}, capture_output=True, text=True)
    assert done.returncode == 2 and "KG_BASE" in done.stderr and "Traceback" not in done.stderr


def test_a_cited_work_with_doi_is_the_paper_itself() -> None:
    assert Iris().work("bowden 2009", "10.2753/MTP1069-6679170105") == Iris().paper("10.2753/mtp1069-6679170105", HASH)


@pytest.mark.parametrize(
    "hostile", ['"><script>', "a b", "a\nb", "a/b", "a~2", "\u202eabc", "é", "..", ".", "", "%", "x" * 10_000]
)
def test_hostile_statement_ids_are_encoded_and_stay_apart(hostile: str) -> None:
    paper = Iris().paper(None, HASH)
    found = iris.statement(paper, hostile)
    assert SAFE.fullmatch(found)
    assert "~" not in found.removeprefix(paper)
    assert len(found) < len(paper) + 120
    assert found != iris.statement(paper, hostile + "x")


@pytest.mark.parametrize("name", sorted(iris.RESERVED))
def test_a_statement_never_takes_the_place_of_a_papers_other_parts(name: str) -> None:
    paper = Iris().paper(None, HASH)
    assert iris.statement(paper, name) != iris.under(paper, name)


@given(st.lists(st.text(max_size=6), max_size=6))
def test_no_two_statements_share_an_iri(ids: list[str]) -> None:
    found = iris.distinct(iris.statement("https://example.org/p", i) for i in ids)
    assert len(set(found)) == len(ids)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Bowden 2009", "bowden 2009"),
        ("Van Doorn 2010a", "doorn 2010"),
        ("Grönroos 2012", "gronroos 2012"),
        ("Jaakkola and Alexander 2014", "jaakkola 2014"),
        ("Moorland & Okoro 2021", "moorland 2021"),
        ("Anderson 2011", "anderson 2011"),
        ("Brodie et al. 2011", "brodie 2011"),
        ("O'Brien 1999", "obrien 1999"),
        ("Forbes", "forbes"),
        ("", ""),
    ],
)
def test_in_text_citations_have_a_key(words: str, expected: str) -> None:
    assert iris.cited_key(words) == expected


@pytest.mark.parametrize(
    "author", ["Elina Jaakkola", "Jaakkola, E.", "E. Jaakkola", "Jaakkola E", "Jaakkola E.", "Jaakkola, Elina"]
)
def test_a_work_has_one_key_however_its_author_is_written(author: str) -> None:
    title = "The role of customer engagement behavior in value co-creation: a service system perspective"
    assert iris.work_key([author], 2014, title) == "jaakkola 2014 role customer engagement behavior value"


@pytest.mark.parametrize(
    ("author", "expected"),
    [("van Doorn, Jenny", "Doorn"), ("Jenny van Doorn", "Doorn"), ("V. Kumar", "Kumar"), ("Li", "Li"), ("", "")],
)
def test_surnames(author: str, expected: str) -> None:
    assert iris.surname(author) == expected
