"""Acronyms and what they stand for, as the paper itself introduces them.

The method is that of A. S. Schwartz and M. A. Hearst (2003), "A simple algorithm for identifying abbreviation
definitions in biomedical text", Pacific Symposium on Biocomputing 8: 451–462: the letters of the short form are looked
for from right to left in the words before the bracket, and the first of them must begin a word. Added here: the short
form may come first ("CEB (customer engagement behavior)"), legends of tables ("CEB = customer engagement behavior"),
and plurals ("SMEs").
"""

from __future__ import annotations

import collections
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipelines.canonical import singular
from pipelines.text import Text

SHORT = r"[A-Za-z][A-Za-z0-9&/.-]{1,9}"
IN_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,120})[)\]]")
SHORT_FIRST = re.compile(rf"(?<![\w-])({SHORT})\s*[(\[]([^()\[\]\n]{{5,90}})[)\]]")
LEGEND = re.compile(rf"(?<![\w-])({SHORT})\s*(?:=|:|–|—)\s*([A-Za-z][^;:=,.()\n]{{4,80}})(?=[;,.\n)]|$)")
LEAD_IN = re.compile(r"^(?:hereafter|henceforth|hereinafter|i\.\s?e\.|e\.\s?g\.|or|abbreviated|termed)[\s,:]*", re.I)
WORDS_BEFORE = re.compile(r"[^\s()\[\];:]+")

NOT_OWN = frozenset({"reference", "back", "boilerplate", "front"})
# Read by everybody as they stand: spelt out only where they stand alone.
HOUSEHOLD = frozenset(
    {"AI", "B2B", "B2C", "CEO", "EU", "GDP", "HR", "ICT", "ICTs", "IT", "R&D", "SMS", "TV", "UK", "US"}
)


class Acronym(NamedTuple):
    """A short form, its long form, and where in the words the long form stands."""

    short: str
    long: str
    start: int
    end: int


def find_acronyms(words: str) -> dict[str, str]:
    """Short forms with the long form that the words give most often, in order of their first introduction.

    A plural is listed in both numbers: "SMEs" and "SME".
    """
    votes: dict[str, collections.Counter[str]] = {}
    for found in match_acronyms(words):
        long = " ".join(found.long.split())
        votes.setdefault(found.short, collections.Counter())[long] += 1
    chosen = {short: counts.most_common(1)[0][0] for short, counts in votes.items()}
    for short, long in tuple(chosen.items()):
        if short.endswith("s") and short[:-1].isupper():
            head, _, last = long.rpartition(" ")
            chosen.setdefault(short[:-1], f"{head} {singular(last)}".strip())
    return chosen


def read_acronyms(text: Text) -> dict[str, str]:
    """The acronyms that a paper introduces in its own words, bibliography and back matter apart."""
    own = [text.content[b.start : b.end] for b in text.blocks if b.role not in NOT_OWN]
    return find_acronyms("\n".join(own) if text.blocks else text.content)


def match_acronyms(words: str) -> Iterator[Acronym]:
    """Every place where the words introduce an acronym."""
    for found in IN_BRACKETS.finditer(words):
        yield from _long_before(words, found)
    for pattern in (SHORT_FIRST, LEGEND):
        for found in pattern.finditer(words):
            if is_short_form(found[1]) and _fits_whole(found[1], found[2]):
                yield Acronym(found[1], found[2].strip(), *found.span(2))


def is_short_form(word: str) -> bool:
    """Two to ten characters, at least two of them capitals; "Smith" and "2014" are none."""
    return 2 <= len(word) <= 10 and sum(c.isupper() for c in word) >= 2 and not word.endswith((".", "-", "/"))


def expand(words: str, acronyms: Mapping[str, str]) -> str:
    """The words with each acronym replaced by its long form; a plural s goes to the long form's last word."""

    def long_form(found: re.Match[str]) -> str:
        word = found[0]
        if word in HOUSEHOLD and word != words:
            return word
        if word in acronyms:
            return acronyms[word]
        return f"{acronyms[word[:-1]]}s" if word.endswith("s") and word[:-1] in acronyms else word

    return re.sub(r"(?<![\w-])[A-Za-z][A-Za-z0-9&/]*[A-Za-z0-9](?![\w])", long_form, words) if acronyms else words


def _long_before(words: str, found: re.Match[str]) -> Iterator[Acronym]:
    """The acronym in the bracket ``found`` with the long form before it, where there is one."""
    inside = re.split(r"[;,]", LEAD_IN.sub("", found[1].strip()))[0].strip("\"'“”‘’ ")
    if not is_short_form(inside) or not re.fullmatch(SHORT, inside):
        return
    line = words.rfind("\n", 0, found.start()) + 1
    before = list(WORDS_BEFORE.finditer(words, max(line, found.start() - 250), found.start()))
    if not before or words[before[-1].end() : found.start()].strip():
        return
    bracket = max(words.rfind(mark, 0, found.start()) for mark in "()[]")
    nearest = [w for w in before[-min(len(inside) + 5, len(inside) * 2) :] if w.start() > bracket]
    if not nearest:
        return
    start, end = nearest[0].start(), nearest[-1].end()
    place = long_form(inside, words[start:end])
    if place is not None and _is_sound(inside, words[start + place : end]):
        long = words[start + place : end]
        yield Acronym(inside, long.strip("\"'“”‘’,"), start + place, end)


def long_form(short: str, candidate: str) -> int | None:
    """Where in ``candidate`` the long form of ``short`` begins, or None: the algorithm of Schwartz and Hearst.

    A final plural s of the short form need not be found.
    """
    letters = [c.lower() for c in short if c.isalnum()]
    if short.endswith("s") and short[:-1].isupper():
        letters = letters[:-1]
    place = len(candidate)
    for number in range(len(letters) - 1, -1, -1):
        place -= 1
        while place >= 0 and not _matches(candidate, place, letters[number], first=number == 0):
            place -= 1
        if place < 0:
            return None
    return place


def _matches(candidate: str, place: int, letter: str, *, first: bool) -> bool:
    if candidate[place].lower() != letter:
        return False
    return not first or place == 0 or not candidate[place - 1].isalnum()


def _is_sound(short: str, long: str) -> bool:
    """Long enough, not the short form itself, no citation, and no more words than letters and a few small words."""
    count = len(re.findall(r"\w+", long))
    return (
        len(long) > len(short)
        and not re.search(rf"(?<!\w){re.escape(short)}(?!\w)", long, re.IGNORECASE)
        and not re.search(r"\b(?:19|20)\d\d\b", long)
        and 1 < count <= len(short) * 2 + 1
        and not re.match(r"(?:and|or|of|in|for|to|by|with|on|at)\s", long)
        and not re.search(r"\s(?:and|or|of|in|for|to|by|with|on|at|the|a)$", long)
    )


def _fits_whole(short: str, long: str) -> bool:
    """The whole of ``long``, from its first letter, spells the short form at the beginnings of its words."""
    initials = "".join(w[0] for w in re.findall(r"[^\W_]+", long)).lower()
    letters = "".join(c for c in short.rstrip("s") if c.isalpha()).lower()
    return (
        _is_sound(short, long)
        and long_form(short, long) == 0
        and initials[:1] == letters[:1]
        and _mostly(letters, initials)
    )


def _mostly(letters: str, initials: str) -> bool:
    """The letters occur in order among the initials, but for at most one in three."""
    place = hits = 0
    for letter in letters:
        at = initials.find(letter, place)
        if at >= 0:
            place, hits = at + 1, hits + 1
    return hits * 3 >= len(letters) * 2
