"""The extraction record: what reading one paper yields, as frozen values.

The classes mirror the JSON object of the extraction contract key for key; ``to_dict`` writes it and
``from_dict`` is the one place that validates it. ``from_dict(to_dict(record)) == record`` always holds.

Only the standard library is imported here: both sides of the project stand on this module.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import types
import typing
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from pipelines.errors import RecordError

Kind = Literal["hypothesis", "proposition", "finding", "claim", "implication", "research_question"]
RelationType = Literal["causal", "associative", "dimension_of", "type_of", "contrast"]
Sign = Literal["+", "-", "0", "nonlinear"]
Status = Literal["supported", "not_supported", "partially_supported"]
Finder = Literal["rules", "model", "both"]
Span = tuple[int, int]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Bibliographic facts of the paper. ``authors`` are "Given Family" strings in the paper's order."""

    source: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    keywords: tuple[str, ...] = ()
    language: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """How the paper found out: design, methods, sample sizes, and where or among whom."""

    design: tuple[str, ...] = ()
    method: tuple[str, ...] = ()
    sample_size: tuple[int, ...] = ()
    context: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Construct:
    """A theoretical construct that the paper uses; ``id`` is the slug of its canonical label."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    domain: bool = True


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A statistic reported for a relation: ``statistic`` is its symbol (β, b, r, t, f²), ``p`` as printed."""

    statistic: str
    value: float
    p: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How two constructs relate. Spans are offsets into the text that ``kg text`` prints."""

    type: RelationType
    source: str
    target: str
    mediators: tuple[str, ...] = ()
    moderators: tuple[str, ...] = ()
    sign: Sign | None = None
    source_span: Span | None = None
    target_span: Span | None = None
    effects: tuple[Effect, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One test of a hypothesis that the paper tells apart: on which study or sample, how, and its outcome.

    ``text`` is the sentence that tells of it, None where a table does.
    """

    study: str | None = None
    sample: str | None = None
    method: str | None = None
    status: Status | None = None
    effects: tuple[Effect, ...] = ()
    text: str | None = None
    page: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that the paper states; ``text[start:end]`` of ``kg text`` are its words.

    ``status`` sums up the ``tests``, which are given where the paper tells of their studies, samples or figures.

    ``found_by`` tells who saw its relations. That is a fact of the run, not of the paper: the contract's object has no
    key for it, and two statements that differ in nothing else are equal.
    """

    id: str
    kind: Kind
    text: str
    label: str | None = None
    page: int | None = None
    section: str | None = None
    start: int | None = None
    end: int | None = None
    relations: tuple[Relation, ...] = ()
    status: Status | None = None
    attributed_to: tuple[str, ...] = ()
    negated: bool = False
    hedged: bool = False
    domain: bool = True
    confidence: float | None = None
    tests: tuple[Test, ...] = ()
    found_by: Finder | None = dataclasses.field(default=None, compare=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A term and the wording that the paper gives it, with the works it is taken from."""

    term: str
    definition: str
    text: str
    attributed_to: tuple[str, ...] = ()
    page: int | None = None
    start: int | None = None
    end: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An entry of the bibliography. ``authors`` are "Given Family" or "Family, G." as the reader found them."""

    authors: tuple[str, ...] = ()
    year: int | None = None
    title: str | None = None
    venue: str | None = None
    doi: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything that one paper yielded."""

    document: Document
    study: Study = Study()
    constructs: tuple[Construct, ...] = ()
    statements: tuple[Statement, ...] = ()
    definitions: tuple[Definition, ...] = ()
    references: tuple[Reference, ...] = ()


# Keys that are written only when they say something: the contract's object does not have them otherwise.
OPTIONAL = {"effects", "tests"}
OPTIONAL_IN_DEFINITION = {"start", "end"}
UNWRITTEN = {"found_by"}  # facts of the run


def to_dict(record: Record) -> dict[str, Any]:
    """The record as the contract's JSON object (tuples become lists)."""
    return typing.cast(dict[str, Any], _plain(record))


def to_json(record: Record) -> str:
    """The record on one line of JSON, without ASCII escapes."""
    return json.dumps(to_dict(record), ensure_ascii=False)


def from_dict(data: Mapping[str, Any]) -> Record:
    """Read a record from the contract's JSON object.

    Keys that the contract does not name are passed over (gold annotations carry remarks), and machine fields
    may be missing: a statement or construct without ``id`` gets one from its words.

    Raises:
        RecordError: a value is of the wrong type, outside its allowed set, or a required key is absent.
    """
    return typing.cast(Record, _read(Record, data, "record"))


def read_records(lines: Iterable[str]) -> Iterator[Record]:
    """Records from JSON Lines; blank lines are passed over.

    Raises:
        RecordError: a line is not JSON or not a record; the message names the line, counted from 1.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield from_dict(json.loads(line))
            except (json.JSONDecodeError, RecordError) as exc:
                raise RecordError(f"line {number}: {exc}") from exc


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        skip = OPTIONAL | (OPTIONAL_IN_DEFINITION if isinstance(value, Definition) else set())
        pairs = ((f.name, getattr(value, f.name)) for f in dataclasses.fields(value) if f.name not in UNWRITTEN)
        return {name: _plain(v) for name, v in pairs if not (name in skip and v in (None, ()))}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value


def _read(wanted: Any, value: Any, where: str) -> Any:
    """``value`` as the annotation ``wanted``, or a RecordError that says where it does not fit."""
    origin, arguments = typing.get_origin(wanted), typing.get_args(wanted)
    if dataclasses.is_dataclass(wanted):
        return _read_dataclass(typing.cast(type, wanted), value, where)
    if origin in (types.UnionType, typing.Union):
        return None if value is None else _read(arguments[0], value, where)
    if origin is Literal:
        if value not in arguments:
            raise RecordError(f"{where}: {value!r} is not one of {', '.join(map(repr, arguments))}")
        return value
    if origin is tuple:
        return _read_tuple(arguments, value, where)
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise RecordError(f"{where}: expected {wanted.__name__}, got {value!r}")
    return value


def _read_tuple(arguments: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise RecordError(f"{where}: expected a list, got {value!r}")
    if arguments[-1] is Ellipsis:
        return tuple(_read(arguments[0], v, f"{where}[{i}]") for i, v in enumerate(value))
    if len(value) != len(arguments):
        raise RecordError(f"{where}: expected {len(arguments)} values, got {len(value)}")
    return tuple(_read(a, v, f"{where}[{i}]") for i, (a, v) in enumerate(zip(arguments, value, strict=True)))


def _read_dataclass(wanted: type, value: Any, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise RecordError(f"{where}: expected an object, got {value!r}")
    hints = typing.get_type_hints(wanted)
    given = dict(value)
    if "id" in hints and not given.get("id"):
        given["id"] = _missing_id(wanted, given, where)
    found = {}
    for field in dataclasses.fields(wanted):
        if field.name in given and not (given[field.name] is None and _has_default(field)):
            found[field.name] = _read(hints[field.name], given[field.name], f"{where}.{field.name}")
        elif not _has_default(field):
            raise RecordError(f"{where}: {field.name} is missing")
    return wanted(**found)


def _has_default(field: dataclasses.Field[Any]) -> bool:
    return field.default is not dataclasses.MISSING


def _missing_id(wanted: type, given: Mapping[str, Any], where: str) -> str:
    words = given.get("text") if wanted is Statement else given.get("label")
    if not isinstance(words, str) or not words:
        raise RecordError(f"{where}: needs an id, or the words to make one from")
    return statement_id(given.get("label"), words) if wanted is Statement else slug(words)


def statement_id(label: str | None, text: str) -> str:
    """A statement's identity within its paper: its label and its words, so that re-reading keeps it."""
    words = " ".join(text.lower().split())
    digest = hashlib.sha256(words.encode()).hexdigest()[:12]
    return f"{slug(label) if label else 's'}-{digest}"


def slug(words: str) -> str:
    """Words as a readable identifier: lower case, hyphens for all that is not a letter or digit."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return re.sub(r"[^\w]+|_+", "-", plain).strip("-") or "unnamed"
