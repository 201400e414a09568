"""Line numbers that a manuscript prints in its margin and a conversion scatters through the text.

They are told from other numbers by rising one by one from line to line (or five by five), over the page or the whole
manuscript, and by standing before the middle of sentences or alone: a numbered list's lines begin sentences. A
conversion may take such a line for a heading or an item ("### 26 27 4.2 Method", "- 8 words"); the number still goes.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

NUMBERED = re.compile(
    r"^\s{0,12}(?P<mark>#{1,6}\s+|[-*]\s+)?(?P<numbers>\d{1,4}(?:\s+\d{1,4}(?=\s|$))*)(?:\s+(?P<words>\S.*?))?\s*$"
)
SHORTEST = 8  # numbers in a row that make a margin
FAR = 12  # lines without a number after which a row ends
UNFINISHED = 0.25  # share of a margin's numbers that stand alone or before the middle of a sentence
OPENS_PAGE = 3  # a row that begins with a number up to this begins a page


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """A line without its margin number. ``numbered`` lines belong to one typeset column; ``turns`` opens a page."""

    words: str
    numbered: bool = False
    turns: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that begins with numbers that rise one by one: its place, first and last number, and what follows."""

    place: int
    first: int
    last: int
    words: str


def split_margin(lines: Sequence[str]) -> list[Line]:
    """The lines without margin numbers; lines that held nothing else are left out, save those that open a page."""
    taken = {c.place: (c, row) for row in _rows(lines) if _is_margin(row) for c in row}
    found = []
    for place, words in enumerate(lines):
        candidate, row = taken.get(place, (None, []))
        if candidate is None:
            found.append(Line(words))
            continue
        turns = candidate is row[0] and candidate.first <= OPENS_PAGE
        rest = re.sub(rf"\s+{candidate.last + 1}$", "", candidate.words)
        if turns or rest:
            found.append(Line(rest, numbered=True, turns=turns))
    return found


def _candidate(place: int, line: str) -> _Candidate | None:
    match = NUMBERED.match(line)
    if match is None:
        return None
    numbers = match["numbers"].split()
    run = 1
    while run < len(numbers) and int(numbers[run]) == int(numbers[run - 1]) + 1:
        run += 1
    words = " ".join([*numbers[run:], match["words"] or ""]).strip()
    mark = match["mark"] or ""
    keep = words and (mark.startswith("#") or (mark and not re.match(r"[•*-]|\(?\d{1,2}[.)]", words)))
    return _Candidate(place, int(numbers[0]), int(numbers[run - 1]), f"{mark.strip()} {words}" if keep else words)


def _rows(lines: Sequence[str]) -> list[list[_Candidate]]:
    """Runs of lines whose leading numbers rise by one step; lines without a number may stand between."""
    rows: list[list[_Candidate]] = []
    step = 0
    for place, line in enumerate(lines):
        candidate = _candidate(place, line)
        if candidate is None:
            continue
        before = rows[-1][-1] if rows else None
        rise = candidate.first - before.last if before and place - before.place <= FAR else 0
        hidden = before is not None and rise == 2 and re.search(rf"\s{before.last + 1}$", before.words)
        if rise and (rise in {step or 1, step or 5} or hidden):
            step = step if hidden else rise
            rows[-1].append(candidate)
        else:
            rows.append([candidate])
            step = 0
    return rows


def _is_margin(row: list[_Candidate]) -> bool:
    loose = sum(1 for c in row if not c.words or c.words[0].islower() or c.words[0] in "),;")
    return len(row) >= SHORTEST and loose >= UNFINISHED * len(row)
