"""Who says what a verb says: the paper itself, scholars at large, a hypothesis, or somebody else."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from pipelines.extract.relations import arguments
from pipelines.extract.scope.triggers import Voice
from pipelines.extract.words import cues

WORKS = frozenset(
    {
        *("analysis", "article", "author", "chapter", "dissertation", "experiment", "investigation", "paper"),
        *("project", "research", "study", "survey", "thesis", "work", "contribution", "framework", "model", "theory"),
    }
)
HERE = frozenset({"this", "these", "our", "my", "present", "current"})
WHOLE = frozenset({"article", "author", "chapter", "dissertation", "paper", "study", "thesis"})
REPORTING = frozenset({"analysis", "experiment", "investigation", "research", "study", "survey"})  # these have results
BE = frozenset({"is", "was", "are", "were", "be", "been"})
NEAR = 4  # words before a verb in which its subject is sought where there is no tree
OTHERS = frozenset(
    {"author", "evidence", "literature", "research", "researcher", "scholar", "study", "theory", "work"}
)
RESULTS = frozenset(
    {
        *("analysis", "coefficient", "data", "estimate", "evidence", "experiment", "finding", "interview", "model"),
        *("regression", "result", "study", "survey", "test"),
    }
)
AIMS = frozenset({"aim", "goal", "intention", "objective", "purpose"})
SCHOLARS = WORKS | {"literature", "scholar", "researcher", "it", "one", "nobody"}
HYPOTHESES = frozenset({"hypothesis", "hypotheses", "proposition", "prediction"})
LABEL = re.compile(r"(?:R?H|R?P)\d+[a-z]?", re.IGNORECASE)
IN_THIS = re.compile(rf"\b(?:in|by) (?:{'|'.join(sorted(HERE))}) (?:{'|'.join(sorted(WORKS))})", re.IGNORECASE)


def says(verb: Token, voice: Voice) -> bool:
    """Whether the verb is said by the voice; "-" is anybody's."""
    if voice == "-":
        return True
    if not verb.doc.has_annotation("DEP"):
        return _says_nearby([t.lower_ for t in verb.doc[max(0, verb.i - NEAR) : verb.i]], voice)
    if verb.pos_ == "NOUN":
        return verb.lower_ in {c.lower_ for c in verb.doc[:1]} or _is_ours(verb)
    if voice == "passive":
        return is_passive(verb) and any(c.lower_ == "it" or c.dep_ == "xcomp" for c in verb.children)
    speakers = arguments.subjects(verb)
    if voice == "imperative":
        return not speakers and verb.dep_ == "ROOT"
    if voice == "others":
        return _is_cited(verb) or any(is_other(speaker) for speaker in speakers)
    if voice == "results":
        return any(is_own(speaker) or _is_result(speaker) for speaker in speakers)
    if voice == "author":
        return any(is_own(speaker) and speaker.lemma_.lower() not in REPORTING for speaker in speakers)
    if voice == "hypothesis":
        return any(is_hypothesis(speaker) for speaker in speakers)
    if voice == "scholars":
        return not speakers or is_passive(verb) or any(is_scholar(speaker) for speaker in speakers)
    if any(is_own(speaker) for speaker in speakers):
        return True
    passive = is_passive(verb) or is_passive(verb.head)
    if _is_infinitive(verb):
        return passive or not speakers or any(speaker.lemma_.lower() in AIMS for speaker in speakers)
    return passive and (bool(IN_THIS.search(verb.doc.text)) or any(speaker.lower_ == "it" for speaker in speakers))


def _says_nearby(before: list[str], voice: Voice) -> bool:
    """The same by the words before the verb, where there is no tree."""
    if voice == "hypothesis":
        return any(word in HYPOTHESES or LABEL.fullmatch(word) for word in before)
    if voice == "passive":
        return before[:1] == ["it"] and not BE.isdisjoint(before[-2:])
    own = "we" in before or "i" in before or (not HERE.isdisjoint(before) and not WORKS.isdisjoint(before))
    return own or (voice == "scholars" and not SCHOLARS.isdisjoint(before))


def is_passive(verb: Token) -> bool:
    """ "was examined", whoever did."""
    return any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)


def _is_ours(noun: Token) -> bool:
    """ "our aim", "this study's aim", "the purpose of this study"."""
    whose = [*noun.lefts, *arguments.after(noun, frozenset({"of", "in"}))]
    return any(each.lower_ in HERE or is_own(each) for each in whose)


def is_own(speaker: Token) -> bool:
    """ "we", "this paper", "the present study", "the article"."""
    if speaker.lower_ in {"we", "us", "i", "one"}:
        return True
    told = {c.lower_ for c in speaker.lefts}
    whole = speaker.lemma_.lower() in WHOLE and speaker.tag_ == "NN" and "the" in told
    return speaker.lemma_.lower() in WORKS and (whole or not HERE.isdisjoint(told))


def is_scholar(speaker: Token) -> bool:
    """ "no study", "many authors", "Smith": whoever may do research."""
    return speaker.pos_ == "PROPN" or speaker.lower_ in {"we", "i", "us"} or speaker.lemma_.lower() in SCHOLARS


def is_other(speaker: Token) -> bool:
    """ "Smith", "they", "prior studies", "many scholars": not the paper itself."""
    if speaker.pos_ == "PROPN" or speaker.lower_ in {"they", "he", "she", "others", "some"}:
        return not is_hypothesis(speaker)
    told = {c.lower_ for c in speaker.lefts}
    return speaker.lemma_.lower() in OTHERS and HERE.isdisjoint(told) and "the" not in told


def _is_cited(verb: Token) -> bool:
    """ "has been shown to": in research so far."""
    return is_passive(verb) and any(c.lower_ == "been" for c in verb.lefts)


def _is_result(speaker: Token) -> bool:
    """ "our results", "the findings", "this analysis"."""
    told = {c.lower_ for c in speaker.lefts}
    return speaker.lemma_.lower() in RESULTS and bool(told & (HERE | {"the"}))


def is_hypothesis(speaker: Token) -> bool:
    """ "Hypothesis 2", "H3a", "our first hypothesis"."""
    return speaker.lower_ in HYPOTHESES or bool(LABEL.fullmatch(speaker.text))


def _is_infinitive(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.lefts)


def is_personal(doc: Doc) -> bool:
    """Whether a sentence speaks to a person or of the speaker, as no paper does: "your", "I suppose"."""
    words = [token.lower_ for token in doc]
    if not cues.read_words("personal").isdisjoint(words) or doc.text.rstrip('”’" ').endswith("!"):
        return True
    return any(_is_personal(token) for token in doc)


def _is_personal(token: Token) -> bool:
    """ "my", "our" and "I" of no author: "our clients" is a firm's, "I like" a person's, "my model" a paper's."""
    if token.lower_ == "you":  # not "if you look at each area": anybody
        return token.head.dep_ not in {"advcl", "relcl"}
    if token.lower_ == "my":
        return token.head.lemma_.lower() not in cues.read_words("scholarly") | WORKS | HYPOTHESES
    if token.lower_ == "our":
        return token.head.lemma_.lower() in cues.read_words("commercial")
    return token.lower_ in {"i", "we"} and token.dep_ == "nsubj" and _is_homely(token.head, token.lower_)


def _is_homely(verb: Token, speaker: str) -> bool:
    if speaker == "we":
        return verb.lemma_ == "help" and verb.dep_ == "ROOT"
    return verb.lemma_.lower() in cues.read_words("homely") and verb.tag_ != "VBD"
