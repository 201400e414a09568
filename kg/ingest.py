"""From files to the store: one paper after another through the whole path, each whole or not at all.

    for outcome in ingest(find_papers([Path("papers")]), store=store):
        print(outcome.path, outcome.state)

A file is known by the hash of its bytes. Where the store already holds it from the same pipeline version it is
skipped; from another version, its graph is replaced whole. A file that cannot be read is reported as an outcome and
the rest go on. Reading and extraction run in worker processes when ``jobs`` is more than one; the store is written by
the calling process alone.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import multiprocessing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Literal

from kg.iris import ONTOLOGY, Iris
from kg.rdf import to_quads
from kg.run import Run
from kg.store import Quad, Store
from pipelines.errors import EngagementError, NoPapers, ReadError, TooCostly
from pipelines.extract import Extractor, load
from pipelines.read import Engine, Recognition, read_safely
from pipelines.record import Record
from pipelines.text import Box, Text
from pipelines.version import fingerprint

# What a walk through a folder picks up; a file that is named outright is read whatever its name.
SUFFIXES = frozenset({".pdf", ".html", ".htm", ".xhtml", ".xml", ".txt", ".md", ".docx"})

# Workers start afresh: a forked one would think that our own reading process (pipelines.read.worker) is its child.
FRESH = multiprocessing.get_context("spawn")

Boxes = Mapping[tuple[int, int], Sequence[Box]]
State = Literal["added", "replaced", "skipped", "failed", "read"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How papers are read and understood. Plain values, so that worker processes can be given them."""

    model: str = "none"
    pdf_engine: Engine = "pdfminer"
    ocr: Recognition = "auto"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one file gave: its record, the facts of the run, and the page boxes of its statements."""

    record: Record
    run: Run
    boxes: Boxes

    def quads(self) -> Iterator[Quad]:
        """The extraction as RDF."""
        return to_quads(self.record, self.run, boxes=self.boxes)


Result = Extraction | EngagementError


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file. ``extraction`` is None where it was skipped or failed, ``error`` says why it failed."""

    path: Path
    state: State
    extraction: Extraction | None = None
    error: EngagementError | None = None


def find_papers(paths: Iterable[Path]) -> list[Path]:
    """The files to read: those named, and those in the folders named, sorted within each folder.

    Raises:
        NoPapers: nothing at all was found under the given paths.
    """
    paths = list(paths)
    found = dict.fromkeys(p for path in paths for p in (_walk(path) if path.is_dir() else [path]))
    if not found:
        named = ", ".join(map(str, paths))
        raise NoPapers(f"{named}: no papers in this folder; papers end in {', '.join(sorted(SUFFIXES))}")
    return list(found)


def _walk(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in SUFFIXES and path.is_file() and not _is_hidden(path.relative_to(folder))
    ]


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def ingest(
    papers: Sequence[Path],
    *,
    store: Store | None = None,
    settings: Settings | None = None,
    jobs: int = 1,
    force: bool = False,
) -> Iterator[Outcome]:
    """Read ``papers`` and put each into ``store`` (or only read them, where it is None), in the order given.

    ``force`` reads again what the store already holds from the same pipeline version.
    """
    settings = settings or Settings()
    known = {} if force or store is None else _pipelines_by_file(store)
    version = fingerprint(settings.model)
    skipped = {path for path in papers if known and known.get(file_hash(path)) == version}
    results = _extract_all([p for p in papers if p not in skipped], settings, jobs)
    for path in papers:
        if path in skipped:
            yield Outcome(path=path, state="skipped")
        else:
            yield _store_result(path, next(results), store)


def _store_result(path: Path, result: Result, store: Store | None) -> Outcome:
    if isinstance(result, EngagementError):
        return Outcome(path=path, state="failed", error=result)
    if store is None:
        return Outcome(path=path, state="read", extraction=result)
    graph = Iris().document_graph(result.run.sha256)
    state: State = "replaced" if graph in map(str, store.graphs()) else "added"
    try:
        store.put_graph(graph, result.quads())
    except EngagementError as exc:
        return Outcome(path=path, state="failed", error=exc)
    return Outcome(path=path, state=state, extraction=result)


def _extract_all(papers: Sequence[Path], settings: Settings, jobs: int) -> Iterator[Result]:
    if jobs <= 1 or len(papers) <= 1:
        yield from (_extract_or_error(path, settings) for path in papers)
        return
    with ProcessPoolExecutor(max_workers=min(jobs, len(papers)), mp_context=FRESH) as pool:
        futures = [pool.submit(_extract_or_error, path, settings) for path in papers]
        for path, future in zip(papers, futures, strict=True):
            yield _result(path, future, settings)


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
        return ReadError(
            f"{path}: reading it failed unexpectedly ({type(exc).__name__}: {exc}); please report this file"
        )


def extract_file(path: Path, settings: Settings) -> Extraction:
    """Read one file and extract its record.

    Raises:
        ReadError: the file could not be turned into text.
    """
    started = datetime.now(UTC)
    text = read_text(path, settings)
    extractor = _extractor(settings)
    record = extractor.extract(text)
    run = Run(
        sha256=text.sha256,
        pipeline=extractor.version,
        version=metadata.version("engagement-kg"),
        started=started,
        ended=datetime.now(UTC),
        settings=dataclasses.asdict(settings),
    )
    return Extraction(record=record, run=run, boxes=_boxes(record, text))


def read_text(path: Path, settings: Settings) -> Text:
    """The clean text of a file, as ``kg text`` prints it, read in a process with limits on time and memory."""
    if not path.exists():
        raise NoPapers(f"{path}: there is no such file")
    return read_safely(path, pdf_engine=settings.pdf_engine, ocr=settings.ocr)


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes in hexadecimal, or "" where it cannot be read (reading it will say why)."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


@functools.lru_cache(maxsize=2)
def _extractor(settings: Settings) -> Extractor:
    """One extractor a process: loading the model takes longer than reading a short paper."""
    return load(model=settings.model)


def _boxes(record: Record, text: Text) -> Boxes:
    places = [(s.start, s.end) for s in record.statements] + [(d.start, d.end) for d in record.definitions]
    return {(a, b): text.boxes(a, b) for a, b in places if a is not None and b is not None and text.fragments}


def _pipelines_by_file(store: Store) -> dict[str, str]:
    """What the store has read: the hash of each file → the version of the pipeline that read it."""
    rows = store.query(f"""
        PREFIX evc: <{ONTOLOGY}>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?sha256 ?pipeline WHERE {{ ?run prov:used/evc:sha256 ?sha256 ; evc:pipelineVersion ?pipeline }}
    """)
    return {str(row["sha256"]): str(row["pipeline"]) for row in rows}
