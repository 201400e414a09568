"""A running server and the clients that people have: SPARQLWrapper, rdflib, curl, another SPARQL server."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, N3, POST, TSV, TURTLE, XML, SPARQLWrapper

from kg.store import open_store
from tests.kg import papers
from tests.servers import free_port, wait_for

EVC = "https://w3id.org/engagement-kg/ontology#"
SELECT = f"SELECT ?number WHERE {{ ?s <{EVC}number> ?number }} ORDER BY ?number"
CONSTRUCT = f"CONSTRUCT {{ ?s <{EVC}number> ?o }} WHERE {{ ?s <{EVC}number> ?o }}"
START = "import sys; from kg.serve import serve; serve(sys.argv[1], port=int(sys.argv[2]), timeout=10)"


def start(path: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A server over the store at ``path``, and its address."""
    port = free_port()
    root = str(Path(__file__).resolve().parents[2])
    process = subprocess.Popen(
        [sys.executable, "-c", START, str(path), str(port)],
        env=os.environ | {"PYTHONPATH": root},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    wait_for(f"http://127.0.0.1:{port}/health", process)
    return process, f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def address(library_path: Path) -> Iterator[str]:
    process, url = start(library_path)
    try:
        yield url
    finally:
        process.terminate()
        process.communicate(timeout=20)


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_rows(address: str, form: str, method: str) -> None:
    client = SPARQLWrapper(address + "/sparql")
    client.setQuery(SELECT)
    client.setReturnFormat(form)
    client.setMethod(method)
    found = client.query().convert()
    text = json.dumps(found) if form == JSON else found.toxml() if form == XML else found.decode()
    assert all(number in text for number in ("H1", "H2", "H3", "H4", "P1"))


@pytest.mark.parametrize("form", [TURTLE, N3, XML])
def test_sparqlwrapper_triples(address: str, form: str) -> None:
    client = SPARQLWrapper(address + "/sparql")
    client.setQuery(CONSTRUCT)
    client.setReturnFormat(form)
    found = client.query().convert()
    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format="turtle")
    assert len(graph) == 5


def test_rdflib_sparqlstore(address: str) -> None:
    graph = rdflib.Graph(SPARQLStore(address + "/sparql"))
    assert len(list(graph.subject_objects(rdflib.URIRef(EVC + "number")))) == 5
    assert [str(row[0]) for row in graph.query(SELECT)][:2] == ["H1", "H2"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("accept", "query", "begins"),
    [
        ("application/sparql-results+json", SELECT, "{"),
        ("application/sparql-results+xml", SELECT, "<?xml"),
        ("text/csv", SELECT, "number"),
        ("text/tab-separated-values", SELECT, "?number"),
        ("text/turtle", CONSTRUCT, "<http"),
        ("application/n-triples", CONSTRUCT, "<http"),
        ("application/n-quads", CONSTRUCT, "<http"),
        ("application/trig", CONSTRUCT, "<http"),
        ("application/rdf+xml", CONSTRUCT, "<?xml"),
        ("application/ld+json", CONSTRUCT, "["),
    ],
)
def test_curl(address: str, accept: str, query: str, begins: str) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("needs curl")
    command = [curl, "-sS", "-f", "--compressed", "-H", f"Accept: {accept}", "-w", "%{content_type}", "--get"]
    done = subprocess.run([*command, "--data-urlencode", f"query={query}", address + "/sparql"], capture_output=True)
    text = done.stdout.decode()
    assert done.returncode == 0 and text.startswith(begins)
    assert text.split(";")[0].endswith(accept)


def test_another_server_asks_ours(address: str, oxigraph_url: str) -> None:
    query = f"SELECT ?number WHERE {{ SERVICE <{address}/sparql> {{ ?s <{EVC}number> ?number }} }} ORDER BY ?number"
    url = f"{oxigraph_url}/query?query={quote(query)}"
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": "text/csv"})) as response:
        assert response.read().decode().split() == ["number", "H1", "H2", "H3", "H4", "P1"]


def test_a_running_server_sees_what_is_written_and_stops_when_told(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with open_store(path) as store:
        papers.fill(store)
    process, url = start(path)
    try:
        graph = rdflib.URIRef("http://example.org/g")
        with open_store(path) as writer:
            for number in range(40):
                thing = rdflib.URIRef(f"http://example.org/{number}")
                writer.put_graph(graph, [(thing, graph, rdflib.Literal(i), graph) for i in range(200)])
                if number % 8 == 7:
                    assert poll(url, f"ASK {{ <http://example.org/{number}> ?p 199 }}"), "not seen after ten seconds"
        assert poll(url, f"SELECT ?n {{ ?s <{EVC}number> ?n }}")
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=20)
        assert process.returncode in (0, -signal.SIGTERM)
        assert out == b"", "talk goes to standard error"
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def poll(url: str, query: str) -> bool:
    """Ask until the answer says something, at most ten seconds. Every answer must be a good one."""
    for _ in range(50):
        with urllib.request.urlopen(f"{url}/sparql?query={quote(query)}", timeout=20) as response:
            found = json.load(response)
        if found.get("boolean") or found.get("results", {}).get("bindings"):
            return True
        time.sleep(0.2)
    return False
