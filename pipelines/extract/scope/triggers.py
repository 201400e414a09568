"""The words that put others under negation, doubt and the like, as ``data/scope.tsv`` declares them.

The idea and most of the terms are those of ConText (Harkema et al. 2009, doi:10.1016/j.jbi.2009.05.002): triggers with
a direction, pseudo-triggers that only look like one, and terminators. What differs: how far a trigger reaches is read
off the tree, not counted in words.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple, cast

from spacy.tokens import Doc, Token

from pipelines.extract.words import cues

Kind = Literal[
    "negation", "partial", "doubt", "condition", "question", "purpose", "hypothesis", "retold", "proposal", "argument",
    "saying", "open", "sole", "report", "result", "expectation", "offer", "verdict",
]  # fmt: skip
Reach = Literal["clause", "noun", "complement", "object", "relation", "self", "said", "phrase"]
Voice = Literal["-", "own", "scholars", "hypothesis", "passive", "author", "imperative", "others", "results"]


class Row(NamedTuple):
    """A line of the table: what each word in a row may be, and what the trigger does."""

    words: tuple[frozenset[str], ...]
    kind: str
    reach: Reach
    voice: Voice


class Trigger(NamedTuple):
    """A row of the table as it stands in a doc: tokens ``[start, end)``."""

    row: Row
    start: int
    end: int


class Table(NamedTuple):
    """The table by what its rows do, triggers by the forms of their first word."""

    triggers: dict[str, tuple[Row, ...]]
    stops: frozenset[str]
    carriers: frozenset[str]


@cache
def read_table() -> Table:
    """``data/scope.tsv``, read once."""
    rows = [
        Row(tuple(frozenset(word.split("|")) for word in words.split()), kind, cast(Reach, reach), cast(Voice, voice))
        for words, kind, reach, voice in cues.read_rows("scope")
    ]
    triggers: dict[str, tuple[Row, ...]] = {}
    for row in rows:
        if row.kind not in {"stop", "carry"}:
            for form in row.words[0]:
                triggers[form] = (*triggers.get(form, ()), row)
    stops = frozenset[str]().union(*(row.words[0] for row in rows if row.kind == "stop"))
    return Table(triggers, stops, frozenset[str]().union(*(row.words[0] for row in rows if _carries(row))))


def _carries(row: Row) -> bool:
    """Whether what is said of a word is said of its complement: evidence words, and most that reach over one."""
    keeps = row.kind in {"none", "question", "purpose"}  # "cannot ignore that …" denies nothing of it
    return row.kind == "carry" or (not keeps and row.reach in {"complement", "object"} and len(row.words) == 1)


def find_triggers(doc: Doc) -> list[Trigger]:
    """The triggers of a doc in order. A longer one hides a shorter one, but for what must be said by somebody."""
    found: list[Trigger] = []
    taken = 0
    for token in doc:
        if token.i < taken:
            continue
        rows = [row for row in _rows(token) if _stands(doc, token.i, row)]
        longest = max((len(row.words) for row in rows), default=0)
        shown = [row for row in rows if len(row.words) == longest or row.voice != "-"]
        found += [Trigger(row, token.i, token.i + len(row.words)) for row in shown]
        taken = token.i + longest
    return [trigger for trigger in found if trigger.row.kind != "none"]


def _rows(token: Token) -> list[Row]:
    """The rows whose first word the token may be."""
    triggers = read_table().triggers
    return list(dict.fromkeys(row for form in forms(token) for row in triggers.get(form, ())))


def _stands(doc: Doc, at: int, row: Row) -> bool:
    return at + len(row.words) <= len(doc) and all(
        not words.isdisjoint(forms(doc[at + n])) for n, words in enumerate(row.words)
    )


def forms(token: Token) -> tuple[str, ...]:
    """A token as the table may name it: as it stands, and as its lemma (where there is none, without its ending)."""
    if token.lemma_:
        return token.lower_, token.lemma_.lower()
    return tuple(token.lower_.removesuffix(ending) for ending in ("", "s", "es", "d", "ed"))
