"""Real and typeset papers: every one is read, both engines agree, known statements come out whole."""

from __future__ import annotations

import difflib
import json
import re
import sys
import unicodedata
from pathlib import Path

import pytest

from pipelines.errors import NoTextLayer
from pipelines.read import Engine, ocr, read
from pipelines.text import Text

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "samples"))

from markup import parse
from typeset import footnoted, numbered_lines, two_columns

SCAN = "ss98jbe"
LAYOUTS = {"two columns": two_columns, "numbered lines": numbered_lines, "footnoted": footnoted}


@pytest.fixture(scope="module")
def papers(shared: Path) -> dict[str, Text]:
    """The corpus as read by the default engine, scans left out."""
    found = {}
    for path in sorted((shared / "corpus" / "pdf").glob("*.pdf")):
        try:
            found[path.stem] = read(path, ocr="off")
        except NoTextLayer:
            assert path.stem == SCAN
    return found


def plain(words: str) -> str:
    """Words without case, spaces and marks, to find a statement whatever quotes and dashes it is set with."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKC", words).lower())


def tokens(words: str) -> list[str]:
    return [w for w in (re.sub(r"^\W+|\W+$", "", w) for w in unicodedata.normalize("NFKC", words).split()) if w]


def share(wanted: list[str], got: list[str]) -> float:
    """The part of the wanted words that comes in their order."""
    matcher = difflib.SequenceMatcher(None, wanted, got, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / max(1, len(wanted))


def test_known_hypotheses_are_whole(papers: dict[str, Text], shared: Path) -> None:
    missing, count = [], 0
    for stem, text in papers.items():
        lines = [plain(line) for line in text.content.splitlines()]
        for statement in json.loads((shared / "gold" / f"{stem}.json").read_text())["statements"]:
            if statement["kind"] in {"hypothesis", "proposition"}:
                count += 1
                if not any(plain(statement["text"]) in line for line in lines):
                    missing.append((stem, statement["label"]))
    assert len(missing) <= 0.03 * count, missing


def test_bibliographies_are_cut_into_their_entries(papers: dict[str, Text], shared: Path) -> None:
    for stem, text in papers.items():
        wanted = json.loads((shared / "gold" / f"{stem}.json").read_text()).get("reference_count")
        found = sum(block.role == "reference" for block in text.blocks)
        assert wanted is None or abs(found - wanted) <= max(2, 0.15 * wanted), stem


def test_offsets_pages_and_fragments_hold_together(papers: dict[str, Text]) -> None:
    for stem, text in papers.items():
        assert [text.content[b.start : b.end] for b in text.blocks] == [
            line for line in text.content.splitlines() if line.strip("\f")
        ], stem
        starts = [f.start for f in text.fragments]
        assert starts == sorted(starts), stem
        assert all(0 <= f.start < f.end <= len(text.content) for f in text.fragments), stem
        assert all(text.page_at(f.start) == f.box.page for f in text.fragments), stem


def test_both_engines_give_the_same_words(papers: dict[str, Text], shared: Path) -> None:
    same = total = 0.0
    for stem in ("S219", "bs05jams", "cg05smj", "ces06ee", "HO17AS"):
        ours = papers[stem].content.split()
        other = read(shared / "corpus" / "pdf" / f"{stem}.pdf", pdf_engine="pdfium", ocr="off").content.split()
        longer = max(len(ours), len(other))
        same += share(ours, other) * len(ours)
        total += longer
    assert same >= 0.99 * total


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_known_text_survives_three_layouts(shared: Path, tmp_path: Path, layout: str, engine: Engine) -> None:
    source = parse((shared / "gold" / "seed-003.clean.txt").read_text(encoding="utf-8"), markup=False)
    path = tmp_path / "typeset.pdf"
    path.write_bytes(LAYOUTS[layout](source))
    wanted = tokens("\n".join(element.text for element in source.elements))
    got = tokens(read(path, pdf_engine=engine).content)
    assert share(wanted, got) >= 0.985
    assert share(got, wanted) >= 0.985


@pytest.mark.slow
@pytest.mark.skipif(not ocr.available(), reason="needs Tesseract (apt-get install tesseract-ocr)")
def test_a_scan_is_recognised(shared: Path) -> None:
    text = read(shared / "corpus" / "pdf" / f"{SCAN}.pdf")
    gold = json.loads((shared / "gold" / f"{SCAN}.json").read_text())["statements"]
    lines = [plain(line) for line in text.content.splitlines()]
    found = [s for s in gold if any(plain(s["text"])[:60] in line for line in lines)]
    assert len(found) >= 0.6 * len(gold)
    assert text.page_at(len(text.content) - 2) == 10
