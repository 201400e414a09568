"""Reading: any paper as clean text. ``read`` is the door; the bytes decide which reader opens the file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipelines.errors import EmptyFile, UnknownFormat
from pipelines.read.assemble import assemble
from pipelines.read.paragraph import Draft, Paragraph
from pipelines.read.pdf import Engine, read_pdf
from pipelines.record import Document
from pipelines.text import Text

__all__ = ["Draft", "Engine", "Paragraph", "read"]


def read(path: Path, *, pdf_engine: Engine = "pdfminer") -> Text:
    """The paper as clean text with structure, metadata and references.

    Raises:
        EmptyFile, UnknownFormat, DamagedFile, EncryptedFile, NoTextLayer: one line with the file and the remedy.
        OSError: the file cannot be opened.
    """
    data = path.read_bytes()
    if not data.strip():
        raise EmptyFile(f"{path}: the file is empty; fetch it again")
    if b"%PDF-" in data[:1024]:
        draft = read_pdf(path, data, engine=pdf_engine)
    else:
        raise UnknownFormat(f"{path}: no reader knows this file")
    document = draft.document or Document(source=path.name)
    return assemble(
        draft.paragraphs,
        document=document,
        references=draft.references or (),
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=draft.media_type,
    )
