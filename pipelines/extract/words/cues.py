"""Cue words kept as data: one file a list in ``data/``, read once.

``data/NAME.txt`` holds one word or phrase a line, ``data/NAME.tsv`` rows of tab-separated fields,
``data/patterns/NAME.txt`` regular expressions. Lines that begin with ``#`` say what the file is.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

WORD = re.compile(r"[a-z][a-z-]*")
CUE_PHRASE = re.compile(r"\bthe (?:more|higher|lower|greater|less)\b|\b(?:part|form|kind|type|example)s? of\b")
DATA = Path(__file__).resolve().parents[1] / "data"


@cache
def read_words(name: str) -> frozenset[str]:
    """The words of ``data/NAME.txt``."""
    return frozenset(_lines(DATA / f"{name}.txt"))


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``data/NAME.tsv``, each as its fields."""
    return tuple(tuple(line.split("\t")) for line in _lines(DATA / f"{name}.tsv"))


def may_relate(words: str) -> bool:
    """Whether any word form that may relate two constructs is there: the cheap look before the parse."""
    lower = words.lower()
    return not _cue_forms().isdisjoint(WORD.findall(lower)) or bool(CUE_PHRASE.search(lower))


@cache
def _cue_forms() -> frozenset[str]:
    verbs = {row[0].split("_")[0] for row in read_rows("verbs")}
    nouns = {row[0] for row in read_rows("nouns")} - {
        "part",
        "form",
        "kind",
        "type",
        "example",
    }  # commoner as other words
    adjectives = {row[0] for row in read_rows("adjectives")}
    forms = {form for verb in verbs for form in inflected(verb)} | {form for noun in nouns for form in plural(noun)}
    return frozenset(forms | adjectives | read_words("gate"))


def inflected(verb: str) -> set[str]:
    """The regular forms of a verb; a doubled consonant is tried too."""
    stem = verb[:-1] if verb.endswith("e") else verb
    forms = {verb, f"{verb}s", f"{verb}es", f"{stem}ed", f"{stem}ing", f"{stem}{stem[-1]}ed", f"{stem}{stem[-1]}ing"}
    if verb.endswith("y"):
        forms |= {f"{verb[:-1]}ies", f"{verb[:-1]}ied"}
    return forms


def plural(noun: str) -> set[str]:
    """A noun with its plural."""
    return {noun, f"{noun}s", f"{noun[:-1]}ies"} if noun.endswith("y") else {noun, f"{noun}s"}


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
