"""Scopes of a doc, and the stance of words under them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import cast

from spacy.tokens import Doc, Token

from pipelines.extract.scope.reach import governed
from pipelines.extract.scope.triggers import Kind, find_triggers
from pipelines.extract.scope.voices import says


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What one trigger governs. ``trigger`` is the index of its first token, ``tokens`` those that it governs.

    ``start`` and ``end`` are the characters from the first to behind the last of these; between them may stand tokens
    that it does not govern.
    """

    kind: Kind
    trigger: int
    start: int
    end: int
    tokens: frozenset[int]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What words stand under: all kinds of scope, where ``negated`` counts: two negations are none."""

    kinds: frozenset[Kind] = frozenset()
    negated: bool = False

    @property
    def doubted(self) -> bool:
        """Whether they are held back: "may", "seems", "not always"."""
        return not self.kinds.isdisjoint({"doubt", "partial"})

    @property
    def asserted(self) -> bool:
        """Whether they are said to hold or not to hold, and not asked, supposed, aimed at or put in a mouth."""
        return self.kinds <= {"negation", "partial", "doubt", "hypothesis"}


def scopes(doc: Doc) -> tuple[Scope, ...]:
    """Every trigger of the doc that governs something, in the order of the triggers."""
    tree = doc.has_annotation("DEP")
    found: list[Scope] = []
    for trigger in find_triggers(doc):
        if tree and not says(doc[trigger.start], trigger.row.voice):
            continue
        tokens = governed(doc, trigger)
        if tokens and not (doc[trigger.start].lower_ == "nor" and _is_negated(found, trigger.start)):
            first, last = doc[min(tokens)], doc[max(tokens)]
            kind = cast(Kind, trigger.row.kind)
            found.append(
                Scope(kind=kind, trigger=trigger.start, start=first.idx, end=last.idx + len(last), tokens=tokens)
            )
    return tuple(found)


def _is_negated(found: Sequence[Scope], at: int) -> bool:
    """ "Neither A nor B", "not A nor B": the second only goes on with the first."""
    return any(scope.kind == "negation" and at in scope.tokens for scope in found)


def stance_of(doc: Doc, place: Token | int, end: int | None = None, *, found: Sequence[Scope] | None = None) -> Stance:
    """What a token, or the words at characters ``[place, end)``, stand under.

    ``found`` are the doc's scopes, where the caller has them already.
    """
    if isinstance(place, Token):
        inside: Iterable[int] = (place.i,)
    else:
        stop = len(doc.text) if end is None else end
        inside = (t.i for t in doc if t.idx < stop and place < t.idx + len(t))
    return stance_at(frozenset(inside), scopes(doc) if found is None else found)


def stance_at(tokens: frozenset[int], found: Sequence[Scope]) -> Stance:
    """What any of the tokens stands under."""
    over = [scope for scope in found if not tokens.isdisjoint(scope.tokens)]
    denials = {scope.trigger for scope in over if scope.kind == "negation"}
    return Stance(kinds=frozenset(scope.kind for scope in over), negated=len(denials) % 2 == 1)
