"""Finding things by what people call them: papers by DOI, title or reference; constructs by any wording."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence

from rdflib import Literal, URIRef

from kg.curation import View, curation_graph
from kg.errors import NotFound
from kg.iris import DEFAULT_BASE, Iris, cited_key, plain_doi
from kg.rdf.terms import PROLOGUE
from kg.store import Store, Term
from kg.store.terms import clean_iri, to_sparql
from kg.vocabulary import vocabulary
from kg.wordings import wordings
from pipelines.canonical import key

PREFIXES = PROLOGUE
PAPERS = (
    PREFIXES
    + """
SELECT DISTINCT ?paper ?doi ?title ?citation ?file ?short WHERE {
  ?paper a evc:Paper ; evc:shortReference ?short .
  OPTIONAL { ?paper prism:doi ?doi }
  OPTIONAL { ?paper dcterms:title ?title }
  OPTIONAL { ?paper evc:citationKey ?citation }
  OPTIONAL { ?paper prov:wasDerivedFrom/schema:name ?file }
} ORDER BY ?paper
"""
)


def papers_named(store: Store, name: str) -> tuple[URIRef, ...]:
    """The papers that go by ``name``: IRI (with or without the base), DOI, title, file name, or a reference: "Moor &
    Okoro 2021", "Moor 2021", "Moor et al.", "Moor"; sorted.

    Raises:
        NotFound: no paper does; the message has the nearest titles.
    """
    rows = list(store.query(PAPERS))
    doi, words, file = plain_doi(name), _plain(name), name.rsplit("/", 1)[-1]
    citation = reference_key(name) if re.search(r"\d{4}", name) else None
    ways: tuple[Callable[[dict[str, Term]], bool], ...] = (
        lambda row: str(row["paper"]) in (name, DEFAULT_BASE + name),
        lambda row: doi is not None and plain_doi(str(row.get("doi", ""))) == doi,
        lambda row: bool(words) and _plain(str(row.get("title", ""))) == words,
        lambda row: bool(file) and str(row.get("file", "")).rsplit("/", 1)[-1] == file,
        lambda row: citation is not None and str(row.get("citation", "")) == citation,
        lambda row: bool(words) and words in _short_names(str(row["short"])),
    )
    for way in ways:
        if found := {URIRef(str(row["paper"])) for row in rows if way(row)}:
            return tuple(sorted(found))
    titles = {_plain(str(row["title"])): str(row["title"]) for row in rows if "title" in row}
    near = [titles[close] for close in difflib.get_close_matches(words, titles, n=2, cutoff=0.4)]
    remedy = f"did you mean {' or '.join(map(repr, near))}?" if near else "`kg query papers` lists what is there"
    raise NotFound(f"{name[:200]}: no paper in the store has this IRI, DOI, title, reference or file name; {remedy}")


def constructs_named(store: Store, label: str, *, view: View = "curated") -> tuple[URIRef, ...]:
    """The constructs that have ``label`` among their names, whatever its spelling; sorted, perhaps none.

    In the curated view those that a person merged go by each other's names. An IRI names its construct, also without
    the base ("construct/trust").
    """
    if re.match(r"(?:https?:|construct/)\S+$", label):
        iri = URIRef(clean_iri(label if ":" in label else DEFAULT_BASE + label))
        return (iri,) if store.query(PREFIXES + f"ASK {{ {to_sparql(iri)} a evc:Construct }}").truth else ()
    wanted = " ".join(to_sparql(Literal(name)) for name in construct_keys(label))
    merged = "" if view == "curated" else f"FILTER(?g != {to_sparql(URIRef(curation_graph()))})"
    where = f"VALUES ?key {{ {wanted} }} GRAPH ?g {{ ?c evc:matchKey ?key }} {merged}"
    rows = store.query(PREFIXES + f"SELECT DISTINCT ?c WHERE {{ {where} }} ORDER BY ?c")
    return tuple(URIRef(str(row["c"])) for row in rows)


def with_narrower(store: Store, constructs: Sequence[URIRef]) -> tuple[URIRef, ...]:
    """The constructs, and after them those below them by the vocabulary, or by ``skos:broader`` in the store."""
    below = dict.fromkeys(constructs)
    keys = {URIRef(Iris().construct(concept.key)): concept.key for concept in vocabulary().concepts}
    for known in (keys[iri] for iri in constructs if iri in keys):
        below |= dict.fromkeys(URIRef(Iris().construct(c.key)) for c in vocabulary().narrower(known))
    tops = " ".join(map(to_sparql, below))
    lower = f"SELECT DISTINCT ?c WHERE {{ VALUES ?top {{ {tops} }} ?c skos:broader+ ?top }} ORDER BY ?c"
    return tuple(below | dict.fromkeys(URIRef(str(row["c"])) for row in store.query(PREFIXES + lower)))


def construct_keys(label: str) -> tuple[str, ...]:
    """The canonical keys under which the graph may have what a person calls ``label``: its own, the vocabulary's."""
    return tuple(dict.fromkeys([key(label) or label, vocabulary().resolve(label)]))


def near_labels(store: Store, label: str, *, count: int = 3) -> tuple[str, ...]:
    """Names of constructs in the store that look or read like ``label``, the nearest first."""
    rows = store.query(
        PREFIXES + "SELECT DISTINCT ?label WHERE { GRAPH ?g { ?c a evc:Construct ; skos:prefLabel ?label } }"
    )
    names = {key(str(row["label"])): str(row["label"]) for row in rows}
    wanted = key(label)
    holding = sorted((name for name in names if wanted and f" {wanted} " in f" {name} "), key=len)
    close = difflib.get_close_matches(wanted, names, n=count, cutoff=0.6)
    near = [names[name] for name in dict.fromkeys([*holding[:count], *close])][:count]
    shown = wordings(store, near)
    return tuple(shown.get(label, label) for label in near)


def reference_key(words: str) -> str:
    """The key of a work by how a text refers to it: "Moor & Okoro (2021)" → "moor 2021"."""
    return cited_key(" ".join(re.sub(r"[()\[\]]", " ", words).replace("&", " and ").split()))


def _short_names(reference: str) -> set[str]:
    """What a short reference is cut to: "moor okoro" and "moor" for "Moor & Okoro 2021"."""
    authors = re.sub(r"\s(?:\d{4}[a-z]?|n\.d\.)$", "", reference)
    first = re.split(r"\s*(?:,|&| et al\.)\s*", authors)[0]
    return {_plain(each) for each in (reference, authors, first, f"{first} et al")} - {""}


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
