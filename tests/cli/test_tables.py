"""Tables stay readable on narrow terminals, and a reader that goes away is no failure."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from rdflib import Literal

from kg.cli import tables
from kg.store import Answer

WORDS = (
    "community identification",
    "customer engagement behavior",
    "",
    "psychological",
    "not_supported",
    "hypothesis",
)
COLUMNS = ("cause", "effect", "mediator", "moderator", "status", "kind")
FULL = ("repair self-efficacy", "organizational citizenship", "trust", "self", "supported", "hypothesis")


def _table(width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    rows = tuple(tuple(Literal(w) if w else None for w in row) for row in (WORDS, FULL))
    monkeypatch.setattr(tables.paper, "width", width)  # a console keeps the width that it began with
    tables.print_answer(Answer(kind="rows", variables=COLUMNS, rows=rows), "table")
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_word_is_broken(width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    lines = _table(width, capsys, monkeypatch)
    printed = set(" ".join(lines).replace(",", " ").replace(":", " ").split())
    assert {word for row in (WORDS, FULL) for cell in row for word in cell.split()} <= printed
    assert max(map(len, lines)) <= width


def test_what_does_not_fit_goes_under_its_row_the_emptiest_first(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wide, narrow = _table(200, capsys, monkeypatch), _table(60, capsys, monkeypatch)
    assert wide[0].split() == list(COLUMNS)
    assert "mediator" not in narrow[0]
    assert any(line.startswith("    mediator: trust") for line in narrow)
    assert sum("mediator:" in line for line in narrow) == 1, "nothing is said of an empty cell"


def test_rows_of_one_sentence_share_it(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (("trust", "Trust and joy help."), ("joy", "Trust and joy help."), ("awe", "Awe helps."))
    monkeypatch.setattr(tables.paper, "width", 80)
    answer = Answer(
        kind="rows", variables=("cause", "sentence"), rows=tuple((Literal(a), Literal(b)) for a, b in rows)
    )
    tables.print_answer(answer, "table")
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert lines == ["cause", "trust", "joy", "Trust and joy help.", "awe", "Awe helps."]


def test_what_belongs_to_a_sentence_stands_after_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {"cause": "awe", "paper_1": "Moor 1999", "page_1": "3", "kind_1": "finding", "sentence_1": "Awe helps.",
           "paper_2": "Lind 2020", "status_2": "not_supported", "sentence_2": "Awe harms."}  # fmt: skip
    monkeypatch.setattr(tables.paper, "width", 80)
    answer = Answer(kind="rows", variables=tuple(row), rows=(tuple(map(Literal, row.values())),))
    tables.print_answer(answer, "table")
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        "cause", "awe", "Awe helps.", "Moor 1999, p. 3, finding", "Awe harms.", "Lind 2020, not_supported"
    ]  # fmt: skip


def test_a_long_section_is_said_once(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"cause": "awe", "section": "Antecedents of " + "very " * 9 + "long headings", "sentence": "Awe helps."}
    monkeypatch.setattr(tables.paper, "width", 120)
    answer = Answer(kind="rows", variables=tuple(row), rows=(tuple(map(Literal, row.values())),))
    tables.print_answer(answer, "table")
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert lines == ["cause", "awe", "Awe helps.", row["section"]]


def test_confidence_stands_with_the_place_and_a_flag_needs_no_name(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {"cause": "awe", "sentence": "Awe may help.", "paper": "Moor 1999", "hedged": "hedged", "confidence": "0.66"}
    monkeypatch.setattr(tables.paper, "width", 8)
    answer = Answer(kind="rows", variables=tuple(row), rows=(tuple(map(Literal, row.values())),))
    tables.print_answer(answer, "table")
    words = " ".join(capsys.readouterr().out.split())
    assert words == "cause awe hedg ed Awe may help . Moor 1999 , conf iden ce 0.66"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("http://www.w3.org/ns/prov#used", "prov:used"),
        ("https://w3id.org/engagement-kg/ontology#asserts", "evc:asserts"),
        ("https://w3id.org/engagement-kg/construct/trust", "construct/trust"),
        ("http://www.w3.org/ns/prov#", "http://www.w3.org/ns/prov#"),
        ("https://schema.org/a b", "https://schema.org/a b"),
        ("Trust", "Trust"),
    ],
)
def test_iris_are_shown_short(words: str, shown: str) -> None:
    assert tables.shorten(words) == shown


def test_an_address_is_never_broken(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables.paper, "width", 80)
    address = "http://example.org/thesaurus/descriptor/10147-2"
    row = tuple(map(Literal, ("exactMatch", address, "trust")))
    tables.print_answer(Answer(kind="rows", variables=("link", "to", "of"), rows=(row,)), "table")
    assert address in capsys.readouterr().out


def test_a_reader_that_goes_away_is_no_failure() -> None:
    script = (
        "import sys\n"
        "from kg.cli import app, tables\n"
        "from kg.cli.options import paper\n"
        "app.app = lambda **_: [paper.print('x' * 70) for _ in range(9999)]\n"
        "sys.exit(app.run([]))\n"
    )
    read, write = os.pipe()
    process = subprocess.Popen([sys.executable, "-c", script], stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    os.read(read, 10)
    os.close(read)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (0, b"")


def test_control_characters_of_papers_never_reach_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = "\x1b]0;owned\x07\x9b31m red\u202e"
    tables.print_answer(Answer(kind="rows", variables=("cause",), rows=((Literal(evil),),)), "table")
    tables.paper.print(evil, markup=False)
    tables.talk.print(evil, markup=False)
    said = capsys.readouterr()
    assert not set("\x1b\x07\x9b\u202e") & set(said.out + said.err)
    assert said.out.count("red") == 2
