"""Cells of dense tables: columns parted by the white that their rows share, wrapped cells whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from pipelines.read.layout.cells import find_rows
from pipelines.read.layout.columns import Line, make_line
from pipelines.read.layout.lines import find_segments
from pipelines.read.layout.page import Page, Run
from pipelines.read.layout.stripes import find_stripes

EM = 10.0


def row(y: float, *cells: tuple[float, str]) -> Line:
    """Words set at given places, 5 points a letter, in one line."""
    runs = tuple(Run(words, x, x + 0.5 * EM * len(words), y, EM, "Serif") for x, words in cells)
    return make_line(find_segments(Page(number=1, width=600, height=800, runs=runs)), 1)


def cells(lines: Sequence[Line], words: str = "") -> list[list[str]]:
    return [[cell.text for cell in found] for found in find_rows(lines, Counter(words.split()))]


def test_columns_closer_than_words_of_a_wide_line_are_parted() -> None:
    lines = [
        row(700, (50, "Variable"), (130, "M"), (155, "SD"), (180, "1")),
        row(688, (50, "1. Trust"), (130, "4.61"), (155, "1.32"), (180, ".82")),
        row(676, (50, "2. Loyalty"), (130, "4.98"), (155, "1.20"), (180, ".27"), (197, "**")),
        row(664, (50, "3. Repair"), (130, "2.35"), (155, "1.58"), (180, "−.09")),
    ]
    assert [len(line.cells) for line in lines[1:]] == [2, 2, 2]  # gaps of half an em look like word spaces
    assert cells(lines) == [
        ["Variable", "M", "SD", "1"],
        ["1. Trust", "4.61", "1.32", ".82"],
        ["2. Loyalty", "4.98", "1.20", ".27 **"],
        ["3. Repair", "2.35", "1.58", "−.09"],
    ]


@pytest.mark.parametrize(
    "note",
    [
        (640, (50, "Note."), (80, "N"), (90, "= 412"), (121, "members"), (160, "of seven"), (206, "firms")),
        (640, (50, "* p"), (70, "< .05;"), (105, "** p"), (130, "< .01"), (160, "two-tailed")),
    ],
)
def test_notes_stay_whole(note: tuple[float, *tuple[tuple[float, str], ...]]) -> None:
    rows = [row(700 - 12 * i, (50, "Trust"), (130, "4.61"), (155, "1.32"), (180, ".82")) for i in range(4)]
    y, *words = note
    assert len(cells([*rows, row(y, *words)])[-1]) == 1  # type: ignore[arg-type]


def test_words_of_prose_share_no_stripe() -> None:
    texts = ["the bench was full of", "people who mend what", "they own and then stay", "to help others do so"]
    lines = []
    for i, text in enumerate(texts):
        places, x = [], 50.0 + 3 * i
        for word in text.split():
            places.append((x, word))
            x += 0.5 * EM * len(word) + 2.5
        lines.append(row(700 - 12 * i, *places))
    assert find_stripes(lines) == []


def test_rows_parted_by_air_hold_wrapped_cells_whole() -> None:
    lines = [
        row(700, (50, "Source"), (150, "Term"), (300, "Definition")),
        row(684, (50, "Lund and"), (150, "Customer"), (300, "a readiness to spend")),
        row(672, (50, "Oe, p. 4"), (150, "Trust"), (300, "Time on a firm")),
        row(656, (50, "Verma"), (150, "Self-"), (300, "what members")),
        row(644, (150, "efficacy"), (300, "Believe they can do")),
        row(628, (50, "Abara"), (150, "Loyalty"), (300, "a wish to stay")),
    ]
    assert cells(lines)[1:] == [
        ["Lund and Oe, p. 4", "Customer Trust", "a readiness to spend Time on a firm"],
        ["Verma", "Self-efficacy", "what members Believe they can do"],
        ["Abara", "Loyalty", "a wish to stay"],
    ]


def test_numbers_below_numbers_are_rows_however_close() -> None:
    steps = (0, 12, 28, 40, 56, 68)  # two and two, with air between
    lines = [row(700 - step, (50, f"Item {i}"), (150, f"0.{i}1"), (300, f".{i}7")) for i, step in enumerate(steps)]
    assert len(cells(lines)) == len(steps)
