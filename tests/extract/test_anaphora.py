"""What pronouns stand for, in the sentence and in the ones after it."""

from __future__ import annotations

import pytest

from pipelines.extract.pipeline import load_nlp
from pipelines.extract.relations import Link, find_relations
from pipelines.extract.words import anaphora

Told = list[tuple[str, str, str | None]]  # (source, target, sign)

CASES: list[tuple[list[str], Told]] = [
    # the subject of the sentence before
    (
        ["Late refunds are common.", "They lower the willingness to return."],
        [("Late refunds", "willingness to return", "-")],
    ),
    # … through a sentence whose subject is a pronoun itself
    (
        ["Peer coaching is rare.", "It improves morale.", "It also reduces turnover."],
        [("Peer coaching", "turnover", "-")],
    ),
    # a clause of the same sentence: subject for subject, object for object
    (["Peer coaching lifted morale, and it reduced turnover."], [("Peer coaching", "turnover", "-")]),
    (["Long queues reduce satisfaction, whereas humour increases it."], [("humour", "satisfaction", "+")]),
    (
        ["While empathy increases morale, it reduces speed."],
        [("empathy", "speed", "-")],
    ),
    # an owner
    (["Peer coaching is rare.", "Its effect on morale is positive."], [("Peer coaching", "morale", "+")]),
    # what is coordinated acts together
    (
        ["Warmth and competence were rated.", "They increase tipping."],
        [("Warmth", "tipping", "+"), ("competence", "tipping", "+")],
    ),
    (["Coaching increases morale.", "This, in turn, reduces turnover."], [("morale", "turnover", "-")]),
]

NOT_RESOLVED = [
    ["Queues were long.", "It reduces satisfaction."],  # number differs
    ["Coaching lifts morale.", "This reduces turnover."],  # a bare "this" may be anything
    ["It is argued that coaching improves morale."],  # "it" stands for nothing
    ["We visited many shops.", "We improved satisfaction."],
]


def resolve(sentences: list[str]) -> list[Link]:
    """The anaphoric links of the last sentence, read after the others."""
    context, found = anaphora.START, list[Link]()
    for doc in load_nlp().pipe(sentences):
        told = find_relations(doc)
        found = anaphora.find_anaphoric(doc, told, context)
        context = anaphora.context_of(doc, [*told, *found], context)
    return found


@pytest.mark.parametrize(("sentences", "expected"), CASES)
def test_a_pronoun_is_replaced_by_what_it_stands_for(sentences: list[str], expected: Told) -> None:
    assert [(link.source.text, link.target.text, link.sign) for link in resolve(sentences)] == expected


@pytest.mark.parametrize("sentences", NOT_RESOLVED)
def test_nothing_is_guessed(sentences: list[str]) -> None:
    assert resolve(sentences) == []


@pytest.mark.parametrize(
    ("last", "mediators", "moderators", "sign"),
    [
        ("This relationship is mediated by gratitude.", ["gratitude"], [], "+"),
        ("Experience weakens this effect.", [], ["Experience"], "-"),
        ("This effect is stronger when involvement is high.", [], ["involvement"], "+"),
    ],
)
def test_this_effect_is_the_relation_told_last(
    last: str, mediators: list[str], moderators: list[str], sign: str
) -> None:
    (link,) = resolve(["Coaching increases morale.", last])
    assert (link.source.text, link.target.text, link.sign) == ("Coaching", "morale", sign)
    assert [p.text for p in link.mediators] == mediators
    assert [p.text for p in link.moderators] == moderators


def test_this_effect_alone_tells_nothing_new() -> None:
    assert resolve(["Coaching increases morale.", "This effect was discussed by many scholars."]) == []


def test_a_resolved_end_keeps_the_place_of_its_pronoun() -> None:
    (link,) = resolve(["Peer coaching is rare.", "It improves morale."])
    assert (link.source.start, link.source.end) == (0, 2)
