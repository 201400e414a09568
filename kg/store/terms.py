"""Terms between rdflib and pyoxigraph, and as SPARQL text.

The translation is total: what rdflib lets pass and Oxigraph refuses is mended here, in one way each, so that no
paper's words can stop it from being stored. An IRI's forbidden characters are percent-encoded; a blank node's odd
label is hashed; a language tag that is none (BCP 47) is left away; a lone surrogate becomes U+FFFD. Nothing is
normalised here, and ``"old"^^xsd:integer`` comes back as it went in; but Oxigraph keeps numbers, truth values and
dates by their value, so that ``"007"^^xsd:integer`` comes back as ``7``.
"""

from __future__ import annotations

import hashlib
import re

import pyoxigraph
from rdflib import BNode, Literal, URIRef

from kg.errors import StoreError
from kg.store.base import Quad, Subject, Term

STRING = "http://www.w3.org/2001/XMLSchema#string"
FORBIDDEN_IN_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f-\x9f]')  # RFC 3987 and SPARQL's IRIREF
NODE_LABEL = re.compile(r"[A-Za-z0-9_]+\Z")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z")
SURROGATE = re.compile("[\ud800-\udfff]")
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
ESCAPED = re.compile(r'[\\"\n\r\t\x08\x0c]')

OxTerm = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal


def to_ox(term: object) -> OxTerm:
    """An rdflib term as pyoxigraph's.

    Raises:
        StoreError: ``term`` is not an rdflib term, or a relative IRI.
    """
    if isinstance(term, URIRef):
        return to_named_node(term)
    if isinstance(term, BNode):
        return pyoxigraph.BlankNode(_node_label(term))
    if isinstance(term, Literal):
        return _to_ox_literal(term)
    raise StoreError(f"not an RDF term: {term!r}")


def to_named_node(iri: str) -> pyoxigraph.NamedNode:
    """An absolute IRI as pyoxigraph's; raises StoreError for a relative one."""
    try:
        return pyoxigraph.NamedNode(clean_iri(iri))
    except ValueError as exc:
        raise StoreError(f"not an absolute IRI: {iri[:200]!r} ({exc})") from exc


def to_ox_quad(quad: Quad) -> pyoxigraph.Quad:
    """A quad of rdflib terms as pyoxigraph's; None as graph is the default graph."""
    subject, predicate, object_, graph = quad
    where = pyoxigraph.DefaultGraph() if graph is None else to_named_node(graph)
    return pyoxigraph.Quad(to_ox(subject), to_ox(predicate), to_ox(object_), where)  # type: ignore[arg-type]


def from_ox(term: object) -> Term:
    """A pyoxigraph term as rdflib's.

    Raises:
        StoreError: rdflib has no such term (a triple term of RDF 1.2).
    """
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    if isinstance(term, pyoxigraph.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        if term.datatype.value == STRING:
            return Literal(term.value)
        return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    raise StoreError(f"a term that RDF 1.1 does not have: {term}")


def from_ox_subject(term: object) -> Subject:
    """As ``from_ox``, for a place where no literal stands."""
    found = from_ox(term)
    if isinstance(found, Literal):
        raise StoreError(f"a literal as subject: {found!r}")
    return found


def to_sparql(term: Term) -> str:
    """A term as SPARQL and N-Triples write it; no other place makes query text out of values.

    Only the escapes that SPARQL strings need are used: ``\\u`` escapes would be resolved before the grammar is
    applied, so that an escaped quote could end the string.
    """
    if isinstance(term, URIRef):
        return f"<{to_named_node(term).value}>"
    if isinstance(term, BNode):
        return f"_:{_node_label(term)}"
    literal = _to_ox_literal(term)
    words = '"' + ESCAPED.sub(lambda match: ESCAPES[match.group()], literal.value) + '"'
    if literal.language:
        return f"{words}@{literal.language}"
    if literal.datatype.value == STRING:
        return words
    return f"{words}^^<{literal.datatype.value}>"


def clean_iri(iri: str) -> str:
    """``iri`` with the characters percent-encoded that no IRI may hold."""
    return FORBIDDEN_IN_IRI.sub(lambda match: f"%{ord(match.group()):02X}", SURROGATE.sub("\ufffd", iri))


def _to_ox_literal(term: Literal) -> pyoxigraph.Literal:
    words = SURROGATE.sub("\ufffd", str(term))
    if term.language and LANGUAGE.match(term.language):
        try:
            return pyoxigraph.Literal(words, language=term.language)
        except ValueError:
            return pyoxigraph.Literal(words)
    if term.datatype is None:
        return pyoxigraph.Literal(words)
    return pyoxigraph.Literal(words, datatype=to_named_node(term.datatype))


def _node_label(node: BNode) -> str:
    return str(node) if NODE_LABEL.match(node) else "b" + hashlib.sha256(str(node).encode()).hexdigest()[:24]
