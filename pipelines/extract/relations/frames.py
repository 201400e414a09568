"""Frames: cue words as the parser sees them, with their two sides still as tokens.

A verb, a noun or an adjective that relates gives one frame; ``links`` distributes it over coordinated ends. What stands
around a frame (a verb that mediates or moderates it) is added before that, in ``moderation``.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import NamedTuple, cast

from spacy.tokens import Doc, Token

from pipelines.extract import cues
from pipelines.extract.relations import arguments, signs
from pipelines.extract.relations.links import Link, Phrase, product
from pipelines.extract.relations.phrases import conjuncts, phrase_of, phrases
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


@dataclasses.dataclass(slots=True)
class Frame:
    """A relation in the making: sides as head tokens, sign and shape as the words around the cue tell them."""

    cue: Token
    rule: str
    type: RelationType
    sources: list[Token]
    targets: list[Token]
    sign: Sign | None = None
    negated: bool = False
    mediators: list[Token] = dataclasses.field(default_factory=list)
    moderators: list[Token] = dataclasses.field(default_factory=list)
    split: bool = True  # whether sides are still to be split at "and"


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
    sources, targets = _ends(frame, frame.sources), _ends(frame, frame.targets)
    mediators = tuple(p for head in frame.mediators for p in phrases(head))
    moderators = tuple(p for head in frame.moderators for p in phrases(head))
    return [
        Link(
            frame.type,
            source,
            target,
            _final_sign(frame, source, target),
            frame.cue.i,
            frame.rule,
            mediators,
            moderators,
            frame.negated,
        )
        for source in sources
        for target in targets
        if not _overlap(source, target)
    ]


def _ends(frame: Frame, heads: list[Token]) -> list[Phrase]:
    if frame.split:
        return [p for head in heads for p in phrases(head)]
    return [p for head in heads if (p := phrase_of(head)) is not None]


def _final_sign(frame: Frame, source: Phrase, target: Phrase) -> Sign | None:
    if frame.negated:
        return "0"
    return frame.sign if frame.moderators else product(frame.sign, source, target)


def _overlap(one: Phrase, other: Phrase) -> bool:
    return one.start < other.end and other.start < one.end


def verb_frames(doc: Doc) -> list[Frame]:
    """Frames of relating verbs: active, passive, participial, infinitival."""
    found = []
    for token in doc:
        if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
            frame = _verb_frame(token)
            if frame is not None:
                found.append(frame)
    return found


def _verb_frame(verb: Token) -> Frame | None:
    rules = verb_cues().get(verb.lemma_.lower())
    if not rules or _is_modifier(verb):
        return None
    for prep, cue in rules.items():
        if prep == "-":
            continue
        heads = arguments.after(verb, frozenset({prep}))
        if heads:
            near = (
                [c for c in verb.children if c.dep_ in {"nsubjpass"}]
                or arguments.subjects(verb)
                or arguments.objects(verb)
            )
            return _oriented(verb, cue, near, heads)
    if "-" not in rules:
        return None
    cue = rules["-"]
    if arguments.is_passive(verb):
        agents = arguments.agents(verb)
        means = agents or arguments.after(verb, frozenset({"through", "via"}))
        return _oriented(verb, cue, means, arguments.subjects(verb)) if means else None
    lower = _clauses(verb)
    if any(verb_cues().get(c.lemma_.lower()) for c in lower):
        return None  # "enables firms to raise trust" is told by the lower verb
    done_to = lower if _moves_people(verb) and lower else arguments.objects(verb) or lower
    return _oriented(verb, cue, arguments.subjects(verb), done_to) if done_to else None


def _moves_people(verb: Token) -> bool:
    """ "influences customers to buy": the object acts in the lower clause."""
    return any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in verb.rights)


def _is_modifier(verb: Token) -> bool:
    """ "increased trust", "the determining factor": a participle before its noun is no statement."""
    return verb.dep_ in {"amod", "compound", "nmod"}


def _clauses(verb: Token) -> list[Token]:
    """ "ensures that trust grows", "influences customers to buy": the lower clause is what is brought about."""
    return [c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "pcomp"} and c.i > verb.i]


def _oriented(cue_token: Token, cue: VerbCue, near: list[Token], far: list[Token]) -> Frame | None:
    if not near or not far:
        return None
    sources, targets = (near, far) if cue.direction == ">" else (far, near)
    negated = arguments.is_negated(cue_token) or _raised_negation(cue_token) or _has_no(near + far)
    sign = signs.told_sign(cue_token) or cue.sign
    if sign == "0":
        negated = True
    return Frame(cue_token, "verb", cue.type, sources, targets, sign, negated)


def _raised_negation(verb: Token) -> bool:
    """ "was not found to affect", "fails to affect"."""
    if verb.dep_ in {"xcomp", "ccomp"} and verb.head.pos_ in {"VERB", "AUX"}:
        return (
            verb.head.lemma_ == "fail"
            or (verb.head.lemma_ in arguments.EPISTEMIC | {"seem", "appear"}
            and arguments.is_negated(verb.head))
        )
    return (
        verb.dep_ == "conj"
        and verb.head.pos_ in {"VERB", "AUX"}
        and any(c.lower_ == "nor" for c in verb.head.children)
    )


def _has_no(heads: list[Token]) -> bool:
    return any(c.dep_ == "det" and c.lower_ in {"no", "neither"} for head in heads for c in head.lefts)


def noun_frames(doc: Doc) -> list[Frame]:
    """Frames of relating nouns: "the effect of X on Y", "X has an effect on Y", "X is a driver of Y"."""
    found = []
    for token in doc:
        cue = (
            noun_cues().get(token.lemma_.lower())
            if token.pos_ in {"NOUN", "PROPN"} or token.tag_ in {"NN", "NNS"}
            else None
        )
        if cue is not None:
            maker = {"on": _acting, "between": _between, "maker": _maker, "made": _made}[cue.how]
            frame = maker(token, cue)
            if frame is not None:
                found.append(_signed(frame, cue))
    return found


ON = frozenset({"on", "upon", "in", "to", "toward", "towards", "for", "over", "onto"})


def _acting(noun: Token, cue: NounCue) -> Frame | None:
    targets = arguments.after(
        noun, ON if noun.lemma_ in {"role", "contribution", "importance"} else ON - {"in", "for"}
    )
    targets = targets or arguments.after(_carrier(noun), frozenset({"on", "upon"}))
    if not targets:
        return None
    sources = _owners(noun) or _light_subjects(noun)
    return Frame(noun, "noun", cue.type, sources, targets)


def _carrier(noun: Token) -> Token:
    """The light verb above the noun, on which its preposition may hang: "has an effect … on"."""
    return noun.head if noun.dep_ in {"dobj", "nsubjpass", "attr"} else noun


def _between(noun: Token, cue: NounCue) -> Frame | None:
    """ "relationship between X and Y", "relationship of X with Y", "X has a relationship with Y", "X–Y link"."""
    pair = arguments.after(noun, frozenset({"between", "among"})) or arguments.after(
        _carrier(noun), frozenset({"between"})
    )
    if pair:
        sides = [h for head in pair for h in conjuncts(head)]
        return Frame(noun, "noun", cue.type, sides[:1], sides[1:], split=False) if len(sides) > 1 else None
    far = arguments.after(noun, frozenset({"with", "to"})) or arguments.after(
        _carrier(noun), frozenset({"with", "to"})
    )
    near = _owners(noun) or _light_subjects(noun)
    return Frame(noun, "noun", cue.type, near, far) if far else None


def _maker(noun: Token, cue: NounCue) -> Frame | None:
    made = arguments.after(noun, frozenset({"of", "for", "to", "in", "behind", "with"})) or _named_before(noun)
    makers = _predicated(noun)
    return Frame(noun, "noun", cue.type, makers, made) if made and makers else None


def _made(noun: Token, cue: NounCue) -> Frame | None:
    sources = arguments.after(noun, frozenset({"of", "from"}))
    made = _predicated(noun)
    return Frame(noun, "noun", cue.type, sources, made) if sources and made else None


def _named_before(noun: Token) -> list[Token]:
    """ "a loyalty driver": the compound names what is driven."""
    return []


def _predicated(noun: Token) -> list[Token]:
    """What the noun is said of: "X is a driver", "X, a driver of", "X as a driver", "drivers such as X"."""
    head = noun
    if (
        head.dep_ == "pobj"
        and head.head.lower_ in {"of", "among"}
        and head.head.head.lower_ in {"one", "some", "part"}
    ):
        head = head.head.head
    while head.dep_ == "conj" and head.head.pos_ in {"NOUN", "PROPN"}:
        head = head.head
    if head.dep_ in {"attr", "oprd"} and head.head.pos_ in {"VERB", "AUX"}:
        return [s for s in arguments.subjects(head.head) if s.i != head.i]
    if head.dep_ == "dobj" and head.head.lemma_ in {"become", "constitute", "represent", "form", "remain", "be"}:
        return arguments.subjects(head.head)
    if head.dep_ == "appos":
        return [head.head]
    if head.dep_ == "pobj" and head.head.lower_ == "as":
        host = head.head.head
        if host.pos_ in {"VERB", "AUX"}:
            passive = arguments.is_passive(host)
            return arguments.subjects(host) if passive or not arguments.objects(host) else arguments.objects(host)
        return [host] if host.pos_ in {"NOUN", "PROPN"} else []
    return [c for c in noun.children if c.dep_ == "appos"]


LIGHT = frozenset(
    ["have", "exert", "exhibit", "show", "demonstrate", "play", "display", "possess", "produce", "bear", "take", "make", "reveal", "present", "hold", "provide", "yield", "share", "maintain"]
)


def _light_subjects(noun: Token) -> list[Token]:
    """Who has the effect: the subject of the light verb that the noun is the object of."""
    head = noun
    while head.dep_ == "conj" and head.head.pos_ in {"NOUN", "PROPN"}:
        head = head.head
    verb = head.head
    if head.dep_ in {"dobj", "attr"} and verb.pos_ in {"VERB", "AUX"} and verb.lemma_ in LIGHT:
        return arguments.subjects(verb)
    if head.dep_ == "pobj" and head.head.lower_ in {"with", "in", "by", "of"} and head.head.dep_ in {"prep", "agent"}:
        return []
    if head.dep_ == "nsubjpass" and verb.lemma_ in {"exert", "play"}:
        return arguments.agents(verb)
    return []


def _owners(noun: Token) -> list[Token]:
    """Whose effect it is: "of X", "X's", "its"; a quality ("of great importance") is no owner."""
    of = arguments.after(noun, frozenset({"of", "from", "by"}))
    if of:
        return of
    return [c for c in noun.lefts if c.dep_ == "poss"]


def _signed(frame: Frame, cue: NounCue) -> Frame:
    noun = frame.cue
    verb = _carrier(noun)
    no = any(c.dep_ in {"det", "neg"} and c.lower_ in {"no", "neither", "nor"} for c in noun.lefts)
    denied = (
        (verb is not noun
        and arguments.is_negated(verb))
        or (noun.dep_ in {"nsubj", "attr"} and arguments.is_negated(noun.head))
    )
    sign = signs.told_sign(noun) or (signs.told_sign(verb) if verb is not noun else None)
    if sign is None and noun.dep_ in {"nsubj", "nsubjpass"}:
        sign = signs.told_sign(noun.head)
    frame.negated = no or denied or sign == "0"
    frame.sign = sign or cue.sign
    return frame


def adjective_frames(doc: Doc) -> list[Frame]:
    """Frames of predicate adjectives: "X is critical for Y", "X is positively related to Y"."""
    found = []
    for token in doc:
        rule = adjective_cues().get(token.lower_)
        if rule is None or (token.dep_ in {"amod", "compound"} and not arguments.after(token, rule[0])):
            continue
        if any(c.dep_ in {"nsubj", "nsubjpass", "auxpass"} for c in token.children) or token.dep_ in {"relcl", "acl"}:
            continue  # the verb rules see it
        far = arguments.after(token, rule[0])
        verb = token.head if token.dep_ in {"acomp", "attr", "oprd", "conj"} else token
        near = arguments.subjects(verb) if verb.pos_ in {"VERB", "AUX"} else []
        if token.dep_ == "amod" and not near:
            near = [token.head]
        frame = _oriented(token, rule[1], near, far)
        if frame is not None:
            frame.negated = frame.negated or arguments.is_negated(verb)
            frame.rule = "adjective"
            found.append(frame)
    return found
