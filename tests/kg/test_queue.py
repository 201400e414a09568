"""The queue of what people judge: its order, its memory, and how two reviewers come together."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kg.curation import judge
from kg.errors import BadParameter
from kg.queue import agreement, merge_judgements, pending, progress
from kg.store import Store, open_store
from tests.kg.shelf import paper, says, store_of

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
RECORD = paper(
    2001,
    says("finding", "calm", "joy", id="unsure", confidence=0.3),
    says("finding", "awe", "joy", id="sure", confidence=0.99),
    says("claim", "calm", "hope", id="claim", confidence=0.3),
    says("implication", "calm", "hope", id="advice", confidence=0.1),
    says("finding", "calm", "joy", id="written"),
)


def ids(store: Store, by: str = "Ada") -> list[str]:
    return [item.statement.rpartition("/")[2] for item in pending(store, by=by)]


def iri(store: Store, name: str) -> str:
    return next(i.statement for i in pending(store, by="nobody") if i.statement.endswith(f"/{name}"))


def test_the_unsure_that_count_come_first(tmp_path: Path) -> None:
    with store_of(tmp_path / "s", RECORD) as store:
        assert ids(store) == ["unsure", "claim", "sure"]
        first = pending(store, by="Ada")[0]
        assert (first.paper, first.relations) == ("Quist 2001", ("calm → joy (+)",))


def test_a_reviewer_is_asked_once_and_the_other_too(tmp_path: Path) -> None:
    with store_of(tmp_path / "s", RECORD) as store:
        judge(store, iri(store, "unsure"), "rejected", by="Ada", when=NOON)
        assert ids(store) == ["claim", "sure"]
        assert ids(store, "Ben") == ["unsure", "claim", "sure"]


def test_counts(tmp_path: Path) -> None:
    with store_of(tmp_path / "s", RECORD) as store:
        unsure, sure = iri(store, "unsure"), iri(store, "sure")
        judge(store, unsure, "rejected", by="Ada", when=NOON)
        judge(store, unsure, "accepted", by="Ben", when=NOON + timedelta(hours=1))
        judge(store, sure, "rejected", by="Ada", when=NOON)
        found = progress(store)
        assert (found.identified, found.judged, found.left) == (3, 2, 1)
        assert (found.accepted, found.rejected, found.contested) == (1, 1, 1)
        assert found.by_reviewer == {"Ada": 2, "Ben": 1}


def test_agreement_is_cohens_kappa(tmp_path: Path) -> None:
    words = [says("finding", f"calm {n}", "joy", id=f"f{n}", confidence=0.5) for n in range(10)]
    with store_of(tmp_path / "s", paper(2001, *words)) as store:
        for n, (one, other) in enumerate(["yy"] * 4 + ["nn"] * 3 + ["yn"] * 2 + ["ny"]):
            for by, said in (("Ada", one), ("Ben", other)):
                judge(store, iri(store, f"f{n}"), "accepted" if said == "y" else "rejected", by=by, when=NOON)
        found = agreement(store, "Ada", "Ben")
        # observed .7; by chance .6 x .5 + .4 x .5 = .5
        assert (found.shared, found.agreed, len(found.disagreements)) == (10, 7, 3)
        assert found.kappa == pytest.approx(0.4)
        with pytest.raises(BadParameter, match="Cleo"):
            agreement(store, "Ada", "Cleo")


def test_one_verdict_for_all_has_no_kappa(tmp_path: Path) -> None:
    with store_of(tmp_path / "s", RECORD) as store:
        for by in ("Ada", "Ben"):
            judge(store, iri(store, "sure"), "accepted", by=by, when=NOON)
        assert agreement(store, "Ada", "Ben").kappa is None


def test_judgements_of_two_stores_come_together(tmp_path: Path) -> None:
    with store_of(tmp_path / "one", RECORD) as one, store_of(tmp_path / "two", RECORD) as two:
        unsure, sure = iri(one, "unsure"), iri(one, "sure")
        judge(one, unsure, "accepted", by="Ada", when=NOON)
        judge(two, unsure, "rejected", by="Ben", when=NOON + timedelta(hours=1), why="no effect is meant")
        judge(one, sure, "accepted", by="Ada", when=NOON + timedelta(hours=2))
        judge(two, sure, "rejected", by="Ben", when=NOON)
        merged = merge_judgements(one, two)
        assert (merged.added, merged.known, merged.elsewhere, merged.edits) == (2, 0, 0, 0)
        assert merge_judgements(one, two).added == 0, "a second time nothing is new"
        standing = {
            str(r["s"]).rpartition("/")[2]: str(r["v"]).rpartition("#")[2]
            for r in one.query("SELECT ?s ?v WHERE { ?s <https://w3id.org/engagement-kg/ontology#standing> ?v }")
        }
        assert standing == {"unsure": "rejected", "sure": "accepted"}, "the latest counts, whosever it is"
        assert agreement(one, "Ada", "Ben").agreed == 0


def test_the_command_keeps_each_key(tmp_path: Path) -> None:
    with store_of(tmp_path / "s", RECORD):
        pass
    command = [sys.executable, "-m", "kg", "review", "next", "--by", "Ada", "-s", str(tmp_path / "s")]
    done = subprocess.run(command, input="nxsq", capture_output=True, text=True, check=True)
    assert "1 judged" in done.stderr
    assert "calm → joy (+)" in done.stdout
    with open_store(tmp_path / "s") as store:
        assert ids(store) == ["claim", "sure"], "what was skipped comes again"
        assert progress(store).rejected == 1
