"""Questions in words of their own, read by the constructs and cue words that stand in them.

Where no form of ``patterns.py`` fits a question whole, the names of the store's constructs are looked up among its
words and replaced by ``«1»``, ``«2»`` …, and the first cue of ``cues.py`` that occurs tells the query. Every word must
be accounted for: as part of a name or of a cue, as one that adds nothing, or as part of a phrase at the end or as an
adverb, which are said to be unused. Anything else may change what is asked; then the question is refused, with the
query that comes nearest.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from kg.actors import ACTORS
from kg.ask.cues import EMPTY, Cue, cue_words, cues
from kg.ask.names import labels_of, without_context
from kg.store import Store

LONGEST_NAME = 8  # words of a construct's name that is looked for
WORD = re.compile(r"«\d+»|⟦\d+⟧|[^\W_][\w'’-]*|[,;:()]")
TOGETHER = re.compile(r"«\d+»(?:(?:,? (?:and|or) |, )«\d+»)+")
PEOPLE = re.compile("|".join(ACTORS), re.IGNORECASE)
AGAINST = re.compile(
    r"\b(?:not|never|without|except|nor|neither|excluding|other than|instead of|(?:worse|more|less|\w+er) than)\b"
    r"|n't\b",
    re.IGNORECASE,
)
TWO = 2
BARE = {1: ("definitions construct=$1", "statements construct=$1"), TWO: ("evidence cause=$1 effect=$2 either=true",)}
QUESTIONS = frozenset(
    {"best", "give", "how", "list", "paper", "papers", "show", "studies", "study", "tell", "what", "when", "where"}
    | {"which", "who", "whom", "whose", "why"}
)
BETWEEN = re.compile(r"«1»\s+[^«»]*$")
LINKS = frozenset({"of", "for", "to", "on", "in", "between", "behind"})
MILD = re.compile(r"\w+ly|negative|positive|(?:un)?desirable|(?:un)?intended|significant|key|important", re.IGNORECASE)
# What may begin words that are left over: after a cue a phrase of its own, after a name also an article.
FURTHER_WORD = re.compile(
    r"[,;:(]| (?:across|among|amongst|at|by|during|for|from|in|of|on|when|where|with|within) ", re.I
)
END_OF_NAME = re.compile(rf"{FURTHER_WORD.pattern}| (?:an?|and|as|if|or|so|that|the|to|under|which|while) ", re.I)


@dataclasses.dataclass(frozen=True, slots=True)
class Sketch:
    """What a question seems to ask: queries whose ``$1`` may be any of the first names, with the words left over.

    ``in_the_way`` are words that may change what is asked: then it is only the nearest query, and not to be run.
    """

    templates: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    unused: tuple[str, ...] = ()
    in_the_way: tuple[str, ...] = ()


def sketch(store: Store, masked: str) -> Sketch | None:
    """What ``masked``, a question with its references masked, seems to ask; None where no cue tells."""
    words, names = _mark(store, masked)
    ways: list[tuple[str, tuple[tuple[str, ...], ...]]] = [(words, tuple((name,) for name in names))]
    if TOGETHER.search(words):
        ways.append(_joined(words, names))
    for cue in cues():
        for marked, slots in ways:
            if len(slots) in cue.templates and (match := cue.expression.search(marked)):
                unused, in_the_way = _left_over(marked, match, cue)
                return Sketch(cue.templates[len(slots)], slots, unused, in_the_way)
    return _bare(words, names)


def _bare(words: str, names: Sequence[str]) -> Sketch | None:
    """Names without a cue: of one, what it is and what is said of it; of two, how they relate.

    A word that is not known may stand between two, as a verb would; it is said to be unused.
    """
    if len(names) not in BARE or AGAINST.search(words):
        return None
    if any(word.casefold() in QUESTIONS for word in re.findall(r"\w+", words)):
        return None  # of "what is the best paper on trust", more is asked than trust
    unknown = [word for word in WORD.finditer(words) if not _is_plain(word, ())]
    between = [word[0] for word in unknown if len(names) == TWO and BETWEEN.search(words, 0, word.end())]
    if len(unknown) > len(between) or len(between) > 1 or not re.search(r"«\d»\W*$", words):
        return None
    return Sketch(BARE[len(names)], tuple((name,) for name in names), tuple(between))


def _mark(store: Store, masked: str) -> tuple[str, list[str]]:
    """The question with the constructs of the store marked by number, the longest name first, and their names."""
    spans = list(_spans(masked))
    found = labels_of(store, [masked[start:end] for start, end in spans])
    spans = [span for span in spans if without_context(masked[slice(*span)]) not in found]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if masked[start:end] in found and all(end <= before or start >= after for before, after in kept):
            kept.append((start, end))
    marked, kept = masked, sorted(kept)
    for number, (start, end) in reversed(list(enumerate(kept, 1))):
        marked = f"{marked[:start]}«{number}»{marked[end:]}"
    return marked, [found[masked[start:end]] for start, end in kept]


def _spans(masked: str) -> Iterator[tuple[int, int]]:
    """Where names may stand: runs of words, not all of which add nothing, that do not cut a cue in two."""
    cues_at = [match.span() for match in cue_words().finditer(masked)]
    words = list(WORD.finditer(masked))
    plain = [_is_plain(word, cues_at) for word in words]
    for first, word in enumerate(words):
        if plain[first] and first + 1 < len(words) and words[first + 1][0].casefold() in LINKS:
            continue  # "consequences of trust" asks for something about trust
        for last in range(first, min(first + LONGEST_NAME, len(words))):
            if not words[last][0][0].isalnum():
                break
            start, end = word.start(), words[last].end()
            cut = any(before < edge < after for before, after in cues_at for edge in (start, end))
            if not cut and not all(plain[first : last + 1]):
                yield start, end


def _is_plain(word: re.Match[str], cues_at: Sequence[tuple[int, int]]) -> bool:
    """Does a word add nothing, or is it part of a cue?"""
    known = word[0].casefold() in EMPTY or PEOPLE.fullmatch(word[0]) is not None
    return known or not word[0][0].isalnum() or any(start <= word.start() < end for start, end in cues_at)


def _joined(words: str, names: Sequence[str]) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """Constructs that stand side by side ("trust and loyalty") under one mark: the question is asked of each."""
    slots: list[tuple[str, ...]] = []

    def join(match: re.Match[str]) -> str:
        slots.append(tuple(names[int(number) - 1] for number in re.findall(r"«(\d+)»", match[0])))
        return f"«{len(slots)}»"

    return re.sub(rf"{TOGETHER.pattern}|«\d+»", join, words), tuple(slots)


def _left_over(marked: str, match: re.Match[str], cue: Cue) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that are not accounted for: those that may be left unused, and those that are in the way.

    What follows the last name and cue may be left, unless it goes on with the name ("loyalty programme"), may be what
    the cue is about ("affect the zorbing"), or nothing is named at all; so may an adverb or a word of judgement.
    """
    names = [mark.end() for mark in re.finditer(r"«\d+»", marked)]
    end = max([match.end(), *names])
    cues_at = [found.span() for found in cue_words().finditer(marked)]
    unknown = [word for word in WORD.finditer(marked) if not _is_plain(word, cues_at)]
    before, after = ([w for w in unknown if w.start() < end], [w for w in unknown if w.start() >= end])
    mild = tuple(word[0] for word in before if MILD.fullmatch(word[0]))
    in_the_way = [word[0] for word in before if word[0] not in mild]
    if not cue.denies:
        in_the_way += AGAINST.findall(marked)
    tail = marked[end:].strip(" ,;:")
    boundary = FURTHER_WORD if end not in names else END_OF_NAME
    if after and (not names or not boundary.match(marked[end:])):
        in_the_way.append(tail)
    return (*mild, *([tail] if after else [])), tuple(in_the_way)
