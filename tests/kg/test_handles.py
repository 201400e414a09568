"""What people call things: it works wherever an IRI does."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.curation import judge
from kg.errors import BadParameter, NotFound
from kg.handles import thing_named
from kg.lookup import papers_named
from kg.query import find, run
from kg.query.parameters import STATUS_SYNONYMS, STATUSES, status_named
from kg.serve import Settings, create_app
from kg.store import Store


@pytest.fixture(scope="module")
def paper(library: Store) -> str:
    return str(papers_named(library, "10.5555/ekg.1")[0])


@pytest.mark.parametrize(
    "name",
    ["Moorland 2021 H2", "H2 of Moorland & Okoro 2021", "h2 Moorland", "Moorland & Okoro (2021), H2",
     "hypothesis H2 in Trust, care and community",
     "10.5555/ekg.1 H2", "Moorland et al.: H 2", "survey.pdf H2", "H2 from https://doi.org/10.5555/ekg.1"],
)  # fmt: skip
def test_a_hypothesis_by_its_paper_and_number(library: Store, paper: str, name: str) -> None:
    assert thing_named(library, name) == f"{paper}/s2"


@pytest.mark.parametrize("name", ["10.5555/ekg.1", "doi:10.5555/ekg.1", "Moorland", "moorland & okoro", "survey.pdf"])
def test_a_paper(library: Store, paper: str, name: str) -> None:
    assert thing_named(library, name) == paper
    short = paper.removeprefix("https://w3id.org/engagement-kg/")
    assert thing_named(library, short) == paper and papers_named(library, short) == papers_named(library, paper)


@pytest.mark.parametrize("name", ["customer engagements", "CE", "construct/customer-engagement"])
def test_a_construct(library: Store, name: str) -> None:
    assert thing_named(library, name) == "https://w3id.org/engagement-kg/construct/customer-engagement"
    assert run(library, find("antecedents"), {"construct": name}).rows


def test_a_number_that_the_paper_does_not_have_lists_those_it_has(library: Store) -> None:
    with pytest.raises(NotFound, match="its numbers are: H1, H2, H3, H4"):
        thing_named(library, "Moorland 2021 H77")


@pytest.mark.parametrize("name", ["Nobody 1900 H2", "H2", "H2 of", "s-0000000000000000", ""])
def test_what_is_no_handle_is_not_found(library: Store, name: str) -> None:
    with pytest.raises(NotFound):
        thing_named(library, name)


def test_of_a_rejected_statement_the_handle_still_finds_it(own_library: Store) -> None:
    iri = thing_named(own_library, "Moorland H1")
    judge(own_library, iri, "rejected", by="Ida", when=datetime(2026, 1, 1, tzinfo=UTC))
    assert thing_named(own_library, "Moorland H1") == iri


@pytest.mark.parametrize("words", ["rejected", "Not supported", "unsupported", "not-supported", " NO "])
def test_words_for_a_status(library: Store, words: str) -> None:
    numbers = run(library, find("hypotheses"), {"status": words}).column("number")
    assert {str(number) for number in numbers} == {"H2"}


def test_no_word_stands_for_two_statuses() -> None:
    words = [word for synonyms in STATUS_SYNONYMS.values() for word in synonyms.split()]
    assert len(words) == len(set(words)) and set(STATUS_SYNONYMS) == set(STATUSES)
    with pytest.raises(BadParameter):
        status_named("blue")


def test_words_for_a_sign_and_a_kind(library: Store) -> None:
    query = find("statements")
    assert run(library, query, {"kind": "Hypotheses"}).rows == run(library, query, {"kind": "hypothesis"}).rows
    effects = find("antecedents")
    given = {"construct": "customer engagement"}
    assert (
        run(library, effects, given | {"sign": "positive"}).rows == run(library, effects, given | {"sign": "+"}).rows
    )


@pytest.mark.parametrize("path", ["Moorland 2021 H2", "10.5555/ekg.1", "customer engagement"])
def test_an_address_may_be_a_handle(library_path: Path, path: str) -> None:
    with TestClient(create_app(str(library_path), settings=Settings(workers=1))) as client:
        response = client.get(f"/{path}", headers={"Accept": "text/turtle"})
        assert response.status_code == 200 and response.history[0].status_code == 303
        assert client.get("/nothing of the kind").status_code == 404
