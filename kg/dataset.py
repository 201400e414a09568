"""The data set described for catalogues and crawlers: VoID (https://www.w3.org/TR/void/) and DCAT 3
(https://www.w3.org/TR/vocab-dcat-3/): what it holds, in which forms, and where it can be asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Namespace, URIRef

from kg.describe import stats
from kg.iris import ONTOLOGY, under
from kg.rdf.terms import DCT, EVC, PREFIXES, PROLOGUE, RDF, english, integer, string
from kg.store import Store, Triple

VOID = Namespace("http://rdfs.org/ns/void#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
# Forms that a dump comes in: media type, its name in a request, its IRI.
FORMS = (
    ("text/turtle", "turtle", FORMATS.Turtle),
    ("application/n-triples", "ntriples", FORMATS["N-Triples"]),
    ("application/ld+json", "jsonld", FORMATS["JSON-LD"]),
    ("application/rdf+xml", "rdfxml", FORMATS.RDF_XML),
)
VOCABULARIES = ("evc", "skos", "dcterms", "fabio", "cito", "prov", "oa", "schema")
CLASSES = {
    "papers": EVC.Paper,
    "hypotheses": EVC.Hypothesis,
    "propositions": EVC.Proposition,
    "findings": EVC.Finding,
    "claims": EVC.Claim,
    "definitions": EVC.Definition,
    "relations": EVC.Relation,
    "constructs": EVC.Construct,
    "cited works": EVC.Work,
}
TITLE = "Engagement KG"
WORDS = "What papers on engagement and value co-creation hypothesise, propose, find, claim and define, word for word."


def describe_dataset(store: Store, *, base: str, root: str) -> Iterator[Triple]:
    """The description of what a store holds, as triples without blank nodes.

    Args:
        base: what the IRIs of the data begin with.
        root: where the server answers (``kg serve``), ending in a slash.
    """
    dataset = URIRef(root + ".well-known/void#dataset")
    yield dataset, RDF.type, VOID.Dataset
    yield dataset, RDF.type, DCAT.Dataset
    yield dataset, DCT.title, english(TITLE)
    yield dataset, DCT.description, english(WORDS)
    yield dataset, DCT.language, string("en")
    yield dataset, DCT.conformsTo, URIRef(ONTOLOGY.removesuffix("#"))
    yield dataset, VOID.uriSpace, string(base)
    yield dataset, VOID.sparqlEndpoint, URIRef(root + "sparql")
    for name in VOCABULARIES:
        yield dataset, VOID.vocabulary, URIRef(PREFIXES[name])
    yield from _size(store, dataset)
    yield from _forms(dataset, root)
    yield from _services(dataset, root)


def _size(store: Store, dataset: URIRef) -> Iterator[Triple]:
    counts = dict(stats(store))
    yield dataset, VOID.triples, integer(counts["triples"])
    yield dataset, VOID.documents, integer(counts["papers"])
    for what, kind in CLASSES.items():
        part = URIRef(under(dataset, what.replace(" ", "-")))
        yield dataset, VOID.classPartition, part
        yield part, VOID["class"], kind
        yield part, VOID.entities, integer(counts[what])
    for row in store.query(PROLOGUE + "SELECT (MAX(?t) AS ?last) WHERE { GRAPH ?g { ?run prov:endedAtTime ?t } }"):
        if "last" in row:
            yield dataset, DCT.modified, row["last"]


def _forms(dataset: URIRef, root: str) -> Iterator[Triple]:
    for media_type, name, form in FORMS:
        dump = URIRef(under(dataset, name))
        yield dataset, VOID.feature, form
        yield dataset, DCAT.distribution, dump
        yield dump, RDF.type, DCAT.Distribution
        yield dump, DCT.title, english(f"The union of all graphs as {media_type}")
        yield dump, DCAT.mediaType, URIRef(MEDIA_TYPES + media_type)
        yield dump, DCAT.accessURL, URIRef(root + "graphs?default")
        yield dump, DCAT.downloadURL, URIRef(f"{root}graphs?default&format={name}")


def _services(dataset: URIRef, root: str) -> Iterator[Triple]:
    for name, title, address, told in [
        ("endpoint", "SPARQL 1.1 endpoint", "sparql", "sparql"),
        ("api", "Named queries", "api/queries", "openapi.json"),
    ]:
        service = URIRef(under(dataset, name))
        yield service, RDF.type, DCAT.DataService
        yield service, DCT.title, english(title)
        yield service, DCAT.endpointURL, URIRef(root + address)
        yield service, DCAT.endpointDescription, URIRef(root + told)
        yield service, DCAT.servesDataset, dataset
    yield URIRef(under(dataset, "endpoint")), DCT.conformsTo, URIRef("http://www.w3.org/TR/sparql11-protocol/")
