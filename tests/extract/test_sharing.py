"""Ends that share words, stand for examples, or only name who acts: which relations a sentence then tells."""

from __future__ import annotations

import pytest

from pipelines.extract.pipeline import load_nlp
from pipelines.extract.relations import find_relations

TOLD = {
    "examples of a general noun": [
        ("Factors such as income and age affect loyalty.", {("income", "loyalty"), ("age", "loyalty")}),
        (
            "A range of factors such as income and age influences loyalty.",
            {("income", "loyalty"), ("age", "loyalty")},
        ),
        ("Loyalty is shaped by factors such as income and age.", {("income", "Loyalty"), ("age", "Loyalty")}),
    ],
    "examples of a noun that names something": [
        ("Rewards such as vouchers increase loyalty.", {("Rewards", "loyalty")}),
    ],
    "a complement told once": [
        (
            "Firm size influences the extent and content of disclosure.",
            {("Firm size", "extent of disclosure"), ("Firm size", "content of disclosure")},
        ),
        (
            "Service failures reduce the frequency and volume of purchases.",
            {("Service failures", "frequency of purchases"), ("Service failures", "volume of purchases")},
        ),
        (
            "Trust increases satisfaction and the perception of quality.",
            {("Trust", "satisfaction"), ("Trust", "perception of quality")},
        ),
    ],
    "both of a pair": [
        (
            "Perceived control determines the value of both the product and the service.",
            {("Perceived control", "value of product"), ("Perceived control", "value of service")},
        ),
        ("Control determines the value of goods and services.", {("Control", "value of goods and services")}),
    ],
    "verbs that are joined": [
        (
            "Service robots allow hotels to cut queues and increase guest satisfaction.",
            {("Service robots", "cut queues"), ("Service robots", "guest satisfaction")},
        ),
        ("Participation leads to building and deepening trust.", {("Participation", "trust")}),
        (
            "Participation leads to sharing and discussing experiences.",
            {("Participation", "sharing and discussing experiences")},
        ),
    ],
    "said of a predicate noun": [
        ("Trust is another construct that influences intention.", {("Trust", "intention")}),
        ("Researchers see trust as a process that deepens loyalty.", {("trust", "loyalty")}),
        ("It is a process that deepens loyalty.", set()),  # what "it" is, the sentence before tells
    ],
    "no relation of the paper's own argument": [
        ("The aim of this study is to explain loyalty.", set()),
        ("The findings support a positive effect of trust on loyalty.", {("trust", "loyalty")}),
        ("Habit plays a crucial role in raising loyalty.", {("Habit", "loyalty")}),
    ],
    "names of variables": [
        ("The variables age and income affect loyalty.", {("age", "loyalty"), ("income", "loyalty")}),
        (
            "There is a positive relationship between disclosure and the variables Size and Profit.",
            {("disclosure", "Size"), ("disclosure", "Profit")},
        ),
    ],
    "fixed expressions": [
        ("Dispositions give rise to acts.", {("Dispositions", "acts")}),
        ("The price dimension relates to what guests pay.", set()),
    ],
    "who can": [
        ("Repair cafés have the potential to reduce waste.", {("Repair cafés", "waste")}),
        ("The potential of repair cafés to reduce waste is small.", {("repair cafés", "waste")}),
        ("We focus on the impact that trust has on loyalty.", {("trust", "loyalty")}),
        ("They use learning apps that allow teachers to track homework.", {("learning apps", "track homework")}),
        ("Apps create value for guests.", {("Apps", "value for guests")}),
    ],
    "means of those who act": [
        ("By sharing repair guides, firms raise customer loyalty.", {("sharing repair guides", "customer loyalty")}),
        ("Many retailers increase sales by offering vouchers.", {("vouchers", "sales")}),
        ("Firms that listen increase sales.", {("Firms that listen", "sales")}),
        ("Engaged customers increase sales.", {("Engaged customers", "sales")}),
        ("Companies increase sales.", set()),
    ],
}


@pytest.mark.parametrize(("words", "expected"), [case for cases in TOLD.values() for case in cases])
def test_ends(words: str, expected: set[tuple[str, str]]) -> None:
    assert {(link.source.text, link.target.text) for link in find_relations(load_nlp()(words))} == expected
