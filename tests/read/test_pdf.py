"""PDFs that are read, and PDFs that are not: what comes out, and what is said."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipelines.errors import DamagedFile, EmptyFile, EncryptedFile, NoTextLayer, TooCostly, UnknownFormat
from pipelines.read import Engine, read, read_safely
from pipelines.read.worker import _idle

SENTENCE = (
    "Trust in the host firm has a positive effect on customer engagement in each of the four communities that we saw."
)


def press(*pages: list[tuple[float, float, str]], password: str | None = None, hidden: str = "") -> bytes:
    """A PDF with lines of words at given places; ``hidden`` is printed invisibly on every page."""
    out = io.BytesIO()
    lock = StandardEncryption(password) if password else None
    canvas = Canvas(out, pagesize=(600, 800), encrypt=lock, invariant=1)
    for page in pages:
        canvas.setFont("Times-Roman", 10)
        for x, y, words in page:
            canvas.drawString(x, y, words)
        if hidden:
            text = canvas.beginText(52, 690)
            text.setTextRenderMode(3)
            text.textLine(hidden)
            canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def paragraph(words: str, *, x: float, y: float, length: int) -> list[tuple[float, float, str]]:
    """Words broken into lines of about so many characters, a line every 12 points."""
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) >= length:
            lines.append(line.strip())
            line = ""
        line += f" {word}"
    lines.append(line.strip())
    return [(x, y - 12 * place, words) for place, words in enumerate(lines)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def save(folder: Path, data: bytes, name: str = "paper.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
def test_columns_are_read_one_after_the_other(folder: Path, engine: Engine) -> None:
    left = paragraph(" ".join(f"left{i}" for i in range(120)) + ".", x=50, y=700, length=48)
    right = paragraph(" ".join(f"right{i}" for i in range(120)) + ".", x=320, y=700, length=48)
    title = [(50.0, 740.0, "A title that runs over both of the columns of this page and a good deal more than that")]
    shuffled = title + sorted(left + right, key=lambda line: -line[1])
    words = read(save(folder, press(shuffled)), pdf_engine=engine).content.split()
    kept = [word for word in words if word.startswith(("left", "right"))]
    assert kept == [f"left{i}" for i in range(119)] + ["left119."] + [f"right{i}" for i in range(119)] + ["right119."]


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
def test_heads_and_numbers_go_and_sentences_run_over_pages(folder: Path, engine: Engine) -> None:
    head = (50.0, 770.0, "Journal of Repaired Things 12(3)")
    before, after = SENTENCE.split(" customer ")
    pages = [
        [head, *paragraph(f"Once. {SENTENCE} {before}", x=50, y=700, length=95)],
        [head, *paragraph(f"customer {after} Twice. {SENTENCE}", x=50, y=700, length=95)],
        [head, *paragraph(f"Thrice or so. {SENTENCE}", x=50, y=700, length=95)],
    ]
    for place, page in enumerate(pages):
        page.append((300.0, 30.0, str(place + 211)))
    text = read(save(folder, press(*pages)), pdf_engine=engine)
    assert "Repaired" not in text.content and "212" not in text.content
    assert text.content.count(SENTENCE) == 4
    start = text.content.index(SENTENCE, text.content.index(SENTENCE) + 1)
    assert (text.page_at(start), text.page_at(start + len(SENTENCE) - 1)) == (1, 2)
    assert [page for _, page in text.pages] == [1, 2, 3]


def test_every_word_knows_its_box(folder: Path) -> None:
    text = read(save(folder, press(paragraph(f"{SENTENCE} " * 4, x=50, y=700, length=90))))
    start = text.content.index("positive effect")
    (box,) = text.boxes(start, start + 8)
    assert box.page == 1 and box.x0 == pytest.approx(50) and 690 < box.y1 < 712
    covered = sum(f.end - f.start for f in text.fragments)
    assert covered > 0.95 * len(text.content)


def test_broken_words_are_rejoined_and_own_hyphens_kept(folder: Path) -> None:
    lines = ["Firms depend on the environ-", "ment, and value co-", "creation on service co-creation by all."]
    rest = paragraph(f"{SENTENCE} " * 3, x=50, y=664 - 12, length=95)
    text = read(save(folder, press([(50.0, 700 - 12.0 * i, words) for i, words in enumerate(lines)] + rest)))
    assert "the environment, and value co-creation on service" in text.content


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
def test_an_invisible_second_layer_goes_and_an_only_one_stays(folder: Path, engine: Engine) -> None:
    lines = paragraph(f"{SENTENCE} " * 4, x=50, y=700, length=90)
    layered = read(save(folder, press(lines, hidden="for review only, this is not the article")), pdf_engine=engine)
    assert "review" not in layered.content
    only = read(save(folder, press([], hidden=f"{SENTENCE} {SENTENCE}")), pdf_engine=engine)
    assert SENTENCE in only.content


def test_a_table_is_kept_apart_with_its_cells(folder: Path) -> None:
    rows = [
        ("Hypothesis", "Path", "Result"),
        ("H1", "Trust to loyalty", "Supported"),
        ("H2", "Trust to use", "Rejected"),
    ]
    cells = [(50.0 + 150 * c, 560 - 12.0 * r, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)]
    page = [*paragraph(f"{SENTENCE} " * 4, x=50, y=700, length=95), (50.0, 580.0, "Table 1. Tests of hypotheses")]
    page += cells
    page += paragraph(f"{SENTENCE} " * 4, x=50, y=490, length=95)
    text = read(save(folder, press(page)))
    (table,) = text.tables
    assert table.rows == tuple(rows)
    assert "Supported" not in "".join(text.content[b.start : b.end] for b in text.blocks if b.role == "paragraph")


BAD: list[tuple[bytes, type[Exception], str]] = [
    (b"", EmptyFile, "empty"),
    (bytes(range(256)) * 40, UnknownFormat, "paper.pdf"),
    (press(paragraph(SENTENCE * 9, x=50, y=700, length=90))[:700], DamagedFile, "truncated"),
    (b"%PDF-1.4\nnothing here\nstartxref\n0\n%%EOF", DamagedFile, "fetch the file again"),
    (press(paragraph(SENTENCE * 9, x=50, y=700, length=90), password="secret"), EncryptedFile, "password"),
    (press([(50.0, 700.0, "12")]), NoTextLayer, "Tesseract"),
]


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
@pytest.mark.parametrize(("data", "error", "hint"), BAD, ids=[e.__name__ for _, e, _ in BAD])
def test_what_is_said_of_bad_files(
    folder: Path, data: bytes, error: type[Exception], hint: str, engine: Engine
) -> None:
    path = save(folder, data)
    with pytest.raises(error) as caught:
        read(path, pdf_engine=engine, ocr="off")
    message = str(caught.value)
    assert str(path) in message and hint in message and "\n" not in message


def test_words_named_pdf_are_read_as_words(folder: Path) -> None:
    text = read(save(folder, f"# A note\n\n{SENTENCE}\n".encode()))
    assert SENTENCE in text.content and text.media_type != "application/pdf"


def test_the_worker_reads_alike_and_keeps_to_its_limits(folder: Path) -> None:
    path = save(folder, press(*[paragraph(f"{SENTENCE} " * 20, x=50, y=700, length=90) for _ in range(3)]))
    assert read_safely(path) == read(path)
    with pytest.raises(TooCostly, match="MB"):
        read_safely(save(folder, bomb(), "bomb.pdf"), megabytes=400)
    with pytest.raises(EmptyFile):
        read_safely(save(folder, b"", "empty.pdf"))


def test_a_worker_reads_many_files_and_another_follows_one_that_fell(folder: Path) -> None:
    paper = save(folder, f"# A note\n\n{SENTENCE}\n".encode(), "paper.txt")
    read_safely(paper)
    (worker,) = _idle
    with pytest.raises(EmptyFile):
        read_safely(save(folder, b"", "empty.pdf"))
    read_safely(paper)
    assert _idle == [worker] and worker.files > 2
    worker.process.kill()
    worker.process.join()
    assert SENTENCE in read_safely(paper).content
    assert _idle != [worker]


def test_a_worker_finds_relative_paths_where_its_caller_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        (folder / name).mkdir()
        save(folder / name, f"# Study {name}\n\n{SENTENCE}\n".encode(), "paper.txt")
        monkeypatch.chdir(folder / name)
        assert f"Study {name}" in read_safely(Path("paper.txt")).content


def bomb() -> bytes:
    """A page whose content unpacks to a gigabyte."""
    import zlib

    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(b" " * (1 << 22)) for _ in range(256)) + packer.flush()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(body), body),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return out + head + table + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def test_a_name_in_another_encoding_is_told_as_unicode(folder: Path) -> None:
    path = folder / os.fsdecode(b"caf\xe9.txt")
    path.write_bytes(f"A note\n\n{SENTENCE}\n".encode())
    assert read(path).document.source == "caf\N{REPLACEMENT CHARACTER}.txt"
