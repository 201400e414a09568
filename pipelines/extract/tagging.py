"""From token scores to spans and relations: the arithmetic of the tagger, in numpy alone.

Four tag layers (source, target, mediator, moderator), each with its own outside/begin/inside scores, let one phrase
be the effect of one relation and the cause of the next. Spans are the best path of each layer; a small network
scores every pair of them. Training and run time share these functions.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

ROLES = ("source", "target", "mediator", "moderator")
KINDS = ("none", "hypothesis", "finding", "claim", "implication", "research_question")
LINKS = ("none", "causal", "associative", "dimension_of", "type_of", "contrast", "mediates", "moderates")
SIGNS = ("?", "+", "-", "0", "nonlinear")
Style = Literal["construct", "clause"]  # how ends are marked: as names of constructs, or clauses as they stand
STYLES: tuple[Style, ...] = get_args(Style)

Floats = npt.NDArray[np.float32]
_OUTSIDE, _BEGIN, _INSIDE = 0, 1, 2
_FORBIDDEN = np.float32(-1e4)
_PENALTIES = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)


@dataclasses.dataclass(frozen=True, slots=True)
class TokenSpan:
    """A run of tokens, half-open; ``probability`` is the mean probability of its tags."""

    role: int
    start: int
    end: int
    probability: float


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


def best_path(scores: Floats) -> list[int]:
    """The best path through one layer of (tokens, 3) log probabilities; inside may only follow begin or inside."""
    likeliest = scores.argmax(axis=1)
    before = np.concatenate([[_OUTSIDE], likeliest[:-1]])
    if not ((likeliest == _INSIDE) & (before == _OUTSIDE)).any():
        return [int(tag) for tag in likeliest]
    return _viterbi(scores)


def _viterbi(scores: Floats) -> list[int]:
    """The best path where the likeliest tags are none."""
    tokens = len(scores)
    back = np.zeros((tokens, 3), dtype=np.int64)
    total = scores[0].copy()
    total[_INSIDE] = _FORBIDDEN
    for at in range(1, tokens):
        step = np.repeat(total[:, None], 3, axis=1)
        step[_OUTSIDE, _INSIDE] = _FORBIDDEN * 2
        back[at] = step.argmax(axis=0)
        total = step.max(axis=0) + scores[at]
    path = [int(total.argmax())]
    for at in range(tokens - 1, 0, -1):
        path.append(int(back[at, path[-1]]))
    return path[::-1]


def find_spans(tags: Floats, words: Sequence[int | None], *, relational: bool) -> list[TokenSpan]:
    """Spans of every layer from (tokens, 4, 3) scores; ``words`` numbers each token's word, None for special ones.

    Spans are widened to whole words. A sentence known to be ``relational`` gets a source and a target even where
    each of their tokens alone is likelier to be outside: the outside score falls until one shows.
    """
    usable = [at for at, word in enumerate(words) if word is not None]
    if not usable:
        return []
    probabilities = softmax(tags)
    spans = []
    for role, name in enumerate(ROLES):
        layer = probabilities[usable, role]
        path = _layer_path(layer, needed=relational and name in {"source", "target"})
        for start, end in _runs(path):  # neighbours without a gap are one phrase cut by a wavering begin
            sure = float(np.mean([layer[at, path[at]] for at in range(start, end)]))
            spans.append(TokenSpan(role, *_whole_words(usable[start], usable[end - 1] + 1, words), sure))
    return _distinct(spans)


def _layer_path(layer: Floats, *, needed: bool) -> list[int]:
    scores = np.log(np.maximum(layer, 1e-9))
    path = best_path(scores)
    for penalty in _PENALTIES if needed else ():
        if any(path):
            break
        path = best_path(scores - np.array([penalty, 0, 0], dtype=np.float32))
    return path


def _runs(path: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = None
    for at, tag in enumerate([*path, _OUTSIDE]):
        if tag == _OUTSIDE and start is not None:
            yield start, at
            start = None
        elif tag != _OUTSIDE and start is None:
            start = at


def _whole_words(start: int, end: int, words: Sequence[int | None]) -> tuple[int, int]:
    while start > 0 and words[start - 1] is not None and words[start - 1] == words[start]:
        start -= 1
    while end < len(words) and words[end] is not None and words[end] == words[end - 1]:
        end += 1
    return start, end


def _distinct(spans: Sequence[TokenSpan]) -> list[TokenSpan]:
    kept: dict[tuple[int, int, int], TokenSpan] = {}
    for span in spans:
        kept.setdefault((span.role, span.start, span.end), span)
    return list(kept.values())


def candidates(spans: Sequence[TokenSpan]) -> list[tuple[int, int]]:
    """Indices of the pairs worth scoring: anything that is not a target, with every target it does not overlap."""
    target = ROLES.index("target")
    return [
        (i, j)
        for i, a in enumerate(spans)
        for j, b in enumerate(spans)
        if a.role != target and b.role == target and (a.end <= b.start or b.end <= a.start)
    ]


def pair_features(hidden: Floats, first: tuple[int, int], second: tuple[int, int], role: int) -> Floats:
    """What the pair network sees: both spans, the words between them, the sentence, order and role of the first."""
    between = (min(first[1], second[1]), max(first[0], second[0]))
    inner = hidden[between[0] : between[1]].mean(axis=0) if between[1] > between[0] else np.zeros_like(hidden[0])
    flags = np.zeros(len(ROLES) + 1, dtype=np.float32)
    flags[role] = 1
    flags[-1] = first[0] < second[0]
    spans = [hidden[start:end].mean(axis=0) for start, end in (first, second)]
    return np.concatenate([*spans, inner, hidden[0], flags]).astype(np.float32)


def apply_layers(features: Floats, weights: Sequence[Floats]) -> Floats:
    """A two-layer network with ReLU: ``weights`` are matrix, bias, matrix, bias."""
    inner = np.maximum(features @ weights[0] + weights[1], 0)
    return np.asarray(inner @ weights[2] + weights[3], dtype=np.float32)
