"""The pages for people: structure, words, escaping, links, paging and headers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from kg.describe import Section
from kg.query import catalogue
from kg.serve import Settings, create_app, reading
from kg.serve.pages import Cell, Table, render
from kg.serve.problems import Problem
from kg.serve.reading import effects, in_words, page_number

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PAGES = (
    "/",
    "/paper/10.5555/ekg.1",
    "/construct/customer-engagement",
    "/paper/10.5555/ekg.1/s1",
    "/questions/antecedents",
    "/questions/antecedents?construct=customer%20engagement",
    "/sparql",
    "/find?q=engagement%20that%20increases%20loyalty",
    "/no/such/thing",
)
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


@pytest.fixture(scope="module")
def client(library_path: Path) -> Iterator[TestClient]:
    app = create_app(str(library_path), settings=Settings(timeout=20, workers=2))
    with TestClient(app, raise_server_exceptions=False, headers=BROWSER) as client:
        yield client


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_landmarks_labels_and_nothing_inline(client: TestClient, path: str) -> None:
    response = client.get(path)
    page = html.fromstring(response.content)
    assert response.headers["content-type"].startswith("text/html")
    assert page.get("lang") == "en" and page.xpath("//title")[0].text
    for landmark in ("header", "main", "footer", "nav"):
        assert page.xpath(f"//{landmark}"), landmark
    assert len(page.xpath("//h1")) == 1
    assert not page.xpath("//script | //style | //@style | //@onclick | //@onerror")
    assert not page.xpath("//*[self::input or self::select or self::textarea][not(ancestor::label)]")
    assert all(table.xpath(".//th[@scope='col']") for table in page.xpath("//table"))
    assert len(response.content) < 300_000


def test_words_that_name_nothing_find_what_has_them(client: TestClient) -> None:
    page = html.fromstring(client.get("/find", params={"q": "engagement that increases loyalty"}).content)
    led = [a.get("href") for a in page.xpath("//main//table//a")]
    assert page.xpath("//th[text()='found']") and led
    assert client.get(led[0]).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_headers_forbid_inline_scripts_and_frames(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "unsafe-inline" not in policy and "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_no_link_on_a_page_is_dead(client: TestClient) -> None:
    seen: set[str] = set()
    for path in PAGES:
        page = html.fromstring(client.get(path).content)
        for href in page.xpath("//a/@href | //link/@href"):
            if href.startswith("#"):
                assert page.get_element_by_id(href[1:]) is not None, href
                continue
            there = urljoin(f"http://testserver{path}", href)
            if urlsplit(there).netloc == "testserver":
                seen.add(there)
    assert len(seen) > 40
    dead = {there for there in seen if client.get(there).status_code != 200}
    assert not dead


def test_search_leads_to_the_thing_and_says_what_is_near(client: TestClient) -> None:
    found = client.get("/find", params={"q": "customer engagement"}, follow_redirects=False)
    assert found.status_code == 303 and found.headers["location"].endswith("/construct/customer-engagement")
    assert client.get("/find", params={"q": "10.5555/ekg.1"}).url.path == "/paper/10.5555/ekg.1"
    unknown = client.get("/find", params={"q": HOSTILE})
    assert unknown.status_code == 404 and "<script>" not in unknown.text and "<img" not in unknown.text
    assert client.get("/find").status_code == 400


def test_machines_still_get_json_errors(client: TestClient) -> None:
    assert client.get("/no/such/thing", headers={"Accept": "*/*"}).json()["status"] == 404


def test_answers_are_paged(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PAGE", 2)
    asked = "/questions/constructs"
    rows, pages, path = 0, 0, asked
    while path:
        page = html.fromstring(client.get(path).content)
        rows, pages = rows + len(page.xpath("//tbody/tr")), pages + 1
        path = next((asked + href for href in page.xpath("//a[@rel='next']/@href")), "")
    listed = client.get("/api/queries/constructs", headers={"Accept": "application/json"}).json()["rows"]
    assert rows == len(listed) > 2 and pages == -(-rows // 2)
    assert client.get(asked + f"?page={pages + 1}").status_code == 404
    assert client.get(asked + "?page=0").status_code == 400


@pytest.mark.parametrize("wrong", ["", "0", "-1", "1e3", "x", "٣", "9" * 30])
def test_a_page_number_is_a_plain_number(wrong: str) -> None:
    with pytest.raises(Problem):
        page_number(wrong)


def test_every_question_has_its_form_and_answers_its_example(client: TestClient) -> None:
    for query in catalogue():
        response = client.get(f"/questions/{query.name}", params=dict(query.example))
        assert response.status_code == 200, query.name
        named = html.fromstring(response.content).xpath("//main//form//@name")
        assert named == [parameter.name for parameter in query.parameters], query.name


def test_hostile_texts_are_escaped_everywhere() -> None:
    cell = Cell(text=HOSTILE, href="http://a/" + HOSTILE, lang=HOSTILE)
    table = Table(title=HOSTILE, columns=[HOSTILE], rows=[[cell]], total=1, missing=[HOSTILE])
    values = {"title": HOSTILE, "iri": HOSTILE, "effects": [HOSTILE], "tables": [table], "said": table}
    page = html.fromstring(render("thing.html", root="/", pointing=table, **values))  # type: ignore[arg-type]
    assert not page.xpath("//script | //img | //@onerror")
    assert page.xpath("string(//h1)") == HOSTILE


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"relation": "causal", "sign": "positive"}, "trust increases loyalty"),
        ({"relation": "causal", "sign": "negative"}, "trust decreases loyalty"),
        ({"relation": "causal", "sign": "noEffect"}, "trust has no effect on loyalty"),
        ({"relation": "causal"}, "trust affects loyalty"),
        ({"relation": "causal", "sign": "positive", "mediator": "joy"}, "trust increases loyalty, through joy"),
        # the sign of a moderated relation is the moderation's
        (
            {"relation": "causal", "sign": "negative", "moderator": "age"},
            "trust affects loyalty, weaker with more age",
        ),
        ({"relation": "causal", "moderator": "age"}, "trust affects loyalty, depending on age"),
        ({"relation": "dimension", "sign": "positive"}, "trust is a dimension of loyalty"),
        ({"relation": "type"}, "trust is a kind of loyalty"),
        ({"relation": "associative", "sign": "positive"}, "trust goes together with loyalty"),
    ],
)
def test_a_relation_in_words(row: dict[str, str], words: str) -> None:
    assert in_words({"from": "trust", "to": "loyalty"} | row) == words


def test_what_is_denied_or_doubted_says_so_before_its_effect() -> None:
    relates = Section(
        title="What it relates", columns=("from", "to", "relation"), rows=(("trust", "loyalty", "causal"),)
    )
    columns = ("kind", "number", "status", "negated", "hedged")
    about = Section(title="About", columns=columns, rows=(("hypothesis", "H1", "notSupported", "yes", "yes"),))
    assert effects((about, relates)) == ["Hypothesis H1 (denied) (with doubt): trust affects loyalty — not supported"]
    asked = Section(title="About", columns=("kind",), rows=(("researchquestion",),))
    assert effects((asked, relates)) == ["Research question: trust affects loyalty"]
