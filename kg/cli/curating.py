"""``kg review``, ``kg constructs`` and ``kg infer``: what people say of what was found, and what follows from it."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from typing import Annotated

import typer

from kg import curation, inference
from kg.cli.options import DEFAULT_STORE, StoreOption, paper, reading, talk, writing
from kg.describe import thing_named

Thing = Annotated[str, typer.Argument(metavar="IRI|LABEL", help="A statement, definition or construct.")]
By = Annotated[
    str,
    typer.Option(envvar="KG_REVIEWER", help="Who says so: a name or an ORCID IRI.", default_factory=getpass.getuser),
]
Why = Annotated[str | None, typer.Option(help="The reason, kept with the judgement.")]

review = typer.Typer(
    help="Judge what was found. Judgements are kept in a graph of their own; reading papers again never touches them.",
    epilog="Example:  kg review reject paper/10.5555/x/s-3f9c01d2ab77 --why 'not what the paper says'",
    no_args_is_help=True,
    rich_markup_mode=None,
)
constructs = typer.Typer(
    help="Look after the vocabulary of constructs.",
    epilog="Example:  kg constructs promote 'repair self-efficacy' --definition 'Belief that one can mend things.'",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.add_typer(review, name="review")
    app.add_typer(constructs, name="constructs")
    app.command(epilog="Example:  kg infer  and later, to take the edges away:  kg infer --off")(infer)


@review.command(epilog="Example:  kg review accept paper/10.5555/x/h1-3f9c01d2ab77 --by 'A. Reader'")
def accept(thing: Thing, by: By, why: Why = None, store: StoreOption = DEFAULT_STORE) -> None:
    """Say that a statement, definition or construct is right."""
    _judge(thing, "accepted", by, why, store)


@review.command(epilog="Example:  kg review reject paper/10.5555/x/s-3f9c01d2ab77 --why 'a heading, not a claim'")
def reject(thing: Thing, by: By, why: Why = None, store: StoreOption = DEFAULT_STORE) -> None:
    """Say that it is wrong: queries leave it out from then on."""
    _judge(thing, "rejected", by, why, store)


@review.command(epilog="Example:  kg review merge 'customer loyalty' 'loyalty to the host firm'")
def merge(one: Thing, other: Thing, by: By, why: Why = None, store: StoreOption = DEFAULT_STORE) -> None:
    """Say that two constructs are one: a question for either finds both."""
    with writing(store) as kept:
        curation.merge(kept, thing_named(kept, one), thing_named(kept, other), by=by, when=_now(), why=why)
    talk.print(f"merged {one} and {other}", markup=False)


@review.command(epilog="Example:  kg review split 'customer loyalty' 'loyalty to the host firm'")
def split(one: Thing, other: Thing, by: By, why: Why = None, store: StoreOption = DEFAULT_STORE) -> None:
    """Take a merger back."""
    with writing(store) as kept:
        curation.split(kept, thing_named(kept, one), thing_named(kept, other), by=by, when=_now(), why=why)
    talk.print(f"split {one} and {other}", markup=False)


@review.command(epilog="Example:  kg review history 'customer loyalty'")
def history(thing: Thing, store: StoreOption = DEFAULT_STORE) -> None:
    """Show all judgements on a thing, the latest last."""
    with reading(store) as kept:
        acts = curation.history(kept, thing_named(kept, thing))
    for act in acts:
        paper.print(" ".join(filter(None, [act.when, act.verdict, "by", act.by, act.why])), markup=False)


@constructs.command(
    epilog="Example:  kg constructs promote 'repair self-efficacy' --definition 'Belief that one can mend.'"
)
def promote(
    construct: Thing,
    definition: Annotated[str, typer.Option(help="What it means, in your own words.")],
    by: By,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take a construct that was found in papers into the curated scheme."""
    with writing(store) as kept:
        curation.promote(kept, thing_named(kept, construct), definition=definition, by=by, when=_now())
    talk.print(f"promoted {construct}", markup=False)


def infer(
    store: StoreOption = DEFAULT_STORE,
    off: Annotated[bool, typer.Option("--off", help="Take the inferred edges away.")] = False,
) -> None:
    """Work out direct edges between constructs (evc:influences, evc:dimensionOf …) into a graph of their own."""
    with writing(store) as kept:
        if off:
            talk.print("edges taken away" if inference.forget(kept) else "there were no inferred edges", markup=False)
        else:
            talk.print(f"{inference.infer(kept)} edges", markup=False)


def _judge(thing: str, verdict: curation.Verdict, by: str, why: str | None, locator: str) -> None:
    with writing(locator) as kept:
        curation.judge(kept, thing_named(kept, thing), verdict, by=by, when=_now(), why=why)
    talk.print(f"{verdict} {thing}", markup=False)


def _now() -> datetime:
    return datetime.now(UTC)
