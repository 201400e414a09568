"""Lines become groups: a paragraph's lines, a heading's, a table's, also over columns and pages.

Told by indents, line distances, short last lines and changes of type, all against what is usual in the document.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from pipelines.read.layout.columns import PANEL, Line
from pipelines.read.layout.measure import Measure
from pipelines.read.layout.tables import ENUMERATOR, is_caption

ENDS = re.compile(r"[.!?:;…](?:[\"”’')\]]|[⁰-⁹¹²³]|\s)*$")
BULLET = re.compile(r"(?:[•▪●○■□➢✓]|[–—-]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)")
LABELLED = re.compile(
    r"(?:Hypothes[ie]s|Proposition|Research Question|H|P|RQ)\s*\d{1,2}[a-z]?(?:\s*\([A-Za-z]\d*[a-z]?\))?\s*[.:–—)]"
)
RULED = re.compile(r"[_=-]{5,}$|[_=-]{5,}\s")
FRONT = re.compile(r"abstract\b|summary\b", re.I)
KEYWORDS = re.compile(r"(?:key\s?-?words(?: and phrases)?|index terms)\s*[:—–]", re.I)
BOX_HEAD = re.compile(r"key\s?-?words\b|index terms\b|article (?:history|info)|(?:jel|paper) (?:class|type)", re.I)
NUMBERED_HEAD = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[A-Z]")


@dataclasses.dataclass(slots=True)
class Group:
    """Lines that belong together; ``table`` is the table's number or 0, ``foot`` marks the small print of a column."""

    lines: list[Line]
    table: int = 0
    foot: bool = False

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def aside(self) -> bool:
        """Does it stand in a panel beside the running text?"""
        return self.first.column == PANEL

    @property
    def words(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        return max(self.lines, key=lambda line: len(line.text)).size


def group_lines(lines: Sequence[Line], tables: Sequence[int], usual: Measure) -> list[Group]:
    """Groups in reading order; a paragraph that runs on into the next column or page is one group.

    Floats and small print that stand between its halves come before it (the page on which it begins) or after it.
    """
    groups: list[Group] = []
    feet = _feet(lines, tables, usual)
    for place, line in enumerate(lines):
        group = groups[-1] if groups else None
        same = (
            group is not None
            and group.table == tables[place]
            and group.foot == feet[place]
            and (tables[place] or _goes_on(group, line, usual, foot=feet[place]))
        )
        if group is not None and same:
            group.lines.append(line)
        else:
            groups.append(Group(lines=[line], table=tables[place], foot=feet[place]))
    return _rejoin(groups, usual)


def _feet(lines: Sequence[Line], tables: Sequence[int], usual: Measure) -> list[bool]:
    """Which lines are footnotes: small print at the end of a column, below the body."""
    feet = [False] * len(lines)
    heights: dict[int, list[float]] = {}
    for line in lines:
        heights.setdefault(line.page, []).append(line.y)
    middles = {page: (min(ys) + max(ys)) / 2 for page, ys in heights.items()}
    place = len(lines) - 1
    while place >= 0:
        page = lines[place].page
        column = lines[place].column
        end = place
        while place >= 0 and (lines[place].page, lines[place].column) == (page, column):
            place -= 1
        if column == PANEL:
            continue
        start = end + 1
        while start - 1 > place and _small(lines[start - 1], usual) and not tables[start - 1]:
            if is_caption(lines[start - 1].text):
                start = end + 1
                break
            start -= 1
        small = lines[start : end + 1]
        apart = place + 1 < start <= end and lines[start - 1].y - lines[start].y > 1.1 * lines[start].size
        if (
            apart
            and small[0].y < middles[page]
            and len(small) < 0.6 * (end - place)
            and not any(FRONT.match(line.text) for line in small)
        ):
            feet[start : end + 1] = [True] * (end + 1 - start)
    return feet


def _small(line: Line, usual: Measure) -> bool:
    return line.size < 0.95 * usual.size


def _goes_on(group: Group, line: Line, usual: Measure, *, foot: bool) -> bool:
    """Does a line carry on the group just before it, in the same column?"""
    last = group.last
    if (last.page, last.column, last.band) != (line.page, line.column, line.band):
        return False
    step = last.y - line.y
    if RULED.match(line.text) or RULED.match(last.text) or KEYWORDS.match(line.text):
        return False
    if is_caption(line.text) and not _mid_sentence(last, line, usual):
        return False
    if line.column == PANEL:
        return 0 < step < 2.0 * line.size and not BOX_HEAD.match(line.text)
    usual_step = usual.leading * line.size / usual.size if abs(line.size - usual.size) > 0.6 else usual.leading
    if not -0.5 * line.size < step < max(1.28 * usual_step, usual_step + 2.2):
        return False
    if abs(last.size - line.size) > 0.12 * usual.size + 0.3 and min(len(last.text), len(line.text)) > 3:
        return False
    if last.bold != line.bold and not usual.bold and len(line.text) > 3 and len(last.text) > 3:
        return not _stands_alone(group, line, usual)
    return not _begins(group, line, usual, foot=foot)


def _mid_sentence(last: Line, line: Line, usual: Measure) -> bool:
    """Does what looks like a caption only carry on a sentence ("… are shown in / Table 1. The …")?"""
    tight = 0 < last.y - line.y < 1.2 * usual.leading
    return tight and not ENDS.search(last.text) and abs(last.size - line.size) < 0.4 and last.bold == line.bold


def _stands_alone(group: Group, line: Line, usual: Measure) -> bool:
    """Is the change of weight between two lines a change of paragraph (and not emphasis inside one)?"""
    last = group.last
    full = last.right - last.x1 < 2.5 * last.size
    return not (full and not ENDS.search(last.text) and line.text[:1].islower())


def _begins(group: Group, line: Line, usual: Measure, *, foot: bool) -> bool:
    """Does the line begin a paragraph of its own, by indent, by a short line before it, or by a label?"""
    last = group.last
    em = max(line.size, 1.0)
    ended = bool(ENDS.search(last.text))
    indent = (line.x0 - last.x0) / em
    short = (last.right - last.x1) / em
    if foot and re.match(r"[*†‡§]|[⁰¹²³⁴-⁹]|key\s?words", line.text, re.I):
        return True
    if foot and re.match(r"\d{1,2}[.)]?\s", line.text) and ended:
        return True
    if line.italic != last.italic and not usual.italic and short > 3 and (ended or last.italic):
        return True
    if (
        len(group.lines) == 1
        and NUMBERED_HEAD.match(last.text)
        and short > 5
        and not ended
        and line.text[:1].isupper()
    ):
        return True
    if LABELLED.match(line.text) and (ended or indent > 0.8 or last.right - last.x1 > 0.4 * (last.right - last.left)):
        return True
    if BULLET.match(line.text) and ended and (abs(indent) > 0.5 or short > 2 or bool(BULLET.match(group.first.text))):
        return True
    if len(group.lines) == 1:
        if (
            ENUMERATOR.match(group.first.cells[0].text)
            or BULLET.match(group.first.text)
            or LABELLED.match(group.first.text)
        ):
            return False if indent > -0.5 or not ended else short > 3
        if indent < -0.7:  # a first line's indent, and the second line back at the edge
            return ended and short > 6
        return (0.8 < indent < 6 and ended and line.x0 - line.left > 0.5 * em) or (
            ended and _clearly_short(last, usual)
        )
    usual_left = min(other.x0 for other in group.lines[1:])
    hanging = group.lines[0].x0 < usual_left - 0.7 * em
    if hanging:
        return line.x0 < usual_left - 0.6 * em and ended
    if 0.8 < (line.x0 - usual_left) / em < 6 and (ended or short > 6):
        return True
    return ended and _clearly_short(last, usual)


def _clearly_short(line: Line, usual: Measure) -> bool:
    room = line.right - line.x1
    return room > (2.0 * line.size if usual.justified else 0.3 * (line.right - line.left))


def _rejoin(groups: list[Group], usual: Measure) -> list[Group]:
    """Join paragraphs over column and page breaks, past floats and small print that stand in between."""
    joined: list[Group] = []
    indents = _uses_indents(groups)
    open_place: int | None = None  # of the last running paragraph in ``joined``
    for group in groups:
        if (
            group.table
            or group.foot
            or group.aside
            or RULED.match(group.words)
            or is_caption(group.words)
            or _floating(group, usual)
        ):
            joined.append(group)
            continue
        before = joined[open_place] if open_place is not None else None
        if before is not None and _continues(before, group, usual, indents=indents):
            start = open_place if open_place is not None else len(joined)
            floats = joined[start + 1 :]
            early = [f for f in floats if f.first.page <= before.last.page]
            late = [f for f in floats if f.first.page > before.last.page]
            before.lines.extend(group.lines)
            joined[start:] = [*early, before, *late]
            open_place = start + len(early)
        else:
            joined.append(group)
            open_place = len(joined) - 1
    return joined


def _floating(group: Group, usual: Measure) -> bool:
    """Small print amid the page (notes under tables): it neither continues a paragraph nor is continued."""
    return (
        len(group.lines) <= 6
        and group.size < usual.size - 1.2
        and bool(re.match(r"notes?\b|source|\*|[⁰¹²³a-z]\s", group.words, re.I))
    )


def _continues(before: Group, group: Group, usual: Measure, *, indents: bool) -> bool:
    last, first = before.last, group.first
    if (last.page, last.column, last.band) == (first.page, first.column, first.band):
        return _past_float(before, group, usual)
    if abs(last.size - first.size) > 0.5 or (last.bold != first.bold and not usual.bold):
        return False
    if BULLET.match(first.text) or LABELLED.match(first.text):
        return False
    text = last.text.rstrip()
    full = last.right - last.x1 < (2.5 if usual.justified else 10) * last.size
    if not ENDS.search(text):
        return full or first.text[:1].islower() or text.endswith((",", "-"))
    if first.text[:1].islower():
        return text.endswith((":", ";", ".")) and full
    return full and indents and not _indented(group) and len(group.lines) > 1


def _indented(group: Group) -> bool:
    return 0.7 * group.first.size < group.first.x0 - group.first.left < 6 * group.first.size


def _uses_indents(groups: Sequence[Group]) -> bool:
    """Does the document mark paragraphs by indents? Then an unindented start of a column goes on with the last one.

    Documents that part paragraphs by space tell nothing at a page break.
    """
    running = [g for g in groups if len(g.lines) > 2 and not (g.table or g.foot or g.aside)]
    return sum(map(_indented, running)) > 0.3 * len(running)


def _past_float(before: Group, group: Group, usual: Measure) -> bool:
    """A paragraph cut in two by a table or figure within its column."""
    open_end = not ENDS.search(before.last.text) and before.last.right - before.last.x1 < 3 * before.last.size
    same = abs(before.last.size - group.first.size) < 0.5 and before.last.bold == group.first.bold
    return open_end and same and group.first.text[:1].islower() and before.last.y - group.first.y > 2.5 * usual.leading
