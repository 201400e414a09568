"""Correlative comparatives: "the higher X, the more Y"."""

from __future__ import annotations

import itertools

from spacy.tokens import Doc

from pipelines.extract.relations.frames import links
from pipelines.extract.relations.groups import is_group
from pipelines.extract.relations.links import Link, Phrase, product
from pipelines.extract.relations.nouns import noun_frames
from pipelines.extract.relations.phrases import phrases_in

MORE = frozenset(
    {
        "more",
        "higher",
        "greater",
        "stronger",
        "better",
        "larger",
        "longer",
        "deeper",
        "closer",
        "bigger",
        "wider",
        "broader",
        "faster",
        "richer",
        "older",
        "easier",
        "freer",
        "more-",
    }
)
LESS = frozenset({"less", "lower", "fewer", "weaker", "smaller", "worse", "shorter", "poorer", "slower", "younger"})
COPULAS = frozenset({"be", "become", "will", "would", "should", "can", "may", "have", "get"})


LONGEST = 40  # tokens from one comparative to the next
JOINING = frozenset({"and", "or", "hence", "thus", "therefore", "so", "then", "consequently"})


def correlatives(doc: Doc) -> list[Link]:
    """Links of "the COMPARATIVE …, the COMPARATIVE …"; the first part is the cause.

    Parts joined by "and" are of one side: "the higher A and the lower B, the more C". Where the second part tells a
    relation ("the stronger the effect of X on Y"), the first one moderates it.
    """
    sides = _sides(doc)
    if len(sides) < 2:
        return []
    sources = [p for start, end in sides[0] for p in _part(doc, start + 1, end)]
    second = sides[1][0][0]
    inner = [frame for frame in noun_frames(doc) if second < frame.cue.i < sides[1][-1][1] and frame.sources]
    if inner:
        sign = "-" if doc[second + 1].lower_ in LESS else "+"
        return [
            link._replace(moderators=tuple(sources), sign=product(sign, *sources), rule="correlative")
            for frame in inner
            for link in links(frame)
        ]
    targets = [p for start, end in sides[1] for p in _part(doc, start + 1, end)]
    return [Link("causal", s, t, product("+", s, t), second, "correlative") for s in sources for t in targets]


def _sides(doc: Doc) -> list[list[tuple[int, int]]]:
    """Both sides as token ranges of their parts, each from its "the"."""
    starts = [i for i in range(len(doc) - 2) if doc[i].lower_ == "the" and _graded(doc, i + 1)]
    starts = starts[next((n for n, i in enumerate(starts) if _opens_clause(doc, i)), len(starts)) :]
    sides: list[list[tuple[int, int]]] = []
    for start, following in itertools.zip_longest(starts, starts[1:]):
        limit = following or len(doc)
        end = next((i for i in range(start + 1, limit) if doc[i].text in {";", ".", ":"}), limit)
        if sides and (start - sides[-1][-1][0] > LONGEST or end - start < 2):
            break
        if sides and doc[start - 1].lower_ in JOINING:
            sides[-1].append((start, end))
        elif len(sides) < 2:
            sides.append([(start, end)])
    return sides


def _graded(doc: Doc, i: int) -> bool:
    lower = doc[i].lower_
    return lower in MORE | LESS or doc[i].tag_ in {"JJR", "RBR"}


def _opens_clause(doc: Doc, i: int) -> bool:
    return (
        i == 0 or doc[i - 1].is_punct or doc[i - 1].lower_ in {"that", "then", "and", "so", "but", "because", "where"}
    )


def _part(doc: Doc, start: int, end: int) -> list[Phrase]:
    """The construct of one half: after the comparative, without the clause that carries it."""
    sign = -1 if doc[start].lower_ in LESS else 1
    comparative = (
        doc[start].lower_ in {"more", "less", "higher", "greater", "lower", "fewer"} or doc[start].tag_ == "JJR"
    )
    begin = start + 1 if comparative else start
    if begin < end and doc[begin].lower_ in {"likely", "likelihood", "probable", "willing", "inclined", "prone"}:
        to = next((i for i in range(begin + 1, end) if doc[i].tag_ == "TO" or doc[i].lower_ in {"of", "that"}), None)
        begin = to + 1 if to is not None else begin + 1
        while begin < end - 1 and doc[begin].lemma_ in {
            "have",
            "be",
            "exhibit",
            "show",
            "adopt",
            "implement",
            "achieve",
            "experience",
        }:
            begin += 1
    end = _predicate(doc, begin, end)
    while end > begin and (doc[end - 1].is_punct or doc[end - 1].lemma_ in COPULAS | JOINING):
        end -= 1
    return [p._replace(sign=p.sign * sign, graded=True) for p in phrases_in(doc, begin, end)]


def _predicate(doc: Doc, begin: int, end: int) -> int:
    """Where the verb begins: "the more trust is built" is about trust, "the more firms invest" about investing."""
    for i in range(begin + 1, end):
        if doc[i].tag_ in {"VBZ", "VBP", "VBD", "MD"} and doc[i].dep_ != "relcl":
            subject = next((t for t in doc[begin:i] if t.dep_ in {"nsubj", "nsubjpass"}), None)
            return i if subject is not None and subject.pos_ == "NOUN" and not is_group(subject) else end
    return end
