"""Conditions and ways beside a relation: what becomes a moderator or a mediator, and what does not."""

from __future__ import annotations

import pytest

from pipelines.extract.pipeline import load_nlp
from pipelines.extract.relations import Link, find_relations, find_tested
from pipelines.extract.relations.conditions import find_conditions

# (sentence, target, moderators, sign)
CONDITIONS = [
    ("Rewards decrease effort when oversight is tight.", "effort", ["oversight is tight"], "-"),
    ("Rewards decrease effort when oversight is low.", "effort", ["oversight"], "-"),
    ("Variety fosters use, provided that members can open the box.", "use", ["members can open the box"], "+"),
    ("Variety increases satisfaction as long as the box can be opened.", "satisfaction", ["box can be opened"], "+"),
    ("When involvement is high, repetition increases recall.", "recall", ["involvement"], "+"),
    ("Trust raises loyalty only if switching costs are low.", "loyalty", ["switching costs"], "+"),
    (
        "The effect of humour on recall is attenuated when need for closure is high.",
        "recall",
        ["need for closure"],
        "-",
    ),
    ("Humour has a greater effect on recall for new brands than for known brands.", "recall", ["new brands"], "+"),
    ("Under low uncertainty, trust will have a weaker effect on sharing.", "sharing", ["low uncertainty"], "-"),
]

NO_CONDITIONS = [
    "Firms must determine when to apologise.",
    "Loyalty grows in the shops where people buy.",
    "Nobody knows if it matters.",
]


def told(words: str) -> list[Link]:
    return find_tested(load_nlp()(words))


@pytest.mark.parametrize(("words", "target", "moderators", "sign"), CONDITIONS)
def test_a_condition_moderates(words: str, target: str, moderators: list[str], sign: str) -> None:
    (link,) = told(words)
    assert (link.target.text, [p.text for p in link.moderators], link.sign) == (target, moderators, sign)


@pytest.mark.parametrize("words", NO_CONDITIONS)
def test_not_every_when_opens_a_condition(words: str) -> None:
    assert find_conditions(load_nlp()(words)) == []


def test_especially_leaves_the_plain_relation_beside_the_moderated() -> None:
    plain, moderated = told("Humour leads to recall, especially when viewers are relaxed.")
    assert [p.text for p in plain.moderators] == []
    assert [p.text for p in moderated.moderators] == ["viewers are relaxed"]


def test_what_people_do_under_a_condition_is_its_effect() -> None:
    (link,) = told("When trust is high, customers will be more loyal.")
    assert (link.source.text, link.moderators) == ("trust", ())


def test_a_premise_that_relates_is_no_condition() -> None:
    links = find_relations(load_nlp()("If empathy increases trust, then empathy should increase loyalty."))
    assert [(link.source.text, link.target.text, link.moderators) for link in links] == [
        ("empathy", "trust", ()),
        ("empathy", "loyalty", ()),
    ]


@pytest.mark.parametrize(
    ("words", "target", "mediators"),
    [
        ("Crowding leads to avoidance through stress.", "avoidance", ["stress"]),
        ("Crowding reduces staff well-being via stress and fatigue.", "staff well-being", ["stress", "fatigue"]),
    ],
)
def test_the_way_is_no_part_of_the_target(words: str, target: str, mediators: list[str]) -> None:
    (link,) = told(words)
    assert (link.target.text, [p.text for p in link.mediators]) == (target, mediators)


def test_a_source_keeps_its_through() -> None:
    (link,) = told("Learning through experience improves performance.")
    assert (link.source.text, link.mediators) == ("Learning through experience", ())


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("Value creation increases loyalty to the host firm.", "loyalty to the host firm"),
        ("Value creation increases loyalty to a great extent.", "loyalty"),
    ],
)
def test_to_belongs_to_the_object_but_for_extents(words: str, target: str) -> None:
    (link,) = told(words)
    assert link.target.text == target
