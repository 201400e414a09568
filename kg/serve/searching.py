"""``/api/search``: what fits some words, as JSON or as rows."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.errors import BadParameter
from kg.query.choosing import serialise
from kg.query.parameters import LONGEST, SIGNS, Parameter
from kg.search import FOUND, as_answer, search
from kg.search.finding import LONGEST as LONGEST_WORDS
from kg.serve.negotiation import choose, content_type
from kg.serve.state import state_of

MOST = 1_000  # hits of one answer
OFFERED = {"application/json": "application/json", "text/csv": "text/csv"}
OFFERED |= {"text/tab-separated-values": "text/tab-separated-values"}
FORMATS = {"json": "application/json", "csv": "text/csv", "tsv": "text/tab-separated-values"}
FILTERS = {
    "kind": "Only things of this kind.",
    "status": "Only hypotheses of this status: supported, not_supported, partially_supported, or a word for one.",
    "sign": "Only what tells an effect of this sign.",
    "year": "Only papers of this year or span: 2014, 2010-2015, 2010-.",
    "paper": "Only this paper: DOI, IRI, title, file name or reference.",
    "construct": "Only where this construct takes part, in any spelling.",
}
HITS = {"type": "object", "required": ["words", "hits"], "properties": {"hits": {"type": "array"}}}
CONTENT: dict[str, dict[str, Any]] = {
    "application/json": HITS,
    "text/csv": {"type": "string"},
    "text/tab-separated-values": {"type": "string"},
}


async def find(request: Request) -> Response:
    """The hits, the best first: objects in JSON, rows in CSV and TSV."""
    state = state_of(request)
    given = dict(request.query_params)
    format = given.pop("format", None)
    media_type = choose(request.headers.get("accept", ""), OFFERED, format=FORMATS.get(format or "", format))
    words, limit = given.pop("words", ""), _limit(given.pop("limit", "10"))
    if unknown := [name for name in given if name not in FILTERS]:
        raise BadParameter(f"search has no parameter {unknown[0][:80]!r}; it takes words, limit, {', '.join(FILTERS)}")
    asked = functools.partial(search, state.store, words, limit=limit, **given)
    async with state.place():
        hits = await run_in_threadpool(asked)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    if media_type == "application/json":
        body = {"words": words, "parameters": given, "hits": [dataclasses.asdict(hit) for hit in hits]}
        return JSONResponse(body, headers=headers)
    text = serialise(as_answer(hits), "csv" if media_type == "text/csv" else "tsv")
    return Response(text, media_type=content_type(media_type), headers=headers)


def parameters() -> list[dict[str, Any]]:
    """What it takes, as OpenAPI says it."""
    words: dict[str, Any] = {"type": "string", "maxLength": LONGEST, "pattern": r"[^\s\x1c-\x1f\x85]"}
    schemas: dict[str, dict[str, Any]] = dict.fromkeys(FILTERS, words)
    schemas |= {"kind": {"type": "string", "enum": list(FOUND)}, "sign": {"type": "string", "enum": list(SIGNS)}}
    schemas |= {"year": {"type": "string", "pattern": "^([0-9]{4}|[0-9]{4}-[0-9]{4}|[0-9]{4}-|-[0-9]{4})$"}}
    schemas |= {"status": {"type": "string", "enum": ["supported", "not_supported", "partially_supported"]}}
    found = [{"name": n, "in": "query", "schema": schemas[n], "description": told} for n, told in FILTERS.items()]
    asked = {"name": "words", "in": "query", "required": True, "schema": words | {"maxLength": LONGEST_WORDS}}
    limit = {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 0, "maximum": MOST}}
    format = {"name": "format", "in": "query", "schema": {"type": "string", "enum": list(FORMATS)}}
    return [
        asked | {"description": 'Any words; "in quotes" they stand together.'},
        *found,
        limit | {"description": "At most so many hits."},
        format | {"description": "The form of the answer; else the Accept header decides."},
    ]


def _limit(value: str) -> int:
    number = int(str(Parameter(name="limit", variable="limit", type="integer").term(value)))
    if not 0 <= number <= MOST:
        raise BadParameter(f"limit: {value[:80]!r} will not do; give a whole number up to {MOST}")
    return number
