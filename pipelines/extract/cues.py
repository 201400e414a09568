"""Cue words kept as data: one file a list in ``data/``, read once.

``data/NAME.txt`` holds one word or phrase a line, ``data/NAME.tsv`` rows of tab-separated fields,
``data/patterns/NAME.txt`` regular expressions. Lines that begin with ``#`` say what the file is.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def read_words(name: str) -> frozenset[str]:
    """The words of ``data/NAME.txt``."""
    return frozenset(_lines(DATA / f"{name}.txt"))


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``data/NAME.tsv``, each as its fields."""
    return tuple(tuple(line.split("\t")) for line in _lines(DATA / f"{name}.tsv"))


@cache
def relation_gate() -> re.Pattern[str]:
    """A pattern that finds any word form which may relate two constructs: the cheap look before the parse."""
    verbs = {row[0].split("_")[0] for row in read_rows("verbs")}
    nouns = {row[0] for row in read_rows("nouns")}
    adjectives = {row[0] for row in read_rows("adjectives")}
    stems = sorted(
        {_stem(word) for word in verbs | nouns | adjectives | read_words("gate")}, key=lambda w: (-len(w), w)
    )
    return re.compile(
        rf"\b(?:{'|'.join(map(re.escape, stems))})\w*\b|\bthe (?:more|higher|lower|greater|less)\b", re.IGNORECASE
    )


def _stem(word: str) -> str:
    """What the inflected forms of a word begin with: "vary" and "varies" share "var"."""
    if len(word) > 4 and word[-1] in "ey":
        return word[:-1]
    return word


@cache
def read_pattern(name: str) -> re.Pattern[str]:
    """The pattern of ``data/patterns/NAME.txt``: any of its lines, whatever the case.

    A line ``NAME := …`` names a part that later lines use as ``{NAME}``.
    """
    parts: dict[str, str] = {}
    lines = []
    for line in _lines(DATA / "patterns" / f"{name}.txt"):
        for part, pattern in parts.items():
            line = line.replace(f"{{{part}}}", pattern)
        named, _, rest = line.partition(" := ")
        if rest:
            parts[named] = f"(?:{rest})"
        else:
            lines.append(line)
    return re.compile("|".join(lines), re.IGNORECASE)


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"]
