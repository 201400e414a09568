"""Which groups are headings, and of which level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipelines.read.layout.groups import ENDS, Group
from pipelines.read.layout.measure import Measure
from pipelines.read.layout.tables import is_caption

Style = tuple[float, bool, bool, bool]  # size, capitals, bold, italic

NUMBER = re.compile(
    r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[A-ZÀ-Þ“\"])|([IVX]{1,5})\.\s+(?=[A-Z])|([A-H])\.\s+(?=[A-Z])"
)
KNOWN = re.compile(
    r"(?:\d{1,2}\.?\s+|[IVX]+\.?\s+)?(?:abstract|summary|executive summary|introduction|background|literature review"
    r"|theor(?:y|etical (?:background|framework|foundations?|development))|conceptual (?:background|framework|model)"
    r"|conceptual background and hypotheses(?: development)?|(?:research )?hypothes[ie]s(?: development)?"
    r"|research model"
    r"|(?:research )?method(?:s|ology)?|materials and methods|research (?:design|methods?|methodology)"
    r"|data(?: collection| analysis)?"
    r"|measures?(?:ment)?s?|sample(?: and data collection)?|analys[ei]s(?: and results)?"
    r"|results(?: and discussion)?|findings"
    r"|(?:general )?discussion(?: and (?:conclusions?|implications))?|conclusions?(?: and (?:implications"
    r"|discussion|future research))?"
    r"|(?:managerial|theoretical|practical) implications|implications(?: for .{3,30})?"
    r"|limitations(?: and (?:future|further) (?:research|directions))?"
    r"|(?:future|further) research(?: directions)?|references|bibliography|literature cited|works cited"
    r"|reference list|notes|endnotes"
    r"|acknowledge?ments?|funding|appendix(?: [A-Z\d]+)?|appendices|about the authors?|author biograph(?:y"
    r"|ies)|biograph(?:y|ies)"
    r"|key ?words|propositions|declaration of conflicting interests|conflicts? of interest"
    r"|author contributions|data availability(?: statement)?)"
    r"[.:]?$",
    re.I,
)
MAIN = re.compile(
    r"(?:introduction|(?:research )?method(?:s|ology)?|results|findings|(?:general )?discussion|conclusions?"
    r"|references)\b",
    re.I,
)
REFERENCES = re.compile(
    r"(?:\d{1,2}\.?\s+|[IVX]+\.?\s+)?(?:references?(?: and notes| cited| list)?|bibliography|literature cited"
    r"|works cited|list of references|literature)\s*[.:]?$",
    re.I,
)
AFTER_REFERENCES = re.compile(
    r"(?:appendi(?:x|ces)\b|disclaimer|publisher.s note\b|(?:copyright )?©|to purchase reprints"
    r"|about the authors?|author(?:s’|'s|s'|s)? (?:biograph|note|bio)|biograph(?:y|ies"
    r"|ical)|supplement(?:ary|al)\b|online appendix"
    r"|acknowledge?ments?\b|this article has been cited|corresponding author|tables?$"
    r"|figures?$|received\b.{0,20}\d{4}|footnotes?$|endnotes?$)",
    re.I,
)


def style_of(group: Group) -> Style:
    line = max(group.lines, key=lambda candidate: len(candidate.text))
    letters = [c for c in group.words if c.isalpha()]
    capitals = bool(letters) and sum(c.isupper() for c in letters) > 0.85 * len(letters)
    return (round(line.size * 2) / 2, capitals, line.bold, line.italic)


def is_heading(group: Group, usual: Measure) -> bool:
    """Does the group stand out as headings do: known by name, numbered, or in type unlike the body, and short?"""
    words = group.words.strip()
    if group.table or group.aside or len(group.lines) > 3 or not 3 <= len(words) <= 170 or is_caption(words):
        return False
    if KNOWN.match(words):
        return True
    if group.foot:
        return False
    if not re.search(r"[A-Za-z]{3}", words) or not re.match(r"[\dA-ZÀ-Þ“\"‘(]", words) or "@" in words:
        return False
    if re.search(r"[,;=<>]$|^\(?\d+\)?$|\b(?:and|of|the|for)$|doi\.org|^Note", words):
        return False
    size, capitals, bold, italic = style_of(group)
    if size < usual.size - 0.9:
        return False
    number = NUMBER.match(words)
    distinct = size > usual.size + 0.9 or (bold and not usual.bold) or capitals or (italic and not usual.italic)
    ended = bool(re.search(r"[.!;:]$", words)) and not number
    if distinct:
        return (
            not ended and len(words.split()) <= 22 and not re.match(r"(?:Hypothes[ie]s|Proposition|H|P)\s?\d", words)
        )
    return (
        bool(number) and len(words) < 90 and len(group.lines) == 1 and not ENDS.search(words) and words.count(",") < 2
    )


def find_levels(headings: Sequence[Group]) -> Mapping[int, int]:
    """Levels of headings by ``id``: by their number where they have one, else by how their type stands out."""
    numbered = [g for g in headings if NUMBER.match(g.words)]
    by_number = len(numbered) >= max(3, 0.4 * len(headings))
    ranks = _ranks(headings)
    levels: dict[int, int] = {}
    for group in headings:
        match = NUMBER.match(group.words)
        if by_number and match and match[1]:
            levels[id(group)] = match[1].count(".") + 1
        elif by_number and not match:
            levels[id(group)] = 1 if KNOWN.match(group.words) else max(1, ranks[style_of(group)])
        else:
            levels[id(group)] = ranks[style_of(group)]
    return levels


def _ranks(headings: Sequence[Group]) -> dict[Style, int]:
    """Styles in order of weight; the style of well-known main sections is level 1, and so is all above it.

    A style seen only once takes the level of the next lighter one that is used more often.
    """
    counts = Counter(style_of(g) for g in headings)
    styles = sorted(counts, key=_weight, reverse=True)
    main = Counter(style_of(g) for g in headings if MAIN.match(g.words))
    top = max(main, key=lambda s: (main[s], _weight(s))) if main else (styles[0] if styles else None)
    ranks: dict[Style, int] = {}
    level, weight = 1, _weight(top) if top else None
    for style in styles:
        lighter = top is not None and weight is not None and _weight(style) < min(weight, _weight(top))
        if lighter and counts[style] > 1:
            level, weight = min(4, level + 1), _weight(style)
        ranks[style] = min(4, level + 1) if lighter and counts[style] == 1 else level
    return ranks


def _weight(style: Style) -> tuple[float, bool, bool, bool]:
    size, capitals, bold, italic = style
    return (round(size), capitals, bold, not italic)
