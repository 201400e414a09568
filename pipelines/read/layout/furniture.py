"""What a page carries besides its words: running heads and feet, page numbers, margin line numbers, watermarks.

All of it is told by repetition over pages, place and form, never by particular words.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from pipelines.read.layout.lines import Segment
from pipelines.read.layout.page import Page

EDGE_LINES = 4  # so many baselines from the top and the bottom of a page may be furniture
SAME_PLACE = 8.0  # points; running heads stand this close to one another on their pages
ROMAN = re.compile(r"[ivxlc]+$")
NUMBER = re.compile(
    r"[-–—\s|\[]*(?:(?:page|p\.?|seite)\s*)?(\d{1,5}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s|\]]*$", re.I
)
STAMPS = (
    *("downloaded from", "downloaded by", "downloaded on", "all use subject to", "this content downloaded"),
    *("for personal use only", "electronic copy available at", "authorized licensed use", "for peer review"),
    *("see discussions, stats", "reproduced with permission of the copyright owner"),
)

ACCEPTED = re.compile(r"accepted manuscript$", re.M)

Pages = Sequence[tuple[Page, list[Segment]]]
Edge = dict[int, tuple[str, float, frozenset[str]]]
Places = dict[str, list[tuple[int, float]]]  # words at a page's edge → the pages' places in the document, baselines


def find_furniture(pages: Pages) -> list[set[int]]:
    """For each page, the indexes of its segments that are furniture."""
    edges = [_edges(page, segments) for page, segments in pages]
    words: Places = defaultdict(list)
    for place, edge in enumerate(edges):
        for masked, y, _ in edge.values():
            words[masked].append((place, y))
    found = [_repeated(edges, place, words) for place in range(len(pages))]
    for (page, segments), marks in zip(pages, found, strict=True):
        marks |= _stamps(segments)
        marks |= _margin_numbers(page, segments)
    _add_page_numbers(pages, edges, found)
    _add_watermarks(pages, found)
    return found


def _edges(page: Page, segments: Sequence[Segment]) -> Edge:
    """Segments on the outermost baselines as index → (words with digits masked, baseline, letter pairs)."""
    rows = sorted({round(s.y / 3) for s in segments})
    outer = set(rows[:EDGE_LINES] + rows[-EDGE_LINES:])
    low, high = 0.2 * page.height, 0.8 * page.height
    return {
        i: (words := _masked(s.text), s.y, _pairs(words))
        for i, s in enumerate(segments)
        if round(s.y / 3) in outer and not low < s.y < high
    }


def _masked(words: str) -> str:
    return re.sub(r"\d+", "#", " ".join(words.lower().split()))


def _repeated(edges: list[Edge], place: int, places: Places) -> set[int]:
    """The edge segments of a page whose words stand at the same place on enough other pages."""
    here = edges[place]
    near = [
        mark for i in range(max(0, place - 4), min(len(edges), place + 5)) if i != place for mark in edges[i].values()
    ]
    needed = 1 if len(edges) <= 8 else 2
    marks: set[int] = set()
    for index, (words, y, pairs) in here.items():
        if _telling(words):
            reach = SAME_PLACE if len(words) < 24 else 5 * SAME_PLACE  # a first page may have it lower
            same = sum(i != place and abs(o - y) < reach for i, o in places[words])
            if same >= needed or sum(abs(o - y) < SAME_PLACE and _alike(pairs, p) for _, o, p in near) >= 2:
                marks.add(index)
    return marks


def _telling(words: str) -> bool:
    """Words that can be a running head: a lone number is judged elsewhere, and a letter or two tells nothing."""
    return len(re.sub(r"[^a-z]", "", words)) >= 4


def _alike(pairs: frozenset[str], other: frozenset[str]) -> bool:
    """Dice's coefficient of letter pairs: running heads of scans differ by a misread letter or two."""
    return len(pairs) > 8 and 2 * len(pairs & other) > 0.78 * (len(pairs) + len(other))


def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[i : i + 2] for i in range(len(words) - 1))


def _stamps(segments: Sequence[Segment]) -> set[int]:
    lines = [s.text.lower() for s in segments]
    if not _stamped("\n".join(lines)):
        return set()
    return {i for i, words in enumerate(lines) if _stamped(words)}


def _stamped(lines: str) -> bool:
    """Does a page or a line say so?"""
    return any(stamp in lines for stamp in STAMPS) or bool(ACCEPTED.search(lines))


def _margin_numbers(page: Page, segments: Sequence[Segment]) -> set[int]:
    """Line numbers in a margin: at least five bare numbers in one narrow stripe, rising, beside the words."""
    numbers = [(i, s) for i, s in enumerate(segments) if re.fullmatch(r"\d{1,4}", s.text)]
    stripes: dict[int, list[tuple[int, Segment]]] = defaultdict(list)
    for i, s in numbers:
        stripes[round(s.x1 / 6)].append((i, s))
    words = [s for s in segments if len(s.text) > 30]
    if not words:
        return set()
    left = sorted(s.x0 for s in words)[len(words) // 10]
    right = sorted(s.x1 for s in words)[-1 - len(words) // 10]
    marks: set[int] = set()
    for key in list(stripes):
        stripe = sorted(stripes[key] + stripes.get(key + 1, []), key=lambda pair: -pair[1].y)
        outside = [(i, s) for i, s in stripe if s.x1 < left + 1 or s.x0 > right - 1]
        values = [int(s.text) for _, s in outside]
        rising = sum(0 < b - a <= 10 for a, b in itertools.pairwise(values))
        if len(values) >= 5 and rising >= 0.8 * (len(values) - 1):
            marks |= {i for i, _ in outside}
    return marks


def _add_page_numbers(pages: Pages, edges: list[Edge], found: list[set[int]]) -> None:
    """Bare numbers on the edges that count up with the pages (in step with at least one other page)."""
    offsets: Counter[int] = Counter()
    numbers: list[tuple[int, int, int | None]] = []
    for place, (page, segments) in enumerate(pages):
        for i in edges[place]:
            match = NUMBER.match(segments[i].text)
            if match:
                value = int(match[1]) if match[1].isdecimal() else None
                numbers.append((place, i, value))
                offsets[(value or -9999) - page.number] += 1
    for place, i, value in numbers:
        segment = pages[place][1][i]
        if value is None or offsets[value - pages[place][0].number] >= 2 or _alone(segment, pages[place][1]):
            found[place].add(i)


def _alone(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Is it the outermost thing on its page, by itself on its baseline?"""
    ys = [s.y for s in segments]
    outermost = segment.y <= min(ys) + 2 or segment.y >= max(ys) - 2
    return outermost and sum(abs(y - segment.y) < 3 for y in ys) == 1


def _add_watermarks(pages: Pages, found: list[set[int]]) -> None:
    """The same words at the same spot on many pages (every other one, say), wherever on the page that is."""
    if len(pages) < 4:
        return
    needed = max(4, 0.35 * len(pages))
    texts = Counter(text for _, segments in pages for text in {s.text for s in segments})
    candidates = {text for text, n in texts.items() if n >= needed and len(text) > 2}
    spots: Counter[tuple[str, int, int]] = Counter()
    for _, segments in pages:
        spots.update({_spot(s) for s in segments if s.text in candidates})
    often = {spot for spot, n in spots.items() if n >= needed}
    if not often:
        return
    for (_, segments), marks in zip(pages, found, strict=True):
        marks |= {i for i, s in enumerate(segments) if _spot(s) in often}


def _spot(segment: Segment) -> tuple[str, int, int]:
    return segment.text, round(segment.x0 / 2), round(segment.y / 2)
