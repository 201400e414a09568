"""The curated vocabulary as SKOS: ``python -m kg.rdf`` writes ``ontology/constructs.ttl`` from ``constructs.toml``."""

from __future__ import annotations

from collections.abc import Iterator

import rdflib
from rdflib import URIRef

from kg.iris import Iris
from kg.rdf.terms import DCT, EVC, PREFIXES, RDF, SKOS, Triple, english, string
from kg.vocabulary import Concept, Vocabulary
from pipelines.canonical import key

CC0 = URIRef("https://creativecommons.org/publicdomain/zero/1.0/")


def concept_iri(concept: Concept, iris: Iris) -> URIRef:
    """The IRI of a curated construct: that of its preferred label's key."""
    return URIRef(iris.construct(concept.key))


def vocabulary_triples(words: Vocabulary, iris: Iris) -> Iterator[Triple]:
    """The whole vocabulary: both concept schemes, and every concept with its relations."""
    yield from _schemes(iris)
    by_label = {c.label: concept_iri(c, iris) for c in words.concepts}
    for concept in words.concepts:
        node = by_label[concept.label]
        yield from naming_triples(concept, iris)
        yield node, SKOS.definition, english(concept.definition)
        yield from ((node, DCT.source, string(source)) for source in concept.sources)
        yield from _relations(concept, by_label)
        if not concept.broader:
            yield node, SKOS.topConceptOf, URIRef(iris.scheme("engagement"))
        if concept.concerns:
            yield node, EVC.concerns, EVC[concept.concerns]


def naming_triples(concept: Concept, iris: Iris) -> Iterator[Triple]:
    """What a curated construct is called, and the keys to look it up by."""
    node = concept_iri(concept, iris)
    yield node, RDF.type, SKOS.Concept
    yield node, RDF.type, EVC.Construct
    yield node, SKOS.inScheme, URIRef(iris.scheme("engagement"))
    yield node, SKOS.prefLabel, english(concept.label)
    yield from ((node, SKOS.altLabel, english(name)) for name in concept.alternatives)
    yield from ((node, SKOS.altLabel, english(name)) for name in concept.acronyms)
    yield from ((node, SKOS.hiddenLabel, english(name)) for name in concept.similar)
    for name_key in dict.fromkeys(key(name) for name in (concept.label, *concept.alternatives)):
        yield node, EVC.matchKey, string(name_key)


def _relations(concept: Concept, by_label: dict[str, URIRef]) -> Iterator[Triple]:
    node = by_label[concept.label]
    for label in concept.broader:
        yield node, SKOS.broader, by_label[label]
        yield by_label[label], SKOS.narrower, node
    for label in concept.dimensions:
        yield by_label[label], EVC.dimensionOf, node
    for label in concept.related:
        yield node, SKOS.related, by_label[label]
        yield by_label[label], SKOS.related, node
    for label in concept.distinct:
        yield node, EVC.mustNotMerge, by_label[label]
        yield by_label[label], EVC.mustNotMerge, node


def _schemes(iris: Iris) -> Iterator[Triple]:
    curated, found = URIRef(iris.scheme("engagement")), URIRef(iris.scheme("found"))
    for scheme, title, words in [
        (curated, "Constructs of engagement and value co-creation", "Curated: each construct reviewed by a person."),
        (found, "Constructs found in papers", "Not yet curated: one for each wording that the curated scheme lacks."),
    ]:
        yield scheme, RDF.type, SKOS.ConceptScheme
        yield scheme, DCT.title, english(title)
        yield scheme, DCT.description, english(words)
        yield scheme, DCT.license, CC0


def turtle(words: Vocabulary, iris: Iris) -> str:
    """The vocabulary as Turtle, always in the same order."""
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix in ("dcterms", "evc", "skos"):
        graph.bind(prefix, PREFIXES[prefix])
    for triple in vocabulary_triples(words, iris):
        graph.add(triple)
    return "# Made from constructs.toml by `python -m kg.rdf`; edit that file.\n\n" + graph.serialize()
