"""Options and arguments that several commands share, and how they say things."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.console import Console

from kg.cli.output import printable
from kg.curation import View
from kg.opening import open_for_reading
from kg.store import Store
from pipelines.choices import Engine, Model, Recognition

DEFAULT_STORE = "./kg-store"

StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        "-s",
        envvar="KG_STORE",
        help="A folder (embedded store), or the URL of a SPARQL 1.1 server: http://host/query[,http://host/update].",
        show_default=True,
    ),
]

EngineOption = Annotated[Engine, typer.Option(help="What takes words from a PDF: pdfminer, or pdfium (faster).")]
ExtractedOption = Annotated[
    bool,
    typer.Option("--as-extracted", help="As the machine found it: with what people rejected, without their edits."),
]
ModelOption = Annotated[Model, typer.Option(help="The learned model that finds relations; none runs rules alone.")]
LimitOption = Annotated[int | None, typer.Option(min=0, help="At most so many rows, from the top.")]
MinConfidenceOption = Annotated[
    float | None,
    typer.Option(
        min=0,
        max=1,
        help="Leave out statements less sure than this. [default: 0.5; what is likelier wrong than right]",
    ),
]
OcrOption = Annotated[Recognition, typer.Option(help="Recognise the text of scanned pages where Tesseract is there.")]


class _Clean(Console):
    """A console on which words of papers never move the cursor or change colours."""

    def print(self, *objects: Any, **options: Any) -> None:
        """As rich does, without control characters in what is given as a string."""
        super().print(*(printable(each) if isinstance(each, str) else each for each in objects), **options)


class _Paper(_Clean):
    """Standard output. When its reader (head, less) goes, that is no failure: kg.cli.app ends well then."""

    def on_broken_pipe(self) -> None:
        """Let the error through; rich would end the program with exit code 1."""
        raise BrokenPipeError


# Talk: progress, summaries, warnings. Colour only where standard error is a terminal; rich sees to it.
talk = _Clean(stderr=True, highlight=False, soft_wrap=True)
# Tables for people. Data that programs read is written with plain print instead.
paper = _Paper(highlight=False)


def view_of(as_extracted: bool) -> View:
    """What ``--as-extracted`` asks for."""
    return "extracted" if as_extracted else "curated"


def reading(locator: str) -> Store:
    """The store, for commands that only look; what is worked out from the rest is brought up to date first."""
    return open_for_reading(locator, tell=say)


def say(words: str) -> None:
    """What becomes of the store while it is opened, on standard error; a failure in red."""
    talk.print(words, style="red" if words.startswith("kg: ") else None, markup=False)
