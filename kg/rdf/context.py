"""The JSON-LD context, made from the ontology: ``python -m kg.rdf`` writes ``ontology/context.jsonld``.

Each term of the ontology goes by its own short name; each term of others that the graph's pattern uses goes by the
name given here. Numbers, truth values and dates are typed by the context, so that a document reads as plain JSON.
"""

from __future__ import annotations

import json
from typing import Any

import rdflib
from rdflib import URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD

from kg.files import data_folder
from kg.rdf.terms import (
    BIRO,
    C4O,
    CITO,
    DCT,
    EVC,
    FABIO,
    FOAF,
    OA,
    PREFIXES,
    PRISM,
    PROV,
    SCHEMA,
    SKOS,
    SKOSXL,
)
from kg.rdf.terms import RDF as RDF_TERMS
from kg.rdf.terms import (
    RDFS as RDFS_TERMS,
)

IRI = "@id"
# Terms of others: name, IRI, and the type of their values (None: a plain string).
OTHERS: dict[str, tuple[URIRef, str | None]] = {
    "identifier": (DCT.identifier, None),
    "title": (DCT.title, None),
    "abstract": (DCT.abstract, None),
    "licence": (DCT.license, None),
    "creator": (DCT.creator, IRI),
    "language": (DCT.language, None),
    "isPartOf": (DCT.isPartOf, IRI),
    "conformsTo": (DCT.conformsTo, IRI),
    "year": (FABIO.hasPublicationYear, "xsd:gYear"),
    "venue": (PRISM.publicationName, None),
    "volumeNumber": (PRISM.volume, None),
    "issue": (PRISM.number, None),
    "pages": (PRISM.pageRange, None),
    "doi": (PRISM.doi, None),
    "issn": (PRISM.issn, None),
    "name": (FOAF.name, None),
    "position": (SCHEMA.position, "xsd:integer"),
    "sameAs": (SCHEMA.sameAs, IRI),
    "schemaName": (SCHEMA.name, None),
    "softwareVersion": (SCHEMA.softwareVersion, None),
    "settingValue": (SCHEMA.value, None),
    "cites": (CITO.cites, IRI),
    "citesAsAuthority": (CITO.citesAsAuthority, IRI),
    "hasCitedEntity": (CITO.hasCitedEntity, IRI),
    "citationWords": (C4O.hasContent, None),
    "denotesEntry": (C4O.denotes, IRI),
    "references": (BIRO.references, IRI),
    "label": (RDFS_TERMS.label, None),
    "rdfValue": (RDF_TERMS.value, None),
    "altLabel": (SKOS.altLabel, "@en"),
    "closeMatch": (SKOS.closeMatch, IRI),
    "inScheme": (SKOS.inScheme, IRI),
    "prefLabel": (SKOS.prefLabel, "@en"),
    "alias": (SKOSXL.altLabel, IRI),
    "literalForm": (SKOSXL.literalForm, None),
    "body": (OA.hasBody, IRI),
    "target_": (OA.hasTarget, IRI),
    "hasSource": (OA.hasSource, IRI),
    "selector": (OA.hasSelector, IRI),
    "exact": (OA.exact, None),
    "motivatedBy": (OA.motivatedBy, IRI),
    "startOffset": (OA.start, "xsd:integer"),
    "endOffset": (OA.end, "xsd:integer"),
    "used": (PROV.used, IRI),
    "wasAssociatedWith": (PROV.wasAssociatedWith, IRI),
    "wasDerivedFrom": (PROV.wasDerivedFrom, IRI),
    "wasGeneratedBy": (PROV.wasGeneratedBy, IRI),
    "startedAtTime": (PROV.startedAtTime, "xsd:dateTime"),
    "endedAtTime": (PROV.endedAtTime, "xsd:dateTime"),
}


def context() -> dict[str, Any]:
    """The whole document: ``{"@context": {…}}``."""
    terms: dict[str, Any] = {"@version": 1.1, "id": "@id", "type": "@type", "graph": "@graph"}
    terms |= {prefix: str(namespace) for prefix, namespace in sorted(PREFIXES.items())}
    terms |= {name: _term(iri, kind) for name, (iri, kind) in sorted(OTHERS.items())}
    terms |= dict(sorted(_own_terms()))
    return {"@context": terms}


def document() -> str:
    """The context as it stands in the file."""
    return json.dumps(context(), indent=2, ensure_ascii=False) + "\n"


def _own_terms() -> list[tuple[str, Any]]:
    ontology = rdflib.Graph().parse(data_folder("ontology") / "evc.ttl")
    found: list[tuple[str, Any]] = []
    for kind in (OWL.Class, OWL.NamedIndividual, OWL.ObjectProperty, OWL.DatatypeProperty):
        for iri in ontology.subjects(RDF.type, kind):
            if isinstance(iri, URIRef) and iri.startswith(str(EVC)):
                found.append((iri.removeprefix(str(EVC)), _own_term(ontology, iri, kind)))
    return found


def _own_term(ontology: rdflib.Graph, iri: URIRef, kind: URIRef) -> Any:
    if kind in (OWL.Class, OWL.NamedIndividual):
        return _short(iri)
    if kind == OWL.ObjectProperty:
        return _term(iri, IRI)
    datatype = ontology.value(iri, RDFS.range)
    return _term(iri, None if datatype == XSD.string else f"xsd:{str(datatype).removeprefix(str(XSD))}")


def _term(iri: URIRef, kind: str | None) -> Any:
    if kind is None:
        return _short(iri)
    if kind.startswith("@") and kind != IRI:
        return {"@id": _short(iri), "@language": kind.removeprefix("@")}
    return {"@id": _short(iri), "@type": kind}


def _short(iri: URIRef) -> str:
    prefix, namespace = next((p, n) for p, n in PREFIXES.items() if iri.startswith(str(n)))
    return f"{prefix}:{iri.removeprefix(str(namespace))}"
