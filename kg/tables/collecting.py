"""The tables: rows of plain values, made from the records of the papers as people left them.

A relation is a row, so that effects can be filtered and counted; what has several values (mediators, authors) is one
cell, joined by "; ". ``statement`` and ``paper`` hold IRIs and join the tables.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from rdflib import URIRef

from kg.curation import View, hidden
from kg.iris import statement as statement_iri
from kg.query.choosing import LIKELY
from kg.rdf.terms import PROLOGUE
from kg.revision import record_of
from kg.sharing import paper_graphs
from kg.store import Store
from kg.store.terms import to_sparql
from pipelines.record import Record, Statement

Cell = str | int | float | bool | None
LIST = "; "


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """A name, columns, rows as long as those."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


COLUMNS = {
    "papers": (
        "paper", "reference", "title", "authors", "year", "venue", "volume", "issue", "pages", "doi",
        "design", "method", "sample", "context", "file",
    ),
    "statements": (
        "statement", "paper", "reference", "kind", "number", "text", "page", "section", "status", "negated", "hedged",
        "in_domain", "cited", "confidence",
    ),
    "relations": (
        "statement", "paper", "reference", "type", "cause", "effect", "sign", "mediators", "moderators", "status",
        "effect_sizes", "confidence",
    ),
    "definitions": ("paper", "reference", "term", "definition", "sentence", "cited", "page"),
    "constructs": ("paper", "reference", "construct", "aliases", "mentions"),
    "cited_works": ("paper", "reference", "authors", "year", "title", "venue", "doi"),
}  # fmt: skip


def tables(store: Store, *, view: View = "curated", min_confidence: float = LIKELY) -> tuple[Table, ...]:
    """Papers, statements, relations, definitions, constructs and cited works of the whole store.

    Args:
        min_confidence: statements less sure than this are left out.

    Raises:
        RecordError: a graph is not a whole record.
    """
    rows: dict[str, list[tuple[Cell, ...]]] = {name: [] for name in COLUMNS}
    left_out = hidden(store, view)
    for graph in paper_graphs(store):
        paper, reference = _names(store, graph)
        record = record_of(store, graph, view=view, hidden=left_out)
        rows["papers"].append(_paper(paper, reference, record))
        for each in record.statements:
            if each.confidence is None or each.confidence >= min_confidence:
                iri = statement_iri(paper, each.id)
                rows["statements"].append(_statement(iri, paper, reference, each))
                rows["relations"] += _relations(iri, paper, reference, each)
        rows["definitions"] += [
            (paper, reference, d.term, d.definition, d.text, LIST.join(d.attributed_to), d.page)
            for d in record.definitions
        ]
        rows["constructs"] += [
            (paper, reference, c.label, LIST.join(c.aliases), c.mentions) for c in record.constructs
        ]
        rows["cited_works"] += [
            (paper, reference, LIST.join(r.authors), r.year, r.title, r.venue, r.doi) for r in record.references
        ]
    return tuple(Table(name, COLUMNS[name], tuple(found)) for name, found in rows.items())


def _names(store: Store, graph: str) -> tuple[str, str]:
    """IRI and short reference of the paper in a graph."""
    where = f"GRAPH {to_sparql(URIRef(graph))} {{ ?p a evc:Paper ; evc:shortReference ?r }}"
    row = next(iter(store.query(f"{PROLOGUE}SELECT ?p ?r WHERE {{ {where} }}")))
    return str(row["p"]), str(row["r"])


def _paper(paper: str, reference: str, record: Record) -> tuple[Cell, ...]:
    told, study = record.document, record.study
    lists: Sequence[Sequence[object]] = (
        (study.design, study.method, study.sample_size, study.context) if study else ((), (), (), ())
    )
    return (
        paper, reference, told.title, LIST.join(told.authors), told.year, told.venue, told.volume, told.issue,
        told.pages, told.doi, *(LIST.join(map(str, values)) for values in lists), told.source,
    )  # fmt: skip


def _statement(iri: str, paper: str, reference: str, said: Statement) -> tuple[Cell, ...]:
    return (
        iri, paper, reference, said.kind, said.label, said.text, said.page, said.section, said.status, said.negated,
        said.hedged, said.domain, LIST.join(said.attributed_to), said.confidence,
    )  # fmt: skip


def _relations(iri: str, paper: str, reference: str, said: Statement) -> Iterator[tuple[Cell, ...]]:
    for each in said.relations:
        sizes = LIST.join(
            f"{size.statistic} = {size.value:g}" + (f" (p {size.p})" if size.p else "") for size in each.effects
        )
        yield (
            iri, paper, reference, each.type, each.source, each.target, each.sign, LIST.join(each.mediators),
            LIST.join(each.moderators), said.status, sizes, said.confidence,
        )  # fmt: skip
