"""Small papers that once were read wrongly (tests/cases): what is denied, asked, defined or merely expected."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipelines.choices import MODEL
from pipelines.extract import load
from pipelines.read import read
from pipelines.record import Record, Statement

CASES = Path(__file__).resolve().parent.parent / "cases"
MODELS = ("none", MODEL)


@cache
def record(name: str, model: str) -> Record:
    """The record of a case."""
    return load(model=model).extract(read(CASES / f"{name}.md"))


def statement(found: Record, opening: str) -> Statement | None:
    """The statement whose words begin so."""
    return next((each for each in found.statements if each.text.startswith(opening)), None)


def asserts(each: Statement) -> bool:
    """Whether it says that a relation holds."""
    told = any(relation.sign != "0" for relation in each.relations)
    return told and not each.negated and each.kind in {"finding", "claim", "implication"}


@pytest.mark.parametrize("model", MODELS)
def test_a_negation_above_the_clause_denies_it(model: str) -> None:
    found = record("negation-above-the-clause", model)
    for opening in ("There was no evidence", "It is not true", "Menu length", "Slow service"):
        denied = statement(found, opening)
        assert denied is not None and denied.negated, opening
        assert [relation.sign for relation in denied.relations] == ["0"], opening
    smiles = statement(found, "We do not find")  # rules alone cannot read "staff smiles increase"
    assert smiles is None if model == "none" else smiles is not None and smiles.negated
    assert statement(found, "No study has examined") is None
    assert not any(asserts(each) for each in found.statements)


@pytest.mark.parametrize("model", MODELS)
def test_what_is_announced_or_mixed_asserts_nothing(model: str) -> None:
    found = record("asserted-against-denied", model)
    assert not any(asserts(each) for each in found.statements)
    announced, denied = statement(found, "It is the intention"), statement(found, "Lamp light")
    assert announced is not None and announced.kind == "research_question"
    assert statement(found, "The evidence on") is None
    assert denied is not None and (denied.kind, denied.negated) == ("finding", True)


@pytest.mark.parametrize("model", MODELS)
def test_definitions_relate_nothing_and_a_purpose_is_a_question(model: str) -> None:
    found = record("definition-told-as-a-claim", model)
    assert [(each.term, each.definition) for each in found.definitions] == [
        ("dwell comfort", "how pleasant staying feels"),
        ("Crowd warmth", "friendliness among strangers"),
    ]
    asked = [("research_question", "Purpose:")]
    told = [(each.kind, each.text.split()[0]) for each in found.statements]
    assert told == asked if model == "none" else told in ([], asked)


@pytest.mark.parametrize("model", MODELS)
def test_expecting_without_constructs_states_nothing(model: str) -> None:
    assert record("expected-without-a-construct", model).statements == ()


def told(found: Record) -> dict[str | None, list[tuple[str, str, str | None, tuple[str, ...]]]]:
    """What each label relates: source, target, sign, mediators."""
    return {
        s.label: [(r.source.lower(), r.target, r.sign, r.mediators) for r in s.relations] for s in found.statements
    }


@pytest.mark.parametrize("model", MODELS)
def test_two_numbers_in_one_sentence_have_their_own_relation_each(model: str) -> None:
    found = record("two-numbers-one-sentence", model)
    assert told(found) == {
        "H1": [("ticket clarity", "guest patience", "+", ())],
        "H2": [("ticket clarity", "guest loyalty", None, ("guest patience",))],
        "H3a": [("window light", "guest mood", "+", ())],
        "H3b": [("window light", "guest trust", "+", ())],
    }
    by_label = {each.label: each.status for each in found.statements}
    assert (by_label["H3a"], by_label["H3b"]) == ("supported", "not_supported")


@pytest.mark.parametrize("model", MODELS)
def test_both_halves_of_a_sentence_have_their_verdict(model: str) -> None:
    by_label = {each.label: each.status for each in record("verdict-in-half-a-sentence", model).statements}
    assert by_label == {"H1": "supported", "H2": "not_supported", "H3": "supported", "H4": "not_supported"}


@pytest.mark.parametrize("model", MODELS)
def test_a_table_of_two_samples_gives_a_test_on_each(model: str) -> None:
    found = {each.label: each for each in record("table-with-two-samples", model).statements}
    outcomes = {label: (each.status, [test.status for test in each.tests]) for label, each in found.items()}
    assert outcomes == {
        "H1": ("supported", ["supported", "supported"]),
        "H2": ("partially_supported", ["not_supported", "supported"]),
        "H3": ("not_supported", ["not_supported", "not_supported"]),
    }
    assert [test.sample for test in found["H2"].tests] == ["(a) North town", "(b) South town"]
    assert [effect.value for test in found["H2"].tests for effect in test.effects] == [0.04, 0.10]
