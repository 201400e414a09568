"""The markup of training sentences: what it means, and what it refuses."""

from __future__ import annotations

import pytest

from pipelines.train.markup import MarkupError, find_pairs, parse_marks


def pairs_of(marked: str, *relations: str) -> list[tuple[str, str, str, str]]:
    """(source, target, type, sign) of every pair, as words."""
    text, marks = parse_marks(marked)
    return [
        (text[slice(*pair.source)], text[slice(*pair.target)], pair.type, pair.sign)
        for pair in find_pairs(marks, relations)
    ]


@pytest.mark.parametrize(
    ("marked", "relations", "expected"),
    [
        ("[c:Trust] builds [e:loyalty].", ["causal +"], [("Trust", "loyalty", "causal", "+")]),
        (
            "[c:Trust] and [c:care] build [e:loyalty].",
            ["causal +"],
            [("Trust", "loyalty", "causal", "+"), ("care", "loyalty", "causal", "+")],
        ),
        (
            "[c1:Trust] builds [e1c2:loyalty] and so [e2:profit].",
            ["causal +", "causal"],
            [("Trust", "loyalty", "causal", "+"), ("loyalty", "profit", "causal", "?")],
        ),
        ("[c:Age] (95% CI [.1, .2]) [1] shapes [e:use].", ["causal"], [("Age", "use", "causal", "?")]),
        (
            "[c:The [w:joint] use of tools] helps [e:work].",
            ["causal"],
            [("The joint use of tools", "work", "causal", "?")],
        ),
        ("Nothing here [3].", [], []),
    ],
)
def test_pairs(marked: str, relations: list[str], expected: list[tuple[str, str, str, str]]) -> None:
    assert pairs_of(marked, *relations) == expected


def test_mediators_and_moderators_belong_to_their_relation() -> None:
    text, marks = parse_marks("[w1:Age] weakens the effect of [c:x] on [e1:y], not that on [e2:z] through [m2:q].")
    first, second = find_pairs(marks, ["causal -", "causal"])
    assert [text[slice(*end)] for end in first.moderators] == ["Age"]
    assert (first.mediators, second.moderators) == ((), ())
    assert [text[slice(*end)] for end in second.mediators] == ["q"]


@pytest.mark.parametrize(
    ("marked", "relations"),
    [
        ("[c:Trust builds [e:loyalty].", ["causal +"]),
        ("Trust] builds loyalty.", []),
        ("[c:Trust] builds loyalty.", ["causal +"]),
        ("[c:Trust] builds [e:loyalty].", ["causes +"]),
        ("[c:Trust] builds [e:loyalty].", ["causal ++"]),
        ("[c:Trust] builds [e2:loyalty].", ["causal +"]),
    ],
)
def test_refused(marked: str, relations: list[str]) -> None:
    with pytest.raises(MarkupError):
        pairs_of(marked, *relations)
