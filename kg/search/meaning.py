"""What words mean, as one vector a sentence: the weighed mean of the vectors of its word pieces.

The vectors were taken once from a sentence encoder (``pipelines.train.meaning``), so that nothing but numpy runs here:
some ten thousand sentences a second on one core, hence all of a store's. What is lost beside the encoder itself stands
in docs/searching.md.
"""

from __future__ import annotations

import functools
from pathlib import Path

import numpy as np
import numpy.typing as npt
import tokenizers
from tokenizers import models, normalizers, pre_tokenizers

WORDS = Path(__file__).parent / "models" / "words.npz"
LONGEST = 256  # word pieces of a sentence that count
KEPT_AS = np.float16

Floats = npt.NDArray[np.float32]


class Meanings:
    """The word vectors in memory; make them with ``load``."""

    def __init__(self, tokenizer: tokenizers.Tokenizer, vectors: Floats) -> None:
        """``vectors`` has a row for each number that the tokenizer gives."""
        self._tokenizer, self._vectors = tokenizer, vectors

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        return int(self._vectors.shape[1])

    def encode(self, text: str) -> Floats:
        """The vector of a text, of length 1; of length 0 where it has no word that is known."""
        numbers = self._tokenizer.encode(text, add_special_tokens=False).ids
        found = self._vectors[numbers].sum(axis=0) if numbers else np.zeros(self.dimensions, dtype=np.float32)
        length = float(np.linalg.norm(found))
        return (found / length if length else found).astype(np.float32)


@functools.cache
def load(path: Path = WORDS) -> Meanings:
    """The word vectors that are shipped with the package."""
    with np.load(path) as stored:
        tokens = stored["tokens"].tobytes().decode().split("\n")
        vectors = stored["vectors"].astype(np.float32) * stored["scales"].astype(np.float32)[:, None]
    vocabulary = {token: number for number, token in enumerate([*tokens, "[UNK]"])}
    tokenizer = tokenizers.Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.enable_truncation(LONGEST)
    return Meanings(tokenizer, np.vstack([vectors, np.zeros((1, vectors.shape[1]), dtype=np.float32)]))
