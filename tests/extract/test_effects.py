"""Effect sizes in sentences."""

from __future__ import annotations

import pytest

from pipelines.extract.effects import find_effects

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
