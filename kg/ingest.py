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
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from kg.extraction import Extraction, Result, Settings, extract_all, file_hash
from kg.identity import claimed_elsewhere, hide_versions
from kg.iris import ONTOLOGY, Iris
from kg.revision import renew
from kg.sharing import put_paper
from kg.store import Store
from pipelines.errors import EngagementError, NoPapers

# What a walk through a folder picks up; a file that is named outright is read whatever its name.
SUFFIXES = frozenset({".pdf", ".html", ".htm", ".xhtml", ".xml", ".txt", ".md", ".docx"})

State = Literal["added", "replaced", "skipped", "failed", "read"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file. ``extraction`` is None where it was skipped or failed, ``error`` says why it failed.

    ``apart_from`` is the paper that has the DOI of this file already, from another file of other content.
    """

    path: Path
    state: State
    extraction: Extraction | None = None
    error: EngagementError | None = None
    apart_from: str | None = None


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
    version = settings.pipeline
    skipped = {path for path in papers if known and known.get(file_hash(path)) == version}
    there = set() if store is None else set(map(str, store.graphs()))
    results = extract_all([p for p in papers if p not in skipped], settings, jobs=jobs)
    for path in papers:
        if path in skipped:
            yield Outcome(path=path, state="skipped")
        else:
            yield _store_result(path, next(results), store, there)


def _store_result(path: Path, result: Result, store: Store | None, there: set[str]) -> Outcome:
    """Put a result into the store; ``there`` are the graphs that it holds, and grows with them."""
    if isinstance(result, EngagementError):
        return Outcome(path=path, state="failed", error=result)
    if store is None:
        return Outcome(path=path, state="read", extraction=result)
    graph = Iris().document_graph(result.run.sha256)
    state: State = "replaced" if graph in there else "added"
    try:
        other = claimed_elsewhere(store, result.record.document.doi, graph)
        put_paper(store, graph, result.quads(apart_from=other))
        hide_versions(store)
        if Iris().edited_graph(graph) in there:
            renew(store, graph)
    except EngagementError as exc:
        return Outcome(path=path, state="failed", error=exc)
    there.add(graph)
    return Outcome(path=path, state=state, extraction=result, apart_from=other)


def _pipelines_by_file(store: Store) -> dict[str, str]:
    """What the store has read: the hash of each file → the version of the pipeline that read it."""
    rows = store.query(f"""
        PREFIX evc: <{ONTOLOGY}>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?sha256 ?pipeline WHERE {{ ?run prov:used/evc:sha256 ?sha256 ; evc:pipelineVersion ?pipeline }}
    """)
    return {str(row["sha256"]): str(row["pipeline"]) for row in rows}
