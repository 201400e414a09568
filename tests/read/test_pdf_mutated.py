"""Hostile input: PDFs with bytes flipped, cut off, doubled and swapped are read or refused, never more than that."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.errors import ReadError, TooCostly
from pipelines.read import Engine, read_safely

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "samples"))

from markup import parse
from typeset import numbered_lines, two_columns

SENTENCE = (
    "Trust in the host firm has a positive effect on customer engagement in each of the communities that we saw."
)
PAPER = "\n".join(["# Trust and repair", "## Introduction", SENTENCE * 9, "## Method", SENTENCE * 9, SENTENCE * 5])
SEED, ROUNDS, SECONDS, MEGABYTES = 20261122, 200, 20, 512


def mutations(data: bytes, chance: random.Random) -> Iterator[bytes]:
    """Endless broken versions of a file, in five ways by turns."""
    while True:
        broken = bytearray(data)
        for _ in range(chance.choice((1, 5, 50, 500))):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        yield bytes(broken)
        yield data[: chance.randrange(len(data))]
        first, second = sorted(chance.randrange(len(data)) for _ in range(2))
        yield data[:first] + data[second:]
        objects = re.findall(rb"\d+ 0 obj.*?endobj", data, re.S)
        one, other = chance.sample(objects, 2)
        yield data.replace(one, other)
        numbers = [m.span() for m in re.finditer(rb"\d+", data[: len(data)])][:4000]
        start, end = chance.choice(numbers)
        yield data[:start] + str(chance.choice((0, -1, 2**31, 99999))).encode() + data[end:]


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
def test_broken_files_are_read_or_refused(tmp_path: Path, engine: Engine) -> None:
    chance = random.Random(SEED)
    path = tmp_path / "broken.pdf"
    sources = [mutations(layout(parse(PAPER, markup=False)), chance) for layout in (two_columns, numbered_lines)]
    outcomes = {"read": 0, "refused": 0}
    for place in range(ROUNDS):
        path.write_bytes(next(sources[place % len(sources)]))
        try:
            read_safely(path, seconds=SECONDS, megabytes=MEGABYTES, pdf_engine=engine, ocr="off")
            outcomes["read"] += 1
        except ReadError as exc:
            assert str(path) in str(exc) and "\n" not in str(exc)
            assert not isinstance(exc, TooCostly) and "came down" not in str(exc), place
            outcomes["refused"] += 1
    assert min(outcomes.values()) > 0.1 * ROUNDS, outcomes
