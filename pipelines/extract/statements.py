"""From parsed sentences to the record's statements: which sentences state something, of what kind, and how told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelines import record as records
from pipelines.extract.sentences import Parsed, Sentence
from pipelines.text import Text


def gate(text: Text, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences worth parsing: labelled ones and those that carry a cue word."""
    return [s for s in sentences if "hypothes" in s.text.lower()]


def find_statements(
    text: Text, sentences: Sequence[Sentence], parsed: Sequence[Parsed], acronyms: Mapping[str, str]
) -> tuple[records.Statement, ...]:
    """The statements of a paper, in reading order."""
    return tuple(
        records.Statement(
            id=records.statement_id(None, s.text),
            kind="hypothesis",
            text=s.text,
            page=s.page,
            section=s.section,
            start=s.start,
            end=s.end,
        )
        for s, _, _ in parsed
    )
