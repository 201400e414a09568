"""The parts of layout on hand-made runs and segments."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from pipelines.read.layout.cells import find_rows
from pipelines.read.layout.columns import find_gutter, make_line, order_lines
from pipelines.read.layout.covers import find_covers, is_cover
from pipelines.read.layout.entries import split_entries
from pipelines.read.layout.furniture import find_furniture
from pipelines.read.layout.groups import Group
from pipelines.read.layout.headings import find_levels, is_heading
from pipelines.read.layout.join import count_words, join_lines, keeps_hyphen
from pipelines.read.layout.lines import Segment, find_segments, upright
from pipelines.read.layout.measure import Measure
from pipelines.read.layout.page import Page, Run
from pipelines.read.layout.tables import is_caption

USUAL = Measure(size=10, leading=12, bold=False, italic=False, justified=True)


def page(*runs: Run, number: int = 1) -> Page:
    return Page(number=number, width=600, height=800, runs=runs)


def run(text: str, x0: float, y: float = 700, *, size: float = 10, width: float | None = None, **more: object) -> Run:
    return Run(text, x0, x0 + (5.0 * len(text) if width is None else width), y, size, "Serif", **more)  # type: ignore[arg-type]


def segment(text: str, x0: float, y: float, *, size: float = 10, bold: bool = False, width: float = 0) -> Segment:
    return Segment(text, x0, x0 + (width or 5.0 * len(text)), y, size, bold, False, 0)


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        ([run("value", 50), run("creation", 78)], ["value creation"]),  # a gap of a third of an em
        ([run("co", 50), run("creation", 60)], ["cocreation"]),  # none
        ([run("left cell", 50), run("right cell", 200)], ["left cell", "right cell"]),
        ([run("R", 50), run("2", 55, 704, size=6), run(" = .31", 59)], ["R² = .31"]),
        ([run("trust", 50), run("12", 75, 704, size=6)], ["trust¹²"]),
        ([run("Marsh", 50), run("a", 75, 704, size=6)], ["Marsh"]),  # an affiliation's mark
        ([run("Marsh", 50), run("a,b", 75, 704, size=6, width=9), run("and", 90)], ["Marsh and"]),
        ([run("growth.", 50), run("3,4", 85, 704, size=6, width=9), run("Next", 100)], ["growth.³,⁴ Next"]),
        ([run("5", 50), run("th", 55, 704, size=6), run("wave", 70)], ["5th wave"]),
        ([run("bold", 50), run("bold", 50.4)], ["bold"]),  # printed twice
    ],
)
def test_runs_become_words(runs: list[Run], words: list[str]) -> None:
    assert [s.text for s in find_segments(page(*runs))] == words


def test_a_turned_page_is_turned_back_and_a_stray_stamp_dropped() -> None:
    turned = [run(f"row {i} of a landscape table", 50, 700 - 12 * i, turn=90) for i in range(9)]
    assert len(upright(page(*turned, run("x", 5))).runs) == 9
    straight = [run(f"line {i} of an upright page", 50, 700 - 12 * i) for i in range(9)]
    assert all(r.turn == 0 for r in upright(page(*straight, run("preprint server stamp", 5, turn=90))).runs)


def two_columns(count: int = 12) -> list[Segment]:
    left = [segment(f"left line {i} of a column of words", 50, 700 - 12 * i, width=230) for i in range(count)]
    right = [segment(f"right line {i} of a column of text", 310, 700 - 12 * i, width=230) for i in range(count)]
    return [s for pair in zip(left, right, strict=True) for s in pair]


def test_a_gutter_needs_full_lines_on_both_sides() -> None:
    gutter = find_gutter(two_columns(), 600)
    assert gutter is not None and 280 < gutter < 311
    cells = [segment(f"cell number {i}", 310, 700 - 12 * i) for i in range(12)]
    single = [
        segment("a line across the whole page, from edge to edge", 50, 500 - 12 * i, width=490) for i in range(20)
    ]
    assert find_gutter(single + cells, 600) is None


def test_wide_lines_part_a_page_into_bands() -> None:
    wide = segment("a wide line between the two halves of the page", 50, 646, width=490)
    texts = [line.text for line in order_lines([*two_columns(), wide], gutter=300, page=1)]
    middle = texts.index(wide.text)
    assert [t.split()[0] for t in texts[:middle]] == ["left"] * 5 + ["right"] * 5
    assert [t.split()[0] for t in texts[middle + 1 :]] == ["left"] * 7 + ["right"] * 7


def furnished(number: int, *extra: Segment) -> tuple[Page, list[Segment]]:
    """A page of forty lines, no two pages alike, and what else stands on it."""
    chance = random.Random(number)
    lines = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz   ", k=40)) for _ in range(40)]
    body = [segment(words, 100, 700 - 12 * i) for i, words in enumerate(lines)]
    return page(number=number), [*body, *extra]


def test_heads_numbers_and_margin_numbers_are_furniture_and_words_are_not() -> None:
    pages = []
    for number in range(1, 7):
        head = segment("Service Review 12(3)", 100, 770)
        foot = segment(str(number + 240), 300, 40)
        margin = [segment(str(number * 40 + i), 60, 700 - 12 * i, width=12) for i in range(40)]
        pages.append(furnished(number, head, foot, *margin))
    for (_, segments), marks in zip(pages, find_furniture(pages), strict=True):
        assert marks == set(range(40, len(segments)))


def test_a_misread_head_is_still_a_head() -> None:
    heads = [
        "JOURNAL OF REPAIR STUDIES",
        "JOURNAL OF REPA1R STUDIES",
        "JOURNAL 0F REPAIR STUDIES",
        "JOURNAL OF REPAIR STUD1ES",
    ]
    pages = [furnished(i, segment(words, 100, 770)) for i, words in enumerate(heads, 1)]
    assert all(40 in marks for marks in find_furniture(pages))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Table 1. Results of the tests", "table"),
        ("TABLE II", "table"),
        ("Table A1 Items and loadings", "table"),
        ("Figure 2: The model", "figure"),
        ("Fig. 3 Conceptual model", "figure"),
        ("Table 1 shows that trust matters", None),
        ("Figure 1 portrays a model", None),
        ("Table 2, in contrast, lists", None),
        ("tables are made of wood", None),
        ("Figures 3 and 4 depict", None),
        ("Tabled motions 3", None),
    ],
)
def test_captions_and_sentences_about_tables(words: str, kind: str | None) -> None:
    assert is_caption(words) == kind


def test_wrapped_and_centred_cells_are_whole_and_labels_begin_rows() -> None:
    lines = [
        make_line([segment("H1a. Trust is related to", 50, 700), segment("Supported", 300, 700)], 1),
        make_line([segment("perceived loyalty", 50, 690)], 1),
        make_line([segment("H1b. Trust is related to use", 50, 676), segment("Rejected", 300, 676)], 1),
        make_line([segment("Perceived", 120, 655), segment("Ease", 300, 655)], 1),
        make_line([segment("H2", 50, 650)], 1),
        make_line([segment("usefulness", 120, 645), segment("of use", 300, 645)], 1),
    ]
    assert [[cell.text for cell in row] for row in find_rows(lines, Counter())][:2] == [
        ["H1a. Trust is related to perceived loyalty", "Supported"],
        ["H1b. Trust is related to use", "Rejected"],
    ]


HYPHENS = [
    ("co", "creation", "", True),
    ("self", "brand", "brand brand", True),
    ("self", "efficacy", "", True),
    ("self", "efficacy", "selfefficacy", False),
    ("self", "less", "", False),
    ("envi", "ronment", "", False),
    ("under", "standing", "under under standing standing", False),
    ("decision", "making", "making", True),
    ("pre", "vious", "", False),
    ("cocrea", "tion", "cocreation", False),
    ("post", "purchase", "postpurchase", False),
    ("post", "purchase", "purchase", True),
    ("high", "light", "light", False),
]


@pytest.mark.parametrize(("left", "right", "known", "kept"), HYPHENS)
def test_whose_hyphen_it_is(left: str, right: str, known: str, kept: bool) -> None:
    assert keeps_hyphen(left, right, Counter(known.split())) is kept


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["the environ-", "ment"], "the environment"),
        (["Anglo-", "Saxon"], "Anglo-Saxon"),
        (["see https://doi.org/10.5555/", "12345"], "see https://doi.org/10.5555/12345"),
        (["trust–", "loyalty"], "trust–loyalty"),
        (["one", "two"], "one two"),
        (["in 2010-", "2012"], "in 2010-2012"),
    ],
)
def test_lines_meet(lines: list[str], text: str) -> None:
    made = [make_line([segment(words, 50, 700 - 12 * i)], 1) for i, words in enumerate(lines)]
    joined, fragments = join_lines(made, count_words(lines), str)
    assert joined == text
    assert [f.box.y0 for f in fragments] == [697.5 - 12 * i for i in range(len(lines))]
    assert fragments[-1].end == len(text)


@pytest.mark.parametrize(
    ("words", "bold", "size", "heading"),
    [
        ("Introduction", False, 10.0, True),
        ("2.1. Customer engagement", False, 10.0, True),
        ("Social identity and trust", True, 10.0, True),
        ("Social identity and trust", False, 10.0, False),
        ("Social identity and trust", False, 12.0, True),
        ("We thank the firms.", True, 10.0, False),
        ("H1: Trust increases loyalty", True, 10.0, False),
        ("Table 1. Results", True, 10.0, False),
        ("12", True, 12.0, False),
        ("jane@example.org", True, 10.0, False),
    ],
)
def test_headings(words: str, bold: bool, size: float, heading: bool) -> None:
    group = Group(lines=[make_line([segment(words, 50, 700, size=size, bold=bold)], 1)])
    assert is_heading(group, USUAL) is heading


def test_levels_follow_numbers_where_there_are_any() -> None:
    words = ["1. Introduction", "2. Theory", "2.1. Trust", "2.1.1. Its roots", "References"]
    groups = [Group(lines=[make_line([segment(w, 50, 700, bold=True)], 1)]) for w in words]
    levels = find_levels(groups)
    assert [levels[id(g)] for g in groups] == [1, 1, 2, 3, 1]


def test_entries_are_cut_by_number_and_by_hanging_indent() -> None:
    numbered = [
        "1. Bell, A. On trust.",
        "J. Trust 2010,",
        "2. Coe, B. On use, 1999.",
        "3. Dow, C. One line.",
        "1999 was good.",
    ]
    lines = [make_line([segment(words, 50, 700 - 12 * i)], 1) for i, words in enumerate(numbered)]
    assert [len(entry) for entry in split_entries(lines)] == [2, 1, 2]
    hanging = [
        ("Bell, A. (2010). On trust", 50),
        ("and its uses.", 64),
        ("Coe, B. (1999). On use.", 50),
        ("Press.", 64),
    ]
    lines = [make_line([segment(words, x, 700 - 12 * i)], 1) for i, (words, x) in enumerate(hanging)]
    assert [len(entry) for entry in split_entries(lines)] == [2, 2]


def test_covers_speak_of_access_and_are_set_in_other_type() -> None:
    words = "Stable URL: x Terms and conditions of use apply. Downloaded from the archive. Copyright holder unknown."
    assert is_cover(words)
    assert not is_cover(f"{words} Abstract This paper")
    cover = [Segment(words, 50, 500, 700, 12, False, False, 0, font="Cover")]
    body = [Segment("words of the paper " * 20, 50, 500, 700, 10, False, False, 0, font="Serif")]
    assert find_covers([cover, body, body]) == {0}
    alike = [Segment(words, 50, 500, 700, 10, False, False, 0, font="Serif")]
    assert find_covers([alike, body, body]) == set()
