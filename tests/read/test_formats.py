"""JATS, TEI, Word and Markdown: one invented paper in each, and what a hostile file may not do."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import docx
import pytest

from pipelines.errors import DamagedFile, EmptyFile, ReadError
from pipelines.read import read
from pipelines.read.docx import read_docx
from pipelines.read.jats import read_jats
from pipelines.read.markdown import find_front_matter, read_markdown
from pipelines.read.tei import read_tei
from pipelines.text import Text

PAGES = Path(__file__).parent / "pages"
NAMES = ("Marta Lindqvist", "Chidi B. Okafor")


def roles(text: Text) -> list[str]:
    return [b.role for b in text.blocks]


def test_jats() -> None:
    text = read(PAGES / "article.nxml")
    found = text.document
    assert (found.title, found.authors, found.year) == ("Shared rituals and patron devotion", NAMES, 2021)
    assert (found.venue, found.volume, found.issue) == ("Journal of Imaginary Service", "12", "4")
    assert (found.pages, found.doi, found.keywords, found.language) == (
        "311-329",
        "10.5555/jis.2021.0412",
        ("rituals", "devotion"),
        "en",
    )
    assert roles(text) == [
        *("title", "heading", "abstract", "abstract", "keywords", "heading", "paragraph", "quote", "paragraph"),
        *("heading", "paragraph", "list_item", "heading", "paragraph", "caption", "table", "heading", "back"),
        *("heading", "reference", "reference"),
    ]
    assert "Purpose: We ask how rituals shape devotion." in text.content
    assert text.tables[0].rows[1] == ("H1", "Supported")
    assert [r.title for r in text.references] == ["Singing and staying", "Devotion reconsidered"]
    assert text.references[0].doi == "10.5555/jis.2015.0602"
    assert [(c.works, c.references) for c in text.citations] == [(("Abara 2015",), (0,))]
    assert text.section_at(text.content.index("Weekly rituals")) == "Rituals"


def test_tei() -> None:
    text = read(PAGES / "article.tei.xml")
    found = text.document
    assert (found.title, found.year, found.venue) == (
        "Shared rituals and patron devotion",
        2021,
        "Journal of Imaginary Service",
    )
    assert found.authors == ("Marta Lindqvist", "Chidi B Okafor")
    assert (found.volume, found.issue, found.pages, found.doi) == ("12", "4", "311-329", "10.5555/jis.2021.0412")
    assert "## 1.1 Rituals" in text.content and "# 1 Introduction" in text.content
    assert [c.references for c in text.citations] == [(0,)]
    assert text.tables[0].caption == "Table 1 Tests of hypotheses"


def word_document() -> bytes:
    document = docx.Document()
    document.core_properties.author = "svecol"
    document.add_paragraph("Shared rituals and patron devotion", style="Title")
    document.add_paragraph("Marta Lindqvist and Chidi B. Okafor")
    document.add_heading("Abstract", 1)
    document.add_paragraph("We ask how rituals shape the devotion of patrons in community choirs.")
    document.add_paragraph("Keywords: rituals, devotion")
    bold = document.add_paragraph()
    bold.add_run("1. Introduction").bold = True
    document.add_paragraph("Patrons who sing together stay together (Abara and Lund, 2015).")
    document.add_heading("1.1 Rituals", 2)
    document.add_paragraph("Open rituals.", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(
        [c for row in table.rows for c in row.cells], ("Hypothesis", "Verdict", "H1", "Supported"), strict=True
    ):
        cell.text = words
    document.add_heading("References", 1)
    document.add_paragraph(
        "Abara, N. and Lund, P. (2015). Singing and staying. Journal of Imaginary Service, 6(2), 101–119."
    )
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_word(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(word_document())
    text = read(path)
    assert (text.document.title, text.document.authors) == ("Shared rituals and patron devotion", NAMES)
    assert text.document.keywords == ("rituals", "devotion")
    assert roles(text) == [
        *(
            "title",
            "front",
            "heading",
            "abstract",
            "keywords",
            "heading",
            "paragraph",
            "heading",
            "list_item",
            "table",
        ),
        *("heading", "reference"),
    ]
    assert text.tables[0].rows == (("Hypothesis", "Verdict"), ("H1", "Supported"))
    assert text.citations[0].references == (0,)


def test_deleted_words_of_tracked_changes_stay_out() -> None:
    data = io.BytesIO(word_document())
    changed = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(changed, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "word/document.xml":
                content = content.replace(
                    b"<w:t>Open rituals.</w:t></w:r>",
                    b"<w:t>Open </w:t></w:r><w:del><w:r><w:delText>secret</w:delText></w:r></w:del>"
                    b"<w:ins><w:r><w:t>weekly rituals.</w:t></w:r></w:ins>",
                )
            new.writestr(item, content)
    texts = [p.text for p in read_docx(Path("x.docx"), changed.getvalue()).paragraphs]
    assert "Open weekly rituals." in texts


MARKDOWN = """---
title: "Shared rituals and patron devotion"
author:
  - Marta Lindqvist
  - name: Chidi B. Okafor
date: 2021-03-15
keywords: [rituals, devotion]
---

## Abstract

We ask how *rituals* shape devotion
in community choirs.

## 1. Introduction

Patrons stay [together](https://x.example) (Abara and Lund, 2015).

> H1. Shared rituals have a **positive** effect on devotion.

- Open rituals.

| Hypothesis | Verdict   |
|------------|-----------|
| H1         | Supported |

![figure](x.png)

## References

Abara, N. and Lund, P. (2015). Singing and staying. *Journal of Imaginary Service*, 6(2), 101–119.
"""


def test_markdown(tmp_path: Path) -> None:
    path = tmp_path / "paper.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    text = read(path)
    assert text.media_type == "text/markdown"
    assert (text.document.title, text.document.authors, text.document.year) == (
        "Shared rituals and patron devotion",
        NAMES,
        2021,
    )
    assert roles(text) == [
        "heading",
        "abstract",
        "heading",
        "paragraph",
        "quote",
        "list_item",
        "table",
        "heading",
        "reference",
    ]
    assert "We ask how rituals shape devotion in community choirs." in text.content
    assert "x.example" not in text.content and "figure" not in text.content
    assert text.tables[0].rows[1] == ("H1", "Supported")
    assert text.citations[0].references == (0,)


def test_front_matter() -> None:
    assert find_front_matter("title: A: B\ndoi: 10.5555/1\nunknown: x\nkeywords:\n  - a\n  - b") == {
        "citation_title": ("A: B",),
        "citation_doi": ("10.5555/1",),
        "citation_keywords": ("a", "b"),
    }


def test_entities_do_not_grow() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE article [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        b"<article><body><p>x &b; y</p></body></article>"
    )
    assert [p.text for p in read_jats(Path("x.xml"), bomb).paragraphs] == ["x y"]


def test_nothing_is_fetched() -> None:
    outside = (
        b'<?xml version="1.0"?><!DOCTYPE article [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
        b"<article><body><p>x &e; y</p></body></article>"
    )
    assert [p.text for p in read_jats(Path("x.xml"), outside).paragraphs] == ["x y"]


@pytest.mark.parametrize(
    ("reader", "data", "error"),
    [
        (read_jats, b"<?xml version='1.0'?><article><body>", DamagedFile),
        (read_jats, b"<?xml version='1.0'?><article><front/></article>", EmptyFile),
        (read_tei, b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text/></TEI>", EmptyFile),
        (read_docx, b"PK\x03\x04 no archive", DamagedFile),
        (read_markdown, b"---\ntitle: x\n---\n", EmptyFile),
    ],
)
def test_bad_files(reader, data: bytes, error: type[Exception]) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(error, match=r"^paper: "):
        reader(Path("paper"), data)


def mutate(data: bytes, dice: random.Random) -> bytes:
    """One way of breaking a file: bytes flipped, a piece cut out, halves swapped, a piece many times over."""
    place = dice.randrange(len(data))
    kind = dice.choice(("flip", "cut", "swap", "repeat"))
    if kind == "flip":
        broken = bytearray(data)
        for _ in range(dice.randint(1, 100)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        return bytes(broken)
    if kind == "cut":
        return data[place : place + dice.randrange(len(data))]
    if kind == "swap":
        return data[place:] + data[:place]
    return data[:place] + data[place : place + 500] * 10 + data[place:]


def test_broken_files_are_read_or_refused(tmp_path: Path) -> None:
    dice = random.Random(11)
    whole = [p.read_bytes() for p in sorted(PAGES.iterdir())] + [MARKDOWN.encode(), word_document()]
    path = tmp_path / "paper"
    for _ in range(120):
        path.write_bytes(mutate(dice.choice(whole), dice))
        try:
            text = read(path)
        except ReadError:
            continue
        assert all(text.content[b.start : b.end].strip() for b in text.blocks)
