"""Frames: cue words as the parser sees them, with their two sides still as tokens.

A verb, a noun or an adjective that relates gives one frame; ``links`` distributes it over coordinated ends. What
stands around a frame (a verb that mediates or moderates it) is added before that, in ``moderation``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple, cast

from spacy.tokens import Token

from pipelines.extract.relations import arguments, sharing, signs
from pipelines.extract.relations.arguments import word_after
from pipelines.extract.relations.links import Link, Phrase, product
from pipelines.extract.relations.phrases import conjuncts, names_something, phrase_of
from pipelines.extract.words import cues
from pipelines.record import RelationType, Sign


class VerbCue(NamedTuple):
    type: RelationType
    direction: str
    sign: Sign | None
    weak: bool


class NounCue(NamedTuple):
    type: RelationType
    how: str
    sign: Sign | None


End = Token | Phrase

GETTING = frozenset({"get", "gain", "obtain", "achieve", "attain", "reach", "acquire", "realize", "realise"})


@dataclasses.dataclass(slots=True)
class Frame:
    """A relation in the making: sides as head tokens, sign and shape as the words around the cue tell them."""

    cue: Token
    rule: str
    type: RelationType
    sources: list[End]
    targets: list[End]
    sign: Sign | None = None
    mediators: list[End] = dataclasses.field(default_factory=list)
    moderators: list[End] = dataclasses.field(default_factory=list)
    stop: int | None = None  # the token before which sources end, where the parser hangs too much on them
    until: int | None = None  # the same for targets

    def source_tokens(self) -> list[Token]:
        """Sources that are still head tokens."""
        return [end for end in self.sources if isinstance(end, Token)]

    def target_tokens(self) -> list[Token]:
        """Targets that are still head tokens."""
        return [end for end in self.targets if isinstance(end, Token)]


@cache
def verb_cues() -> dict[str, dict[str, VerbCue]]:
    """Verbs that relate: lemma to preposition to what it tells."""
    found: dict[str, dict[str, VerbCue]] = {}
    for lemma, prep, kind, direction, sign, weight in cues.read_rows("verbs"):
        cue = VerbCue(cast(RelationType, kind), direction, _sign(sign), weight == "weak")
        found.setdefault(lemma, {})[prep] = cue
    return found


@cache
def noun_cues() -> dict[str, NounCue]:
    """Nouns that relate, by lemma."""
    return {
        lemma: NounCue(cast(RelationType, kind), how, _sign(sign))
        for lemma, kind, how, sign in cues.read_rows("nouns")
        if kind != "-"
    }


@cache
def adjective_cues() -> dict[str, tuple[frozenset[str], VerbCue]]:
    """Predicate adjectives that relate: their prepositions and what they tell."""
    return {
        lemma: (frozenset(preps.split(",")), VerbCue(cast(RelationType, kind), direction, _sign(sign), False))
        for lemma, preps, kind, direction, sign in cues.read_rows("adjectives")
    }


def _sign(word: str) -> Sign | None:
    return None if word == "." else cast(Sign, word)


def links(frame: Frame) -> list[Link]:
    """The frame distributed over all coordinated sources and targets."""
    sources = resolve(frame.sources, frame.stop)
    targets = [p for end in frame.targets for p in ([end] if isinstance(end, Phrase) else outcomes(end, frame.until))]
    mediators, moderators = (
        tuple(p for p in resolve(ends) if names_something(p)) for ends in (frame.mediators, frame.moderators)
    )
    return [
        Link(frame.type, s, t, _final_sign(frame, s, t), frame.cue.i, frame.rule, mediators, moderators)
        for s in sources
        for t in targets
        if not (s.start < t.end and t.start < s.end)
    ]


def outcomes(end: Token, stop: int | None = None) -> list[Phrase]:
    """The phrases of a target: what is done to raise or get something is told by that something."""
    return acts(end, stop) if end.pos_ == "VERB" else sharing.ends(end, stop)


def acts(verb: Token, stop: int | None = None) -> list[Phrase]:
    """What doing something comes to, for each verb of a list; one without an object shares that of the next."""
    found: list[Phrase] = []
    opener: Token | None = None
    for act in conjuncts(verb):
        if not _is_complete(act) and word_after(act) in {",", "and", "or"}:
            opener = opener or act
            continue
        found += _came_of(act, stop) or _act(opener or act, act, stop)
        opener = None
    return found


def _is_complete(act: Token) -> bool:
    return any(
        c.dep_ in {"dobj", "prep", "xcomp", "ccomp", "dative", "acomp", "attr", "oprd", "prt"} for c in act.rights
    )


def _came_of(act: Token, stop: int | None) -> list[Phrase]:
    """The object of a verb that raises, lowers or gets it."""
    lemma = act.lemma_.lower()
    cue = verb_cues().get(lemma, {}).get("-")
    relates = cue is not None and cue.type == "causal" and cue.direction == ">" and lemma not in arguments.ENABLING
    if not relates and lemma not in GETTING:
        return []
    sign = -1 if cue is not None and cue.sign == "-" else 1
    return [p._replace(sign=p.sign * sign) for o in arguments.objects(act) for p in sharing.ends(o, stop)]


def _act(opener: Token, act: Token, stop: int | None) -> list[Phrase]:
    phrase = phrase_of(act, stop)
    if phrase is None or opener is act:
        return [phrase] if phrase else []
    return [phrase._replace(text=act.doc.text[opener.idx : phrase.end], start=opener.idx)]


def resolve(ends: Sequence[End], stop: int | None = None) -> list[Phrase]:
    """Ends as phrases: head tokens are split at "and" and trimmed."""
    return [p for end in ends for p in ([end] if isinstance(end, Phrase) else sharing.ends(end, stop))]


def _final_sign(frame: Frame, source: Phrase, target: Phrase) -> Sign | None:
    return frame.sign if frame.moderators else product(frame.sign, source, target)


def oriented(token: Token, cue: VerbCue, near: Sequence[End], far: Sequence[End], rule: str) -> Frame | None:
    """A frame with its sides in the cue's direction, its sign as the words around tell it."""
    if not near or not far:
        return None
    sources, targets = (near, far) if cue.direction == ">" else (far, near)
    sign = signs.told_sign(token) or cue.sign
    frame = Frame(token, rule, cue.type, list(sources), list(targets), sign)
    _close(frame, near, "stop" if cue.direction == ">" else "until")
    return frame


def _close(frame: Frame, near: Sequence[End], side: Literal["stop", "until"]) -> None:
    """ "Apps that allow V": the side before the relative clause ends where that begins."""
    clause = frame.cue
    while clause.dep_ == "conj" and clause.head.pos_ in {"VERB", "AUX"}:
        clause = clause.head
    opens = clause.left_edge.i
    if (
        frame.type == "causal"
        and clause.dep_ == "relcl"
        and all(isinstance(end, Token) and end.i < opens for end in near)
    ):
        setattr(frame, side, opens)
