"""The W3C's SPARQL 1.1 Protocol cases, replayed request by request from their manifest against a writable server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node
from starlette.testclient import TestClient

from kg.serve import Settings, create_app
from kg.store import Quad, open_store

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
DATA = "http://kasei.us/2009/09/sparql/data/"
SUITE = Path(__file__).resolve().parents[3] / "shared" / "suites" / "sparql11"
# What a client may get for each kind of result.
FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples"),
}


def read_manifest() -> rdflib.Graph:
    path = SUITE / "protocol" / "manifest.ttl"
    return rdflib.Graph().parse(path, format="turtle") if path.exists() else rdflib.Graph()


MANIFEST = read_manifest()
CASES = sorted(MANIFEST.subjects(RDF.type, MF.ProtocolTest), key=str)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A writable server with the data that the cases speak of; the cases that change it come last."""
    path = tmp_path_factory.mktemp("protocol") / "store"
    quads: list[Quad] = []
    for number in (1, 2, 3):
        graph = URIRef(f"{DATA}data{number}.rdf")
        for s, p, o in rdflib.Graph().parse(SUITE / "protocol" / f"data{number}.nt", format="nt"):
            quads.append((s, p, o, graph))  # type: ignore[arg-type]
    with open_store(path) as store:
        store.load(quads)
    app = create_app(str(path), settings=Settings(workers=1, token="secret", timeout=20))
    with TestClient(app, base_url="http://www.example", headers={"Authorization": "Bearer secret"}) as client:
        yield client


@pytest.mark.skipif(not CASES, reason="needs ../shared/suites/sparql11, which is not here")
@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case).split("#")[-1])
def test_protocol_case(server: TestClient, case: Node) -> None:
    (requests,) = MANIFEST.objects(MANIFEST.value(case, MF.action), HT.requests)
    for request in Collection(MANIFEST, requests):
        replay(server, request)


def replay(server: TestClient, request: Node) -> None:
    """Send one request of the manifest and hold the response against what is expected."""
    (wanted,) = MANIFEST.objects(request, HT.resp)
    headers = {}
    if (listed := MANIFEST.value(request, HT.headers)) is not None:
        for header in Collection(MANIFEST, listed):
            headers[str(MANIFEST.value(header, HT.fieldName))] = str(MANIFEST.value(header, HT.fieldValue))
    body = MANIFEST.value(request, HT.body)
    encoding = str(MANIFEST.value(body, CNT.characterEncoding) or "utf-8")
    content = str(MANIFEST.value(body, CNT.chars)).encode(encoding) if body is not None else b""
    method, path = str(MANIFEST.value(request, HT.methodName)), str(MANIFEST.value(request, HT.absolutePath))
    response = server.request(method, path, headers=headers, content=content)
    statuses = [str(status).rsplit("StatusCode", 1)[-1] for status in MANIFEST.objects(wanted, MF.expectedStatus)]
    statuses += [str(number) for number in MANIFEST.objects(wanted, HT.statusCodeNumber)]
    assert statuses, "the manifest expects no status"
    assert any(_fits(response.status_code, status) for status in statuses), response.text
    for expected in MANIFEST.objects(wanted, MF.expectedFormat):
        assert response.headers["content-type"].split(";")[0] in FORMATS[str(expected)]
    for expected in MANIFEST.objects(wanted, MF.expectedBoolean):
        assert response.json()["boolean"] is expected.toPython()  # type: ignore[attr-defined]


def _fits(status: int, pattern: str) -> bool:
    return all(p in ("x", s) for s, p in zip(str(status), pattern, strict=True))
