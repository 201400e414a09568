"""What a relation rule yields, as values: phrases, and links between them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pipelines.record import RelationType, Sign


class Phrase(NamedTuple):
    """An end of a relation: its words and their characters ``[start, end)`` in the doc.

    ``sign`` is -1 where the words trimmed off turn the direction ("lower trust" is less of "trust"), else 1.
    ``graded`` tells that such a word was there at all.
    """

    text: str
    start: int
    end: int
    sign: int = 1
    graded: bool = False


class Link(NamedTuple):
    """A relation found in a sentence. ``cue`` is the index of the token that tells it, ``rule`` the finder's name.

    ``probability`` is the tagger's, of what it found; rules have none.
    """

    type: RelationType
    source: Phrase
    target: Phrase
    sign: Sign | None
    cue: int
    rule: str
    mediators: tuple[Phrase, ...] = ()
    moderators: tuple[Phrase, ...] = ()
    negated: bool = False
    probability: float | None = None


Direction = Literal[">", "<"]


def product(sign: str | None, *phrases: Phrase) -> Sign | None:
    """The sign of a relation once its ends have lost their words of change: lower X raises Y is a negative relation.

    Where the cue itself says nothing, two graded ends tell the sign ("higher X leads to more Y").
    """
    turned = 1
    for phrase in phrases:
        turned *= phrase.sign
    if sign in {"+", "-"}:
        return "+" if (sign == "+") == (turned > 0) else "-"
    if sign in {"0", "nonlinear"}:
        return "0" if sign == "0" else "nonlinear"
    if len(phrases) == 2 and all(p.graded for p in phrases):
        return "+" if turned > 0 else "-"
    return None
