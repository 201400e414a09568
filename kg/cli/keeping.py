"""``kg import``, ``kg export``, ``kg remove`` and ``kg validate``: keeping a store in order."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Annotated, Literal

import typer
from rdflib import URIRef

from kg import export as exports
from kg import migration
from kg.bibliography import bibliography
from kg.cli.options import DEFAULT_STORE, ExtractedOption, StoreOption, paper, reading, talk, view_of
from kg.cli.output import print_data
from kg.curation import View
from kg.dataset import describe_dataset
from kg.describe import remove_paper
from kg.export import Format
from kg.extraction import file_hash
from kg.imports import import_file
from kg.iris import DEFAULT_BASE, Iris
from kg.ledger import MODEL
from kg.nanopub import index, nanopublications_of, unlikely
from kg.network import network, write_gexf, write_graphml
from kg.opening import open_for_writing
from kg.query.choosing import LIKELY
from kg.rdf.terms import PROLOGUE
from kg.store import Store, open_store
from kg.store.terms import to_sparql
from kg.tables import Table, tables, to_csv, write_csv_folder, write_xlsx
from kg.validate import Report, validate_files, validate_store
from pipelines.errors import EngagementError
from pipelines.record import to_json

ExportFormat = Literal[Format, "nanopub", "dcat", "csv", "xlsx", "bibtex", "ris", "csl", "graphml", "gexf"]


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command(name="import", epilog="Example:  kg import records.jsonl other.trig")(import_)
    app.command(epilog="Example:  kg export --format trig > graph.trig")(export)
    app.command(epilog="Example:  kg remove 10.1177/1094670513529187")(remove)
    app.command(epilog="Example:  kg validate graph.ttl")(validate)
    app.command(epilog="Example:  kg migrate  and then, to do it:  kg migrate --write")(migrate)


def import_(
    files: Annotated[list[Path], typer.Argument(help="Records (.jsonl, .json) or RDF (.ttl, .trig, .nq, .jsonld …).")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Bring extraction records or RDF into the store.

    A record replaces what the store has from the same record; RDF is added to what is there.
    """
    failed = 0
    with open_for_writing(store) as kept:
        for path in files:
            try:
                talk.print(f"{path}: {import_file(kept, path)}", markup=False)
            except EngagementError as exc:
                talk.print(f"kg: {exc}", style="red", markup=False)
                failed += 1
    raise typer.Exit(1 if failed else 0)


def export(
    store: StoreOption = DEFAULT_STORE,
    format: Annotated[
        ExportFormat,
        typer.Option(
            help="json: records; nanopub: nanopublications (TriG); dcat: the data set described; csv, xlsx: tables; "
            "bibtex, ris, csl: the papers; graphml, gexf: the network of effects; the rest RDF."
        ),
    ] = "trig",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="A file; for csv without --table a folder, one file a table.", show_default=False
        ),
    ] = None,
    table: Annotated[
        str | None,
        typer.Option(help="For csv: this one: papers, statements, relations …", show_default=False),
    ] = None,
    bom: Annotated[bool, typer.Option("--bom", help="For csv: begin with a byte order mark, for Excel.")] = False,
    construct: Annotated[
        str | None, typer.Option(help="For graphml, gexf: only around this construct.", show_default=False)
    ] = None,
    creator: Annotated[str | None, typer.Option(help="For nanopub: the ORCID IRI of who publishes.")] = None,
    min_confidence: Annotated[
        float,
        typer.Option(min=0, max=1, help="For nanopub, tables, networks: leave out the less sure."),
    ] = LIKELY,
    url: Annotated[str, typer.Option(help="For dcat: where `kg serve` answers, ending in a slash.")] = DEFAULT_BASE,
    as_extracted: ExtractedOption = False,
) -> None:
    """Print the whole store: as RDF, records, nanopublications, tables, a bibliography or a network.

    In tables, cells that a spreadsheet would run as formulas are defused. All but RDF is what people left; RDF has
    everything, with the judgements. Nanopublications say what papers say, with an index over them; questions, advice
    and what is more likely wrong than right make none.
    """
    view = view_of(as_extracted)
    with reading(store) as kept:
        if format == "nanopub":
            if creator is None:
                raise typer.BadParameter("nanopublications need --creator, the ORCID IRI of who publishes them")
            _write_nanopublications(kept, creator, view, min_confidence)
        elif format == "csv":
            _write_csv(tables(kept, view=view, min_confidence=min_confidence), output, table, bom=bom)
        elif format == "xlsx" or format == "graphml" or format == "gexf":
            _write_binary(kept, format, output, construct, view, min_confidence)
        elif format == "bibtex" or format == "ris" or format == "csl":
            told = bibliography((each.document for each in exports.records(kept, view=view)), format)
            _put(told.encode(), output)
        elif output is not None:
            raise typer.BadParameter(f"--output goes with tables, bibliographies and networks; {format} is printed")
        elif format == "dcat":
            print_data(exports.turtle(describe_dataset(kept, base=DEFAULT_BASE, root=url)), end="")
        elif format == "json":
            for record in exports.records(kept, view=view):
                print_data(to_json(record))
        else:
            exports.write(kept.quads(), format, sys.stdout.buffer)


def _write_csv(found: Sequence[Table], output: Path | None, name: str | None, *, bom: bool) -> None:
    """One table to standard output or a file, or all of them into a folder."""
    known = {table.name: table for table in found}
    if name is None:
        if output is None:
            raise typer.BadParameter(f"say where to, --output FOLDER, or which, --table {' or '.join(known)}")
        for path in write_csv_folder(found, output, bom=bom):
            talk.print(str(path), markup=False)
        return
    if name not in known:
        raise typer.BadParameter(f"--table {name}: there are {', '.join(known)}")
    _put(to_csv(known[name], bom=bom).encode(), output)


def _write_binary(
    store: Store, format: str, output: Path | None, construct: str | None, view: View, least: float
) -> None:
    """A workbook or a network."""
    stream = io.BytesIO()
    if format == "xlsx":
        write_xlsx(tables(store, view=view, min_confidence=least), stream)
    else:
        found = network(store, about=construct, view=view, min_confidence=least)
        (write_graphml if format == "graphml" else write_gexf)(found, stream)
    _put(stream.getvalue(), output)


def _put(data: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        output.write_bytes(data)
        talk.print(f"{output}: {len(data):,} bytes", markup=False)


def _write_nanopublications(store: Store, creator: str, view: View, least: float) -> None:
    """One a statement, and an index of them; what is left out is told."""
    now = datetime.now(UTC)
    found = list(nanopublications_of(store, creator=creator, created=now, view=view, min_confidence=least))
    title = f"What the papers of {DEFAULT_BASE} say: {len(found)} statements"
    indexes = index([str(each[0][0]) for each in found], creator=creator, created=now, title=title)
    exports.write(chain.from_iterable([*found, *indexes]), "trig", sys.stdout.buffer)
    talk.print(f"{len(found)} nanopublications, {len(indexes)} index{'' if len(indexes) == 1 else 'es'}", markup=False)
    if left_out := unlikely(store, view=view, min_confidence=least):
        talk.print(
            f"{left_out} statements are left out (confidence below {least:g}); --min-confidence 0 has them",
            markup=False,
        )


def remove(
    paper_name: Annotated[str, typer.Argument(metavar="PAPER", help="Its IRI, DOI, title or file name.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take a paper out of the store, with everything that came from it alone."""
    with open_for_writing(store) as kept:
        for title in remove_paper(kept, _meant(kept, paper_name)):
            talk.print(f"removed {title}", markup=False)


def _meant(store: Store, name: str) -> str:
    """The IRI of the paper that a file which is there was read into, or the name as it is."""
    path = Path(name)
    if not path.is_file():
        return name
    read = URIRef(Iris().file(file_hash(path)))
    rows = store.query(
        f"{PROLOGUE}SELECT ?paper WHERE {{ ?paper prov:wasDerivedFrom {to_sparql(read)} ; a evc:Paper }}"
    )
    return next((str(row["paper"]) for row in rows), name)


def migrate(
    store: StoreOption = DEFAULT_STORE,
    base: Annotated[
        str | None, typer.Option(help="What all IRIs are to begin with from now on.", show_default=False)
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Do it; without, it is only said what would be done.")
    ] = False,
) -> None:
    """Bring an older store to the data model of this version, or give a store another base.

    Make a copy of the store first. A migration that was broken off goes on when it is run again.
    """
    with open_store(store, read_only=not write) as kept:
        planned = migration.plan(kept, base=f"{base.rstrip('/')}/" if base else None)
        if planned is None or not planned.needed:
            talk.print("nothing to do: the store is as this version has it", markup=False)
            return
        told = (
            f"data model {planned.model} to {MODEL}, {len(planned.papers)} papers, {len(planned.others)} other graphs"
        )
        moved = f"; IRIs from {planned.old.base} to {planned.new.base}" if planned.old != planned.new else ""
        if write:
            migration.migrate(kept, planned)
        talk.print(f"{'done' if write else 'would do, with --write'}: {told}{moved}", markup=False)


def validate(
    files: Annotated[
        list[Path] | None, typer.Argument(help="RDF files; without any, the store.", show_default=False)
    ] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Check the store, or RDF files, against the SHACL shapes of the ontology."""
    if files:
        report = validate_files(files)
    else:
        with reading(store) as kept:
            report = validate_store(kept)
    _print(report)
    raise typer.Exit(0 if report.conforms else 1)


def _print(report: Report) -> None:
    for problem in report.problems:
        paper.print(str(problem), markup=False)
    talk.print("valid" if report.conforms else f"{len(report.problems)} problems", markup=False)
