"""What a question was understood as: a named query, its parameters as typed, and what was left over."""

from __future__ import annotations

import dataclasses
import re
import shlex
from collections.abc import Mapping

from kg.ask.references import Reference
from kg.errors import NotFound
from kg.query import find

SEARCH = "search"  # the "query" of a reading that is no question, but words to search for
SLOT = re.compile(r"\$(\w+)")


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """One way to answer: a named query, its parameters as typed, and the words of the question left unused."""

    query: str
    given: tuple[tuple[str, str], ...]
    unused: tuple[str, ...] = ()

    def more(self, name: str, value: str) -> Reading:
        """The same with one more parameter."""
        return dataclasses.replace(self, given=(*self.given, (name, value)))

    @property
    def command(self) -> str:
        """The same as a line for the shell."""
        if self.query == SEARCH:
            words, *filters = self.given
            return " ".join(["kg search", shlex.quote(words[1]), *(f"--{n} {shlex.quote(v)}" for n, v in filters)])
        return " ".join(["kg query", self.query, *(f"-p {name}={shlex.quote(value)}" for name, value in self.given)])


def fill(template: str, values: Mapping[str, str], reference: Reference | None, unused: tuple[str, ...]) -> Reading:
    """A template with its slots filled; a parameter whose slot the question left empty is left away.

    Raises:
        NotFound: the query cannot be put to the work that the question refers to.
    """
    query, *parameters = re.split(r" (?=\w+=)", template)
    given = {}
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        slot = SLOT.fullmatch(value)
        if slot is None:
            given[name] = value
        elif slot[1] in values:
            given[name] = values[slot[1]]
    if reference is not None:
        given |= _refer(query, template, reference)
    return Reading(query, tuple(given.items()), unused)


def _refer(query: str, template: str, reference: Reference) -> dict[str, str]:
    """The parameter by which a query takes a reference: a work where it is asked for or only cited, else a paper."""
    known = {parameter.name for parameter in find(query).parameters}
    if "work" in known and ("work=" in template or "definition" in query):
        return {"work": reference.words}
    if not reference.is_read:
        raise NotFound(f"{reference.words} is cited, but was not read; try: kg query work -p work='{reference.words}'")
    if "paper" not in known:
        raise NotFound(
            f"the query {query} cannot be asked of one paper; try: kg query paper -p paper='{reference.words}'"
        )
    return {"paper": reference.words}
