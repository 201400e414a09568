"""What is trained on what: first a model on all but a fold of papers, for the figures; then it learns from all.

Papers are kept whole: a paper's sentences are never in a fold's training and test, be they from ``train.jsonl`` or
from the annotated pool. What is learned about the model (its weight beside the rules, confidence) is learned on the
fold, too.
"""

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipelines.extract.learned.tagger import Settings
from pipelines.train.annotations import read_annotations
from pipelines.train.examples import (
    Example,
    annotated_examples,
    hypothesis_examples,
    own_examples,
    paper_examples,
    paper_of,
    read_lines,
    silent_examples,
)
from pipelines.train.fit import Recipe
from pipelines.train.templates import templated_examples

CONFIG = Path(__file__).parent / "config.json"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """``config.json``: both recipes, how many templated sentences and folds, run-time settings."""

    fold: Recipe
    whole: Recipe
    templates: int
    folds: int
    settings: Settings


def read_config(path: Path = CONFIG) -> Config:
    """The configuration of the shipped model, or another one."""
    values = json.loads(path.read_text(encoding="utf-8"))
    fold = values.pop("fold")
    whole = fold | values.pop("whole")
    settings = Settings(**values.pop("settings"))
    return Config(fold=Recipe(**fold), whole=Recipe(**whole), settings=settings, **values)


def real_examples(shared: Path) -> list[Example]:
    """Sentences of real papers: annotated one by one, hypotheses, and those of annotated papers."""
    relations, sentences = shared / "corpus/relations", shared / "corpus/sentences"
    return [
        *annotated_examples(read_lines(relations / "train.jsonl")),
        *read_annotations(relations / "pool.jsonl"),
        *hypothesis_examples(sentences / "hypotheses-dev.jsonl"),
        *paper_examples(shared / "gold"),
        *silent_examples(shared / "gold"),
    ]


def own_and_templated(config: Config) -> list[Example]:
    """The project's own sentences, and those that templates make."""
    return [*own_examples(), *templated_examples(config.templates, config.fold.seed)]


def words_of(shared: Path) -> list[str]:
    """Sentences whose words the model must know: those of the pool and of ``train.jsonl``, and our own."""
    files = (shared / "corpus/relations" / f"{name}.jsonl" for name in ("pool", "train"))
    return [*(row["text"] for path in files for row in read_lines(path)), *(own.text for own in own_examples())]


def fold_of(shared: Path, config: Config, number: int) -> list[Mapping[str, Any]]:
    """The annotated sentences of a fold's papers."""
    rows = read_lines(shared / "corpus/relations/train.jsonl")
    held = folds({paper_of(row["id"]) for row in rows}, config)[number]
    return [row for row in rows if paper_of(row["id"]) in held]


def apart_from(examples: Iterable[Example], rows: Sequence[Mapping[str, Any]]) -> list[Example]:
    """The examples of other papers than the rows are from."""
    held = {paper_of(row["id"]) for row in rows}
    return [example for example in examples if example.document not in held]


def folds(documents: Iterable[str], config: Config) -> list[frozenset[str]]:
    """The documents of each fold, drawn by the recipe's seed."""
    order = sorted(documents)
    random.Random(config.fold.seed).shuffle(order)
    return [frozenset(order[fold :: config.folds]) for fold in range(config.folds)]
