"""What a sentence leaves out since it has just said it, and what moves as something else moves."""

from __future__ import annotations

import pytest

from pipelines.extract.relations import find_relations
from pipelines.extract.scope.assertions import judge
from pipelines.extract.words.parser import load_nlp

# (sentence, what it tells: source, target and sign)
LEFT_OUT = [
    (
        "Trust affects loyalty, but price and rank have no effect.",
        {("Trust", "loyalty", None), ("price", "loyalty", "0"), ("rank", "loyalty", "0")},
    ),
    ("Trust raises loyalty, whereas price does not.", {("Trust", "loyalty", "+"), ("price", "loyalty", "0")}),
    ("Price does not raise loyalty, but rank does.", {("Price", "loyalty", "0"), ("rank", "loyalty", "+")}),
    ("Trust does not raise joy, nor does price.", {("Trust", "joy", "0"), ("price", "joy", "0")}),
    ("Trust raises joy, and so does price.", {("Trust", "joy", "+"), ("price", "joy", "+")}),
    (
        "Trust and skill are predictors of joy, while luck is not.",
        {("Trust", "joy", None), ("skill", "joy", None), ("luck", "joy", "0")},
    ),
    ("Trust affects loyalty, but not satisfaction.", {("Trust", "loyalty", None), ("Trust", "satisfaction", "0")}),
    ("Loyalty is driven by trust, but not by price.", {("trust", "Loyalty", "+"), ("price", "Loyalty", "0")}),
    ("Trust does not raise joy, nor does it lower fear.", {("Trust", "joy", "0")}),
    ("Trust raises joy, and people do not mind.", {("Trust", "joy", "+")}),
]
TURNING = [
    ("If density rises, calm falls.", {("density", "calm", "-")}),
    ("Calm falls when density rises.", {("density", "Calm", "-")}),
    ("As noise declines, visitor calm grows.", {("noise", "visitor calm", "-")}),
    (
        "When noise and density decline, dwell time declines too.",
        {("noise", "dwell time", "+"), ("density", "dwell time", "+")},
    ),
    ("Visitor calm becomes lower as density becomes higher.", {("density", "Visitor calm", "-")}),
    ("If density rises, calm does not fall.", {("density", "calm", "0")}),
    ("If sales rise, managers celebrate.", set()),
    ("When it rises, calm falls.", set()),
    ("When the study declined, it fell.", set()),
]


@pytest.mark.parametrize(("words", "told"), LEFT_OUT + TURNING)
def test_told(words: str, told: set[tuple[str, str, str | None]]) -> None:
    doc = load_nlp()(words)
    found = judge(doc, find_relations(doc)).links
    assert {(link.source.text, link.target.text, link.sign) for link in found} == told
