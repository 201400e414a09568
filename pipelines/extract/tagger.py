"""The learned tagger: one sentence in; whether it states a relation, of what kind, between which words, and how.

A small encoder (MiniLM, six layers, int8) runs in ONNX Runtime on one core; spans and pairs are found in
``tagging``. ``pipelines.train`` makes the weights; docs/model-card.md says from what and how well they do.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import tokenizers

from pipelines.errors import MissingModel
from pipelines.extract.tagging import (
    KINDS,
    LINKS,
    ROLES,
    SIGNS,
    STYLES,
    Floats,
    Style,
    TokenSpan,
    apply_layers,
    candidates,
    find_spans,
    pair_features,
    softmax,
)

MODELS = Path(__file__).parent / "models"
ENCODER, HEADS, TOKENIZER, SETTINGS = "tagger.onnx", "tagger-heads.npz", "tokenizer.json", "tagger.json"
LONGEST = 510  # tokens the encoder takes besides its two special ones; words after that stay untagged


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TaggedSpan:
    """Words with a part in a relation: character offsets into the sentence, half-open."""

    role: str
    start: int
    end: int
    probability: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TaggedRelation:
    """Two spans and how they relate; ``sign`` is None where the sentence does not say."""

    type: str
    source: TaggedSpan
    target: TaggedSpan
    mediators: tuple[TaggedSpan, ...] = ()
    moderators: tuple[TaggedSpan, ...] = ()
    sign: str | None
    probability: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """What the model sees in one sentence.

    ``relational`` is the probability that it states a relation; ``kinds`` gives every kind's probability
    ("hypothesis" stands for propositions too, "none" for no statement) and ``kind`` the likeliest.
    """

    relational: float
    kind: str
    kinds: tuple[tuple[str, float], ...]
    spans: tuple[TaggedSpan, ...] = ()
    relations: tuple[TaggedRelation, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tagger:
    """The model in memory; make one with ``load``. ``version`` names the weights by their hash."""

    version: str
    session: onnxruntime.InferenceSession
    tokenizer: tokenizers.Tokenizer
    heads: Mapping[str, Floats]
    settings: Mapping[str, Any]

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
            heads = {name: stored[name] for name in stored.files}
        settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        version = "minilm-" + _fingerprint(folder)[:12]
        return cls(version=version, session=session, tokenizer=tokenizer, heads=heads, settings=settings)

    def tag(self, sentences: Sequence[str], *, style: Style = "construct") -> list[Tagged]:
        """What the model sees in each sentence, in their order, with ends marked in the style.

        They are encoded one by one: int8 activations are scaled over a whole batch, so in batches a sentence's
        result would change with its neighbours (in every fifth sentence of a test set), and are hardly faster.
        """
        return [self._decode(*self._encode(sentence, STYLES.index(style))) for sentence in sentences]

    def _encode(self, sentence: str, style: int) -> tuple[tokenizers.Encoding, Floats, Floats, Floats, Floats]:
        encoding = self.tokenizer.encode(sentence)
        inputs = {
            "input_ids": np.array([encoding.ids], dtype=np.int64),
            "token_type_ids": np.full((1, len(encoding.ids)), style, dtype=np.int64),
        }
        hidden, tags, kind, gate = (output[0] for output in self.session.run(None, inputs))
        return encoding, hidden, tags, kind, gate

    def _decode(
        self, encoding: tokenizers.Encoding, hidden: Floats, tags: Floats, kind: Floats, gate: Floats
    ) -> Tagged:
        kinds = tuple((name, round(float(p), 4)) for name, p in zip(KINDS, softmax(kind), strict=True))
        relational = round(float(1 / (1 + np.exp(-gate[0] / self.settings["temperature"]))), 4)
        sure = relational >= self.settings["gate_floor"]
        tokens = list(self._token_spans(encoding, tags, relational=sure))
        spans = tuple(offsets for _, offsets in tokens)
        relations = tuple(self._relations(hidden, [span for span, _ in tokens], spans, relational=sure))
        return Tagged(
            relational=relational,
            kind=max(kinds, key=lambda pair: pair[1])[0],
            kinds=kinds,
            spans=spans,
            relations=relations,
        )

    def _token_spans(
        self, encoding: tokenizers.Encoding, tags: Floats, *, relational: bool
    ) -> Iterator[tuple[TokenSpan, TaggedSpan]]:
        for span in find_spans(tags, encoding.word_ids, relational=relational):
            start, end = encoding.offsets[span.start][0], encoding.offsets[span.end - 1][1]
            yield span, TaggedSpan(role=ROLES[span.role], start=start, end=end, probability=round(span.probability, 4))

    def _relations(
        self, hidden: Floats, tokens: Sequence[TokenSpan], spans: Sequence[TaggedSpan], *, relational: bool
    ) -> Iterator[TaggedRelation]:
        """Pairs over the floor; a relational sentence keeps its best pair even under it."""
        pairs = candidates(tokens)
        if not pairs:
            return
        features = np.stack([_features(hidden, tokens[i], tokens[j]) for i, j in pairs])
        links = softmax(apply_layers(features, [self.heads[f"link{n}"] for n in range(4)]))
        signs = softmax(apply_layers(features, [self.heads[f"sign{n}"] for n in range(4)]))
        floor = float(self.settings["link_floor"])
        helpers = _helpers(pairs, links, tokens, floor)
        best = max(
            (1 - link[0] for (i, _), link in zip(pairs, links, strict=True) if _is_source(tokens[i])), default=0
        )
        for (i, j), link, sign in zip(pairs, links, signs, strict=True):
            if not _is_source(tokens[i]) or 1 - link[0] < (min(floor, best) if relational else floor):
                continue
            yield TaggedRelation(
                type=LINKS[1 + int(link[1:6].argmax())],
                source=spans[i],
                target=spans[j],
                mediators=tuple(spans[k] for k in helpers.get(("mediator", j), ())),
                moderators=tuple(spans[k] for k in helpers.get(("moderator", j), ())),
                sign=None if sign.argmax() == 0 else SIGNS[int(sign.argmax())],
                probability=round(float(1 - link[0]), 4),
            )


def _features(hidden: Floats, first: TokenSpan, second: TokenSpan) -> Floats:
    return pair_features(hidden, (first.start, first.end), (second.start, second.end), first.role)


def _is_source(span: TokenSpan) -> bool:
    return ROLES[span.role] == "source"


def _helpers(
    pairs: Sequence[tuple[int, int]], links: Floats, tokens: Sequence[TokenSpan], floor: float
) -> dict[tuple[str, int], list[int]]:
    """Mediators and moderators by role and the target whose relations they belong to."""
    found: dict[tuple[str, int], list[int]] = {}
    for (i, j), link in zip(pairs, links, strict=True):
        role = ROLES[tokens[i].role]
        if role != "source" and 1 - link[0] >= floor:
            found.setdefault((role, j), []).append(i)
    return found


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in (ENCODER, HEADS, TOKENIZER, SETTINGS):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()
