"""The reading room: questions as forms, finding by name, and what pages show of constructs, papers and statements."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from rdflib import RDF, URIRef
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.describe import OF_CONSTRUCT, OF_PAPER, Section, describe_statement
from kg.errors import NotFound
from kg.handles import thing_named
from kg.iris import ONTOLOGY
from kg.query import Choice, NamedQuery, catalogue, find, run
from kg.query.parameters import KINDS, LINKS, SIGNS, STATUSES
from kg.search import Hit, search
from kg.serve.pages import Cell, Table, render, shorten
from kg.serve.problems import Problem
from kg.serve.state import State, state_of
from kg.store import Triple

HTML = "text/html; charset=utf-8"
FIRST = 25  # rows of one table of a page
PAGE = 100  # rows of a page of an answer
CHOICES = {"sign": SIGNS, "status": STATUSES, "kind": KINDS, "link": LINKS, "boolean": ("true", "false")}
LED_TO = ("statement", "iri")  # columns that hold the IRI a row is about
NAMED = {"construct", "antecedent", "outcome", "dimension", "mediator", "moderator", "cause", "effect", "paper"}
SIGN_WORDS = {
    "positive": "increases",
    "negative": "decreases",
    "noEffect": "has no effect on",
    "nonlinear": "affects, not in a straight line,",
}
KIND_WORDS = {
    "causal": "affects",
    "associative": "goes together with",
    "dimension": "is a dimension of",
    "type": "is a kind of",
    "contrast": "differs from",
}
STANCES = {"researchquestion": "research question"}
STATUS_WORDS = {"notSupported": "not supported", "partiallySupported": "supported in part"}


async def find_thing(request: Request) -> Response:
    """``/find?q=``: leads to what goes by this name, and shows what fits the words where nothing does.

    Raises:
        Problem: 400, nothing is asked for. NotFound where nothing fits, with the nearest names.
    """
    state, name, root = state_of(request), request.query_params.get("q", "").strip(), str(request.base_url)
    if not name:
        raise Problem(400, "type the name of a construct, a DOI, the title of a paper, or words of a statement")
    async with state.place():
        found = await run_in_threadpool(_found, state, name)
    if isinstance(found, str):
        return RedirectResponse(address(found, state, root), 303)
    page = render("found.html", root=root, title=f"Found: {name}", sought=name, hits=_hits_table(found, state, root))
    return Response(page, media_type=HTML, headers={"Cache-Control": "no-cache"})


def _found(state: State, name: str) -> str | list[Hit]:
    """The IRI of what is called so, or what has the words. Raises NotFound."""
    try:
        return thing_named(state.store, name)
    except NotFound:
        hits = search(state.store, name, limit=FIRST)
        if not hits:
            raise
        return hits


def _hits_table(hits: Sequence[Hit], state: State, root: str) -> Table:
    rows = [
        [
            Cell(text=shorten(hit.text), href=address(hit.iri, state, root)),
            Cell(text=hit.kind),
            Cell(text=hit.facts.get("status", "")),
            Cell(text=hit.paper),
            Cell(text="" if hit.page is None else str(hit.page)),
        ]
        for hit in hits
    ]
    return Table(title="Best first", columns=("found", "kind", "status", "paper", "page"), rows=rows, total=len(rows))


async def question(request: Request) -> Response:
    """``/questions/NAME``: a named query as a form, with its answer, a page at a time, once it is asked."""
    state, name, root = state_of(request), request.path_params["name"], str(request.base_url)
    query = next((q for q in catalogue() if q.name == name), None)
    if query is None:
        raise Problem(404, f"{name[:100]}: no question has this name; the start page lists them")
    values = {name: value for name, value in request.query_params.items() if value.strip()}
    number = page_number(values.pop("page", "1"))
    asked = all(p.name in values for p in query.parameters if p.required)
    found: dict[str, Any] = {"answer": None, "pages": 0}
    if asked:
        async with state.place():
            answer = await run_in_threadpool(
                functools.partial(answer_table, state, query, values, root=root, start=(number - 1) * PAGE, size=PAGE)
            )
        pages = max(1, -(-answer.total // PAGE))
        if number > pages:
            raise Problem(404, f"page {number}: the answer has {pages}")
        turn = {n: "?" + urlencode({**values, "page": n}) for n in (number - 1, number + 1)}
        found = {
            "answer": answer,
            "pages": pages,
            "number": number,
            "before": turn[number - 1] if number > 1 else "",
            "after": turn[number + 1] if number < pages else "",
            "csv": f"{root}api/queries/{query.name}?" + urlencode({**values, "format": "csv"}),
        }
    choices = {p.name: CHOICES[p.type] for p in query.parameters if p.type in CHOICES}
    page = render("question.html", root=root, title=query.title, query=query, values=values, choices=choices, **found)
    return Response(page, media_type=HTML, headers={"Cache-Control": "no-cache"})


def page_number(text: str) -> int:
    """A page counted from 1. Raises Problem 400."""
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 7 and int(text)):
        raise Problem(400, f"{text[:20]}: pages are counted 1, 2, 3 …")
    return int(text)


def answer_table(
    state: State,
    query: NamedQuery,
    given: Mapping[str, str],
    *,
    root: str,
    title: str = "",
    columns: tuple[str, ...] = (),
    start: int = 0,
    size: int = FIRST,
) -> Table:
    """Rows ``start`` to ``start + size`` of an answer; a row's last column leads to the statement it is about."""
    answer = run(state.store, query, given, timeout=state.settings.timeout, choice=Choice())
    shown = columns or tuple(v for v in answer.variables if v not in LED_TO)
    rows = []
    for row in list(answer)[start : start + size]:
        about = next((str(row[name]) for name in LED_TO if row.get(name) is not None), "")
        cells = [_cell(name, "" if row.get(name) is None else str(row[name]), root) for name in shown]
        if about:
            cells[-1] = Cell(text=cells[-1].text or "open", href=address(about, state, root))
        rows.append(cells)
    total = len(answer.rows)
    more = f"{root}questions/{query.name}?{urlencode(given)}" if start == 0 and total > size else ""
    return Table(title=title, columns=shown, rows=rows, total=total, missing=answer.words, more=more if title else "")


def tables_of(state: State, iri: URIRef, own: list[Triple], name: str, root: str) -> tuple[list[Table], list[str]]:
    """The tables that a construct, paper or statement is read by, and a statement's effects in words."""
    kinds = {str(thing) for _, predicate, thing in own if predicate == RDF.type}
    if kinds & {ONTOLOGY + "Statement", ONTOLOGY + "Definition"}:
        sections = describe_statement(state.store, iri).sections
        paper = next((str(thing) for _, p, thing in own if str(p) == ONTOLOGY + "statedIn"), "")
        led = {"paper": address(paper, state, root), "title": address(paper, state, root)} if paper else {}
        return [_section_table(s, led, root) for s in sections], effects(sections)
    parts: tuple[tuple[str, str, tuple[str, ...]], ...] = OF_CONSTRUCT
    given = {"construct": name}
    if ONTOLOGY + "Paper" in kinds:
        # what is known of the paper itself is asked of the paper alone
        parts, given = tuple(part for part in OF_PAPER if part[1] == "paper"), {"paper": str(iri)}
    elif ONTOLOGY + "Construct" not in kinds:
        return [], []
    tables = [
        answer_table(state, find(query), given, root=root, title=title, columns=columns)
        for title, query, columns in parts
    ]
    return [table for table in tables if table.rows or table.missing], []


def effects(sections: tuple[Section, ...]) -> list[str]:
    """Each relation of a statement as a sentence: "Hypothesis H1: trust increases loyalty — supported".

    What the paper denies or doubts is said before the effect, so that no effect reads as asserted that is not.
    """
    relates = next((s for s in sections if s.title == "What it relates"), None)
    if relates is None:
        return []
    about = next((dict(zip(s.columns, s.rows[0], strict=True)) for s in sections if s.title == "About"), {})
    stance = " ".join(filter(None, (_kind(about), about.get("number", ""))))
    if about.get("negated"):
        stance += " (denied)"
    if about.get("hedged"):
        stance += " (with doubt)"
    lead, end = f"{stance}: " if stance else "", ""
    if status := about.get("status"):
        end = f" — {STATUS_WORDS.get(status, status)}"
    return [lead + in_words(dict(zip(relates.columns, row, strict=True))) + end for row in relates.rows]


def _kind(about: Mapping[str, str]) -> str:
    kind = about.get("kind", "")
    return STANCES.get(kind, kind).capitalize()


def in_words(row: Mapping[str, str]) -> str:
    """One relation in words.

    The sign of a moderated relation is the moderation's, so it is not said of the effect.
    """
    kind, sign, moderator = row.get("relation", ""), row.get("sign", ""), row.get("moderator", "")
    verb = KIND_WORDS.get(kind, kind)
    if kind == "causal" and not moderator:
        verb = SIGN_WORDS.get(sign, verb)
    words = f"{row.get('from', '')} {verb} {row.get('to', '')}"
    if through := row.get("mediator"):
        words += f", through {through}"
    if moderator:
        how = {"positive": "stronger", "negative": "weaker"}.get(sign)
        words += f", {how} with more {moderator}" if how else f", depending on {moderator}"
    return words


def address(iri: str, state: State, root: str) -> str:
    """Where an IRI is read: on this server when it is one of ours; nowhere when it is no web address."""
    if iri.startswith(state.settings.base):
        return root + iri[len(state.settings.base) :]
    return iri if iri.startswith(("http://", "https://")) else ""


def _cell(column: str, text: str, root: str) -> Cell:
    linked = bool(text) and column in NAMED and ";" not in text
    return Cell(text=shorten(text), href=f"{root}find?q={quote(text, safe='')}" if linked else "")


def _section_table(section: Section, led: Mapping[str, str], root: str) -> Table:
    rows = [
        [
            Cell(text=shorten(text), href=led.get(name, text if name == "address" else ""))
            for name, text in zip(section.columns, row, strict=True)
        ]
        for row in section.rows
    ]
    return Table(title=section.title, columns=section.columns, rows=rows, total=len(rows), missing=section.missing)
