"""The answer to a plain question: that of each of its parts, and all of them as one table."""

from __future__ import annotations

import contextlib
import dataclasses
import re
from collections.abc import Sequence

from rdflib import Literal

from kg.ask.contexts import first_in_context, is_context
from kg.ask.passages import find_passages
from kg.ask.reading import Reading
from kg.ask.understanding import Part, understand
from kg.errors import NotFound, NotUnderstood
from kg.lookup import papers_named
from kg.query import Chosen, find, run
from kg.search import as_answer
from kg.store import Answer, Store
from kg.widening import widen

# What is asked last, where nothing else has an answer: that it was hypothesised is no evidence, and worth knowing.
NO_ROWS = "what was understood has no rows"
WIDER = {"evidence": ("untested", "true")}


@dataclasses.dataclass(frozen=True, slots=True)
class Answered:
    """The answer to one thing asked, the reading it answers, and those tried before it that had no rows.

    The answer tells what it leaves out as more likely wrong than right. Where the question names a context that some
    rows are about, these ``in_context`` rows come first. ``widened`` says what was looked for beside the names asked.
    """

    answer: Chosen
    reading: Reading
    without_rows: tuple[Reading, ...]
    context: str = ""
    in_context: int = 0
    widened: str = ""
    why_passages: str = ""

    @property
    def is_passages(self) -> bool:
        """Are the rows what was found by the question's words, because it was not understood: no answer?"""
        return bool(self.why_passages)


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """The parts of a question with their answers; at least one."""

    parts: tuple[Answered, ...]

    @property
    def answer(self) -> Answer:
        """All rows, those of the first part first, under the columns of all."""
        return together([part.answer for part in self.parts])


def ask(store: Store, question: str, *, timeout: float | None = None) -> Asked:
    """The answers to a question's parts, each of the first reading that has rows, else of the first.

    Where the question is not understood, or leaves a year unused, its parts are one: passages that fit its words.
    Where what was understood has no rows, they come after it. Raises as ``understand`` where there are none either,
    and as ``kg.query.run``.
    """
    try:
        parts = understand(store, question)
        for part in parts:
            _refuse_years(part[0].unused)
    except (NotFound, NotUnderstood) as exc:
        if (passages := _passages(store, question, str(exc))) is None:
            raise
        return Asked((passages,))
    answers = tuple(_answer(store, part, timeout) for part in parts)
    if (
        not any(each.answer.rows for each in answers)
        and (passages := _passages(store, question, NO_ROWS, understood=True)) is not None
    ):
        return Asked((*answers, passages))
    return Asked(answers)


def _refuse_years(unused: Sequence[str]) -> None:
    """A year that is left unused would change the answer: "in 2050"."""
    for words in unused:
        if re.search(r"\b(?:19|20)\d\d\b", words):
            raise NotUnderstood(f"what of {words!r}? An answer without it would be another question's")


def _passages(store: Store, question: str, why: str, *, understood: bool = False) -> Answered | None:
    if (found := find_passages(store, question, understood=understood)) is None:
        return None
    hits, reading = found
    rows = as_answer(hits)
    marked = tuple((Literal("passage"), *row) for row in rows.rows)  # for programs, that see no standard error
    answer = Chosen(kind="rows", variables=("found", *rows.variables), rows=marked, total=len(marked))
    return Answered(answer, reading, (), why_passages=why)


def together(answers: Sequence[Answer]) -> Answer:
    """Rows of several answers as one; a row that several have is there once."""
    if len(answers) == 1:
        return answers[0]
    columns = tuple(dict.fromkeys(name for answer in answers for name in answer.variables))
    rows = dict.fromkeys(tuple(row.get(name) for name in columns) for answer in answers for row in answer)
    return Answer(kind="rows", variables=columns, rows=tuple(rows))


def _answer(store: Store, readings: Part, timeout: float | None) -> Answered:
    readings = (
        *readings,
        *_quoted(store, readings),
        *(reading.more(*WIDER[reading.query]) for reading in readings if reading.query in WIDER),
    )
    found = []
    for number, reading in enumerate(readings):
        query, given = find(reading.query), dict(reading.given)
        wider = widen(store, query, given, run(store, query, given, timeout=timeout), timeout=timeout)
        found.append(Answered(wider.answer, reading, readings[:number], widened=wider.words))
        if wider.answer.rows:
            return _in_context(store, found[-1])
    return dataclasses.replace(found[0], without_rows=readings[1:])


def _quoted(store: Store, readings: Part) -> Part:
    """What a paper that was read quotes as a definition, where it has none of its own that is taken from it."""
    quoted = []
    for reading in readings:
        given = dict(reading.given)
        if reading.query == "definitions" and "work" in given:
            work = given.pop("work")
            with contextlib.suppress(NotFound):  # a work that is only cited
                papers_named(store, work)
                quoted.append(dataclasses.replace(reading, given=(*given.items(), ("paper", work))))
    return tuple(quoted)


def _in_context(store: Store, answered: Answered) -> Answered:
    """With the rows first that are about the first context among the words that were left unused, if any are."""
    reading = answered.reading
    for phrase in filter(is_context, reading.unused):
        answer, count = first_in_context(store, answered.answer, phrase)
        if count:
            unused = tuple(words for words in reading.unused if words != phrase)
            used = dataclasses.replace(reading, unused=unused)
            return dataclasses.replace(answered, answer=answer, reading=used, context=phrase, in_context=count)
    return answered
