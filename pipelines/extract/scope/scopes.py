"""Scopes of a doc, and the stance of words under them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence, Set
from typing import cast

from spacy.tokens import Doc, Token

from pipelines.extract.scope.reach import governed, is_inverted, is_narrow
from pipelines.extract.scope.triggers import Kind, Trigger, find_triggers
from pipelines.extract.scope.voices import says

SAID = frozenset({"saying", "question", "purpose"})  # denied, these leave open what they are about


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What one trigger governs. ``trigger`` is the index of its first token, ``tokens`` those that it governs.

    ``start`` and ``end`` are the characters from the first to behind the last of these; between them may stand tokens
    that it does not govern. ``narrow`` tells that it is said of a phrase, and not only of a predicate; ``apart`` that
    it sets a phrase apart ("rather than B") and says nothing of the predicate.
    """

    kind: Kind
    trigger: int
    start: int
    end: int
    tokens: frozenset[int]
    narrow: bool = False
    apart: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What words stand under: all kinds of scope. ``negated`` counts: two negations are none.

    Kind "open" has no trigger of its own: somebody is said not to have looked, or not to say. Kind "partial" is there
    only where they are denied in part, and not negated then: "does not always", "A alone does not".
    """

    kinds: frozenset[Kind] = frozenset()
    negated: bool = False

    @property
    def doubted(self) -> bool:
        """Whether they are held back: "may", "seems", "not always"."""
        return not self.kinds.isdisjoint({"doubt", "partial"})


def scopes(doc: Doc) -> tuple[Scope, ...]:
    """Every trigger of the doc that governs something, in the order of the triggers."""
    tree = doc.has_annotation("DEP")
    found: list[Scope] = []
    for trigger in find_triggers(doc):
        if not says(doc[trigger.start], trigger.row.voice) or _is_named(doc[trigger.start], trigger):
            continue
        tokens = governed(doc, trigger)
        if tokens and not _goes_on(doc, trigger.start, found):
            first, last = doc[min(tokens)], doc[max(tokens)]
            found.append(
                Scope(
                    kind=cast(Kind, trigger.row.kind),
                    trigger=trigger.start,
                    start=first.idx,
                    end=last.idx + len(last),
                    tokens=tokens,
                    narrow=tree and is_narrow(doc, trigger),
                    apart=trigger.row.reach == "phrase",
                )
            )
    return tuple(found)


def _is_named(token: Token, trigger: Trigger) -> bool:
    """ "The claim that …": a noun that says nothing by itself."""
    return trigger.row.kind == "saying" and token.pos_ == "NOUN"


def _goes_on(doc: Doc, at: int, found: Sequence[Scope]) -> bool:
    """ "Neither A nor B", "not A nor B": the second goes on with the first; "nor does A raise B" denies by itself."""
    if doc[at].lower_ != "nor" or is_inverted(doc[at]):
        return False
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


def stance_at(tokens: Set[int], found: Sequence[Scope]) -> Stance:
    """What any of the tokens stands under."""
    over = [scope for scope in found if not tokens.isdisjoint(scope.tokens)]
    kinds: set[Kind] = {scope.kind for scope in over} - {"partial", "sole"}
    if any(_denials({scope.trigger}, found) % 2 for scope in over if scope.kind in SAID):
        kinds.add("open")
    denied = _denials(tokens, found) % 2 == 1
    if denied and any(
        scope.kind == "sole" or (scope.kind == "partial" and _denials({scope.trigger}, found)) for scope in over
    ):
        kinds.add("partial")
    return Stance(kinds=frozenset(kinds), negated=denied and "partial" not in kinds)


def _denials(tokens: Set[int], found: Sequence[Scope]) -> int:
    """How many negations stand over any of the tokens."""
    return len({s.trigger for s in found if s.kind == "negation" and not tokens.isdisjoint(s.tokens)})
