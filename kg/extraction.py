"""One file to its extraction: read in a process with limits, understood, and ready as RDF; many files in processes.

for result in extract_all([Path("paper.pdf")], Settings()):
    ...  # an Extraction, or the error that says what is wrong with the file

Readers and models are imported only when a paper is read: they take seconds to load, which no other command waits for.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import multiprocessing
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from kg.rdf import Facts, to_quads
from kg.run import Run
from kg.store import Quad
from pipelines.choices import ENGINE, MODEL, RECOGNITION, Engine, Model, Recognition
from pipelines.errors import EngagementError, NoPapers, ReadError, TooCostly
from pipelines.record import Record, Statement
from pipelines.text import Box, Text
from pipelines.version import fingerprint

if TYPE_CHECKING:
    from pipelines.extract import Dropped, Extractor
    from pipelines.read import Library

# Workers start afresh: a forked one would think that our own reading process (pipelines.read.worker) is its child.
FRESH = multiprocessing.get_context("spawn")

Boxes = Mapping[tuple[int, int], Sequence[Box]]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How papers are read and understood. Plain values, so that worker processes can be given them.

    ``bib`` is a reference manager's file (BibTeX, RIS, CSL-JSON) that knows the papers. Statements of less
    than ``min_confidence`` are left out. ``explain`` asks for the drop log; it changes nothing in the record.
    """

    model: Model = MODEL
    pdf_engine: Engine = ENGINE
    ocr: Recognition = RECOGNITION
    bib: Path | None = None
    min_confidence: float | None = None
    explain: bool = False

    @property
    def pipeline(self) -> str:
        """The version of code, model, engine, library and least confidence that decides what is found."""
        library = f"+bib.{file_hash(self.bib)[:12]}" if self.bib else ""
        least = f"+min.{self.min_confidence:g}" if self.min_confidence is not None else ""
        return f"{fingerprint(self.model)}+{self.pdf_engine}{library}{least}"

    def as_text(self) -> dict[str, str]:
        """The settings as provenance keeps them: those that decide what is found."""
        settings = dataclasses.asdict(self)
        del settings["explain"]
        return {name: str(value) for name, value in settings.items() if value is not None}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one file gave: its record, the facts of the run, and the text, which knows pages, boxes and conflicts.

    ``dropped`` is what did not become a statement, where the settings asked for it, and always what was lost to a
    fault.
    """

    record: Record
    run: Run
    text: Text
    dropped: tuple[Dropped, ...] = ()

    def quads(self, *, apart_from: str | None = None) -> Iterator[Quad]:
        """The extraction as RDF; ``apart_from`` is a paper that has its DOI already."""
        text = self.text
        facts = Facts(
            issn=text.issn,
            licence=text.licence,
            abstract=text.abstract,
            conflicts=text.conflicts,
            entries=self._entries(),
        )
        return to_quads(self.record, self.run, boxes=self._boxes(), facts=facts, apart_from=apart_from)

    def _boxes(self) -> Boxes:
        places = [(s.start, s.end) for s in self.record.statements] + [
            (d.start, d.end) for d in self.record.definitions
        ]
        known = ((a, b) for a, b in places if a is not None and b is not None and self.text.fragments)
        return {(a, b): self.text.boxes(a, b) for a, b in known}

    def _entries(self) -> tuple[str, ...]:
        """The bibliography as printed, where each of its lines became a reference."""
        lines = tuple(self.text.content[b.start : b.end] for b in self.text.blocks if b.role == "reference")
        return lines if len(lines) == len(self.record.references) else ()


Result = Extraction | EngagementError


def extract_all(papers: Sequence[Path], settings: Settings, *, jobs: int = 1) -> Iterator[Result]:
    """The papers' extractions, or what is wrong with each, in their order; ``jobs`` of them at a time."""
    if jobs <= 1 or len(papers) <= 1:
        yield from (_extract_or_error(path, settings) for path in papers)
        return
    with ProcessPoolExecutor(max_workers=min(jobs, len(papers)), mp_context=FRESH) as pool:
        futures = [pool.submit(_extract_or_error, path, settings) for path in papers]
        try:
            for path, future in zip(papers, futures, strict=True):
                yield _result(path, future, settings)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # who stops half-way waits for no paper that is not begun


def _result(path: Path, future: Future[Result], settings: Settings) -> Result:
    """A worker's result. When a worker died, all that waited are lost with it: each is tried again, alone."""
    try:
        return future.result()
    except BrokenProcessPool:
        return _extract_alone(path, settings)


def _extract_alone(path: Path, settings: Settings) -> Result:
    with ProcessPoolExecutor(max_workers=1, mp_context=FRESH) as pool:
        try:
            return pool.submit(_extract_or_error, path, settings).result()
        except BrokenProcessPool:
            return TooCostly(f"{path}: reading it ended its worker process; it may need more memory than there is")


def _extract_or_error(path: Path, settings: Settings) -> Result:
    try:
        return extract_file(path, settings)
    except EngagementError as exc:
        return exc
    except Exception as exc:  # noqa: BLE001 - a mistake of ours in one paper must not cost the reader the other papers
        what = " ".join(f"{type(exc).__name__}: {exc}".split())[:200]
        return ReadError(f"{path}: reading it failed unexpectedly ({what}); please report this file")


def extract_file(path: Path, settings: Settings) -> Extraction:
    """Read one file and extract its record.

    Raises:
        ReadError: the file could not be turned into text.
    """
    started = datetime.now(UTC)
    text = read_text(path, settings)
    extractor = _extractor(settings.model)
    record, dropped = extractor.explain(text) if settings.explain else extractor.extract_and_tell(text)
    if settings.min_confidence is not None:
        record, doubtful = keep_sure(record, settings.min_confidence)
        dropped = tuple(sorted([*dropped, *doubtful], key=lambda d: d.start)) if settings.explain else dropped
    run = Run(
        sha256=text.sha256,
        pipeline=settings.pipeline,
        version=metadata.version("engagement-kg"),
        started=started,
        ended=datetime.now(UTC),
        settings=settings.as_text(),
    )
    return Extraction(record=record, run=run, text=text, dropped=dropped)


def keep_sure(record: Record, least: float) -> tuple[Record, tuple[Dropped, ...]]:
    """The record without the statements whose confidence is below ``least``, and those; one without any stays."""
    doubtful = [s for s in record.statements if s.confidence is not None and s.confidence < least]
    kept = tuple(s for s in record.statements if s not in doubtful)
    return dataclasses.replace(record, statements=kept), tuple(_doubted(s, least) for s in doubtful)


def _doubted(statement: Statement, least: float) -> Dropped:
    from pipelines.extract import Dropped

    return Dropped(
        start=statement.start or 0,
        end=statement.end or 0,
        text=statement.text,
        label=statement.label,
        reason=f"its confidence, {statement.confidence:.2f}, is below {least:g}",
    )


def read_text(path: Path, settings: Settings) -> Text:
    """The clean text of a file, as ``kg text`` prints it, read in a process with limits on time and memory."""
    from pipelines.read import read_safely

    if not path.exists():
        raise NoPapers(f"{path}: there is no such file")
    library = _library(settings.bib) if settings.bib else None
    return read_safely(path, pdf_engine=settings.pdf_engine, ocr=settings.ocr, library=library)


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes in hexadecimal, or "" where it cannot be read (reading it will say why)."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


@functools.lru_cache(maxsize=2)
def _extractor(model: str) -> Extractor:
    """One extractor a process: loading the model takes longer than reading a short paper."""
    from pipelines.extract import load

    return load(model=model)


@functools.lru_cache(maxsize=2)
def _library(path: Path) -> Library:
    from pipelines.read import read_library

    if not path.exists():
        raise NoPapers(f"{path}: there is no such file")
    return read_library(path)
