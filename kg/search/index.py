"""The index: one SQLite file in the store's folder, brought up to date whenever the store's version has changed.

Words are indexed in their canonical form (``pipelines.canonical``: one spelling, no plural) and stemmed by FTS5, so
"co-creation behaviours" finds "cocreation behavior". What has not changed is not indexed again. A store on a server,
or a folder that cannot be written, has its index in this process's memory.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.search.gathering import CONSTRUCT, Entry, gather
from kg.search.meaning import KEPT_AS, Floats, load
from kg.store import Store, is_remote
from kg.store.snapshot import BESIDE
from pipelines.canonical import key

FORMAT = "6"  # of the file: one of another format is made anew
WAITING = 60.0  # seconds that a reader waits for another process that renews the index
COARSE = 64  # dimensions of a vector that are looked at first
GOOD_FOR = 30.0  # seconds that an index of a store which cannot tell its version is taken for up to date
SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE things (
  id INTEGER PRIMARY KEY, iri TEXT UNIQUE, digest TEXT, kind TEXT, text TEXT, paper TEXT, reference TEXT, year INTEGER,
  page INTEGER, status TEXT, signs TEXT, names TEXT, facts TEXT
);
CREATE TABLE takes_part (construct TEXT, thing INTEGER, PRIMARY KEY (construct, thing)) WITHOUT ROWID;
CREATE INDEX by_thing ON takes_part (thing);
CREATE TABLE meanings (thing INTEGER PRIMARY KEY, vector BLOB);
CREATE VIRTUAL TABLE words USING fts5(text, more, tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE labels USING fts5(text, more, tokenize = 'porter unicode61');
INSERT INTO words (words, rank) VALUES ('rank', 'bm25(1.0, 0.8)');
"""
_in_memory: dict[str, tuple[sqlite3.Connection, float]] = {}


@contextlib.contextmanager
def opened(store: Store) -> Iterator[sqlite3.Connection]:
    """The store's index, up to date.

    Raises:
        StoreError: the store cannot be read.
    """
    folder = None if is_remote(store.locator) else Path(store.locator) / BESIDE
    try:
        database = _in_folder(folder) if folder is not None else None
    except (OSError, sqlite3.Error):
        database = None  # a folder that cannot be written: its index is made for this process alone
    if database is None:
        yield _for_process(store)
        return
    with contextlib.closing(database):
        renew(store, database)
        yield database


def renew(store: Store, database: sqlite3.Connection) -> int:
    """Make the index follow from the store; how many things were indexed or taken out."""
    version = store.version()
    if version is not None and _about(database, "version") == version:
        return 0
    database.execute("BEGIN IMMEDIATE")  # one process renews, others wait and then find it done
    with database:
        if version is not None and _about(database, "version") == version:
            return 0
        changed = _follow(store, database)
        renewals = int(_about(database, "renewals") or 0) + 1
        database.execute("INSERT OR REPLACE INTO about VALUES ('renewals', ?)", (str(renewals),))
        # Reading a snapshot may have been of a later version: the next one to ask looks again.
        database.execute("INSERT OR REPLACE INTO about VALUES ('version', ?)", (version or "",))
    return changed


def _follow(store: Store, database: sqlite3.Connection) -> int:
    before = {iri: (number, digest) for number, iri, digest in database.execute("SELECT id, iri, digest FROM things")}
    changed = 0
    for entry in gather(store):
        number, digest = before.pop(entry.iri, (None, ""))
        if digest == (now := entry.digest):
            continue
        if number is not None:
            _take_out(database, number)
        _put_in(database, entry, now)
        changed += 1
    for number, _ in before.values():
        _take_out(database, number)
    return changed + len(before)


def _put_in(database: sqlite3.Connection, entry: Entry, digest: str) -> None:
    facts = json.dumps(dict(entry.facts), ensure_ascii=False)
    place = (entry.paper, entry.reference, entry.year, entry.page)
    row = (
        entry.iri,
        digest,
        entry.kind,
        entry.text,
        *place,
        entry.status,
        " ".join(entry.signs),
        json.dumps(entry.names),
        facts,
    )
    columns = "iri, digest, kind, text, paper, reference, year, page, status, signs, names, facts"
    number = database.execute(f"INSERT INTO things ({columns}) VALUES ({', '.join('?' * len(row))})", row).lastrowid
    table = "labels" if entry.kind == CONSTRUCT else "words"
    values = (number, key(entry.text), key(entry.more))
    database.execute(f"INSERT INTO {table} (rowid, text, more) VALUES (?, ?, ?)", values)
    if entry.kind != CONSTRUCT:  # names are found by their words
        vector = load().encode(entry.text).astype(KEPT_AS).tobytes()
        database.execute("INSERT INTO meanings VALUES (?, ?)", (number, vector))
    database.executemany("INSERT INTO takes_part VALUES (?, ?)", [(iri, number) for iri in set(entry.constructs)])


def _take_out(database: sqlite3.Connection, number: int) -> None:
    database.execute("DELETE FROM things WHERE id = ?", (number,))
    database.execute("DELETE FROM words WHERE rowid = ?", (number,))
    database.execute("DELETE FROM labels WHERE rowid = ?", (number,))
    database.execute("DELETE FROM meanings WHERE thing = ?", (number,))
    database.execute("DELETE FROM takes_part WHERE thing = ?", (number,))


def _in_folder(folder: Path) -> sqlite3.Connection:
    folder.mkdir(exist_ok=True)
    path = folder / "index.sqlite"
    try:
        return _prepared(_connect(str(path)))
    except sqlite3.DatabaseError as exc:
        if isinstance(exc, sqlite3.OperationalError):
            raise
        path.unlink()  # broken off or damaged: an index can always be made anew
        return _prepared(_connect(str(path)))


def _for_process(store: Store) -> sqlite3.Connection:
    database, renewed = _in_memory.get(store.locator, (None, 0.0))
    if database is None:
        database = _prepared(_connect(":memory:"))
    if store.version() is not None or time.monotonic() - renewed > GOOD_FOR:
        renew(store, database)
        _in_memory[store.locator] = (database, time.monotonic())
    return database


def _connect(path: str) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=WAITING, isolation_level=None, check_same_thread=False)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = OFF")  # an index that a power cut damages is made anew
    return database


def _prepared(database: sqlite3.Connection) -> sqlite3.Connection:
    """The database with the tables of this format, empty where it was of another."""
    held = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "about" in held and _about(database, "format") == FORMAT:
        return database
    database.execute("BEGIN IMMEDIATE")
    for name in ("words", "labels", "meanings", "takes_part", "things", "about"):
        database.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in filter(str.strip, SCHEMA.split(";")):
        database.execute(statement)
    database.execute("INSERT INTO about VALUES ('format', ?), ('made', ?)", (FORMAT, str(time.time_ns())))
    database.execute("COMMIT")
    return database


class Vectors(NamedTuple):
    """The vectors of sentences as rows: whole, and only their first dimensions."""

    whole: Floats
    coarse: Floats


_meanings: dict[str, tuple[object, npt.NDArray[np.int64], Vectors]] = {}


def meanings(database: sqlite3.Connection) -> tuple[npt.NDArray[np.int64], Vectors]:
    """The numbers of all things that have a meaning, and their vectors; kept in memory for one version."""
    path = str(database.execute("PRAGMA database_list").fetchone()[2]) or f"memory of {id(database)}"
    version = (_about(database, "made"), _about(database, "renewals"))
    if path not in _meanings or _meanings[path][0] != version:
        rows = database.execute("SELECT thing, vector FROM meanings ORDER BY thing").fetchall()
        numbers = np.array([number for number, _ in rows], dtype=np.int64)
        vectors = np.frombuffer(b"".join(vector for _, vector in rows), dtype=KEPT_AS).astype(np.float32)
        whole = vectors.reshape(len(rows), load().dimensions)
        _meanings[path] = (version, numbers, Vectors(whole, np.ascontiguousarray(whole[:, :COARSE])))
    return _meanings[path][1:]


def _about(database: sqlite3.Connection, name: str) -> str | None:
    row = database.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])
