"""Makes files that a reader of papers must survive: bad, hostile and merely odd ones.

``make_stress(folder)`` writes them all and returns their paths by name; nothing of it is committed. The readable ones
hold ``SENTENCES``, one paragraph each; what else a file holds, and what to make of it, stands at its maker.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas

SENTENCES = (
    "Customer engagement increases the loyalty of members who identify with their community.",
    "We hypothesise that shared repair strengthens trust, and that trust reduces the wish to replace a product.",
    "Value co-creation depends on the responsiveness of the firm more than on its generosity.",
)
HIDDEN = "This hidden draft claims that loyalty decreases engagement."
PASSWORD = "open sesame"
Maker = Callable[[], bytes]


def make_stress(folder: Path) -> dict[str, Path]:
    """Write every file into ``folder`` and return the paths by name (the function's name without ``make_``)."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {}
    for name, (make, suffix) in MAKERS.items():
        paths[name] = folder / f"{name}{suffix}"
        paths[name].write_bytes(make())
    return paths


def make_plain() -> bytes:
    """An ordinary PDF, to compare the others with."""
    return _print(_write)


def make_empty() -> bytes:
    """No bytes at all."""
    return b""


def make_text_named_pdf() -> bytes:
    """Plain text under a PDF's name: to be read as what it is, or refused by name."""
    return "\n\n".join(SENTENCES).encode()


def make_page_named_pdf() -> bytes:
    """A web page under a PDF's name, as download scripts leave it when they meet a sign-in form."""
    paragraphs = "".join(f"<p>{s}</p>" for s in SENTENCES)
    return f"<!DOCTYPE html><html><head><title>Sign in</title></head><body>{paragraphs}</body></html>".encode()


def make_encrypted() -> bytes:
    """A PDF that wants ``PASSWORD``: to be refused with that reason."""
    return _print(_write, encrypt=StandardEncryption(PASSWORD, ownerPassword="owner", strength=128))


def make_restricted() -> bytes:
    """A PDF with an owner's password alone, as publishers send them: opens without one, and is to be read."""
    return _print(_write, encrypt=StandardEncryption("", ownerPassword="owner", canCopy=1, strength=128))


def make_truncated() -> bytes:
    """A download that broke off in the middle of the page: header and some objects, no table of them."""
    whole = make_plain()
    return whole[: len(whole) * 45 // 100]


def make_blank() -> bytes:
    """Two pages with nothing on them."""
    return _print(lambda canvas: canvas.showPage() or canvas.drawString(0, 0, ""))


def make_scan() -> bytes:
    """A picture of a page without any text layer: to be read by OCR, or refused with that remedy."""
    with pypdfium2.PdfDocument(make_plain()) as pdf:
        picture = pdf[0].render(scale=150 / 72).to_pil().convert("L")
    return _print(lambda canvas: canvas.drawImage(ImageReader(picture), 0, 0, *A4))


def make_in_form() -> bytes:
    """All text inside a Form XObject, where pdfminer's defaults do not look."""

    def write(canvas: Canvas) -> None:
        canvas.beginForm("page")
        _write(canvas)
        canvas.endForm()
        canvas.doForm("page")

    return _print(write)


def make_doubled() -> bytes:
    """A second, invisible text layer with other words (``HIDDEN``) on the lines of the first."""

    def write(canvas: Canvas) -> None:
        _write(canvas)
        words = canvas.beginText(72, 759)
        words.setTextRenderMode(3)
        words.setFont("Times-Roman", 11)
        for _ in range(6):
            words.textLine(HIDDEN)
        canvas.drawText(words)

    return _print(write)


def make_twice() -> bytes:
    """The same words printed twice, a hair apart, as some programs make bold: to be read once."""

    def write(canvas: Canvas) -> None:
        _write(canvas)
        canvas.translate(0.25, 0)
        _write(canvas)

    return _print(write)


def make_spaced_capitals() -> bytes:
    """A heading in letter-spaced capitals, once by character spacing, once by spaces: ``THE ROLE OF TRUST``."""

    def write(canvas: Canvas) -> None:
        words = canvas.beginText(72, 790)
        words.setFont("Times-Bold", 12)
        words.setCharSpace(4)
        words.textLine("THE ROLE OF TRUST")
        canvas.drawText(words)
        _write(canvas)
        canvas.setFont("Times-Bold", 12)
        canvas.drawString(72, 500, "T H E   R O L E   O F   T R U S T")

    return _print(write)


def make_watermarked() -> bytes:
    """Two pages, each with ``DRAFT COPY`` in large grey letters across the words."""

    def write(canvas: Canvas) -> None:
        for page in range(2):
            canvas.saveState()
            canvas.setFillGray(0.85)
            canvas.setFont("Helvetica-Bold", 80)
            canvas.translate(120, 250)
            canvas.rotate(50)
            canvas.drawString(0, 0, "DRAFT COPY")
            canvas.restoreState()
            _write(canvas, sentences=SENTENCES[page : page + 1])
            canvas.showPage()

    return _print(write)


def make_rotated() -> bytes:
    """A page that was scanned or set upside down and turned by its ``/Rotate`` entry."""

    def write(canvas: Canvas) -> None:
        canvas.setPageRotation(180)
        canvas.translate(*A4)
        canvas.rotate(180)
        _write(canvas)

    return _print(write)


def make_off_page() -> bytes:
    """Lines that run off the right edge, as under the OCR layers of libraries: no word is to be lost."""

    def write(canvas: Canvas) -> None:
        canvas.setPageSize((330, 842))
        canvas.setFont("Times-Roman", 11)
        for n, sentence in enumerate(SENTENCES):
            canvas.drawString(40, 760 - 30 * n, sentence)

    return _print(write)


def make_bomb() -> bytes:
    """A page whose content unpacks from some 60 kB to 60 MB of spaces: to be stopped or survived, not swallowed."""
    stream = zlib.compress(b" " * 60_000_000, 9)
    return _assemble(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))


def make_nested() -> bytes:
    """Arrays in arrays, 20,000 deep: a parser that recurses runs out of stack."""
    return _assemble(b"<< /Length 0 /Deep " + b"[" * 20_000 + b"]" * 20_000 + b" >>\nstream\n\nendstream")


def make_cycle() -> bytes:
    """A page tree that holds itself: whoever walks it without looking back walks for ever."""
    return _assemble(b"<< /Length 0 >>\nstream\n\nendstream", kids=b"[2 0 R 3 0 R]")


MAKERS: dict[str, tuple[Maker, str]] = {
    "plain": (make_plain, ".pdf"),
    "empty": (make_empty, ".pdf"),
    "text_named_pdf": (make_text_named_pdf, ".pdf"),
    "page_named_pdf": (make_page_named_pdf, ".pdf"),
    "encrypted": (make_encrypted, ".pdf"),
    "restricted": (make_restricted, ".pdf"),
    "truncated": (make_truncated, ".pdf"),
    "blank": (make_blank, ".pdf"),
    "scan": (make_scan, ".pdf"),
    "in_form": (make_in_form, ".pdf"),
    "doubled": (make_doubled, ".pdf"),
    "twice": (make_twice, ".pdf"),
    "spaced_capitals": (make_spaced_capitals, ".pdf"),
    "watermarked": (make_watermarked, ".pdf"),
    "rotated": (make_rotated, ".pdf"),
    "off_page": (make_off_page, ".pdf"),
    "bomb": (make_bomb, ".pdf"),
    "nested": (make_nested, ".pdf"),
    "cycle": (make_cycle, ".pdf"),
}


def _print(write: Callable[[Canvas], object], *, encrypt: StandardEncryption | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, encrypt=encrypt)
    write(canvas)
    canvas.save()
    return buffer.getvalue()


def _write(canvas: Canvas, sentences: tuple[str, ...] = SENTENCES) -> None:
    """The sentences as paragraphs of short lines."""
    words = canvas.beginText(72, 760)
    words.setFont("Times-Roman", 11)
    for sentence in sentences:
        for line in simpleSplit(sentence, "Times-Roman", 11, 300):
            words.textLine(line)
        words.textLine("")
    canvas.drawText(words)


def _assemble(content: bytes, *, kids: bytes = b"[3 0 R]") -> bytes:
    """A PDF of one page by hand, with a right table of objects: for what no honest library would write."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids " + kids + b" /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        content,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return out + head + table + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
