"""What a sentence asserts of the relations that its words tell, whoever found these: rules or a learned model.

``judge`` is the one place where links meet scopes. A relation that is denied has no effect (sign "0"); one that is
asked, aimed at, a premise or put into no mouth is no assertion. What a link stands under is what the words stand under
that tell it: those on the way from one end to the other in the tree, and the ends themselves where they are nouns.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from pipelines.extract import cues
from pipelines.extract.relations.links import Link, Phrase
from pipelines.extract.scope.reach import STATED
from pipelines.extract.scope.scopes import Scope, Stance, scopes, stance_at
from pipelines.extract.scope.triggers import Kind
from pipelines.record import Sign

ASKS = cues.read_pattern("question")
PREMISE = "it tells the relation as a premise (if, unless), not as holding"
ASKED = "it asks or names a relation that somebody looked at, and does not say that it holds"
OPEN = "it says that nobody looked, or that nothing is said"
# Rules that read two clauses as cause and effect: a negation in a clause belongs to that clause.
CLAUSAL = frozenset({"because", "conditional", "correlative", "due", "turning"})
SIGNED = frozenset({"causal", "associative", "contrast"})
TURNED: dict[str, Sign] = {"+": "-", "-": "+"}
LOOSE = frozenset({"conj", "advcl", "relcl", "parataxis"})
DEPENDENT = frozenset({"advcl", "relcl", "acl", "conj", "parataxis"})


class Told(NamedTuple):
    """What a sentence asserts (or, where it only asks, asks): its links with their signs, and how they are told.

    ``kinds`` are the scopes that the links stand under, or the whole sentence where it has none. ``reason`` says why
    links were left out, where all were.
    """

    links: list[Link]
    kinds: frozenset[Kind] = frozenset()
    negated: bool = False
    hedged: bool = False
    reason: str | None = None


def judge(doc: Doc, links: Sequence[Link], *, tested: bool = False) -> Told:
    """The links that a sentence asserts, denied ones as denials; where it asserts none, those that it asks about.

    ``tested`` tells that the sentence is a numbered hypothesis: its conditions are causes, its questions are put.
    """
    found = scopes(doc)
    if not links:
        kinds = frozenset(scope.kind for scope in found)
        return Told([], kinds | _asking(doc), hedged="doubt" in kinds)
    judged = [(link, stance_of_link(doc, link, found)) for link in links]
    asserted = [(link, stance) for link, stance in judged if tested or not _reason(doc, link, stance)]
    asked = [each for each in judged if _is_asked(doc, each[1])]
    if not asserted and not asked:
        return Told([], reason=next((r for link, stance in judged if (r := _reason(doc, link, stance))), None))
    chosen = [(_signed(doc, link, stance, found), stance) for link, stance in asserted or asked]
    kinds = frozenset(kind for _, stance in chosen for kind in stance.kinds) | _announced(doc, found)
    return Told(
        [link for link, _ in chosen],
        kinds if asserted else kinds | {"question"},
        negated=_is_denial(doc, [link for link, _ in chosen]),
        hedged=any(stance.doubted for _, stance in chosen),
    )


def _announced(doc: Doc, found: Sequence[Scope]) -> frozenset[Kind]:
    """What the main clause of a sentence says that all of it is: "It could be argued that …"."""
    return frozenset(s.kind for s in found if doc[s.trigger].dep_ == "ROOT" and s.kind in STATED)


def stance_of_link(doc: Doc, link: Link, found: Sequence[Scope]) -> Stance:
    """What the words that tell a link stand under.

    Doubt reaches a link also where it stands before an act that is its end: "those who trust are likely to buy".
    """
    told, outer = stance_at(_telling(doc, link), found), [s for s in found if not _is_within(doc[s.trigger], link)]
    ends = {_head(doc, end).i for end in (link.source, link.target)}
    kinds = told.kinds | stance_at(ends, [s for s in outer if s.kind == "doubt"]).kinds
    denying = [s for s in found if s.kind == "negation" and not s.tokens.isdisjoint(_denied(doc, link, s))]
    if not denying:
        return Stance(kinds=kinds - {"negation", "partial"})
    return dataclasses.replace(told, kinds=kinds | {"negation"}, negated=len({s.trigger for s in denying}) % 2 == 1)


def _denied(doc: Doc, link: Link, scope: Scope) -> frozenset[int]:
    """Indices of the words by whose denial the link is denied, in the reach of a negation."""
    if link.rule in CLAUSAL:  # "not because of"; a negation in either clause belongs to that clause
        return frozenset({link.cue} if 0 < link.cue - scope.trigger <= 2 else ())
    if not scope.narrow:
        return _telling(doc, link) | _thirds(doc, link)
    ends = [] if _is_within(doc[scope.trigger], link) else [_head(doc, end).i for end in (link.source, link.target)]
    return frozenset({*ends, *([] if link.rule == "tagger" else [link.cue])}) | _telling(doc, link)


def _is_within(token: Token, link: Link) -> bool:
    return any(end.start <= token.idx < end.end for end in (link.source, link.target))


def _telling(doc: Doc, link: Link) -> frozenset[int]:
    """Indices of the words that tell a link: its cue, and what stands on the way from end to end."""
    cue = set() if link.rule == "tagger" else {link.cue}
    if link.rule in CLAUSAL | {"ellipsis"}:
        return frozenset(cue)
    source, target = _head(doc, link.source), _head(doc, link.target)
    return frozenset(cue | set(_between(source, target))) or frozenset({source.i, target.i})


def _thirds(doc: Doc, link: Link) -> frozenset[int]:
    """Indices of the words by which a mediator or moderator takes part: what is denied of it is denied of the link."""
    source, target = _head(doc, link.source), _head(doc, link.target)
    hub = doc[link.cue] if link.rule != "tagger" else _meeting(source, target)
    thirds = (_head(doc, third) for third in (*link.mediators, *link.moderators))
    return frozenset(i for third in thirds for i in (*_between(third, hub), hub.i))


def _head(doc: Doc, phrase: Phrase) -> Token:
    span = doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
    return span.root if span is not None else doc[0]


def _meeting(one: Token, other: Token) -> Token:
    """The lowest word that both hang on, or one of them."""
    above = [one, *one.ancestors]
    return next((t for t in (other, *other.ancestors) if t in above), one)


def _between(one: Token, other: Token) -> Iterator[int]:
    """The words on the way from one to the other in the tree, without these.

    A word is on the way only where what is said of it is said of what hangs on it: not where that is a coordinate or
    a clause of its own ("prices do not fall, thereby raising …").
    """
    top = _meeting(one, other)
    reached = []
    for end in (one, other):
        below, ways = end, []
        for token in end.ancestors if end.i != top.i else ():
            if below.dep_ not in LOOSE:
                ways.append(token.i)
            if token.i == top.i:
                break
            below = token
        reached.append(ways)
    up, down = reached
    yield from (i for i in {*up, *down} - {one.i, other.i, top.i})
    if top.i in up and top.i in down:
        yield top.i


def _signed(doc: Doc, link: Link, stance: Stance, found: Sequence[Scope]) -> Link:
    if stance.negated:
        return link._replace(sign="0" if link.type in SIGNED else None, negated=True)
    if link.rule in CLAUSAL and stance_at(frozenset({_head(doc, link.target).i}), found).negated:
        return link._replace(sign=TURNED.get(link.sign or "", link.sign))  # "because of X, firms do not Y"
    return link._replace(sign=None, negated=False) if "partial" in stance.kinds else link


def _reason(doc: Doc, link: Link, stance: Stance) -> str | None:
    """Why a link is no assertion, if it is none."""
    if "condition" in stance.kinds and link.rule not in CLAUSAL:
        return PREMISE
    if "open" in stance.kinds:
        return OPEN
    if stance.kinds & {"question", "purpose"} and not stance.kinds & {"retold", "verdict"}:
        return ASKED
    return ASKED if _asking(doc) else None


def _is_asked(doc: Doc, stance: Stance) -> bool:
    """Whether the paper itself asks: "we examine whether …", "does …?"."""
    return "open" not in stance.kinds and ("purpose" in stance.kinds or bool(_asking(doc)))


def _asking(doc: Doc) -> frozenset[Kind]:
    return frozenset({"question"}) if ASKS.search(doc.text.rstrip()) else frozenset()


def _is_denial(doc: Doc, links: Sequence[Link]) -> bool:
    """Whether a sentence denies: what its main clause says of relations counts, not what it adds."""
    depths = [_depth(doc[link.cue]) for link in links]
    return all(link.negated for link, depth in zip(links, depths, strict=True) if depth == min(depths))


def _depth(token: Token) -> int:
    return sum(t.dep_ in DEPENDENT and t.pos_ in {"VERB", "AUX"} for t in (token, *token.ancestors))
