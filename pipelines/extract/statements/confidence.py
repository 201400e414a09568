"""How likely a statement is right, by the chances of its relations or, without any, by how it announces itself.

Right means: a careful reader marks the statement too, and at least one of its relations reads as found. The counts in
``data/confidence.tsv`` are of sentences of papers that neither model nor weights have seen; ``pipelines.train`` makes
them, docs/evaluation.md shows how well the estimates hold.
"""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Mapping, Sequence
from functools import cache

from pipelines.extract.relations import Link
from pipelines.extract.words import cues
from pipelines.record import Kind

STEP = "relation, chance from "  # rows of the table that hold from this chance on, before the number
RULES = "relation by rules alone"
SILENT = "no relation, {}"


@dataclasses.dataclass(frozen=True, slots=True)
class Scale:
    """The confidence of each family of evidence, and, rising, that of statements with relations from each chance."""

    families: Mapping[str, float]
    chances: Sequence[float]
    confidences: Sequence[float]

    def confidence(self, label: str | None, kind: Kind, links: Sequence[Link]) -> float:
        """How likely a statement is right."""
        if not links:
            testable = kind in {"hypothesis", "proposition"}
            place = "labelled" if label else "worded as a hypothesis" if testable else "other"
            return self.families[SILENT.format(place)]
        sure = [link.probability for link in links if link.probability is not None]
        if not sure:
            return self.families[f"{RULES}, {'labelled' if label else 'other'}"]
        return self.confidences[max(0, bisect.bisect_right(self.chances, max(sure)) - 1)]


def estimate(right: int, seen: int) -> float:
    """The chance of being right after ``right`` of ``seen`` cases: Laplace's rule of succession, to two decimals."""
    return round((right + 1) / (seen + 2), 2)


@cache
def read_scale() -> Scale:
    """The scale as measured."""
    counts = {name: estimate(int(right), int(seen)) for name, right, seen in cues.read_rows("confidence")}
    steps = sorted((float(name.removeprefix(STEP)), sure) for name, sure in counts.items() if name.startswith(STEP))
    families = {name: sure for name, sure in counts.items() if not name.startswith(STEP)}
    return Scale(families, [chance for chance, _ in steps], [sure for _, sure in steps])
