"""How far each trigger reaches, and what words stand under."""

from __future__ import annotations

import itertools
from typing import get_args

import pytest
import spacy

from pipelines.extract.scope import scopes, stance_of
from pipelines.extract.scope.reach import WAYS
from pipelines.extract.scope.triggers import Kind, Reach, Voice, find_triggers
from pipelines.extract.words import cues
from pipelines.extract.words.parser import load_nlp

# (sentence, a word of it, the kinds that the word stands under, whether it is denied)
CASES = [
    ("Warmth does not raise comfort.", "raise", {"negation"}, True),
    ("There was no sign that pool depth alters guest comfort.", "depth", {"negation"}, True),
    ("We do not find that warm rooms raise comfort.", "raise", {"negation", "result"}, True),
    ("Smith found that warm rooms raise comfort.", "raise", {"report"}, False),
    ("Prior studies show that warm rooms raise comfort.", "raise", {"report"}, False),
    ("Our study shows that warm rooms raise comfort.", "raise", {"result"}, False),
    ("It is not true that warm rooms raise comfort.", "raise", {"negation"}, True),
    ("Managers do not know that warm rooms raise comfort.", "raise", set(), False),
    ("It cannot be denied that warmth raises comfort.", "raises", {"negation"}, False),
    ("No study has examined whether warmth raises comfort.", "raises", {"negation", "question", "open"}, True),
    ("Late meals are unlikely to raise comfort.", "raise", {"negation", "doubt"}, True),
    ("Warmth may raise comfort.", "raise", {"doubt"}, False),
    ("If warmth raises comfort, managers should heat the rooms.", "raises", {"condition"}, False),
    ("If warmth raises comfort, managers should heat the rooms.", "heat", set(), False),
    ("We examine the effect of warmth on comfort.", "effect", {"question", "purpose"}, False),
    ("Hypothesis 2 proposed that warmth raises comfort.", "raises", {"retold"}, False),
    ("Warmth does not raise comfort but lowers costs.", "lowers", set(), False),
    ("Warmth does not raise comfort or lower costs.", "lower", {"negation"}, True),
    ("Warmth does not raise calm and quickly lowers noise.", "lowers", set(), False),
    ("The purpose of this paper is to examine factors that raise comfort.", "raise", {"purpose"}, False),
    ("To test for interactions of warmth with age, we measured comfort.", "interactions", {"question"}, False),
    ("All hypotheses hold except for H2, the effect of warmth on comfort.", "comfort", {"negation"}, True),
    ("Warmth raises comfort in all rooms except for halls.", "raises", set(), False),
    ("The effect of warmth on comfort was not significant.", "effect", {"negation"}, True),
    ("The effect of warmth on comfort did not surprise us.", "effect", set(), False),
    ("Not only warmth but light raises comfort.", "raises", set(), False),
    ("There is no doubt that warmth raises comfort.", "raises", set(), False),
]


@pytest.mark.parametrize(("words", "word", "kinds", "negated"), CASES)
def test_stance(words: str, word: str, kinds: set[str], negated: bool) -> None:
    doc = load_nlp()(words)
    token = next(token for token in doc if token.text == word)
    stance = stance_of(doc, token)
    assert (stance.kinds, stance.negated) == (kinds, negated)
    assert stance_of(doc, token.idx, token.idx + len(token)) == stance


def test_a_scope_says_where_it_is() -> None:
    doc = load_nlp()("Warmth may raise comfort, but light does not.")
    may, does = scopes(doc)
    assert (may.kind, doc[may.trigger].text, doc.text[may.start : may.end]) == ("doubt", "may", "may raise comfort")
    assert (does.kind, doc.text[does.start : does.end]) == ("negation", "does not")


def test_without_a_tree_a_reach_ends_at_the_next_stop() -> None:
    doc = spacy.blank("en")("Warmth does not raise comfort, but light may.")
    assert [(s.kind, doc.text[s.start : s.end]) for s in scopes(doc)] == [
        ("negation", "not raise comfort"),
        ("doubt", "may"),
    ]


@pytest.mark.parametrize("words", ["Not only warmth counts.", "No doubt warmth counts.", "Warmth is no less vital."])
def test_what_only_looks_like_a_trigger_is_none(words: str) -> None:
    assert find_triggers(load_nlp()(words)) == []


def test_the_table_is_well_formed() -> None:
    rows = cues.read_rows("scope")
    assert all(len(row) == 4 for row in rows)
    kinds, reaches, voices = (set(get_args(each)) for each in (Kind, Reach, Voice))
    assert {row[1] for row in rows} <= kinds - {"open"} | {"none", "stop", "carry"}
    assert {row[2] for row in rows} <= reaches | {"-"}
    assert {row[3] for row in rows} <= voices
    assert set(WAYS) == reaches
    triggers = [(form, row[1], row[3]) for row in rows for form in _wordings(row[0])]
    assert len(triggers) == len(set(triggers)), [each for each in triggers if triggers.count(each) > 1]


def _wordings(words: str) -> list[str]:
    """Each wording that a row stands for."""
    return [" ".join(each) for each in itertools.product(*(word.split("|") for word in words.split()))]
