"""Reading: any paper as clean text. ``read`` is the door; the bytes decide which reader opens the file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from pipelines.choices import Engine, Recognition
from pipelines.errors import UnknownFormat
from pipelines.read.completion import complete
from pipelines.read.docx import read_docx
from pipelines.read.html import read_html
from pipelines.read.jats import read_jats
from pipelines.read.library import Library, read_library
from pipelines.read.markdown import read_markdown
from pipelines.read.paragraph import Draft, MediaType, Paragraph
from pipelines.read.pdf import read_pdf
from pipelines.read.plain import read_plain
from pipelines.read.sniff import DOCX, media_type
from pipelines.read.tei import read_tei
from pipelines.read.worker import read_safely
from pipelines.text import Text

__all__ = ["Draft", "Engine", "Library", "Paragraph", "Recognition", "read", "read_library", "read_safely"]

# Who reads what; PDFs are opened apart from these, with an engine.
READERS: Mapping[MediaType, Callable[[Path, bytes], Draft]] = {
    "application/jats+xml": read_jats,
    "application/tei+xml": read_tei,
    DOCX: read_docx,
    "text/html": read_html,
    "text/markdown": read_markdown,
    "text/plain": read_plain,
}


def read(
    path: Path, *, pdf_engine: Engine = "pdfminer", ocr: Recognition = "auto", library: Library | None = None
) -> Text:
    """The paper as clean text with structure, metadata and references.

    ``library`` is a reference manager's file (``read_library``); what it says of the paper is trusted most.
    ``ocr="off"`` leaves pages that are pictures unread even where Tesseract is installed.

    Raises:
        EmptyFile, UnknownFormat, DamagedFile, EncryptedFile, NoTextLayer: one line with the file and the remedy.
        OSError: the file cannot be opened.
    """
    data = path.read_bytes()
    draft = read_draft(path, data, pdf_engine=pdf_engine, ocr=ocr)
    return complete(draft, name=_printable(path.name), sha256=hashlib.sha256(data).hexdigest(), library=library)


def _printable(name: str) -> str:
    """A file's name as Unicode: names in other encodings come from the system as halves of surrogate pairs."""
    return os.fsencode(name).decode("utf-8", "replace")


def read_draft(path: Path, data: bytes, *, pdf_engine: Engine = "pdfminer", ocr: Recognition = "auto") -> Draft:
    """The file's paragraphs, by the reader that its bytes ask for. Raises as ``read``."""
    kind = media_type(data, path)
    if kind == "application/pdf":
        return read_pdf(path, data, engine=pdf_engine, recognition=ocr)
    if kind not in READERS:
        raise UnknownFormat(f"{path}: {kind} is not read yet; convert it to PDF, HTML or plain text")
    return READERS[kind](path, data)
