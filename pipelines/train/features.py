"""Examples as arrays: token ids, the runs of tokens in each role, and pairs of runs with the labels they may have."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

import tokenizers

from pipelines.extract.learned.tagging import KINDS, LINKS, PART, ROLES, SIGNS, TokenSpan, may_pair, overlaps
from pipelines.train.examples import End, Example, Link, Offsets

UNKNOWN = -100

Run = tuple[int, int, int]  # role, first token, token after the last


@dataclasses.dataclass(frozen=True, slots=True)
class PairLabel:
    """Two runs of tokens; ``links`` are the indices of labels still possible, ``sign`` an index or UNKNOWN."""

    first: TokenSpan
    second: TokenSpan
    links: tuple[int, ...]
    sign: int


@dataclasses.dataclass(frozen=True, slots=True)
class Features:
    """One sentence for training. ``runs`` is None where the ends are not annotated."""

    ids: list[int]
    words: list[int | None]
    kinds: tuple[int, ...]
    relational: int
    runs: frozenset[Run] | None
    pairs: tuple[PairLabel, ...]


def featurise(example: Example, tokenizer: tokenizers.Tokenizer) -> Features:
    """The arrays of one example; ends cut off by truncation are left out."""
    encoding = tokenizer.encode(example.text)
    labels = dict(_labels(example.links or (), encoding))
    runs = {run for pair in labels for run in pair}
    pairs = tuple(_pairs(runs, labels))
    return Features(
        ids=encoding.ids,
        words=encoding.word_ids,
        kinds=tuple(KINDS.index(kind) for kind in sorted(example.kinds)),
        relational=int(example.relational),
        runs=frozenset(runs) if example.links is not None else None,
        pairs=pairs,
    )


def _labels(
    links: Sequence[Link], encoding: tokenizers.Encoding
) -> Iterator[tuple[tuple[Run, Run], tuple[tuple[int, ...], int]]]:
    """Annotated pairs of runs, with what links them and with what sign."""
    mains = _main_runs(links)

    def run(role: str, end: End) -> Run | None:
        span = _tokens(encoding, mains[end])
        return (ROLES.index(role), *span) if span else None

    for link in links:
        source, target = run("source", link.source), run("target", link.target)
        types = tuple(LINKS.index(name) for name in sorted(link.types))
        sign = UNKNOWN if link.sign is None else SIGNS.index(link.sign)
        ends = [("source", link.source, source), ("target", link.target, target)]
        if source and target:
            yield (source, target), (types, sign)
        for role, label, thirds in (
            ("mediator", "mediates", link.mediators),
            ("moderator", "moderates", link.moderators),
        ):
            for third in thirds:
                found = run(role, third)
                ends.append((role, third, found))
                if found and target:
                    yield (found, target), ((LINKS.index(label),), UNKNOWN)
        for _, end, main in ends:
            for part in end:
                span = _tokens(encoding, part) if part != mains[end] else None
                if span and main:
                    yield ((PART, *span), main), ((LINKS.index("joins"),), UNKNOWN)


def _main_runs(links: Sequence[Link]) -> dict[End, Offsets]:
    """The words that stand for each end: those that fewest other ends share, the most of them, the last at a tie."""
    ends = {end for link in links for end in (link.source, link.target, *link.mediators, *link.moderators)}

    def sharing(part: Offsets) -> int:
        return sum(any(start < part[1] and part[0] < stop for start, stop in end) for end in ends)

    return {end: max(end, key=lambda part: (-sharing(part), part[1] - part[0], part[0])) for end in ends}


def _tokens(encoding: tokenizers.Encoding, offsets: Offsets) -> tuple[int, int] | None:
    """The tokens of the words that the characters touch."""
    words = {
        encoding.word_ids[at]
        for at, (start, end) in enumerate(encoding.offsets)
        if end > start and start < offsets[1] and end > offsets[0]
    } - {None}
    inside = [at for at, word in enumerate(encoding.word_ids) if word in words]
    return (inside[0], inside[-1] + 1) if inside else None


def _pairs(runs: Iterable[Run], labels: dict[tuple[Run, Run], tuple[tuple[int, ...], int]]) -> Iterator[PairLabel]:
    """Every pair of runs that may belong together: labelled where annotated, "none" elsewhere."""
    for first in sorted(runs):
        for second in sorted(runs):
            if may_pair(first[0], second[0]) and (first[1:] != second[1:] or (first, second) in labels):
                yield PairLabel(_span(first), _span(second), *labels.get((first, second), ((0,), UNKNOWN)))


def _span(run: Run, probability: float = 1.0) -> TokenSpan:
    return TokenSpan(*run, probability)


def imagined_pairs(row: Features, spans: Sequence[TokenSpan]) -> Iterator[PairLabel]:
    """Pairs of the spans that the network itself finds in training, those that are not annotated as they stand.

    A pair like an annotated one (both ends share half of their tokens or more) takes its labels, any other is
    "none": so the pair network learns on the spans that it meets at run time.
    """
    if row.runs is None:
        return
    known = {(p.first.role, p.first.start, p.first.end, p.second.start, p.second.end) for p in row.pairs}
    for first in spans:
        for second in spans:
            if not may_pair(first.role, second.role) or overlaps(first, second):
                continue
            if (first.role, first.start, first.end, second.start, second.end) in known:
                continue
            like = [p for p in row.pairs if _alike(p.first, first) and _alike(p.second, second)]
            best = min(like, key=lambda p: p.links == (0,), default=None)
            yield PairLabel(first, second, *((best.links, best.sign) if best else ((0,), UNKNOWN)))


def _alike(left: TokenSpan, right: TokenSpan) -> bool:
    shared = min(left.end, right.end) - max(left.start, right.start)
    return left.role == right.role and 2 * shared >= max(left.end, right.end) - min(left.start, right.start)
