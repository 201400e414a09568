"""Confidence: what it goes by, and whether what was found is judged rightly."""

from __future__ import annotations

import pytest

from pipelines.evaluation.annotation import read_annotation
from pipelines.evaluation.reliability import Case, calibration_error, judge, tabulate
from pipelines.extract.relations import Link, Phrase
from pipelines.extract.statements.confidence import Scale, estimate, read_scale
from pipelines.record import Kind, Relation, Statement

TOLD = "H1: Trust raises loyalty."
FAMILIES = {
    "no relation, labelled": 0.5,
    "no relation, worded as a hypothesis": 0.3,
    "no relation, other": 0.6,
    "relation by rules alone, labelled": 0.9,
    "relation by rules alone, other": 0.4,
}
SCALE = Scale(FAMILIES, [0.3, 0.6, 0.9], [0.4, 0.7, 0.95])


def link(probability: float | None) -> Link:
    ends = Phrase("trust", 0, 5), Phrase("loyalty", 13, 20)
    return Link("causal", *ends, sign="+", cue=1, rule="verb", probability=probability)


@pytest.mark.parametrize(
    ("label", "kind", "probabilities", "confidence"),
    [
        ("H1", "hypothesis", [], 0.5),
        (None, "proposition", [], 0.3),
        (None, "research_question", [], 0.6),
        ("H1", "hypothesis", [None], 0.9),
        (None, "finding", [None, None], 0.4),
        (None, "claim", [0.1], 0.4),
        (None, "claim", [0.3, 0.7], 0.7),
        ("H1", "hypothesis", [0.9], 0.95),
    ],
)
def test_confidence_goes_by_the_surest_relation(
    label: str | None, kind: Kind, probabilities: list[float | None], confidence: float
) -> None:
    assert SCALE.confidence(label, kind, [link(p) for p in probabilities]) == confidence


def test_the_scale_as_measured_rises_and_knows_every_family() -> None:
    scale = read_scale()
    assert set(scale.families) == set(FAMILIES)
    assert scale.chances == sorted(scale.chances)
    assert scale.confidences == sorted(scale.confidences)
    assert all(0 < chance < 1 for chance in (*scale.families.values(), *scale.confidences))


def test_what_is_not_measured_is_even() -> None:
    assert (estimate(0, 0), estimate(8, 8), estimate(0, 8)) == (0.5, 0.9, 0.1)


def found(text: str, source: str) -> Statement:
    relation = Relation(type="causal", source=source, target="loyalty", sign="+")
    return Statement(id="s", kind="claim", text=text, relations=(relation,), confidence=0.7)


def test_a_statement_is_right_when_marked_and_read_alike() -> None:
    gold = {
        "document": {"source": "a"},
        "complete": ["claims"],
        "statements": [
            {"kind": "claim", "text": TOLD, "relations": [{"type": "causal", "source": "trust", "target": "loyalty"}]}
        ],
    }
    cases = [
        next(judge(read_annotation(gold), [statement]))
        for statement in (found(TOLD, "trust"), found(TOLD, "price"), found("Rain falls on the hills.", "trust"))
    ]
    assert cases == [Case(0.7, True), Case(0.7, False), Case(0.7, False)]
    partly = dict(gold, complete=["document"])
    assert list(judge(read_annotation(partly), [found(TOLD, "trust")])) == []


def test_the_table_compares_confidence_with_what_was_right() -> None:
    told = [Case(0.95, True)] * 3 + [Case(0.95, False)] + [Case(0.1, False)] * 4
    assert tabulate(told) == [("0.0 to 0.2", 4, 0.1, 0.0), ("0.9 to 1.0", 4, 0.95, 0.75)]
    assert calibration_error(told) == pytest.approx((0.1 + 0.2) / 2)
    assert calibration_error([]) == 0.0
