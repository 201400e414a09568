"""Annotations of the pool are kept without words, and come back with them."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from pipelines.train.annotations import ANNOTATIONS, PoolChanged, read_annotations, read_words_of, without_words

POOL = {"p-1-1": "Moral and legal duties reduce fraud.", "p-1-2": "Rain fell."}
ROW = {
    "id": "p-1-1",
    "kind": "claim",
    "negated": False,
    "hedged": True,
    "relations": [
        {
            "type": "causal",
            "source": "Moral … duties",
            "target": "fraud",
            "sign": "-",
            "mediators": [],
            "moderators": ["legal"],
        }
    ],
}


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_there_and_back(tmp_path: Path) -> None:
    kept = list(without_words([ROW, {"id": "p-1-2", "kind": "none", "relations": []}], POOL))
    assert not any(word in json.dumps(kept) for word in ("Moral", "duties", "fraud", "legal"))
    write(tmp_path / "one.jsonl", kept)
    pool = write(tmp_path / "pool", [{"id": name, "text": text} for name, text in POOL.items()])
    told, silent = read_annotations(pool, tmp_path)
    (link,) = told.links or ()
    words = [told.text[slice(*run)] for end in (link.source, link.target, *link.moderators) for run in end]
    assert (words, link.sign, link.types) == (["Moral", "duties", "fraud", "legal"], "-", {"causal"})
    assert (told.document, silent.relational, silent.links) == ("p-1", False, ())


def test_what_does_not_fit_is_left_out_and_told(caplog: pytest.LogCaptureFixture) -> None:
    stray = {**ROW, "relations": [{**ROW["relations"][0], "source": "weather systems"}]}  # type: ignore[index, dict-item]
    with caplog.at_level(logging.WARNING):
        assert list(without_words([stray, {**ROW, "id": "p-9-9"}], POOL)) == []
    assert len(caplog.records) == 2


def test_another_pool_is_noticed(tmp_path: Path) -> None:
    write(tmp_path / "one.jsonl", list(without_words([ROW], POOL)))
    pool = write(tmp_path / "pool", [{"id": "p-1-1", "text": "Moral and legal duties cut fraud."}])
    with pytest.raises(PoolChanged, match="p-1-1"):
        list(read_annotations(pool, tmp_path))


def test_the_store_fits_the_pool(shared: Path) -> None:
    pool = shared / "corpus/relations/pool.jsonl"
    read = list(read_annotations(pool))
    known = set(read_words_of(pool).values())
    assert len(read) == sum(len(path.read_text().splitlines()) for path in ANNOTATIONS.glob("*.jsonl"))
    assert all(example.text in known for example in read)
