"""Whether a sentence may tell a relation at all: a look of microseconds, before the ones of milliseconds.

A logistic regression over the sentence's words and pairs of words. Its weights are ``models/gate.tsv``, a readable
list; ``pipelines.train.gate`` makes them. It decides whom the tagger is asked about, not what is stated.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).parent / "models" / "gate.tsv"
WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*|\d+|[^\w\s]")
BIAS = ""  # the feature that every sentence has
MAY_TELL = 0.3  # probability from which the tagger is asked; docs/performance.md has what other values cost


def features(words: str) -> set[str]:
    """The words and pairs of neighbours of a sentence, in lower case, a number as "0"."""
    tokens = ["0" if token[0].isdigit() else token for token in WORD.findall(words.lower())]
    return {BIAS, *tokens, *map(" ".join, itertools.pairwise(["^", *tokens]))}


def may_tell(words: str) -> bool:
    """Whether it is worth asking the tagger about a sentence."""
    return estimate(words) >= MAY_TELL


def estimate(words: str) -> float:
    """The probability that a sentence tells a relation, by its words alone."""
    weights = read_weights()
    score = sum(weights[feature] for feature in features(words) if feature in weights)
    return 1 / (1 + math.exp(-score))


@cache
def read_weights(path: Path = WEIGHTS) -> Mapping[str, float]:
    """The weight of each feature; the first line of the file says what it is."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return {feature: float(weight) for feature, weight in rows}
