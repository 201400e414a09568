"""Runs become segments: what stands on one baseline without a wide gap.

A segment is a whole line of a column, or one cell of a table's row. Which segments form a line is for ``columns`` to
say, once it is known where the gutters are.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipelines.read.layout.page import SPLIT_GAP, WORD_GAP, Page, Run

BOLD = re.compile(r"bold|black|heavy|demi|[-,]bd|\.b$|bx\d|(?<![a-z])sb(?![a-z])|medi$|-medi", re.I)
ITALIC = re.compile(r"ital|obli|slant|[-,]it|\.i$|cmti|-bdit", re.I)
SUPERSCRIPTS = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
RAISED = re.compile(r"[0-9,–-]+$")
DROPPED = 0.65  # of a large first letter's size: the text's, at most
WIDEST_SPACE = 4.0  # em, between the words of a stretched line
MARKS = re.compile(r"[a-z](?:,\s?(?:[a-z]|[*†‡⁎∗]))*,?$")  # of affiliations: "a", "a,b", "a,*"


@dataclasses.dataclass(slots=True)
class Segment:
    """Words on one baseline. Lengths are points, ``order`` is the place in the page's content stream."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    order: int
    font: str = ""
    spaced: bool = False  # the file has a space after it
    runs: Sequence[Run] = ()  # what it was put together from, so that it can be parted again


def upright(page: Page) -> Page:
    """The page with its writing running from left to right: a landscape page is turned, stray turned text dropped.

    Layers are told apart here as well: invisible text over a page that has visible words is a second layer and goes;
    where it is the page's text (recognised words under a scan) it stays.
    """
    runs = _without_second_layer(page.runs)
    weights = Counter[int]()
    for run in runs:
        weights[run.turn] += len(run.text)
    turn = max(weights, key=lambda t: (weights[t], t == 0)) if weights else 0
    turn = turn if turn > 0 and weights[turn] > 3 * weights[0] else 0
    kept = tuple(run for run in runs if run.turn == turn)
    sides = (page.height, page.width) if turn in (90, 270) else (page.width, page.height)
    return dataclasses.replace(page, runs=kept, width=sides[0], height=sides[1])


def _without_second_layer(runs: Sequence[Run]) -> Sequence[Run]:
    hidden = sum(len(r.text) for r in runs if r.hidden)
    visible = sum(len(r.text) for r in runs if not r.hidden)
    return [r for r in runs if not r.hidden] if hidden and visible > 0.5 * hidden else runs


def find_segments(page: Page) -> list[Segment]:
    """The page's segments in content order, cut where a gap is wider than ``SPLIT_GAP``."""
    groups: list[list[Run]] = []
    for run in _once(_with_capitals(page.runs)):
        if groups and _goes_on(groups[-1], run):
            groups[-1].append(run)
        else:
            groups.append([run])
    segments = [_segment(group, order) for order, group in enumerate(groups)]
    return _rejoin([s for s in segments if s.text])


def _with_capitals(runs: Sequence[Run]) -> Sequence[Run]:
    """Runs with a large first letter of a chapter or article put back before the words that it begins."""
    found = list(runs)
    for capital in runs:
        letter = capital.text.strip()
        if len(letter) == 1 and letter.isupper():
            beside = [r for r in runs if r.size < DROPPED * capital.size and _begins_with(capital, r)]
            if len({round(r.y) for r in beside}) >= 2:
                first = max(beside, key=lambda r: r.y)
                space = " " if letter in "AI" and _is_word(first.text.split()[0], runs) else ""
                found[found.index(first)] = first._replace(text=f"{letter}{space}{first.text}", x0=capital.x0)
                found.remove(capital)
    return found


def _is_word(token: str, runs: Iterable[Run]) -> bool:
    """Does the page write it elsewhere, so that "A" or "I" before it is a word of its own?"""
    return len(token) > 2 and sum(token in run.text.split() for run in runs) > 1


def _begins_with(capital: Run, run: Run) -> bool:
    """Does a run of small type stand right of a large letter, beside it in height?"""
    near = -0.2 * capital.size < run.x0 - capital.x1 < 1.2 * run.size and run.text.strip()
    return bool(near) and capital.y - 0.3 * run.size < run.y < capital.y + capital.size


def _once(runs: Iterable[Run]) -> Iterable[Run]:
    """Runs without those printed twice almost on the spot (a poor man's bold, a shadow)."""
    seen: dict[str, Run] = {}
    for run in runs:
        before = seen.get(run.text)
        if (
            before is not None
            and abs(before.x0 - run.x0) < 0.25 * run.size
            and abs(before.y - run.y) < 0.25 * run.size
        ):
            continue
        seen[run.text] = run
        yield run


def _main(group: Sequence[Run]) -> Run:
    """The run that sets a group's baseline and size: the last one that is not clearly smaller than another."""
    if len(group) == 1:
        return group[0]
    top = max(r.size for r in group[-6:])
    return next(r for r in reversed(group) if r.size > 0.82 * top)


def _goes_on(group: Sequence[Run], run: Run) -> bool:
    main, last = _main(group), group[-1]
    size = max(main.size, run.size)
    if not -0.45 * size < run.x0 - last.x1 < SPLIT_GAP * size:
        return run.x0 - last.x1 <= 0 and _overprints(last, run)
    rise = run.y - main.y
    if abs(rise) < 0.12 * size:
        return True
    small, big = sorted((main.size, run.size))
    return (small < 0.86 * big and abs(rise) < 0.62 * big) or (
        abs(rise) < 0.28 * size and run.x0 - last.x1 < 0.6 * size
    )


def _overprints(last: Run, run: Run) -> bool:
    """Accents and combining marks are printed back over their letter."""
    return len(run.text) == 1 and abs(run.y - last.y) < 0.3 * last.size and 0 <= last.x1 - run.x0 < last.size * 0.7


def _segment(group: Sequence[Run], order: int) -> Segment:
    if len(group) == 1:
        (run,) = group
        heavy, slanted = _weight(run.font)
        return Segment(
            text=run.text.strip(),
            x0=run.x0,
            x1=run.x1,
            y=run.y,
            size=round(run.size, 1),
            bold=heavy,
            italic=slanted,
            order=order,
            font=run.font,
            spaced=run.text.endswith(" "),
            runs=group,
        )
    sizes, bold, italic, letters = Counter[float](), 0, 0, 0
    for run in group:
        sizes[round(run.size, 1)] += len(run.text)
        letters += len(run.text)
        heavy, slanted = _weight(run.font)
        bold += len(run.text) if heavy else 0
        italic += len(run.text) if slanted else 0
    size = max(sizes, key=lambda s: sizes[s])
    base = next((r for r in group if abs(r.size - size) < 0.1), group[0])
    text = _words(group, size, base.y)
    return Segment(
        text=text.strip(),
        x0=group[0].x0,
        x1=max(r.x1 for r in group),
        y=base.y,
        size=size,
        bold=2 * bold > letters,
        italic=2 * italic > letters,
        order=order,
        font=base.font,
        spaced=text.endswith(" "),
        runs=group,
    )


def part_segment(segment: Segment, places: Sequence[int]) -> list[Segment]:
    """The segment cut before the runs of the given indexes (ascending, none is 0)."""
    bounds = [0, *places, len(segment.runs)]
    parts = (_segment(segment.runs[a:b], segment.order) for a, b in itertools.pairwise(bounds))
    return [part for part in parts if part.text]


@functools.lru_cache(maxsize=4096)
def _weight(font: str) -> tuple[bool, bool]:
    """What a font's name tells: is it bold, is it italic?"""
    return bool(BOLD.search(font)), bool(ITALIC.search(font))


def _words(group: Sequence[Run], size: float, baseline: float) -> str:
    pieces: list[str] = []
    previous: Run | None = None
    for run in group:
        text = run.text
        raised = run.size < 0.82 * size and run.y - baseline > 0.18 * size
        if raised:
            text = _raised(text, "".join(pieces[-2:]))
        if previous is not None and run.x0 - previous.x1 > WORD_GAP * min(size, run.size * 1.2) and not raised:
            pieces.append(" ")
        pieces.append(text)
        previous = run
    return re.sub(r" {2,}", " ", "".join(pieces))


def _raised(text: str, before: str) -> str:
    """A superscript as Unicode writes it, so that "word12" and "R2" cannot arise; affiliations' letters go."""
    bare = text.strip()
    if RAISED.match(bare):
        return text.translate(SUPERSCRIPTS)
    if MARKS.match(bare) and re.search(r"[^\W\d_]{3}[,.]?$", before):
        return " " if text.endswith(" ") else ""
    return text


def _rejoin(segments: list[Segment]) -> list[Segment]:
    """Join neighbours on one baseline that the content stream does not name one after the other, or that are one line.

    A justified line of few words may be stretched until its spaces are as wide as gaps between cells; but they are
    all alike, which those between words in cells are not.
    """
    rows: dict[int, list[Segment]] = {}
    for segment in segments:
        rows.setdefault(round(segment.y), []).append(segment)
    gone: set[int] = set()
    for row in rows.values():
        if len(row) > 1:
            row.sort(key=lambda s: s.x0)
            kept = _join_near(row)
            kept = _join_stretched(kept) if len(kept) > 2 else kept
            gone |= {id(s) for s in row} - {id(s) for s in kept}
    return [s for s in segments if id(s) not in gone]


def _join_near(row: Sequence[Segment]) -> list[Segment]:
    kept = [row[0]]
    for following in row[1:]:
        current = kept[-1]
        gap = following.x0 - current.x1
        if -0.2 * current.size < gap < 0.5 * current.size and abs(following.y - current.y) < 0.5:
            _extend(current, following, gap)
        else:
            kept.append(following)
    return kept


def _join_stretched(row: Sequence[Segment]) -> list[Segment]:
    """Join words that stand equal gaps apart."""
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(row)]
    kept, place = [row[0]], 0
    while place < len(gaps):
        end = place
        while end < len(gaps) and abs(gaps[end] - gaps[place]) < 0.04 * row[place].size < 0.08 * gaps[place]:
            end += 1
        if end > place and _stretched(row[place : end + 1], gaps[place]):
            for following, gap in zip(row[place + 1 : end + 1], gaps[place:end], strict=True):
                _extend(kept[-1], following, gap)
            place = end
        else:
            kept.append(row[place + 1])
            place += 1
    return kept


def _stretched(words: Sequence[Segment], gap: float) -> bool:
    """Are words with equal gaps one line? Numbers in tables stand so, too, and two gaps may be equal by chance."""
    letters = [any(map(str.isalpha, s.text)) for s in words]
    long = sum(len(s.text) for s in words) > 4 * len(words)
    if gap > WIDEST_SPACE * words[0].size or not long or any(" " in s.text for s in words):
        return False
    return 2 * sum(letters) >= len(words) if len(words) > 3 else len(words) == 3 and all(letters)


def _extend(current: Segment, following: Segment, gap: float) -> None:
    space = " " if current.spaced or gap > WORD_GAP * current.size else ""
    if len(following.text) > len(current.text):
        current.size, current.font = following.size, following.font
        current.bold, current.italic = following.bold, following.italic
    current.text = f"{current.text}{space}{following.text}"
    current.x1, current.spaced = max(current.x1, following.x1), following.spaced
    current.runs = [*current.runs, *following.runs]
