"""The authors under a title, line by line: side by side, one a line with the institution, marked, in capitals."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from pipelines.read.labels import is_label
from pipelines.read.metadata.masthead import is_journal_name
from pipelines.read.metadata.people import NO_PERSON, find_names, is_person, read_names, spoken
from pipelines.read.metadata.printed import PrintedLine, printed_lines
from pipelines.read.names import PARTICLES, fold, is_initials
from pipelines.read.paragraph import Paragraph
from pipelines.read.sections import section_role

OPEN = re.compile(r"(?:[,&·;]|\band)$", re.IGNORECASE)
JOINED = re.compile(r"[,;&·]|\band\b")
LEADING = re.compile(r"^(?:,|&|;|·|and\b)", re.IGNORECASE)
NOTE = re.compile(
    r"\W*(?:correspond\w*|contact|e-?mails?|edited by|reviewed by|(?:guest |handling |academic )?editors?|"
    r"citation|received|accepted|published|keywords|we (?:thank|are)|to cite|address)\b",
    re.IGNORECASE,
)
SAME_SIZE = 0.6  # points


def find_byline(after: Sequence[Paragraph], title: str) -> list[str]:
    """The authors that the paragraphs after a title name before the abstract; ``title`` is folded.

    All names of a byline are set alike: what differs in size or capitals from the first one is a place or an editor.
    """
    people: list[str] = []
    style: tuple[float | None, bool] | None = None
    for paragraph in after:
        text = paragraph.text
        if fold(text) in title:
            continue
        ends = paragraph.role in {"abstract", "keywords"} or section_role(text) is not None or NOTE.match(text)
        if (ends and people) or (paragraph.role == "paragraph" and len(text.split()) > 40):
            break
        names_only = read_names(text)[1]
        if is_label(text) or ends or (is_journal_name(text) and not names_only):
            continue
        for names, own in _named(paragraph):
            if style is None:
                style = own
            if _alike(style, own):
                people += names
    return list(dict.fromkeys(people))


def _alike(style: tuple[float | None, bool], own: tuple[float | None, bool]) -> bool:
    reach = 2.5 if style[1] else SAME_SIZE  # small capitals are lines of two sizes
    near = style[0] is None or own[0] is None or abs(style[0] - own[0]) < reach
    return near and style[1] == own[1]


def _named(paragraph: Paragraph) -> Iterator[tuple[list[str], tuple[float | None, bool]]]:
    """The names of a paragraph's lines, with each line's size and whether it is in capitals."""
    lines = printed_lines(paragraph)
    if any(line.cell for line in lines):
        lines = _beside(lines)
    elif len(lines) > 1 and not _each_alone(lines):
        lines = _joined(lines)
    for line in lines:
        if NOTE.match(line.text):
            return
        names = [spoken(line.text.strip(" *"))] if line.cell and _is_lone(line.text) else find_names(line.text)
        if names:
            yield names, (line.size, _in_capitals(line.text))


def _in_capitals(text: str) -> bool:
    """Whether the first full word is in capitals throughout."""
    words = re.findall(r"[^\W\d_]{3,}", text)
    return bool(words) and sum(word.isupper() for word in words[:3]) >= 0.5 * len(words[:3])


def _each_alone(lines: Sequence[PrintedLine]) -> bool:
    """Whether a first line is whole: nothing joins names in it, and so no name is broken at its end."""
    return not any(JOINED.search(line.text) and find_names(line.text) for line in lines)


def _joined(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Lines that go on in the next one, as a comma, an "and" or half a name at the end tells, made one."""
    found = [lines[0]]
    for line in lines[1:]:
        before = found[-1]
        if _goes_on(before.text, line.text):
            found[-1] = PrintedLine(text=f"{before.text} {line.text}", size=before.size)
        else:
            found.append(line)
    return found


def _goes_on(before: str, line: str) -> bool:
    if not find_names(before) and not is_person(before):
        return False
    last = before.split()[-1]
    if (is_initials(last) and "." in last) or last.lower() in PARTICLES:  # the family name is in the next line
        return True
    if OPEN.search(before.rstrip(" *†‡§¹²³⁴⁵⁶⁷⁸⁹")) or LEADING.match(line):
        return True
    _, whole = read_names(f"{before} {line}")
    return whole and bool(JOINED.search(before)) and _in_capitals(before) == _in_capitals(line)


def _beside(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The cells of the rows in which persons stand side by side."""
    kept: list[PrintedLine] = []
    for cell, group in itertools.groupby(lines, key=lambda line: line.cell):
        cells = list(group)
        kept += cells if not cell else [c for c in cells if find_names(c.text) or _is_lone(c.text)]
    return kept if any(find_names(line.text) for line in kept) else []


def _is_lone(words: str) -> bool:
    """A person with one name, marked as the others are: "Sigrun*"."""
    name = re.fullmatch(r"([^\W\d_a-z][a-zß-ÿ]{2,})[*¹²³⁴⁵†‡]+", words.strip())
    return bool(name) and name is not None and name[1].lower() not in NO_PERSON
