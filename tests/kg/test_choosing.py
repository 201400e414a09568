"""First things first: the order of answers, what is left out as unlikely, and what limit and sort do."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Literal, URIRef
from rdflib.query import Result
from starlette.testclient import TestClient

from kg.argument import relate
from kg.cli.app import run as kg
from kg.describe import describe
from kg.errors import BadParameter, MalformedQuery
from kg.query import Choice, Chosen, catalogue, find, from_text, run
from kg.query.choosing import first, in_order, least_confident, serialise
from kg.serve import create_app
from kg.store import Answer, Store, open_store
from pipelines.record import Kind, Statement, Status
from tests.kg.shelf import beta, paper, says, store_of

ALL = Choice(min_confidence=0)
# What comes first, by kind and status; within one of them the surer statement.
ORDER: list[tuple[Kind, Status | None]] = [
    ("hypothesis", "not_supported"),
    ("finding", None),
    ("proposition", None),
    ("hypothesis", None),
    ("claim", None),
    ("implication", None),
]
SURE = (0.97, 0.81, 0.5, 0.49, 0.16)
WAYS = {
    "causal": {"mediators": ("sleep",), "moderators": ("noise",), "effects": beta(0.2)},
    "dimension_of": {},
    "type_of": {},
}


def shelf() -> Iterator[Statement]:
    """Statements of all kinds, the unsure and the weak first, so that no order is there by chance."""
    for sure in reversed(SURE):
        for rank, (kind, status) in reversed(list(enumerate(ORDER))):
            for way, more in WAYS.items():
                name = f"{rank}-{sure}-{way.replace('_', '')}"
                text = f"{name}."
                yield says(kind, type=way, id=name, text=text, status=status, confidence=sure, **more)
    for rank, kind in ((3, "hypothesis"), (2, "proposition")):
        for sure in (0.3, 0.9):
            yield says(kind, "awe", "song", id=f"{rank}-{sure}-open", text=f"{rank}-{sure}-open.", confidence=sure)
    yield says("research_question", id="7-0.99-causal", text="7-0.99.", confidence=0.99)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("order") / "store"
    with store_of(path, paper(2001, *shelf()), paper(2000, says("claim", confidence=0.97))) as store:
        relate(store)
    return path


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[Store]:
    with open_store(folder, read_only=True) as opened:
        yield opened


def place(statement: str) -> tuple[int, float]:
    """The rank of a statement of ``shelf`` by its IRI, and its confidence, less for more."""
    rank, sure, _ = statement.rpartition("/")[2].split("-")
    return int(rank), -float(sure)


GIVEN = {
    "antecedents": {"construct": "joy"},
    "outcomes": {"construct": "calm"},
    "dimensions": {"construct": "joy"},
    "types": {"construct": "joy"},
    "evidence": {"cause": "calm", "effect": "joy", "untested": "yes"},
}
ORDERED = ["mediators", "moderators", "effect-sizes", "hypotheses", "propositions", "statements", "untested", *GIVEN]


@pytest.mark.parametrize("name", ORDERED)
def test_what_was_tested_comes_first_then_what_is_surer(store: Store, name: str) -> None:
    answer = run(store, find(name), GIVEN.get(name, {}), choice=ALL)
    places = [place(str(row["statement"])) for row in answer if "quist" not in str(row["statement"])
              and str(row["statement"]).count("-") > 2]  # fmt: skip
    assert len(places) >= 4
    assert places == sorted(places)
    if name != "statements":
        assert 7 not in {rank for rank, _ in places}, "a question asserts nothing"


def test_every_query_of_statements_says_its_confidence() -> None:
    for query in catalogue():
        if query.confidence == "rows":
            assert query.columns[-1] == "confidence", query.name
            ordered = re.match(r" \?rank (\?\w+ )?DESC\(\?confidence\)", query.text.rpartition("ORDER BY")[2])
            assert ordered or query.name in {"paper", "comparison"}, query.name  # a paper's own order, a table's
        if query.confidence == "counts":
            assert "$least" in query.text, query.name
        if query.confidence is None:
            assert "evc:asserts" not in query.text or query.name in WITHOUT, query.name


WITHOUT = ("constructs", "methods", "paths")  # inventories, and steps that say how many papers there are


@pytest.mark.parametrize("name", [query.name for query in catalogue() if query.confidence == "rows"])
def test_what_is_more_likely_wrong_is_left_out_and_told(store: Store, name: str) -> None:
    given = GIVEN.get(name, {}) | ({"paper": "Quist 2001"} if name == "paper" else {})
    every, likely = run(store, find(name), given, choice=ALL), run(store, find(name), given)
    unsure = [row for row in every if "confidence" in row and float(str(row["confidence"])) < 0.5]
    assert unsure and every.left_out == 0 and every.words == ()
    assert list(likely) == [row for row in every if row not in unsure]
    assert (likely.left_out, likely.least) == (len(unsure), 0.5)
    assert likely.words == (f"{len(unsure)} rows are left out (more likely wrong than right: confidence below 0.5)",)


@pytest.mark.parametrize("name", ["votes", "contradictions", "disagreements"])
def test_what_is_not_counted_is_told(store: Store, name: str) -> None:
    unsure = len(WAYS) * len(ORDER) * 2 + 2
    assert run(store, find(name), {}).words == (
        f"{unsure} statements are not counted (more likely wrong than right: confidence below 0.5)",
    )
    assert run(store, find(name), {"construct": "noise"}).left_out == len(ORDER) * 2
    assert run(store, find(name), {"construct": "nothing"}).left_out == 0
    assert run(store, find(name), {}, choice=ALL).left_out == 0


def test_what_has_no_confidence_is_never_left_out(tmp_path: Path) -> None:
    with store_of(tmp_path, paper(2001, says("claim"))) as store:
        assert len(run(store, find("statements"), {}, choice=Choice(min_confidence=1)).rows) == 1
        assert len(run(store, find("votes"), {}, choice=Choice(min_confidence=1)).rows) == 1


def test_a_query_without_confidence_takes_none(store: Store) -> None:
    with pytest.raises(BadParameter, match="its rows have no confidence"):
        run(store, find("papers"), {}, choice=Choice(min_confidence=0.7))
    assert run(store, find("papers"), {}, choice=ALL).rows


@pytest.mark.parametrize("choice", [{"min_confidence": 1.1}, {"min_confidence": -1}, {"limit": -1}, {"limit": 10**9}])
def test_what_cannot_be_chosen(choice: dict[str, float]) -> None:
    with pytest.raises(BadParameter, match="will not do"):
        Choice(**choice)  # type: ignore[arg-type]


WORDS = ("b", "A", None, "a", "B")
NUMBERS = (10, 9, 2, None, 10)


def answer() -> Chosen:
    rows = [
        (Literal(w) if w else None, Literal(n) if n else None, URIRef(f"http://a/{i}"))
        for i, (w, n) in enumerate(zip(WORDS, NUMBERS, strict=True))
    ]
    return least_confident(Answer(kind="rows", variables=("word", "number", "iri"), rows=tuple(rows)), None)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ((), "01234"),
        (("number",), "21043"),  # as numbers, what is missing last, equal ones as they were
        (("-number",), "04123"),
        (("word",), "13402"),
        (("-word",), "04312"),
        (("number", "-iri"), "21403"),
        (("-number", "word"), "40123"),
    ],
)
def test_sorting(columns: tuple[str, ...], expected: str) -> None:
    assert "".join(str(row["iri"])[-1] for row in in_order(answer(), columns)) == expected


def test_sorting_by_what_is_not_there() -> None:
    with pytest.raises(BadParameter, match="no column 'year'; there are word, number, iri"):
        in_order(answer(), ("year",))


def test_a_limit_says_what_it_cut_off() -> None:
    assert first(answer(), 2).words == ("the first 2 of 5 rows",)
    assert first(answer(), 5).words == first(answer(), None).words == ()
    assert first(answer(), 0).missing == {"total": 5}


def test_limit_and_sort_come_after_what_is_left_out(store: Store) -> None:
    query = find("statements")
    whole = run(store, query, {})
    cut = run(store, query, {}, choice=Choice(limit=3))
    assert cut.rows == whole.rows[:3] and cut.left_out == whole.left_out > 0 and cut.total == len(whole.rows)
    last = run(store, query, {}, choice=Choice(limit=2, sort=("confidence", "-kind")))
    assert [(str(row["kind"]), str(row["confidence"])) for row in last] == [("proposition", "0.5")] * 2


def test_json_says_what_is_missing_and_stays_sparqls(store: Store) -> None:
    found = run(store, find("statements"), {}, choice=Choice(limit=3))
    body = json.loads(serialise(found, "json"))
    assert body["head"]["total"] == found.total and body["head"]["left_out"] == found.left_out
    parsed = Result.parse(io.BytesIO(serialise(found, "json").encode()), format="json")
    assert len(list(parsed)) == 3
    assert json.loads(serialise(run(store, find("papers"), {}), "json"))["head"].keys() == {"vars"}


def test_the_command(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    command = ["query", "antecedents", "-p", "construct=joy", "--store", str(folder), "--format", "csv"]
    assert kg([*command, "--limit", "2", "--sort", "-confidence,kind"]) == 0
    out, err = capfd.readouterr()
    assert [row["kind"] for row in csv.DictReader(io.StringIO(out))] == ["claim", "claim"]
    assert "the first 2 of" in err
    assert "are left out (more likely wrong than right: confidence below 0.5); --min-confidence 0 shows them" in err
    assert kg([*command, "--min-confidence", "0"]) == 0
    out, err = capfd.readouterr()
    assert err == "" and len(out.splitlines()) > 20
    assert kg([*command, "--min-confidence", "2"]) == 2
    assert kg([*command, "--sort", "nothing"]) == 2
    assert kg([*command, "--limit", "-1"]) == 2


def test_contradictions_within_a_paper_by_an_option(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with store_of(tmp_path, paper(2001, says("finding"), says("finding", sign="0"))):
        pass
    command = ["query", "contradictions", "--store", str(tmp_path), "--format", "csv"]
    assert kg(command) == 0
    assert len(capfd.readouterr().out.splitlines()) == 1
    assert kg([*command, "--within"]) == 0
    assert len(capfd.readouterr().out.splitlines()) == 2
    assert kg(["query", "papers", "--store", str(tmp_path), "--within"]) == 2
    assert "papers has no parameter 'within'" in capfd.readouterr().err


def test_plain_questions_say_so_too(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert kg(["ask", "what leads to joy?", "--store", str(folder), "--format", "csv"]) == 0
    err = capfd.readouterr().err
    assert "are left out (more likely" in err
    assert f"kg query antecedents -p construct=joy --store {folder} --min-confidence 0 shows them" in err


def test_descriptions_say_so_too(folder: Path, store: Store, capfd: pytest.CaptureFixture[str]) -> None:
    thing = describe(store, "joy")
    assert all("left out" in words for section in thing.sections for words in section.missing)
    assert set(thing.to_dict()["missing"]) == {"Antecedents", "Dimensions", "Types", "Mediators", "Moderators"}
    assert "missing" not in describe(store, "joy", choice=ALL).to_dict()
    assert kg(["show", "joy", "--store", str(folder)]) == 0
    assert "Antecedents: " in capfd.readouterr().err
    assert kg(["show", "Quist 2001", "--store", str(folder), "--min-confidence", "0.9"]) == 0
    assert "confidence below 0.9" in capfd.readouterr().err


def test_the_api_says_so_too(folder: Path) -> None:
    with TestClient(create_app(str(folder))) as client:
        check_the_api(client)


def check_the_api(client: TestClient) -> None:
    url = "/api/queries/antecedents?construct=joy"
    body = client.get(f"{url}&limit=2&sort=-confidence").json()
    assert len(body["rows"]) == 2 and body["total"] > 2 and body["left_out"] > 0
    assert (body["left_out_of"], body["min_confidence"]) == ("rows", 0.5)
    whole = client.get(f"{url}&min_confidence=0").json()
    assert len(whole["rows"]) == body["total"] + body["left_out"] and "left_out" not in whole
    told = client.get(url, headers={"Accept": "text/csv"}).headers["Engagement-Missing"]
    assert told == f"left_out={body['left_out']}; left_out_of=rows; min_confidence=0.5"
    for bad in ("limit=-1", "limit=x", "sort=", "sort=nothing", "min_confidence=2"):
        assert client.get(f"{url}&{bad}").status_code == 400


@pytest.mark.parametrize("words", ["sometimes", "rows\n# confidence: counts"])
def test_a_head_that_says_no_such_confidence(words: str) -> None:
    with pytest.raises(MalformedQuery, match="should be rows or counts"):
        from_text(f"# title: t\n# confidence: {words}\nSELECT ?x {{ }}", "q")
