"""The fast engine: pypdfium2. One page's text comes in one call; only the ends of runs are asked for their place."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

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
    pictures = _pictures(page) if sum(map(len, (r.text for r in runs))) < 300 or any(r.hidden for r in runs) else 0.0
    textpage.close()
    page.close()
    share = min(1.0, pictures / max(1.0, frame.width * frame.height))
    return Page(number=number, width=frame.width, height=frame.height, runs=runs, pictures=share)


def _numeric(function: Any, answer: Any, *arguments: Any) -> Any:
    """A C function with pointers as plain numbers: asked a thousand times a page, pointer objects are costly."""
    return ctypes.CFUNCTYPE(answer, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


TEXT_OBJECT = _numeric(raw.FPDFText_GetTextObject, ctypes.c_void_p, raw.FPDF_TEXTPAGE, ctypes.c_int)
FONT = _numeric(raw.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
CLIP = _numeric(raw.FPDFPageObj_GetClipPath, ctypes.c_void_p, ctypes.c_void_p)
CLIP_PATHS = _numeric(raw.FPDFClipPath_CountPaths, ctypes.c_int, ctypes.c_void_p)
CLIP_POINTS = _numeric(raw.FPDFClipPath_CountPathSegments, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
CLIP_POINT = _numeric(raw.FPDFClipPath_GetPathSegment, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int)
POINT = _numeric(
    raw.FPDFPathSegment_GetPoint,
    ctypes.c_int,
    ctypes.c_void_p,
    ctypes.POINTER(ctypes.c_float),
    ctypes.POINTER(ctypes.c_float),
)
EVERYWHERE = (float("-inf"), float("-inf"), float("inf"), float("inf"))
RENDER_MODE = _numeric(raw.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)


class _Frame:
    """A page's size as printed, and the way from file coordinates to it (media box's corner, page rotation)."""

    def __init__(self, page: Any) -> None:
        self.x0, self.y0, self.x1, self.y1 = page.get_mediabox()
        self.rotation = page.get_rotation() % 360
        wide, high = abs(self.x1 - self.x0), abs(self.y1 - self.y0)
        self.width, self.height = (high, wide) if self.rotation in (90, 270) else (wide, high)

    def point(self, x: float, y: float) -> tuple[float, float]:
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
        self.handle = textpage.raw
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.rect, self.matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self.name = ctypes.create_string_buffer(256)
        self.flags = ctypes.c_int()
        self.fonts: dict[int, str] = {}
        self.windows: dict[int, tuple[float, float, float, float]] = {}

    def owner(self, index: int) -> int:
        """The text object that a character belongs to, as an address; 0 for a space that pdfium put in."""
        return TEXT_OBJECT(self.handle, index) or 0

    def origin(self, index: int) -> tuple[float, float]:
        raw.FPDFText_GetCharOrigin(self.handle, index, self.x, self.y)
        return self.x.value, self.y.value

    def far_end(self, index: int, turn: int) -> tuple[float, float]:
        """The corner of a character's box where the writing goes on (in file coordinates, unrotated page)."""
        raw.FPDFText_GetLooseCharBox(self.handle, index, self.rect)
        rect = self.rect
        if turn in (90, 270):
            return rect.right, (rect.top if turn == 90 else rect.bottom)
        return (rect.left if turn == 180 else rect.right), rect.bottom

    def shape(self, index: int) -> tuple[float, float, float, float]:
        """A character's matrix without its place."""
        raw.FPDFText_GetMatrix(self.handle, index, self.matrix)
        matrix = self.matrix
        return matrix.a, matrix.b, matrix.c, matrix.d

    def window(self, owner: int) -> tuple[float, float, float, float]:
        """The part of the page (left, foot, right, top) through which a text object is seen."""
        clip = CLIP(owner) or 0
        if not clip or CLIP_PATHS(clip) <= 0:
            return EVERYWHERE
        if clip not in self.windows:
            self.windows[clip] = self._window(clip)
        return self.windows[clip]

    def _window(self, clip: int) -> tuple[float, float, float, float]:
        left, foot, right, top = EVERYWHERE
        x, y = ctypes.c_float(), ctypes.c_float()
        for path in range(min(CLIP_PATHS(clip), 50)):
            points = []
            for place in range(min(CLIP_POINTS(clip, path), 200)):
                if POINT(CLIP_POINT(clip, path, place), x, y):
                    points.append((x.value, y.value))
            if points:
                left, right = max(left, min(p[0] for p in points)), min(right, max(p[0] for p in points))
                foot, top = max(foot, min(p[1] for p in points)), min(top, max(p[1] for p in points))
        return left, foot, right, top

    def font(self, index: int, owner: int) -> str:
        """The name of a text object's font, which ``index`` is a character of."""
        key = FONT(owner) or 0
        if key not in self.fonts:
            length = raw.FPDFText_GetFontInfo(self.handle, index, self.name, 256, self.flags)
            self.fonts[key] = self.name.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")
        return self.fonts[key]


def _runs(textpage: Any, frame: _Frame) -> Iterator[Run]:
    count = textpage.count_chars()
    if count <= 0:
        return
    reader = _Reader(textpage)
    text = _letters(textpage, reader, count)
    index = 0
    while index < count:
        if text[index] in " \r\n\xa0":
            index += 1
            continue
        owner = reader.owner(index)
        end = _end_of_owner(reader, text, index, owner, count)
        yield from _split(reader, text, index, end, owner, frame)
        index = end


def _letters(textpage: Any, reader: _Reader, count: int) -> str:
    """The page's characters, exactly one for each index."""
    text: str = textpage.get_text_range(0, count) if count else ""
    if len(text) == count:
        return text
    return "".join(chr(raw.FPDFText_GetUnicode(reader.handle, i) or 0xFFFD) for i in range(count))


def _end_of_owner(reader: _Reader, text: str, index: int, owner: int, count: int) -> int:
    """One past the last character of the object that owns ``index``.

    Objects are mostly whole lines or single words, so the ends of those are asked about first, then it is bisected.
    """
    line = text.find("\r", index)
    high = count if line < 0 else line
    low = index
    if reader.owner(high - 1) == owner:
        low, step = high - 1, 8
        high = low + step
        while high < count and _owner_near(reader, text, high) == owner:
            low, step = high, step * 2
            high = low + step
        high = min(high, count)
    else:
        space = text.find(" ", index, high)
        if space > 0 and _owner_near(reader, text, space + 1) == owner:
            low = space
        elif space > 0:
            high = space
            low = space - 1 if reader.owner(space - 1) == owner else low
    while high - low > 1:
        middle = (low + high) // 2
        if _owner_near(reader, text, middle) == owner:
            low = middle
        else:
            high = middle
    return low + 1


def _owner_near(reader: _Reader, text: str, index: int) -> int:
    """The owner of a character, or of the next visible one where pdfium put in a space."""
    while index < len(text) - 1 and text[index] in " \r\n":
        index += 1
    return reader.owner(index)


def _split(reader: _Reader, text: str, start: int, end: int, owner: int, frame: _Frame) -> Iterator[Run]:
    a, b, c, d = reader.shape(start)
    own_turn = 0 if b == 0 == c and a > 0 and d > 0 else turn_of(a, b, c, d)
    turn = own_turn if not frame.rotation or own_turn < 0 else (own_turn - frame.rotation) % 360
    size = abs(raw.FPDFText_GetFontSize(reader.handle, start)) * (d if c == 0 else (c * c + d * d) ** 0.5)
    font = reader.font(start, owner)
    hidden = RENDER_MODE(owner) in (3, 7)
    left, foot, right, top = reader.window(owner)
    last = end - 1
    while last > start and text[last] in " \r\n\xa0":
        last -= 1
    begin, finish = reader.origin(start), reader.far_end(last, own_turn)
    pieces = [(start, last, begin, finish)]
    if own_turn >= 0 and last > start and _along(begin, finish, own_turn) > 0.52 * size * (last - start + 1):
        pieces = [
            (first, final, reader.origin(first), reader.far_end(final, own_turn))
            for first, final in _cut(reader, text, start, last, size, own_turn)
        ]
    for first, final, (x0, y), (x1, y1) in pieces:
        if not (left - 2 <= (x0 + x1) / 2 <= right + 2 and foot - 2 <= (y + y1) / 2 <= top + 2):
            continue
        words = _clean(text[first : final + 1])
        if final + 1 < len(text) and text[final + 1] in " \xa0":
            words += " "
        (x0, y), (x1, y1) = frame.point(x0, y), frame.point(x1, y1)
        if turn:
            x0, y = place_of(x0, y, turn, frame.width, frame.height)
            x1, y1 = place_of(x1, y1, turn, frame.width, frame.height)
        yield Run(words, min(x0, x1), max(x0, x1), y, size, font, hidden, turn)


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
