"""Confidence: families of evidence, counts, and whether the estimates hold on documents left out."""

from __future__ import annotations

import dataclasses

import pytest

from pipelines.evaluation.annotation import read_annotation
from pipelines.evaluation.reliability import CODES, Case, calibration_error, count, judge, predict, tabulate
from pipelines.extract.confidence import FAMILIES, estimate, family_of, read_scale
from pipelines.extract.cues import read_rows
from pipelines.extract.relations import Link, Phrase
from pipelines.record import Kind, Relation, Statement

TOLD = "H1: Trust raises loyalty."
WORD, ORDER = "other, by a relation word", "other, by word order"


def link(rule: str) -> Link:
    ends = Phrase("trust", 0, 5), Phrase("loyalty", 13, 20)
    return Link(type="causal", source=ends[0], target=ends[1], sign="+", cue=1, rule=rule)


@pytest.mark.parametrize(
    ("label", "kind", "rules", "family"),
    [
        ("H1", "hypothesis", ["verb"], "labelled, by a relation word"),
        ("H1", "hypothesis", ["surface"], "labelled, by word order"),
        ("P1", "proposition", [], "labelled, no relation"),
        (None, "proposition", ["surface", "noun"], "worded as a hypothesis, by a relation word"),
        (None, "finding", ["verb"], WORD),
    ],
)
def test_the_family_tells_label_and_evidence(label: str | None, kind: Kind, rules: list[str], family: str) -> None:
    assert family_of(label, kind, [link(rule) for rule in rules], "rules") == family


@pytest.mark.parametrize(
    ("label", "probabilities", "family"),
    [
        (None, [0.55], "other, by an unsure model"),
        (None, [0.95, 0.5], "other, by a fairly sure model"),
        (None, [0.9], "other, by a sure model"),
        ("H1", [0.95], "labelled, by the model"),
    ],
)
def test_what_the_model_alone_saw_goes_by_its_certainty(
    label: str | None, probabilities: list[float], family: str
) -> None:
    links = [link("tagger")._replace(probability=p) for p in probabilities]
    assert family_of(label, "hypothesis" if label else "claim", links, "model") == family


def test_every_family_has_a_chance_between_none_and_certainty() -> None:
    assert set(read_scale()) == set(FAMILIES)
    assert all(0 < chance < 1 for chance in read_scale().values())
    assert {row[0] for row in read_rows("confidence")} <= set(FAMILIES)


def test_what_is_not_measured_is_even() -> None:
    assert (estimate(0, 0), estimate(8, 8), estimate(0, 8)) == (0.5, 0.9, 0.1)


def found(text: str, source: str) -> Statement:
    relation = Relation(type="causal", source=source, target="loyalty", sign="+")
    return Statement(id="s", kind="claim", text=text, relations=(relation,), confidence=CODES[WORD])


def test_a_statement_is_right_when_marked_and_read_alike() -> None:
    gold = {
        "document": {"source": "a"},
        "complete": ["claims"],
        "statements": [
            {"kind": "claim", "text": TOLD, "relations": [{"type": "causal", "source": "trust", "target": "loyalty"}]}
        ],
    }
    cases = [
        next(judge("a", read_annotation(gold), [statement])).right
        for statement in (found(TOLD, "trust"), found(TOLD, "price"), found("Rain falls on the hills.", "trust"))
    ]
    assert cases == [True, False, False]
    partly = dict(gold, complete=["document"])
    assert list(judge("a", read_annotation(partly), [found(TOLD, "trust")])) == []


def test_other_documents_alone_tell_the_confidence() -> None:
    cases = [Case("a", WORD, True)] * 8 + [Case("b", WORD, False)] * 8 + [Case("b", ORDER, True)]
    assert [p for p, _ in predict(cases)] == [0.1] * 8 + [0.9] * 8 + [0.5]
    assert count(cases) == {WORD: (8, 16), ORDER: (1, 1)}


def test_the_table_compares_confidence_with_what_was_right() -> None:
    told = [(0.95, True)] * 3 + [(0.95, False)] + [(0.1, False)] * 4
    assert tabulate(told) == [("0.0 to 0.2", 4, 0.1, 0.0), ("0.9 to 1.0", 4, 0.95, 0.75)]
    assert calibration_error(told) == pytest.approx((0.1 + 0.2) / 2)
    assert calibration_error([]) == 0.0


def test_a_code_is_read_back() -> None:
    statement = dataclasses.replace(found(TOLD, "trust"), confidence=CODES[ORDER])
    assert [name for name, code in CODES.items() if code == statement.confidence] == [ORDER]
