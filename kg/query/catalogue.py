"""Named queries: found in the folder ``queries``, described by their own head comments.

    # title: Antecedents of a construct
    # description: What is said to lead to it, with the words that say so.
    #   A second line goes on with two more spaces.
    # param: construct (label, required) The construct, in any spelling.
    # param: paper $which (paper, optional) Only this paper.
    # confidence: rows
    # example: construct=customer engagement

``confidence`` says how the query knows what is likely right (``kg.query.choosing``). A line that ends in ``# if NAME``
is left away where that parameter is not given.
In the query a parameter is the variable of its name, or the one given after it where the name is wanted for a column.
"""

from __future__ import annotations

import dataclasses
import difflib
import functools
import re
from pathlib import Path
from typing import Literal, TextIO, get_args

from kg.errors import MalformedQuery, UnknownQuery
from kg.files import data_folder
from kg.query.parameters import TYPES, Parameter
from kg.sparql import columns

FIELD = re.compile(r"#\s(title|description|param|confidence|example):\s*(.*)")
MORE = re.compile(r"#\s{2,}(\S.*)")
PARAMETER = re.compile(
    r"(?P<name>[a-z]\w*) (?:\$(?P<variable>\w+) )?"
    r"\((?P<type>\w+), (?P<need>required|optional|default (?P<default>[^)]+))\)\s*"
)


Confidence = Literal["rows", "counts"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A question with a name. ``example`` holds values for its required parameters."""

    name: str
    text: str
    title: str = ""
    description: str = ""
    parameters: tuple[Parameter, ...] = ()
    confidence: Confidence | None = None
    example: tuple[tuple[str, str], ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of what it finds, in order."""
        return columns(self.text)

    @property
    def usage(self) -> str:
        """How to give its parameters on the command line."""
        return " ".join(parameter.usage for parameter in self.parameters)


@functools.cache
def catalogue() -> tuple[NamedQuery, ...]:
    """All named queries, by name."""
    return tuple(_read(path, path.stem) for path in sorted(data_folder("queries").glob("*.rq")))


def find(name: str | Path, *, stdin: TextIO | None = None) -> NamedQuery:
    """The query of that name, in that file, or (``-``) on standard input.

    Raises:
        UnknownQuery: there is none; the message has the nearest names.
        MalformedQuery: its head comment cannot be understood.
    """
    if str(name) == "-" and stdin is not None:
        try:
            return from_text(stdin.read(), "-")
        except UnicodeDecodeError as exc:
            raise MalformedQuery("-: not a text in UTF-8, so no query") from exc
    known = {query.name: query for query in catalogue()}
    if str(name) in known:
        return known[str(name)]
    if Path(name).is_file():
        return _read(Path(name), str(name))
    near = difflib.get_close_matches(str(name), known, n=3, cutoff=0.5)
    remedy = f"did you mean {' or '.join(near)}?" if near else "`kg queries` lists the named ones"
    raise UnknownQuery(f"{name}: no query has this name and no file either; {remedy}")


def from_text(text: str, name: str) -> NamedQuery:
    """A query with what its head comment says.

    Raises:
        MalformedQuery: a ``param`` or ``confidence`` line does not keep to the form.
    """
    fields: dict[str, list[str]] = {name: [] for name in ("title", "description", "param", "confidence", "example")}
    current: list[str] | None = None
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if field := FIELD.match(line):
            current = fields[field[1]]
            current.append(field[2].strip())
        elif current and (more := MORE.match(line)):
            current[-1] += " " + more[1].strip()
    return NamedQuery(
        name=name,
        text=text,
        title=" ".join(fields["title"]),
        description=" ".join(fields["description"]),
        parameters=tuple(_parameter(line, name) for line in fields["param"]),
        confidence=_confidence(fields["confidence"], name),
        example=tuple(_pair(line) for line in fields["example"]),
    )


def _read(path: Path, name: str) -> NamedQuery:
    try:
        return from_text(path.read_text(encoding="utf-8-sig"), name)
    except UnicodeDecodeError as exc:
        raise MalformedQuery(f"{path}: not a text in UTF-8, so no query") from exc
    except OSError as exc:
        raise UnknownQuery(f"{path}: cannot be read ({exc.strerror})") from exc


def _parameter(line: str, name: str) -> Parameter:
    match = PARAMETER.match(line)
    if match is None or match["type"] not in TYPES:
        raise MalformedQuery(
            f"{name}: the head line 'param: {line}' should be: NAME [$VARIABLE] (TYPE, NEED) WORDS, where NEED is "
            f"required, optional or default VALUE, and TYPE one of {', '.join(TYPES)}"
        )
    return Parameter(
        name=match["name"],
        variable=match["variable"] or match["name"],
        type=match["type"],
        required=match["need"] == "required",
        default=match["default"],
        description=line[match.end() :].strip(),
    )


def _confidence(lines: list[str], name: str) -> Confidence | None:
    if not lines:
        return None
    found: Confidence | None = next((way for way in get_args(Confidence) if lines == [way]), None)
    if found is None:
        ways = " or ".join(get_args(Confidence))
        raise MalformedQuery(f"{name}: the head line 'confidence: {lines[0]}' should be {ways}")
    return found


def _pair(line: str) -> tuple[str, str]:
    key, _, value = line.partition("=")
    return key.strip(), value.strip()
