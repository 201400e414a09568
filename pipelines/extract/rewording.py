"""Second sentences of hypotheses: "H1: Price affects trust. That is, a fair price increases trust."

Such a sentence is no statement beside the hypothesis. What it adds is the sign, where the hypothesis tells none.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

from pipelines.extract import cues
from pipelines.extract.labels import LABEL, Labelled
from pipelines.extract.relations import find_tested
from pipelines.extract.sentences import Parsed
from pipelines.record import Relation
from pipelines.text import Text

OPENS = cues.read_pattern("rewording")
GAP = re.compile(r"[^\S\n]+")  # a paragraph is a line


def find_rewordings(text: Text, places: Sequence[Labelled], parsed: Sequence[Parsed]) -> Mapping[int, Parsed]:
    """By the end of a labelled statement the sentence right after it in its paragraph that says it again.

    A statement that names its label at its end ("… raises trust (H1).") is part of an argument that goes on.
    """
    opening = {p.sentence.start: p for p in parsed if OPENS.search(p.sentence.text)}
    found: dict[int, Parsed] = {}
    for place in places:
        gap = GAP.match(text.content, place.end)
        if gap and gap.end() in opening and not LABEL.search(text.content, place.start, place.end):
            found[place.end] = opening[gap.end()]
    return found


def with_signs(relations: Sequence[Relation], rewording: Parsed | None) -> tuple[Relation, ...]:
    """The relations with the signs that the rewording tells of the same ends, where they have none."""
    if rewording is None or all(r.sign for r in relations):
        return tuple(relations)
    told = {(_core(link.source.text), _core(link.target.text)): link.sign for link in find_tested(rewording.doc)}
    return tuple(
        r if r.sign else dataclasses.replace(r, sign=told.get((_core(r.source), _core(r.target)))) for r in relations
    )


def _core(words: str) -> str:
    """What two wordings of one end share: no article, no case."""
    return re.sub(r"^(?:the|an?) ", "", words.lower())
