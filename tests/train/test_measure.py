"""Chances against what came true."""

from __future__ import annotations

import pytest

from pipelines.train.measure import calibration_error, find_temperature

TRUTHS = [True] * 3 + [False]


@pytest.mark.parametrize(("chance", "error"), [(0.75, 0.0), (1.0, 0.25), (0.25, 0.5)])
def test_calibration_error(chance: float, error: float) -> None:
    assert calibration_error([chance] * 4, TRUTHS) == error


@pytest.mark.parametrize(("chance", "temperature"), [(0.75, 1.0), (0.9, 2.0), (0.6, 0.4)])
def test_temperature_brings_chances_to_the_share_of_truths(chance: float, temperature: float) -> None:
    assert find_temperature([chance] * 4, TRUTHS) == temperature
