"""Examples as arrays: token ids, tag layers, and the pairs of spans with the labels they may have."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import tokenizers

from pipelines.extract.tagging import KINDS, LINKS, ROLES, SIGNS, STYLES
from pipelines.train.examples import Example, Link, Offsets

OUTSIDE, BEGIN, INSIDE, UNKNOWN = 0, 1, 2, -100
IMAGINED = 5  # spans of a role that are paired up in training


@dataclasses.dataclass(frozen=True, slots=True)
class PairLabel:
    """Two token spans; ``links`` are the indices of labels still possible, ``sign`` an index or UNKNOWN."""

    first: tuple[int, int]
    second: tuple[int, int]
    role: int
    links: tuple[int, ...]
    sign: int


@dataclasses.dataclass(frozen=True, slots=True)
class Features:
    """One sentence for training. ``tags`` is a list of four tags a token; UNKNOWN where the ends are not annotated."""

    ids: list[int]
    style: int
    tags: list[list[int]]
    kinds: tuple[int, ...]
    relational: int
    pairs: tuple[PairLabel, ...]


def featurise(example: Example, tokenizer: tokenizers.Tokenizer) -> Features:
    """The arrays of one example; ends cut off by truncation are left out."""
    encoding = tokenizer.encode(example.text)
    tags = [[OUTSIDE if example.links is not None else UNKNOWN] * len(ROLES) for _ in encoding.ids]
    for role, offsets in _marked(example.links or ()):
        span = _tokens(encoding, offsets)
        if span is None:
            continue
        for at in range(*span):
            if tags[at][role] != BEGIN:  # where two ends share words, the first keeps its beginning
                tags[at][role] = BEGIN if at == span[0] else INSIDE
    for layers, word in zip(tags, encoding.word_ids, strict=True):
        if word is None:
            layers[:] = [UNKNOWN] * len(ROLES)
    return Features(
        ids=encoding.ids,
        style=STYLES.index(example.style),
        tags=tags,
        kinds=tuple(KINDS.index(kind) for kind in sorted(example.kinds)),
        relational=int(example.relational),
        pairs=tuple(_pairs(example.links or (), encoding)),
    )


def _marked(links: Sequence[Link]) -> list[tuple[int, Offsets]]:
    """Every end once, longest last, so that a nested end keeps its own beginning."""
    ends = set()
    for link in links:
        ends |= {(0, link.source), (1, link.target)}
        ends |= {(2, offsets) for offsets in link.mediators} | {(3, offsets) for offsets in link.moderators}
    return sorted(ends, key=lambda end: (end[0], end[1][0], -end[1][1]))


def _tokens(encoding: tokenizers.Encoding, offsets: Offsets) -> tuple[int, int] | None:
    inside = [
        at
        for at, (start, end) in enumerate(encoding.offsets)
        if end > start and start < offsets[1] and end > offsets[0] and encoding.word_ids[at] is not None
    ]
    return (inside[0], inside[-1] + 1) if inside else None


def _pairs(links: Sequence[Link], encoding: tokenizers.Encoding) -> Iterator[PairLabel]:
    """Every non-target end with every target: labelled where annotated, "none" elsewhere."""
    known: dict[tuple[int, Offsets, Offsets], tuple[tuple[int, ...], int]] = {}
    for link in links:
        types = tuple(LINKS.index(name) for name in sorted(link.types))
        sign = UNKNOWN if link.sign is None else SIGNS.index(link.sign)
        known[0, link.source, link.target] = (types, sign)
        known |= {(2, end, link.target): ((LINKS.index("mediates"),), UNKNOWN) for end in link.mediators}
        known |= {(3, end, link.target): ((LINKS.index("moderates"),), UNKNOWN) for end in link.moderators}
    firsts = sorted({(role, end) for role, end in _marked(links) if role != 1})
    targets = sorted({end for role, end in _marked(links) if role == 1})
    for role, first in firsts:
        for second in targets:
            spans = _tokens(encoding, first), _tokens(encoding, second)
            if first == second or spans[0] is None or spans[1] is None:
                continue
            labels, sign = known.get((role, first, second), ((0,), UNKNOWN))
            yield PairLabel(spans[0], spans[1], role, labels, sign)


def imagined_pairs(row: Features, tags: npt.NDArray[np.int64]) -> Iterator[PairLabel]:
    """Pairs of the spans that the network itself finds in training, from its (tokens, 4) tags.

    A pair like an annotated one (both ends share half of their tokens or more) takes its labels, any other is
    "none": so the pair network learns on the spans that it meets at run time.
    """
    known = [at for at, layers in enumerate(row.tags) if layers[0] != UNKNOWN]
    if not known:
        return
    spans = [(role, span) for role in range(len(ROLES)) for span in _runs(tags[: len(row.ids), role], known)]
    targets = [span for role, span in spans if role == 1]
    firsts = [(role, span) for role, span in spans if role != 1]
    for role, first in firsts[:IMAGINED]:
        for second in targets[:IMAGINED]:
            if first[1] <= second[0] or second[1] <= first[0]:
                like = [p for p in row.pairs if p.role == role and _alike(p.first, first) and _alike(p.second, second)]
                yield PairLabel(first, second, role, *((like[0].links, like[0].sign) if like else ((0,), UNKNOWN)))


def _runs(tags: npt.NDArray[np.int64], known: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = None
    for at in [*known, known[-1] + 1]:
        inside = at <= known[-1] and tags[at] != OUTSIDE
        if start is not None and not inside:
            yield start, at
            start = None
        elif start is None and inside:
            start = at


def _alike(left: tuple[int, int], right: tuple[int, int]) -> bool:
    shared = min(left[1], right[1]) - max(left[0], right[0])
    return 2 * shared >= max(left[1], right[1]) - min(left[0], right[0])
