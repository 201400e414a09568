"""Figures of single sentences, and the steps of confidence."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.record import Relation
from pipelines.train.measure import Found, measure
from pipelines.train.reliance import LEAST, Case, calibration_error, steps


def entry(*pairs: tuple[str, str], kind: str = "claim") -> dict[str, Any]:
    relations = [
        {"type": "causal", "source": a, "target": b, "sign": "+", "mediators": [], "moderators": []} for a, b in pairs
    ]
    return {"text": "", "kind": kind, "relations": relations}


def found(*pairs: tuple[str, str], kind: str = "claim", sign: Any = "+") -> Found:
    return Found(relations=[Relation(type="causal", source=a, target=b, sign=sign) for a, b in pairs], kind=kind)


def test_figures() -> None:
    gold = [entry(("deep trust", "use")), entry(), entry(), entry(("moral … duties", "fraud")), entry(("rain", "joy"))]
    told = [
        found(("trust", "use"), sign="-"),
        found(("rain", "crops")),
        found(),
        found(("moral duties", "fraud"), kind="finding"),
        found(),
    ]
    figures = measure(gold, told)
    assert (figures["precision"], figures["recall"]) == (0.667, 0.667)
    assert (figures["exact"], figures["ends"]) == (pytest.approx(1 / 3, abs=0.001), 0.667)
    assert (figures["sentence"], figures["silent"]) == (0.667, 0.5)
    assert (figures["sign"], figures["kind"]) == (0.5, 0.5)


def cases(chance: float, right: int, wrong: int) -> list[Case]:
    return [Case(chance, n < right, labelled=False) for n in range(right + wrong)]


def test_steps_rise_and_those_that_do_not_are_one() -> None:
    assert steps([*cases(0.3, 10, LEAST - 10), *cases(0.8, 30, LEAST - 30)]) == [(0.3, 10, LEAST), (0.8, 30, LEAST)]
    assert steps([*cases(0.3, 30, LEAST - 30), *cases(0.8, 10, LEAST - 10)]) == [(0.3, 40, 2 * LEAST)]


def test_calibration_error_is_of_parts_left_out() -> None:
    mixed = [case for pair in zip(cases(0.9, 100, 0), cases(0.3, 0, 100), strict=True) for case in pair]
    assert calibration_error(mixed, 5) < 0.05
    turned = [Case(0.5, n % 2 == 0, labelled=False) for n in range(2 * LEAST)]
    assert calibration_error(turned, 2) > 0.9
