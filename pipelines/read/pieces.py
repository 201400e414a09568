"""Lines of a text gathered into pieces: headings, items and paragraphs, printed lines joined, marks taken off."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from charset_normalizer import from_bytes

from pipelines.read.clean import clean_line
from pipelines.read.margin import Line, split_margin
from pipelines.read.markup import drop_markup

BULLET = re.compile(r"^\s*(?:[•‣▪●○◦∙·–\uf0b7\uf0a7]|[-*+](?=\s))\s*(?=\S)")
ORDINAL = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
HASHES = re.compile(r"^\s{0,3}(?P<hashes>#{1,6})\s+(?P<words>.*?)\s*#*\s*$")
RULE = re.compile(r"^\s*(?:[-*_=~]\s*){3,}$")
FINISHED = re.compile(r"[.?!:;…][\"”’')\]»*]*\s*$|[\"”»]\s*$")
LONGEST_PRINTED = 130  # characters; longer lines are paragraphs, not lines of a column
MOST_FOREIGN = 10  # one byte in so many above ASCII still is a Western text


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """Words that belong together.

    ``cut``: a page ended before them; ``alone``: blank lines frame them; ``turn``: a menu, or a cue of a page's
    beginning or end, stood before them, so that another page of a scrape may begin here.
    """

    words: str
    kind: Literal["heading", "item", "text", "rule"]
    level: int | None = None
    cut: bool = False
    alone: bool = True
    turn: Literal["", "menu", "cue"] = ""


def decode(data: bytes) -> str:
    """Bytes as text: UTF-8 or UTF-16 where they are, else the likeliest encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        foreign = sum(byte > 127 for byte in data)
        guess = None if foreign < len(data) / MOST_FOREIGN else from_bytes(data).best()
        return str(guess) if guess is not None else data.decode("cp1252", errors="replace")


def find_pieces(text: str) -> list[Piece]:
    """The text's headings, items and paragraphs, in order, without marks and margin numbers."""
    lines = drop_markup(re.sub(r"\r\n?|\x0b|\u2028|\u2029", "\n", text).replace("\f", "\n\f\n")).split("\n")
    pieces: list[Piece] = []
    block: list[Line] = []
    turned = False
    for line in [*split_margin(lines), Line("")]:
        if line.words.strip() and not line.turns:
            block.append(line)
            continue
        for number, piece in enumerate(_join_block(block)):
            pieces.append(dataclasses.replace(piece, cut=turned and number == 0))
        turned = (turned and not block) or line.turns or "\f" in line.words
        block = [Line(line.words, numbered=True)] if line.turns and line.words.strip() else []
    return [p for p in pieces if p.words]


def _join_block(block: Sequence[Line]) -> Iterator[Piece]:
    """The pieces of lines that stand together."""
    gathered: list[str] = []
    kind: Literal["item", "text"] = "text"
    wrapped = _is_wrapped([line.words for line in block])
    alone = len(block) == 1
    for line in block:
        hashes = HASHES.match(line.words)
        if hashes or RULE.match(line.words):
            yield from _close(gathered, kind, alone)
            gathered, kind = [], "text"
            if hashes and hashes["words"]:
                yield Piece(tidy(hashes["words"]), "heading", len(hashes["hashes"]))
        elif (
            gathered
            and not _begins_item(line.words, gathered[-1])
            and (wrapped or line.numbered or _goes_on(gathered[-1], line.words))
        ):
            gathered.append(line.words)
        else:
            yield from _close(gathered, kind, alone)
            kind = "item" if BULLET.match(line.words) or ORDINAL.match(line.words) else "text"
            gathered = [line.words]
    yield from _close(gathered, kind, alone)


def _close(lines: list[str], kind: Literal["item", "text"], alone: bool) -> Iterator[Piece]:
    if lines:
        words = tidy(join_lines([BULLET.sub("", lines[0]), *lines[1:]]))
        yield Piece(words, kind, alone=alone or len(lines) > 1)


def tidy(words: str) -> str:
    """One line with single blanks and mended characters."""
    return " ".join(clean_line(" ".join(words.split())).split())


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines of a block are printed lines of one paragraph: filled to about the same width."""
    widths = [len(line.strip()) for line in lines]
    if len(widths) < 2 or max(widths) > LONGEST_PRINTED or max(widths) < 40:
        return False
    full = [w for w in widths[:-1] if w >= 0.72 * max(widths)]
    ended = sum(1 for line in lines[:-1] if FINISHED.search(line))
    return len(full) >= 0.7 * (len(widths) - 1) and ended <= 0.5 * (len(widths) - 1)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line continues the one before, as its first and the other's last letters tell."""
    line = line.strip()
    if re.match(r"https?:|www\.|\S+@\S", line):
        return False
    return not FINISHED.search(before) and (line[0].islower() or line[0] in ',;)%"”’') and len(before.split()) > 3


def _begins_item(line: str, before: str) -> bool:
    if BULLET.match(line) and not re.match(r"\s*[–-]\s", line):
        return True
    return bool(BULLET.match(line) or ORDINAL.match(line)) and bool(FINISHED.search(before) or len(before) < 40)


def join_lines(lines: Iterable[str]) -> str:
    """Printed lines as one; a word broken by a hyphen is mended where the hyphen is not its own."""
    joined = ""
    for line in (words.strip() for words in lines):
        broken = re.search(r"(?P<before>[\w’'‐-]*?)(?P<head>[^\W\d_]+)[-‐]$", joined)
        if re.search(r"\w[-‐–]$|/$", joined) and line[:1].isalnum():
            own = broken is None or "-" in broken["before"] or broken["head"].lower() in OWN_HYPHEN
            joined = joined + line if own or joined[-1] in "–/" or not line[0].islower() else joined[:-1] + line
        else:
            joined = f"{joined} {line}" if joined else line
    return joined


# First parts of words that keep their hyphen: "co-creation", "self-brand", "user-generated".
OWN_HYPHEN = frozenset(
    word
    for line in (
        "all anti brand business buyer case class co community company cross customer data decision ego employee",
        "ever ex face family firm first five four goal half high higher hyper inter item large life long low lower",
        "macro market medium meta micro mid multi near new non off on one open over peer people post pre problem",
        "product pro quasi re real second self semi service short single small so socio stake sub super supply team",
        "third three time two ultra user value vice well winner word work world",
    )
    for word in line.split()
)
