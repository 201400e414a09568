"""The gate's weights are what its script makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.extract.learned.gate import read_weights
from pipelines.train.examples import Example
from pipelines.train.gate import fit, read_sources, write_weights


def example(text: str, *, relational: bool) -> Example:
    return Example(text=text, document="d", kinds=frozenset(), relational=relational, links=None)


def test_a_word_of_relational_sentences_weighs_for_and_others_against(tmp_path: Path) -> None:
    told = [example(f"Trust raises {word}.", relational=True) for word in ("use", "care", "joy")]
    silent = [example(f"Trust has {word}.", relational=False) for word in ("use", "care", "joy")]
    write_weights(fit([*told, *silent]), tmp_path / "gate.tsv")
    weights = read_weights(tmp_path / "gate.tsv")
    assert weights["raises"] > 1 > -1 > weights["has"]
    assert "joy" not in weights  # too rare


def test_the_shipped_weights_can_be_made_again(shared: Path) -> None:
    made = fit(*read_sources(shared))
    shipped = read_weights()
    worst = max(shipped, key=lambda name: abs(shipped[name] - made.get(name, 0.0)))
    assert made.get(worst) == pytest.approx(shipped[worst], abs=0.02), "run python -m pipelines.train.gate"
