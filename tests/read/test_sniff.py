"""The bytes decide which reader opens a file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pipelines.errors import DamagedFile, EmptyFile, UnknownFormat
from pipelines.read.sniff import DOCX, media_type

HERE = Path("paper.pdf")


def archive(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as folder:
        folder.writestr(name, "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\n\n%PDF-1.4\n", "application/pdf"),
        (b"<!DOCTYPE html><html><body><p>x</p></body></html>", "text/html"),
        (b"<HTML><BODY>x", "text/html"),
        (
            b"<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x'>"
            b"<html xmlns='http://www.w3.org/1999/xhtml'>",
            "text/html",
        ),
        (b"<div><p>A saved part of a page.</p></div>", "text/html"),
        (b"<?xml version='1.0'?><article article-type='research-article'><front/></article>", "application/jats+xml"),
        (b"<?xml version='1.0'?><TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/></TEI>", "application/tei+xml"),
        (b"# Choirs\n\nText.\n\n## Method\n\n- one\n- two\n", "text/markdown"),
        (b"---\ntitle: Choirs\n---\n# Choirs\n\n- one\n", "text/markdown"),
        (b"Choirs\n\nPatrons return because they belong.\n", "text/plain"),
        (b"a < b and <i>c</i>\n", "text/plain"),
        (b"\xff\xfeC\x00h\x00o\x00i\x00r\x00s\x00", "text/plain"),
    ],
)
def test_media_type(data: bytes, kind: str) -> None:
    assert media_type(data, HERE) == kind


def test_word_document() -> None:
    assert media_type(archive("word/document.xml"), HERE) == DOCX


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFile),
        (b" \n\t\n", EmptyFile),
        (b"\x89PNG\r\n\x1a\n\0\0", UnknownFormat),
        (b"\0\1\2\3\4\5" * 50, UnknownFormat),
        (archive("x/y.txt"), UnknownFormat),
        (archive("word/document.xml")[:40], DamagedFile),
    ],
    ids=lambda value: str(len(value)) if isinstance(value, bytes) else value.__name__,  # an archive holds the time
)
def test_what_no_reader_knows(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"paper\.pdf: .+"):
        media_type(data, HERE)
