"""On what a hypothesis was tested: the study and the sample that a clause, a heading or a caption names.

    "H1 was supported in Study 1"              Study 1
    "in the U.S. sample H2 received support"   U.S. sample
    "the second experiment confirmed H3"       Experiment 2
    "in both studies"                          all studies of the paper

A clause that names a study is about that one, wherever it stands; else what stands under "Study 2", or "Results of
Study 2", is about Study 2, until a heading as high begins something else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from pipelines.text import Table, Text


class Occasion(NamedTuple):
    """A study and a sample as the paper names them, None where it names none; ``EVERY`` stands for all studies."""

    study: str | None = None
    sample: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What two names of one occasion have in common."""
        return _bare(self.study), _bare(self.sample)


EVERY = "*"
UNSAID = Occasion()
KIND = r"(?P<kind>stud(?:y|ies)|experiments?|surveys?|samples?|waves?)"
NUMBERS = {
    word: str(n)
    for words in (
        ("one", "two", "three", "four", "five", "six"),
        ("first", "second", "third", "fourth", "fifth", "sixth"),
        ("i", "ii", "iii", "iv", "v", "vi"),
    )
    for n, word in enumerate(words, 1)
}
NUMBER = r"(?:\d{1,2}[a-d]?|one|two|three|four|five|six|(?-i:I{1,3}|IV|VI?|[A-D]))"
JOINT = r"(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*[-–]\s*|\s+to\s+)"
AGAIN = r"(?:(?:stud(?:y|ies)|experiments?|surveys?|samples?|waves?)\s+)?"
NUMBERED = re.compile(
    rf"\b{KIND}\s+(?P<first>{NUMBER})(?![\w%])(?P<more>(?:{JOINT}{AGAIN}{NUMBER}(?![\w%]))*)", re.IGNORECASE
)
FURTHER = re.compile(rf"(?P<joint>{JOINT}){AGAIN}(?P<number>{NUMBER})(?![\w%])", re.IGNORECASE)
ORDINAL = re.compile(
    rf"\b(?:the|our)\s+(?P<first>first|second|third|fourth|fifth|sixth)\s+(?:\w+\s+)?{KIND}\b", re.IGNORECASE
)
ALL = re.compile(
    r"\b(?:both|all|each of (?:the|our)|all of (?:the|our))\s+(?:\w+\s+)?(?:studies|experiments)\b", re.IGNORECASE
)
# "full sample" and the like name no part of the data.
WHOLE = frozenset(
    {
        *("full", "whole", "entire", "total", "present", "current", "overall", "combined"),
        *("pooled", "final", "both", "all", "our", "this", "same", "aggregate"),
        *("each", "every", "large", "larger", "small", "smaller", "single", "convenience"),
        *("random", "representative", "research", "study", "main", "one", "other"),
    }
)
SAMPLE = re.compile(
    r"\b(?:in|for|among|amongst|within|with|on|from|using|of)\s+(?:the\s+|our\s+|a\s+)"
    r"(?P<sample>(?:[\w.'’&/-]+\s+){1,4}?(?:sub-?)?(?:samples?|groups?|cohorts?|data ?sets?|segments?|condition))\b",
    re.IGNORECASE,
)
PLACED = re.compile(
    r"\b(?P<by>in|for|among|amongst|within)\s+(?:the\s+|our\s+)?(?P<sample>[\w.'’&/-]+(?:\s+[\w.'’&/-]+){0,3})\W*$",
    re.IGNORECASE,
)
RANGE = re.compile(r"[-–]|\bto\b", re.IGNORECASE)
MOST = 9  # studies that one range of numbers may stand for


def find_occasions(words: str) -> list[Occasion]:
    """The occasions that words name, in their order; one that is without a number or name is none.

    Each study that is named has the sample that is named with it.
    """
    sample = _sample(words)
    studies = [study for match in NUMBERED.finditer(words) for study in _numbered(match)]
    studies += [_study(match["kind"], match["first"]) for match in ORDINAL.finditer(words)]
    if not studies and ALL.search(words):
        studies = [EVERY]
    named = [study for study in dict.fromkeys(studies) if not study.startswith("Sample ")]
    samples = [study for study in dict.fromkeys(studies) if study.startswith("Sample ")]
    if samples:
        return [Occasion(study, each) for study in named or (None,) for each in samples]
    if named:
        return [Occasion(study, sample) for study in named]
    return [Occasion(sample=sample)] if sample else []


def contrasted(before: str, after: str) -> tuple[Occasion, Occasion] | None:
    """What "… in the north" and "not in the south" are about, where the same word leads to both."""
    one, other = PLACED.search(before), PLACED.search(after)
    if one is None or other is None or one["by"].lower() != other["by"].lower():
        return None
    return Occasion(sample=one["sample"].rstrip(".")), Occasion(sample=other["sample"].rstrip("."))


def find_study(words: str) -> str | None:
    """The one study that a heading or a caption names."""
    named = {each.study for each in find_occasions(words) if each.study and each.study != EVERY}
    return named.pop() if len(named) == 1 else None


class Studies:
    """Which study a place of the paper is about, by the headings above it."""

    def __init__(self, text: Text) -> None:
        """Go through the headings of ``text``."""
        self._starts: list[int] = []
        self._told: list[str | None] = []
        stack: list[tuple[int, str | None]] = []
        for block in text.blocks:
            if block.role == "heading":
                level = block.level or 1
                above = [each for each in stack if each[0] < level]
                own = find_study(text.content[block.start : block.end])
                stack = [*above, (level, own or (above[-1][1] if above else None))]
                self._starts.append(block.start)
                self._told.append(stack[-1][1])
        named = dict.fromkeys(study for study in self._told if study is not None)
        self.named: tuple[str, ...] = tuple(named) if len(named) > 1 else ()

    def meant(self, occasion: Occasion, start: int) -> list[Occasion]:
        """What words at an offset mean that name ``occasion``: the study that they stand under, if they name none."""
        if occasion.study == EVERY:
            return [occasion._replace(study=study) for study in self.named or (None,)]
        if occasion.study is None:
            return [occasion._replace(study=self.at(start))]
        return [occasion]

    def of_table(self, table: Table) -> str | None:
        """The study that a table is about: by its caption, or by where it stands."""
        return (find_study(table.caption or "") if self.named else None) or self.at(table.start)

    def at(self, start: int) -> str | None:
        """The study at an offset of the content; None outside of all, and where the paper has one alone."""
        place = bisect_right(self._starts, start) - 1
        return self._told[place] if place >= 0 and self.named else None


def _sample(words: str) -> str | None:
    for match in SAMPLE.finditer(words):
        first = match["sample"].split()[0].lower()
        if first not in WHOLE:
            return match["sample"]
    return None


def _numbered(match: re.Match[str]) -> list[str]:
    """ "Studies 1-3 and 5": each by itself."""
    last = match["first"]
    found = [_study(match["kind"], last)]
    for further in FURTHER.finditer(match["more"]):
        if RANGE.search(further["joint"]) and last.isdigit() and further["number"].isdigit():
            between = range(int(last) + 1, min(int(further["number"]), int(last) + MOST))
            found += [_study(match["kind"], str(n)) for n in between]
        last = further["number"]
        found.append(_study(match["kind"], last))
    return found


def _study(kind: str, number: str) -> str:
    one = {"studies": "study"}.get(kind.lower(), kind.lower().removesuffix("s"))
    return f"{one.capitalize()} {NUMBERS.get(number.lower(), number)}"


def _bare(name: str | None) -> str:
    """A name without what does not tell it from others: case, articles, an enumerator in brackets, the bare noun."""
    bare = re.sub(r"^\W*\(?[a-d]\)\s*|^the\s+|\s+(?:sub-?)?(?:samples?|groups?)$", "", (name or "").casefold().strip())
    return " ".join(re.findall(r"\w+", bare))
