"""Rows of the context that a question names come first, and say why."""

from __future__ import annotations

import pytest
from rdflib import Literal

from kg.ask import ask
from kg.ask.contexts import SENTENCE, first_in_context, is_context
from kg.store import Answer, Store


def answer(*rows: tuple[str, str]) -> Answer:
    cells = tuple((Literal(paper), Literal(sentence)) for paper, sentence in rows)
    return Answer(kind="rows", variables=("paper", "sentence"), rows=cells)


ROWS = answer(
    ("Moorland & Okoro 2021", "Trust helps."), ("Adeyemi 2019", "Awe helps."), ("No One 1999", "In a museum.")
)


@pytest.mark.parametrize(
    ("phrase", "contexts"),
    [
        ("in museums", [("Adeyemi 2019", "museums"), ("No One 1999", SENTENCE)]),
        ("among visitors of the museum", [("Adeyemi 2019", "museums")]),
        ("within the banks", [("Moorland & Okoro 2021", "banks")]),
        ("in mu", []),
        ("in China", []),
    ],
)
def test_rows_of_the_context_come_first(library: Store, phrase: str, contexts: list[tuple[str, str]]) -> None:
    found, count = first_in_context(library, ROWS, phrase)
    assert count == len(contexts)
    told = [(str(row["paper"]), str(row["context"])) for row in found if "context" in row]
    assert told == contexts
    assert sorted(str(row["paper"]) for row in found) == sorted(map(str, ROWS.column("paper")))


@pytest.mark.parametrize("phrase", ["which papers say so", "(CE)", "in the", "than in banks"])
def test_other_words_are_no_context(phrase: str) -> None:
    assert not is_context(phrase)


def test_a_context_that_is_used_is_not_called_unused(library: Store) -> None:
    (museums,) = ask(library, "what drives customer engagement in museums").parts
    assert (museums.context, museums.reading.unused) == ("in museums", ())
    assert [str(row["paper"]) for row in museums.answer][: museums.in_context] == ["Adeyemi 2019"] * museums.in_context
    (mines,) = ask(library, "what drives customer engagement in mines").parts
    assert (mines.context, mines.reading.unused, len(mines.answer.rows)) == (
        "",
        ("in mines",),
        len(museums.answer.rows),
    )
