"""The two stages of training, and cross-validation of the second.

First the encoder learns from the project's own sentences, the templates and the expert-annotated sentences. Then it
is adapted, more slowly, on hypotheses and statements of annotated papers, with a sample of the first stage's sentences
so that those are not forgotten. Papers are kept whole: a paper's sentences are never in a fold's training and test.
"""

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from pipelines.train.cross import DOCUMENTS
from pipelines.train.examples import (
    Example,
    expert_examples,
    hypothesis_examples,
    own_examples,
    paper_examples,
    read_lines,
    shuffled,
    silent_examples,
)
from pipelines.train.fit import Recipe, fit
from pipelines.train.network import Network
from pipelines.train.quantise import write_model
from pipelines.train.templates import templated_examples

CONFIG = Path(__file__).parent / "config.json"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """``config.json``: both recipes, how many templated and repeated sentences and folds, run-time settings."""

    first: Recipe
    second: Recipe
    templates: int
    repeated: int
    folds: int
    settings: Mapping[str, Any]


def read_config(path: Path = CONFIG) -> Config:
    """The configuration of the shipped model, or another one."""
    values = json.loads(path.read_text(encoding="utf-8"))
    first, second = (Recipe(**values.pop(stage)) for stage in ("first", "second"))
    return Config(first=first, second=second, **values)


def first_examples(shared: Path, config: Config) -> list[Example]:
    """What the first stage learns from; nothing of hypotheses-dev, causal-val or the annotated papers is in it."""
    expert = expert_examples(shared / "corpus/sentences/causal-train.jsonl")
    templated = templated_examples(config.templates, config.first.seed)
    return shuffled([*expert, *own_examples(), *templated], config.first.seed)


def second_examples(shared: Path) -> list[Example]:
    """Sentences of management papers, by document: hypotheses, annotated statements and what lies between them."""
    hypotheses = hypothesis_examples(shared / "corpus/sentences/hypotheses-dev.jsonl")
    return [*hypotheses, *paper_examples(shared / "gold"), *silent_examples(shared / "gold")]


def adapt(start: Path, examples: Sequence[Example], first: Sequence[Example], config: Config) -> Network:
    """The second stage, from the first one's weights in the file ``start``."""
    repeated = random.Random(config.second.seed).sample(list(first), min(config.repeated, len(first)))
    return fit(shuffled([*examples, *repeated], config.second.seed), config.second, start=start)


def write_folds(start: Path, folder: Path, shared: Path, config: Config) -> None:
    """For each fold a model adapted without its documents, in ``folder``/N, with their names in ``documents.json``."""
    close, first = second_examples(shared), first_examples(shared, config)
    for number, held in enumerate(folds({example.document for example in close}, config)):
        network = adapt(start, [e for e in close if e.document not in held], first, config)
        write_model(network, folder / str(number), config.settings)
        (folder / str(number) / DOCUMENTS).write_text(json.dumps(sorted(held)) + "\n", encoding="utf-8")


def folds(documents: Iterable[str], config: Config) -> list[frozenset[str]]:
    """The documents of each fold, drawn by the second stage's seed."""
    order = sorted(documents)
    random.Random(config.second.seed).shuffle(order)
    return [frozenset(order[fold :: config.folds]) for fold in range(config.folds)]


def annotated_statements(shared: Path) -> list[dict[str, Any]]:
    """The statements of the annotated papers, each with its ``document``."""
    papers = [
        (path.stem, json.loads(path.read_text(encoding="utf-8"))) for path in sorted((shared / "gold").glob("*.json"))
    ]
    return [s | {"document": name} for name, paper in papers if isinstance(paper, dict) for s in paper["statements"]]


def annotated_hypotheses(shared: Path) -> list[dict[str, Any]]:
    """The sentences of hypotheses-dev, each with its ``document``."""
    rows = read_lines(shared / "corpus/sentences/hypotheses-dev.jsonl")
    return [row | {"document": row["file"]} for row in rows]


def save(network: Network, path: Path) -> None:
    """Keep the weights for the second stage."""
    torch.save(network.state_dict(), path)
