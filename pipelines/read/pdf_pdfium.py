"""The fast engine: pypdfium2. One page's text comes in one call; only the ends of runs are asked for their place."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import cffi
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipelines.errors import DamagedFile, EncryptedFile
from pipelines.read.layout.page import SPLIT_GAP, Page, Run, place_of, turn_of


def pages(data: bytes) -> Iterator[Page]:
    """The pages of a PDF in order, each with its runs in content order.

    Raises:
        EncryptedFile, DamagedFile: without the file's name; the caller adds it.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as exc:
        if "password" in str(exc).lower():
            raise EncryptedFile("needs a password") from exc
        raise DamagedFile(f"no PDF structure ({exc})") from exc
    try:
        for number in range(1, len(document) + 1):
            yield _page(document, number)
    finally:
        document.close()


def _page(document: Any, number: int) -> Page:
    try:
        page = document[number - 1]
        textpage = page.get_textpage()
    except pdfium.PdfiumError as exc:
        raise DamagedFile(f"page {number} cannot be read ({exc})") from exc
    frame = _Frame(page)
    runs = tuple(_runs(textpage, frame))
    pictures = _pictures(page) if sum(len(r.text) for r in runs) < 300 else 0.0
    textpage.close()
    page.close()
    share = min(1.0, pictures / max(1.0, frame.width * frame.height))
    return Page(number=number, width=frame.width, height=frame.height, runs=runs, pictures=share)


C = cffi.FFI()


def _bind(function: Any, signature: str) -> Any:
    """A C function of pdfium, called through cffi: asked a thousand times a page, it costs half of ctypes' time."""
    return C.cast(signature, ctypes.cast(function, ctypes.c_void_p).value)


# Handles are plain numbers.
TEXT_OBJECT = _bind(raw.FPDFText_GetTextObject, "uintptr_t(*)(uintptr_t, int)")
ORIGIN = _bind(raw.FPDFText_GetCharOrigin, "int(*)(uintptr_t, int, double *, double *)")
LOOSE_BOX = _bind(raw.FPDFText_GetLooseCharBox, "int(*)(uintptr_t, int, float *)")
MATRIX = _bind(raw.FPDFText_GetMatrix, "int(*)(uintptr_t, int, float *)")
FONT_SIZE = _bind(raw.FPDFText_GetFontSize, "double(*)(uintptr_t, int)")
FONT_INFO = _bind(raw.FPDFText_GetFontInfo, "unsigned long(*)(uintptr_t, int, char *, unsigned long, int *)")
UNICODE = _bind(raw.FPDFText_GetUnicode, "unsigned int(*)(uintptr_t, int)")
FONT = _bind(raw.FPDFTextObj_GetFont, "uintptr_t(*)(uintptr_t)")
RENDER_MODE = _bind(raw.FPDFTextObj_GetTextRenderMode, "int(*)(uintptr_t)")
CLIP = _bind(raw.FPDFPageObj_GetClipPath, "uintptr_t(*)(uintptr_t)")
CLIP_PATHS = _bind(raw.FPDFClipPath_CountPaths, "int(*)(uintptr_t)")
CLIP_POINTS = _bind(raw.FPDFClipPath_CountPathSegments, "int(*)(uintptr_t, int)")
CLIP_POINT = _bind(raw.FPDFClipPath_GetPathSegment, "uintptr_t(*)(uintptr_t, int, int)")
POINT = _bind(raw.FPDFPathSegment_GetPoint, "int(*)(uintptr_t, float *, float *)")
EVERYWHERE = (float("-inf"), float("-inf"), float("inf"), float("inf"))
BLANK = " \r\n\xa0"


class _Frame:
    """A page's size as printed, and the way from file coordinates to it (media box's corner, page rotation)."""

    def __init__(self, page: Any) -> None:
        self.x0, self.y0, self.x1, self.y1 = page.get_mediabox()
        self.rotation = page.get_rotation() % 360
        wide, high = abs(self.x1 - self.x0), abs(self.y1 - self.y0)
        self.width, self.height = (high, wide) if self.rotation in (90, 270) else (wide, high)

    def place(self, begin: tuple[float, float], finish: tuple[float, float], turn: int) -> tuple[float, float, float]:
        """Where a run stands on the page as printed, along and across its writing: (x0, x1, y)."""
        (x0, y), (x1, end) = self._point(*begin), self._point(*finish)
        if turn:
            x0, y = place_of(x0, y, turn, self.width, self.height)
            x1, _ = place_of(x1, end, turn, self.width, self.height)
        return (x0, x1, y) if x0 <= x1 else (x1, x0, y)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        if not self.rotation:
            return x - self.x0, y - self.y0
        if self.rotation == 90:
            return y - self.y0, self.x1 - x
        if self.rotation == 180:
            return self.x1 - x, self.y1 - y
        return self.y1 - y, x - self.x0


def _pictures(page: Any) -> float:
    area = 0.0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        area += abs(right - left) * abs(top - bottom)
    return area


class _Reader:
    """Asks pdfium about single characters; keeps the C buffers and what is known of fonts."""

    def __init__(self, textpage: Any) -> None:
        self.handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value or 0
        self.pair, self.box, self.matrix = C.new("double[2]"), C.new("float[4]"), C.new("float[6]")
        self.x, self.y = self.pair, self.pair + 1
        self.name, self.flags = C.new("char[256]"), C.new("int *")
        self.fonts: dict[int, str] = {}

    def owner(self, index: int) -> int:
        """The text object that a character belongs to, as an address; 0 for a space that pdfium put in."""
        address: int = TEXT_OBJECT(self.handle, index)
        return address

    def origin(self, index: int) -> tuple[float, float]:
        ORIGIN(self.handle, index, self.x, self.y)
        return self.pair[0], self.pair[1]

    def far_end(self, index: int, turn: int) -> tuple[float, float]:
        """The corner of a character's box where the writing goes on (in file coordinates, unrotated page)."""
        LOOSE_BOX(self.handle, index, self.box)
        left, top, right, bottom = self.box
        if turn in (90, 270):
            return right, (top if turn == 90 else bottom)
        return (left if turn == 180 else right), bottom

    def shape(self, index: int) -> tuple[float, float, float, float]:
        """A character's matrix without its place."""
        MATRIX(self.handle, index, self.matrix)
        a, b, c, d, _, _ = self.matrix
        return a, b, c, d

    def font(self, index: int, owner: int) -> str:
        """The name of a text object's font, which ``index`` is a character of."""
        key = FONT(owner)
        if key not in self.fonts:
            length = FONT_INFO(self.handle, index, self.name, 256, self.flags)
            self.fonts[key] = C.buffer(self.name)[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")
        return self.fonts[key]


def _window(owner: int) -> tuple[float, float, float, float]:
    """The part of the page (left, foot, right, top) through which a text object is seen."""
    clip = CLIP(owner)
    count = CLIP_PATHS(clip) if clip else 0
    if count <= 0:
        return EVERYWHERE
    left, foot, right, top = EVERYWHERE
    x, y = C.new("float *"), C.new("float *")
    for path in range(min(count, 50)):
        points = []
        for place in range(min(CLIP_POINTS(clip, path), 200)):
            if POINT(CLIP_POINT(clip, path, place), x, y):
                points.append((x[0], y[0]))
        if points:
            left, right = max(left, min(p[0] for p in points)), min(right, max(p[0] for p in points))
            foot, top = max(foot, min(p[1] for p in points)), min(top, max(p[1] for p in points))
    return left, foot, right, top


def _runs(textpage: Any, frame: _Frame) -> list[Run]:
    count = textpage.count_chars()
    if count <= 0:
        return []
    reader = _Reader(textpage)
    text = _letters(textpage, reader, count)
    found: list[Run] = []
    index, owner = 0, None
    while index < count:
        if text[index] in BLANK:
            index += 1
            continue
        if owner is None:
            owner = reader.owner(index)
        end, following = _end_of_owner(reader, text, index, owner, count)
        found += _read_object(reader, text, index, end, owner, frame)
        index, owner = end, following
    return found


def _letters(textpage: Any, reader: _Reader, count: int) -> str:
    """The page's characters, exactly one for each index."""
    text: str = textpage.get_text_range(0, count) if count else ""
    if len(text) == count:
        return text
    return "".join(chr(UNICODE(reader.handle, i) or 0xFFFD) for i in range(count))


def _end_of_owner(reader: _Reader, text: str, index: int, owner: int, count: int) -> tuple[int, int | None]:
    """One past the last character of the object that owns ``index``, and the next one's owner where that came out.

    Objects are mostly whole lines or single words, so the ends of those are asked about first, then it is bisected.
    """
    line = text.find("\r", index)
    high = count if line < 0 else line
    low = index
    if reader.owner(high - 1) == owner:
        following = _owner_near(reader, text, high) if high < count else None
        if following != owner:
            return high, following
        low, step = high, 8
        high = low + step
        while high < count and _owner_near(reader, text, high) == owner:
            low, step = high, step * 2
            high = low + step
        high = min(high, count)
    else:
        space = text.find(" ", index, high)
        if space > 0:
            following = _owner_near(reader, text, space + 1)
            if following == owner:
                low = space
            elif reader.owner(space - 1) == owner:
                return space, following
            else:
                high = space
    while high - low > 1:
        middle = (low + high) // 2
        if _owner_near(reader, text, middle) == owner:
            low = middle
        else:
            high = middle
    return low + 1, None


def _owner_near(reader: _Reader, text: str, index: int) -> int:
    """The owner of a character, or of the next visible one where pdfium put in a space."""
    while index < len(text) - 1 and text[index] in BLANK:
        index += 1
    return reader.owner(index)


def _read_object(reader: _Reader, text: str, start: int, end: int, owner: int, frame: _Frame) -> list[Run]:
    """The runs of a text object, which is cut where it has gaps as wide as those between cells."""
    a, b, c, d = reader.shape(start)
    own_turn = 0 if b == 0 == c and a > 0 and d > 0 else turn_of(a, b, c, d)
    turn = own_turn if not frame.rotation or own_turn < 0 else (own_turn - frame.rotation) % 360
    size = abs(FONT_SIZE(reader.handle, start)) * (d if c == 0 else (c * c + d * d) ** 0.5)
    font = reader.font(start, owner)
    hidden = RENDER_MODE(owner) in (3, 7)
    window = _window(owner)
    last = end - 1
    while last > start and text[last] in BLANK:
        last -= 1
    begin, finish = reader.origin(start), reader.far_end(last, own_turn)
    pieces = [(start, last, begin, finish)]
    if own_turn >= 0 and last > start and _along(begin, finish, own_turn) > 0.52 * size * (last - start + 1):
        pieces = [
            (first, final, reader.origin(first), reader.far_end(final, own_turn))
            for first, final in _cut(reader, text, start, last, size, own_turn)
        ]
    runs = []
    for first, final, begin, finish in pieces:
        if window is EVERYWHERE or _seen(begin, finish, window):
            words = _clean(text[first : final + 1])
            if final + 1 < len(text) and text[final + 1] in " \xa0":
                words += " "
            x0, x1, y = frame.place(begin, finish, turn)
            runs.append(Run(words, x0, x1, y, size, font, hidden, turn))
    return runs


def _seen(begin: tuple[float, float], finish: tuple[float, float], window: tuple[float, float, float, float]) -> bool:
    left, foot, right, top = window
    x, y = (begin[0] + finish[0]) / 2, (begin[1] + finish[1]) / 2
    return left - 2 <= x <= right + 2 and foot - 2 <= y <= top + 2


def _clean(words: str) -> str:
    """pdfium's own signs for hyphens at line ends as hyphens, and spaces single."""
    if not words.isascii() or "\x02" in words:
        words = words.replace("\ufffe", "-").replace("\x02", "-").replace("\xa0", " ")
    return " ".join(words.split()) if "  " in words else words


def _along(begin: tuple[float, float], end: tuple[float, float], turn: int) -> float:
    """The way from one point to another in the direction of writing."""
    dx, dy = end[0] - begin[0], end[1] - begin[1]
    return {0: dx, 90: dy, 180: -dx, 270: -dy}[turn]


def _cut(reader: _Reader, text: str, start: int, last: int, size: float, turn: int) -> Iterator[tuple[int, int]]:
    first = start
    for index in range(start + 1, last):
        if text[index] in " \xa0" and text[index + 1] not in " \xa0":
            before = index - 1
            while before > first and text[before] in " \xa0":
                before -= 1
            if _along(reader.far_end(before, turn), reader.origin(index + 1), turn) > SPLIT_GAP * size:
                yield first, before
                first = index + 1
    yield first, last
