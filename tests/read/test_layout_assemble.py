"""Paragraphs as one text: marks, page breaks, offsets."""

from __future__ import annotations

import pytest

from pipelines.read.assemble import assemble
from pipelines.read.paragraph import Paragraph
from pipelines.record import Document
from pipelines.text import Box, Fragment

DOCUMENT = Document(source="paper.pdf")


def line(start: int, end: int, page: int) -> Fragment:
    return Fragment(start=start, end=end, box=Box(page=page, x0=0, y0=0, x1=1, y1=1))


def test_a_paragraph_a_line_with_marks_before_title_and_headings() -> None:
    paragraphs = [
        Paragraph(text="Care as service", role="title"),
        Paragraph(text="Method", role="heading", level=2),
        Paragraph(text="We asked 20 people."),
    ]
    text = assemble(paragraphs, document=DOCUMENT)
    assert text.content == "# Care as service\n## Method\nWe asked 20 people.\n"
    assert [text.content[b.start : b.end] for b in text.blocks] == text.content.splitlines()
    assert text.section_at(len(text.content) - 3) == "Method"
    assert text.pages == ()


def test_a_paragraph_over_a_page_break_stays_whole_and_its_words_know_their_page() -> None:
    over = Paragraph(text="one two three", page=1, fragments=(line(0, 7, 1), line(8, 13, 2)))
    text = assemble([over, Paragraph(text="four", page=2)], document=DOCUMENT)
    assert text.content == "one two three\n\f\nfour\n"
    assert [text.page_at(text.content.index(w)) for w in ("one", "two", "three", "four")] == [1, 1, 2, 2]
    assert [text.content[f.start : f.end] for f in text.fragments] == ["one two", "three"]
    assert [b.page for b in text.boxes(0, 9)] == [1, 2]


def test_a_page_without_words_still_counts() -> None:
    text = assemble([Paragraph(text="one", page=1), Paragraph(text="three", page=3)], document=DOCUMENT)
    assert text.content == "one\n\f\n\f\nthree\n"


def test_tables_keep_rows_and_caption() -> None:
    table = Paragraph(
        text="H1 Supported", role="table", page=1, rows=(("H1", "Supported"),), caption="Table 1. Results"
    )
    text = assemble([Paragraph(text="a", page=1), table], document=DOCUMENT)
    (found,) = text.tables
    assert (text.content[found.start : found.end], found.rows, found.page) == (table.text, table.rows, 1)


def test_empty_paragraphs_leave_no_line() -> None:
    assert assemble([Paragraph(text=" ")], document=DOCUMENT).content == ""


@pytest.mark.parametrize("words", ["one\ntwo", "one\ftwo"])
def test_a_line_break_inside_a_paragraph_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        assemble([Paragraph(text=words)], document=DOCUMENT)
