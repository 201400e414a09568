"""The queries that a reviewer brings: small stores, made up so that the whole answer is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.consensus import Consensus, consensus, contested
from kg.jangle import jangles
from kg.query import find, run
from kg.store import Store
from pipelines.record import Definition, Record
from tests.kg.shelf import beta, paper, says, store_of


def rows(store: Store, name: str, *columns: str, **given: str) -> list[tuple[str, ...]]:
    return [tuple(str(row.get(column, "")) for column in columns) for row in run(store, find(name), given)]


def defines(year: int, term: str, words: str) -> Record:
    text = f"{term} is {words}."
    return replace(paper(year, says("claim")), definitions=(Definition(term=term, definition=words, text=text),))


def test_consensus_counts_tests_and_claims_apart(tmp_path: Path) -> None:
    records = (
        paper(2001, says("hypothesis", status="supported")),
        paper(2002, says("hypothesis", status="not_supported")),
        paper(2003, says("finding", sign="-")),
        paper(2004, says("finding")),
        paper(2005, says("claim"), says("claim", hedged=True, sign="-"), says("hypothesis", sign="-")),
    )
    with store_of(tmp_path / "s", *records) as store:
        tested, claimed = sorted(consensus(store, about="joy"), key=lambda each: -each.papers)
    assert (tested.level, tested.papers, tested.votes) == ("tested", 4, {"+": 2, "-": 1, "0": 1, "nonlinear": 0})
    assert tested.entropy == pytest.approx(1.5)
    assert (claimed.level, claimed.votes["+"], claimed.votes["-"], claimed.entropy) == ("claimed", 1, 0, 0)
    assert contested([claimed, tested]) == (tested,)


def test_no_votes_have_no_entropy() -> None:
    silent = Consensus(cause="a", effect="b", level="tested", papers=1, votes={"+": 0})
    assert (silent.shares, silent.entropy) == ({}, None)


def test_comparison_has_the_study_beside_the_effect(tmp_path: Path) -> None:
    one = paper(
        2001,
        says("hypothesis", label="H1", status="supported", effects=beta(0.4)),
        samples=(120,),
        contexts=("banks",),
    )
    with store_of(tmp_path / "s", one, paper(2002, says("finding", "awe", "hope"))) as store:
        columns = ("paper", "sample", "context", "number", "sign", "verdict", "effect_size")
        assert rows(store, "comparison", *columns, cause="calm", effect="joy") == [
            ("Quist 2001", "120", "banks", "H1", "+", "supported", "β = 0.4")
        ]
        assert rows(store, "comparison", "cause", construct="hope") == [("awe",)]


def test_jingle_and_jangle(tmp_path: Path) -> None:
    records = (
        defines(2001, "calm", "a state of rest without fear"),
        defines(2002, "calm", "trust in oneself"),
        defines(2003, "serenity", "the state of rest without any fear"),
    )
    with store_of(tmp_path / "s", *records) as store:
        assert rows(store, "jingle", "construct", "paper_1", "paper_2") == [("calm", "Quist 2001", "Quist 2002")]
        (found,) = jangles(store)
        assert {found.first.name, found.second.name} == {"calm", "serenity"}
        assert found.likeness == pytest.approx(4 / 5)
        assert jangles(store, alike=0.9) == ()


def test_gaps_of_replication(tmp_path: Path) -> None:
    records = (
        paper(2001, says("finding"), says("finding", "awe", "joy")),
        paper(2002, says("hypothesis", status="not_supported"), says("claim", "hope", "joy")),
    )
    with store_of(tmp_path / "s", *records) as store:
        assert rows(store, "unreplicated", "cause", "effect", "paper") == [("awe", "joy", "Quist 2001")]


def test_papers_of_the_same_model(tmp_path: Path) -> None:
    records = (
        paper(2001, says("finding"), says("finding", "awe", "joy")),
        paper(2002, says("hypothesis"), says("finding", "awe", "joy")),
        paper(2003, says("claim")),
    )
    with store_of(tmp_path / "s", *records) as store:
        assert rows(store, "same-model", "first_paper", "second_paper", "shared", paper="Quist 2001") == [
            ("Quist 2001", "Quist 2002", "2")
        ]
        assert len(rows(store, "same-model", "shared")) == 2


def test_evidence_through_the_years(tmp_path: Path) -> None:
    records = (paper(2003, says("hypothesis", status="supported")), paper(2001, says("claim")))
    with store_of(tmp_path / "s", *records) as store:
        columns = ("year", "supported", "claimed")
        assert rows(store, "evidence-by-year", *columns, construct="calm") == [("2001", "0", "1"), ("2003", "1", "0")]
