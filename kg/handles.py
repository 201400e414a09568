"""Handles: what people call a thing of the graph, wherever its IRI would do.

    thing_named(store, "Kim 2011 H2a")       a hypothesis by its paper and number; also "H2a of Kim et al. 2011"
    thing_named(store, "h2a-3f9c01d2ab77")   a statement by its own id
    thing_named(store, "10.5555/ekg.1")      a paper by DOI, title, reference, file name
    thing_named(store, "loyalty")            a construct by any of its names

An IRI may be written without this data set's base, as tables show it.
"""

from __future__ import annotations

import re

from rdflib import Literal, URIRef

from kg.curation import hidden
from kg.errors import NotFound
from kg.iris import DEFAULT_BASE
from kg.lookup import PREFIXES, constructs_named, near_labels, papers_named
from kg.store import Store
from kg.store.terms import clean_iri, to_sparql

NUMBER = r"(?:(?:hypothesis|proposition)\s+)?(?P<letter>[HhPp])\s?(?P<digits>\d+(?:\.\d+)?[a-z]?)"
NUMBERED = (
    re.compile(rf"(?P<paper>.*\S)[\s,:;#]+{NUMBER}"),
    re.compile(rf"{NUMBER}\s*(?:,|:|\bof\b|\bin\b|\bfrom\b|\bby\b)?\s+(?P<paper>\S.*)"),
)
IDENTIFIER = re.compile(r"[\w.-]+-[0-9a-f]{8,}(?:-edited)?")
SEVERAL = 5  # things of one name that a message lists


def thing_named(store: Store, name: str) -> str:
    """The IRI of the construct, statement, paper or other thing that goes by ``name``.

    Raises:
        NotFound: nothing does, with the nearest names; or several statements do, with their IRIs.
    """
    name = name.strip()
    if found := constructs_named(store, name):
        return str(found[0])
    if (statement := statement_named(store, name)) is not None:
        return str(statement)
    try:
        return str(papers_named(store, name)[0])
    except NotFound as not_found:
        if (iri := _known_iri(store, name)) is not None:
            return str(iri)
        near = near_labels(store, name)
        if near:
            raise NotFound(f"{name[:200]}: nothing goes by this name; did you mean {' or '.join(near)}?") from None
        remedy = "`kg query constructs` and `kg query papers` list what is there"
        raise NotFound(f"{name[:200]}: nothing in the store goes by this name; {remedy}") from not_found


def statement_named(store: Store, name: str) -> URIRef | None:
    """The statement of a paper and number ("Kim 2011 H2a"), or of an id; None where ``name`` is no such handle.

    Where a statement was edited, the edited one.

    Raises:
        NotFound: the paper has no statement of that number, or several; the message has the numbers or IRIs.
    """
    for pattern in NUMBERED:
        if match := pattern.fullmatch(name):
            try:
                papers = papers_named(store, match["paper"])
            except NotFound:
                continue  # "P2 of nothing" may still be a title
            return _numbered(store, name, papers, match["letter"].upper() + match["digits"])
    if IDENTIFIER.fullmatch(name):
        where = f"?s dcterms:identifier {to_sparql(Literal(name))} ; a evc:Statement"
        found = _visible(store, f"SELECT DISTINCT ?s WHERE {{ {where} }} ORDER BY ?s")
        return _only(name, found) if found else None
    return None


def _numbered(store: Store, name: str, papers: tuple[URIRef, ...], number: str) -> URIRef:
    values = f"VALUES ?paper {{ {' '.join(map(to_sparql, papers))} }} ?s evc:statedIn ?paper ; evc:number ?number"
    asked = to_sparql(Literal(number.upper()))
    found = _visible(store, f"SELECT DISTINCT ?s WHERE {{ {values} FILTER(UCASE(?number) = {asked}) }} ORDER BY ?s")
    if found:
        return _only(name, found)
    rows = store.query(f"{PREFIXES} SELECT DISTINCT ?number WHERE {{ {values} }} ORDER BY ?number")
    held = ", ".join(str(row["number"]) for row in rows) or "none"
    raise NotFound(f"{name[:200]}: this paper has no statement of the number {number}; its numbers are: {held}")


def _visible(store: Store, sparql: str) -> list[URIRef]:
    """The statements that a query finds, without those that people rejected or replaced."""
    left_out = hidden(store, "curated")
    found = [URIRef(str(row["s"])) for row in store.query(PREFIXES + sparql)]
    return [iri for iri in found if iri not in left_out] or found


def _only(name: str, found: list[URIRef]) -> URIRef:
    if len(found) > 1:
        iris = ", ".join(found[:SEVERAL])
        raise NotFound(f"{name[:200]}: {len(found)} statements go by this name; name one: {iris}")
    return found[0]


def _known_iri(store: Store, name: str) -> URIRef | None:
    """``name`` as an IRI, or as one without the base, where it looks like that and the store speaks of it."""
    absolute = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:\S", name) is not None
    if not absolute and "/" not in name:
        return None
    iri = URIRef(clean_iri(name if absolute else DEFAULT_BASE + name))
    node = to_sparql(iri)
    return iri if store.query(f"ASK {{ {{ {node} ?p ?o }} UNION {{ ?s ?p {node} }} }}").truth else None
