"""Predicate adjectives that relate: "X is critical for Y", "X and Y are positively related"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipelines.extract.relations import arguments
from pipelines.extract.relations.frames import Frame, VerbCue, adjective_cues, oriented
from pipelines.extract.relations.phrases import conjuncts, phrase_of
from pipelines.extract.relations.verbs import misread_infinitive


def adjective_frames(doc: Doc) -> list[Frame]:
    """Frames of predicate adjectives: "X is critical for Y", "X is positively related to Y"."""
    found = []
    for token in doc:
        rule = adjective_cues().get(token.lower_)
        if rule is None or (token.dep_ in {"amod", "compound"} and not arguments.after(token, rule[0])):
            continue
        if any(c.dep_ in {"nsubj", "nsubjpass", "auxpass"} for c in token.children) or token.dep_ in {"relcl", "acl"}:
            continue  # the verb rules see it
        far = [*arguments.after(token, rule[0]), *misread_infinitive(token, rule[0])]
        verb = token.head if token.dep_ in {"acomp", "attr", "oprd", "conj"} else token
        near = arguments.subjects(verb) if verb.pos_ in {"VERB", "AUX"} else []
        if token.dep_ == "amod" and not near:
            near = [token.head]
        frame = oriented(token, rule[1], near, far, "adjective")
        frame = frame or _mutual(token, rule[1], near)
        if frame is not None:
            frame.negated = frame.negated or arguments.is_negated(verb)
            frame.rule = "adjective"
            found.append(frame)
    return found


def _mutual(token: Token, cue: VerbCue, near: list[Token]) -> Frame | None:
    """ "X and Y are positively related": nothing follows, the two sides stand before."""
    if cue.type != "associative" or len(near) != 1:
        return None
    sides = conjuncts(near[0])
    if len(sides) < 2:
        return None
    ends = [p for head in sides if (p := phrase_of(head)) is not None]
    return oriented(token, cue, ends[:1], ends[1:], "adjective")
