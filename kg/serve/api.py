"""Named queries as an API: ``/api/queries``, ``/api/queries/NAME?construct=…``, described by OpenAPI."""

from __future__ import annotations

import functools
from importlib import metadata
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.errors import BadParameter
from kg.query import Choice, Chosen, NamedQuery, Parameter, catalogue, run
from kg.query.choosing import LIKELY, MOST, serialise
from kg.query.parameters import KINDS, LINKS, LONGEST, SIGNS, STATUSES
from kg.serve import searching
from kg.serve.negotiation import choose, content_type
from kg.serve.problems import Problem
from kg.serve.state import State, state_of
from kg.widening import Widened, widen

OFFERED = {
    "application/json": "application/json",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
    "application/sparql-results+json": "application/sparql-results+json",
}
FORMATS = {
    "json": "application/json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "sparql-json": "application/sparql-results+json",
}
WRITTEN = {"text/csv": "csv", "text/tab-separated-values": "tsv", "application/sparql-results+json": "json"}
# Not blank: ECMA's white space, and what more of it Python knows.
WORDS = {"type": "string", "maxLength": LONGEST, "pattern": r"[^\s\x1c-\x1f\x85]"}
CHOICES = {"sign": list(SIGNS), "status": list(STATUSES), "kind": list(KINDS), "link": list(LINKS)}
# What every query takes beside its own parameters; the first word is what counts where none is given.
GENERAL: dict[str, dict[str, Any]] = {
    "view": {"curated": "curated", "extracted": "extracted"},
    "narrower": {"false": False, "true": True},
    "widen": {"false": False, "true": True},
}
TOLD = {
    "min_confidence": f"Leave out statements less sure than this; {LIKELY} where nothing is given.",
    "sort": "Rows by these columns, the first before the second: paper,-page (- turns the order).",
    "limit": "At most so many rows, from the top.",
    "view": "As people left the graph, or as the machine found it.",
    "narrower": "Constructs with all below them in the vocabulary.",
    "widen": "Constructs with those whose longer names hold theirs, after the exact ones.",
}
SCHEMAS: dict[str, dict[str, Any]] = {
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "year": {"type": "string", "pattern": "^[0-9]{4}$"},
    "iri": {"type": "string", "format": "iri"},
    "citation": {"type": "string", "maxLength": LONGEST, "pattern": "[0-9A-Za-z]"},
}


async def list_queries(request: Request) -> Response:
    """All named queries with their parameters."""
    return JSONResponse({"queries": [describe(query) for query in catalogue()]})


async def run_query(request: Request) -> Response:
    """The answer of one named query: objects in JSON, rows in CSV and TSV, or SPARQL's own JSON."""
    state = state_of(request)
    name = request.path_params["name"]
    query = next((q for q in catalogue() if q.name == name), None)
    if query is None:
        raise Problem(404, f"{name[:100]}: no query has this name; /api/queries lists them")
    given = _given(request)
    chosen = {name: _choice(name, given.pop(name, None)) for name in GENERAL}
    choice = _choosing(given)
    format = given.pop("format", None)
    media_type = choose(request.headers.get("accept", ""), OFFERED, format=FORMATS.get(format or "", format))
    asked = functools.partial(
        run, timeout=state.settings.timeout, view=chosen["view"], narrower=chosen["narrower"], choice=choice
    )
    async with state.place():
        answer = await run_in_threadpool(asked, state.store, query, given)
        wider = await run_in_threadpool(_widened, state, query, given, answer, choice, chosen["widen"])
    answer = wider.answer if chosen["widen"] else answer
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    if answer.missing:
        headers["Engagement-Missing"] = "; ".join(f"{name}={value}" for name, value in answer.missing.items())
    if media_type in WRITTEN:
        text = serialise(answer, WRITTEN[media_type])
        return Response(text, media_type=content_type(media_type), headers=headers)
    rows = [{variable: _plain(term) for variable, term in row.items()} for row in answer]
    body = {"query": query.name, "parameters": given, "columns": list(answer.variables), "rows": rows}
    body |= answer.missing | ({"names": wider.words} if wider.words else {})
    return JSONResponse(body, headers=headers)


def _widened(
    state: State, query: NamedQuery, given: dict[str, str], answer: Chosen, choice: Choice, wanted: bool
) -> Widened:
    """What wider names add to an answer, where that is wanted, or the answer would be empty without a word."""
    if wanted or not answer.rows:
        return widen(state.store, query, given, answer, timeout=state.settings.timeout, choice=choice)
    return Widened(answer, len(answer.rows))


async def openapi(request: Request) -> Response:
    """The API's description (https://spec.openapis.org/oas/v3.1.0)."""
    return JSONResponse(description(str(request.base_url)))


def description(root: str) -> dict[str, Any]:
    """The OpenAPI document."""
    paths: dict[str, Any] = {
        "/api/queries": _operation("listQueries", "All named queries", [], {"application/json": _LIST}),
        "/api/search": _operation("search", "What fits some words", searching.parameters(), searching.CONTENT),
    }
    for query in catalogue():
        parameters = [_parameter(p) for p in query.parameters]
        parameters.append(
            {"name": "format", "in": "query", "schema": {"type": "string", "enum": list(FORMATS)},
             "description": "The form of the answer; else the Accept header decides."}
        )  # fmt: skip
        parameters += [
            {"name": name, "in": "query", "schema": {"type": "string", "enum": list(words)}, "description": TOLD[name]}
            for name, words in GENERAL.items()
        ]
        parameters += _choosing_schemas(query)
        content: dict[str, dict[str, Any]] = {"application/json": _ROWS, "text/csv": {"type": "string"}}
        content["text/tab-separated-values"] = {"type": "string"}
        content["application/sparql-results+json"] = {"type": "object"}
        operation = _operation(query.name, query.title, parameters, content)
        operation["get"]["description"] = query.description
        paths[f"/api/queries/{query.name}"] = operation
    info = {"title": "Engagement KG", "version": metadata_version(), "license": {"name": "Apache-2.0"}}
    return {"openapi": "3.1.0", "info": info, "servers": [{"url": root}], "paths": paths}


def describe(query: NamedQuery) -> dict[str, Any]:
    """A named query as a JSON object."""
    parameters = [
        {"name": p.name, "type": p.type, "required": p.required, "default": p.default, "description": p.description}
        for p in query.parameters
    ]
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "parameters": parameters,
        "columns": list(query.columns),
        "confidence": query.confidence,
        "example": dict(query.example),
    }


def metadata_version() -> str:
    """This package's version, where it is installed."""
    try:
        return metadata.version("engagement-kg")
    except metadata.PackageNotFoundError:
        return "0"


_LIST = {"type": "object", "required": ["queries"], "properties": {"queries": {"type": "array"}}}
_ROWS = {
    "type": "object",
    "required": ["query", "columns", "rows"],
    "properties": {
        "query": {"type": "string"},
        "parameters": {"type": "object"},
        "columns": {"type": "array", "items": {"type": "string"}},
        "rows": {"type": "array", "items": {"type": "object"}},
        "names": {
            "type": "string",
            "description": "What there is for wider names, where the exact ones have nothing.",
        },
        "total": {"type": "integer", "description": "Rows without the limit, where it cut some off."},
        "left_out": {"type": "integer", "description": "How much is less sure than min_confidence."},
        "left_out_of": {"type": "string", "enum": ["rows", "statements"]},
        "min_confidence": {"type": "number"},
    },
}
_ERROR = {
    "type": "object",
    "required": ["error", "status"],
    "properties": {"error": {"type": "string"}, "status": {"type": "integer"}},
}


def _given(request: Request) -> dict[str, str]:
    pairs = request.query_params.multi_items()
    names = [name for name, _ in pairs]
    if repeated := next((name for name in names if names.count(name) > 1), None):
        raise BadParameter(f"{repeated[:100]} is given more than once; give one value")
    return dict(pairs)


def _choice(name: str, value: str | None) -> Any:
    """What was chosen for every query: the view, or whether constructs stand for those below them too."""
    words = GENERAL[name]
    if value is None:
        return next(iter(words.values()))
    if value not in words:
        raise BadParameter(f"{name}: {value[:80]!r} will not do; give one of {', '.join(words)}")
    return words[value]


def _choosing(given: dict[str, str]) -> Choice:
    """What is said of which rows are wanted; it is taken out of ``given``."""
    least, columns, limit = (given.pop(name, None) for name in ("min_confidence", "sort", "limit"))
    return Choice(
        min_confidence=None if least is None else _read("min_confidence", "number", least),
        sort=() if columns is None else tuple(columns.split(",")),
        limit=None if limit is None else _read("limit", "integer", limit),
    )


def _read(name: str, type: str, value: str) -> Any:
    term = Parameter(name=name, variable=name, type=type).term(value)
    return getattr(term, "value", None)


def _plain(term: Any) -> Any:
    value = getattr(term, "value", None)
    return value if isinstance(value, (bool, int, float)) else str(term)


def _choosing_schemas(query: NamedQuery) -> list[dict[str, Any]]:
    column = f"-?({'|'.join(query.columns)})"
    schemas: dict[str, dict[str, Any]] = {
        "min_confidence": {"type": "number", "minimum": 0, "maximum": 1},
        "sort": {"type": "string", "pattern": f"^{column}(,{column})*$", "maxLength": LONGEST},
        "limit": {"type": "integer", "minimum": 0, "maximum": MOST},
    }
    if query.confidence is None:
        del schemas["min_confidence"]
    return [{"name": n, "in": "query", "schema": s, "description": TOLD[n]} for n, s in schemas.items()]


def _operation(
    name: str, summary: str, parameters: list[dict[str, Any]], content: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    error = {"content": {"application/json": {"schema": _ERROR}, "text/plain": {"schema": {"type": "string"}}}}
    responses: dict[str, Any] = {
        "200": {
            "description": "The answer",
            "content": {kind: {"schema": schema} for kind, schema in content.items()},
        },
        "400": error | {"description": "A parameter is missing, unknown or ill-typed"},
        "404": error | {"description": "Nothing has this name"},
        "406": error | {"description": "The answer has no such form"},
        "413": error | {"description": "The answer is too large, or needs too much memory"},
        "503": error | {"description": "Too many requests, or the query took too long"},
    }
    return {"get": {"operationId": name, "summary": summary, "parameters": parameters, "responses": responses}}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = dict(SCHEMAS.get(parameter.type, WORDS))
    if parameter.type in CHOICES:
        schema = {"type": "string", "enum": CHOICES[parameter.type]}
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "schema": schema,
        "description": parameter.description,
    }
