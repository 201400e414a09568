"""Sentences read in order: a pronoun stands for what the sentence directly before named."""

from __future__ import annotations

import dataclasses

import pytest

from pipelines.extract import load
from pipelines.extract.pipeline import load_nlp
from pipelines.extract.statements.discourse import headings_above, predecessors, read_on, read_tested, with_contexts
from pipelines.extract.words.sentences import Sentence, split_sentences
from pipelines.record import Document
from pipelines.text import Block, Text


def text_of(*lines: str) -> Text:
    """A text of paragraphs, and of headings where a line begins with "#"."""
    content = "\n".join(lines) + "\n"
    blocks, start = [], 0
    for line in lines:
        role = "heading" if line.startswith("#") else "paragraph"
        blocks.append(Block(start=start, end=start + len(line), role=role))  # type: ignore[arg-type]
        start += len(line) + 1
    return Text(document=Document(source="made.txt"), content=content, blocks=tuple(blocks))


def told(text: Text) -> set[tuple[str, str]]:
    sentences = split_sentences(text)
    parsed = load(model="none").parse(text, with_contexts(sentences, [s for s in sentences if "raise" in s.text]))
    return {(k.source.text, k.target.text) for links in read_on(sentences, parsed).values() for k in links}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Peer coaching is rare. It raises morale."], {("Peer coaching", "morale")}),
        (["# One", "Peer coaching is rare.", "# Two", "It raises morale."], set()),
        (["Peer coaching is rare. The weather was fine in May. It raises morale."], {("weather", "morale")}),
        (["Peer coaching is rare. Praise raises morale."], {("Praise", "morale")}),
    ],
)
def test_a_pronoun_is_told_by_the_sentence_before(lines: list[str], expected: set[tuple[str, str]]) -> None:
    assert told(text_of(*lines)) == expected


def test_a_sentence_that_points_back_brings_the_one_before_it() -> None:
    sentences = split_sentences(text_of("Alpha is here. Beta is there. It grows. Gamma falls."))
    chosen = [s for s in sentences if s.text in {"It grows.", "Gamma falls."}]
    assert [s.text for s in with_contexts(sentences, chosen)] == ["Beta is there.", "It grows.", "Gamma falls."]


def test_predecessors_stay_in_the_section() -> None:
    first, second = (
        Sentence(start, start + 5, "Words.", "paragraph", section, 1) for start, section in ((0, "One"), (9, "Two"))
    )
    assert predecessors([first, second]) == {}
    assert predecessors([first, second._replace(section="One")]) == {9: 0}


def test_a_hypothesis_goes_on_from_the_one_before() -> None:
    docs = list(load_nlp().pipe(["Coaching increases morale.", "Tenure weakens this effect."]))
    _, (link,) = read_tested(docs)
    assert (link.source.text, link.target.text) == ("Coaching", "morale")
    assert [p.text for p in link.moderators] == ["Tenure"]


def test_what_stands_in_a_setting_is_not_pointed_back_to() -> None:
    docs = list(
        load_nlp().pipe(["In the long run, rewards reduce engagement.", "In the long run, praise sustains it."])
    )
    _, (link,) = read_tested(docs)
    assert (link.source.text, link.target.text) == ("praise", "engagement")


TYPOLOGY = [
    "# Kinds of help",
    "We distinguish three types of mutual help.",
    "1. Advice: Members answer questions.",
    "2. Loans: Members lend tools.",
    "3. Company: Members sit with those who mend.",
]


def members(lines: list[str]) -> set[tuple[str, str, str]]:
    text = text_of(*lines)
    sentences = split_sentences(text)
    announcing = [s for s in sentences if "types" in s.text]
    parsed = load(model="none").parse(text, with_contexts(sentences, announcing))
    found = (link for links in read_on(sentences, parsed).values() for link in links)
    return {(k.type, k.source.text, k.target.text) for k in found if k.type != "causal"}


def test_names_at_the_head_of_paragraphs_are_members_of_the_announced_typology() -> None:
    whole = "mutual help"
    assert members(TYPOLOGY) == {("type_of", name, whole) for name in ("Advice", "Loans", "Company")}


def test_parts_that_sentences_open_with_are_those_announced() -> None:
    lines = [
        "Commitment is told by two dimensions.",
        "The social dimension relates to friends.",
        "The moral dimension relates to duty.",
    ]
    text = text_of(" ".join(lines))
    sentences = split_sentences(text)
    found = read_on(sentences, load(model="none").parse(text, sentences))
    assert [[(k.type, k.source.text, k.target.text) for k in links] for links in found.values()] == [
        [],
        [("dimension_of", "social dimension", "Commitment")],
        [("dimension_of", "moral dimension", "Commitment")],
    ]


@pytest.mark.parametrize(
    "lines", [TYPOLOGY[:-1], [*TYPOLOGY, "4. Praise: Members praise."], ["# Notes", *TYPOLOGY[2:]]]
)
def test_names_that_do_not_agree_with_the_number_announced_are_no_members(lines: list[str]) -> None:
    assert members(lines) == set()


def test_a_footnote_is_read_but_does_not_part_the_sentences_around_it() -> None:
    above, note, below = (
        Sentence(start, start + 5, "Words.", role, "One", 1)  # type: ignore[arg-type]
        for start, role in ((0, "paragraph"), (9, "footnote"), (18, "paragraph"))
    )
    assert predecessors([above, note, below]) == {18: 0}


def test_a_heading_stands_under_those_of_higher_rank() -> None:
    text = text_of("# Results", "# Price", "# Discussion")
    first, second, third = text.blocks
    blocks = (first, dataclasses.replace(second, level=2), third)
    assert headings_above(dataclasses.replace(text, blocks=blocks)) == {
        "Results": "",
        "Price": "Results",
        "Discussion": "",
    }
