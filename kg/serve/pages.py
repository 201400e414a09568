"""Pages for people: templates in ``templates/``, filled with escaped text; nothing is loaded from elsewhere.

A page is made of tables of cells. The templates hold no script and no style of their own, so that the
Content-Security-Policy of ``guarding`` can forbid both.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rdflib import Literal, URIRef

from kg.iris import ONTOLOGY
from kg.query import NamedQuery
from kg.rdf.terms import PREFIXES
from kg.store import Term, Triple

HERE = Path(__file__).parent
STATIC = HERE / "static"
LONGEST = 1000  # characters of one cell
SHOWN = 100  # triples of each direction that the page of a thing shows
EXAMPLE = """PREFIX evc: <https://w3id.org/engagement-kg/ontology#>
SELECT ?paper ?number ?sentence WHERE {
  ?hypothesis a evc:Hypothesis ; evc:statedIn/evc:shortReference ?paper ; evc:wording ?sentence .
  OPTIONAL { ?hypothesis evc:number ?number }
} ORDER BY ?paper ?number LIMIT 20"""
TITLES = {400: "This cannot be asked so", 404: "Nothing here", 503: "Too busy just now"}

_TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A text, and where it leads."""

    text: str
    href: str = ""
    lang: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """``rows`` of ``total``; ``missing`` says in words what is left out, ``more`` leads to the rest."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    total: int
    missing: Sequence[str] = ()
    more: str = ""


def render(template: str, *, root: str, title: str, sought: str = "", **values: object) -> bytes:
    """A whole page; ``root`` is the address of the server, ending in a slash."""
    return _TEMPLATES.get_template(template).render(root=root, title=title, sought=sought, **values).encode()


def query_page(root: str) -> bytes:
    """The form that a browser gets at ``/sparql``."""
    return render("sparql.html", root=root, title="Ask in SPARQL", example=EXAMPLE)


def home_page(counts: Iterable[tuple[str, int]], papers: Table, queries: Iterable[NamedQuery], *, root: str) -> bytes:
    """What the store holds and what can be asked."""
    return render("home.html", root=root, title="Engagement KG", counts=counts, papers=papers, queries=queries)


def problem_page(status: int, message: str, *, root: str) -> bytes:
    """What went wrong and what to do."""
    return render("problem.html", root=root, title=TITLES.get(status, "This did not work"), message=message)


def triples_tables(
    own: Sequence[Triple], incoming: Sequence[Triple], names: Mapping[URIRef, str], *, base: str, root: str
) -> tuple[Table, Table]:
    """What is said of a thing and what points at it, the first of both, with the number of the rest in words."""
    show = _Shower(names, base, root)
    said = [(show(predicate), show(thing)) for _, predicate, thing in own[:SHOWN]]
    pointing = [(show(thing), show(predicate)) for thing, predicate, _ in incoming[:SHOWN]]
    return (
        Table(title="Says", columns=("property", "value"), rows=said, total=len(own), missing=_rest(own)),
        Table(
            title="What points here",
            columns=("from", "property"),
            rows=pointing,
            total=len(incoming),
            missing=_rest(incoming),
        ),
    )


def shorten(text: str) -> str:
    """``text``, cut where no table is the place for all of it."""
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"


def _rest(triples: Sequence[Triple]) -> tuple[str, ...]:
    beyond = len(triples) - SHOWN
    return (f"{beyond} more at least; the Turtle has more of them",) if beyond > 0 else ()


class _Shower:
    """Terms as cells, with names for IRIs and links that stay on this server."""

    def __init__(self, names: Mapping[URIRef, str], base: str, root: str) -> None:
        self.names, self.base, self.root = names, base, root

    def __call__(self, term: Term) -> Cell:
        if isinstance(term, Literal):
            return Cell(text=shorten(str(term)), lang=term.language or "")
        if not isinstance(term, URIRef):
            return Cell(text=str(term))
        words = shorten(self.names.get(term) or _curie(term))
        if term.startswith(self.base) and not term.startswith(ONTOLOGY.rstrip("#")):  # the vocabulary is no page here
            return Cell(text=words, href=self.root + term[len(self.base) :])
        return Cell(text=words, href=str(term) if str(term).startswith(("http://", "https://")) else "")


def _curie(iri: URIRef) -> str:
    for prefix, namespace in PREFIXES.items():
        if str(iri).startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return "a" if iri.endswith("22-rdf-syntax-ns#type") else str(iri)
