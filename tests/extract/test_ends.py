"""Ends that a model marked: made whole where they share a noun, and none where they name no construct."""

from __future__ import annotations

import pytest

from pipelines.extract.learned.ends import is_example, is_listed, whole
from pipelines.extract.relations.links import Link, Phrase
from pipelines.extract.words.parser import load_nlp


def end(words: str, marked: str) -> Phrase:
    start = words.index(marked)
    return Phrase(marked, start, start + len(marked))


@pytest.mark.parametrize(
    ("words", "marked", "expected"),
    [
        ("Light improves both economic and environmental performance.", "economic", "economic performance"),
        ("Light improves economic, social and environmental performance.", "social", "social performance"),
        ("Noise entails high levels of relational and performance risk.", "relational", "relational risk"),
        ("Light raises environmental performance.", "environmental", "environmental performance"),
        ("Light improves economic and environmental performance.", "environmental performance", None),
        ("Light raises perceived ease.", "perceived ease", None),
        ("Lamp warmth increases guest calm and guest joy.", "guest calm", None),
        ("Light raises guest trust in inns.", "guest trust", None),
        ("Industry influences disclosure.", "Industry", None),
        ("The more profitable a firm is, the more it discloses.", "profitable", None),
        ("The trust of guests rises with light.", "trust of guests", None),
    ],
)
def test_an_end_is_made_whole(words: str, marked: str, expected: str | None) -> None:
    doc = load_nlp()(words)
    found = whole(doc, end(words, marked))
    assert found is not None and found.text == (expected or marked)
    assert doc.text[found.start : found.end].startswith(marked)
    assert doc.text[found.start : found.end].endswith(found.text.split()[-1])


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("Warm light helps guests.", "guests"),
        ("Warm light helps the organizations.", "the organizations"),
        ("Without it, calm falls.", "it"),
    ],
)
def test_what_names_no_construct_is_no_end(words: str, marked: str) -> None:
    assert whole(load_nlp()(words), end(words, marked)) is None


@pytest.mark.parametrize(
    ("words", "source", "target", "expected"),
    [
        ("A resource such as warm light raises calm.", "warm light", "resource", True),
        ("A resource such as warm light raises calm.", "warm light", "calm", False),
        ("Senses, including touch, matter.", "touch", "Senses", True),
        ("We tell important drivers of calm such as light.", "light", "calm", False),
    ],
)
def test_an_example_is_no_effect(words: str, source: str, target: str, expected: bool) -> None:
    link = Link("causal", end(words, source), end(words, target), "+", 0, "tagger")
    assert is_example(load_nlp()(words), link) is expected


@pytest.mark.parametrize(
    ("words", "source", "target", "expected"),
    [
        ("We show the effects of light, noise and smell on calm.", "light", "smell", True),
        ("We show the effects of light, noise and smell on calm.", "light", "calm", False),
        ("The path between light and calm was significant.", "light", "calm", False),
        ("Light raises calm and trust.", "Light", "trust", False),
    ],
)
def test_members_of_a_list_have_no_effect_on_each_other(words: str, source: str, target: str, expected: bool) -> None:
    link = Link("causal", end(words, source), end(words, target), "+", 0, "tagger")
    assert is_listed(load_nlp()(words), link) is expected
