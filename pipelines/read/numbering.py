"""Labels that Word writes in front of a list's paragraphs by itself: "H%1:" is "H1:", "H2:" in their order.

Only labels with letters of their own are told; numbers and bullets of plain lists say nothing that the text needs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from docx.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACE = re.compile(r"%(\d)")
DEEPEST = 9  # levels that Word knows


class Level(NamedTuple):
    """One level of a list: ``text`` with a "%N" for the number of level N, how that is written, where it begins."""

    text: str
    format: str
    first: int


class Numbering:
    """The lists of one document, counted while its paragraphs are gone through in their order."""

    def __init__(self, document: Document) -> None:
        self._levels = _levels(document)
        self._counts: dict[str, list[int | None]] = {}

    def label(self, paragraph: Any) -> str:
        """What stands in front of this paragraph (an XML element), "" where that is nothing or no words."""
        place = paragraph.find(f"{W}pPr/{W}numPr")
        if place is None:
            return ""
        number, depth = _value(place, "numId", ""), int(_value(place, "ilvl", "0"))
        levels = self._levels.get(number, {})
        if depth not in levels or depth >= DEEPEST:
            return ""
        counts = self._counts.setdefault(number, [None] * DEEPEST)
        counts[depth] = levels[depth].first if (before := counts[depth]) is None else before + 1
        counts[depth + 1 :] = [None] * (DEEPEST - depth - 1)
        if not re.search(r"[^\W\d_]", PLACE.sub("", levels[depth].text)):
            return ""

        def written(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            count = counts[level] if level < DEEPEST else None
            return _write(count if count is not None else 1, levels[level].format if level in levels else "decimal")

        return PLACE.sub(written, levels[depth].text)


def _write(number: int, format: str) -> str:
    if format in {"lowerLetter", "upperLetter"} and 1 <= number <= 26:
        return chr((ord("a") if format == "lowerLetter" else ord("A")) + number - 1)
    return str(number)


def _levels(document: Document) -> Mapping[str, dict[int, Level]]:
    """The levels of each list by its number in the document; none where it has no lists."""
    try:
        lists = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    kinds = {kind.get(f"{W}abstractNumId"): kind for kind in lists.iter(f"{W}abstractNum")}
    found: dict[str, dict[int, Level]] = {}
    for each in lists.iter(f"{W}num"):
        kind = kinds.get(_value(each, "abstractNumId", ""))
        if kind is not None:
            levels = {int(level.get(f"{W}ilvl", "0")): level for level in kind.iter(f"{W}lvl")}
            found[each.get(f"{W}numId")] = {depth: _level(level) for depth, level in levels.items()}
    return found


def _level(level: Any) -> Level:
    first = _value(level, "start", "1")
    return Level(
        _value(level, "lvlText", ""), _value(level, "numFmt", "decimal"), int(first) if first.isdecimal() else 1
    )


def _value(element: Any, name: str, default: str) -> str:
    child = element.find(f"{W}{name}")
    return default if child is None else str(child.get(f"{W}val", default))
