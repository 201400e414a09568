"""Members of wholes and kinds, and antecedents and outcomes that a noun announces."""

from __future__ import annotations

import pytest

from pipelines.extract.pipeline import load_nlp
from pipelines.extract.relations import find_relations

TOLD = [
    ("Trust consists of honesty and benevolence.", "dimension_of", {("honesty", "Trust"), ("benevolence", "Trust")}),
    (
        "Engagement entails emotional and social components.",
        "dimension_of",
        {("emotional components", "Engagement"), ("social components", "Engagement")},
    ),
    ("Well-being includes joy and calm.", "dimension_of", {("joy", "Well-being"), ("calm", "Well-being")}),
    (
        "Community help includes advising others and mending tools.",
        "type_of",
        {("advising others", "Community help"), ("mending tools", "Community help")},
    ),
    (
        "Loyalty is measured along two dimensions called attitude and habit.",
        "dimension_of",
        {("attitude", "Loyalty"), ("habit", "Loyalty")},
    ),
    (
        "We study drivers of app adoption, including trust, habit and enjoyment.",
        "causal",
        {("trust", "app adoption"), ("habit", "app adoption"), ("enjoyment", "app adoption")},
    ),
    (
        "Outcomes of participation include loyalty and word of mouth.",
        "causal",
        {("participation", "loyalty"), ("participation", "word of mouth")},
    ),
]

SILENT = [
    "Service styles—the patterns of speech, gesture, and dress that staff learn—vary.",
    "Control comprises numerous practices.",
    "Trust includes several aspects.",
    "The sample includes students and teachers.",
    "Engagement entails effort.",
]


@pytest.mark.parametrize(("words", "kind", "expected"), TOLD)
def test_members(words: str, kind: str, expected: set[tuple[str, str]]) -> None:
    found = find_relations(load_nlp()(words))
    assert {(link.type, link.source.text, link.target.text) for link in found} == {(kind, *pair) for pair in expected}


@pytest.mark.parametrize("words", SILENT)
def test_no_members(words: str) -> None:
    found = find_relations(load_nlp()(words))
    assert not [link for link in found if link.type in {"dimension_of", "type_of"}]
