"""SPARQL text seen as tokens: enough to know what a query is and where a block may be put into it, no parser.

The grammar's strings, IRIs and comments are the only places where a brace or a keyword means nothing
(https://www.w3.org/TR/sparql11-query/#sparqlGrammar, terminals IRIREF, STRING_LITERAL*, and section 19.4 on comments).
Whoever skips these three can find keywords and the outermost group safely. Whether the text is good SPARQL is for the
store to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Form = Literal["select", "ask", "construct", "describe", "update"]

TOKEN = re.compile(
    r"""
    (?P<comment> \#[^\n\r]* )
  | (?P<string> \"\"\" (?: (?:\"|\"\")? (?:[^"\\] | \\.) )* (?:\"\"\"|\Z)
             | ''' (?: (?:'|'')? (?:[^'\\] | \\.) )* (?:'''|\Z)
             | " (?: [^"\\\n\r] | \\. )* "
             | ' (?: [^'\\\n\r] | \\. )* ' )
  | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<escape> \\. )
  | (?P<variable> [?$] \w+ )
  | (?P<name> [^\W\d][\w.-]*:[\w.%:-]* | :[\w.%:-]+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<word> [A-Za-z_]\w* )
  | (?P<open> \{ )
  | (?P<close> \} )
  | (?P<other> \S )
    """,
    re.VERBOSE | re.DOTALL,
)
CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
FORMS: dict[str, Form] = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "construct", "DESCRIBE": "describe"}
UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}


class Token(NamedTuple):
    """A piece of the text: its kind (a group of ``TOKEN``), its words, and where it begins."""

    kind: str
    text: str
    start: int


def tokens(sparql: str) -> Iterator[Token]:
    """The tokens of ``sparql``, without white space and comments."""
    for match in TOKEN.finditer(sparql):
        if match.lastgroup != "comment" and match.lastgroup is not None:
            yield Token(match.lastgroup, match.group(), match.start())


def form(sparql: str) -> Form | None:
    """What kind of request the text is, or None where no keyword tells."""
    for token in tokens(sparql):
        word = token.text.upper()
        if token.kind == "word" and word in FORMS:
            return FORMS[word]
        if token.kind == "word" and word in UPDATES:
            return "update"
        if token.kind == "open":
            return None
    return None


def has_dataset(sparql: str) -> bool:
    """Does the query name its own dataset with FROM, before its outermost group?"""
    depth = 0
    for token in tokens(sparql):
        depth += (token.kind == "open") - (token.kind == "close")
        if depth == 0 and token.kind == "word" and token.text.upper() == "FROM":
            return True
    return False


def services(sparql: str) -> list[str]:
    """What every SERVICE clause names: ``<iri>``, a prefixed name, or a variable, as written.

    Escapes such as ``\\u0053`` stand for their characters before the grammar is applied (section 19.2), so they are
    resolved first: a word cannot be hidden in them.
    """
    found, waiting = [], False
    for token in tokens(CODEPOINT.sub(_character, sparql)):
        if waiting and not (token.kind == "word" and token.text.upper() == "SILENT"):
            found.append(token.text)
            waiting = False
        if token.kind == "word" and token.text.upper() == "SERVICE":
            waiting = True
    return found


def values_starts(sparql: str, name: str) -> list[int]:
    """The offsets where a VALUES block for the variable ``name`` belongs, in order; none where there is no group.

    One is in the outermost group, the others in each sub-select that hands the variable out (``SELECT ?name``,
    ``SELECT *`` with the variable in it): the outer group would join it with the same values anyway, but Oxigraph
    carries none into a sub-select, and would first answer it for everything that is stored.
    """
    start = group_start(sparql)
    if start is None:
        return []
    return [_inside_graph(sparql, start), *(_inside_graph(sparql, at) for at in _subselects(sparql, start, name))]


def _subselects(sparql: str, start: int, name: str) -> Iterator[int]:
    """Where the group of each sub-select after ``start`` begins that hands out the variable ``name``."""
    clause: set[str] | None = None
    parentheses = 0
    for token in tokens(sparql[start:]):
        if token.kind == "word" and token.text.upper() == "SELECT":
            clause, parentheses = set(), 0
        elif clause is not None and token.kind == "open":
            at = start + token.start + 1
            if name in clause or ("*" in clause and name in variables(_group(sparql, at))):
                yield at
            clause = None
        elif clause is not None:
            parentheses += (token.text == "(") - (token.text == ")")
            if parentheses == 0 and (token.kind == "variable" or token.text == "*"):
                clause.add(token.text.lstrip("?$"))


def _group(sparql: str, start: int) -> str:
    """The text from ``start``, just inside an opening brace, to the closing one."""
    depth = 1
    for token in tokens(sparql[start:]):
        depth += (token.kind == "open") - (token.kind == "close")
        if depth == 0:
            return sparql[start : start + token.start]
    return sparql[start:]


def _inside_graph(sparql: str, start: int) -> int:
    """``start``, or the start of the GRAPH group that the group there begins with.

    Oxigraph does not carry values from outside into ``GRAPH ?g { … OPTIONAL { … } }``: it would evaluate all of that
    group first (measured: 187 ms for 0 ms on a million triples). Inside, they come first.
    """
    inside = tokens(sparql[start:])
    first = next(inside, None)
    if first is None or first.text.upper() != "GRAPH":
        return start
    opening = next((token for token in inside if token.kind == "open"), None)
    return start if opening is None else start + opening.start + 1


def _character(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= 0x10FFFF else match[0]


def variables(sparql: str) -> set[str]:
    """The names of all variables in the text, without their mark."""
    return {token.text[1:] for token in tokens(sparql) if token.kind == "variable"}


def columns(sparql: str) -> tuple[str, ...]:
    """The names that a SELECT query gives to what it finds, in order; none for ``*`` and for other forms."""
    found: list[str] = []
    depth, last = 0, ""
    for token in tokens(sparql):
        if token.kind == "open" or (token.kind == "word" and token.text.upper() in ("WHERE", "FROM")):
            break
        depth += (token.text == "(") - (token.text == ")")
        if token.kind == "variable" and (depth == 0 or (depth == 1 and last == "AS")):
            found.append(token.text[1:])
        last = token.text.upper()
    return tuple(found) if form(sparql) == "select" else ()


def group_start(sparql: str) -> int | None:
    """The offset just inside the brace that opens the outermost WHERE group, or None where there is none.

    A CONSTRUCT template is a group too, and comes first: it is stepped over. ``CONSTRUCT WHERE { … }`` has no
    template.
    """
    template = False
    depth = 0
    for token in tokens(sparql):
        word = token.text.upper() if token.kind == "word" else ""
        if depth == 0 and word == "CONSTRUCT":
            template = True
        elif depth == 0 and word in ("WHERE", "FROM"):
            template = False
        if token.kind == "open":
            if depth == 0 and not template:
                return token.start + 1
            depth += 1
        elif token.kind == "close":
            depth -= 1
            template = template and depth > 0
    return None
