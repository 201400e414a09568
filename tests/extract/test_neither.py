""" "Neither … nor" denies the relation of each of its members."""

from __future__ import annotations

import pytest

from pipelines.extract.pipeline import load_nlp
from pipelines.extract.relations import find_relations
from pipelines.extract.scope.assertions import judge


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        (
            "Neither age nor sex had any influence on loyalty.",
            [("age", "loyalty"), ("sex", "loyalty")],
        ),
        ("Trust affects neither loyalty nor satisfaction.", [("Trust", "loyalty"), ("Trust", "satisfaction")]),
    ],
)
def test_neither_denies_both(words: str, ends: list[tuple[str, str]]) -> None:
    doc = load_nlp()(words)
    found = judge(doc, find_relations(doc)).links
    assert [(link.source.text, link.target.text) for link in found] == ends
    assert {(link.sign, link.negated) for link in found} == {("0", True)}


@pytest.mark.parametrize(
    "words", ["Either trust or commitment increases loyalty.", "Both increase. Trust raises loyalty."]
)
def test_other_pairs_deny_nothing(words: str) -> None:
    doc = load_nlp()(words)
    assert {(link.sign, link.negated) for link in judge(doc, find_relations(doc)).links} == {("+", False)}
