"""Reading a store's folder beside the process that writes to it.

``Store.read_only`` shows the folder as it was when it was opened, and RocksDB may then delete files that only the
older state needs. So a reader looks at the folder's bookkeeping files before each use and opens anew when they have
changed, at most for a tenth of the time where that is slow; and an opening that fails because the writer was just
replacing files is tried again.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pyoxigraph

from kg.errors import StoreUnusable

ATTEMPTS = 5
PAUSE = 0.05  # seconds before the second attempt; each further pause is twice as long
BESIDE = "search"  # a folder in the store's own for what is made from it (kg.search) and is no part of it
SHARE = 10  # an opening that took t seconds longer than QUICK is good for at least t times this
QUICK = 0.1  # seconds

# a file that the writer removed is an OSError to pyoxigraph while reading, and a RuntimeError while opening
UNREADABLE = (OSError, RuntimeError)

Signature = frozenset[tuple[str, int, int]]


class Snapshot:
    """The newest readable state of a store's folder."""

    def __init__(self, path: Path) -> None:
        """Open the folder at ``path``.

        Raises:
            StoreUnusable: it is not a store, or cannot be read.
        """
        self.path = path
        self._open()

    def current(self) -> pyoxigraph.Store:
        """The store as it is now, but for what was written while the last opening was still fresh."""
        if time.monotonic() >= self._fresh_until and signature(self.path) != self._signature:
            self._open()
        return self._store

    def reopen(self) -> pyoxigraph.Store:
        """The store opened anew, whatever its files say: for after a failed read."""
        self._open()
        return self._store

    def _open(self) -> None:
        check_folder(self.path)
        began = time.monotonic()
        self._signature = signature(self.path)
        self._store = open_for_reading(self.path)
        took = time.monotonic() - began
        self._fresh_until = time.monotonic() + SHARE * max(0.0, took - QUICK)


def signature(path: Path) -> Signature:
    """What changes when something is written: names, sizes and times of RocksDB's files, without its talk in LOG."""
    try:
        with os.scandir(path) as entries:
            kept = [entry for entry in entries if not entry.name.startswith(("LOG", "LOCK")) and entry.name != BESIDE]
            return frozenset((entry.name, stat.st_size, stat.st_mtime_ns) for entry in kept if (stat := _stat(entry)))
    except OSError as exc:
        raise StoreUnusable(f"{path}: cannot be read ({exc.strerror}); is it still there?") from exc


def check_folder(path: Path) -> None:
    """Raise StoreUnusable, with the remedy, where there is no store to read."""
    if not path.exists():
        raise StoreUnusable(f"{path}: no store is here yet; run `kg extract PATH --store {path}` first")
    if not (path / "CURRENT").is_file():
        raise StoreUnusable(f"{path}: this is not a store; give the folder that `kg extract --store` wrote")


def open_for_reading(path: Path) -> pyoxigraph.Store:
    """A read-only view of the store as it is now; raises StoreUnusable where its files are damaged."""
    for attempt in range(ATTEMPTS):
        try:
            return pyoxigraph.Store.read_only(str(path))
        except UNREADABLE as exc:
            if attempt == ATTEMPTS - 1:
                raise StoreUnusable(f"{path}: the store cannot be read: {first_line(exc)}") from exc
        time.sleep(PAUSE * 2**attempt)
    raise AssertionError("unreachable")


def first_line(exc: Exception) -> str:
    """An error's message on one line of bearable length."""
    return " ".join(str(exc).split())[:300]


def _stat(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return entry.stat()
    except FileNotFoundError:  # the writer removed it between listing and looking
        return None
