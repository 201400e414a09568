"""Polarity and modality: what sentences assert, deny, doubt, ask and leave open."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from pipelines.extract.relations import find_relations
from pipelines.extract.scope.assertions import judge
from pipelines.extract.words.parser import load_nlp

TABLE = Path(__file__).parent / "data" / "polarity.tsv"


class Case(NamedTuple):
    """A row of the table: what is told, whether it is hedged, whether it only looks so, the words."""

    told: str
    hedged: str
    near: str
    words: str


CASES = [
    Case(*line.split("\t")) for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
]


def told(words: str) -> tuple[str, str]:
    """What a sentence tells of its relations, as the table has it, and whether it holds back."""
    doc = load_nlp()(words)
    found = judge(doc, find_relations(doc))
    if "question" in found.kinds and found.links:
        return "asked", "plain"
    signs = [f"{link.source.text.lower()} {link.sign or '.'}" for link in found.links]
    return ", ".join(signs) or "nothing", "hedged" if found.hedged else "plain"


@pytest.mark.parametrize("case", CASES, ids=[case.words for case in CASES])
def test_what_a_sentence_tells(case: Case) -> None:
    assert told(case.words) == (case.told, case.hedged)


def test_the_table_is_large_and_a_third_of_it_near_misses() -> None:
    near = [case for case in CASES if case.near == "near"]
    assert len(CASES) >= 120
    assert 3 * len(near) >= len(CASES)
    assert len({re.sub(r"\W", "", case.words.lower()) for case in CASES}) == len(CASES)
