"""Which reader opens a file: its bytes decide, the name never does.

Signatures first (PDF, ZIP with a Word document inside), then the root element of markup, then how a text is written.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from pipelines.errors import DamagedFile, EmptyFile, UnknownFormat
from pipelines.read.paragraph import MediaType

HEAD = 4096  # bytes in which a format shows itself
DOCX: MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
FRAGMENT = re.compile(rb"^\s*<(?:article|div|h1|main|p|section)[\s>]", re.IGNORECASE)
JATS = re.compile(rb"<(?:\w+:)?article[\s>]|<!doctype\s+article|-//NLM//DTD|JATS-")
TEI = re.compile(rb"<(?:\w+:)?TEI(?:\.2|Corpus)?[\s>]|http://www\.tei-c\.org/ns/1\.0")
SIGNATURES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "an RTF document",
    b"%!PS": "a PostScript file",
}
REMEDY = "convert it to PDF, HTML, DOCX, JATS or TEI XML, Markdown or plain text"
MARKDOWN = re.compile(
    rb"^(?:---\r?\n(?:[\w-]+:.*\r?\n)+?---\r?\n|#{1,6} \S|[-*+] \S|\|.+\||\[[^\]]+\]: \S|```|> \S)", re.MULTILINE
)
MESSY = re.compile(rb"^\s*\d{1,3}\s*$", re.MULTILINE)


def media_type(data: bytes, path: Path) -> MediaType:
    """The media type of a file's bytes; ``path`` is for messages only.

    Raises:
        EmptyFile: there are no bytes, or only white space.
        DamagedFile: a ZIP archive that breaks off.
        UnknownFormat: no reader knows these bytes.
    """
    if not data.strip(b" \t\r\n\f\0\xef\xbb\xbf"):
        raise EmptyFile(f"{path}: the file is empty; give a paper")
    head = data[:HEAD]
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head.startswith(b"PK"):
        return _inside_zip(data, path)
    for signature, kind in SIGNATURES.items():
        if head.startswith(signature):
            raise UnknownFormat(f"{path}: this is {kind}; {REMEDY}")
    if _is_binary(head):
        raise UnknownFormat(f"{path}: no reader knows these bytes; {REMEDY}")
    return _markup_type(head) or _text_type(data)


def _inside_zip(data: bytes, path: Path) -> MediaType:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as exc:
        raise DamagedFile(f"{path}: the archive breaks off ({exc}); get the file again") from exc
    if "word/document.xml" in names:
        return DOCX
    raise UnknownFormat(f"{path}: a ZIP archive without a Word document; unpack it, and give its files")


def _markup_type(head: bytes) -> MediaType | None:
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if TEI.search(head) and begin.startswith(b"<"):
        return "application/tei+xml"
    if (HTML.search(head) and not begin.startswith(b"<?xml")) or (
        begin.startswith(b"<?xml") and b"xhtml" in head.lower()
    ):
        return "text/html"
    if (
        begin.startswith(b"<")
        and JATS.search(head)
        and (begin.startswith((b"<?xml", b"<!DOCTYPE")) or b"<front" in head)
    ):
        return "application/jats+xml"
    return "text/html" if HTML.search(head) or FRAGMENT.match(begin) else None


def _text_type(data: bytes) -> MediaType:
    """Markdown that a person or a clean converter wrote; what conversions scattered numbers through is plain text."""
    marks = len(MARKDOWN.findall(data))
    headings = len(re.findall(rb"^#{1,6} \S", data, re.MULTILINE)) + (2 if data.startswith(b"---\n") else 0)
    if headings >= 2 and marks >= 3 and len(MESSY.findall(data)) < 10:
        return "text/markdown"
    return "text/plain"


def _is_binary(head: bytes) -> bool:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    control = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\x0b\x1b\x08")
    return b"\0" in head or control > len(head) // 50
