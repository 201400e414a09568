"""Make the weights of the gate anew: ``python -m pipelines.train.gate --shared ../shared``.

Learns from the project's own sentences and from those of real papers that were annotated, by plain gradient descent,
which ends in the same weights every time. Takes seconds, and needs none of the libraries for training.
"""

from __future__ import annotations

import argparse
import collections
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from pipelines.extract.learned.gate import BIAS, WEIGHTS, features
from pipelines.train.annotations import read_annotations
from pipelines.train.examples import Example, annotated_examples, own_examples, read_lines

LEAST = 3  # sentences that must have a feature
PENALTY = 6e-4  # L2
STEPS, RATE = 400, 0.1
SMALLEST = 0.03  # weights that are written


def main() -> None:
    """Parse, learn, write."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.train.gate", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    write_weights(fit(*read_sources(options.shared)), options.out)


def read_sources(shared: Path) -> tuple[list[Example], list[Example]]:
    """Own sentences, and those of real papers."""
    folder = shared / "corpus/relations"
    real = [*annotated_examples(read_lines(folder / "train.jsonl")), *read_annotations(folder / "pool.jsonl")]
    return own_examples(), real


def fit(*sources: Sequence[Example]) -> dict[str, float]:
    """The weight of each feature, by Adam on the whole of the data."""
    seen = [(features(e.text), e.relational) for source in sources for e in source]
    counts = collections.Counter(feature for found, _ in seen for feature in found)
    names = sorted(feature for feature, count in counts.items() if count >= LEAST)
    numbers = {name: n for n, name in enumerate(names)}
    rows = [[numbers[f] for f in found if f in numbers] for found, _ in seen]
    row = np.repeat(np.arange(len(rows)), [len(r) for r in rows])
    column = np.concatenate([np.array(r, dtype=np.int64) for r in rows])
    truth = np.array([told for _, told in seen], dtype=float)
    weights, mean, square = np.zeros((3, len(names)))
    free = np.array([name != BIAS for name in names])
    for step in range(1, STEPS + 1):
        told = 1 / (1 + np.exp(-np.bincount(row, weights[column], minlength=len(rows))))
        slope = np.bincount(column, ((told - truth) / len(seen))[row], minlength=len(names)) + PENALTY * weights * free
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return dict(zip(names, weights.tolist(), strict=True))


def write_weights(weights: Mapping[str, float], path: Path) -> None:
    """A line a feature, in the order of the alphabet, under a line that says what they are."""
    kept = {name: weight for name, weight in sorted(weights.items()) if abs(weight) >= SMALLEST}
    lines = ["# Weights of words and pairs of words, made by pipelines.train.gate: do not edit by hand."]
    lines += [f"{name}\t{weight:.3f}" for name, weight in kept.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
