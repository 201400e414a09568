"""Everything the store says about one thing, and how much it holds, as plain values to print or to serve."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import Any

from rdflib import URIRef

from kg.curation import View
from kg.errors import NotFound
from kg.handles import thing_named
from kg.iris import ONTOLOGY, Iris
from kg.link import links_of
from kg.lookup import PREFIXES, papers_named
from kg.query import Choice, find, run
from kg.revision import drop
from kg.sharing import drop_paper
from kg.store import Store
from kg.store.terms import to_sparql
from kg.wordings import wordings

LIKELY_ONES = Choice()
SEVERAL = 5  # papers of one name that a message lists
COUNTED = {
    "papers": "?thing a evc:Paper",
    "hypotheses": "?thing a evc:Hypothesis",
    "propositions": "?thing a evc:Proposition",
    "findings": "?thing a evc:Finding",
    "claims": "?thing a evc:Claim",
    "implications": "?thing a evc:Implication",
    "research questions": "?thing a evc:ResearchQuestion",
    "definitions": "?thing a evc:Definition",
    "relations": "?statement evc:asserts ?thing",
    "constructs": "?thing a evc:Construct",
    "cited works": "?thing a evc:Work",
}
# What is asked about a construct and about a paper: section title, named query, the columns to show.
OF_CONSTRUCT = (
    ("Definitions", "definitions", ("definition", "attributed_to", "paper", "page")),
    ("Antecedents", "antecedents", ("antecedent", "sign", "status", "paper", "page", "sentence")),
    ("Outcomes", "outcomes", ("outcome", "sign", "status", "paper", "page", "sentence")),
    ("Dimensions", "dimensions", ("dimension", "paper", "page", "sentence")),
    ("Types", "types", ("type", "paper", "page", "sentence")),
    ("Mediators", "mediators", ("mediator", "cause", "effect", "paper", "page")),
    ("Moderators", "moderators", ("moderator", "cause", "effect", "paper", "page")),
)
OF_PAPER = (
    ("About", "papers", ("title", "year", "venue", "doi")),
    ("Study", "methods", ("design", "method", "sample", "context")),
    (
        "Statements and definitions",
        "paper",
        ("kind", "number", "cause", "effect", "sign", "status", "page", "sentence"),
    ),
)
# What is asked about a statement or definition: section title, the graph pattern, the columns to show.
OF_STATEMENT = (
    (
        "About",
        """$what a ?class . FILTER(STRSTARTS(STR(?class), STR(evc:)) && ?class != evc:Statement)
        BIND(LCASE(STRAFTER(STR(?class), "#")) AS ?kind)
        OPTIONAL { $what evc:number ?number }
        OPTIONAL { $what evc:term ?term }
        OPTIONAL { $what evc:status ?is . BIND(STRAFTER(STR(?is), "#") AS ?status) }
        OPTIONAL { $what evc:negated true . BIND("yes" AS ?negated) }
        OPTIONAL { $what evc:hedged true . BIND("yes" AS ?hedged) }
        OPTIONAL { $what evc:confidence ?confidence }""",
        ("kind", "number", "term", "status", "negated", "hedged", "confidence"),
    ),
    (
        "What it relates",
        """$what evc:asserts ?r . ?r a ?class ; schema:position ?position . FILTER(?class != evc:Relation)
        BIND(LCASE(STRBEFORE(STRAFTER(STR(?class), "#"), "Relation")) AS ?relation)
        ?r evc:sourceMention/evc:wording ?from ; evc:targetMention/evc:wording ?to .
        OPTIONAL { ?r evc:sign ?is . BIND(STRAFTER(STR(?is), "#") AS ?sign) }
        OPTIONAL { ?r evc:mediatorMention/evc:wording ?mediator }
        OPTIONAL { ?r evc:moderatorMention/evc:wording ?moderator }
        OPTIONAL { ?r evc:effect ?size . ?size evc:statistic ?name ; evc:value ?value .
          OPTIONAL { ?size evc:pValue ?p } BIND(CONCAT(?name, " = ", STR(?value), COALESCE(CONCAT(", p ", ?p), ""))
            AS ?reported) }""",
        ("from", "to", "relation", "sign", "mediator", "moderator", "reported"),
    ),
    (
        "Tests",
        """?test evc:testOf $what ; schema:position ?n .
        OPTIONAL { ?test evc:onStudy ?study }
        OPTIONAL { ?test evc:onGroup ?sample }
        OPTIONAL { ?test evc:byMethod ?method }
        OPTIONAL { ?test evc:outcome ?is . BIND(STRAFTER(STR(?is), "#") AS ?outcome) }
        OPTIONAL { ?test evc:foundEffect ?size . ?size evc:statistic ?name ; evc:value ?value .
          OPTIONAL { ?size evc:pValue ?p } BIND(CONCAT(?name, " = ", STR(?value), COALESCE(CONCAT(", p ", ?p), ""))
            AS ?reported) }
        OPTIONAL { ?test evc:page ?page }
        OPTIONAL { ?test evc:wording ?sentence }""",
        ("n", "study", "sample", "method", "outcome", "reported", "page", "sentence"),
    ),
    (
        "Where it stands",
        """$what evc:statedIn ?in . ?in evc:shortReference ?paper .
        OPTIONAL { ?in dcterms:title ?title }
        OPTIONAL { ?in prism:doi ?doi . BIND(CONCAT("https://doi.org/", ?doi) AS ?address) }
        OPTIONAL { $what evc:page ?page }
        OPTIONAL { $what evc:inSection/dcterms:title ?section }
        OPTIONAL { $what evc:begins ?begins ; evc:ends ?ends
          BIND(CONCAT(STR(?begins), "-", STR(?ends)) AS ?characters) }
        OPTIONAL { ?in prov:wasDerivedFrom/schema:name ?file }""",
        ("file", "characters", "title", "address", "paper", "page", "section"),
    ),
    ("Taken from", "$what evc:citation/c4o:hasContent ?work", ("work",)),
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a description: ``columns`` name what each row holds; ``missing`` says what is left out."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    missing: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What the store says about one thing."""

    title: str
    iri: str
    sections: tuple[Section, ...]

    def to_dict(self) -> dict[str, Any]:
        """As a JSON object: sections as lists of objects."""
        named = {s.title: [dict(zip(s.columns, row, strict=True)) for row in s.rows] for s in self.sections}
        found = {"title": self.title, "iri": self.iri, "sections": named}
        missing = {s.title: list(s.missing) for s in self.sections if s.missing}
        return found | ({"missing": missing} if missing else {})


def stats(store: Store) -> list[tuple[str, int]]:
    """How many things of each kind the store holds, with statements outside the domain, without rejected ones."""
    counts = [(what, _count(store, pattern)) for what, pattern in COUNTED.items()]
    total = store.query("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }").column("n")[0]
    return [*counts, ("graphs", len(store.graphs())), ("triples", int(str(total)))]


def describe(store: Store, name: str, *, view: View = "curated", choice: Choice = LIKELY_ONES) -> Description:
    """Everything about the construct, paper or statement that goes by ``name``, as people left it or as extracted.

    What is more likely wrong than right is left out, unless ``choice`` says otherwise; each section tells how much.

    Raises:
        NotFound: nothing does; the message has the nearest names.
    """
    iri = URIRef(thing_named(store, name))
    kinds = set(_values(store, iri, "a"))
    if ONTOLOGY + "Construct" in kinds:
        return describe_construct(store, iri, view=view, choice=choice)
    if ONTOLOGY + "Paper" in kinds:
        return describe_paper(store, iri, view=view, choice=choice)
    if kinds & {ONTOLOGY + "Statement", ONTOLOGY + "Definition"}:
        return describe_statement(store, iri)
    return describe_iri(store, iri)


def describe_construct(
    store: Store, iri: URIRef, *, view: View = "curated", choice: Choice = LIKELY_ONES
) -> Description:
    """A construct: its definitions, and what leads to it, follows from it and belongs to it."""
    label = _label(store, iri)
    given = {"construct": label}
    sections = (_section(store, part, given, view, choice) for part in OF_CONSTRUCT)
    names = tuple((name,) for name in _values(store, iri, "skos:altLabel"))
    also = Section(title="Also written", columns=("name",), rows=names)
    found = (also, *sections, _links(store, iri))
    return Description(title=label, iri=str(iri), sections=tuple(s for s in found if s.rows or s.missing))


def describe_paper(store: Store, iri: URIRef, *, view: View = "curated", choice: Choice = LIKELY_ONES) -> Description:
    """A paper: what it is, how it found out, what it says."""
    given = {"paper": str(iri)}
    found = tuple(_section(store, part, given, view, choice) for part in OF_PAPER)
    return Description(title=_label(store, iri), iri=str(iri), sections=tuple(s for s in found if s.rows or s.missing))


def describe_statement(store: Store, iri: URIRef) -> Description:
    """A statement or definition: what it says of what, and where it stands, to the page and the characters."""
    sections = []
    for title, pattern, columns in OF_STATEMENT:
        node = pattern.replace("$what", to_sparql(iri))
        names = " ".join(f"?{column}" for column in columns)
        answer = store.query(f"{PREFIXES} SELECT DISTINCT {names} WHERE {{ {node} }} ORDER BY {names}")
        shown = [place for place, _ in enumerate(columns) if any(row[place] is not None for row in answer.rows)]
        rows = tuple(tuple(row[place] for place in shown) for row in answer.rows)
        sections.append(Section(title=title, columns=tuple(columns[place] for place in shown), rows=_texts(rows)))
    return Description(title=_label(store, iri), iri=str(iri), sections=tuple(s for s in sections if s.rows))


def describe_iri(store: Store, iri: URIRef) -> Description:
    """Any other thing: the triples that begin and end at it."""
    node = to_sparql(iri)
    says = store.query(f"SELECT DISTINCT ?p ?o WHERE {{ {node} ?p ?o }} ORDER BY ?p ?o")
    said = store.query(f"SELECT DISTINCT ?s ?p WHERE {{ ?s ?p {node} }} ORDER BY ?p ?s LIMIT 100")
    own = Section(title="Says", columns=("property", "value"), rows=_texts(says.rows))
    others = Section(title="What points at it", columns=("from", "property"), rows=_texts(said.rows))
    return Description(title=_label(store, iri), iri=str(iri), sections=tuple(s for s in (own, others) if s.rows))


def remove_paper(store: Store, name: str) -> list[str]:
    """Take a paper out: all graphs that are about it, and its edits. Its title comes back, once a file.

    What came only from it goes with its graphs; constructs that other papers use stay in theirs.

    Raises:
        NotFound: no paper goes by ``name``, or several do.
    """
    paper, *others = papers_named(store, name)
    if others:
        iris = ", ".join([paper, *others][:SEVERAL])
        raise NotFound(f"{name[:200]}: {len(others) + 1} papers go by this name; nothing is removed. Name one: {iris}")
    title = _label(store, paper)
    found = store.query(PREFIXES + f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {to_sparql(paper)} a evc:Paper }} }}")
    graphs = [str(graph) for graph in found.column("g")]
    for graph in graphs:
        drop(store, Iris().edited_graph(graph))
        drop_paper(store, graph)
    return [title] * len(graphs)


def _count(store: Store, pattern: str) -> int:
    judged = "?statement" if "?statement" in pattern else "?thing"
    left_out = f"FILTER NOT EXISTS {{ GRAPH ?judged {{ {judged} evc:hiddenFrom evc:curatedView }} }}"
    answer = store.query(PREFIXES + f"SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {pattern} {left_out} }}")
    return int(str(answer.column("n")[0]))


def _label(store: Store, iri: URIRef) -> str:
    """The name of a thing: the first of label, title, wording and term that it has, else its IRI."""
    for predicate in ("skos:prefLabel", "dcterms:title", "evc:wording", "evc:citedAs", "schema:name"):
        if names := _values(store, iri, predicate):
            return wordings(store, names).get(names[0], names[0])
    return str(iri)


def _values(store: Store, iri: URIRef, predicate: str) -> list[str]:
    answer = store.query(PREFIXES + f"SELECT DISTINCT ?o WHERE {{ {to_sparql(iri)} {predicate} ?o }} ORDER BY ?o")
    return [str(value) for value in answer.column("o")]


def _section(
    store: Store, part: tuple[str, str, tuple[str, ...]], given: dict[str, str], view: View, choice: Choice
) -> Section:
    title, query, columns = part
    question = find(query)
    known = {parameter.name for parameter in question.parameters}
    wanted = {name: value for name, value in given.items() if name in known}
    answer = run(store, question, wanted, view=view, choice=choice if question.confidence else LIKELY_ONES)
    rows = [
        tuple(str(row.get(column, "")) for column in columns)
        for row in answer
        if "paper" in known or "iri" not in row or str(row["iri"]) == given.get("paper", str(row["iri"]))
    ]
    shown = tuple(row for row in dict.fromkeys(rows) if any(row))
    return Section(title=title, columns=tuple(columns), rows=shown, missing=answer.words)


def _links(store: Store, iri: URIRef) -> Section:
    """What it is linked to in other graphs, and how: "exactMatch", "sameAs"."""
    rows = tuple((re.split("[/#]", predicate)[-1], other) for predicate, other in links_of(store, iri))
    return Section(title="In other graphs", columns=("link", "to"), rows=rows)


def _texts(rows: Sequence[Sequence[object]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple("" if term is None else str(term) for term in row) for row in rows)
