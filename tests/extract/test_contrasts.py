"""Contrasts: two of a sort set against each other, and what is no contrast."""

from __future__ import annotations

import pytest

from pipelines.extract.pipeline import load_nlp
from pipelines.extract.relations import find_relations

TOLD = [
    ("Engaged customers spend more than other customers.", ("Engaged customers", "other customers", "+")),
    (
        "In general, the mining industry reported more accidents than any of the others.",
        ("mining industry", None, "+"),
    ),
    (
        "Compared with all other industries, the food industry reported significantly fewer accidents.",
        ("food industry", "other industries", "-"),
    ),
    (
        "Large shops use apps to a greater extent than do their less profitable counterparts.",
        ("Large shops", "less profitable counterparts", "+"),
    ),
    (
        "Guests of small hotels complain less often than do guests of other hotels.",
        ("Guests of small hotels", "guests of other hotels", "-"),
    ),
    ("Large firms report on safety, while small firms report on charity.", ("Large firms", "small firms", None)),
    ("Unlike vouchers, praise keeps members.", ("praise", "vouchers", None)),
]

SILENT = [
    "Firms report on safety, while they stay silent on charity.",
    "More than half of the guests came back.",
    "They left rather than wait.",
    "Many guests choose badly when compared to their needs.",
]


@pytest.mark.parametrize(("words", "expected"), TOLD)
def test_a_contrast(words: str, expected: tuple[str, str | None, str | None]) -> None:
    found = [link for link in find_relations(load_nlp()(words)) if link.type == "contrast"]
    assert [(k.source.text, k.sign) for k in found] == [(expected[0], expected[2])]
    assert expected[1] in {None, found[0].target.text}


@pytest.mark.parametrize("words", SILENT)
def test_no_contrast(words: str) -> None:
    assert not [link for link in find_relations(load_nlp()(words)) if link.type == "contrast"]
