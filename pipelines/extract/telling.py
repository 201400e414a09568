"""Which words of a sentence tell a relation, and so what it stands under.

Those are its cue and what stands on the way from one end to the other in the tree; where a negation is said of a
phrase alone ("neither A nor B", "but not B"), the ends themselves, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from pipelines.extract.relations.links import Link, Phrase
from pipelines.extract.scope.scopes import Scope, Stance, stance_at

# Rules that read two clauses as cause and effect: a negation in a clause belongs to that clause.
CLAUSAL = frozenset({"because", "conditional", "correlative", "due", "turning"})
DEPENDENT = frozenset({"advcl", "relcl", "conj", "parataxis", "acl"})
LOOSE = DEPENDENT - {"acl"} | {"ccomp"}  # what a clause stands under reaches a "ccomp" by itself, or not


def stance_of_link(doc: Doc, link: Link, found: Sequence[Scope]) -> Stance:
    """What the words that tell a link stand under.

    Doubt reaches a link also where it stands before an act that is its end: "those who trust are likely to buy".
    """
    told, outer = stance_at(_telling(doc, link), found), [s for s in found if not _is_within(doc[s.trigger], link)]
    ends = {head_of(doc, end).i for end in (link.source, link.target)}
    kinds = told.kinds | stance_at(ends, [s for s in outer if s.kind == "doubt"]).kinds
    denying = [s for s in found if s.kind == "negation" and not s.tokens.isdisjoint(_denied(doc, link, s))]
    if not denying:
        return Stance(kinds=kinds - {"negation", "partial"})
    denied = len({s.trigger for s in denying}) % 2 == 1 and "partial" not in told.kinds
    return Stance(kinds=kinds | {"negation"}, negated=denied)


def _denied(doc: Doc, link: Link, scope: Scope) -> frozenset[int]:
    """Indices of the words by whose denial the link is denied, in the reach of a negation."""
    if link.rule in CLAUSAL:  # "not because of"; a negation in either clause belongs to that clause
        return frozenset({link.cue} if 0 < link.cue - scope.trigger <= 2 else ())
    if not scope.narrow:
        return _telling(doc, link) | _thirds(doc, link)
    ends = [] if _is_within(doc[scope.trigger], link) else [head_of(doc, end).i for end in (link.source, link.target)]
    return frozenset({*ends, *([] if link.rule == "tagger" else [link.cue])}) | _telling(doc, link)


def _is_within(token: Token, link: Link) -> bool:
    return any(end.start <= token.idx < end.end for end in (link.source, link.target))


def _telling(doc: Doc, link: Link) -> frozenset[int]:
    """Indices of the words that tell a link: its cue, and what stands on the way from end to end."""
    cue = set() if link.rule == "tagger" else {link.cue}
    if link.rule in CLAUSAL | {"ellipsis"}:
        return frozenset(cue)
    source, target = head_of(doc, link.source), head_of(doc, link.target)
    return frozenset(cue | set(_between(source, target))) or frozenset({source.i, target.i})


def _thirds(doc: Doc, link: Link) -> frozenset[int]:
    """Indices of the words by which a mediator or moderator takes part: what is denied of it is denied of the link."""
    source, target = head_of(doc, link.source), head_of(doc, link.target)
    hub = doc[link.cue] if link.rule != "tagger" else _meeting(source, target)
    thirds = (head_of(doc, third) for third in (*link.mediators, *link.moderators))
    return frozenset(i for third in thirds for i in (*_between(third, hub), hub.i))


def head_of(doc: Doc, phrase: Phrase) -> Token:
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


def depth_of(token: Token) -> int:
    """How many clauses a word is away from the main one."""
    return sum(t.dep_ in DEPENDENT and t.pos_ in {"VERB", "AUX"} for t in (token, *token.ancestors))
