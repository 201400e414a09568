"""What is shown of one thing, what is counted, and what goes when a paper goes."""

from __future__ import annotations

import json

import pytest

from kg.describe import describe, remove_paper, stats
from kg.errors import NotFound
from kg.iris import Iris
from kg.lookup import constructs_named, near_labels
from kg.rdf import to_quads
from kg.run import Run
from kg.sharing import put_paper
from kg.store import Store
from pipelines.record import Document, Record

PAPER = "https://w3id.org/engagement-kg/paper/10.5555/ekg.1"

DEFINITIONS = f"""PREFIX evc: <{Iris().base}ontology#>
SELECT ?s WHERE {{ GRAPH ?g {{ ?s a evc:Definition ; evc:statedIn <{PAPER}> }} }}"""


def sections(store: Store, name: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = describe(store, name).to_dict()["sections"]
    return found


def test_stats_count_everything(library: Store) -> None:
    counts = dict(stats(library))
    assert counts["papers"] == 2
    assert counts["hypotheses"] == 4
    assert counts["definitions"] == 2
    assert counts["relations"] == 11
    assert counts["graphs"] == 4  # two papers, what they share, and the ledger
    assert counts["triples"] == len(list(library.quads()))


@pytest.mark.parametrize("name", ["customer engagement", "Customer Engagements", "CE", "customer-engagement"])
def test_a_construct_by_any_of_its_names(library: Store, name: str) -> None:
    assert describe(library, name).title == "customer engagement"
    found = sections(library, name)
    assert [row["antecedent"] for row in found["Antecedents"]][:3] == ["trust", "trust", "trust"]
    assert found["Antecedents"][3]["antecedent"] == "awe"
    assert {"Definitions", "Outcomes", "Dimensions", "Types"} <= set(found)


@pytest.mark.parametrize(
    "name", [PAPER, "10.5555/ekg.1", "https://doi.org/10.5555/ekg.1", "Trust, Care and Community"]
)
def test_a_paper_by_any_of_its_names(library: Store, name: str) -> None:
    assert describe(library, name).iri == PAPER
    found = sections(library, name)
    assert len(found["About"]) == 1 and found["About"][0]["year"] == "2021"
    assert [row["number"] for row in found["Statements and definitions"] if row["number"]] == ["H1", "H2", "H3", "H4"]
    json.dumps(found)


def test_a_construct_and_a_statement_by_their_iris(library: Store) -> None:
    (iri,) = constructs_named(library, "customer engagement")
    assert "Antecedents" in sections(library, str(iri))
    found = sections(library, f"{PAPER}/s1/relation/1")
    assert {row["value"] for row in found["Says"]} >= {str(iri)}
    assert found["What points at it"]


def test_a_statement_says_what_and_where(library: Store) -> None:
    assert describe(library, f" {PAPER}/s1 ").title == "H1: Trust increases customer engagement."
    found = sections(library, f"{PAPER}/s1")
    assert found["About"] == [{"kind": "hypothesis", "number": "H1", "status": "supported", "confidence": "0.9"}]
    (relation,) = found["What it relates"]
    assert (relation["from"], relation["to"], relation["reported"]) == (
        "trust",
        "customer engagement",
        "β = 0.42, p < .001",
    )
    (place,) = found["Where it stands"]
    assert (place["paper"], place["page"], place["characters"]) == ("Moorland & Okoro 2021", "1", "100-140")
    assert place["address"] == "https://doi.org/10.5555/ekg.1"


def test_a_definition_says_whose_it_is(library: Store) -> None:
    listed = sections(library, PAPER)["Statements and definitions"]
    assert any(row["kind"] == "definition" for row in listed)
    (iri,) = (str(s) for s in library.query(DEFINITIONS).column("s"))
    found = sections(library, iri)
    assert found["About"][0]["term"] == "customer engagement"
    assert found["Taken from"] == [{"work": "Moor 1999"}]


@pytest.mark.parametrize(
    "name", ["custumer engagment", "engagement of customers", "http://example.org/none", "", "a> <b"]
)
def test_what_is_not_there_is_told_with_near_names(library: Store, name: str) -> None:
    with pytest.raises(NotFound) as caught:
        describe(library, name)
    assert "\n" not in str(caught.value)
    if name == "custumer engagment":
        assert "did you mean customer engagement" in str(caught.value)


def test_near_labels(library: Store) -> None:
    assert near_labels(library, "engagement behavior") == ("customer engagement behavior",)
    assert near_labels(library, "photosynthesis") == ()


def test_removing_a_paper_takes_its_graphs_and_nothing_else(own_library: Store) -> None:
    assert remove_paper(own_library, "Moorland 2021") == ["Trust, care and community"]
    assert dict(stats(own_library))["papers"] == 1
    assert describe(own_library, "customer engagement").title == "customer engagement"
    assert constructs_named(own_library, "joy") == ()
    with pytest.raises(NotFound):
        remove_paper(own_library, "Moorland 2021")


def _put_untitled(store: Store, *names: str) -> None:
    for number, name in enumerate(names):
        run = Run(sha256=str(9 - number) * 64, pipeline="test")
        put_paper(store, Iris().document_graph(run.sha256), to_quads(Record(document=Document(source=name)), run))


@pytest.mark.parametrize("name", ["", "?", "folder/", "..."])
def test_a_name_without_words_is_no_paper_without_a_title(own_library: Store, name: str) -> None:
    _put_untitled(own_library, "one.txt")
    with pytest.raises(NotFound):
        remove_paper(own_library, name)
    assert dict(stats(own_library))["papers"] == 3


def test_nothing_goes_when_several_papers_have_the_name(own_library: Store) -> None:
    _put_untitled(own_library, "stdin", "stdin")
    with pytest.raises(NotFound, match=r"2 papers .*paper/sha256-8+,"):
        remove_paper(own_library, "stdin")
    assert dict(stats(own_library))["papers"] == 4
    assert len(remove_paper(own_library, "https://w3id.org/engagement-kg/paper/sha256-" + "8" * 20)) == 1
    assert dict(stats(own_library))["papers"] == 3


def test_a_section_without_a_word_is_left_out(own_library: Store) -> None:
    _put_untitled(own_library, "one.txt")
    assert sections(own_library, "one.txt") == {}
