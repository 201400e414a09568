"""What a construct's name covers beside itself, and what an empty answer says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.query import find, run
from kg.search.constructs import containing
from kg.store import Store
from kg.widening import Widened, widen
from tests.kg import shelf
from tests.kg.shelf import says

RECORD = shelf.paper(
    2001,
    says("hypothesis", "ease", "students' attitudes toward using chatbots", status="not_supported", label="H1"),
    says("finding", "price", "attitude"),
    says("finding", "noise", "positive attitude"),
    says("finding", "noise", "distrust"),
    says("finding", "noise", "students' trust in chatbots"),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with shelf.store_of(tmp_path_factory.mktemp("wide") / "store", RECORD) as store:
        yield store


@pytest.mark.parametrize(
    ("label", "anywhere", "expected"),
    [
        ("attitudes", False, ["positive attitude", "students' attitudes toward using chatbots"]),
        ("trust", False, ["students' trust in chatbots"]),  # not distrust
        ("chatbot", False, ["students' trust in chatbots", "students' attitudes toward using chatbots"]),
        ("using", False, []),
        ("using", True, ["students' attitudes toward using chatbots"]),
        ("using chatbots attitude", False, ["students' attitudes toward using chatbots"]),
        ("zorbing", True, []),
        ("?", True, []),
    ],
)
def test_names_that_hold_a_name(store: Store, label: str, anywhere: bool, expected: list[str]) -> None:
    assert sorted(name for _, name in containing(store, label, anywhere=anywhere)) == sorted(expected)


def widened(store: Store, name: str, **given: str) -> Widened:
    query = find(name)
    return widen(store, query, given, run(store, query, given))


def test_the_exact_name_comes_first_and_the_wider_ones_are_counted(store: Store) -> None:
    wider = widened(store, "antecedents", construct="attitude")
    assert [str(term) for term in wider.answer.column("antecedent")] == ["price", "ease", "noise"]
    assert (wider.exactly, wider.more) == (1, 2)
    assert wider.words.startswith("1 for exactly 'attitude'; 2 for wordings that contain it: positive attitude;")


def test_rejected_hypotheses_about_something(store: Store) -> None:
    wider = widened(store, "hypotheses", construct="chatbots", status="rejected")
    assert [str(term) for term in wider.answer.column("number")] == ["H1"] and wider.exactly == 0


def test_an_empty_answer_says_what_is_near_and_how_to_go_on(store: Store) -> None:
    assert widened(store, "mediators", construct="attitude").words == (
        "0 for 'attitude' and for wordings that contain it; there is attitude (1 statement), positive attitude "
        "(1 statement), students' attitudes toward using chatbots (1 statement): "
        "kg query statements -p construct=attitude"
    )
    assert "`kg search 'zorbing'`" in widened(store, "mediators", construct="zorbing").words


def test_a_query_without_constructs_has_nothing_to_widen(store: Store) -> None:
    assert widened(store, "papers").words == ""


def test_on_the_command_line(store: Store, library_path: Path, tmp_path: Path) -> None:
    with shelf.store_of(tmp_path / "store", RECORD):
        pass
    asked = ["query", "hypotheses", "-p", "construct=chatbots", "--store", str(tmp_path / "store")]
    empty = CliRunner().invoke(app, asked)
    assert "0 for exactly 'chatbots'; 1 for wordings" in empty.output and "--widen shows them" in empty.output
    wide = CliRunner().invoke(app, [*asked, "--widen", "--format", "csv"])
    assert "H1,ease" in wide.output
