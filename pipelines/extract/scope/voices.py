"""Who says what a verb says: the paper itself, a hypothesis of its, or somebody else."""

from __future__ import annotations

import re

from spacy.tokens import Token

from pipelines.extract.relations import arguments
from pipelines.extract.scope.triggers import Voice

WORKS = frozenset(
    {
        *("analysis", "article", "author", "chapter", "dissertation", "experiment", "investigation", "paper"),
        *("project", "research", "study", "survey", "thesis", "work", "contribution"),
    }
)
HERE = frozenset({"this", "these", "our", "my", "present", "current"})
HYPOTHESES = frozenset({"hypothesis", "hypotheses", "proposition", "prediction"})
LABEL = re.compile(r"(?:R?H|R?P)\d+[a-z]?", re.IGNORECASE)
IN_THIS = re.compile(rf"\b(?:in|by) (?:{'|'.join(sorted(HERE))}) (?:{'|'.join(sorted(WORKS))})", re.IGNORECASE)


def says(verb: Token, voice: Voice) -> bool:
    """Whether the verb is said by the voice; "-" is anybody's."""
    if voice == "-":
        return True
    speakers = arguments.subjects(verb)
    if voice == "hypothesis":
        return any(is_hypothesis(speaker) for speaker in speakers)
    if not speakers or any(c.dep_ == "nsubjpass" for c in verb.children):
        return _is_infinitive(verb) or bool(IN_THIS.search(verb.doc.text))
    return any(is_own(speaker) for speaker in speakers)


def is_own(speaker: Token) -> bool:
    """ "we", "this paper", "the present study"."""
    if speaker.lower_ in {"we", "i"}:
        return True
    return speaker.lemma_.lower() in WORKS and (
        speaker.lemma_.lower() == "author" or any(c.lower_ in HERE for c in speaker.lefts)
    )


def is_hypothesis(speaker: Token) -> bool:
    """ "Hypothesis 2", "H3a", "our first hypothesis"."""
    return speaker.lower_ in HYPOTHESES or bool(LABEL.fullmatch(speaker.text))


def _is_infinitive(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.lefts)
