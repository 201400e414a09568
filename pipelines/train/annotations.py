"""Annotations of others' sentences, kept without their words.

    python -m pipelines.train.annotations NAME ROWS.jsonl… --pool ../shared/corpus/relations/pool.jsonl

A row of ``annotations/NAME.jsonl`` has the sentence's id in the pool, its number of characters, and for every end the
half-open characters of each run of its words; the words are read from the pool, beside the project, at training time.
The command makes such rows from annotations in words (ends as worded, parts that stand apart joined by " … ").
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipelines.train.examples import End, Example, Link, locate_link, paper_of, read_lines

ANNOTATIONS = Path(__file__).parent / "annotations"
_log = logging.getLogger(__name__)


class PoolChanged(ValueError):
    """The pool's sentence is not the one that was annotated."""


def read_annotations(pool: Path, folder: Path = ANNOTATIONS) -> Iterator[Example]:
    """Every annotated sentence of the pool. Raises PoolChanged where the pool has other words than were annotated."""
    words = read_words_of(pool)
    for path in sorted(folder.glob("*.jsonl")):
        for row in read_lines(path):
            yield _example(row, words.get(row["id"], ""))


def read_words_of(pool: Path) -> dict[str, str]:
    """The pool's sentences by id."""
    return {row["id"]: row["text"] for row in read_lines(pool)}


def _example(row: Mapping[str, Any], text: str) -> Example:
    if len(text) != row["length"]:
        raise PoolChanged(f"{row['id']} has {len(text)} characters in the pool, {row['length']} when annotated")
    return Example(
        text=text,
        document=paper_of(row["id"]),
        kinds=frozenset({row["kind"]}),
        relational=bool(row["relations"]),
        links=tuple(map(_link, row["relations"])),
    )


def _link(relation: Mapping[str, Any]) -> Link:
    return Link(
        source=_end(relation["source"]),
        target=_end(relation["target"]),
        types=frozenset({relation["type"]}),
        sign=relation["sign"] or "?",
        mediators=tuple(map(_end, relation["mediators"])),
        moderators=tuple(map(_end, relation["moderators"])),
    )


def _end(runs: Sequence[Sequence[int]]) -> End:
    return tuple((start, stop) for start, stop in runs)


def without_words(rows: Iterable[Mapping[str, Any]], words: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Annotations in words as rows of the store; what does not fit the pool is left out and logged."""
    for row in rows:
        text = words.get(row["id"], "")
        links = [locate_link(text, relation) for relation in row["relations"]]
        if not text or None in links:
            _log.warning("left out: %s, %s", row["id"], "an end is not in the sentence" if text else "not in the pool")
            continue
        relations = [_placed(*each) for each in zip(row["relations"], links, strict=True)]
        labels = {name: bool(row.get(name)) for name in ("negated", "hedged")}
        yield {"id": row["id"], "length": len(text), "kind": row["kind"], "relations": relations, **labels}


def _placed(relation: Mapping[str, Any], link: Link | None) -> dict[str, Any]:
    assert link is not None
    ends = {"source": link.source, "target": link.target, "mediators": link.mediators, "moderators": link.moderators}
    return {"type": relation["type"], **ends, "sign": relation.get("sign")}


def main() -> None:
    """Parse, place, write."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.train.annotations", description=__doc__)
    parser.add_argument("name", help="of the file in the store")
    parser.add_argument("rows", type=Path, nargs="+")
    parser.add_argument("--pool", type=Path, required=True)
    options = parser.parse_args()
    rows = (row for path in options.rows for row in read_lines(path))
    found = {row["id"]: row for row in without_words(rows, read_words_of(options.pool))}
    lines = [json.dumps(row, ensure_ascii=False) for _, row in sorted(found.items())]
    ANNOTATIONS.mkdir(exist_ok=True)
    (ANNOTATIONS / f"{options.name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
