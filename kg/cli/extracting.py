"""``kg extract`` and ``kg text``: from files to records, RDF and clean text."""

from __future__ import annotations

import collections
import contextlib
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rdflib import Literal
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kg import export
from kg.cli.options import DEFAULT_STORE, EngineOption, ModelOption, OcrOption, StoreOption, talk
from kg.cli.output import print_data, printable
from kg.cli.tables import Column, print_rows
from kg.export import Format
from kg.extraction import Settings, read_text
from kg.ingest import Outcome, find_papers, ingest
from kg.iris import Iris
from kg.opening import open_for_writing
from kg.store import Store
from pipelines.choices import ENGINE, MODEL, RECOGNITION
from pipelines.record import Record, to_json

if TYPE_CHECKING:
    from pipelines.extract import Dropped

SHORT = 120  # characters of a sentence in the drop log
Paths = Annotated[
    list[Path],
    typer.Argument(help="Files, folders (walked), or - for standard input.", show_default=False, allow_dash=True),
]


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command(epilog="Example:  kg extract papers/ --jobs 2")(extract)
    app.command(epilog="Example:  kg text paper.pdf | less")(text)


def extract(
    context: typer.Context,
    paths: Paths,
    store: StoreOption = DEFAULT_STORE,
    format: Annotated[Format | None, typer.Option(help="Print the result instead of storing it.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Papers read at the same time.")] = 1,
    force: Annotated[bool, typer.Option("--force", help="Read again what the store already holds.")] = False,
    model: ModelOption = MODEL,
    pdf_engine: EngineOption = ENGINE,
    ocr: OcrOption = RECOGNITION,
    bib: Annotated[
        Path | None, typer.Option(help="A library that knows the papers: BibTeX, RIS or CSL-JSON.", show_default=False)
    ] = None,
    min_confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="Leave out statements less sure than this.", show_default=False)
    ] = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Say on standard error who found what, and what became no statement."),
    ] = False,
) -> None:
    """Read papers and put what they say into the store.

    The same file again is skipped, unless the pipeline has changed since. A file that cannot be read is reported, the
    rest go on, and the exit code is 1.
    """
    settings = Settings(
        model=model, pdf_engine=pdf_engine, ocr=ocr, bib=bib, min_confidence=min_confidence, explain=explain
    )
    stored = format is None or _given(context, "store")
    with _papers(paths) as papers, _store(store, wanted=stored) as kept:
        outcomes = _watch(ingest(papers, store=kept, settings=settings, jobs=jobs, force=force), len(papers))
        try:
            failed = _report(_explained(outcomes) if explain else outcomes, format, summary=stored)
        except KeyboardInterrupt:
            _tell_stopped(kept is not None)
            raise
    raise typer.Exit(1 if failed else 0)


def _tell_stopped(is_kept: bool) -> None:
    """Say what is there of a run that was broken off, and how to go on."""
    told = "every paper that was finished is in the store, whole" if is_kept else "what was printed is complete"
    remedy = "run the same command again: finished papers are skipped" if is_kept else "nothing else is kept"
    talk.print(f"\nstopped: {told}; {remedy}", markup=False)


def text(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A paper, or - for standard input.", allow_dash=True)],
    pdf_engine: EngineOption = ENGINE,
    ocr: OcrOption = RECOGNITION,
) -> None:
    """Print the clean running text of a paper: the text that all offsets count in.

    Headings begin with #, a paragraph is a line, a form feed stands between pages.
    """
    with _papers([path]) as papers:
        for one in papers:
            print_data(read_text(one, Settings(pdf_engine=pdf_engine, ocr=ocr)).content, end="")


def _given(context: typer.Context, option: str) -> bool:
    source = context.get_parameter_source(option)
    return source is not None and source.name == "COMMANDLINE"


@contextlib.contextmanager
def _store(locator: str, *, wanted: bool) -> Iterator[Store | None]:
    if not wanted:
        yield None
        return
    with open_for_writing(locator) as kept:
        yield kept


@contextlib.contextmanager
def _papers(paths: list[Path]) -> Iterator[list[Path]]:
    """The files to read; standard input and pipes are spooled to files for as long as they are needed."""
    with tempfile.TemporaryDirectory() as folder:
        yield find_papers([_spooled(path, Path(folder)) for path in paths])


def _spooled(path: Path, folder: Path) -> Path:
    """``path``, or a copy in ``folder`` of what only this process can read, and once."""
    if path != Path("-") and not path.is_fifo():
        return path
    copy = folder / ("stdin" if path == Path("-") else f"pipe-{path.name}")
    copy.write_bytes(sys.stdin.buffer.read() if path == Path("-") else path.read_bytes())
    return copy


def _watch(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """Pass outcomes on, with a progress bar where someone is looking."""
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=talk, transient=True, disable=not talk.is_terminal) as bar:
        task = bar.add_task("", total=total)
        for outcome in outcomes:
            bar.update(task, advance=1, description=f"read {escape(printable(outcome.path.name))}")
            yield outcome


def _report(outcomes: Iterator[Outcome], format: Format | None, *, summary: bool) -> int:
    """Print what was asked for and return how many files failed."""
    states: collections.Counter[str] = collections.Counter()
    kept: list[Outcome] = []
    for outcome in outcomes:
        states[outcome.state] += 1
        _tell_faults(outcome)
        _tell_apart(outcome)
        if outcome.error:
            talk.print(f"kg: {outcome.error}", style="red", markup=False)
        elif format == "json" and outcome.extraction:
            print_data(to_json(outcome.extraction.record))
        else:
            kept.append(outcome)
    if format and format != "json":
        quads = (quad for outcome in kept if outcome.extraction for quad in outcome.extraction.quads())
        export.write(quads, format, sys.stdout.buffer)
    elif format is None:
        _print_summary(kept)
    if summary:
        talk.print(", ".join(f"{n} {state}" for state, n in sorted(states.items())), markup=False)
    return states["failed"]


def _tell_apart(outcome: Outcome) -> None:
    """Say that another file has the DOI of this one, and what to do."""
    if outcome.apart_from:
        own = Iris().paper(None, outcome.extraction.run.sha256 if outcome.extraction else "")
        told = f"kg: {outcome.path}: another file has its DOI already ({outcome.apart_from}); the two are kept apart"
        remedy = f"kg review versions {outcome.apart_from} {own}"
        talk.print(f"{told}. If they are versions of one paper: {remedy}", style="red", markup=False)


def _tell_faults(outcome: Outcome) -> None:
    """How many sentences could not be read, where any could not."""
    lost = [d for d in outcome.extraction.dropped if d.fault] if outcome.extraction else []
    if lost:
        count = f"{len(lost)} sentence{'s' * (len(lost) > 1)}"
        talk.print(f"kg: {outcome.path}: reading {count} failed; --explain tells which", style="red", markup=False)


def _explained(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Pass outcomes on; say of each who found its statements, and what became none: label, reason and sentence."""
    for outcome in outcomes:
        if outcome.extraction:
            statements = outcome.extraction.record.statements
            found = collections.Counter(s.found_by for s in statements)
            said = f"{found['rules']} found by rules, {found['model']} by the model, {found['both']} by both"
            talk.print(f"{outcome.path.name}: {len(statements)} statements, {said}", markup=False)
            _explain(outcome.extraction.dropped)
        yield outcome


def _explain(dropped: Iterable[Dropped]) -> None:
    """The drop log, with tabs between the parts of a line."""
    for each in dropped:
        words = each.text if len(each.text) <= SHORT else each.text[: SHORT - 1].rstrip() + "…"
        print(each.label or "-", each.reason, words, sep="\t", file=sys.stderr)  # rich would turn tabs into spaces


def _print_summary(outcomes: Sequence[Outcome]) -> None:
    names = ("hypotheses", "propositions", "other", "definitions", "constructs")
    rows = [_counts(o.extraction.record) if o.extraction else (None,) * len(names) for o in outcomes]
    counts = [Column(name, [row[i] for row in rows]) for i, name in enumerate(names)]
    if outcomes:
        print_rows(
            [
                Column("paper", [Literal(outcome.path.name) for outcome in outcomes]),
                Column("state", [Literal(outcome.state) for outcome in outcomes]),
                *(column for column in counts if column.filled),
            ]
        )


def _counts(record: Record) -> tuple[Literal, ...]:
    kinds = collections.Counter(s.kind for s in record.statements)
    other = sum(kinds.values()) - kinds["hypothesis"] - kinds["proposition"]
    numbers = (kinds["hypothesis"], kinds["proposition"], other, len(record.definitions), len(record.constructs))
    return tuple(Literal(n) for n in numbers)
