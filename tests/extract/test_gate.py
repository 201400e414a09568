"""Whom the tagger is asked about."""

from __future__ import annotations

import pytest

from pipelines.extract.learned.gate import BIAS, WEIGHTS, estimate, features, may_tell, read_weights


@pytest.mark.parametrize(
    "words",
    [
        "Guests who trust a host book again because they feel safe.",
        "The higher the perceived effort, the lower the willingness to take part.",
        "If members help each other, satisfaction with the platform increases.",
        "Loyal customers are less sensitive to price.",
    ],
)
def test_what_may_tell_a_relation_is_asked_about(words: str) -> None:
    assert may_tell(words)


@pytest.mark.parametrize(
    "words",
    [
        "The sample consisted of 214 participants, and 61 were students.",
        "Each interview was recorded and was transcribed within two days.",
        "Two of the 12 items were dropped.",
        "Table 3",
    ],
)
def test_what_tells_of_the_method_is_not(words: str) -> None:
    assert not may_tell(words)


def test_features_are_words_and_pairs_with_numbers_alike() -> None:
    assert features("Trust rose by 12 %.") == {
        *(BIAS, "trust", "rose", "by", "0", "%", "."),
        *("^ trust", "trust rose", "rose by", "by 0", "0 %", "% ."),
    }


def test_words_never_seen_leave_the_chance_of_any_sentence() -> None:
    assert estimate("Xyzzy") == pytest.approx(estimate(""), abs=1e-9)
    assert 0 < estimate("") < 0.5


def test_weights_stand_in_order_and_once() -> None:
    names = [line.split("\t")[0] for line in WEIGHTS.read_text(encoding="utf-8").splitlines()[1:]]
    assert names == sorted(set(names))
    assert len(read_weights()) == len(names) > 1000
