"""What moves as something else moves: "if density rises, calm falls", "trust grows when price declines".

Both halves say that something turns, up or down; the sign is the product of both. Read off the words: the parser
takes such verbs for nouns ("calm falls") too often.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from spacy.tokens import Doc

from pipelines.extract.relations.links import Link, Phrase, product
from pipelines.extract.relations.phrases import names_something, phrases_in
from pipelines.extract.words.cues import inflected

MARKS = frozenset({"if", "when", "whenever", "as", "once", "where"})
UP = ("increase", "rise", "grow", "climb", "improve", "expand", "strengthen")
DOWN = ("decrease", "decline", "fall", "drop", "shrink", "diminish", "weaken", "deteriorate", "worsen")
TURNS = {
    **{form: 1 for verb in UP for form in inflected(verb)},
    **{form: -1 for verb in DOWN for form in inflected(verb)},
    **{"rose": 1, "grew": 1, "fell": -1, "risen": 1, "grown": 1, "fallen": -1},
}
GOING = {"up": 1, "down": -1}
BECOMES = frozenset({"be", "become", "get"})
DEGREES = {
    "higher": 1,
    "greater": 1,
    "stronger": 1,
    "larger": 1,
    "lower": -1,
    "weaker": -1,
    "smaller": -1,
    "fewer": -1,
}
BESIDE = frozenset({"AUX", "ADV", "PART", "PUNCT", "SCONJ"})


def turning_links(doc: Doc) -> list[Link]:
    """Links from what turns in the condition to what then turns."""
    for condition, main in _halves(doc):
        causes, effects = _turned(doc, *condition), _turned(doc, *main)
        if causes and effects:
            cue = effects[0][1]
            return [
                Link("causal", source, target, product("+", source, target), cue, "turning")
                for (source, _), (target, _) in itertools.product(causes, effects)
            ]
    return []


def _halves(doc: Doc) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Token ranges of a condition and of what it is the condition of, for each word that may open one."""
    for token in doc:
        if token.lower_ not in MARKS:
            continue
        before = doc[token.i - 1].lower_ if token.i else ""
        end = next((t.i for t in doc[token.i :] if t.text in {",", ";", ".", ":"}), len(doc))
        if before in {"", ",", "that", ":", "and"} and end < len(doc) and doc[end].text == ",":
            stop = next((t.i for t in doc[end + 1 :] if t.text in {",", ";", ":", "."}), len(doc))
            yield (token.i + 1, end), (end + 1, stop)
        elif token.i > 1:
            start = next(
                (t.i + 1 for t in reversed(doc[: token.i]) if t.text in {",", ";", ":"} or t.lower_ == "that"), 0
            )
            yield (token.i + 1, end), (start, token.i)


def _turned(doc: Doc, start: int, end: int) -> list[tuple[Phrase, int]]:
    """What turns in a half, with the token that says so; nothing where more is said than that."""
    while end > start and doc[end - 1].pos_ in {"ADV", "PUNCT"} and doc[end - 1].lower_ not in GOING:
        end -= 1
    turn = end - 1
    if turn <= start:
        return []
    word = doc[turn].lower_
    if word in DEGREES and doc[turn - 1].lemma_ in BECOMES:
        sign, stop = DEGREES[word], turn - 1
    elif word in GOING and doc[turn - 1].lemma_ == "go":
        sign, stop = GOING[word], turn - 1
    elif word in TURNS and doc[turn].tag_ != "VBN":
        sign, stop = TURNS[word], turn
    else:
        return []
    while stop > start and (
        doc[stop - 1].pos_ in BESIDE or doc[stop - 1].lower_ in {"does", "do", "did", "not", "n't"}
    ):
        stop -= 1
    if stop == start or any(t.pos_ in {"VERB", "AUX"} for t in doc[start:stop]):
        return []
    found = [p for p in phrases_in(doc, start, stop) if names_something(p)]
    return [(p._replace(sign=p.sign * sign, graded=True), turn) for p in found]
