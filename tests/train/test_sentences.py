"""The training sentences, checked like code: markup, labels, no doubles, nothing taken from elsewhere."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from pipelines.train.examples import SENTENCES, own_examples, read_lines
from pipelines.train.markup import KINDS, find_pairs, parse_marks
from pipelines.train.templates import LEXICON, templated_examples, templated_row

FILES = sorted(SENTENCES.glob("*.jsonl"))


def letters(text: str) -> str:
    """The text without spaces, punctuation and case, for comparison."""
    return re.sub(r"\W", "", text.lower())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_keeps_to_the_format(path: Path) -> None:
    for number, row in enumerate(read_lines(path), 1):
        where = f"{path.name}:{number}"
        assert set(row) == {"kind", "relations", "marked"}, where
        assert row["kind"] in KINDS, where
        text, marks = parse_marks(row["marked"])
        pairs = find_pairs(marks, row["relations"])
        assert bool(marks) == bool(row["relations"]) == bool(pairs), f"{where}: marks without a relation, or reverse"
        assert not re.search(r"\[[cemw]\d?:", text), f"{where}: markup left in the text"
        assert row["kind"] != "none" or not pairs, f"{where}: says nothing, yet has a relation"
        assert row["kind"] in {"none", "hypothesis", "research_question"} or pairs, f"{where}: no relation"
        assert all(text[m.start : m.end].strip(" ,.;") == text[m.start : m.end] != "" for m in marks), where


def test_no_sentence_stands_twice() -> None:
    texts = [letters(example.text) for example in own_examples()]
    assert len(texts) == len(set(texts)) > 1000


def test_no_sentence_is_from_the_material_beside_the_project(shared: Path) -> None:
    rows = [row for path in sorted((shared / "corpus/sentences").glob("*.jsonl")) for row in read_lines(path)]
    papers = [json.loads(path.read_text()) for path in sorted((shared / "gold").glob("*.json"))]
    rows += [statement for paper in papers if isinstance(paper, dict) for statement in paper["statements"]]
    assert not {letters(row["text"]) for row in rows} & {letters(example.text) for example in own_examples()}


def test_templates_repeat_with_their_seed() -> None:
    first, again, other = (list(templated_examples(50, seed)) for seed in (1, 1, 2))
    assert first == again != other


def test_every_frame_fills() -> None:
    lexicon = json.loads(LEXICON.read_text(encoding="utf-8"))
    for frame in lexicon["frames"]:
        row = templated_row(lexicon | {"frames": [frame]}, random.Random(3))
        text, marks = parse_marks(row["marked"])
        assert not re.search(r"[{}]", text), text
        assert bool(find_pairs(marks, row["relations"])) == (frame["kind"] != "none")
