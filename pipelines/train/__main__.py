"""Make the tagger's weights anew: ``python -m pipelines.train STEP --shared ../shared --work FOLDER``.

Steps, in order: ``first`` and ``second`` train (about ten and four minutes of one core), ``write`` quantises into
``--out``, ``measure`` prints the figures of the model there. ``folds`` trains the second stage without each fifth of
the documents (fifteen minutes), and ``cross`` measures rules, tagger and both on what each fold has not seen.
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
from pipelines.extract.tagging import STYLES
from pipelines.train.cross import cross_papers, cross_sentences, tag_apart
from pipelines.train.examples import read_lines
from pipelines.train.fit import encoder_folder, fit
from pipelines.train.measure import (
    calibration_error,
    find_temperature,
    measure_labels,
    measure_relations,
    speed,
)
from pipelines.train.network import Network
from pipelines.train.quantise import write_model
from pipelines.train.stages import (
    Config,
    adapt,
    annotated_hypotheses,
    annotated_statements,
    first_examples,
    read_config,
    save,
    second_examples,
    write_folds,
)


def main() -> int:
    """Parse, run one step, print what it measured as JSON lines."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.train", description=__doc__)
    parser.add_argument("step", choices=("first", "second", "write", "measure", "folds", "cross"))
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
    first, second, folds = (options.work / name for name in ("first.pt", "second.pt", "folds"))
    if options.step == "first":
        save(fit(first_examples(options.shared, config), config.first), first)
    elif options.step == "second":
        close = second_examples(options.shared)
        save(adapt(first, close, first_examples(options.shared, config), config), second)
    elif options.step == "folds":
        write_folds(first, folds, options.shared, config)
    elif options.step == "cross":
        return _cross(folds, options.shared, config)
    elif options.step == "write":
        network = Network(encoder_folder(), config.second.dropout)
        network.load_state_dict(torch.load(second, weights_only=True))
        write_model(network, options.out, config.settings)
    else:
        return _measure(Tagger.load(options.out), options.shared, config)
    return []


def _cross(folds: Path, shared: Path, config: Config) -> Sequence[Mapping[str, Any]]:
    hypotheses, statements = annotated_hypotheses(shared), annotated_statements(shared)
    papers = [*(shared / "corpus/pdf").glob("*.pdf"), *(shared / "corpus/seeds").glob("*.txt")]
    sentences = cross_sentences(folds, hypotheses)
    whole = cross_papers(folds, shared / "gold", papers)
    return [
        _figures("hypotheses-dev, tagger alone", hypotheses, tag_apart(folds, hypotheses), config),
        _figures("annotated statements, tagger alone", statements, tag_apart(folds, statements), config),
        *({"data": f"hypotheses-dev, {name}", **figures.to_dict()} for name, figures in sentences.items()),
        *({"data": f"annotated papers, {name}", **figures.to_dict()} for name, figures in whole.items()),
    ]


def _measure(tagger: Tagger, shared: Path, config: Config) -> Sequence[Mapping[str, Any]]:
    gold = read_lines(shared / "corpus/sentences/causal-val.jsonl")
    texts = [entry["text"] for entry in gold]
    tagged = {style: tagger.tag(texts, style=style) for style in STYLES}
    figures = [_figures(f"causal-val, {style}", gold, found, config) for style, found in tagged.items()]
    sure, causal = [t.relational for t in tagged["clause"]], [entry["causal"] for entry in gold]
    left = find_temperature(sure[::2], causal[::2])  # over what the tagger has divided by already
    return [
        *figures,
        {
            "temperature, by the even lines": config.settings["temperature"] * left,
            "calibration error, of the odd lines": calibration_error(sure[1::2], causal[1::2]),
        },
        {"version": tagger.version, "sentences a second": round(speed(tagger, texts))},
    ]


def _figures(name: str, gold: Sequence[Mapping[str, Any]], tagged: Sequence[Tagged], config: Config) -> dict[str, Any]:
    relations = measure_relations(gold, tagged, floor=config.settings["gate_floor"])
    labels = measure_labels(gold, tagged).to_dict() if "kind" in gold[0] else {}
    return {"data": name, **relations.to_dict(), **labels}


if __name__ == "__main__":
    sys.exit(main())
