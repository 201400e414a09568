"""Lines of a bibliography gathered into entries, where nothing but the words shows where one ends.

A numbered list is cut at its numbers (which must rise by one). Otherwise a line begins an entry when it opens like a
list of authors, a year follows soon, and the line before looks finished.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.read.bibliography import LABEL, YEAR

FAMILY = (
    r"(?:(?:[vV]an|[vV]on|[dD]e|[dD]el|[dD]i|[dD]a|der|den|la|le|ten|ter|El|Al|St\.|O['’])\s?)*"
    r"[^\W\d_a-z][\w’'‐-]+(?:\s[^\W\d_a-z][\w’'‐-]+)?"
)
OPENING = re.compile(
    rf"(?:{FAMILY},?\s(?:[^\W\d_a-z]\.?[\s‐-]?){{1,4}}(?=[,.;&(\s])|{FAMILY},\s[^\W\d_a-z][\w.]+|[—–_―-]{{2,}}"
    rf"|[^\W\d_a-z][\w&’' -]{{1,60}}[.,]?\s\(?{YEAR})"
)
FINISHED = re.compile(r"(?:[.)\]”\"?]|\d|forthcoming|in press|https?://\S+|doi\S+)\s*$", re.IGNORECASE)
SOON = 220  # characters within which an entry that opens with authors shows its year


def split_entries(lines: Sequence[str]) -> list[str]:
    """The entries that the printed ``lines`` of a bibliography make up, each on one line."""
    plain = [line.strip() for line in lines if line.strip()]
    starts = _numbered_starts(plain) or [i for i in range(len(plain)) if i == 0 or _opens(plain, i)]
    ends = [*starts[1:], len(plain)]
    return [_join(plain[a:b]) for a, b in zip(starts, ends, strict=True)]


def _numbered_starts(lines: list[str]) -> list[int]:
    """Where a rising list of labels begins its entries; empty where the list is not numbered."""
    starts: list[int] = []
    wanted = 1
    for number, line in enumerate(lines):
        label = LABEL.match(line)
        value = next((g for g in label.groups() if g), "") if label else ""
        if value == str(wanted):
            starts.append(number)
            wanted += 1
    return starts if len(starts) >= 3 and starts[0] <= 1 and len(starts) >= len(lines) / 8 else []


def _opens(lines: list[str], number: int) -> bool:
    if not FINISHED.search(lines[number - 1]) or not OPENING.match(lines[number]):
        return False
    ahead = " ".join(lines[number : number + 4])[:SOON]
    return bool(re.search(rf"{YEAR}|forthcoming|in press", ahead, re.IGNORECASE))


def _join(lines: list[str]) -> str:
    """The lines of one entry as one; a line that ends in a hyphen inside a word or address takes the next at once."""
    joined = lines[0]
    for line in lines[1:]:
        glue = "" if joined.endswith(("/", "-")) and ("http" in joined[-80:] or "10." in joined[-60:]) else " "
        joined = (
            joined.removesuffix("-") + line
            if re.search(r"[a-z]-$", joined) and line[:1].islower()
            else joined + glue + line
        )
    return joined
