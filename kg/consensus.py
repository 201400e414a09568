"""How far papers agree on an effect: shares of signs and their entropy, tests and claims apart.

A step in Python on the query ``consensus``, since SPARQL has no logarithm. Each paper votes once for each sign that it
reports; the entropy is Shannon's in bits: 0 where all votes are one sign, 1 where two are as frequent, 2 at most.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import Any

from kg.query import Choice, find, run
from kg.store import Store

SIGNS = {"positive": "+", "negative": "-", "no_effect": "0", "nonlinear": "nonlinear"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Consensus:
    """Votes on one effect at one level, ``tested`` or ``claimed``; ``shares`` and ``entropy`` (bits) follow."""

    cause: str
    effect: str
    level: str
    papers: int
    votes: Mapping[str, int]

    @property
    def shares(self) -> dict[str, float]:
        """The share of each sign among the votes, from 0 to 1; empty where the words tell no sign."""
        total = sum(self.votes.values())
        return {sign: count / total for sign, count in self.votes.items()} if total else {}

    @property
    def entropy(self) -> float | None:
        """How mixed the votes are, in bits; None without votes."""
        shares = [share for share in self.shares.values() if share]
        return abs(sum(share * math.log2(share) for share in shares)) if shares else None

    def to_dict(self) -> dict[str, Any]:
        """As a JSON object."""
        return {**dataclasses.asdict(self), "shares": self.shares, "entropy": self.entropy}


def consensus(store: Store, *, about: str | None = None, min_confidence: float | None = None) -> tuple[Consensus, ...]:
    """The effects of the store, or of one construct; those of most papers first. Raises as ``kg.query.run``."""
    given = {} if about is None else {"construct": about}
    answer = run(store, find("consensus"), given, choice=Choice(min_confidence=min_confidence))
    return tuple(
        Consensus(
            cause=str(row["cause"]),
            effect=str(row["effect"]),
            level=str(row["level"]),
            papers=int(str(row["papers"])),
            votes={sign: int(str(row[name])) for name, sign in SIGNS.items()},
        )
        for row in answer
    )


def contested(found: Sequence[Consensus]) -> tuple[Consensus, ...]:
    """Those with votes for more than one sign, the most mixed first."""
    mixed = [each for each in found if each.entropy]
    return tuple(sorted(mixed, key=lambda each: (-(each.entropy or 0), -each.papers, each.cause, each.effect)))
