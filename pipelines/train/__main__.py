"""Make the tagger's weights anew: ``python -m pipelines.train STEP --shared ../shared --work FOLDER``.

Steps, in order: ``first`` and ``second`` train (about ten and five minutes of one core), ``cross`` cross-validates
the second stage by document, ``write`` quantises into ``--out``, ``measure`` prints the figures of the model there.
Needs the extra "train" (``pip install -e .[train]``); running the tagger needs none of it.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from pipelines.extract.tagger import MODELS, Tagged, Tagger
from pipelines.train.examples import read_lines
from pipelines.train.fit import encoder_folder, fit
from pipelines.train.measure import measure_labels, measure_relations, speed
from pipelines.train.network import Network
from pipelines.train.quantise import write_model
from pipelines.train.stages import (
    Config,
    adapt,
    annotated_hypotheses,
    annotated_statements,
    cross_tag,
    first_examples,
    read_config,
    save,
    second_examples,
)

FOLDS = 3


def main() -> int:
    """Parse, run one step, print what it measured as JSON lines."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.train", description=__doc__)
    parser.add_argument("step", choices=("first", "second", "cross", "write", "measure"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=Path("training"), help="folder for weights between the steps")
    parser.add_argument("--out", type=Path, default=MODELS, help="folder of the quantised model")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    options.work.mkdir(parents=True, exist_ok=True)
    config = read_config()
    for figures in _run(options, config):
        sys.stdout.write(json.dumps(figures) + "\n")
    return 0


def _run(options: argparse.Namespace, config: Config) -> Sequence[Mapping[str, Any]]:
    first, second = options.work / "first.pt", options.work / "second.pt"
    if options.step == "first":
        save(fit(first_examples(options.shared, config), config.first), first)
    elif options.step == "second":
        close = second_examples(options.shared)
        save(adapt(first, close, first_examples(options.shared, config), config), second)
    elif options.step == "cross":
        return _cross(first, options.shared, config)
    elif options.step == "write":
        network = Network(encoder_folder(), config.second.dropout)
        network.load_state_dict(torch.load(second, weights_only=True))
        write_model(network, options.out, config.settings)
    else:
        return _measure(Tagger.load(options.out), options.shared, config)
    return []


def _cross(first: Path, shared: Path, config: Config) -> Sequence[Mapping[str, Any]]:
    hypotheses, statements = annotated_hypotheses(shared), annotated_statements(shared)
    tagged = cross_tag(first, [*hypotheses, *statements], shared, config, folds=FOLDS)
    count = len(hypotheses)
    return [
        _figures("hypotheses-dev, cross-validated", hypotheses, tagged[:count], config),
        _figures("annotated papers, cross-validated", statements, tagged[count:], config),
    ]


def _measure(tagger: Tagger, shared: Path, config: Config) -> Sequence[Mapping[str, Any]]:
    gold = read_lines(shared / "corpus/sentences/causal-val.jsonl")
    texts = [entry["text"] for entry in gold]
    figures = _figures("causal-val", gold, tagger.tag(texts), config)
    return [figures | {"version": tagger.version, "sentences a second": round(speed(tagger, texts))}]


def _figures(name: str, gold: Sequence[Mapping[str, Any]], tagged: Sequence[Tagged], config: Config) -> dict[str, Any]:
    relations = measure_relations(gold, tagged, floor=config.settings["gate_floor"])
    labels = measure_labels(gold, tagged).to_dict() if "kind" in gold[0] else {}
    return {"data": name, **relations.to_dict(), **labels}


if __name__ == "__main__":
    sys.exit(main())
