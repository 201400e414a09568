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
    path = CASES / name if "." in name else CASES / f"{name}.md"
    return load(model=model).extract(read(path))


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


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "labels-that-papers-use.md",
            {
                "H1": "supported",
                "H2a": "supported",
                "H3": "supported",
                "H4": "not_supported",
                "H5": "not_supported",
            },
        ),
        ("labels-by-numbering.docx", {"H1": "supported", "H2": "not_supported"}),
    ],
)
def test_labels_are_read_as_papers_print_them(name: str, expected: dict[str, str], model: str) -> None:
    found = record(name, model)
    assert {each.label: each.status for each in found.statements if each.label} == expected


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Thus, H1: Lamp height improves visitor mood in small rooms.", "H1"),
        ("Based on the above, H2: Queue noise reduces guest warmth at inns.", "H2"),
        ("H₃: Waiting room comfort increases guest warmth.", "H3"),
        ("H₄b: Waiting room comfort increases guest warmth.", "H4b"),
        ("H5−: Queue noise reduces guest warmth at inns.", "H5"),
        ("Hyp. 6: Bed firmness increases guest sleep.", "H6"),
    ],
)
def test_labels_open_statements_in_many_forms(words: str, label: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(f"Mountain Inns\n\nHypotheses\n\n{words}\n", encoding="utf-8")
    found = load(model="none").extract(read(path))
    assert [each.label for each in found.statements if each.kind == "hypothesis"] == [label]


def test_a_list_that_turns_gives_each_alternative_its_own_head(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(
        "Mountain Inns\n\nHypotheses\n\nHypothesis 1: Host pride is positively related to guest (a) calm, (b) joy, "
        "and (c) loyalty, and negatively related to (d) complaints.\n",
        encoding="utf-8",
    )
    found = load().extract(read(path))
    told = {each.label: [(r.target, r.sign) for r in each.relations] for each in found.statements}
    assert told["H1c"] == [("guest loyalty", "+")]
    assert told["H1d"] == [("complaints", "-")]


def test_raised_numbers_cite_and_are_no_words() -> None:
    found = record("jats-raised-references.xml", MODEL)
    kind = statement(found, "Crew kindness")
    assert kind is not None and kind.relations[0].target == "trust"
    assert len(kind.attributed_to) == 2
    assert statement(found, "Deck noise") is not None


def test_content_controls_hold_citations_and_references() -> None:
    found = record("content-controls.docx", "none")
    assert len(found.references) == 3
    told = statement(found, "Pay fairness")
    assert told is not None and told.attributed_to == ("Adeyemi 2018",)
