"""Typologies whose members stand at the head of paragraphs: "four types of engagement … Firm-driven: These are …".

A sentence announces how many kinds or parts something has; as many sentences of the same section then open with a name
and a colon. Where the numbers agree, the names are the members.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from pipelines.extract import cues
from pipelines.extract.relations import Link, Phrase, arguments
from pipelines.extract.relations.members import member_kinds
from pipelines.extract.relations.phrases import phrases
from pipelines.extract.sentences import Parsed
from pipelines.record import RelationType

HEAD = re.compile(
    r"^(?:\(?(?:\d{1,2}|[a-h])[.)]\s*|[-–•]\s*)?(?P<name>[A-Z][\w’'/-]*(?: [\w’'/-]+){0,5}):\s+(?=[A-Z])"
)
NUMBERS = {word: n for n, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight"), 2)}


class Announced(NamedTuple):
    """How many kinds or parts of what a sentence announces."""

    kind: RelationType
    number: int
    whole: Phrase


def opens_with_name(words: str) -> bool:
    """Whether a sentence opens with a name and a colon."""
    return HEAD.match(words) is not None


def find_members(parsed: Sequence[Parsed]) -> dict[int, Link]:
    """The link of each sentence that opens with a member's name, by the sentence's start."""
    found: dict[int, Link] = {}
    for place, each in enumerate(parsed):
        for told in _announced(each):
            heads = [
                later
                for later in parsed[place + 1 :]
                if later.sentence.section == each.sentence.section and HEAD.match(later.sentence.text)
            ]
            if len(heads) == told.number:
                links = ((head.sentence.start, _link(head, told)) for head in heads)
                found.update({start: link for start, link in links if link is not None})
    return found


def _announced(each: Parsed) -> list[Announced]:
    found = []
    for noun in each.doc:
        kind = member_kinds().get(noun.lemma_.lower())
        number = _number(noun) if kind is not None else None
        wholes = [p for head in arguments.after(noun, frozenset({"of"})) for p in phrases(head)]
        if kind is not None and number is not None and len(wholes) == 1:
            found.append(Announced(kind, number, wholes[0]))
    return found


def _number(noun: Token) -> int | None:
    words = [c.lower_ for c in noun.lefts if c.dep_ == "nummod"]
    return next((NUMBERS.get(word) or (int(word) if word.isdigit() else None) for word in words), None)


def _link(head: Parsed, told: Announced) -> Link | None:
    """The link from the name that opens a sentence; the whole keeps no place of its own in it."""
    name = HEAD.match(head.doc.text)
    if name is None or name["name"].lower() in cues.read_words("empty"):
        return None
    member = Phrase(name["name"], *name.span("name"))
    whole = told.whole._replace(start=member.start, end=member.end)
    return Link(told.kind, member, whole, None, 0, "typology")
