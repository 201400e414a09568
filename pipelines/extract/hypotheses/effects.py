"""Effect sizes in running text: "β = .31, p < .001", "r = −0.24**", "(b = 0.42, t = 3.1)"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from pipelines.record import Effect, Relation

SYMBOLS = {
    "β": "β",
    "beta": "β",
    "b": "b",
    "B": "b",
    "γ": "γ",
    "gamma": "γ",
    "r": "r",
    "ρ": "ρ",
    "or": "OR",
    "η²": "η²",
    "d": "d",
    "f²": "f²",
}
STATISTIC = re.compile(
    r"(?<![\w.])(β|beta|γ|gamma|ρ|OR|η²|η2|f²|f2|[bBrd]|path coefficient|standardi[sz]ed coefficient|coefficient)"
    r"(?:\s*\d)?\s*(?:=|of|:|was|is)\s*([-−–]?\s?\d*\.\d+)(\*{0,3})",
    re.IGNORECASE,
)
P_NEAR = re.compile(r"\bp(?:[- ]values?)?\s*(?:([<>=≤≥])|of|:)\s*(n\.?s\.?|\d?\.\d+)", re.IGNORECASE)
NUMBER = r"[-−–]?\s?\d*\.\d+"
LISTED = re.compile(rf"(?:(?:,| and|, and) {NUMBER})+,? respectively")  # "r = .31 and .55, respectively"
NEAR = 60  # characters within which a p belongs to the statistic before it


def find_effects(words: str) -> list[tuple[Effect, int]]:
    """The statistics of a sentence with the place of each, every one with the p that follows it closely."""
    found = []
    matches = list(STATISTIC.finditer(words))
    for n, match in enumerate(matches):
        limit = min(match.end() + NEAR, matches[n + 1].start() if n + 1 < len(matches) else len(words))
        p = P_NEAR.search(words, match.end(), limit)
        stars = {3: "<0.001", 2: "<0.01", 1: "<0.05"}.get(len(match[3]))
        listed = LISTED.match(words, match.end(), limit)
        for printed in (match[2], *(re.findall(NUMBER, listed[0]) if listed else ())):
            value = float(printed.replace("−", "-").replace("–", "-").replace(" ", ""))
            effect = Effect(statistic=_symbol(match[1]), value=value, p=_printed(p) if p else stars)
            found.append((effect, match.start()))
    return found


def _symbol(words: str) -> str:
    if "coefficient" in words.lower():
        return "β"
    return SYMBOLS.get(words, SYMBOLS.get(words.lower().replace("2", "²"), words))


def _printed(p: re.Match[str]) -> str:
    sign = p[1] if p[1] and p[1] != "=" else ""
    return f"{sign}{p[2]}"


def with_effects(relations: Sequence[Relation], words: str, start: int) -> tuple[Relation, ...]:
    """The relations with the statistics that their sentence gives, each to the relation whose end it follows closest.

    ``words`` begin at ``start`` of the content that the ends' places count in. An end that all relations share tells
    nothing: in "A (β = .1) and B (β = .2) raise C" the sources do, in "A raises B (β = .1) and C (β = .2)" targets.
    """
    tied: list[list[Effect]] = [[] for _ in relations]
    told = find_effects(words)
    in_order = len(told) == len(relations) > 1 and len({at for _, at in told}) == 1  # "r = .31 and .55, respectively"
    for n, (effect, at) in enumerate(told):
        place = n if in_order else _closest(relations, start + at)
        if place is not None:
            tied[place].append(effect)
    return tuple(
        dataclasses.replace(relation, effects=tuple(effects)) if effects else relation
        for relation, effects in zip(relations, tied, strict=True)
    )


def _closest(relations: Sequence[Relation], at: int) -> int | None:
    """The place of the relation whose own end stands closest before ``at``; the only one, wherever it stands."""
    if len(relations) == 1:
        return 0
    gaps = [
        (at - span[1], n)
        for ends in ([r.source_span for r in relations], [r.target_span for r in relations])
        if len(set(ends)) > 1
        for n, span in enumerate(ends)
        if span is not None and span[1] <= at
    ]
    return min(gaps)[1] if gaps else None
