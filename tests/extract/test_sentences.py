"""Where sentences end, and where they do not."""

from __future__ import annotations

import re

import pytest

from pipelines.extract.words.sentences import Reading, ranges, read_words, split_sentences
from pipelines.record import Document
from pipelines.text import Block, Text

ENDS = [
    ("Trust matters. Loyalty follows.", ["Trust matters.", "Loyalty follows."]),
    ("Trust matters.³,⁴ Loyalty follows.", ["Trust matters.³,⁴", "Loyalty follows."]),
    ("Does trust matter? It does!", ["Does trust matter?", "It does!"]),
    ("He said “trust.” Then he left.", ["He said “trust.”", "Then he left."]),
    ("It was found by Miller et al. The study was large.", ["It was found by Miller et al.", "The study was large."]),
]
KEPT_WHOLE = [
    "Miller et al. (2010) agree with J. Smith on this.",
    "Actors, e.g. Customers, take part.",
    "See Fig. 3 and p. 12 for details.",
    "H1. Trust increases loyalty.",
    "Hypothesis 2. Trust increases loyalty.",
    "The effect was .31 in all groups",
    "They (What else?) agreed.",
]


@pytest.mark.parametrize(("words", "expected"), ENDS)
def test_sentences_end(words: str, expected: list[str]) -> None:
    assert [words[start:end] for start, end in ranges(words)] == expected


@pytest.mark.parametrize("words", KEPT_WHOLE)
def test_sentences_do_not_end(words: str) -> None:
    assert ranges(words) == [(0, len(words))]


def test_only_running_text_is_cut_and_offsets_hold() -> None:
    content = "# Trust. And more.\nTrust grows.  Loyalty follows.\nTable 1. Means. Medians.\n"
    blocks = (
        Block(start=0, end=18, role="heading", level=1),
        Block(start=19, end=49, role="paragraph"),
        Block(start=50, end=74, role="table"),
    )
    found = split_sentences(Text(document=Document(source="a"), content=content, blocks=blocks))
    assert [s.text for s in found] == ["Trust grows.", "Loyalty follows."]
    assert all(content[s.start : s.end] == s.text for s in found)
    assert {s.section for s in found} == {"Trust. And more."}


def test_a_long_sentence_is_not_dropped() -> None:
    words = "Trust " + "and trust " * 400 + "grows."
    assert len(split_sentences(Text(document=Document(source="a"), content=words))) == 1


def test_reading_leaves_brackets_out_and_keeps_places() -> None:
    content = "Trust (Low, 1999)  raises (see [3]) loyalty [4], too."
    reading = read_words(content, 0, len(content))
    assert reading.text == "Trust raises loyalty, too."
    start = reading.text.index("loyalty")
    begin, end = reading.range_of(start, start + len("loyalty"))
    assert content[begin:end] == "loyalty"


def test_reading_spells_ligatures_out() -> None:
    content = "The ﬁrm inﬂuences trust."
    reading = read_words(content, 0, len(content))
    assert reading.text == "The firm influences trust."
    begin, end = reading.range_of(*re.search("firm", reading.text).span())  # type: ignore[union-attr]
    assert content[begin:end] == "ﬁrm"


def test_without_joins_what_is_left() -> None:
    reading = Reading("one two three", tuple(range(13))).without(re.compile("two"))
    assert reading.text == "one three"
    assert reading.offsets[4] == 8


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Trust¹² increases loyalty,³–⁵ and engagement.⁶", "Trust increases loyalty, and engagement."),
        ("CEB² predicts R² = 0.3 in m² of space", "CEB² predicts R² = 0.3 in m² of space"),
    ],
)
def test_raised_numbers_are_left_out(words: str, read: str) -> None:
    assert read_words(words, 0, len(words)).text == read
