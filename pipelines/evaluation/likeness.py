"""How alike two wordings, statements or relations are: the yardsticks that records are scored with.

Wordings are compared as bags of normalised words (case, accents, articles, plural endings and British spelling put
aside), so that an annotator's wording and an extractor's need not be equal to the letter.
"""

from __future__ import annotations

import collections
import functools
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from pipelines.record import Relation, Statement

ARTICLES = frozenset({"the", "a", "an", "their", "its", "of", "s"})
INFLUENCE = frozenset({"causal", "associative"})  # one family: which of the two is a measure of its own

Gold = TypeVar("Gold")
Found = TypeVar("Found")


@functools.lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[str, ...]:
    """The words of ``text`` as they are compared: lower case, plain letters, singular, American, no articles."""
    text = unicodedata.normalize("NFKD", text.replace("ﬁ", "fi").replace("ﬂ", "fl"))
    text = "".join(c for c in text if not unicodedata.combining(c)).lower().replace("’", "'")
    text = re.sub(r"'s\b", "", text).replace("-", "")
    return tuple(_stem(word) for word in re.findall(r"[a-z0-9]+", text) if word not in ARTICLES)


def _stem(word: str) -> str:
    word = re.sub(r"our(s?)\b", r"or\1", re.sub(r"isation", "ization", word))
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def overlap(left: str, right: str) -> float:
    """Token F1 of two wordings, from 0 to 1; two empty ones are alike."""
    a, b = tokens(left), tokens(right)
    if not a and not b:
        return 1.0
    common = _common(a, b)
    return 2 * common / (len(a) + len(b)) if common else 0.0


def coverage(left: str, right: str) -> float:
    """The share of the shorter wording's words that the longer one holds; 0 where it has fewer than five."""
    a, b = tokens(left), tokens(right)
    short = min(len(a), len(b))
    return _common(a, b) / short if short >= 5 else 0.0


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    return sum((collections.Counter(a) & collections.Counter(b)).values())


def same_text(gold: str, found: str) -> float:
    """How well two statements' words match: 0 where they are different statements."""
    near = overlap(gold, found)
    return near if near >= 0.75 or (near >= 0.4 and coverage(gold, found) >= 0.9) else 0.0


def same_statement(gold: Statement, found: Statement) -> float:
    """``same_text``, eased and preferred where both carry the same label; from 0 to 2."""
    near = overlap(gold.text, found.text)
    if near >= 0.5 and _label(gold) and _label(gold) == _label(found):
        return 1 + near
    return same_text(gold.text, found.text)


def _label(statement: Statement) -> str:
    return re.sub(r"[^A-Z0-9]", "", (statement.label or "").upper())


def same_relation(gold: Relation, found: Relation, *, floor: float) -> float:
    """How well two relations match, from 0 to 1; each end must reach token F1 ``floor``.

    Causal and associative count as one family here, and an associative relation may be read either way round.
    Mediators and moderators must be there in both or in neither, one pair of each reaching the floor.
    """
    if gold.type != found.type and not {gold.type, found.type} <= INFLUENCE:
        return 0.0
    ends = overlap(gold.source, found.source), overlap(gold.target, found.target)
    if gold.type == found.type == "associative":
        swapped = overlap(gold.source, found.target), overlap(gold.target, found.source)
        ends = swapped if sum(swapped) > sum(ends) else ends
    if min(ends) < floor or not all(_same_third(g, f, floor) for g, f in _thirds(gold, found)):
        return 0.0
    return sum(ends) / 2


def _thirds(gold: Relation, found: Relation) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    yield gold.mediators, found.mediators
    yield gold.moderators, found.moderators


def _same_third(gold: Sequence[str], found: Sequence[str], floor: float) -> bool:
    if not gold or not found:
        return bool(gold) == bool(found)
    return any(overlap(g, f) >= floor for g in gold for f in found)


def pair(
    gold: Sequence[Gold], found: Sequence[Found], likeness: Callable[[Gold, Found], float]
) -> list[tuple[int, int]]:
    """Greedy one-to-one pairing as indexes (gold, found), best matches first; likeness 0 never pairs."""
    scored = ((likeness(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found))
    pairs: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for _, i, j in sorted((s for s in scored if s[0] > 0), key=lambda s: (-s[0], s[1], s[2])):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((i, j))
    return pairs
