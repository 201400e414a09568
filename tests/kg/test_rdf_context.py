"""The JSON-LD context: made from the ontology, complete, and a round trip through it loses nothing."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.files import data_folder
from kg.rdf import to_quads, to_record
from kg.rdf.context import OTHERS, document
from kg.rdf.terms import PREFIXES
from kg.run import Run
from tests.kg import papers

RECORD = dataclasses.replace(papers.WHOLE, statements=papers.WHOLE.statements[:1])  # so that a frame is one tree


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    found = rdflib.Graph()
    for subject, predicate, value, _ in to_quads(RECORD, Run(sha256="ab" * 32, pipeline="1", settings={"a": "b"})):
        found.add((subject, predicate, value))
    return found


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((data_folder("ontology") / "context.jsonld").read_text(encoding="utf-8"))
    return found


def test_the_file_is_made_from_the_ontology() -> None:
    assert (data_folder("ontology") / "context.jsonld").read_text(encoding="utf-8") == document(), "python -m kg.rdf"


def test_no_name_of_others_hides_one_of_the_ontology(context: dict[str, Any]) -> None:
    for name, (iri, _) in OTHERS.items():
        entry = context["@context"][name]
        short = entry if isinstance(entry, str) else entry["@id"]
        prefix, _, local = short.partition(":")
        assert str(PREFIXES[prefix]) + local == str(iri), name


def test_a_document_goes_through_the_context_and_back(graph: rdflib.Graph, context: dict[str, Any]) -> None:
    text = graph.serialize(format="json-ld", context=context["@context"], auto_compact=False)
    again = rdflib.Graph().parse(data=text, format="json-ld")
    assert isomorphic(graph, again)
    assert to_record(again) == RECORD


def test_a_document_has_short_names_only(graph: rdflib.Graph, context: dict[str, Any]) -> None:
    text = graph.serialize(format="json-ld", context=context["@context"], auto_compact=False)
    keys = {key for node in json.loads(text)["graph"] for key in node}
    assert {key for key in keys if ":" in key} == set()
    assert {"wording", "statedIn", "position", "id", "type"} <= keys


def framed(graph: rdflib.Graph, context: dict[str, Any], name: str) -> dict[str, Any]:
    jsonld = pytest.importorskip("pyld").jsonld
    frame = json.loads((data_folder("ontology") / "frames" / f"{name}.jsonld").read_text(encoding="utf-8"))
    frame["@context"] = context["@context"]
    data = json.loads(graph.serialize(format="json-ld", context=context["@context"], auto_compact=False))
    found: dict[str, Any] = jsonld.frame(data, frame)
    return found


def test_a_statement_is_framed_as_a_tree(graph: rdflib.Graph, context: dict[str, Any]) -> None:
    statement = framed(graph, context, "statement")
    assert statement["number"] == "H1"
    assert statement["asserts"]["source"]["prefLabel"] == "trust"
    assert statement["asserts"]["mediator"]["prefLabel"] == "warmth"
    assert statement["statedIn"]["shortReference"] == "Moor 2020"


def test_a_paper_is_framed_with_its_parts(graph: rdflib.Graph, context: dict[str, Any]) -> None:
    paper = framed(graph, context, "paper")
    assert paper["title"] == "T"
    assert paper["creator"]["name"] == "Ada Moor"
    assert paper["study"]["design"]["label"] == "survey"


def test_a_construct_is_framed_with_its_definitions(graph: rdflib.Graph, context: dict[str, Any]) -> None:
    constructs = framed(graph, context, "construct")["graph"]
    trust = next(c for c in constructs if c["prefLabel"] == "trust")
    assert "faith" in json.dumps(trust)


def test_frames_lie_beside_the_context() -> None:
    names = {path.stem for path in (Path(data_folder("ontology")) / "frames").glob("*.jsonld")}
    assert names == {"construct", "paper", "statement"}
