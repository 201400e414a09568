"""The Python API: answers as data frames, and how they look in a notebook."""

from __future__ import annotations

import sys

import pandas
import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import XSD

import kg
from kg import frames
from kg.errors import BadParameter, MissingLibrary, NotUnderstood, UnknownQuery
from kg.store import Answer, Store, open_store

EX = URIRef("https://example.org/a")


def test_the_package_exports_what_a_notebook_needs() -> None:
    assert kg.__all__ == ["open_store"]
    assert kg.open_store is open_store


def test_a_named_query_becomes_a_frame(library: Store) -> None:
    frame = frames.ask(library, "antecedents", construct="customer engagement")
    assert {"trust", "awe"} <= set(frame["antecedent"])
    assert frame.attrs["query"] == "antecedents"
    assert frame.attrs["parameters"] == {"construct": "customer engagement"}


def test_counts_are_numbers(library: Store) -> None:
    frame = frames.ask(library, "papers")
    assert frame["statements"].dtype == "Int64"
    assert frame["statements"].sum() > 5


def test_a_parameter_named_like_a_keyword(library: Store) -> None:
    assert len(frames.ask(library, "paths", **{"from": "trust", "to": "loyalty"}))


def test_a_plain_question_tells_what_it_understood(library: Store) -> None:
    frame = frames.question(library, "what drives customer engagement in shops")
    assert frame.attrs["understood"] == "kg query antecedents -p construct='customer engagement'"
    assert (frame.attrs["unused"], frame.attrs["context"]) == (("in shops",), "")
    museums = frames.question(library, "what drives customer engagement in museums")
    assert (museums.attrs["unused"], museums.attrs["context"]) == ((), "in museums (2 rows, first)")
    assert "in museums" in frames.show(museums).to_html()
    assert "awe" in set(frame["antecedent"])


def test_votes_become_a_frame(library: Store) -> None:
    frame = frames.votes(library, cause="trust")
    assert list(frame["effect"]) == ["customer engagement", "customer engagement"]
    assert list(frame["sign"]) == ["+", "denied"]
    assert list(frame["supported"]) == [1, 0]


def test_what_cannot_be_asked_is_an_error(library: Store) -> None:
    with pytest.raises(UnknownQuery):
        frames.ask(library, "antecedent")
    with pytest.raises(BadParameter):
        frames.ask(library, "antecedents", konstrukt="trust")
    with pytest.raises(NotUnderstood):
        frames.question(library, "how are you")


def test_without_pandas_the_error_says_what_to_install(library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingLibrary, match=r"engagement-kg\[notebook\]"):
        frames.ask(library, "papers")


def rows(*values: Literal | URIRef | None) -> Answer:
    return Answer(kind="rows", variables=("x",), rows=tuple((value,) for value in values))


@pytest.mark.parametrize(
    ("answer", "kind", "values"),
    [
        (rows(Literal(1), Literal(2)), "Int64", [1, 2]),
        (rows(Literal(1), None), "Int64", [1, pandas.NA]),
        (rows(Literal(1.5), Literal(2)), "Float64", [1.5, 2.0]),
        (rows(Literal("a"), None), "object", ["a", None]),
        (rows(Literal("1")), "object", ["1"]),  # words stay words
        (rows(Literal(True), Literal(False)), "object", [True, False]),
        (rows(Literal("2019", datatype=XSD.gYear)), "object", ["2019"]),
        (rows(EX), "object", [str(EX)]),
        (rows(None, None), "object", [None, None]),
        (rows(), "object", []),
    ],
)
def test_terms_become_python_values(answer: Answer, kind: str, values: list[object]) -> None:
    column = frames.to_frame(answer)["x"]
    assert (str(column.dtype), list(column)) == (kind, values)


def test_other_answers_become_frames_too() -> None:
    assert frames.to_frame(Answer(kind="truth", truth=True))["answer"].tolist() == [True]
    triples = frames.to_frame(Answer(kind="triples", triples=((EX, EX, Literal("b")),)))
    assert triples.to_numpy().tolist() == [[str(EX), str(EX), "b"]]


def test_a_frame_is_shown_with_a_caption_and_safe_cells() -> None:
    frame = frames.to_frame(rows(Literal("<script>alert(1)</script> " + "word " * 20), EX))
    frame["empty"] = None
    frame.attrs |= {"title": "Definitions", "parameters": {"construct": "a & b"}}
    page = frames.show(frame, rows=2).to_html()
    assert "Definitions · construct: a &amp; b · 2 rows" in page
    assert "<script>" not in page
    assert f'<a href="{EX}">a</a>' in page
    assert "empty" not in page
    assert "1 of 2 rows" in frames.show(frame, rows=1).to_html()


def test_an_empty_frame_can_be_shown(library: Store) -> None:
    frame = frames.ask(library, "dimensions", construct="trust")
    assert "0 rows" in frames.show(frame).to_html()
