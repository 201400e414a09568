"""The network in torch: MiniLM with tag, kind, gate, link and sign heads, and its losses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn
from transformers import AutoModel

from pipelines.extract.tagging import KINDS, LINKS, ROLES, SIGNS
from pipelines.train.features import UNKNOWN, Features, PairLabel, imagined_pairs

PAIR_WIDTH = 256
STYLE_NOISE = 0.02  # so that the styles begin alike, but not the same
WEIGHTS = {"tags": 3.0, "kind": 0.3, "gate": 0.5, "link": 0.5, "sign": 0.3}  # shares in the loss


class Network(nn.Module):
    """``forward`` gives hidden states, (batch, tokens, 4, 3) tag scores, kind scores and the gate's score."""

    def __init__(self, folder: Path, dropout: float) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder)
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(width, len(ROLES) * 3)
        self.kind = nn.Linear(2 * width, len(KINDS))
        self.gate = nn.Linear(2 * width, 1)
        features = 4 * width + len(ROLES) + 1
        self.link = nn.Sequential(nn.Linear(features, PAIR_WIDTH), nn.ReLU(), nn.Linear(PAIR_WIDTH, len(LINKS)))
        self.sign = nn.Sequential(nn.Linear(features, PAIR_WIDTH), nn.ReLU(), nn.Linear(PAIR_WIDTH, len(SIGNS)))
        styles = self.encoder.embeddings.token_type_embeddings.weight  # the types of tokens tell the style to tag in
        with torch.no_grad():
            styles[1] = styles[0] + STYLE_NOISE * torch.randn_like(styles[0])

    def forward(
        self, input_ids: torch.Tensor, token_type_ids: torch.Tensor, attention_mask: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        hidden = self.encoder(
            input_ids=input_ids, token_type_ids=token_type_ids, attention_mask=attention_mask
        ).last_hidden_state
        mean = hidden.mean(1) if attention_mask is None else _mean(hidden, attention_mask)
        whole = self.dropout(torch.cat([hidden[:, 0], mean], dim=-1))
        tags = self.tags(self.dropout(hidden))
        return hidden, tags.view(*hidden.shape[:2], len(ROLES), 3), self.kind(whole), self.gate(whole)


def _mean(hidden: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
    mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
    return (hidden * mask).sum(1) / mask.sum(1)


def batch_inputs(batch: Sequence[Features], padding: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Token ids, styles and attention mask, padded to the longest sentence."""
    longest = max(len(f.ids) for f in batch)
    ids = torch.tensor([f.ids + [padding] * (longest - len(f.ids)) for f in batch])
    mask = torch.tensor([[1] * len(f.ids) + [0] * (longest - len(f.ids)) for f in batch])
    return ids, torch.tensor([[f.style] * longest for f in batch]), mask


def find_loss(network: Network, batch: Sequence[Features], padding: int) -> torch.Tensor:
    """The weighted sum of all heads' losses over a batch."""
    ids, styles, mask = batch_inputs(batch, padding)
    hidden, tags, kind, gate = (x.float() for x in network(ids, styles, mask))
    blank = [[UNKNOWN] * len(ROLES)]
    gold_tags = torch.tensor([f.tags + blank * (ids.shape[1] - len(f.tags)) for f in batch])
    losses = {
        "tags": _known_loss(tags.reshape(-1, 3), gold_tags.reshape(-1)),
        "kind": _open_loss(kind, [f.kinds for f in batch]),
        "gate": nn.functional.binary_cross_entropy_with_logits(
            gate[:, 0], torch.tensor([float(f.relational) for f in batch])
        ),
    }
    found = tags.detach().argmax(-1).numpy()
    pairs = [(i, p) for i, f in enumerate(batch) for p in (*f.pairs, *imagined_pairs(f, found[i]))]
    if pairs:
        features = network.dropout(pair_rows(hidden, pairs))
        losses["link"] = _open_loss(network.link(features), [pair.links for _, pair in pairs])
        losses["sign"] = _known_loss(network.sign(features), torch.tensor([pair.sign for _, pair in pairs]))
    return torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum()


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


def pair_rows(hidden: torch.Tensor, pairs: Sequence[tuple[int, PairLabel]]) -> torch.Tensor:
    """The torch twin of ``tagging.pair_features`` for pairs of (row of the batch, pair); a test compares the two.

    Means over spans are products with rows of weights, which is ten times as fast as slicing pair by pair.
    """
    tokens = hidden.shape[1]
    flat = hidden.reshape(-1, hidden.shape[2])
    shares = np.zeros((3, len(pairs), flat.shape[0]), dtype=np.float32)
    flags = np.zeros((len(pairs), len(ROLES) + 1), dtype=np.float32)
    for row, (i, pair) in enumerate(pairs):
        between = (min(pair.first[1], pair.second[1]), max(pair.first[0], pair.second[0]))
        for part, (start, end) in enumerate((pair.first, pair.second, between)):
            if end > start:
                shares[part, row, i * tokens + start : i * tokens + end] = 1 / (end - start)
        flags[row, pair.role] = 1
        flags[row, -1] = pair.first[0] < pair.second[0]
    parts = [torch.from_numpy(share) @ flat for share in shares]
    return torch.cat([*parts, hidden[[i for i, _ in pairs], 0], torch.from_numpy(flags)], dim=-1)
