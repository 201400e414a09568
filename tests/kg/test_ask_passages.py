"""Questions that are not understood: passages that say so, or a refusal; and what an answer without rows says.

``tests/samples/asked.json`` has questions in twelve voices with words that a right answer has: half were only
measured. The figures over these and 141 more on real papers are in docs/asking.md.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.ask import ask
from kg.cli.app import app
from kg.errors import NotFound, NotUnderstood
from kg.imports import import_file
from kg.store import Store, open_store

LOOKED_AT, HELD_OUT = 29, 22  # right of 29 and 30; no others of the first, and at most two wrong of the second
OUTSIDE = [
    "What is the capital of France?",
    "How do I bake bread?",
    "What is the weather like in Lisbon tomorrow?",
    "Write me a poem about loyalty.",
    "Is trust edible?",
    "What drives quantum entanglement?",
    "Tell me a joke.",
    "asdf qwer zxcv",
    "What is your name?",
    "Translate loyalty into German.",
    "How old is Moorland?",
    "What will drive customer engagement in 2050?",
    "Should I marry my supervisor?",
    "What does Einstein (1905) say about trust?",
    "Does loyalty cause earthquakes?",
    "Which journal should I submit to?",
    "What is 2 + 2?",
    "Summarise the French revolution.",
    "SELECT * WHERE { ?s ?p ?o }",
]


@pytest.fixture(scope="module")
def samples_store(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("asked") / "store") as store:
        for path in sorted((samples / "gold").glob("*.json")):
            import_file(store, path)
        yield store


@pytest.mark.parametrize("question", OUTSIDE)
def test_what_the_graph_cannot_hold_is_no_answer(library: Store, question: str) -> None:
    try:
        asked = ask(library, question)
    except (NotFound, NotUnderstood) as exc:
        assert str(exc)
    else:
        assert all(part.is_passages for part in asked.parts)


def test_passages_are_marked_and_found_by_the_words(library: Store) -> None:
    (part,) = ask(library, "my aunt wonders about frequent users and loyalty").parts
    assert part.is_passages and part.reading.command.startswith("kg search ")
    assert "frequent users" in str(part.answer.column("sentence")[0])
    assert {str(mark) for mark in part.answer.column("found")} == {"passage"}


def test_an_answer_without_rows_says_so_and_brings_passages(library: Store) -> None:
    understood, passages = ask(library, "what moderates the effect of trust on customer engagement").parts
    assert not understood.answer.rows and "kg query statements" in understood.widened
    assert passages.is_passages and passages.answer.rows


def test_what_the_command_says_of_passages(library_path: Path) -> None:
    question = "my aunt wonders about frequent users and loyalty"
    said = CliRunner().invoke(app, ["ask", question, "--store", str(library_path)])
    assert said.exit_code == 0 and "passages, not an answer: " in said.output and "kg search" in said.output


def tally(store: Store, half: str, samples: Path) -> Counter[str]:
    questions = json.loads((samples / "asked.json").read_text(encoding="utf-8"))
    return Counter(verdict(store, q["question"], q["words"]) for q in questions if q["half"] == half)


def verdict(store: Store, question: str, words: list[str]) -> str:
    try:
        asked = ask(store, question)
    except (NotFound, NotUnderstood):
        return "refused"
    said = " | ".join(str(term) for row in asked.answer.rows for term in row if term is not None)
    plain = said.casefold().replace("’", "'")
    if all(word.casefold().replace("’", "'") in plain for word in words):
        return "right"
    return "passages" if asked.parts[-1].is_passages else "wrong"


def test_questions_that_were_looked_at(samples_store: Store, samples: Path) -> None:
    found = tally(samples_store, "looked at", samples)
    assert found["right"] >= LOOKED_AT and not found["wrong"], found


def test_questions_that_were_only_measured(samples_store: Store, samples: Path) -> None:
    found = tally(samples_store, "held out", samples)
    assert found["right"] >= HELD_OUT and found["wrong"] <= 2, found
