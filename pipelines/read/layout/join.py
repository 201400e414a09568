"""Printed lines become one line of text, and each remembers its box.

Words broken at line ends are rejoined. Whether a hyphen at a line's end is the printer's or the word's own is asked of
the document itself first (does it write "cocreation" or "co-creation" elsewhere?), then of the parts.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from pipelines.read.layout.columns import Line
from pipelines.read.layout.page import box_of
from pipelines.text import Box, Fragment

BROKEN = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-‐­]$")
HYPHEN = re.compile(r"[-‐]$")
TIGHT = re.compile(r"\w[–—/]$")
HEAD = re.compile(r"([^\W\d_]+)")
WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
ADDRESS = re.compile(r"(?:https?://|www\.|doi[.:/]|\b10\.\d{4,9}/)\S*[/._=&?-]$|https?:$", re.I)
# First parts that mostly keep their hyphen before a whole word, and first parts that never make one.
OWN_PARTS = """
well cross high low long short half full part post pre non semi best better first second third two three four five
face end user peer firm brand customer consumer employee service value goal decision problem large small middle single
multi business market theory theoretically context
"""
NEVER_PARTS = "under over through with when where which what some every other back down after there inter"
SOLID = re.compile(
    r"(?:highlight|shortcoming|longstand|database|workplace|marketplace|framework|network|household|throughout|website"
    r"|feedback|overall|outcome|stakeholder|shareholder|otherwise|furthermore|nonetheless|nevertheless|guideline|mainstream"
    r"|background|baseline|benchmark|breakdown|businessm|businessw|partnership|postpone|postgrad|predict|prefer|prepar|present"
    r"|presum|prevent|halfway|lowland|fullness|sometimes|somewhat|someone|whereas|whereby|headquarter|salesperson|spokes"
    r"|crossover|wellness|userb|brandn|smartphone|timeline|deadline|newspaper|bookshop|airline|lifestyle|lifetime)"
)
MEETING = "-‐\xad–—/._=&?:"  # only after these may a line meet the next one without a space
APART = 1.6  # em; words with a wider gap between them are no one line of a byline
TAIL = 120  # characters of the text so far that tell how the next line meets it
OWN, NEVER = frozenset(OWN_PARTS.split()), frozenset(NEVER_PARTS.split())

Words = Counter[str]


def count_words(texts: Iterable[str]) -> Words:
    """The document's own words (lower case, hyphenated words whole), not counting those broken at a line's end."""
    words: Words = Counter()
    for text in texts:
        body = text[: -len(text.rsplit(" ", 1)[-1])] if HYPHEN.search(text) else text
        words.update(w.lower().replace("‐", "-") for w in WORD.findall(body))
    return words


def join_lines(lines: Sequence[Line], words: Words, clean: Callable[[str], str]) -> tuple[str, tuple[Fragment, ...]]:
    """The lines' text on one line, with a fragment for each of them, or for each of the parts that stand far apart."""
    text = ""
    spans: list[tuple[int, int, Box]] = []
    for line in lines:
        for number, (own, box) in enumerate(_parts(line)):
            piece = clean(own)
            if not piece:
                continue
            gap = " "
            if number == 0:
                text, gap = meet(text, piece, words)
            start = len(text) + len(gap)
            text = f"{text}{gap}{piece}"
            spans.append((start, len(text), box))
    return text, tuple(
        Fragment(start=start, end=min(end, len(text)), box=box) for start, end, box in spans if start < len(text)
    )


def _parts(line: Line) -> list[tuple[str, Box]]:
    """A line's words and box; of one whose words stand far apart (authors side by side), part by part."""
    if len(line.cells) > 1 and max(b.x0 - a.x1 for a, b in itertools.pairwise(line.cells)) > APART * line.size:
        parts = [[line.cells[0]]]
        for before, cell in itertools.pairwise(line.cells):
            if cell.x0 - before.x1 > APART * line.size:
                parts.append([cell])
            else:
                parts[-1].append(cell)
        return [
            (" ".join(c.text for c in part), box_of(line.page, part[0].x0, part[-1].x1, line.y, line.size))
            for part in parts
        ]
    return [(line.text, box_of(line.page, line.x0, line.x1, line.y, line.size))]


def meet(text: str, piece: str, words: Words) -> tuple[str, str]:
    """The text so far, perhaps without its last hyphen, and what goes between it and the next line."""
    if not text:
        return text, ""
    if text[-1] not in MEETING:
        return text, " "
    tail = text[-TAIL:]
    broken = BROKEN.search(tail)
    head = HEAD.match(piece)
    if broken and head:
        if text[-1] == "\xad" or (head[1][0].islower() and not keeps_hyphen(broken[1], head[1], words)):
            return text[:-1], ""
        return text, ""
    if tail[-1] in "-‐" and tail[-2:-1].isalnum() and piece[:1].isalnum():
        return text, ""
    if TIGHT.search(tail) or ADDRESS.search(tail):
        return text, ""
    return text, " "


def keeps_hyphen(left: str, right: str, words: Words) -> bool:
    """Is the hyphen between two halves of a word at a line's end the word's own?

    >>> keeps_hyphen("co", "creation", Counter({"co-creation": 3}))
    True
    >>> keeps_hyphen("envi", "ronment", Counter())
    False
    """
    left, right = left.lower(), right.lower()
    solid, hyphened = words[left + right], words[f"{left}-{right}"]
    if solid or hyphened:
        return hyphened > solid
    last = left.rsplit("-", 1)[-1]
    if last == "co" and right[:5] in {"creat", "produ", "destr", "desig", "worke", "opera", "evolu", "autho", "shapi"}:
        return right[:5] != "opera"
    if last == "self":
        return not right.startswith(("ish", "less", "hood", "same"))
    if SOLID.match(last + right):
        return False
    if last in OWN:
        return words[right] > 0 and len(right) > 4
    if last in NEVER:
        return False
    return len(last) > 3 and len(right) > 3 and words[last] > 1 and words[right] > 1
