"""Scores to spans, pairs and relations, on scores made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.extract.learned.tagging import (
    DISTANCES,
    LINKS,
    PAIR_FLAGS,
    PART,
    ROLES,
    SIGNS,
    TokenRelation,
    TokenSpan,
    candidates,
    choose_spans,
    find_relations,
    gap,
    pair_flags,
    widths,
)

MEDIATOR, MODERATOR = ROLES.index("mediator"), ROLES.index("moderator")


def chances(tokens: int, *runs: tuple[int, int, int, float]) -> np.ndarray:
    """(roles, tokens, tokens) with the chance of each (role, first, last)."""
    made = np.zeros((len(ROLES), tokens, tokens), dtype=np.float32)
    for role, first, last, chance in runs:
        made[role, first, last] = chance
    return made


def places(spans: list[TokenSpan]) -> list[tuple[int, int, int, float]]:
    return [(s.role, s.start, s.end, round(s.probability, 2)) for s in spans]


def test_only_whole_words_can_be_runs() -> None:
    width, allowed = widths([None, 0, 1, 1, 2, None])
    assert [(int(i), int(j)) for i, j in np.argwhere(allowed)] == [(1, 1), (1, 3), (1, 4), (2, 3), (2, 4), (4, 4)]
    assert (width[1, 4], width[2, 3]) == (2, 0)


def test_of_runs_that_overlap_the_likeliest_counts() -> None:
    found = choose_spans(chances(6, (0, 0, 1, 0.6), (0, 0, 4, 0.3), (0, 5, 5, 0.4), (1, 0, 1, 0.5)), 0.2)
    assert places(found) == [(0, 0, 2, 0.6), (0, 5, 6, 0.4), (1, 0, 2, 0.5)]


def test_an_end_with_a_wavering_border_is_as_sure_as_its_readings_together() -> None:
    found = choose_spans(chances(6, (0, 0, 2, 0.3), (0, 1, 2, 0.25), (0, 0, 3, 0.2)), 0.5)
    assert places(found) == [(0, 0, 3, 0.75)]


def test_under_the_floor_is_no_end() -> None:
    assert choose_spans(chances(3, (0, 0, 0, 0.3)), 0.5) == []


def test_ends_pair_with_targets_apart_and_parts_with_ends() -> None:
    spans = [TokenSpan(0, 0, 2, 1.0), TokenSpan(1, 1, 3, 1.0), TokenSpan(1, 4, 5, 1.0), TokenSpan(PART, 6, 7, 1.0)]
    assert candidates(spans) == [(0, 2), (3, 0), (3, 1), (3, 2)]


@pytest.mark.parametrize(
    ("one", "other", "between"), [((1, 2), (4, 6), (2, 4)), ((4, 6), (1, 2), (2, 4)), ((1, 3), (3, 4), (3, 3))]
)
def test_gap(one: tuple[int, int], other: tuple[int, int], between: tuple[int, int]) -> None:
    assert gap(TokenSpan(0, *one, 1.0), TokenSpan(1, *other, 1.0)) == between


def test_flags_tell_roles_order_and_distance() -> None:
    words = [None, 0, 1, 1, 2, 3, None]
    first, second = TokenSpan(3, 1, 2, 1.0), TokenSpan(1, 5, 6, 1.0)
    forth, back = pair_flags(words, first, second), pair_flags(words, second, first)
    order = 2 * len(ROLES)
    distance = order + sum(least <= 2 for least in DISTANCES)
    assert list(np.flatnonzero(forth)) == [3, len(ROLES) + 1, order, distance]
    assert list(np.flatnonzero(back)) == [1, len(ROLES) + 3, distance]
    assert len(forth) == PAIR_FLAGS


def rows(names: tuple[str, ...], *chosen: str | None) -> np.ndarray:
    """A row of chances for each choice: .9 for it, the rest for the first name."""
    made = np.zeros((len(chosen), len(names)), dtype=np.float32)
    for row, name in zip(made, chosen, strict=True):
        row[0] = 0.1
        row[names.index(name or names[0])] += 0.9
    return made


def relations(floor: float) -> list[TokenRelation]:
    spans = [
        TokenSpan(0, 0, 1, 0.9),
        TokenSpan(1, 3, 4, 0.4),
        TokenSpan(MODERATOR, 5, 6, 0.9),
        TokenSpan(MEDIATOR, 7, 8, 0.9),
        TokenSpan(PART, 9, 10, 0.9),
    ]
    pairs = [(0, 1), (2, 1), (3, 1), (4, 0), (4, 1)]
    links = rows(LINKS, "causal", "moderates", None, "joins", None)
    return list(find_relations(spans, pairs, links, rows(SIGNS, "-", None, None, None, None), floor))


def test_a_relation_has_what_is_linked_to_it() -> None:
    (found,) = relations(0.2)
    assert (found.type, found.sign, found.mediators) == ("causal", "-", ())
    assert [end.span for end in found.moderators] == [2]
    assert (found.source.parts, found.target.parts) == ((4,), ())
    assert found.probability == pytest.approx(0.9 * (0.9 * 0.4) ** 0.5)


def test_an_unsure_relation_is_not_told() -> None:
    assert relations(0.6) == []
