"""Which words of a sentence tell a relation, and so what it stands under.

Those are its cue and what stands on the way from one end to the other in the tree; where a negation is said of a
phrase alone ("neither A nor B", "but not B"), the ends themselves, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from pipelines.extract.relations.links import Link, Phrase
from pipelines.extract.scope.scopes import Scope, Stance, stance_at
from pipelines.extract.scope.triggers import Kind

# Rules that read two clauses as cause and effect: a negation in a clause belongs to that clause.
MODEL = "tagger"  # ``Link.rule`` of what a learned model found: it knows the ends, not the word that ties them
BOUNDED: frozenset[Kind] = frozenset({"question", "purpose"})
BESIDE = frozenset({"because", "due", "owing", "given", "thanks", "amid", "in", "under", "during", "after", "despite"})
CLAUSAL = frozenset({"because", "conditional", "correlative", "due", "turning"})
DEPENDENT = frozenset({"advcl", "relcl", "conj", "parataxis", "acl"})
LOOSE = DEPENDENT - {"acl"} | {"ccomp"}  # what a clause stands under reaches a "ccomp" by itself, or not


def stance_of_link(doc: Doc, link: Link, found: Sequence[Scope]) -> Stance:
    """What the words that tell a link stand under.

    Doubt reaches a link also where it stands before an act that is its end: "those who trust are likely to buy". What
    is asked, aimed at or supposed must hold all that tells it.
    """
    telling = _telling(doc, link)
    core = _cue(link) or {i for i in telling if doc[i].pos_ != "ADP"}  # the parser hangs "on B" on any word before it
    whole = [s for s in found if s.kind not in BOUNDED or core - {s.trigger} <= s.tokens]
    ends = {head_of(doc, end).i for end in (link.source, link.target)}
    whole = [s for s in whole if s.kind != "condition" or link.rule != MODEL or ends <= s.tokens]
    told = stance_at(telling, whole)
    doubts = [s for s in found if s.kind == "doubt" and not _is_within(doc[s.trigger], link)]
    kinds = told.kinds | stance_at(ends | _path(doc, link), doubts).kinds
    denying = [s for s in found if s.kind == "negation" and not s.tokens.isdisjoint(_denied(doc, link, s))]
    if not denying:
        return Stance(kinds=kinds - {"negation", "partial"})
    denied = len({s.trigger for s in denying}) % 2 == 1 and "partial" not in told.kinds
    return Stance(kinds=kinds | {"negation"}, negated=denied)


def _denied(doc: Doc, link: Link, scope: Scope) -> frozenset[int]:
    """Indices of the words by whose denial the link is denied, in the reach of a negation.

    None where the negation is part of an end ("inability to teach"), or of what a cause brings about: "because of
    costs, firms do not train", "A rather than B" in a contrast of both.
    """
    if link.rule in CLAUSAL:  # "not because of"; a negation in either clause belongs to that clause
        return frozenset({link.cue} if 0 < link.cue - scope.trigger <= 2 else ())
    if _is_within(doc[scope.trigger], link) or (link.rule == MODEL and _is_beside(doc, link)):
        return frozenset()
    ends = {head_of(doc, end).i for end in (link.source, link.target)}
    if scope.apart:
        return frozenset() if link.type == "contrast" else frozenset({*ends, *_cue(link)})
    if scope.narrow:
        return _telling(doc, link) | ends
    return _telling(doc, link) | _thirds(doc, link)


def _is_beside(doc: Doc, link: Link) -> bool:
    """Whether the source stands beside the clause, as its reason or occasion: "due to costs", "amid strife"."""
    source, target = head_of(doc, link.source), head_of(doc, link.target)
    top = _meeting(source, target)
    below = next((t for t in (source, *source.ancestors) if t.head.i == top.i), source)
    return below.dep_ == "advcl" or (below.dep_ in {"prep", "advmod", "amod", "mark"} and below.lower_ in BESIDE)


def _is_within(token: Token, link: Link) -> bool:
    ends = (link.source, link.target, *link.mediators, *link.moderators)
    return any(end.start <= token.idx < end.end for end in ends)


def _cue(link: Link) -> set[int]:
    """The word that tells the link, where its finder knows it."""
    return set() if link.rule == MODEL else {link.cue}


def _telling(doc: Doc, link: Link) -> frozenset[int]:
    """Indices of the words that tell a link: its cue, and what stands on the way from end to end."""
    if link.rule in CLAUSAL | {"ellipsis"}:
        return frozenset({link.cue})
    source, target = head_of(doc, link.source), head_of(doc, link.target)
    return frozenset(_cue(link) | set(_between(source, target))) or frozenset({source.i, target.i})


def _path(doc: Doc, link: Link) -> set[int]:
    """Indices of all words from end to end in the tree, clauses of their own included."""
    source, target = head_of(doc, link.source), head_of(doc, link.target)
    top = _meeting(source, target)
    return {t.i for end in (source, target) for t in (end, *end.ancestors) if top.is_ancestor(t)} | {top.i}


def _thirds(doc: Doc, link: Link) -> frozenset[int]:
    """Indices of the words by which a mediator or moderator takes part: what is denied of it is denied of the link."""
    source, target = head_of(doc, link.source), head_of(doc, link.target)
    hub = doc[link.cue] if link.rule != MODEL else _meeting(source, target)
    thirds = (head_of(doc, third) for third in (*link.mediators, *link.moderators))
    return frozenset(i for third in thirds for i in (*_between(third, hub), hub.i))


def head_of(doc: Doc, phrase: Phrase) -> Token:
    """The word that the others of a phrase hang on."""
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
