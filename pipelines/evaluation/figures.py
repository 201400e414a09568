"""Figures of a measurement: counts of hits and errors a measure, and what they come to."""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Mapping
from typing import Any


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measure: true positives, false positives, false negatives."""

    hits: int = 0
    spurious: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        found = self.hits + self.spurious
        return self.hits / found if found else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 0 where nothing is there."""
        there = self.hits + self.missed
        return self.hits / there if there else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def to_dict(self) -> dict[str, float | int]:
        """The row as plain values, shares rounded to three places."""
        return {
            "precision": round(self.precision, 3),
            "recall": round(self.recall, 3),
            "f1": round(self.f1, 3),
            "gold": self.hits + self.missed,
            "predicted": self.hits + self.spurious,
        }


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a comparison came to. ``rows`` are sorted by measure; ``misses`` say each error in words."""

    rows: Mapping[str, Row]
    documents: int
    absent: tuple[str, ...] = ()  # gold documents for which there was no record
    misses: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The figures as plain values for JSON; the misses are left out."""
        rows = {measure: row.to_dict() for measure, row in self.rows.items()}
        return {"figures": rows, "documents": self.documents, "absent": list(self.absent)}

    def table(self) -> str:
        """The figures as lines of text in columns."""
        lines = [
            f"{self.documents} gold documents; without a record: {', '.join(self.absent) or 'none'}",
            f"{'measure':34} {'precision':>9} {'recall':>7} {'F1':>6} {'gold':>6} {'found':>6}",
        ]
        for measure, row in self.rows.items():
            counts = f"{row.hits + row.missed:6d} {row.hits + row.spurious:6d}"
            lines.append(f"{measure:34} {row.precision:9.3f} {row.recall:7.3f} {row.f1:6.3f} {counts}")
        return "\n".join(lines)


class Tally:
    """Counts while a comparison runs; ``figures`` closes it."""

    def __init__(self) -> None:
        self._counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
        self._misses: list[str] = []

    def count(self, measure: str, *, hits: int = 0, spurious: int = 0, missed: int = 0) -> None:
        """Add to a measure; a measure counted with zeros still shows."""
        self._counts[measure].update(hits=hits, spurious=spurious, missed=missed)

    def judge(self, measure: str, right: bool, why: str) -> None:
        """Count one answer that is right or wrong; ``why`` is noted where it is wrong."""
        self.count(measure, hits=int(right), spurious=int(not right), missed=int(not right))
        if not right:
            self.note(why)

    def note(self, why: str) -> None:
        """Keep an error in words."""
        self._misses.append(why)

    def figures(self, *, documents: int, absent: tuple[str, ...] = ()) -> Figures:
        """What has been counted, by measure in alphabetical order."""
        rows = {measure: Row(**counts) for measure, counts in sorted(self._counts.items())}
        return Figures(rows=rows, documents=documents, absent=absent, misses=tuple(self._misses))
