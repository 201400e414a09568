"""Predicate adjectives that relate: "X is critical for Y", "X and Y are positively related"."""

from __future__ import annotations

from spacy.tokens import Doc

from pipelines.extract.relations import arguments
from pipelines.extract.relations.frames import End, Frame, adjective_cues, oriented, verb_cues
from pipelines.extract.relations.verbs import misread_infinitive, mutual


def adjective_frames(doc: Doc) -> list[Frame]:
    """Frames of predicate adjectives: "X is critical for Y", "X is positively related to Y"."""
    found = []
    for token in doc:
        rule = adjective_cues().get(token.lower_)
        if rule is None or (token.dep_ in {"amod", "compound"} and not arguments.after(token, rule[0])):
            continue
        own = any(c.dep_ in {"nsubj", "nsubjpass", "auxpass"} for c in token.children) or token.dep_ in {
            "relcl",
            "acl",
        }
        if own and token.lemma_.lower() in verb_cues():
            continue  # the verb rules see it
        far: list[End] = [*arguments.after(token, rule[0]), *misread_infinitive(token, rule[0])]
        verb = token.head if token.dep_ in {"acomp", "attr", "oprd", "conj"} else token
        near = arguments.subjects(verb) if own or verb.pos_ in {"VERB", "AUX"} else []
        if token.dep_ == "amod" and not near:
            near = [token.head]
        frame = oriented(token, rule[1], near, far, "adjective")
        frame = frame or mutual(token, rule[1], near, "adjective")
        if frame is not None:
            frame.rule = "adjective"
            found.append(frame)
    return found
