"""``kg review``, ``kg constructs`` and ``kg infer``: what people say of what was found, and what follows from it."""

from __future__ import annotations

import dataclasses
import getpass
import json
from datetime import UTC, datetime
from typing import Annotated, Literal

import typer

from kg import argument, curation, identity, inference, revision
from kg.cli.options import DEFAULT_STORE, StoreOption, paper, reading, talk
from kg.cli.output import print_data
from kg.errors import NotFound
from kg.handles import thing_named
from kg.lookup import papers_named
from kg.opening import open_for_writing
from kg.store import Store
from pipelines.record import Kind, RelationType, Sign, Status

Thing = Annotated[
    str, typer.Argument(metavar="THING", help="A statement, definition or construct: IRI, id, label, Kim 2011 H2a.")
]
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
    app.command(epilog="Example:  kg infer  and later, to take it away:  kg infer --off")(infer)


@review.command(epilog="Example:  kg review accept paper/10.5555/x/h1-3f9c01d2ab77 --by 'A. Reader'")
def accept(thing: Thing, by: By, why: Why = None, store: StoreOption = DEFAULT_STORE) -> None:
    """Say that a statement, definition or construct is right."""
    _judge(thing, "accepted", by, why, store)


@review.command(epilog="Example:  kg review reject paper/10.5555/x/s-3f9c01d2ab77 --why 'a heading, not a claim'")
def reject(thing: Thing, by: By, why: Why = None, store: StoreOption = DEFAULT_STORE) -> None:
    """Say that it is wrong: queries leave it out from then on."""
    _judge(thing, "rejected", by, why, store)


@review.command(epilog="Example:  kg review edit paper/10.5555/x/h2-3f9c01d2ab77 --status not_supported")
def edit(
    thing: Annotated[str, typer.Argument(metavar="THING", help="A statement: IRI, id, or Kim 2011 H2a.")],
    by: By,
    text: Annotated[str | None, typer.Option(help="Its words.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="What it is.")] = None,
    number: Annotated[str | None, typer.Option(help="The paper's own number, such as H2a, or none.")] = None,
    status: Annotated[Literal[Status, "none"] | None, typer.Option(help="What its test said.")] = None,
    negated: Annotated[bool | None, typer.Option("--negated/--not-negated", help="Is it denied?")] = None,
    hedged: Annotated[bool | None, typer.Option("--hedged/--not-hedged", help="Is it put with reserve?")] = None,
    domain: Annotated[bool | None, typer.Option("--in-domain/--off-domain", help="Is it of the field?")] = None,
    relation: Annotated[
        int, typer.Option(min=1, help="The relation meant below; one more than there are adds one.")
    ] = 1,
    type: Annotated[Literal[RelationType, "none"] | None, typer.Option(help="Its type; none takes it away.")] = None,
    source: Annotated[str | None, typer.Option(help="Where it begins, as worded.")] = None,
    target: Annotated[str | None, typer.Option(help="Where it ends, as worded.")] = None,
    sign: Annotated[Literal[Sign, "none"] | None, typer.Option(help="Its sign.")] = None,
    mediator: Annotated[list[str] | None, typer.Option(help="What carries it; may be repeated; or none.")] = None,
    moderator: Annotated[list[str] | None, typer.Option(help="What changes it; may be repeated; or none.")] = None,
    why: Why = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Correct a statement: queries show the corrected one from then on. What was extracted is kept."""
    flags = {"negated": negated, "hedged": hedged, "domain": domain, "text": text, "kind": kind}
    words = {"label": number, "status": status, "type": type, "source": source, "target": target, "sign": sign}
    lists = {"mediators": mediator, "moderators": moderator}
    changes: dict[str, object] = {name: value for name, value in flags.items() if value is not None}
    changes |= {name: None if value == "none" else value for name, value in words.items() if value is not None}
    changes |= {name: [] if value == ["none"] else value for name, value in lists.items() if value}
    if not changes:
        raise typer.BadParameter("say what to change: --text, --kind, --status, --source …")
    with open_for_writing(store) as kept:
        iri = revision.edit(kept, thing_named(kept, thing), changes, by=by, when=_now(), why=why, relation=relation)
    talk.print(f"edited {thing}: now {iri}", markup=False)


@review.command(
    epilog="Example:  kg review restore paper/10.5555/x/h2-3f9c01d2ab77 --why 'the paper says so after all'"
)
def restore(thing: Thing, by: By, why: Why = None, store: StoreOption = DEFAULT_STORE) -> None:
    """Take the edits of a statement back: what was extracted stands again."""
    with open_for_writing(store) as kept:
        revision.restore(kept, thing_named(kept, thing), by=by, when=_now(), why=why)
    talk.print(f"restored {thing}", markup=False)


@review.command(epilog="Example:  kg review merge 'customer loyalty' 'loyalty to the host firm'")
def merge(one: Thing, other: Thing, by: By, why: Why = None, store: StoreOption = DEFAULT_STORE) -> None:
    """Say that two constructs are one: a question for either finds both."""
    with open_for_writing(store) as kept:
        curation.merge(kept, thing_named(kept, one), thing_named(kept, other), by=by, when=_now(), why=why)
    talk.print(f"merged {one} and {other}", markup=False)


@review.command(epilog="Example:  kg review split 'customer loyalty' 'loyalty to the host firm'")
def split(one: Thing, other: Thing, by: By, why: Why = None, store: StoreOption = DEFAULT_STORE) -> None:
    """Take a merger back."""
    with open_for_writing(store) as kept:
        curation.split(kept, thing_named(kept, one), thing_named(kept, other), by=by, when=_now(), why=why)
    talk.print(f"split {one} and {other}", markup=False)


@review.command(epilog="Example:  kg review versions 10.5555/a.1 preprint.pdf --by 'Ada Moor'")
def versions(
    first: Annotated[
        str, typer.Argument(metavar="PAPER", help="The paper that counts: IRI, DOI, title or file name.")
    ],
    second: Annotated[str, typer.Argument(metavar="OTHER", help="The one that is a version of it.")],
    by: By,
    why: Why = None,
    off: Annotated[bool, typer.Option("--off", help="Take it back: both count again.")] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Say that two papers are versions of one: the second stays, and what it states is left out of answers."""
    with open_for_writing(store) as kept:
        one, other = (_paper(kept, name) for name in (first, second))
        if off:
            identity.part_versions(kept, other, by=by, when=_now(), why=why)
        else:
            identity.join_versions(kept, one, other, by=by, when=_now(), why=why)
    talk.print(f"{second} is {'no version' if off else 'a version'} of {first}", markup=False)


def _paper(store: Store, name: str) -> str:
    """The one paper that goes by a name."""
    found = papers_named(store, name)
    if len(found) > 1:
        raise NotFound(f"{name}: {len(found)} papers go by this name; name one by its IRI: {', '.join(found)}")
    return str(found[0])


@review.command(epilog="Example:  kg review history 'customer loyalty'")
def history(
    thing: Thing,
    store: StoreOption = DEFAULT_STORE,
    format: Annotated[Literal["table", "json"], typer.Option(help="How to print it.")] = "table",
) -> None:
    """Show all judgements on a thing, the latest last."""
    with reading(store) as kept:
        acts = curation.history(kept, revision.original(kept, thing_named(kept, thing)))
    if format == "json":
        print_data(json.dumps([dataclasses.asdict(act) for act in acts], indent=1, ensure_ascii=False))
        return
    for act in acts:
        paper.print(" ".join(filter(None, [act.when, act.verdict, "by", act.by, act.why])), markup=False)
        for change in act.changes:
            before, after = (json.dumps(value, ensure_ascii=False) for value in (change.before, change.after))
            paper.print(f"  {change.field}: {before} → {after}", markup=False)


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
    with open_for_writing(store) as kept:
        curation.promote(kept, thing_named(kept, construct), definition=definition, by=by, when=_now())
    talk.print(f"promoted {construct}", markup=False)


def infer(
    store: StoreOption = DEFAULT_STORE,
    only: Annotated[Literal["edges", "links"] | None, typer.Option(help="Only the one or the other.")] = None,
    off: Annotated[bool, typer.Option("--off", help="Take what was worked out away.")] = False,
) -> None:
    """Work out what follows from the statements, each kind into a graph of its own.

    Edges are direct ones between constructs (evc:influences, evc:dimensionOf …), links those between statements: which
    tests, restates, supports, contradicts or refines which (`kg query statement-links`).
    """
    with open_for_writing(store) as kept:
        if only != "links":
            talk.print(_edges(kept, off), markup=False)
        if only != "edges":
            talk.print(_links(kept, off), markup=False)


def _edges(store: Store, off: bool) -> str:
    if off:
        return "edges taken away" if inference.forget(store) else "there were no edges"
    return f"{inference.infer(store)} edges between constructs"


def _links(store: Store, off: bool) -> str:
    if off:
        return "links taken away" if argument.unrelate(store) else "there were no links"
    counts = argument.relate(store)
    return f"{sum(counts.values())} links: " + ", ".join(f"{count} {name}" for name, count in counts.items())


def _judge(thing: str, verdict: curation.Verdict, by: str, why: str | None, locator: str) -> None:
    with open_for_writing(locator) as kept:
        curation.judge(kept, thing_named(kept, thing), verdict, by=by, when=_now(), why=why)
    talk.print(f"{verdict} {thing}", markup=False)


def _now() -> datetime:
    return datetime.now(UTC)
