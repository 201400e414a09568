"""A sentence and its negated twin never have the same polarity."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

import pytest
from spacy.tokens import Doc

from pipelines.extract.relations import find_relations
from pipelines.extract.scope.assertions import judge
from pipelines.extract.words.parser import load_nlp, parse

SOURCES = (
    *("staff warmth", "perceived quality", "brand trust", "the speed of service", "customer involvement", "training"),
    *("price fairness", "shared governance", "resource integration", "the size of the team", "leader support"),
    *("complaint handling", "supplier dependence", "digital literacy", "strategic flexibility", "role clarity"),
)
TARGETS = (
    *("guest comfort", "brand loyalty", "repurchase intention", "word of mouth", "job satisfaction", "well-being"),
    *("financial performance", "value co-creation", "willingness to pay", "employee turnover", "innovation speed"),
    *("customer engagement", "knowledge sharing", "market share", "purchase intention", "role conflict"),
)
VERBS = (
    *(("increase", "increases"), ("reduce", "reduces"), ("enhance", "enhances"), ("strengthen", "strengthens")),
    *(("improve", "improves"), ("weaken", "weakens"), ("foster", "fosters"), ("undermine", "undermines")),
    *(("lead to", "leads to"), ("contribute to", "contributes to"), ("affect", "affects"), ("predict", "predicts")),
)


TELLING = 12  # of 25 sentences; the parser takes some verbs of the rest for nouns


class Claim(NamedTuple):
    """What a sentence and its twins are made of."""

    source: str
    verb: str
    third: str
    target: str

    @property
    def plain(self) -> str:
        """The claim itself."""
        return f"{self.source} {self.third} {self.target}"

    @property
    def denied(self) -> str:
        """Its verb with "not"."""
        return f"{self.source} does not {self.verb} {self.target}"


# How a sentence is made, and how its negated twin.
TWINS: dict[str, tuple[Callable[[Claim], str], Callable[[Claim], str]]] = {
    "verb": (lambda c: c.plain, lambda c: c.denied),
    "fails": (lambda c: c.plain, lambda c: f"{c.source} fails to {c.verb} {c.target}"),
    "no longer": (lambda c: c.plain, lambda c: f"{c.source} no longer {c.third} {c.target}"),
    "evidence": (lambda c: f"there is evidence that {c.plain}", lambda c: f"there is no evidence that {c.plain}"),
    "found": (lambda c: f"we find that {c.plain}", lambda c: f"we do not find that {c.plain}"),
    "true": (lambda c: f"it is true that {c.plain}", lambda c: f"it is not true that {c.plain}"),
    "likely": (lambda c: f"it is likely that {c.plain}", lambda c: f"it is unlikely that {c.plain}"),
    "nothing": (lambda c: f"much suggests that {c.plain}", lambda c: f"nothing suggests that {c.plain}"),
    "noun": (
        lambda c: f"{c.source} has a positive effect on {c.target}",
        lambda c: f"{c.source} has no effect on {c.target}",
    ),
    "significant": (
        lambda c: f"the positive effect of {c.source} on {c.target} was significant",
        lambda c: f"the effect of {c.source} on {c.target} was not significant",
    ),
    "twice": (lambda c: f"it cannot be denied that {c.plain}", lambda c: f"it must be denied that {c.plain}"),
    "of a denial": (lambda c: f"it is not true that {c.denied}", lambda c: f"it is true that {c.denied}"),
    "hypothesis": (
        lambda c: f"we confirm the hypothesis that {c.plain}",
        lambda c: f"we reject the hypothesis that {c.plain}",
    ),
    "respect": (lambda c: f"in all respects, {c.plain}", lambda c: f"in all respects, {c.denied}"),
}


def claims(seed: int, number: int) -> list[Claim]:
    """Claims with words drawn by the seed."""
    draw = random.Random(seed)
    return [Claim(draw.choice(SOURCES), *draw.choice(VERBS), target=draw.choice(TARGETS)) for _ in range(number)]


def polarity(doc: Doc) -> frozenset[tuple[str, bool]]:
    """Signs and denials of what a sentence tells."""
    links = judge(doc, find_relations(doc)).links
    return frozenset((link.sign or "none", link.negated) for link in links)


@pytest.mark.parametrize("way", TWINS)
def test_twins_differ(way: str) -> None:
    plainly, denying = TWINS[way]
    made = claims(seed=len(way), number=25)
    sentences = [f"{make(claim).capitalize()}." for claim in made for make in (plainly, denying)]
    docs = parse(load_nlp(), sentences)
    pairs = [(one, polarity(one), twin, polarity(twin)) for one, twin in zip(docs[::2], docs[1::2], strict=True)]
    assert [(one.text, told, twin.text) for one, told, twin, denied in pairs if told & denied] == []
    assert [one.text for one, told, _, _ in pairs if any(negated for _, negated in told)] == []
    assert sum(bool(told) for _, told, _, _ in pairs) >= TELLING, "a sentence that tells nothing proves nothing"
