"""Second sentences of hypotheses: "H1: Price affects trust. That is, a fair price increases trust."

Such a sentence is no statement beside the hypothesis. What it adds is the sign, where the hypothesis tells none.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

from pipelines.extract.hypotheses.labels import LABEL, Labelled
from pipelines.extract.relations import find_tested
from pipelines.extract.scope.assertions import judge
from pipelines.extract.words import cues
from pipelines.extract.words.sentences import Parsed
from pipelines.record import Relation, Sign
from pipelines.text import Text

OPENS = cues.read_pattern("rewording")
DEGREE = re.compile(
    r"\b(?:effect|relationship|relation|association|influence|impact|link)\b[^.;]*?"
    r"\b(?:(?P<more>stronger|more pronounced)|weaker|less pronounced)\b[^.;]*?"
    r"\b(?:when|if|where|under|at|with|for)\b(?P<condition>.*)",
    re.IGNORECASE,
)
HIGH = re.compile(r"\b(?:high|higher|strong|stronger|greater|increases|rises|grows)\b", re.IGNORECASE)
LOW = re.compile(r"\b(?:low|lower|weak|weaker|smaller|decreases|falls|lacking|absent)\b", re.IGNORECASE)
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
    """The relations with the signs that the rewording tells, of the same ends or moderator, where they have none."""
    if rewording is None or all(r.sign for r in relations):
        return tuple(relations)
    links = judge(rewording.doc, find_tested(rewording.doc), tested=True).links
    told = {(_core(link.source.text), _core(link.target.text)): link.sign for link in links}
    words = rewording.sentence.text
    return tuple(
        dataclasses.replace(
            r,
            sign=r.sign
            or (_moderation(words, r.moderators) if r.moderators else told.get((_core(r.source), _core(r.target)))),
        )
        for r in relations
    )


def _moderation(words: str, moderators: Sequence[str]) -> Sign | None:
    """ "The effect is stronger when trust is high": whether the moderator strengthens the effect or weakens it."""
    found = DEGREE.search(words)
    named = found is not None and all(m.split()[-1].lower() in found["condition"].lower() for m in moderators)
    if found is None or not named:
        return None
    high, low = HIGH.search(found["condition"]), LOW.search(found["condition"])
    if bool(high) == bool(low):
        return None
    return "+" if bool(found["more"]) == bool(high) else "-"


def _core(words: str) -> str:
    """What two wordings of one end share: no article, no case."""
    return re.sub(r"^(?:the|an?) ", "", words.lower())
