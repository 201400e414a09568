"""The competency questions in their own plain words: ``kg ask`` answers those listed here, and refuses what it cannot.

The questions were written to test the graph, in the long and twisted sentences that people write; they are a hard test
of understanding. Of those that are not listed, SQ26 wants an effect that a moderator changes beside one that none
does, and records do not hold what CQ28 and CQ30 ask for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.ask import ask
from kg.imports import import_file
from kg.store import Store, open_store

OWN = " ".join(f"SQ{number:02}" for number in range(1, 31) if number != 26)
SHARED = "CQ03 CQ04 CQ05 CQ09 CQ15 CQ16 CQ17 CQ18 CQ19 CQ20"


def questions(path: Path) -> dict[str, dict[str, Any]]:
    return {question["id"]: question for question in json.loads(path.read_text(encoding="utf-8"))}


def filled(folder: Path, files: Iterator[Path]) -> Store:
    store = open_store(folder / "store")
    for path in sorted(files):
        import_file(store, path)
    return store


@pytest.fixture(scope="module")
def own(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("own"), (samples / "gold").glob("*.json")) as store:
        yield store


@pytest.fixture(scope="module")
def seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("seeds"), (shared / "gold").glob("seed-*.json")) as store:
        yield store


def check(store: Store, question: dict[str, Any]) -> None:
    asked = ask(store, question["question"])
    said = " | ".join(str(term) for row in asked.answer.rows for term in row if term is not None)
    plain = said.casefold().replace("’", "'").replace("_", " ")
    missing = [words for words in question["answer"] if words.casefold().replace("’", "'") not in plain]
    assert not missing, f"{[part.reading.command for part in asked.parts]} lack {missing}"


@pytest.mark.parametrize("number", OWN.split())
def test_a_plain_question_over_the_samples_is_answered(own: Store, samples: Path, number: str) -> None:
    check(own, questions(samples / "competency.json")[number])


@pytest.mark.parametrize("number", SHARED.split())
def test_a_plain_question_over_the_seeds_is_answered(seeds: Store, shared: Path, number: str) -> None:
    check(seeds, questions(shared / "gold" / "competency.json")[number])
