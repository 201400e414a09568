"""The markup in which training sentences are written and labelled, and its parsed form.

A labelled sentence marks its ends in brackets, ``[roles:words]``, where roles are letters, each with the number of
the relation it belongs to where there are several::

    [c:brand trust] strengthens [e:loyalty]                                      causal +
    [c1:trust] fosters [e1c2:commitment] and thereby [e2:advocacy]               causal +, causal +
    [w:Age] weakens the effect of [c:price] on [e:satisfaction]                  causal -

``c`` is a source (cause, part, kind), ``e`` a target (effect, whole, genus), ``m`` a mediator, ``w`` a moderator.
A role without a number belongs to every relation of the sentence. Each relation is every source of its number with
every target of its number. Brackets may nest. Other pairs of brackets, as in "95% CI [.09, .28]", are the text's own.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence

ROLES = {"c": "source", "e": "target", "m": "mediator", "w": "moderator"}
TYPES = ("causal", "associative", "dimension_of", "type_of", "contrast")
SIGNS = ("+", "-", "0", "nonlinear", "?")
KINDS = ("none", "hypothesis", "finding", "claim", "implication", "research_question")

_TOKEN = re.compile(r"\[(?:((?:[cemw]\d?)+):)?|(\])")
_ROLE = re.compile(r"([cemw])(\d?)")


class MarkupError(ValueError):
    """A labelled sentence does not keep to the markup; the message says where."""


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One marked end: ``role`` is a letter of ``ROLES``, ``number`` its relation or 0 for all, offsets half-open."""

    start: int
    end: int
    role: str
    number: int


@dataclasses.dataclass(frozen=True, slots=True)
class Pair:
    """One relation between two marks: offsets of both ends, type of relation and sign ("?" where unsaid)."""

    source: tuple[int, int]
    target: tuple[int, int]
    type: str
    sign: str
    mediators: tuple[tuple[int, int], ...] = ()
    moderators: tuple[tuple[int, int], ...] = ()


def parse_marks(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """Take the markup off: the plain sentence and its marks in order. Raises MarkupError on unbalanced brackets."""
    plain: list[str] = []
    marks: list[Mark] = []
    pending: list[tuple[int, str]] = []  # where each open bracket's words begin, and its roles ("": the text's own)
    length = at = 0
    for token in _TOKEN.finditer(marked):
        own = not token[1] if not token[2] else not (pending and pending[-1][1])
        piece = marked[at : token.end() if own else token.start()]
        plain.append(piece)
        length += len(piece)
        at = token.end()
        if not token[2]:
            pending.append((length, token[1] or ""))
            continue
        if not pending:
            raise MarkupError(f"closing bracket without an opening one at {token.start()}: {marked}")
        start, roles = pending.pop()
        marks += [Mark(start, length, role, int(number or 0)) for role, number in _ROLE.findall(roles)]
    if pending:
        raise MarkupError(f"bracket is never closed: {marked}")
    return "".join(plain) + marked[at:], tuple(sorted(marks))


def parse_relation(words: str) -> tuple[str, str]:
    """Type and sign from "causal +" or "dimension_of"; the sign is "?" where none stands."""
    type_, _, sign = words.partition(" ")
    if type_ not in TYPES or (sign or "?") not in SIGNS:
        raise MarkupError(f"not a relation: {words!r}; types are {', '.join(TYPES)}, signs {' '.join(SIGNS)}")
    return type_, sign or "?"


def find_pairs(marks: Sequence[Mark], relations: Sequence[str]) -> tuple[Pair, ...]:
    """All pairs of a sentence: for each numbered relation every source with every target. Raises MarkupError."""
    if any(mark.number > len(relations) for mark in marks):
        raise MarkupError(f"a mark names relation {max(m.number for m in marks)}, but there are {len(relations)}")
    pairs = [pair for number, words in enumerate(relations, 1) for pair in _pair_up(marks, number, words)]
    return tuple(dict.fromkeys(pairs))


def _pair_up(marks: Sequence[Mark], number: int, words: str) -> Iterable[Pair]:
    type_, sign = parse_relation(words)
    by_role = {
        role: tuple((m.start, m.end) for m in marks if m.role == role and m.number in (0, number)) for role in ROLES
    }
    if not by_role["c"] or not by_role["e"]:
        raise MarkupError(f"relation {number} ({words}) has no source or no target")
    for source in by_role["c"]:
        for target in by_role["e"]:
            if source != target:
                yield Pair(source, target, type_, sign, by_role["m"], by_role["w"])
