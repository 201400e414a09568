"""The default engine: pdfminer.six's interpreter with a device that keeps runs and skips its layout analysis.

Most of pdfminer's time goes into grouping single characters (``LAParams``); none of that runs here. Text inside Form
XObjects arrives like any other, since the interpreter enters them by itself.
"""

from __future__ import annotations

import binascii
import logging
import struct
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFDevice, PDFTextSeq
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdffont import PDFFont, PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.utils import Matrix, Rect, apply_matrix_pt, apply_matrix_rect, decode_text, mult_matrix

from pipelines.errors import DamagedFile, EncryptedFile, ReadError
from pipelines.read.layout.page import SPLIT_GAP, WORD_GAP, Page, Run, place_of, turn_of

# Whatever pdfminer.six lets through when a file's objects are not what they should be.
FAULTS = (
    PDFException,
    PSException,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    NotImplementedError,
    RecursionError,
    EOFError,
    struct.error,
    zlib.error,
    binascii.Error,
)

EVERYWHERE: Rect = (float("-inf"), float("-inf"), float("inf"), float("inf"))

logging.getLogger("pdfminer").setLevel(logging.ERROR)


def open_document(data: bytes) -> PDFDocument:
    """The parsed file.

    Raises:
        EncryptedFile, DamagedFile: without the file's name; the caller adds it.
    """
    try:
        return PDFDocument(PDFParser(BytesIO(data)))
    except PDFPasswordIncorrect as exc:
        raise EncryptedFile("needs a password") from exc
    except FAULTS as exc:
        raise DamagedFile(f"no PDF structure ({type(exc).__name__})") from exc


def pages(data: bytes) -> Iterator[Page]:
    """The pages of a PDF in order, each with its runs in content order.

    Raises:
        EncryptedFile, DamagedFile: see ``open_document``; DamagedFile also for a page that cannot be interpreted.
    """
    manager = PDFResourceManager(caching=True)
    device = RunDevice(manager)
    interpreter = ClippingInterpreter(manager, device)
    number = 0
    try:
        for number, page in enumerate(PDFPage.create_pages(open_document(data)), 1):
            device.start(number)
            interpreter.process_page(page)
            yield device.finish()
    except FAULTS as exc:
        raise DamagedFile(f"page {number or 1} cannot be read ({type(exc).__name__})") from exc


def facts(data: bytes) -> Mapping[str, str]:
    """The Info dictionary as lower-case name → value, and the XMP packet's XML under "xmp"; empty where absent."""
    found: dict[str, str] = {}
    try:
        document = open_document(data)
        for info in document.info:
            for key, value in info.items():
                plain = resolve1(value)
                if isinstance(plain, bytes):
                    found[str(key).lower()] = decode_text(plain)
        packet = resolve1(document.catalog.get("Metadata"))
        if isinstance(packet, PDFStream):
            found["xmp"] = packet.get_data().decode("utf-8", "replace")
    except (*FAULTS, ReadError):
        return found
    return found


class RunDevice(PDFDevice):
    """Collects one page's runs from the interpreter's showing operators."""

    ctm: Matrix

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.number = 0
        self.size = (0.0, 0.0)
        self.runs: list[Run] = []
        self.pictures = 0.0
        self.glyphs: dict[PDFFont, dict[int, tuple[str, float]]] = {}
        self.clip: Rect = EVERYWHERE
        self.outer: list[tuple[Matrix, Rect]] = []

    def start(self, number: int) -> None:
        self.number, self.runs, self.pictures = number, [], 0.0
        self.clip, self.outer = EVERYWHERE, []

    def finish(self) -> Page:
        width, height = self.size
        share = min(1.0, self.pictures / max(1.0, width * height))
        return Page(number=self.number, width=width, height=height, runs=tuple(self.runs), pictures=share)

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        x0, y0, x1, y1 = page.mediabox
        wide, high = abs(x1 - x0), abs(y1 - y0)
        self.size = (high, wide) if page.rotate in (90, 270) else (wide, high)

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        self.outer.append((self.ctm, self.clip))
        self.narrow(apply_matrix_rect(mult_matrix(matrix, self.ctm), bbox))

    def end_figure(self, name: str) -> None:
        self.ctm, self.clip = self.outer.pop()

    def narrow(self, rect: Rect) -> None:
        """Let nothing be seen outside a rectangle (in page coordinates) any more."""
        x0, y0, x1, y1 = self.clip
        self.clip = (max(x0, rect[0]), max(y0, rect[1]), min(x1, rect[2]), min(y1, rect[3]))

    def render_image(self, name: str, stream: PDFStream) -> None:
        a, b, c, d, _, _ = self.ctm
        self.pictures += abs(a * d - b * c)

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        font = textstate.font
        if font is None:
            return
        matrix = mult_matrix(textstate.matrix, self.ctm)
        textstate.linematrix = _show(self, textstate, seq, font, matrix)

    def glyphs_of(self, font: PDFFont) -> dict[int, tuple[str, float]]:
        """What is known of a font's glyphs: code → (characters, width in em)."""
        known = self.glyphs.get(font)
        if known is None:
            known = self.glyphs[font] = {}
        return known


class ClippingInterpreter(PDFPageInterpreter):
    """Keeps track of clipping, which pdfminer passes over.

    Figures are often a whole page of another document shown through a window; the words outside it are invisible.
    """

    device: RunDevice

    def init_state(self, ctm: Matrix) -> None:
        super().init_state(ctm)
        self.clips: list[Rect] = []

    def do_q(self) -> None:
        super().do_q()
        self.clips.append(self.device.clip)

    def do_Q(self) -> None:
        super().do_Q()
        if self.clips:
            self.device.clip = self.clips.pop()

    def do_W(self) -> None:
        points = [p for segment in self.curpath for p in zip(segment[1::2], segment[2::2], strict=False)]
        if points:
            placed = [apply_matrix_pt(self.ctm, (float(x), float(y))) for x, y in points]
            xs, ys = [x for x, _ in placed], [y for _, y in placed]
            self.device.narrow((min(xs), min(ys), max(xs), max(ys)))

    def do_W_a(self) -> None:
        self.do_W()


def _show(
    device: RunDevice, state: PDFTextState, seq: PDFTextSeq, font: PDFFont, matrix: Matrix
) -> tuple[float, float]:
    """Write one showing operator's glyphs as runs; return where the next one starts, in text space."""
    size = state.fontsize
    scaling = state.scaling * 0.01
    charspace = state.charspace * scaling
    wordspace = 0.0 if font.is_multibyte() else state.wordspace * scaling
    step = 0.001 * size * scaling
    em = abs(size * scaling)
    gap_of_word = em * (WORD_GAP + _tracking(seq, charspace / em if em else 0.0))
    gap_of_split = em * SPLIT_GAP + max(0.0, charspace)
    known = device.glyphs_of(font)
    x, y = state.linematrix
    pieces: list[str] = []
    begin = end = x
    spaced = False  # a space glyph has been seen since the last visible one
    first = True
    for item in seq:
        if isinstance(item, (int, float)):
            x -= item * step
            first = False
            continue
        for code in font.decode(item) if isinstance(item, bytes) else ():  # broken files put names and lists here
            if not first:
                x += charspace
            first = False
            glyph = known.get(code)
            if glyph is None:
                glyph = known[code] = _glyph(font, code)
            letters, width = glyph
            if letters == " ":
                spaced = True
            else:
                if pieces:
                    gap = x - end
                    if gap > gap_of_split:
                        _keep(device, state, font, matrix, pieces, begin, end, spaced)
                        pieces, begin, spaced = [], x, False
                    elif spaced or gap > gap_of_word:
                        pieces.append(" ")
                else:
                    begin = x
                    if spaced:
                        pieces.append(" ")
                spaced = False
                pieces.append(letters)
                end = x + width * em
            x += width * size * scaling
            if code == 32 and wordspace:
                x += wordspace
    if pieces:
        _keep(device, state, font, matrix, pieces, begin, end, spaced)
    elif spaced and device.runs and not device.runs[-1].text.endswith(" "):
        device.runs[-1] = device.runs[-1]._replace(text=device.runs[-1].text + " ")
    return x, y


def _tracking(seq: PDFTextSeq, charspace: float) -> float:
    """The usual gap between characters, in em, where it is wide (letter-spaced words); 0 for ordinary text.

    Some producers set a wide character space and take it back inside words, so the two are looked at together.
    """
    if not isinstance(seq, list) or (charspace < 0.5 * WORD_GAP and len(seq) < 9):
        return 0.0
    moves = [charspace - item / 1000 for item in seq if isinstance(item, (int, float))]
    pairs = sum(len(item) for item in seq if isinstance(item, bytes)) - 1
    gaps = sorted(moves + [charspace] * max(0, pairs - len(moves)))
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    return usual if usual > 0.5 * WORD_GAP else 0.0


def _keep(
    device: RunDevice,
    state: PDFTextState,
    font: PDFFont,
    matrix: Matrix,
    pieces: list[str],
    begin: float,
    end: float,
    spaced: bool,
) -> None:
    a, b, c, d, e, f = matrix
    y = state.linematrix[1] + state.rise
    turn = 0 if b == 0 == c and a > 0 and d > 0 else turn_of(a, b, c, d)
    x0, y0 = a * begin + c * y + e, b * begin + d * y + f
    x1, y1 = a * end + c * y + e, b * end + d * y + f
    left, low, right, high = device.clip
    if not (left - 2 <= (x0 + x1) / 2 <= right + 2 and low - 2 <= (y0 + y1) / 2 <= high + 2):
        return
    if turn:
        (x0, y0), (x1, y1) = (place_of(px, py, turn, *device.size) for px, py in ((x0, y0), (x1, y1)))
    size = abs(state.fontsize) * (d if c == 0 else (c * c + d * d) ** 0.5)
    if isinstance(font, PDFType3Font):
        size *= font.get_height() or 1.0
    text = "".join(pieces) + (" " if spaced else "")
    device.runs.append(Run(text, min(x0, x1), max(x0, x1), y0, abs(size), font.fontname, state.render in (3, 7), turn))


def _glyph(font: PDFFont, code: int) -> tuple[str, float]:
    try:
        letters = font.to_unichr(code)
    except PDFUnicodeNotDefined:
        letters = "\ufffd"
    return " " if letters.isspace() else letters, font.char_width(code)
