"""Fine-tune: seeded, two threads with half of a batch each, the encoder in bfloat16 with its weights kept in float32.

Threads that each do whole sentences wait for each other once a step; threads that share every product, as torch has
them, wait hundreds of times, which halves the speed where cores are shared with other work.
"""

from __future__ import annotations

import concurrent.futures
import dataclasses
import itertools
import logging
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import tokenizers
import torch

from pipelines.train.chance import drop_by_seed, seeded
from pipelines.train.examples import Example, as_read
from pipelines.train.features import Features, featurise
from pipelines.train.network import Network, find_loss, make_batch

_log = logging.getLogger(__name__)
THREADS = 2
AVERAGED = 5  # steps between two updates of the running average
LONGEST = 160  # tokens in training; at run time the encoder takes 512
SLOWEST = 0.02  # share of its rate at which training ends

Part = TypeVar("Part")
Result = TypeVar("Result")
States = dict[tuple[int, ...], torch.Tensor]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The settings of one training; ``config.json`` holds the shipped model's."""

    seed: int
    layers: int  # of the pretrained encoder, from below
    frozen: int  # of these, how many stay as they are
    epochs: float
    batch: int
    encoder_rate: float  # of the top layer
    decay: float  # of the rate from one layer to the next below
    head_rate: float
    dropout: float
    warmup: float  # share of the steps in which the rates rise
    average: float  # decay of the running average of the weights, which is what is kept
    own: float  # share of the project's own and templated sentences that an epoch draws
    read: float  # share of real sentences that are shown without brackets and label, as extraction reads them


def training_tokenizer(folder: Path) -> tokenizers.Tokenizer:
    """The encoder's tokenizer, cutting at the longest sentence used in training."""
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    return tokenizer


def fit(
    real: Sequence[Example], own: Sequence[Example], recipe: Recipe, encoder: Path, *, start: Path | None = None
) -> Network:
    """Train on the sentences of real papers and a share of our own.

    It begins with the pretrained encoder in the folder, and goes on from the weights in the file ``start`` if given.
    """
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(1)
    network = Network(encoder, recipe.dropout, recipe.layers, recipe.frozen)
    if start is not None:
        network.load_state_dict(torch.load(start, weights_only=True))
    drop_by_seed(network)
    tokenizer = training_tokenizer(encoder)
    plain, read, mine = (
        [featurise(example, tokenizer) for example in part] for part in (real, map(as_read, real), own)
    )
    network.encoder.to(torch.bfloat16)
    states = find_states(network, [*plain, *read, *mine])
    steps = int(recipe.epochs * (len(plain) + int(recipe.own * len(mine))) / recipe.batch)
    learner = Learner(network, recipe, steps)
    began = time.monotonic()
    for batch in itertools.islice(batches(plain, read, mine, recipe), steps):
        loss = learner.step(batch, states)
        if learner.steps % 50 == 0 or learner.steps == steps:
            _log.info("step %d of %d, loss %.3f, %.0f s", learner.steps, steps, loss, time.monotonic() - began)
    learner.keep_average()
    network.float().eval()
    return network


def batches(
    plain: Sequence[Features], read: Sequence[Features], own: Sequence[Features], recipe: Recipe
) -> Iterator[list[Features]]:
    """Batches of sentences of like length, in random order, epoch after epoch without end."""
    chance = random.Random(recipe.seed)
    while True:
        real = [b if chance.random() < recipe.read else a for a, b in zip(plain, read, strict=True)]
        rows = [*real, *chance.sample(own, int(recipe.own * len(own)))]
        order = sorted(rows, key=lambda row: len(row.ids) + chance.random() * 8)
        cuts = list(range(0, len(order), recipe.batch))
        chance.shuffle(cuts)
        for cut in cuts:
            yield order[cut : cut + recipe.batch]


def find_states(network: Network, rows: Iterable[Features]) -> States:
    """What comes out of the frozen layers for each sentence."""
    network.eval()
    wanted = sorted({tuple(row.ids) for row in rows}, key=lambda ids: (len(ids), ids))
    parts = [wanted[at : at + 32] for at in range(0, len(wanted), 32)]

    def find(part: Sequence[tuple[int, ...]]) -> States:
        mask = torch.nn.utils.rnn.pad_sequence([torch.ones(len(ids)) for ids in part], batch_first=True)
        padded = torch.nn.utils.rnn.pad_sequence(list(map(torch.tensor, part)), batch_first=True, padding_value=1)
        states = network.lower(padded, mask)
        return {ids: state[: len(ids)].clone() for ids, state in zip(part, states, strict=True)}

    return {ids: state for found in _at_once(find, parts) for ids, state in found.items()}


class Learner:
    """Weights in float32, their copies in the network, the optimiser, and the running average."""

    def __init__(self, network: Network, recipe: Recipe, steps: int) -> None:
        self.network, self.recipe = network, recipe
        self.steps, self.warm = 0, max(1, int(recipe.warmup * steps))
        rates = {id(p): rate for p, rate in network.rated(recipe.encoder_rate, recipe.decay, recipe.head_rate)}
        self.used = [p for p in network.parameters() if p.requires_grad]
        self.exact = [p.detach().float().clone() for p in self.used]
        self.average = [p.clone() for p in self.exact]
        groups = [{"params": [p], "lr": rates[id(u)]} for u, p in zip(self.used, self.exact, strict=True)]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser,
            lambda step: min(1.0, (step + 1) / self.warm, max(SLOWEST, (steps - step) / max(1, steps - self.warm))),
        )

    def step(self, batch: Sequence[Features], states: States) -> float:
        """Learn from one batch; its loss."""
        self.network.train()
        parts = [part for part in (batch[n::THREADS] for n in range(THREADS)) if part]
        numbered = [(f"{self.recipe.seed} {self.steps} {n}", part) for n, part in enumerate(parts)]

        def slopes(job: tuple[str, Sequence[Features]]) -> tuple[float, Sequence[torch.Tensor | None]]:
            seed, rows = job
            with seeded(seed), torch.autocast("cpu", dtype=torch.bfloat16):
                loss = find_loss(self.network, make_batch(rows, [states[tuple(row.ids)] for row in rows]))
            share = len(rows) / len(batch)
            return loss.item() * share, torch.autograd.grad(loss * share, self.used, allow_unused=True)

        losses, found = zip(*_at_once(slopes, numbered), strict=True)
        for weights, each in zip(self.exact, zip(*found, strict=True), strict=True):
            known = [slope.float() for slope in each if slope is not None]
            weights.grad = torch.stack(known).sum(0) if known else torch.zeros_like(weights)
        torch.nn.utils.clip_grad_norm_(self.exact, 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.steps += 1
        self._spread(self.exact)
        if self.steps % AVERAGED == 0:
            share = 1 - self.recipe.average if self.steps > self.warm else 1.0
            torch._foreach_lerp_(self.average, self.exact, share)
        return sum(losses)

    def keep_average(self) -> None:
        """Put the running average into the network, in full precision."""
        self.network.float()
        self._spread(self.average)

    @torch.no_grad()
    def _spread(self, weights: Sequence[torch.Tensor]) -> None:
        for used, exact in zip(self.used, weights, strict=True):
            used.copy_(exact)


def _at_once(work: Callable[[Part], Result], parts: Sequence[Part]) -> list[Result]:
    with concurrent.futures.ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, parts))
