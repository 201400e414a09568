"""All commands on one Typer app, and the one place where errors become a line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer

from kg.cli import (
    asking,
    comparing,
    curating,
    drawing,
    evaluating,
    extracting,
    keeping,
    linking,
    looking,
    questions,
    queueing,
    searching,
    serving,
)
from kg.cli.options import talk
from kg.cli.output import bear_any_encoding
from kg.iris import DEFAULT_BASE, HOME, web_address
from pipelines.errors import EngagementError

app = typer.Typer(
    name="kg",
    epilog="Start with:  kg extract papers/  and then:  kg query antecedents -p construct='customer engagement'",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for room in (
    extracting,
    searching,
    asking,
    comparing,
    questions,
    looking,
    drawing,
    keeping,
    curating,
    queueing,
    linking,
    serving,
    evaluating,
):
    room.register(app)


def _print_version(given: bool) -> None:
    if given:
        print(f"kg {version('engagement-kg')}")
        raise typer.Exit


@app.callback()
def options(
    show_version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version.")
    ] = False,
) -> None:
    """Reads research papers into a knowledge graph of constructs, hypotheses, claims and definitions."""


def main() -> None:
    """The console script ``kg``."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 well, 1 failed, 2 usage.

    An error of this project is one line on standard error; any other is a bug and shows its trace.
    """
    if web_address(DEFAULT_BASE) != DEFAULT_BASE:
        talk.print(
            f"kg: KG_BASE: {DEFAULT_BASE} is no web address; give one such as {HOME}", style="red", markup=False
        )
        return 2
    bear_any_encoding()
    try:
        app(args=list(arguments), prog_name="kg")
    except SystemExit as exc:
        return exc.code if isinstance(exc.code, int) else int(exc.code is not None)
    except EngagementError as exc:
        talk.print(f"kg: {exc}", style="red", markup=False)
        return exc.exit_code
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; not our failure, and nothing is left to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return 0
