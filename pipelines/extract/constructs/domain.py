"""Is a stretch of a document about the field at all? Scraped pages bring other fields' abstracts and advertisements.

The field is taken broadly: engagement, value co-creation, service, marketing, customers, and the management,
information systems and psychology research that shares its constructs. What counts is the company that words keep: a
block is weighed with its neighbours, and a page that a scrape glued in as a whole. So a sentence on patients in a
paper on health services stays, and a clinical study glued to a page on customer involvement goes.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Sequence
from functools import cache

from pipelines.extract.words.cues import read_words
from pipelines.text import Block, Text

NEIGHBOURS = 2  # blocks on each side that are weighed along
OWN_WEIGHT = 1.0  # of the words asked about, over and above their block's
TELLING = 12  # words: what speaks to a visitor is shorter
MARGIN = 1.5  # how much more another field's words must weigh
FIELD_SHARE = 0.6  # of a text's sentences carry a mark of the field; .68 to 1 in its papers
FEW = 20  # sentences: too few to judge a text as a whole


def judge(text: Text) -> Callable[[int, int], bool]:
    """A function that says whether ``content[start:end]`` belongs to the field.

    The text is weighed once, so that asking is cheap.
    """
    blocks = text.blocks or (Block(start=0, end=len(text.content), role="paragraph"),)
    starts = [block.start for block in blocks]
    weights = [_weigh(text.content[b.start : b.end]) for b in blocks]
    foreign_parts = [part for part in text.parts if _is_foreign(*_weigh(text.content[part.start : part.end]))]

    def in_domain(start: int, end: int) -> bool:
        words = text.content[start:end]
        if is_solicitation(words) or any(part.start <= start < part.end for part in foreign_parts):
            return False
        place = max(bisect.bisect_right(starts, start) - 1, 0)
        near = weights[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]
        own, foreign = _weigh(words)
        field = OWN_WEIGHT * own + sum(weight[0] for weight in near)
        return not _is_foreign(field, OWN_WEIGHT * foreign + sum(weight[1] for weight in near))

    return in_domain


def _is_foreign(field: float, foreign: float) -> bool:
    """Whether another field's words outweigh the field's own."""
    return foreign >= 2 and foreign > MARGIN * field


def belongs(words: str) -> bool:
    """Whether words on their own are of the field: nothing that speaks against it, or more that speaks for it."""
    field, foreign = _weigh(words)
    return not is_solicitation(words) and foreign <= MARGIN * field


def marks_field(words: str) -> bool:
    """Whether words carry a mark of the field."""
    return bool(_pattern("domain_stems").search(words.lower()))


def covers_field(sentences: Sequence[str]) -> bool:
    """Whether the sentences of a text that may state something are of the field as a whole, or too few to tell."""
    return len(sentences) < FEW or sum(map(marks_field, sentences)) >= FIELD_SHARE * len(sentences)


def is_solicitation(words: str) -> bool:
    """Whether words speak to a visitor of a web page (subscribe, sign in, buy) rather than of such visitors."""
    if not _pattern("solicitations", whole=True).search(words.lower()):
        return False
    return _weigh(words)[0] < (1 if len(words.split()) > TELLING else 2)


def _weigh(words: str) -> tuple[float, float]:
    """How often the field's words and other fields' words occur."""
    lower = words.lower()
    return float(len(_pattern("domain_stems").findall(lower))), float(len(_pattern("foreign_stems").findall(lower)))


@cache
def _pattern(name: str, *, whole: bool = False) -> re.Pattern[str]:
    """A pattern for the beginnings of words in ``data/NAME.txt``, or for its whole phrases, in lower case.

    A pattern that minds no case takes four times as long.
    """
    stems = sorted(read_words(name), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})" + (r"\b" if whole else ""))
