"""Requests as the SPARQL 1.1 Protocol writes them (https://www.w3.org/TR/sparql11-protocol/, section 2)."""

from __future__ import annotations

import dataclasses
import re
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

from kg.errors import StoreError
from kg.serve.problems import Problem
from kg.serve.settings import Settings
from kg.sparql import services
from kg.store import Dataset
from kg.store.terms import to_named_node

FORM = "application/x-www-form-urlencoded"
EVERYTHING = Dataset()
DIRECT = {"application/sparql-query": "query", "application/sparql-update": "update"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A query or an update: its text, the graphs it may see, and what else was asked for."""

    kind: Literal["query", "update"]
    text: str
    dataset: Dataset = EVERYTHING
    using: Dataset = EVERYTHING
    format: str | None = None
    timeout: float | None = None


async def read(request: Request, settings: Settings) -> Operation | None:
    """The operation that a request asks for; None where it asks for none (the service description).

    Raises:
        Problem: 400, 405, 413 or 415, with the part of the protocol that was not kept to.
    """
    pairs = _pairs(request.scope["query_string"])
    if request.method in ("GET", "HEAD"):
        if any(name == "update" for name, _ in pairs):
            raise Problem(405, "an update must be sent by POST", {"Allow": "POST"})
        return _operation(pairs, settings) if any(name == "query" for name, _ in pairs) else None
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    media_type = media_type.strip().lower()
    _check_charset(parameters)
    body = await read_body(request, settings.max_request)
    if media_type == FORM:
        return _operation([*pairs, *_pairs(body)], settings)
    if media_type in DIRECT:
        if any(name in ("query", "update") for name, _ in pairs):
            raise Problem(400, "the request has a query in its body and one in its URL; send one")
        return _operation([*pairs, (DIRECT[media_type], _decode(body))], settings)
    wanted = ", ".join([FORM, *DIRECT])
    raise Problem(
        415, f"a POST to a SPARQL endpoint has one of the content types {wanted}; got {media_type or 'none'}"
    )


async def read_body(request: Request, limit: int) -> bytes:
    """The body of the request; raises Problem 413 as soon as it is longer than ``limit`` bytes."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > limit:
            raise Problem(413, f"the request is larger than {limit} bytes; send less at once")
    return bytes(body)


def check_iri(iri: str) -> str:
    """The IRI, fit to be sent to a store; raises Problem 400 where it is not an absolute one."""
    try:
        return str(to_named_node(iri).value)
    except StoreError as exc:
        raise Problem(400, f"{iri[:200]!r} is no absolute IRI of a graph") from exc


def check_services(text: str, settings: Settings) -> None:
    """Raise Problem 403 for a SERVICE clause to a host that is not on the list.

    A prefixed name or a variable could become any address, so the address must be written out.
    """
    for named in services(text):
        host = urlsplit(named[1:-1]).hostname if named.startswith("<") else None
        if host is None or host not in settings.services:
            allowed = ", ".join(settings.services) or "none"
            raise Problem(403, f"SERVICE {named[:200]} is not allowed here; allowed hosts: {allowed}")


def _operation(pairs: list[tuple[str, str]], settings: Settings) -> Operation:
    texts = [(name, value) for name, value in pairs if name in ("query", "update")]
    if len(texts) != 1:
        told = "no query" if not texts else f"{len(texts)} queries or updates"
        raise Problem(400, f"the request has {told}; send exactly one, as query=… or update=…")
    kind, text = texts[0]
    check_services(text, settings)
    return Operation(
        kind="update" if kind == "update" else "query",
        text=text,
        dataset=_dataset(pairs, "default-graph-uri", "named-graph-uri"),
        using=_dataset(pairs, "using-graph-uri", "using-named-graph-uri"),
        format=next((value for name, value in pairs if name in ("format", "output") and value), None),
        timeout=_timeout(next((value for name, value in pairs if name == "timeout"), None), settings),
    )


def _dataset(pairs: list[tuple[str, str]], default: str, named: str) -> Dataset:
    found = {wanted: tuple(value for name, value in pairs if name == wanted) for wanted in (default, named)}
    for iri in (*found[default], *found[named]):
        check_iri(iri)
    return Dataset(default=found[default] or None, named=found[named] or None)


def _timeout(value: str | None, settings: Settings) -> float:
    """The client may ask for less time than the server allows, in seconds."""
    if value is None:
        return settings.timeout
    try:
        wanted = float(value)
    except ValueError as exc:
        raise Problem(400, f"timeout={value[:50]!r} is not a number of seconds") from exc
    return min(wanted, settings.timeout) if wanted > 0 else settings.timeout


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except (UnicodeError, ValueError) as exc:
        raise Problem(400, "the parameters are not URL-encoded UTF-8") from exc


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise Problem(400, "the body is not UTF-8") from exc


def _check_charset(parameters: str) -> None:
    charset = re.search(r"charset=\"?([\w-]+)", parameters, re.IGNORECASE)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise Problem(415, f"the charset {charset[1]} is not read here; send UTF-8")
