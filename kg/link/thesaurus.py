"""Constructs → the concepts of a SKOS thesaurus, by their names.

Names are compared by their canonical keys (``pipelines.canonical``), so spelling, number and hyphens do not matter,
and nothing is linked on mere likeness. Both preferred: ``skos:exactMatch``. An alternative name on either side, or a
preferred name that several concepts share: ``skos:closeMatch``. A construct with an exact match gets no close ones.
Acronyms are no evidence: the same letters stand for many things.
"""

from __future__ import annotations

import dataclasses
import gzip
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, get_args

from rdflib import OWL, RDF, SKOS, URIRef
from rdflib import Literal as RdfLiteral

from kg.errors import InvalidRdf
from kg.lookup import PREFIXES
from kg.store import Quad, Store, Triple
from kg.store.parsing import parse_triples
from pipelines.canonical import key

Kind = Literal["exactMatch", "closeMatch"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SUFFIXES = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
    ".xml": "application/rdf+xml",
    ".owl": "application/rdf+xml",
    ".jsonld": "application/ld+json",
    ".nq": "application/n-quads",
    ".trig": "application/trig",
}
NAMES = (
    PREFIXES
    + """
SELECT DISTINCT ?construct ?kind ?name WHERE {
  ?construct a evc:Construct .
  { ?construct skos:prefLabel ?name . BIND("preferred" AS ?kind) }
  UNION
  { ?construct skos:altLabel ?name . BIND("alternative" AS ?kind) }
} ORDER BY ?construct ?kind ?name
"""
)


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """A construct or concept with the canonical keys of its names."""

    iri: URIRef
    preferred: frozenset[str]
    alternative: frozenset[str]


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Match:
    """One link."""

    construct: URIRef
    kind: Kind
    concept: URIRef


def read(path: Path) -> list[Named]:
    """The concepts of a thesaurus with their English names, without those that it deprecates.

    Raises:
        InvalidRdf: the file does not parse, or there is no SKOS concept with an English name in it.
    """
    try:
        text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (OSError, EOFError, zlib.error) as exc:
        raise InvalidRdf(f"{path}: cannot be read ({exc})") from exc
    suffix = (path.with_suffix("") if path.suffix == ".gz" else path).suffix.lower()
    if suffix not in SUFFIXES:
        raise InvalidRdf(
            f"{path}: which RDF is this? Name it {', '.join(SUFFIXES)}, with .gz after it where it is packed"
        )
    try:
        found = concepts(parse_triples(text, SUFFIXES[suffix], base=path.resolve().as_uri()))
    except InvalidRdf as exc:
        raise InvalidRdf(f"{path}: {exc}") from exc
    if not found:
        raise InvalidRdf(f"{path}: no SKOS concept with an English name is in it")
    return found


def concepts(triples: Iterable[Triple]) -> list[Named]:
    """The SKOS concepts that triples describe, by IRI."""
    names: dict[URIRef, dict[URIRef, set[str]]] = defaultdict(lambda: defaultdict(set))
    dropped, typed = set(), set()
    for subject, predicate, object_ in triples:
        if not isinstance(subject, URIRef):
            continue
        if predicate in (SKOS.prefLabel, SKOS.altLabel) and _is_english(object_):
            names[subject][predicate].add(str(object_))
        elif predicate == RDF.type and object_ == SKOS.Concept:
            typed.add(subject)
        elif predicate == OWL.deprecated and str(object_) in ("true", "1"):
            dropped.add(subject)
    kept = sorted((typed & names.keys()) - dropped)
    return [_named(iri, names[iri][SKOS.prefLabel], names[iri][SKOS.altLabel]) for iri in kept]


def constructs(store: Store) -> list[Named]:
    """The constructs of the store."""
    names: dict[URIRef, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in store.query(NAMES):
        if isinstance(row["construct"], URIRef):
            names[row["construct"]][str(row["kind"])].add(str(row["name"]))
    return [_named(iri, found["preferred"], found["alternative"]) for iri, found in names.items()]


def find_matches(constructs: Iterable[Named], concepts: Iterable[Named]) -> list[Match]:
    """The links between them, sorted."""
    preferred, alternative = _index(concepts)
    found: set[Match] = set()
    for construct in constructs:
        exact = {concept for name in construct.preferred for concept in preferred.get(name, ())}
        if len(exact) == 1:
            found.add(Match(construct.iri, "exactMatch", *exact))
            continue
        close = exact | {c for name in construct.alternative for c in preferred.get(name, ())}
        close |= {c for name in construct.preferred | construct.alternative for c in alternative.get(name, ())}
        found |= {Match(construct.iri, "closeMatch", concept) for concept in close}
    return sorted(found)


def to_quads(matches: Iterable[Match], graph: str) -> Iterator[Quad]:
    """The links as RDF."""
    for match in matches:
        yield match.construct, SKOS[match.kind], match.concept, URIRef(graph)


def _index(concepts: Iterable[Named]) -> tuple[Mapping[str, set[URIRef]], Mapping[str, set[URIRef]]]:
    """Concepts by the keys of their preferred, and of their alternative names."""
    preferred: dict[str, set[URIRef]] = defaultdict(set)
    alternative: dict[str, set[URIRef]] = defaultdict(set)
    for concept in concepts:
        for name in concept.preferred:
            preferred[name].add(concept.iri)
        for name in concept.alternative:
            alternative[name].add(concept.iri)
    return preferred, alternative


def _named(iri: URIRef, preferred: Iterable[str], alternative: Iterable[str]) -> Named:
    return Named(iri, _keys(preferred), _keys(alternative))


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(found for name in names if not _is_acronym(name) and (found := key(name)))


def _is_acronym(name: str) -> bool:
    return name.isupper() and " " not in name.strip()


def _is_english(term: object) -> bool:
    return isinstance(term, RdfLiteral) and (term.language or "en").split("-")[0] == "en"
