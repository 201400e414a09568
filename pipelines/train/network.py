"""The network in torch: a pretrained encoder under heads for spans, pairs and the whole sentence, and its losses."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn
from transformers import AutoModel

from pipelines.extract.learned.tagging import (
    KINDS,
    LINKS,
    PAIR_FLAGS,
    ROLES,
    SIGNS,
    WIDEST,
    Floats,
    TokenSpan,
    choose_spans,
    gap,
    pair_flags,
    widths,
)
from pipelines.train.features import UNKNOWN, Features, PairLabel, imagined_pairs

SPAN_WIDTH = 160
PAIR_WIDTH = 256
RARE = -7.0  # where the span scores begin: most runs of words are no end
IMAGINED = 0.2  # probability from which a span of the network's own is paired up in training
WEIGHTS = {"spans": 0.3, "kind": 0.3, "gate": 0.5, "link": 1.0, "sign": 0.4}  # shares in the loss


class Network(nn.Module):
    """Encoder and heads; ``forward`` gives the hidden states of sentences.

    The encoder keeps its first ``layers``. Of these, embeddings and the first ``frozen`` stay as they were pretrained,
    so that training can keep what comes out of them (``lower``) and go on from there (``upper``).
    """

    def __init__(self, folder: Path, dropout: float, layers: int, frozen: int) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, attn_implementation="eager", add_pooling_layer=False)
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.encoder.config.num_hidden_layers = layers
        self.frozen = frozen
        kept = [self.encoder.embeddings, self.encoder.encoder.relative_attention_bias, *self._layers()[:frozen]]
        for part in kept:
            part.requires_grad_(False)
        for layer in self._layers():
            layer.attention.attn.dropout.p = 0.0  # costs time, and the other dropouts do
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.span = nn.ModuleDict(
            {
                "first": nn.Linear(width, SPAN_WIDTH),
                "last": nn.Linear(width, SPAN_WIDTH),
                "opens": nn.Linear(width, len(ROLES)),
                "closes": nn.Linear(width, len(ROLES)),
            }
        )
        self.span_between = nn.Parameter(torch.randn(len(ROLES), SPAN_WIDTH, SPAN_WIDTH) * 0.01)
        self.span_width = nn.Parameter(torch.full((WIDEST, len(ROLES)), RARE))
        self.pair = nn.ModuleDict(
            {
                "first": nn.Linear(3 * width, PAIR_WIDTH),
                "second": nn.Linear(3 * width, PAIR_WIDTH),
                "context": nn.Linear(2 * width, PAIR_WIDTH),
                "inner": nn.Linear(4 * PAIR_WIDTH + PAIR_FLAGS, PAIR_WIDTH),
                "link": nn.Linear(PAIR_WIDTH, len(LINKS)),
                "sign": nn.Linear(PAIR_WIDTH, len(SIGNS)),
            }
        )
        self.whole = nn.ModuleDict(
            {
                "inner": nn.Linear(2 * width, PAIR_WIDTH),
                "gate": nn.Linear(PAIR_WIDTH, 1),
                "kind": nn.Linear(PAIR_WIDTH, len(KINDS)),
            }
        )

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor | None = None) -> torch.Tensor:
        hidden: torch.Tensor = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return hidden

    def rated(self, top: float, decay: float, heads: float) -> Iterator[tuple[nn.Parameter, float]]:
        """Every weight with its rate: that of the top layer falls from layer to layer."""
        inside = set()
        for depth, layer in enumerate(reversed(self._layers())):
            for parameter in layer.parameters():
                inside.add(id(parameter))
                yield parameter, top * decay**depth
        for parameter in self.parameters():
            if id(parameter) not in inside:
                yield parameter, heads

    def _layers(self) -> nn.ModuleList:
        return self.encoder.encoder.layer

    @torch.no_grad()
    def lower(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """The states above the frozen layers, of sentences padded to one length; wants ``eval`` mode."""
        states: torch.Tensor = self.encoder.embeddings(input_ids=input_ids)
        return self._through(self._layers()[: self.frozen], states, attention_mask)

    def upper(self, states: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """The hidden states, from those above the frozen layers."""
        return self._through(self._layers()[self.frozen :], states, attention_mask)

    def _through(self, layers: nn.ModuleList, states: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        bias = self.encoder.encoder.compute_position_bias(states)
        hidden = torch.zeros(attention_mask.shape, dtype=states.dtype).masked_fill(attention_mask == 0, -1e4)
        for layer in layers:
            states = layer(states, hidden[:, None, None, :], position_bias=bias)[0]
        return states

    def score_spans(self, hidden: torch.Tensor, width: torch.Tensor) -> torch.Tensor:
        """Scores of every run of tokens, (sentences, roles, first token, last token)."""
        first = self.dropout(_gelu(self.span["first"](hidden)))
        last = self.dropout(_gelu(self.span["last"](hidden)))
        scores = torch.einsum("bih,rhk,bjk->brij", first, self.span_between, last)
        opens, closes = self.span["opens"](hidden), self.span["closes"](hidden)
        return scores + opens.mT[:, :, :, None] + closes.mT[:, :, None, :] + self.span_width[width].permute(0, 3, 1, 2)

    def score_pairs(
        self, hidden: torch.Tensor, words: Sequence[Sequence[int | None]], pairs: Sequence[tuple[int, PairLabel]]
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of links and signs for pairs of (row of the batch, pair)."""
        firsts, seconds, context, flags = pair_inputs(self.dropout(hidden), words, pairs)
        one = _gelu(self.pair["first"](firsts))
        other = _gelu(self.pair["second"](seconds))
        around = _gelu(self.pair["context"](context))
        joint = torch.cat([one, other, one * other, around, flags], dim=1)
        inner = self.dropout(_gelu(self.pair["inner"](self.dropout(joint))))
        return self.pair["link"](inner), self.pair["sign"](inner)

    def score_sentences(self, hidden: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of the gate and of the kinds."""
        weights = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weights).sum(1) / weights.sum(1)
        inner = self.dropout(_gelu(self.whole["inner"](self.dropout(torch.cat([hidden[:, 0], mean], dim=-1)))))
        return self.whole["gate"](inner)[:, 0], self.whole["kind"](inner)

    def head_arrays(self) -> dict[str, Floats]:
        """The heads' weights by the names that ``tagging`` knows them by."""
        names = {"span_between": "span.between", "span_width": "span.width"}
        return {
            names.get(name, name): value.detach().float().numpy()
            for name, value in self.state_dict().items()
            if not name.startswith("encoder.")
        }


def _gelu(x: torch.Tensor) -> torch.Tensor:
    return nn.functional.gelu(x, approximate="tanh")


def pair_inputs(
    hidden: torch.Tensor, words: Sequence[Sequence[int | None]], pairs: Sequence[tuple[int, PairLabel]]
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """The torch twin of ``tagging.pair_inputs``. Means are differences of running sums."""
    sums = nn.functional.pad(hidden.cumsum(1), (0, 0, 1, 0))
    rows = torch.tensor([row for row, _ in pairs])

    def mean(places: Sequence[tuple[int, int]]) -> torch.Tensor:
        start, end = torch.tensor(places).T
        return (sums[rows, end] - sums[rows, start]) / (end - start).clamp(min=1)[:, None]

    def end(spans: Sequence[TokenSpan]) -> torch.Tensor:
        start, last = torch.tensor([(span.start, span.end - 1) for span in spans]).T
        inner = mean([(span.start, span.end) for span in spans])
        return torch.cat([hidden[rows, start], hidden[rows, last], inner], dim=1)

    between = mean([gap(pair.first, pair.second) for _, pair in pairs])
    flags = np.stack([pair_flags(words[row], pair.first, pair.second) for row, pair in pairs])
    return (
        end([pair.first for _, pair in pairs]),
        end([pair.second for _, pair in pairs]),
        torch.cat([between, hidden[rows, 0]], dim=1),
        torch.from_numpy(flags),
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Batch:
    """Padded sentences. ``width`` and ``allowed`` are those of ``tagging.widths``."""

    rows: Sequence[Features]
    states: torch.Tensor
    mask: torch.Tensor
    width: torch.Tensor
    allowed: torch.Tensor


def make_batch(rows: Sequence[Features], states: Sequence[torch.Tensor]) -> Batch:
    """Sentences, each with its states above the frozen layers, padded to the longest."""
    longest = max(len(row.ids) for row in rows)
    mask = torch.tensor([[1] * len(row.ids) + [0] * (longest - len(row.ids)) for row in rows])
    places = [widths([*row.words, *[None] * (longest - len(row.ids))]) for row in rows]
    return Batch(
        rows,
        nn.utils.rnn.pad_sequence(list(states), batch_first=True),
        mask,
        torch.from_numpy(np.stack([width for width, _ in places])),
        torch.from_numpy(np.stack([allowed for _, allowed in places])),
    )


def find_loss(network: Network, batch: Batch) -> torch.Tensor:
    """The weighted sum of all heads' losses over a batch."""
    hidden = network.upper(batch.states, batch.mask).float()
    spans = network.score_spans(hidden, batch.width).float()
    gate, kind = network.score_sentences(hidden, batch.mask)
    losses = {
        "spans": span_loss(spans, batch),
        "kind": _open_loss(kind.float(), [row.kinds for row in batch.rows]),
        "gate": nn.functional.binary_cross_entropy_with_logits(
            gate.float(), torch.tensor([float(row.relational) for row in batch.rows])
        ),
    }
    pairs = [(i, p) for i, row in enumerate(batch.rows) for p in row.pairs]
    pairs += [(i, p) for i, found in enumerate(own_spans(spans, batch)) for p in imagined_pairs(batch.rows[i], found)]
    if pairs:
        link, sign = network.score_pairs(hidden, [row.words for row in batch.rows], pairs)
        losses["link"] = _open_loss(link.float(), [pair.links for _, pair in pairs])
        losses["sign"] = _known_loss(sign.float(), torch.tensor([pair.sign for _, pair in pairs]))
    return torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum()


def span_loss(spans: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Binary cross entropy of every allowed run, a sentence; runs of sentences without known ends do not count."""
    gold = torch.zeros_like(spans)
    counted = batch.allowed.clone()
    for i, row in enumerate(batch.rows):
        if row.runs is None:
            counted[i] = False
        for role, start, end in row.runs or ():
            gold[i, role, start, end - 1] = 1
    loss = nn.functional.binary_cross_entropy_with_logits(spans, gold, reduction="none")
    return (loss * counted[:, None]).sum() / len(batch.rows)


@torch.no_grad()
def own_spans(spans: torch.Tensor, batch: Batch) -> list[list[TokenSpan]]:
    """The spans that the network finds by itself."""
    chances = (spans.sigmoid() * batch.allowed[:, None]).numpy()
    return [choose_spans(sentence, IMAGINED) for sentence in chances]


def _known_loss(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    """Cross entropy over what is annotated; 0 where nothing is."""
    known = gold != UNKNOWN
    if not known.any():
        return scores.sum() * 0
    return nn.functional.cross_entropy(scores[known], gold[known])


def _open_loss(scores: torch.Tensor, possible: Sequence[Sequence[int]]) -> torch.Tensor:
    """Minus the log of the probability that falls on any label still possible."""
    allowed = torch.full_like(scores, -1e9)
    for row, labels in enumerate(possible):
        allowed[row, list(labels)] = 0
    return (torch.logsumexp(scores, -1) - torch.logsumexp(scores + allowed, -1)).mean()
