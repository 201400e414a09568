"""Words that a conversion ran together ("regulationand"), taken apart where the document itself says where.

Engines make out word spaces from gaps; this mends what has no gap in the file. It is cautious: a token that any large
list of English words knows is left alone, and so are capitalised ones (names, brands), parts of addresses, and
compounds that a document coins ("servicescape"), for these are written more than once or have short parts.
"""

from __future__ import annotations

import dataclasses
import functools
import importlib.resources
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from pipelines.read.layout.join import count_words
from pipelines.read.paragraph import Paragraph

# Words that begin or end no English compound, so that they give away a lost space. Not "in", "for", "on", "over"… as
# first words, nor "by", "on", "like" as last ones: those do form compounds ("insecurity", "forprofit", "standby").
BEGINNINGS = "the of and with that from their which to this these between"
ENDINGS = "and the of that with from their which for are were was is to in"
CLEAR_ENDINGS = "and the of"
DETERMINERS = "the this these their"
BEFORE_THEM = "of in to on for and from by with that as at is are"
COMPOUNDING = """
inter intra multi under cross hyper super trans ultra micro macro nano neuro socio psycho techno cyber video audio
electro photo counter extra infra retro quasi pseudo semi after forth
"""
FIRST, LAST, CLEAR = frozenset(BEGINNINGS.split()), frozenset(ENDINGS.split()), tuple(CLEAR_ENDINGS.split())
ARTICLES, BEFORE_ARTICLES = tuple(DETERMINERS.split()), frozenset(BEFORE_THEM.split())
PREFIXES = frozenset(COMPOUNDING.split())
FREQUENT = 1_000_000  # occurrences in the list's 10¹² words: a part must be an everyday word of English
RARE = 100_000  # a token that the list has no more often than this may be run together on the web as well
LONG = 14  # letters; two running words without any function word must make as much
OFTEN = 2  # what a document writes more often than this is a word of its own
SEEN = 2  # times that a part stands alone in the document; three for two running words
ENGLISH = 0.05  # share of "the", "of", "and" among an English document's words; others are left alone
Words = Counter[str]


def find_glued(words: Words) -> dict[str, str]:
    """Tokens of a document that are two words, with their splits; ``words`` as ``count_words`` gives them.

    >>> find_glued(Counter({"the": 9, "of": 5, "and": 4, "regulation": 2, "regulationand": 1, "whereas": 1}))
    {'regulationand': 'regulation and'}
    """
    if words["the"] + words["of"] + words["and"] < ENGLISH * words.total():
        return {}
    found = {}
    for token, count in words.items():
        if len(token) > 4 and token.isascii() and token.isalpha():
            split = _of_article(token) or (_split(token, count, words) if count <= OFTEN else None)
            if split:
                found[token] = split
    return found


def split_words(text: str, glued: Mapping[str, str]) -> str:
    """The text with its run-together tokens taken apart; only those all in small letters and in no address."""
    if not glued:
        return text
    return _pattern(tuple(glued)).sub(lambda match: glued[match[0]], text)


def splitting(clean: Callable[[str], str], words: Words) -> Callable[[str], str]:
    """A line's cleaning that takes the document's run-together words apart as well."""
    glued = find_glued(words)
    return (lambda text: split_words(clean(text), glued)) if glued else clean


def split_paragraphs(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Paragraphs without places on a page (their offsets are not yet given) with run-together words apart."""
    if any(p.fragments for p in paragraphs):
        return tuple(paragraphs)
    glued = find_glued(count_words(p.text for p in paragraphs))
    if not glued:
        return tuple(paragraphs)
    return tuple(p if p.rows else dataclasses.replace(p, text=split_words(p.text, glued)) for p in paragraphs)


@functools.lru_cache(maxsize=8)
def _pattern(tokens: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@/.:'’‐–-])(?:{'|'.join(map(re.escape, tokens))})(?![\w@/'’‐–-]|[.:]\w)")


def _of_article(token: str) -> str | None:
    """ "ofthe", "tothese": no English word is made so."""
    for right in ARTICLES:
        if token.endswith(right) and token[: -len(right)] in BEFORE_ARTICLES:
            return f"{token[: -len(right)]} {right}"
    return None


def _split(token: str, count: int, words: Words) -> str | None:
    """The one way to take a token apart, or None."""
    ways = [
        f"{token[:place]} {token[place:]}"
        for place in range(2, len(token) - 1)
        if _apart(token[:place], token[place:], count, words)
    ]
    if len(ways) != 1 or _frequency(token) > (RARE if token.endswith(CLEAR) else 0):
        return None
    return ways[0] if _common(ways[0].split()) else None


def _apart(left: str, right: str, count: int, words: Words) -> bool:
    """Does the document write both as words of their own, in a form that is no compound?"""
    if left in FIRST:
        return len(right) > 4 and words[right] >= SEEN
    if right in LAST:
        return len(left) > 4 and words[left] >= SEEN
    running = len(left) > 4 and len(right) > 4 and left not in PREFIXES
    return running and count == 1 and len(left) + len(right) >= LONG and min(words[left], words[right]) > SEEN


def _common(parts: Iterable[str]) -> bool:
    return all(_frequency(part) >= FREQUENT for part in parts)


@functools.lru_cache(maxsize=4096)
def _frequency(word: str) -> int:
    """How often a word stands in 10¹² words of the web (Norvig 2009, as the package wordsegment brings it)."""
    listed = _listed()
    place = listed.find(f"\n{word}\t")
    return int(listed[place + len(word) + 2 : listed.index("\n", place + 1)].split(".")[0]) if place >= 0 else 0


@functools.cache
def _listed() -> str:
    """The list as printed, a word and its number a line: a handful of words is looked up, so nothing is parsed."""
    text = importlib.resources.files("wordsegment").joinpath("unigrams.txt").read_text(encoding="utf-8")
    return f"\n{text}\n"
