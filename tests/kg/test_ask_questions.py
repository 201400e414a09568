"""Forty questions as researchers put them: half were looked at while the cues were written, half only measured.

Each names the queries that would answer it and what they must be given ("*" is anything); no query means that the
question must be refused. The figures are in docs/asking.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.ask import Reading, understand
from kg.errors import NotFound, NotUnderstood
from kg.imports import import_file
from kg.lookup import constructs_named
from kg.query import find
from kg.store import Store, open_store

LOOKED_AT, HELD_OUT = 19, 15  # of 20 each


@pytest.fixture(scope="module")
def store(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("questions") / "store") as store:
        for path in sorted((samples / "gold").glob("*.json")):
            import_file(store, path)
        yield store


def is_right(store: Store, question: dict[str, Any]) -> bool:
    try:
        parts = understand(store, question["question"])
    except (NotFound, NotUnderstood):
        return not question["queries"]
    return any(answers(store, part[0], question) for part in parts)


def answers(store: Store, reading: Reading, question: dict[str, Any]) -> bool:
    """Is it one of the queries, about the same things? What leads to an effect also answers what one cause does."""
    given = dict(reading.given)
    wanted = dict(question["given"])
    if reading.query == "antecedents" and "effect" in wanted:
        wanted = {"construct": wanted["effect"]}
    labels = {parameter.name for parameter in find(reading.query).parameters if parameter.type == "label"}
    same = (
        name in given
        and (
            value == "*"
            or given[name] == value
            or (name in labels and constructs_named(store, given[name]) == constructs_named(store, value))
        )
        for name, value in wanted.items()
    )
    return reading.query in question["queries"] and all(same)


@pytest.mark.parametrize(("half", "share"), [("looked at", LOOKED_AT), ("held out", HELD_OUT)])
def test_as_many_questions_are_understood_as_the_manual_says(
    store: Store, samples: Path, half: str, share: int
) -> None:
    questions = json.loads((samples / "questions.json").read_text(encoding="utf-8"))
    asked = [question for question in questions if question["half"] == half]
    wrong = [question["question"] for question in asked if not is_right(store, question)]
    assert len(asked) == 20
    assert len(asked) - len(wrong) == share, wrong
