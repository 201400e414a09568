"""Third variables: what mediates a relation, and what makes it stronger or weaker.

Works on frames that other rules have found: "Z moderates the effect of X on Y" is the frame of "effect" with Z added.
"""

from __future__ import annotations

import dataclasses
import re

from spacy.tokens import Doc, Token

from pipelines.extract.relations import arguments, signs
from pipelines.extract.relations.conditions import ESPECIALLY, THROUGH
from pipelines.extract.relations.frames import Frame, verb_cues
from pipelines.extract.relations.interactions import interacting
from pipelines.extract.relations.nouns import WIDE
from pipelines.extract.relations.phrases import change_words
from pipelines.extract.words import cues
from pipelines.record import Sign

MEDIATING = frozenset({"mediate", "mediating", "mediation", "mediator", "mediated", "mediational", "intervening"})
MODERATING = frozenset(
    {"moderate", "moderating", "moderation", "moderator", "moderated", "contingent", "interactive", "interaction"}
)
STRENGTHEN = frozenset(
    {
        "strengthen",
        "amplify",
        "enhance",
        "reinforce",
        "intensify",
        "magnify",
        "accentuate",
        "boost",
        "increase",
        "augment",
        "heighten",
        "strengthening",
        "amplifying",
        "enhancing",
    }
)
WEAKEN = frozenset(
    {
        "weaken",
        "attenuate",
        "buffer",
        "dampen",
        "reduce",
        "diminish",
        "mitigate",
        "lessen",
        "decrease",
        "suppress",
        "hinder",
        "undermine",
        "offset",
        "weakening",
        "attenuating",
        "buffering",
        "dampening",
        "alleviate",
    }
)
STRONGER = frozenset({"stronger", "greater", "higher", "larger", "stronger-", "pronounced", "more"})
WEAKER = frozenset({"weaker", "smaller", "lower", "less", "lesser"})
WHERE = frozenset({"for", "among", "under", "in", "with", "at", "within", "during"})
SUCH_THAT = re.compile(
    r"\b(?:such|so) that\b.{0,90}?"
    r"\b(stronger|weaker|strengthened|weakened|attenuated|amplified|greater|smaller|reduced|enhanced|lower|higher)\b"
)
LOW_END = re.compile(r"\b(?:when|for|at|under|among|with|if)\b.{0,60}?\b(?:low|lower|weak|weaker|less|absent)\b")


def add_third_variables(doc: Doc, frames: list[Frame]) -> list[Frame]:
    """The frames with mediators and moderators; frames that only named a third variable are taken up and dropped."""
    by_cue = {frame.cue.i: frame for frame in frames}
    dropped: set[int] = set()
    for frame in frames:
        if frame.rule in {"noun", "third"} and not _upgrade(frame, by_cue, dropped):
            _governed(frame, by_cue, dropped)
        elif frame.rule in {"verb", "adjective"}:
            _compared(frame)
    for frame in frames:
        _depending(frame, by_cue, dropped)
    for frame in frames:
        if frame.cue.i not in dropped:
            _through(frame)
            _such_that(frame)
            if frame.mediators and frame.type == "associative":
                frame.type = "causal"  # a path from the first cause to the last effect
    kept = [g for f in frames if f.cue.i not in dropped for g in interacting(f)]
    return kept + [extra for frame in kept if (extra := _especially(frame)) is not None]


def _upgrade(frame: Frame, by_cue: dict[int, Frame], dropped: set[int]) -> bool:
    """ "Z has a moderating effect on the relationship between X and Y": the inner relation takes Z up."""
    inner = [by_cue[t.i] for t in frame.target_tokens() if t.i in by_cue and by_cue[t.i] is not frame]
    if not inner:
        if frame.rule == "third":
            dropped.add(frame.cue.i)
        return False
    told = {c.lower_ for c in frame.cue.children} | {frame.cue.lemma_.lower()}
    dropped.add(frame.cue.i)
    if frame.cue.lemma_.lower() in WIDE and not told & (MEDIATING | MODERATING):
        return True  # "plays a role in raising Y": the inner relation says it
    for relation in inner:
        if _share_source(frame, relation):
            continue  # "X plays a role in raising Y": what X does is told by "raising"
        if told & MEDIATING:
            relation.mediators += frame.sources
        else:
            relation.moderators += frame.sources
            relation.sign = frame.sign
    return True


def _governed(frame: Frame, by_cue: dict[int, Frame], dropped: set[int]) -> None:
    """The relation noun is the object or subject of a verb that mediates, moderates or grades it."""
    noun = frame.cue
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    verb = noun.head
    if noun.dep_ == "dobj":
        _take(frame, verb, arguments.subjects(verb), by_cue, dropped)
    elif noun.dep_ == "nsubjpass":
        joined = (t for t in verb.subtree if t.i > verb.i and t.dep_ == "conj" and t.tag_ == "VBN")
        for passive in (verb, *joined):
            _take(frame, passive, arguments.agents(passive), by_cue, dropped)
        for lower in (c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "oprd"}):
            _take(frame, lower, arguments.agents(lower), by_cue, dropped)
    if noun.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        _graded(frame, verb)
    _compared(frame)
    for clause in (c for c in noun.children if c.dep_ in {"acl", "relcl"}):
        _take(frame, clause, arguments.agents(clause), by_cue, dropped)


def _take(frame: Frame, verb: Token, third: list[Token], by_cue: dict[int, Frame], dropped: set[int]) -> None:
    lemma = verb.lemma_.lower()
    third = [token for token in third if not _only_argues(token)]
    if not third or not frame.sources:
        return
    if lemma in MEDIATING:
        frame.mediators += third
    elif lemma in MODERATING | STRENGTHEN | WEAKEN | {"affect", "influence", "change", "alter", "shape", "condition"}:
        frame.moderators += third
        frame.sign = _verb_sign(lemma, verb)
    elif lemma in verb_cues() and "-" in verb_cues()[lemma] and verb_cues()[lemma]["-"].type == "causal":
        frame.moderators += third  # "reputation ameliorates the effect of X on Y"
        frame.sign = verb_cues()[lemma]["-"].sign
    else:
        return
    if verb.i in by_cue:
        dropped.add(verb.i)


def _verb_sign(lemma: str, verb: Token) -> Sign | None:
    if lemma in STRENGTHEN:
        return "+"
    if lemma in WEAKEN:
        return "-"
    return signs.told_sign(verb)


def _graded(frame: Frame, verb: Token) -> None:
    """ "The effect is stronger when Z is high", "… is greater for Z", "… is attenuated when Z is low": Z moderates."""
    degree = next((c for c in verb.children if c.dep_ in {"acomp", "oprd", "attr"} and _direction(c)), None)
    direction = _direction(degree) if degree is not None else _turn(verb)
    if direction and frame.sources:
        _condition(frame, direction, [verb, degree or verb], verb)


def _compared(frame: Frame) -> None:
    """ "X has a weaker effect on Y for Z", "X is more strongly related to Y in Z": Z moderates."""
    graders = [c for c in frame.cue.children if c.dep_ in {"amod", "advmod"}]
    direction = next((d for c in graders if (d := _direction(c))), 0)
    if direction and frame.sources and not frame.moderators and frame.rule != "third":
        _condition(frame, direction, [frame.cue, frame.cue.head, *frame.target_tokens()], frame.cue.head)


def _condition(frame: Frame, direction: int, hosts: list[Token], verb: Token) -> None:
    thirds, turned = _conditions(hosts)
    if not thirds:
        return
    frame.moderators += thirds
    frame.sign = "+" if direction * turned > 0 else "-"
    frame.until = thirds[0].left_edge.i - 1 if thirds[0].i > frame.cue.i else None


def _turn(verb: Token) -> int:
    """ "The effect is attenuated", "the effect increases": by itself or unsaid by what."""
    if arguments.agents(verb) or arguments.objects(verb):
        return 0
    lemma = verb.lemma_.lower()
    return 1 if lemma in STRENGTHEN else -1 if lemma in WEAKEN else 0


def _direction(adjective: Token) -> int:
    words = {adjective.lower_, *(c.lower_ for c in adjective.lefts)}
    if words & WEAKER:
        return -1
    return 1 if words & STRONGER or adjective.lower_ in {"strongest"} else 0


def _conditions(hosts: list[Token]) -> tuple[list[Token], int]:
    """The condition's head tokens, and -1 where it is the low end of the variable."""
    for child in (c for host in hosts for c in host.children):
        if child.dep_ == "prep" and child.lower_ in WHERE and child not in hosts:
            heads = [c for c in child.rights if c.dep_ in {"pobj", "amod"} and c not in hosts][:1]
            if heads:
                return heads, -1 if _is_low(heads[0]) else 1
        if child.dep_ == "advcl":
            heads = [s for s in child.children if s.dep_ in {"nsubj", "nsubjpass"}]
            low = any(c.lower_ in {"low", "weak", "lower", "weaker", "small"} for c in child.children)
            if heads:
                return heads, -1 if low else 1
    return [], 1


def _is_low(head: Token) -> bool:
    """Whether a word of less is trimmed off the condition ("for lower trust"), so that the sign must carry it."""
    return any(change_words().get(c.lower_, 1) < 0 for c in head.lefts)


def _depending(frame: Frame, by_cue: dict[int, Frame], dropped: set[int]) -> None:
    """ "The effect of X on Y depends on Z", "… is contingent on Z": the effect is the frame's target."""
    if frame.rule not in {"verb", "adjective"}:
        return
    for token in frame.target_tokens():
        effect = by_cue.get(token.i)
        if effect is not None and effect is not frame and effect.sources and not effect.moderators:
            if not _share_source(frame, effect) and not all(map(_only_argues, frame.source_tokens())):
                effect.moderators += frame.sources
                effect.sign = frame.sign
            dropped.add(frame.cue.i)


def _only_argues(token: Token) -> bool:
    """ "The findings support an effect of X on Y": they take no part in it."""
    return token.lower_ in cues.read_words("authors")


def _share_source(one: Frame, other: Frame) -> bool:
    return any(token in other.source_tokens() for token in one.source_tokens())


def _such_that(frame: Frame) -> None:
    """ "…, such that the relationship is weaker when Z is high": the sign of a moderation told behind it."""
    words = frame.cue.sent.text.lower()
    told = SUCH_THAT.search(words)
    if told is None or not frame.moderators or frame.sign is not None:
        return
    direction = -1 if told[1] in {"weaker", "weakened", "attenuated", "smaller", "reduced", "lower"} else 1
    frame.sign = "+" if direction * (-1 if LOW_END.search(words, told.end()) else 1) > 0 else "-"


def _through(frame: Frame) -> None:
    """ "X affects Y through M", "the indirect effect of X on Y via M"."""
    hosts = [frame.cue, *frame.target_tokens()]
    if frame.cue.dep_ in {"dobj", "nsubj", "nsubjpass"}:
        hosts.append(frame.cue.head)
    for host in hosts:
        middle = arguments.after(host, THROUGH) + _by_means(host)
        if middle and not frame.mediators and frame.type in {"causal", "associative"}:
            frame.mediators += [m for m in middle if m not in frame.sources]
    if frame.mediators and frame.cue.lemma_ == "develop":
        frame.mediators = []


def _by_means(host: Token) -> list[Token]:
    """ "by means of M", "by virtue of M", "as a result of" left out: it names a cause, not a path."""
    found = []
    for by in host.children:
        if by.dep_ in {"prep", "agent"} and by.lower_ == "by":
            for noun in by.children:
                if noun.lower_ in {"means", "virtue", "way"}:
                    found += arguments.after(noun, frozenset({"of"}))
    return found


def _especially(frame: Frame) -> Frame | None:
    """ "X raises Y, particularly for Z": besides the plain relation, one that Z strengthens."""
    hosts = [frame.cue, *frame.target_tokens(), frame.cue.head]
    for host in hosts:
        for child in host.children:
            if child.i < frame.cue.i:
                continue
            thirds = _particular(child)
            if thirds and not frame.moderators:
                return dataclasses.replace(frame, moderators=list(thirds), sign="+", rule=frame.rule)
    return None


def _particular(token: Token) -> list[Token]:
    doc = token.doc
    opener = token.left_edge.i
    said = doc[max(0, opener - 1)].lower_ in ESPECIALLY or any(c.lower_ in ESPECIALLY for c in token.lefts)
    if not said:
        return []
    if token.dep_ == "prep":
        heads = [c for c in token.children if c.dep_ == "pobj"]
        return [inner for head in heads for inner in _choice(head)]
    return []


def _choice(head: Token) -> list[Token]:
    """ "for firms choosing Z": Z; "for Z": Z."""
    chosen = [o for c in head.children if c.dep_ in {"acl", "relcl"} for o in arguments.objects(c)]
    withs = arguments.after(head, frozenset({"with"}))
    return chosen or withs or [head]
