"""Scores to spans and pairs, on scores made by hand."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from pipelines.extract.tagging import ROLES, TokenSpan, best_path, candidates, find_spans, pair_features


def scores(*layers: str) -> np.ndarray:
    """(tokens, 4, 3) scores from one string of O, B, I a layer; layers left out are all outside."""
    full = [*layers, *["O" * len(layers[0])] * (len(ROLES) - len(layers))]
    made = np.zeros((len(layers[0]), len(ROLES), 3), dtype=np.float32)
    for role, tags in enumerate(full):
        for at, tag in enumerate(tags):
            made[at, role, "OBI".index(tag)] = 5
    return made


def places(tags: np.ndarray, words: list[int | None], *, relational: bool = False) -> set[tuple[str, int, int]]:
    return {(ROLES[s.role], s.start, s.end) for s in find_spans(tags, words, relational=relational)}


def test_one_phrase_is_effect_and_cause() -> None:
    tags = scores("OBOBOO", "OOOBOB")
    assert places(tags, [None, 0, 1, 2, 3, 4]) == {
        ("source", 1, 2), ("source", 3, 4), ("target", 3, 4), ("target", 5, 6)
    }  # fmt: skip


def test_spans_are_widened_to_whole_words() -> None:
    assert places(scores("OBOO"), [0, 1, 1, 2]) == {("source", 1, 3)}


def test_neighbouring_spans_of_a_layer_are_one() -> None:
    assert places(scores("BBIO"), [0, 1, 2, 3]) == {("source", 0, 3)}


def test_inside_never_follows_outside() -> None:
    path = best_path(np.log(np.array([[0.6, 0.3, 0.1], [0.2, 0.1, 0.7]], dtype=np.float32)))
    assert path in ([1, 2], [0, 0])


@pytest.mark.parametrize("seed", range(5))
def test_no_other_legal_path_is_better(seed: int) -> None:
    scored = np.random.default_rng(seed).normal(size=(5, 3)).astype(np.float32)
    paths = itertools.product(range(3), repeat=5)
    legal = (path for path in paths if (0, 2) not in itertools.pairwise((0, *path)))
    best = max(legal, key=lambda path: scored[range(5), path].sum())
    assert best_path(scored) == list(best)


def test_special_tokens_hold_no_span() -> None:
    assert places(scores("BBI"), [None, None, None]) == set()


def test_a_relational_sentence_gets_both_ends() -> None:
    tags = scores("BOO", "OOO")
    tags[2, 1] = [2.0, 1.5, 0.0]
    assert places(tags, [0, 1, 2]) == {("source", 0, 1)}
    assert places(tags, [0, 1, 2], relational=True) == {("source", 0, 1), ("target", 2, 3)}


def test_only_apart_pairs_with_a_target_are_candidates() -> None:
    spans = [TokenSpan(0, 0, 2, 1.0), TokenSpan(1, 1, 3, 1.0), TokenSpan(1, 4, 5, 1.0), TokenSpan(3, 6, 7, 1.0)]
    assert candidates(spans) == [(0, 2), (3, 1), (3, 2)]


def test_pair_features_tell_order_and_role() -> None:
    hidden = np.arange(12, dtype=np.float32).reshape(6, 2)
    forth, back = (pair_features(hidden, a, b, 3) for a, b in (((1, 2), (3, 4)), ((3, 4), (1, 2))))
    assert forth.tolist() == [2, 3, 6, 7, 4, 5, 0, 1, 0, 0, 0, 1, 1]
    assert back.tolist() == [6, 7, 2, 3, 4, 5, 0, 1, 0, 0, 0, 1, 0]
