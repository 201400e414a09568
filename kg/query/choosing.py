"""Which rows of an answer are shown: the likely ones, in a chosen order, so many of them, and how many are not shown.

A query says in its head what its confidence is:

    # confidence: rows      each row stands on one statement, whose confidence is the row's column ``confidence``
    # confidence: counts    rows sum statements up; those below ``$least`` are not counted

Confidence is the measured chance that a statement is right (``pipelines.extract.statements.confidence``). Unless a
choice says otherwise, what is more likely wrong than right is left out, and the answer tells how much that was. A row
without a confidence (a definition, a record that a person wrote) is never left out.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import Any

from rdflib import Literal, URIRef

from kg.errors import BadParameter
from kg.query.catalogue import NamedQuery
from kg.store import Answer, Term, results
from kg.store.base import Row

LIKELY = 0.5  # below it a statement is more likely wrong than right
MOST = 999_999_999  # rows that a limit may be: beyond any answer
CONFIDENCE = "confidence"
COUNTED = "statements"  # what a query that counts leaves out
LEAST = "least"  # the variable by which a query that counts gets the least confidence


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What to show. ``min_confidence`` goes from 0 to 1, None is the default; ``sort`` has columns, -x is down."""

    min_confidence: float | None = None
    sort: tuple[str, ...] = ()
    limit: int | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be meant.

        Raises:
            BadParameter: a confidence outside 0 to 1, or a limit that is negative or beyond ``MOST``.
        """
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise BadParameter(f"min_confidence: {self.min_confidence} will not do; give a number from 0 to 1")
        if self.limit is not None and not 0 <= self.limit <= MOST:
            raise BadParameter(f"limit: {self.limit} will not do; give how many rows are wanted, at most {MOST}")

    def least(self, query: NamedQuery) -> float | None:
        """The confidence below which ``query`` leaves statements out; None for one that knows no confidence.

        Raises:
            BadParameter: one is asked of such a query.
        """
        if query.confidence is not None:
            return LIKELY if self.min_confidence is None else self.min_confidence
        if self.min_confidence:
            raise BadParameter(f"{query.name}: its rows have no confidence to choose by; leave min_confidence away")
        return None


ALL = Choice(min_confidence=0)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Chosen(Answer):
    """An answer, and what is not in it: ``left_out`` rows or uncounted ``statements`` below ``least``, and rows beyond
    the limit (``total`` is their number without it).
    """

    least: float | None = None
    left_out: int = 0
    of: str = "rows"
    total: int = 0

    @property
    def missing(self) -> dict[str, Any]:
        """What is not shown, as a JSON object: nothing where all is."""
        found: dict[str, Any] = {}
        if len(self.rows) < self.total:
            found["total"] = self.total
        if self.left_out:
            found |= {"left_out": self.left_out, "left_out_of": self.of, "min_confidence": self.least}
        return found

    @property
    def words(self) -> tuple[str, ...]:
        """What is not shown, in words for people; nothing where all is."""
        return tuple(filter(None, (self.beyond_limit, self.unlikely)))

    @property
    def beyond_limit(self) -> str:
        """What a limit cut off, in words."""
        return f"the first {len(self.rows)} of {self.total} rows" if len(self.rows) < self.total else ""

    @property
    def unlikely(self) -> str:
        """What is below the least confidence, in words."""
        if not self.left_out:
            return ""
        why = "more likely wrong than right: " if self.least == LIKELY else ""
        what = f"{self.of.removesuffix('s')} is" if self.left_out == 1 else f"{self.of} are"
        done = "not counted" if self.of == COUNTED else "left out"
        return f"{self.left_out} {what} {done} ({why}confidence below {self.least:g})"


def least_confident(answer: Answer, least: float | None) -> Chosen:
    """The answer without the rows whose column ``confidence`` is below ``least``."""
    facts = {field.name: getattr(answer, field.name) for field in dataclasses.fields(Answer)}
    if least is None or CONFIDENCE not in answer.variables:
        return Chosen(**facts, least=least, total=len(answer.rows))
    place = answer.variables.index(CONFIDENCE)
    rows = tuple(row for row in answer.rows if _confidence(row[place]) >= least)
    facts |= {"rows": rows}
    return Chosen(**facts, least=least, left_out=len(answer.rows) - len(rows), total=len(rows))


def in_order(answer: Chosen, columns: Sequence[str]) -> Chosen:
    """The rows by these columns, the first before the second; rows that are alike in them keep their order.

    Numbers are compared as numbers, words without regard to case; what a row does not have comes last.

    Raises:
        BadParameter: the answer has no such column.
    """
    rows: list[Row] = list(answer.rows)
    for column in reversed(columns):
        name, downwards = column.removeprefix("-"), column.startswith("-")
        if name not in answer.variables:
            raise BadParameter(f"sort: there is no column {name[:100]!r}; there are {', '.join(answer.variables)}")
        place = answer.variables.index(name)
        empty = [row for row in rows if row[place] is None]
        filled = [row for row in rows if row[place] is not None]
        rows = sorted(filled, key=lambda row: _key(row[place]), reverse=downwards) + empty
    return dataclasses.replace(answer, rows=tuple(rows))


def first(answer: Chosen, limit: int | None) -> Chosen:
    """At most ``limit`` rows from the top."""
    return answer if limit is None else dataclasses.replace(answer, rows=answer.rows[:limit])


def serialise(answer: Answer, format: str) -> str:
    """As ``kg.store.results.serialise``; ``json`` says in its head, where SPARQL has room for it, what is missing."""
    if format != "json" or not isinstance(answer, Chosen) or not answer.missing:
        return results.serialise(answer, format)
    body: dict[str, Any] = results.to_json(answer)
    return json.dumps(body | {"head": body["head"] | answer.missing}, ensure_ascii=False)


def _confidence(term: Term | None) -> float:
    return 1.0 if term is None else float(str(term))


def _key(term: Term | None) -> tuple[bool, float, str, str]:
    """Numbers before words; capitals only where nothing else tells two words apart."""
    value = term.value if isinstance(term, Literal) else None
    if isinstance(value, (bool, int, float)):
        return False, float(value), "", ""
    words = str(term)
    return True, 0.0, words.casefold() if not isinstance(term, URIRef) else words, words
