"""The learned tagger: one sentence in; whether it states a relation, of what kind, between which words, and how.

An int8 encoder runs in ONNX Runtime on one core; what its heads make of a sentence is in ``tagging``.
``pipelines.train`` makes the weights; docs/model-card.md says from what and how well they do.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import tokenizers

from pipelines.errors import MissingModel
from pipelines.extract.learned import tagging
from pipelines.extract.learned.tagging import KINDS, Floats, TokenEnd, TokenRelation, TokenSpan
from pipelines.extract.words.parser import threads

MODELS = Path(__file__).parent / "models"
ENCODER, HEADS, TOKENIZER, SETTINGS = "tagger.onnx", "tagger-heads.npz", "tokenizer.json", "tagger.json"
LONGEST = 510  # tokens the encoder takes besides its two special ones; words after that stay untagged


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TaggedEnd:
    """Words with a part in a relation: half-open character offsets into the sentence, run by run."""

    places: tuple[tuple[int, int], ...]
    probability: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TaggedRelation:
    """Two ends and how they relate; ``sign`` is None where the sentence does not say."""

    type: str
    source: TaggedEnd
    target: TaggedEnd
    mediators: tuple[TaggedEnd, ...] = ()
    moderators: tuple[TaggedEnd, ...] = ()
    sign: str | None
    probability: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """What the model sees in one sentence.

    ``relational`` is the probability that it states a relation; ``kinds`` gives every kind's probability ("none" for
    no statement, "definition" for one that says what a term means) and ``kind`` the likeliest.
    """

    relational: float
    kind: str
    kinds: tuple[tuple[str, float], ...]
    relations: tuple[TaggedRelation, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Probabilities from which things count: a run of words as an end, two ends as a relation."""

    span_floor: float
    relation_floor: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tagger:
    """The model in memory; make one with ``load``. ``version`` names the weights by their hash."""

    version: str
    session: onnxruntime.InferenceSession
    tokenizer: tokenizers.Tokenizer
    heads: Mapping[str, Floats]
    settings: Settings

    @classmethod
    def load(cls, folder: Path | None = None) -> Tagger:
        """Read the weights shipped with the package, or those in ``folder``. Raises MissingModel."""
        folder = folder or MODELS
        missing = [name for name in (ENCODER, HEADS, TOKENIZER, SETTINGS) if not (folder / name).is_file()]
        if missing:
            raise MissingModel(
                f"no tagger in {folder}: {', '.join(missing)} not there; use --model none for rules alone"
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(str(folder / ENCODER), options, providers=["CPUExecutionProvider"])
        tokenizer = tokenizers.Tokenizer.from_file(str(folder / TOKENIZER))
        tokenizer.enable_truncation(LONGEST + 2)
        tokenizer.no_padding()
        with np.load(folder / HEADS) as stored:
            heads = {name: stored[name].astype(np.float32) for name in stored.files}
        settings = Settings(**json.loads((folder / SETTINGS).read_text(encoding="utf-8")))
        return cls(
            version=fingerprint(folder)[:12], session=session, tokenizer=tokenizer, heads=heads, settings=settings
        )

    def tag(self, sentences: Sequence[str]) -> list[Tagged]:
        """What the model sees in each sentence, in their order, on one core.

        They are encoded one by one: int8 activations are scaled over a whole batch, so in batches a sentence's
        result would change with its neighbours, and are hardly faster.
        """
        with threads().limit(limits=1, user_api="blas"):
            return [self._tag(sentence) for sentence in sentences]

    def _tag(self, sentence: str) -> Tagged:
        encoding = self.tokenizer.encode(sentence)
        hidden = self.session.run(None, {"input_ids": np.array([encoding.ids], dtype=np.int64)})[0][0]
        return read_states(hidden, encoding, self.heads, self.settings)


def read_states(
    hidden: Floats, encoding: tokenizers.Encoding, heads: Mapping[str, Floats], settings: Settings
) -> Tagged:
    """What the heads make of an encoder's states of a sentence's tokens."""
    relational, chances = tagging.score_sentence(hidden, heads)
    kinds = tuple((name, round(float(p), 4)) for name, p in zip(KINDS, chances, strict=True))
    return Tagged(
        relational=round(relational, 4),
        kind=max(kinds, key=lambda pair: pair[1])[0],
        kinds=kinds,
        relations=tuple(_relations(hidden, encoding, heads, settings)),
    )


def _relations(
    hidden: Floats, encoding: tokenizers.Encoding, heads: Mapping[str, Floats], settings: Settings
) -> Iterator[TaggedRelation]:
    words = encoding.word_ids
    spans = tagging.choose_spans(tagging.score_spans(hidden, words, heads), settings.span_floor)
    pairs = tagging.candidates(spans)
    if not pairs:
        return
    links, signs = tagging.score_pairs(hidden, words, [(spans[i], spans[j]) for i, j in pairs], heads)
    for found in tagging.find_relations(spans, pairs, links, signs, settings.relation_floor):
        yield _in_characters(found, spans, encoding)


def _in_characters(found: TokenRelation, spans: Sequence[TokenSpan], encoding: tokenizers.Encoding) -> TaggedRelation:
    def end(tokens: TokenEnd) -> TaggedEnd:
        runs = sorted((spans[at] for at in (tokens.span, *tokens.parts)), key=lambda span: span.start)
        places = tuple((encoding.offsets[run.start][0], encoding.offsets[run.end - 1][1]) for run in runs)
        return TaggedEnd(places=places, probability=round(spans[tokens.span].probability, 4))

    return TaggedRelation(
        type=found.type,
        source=end(found.source),
        target=end(found.target),
        mediators=tuple(map(end, found.mediators)),
        moderators=tuple(map(end, found.moderators)),
        sign=None if found.sign == "?" else found.sign,
        probability=round(found.probability, 4),
    )


def fingerprint(folder: Path) -> str:
    """The hash of a model's files."""
    digest = hashlib.sha256()
    for name in (ENCODER, HEADS, TOKENIZER, SETTINGS):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()
