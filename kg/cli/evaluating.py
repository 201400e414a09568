"""``kg eval``: how well extraction does against annotated papers."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.options import EngineOption, ModelOption, OcrOption, talk
from kg.cli.output import print_data
from kg.extraction import Settings
from kg.ingest import find_papers, ingest
from pipelines.choices import ENGINE, MODEL, RECOGNITION
from pipelines.errors import RecordError
from pipelines.evaluation import gold_name, read_gold, score
from pipelines.record import Record, read_records


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command(name="eval", epilog="Example:  kg eval --gold gold/ papers/")(evaluate)


def evaluate(
    paths: Annotated[
        list[Path], typer.Argument(help="Papers to extract and score, or .jsonl files of records.", show_default=False)
    ],
    gold: Annotated[list[Path], typer.Option(help="A folder of annotations, or one file; may be repeated.")],
    misses: Annotated[int, typer.Option(min=0, help="Also print up to so many misses.")] = 0,
    jobs: Annotated[int, typer.Option(min=1, help="Papers read at the same time.")] = 1,
    model: ModelOption = MODEL,
    pdf_engine: EngineOption = ENGINE,
    ocr: OcrOption = RECOGNITION,
    format: Annotated[Literal["table", "json"], typer.Option(help="How to print the figures.")] = "table",
) -> None:
    """Score extraction against annotated papers.

    An annotation NAME.json is scored against the paper whose file name is NAME, whatever its ending.
    """
    records = _records(paths, Settings(model=model, pdf_engine=pdf_engine, ocr=ocr), jobs)
    annotations = {name: annotation for path in gold for name, annotation in read_gold(path).items()}
    figures = score(annotations, {gold_name(record.document.source): record for record in records})
    if format == "json":
        print_data(json.dumps(figures.to_dict(), indent=1, ensure_ascii=False))
    else:
        print(figures.table())
    sys.stdout.writelines(f"{miss}\n" for miss in figures.misses[:misses])


def _records(paths: list[Path], settings: Settings, jobs: int) -> list[Record]:
    ready = [path for path in paths if path.suffix == ".jsonl"]
    records = [record for path in ready for record in _read(path)]
    rest = [path for path in paths if path not in ready]
    for outcome in ingest(find_papers(rest), settings=settings, jobs=jobs) if rest else ():
        if outcome.error:
            talk.print(f"kg: {outcome.error}", style="red", markup=False)
        elif outcome.extraction:
            records.append(outcome.extraction.record)
    return records


def _read(path: Path) -> list[Record]:
    try:
        with path.open(encoding="utf-8") as lines:
            return list(read_records(lines))
    except (OSError, RecordError) as exc:
        raise RecordError(f"{path}: {exc}; it must hold one extraction record a line") from exc
