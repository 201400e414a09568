"""The sample papers, typeset in several layouts and read back: headings, tables, entries, abstract, authors."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from pipelines.read import Engine, read
from pipelines.text import Text
from tests.samples.layouts import LAYOUTS as UNUSUAL
from tests.samples.markup import Source, words
from tests.samples.typeset import footnoted, numbered_lines, read_source, two_columns

# The least share of a paper's table cells that come back whole; in narrow columns of one, words break in the cells.
CELLS = {"repair-communities": 0.95, "engagement-turns": 0.6, "bicycle-workshop": 0.95}
LAYOUTS = {"two columns": two_columns, "numbered lines": numbered_lines, "footnoted": footnoted, **UNUSUAL}


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKC", text).lower())


def heading(words: str) -> str:
    """A heading's words without its number, which one of the layouts adds."""
    return plain(re.sub(r"^\d[\d.]*\s+(?=[A-Z])", "", words))


def blocks(text: Text, role: str) -> list[str]:
    return [plain(text.content[b.start : b.end]) for b in text.blocks if b.role == role]


def missing_cells(source: Source, text: Text) -> tuple[int, int]:
    """How many cells of the paper's tables are no cell of a table that was read, and how many there are."""
    wanted = [
        plain(re.sub(r"\*+", "", cell))
        for element in source.elements
        if element.kind in {"table", "wide"}
        for row in element.rows
        for cell in row
        if cell
    ]
    found = {plain(cell) for table in text.tables for row in table.rows for cell in row}
    return sum(cell not in found for cell in wanted), len(wanted)


CASES = [(stem, layout, "pdfium") for stem in CELLS for layout in LAYOUTS]
CASES += [("engagement-turns", layout, "pdfminer") for layout in UNUSUAL]


@pytest.mark.parametrize(("stem", "layout", "engine"), CASES)
def test_a_sample_comes_back_in_its_parts(stem: str, layout: str, engine: Engine, tmp_path: Path) -> None:
    source = read_source(stem)
    path = tmp_path / "paper.pdf"
    path.write_bytes(LAYOUTS[layout](source))
    text = read(path, pdf_engine=engine, ocr="off")
    headings = [heading(words(e)) for e in source.elements if e.kind == "heading"]
    found = [
        heading(text.content[b.start : b.end].lstrip("# ")) for b in text.blocks if b.role in {"heading", "title"}
    ]
    assert sum(h not in found for h in headings) <= 0.1 * len(headings)
    assert plain(text.document.title or "") == plain(source.get("title"))
    assert len(text.document.authors) == len(source.parts("author"))
    assert plain(text.abstract or "") == plain(source.get("abstract"))
    assert len(blocks(text, "reference")) == sum(e.kind == "reference" for e in source.elements)
    statements = [plain(words(e)) for e in source.elements if e.kind == "statement"]
    running = [*blocks(text, "paragraph"), *blocks(text, "list_item"), *blocks(text, "quote")]
    assert [s for s in statements if not any(s in block for block in running)] == []
    missing, count = missing_cells(source, text)
    assert missing <= (1 - CELLS[stem]) * count


def test_a_drop_capital_and_a_box_of_keywords_are_read(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(LAYOUTS["boxed"](read_source("engagement-turns")))
    text = read(path)
    assert any(paragraph.startswith("inthespringof2018") for paragraph in blocks(text, "paragraph"))
    assert text.document.keywords == tuple(
        k.strip() for k in read_source("engagement-turns").get("keywords").split(";")
    )
