"""Which sentences are chosen for annotation."""

from __future__ import annotations

from collections import Counter

from pipelines.extract.learned.tagger import Tagged, TaggedEnd, TaggedRelation
from pipelines.train.choose import PER_PAPER, choose, doubt, paper_of


def rows(count: int, papers: int) -> list[dict[str, str]]:
    return [
        {"id": f"p-{n % papers}-{n}", "text": "Mood interacts with pay." if n % 4 else "Pay."} for n in range(count)
    ]


def seen(relational: float, *chances: float) -> Tagged:
    source = target = TaggedEnd(places=((0, 3),), probability=1.0)
    relations = tuple(
        TaggedRelation(type="causal", source=source, target=target, sign=None, probability=chance)
        for chance in chances
    )
    return Tagged(relational=relational, kind="claim", kinds=(), relations=relations)


def test_none_is_chosen_twice_and_no_paper_too_often() -> None:
    chosen = list(choose(rows(900, 30), [0.0] * 900, count=200, seed=3))
    assert len(chosen) == len({row["id"] for _, row in chosen}) == 200
    assert max(Counter(paper_of(row["id"]) for _, row in chosen).values()) <= PER_PAPER


def test_a_pool_of_one_paper_gives_no_more_than_its_share() -> None:
    assert len(list(choose(rows(500, 1), [0.0] * 500, count=200, seed=3))) == PER_PAPER


def test_the_doubtful_come_first_and_the_seed_decides_the_rest() -> None:
    doubts = [n / 900 for n in range(900)]
    chosen = list(choose(rows(900, 300), doubts, count=100, seed=3))
    doubtful = {int(row["id"].rpartition("-")[2]) for share, row in chosen if share == "doubtful"}
    assert doubtful == set(range(840, 900))
    assert chosen == list(choose(rows(900, 300), doubts, count=100, seed=3))
    assert chosen != list(choose(rows(900, 300), doubts, count=100, seed=4))


def test_thin_sentences_have_such_words() -> None:
    chosen = choose(rows(900, 300), [0.0] * 900, count=100, seed=3)
    assert all("interacts" in row["text"] for share, row in chosen if share == "thin")


def test_doubt_is_of_gate_or_pair_and_grows_where_the_rules_differ() -> None:
    assert doubt(seen(1.0), [], []) == 0
    assert doubt(seen(0.5), [], []) == 1
    assert doubt(seen(1.0, 1.0, 0.75), [], []) == 0.5
    assert doubt(seen(1.0, 1.0), [], [object()]) == 0.5  # type: ignore[list-item]
