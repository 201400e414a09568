"""From an encoder's token states to spans and relations: the arithmetic of the tagger's heads, in numpy alone.

Every run of words is scored as a source, target, mediator, moderator, or as a part that ends share ("socialization
tactics" in "collective and formal socialization tactics"); a small network scores pairs of the runs that pass. So ends
may overlap, stand apart, and serve in several relations. ``pipelines.train.network`` has the same in torch; a test
compares the two.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

ROLES = ("source", "target", "mediator", "moderator", "part")
KINDS = (
    "none",
    "hypothesis",
    "proposition",
    "finding",
    "claim",
    "implication",
    "research_question",
    "definition",
)
LINKS = ("none", "causal", "associative", "dimension_of", "type_of", "contrast", "mediates", "moderates", "joins")
RELATIONS = LINKS[1:6]  # the links between a source and a target
SIGNS = ("?", "+", "-", "0", "nonlinear")
WIDEST = 24  # words of the longest run that is scored
UNLIKELY = 0.02  # probability under which a run of words is not looked at
DISTANCES = (0, 1, 2, 4, 7, 12, 20)  # words between two ends from which a pair counts as that far apart

SOURCE, TARGET, PART = (ROLES.index(role) for role in ("source", "target", "part"))
PAIR_FLAGS = 2 * len(ROLES) + 1 + len(DISTANCES)

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Words = Sequence[int | None]  # the number of each token's word, None for special tokens


@dataclasses.dataclass(frozen=True, slots=True)
class TokenSpan:
    """A run of tokens, half-open, in a role (an index of ``ROLES``)."""

    role: int
    start: int
    end: int
    probability: float


def sigmoid(scores: Floats) -> Floats:
    """The logistic function."""
    return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


def gelu(x: Floats) -> Floats:
    """The activation of every inner layer, in its tanh form."""
    return np.asarray(0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3))), dtype=np.float32)


def apply_linear(x: Floats, heads: Mapping[str, Floats], name: str) -> Floats:
    """A linear layer by the name of its arrays."""
    return np.asarray(x @ heads[f"{name}.weight"].T + heads[f"{name}.bias"], dtype=np.float32)


def widths(words: Words) -> tuple[npt.NDArray[np.int64], Bools]:
    """How many words more than one each run of tokens has, and which runs are whole words and not too wide.

    Both are (tokens, tokens): the first token of a run by its last.
    """
    numbers = np.array([-1 if word is None else word for word in words], dtype=np.int64)
    inside = numbers >= 0
    begins = inside & (numbers != np.concatenate([[-1], numbers[:-1]]))
    ends = inside & (numbers != np.concatenate([numbers[1:], [-1]]))
    width = numbers[None, :] - numbers[:, None]
    allowed = begins[:, None] & ends[None, :] & (width >= 0) & (width < WIDEST)
    return np.clip(width, 0, WIDEST - 1), allowed


def score_spans(hidden: Floats, words: Words, heads: Mapping[str, Floats]) -> Floats:
    """The probability of every run of tokens in every role, (roles, first token, last token); 0 where not allowed."""
    width, allowed = widths(words)
    first = gelu(apply_linear(hidden, heads, "span.first"))
    last = gelu(apply_linear(hidden, heads, "span.last"))
    scores = np.asarray(first @ heads["span.between"] @ last.T, dtype=np.float32)  # (roles, tokens, tokens)
    scores += apply_linear(hidden, heads, "span.opens").T[:, :, None]
    scores += apply_linear(hidden, heads, "span.closes").T[:, None, :]
    scores += heads["span.width"].T[:, width]
    return np.where(allowed[None], sigmoid(scores), np.float32(0))


def choose_spans(chances: Floats, floor: float) -> list[TokenSpan]:
    """The likeliest runs of each role that do not overlap, as sure as they and the runs much like them are together.

    Where it is plain that an end stands there, but not where it begins, no single run is likely.
    """
    chosen: list[TokenSpan] = []
    for role in range(len(ROLES)):
        firsts, lasts = np.nonzero(chances[role] >= UNLIKELY)
        single = chances[role][firsts, lasts]
        taken: list[TokenSpan] = []
        for at in np.argsort(-single, kind="stable"):
            first, last = int(firsts[at]), int(lasts[at])
            shared = np.minimum(lasts, last) - np.maximum(firsts, first) + 1
            either = np.maximum(lasts, last) - np.minimum(firsts, first) + 1
            sure = min(1.0, float(single[2 * shared >= either].sum()))
            span = TokenSpan(role, first, last + 1, sure)
            if sure >= floor and not any(overlaps(span, other) for other in taken):
                taken.append(span)
        chosen += sorted(taken, key=lambda span: span.start)
    return chosen


def overlaps(one: TokenSpan, other: TokenSpan) -> bool:
    """Whether two runs share a token."""
    return one.start < other.end and other.start < one.end


def candidates(spans: Sequence[TokenSpan]) -> list[tuple[int, int]]:
    """Indices of the pairs worth scoring, first and second: every end with every target, every part with every end."""
    return [
        (i, j)
        for i, a in enumerate(spans)
        for j, b in enumerate(spans)
        if may_pair(a.role, b.role) and not overlaps(a, b)
    ]


def may_pair(first: int, second: int) -> bool:
    """Whether runs in these roles can belong together, in this order."""
    if first == PART:
        return second != PART
    return first != TARGET and second == TARGET


def pair_inputs(
    hidden: Floats, words: Words, pairs: Sequence[tuple[TokenSpan, TokenSpan]]
) -> tuple[Floats, Floats, Floats, Floats]:
    """What the pair network sees: each end (its first, last and mean token), the context, and flags."""
    sums = np.concatenate([np.zeros((1, hidden.shape[1]), dtype=np.float32), np.cumsum(hidden, axis=0)])
    firsts, seconds = (np.stack([_ends(hidden, sums, pair[n]) for pair in pairs]) for n in (0, 1))
    context = np.stack([np.concatenate([_between(sums, *pair), hidden[0]]) for pair in pairs])
    return firsts, seconds, context, np.stack([pair_flags(words, *pair) for pair in pairs])


def _ends(hidden: Floats, sums: Floats, span: TokenSpan) -> Floats:
    mean = (sums[span.end] - sums[span.start]) / (span.end - span.start)
    return np.concatenate([hidden[span.start], hidden[span.end - 1], mean])


def _between(sums: Floats, one: TokenSpan, other: TokenSpan) -> Floats:
    start, end = gap(one, other)
    return np.asarray((sums[end] - sums[start]) / max(1, end - start), dtype=np.float32)


def gap(one: TokenSpan, other: TokenSpan) -> tuple[int, int]:
    """The tokens between two runs, half-open; an empty range where there are none."""
    start = min(one.end, other.end)
    return start, max(start, one.start, other.start)


def pair_flags(words: Words, first: TokenSpan, second: TokenSpan) -> Floats:
    """The roles of both, which stands first, and how many words are between them."""
    flags = np.zeros(PAIR_FLAGS, dtype=np.float32)
    flags[first.role] = flags[len(ROLES) + second.role] = 1
    flags[2 * len(ROLES)] = first.start < second.start
    start, end = gap(first, second)
    apart = len({word for word in words[start:end] if word is not None})
    flags[2 * len(ROLES) + sum(apart >= least for least in DISTANCES)] = 1
    return flags


def score_pairs(
    hidden: Floats, words: Words, pairs: Sequence[tuple[TokenSpan, TokenSpan]], heads: Mapping[str, Floats]
) -> tuple[Floats, Floats]:
    """Probabilities of links and of signs for each pair, in the order of ``LINKS`` and ``SIGNS``."""
    firsts, seconds, context, flags = pair_inputs(hidden, words, pairs)
    one = gelu(apply_linear(firsts, heads, "pair.first"))
    other = gelu(apply_linear(seconds, heads, "pair.second"))
    around = gelu(apply_linear(context, heads, "pair.context"))
    joint = np.concatenate([one, other, one * other, around, flags], axis=1)
    inner = gelu(apply_linear(joint, heads, "pair.inner"))
    return softmax(apply_linear(inner, heads, "pair.link")), softmax(apply_linear(inner, heads, "pair.sign"))


def score_sentence(hidden: Floats, heads: Mapping[str, Floats]) -> tuple[float, Floats]:
    """The probability that the sentence tells a relation, and those of ``KINDS``."""
    whole = np.concatenate([hidden[0], hidden.mean(axis=0)])
    inner = gelu(apply_linear(whole, heads, "whole.inner"))
    gate = sigmoid(apply_linear(inner, heads, "whole.gate"))
    return float(gate[0]), softmax(apply_linear(inner, heads, "whole.kind"))


@dataclasses.dataclass(frozen=True, slots=True)
class TokenEnd:
    """An end of a relation: a run of tokens, and the runs that it shares with others, as places in a list of spans."""

    span: int
    parts: tuple[int, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class TokenRelation:
    """Two ends that belong together, third variables, and how sure that is."""

    type: str
    source: TokenEnd
    target: TokenEnd
    mediators: tuple[TokenEnd, ...]
    moderators: tuple[TokenEnd, ...]
    sign: str
    probability: float


def find_relations(
    spans: Sequence[TokenSpan], pairs: Sequence[tuple[int, int]], links: Floats, signs: Floats, floor: float
) -> Iterator[TokenRelation]:
    """The pairs of source and target that are linked at least as surely as ``floor``, with what goes with them."""
    shared = _linked(spans, pairs, links, PART, LINKS.index("joins"))
    helpers = {
        role: _linked(spans, pairs, links, ROLES.index(role), LINKS.index(link))
        for role, link in (("mediator", "mediates"), ("moderator", "moderates"))
    }

    def end(at: int) -> TokenEnd:
        return TokenEnd(at, tuple(shared.get(at, ())))

    for (i, j), link, sign in zip(pairs, links, signs, strict=True):
        told = link[1 : 1 + len(RELATIONS)]
        sure = joint_probability(float(told.sum()), spans[i], spans[j])
        if spans[i].role != SOURCE or sure < floor:
            continue
        third = {role: tuple(end(k) for k in found.get(j, ()) if k != i) for role, found in helpers.items()}
        yield TokenRelation(
            type=RELATIONS[int(told.argmax())],
            source=end(i),
            target=end(j),
            mediators=third["mediator"],
            moderators=third["moderator"],
            sign=SIGNS[int(sign.argmax())],
            probability=sure,
        )


def joint_probability(link: float, source: TokenSpan, target: TokenSpan) -> float:
    """How sure a relation is by its link and both ends: they go together, so a plain product would be too low."""
    return float(link * (source.probability * target.probability) ** 0.5)


def _linked(
    spans: Sequence[TokenSpan], pairs: Sequence[tuple[int, int]], links: Floats, role: int, link: int
) -> dict[int, list[int]]:
    """The spans of a role by what they are linked to."""
    found: dict[int, list[int]] = {}
    for (i, j), chances in zip(pairs, links, strict=True):
        if spans[i].role == role and chances[link] >= 0.5:
            found.setdefault(j, []).append(i)
    return found
