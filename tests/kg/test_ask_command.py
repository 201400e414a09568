"""``kg ask`` as a user sees it."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from kg.cli.app import run
from tests.kg.shelf import paper, says, store_of


def ask(library_path: Path, *arguments: str) -> int:
    return run(["ask", *arguments, "--store", str(library_path)])


def test_the_answer_and_what_was_understood(library_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert ask(library_path, "what drives customer engagement in museums", "--format", "csv") == 0
    out, err = capfd.readouterr()
    assert out.startswith("antecedent,") and "awe" in out
    assert f"kg query antecedents -p construct='customer engagement' --store {library_path}" in err
    assert "context:    in museums: 2 of 5 rows, shown first" in err


def test_the_line_that_is_shown_gives_the_same(library_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    ask(library_path, "through what does trust affect loyalty", "--format", "json")
    out, err = capfd.readouterr()
    line = next(line for line in err.splitlines() if "kg query" in line).partition("kg ")[2]
    assert run([*shlex.split(line), "--format", "json"]) == 0
    assert json.loads(capfd.readouterr().out) == json.loads(out)


def test_a_reading_without_rows_is_said(library_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert ask(library_path, "how does customer engagement affect loyalty") == 0
    _, err = capfd.readouterr()
    assert "no answer to: kg query mediators" in err
    assert "the same:   kg query evidence" in err


def test_what_was_only_hypothesised_is_told_last(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with store_of(tmp_path / "a", paper(2001, says("hypothesis"))):
        pass
    assert ask(tmp_path / "a", "does calm affect joy", "--format", "csv") == 0
    out, err = capfd.readouterr()
    assert len(out.splitlines()) == 2
    assert "no answer to: kg query evidence -p cause=calm -p effect=joy" in err
    assert "-p untested=true" in err
    with store_of(tmp_path / "b", paper(2001, says("hypothesis"), says("claim"))):
        pass
    assert ask(tmp_path / "b", "does calm affect joy", "--format", "csv") == 0
    assert ",claim," in capfd.readouterr().out.splitlines()[1]


@pytest.mark.parametrize(
    ("question", "remedy"),
    [("flurb the wug", "what drives customer engagement"), ("what drives engagment", "did you mean")],
)
def test_a_refusal_is_a_line_and_exit_code_one(
    library_path: Path, capfd: pytest.CaptureFixture[str], question: str, remedy: str
) -> None:
    assert ask(library_path, question) == 1
    out, err = capfd.readouterr()
    assert not out
    assert remedy in err
