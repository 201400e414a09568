"""Text recognition for pages that are pictures, with the Tesseract program where it is installed.

Pages are drawn by pypdfium2 and handed to ``tesseract`` one by one; its words come back as invisible runs, so that
layout treats them like the recognised layer of a library's scan.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import os
import shutil
import statistics
import subprocess
from collections.abc import Iterable, Sequence

import pypdfium2 as pdfium

from pipelines.read.layout.page import Page, Run

DOTS = 300  # per inch; what Tesseract's models were trained on
SECONDS_A_PAGE = 120
PIXELS = 25_000_000  # a larger page is drawn with fewer dots
REMEDY = "install Tesseract (apt-get install tesseract-ocr), or recognise the text first with ocrmypdf"
STAMP = 500  # a scan's page may carry so many letters of text: a library's stamp, a database's head
LETTERS = 50  # in any other document a picture's page has fewer
COVERED = 0.6  # of the page by pictures


def available() -> bool:
    """Is there a Tesseract to ask?"""
    return shutil.which("tesseract") is not None


def find_pictures(pages: Sequence[Page]) -> list[int]:
    """Numbers of pages that are pictures of text, or whose characters mean nothing."""
    scanned = [page for page in pages if _letters(page) < STAMP and page.pictures > COVERED]
    if 2 * len(scanned) <= len(pages):
        scanned = [page for page in scanned if _letters(page) < LETTERS]
    lost = [page for page in pages if _lost(page) > 0.3 * _letters(page) > 60]
    return sorted({page.number for page in (*scanned, *lost)})


def _letters(page: Page) -> int:
    return sum(len(run.text) for run in page.runs)


def _lost(page: Page) -> int:
    return sum(run.text.count("\ufffd") for run in page.runs)


def recognise(data: bytes, pages: Sequence[Page], numbers: Iterable[int]) -> list[Page]:
    """The pages, those of the given numbers with the words that Tesseract sees on them instead of their own."""
    wanted = set(numbers)
    document = pdfium.PdfDocument(data)
    try:
        return [
            dataclasses.replace(page, runs=tuple(_runs(_words(document[page.number - 1]), page)))
            if page.number in wanted
            else page
            for page in pages
        ]
    finally:
        document.close()


def _words(page: pdfium.PdfPage) -> list[dict[str, str]]:
    """Tesseract's words on one page, places in 72nds of an inch; none where it fails or takes too long."""
    width, height = page.get_size()
    scale = min(DOTS / 72, (PIXELS / max(1.0, width * height)) ** 0.5)
    image = io.BytesIO()
    page.render(scale=scale, grayscale=True).to_pil().save(image, "PNG")
    command = ["tesseract", "stdin", "stdout", "-l", "eng", "--psm", "1", "--dpi", str(round(scale * 72)), "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        found = subprocess.run(
            command, input=image.getvalue(), capture_output=True, timeout=SECONDS_A_PAGE, env=environment, check=True
        )
    except (subprocess.SubprocessError, OSError):
        return []
    table = csv.DictReader(
        io.StringIO(found.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    words = [row for row in table if row["level"] == "5" and row["text"].strip()]
    for row in words:
        for key in ("left", "top", "width", "height"):
            row[key] = str(float(row[key]) / scale)
    return words


def _runs(words: Sequence[dict[str, str]], page: Page) -> list[Run]:
    lines: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for word in words:
        lines.setdefault((word["block_num"], word["par_num"], word["line_num"]), []).append(word)
    heights = [_height(line) for line in lines.values()]
    usual = statistics.median(heights) if heights else 10.0
    runs = []
    for line, height in zip(lines.values(), heights, strict=True):
        size = usual if 0.72 * usual < height < 1.3 * usual else height
        baseline = page.height - statistics.median(_foot(word) for word in line)
        for word in line:
            left = float(word["left"])
            runs.append(Run(f"{word['text']} ", left, left + float(word["width"]), baseline, size, "recognised", True))
    return runs


def _height(line: Sequence[dict[str, str]]) -> float:
    """From the line's highest to its lowest point: about the font's size."""
    top = min(float(word["top"]) for word in line)
    return max(float(word["top"]) + float(word["height"]) for word in line) - top


def _foot(word: dict[str, str]) -> float:
    """Where the word stands, from the page's top: its box's foot, less what letters like "g" and "p" hang below."""
    foot = float(word["top"]) + float(word["height"])
    return foot - (0.22 * float(word["height"]) if any(c in "gjpqy,;()Q" for c in word["text"]) else 0.0)
