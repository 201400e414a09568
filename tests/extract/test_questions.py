"""Research questions in the rows of tables."""

from __future__ import annotations

import pytest

from pipelines.extract import load
from pipelines.extract.statements.questions import find_tabled
from pipelines.extract.words.sentences import split_sentences
from pipelines.record import Document
from pipelines.text import Block, Table, Text


def text_of(row: tuple[str, ...], before: str = "We ask three things.") -> Text:
    line = " | ".join(row)
    start = len(before) + 1
    blocks = (
        Block(start=0, end=len(before), role="paragraph"),
        Block(start=start, end=start + len(line), role="table"),
    )
    table = Table(start=start, end=start + len(line), rows=(row,))
    return Text(document=Document(source="a"), content=f"{before}\n{line}\n", blocks=blocks, tables=(table,))


ASKED = "How does customer trust affect loyalty?"


@pytest.mark.parametrize(
    "row",
    [("RQ1", ASKED, "Survey"), (f"RQ1: {ASKED}", "Survey"), ("Research question 2", ASKED), ("1", "RQ 1a.", ASKED)],
)
def test_a_labelled_row_asks(row: tuple[str, ...]) -> None:
    text = text_of(row)
    found = list(find_tabled(text, split_sentences(text)))
    assert [text.content[s.start : s.end] for s in found] == [s.text for s in found] == [ASKED]


@pytest.mark.parametrize(
    "row",
    [
        ("Q1", "How old are you this year?"),  # an item of a questionnaire
        ("Item", ASKED),
        ("RQ1", "Survey", ASKED),
        ("RQ1", "Answered by the survey"),
        ("RQ1", "Why?"),
    ],
)
def test_other_rows_ask_nothing(row: tuple[str, ...]) -> None:
    text = text_of(row)
    assert not list(find_tabled(text, split_sentences(text)))


def test_what_the_text_asks_is_asked_once() -> None:
    text = text_of(("RQ1", ASKED), before=f"RQ1: {ASKED}")
    assert not list(find_tabled(text, split_sentences(text)))


def test_it_is_a_research_question_of_the_record() -> None:
    (statement,) = load(model="none").extract(text_of(("RQ1", ASKED, "Survey"))).statements
    assert (statement.kind, statement.text) == ("research_question", ASKED)
    assert [(r.source, r.target) for r in statement.relations] in ([], [("customer trust", "loyalty")])
