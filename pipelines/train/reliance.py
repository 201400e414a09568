"""How far statements can be relied on, counted on sentences of papers that the model has not seen."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from pipelines.extract.statements.confidence import RULES, STEP, estimate
from pipelines.extract.words.cues import DATA

LEAST = 40  # statements that a step of the table is counted on
TABLE = DATA / "confidence.tsv"

Step = tuple[float, int, int]  # the lowest chance, the right ones, all


@dataclasses.dataclass(frozen=True, slots=True)
class Case:
    """A statement: the highest chance of its relations, whether any is right, and whether it is numbered."""

    chance: float
    right: bool
    labelled: bool


def steps(found: Sequence[Case]) -> list[Step]:
    """The cases in steps of rising chance; those that do not rise are one (pool adjacent violators)."""
    order = sorted(found, key=lambda case: case.chance)
    cut: list[Step] = []
    for at in range(0, len(order), LEAST):
        part = order[at : at + LEAST]
        cut.append((part[0].chance, sum(case.right for case in part), len(part)))
        while len(cut) > 1 and estimate(*cut[-1][1:]) <= estimate(*cut[-2][1:]):
            (low, right, seen), (_, more, others) = cut[-2:]
            cut[-2:] = [(low, right + more, seen + others)]
    return cut


def calibration_error(found: Sequence[Case], parts: int) -> float:
    """Expected calibration error in ten bins, each case by the steps of the other parts."""
    bins: dict[int, list[float]] = {}
    for number in range(parts):
        table = steps([case for n, case in enumerate(found) if n % parts != number])
        for case in found[number::parts]:
            sure = _confidence(case, table)
            bins.setdefault(min(9, int(sure * 10)), []).append(sure - case.right)
    return round(sum(abs(sum(apart)) for apart in bins.values()) / max(1, len(found)), 3)


def _confidence(case: Case, table: Sequence[Step]) -> float:
    reached = [(right, seen) for low, right, seen in table if low <= case.chance] or [table[0][1:]]
    return estimate(*reached[-1])


def write(learned: Sequence[Case], ruled: Sequence[Case], path: Path = TABLE) -> None:
    """Renew the counts of statements with relations; those of statements without any stay."""
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(("#", "no relation"))]
    rows = []
    for name, labelled in (("labelled", True), ("other", False)):
        part = [case.right for case in ruled if case.labelled == labelled]
        rows.append(f"{RULES}, {name}\t{sum(part)}\t{len(part)}")
    rows += [f"{STEP}{low:.3f}\t{right}\t{seen}" for low, right, seen in steps(learned)]
    path.write_text("\n".join([*kept, *rows]) + "\n", encoding="utf-8")
