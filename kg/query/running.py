"""Binding parameters and asking the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.errors import BadParameter, MalformedQuery
from kg.lookup import papers_named
from kg.query.catalogue import NamedQuery
from kg.query.parameters import Parameter
from kg.sparql import form, group_start, variables
from kg.store import Answer, Store, Term
from kg.store.terms import to_sparql


def run(store: Store, query: NamedQuery, given: Mapping[str, str], *, timeout: float | None = None) -> Answer:
    """Ask ``query`` with the values ``given``, as typed.

    Raises:
        BadParameter: one is missing, unknown or ill-typed; the message lists what the query takes.
        MalformedQuery, QueryTimeout, StoreError: as the store's ``query``.
    """
    terms = to_terms(query, given)
    for parameter in query.parameters:
        if parameter.type == "paper" and parameter.variable in terms:
            terms[parameter.variable] = papers_named(store, str(terms[parameter.variable][0]))
    try:
        return store.query(bind(query.text, terms), timeout=timeout)
    except MalformedQuery as exc:
        raise MalformedQuery(f"{query.name}: {exc}") from exc


def to_terms(query: NamedQuery, given: Mapping[str, str]) -> dict[str, Sequence[Term]]:
    """The RDF terms that each variable stands for. A file without a head takes any parameter, as a string.

    Raises:
        BadParameter: one is missing, unknown or ill-typed.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    if not known and not query.title:
        known = {
            name: Parameter(name=name, variable=name, type="string") for name in given if name in variables(query.text)
        }
    unknown = [name for name in given if name not in known]
    if unknown:
        raise BadParameter(f"{query.name} has no parameter {unknown[0]!r}; {_takes(query)}")
    missing = [p.name for p in query.parameters if p.required and p.name not in given]
    if missing:
        raise BadParameter(f"{query.name} needs the parameter {missing[0]!r}; {_takes(query)}")
    values = {p.name: p.default for p in known.values() if p.default is not None} | dict(given)
    return {known[name].variable: known[name].terms(value) for name, value in values.items()}


def bind(sparql: str, terms: Mapping[str, Sequence[Term]]) -> str:
    """``sparql`` with a ``VALUES`` block for each name at the beginning of its outermost group.

    The block stays on the group's own line, so that the lines of an error message are those of the file.

    Raises:
        MalformedQuery: there is no group to put it into.
    """
    if not terms:
        return sparql
    start = group_start(sparql)
    if start is None or form(sparql) == "update":
        raise MalformedQuery("parameters need a query with a group { … } to be bound in")
    blocks = (f"VALUES ?{name} {{ {' '.join(map(to_sparql, choice))} }}" for name, choice in sorted(terms.items()))
    return f"{sparql[:start]} {' '.join(blocks)} {sparql[start:]}"


def _takes(query: NamedQuery) -> str:
    if not query.parameters:
        return "it takes none"
    return "it takes " + ", ".join(
        f"{p.name} ({p.type}{', required' if p.required else ''})" for p in query.parameters
    )
