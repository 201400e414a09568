"""Binding parameters and asking the store."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence, Set
from types import MappingProxyType

from rdflib import Literal, URIRef

from kg.curation import View
from kg.errors import BadParameter, MalformedQuery
from kg.iris import ONTOLOGY
from kg.lookup import constructs_named, papers_named, with_narrower
from kg.query.catalogue import NamedQuery, catalogue
from kg.query.choosing import COUNTED, LEAST, Choice, Chosen, first, in_order, least_confident
from kg.query.parameters import Parameter
from kg.sparql import form, values_starts, variables
from kg.store import Answer, Store, Term
from kg.store.terms import to_sparql
from kg.wordings import with_wordings

LISTED = re.compile(r'GROUP_CONCAT\([^;]*; SEPARATOR="; "\)\s+AS\s+\?(\w+)\)')
HIDDEN, HIDDEN_AS_EXTRACTED = "evc:hiddenFrom evc:curatedView", "evc:hiddenFrom evc:extractedView"
CONDITION = re.compile(r"# if (\w+)\s*$")
ENDS = "evc:source|evc:target|evc:mediator|evc:moderator"
UNCOUNTED = f"""PREFIX evc: <{ONTOLOGY}>
SELECT (COUNT(DISTINCT ?statement) AS ?n) WHERE {{
  GRAPH ?graph {{
    #ENDS
    ?statement evc:asserts ?relation ; evc:inDomain true ; evc:confidence ?confidence .
    FILTER(?confidence < #LEAST)
  }}
  MINUS {{ GRAPH ?judged {{ ?statement evc:hiddenFrom evc:curatedView }} }}
}}"""
DEFAULT = Choice()
NOTHING: Mapping[str, Sequence[URIRef]] = MappingProxyType({})


def run(
    store: Store,
    query: NamedQuery,
    given: Mapping[str, str],
    *,
    timeout: float | None = None,
    view: View = "curated",
    narrower: bool = False,
    choice: Choice = DEFAULT,
    constructs: Mapping[str, Sequence[URIRef]] = NOTHING,
) -> Chosen:
    """Ask ``query`` with the values ``given``, as typed. A query of the catalogue names constructs as papers do.

    ``view`` is what people made of the graph, or what was extracted before they did; a query of one's own has both
    unless it says ``evc:hiddenFrom evc:curatedView`` as the named ones do. ``narrower`` takes every construct that is
    given for all constructs below it too (``skos:broader``). ``choice`` says which rows are wanted: what is more
    likely wrong than right is left out unless it says otherwise, and the answer tells how much that was.
    ``constructs`` has those that are meant by a parameter instead of those that go by its value (``kg.widening``).

    Raises:
        BadParameter: one is missing, unknown or ill-typed; the message lists what the query takes.
        NotFound: no paper goes by the name that is given for one.
        MalformedQuery, QueryTimeout, StoreError: as the store's ``query``.
    """
    least = choice.least(query)
    terms = _resolved(store, query, given, view=view, narrower=narrower)
    terms |= {p.variable: constructs[p.name] for p in query.parameters if p.name in constructs}
    try:
        answer = store.query(_to_text(query, terms, view, least), timeout=timeout)
    except MalformedQuery as exc:
        raise MalformedQuery(f"{query.name}: {exc}") from exc
    answer = with_sorted_lists(answer, set(LISTED.findall(query.text)))
    chosen = least_confident(answer, least if query.confidence == "rows" else None)
    if query.confidence == "counts":
        chosen = dataclasses.replace(chosen, least=least, left_out=_uncounted(store, query, terms, least), of=COUNTED)
    if not choice.sort:  # the names of constructs are looked up for the rows that are shown
        chosen = first(chosen, choice.limit)
    if query in catalogue():
        chosen = with_wordings(store, chosen)
    return first(in_order(chosen, choice.sort), choice.limit)


def with_sorted_lists(answer: Answer, columns: Set[str]) -> Answer:
    """The answer with what GROUP_CONCAT has joined by "; " in alphabetical order: SPARQL leaves the order open."""
    if columns.isdisjoint(answer.variables):
        return answer
    listed = [variable in columns for variable in answer.variables]
    rows = (tuple(_sorted(t) if is_list else t for t, is_list in zip(row, listed, strict=True)) for row in answer.rows)
    return dataclasses.replace(answer, rows=tuple(rows))


def _sorted(term: Term | None) -> Term | None:
    return Literal("; ".join(sorted(term.split("; ")))) if isinstance(term, Literal) else term


def prepare(
    store: Store,
    query: NamedQuery,
    given: Mapping[str, str],
    *,
    view: View = "curated",
    narrower: bool = False,
    choice: Choice = DEFAULT,
) -> str:
    """The SPARQL of ``query`` with the values ``given``; names of papers and constructs become the IRIs they go by.

    A name that no construct has gives an empty list of values, and so no rows. Raises as ``run``, and NotFound for a
    paper that is not there.
    """
    terms = _resolved(store, query, given, view=view, narrower=narrower)
    return _to_text(query, terms, view, choice.least(query))


def _resolved(
    store: Store, query: NamedQuery, given: Mapping[str, str], *, view: View, narrower: bool
) -> dict[str, Sequence[Term]]:
    """The terms that each variable stands for, names looked up in the store."""
    terms = to_terms(query, given)
    for parameter in query.parameters:
        if parameter.variable in terms and parameter.type in ("paper", "label"):
            iris = _iris_named(store, parameter.type, str(terms[parameter.variable][0]), view)
            terms[parameter.variable] = with_narrower(store, iris) if narrower and parameter.type == "label" else iris
    return terms


def _to_text(query: NamedQuery, terms: Mapping[str, Sequence[Term]], view: View, least: float | None) -> str:
    if query.confidence == "counts" and least is not None:
        terms = {**terms, LEAST: (Literal(least),)}
    text = without_unused(query, terms)
    return bind(text.replace(HIDDEN, HIDDEN_AS_EXTRACTED) if view == "extracted" else text, terms)


def _uncounted(store: Store, query: NamedQuery, terms: Mapping[str, Sequence[Term]], least: float | None) -> int:
    """How many statements are below ``least``: of those about the constructs given, where any are."""
    if not least:
        return 0
    about = [iri for p in query.parameters if p.type == "label" for iri in terms.get(p.variable, ())]
    named = any(p.type == "label" and p.variable in terms for p in query.parameters)
    ends = f"VALUES ?about {{ {' '.join(map(to_sparql, about))} }} ?relation {ENDS} ?about ." if named else ""
    found = store.query(UNCOUNTED.replace("#ENDS", ends).replace("#LEAST", to_sparql(Literal(least))))
    return int(str(found.column("n")[0]))


def _iris_named(store: Store, type: str, name: str, view: View) -> tuple[URIRef, ...]:
    return papers_named(store, name) if type == "paper" else constructs_named(store, name, view=view)


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
    return {known[name].variable: (known[name].term(value),) for name, value in values.items()}


def without_unused(query: NamedQuery, terms: Mapping[str, object]) -> str:
    """The query's text without the lines that end in ``# if NAME`` where the parameter NAME is not given.

    A pattern with a variable that nothing binds would range over the whole store. The lines stay, empty, so that the
    numbers in error messages are those of the file.
    """
    variables = {parameter.name: parameter.variable for parameter in query.parameters}

    def keep(line: str) -> bool:
        marked = CONDITION.search(line)
        return marked is None or variables.get(marked[1]) in terms

    return "\n".join(line if keep(line) else "" for line in query.text.split("\n"))


def bind(sparql: str, terms: Mapping[str, Sequence[Term]]) -> str:
    """``sparql`` with a ``VALUES`` block for each name wherever ``values_starts`` has it.

    The blocks stay on the groups' own lines, so that the lines of an error message are those of the file.

    Raises:
        MalformedQuery: there is no group to put them into.
    """
    if not terms:
        return sparql
    blocks: dict[int, list[str]] = {}
    for name, choice in sorted(terms.items()):
        block = f"VALUES ?{name} {{ {' '.join(map(to_sparql, choice))} }}"
        for start in values_starts(sparql, name):
            blocks.setdefault(start, []).append(block)
    if not blocks or form(sparql) == "update":
        raise MalformedQuery("parameters need a query with a group { … } to be bound in")
    for start in sorted(blocks, reverse=True):
        sparql = f"{sparql[:start]} {' '.join(blocks[start])} {sparql[start:]}"
    return sparql


def _takes(query: NamedQuery) -> str:
    if not query.parameters:
        return "it takes none"
    return "it takes " + ", ".join(
        f"{p.name} ({p.type}{', required' if p.required else ''})" for p in query.parameters
    )
