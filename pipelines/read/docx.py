"""Word documents: paragraphs and tables in the order of the body, with the roles that their styles name."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

from pipelines.errors import DamagedFile, EmptyFile, TooCostly
from pipelines.read.numbering import Numbering, W
from pipelines.read.paragraph import Draft, Paragraph
from pipelines.read.pieces import tidy
from pipelines.read.sections import assign_roles, heading_level, is_caption, section_role
from pipelines.text import Role

# What the archive, its XML and python-docx raise when parts are missing or bytes are not in order.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OpcError,
    etree.XMLSyntaxError,
    EOFError,
    KeyError,
    NotImplementedError,
    ValueError,
)
LARGEST = 300_000_000  # bytes that a document may unpack to
LONGEST_HEADING = 16  # words
STYLES: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"^title$", re.IGNORECASE), "title"),
    (re.compile(r"caption", re.IGNORECASE), "caption"),
    (re.compile(r"^list|bullet|numbered", re.IGNORECASE), "list_item"),
    (re.compile(r"quot", re.IGNORECASE), "quote"),
    (re.compile(r"abstract", re.IGNORECASE), "abstract"),
    (re.compile(r"keyword", re.IGNORECASE), "keywords"),
    (re.compile(r"bibliography|reference", re.IGNORECASE), "reference"),
    (re.compile(r"author|affiliation", re.IGNORECASE), "front"),
    (re.compile(r"footnote|endnote", re.IGNORECASE), "footnote"),
)
# Words that count: not those that tracked changes deleted, nor the stand-ins of drawings for old programs.
TEXT = (
    ".//*[local-name()='t' or local-name()='tab' or local-name()='br' or local-name()='cr'"
    " or local-name()='noBreakHyphen']"
    "[not(ancestor::*[local-name()='del' or local-name()='Fallback'])]"
)
MARKS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}


def read_docx(path: Path, data: bytes) -> Draft:
    """The draft of a Word document.

    Raises:
        DamagedFile: the archive is not in order.
        TooCostly: it would unpack to far more than a paper holds.
        EmptyFile: there are no words in it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(item.file_size for item in archive.infolist())
        if size > LARGEST:
            raise TooCostly(f"{path}: unpacks to {size // 1_000_000} MB; save the document without its media")
        document = docx.Document(io.BytesIO(data))
    except BROKEN as exc:
        raise DamagedFile(f"{path}: the document is not in order ({exc}); save it again") from exc
    open_controls(document.element.body)
    numbering = Numbering(document)
    paragraphs = [p for block in document.iter_inner_content() for p in _block(block, numbering) if p.text]
    if not paragraphs:
        raise EmptyFile(f"{path}: there are no words in the document")
    return Draft(
        paragraphs=tuple(assign_roles(_with_title(paragraphs))),
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        facts=_facts(document.core_properties),
    )


def open_controls(body: Any) -> None:
    """Put what stands in content controls (citations and bibliographies of reference managers) where these stand."""
    for control in reversed(list(body.iter(f"{W}sdt"))):
        content = control.find(f"{W}sdtContent")
        for child in [] if content is None else list(content):
            control.addprevious(child)
        control.getparent().remove(control)


def _facts(properties: Any) -> dict[str, tuple[str, ...]]:
    facts = {
        "title": properties.title,
        "author": properties.author,
        "keywords": properties.keywords,
        "dc.language": properties.language,
    }
    return {name: (value,) for name, value in facts.items() if value and value != "python-docx"}


def _block(block: WordParagraph | Table, numbering: Numbering) -> Iterator[Paragraph]:
    if isinstance(block, Table):
        yield from _table(block)
        return
    text = tidy("".join(MARKS.get(node.tag.rpartition("}")[2], node.text or "") for node in block._p.xpath(TEXT)))
    if text and (label := numbering.label(block._p)):
        text = f"{label} {text}"
    style = block.style.name or "" if block.style is not None else ""
    level = re.search(r"heading\s*(\d)", style, re.IGNORECASE)
    if level or (style.lower() in {"heading", "subtitle"} and len(text.split()) <= LONGEST_HEADING):
        yield Paragraph(text=text, role="heading", level=heading_level(text) or (int(level[1]) if level else 1))
        return
    role: Role = next((role for pattern, role in STYLES if pattern.search(style)), "paragraph")
    if role == "paragraph" and _is_heading(block, text):
        yield Paragraph(text=text, role="heading", level=heading_level(text) or 1)
    elif role == "paragraph" and block._p.xpath("./w:pPr/w:numPr"):
        yield Paragraph(text=text, role="list_item")
    else:
        yield Paragraph(text=text, role=role, level=1 if role == "title" else None)


def _is_heading(block: WordParagraph, text: str) -> bool:
    """Whether a paragraph in the body's style is a heading: bold throughout and short, or a part's known name."""
    short = 0 < len(text.split()) <= LONGEST_HEADING and not re.search(r"[.:;,]$", text) and not is_caption(text)
    runs = [run for run in block.runs if run.text.strip()]
    return short and (section_role(text) is not None or (bool(runs) and all(run.bold for run in runs)))


def _table(table: Table) -> Iterator[Paragraph]:
    rows = tuple(tuple(tidy(cell.text) for cell in row.cells) for row in table.rows)
    text = " || ".join(" | ".join(cell for cell in row if cell) for row in rows)
    if len(rows) == 1 and len(set(rows[0])) == 1:
        yield Paragraph(text=rows[0][0])
    elif text.strip(" |"):
        yield Paragraph(text=text, role="table", rows=rows)


def _with_title(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Without a paragraph in the style "Title", the first short paragraph is the title; front matter follows it."""
    place = next((i for i, p in enumerate(paragraphs) if p.role == "title"), None)
    if place is None:
        place = next(
            (
                i
                for i, p in enumerate(paragraphs[:5])
                if 3 <= len(p.text.split()) <= 30 and section_role(p.text) is None
            ),
            None,
        )
    found = list(paragraphs)
    if place is None:
        return found
    found[place] = Paragraph(text=paragraphs[place].text, role="title", level=1)
    for i in range(place + 1, len(found)):
        if (found[i].role == "heading" and section_role(found[i].text) is not None) or len(found[i].text.split()) > 30:
            break
        if found[i].role in {"paragraph", "heading"} and not re.match(r"key ?words", found[i].text, re.IGNORECASE):
            found[i] = Paragraph(text=found[i].text, role="front")
    return found
