"""Standard input and output, whatever their encoding: on Windows it is often one without β.

Data for programs goes to files and pipes as UTF-8, which JSON, SPARQL's result formats and RDF's want anyway, with the
ends of lines as they are. What people read, and data on a terminal, goes in the terminal's own encoding, with a
question mark for what that lacks: a sign less is better than no answer.
"""

from __future__ import annotations

import io
import re
import sys
from typing import TextIO

# Characters that a terminal obeys instead of showing (C0, C1, bidirectional controls); a line's end stays.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(words: str) -> str:
    """Words of papers for a terminal: what it would obey (colours, cursor, titles) becomes a replacement character."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", words)


def bear_any_encoding() -> None:
    """Let standard output replace what its encoding does not have. Standard error does so by itself."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def input_text() -> TextIO:
    """Standard input as UTF-8 where it is a file or pipe: SPARQL is always that."""
    buffer = getattr(sys.stdin, "buffer", None)
    if buffer is None or sys.stdin.isatty():
        return sys.stdin
    return io.TextIOWrapper(buffer, encoding="utf-8-sig")


def print_data(text: str, *, end: str = "\n") -> None:
    """Data for programs: a text, and what ends it."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None or sys.stdout.isatty():
        print(printable(text), end=end, flush=True)
        return
    sys.stdout.flush()
    buffer.write((text + end).encode("utf-8", "replace"))
    buffer.flush()
