"""Make the model anew: ``python -m pipelines.train STEP --shared ../shared --work FOLDER``.

Steps, in order: ``fold`` trains without a fold of papers and learns on these how far to trust the model
(``confidence.tsv``); ``whole`` goes on from there with everything and writes the shipped files; ``measure`` prints the
figures of the fold's model on what it has not seen. ``make train`` runs them all, after ``pipelines.train.gate``.
Needs the extra "train" (``pip install -e .[train]``); running the model needs none of it.
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

from pipelines.extract.learned.tagger import MODELS, Tagger
from pipelines.train.apart import learn_apart
from pipelines.train.encoder import unpack_encoder
from pipelines.train.fit import fit
from pipelines.train.quantise import write_model
from pipelines.train.stages import (
    Config,
    apart_from,
    fold_of,
    own_and_templated,
    read_config,
    real_examples,
    words_of,
)
from pipelines.train.vocabulary import kept_pieces


def main() -> int:
    """Parse, run one step, print what it measured as JSON lines."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.train", description=__doc__)
    parser.add_argument("step", choices=("fold", "whole", "measure"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=Path("training"), help="folder for encoder and weights")
    parser.add_argument("--out", type=Path, default=MODELS, help="folder of the shipped model")
    parser.add_argument("--fold", type=int, default=0, help="the number of the fold of papers to leave out")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    options.work.mkdir(parents=True, exist_ok=True)
    for figures in _run(options, read_config()):
        sys.stdout.write(json.dumps(figures) + "\n")
    return 0


def _run(options: argparse.Namespace, config: Config) -> Sequence[Mapping[str, Any]]:
    model: Path = options.work / f"fold-{options.fold}"
    weights = model / "network.pt"
    held = fold_of(options.shared, config, options.fold)
    if options.step == "measure":
        return list(learn_apart(Tagger.load(model), held, write=False))
    encoder = unpack_encoder(options.work)
    real, own = real_examples(options.shared), own_and_templated(config)
    kept = kept_pieces(encoder / "tokenizer.json", words_of(options.shared))
    if options.step == "whole":
        network = fit(real, own, config.whole, encoder, start=weights)
        write_model(network, options.out, config.settings, encoder / "tokenizer.json", kept)
        return []
    network = fit(apart_from(real, held), own, config.fold, encoder)
    model.mkdir(exist_ok=True)
    torch.save(network.state_dict(), weights)
    write_model(network, model, config.settings, encoder / "tokenizer.json", kept)
    return list(learn_apart(Tagger.load(model), held, write=True))


if __name__ == "__main__":
    sys.exit(main())
