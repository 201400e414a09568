"""Namespaces and literals of the graph: the one place where a Python value becomes an RDF term or is read from one.

Literals are made with ``normalize=False`` and read from their lexical form, so that what was written comes back.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime

from rdflib import Literal, Namespace, URIRef
from rdflib.namespace import XSD

from kg.iris import ONTOLOGY
from pipelines.errors import RecordError
from pipelines.record import Sign

Term = URIRef | Literal
Triple = tuple[URIRef, URIRef, Term]
Quad = tuple[URIRef, URIRef, Term, URIRef]

EVC = Namespace(ONTOLOGY)
BIRO = Namespace("http://purl.org/spar/biro/")
C4O = Namespace("http://purl.org/spar/c4o/")
CITO = Namespace("http://purl.org/spar/cito/")
DCT = Namespace("http://purl.org/dc/terms/")
DEO = Namespace("http://purl.org/spar/deo/")
DOCO = Namespace("http://purl.org/spar/doco/")
FABIO = Namespace("http://purl.org/spar/fabio/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
OA = Namespace("http://www.w3.org/ns/oa#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
PRISM = Namespace("http://prismstandard.org/namespaces/basic/2.0/")
PROV = Namespace("http://www.w3.org/ns/prov#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SCHEMA = Namespace("https://schema.org/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
SKOSXL = Namespace("http://www.w3.org/2008/05/skos-xl#")

# Signs as records write them, by the local names of their terms.
SIGN_OF: Mapping[str, Sign] = {"positive": "+", "negative": "-", "noEffect": "0", "nonlinear": "nonlinear"}

# The prefixes of every file of the project, and of every query that code writes.
PREFIXES: dict[str, Namespace] = {
    "biro": BIRO,
    "c4o": C4O,
    "cito": CITO,
    "dcterms": DCT,
    "deo": DEO,
    "doco": DOCO,
    "evc": EVC,
    "fabio": FABIO,
    "foaf": FOAF,
    "oa": OA,
    "owl": OWL,
    "prism": PRISM,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "skosxl": SKOSXL,
    "xsd": Namespace(str(XSD)),
}
PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


def string(value: str) -> Literal:
    """A plain string.

    Raises:
        RecordError: the value holds half a surrogate pair, which no RDF syntax can carry.
    """
    try:
        value.encode()
    except UnicodeEncodeError as exc:
        raise RecordError(f"not Unicode text (half a surrogate pair): {value[:60]!r}") from exc
    return Literal(value)


def english(value: str) -> Literal:
    """A label in English."""
    return Literal(string(value), lang="en")


def integer(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=XSD.integer, normalize=False)


def double(value: float) -> Literal:
    """A floating-point number, by the shortest form that reads back the same."""
    special = {math.inf: "INF", -math.inf: "-INF"}
    lexical = "NaN" if math.isnan(value) else special.get(value, repr(value))
    return Literal(lexical, datatype=XSD.double, normalize=False)


def boolean(value: bool) -> Literal:
    """True or false."""
    return Literal("true" if value else "false", datatype=XSD.boolean, normalize=False)


def year(value: int) -> Literal:
    """A calendar year (xsd:gYear wants four digits)."""
    return Literal(f"{'-' if value < 0 else ''}{abs(value):04d}", datatype=XSD.gYear, normalize=False)


def moment(value: datetime) -> Literal:
    """A point in time."""
    return Literal(value.isoformat(), datatype=XSD.dateTime, normalize=False)
