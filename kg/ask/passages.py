"""Where a question is not understood: the sentences that fit its words best, marked as passages and not an answer.

They are shown where they have more than half of the words that carry the question's meaning. Else the graph cannot
hold the answer, and the question is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.ask.cues import EMPTY
from kg.ask.reading import SEARCH, Reading
from kg.ask.words import PAPER_NOUN, STATUS_WORDS
from kg.search import Hit, search
from kg.store import Store
from pipelines.canonical import key

COUNT = 10  # passages shown
LEADING = 3  # hits whose words tell whether the question is about anything here
ENOUGH = 0.5  # share of the words of a question that passages must have more of
FEW = 3  # from so many words on, half will do
STEM = 4  # letters that two forms of a word share at least
HYPOTHESES = re.compile(r"\b(?:hypothes[ei]s|predictions?)\b", re.IGNORECASE)
DEFINED = re.compile(r"\b(?:defin\w+|concept\w*|meaning|means?|meant)\b", re.IGNORECASE)
ABOUT_PAPERS = re.compile(
    rf"\b(?:{PAPER_NOUN}|who|whose|authors?|wrote|written|published|journals?|venues?|outlets?|titles?|doi|year)\b",
    re.IGNORECASE,
)


def find_passages(store: Store, question: str, *, understood: bool = False) -> tuple[list[Hit], Reading] | None:
    """The passages for a question and how they were searched for; None where nothing here is about it.

    What the question says of the things asked for (kind, status) narrows the first half of them. A question that was
    ``understood``, and has no rows, is about something here anyway.
    """
    asked = _meaning(question)
    if not asked:
        return None
    found: dict[str, Hit] = {}
    narrowed: dict[str, str] = {}
    for filters in _filters(question):
        hits = search(store, question, limit=COUNT, **filters)
        if understood or any(_fits(hit, asked) for hit in hits[:LEADING]):
            room = COUNT if not filters or found else COUNT // 2
            found |= {hit.iri: hit for hit in hits[:room] if hit.iri not in found}
            narrowed = narrowed or filters
    if not found:
        return None
    given = (("words", question.strip(" ?.!")), *(narrowed.items() if len(found) < COUNT else ()))
    return list(found.values())[:COUNT], Reading(SEARCH, given)


def _filters(question: str) -> Iterator[dict[str, str]]:
    """What the question says of the things that it asks for, the narrowest first."""
    status = next((name for name, pattern in STATUS_WORDS if pattern.search(question)), None)
    if status and HYPOTHESES.search(question):
        yield {"kind": "hypothesis", "status": status}
    if HYPOTHESES.search(question):
        yield {"kind": "hypothesis"}
    if DEFINED.search(question):
        yield {"kind": "definition"}
    if ABOUT_PAPERS.search(question):
        yield {"kind": "paper"}
    yield {}


def _meaning(question: str) -> list[str]:
    """The words that carry the question's meaning, each once."""
    words = [word for word in re.findall(r"[^\W_][\w'’-]*", question) if word.casefold() not in EMPTY]
    return list(dict.fromkeys(part for word in words for part in key(word).split() if len(part) > 1))


def _fits(hit: Hit, asked: Sequence[str]) -> bool:
    there = key(" ".join([hit.text, hit.paper, *hit.facts.values()])).split()
    held = sum(any(_same(word, other) for other in there) for word in asked)
    return held > ENOUGH * len(asked) or (len(asked) >= FEW and held >= ENOUGH * len(asked))


def _same(word: str, other: str) -> bool:
    """Are these two forms of one word? "define" and "definition", "moderate" and "moderator"."""
    shared = max(STEM, min(len(word), len(other)) - 3)
    return word == other or (len(word) > STEM and word[:shared] == other[:shared])
