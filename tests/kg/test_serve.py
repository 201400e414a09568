"""The application, without a port: what it answers, in which form, and how it says no."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import DCAT, RDF, URIRef
from starlette.testclient import TestClient

from kg import ledger
from kg.argument import relate
from kg.errors import StoreMismatch
from kg.inference import infer
from kg.query import catalogue
from kg.serve import Settings, create_app, get
from kg.serve.negotiation import ROWS, TRIPLES, choose, parse
from kg.serve.problems import Problem
from kg.serve.writing import with_using
from kg.store import Dataset, Store, open_store
from tests.kg import papers

SELECT = "SELECT ?number WHERE { ?s <https://w3id.org/engagement-kg/ontology#number> ?number } ORDER BY ?number"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s <https://w3id.org/engagement-kg/ontology#number> ?o ; ?p ?o }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?l) }"
TOKEN = {"Authorization": "Bearer secret"}


@pytest.fixture(scope="module")
def client(library_path: Path) -> Iterator[TestClient]:
    app = create_app(str(library_path), settings=Settings(timeout=20, workers=2, max_request=100_000))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[TestClient]:
    with open_store(tmp_path / "store") as store:
        papers.fill(store)
    app = create_app(str(tmp_path / "store"), settings=Settings(timeout=20, workers=1, token="secret"))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("method", ["get", "form", "body"])
def test_a_query_in_each_of_three_ways(client: TestClient, method: str) -> None:
    if method == "get":
        response = client.get("/sparql", params={"query": SELECT})
    elif method == "form":
        response = client.post("/sparql", data={"query": SELECT})
    else:
        response = client.post("/sparql", content=SELECT, headers={"Content-Type": "application/sparql-query"})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/sparql-results+json"
    found = [row["number"]["value"] for row in response.json()["results"]["bindings"]]
    assert found == ["H1", "H2", "H3", "H4", "P1"]


@pytest.mark.parametrize("accept", sorted(ROWS))
def test_every_form_of_rows(client: TestClient, accept: str) -> None:
    response = client.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == ROWS[accept]
    assert "H3" in response.text
    assert "Accept" in response.headers["vary"]
    if not accept.startswith("text/") or accept == "text/xml":
        assert client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": accept}).status_code == 200


@pytest.mark.parametrize("accept", sorted(TRIPLES))
def test_every_form_of_triples(client: TestClient, accept: str) -> None:
    response = client.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": accept})
    assert response.status_code == 200
    sent = response.headers["content-type"].split(";")[0]
    assert sent == TRIPLES[accept]
    names = {"application/n-triples": "nt", "application/n-quads": "nquads", "application/rdf+xml": "xml",
             "application/ld+json": "json-ld", "application/trig": "trig", "text/turtle": "turtle"}  # fmt: skip
    dataset = rdflib.Dataset(default_union=True).parse(data=response.text, format=names[sent])
    assert len(set(dataset.triples((None, None, None)))) == 5


@pytest.mark.parametrize(
    ("accept", "offered", "expected"),
    [
        ("", ROWS, "application/sparql-results+json"),
        ("*/*", TRIPLES, "text/turtle"),
        ("text/csv;q=0.5, application/xml", ROWS, "application/sparql-results+xml"),
        ("text/*", ROWS, "application/sparql-results+xml"),
        ("application/json;q=0, */*;q=0.1", ROWS, "application/sparql-results+json"),
        ("application/sparql-results+json;q=0, text/csv;q=0.1", ROWS, "text/csv"),
        ("image/png", ROWS, None),
        ("application/rdf+xml;q=x", TRIPLES, None),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", TRIPLES, "application/rdf+xml"),
    ],
)
def test_choose(accept: str, offered: dict[str, str], expected: str | None) -> None:
    if expected is None:
        with pytest.raises(Problem, match="cannot answer as"):
            choose(accept, offered)
    else:
        assert choose(accept, offered) == expected


def test_parse_passes_over_what_is_no_media_range() -> None:
    assert parse("text/csv ; q=0.3;x=y, nonsense, ;;, */*;q=7") == [("text/csv", 0.3), ("*/*", 1.0)]


@pytest.mark.parametrize(
    ("request_", "status", "words"),
    [
        ({"method": "GET", "url": "/sparql?query=SELECT"}, 400, "line 1"),
        ({"method": "GET", "url": "/sparql?query=ASK{}&query=ASK{}"}, 400, "exactly one"),
        ({"method": "GET", "url": "/sparql?query=%FF"}, 400, "UTF-8"),
        ({"method": "GET", "url": "/sparql?query=ASK{}&default-graph-uri=x"}, 400, "absolute IRI"),
        ({"method": "GET", "url": "/sparql?query=ASK{}&timeout=soon"}, 400, "seconds"),
        ({"method": "GET", "url": "/sparql?update=DROP+ALL"}, 405, "POST"),
        ({"method": "PUT", "url": "/sparql?query=ASK{}"}, 405, "Method"),
        ({"method": "POST", "url": "/sparql", "content": b"ASK {}"}, 415, "content types"),
        ({"method": "POST", "url": "/sparql", "content": b"", "headers": {"Content-Type": "text/plain"}}, 415, "got"),
        ({"method": "POST", "url": "/sparql", "content": b"x=1",
          "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 400, "no query"),
        ({"method": "POST", "url": "/sparql?query=ASK{}", "content": b"ASK {}",
          "headers": {"Content-Type": "application/sparql-query"}}, 400, "send one"),
        ({"method": "POST", "url": "/sparql", "content": "ASK {}".encode("utf-16"),
          "headers": {"Content-Type": "application/sparql-query; charset=UTF-16"}}, 415, "UTF-8"),
        ({"method": "POST", "url": "/sparql", "content": b"ASK {} #" + b"x" * 200_000,
          "headers": {"Content-Type": "application/sparql-query"}}, 413, "larger"),
        ({"method": "POST", "url": "/sparql", "data": {"update": "DROP ALL"}}, 403, "read-only"),
        ({"method": "GET", "url": "/sparql?query=DROP+ALL"}, 400, "not a query"),
        ({"method": "GET", "url": "/sparql?query=ASK{}", "headers": {"Accept": "image/png"}}, 406, "image/png"),
        ({"method": "GET", "url": "/sparql?query=SELECT*{SERVICE<http://example.org/>{}}"}, 403, "not allowed"),
        ({"method": "GET", "url": "/sparql?query=SELECT*{\\u0053ERVICE<http://example.org/>{}}"}, 403, "not allowed"),
        ({"method": "GET", "url": "/api/queries/none"}, 404, "no query"),
        ({"method": "GET", "url": "/api/queries/antecedents"}, 400, "needs the parameter"),
        ({"method": "GET", "url": "/api/queries/paper?paper=nothing"}, 404, "no paper"),
        ({"method": "GET", "url": "/graphs"}, 400, "name one graph"),
        ({"method": "GET", "url": "/graphs?graph=http://example.org/none"}, 404, "no such graph"),
        ({"method": "PUT", "url": "/graphs?graph=http://example.org/g", "content": b""}, 403, "read-only"),
        ({"method": "GET", "url": "/paper/none"}, 404, "nothing here"),
    ],
)  # fmt: skip
def test_every_refusal_has_one_shape(client: TestClient, request_: dict[str, object], status: int, words: str) -> None:
    response = client.request(**request_)  # type: ignore[arg-type]
    assert response.status_code == status
    if request_.get("headers") == {"Accept": "image/png"}:
        assert response.text.startswith(f"{status}: ") and words in response.text
        return
    body = response.json()
    assert set(body) == {"error", "status"} and body["status"] == status
    assert words in body["error"] and "\n" not in body["error"]


def test_errors_are_text_for_whoever_wants_text(client: TestClient) -> None:
    response = client.get("/paper/none", headers={"Accept": "text/turtle"})
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/plain")
    assert response.text.startswith("404: ")


def test_a_runaway_query_is_stopped_with_its_status(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": RUNAWAY, "timeout": "0.5"})
    assert response.status_code == 503
    assert "stopped after 0.5 s" in response.json()["error"]
    assert "retry-after" in response.headers
    assert client.get("/health").json()["status"] == "ok"


def test_an_answer_that_is_too_large_is_refused(library_path: Path) -> None:
    everything = "/sparql?format=csv&query=" + quote("SELECT * { ?s ?p ?o }")
    reply = get(str(library_path), everything, settings=Settings(workers=1, max_result=1000))
    assert reply.status == 413 and b"LIMIT" in reply.body


def test_etags_spare_the_work(client: TestClient) -> None:
    first = client.get("/sparql", params={"query": SELECT})
    again = client.get("/sparql", params={"query": SELECT}, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and again.content == b""
    other = client.get(
        "/sparql", params={"query": SELECT, "format": "csv"}, headers={"If-None-Match": first.headers["etag"]}
    )
    assert other.status_code == 200
    assert "etag" not in client.get("/sparql", params={"query": "SELECT (RAND() AS ?x) {}"}).headers


def test_cross_origin_and_compression(client: TestClient) -> None:
    response = client.get(
        "/sparql", params={"query": "SELECT * { ?s ?p ?o }"}, headers={"Origin": "http://example.org"}
    )
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["content-encoding"] == "gzip"
    asked = {"Origin": "http://example.org", "Access-Control-Request-Method": "POST"}
    assert client.options("/sparql", headers=asked).status_code == 200


def test_relative_iris_are_relative_to_the_endpoint(client: TestClient) -> None:
    found = client.get("/sparql", params={"query": "SELECT (<a> AS ?x) {}", "format": "csv"}).text
    assert found == "x\r\nhttp://testserver/a\r\n"


def test_datasets_by_the_protocol(client: TestClient, library: Store) -> None:
    graph = str(library.graphs()[0])
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    found = client.get("/sparql", params={"query": count, "default-graph-uri": graph, "format": "csv"}).text
    assert int(found.split()[1]) == len(list(library.quads(graph)))
    named = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    found = client.get("/sparql", params={"query": named, "named-graph-uri": graph, "format": "csv"}).text
    assert int(found.split()[1]) == 1


def test_service_description_and_void(client: TestClient) -> None:
    graph = rdflib.Graph().parse(data=client.get("/sparql", headers={"Accept": "text/turtle"}).text, format="turtle")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    (service,) = graph.subjects(RDF.type, URIRef(sd + "Service"))
    assert (service, URIRef(sd + "endpoint"), URIRef("http://testserver/sparql")) in graph
    assert (service, URIRef(sd + "supportedLanguage"), URIRef(sd + "SPARQL11Query")) in graph
    assert (service, URIRef(sd + "supportedLanguage"), URIRef(sd + "SPARQL11Update")) not in graph
    assert "<form" in client.get("/sparql", headers={"Accept": "text/html"}).text
    void = rdflib.Graph().parse(data=client.get("/.well-known/void").text, format="turtle")
    (triples,) = void.objects(None, URIRef("http://rdfs.org/ns/void#triples"))
    assert int(str(triples)) > 500
    (service,) = void.subjects(DCAT.endpointURL, URIRef("http://testserver/sparql"))
    (dataset,) = void.objects(service, DCAT.servesDataset)
    assert (dataset, RDF.type, DCAT.Dataset) in void
    for download in void.objects(None, DCAT.downloadURL):
        path = str(download).removeprefix("http://testserver")
        (media_type,) = void.objects(void.value(None, DCAT.downloadURL, download), DCAT.mediaType)
        assert client.get(path).headers["content-type"].split(";")[0] == str(media_type).rpartition("media-types/")[2]


def test_queries_are_answered_in_either_view_and_with_narrower_constructs(client: TestClient) -> None:
    path, given = "/api/queries/antecedents", {"construct": "customer engagement", "wider": "false"}
    plain = client.get(path, params=given).json()["rows"]
    assert client.get(path, params=given | {"view": "extracted", "narrower": "false"}).json()["rows"] == plain
    assert len(client.get(path, params=given | {"narrower": "true"}).json()["rows"]) > len(plain)
    empty = client.get("/api/queries/moderators", params={"construct": "trust"}).json()
    assert not empty["rows"] and "kg query statements -p construct=trust" in empty["names"]
    for wrong in ({"view": "mine"}, {"narrower": "yes"}, {"widen": "maybe"}):
        refused = client.get(path, params=given | wrong)
        assert refused.status_code == 400 and "give one of" in refused.text


@pytest.mark.parametrize("path", ["/paper/10.5555/ekg.1", "/construct/customer-engagement", "/paper/10.5555/ekg.1/s1"])
def test_linked_data_for_people_and_machines(client: TestClient, path: str) -> None:
    iri = URIRef("https://w3id.org/engagement-kg" + path)
    page = client.get(path, headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.status_code == 200 and page.text.startswith("<!doctype html>")
    assert "Accept" in page.headers["vary"] and 'rel="alternate"' in page.headers["link"]
    turtle = client.get(path, headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=turtle.text, format="turtle")
    assert (iri, None, None) in graph and (None, None, iri) in graph
    assert "What points here" in page.text


def test_pages_escape_what_papers_say(client: TestClient, library: Store) -> None:
    titled = 'SELECT ?p { ?p a ?class ; <http://purl.org/dc/terms/title> ?t FILTER(CONTAINS(?t, "<doubt>")) }'
    paper = library.query(titled).column("p")[0]
    page = client.get(str(paper).removeprefix("https://w3id.org/engagement-kg"), headers={"Accept": "text/html"}).text
    assert "&lt;doubt&gt;" in page and "<doubt>" not in page


def test_every_iri_under_the_base_answers(client: TestClient, library: Store) -> None:
    base = "https://w3id.org/engagement-kg"
    found = {str(t) for q in library.quads() for t in (q[0], q[2], q[3]) if str(t).startswith(base + "/")}
    own = sorted(iri for iri in found if "ontology#" not in iri)
    assert len(own) > 100
    for iri in own[::17]:
        assert client.get(iri.removeprefix(base), headers={"Accept": "text/turtle"}).status_code == 200, iri


def test_named_queries_as_an_api(client: TestClient) -> None:
    listed = client.get("/api/queries").json()["queries"]
    assert [query["name"] for query in listed] == [query.name for query in catalogue()]
    found = client.get("/api/queries/antecedents", params={"construct": "Customer engagements"}).json()
    assert found["rows"][0]["antecedent"] == "trust" and found["columns"][0] == "antecedent"
    csv = client.get("/api/queries/antecedents", params={"construct": "CE"}, headers={"Accept": "text/csv"})
    assert csv.text.startswith("antecedent,") and csv.headers["content-type"].startswith("text/csv")


def test_the_api_description_names_every_query_and_parameter(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for query in catalogue():
        operation = document["paths"][f"/api/queries/{query.name}"]["get"]
        names = {parameter["name"] for parameter in operation["parameters"]}
        general = {"format", "narrower", "view", "widen", "sort", "limit"}
        general |= {"min_confidence"} if query.confidence else set()
        assert names == {parameter.name for parameter in query.parameters} | general


def test_graph_store_read(client: TestClient, library: Store) -> None:
    graph = str(library.graphs()[0])
    response = client.get("/graphs", params={"graph": graph}, headers={"Accept": "application/n-triples"})
    assert len(response.text.splitlines()) == len(list(library.quads(graph)))
    assert client.get("/graphs?default", headers={"Accept": "text/turtle"}).status_code == 200
    assert client.head("/graphs", params={"graph": graph}).status_code == 200


def test_writing_needs_the_token(writable: TestClient) -> None:
    update = "INSERT DATA { GRAPH <http://example.org/g> { <http://example.org/a> <http://example.org/p> 1 } }"
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "secret2"}):
        refused = writable.post("/sparql", data={"update": update}, headers=headers)
        assert refused.status_code == 401 and "Bearer" in refused.headers["www-authenticate"]
        assert writable.put("/graphs?graph=http://example.org/g", content=b"", headers=headers).status_code == 401
    assert writable.post("/sparql", data={"update": update}, headers=TOKEN).status_code == 204
    asked = writable.get("/sparql", params={"query": "ASK { <http://example.org/a> ?p 1 }"})
    assert asked.json()["boolean"] is True


def test_an_update_may_not_fetch_from_elsewhere(writable: TestClient) -> None:
    for update in ("LOAD <http://example.org/>", "INSERT {} WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }"):
        assert writable.post("/sparql", data={"update": update}, headers=TOKEN).status_code == 403
    assert writable.post("/sparql", data={"update": "ASK {}"}, headers=TOKEN).status_code == 400
    assert writable.post("/sparql", data={"update": "DROP NONSENSE"}, headers=TOKEN).status_code == 400


EDGES = "SELECT ?b WHERE { GRAPH <https://w3id.org/engagement-kg/graph/inferred> { ?a evc:increases ?b } }"
EVC = "PREFIX evc: <https://w3id.org/engagement-kg/ontology#> "
NO_SIGNS = EVC + "DELETE { GRAPH ?g { ?r evc:sign ?sign } } WHERE { GRAPH ?g { ?r evc:sign ?sign } }"


@pytest.mark.parametrize("end", ["", " ;", " ; # that is all\n ;"])
def test_what_is_worked_out_follows_what_is_written_through_the_server(tmp_path: Path, end: str) -> None:
    locator = str(tmp_path / "store")
    with open_store(locator) as store:
        papers.fill(store)
        infer(store)
        relate(store)
    app = create_app(locator, settings=Settings(timeout=20, workers=1, token="secret"))
    with TestClient(app) as client:
        edges = client.get("/sparql", params={"query": EVC + EDGES}).json()["results"]["bindings"]
        assert edges
        assert client.post("/sparql", data={"update": NO_SIGNS + end}, headers=TOKEN).status_code == 204
        with open_store(locator, read_only=True) as store:
            assert len(ledger.out_of_date(store)) == 2
        assert client.get("/sparql", params={"query": EVC + EDGES}).json()["results"]["bindings"] == []
        with open_store(locator, read_only=True) as store:
            assert ledger.out_of_date(store) == []


def test_a_served_store_is_brought_up_to_date_at_the_start(tmp_path: Path) -> None:
    locator = str(tmp_path / "store")
    with open_store(locator) as store:
        papers.fill(store)
        infer(store)
        store.update(f"{EVC}{NO_SIGNS.removeprefix(EVC)} ; {ledger.mark()}")
    app = create_app(locator, settings=Settings(timeout=20, workers=1))
    with TestClient(app) as client:
        assert client.get("/sparql", params={"query": EVC + EDGES}).json()["results"]["bindings"] == []


def test_a_store_of_another_base_is_not_served(tmp_path: Path) -> None:
    locator = str(tmp_path / "store")
    with open_store(locator) as store:
        papers.fill(store)
        node = ledger.ledger_graph()
        store.update(f"{EVC}DELETE WHERE {{ GRAPH <{node}> {{ <{node}> evc:base ?b }} }}")
        store.update(f'{EVC}INSERT DATA {{ GRAPH <{node}> {{ <{node}> evc:base "https://library.example/" }} }}')
    with pytest.raises(StoreMismatch, match="KG_BASE"):
        create_app(locator)


def test_graph_store_write(writable: TestClient) -> None:
    where, turtle = "/graphs?graph=http://example.org/g", {"Content-Type": "text/turtle"} | TOKEN
    assert writable.put(where, content="<a> <p> 1, 2 .", headers=turtle).status_code == 201
    assert writable.put(where, content="<a> <p> 3 .", headers=turtle).status_code == 204
    assert writable.post(where, content="<a> <p> 4 .", headers=turtle).status_code == 204
    lines = writable.get(where, headers={"Accept": "application/n-triples"}).text.splitlines()
    assert sorted(line.split('"')[1] for line in lines) == ["3", "4"]
    assert writable.put(where, content="<a> <p", headers=turtle).status_code == 400
    assert writable.put(where, content="x", headers={"Content-Type": "image/png"} | TOKEN).status_code == 415
    assert len(writable.get(where, headers={"Accept": "application/n-triples"}).text.splitlines()) == 2
    assert writable.delete(where, headers=TOKEN).status_code == 204
    assert writable.delete(where, headers=TOKEN).status_code == 404


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        (
            "INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
            "INSERT { ?s ?p 1 } USING <http://example.org/g> WHERE { ?s ?p ?o }",
        ),
        ("DELETE WHERE { ?s ?p ?o }", None),
        ("INSERT DATA { <a:b> <a:c> 'WHERE' }", None),
        ("WITH <http://x> DELETE { ?s ?p 1 } WHERE {}", None),
        ("DELETE { ?s ?p 1 } USING <http://x> WHERE {}", None),
    ],
)
def test_using_by_the_protocol(update: str, expected: str | None) -> None:
    using = Dataset(default=("http://example.org/g",))
    if expected is None:
        with pytest.raises((Problem, Exception)):
            with_using(update, using)
    else:
        assert with_using(update, using) == expected
    assert with_using(update, Dataset()) == update


def test_one_request_without_a_port(library_path: Path) -> None:
    reply = get(str(library_path), "/sparql?query=" + quote(SELECT), accept="text/csv")
    assert (reply.status, reply.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    assert reply.body.decode().split() == ["number", "H1", "H2", "H3", "H4", "P1"]
    assert get(str(library_path), "/nothing").status == 404


def test_a_remote_store_is_served_too(oxigraph_url: str, library: Store) -> None:
    locator = f"{oxigraph_url}/query,{oxigraph_url}/update"
    with open_store(locator) as remote:
        remote.update("DROP ALL")
        papers.fill(remote)
    reply = get(locator, "/sparql?query=" + quote(SELECT), accept="text/csv")
    assert reply.status == 200 and reply.body.decode().split() == ["number", "H1", "H2", "H3", "H4", "P1"]
    assert json.loads(get(locator, "/api/queries/untested").body)["rows"]
    assert get(locator, "/paper/10.5555/ekg.1", accept="text/html").status == 200
    assert get("http://127.0.0.1:9/query", "/sparql?query=ASK%7B%7D").status == 502


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.one_of(st.sampled_from(["/sparql", "/graphs", "/api/queries/antecedents"]), st.text(max_size=30)),
    pairs=st.lists(
        st.tuples(
            st.sampled_from(["query", "update", "default-graph-uri", "format", "graph", "construct", "timeout", "x"]),
            st.one_of(st.text(max_size=60), st.sampled_from([SELECT, CONSTRUCT, "ASK {}", "0", "csv"])),
        ),
        max_size=4,
    ),
    method=st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD"]),
    accept=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30),
    body=st.binary(max_size=60),
    content_type=st.sampled_from(["", "application/sparql-query", "application/x-www-form-urlencoded", "text/turtle"]),
)  # fmt: skip
def test_no_request_breaks_the_server(
    client: TestClient,
    path: str,
    pairs: list[tuple[str, str]],
    method: str,
    accept: str,
    body: bytes,
    content_type: str,
) -> None:
    url = "/" + quote(path.lstrip("/").encode("utf-8", "surrogatepass"), safe="/")
    query = "&".join(f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in pairs)
    headers = {"Accept": accept, "Content-Type": content_type}
    response = client.request(method, f"{url}?{query}", headers=headers, content=body)
    assert response.status_code < 500, response.text
