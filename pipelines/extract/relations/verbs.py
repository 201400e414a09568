"""Verbs that relate: "X raises Y", "Y is driven by X", "X, leading to Y", "X helps firms to raise Y"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipelines.extract.relations import arguments
from pipelines.extract.relations.arguments import word_after
from pipelines.extract.relations.frames import End, Frame, VerbCue, oriented, verb_cues
from pipelines.extract.relations.links import Phrase
from pipelines.extract.relations.phrases import conjuncts, phrase_of, trim
from pipelines.extract.words import cues

PARTS = frozenset(lemma for lemma, _ in cues.read_rows("members"))


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
    rules = _fixed(verb) or verb_cues().get(verb.lemma_.lower())
    if not rules or _is_modifier(verb) or _defines(verb):
        return None
    for prep, cue in rules.items():
        if prep == "-":
            continue
        hosts = (verb, *arguments.objects(verb)) if _fixed(verb) else (verb,)
        heads: list[End] = [h for host in hosts for h in arguments.after(host, frozenset({prep}))]
        heads += [*misread_infinitive(verb, frozenset({prep}))]
        if heads:
            return oriented(verb, cue, _near(verb), heads, "verb")
    if "-" not in rules:
        return mutual(verb, next(iter(rules.values())), arguments.subjects(verb), "verb")
    cue = rules["-"]
    if arguments.is_passive(verb):
        agents = arguments.agents(verb)
        means = agents or arguments.after(verb, frozenset({"through", "via"}))
        return oriented(verb, cue, means, arguments.subjects(verb), "verb") if means else None
    lower = _clauses(verb)
    if verb.lemma_ in arguments.ENABLING | {"ensure", "serve"} and any(
        verb_cues().get(c.lemma_.lower()) for c in lower
    ):
        lower = [act for c in lower for act in conjuncts(c) if not verb_cues().get(act.lemma_.lower())]
        if not lower:
            return None  # "enables firms to raise trust" is told by the lower verb
        return oriented(verb, cue, arguments.subjects(verb), [p for act in lower if (p := phrase_of(act))], "verb")
    done_to = lower if _moves_people(verb) and lower else arguments.objects(verb) or lower
    return oriented(verb, cue, arguments.subjects(verb), done_to, "verb") if done_to else None


def _fixed(verb: Token) -> dict[str, VerbCue]:
    """ "gives rise to": a verb whose object is part of the expression."""
    return next((verb_cues().get(f"{verb.lemma_.lower()}_{o.lower_}", {}) for o in arguments.objects(verb)), {})


def _defines(verb: Token) -> bool:
    """ "The price dimension relates to W": tells what a part of something is."""
    topics = arguments.subjects(verb) if verb.lemma_ == "relate" and not arguments.is_passive(verb) else []
    return any(t.lemma_.lower() in PARTS for t in topics)


def mutual(token: Token, cue: VerbCue, near: Sequence[Token], rule: str) -> Frame | None:
    """ "X and Y are positively related": nothing follows, the two sides stand before."""
    if cue.type != "associative":
        return None
    ends = [p for subject in near for head in conjuncts(subject) if (p := phrase_of(head)) is not None]
    if len(ends) == 1 and len(near) == 1:
        ends = _unseen_pair(near[0]) or ends
    return oriented(token, cue, ends[:1], ends[1:], rule)


def _unseen_pair(head: Token) -> list[Phrase]:
    """ "menu length and guest joy": a pair that the tree does not see as one."""
    joints = [t.i for t in head.doc[head.left_edge.i + 1 : head.i] if t.lower_ == "and"]
    sides = ((head.left_edge.i, joints[0]), (joints[0] + 1, head.i + 1)) if len(joints) == 1 else ()
    return [p for start, end in sides if (p := trim(head.doc, start, end)) is not None]


TYING = frozenset(
    {
        "link",
        "relate",
        "tie",
        "attribute",
        "connect",
        "associate",
        "ascribe",
        "base",
        "transform",
        "translate",
        "derive",
    }
)


def _near(verb: Token) -> list[Token]:
    """What a verb with a preposition is said of: "X leads to", "X is linked to", "we link X to"."""
    passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
    direct = arguments.objects(verb)
    if verb.lemma_.lower() in TYING and direct and not passive:
        return direct
    return passive or arguments.subjects(verb) or direct


def _moves_people(verb: Token) -> bool:
    """ "influences customers to buy": the object acts in the lower clause."""
    return any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in verb.rights)


def _is_modifier(verb: Token) -> bool:
    """ "increased trust", "the determining factor": a participle before its noun is no statement."""
    return verb.dep_ in {"amod", "compound", "nmod"}


def _clauses(verb: Token) -> list[Token]:
    """ "ensures that trust grows", "influences customers to buy": the lower clause is what is brought about."""
    return [c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "pcomp"} and c.i > verb.i]


def misread_infinitive(token: Token, prepositions: frozenset[str]) -> list[Phrase]:
    """ "related to process management": a noun that the parser took for a verb after "to"."""
    if "to" not in prepositions:
        return []
    for lower in token.rights:
        if lower.dep_ in {"xcomp", "acl"} and lower.i == token.i + 2 and word_after(token) == "to":
            phrase = trim(token.doc, lower.i, lower.right_edge.i + 1)
            return [phrase] if phrase else []
    return []
