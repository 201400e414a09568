"""Whether confidence keeps its word: a reliability table of what is found in annotated papers.

    python -m pipelines.evaluation.reliability GOLD PAPER... [--model none]

GOLD is a folder of annotations; statements count only in the parts that were annotated exhaustively. What the
confidence of a statement is comes from sentences that the model has not seen (``pipelines.train.reliance``).
"""

from __future__ import annotations

import argparse
import functools
import itertools
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, get_args

from pipelines.choices import MODEL, Model
from pipelines.evaluation.annotation import Annotation, gold_name, read_annotation, read_gold
from pipelines.evaluation.likeness import pair, same_relation, same_statement, same_text
from pipelines.extract import load
from pipelines.read import read_safely
from pipelines.record import Statement

RELAXED = 0.5  # token F1 that each end of a relation must reach
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.01)


class Case(NamedTuple):
    """One found statement: its confidence, and whether the annotation agrees."""

    confidence: float
    right: bool


def judge(gold: Annotation, found: Sequence[Statement]) -> Iterator[Case]:
    """The found statements as cases, so far as the annotation is complete for their kind."""
    every = "claims" in gold.complete
    if not every and "hypotheses" not in gold.complete:
        return
    golds, finds = ([s for s in side if every or _is_testable(s)] for side in (gold.record.statements, found))
    partner = {j: i for i, j in pair(golds, finds, same_statement)}
    for j, statement in enumerate(finds):
        if j in partner:
            yield Case(statement.confidence or 0.0, agrees(golds[partner[j]], statement))
        elif not any(same_text(words, statement.text) for words in gold.aside):
            yield Case(statement.confidence or 0.0, False)


def _is_testable(statement: Statement) -> bool:
    return statement.kind in {"hypothesis", "proposition"}


def agrees(gold: Statement, found: Statement) -> bool:
    """Whether one relation reads as in the gold, or neither statement has any."""
    if not gold.relations and not found.relations:
        return True
    return bool(pair(gold.relations, found.relations, functools.partial(same_relation, floor=RELAXED)))


def tabulate(told: Sequence[Case]) -> list[tuple[str, int, float, float]]:
    """Reliability: the range of confidence, how many cases, their mean confidence, the share that was right."""
    rows = []
    for low, high in itertools.pairwise(BINS):
        inside = [(p, right) for p, right in told if low <= p < high]
        if inside:
            mean, share = (sum(each) / len(inside) for each in zip(*inside, strict=True))
            rows.append((f"{low:.1f} to {min(high, 1.0):.1f}", len(inside), round(mean, 3), round(share, 3)))
    return rows


def calibration_error(told: Sequence[Case]) -> float:
    """Expected calibration error over the bins: the mean distance of confidence and share, by cases."""
    return sum(n * abs(mean - share) for _, n, mean, share in tabulate(told)) / max(len(told), 1)


def paper_cases(gold: Mapping[str, Mapping[str, Any]], papers: Sequence[Path], model: Model) -> list[Case]:
    """What is found in annotated papers; a paper is known by its file's name."""
    extractor = load(model=model)
    known = {gold_name(path.name): path for path in papers}
    return [
        case
        for name in sorted(known.keys() & gold.keys())
        for case in judge(read_annotation(gold[name]), extractor.extract(read_safely(known[name])).statements)
    ]


def main() -> None:
    """Print the table and the error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("papers", type=Path, nargs="+")
    parser.add_argument("--model", choices=get_args(Model), default=MODEL)
    options = parser.parse_args()
    cases = paper_cases(read_gold(options.gold), options.papers, options.model)
    sys.stdout.write(f"{len(cases)} statements, calibration error {calibration_error(cases):.3f}\n")
    sys.stdout.writelines("\t".join(map(str, row)) + "\n" for row in tabulate(cases))


if __name__ == "__main__":
    main()
