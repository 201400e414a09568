"""Hits as an answer, to be printed, serialised and served like that of any query."""

from __future__ import annotations

from collections.abc import Sequence

from rdflib import Literal, URIRef

from kg.search.finding import Hit
from kg.store import Answer, Term

SHOWN = ("number", "cause", "effect", "mediator", "moderator", "sign", "status", "term")
OF_PAPERS = ("authors", "year", "venue", "doi")
OF_CONSTRUCTS = ("statements", "papers")
COLUMNS = (
    "kind",
    *SHOWN,
    *OF_PAPERS,
    *OF_CONSTRUCTS,
    "paper",
    "page",
    "section",
    "sentence",
    "iri",
    "confidence",
    "score",
)


def as_answer(hits: Sequence[Hit]) -> Answer:
    """The hits as rows, the best first: what the graph says of each, where it stands, its words, IRI and score."""
    return Answer(kind="rows", variables=COLUMNS, rows=tuple(map(_row, hits)))


def _row(hit: Hit) -> tuple[Term | None, ...]:
    given: dict[str, Term] = {name: Literal(hit.facts[name]) for name in COLUMNS if hit.facts.get(name)}
    given |= {"kind": Literal(hit.kind), "sentence": Literal(hit.text), "iri": URIRef(hit.iri)}
    given |= {"paper": Literal(hit.paper)} if hit.paper else {}
    given |= {"page": Literal(hit.page)} if hit.page is not None else {}
    given["score"] = Literal(round(hit.score, 4))
    return tuple(given.get(name) for name in COLUMNS)
