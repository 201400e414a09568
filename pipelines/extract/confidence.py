"""How likely a statement is right, by the family of evidence that it was found by.

Right means: a careful reader of the paper marks the statement too, and at least one of its relations reads as found.
The counts in ``data/confidence.tsv`` are from annotated papers and sentences; ``pipelines.evaluation.reliability``
makes them, docs/evaluation.md shows how well the estimates hold on papers that were left out.
"""

from __future__ import annotations

import bisect
import statistics
from collections.abc import Mapping, Sequence
from functools import cache

from pipelines.extract import cues
from pipelines.extract.relations import Link
from pipelines.record import Finder, Kind

FAMILIES = (
    "labelled, by a relation word",
    "labelled, by word order",
    "labelled, by the model",
    "labelled, no relation",
    "worded as a hypothesis, by a relation word",
    "worded as a hypothesis, by word order",
    "worded as a hypothesis, by the model",
    "worded as a hypothesis, no relation",
    "other, by a relation word",
    "other, by word order",
    "other, by an unsure model",
    "other, by a fairly sure model",
    "other, by a sure model",
    "other, no relation",
)
SURE = (0.6, 0.9)  # mean probability of a statement's relations where the model's certainty changes its name
CERTAINTY = ("an unsure", "a fairly sure", "a sure")


def family_of(label: str | None, kind: Kind, links: Sequence[Link], finder: Finder) -> str:
    """One of ``FAMILIES``: how the statement announces itself, and what told its relations."""
    testable = kind in {"hypothesis", "proposition"}
    place = "labelled" if label else "worded as a hypothesis" if testable else "other"
    if place == "other" and finder == "model" and links:
        return f"{place}, by {_certainty(links)} model"
    return f"{place}, {_evidence(links, finder)}"


def _certainty(links: Sequence[Link]) -> str:
    """How sure the model is of the pairs of ends that it found, in words."""
    mean = statistics.fmean(link.probability or 0 for link in links)
    return CERTAINTY[bisect.bisect_right(SURE, mean)]


def _evidence(links: Sequence[Link], finder: Finder) -> str:
    if not links:
        return "no relation"
    if finder == "model":
        return "by the model"
    return "by word order" if all(link.rule == "surface" for link in links) else "by a relation word"


def estimate(right: int, seen: int) -> float:
    """The chance of being right after ``right`` of ``seen`` cases: Laplace's rule of succession, to two decimals."""
    return round((right + 1) / (seen + 2), 2)


@cache
def read_scale() -> Mapping[str, float]:
    """The confidence of each family."""
    counts = {family: (int(right), int(seen)) for family, right, seen in cues.read_rows("confidence")}
    return {family: estimate(*counts.get(family, (0, 0))) for family in FAMILIES}
