"""Typologies whose members stand at the head of paragraphs: "four types of engagement … Firm-driven: These are …".

A sentence announces how many kinds or parts something has; as many sentences of the same section then open with a name
and a colon. Where the numbers agree, the names are the members.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from pipelines.extract.relations import Link, Phrase
from pipelines.extract.relations.members import member_kinds, whole_of
from pipelines.extract.relations.phrases import trim
from pipelines.extract.words.sentences import Parsed
from pipelines.record import RelationType

HEAD = re.compile(
    r"^(?:\(?(?:\d{1,2}|[a-h])[.)]\s*|[-–•]\s*)?(?P<name>[A-Z][\w’'/-]*(?: [\w’'/-]+){0,5}):\s+(?=[A-Z])"
)
NUMBERS = {word: n for n, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight"), 2)}


class Announced(NamedTuple):
    """How many kinds or parts of what a sentence announces, and by which noun."""

    kind: RelationType
    noun: str
    number: int
    whole: Phrase


def opens_with_name(words: str) -> bool:
    """Whether a sentence opens with a name and a colon."""
    return HEAD.match(words) is not None


def find_members(parsed: Sequence[Parsed]) -> dict[int, Link]:
    """The link of each sentence that opens with a member's name, or tells of "the N dimension", by its start."""
    found: dict[int, Link] = {}
    for place, each in enumerate(parsed):
        for told in _announced(each):
            later = [p for p in parsed[place + 1 :] if p.sentence.section == each.sentence.section]
            headed = [(p, _heading(p)) for p in later]
            called = [(p, _called(p, told.noun)) for p in later]
            for members in (headed, called):
                named = {p.sentence.start: name for p, name in members if name is not None}
                if len(named) == told.number:
                    found.update({start: _link(told, name) for start, name in named.items()})
    return found


def _announced(each: Parsed) -> list[Announced]:
    found = []
    for noun in each.doc:
        kind = member_kinds().get(noun.lemma_.lower())
        number = _number(noun) if kind is not None else None
        wholes = whole_of(noun, len(each.doc)) if number is not None else []
        if kind is not None and number is not None and len(wholes) == 1:
            found.append(Announced(kind, noun.lemma_.lower(), number, wholes[0]))
    return found


def _number(noun: Token) -> int | None:
    words = [c.lower_ for c in noun.lefts if c.dep_ == "nummod"]
    return next((NUMBERS.get(word) or (int(word) if word.isdecimal() else None) for word in words), None)


def _heading(each: Parsed) -> Phrase | None:
    """The name that opens a sentence."""
    name = HEAD.match(each.doc.text)
    return Phrase(name["name"], *name.span("name")) if name else None


def _called(each: Parsed, noun: str) -> Phrase | None:
    """The subject of a sentence that opens with "the social dimension"."""
    head = next((t for t in each.doc if t.dep_ in {"nsubj", "nsubjpass"} and t.lemma_.lower() == noun), None)
    opens = head is not None and head.left_edge.i == 0 and head.left_edge.lower_ == "the"
    modified = opens and any(c.dep_ in {"amod", "compound"} for c in head.lefts) if head is not None else False
    return trim(each.doc, 0, head.i + 1) if head is not None and modified else None


def _link(told: Announced, member: Phrase) -> Link:
    """The link of a member; the whole keeps no place of its own in the member's sentence."""
    whole = told.whole._replace(start=member.start, end=member.end)
    return Link(told.kind, member, whole, None, 0, "typology")
