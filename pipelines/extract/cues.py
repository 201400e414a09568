"""Cue words kept as data: one file a list in ``data/``, read once.

``data/NAME.txt`` holds one word or phrase a line; ``data/NAME.tsv`` rows of tab-separated fields. Lines that begin with
``#`` say what the file is.
"""

from __future__ import annotations

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


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"]
