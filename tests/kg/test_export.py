"""What is exported can be read again: RDF in each form, records as they were."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

import pytest
import rdflib
from rdflib.namespace import DCAT, VOID

from kg import export
from kg.dataset import describe_dataset
from kg.rdf.terms import EVC
from kg.store import Answer, Store
from pipelines.errors import RecordError
from pipelines.record import read_records
from tests.kg import papers

PARSERS = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}


def meant(triple: Sequence[object]) -> tuple[object, ...]:
    """A triple with literals by their value: rdflib writes 2026-01-02T00:00:00Z in another way, and means the same."""
    return tuple(str(term.toPython()) if isinstance(term, rdflib.Literal) else term for term in triple)


def written(store: Store, format: export.Format) -> bytes:
    stream = io.BytesIO()
    export.write(store.quads(), format, stream)
    return stream.getvalue()


def test_records_come_back_as_they_went_in(library: Store) -> None:
    assert sorted(export.records(library), key=str) == sorted(papers.PAPERS, key=str)
    lines = written(library, "json").decode().splitlines()
    assert sorted(read_records(lines), key=str) == sorted(papers.PAPERS, key=str)


@pytest.mark.parametrize("format", PARSERS)
def test_rdf_says_the_same_in_every_form(library: Store, format: export.Format) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=written(library, format), format=PARSERS[format])
    assert {meant(q[:3]) for q in dataset.quads()} == {meant(q[:3]) for q in library.quads()}


@pytest.mark.parametrize("format", ["trig", "nquads", "jsonld"])
def test_graphs_are_kept_where_the_form_has_them(library: Store, format: export.Format) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=written(library, format), format=PARSERS[format])
    assert {str(q[3]) for q in dataset.quads()} == {str(graph) for graph in library.graphs()}


@pytest.mark.parametrize("format", ["json", *PARSERS])
def test_two_exports_are_the_same_bytes(library: Store, format: export.Format) -> None:
    assert written(library, format) == written(library, format)


def test_a_graph_that_is_no_record_is_told() -> None:
    quads = [q for q in papers.quads(papers.SURVEY) if "wording" not in str(q[1])]
    with pytest.raises(RecordError, match="graph/1111"):
        list(export.to_records(quads))


def test_turtle_of_triples(library: Store) -> None:
    triples = library.query("CONSTRUCT WHERE { ?s ?p ?o }").triples
    graph = rdflib.Graph().parse(data=export.turtle(triples), format="turtle")
    assert {meant(triple) for triple in graph} == {meant(triple) for triple in triples}
    assert "evc:Hypothesis" in export.turtle(triples)


def test_serialised_answers() -> None:
    answer = Answer(
        kind="rows",
        variables=("x", "y"),
        rows=((rdflib.Literal('a, "b"', lang="en"), None), (rdflib.Literal(1), rdflib.URIRef("http://example.org/a"))),
    )
    assert export.serialise(answer, "csv") == 'x,y\r\n"a, ""b""",\r\n1,http://example.org/a\r\n'
    assert export.serialise(answer, "tsv").splitlines()[1] == '"a, \\"b\\""@en\t'
    found = json.loads(export.serialise(answer, "json"))
    assert found["results"]["bindings"][0] == {"x": {"type": "literal", "value": 'a, "b"', "xml:lang": "en"}}
    assert json.loads(export.serialise(Answer(kind="truth", truth=False), "json")) == {"head": {}, "boolean": False}


def test_the_data_set_is_described_in_terms_that_exist(library: Store) -> None:
    found = rdflib.Graph()
    for triple in describe_dataset(library, base="https://example.org/", root="https://example.org/kg/"):
        found.add(triple)
    used = {str(term) for triple in found for term in triple if str(term).startswith((str(DCAT), str(VOID)))}
    known = {str(space[name]) for space in (DCAT, VOID) for name in (*space.__annotations__, *space._extras)}
    assert used and used <= known
    papers = found.value(None, VOID["class"], EVC.Paper)
    assert int(str(found.value(papers, VOID.entities))) == 2
    assert not any(isinstance(term, rdflib.BNode) for triple in found for term in triple)
    assert (None, DCAT.endpointURL, rdflib.URIRef("https://example.org/kg/sparql")) in found
