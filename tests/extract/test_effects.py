"""Effect sizes in sentences."""

from __future__ import annotations

import pytest

from pipelines.extract.hypotheses.effects import find_effects, with_effects
from pipelines.record import Relation

CASES = [
    ("Trust raises use (β = .31, p < .001).", [("β", 0.31, "<.001")]),
    ("They correlate (r = −0.24**).", [("r", -0.24, "<0.01")]),
    ("The path coefficient = 0.5 and p-value = 0.146.", [("β", 0.5, "0.146")]),
    ("Trust (b = 0.2, p = .03) and hope (b = 0.1, n.s.) matter.", [("b", 0.2, ".03"), ("b", 0.1, None)]),
    ("In 2014, n = 289 guests took part.", []),
    ("Club = .5 litres", []),
]


@pytest.mark.parametrize(("words", "expected"), CASES)
def test_effects(words: str, expected: list[tuple[str, float, str | None]]) -> None:
    assert [(e.statistic, e.value, e.p) for e, _ in find_effects(words)] == expected


def relations_of(words: str, *pairs: tuple[str, str], start: int) -> list[Relation]:
    """Relations between words of a sentence that begins at ``start``."""

    def place(end: str) -> tuple[int, int]:
        return start + words.index(end), start + words.index(end) + len(end)

    return [Relation(type="causal", source=s, target=t, source_span=place(s), target_span=place(t)) for s, t in pairs]


TIED = [
    ("Trust (β = .1) and hope (β = .2) raise use.", [("Trust", "use"), ("hope", "use")], [[0.1], [0.2]]),
    ("Trust raises use (β = .1) and praise (β = .2).", [("Trust", "use"), ("Trust", "praise")], [[0.1], [0.2]]),
    ("Trust raises use (β = .1), but hope does not raise use.", [("Trust", "use"), ("hope", "use")], [[0.1], []]),
    ("Trust raises use (β = .1, r = .2).", [("Trust", "use")], [[0.1, 0.2]]),
    (
        "Trust and hope drive use (r = .31 and .55, respectively).",
        [("Trust", "use"), ("hope", "use")],
        [[0.31], [0.55]],
    ),
    ("With β = .1, trust and hope raise use.", [("trust", "use"), ("hope", "use")], [[], []]),
]


@pytest.mark.parametrize(("words", "pairs", "expected"), TIED)
def test_effects_are_tied_to_the_end_that_they_follow(
    words: str, pairs: list[tuple[str, str]], expected: list[list[float]]
) -> None:
    tied = with_effects(relations_of(words, *pairs, start=100), words, 100)
    assert [[effect.value for effect in relation.effects] for relation in tied] == expected
