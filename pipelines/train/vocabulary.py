"""A smaller vocabulary: a quarter of the encoder is vectors of words that papers of the field do not have.

Kept are pieces that real or own sentences have, short pieces, from which any word can be built, and those that the
pretrained vocabulary lists first, which are the most frequent ones of English.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import tokenizers
import torch

from pipelines.train.network import Network

FREQUENT = 9_000  # number in the pretrained vocabulary up to which pieces are kept
SHORT = 2  # letters of a piece that is always kept


def kept_pieces(tokenizer: Path, texts: Iterable[str]) -> list[int]:
    """The numbers of the pieces to keep, rising."""
    reader = tokenizers.Tokenizer.from_file(str(tokenizer))
    reader.no_padding()
    reader.no_truncation()
    seen = {number for encoding in reader.encode_batch(list(texts)) for number in encoding.ids}
    special = {number for number, token in reader.get_added_tokens_decoder().items() if token}
    pieces = reader.get_vocab(with_added_tokens=True)
    short = {number for piece, number in pieces.items() if len(piece.removeprefix("##")) <= SHORT}
    return sorted(seen | special | short | {number for number in pieces.values() if number < FREQUENT})


def shrink(network: Network, kept: Sequence[int]) -> None:
    """Leave the vectors of these pieces in the network, in their order."""
    words = network.encoder.embeddings.word_embeddings
    with torch.no_grad():
        smaller = torch.nn.Embedding(len(kept), words.embedding_dim, padding_idx=words.padding_idx)
        smaller.weight.copy_(words.weight[torch.tensor(kept)])
    network.encoder.embeddings.word_embeddings = smaller
    network.encoder.config.vocab_size = len(kept)


def write_tokenizer(tokenizer: Path, kept: Sequence[int], path: Path) -> None:
    """The tokenizer with these pieces alone, numbered anew."""
    data = json.loads(tokenizer.read_text(encoding="utf-8"))
    numbers = {old: new for new, old in enumerate(kept)}
    data["model"]["vocab"] = {piece: numbers[old] for piece, old in data["model"]["vocab"].items() if old in numbers}
    for token in data["added_tokens"]:
        token["id"] = numbers[token["id"]]
    for end in ("sep", "cls"):
        piece, old = data["post_processor"][end]
        data["post_processor"][end] = [piece, numbers[old]]
    data["truncation"] = data["padding"] = None
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
