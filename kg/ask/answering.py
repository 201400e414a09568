"""The answer to a plain question: that of each of its parts, and all of them as one table."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from kg.ask.contexts import first_in_context, is_context
from kg.ask.reading import Reading
from kg.ask.understanding import Part, understand
from kg.query import Chosen, find, run
from kg.store import Answer, Store

# What is asked last, where nothing else has an answer: that it was hypothesised is no evidence, and worth knowing.
WIDER = {"evidence": ("untested", "true")}


@dataclasses.dataclass(frozen=True, slots=True)
class Answered:
    """The answer to one thing asked, the reading it answers, and those tried before it that had no rows.

    The answer tells what it leaves out as more likely wrong than right. Where the question names a context that some
    rows are about, these ``in_context`` rows come first.
    """

    answer: Chosen
    reading: Reading
    without_rows: tuple[Reading, ...]
    context: str = ""
    in_context: int = 0


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

    Raises as ``understand`` and ``kg.query.run``.
    """
    return Asked(tuple(_answer(store, part, timeout) for part in understand(store, question)))


def together(answers: Sequence[Answer]) -> Answer:
    """Rows of several answers as one; a row that several have is there once."""
    if len(answers) == 1:
        return answers[0]
    columns = tuple(dict.fromkeys(name for answer in answers for name in answer.variables))
    rows = dict.fromkeys(tuple(row.get(name) for name in columns) for answer in answers for row in answer)
    return Answer(kind="rows", variables=columns, rows=tuple(rows))


def _answer(store: Store, readings: Part, timeout: float | None) -> Answered:
    answers = []
    readings = (*readings, *(reading.more(*WIDER[reading.query]) for reading in readings if reading.query in WIDER))
    for number, reading in enumerate(readings):
        answers.append(run(store, find(reading.query), dict(reading.given), timeout=timeout))
        if answers[-1].rows:
            return _in_context(store, Answered(answers[-1], reading, readings[:number]))
    return Answered(answers[0], readings[0], readings[1:])


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
