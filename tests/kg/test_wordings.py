"""Names of constructs in answers are the papers' own words; ids and look-ups stay with the canonical key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from kg.ask import understand
from kg.describe import describe
from kg.iris import Iris
from kg.lookup import near_labels
from kg.query import find, from_text, run
from kg.rdf import to_quads
from kg.run import Run
from kg.sharing import put_paper
from kg.store import Store, open_store
from kg.synthesis import synthesise
from kg.wordings import wordings
from pipelines.record import Construct, Document, Record, Relation, Statement
from tests.kg.papers import statement

# The wordings of "wellbeing of member" in each paper: the first is the most frequent in all.
WORDED = (("Well-being of members", "well-being of members"), ("well-being of members", "wellbeing of the member"))


def says(number: int, source: str, target: str) -> Statement:
    text = f"{source} matters to {target}."
    return statement(number, "claim", text, Relation(type="causal", source=source, target=target, sign="+"))


def paper(year: int, wordings: tuple[str, ...], *constructs: Construct) -> Record:
    return Record(
        document=Document(source=f"{year}.txt", title=f"Paper of {year}", authors=("Ada Moor",), year=year),
        constructs=constructs,
        statements=tuple(says(number, "usage norms", words) for number, words in enumerate(wordings, 1)),
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    records = (
        paper(2020, WORDED[0]),
        paper(2021, WORDED[1]),
        paper(
            2022,
            ("MSE", "MSE", "mending self-efficacies"),
            Construct(id="m", label="mending self-efficacies", aliases=("MSE",)),
        ),
    )
    started = datetime(2026, 1, 2, tzinfo=UTC)
    with open_store(tmp_path_factory.mktemp("wordings") / "store") as store:
        for number, record in enumerate(records, 1):
            run = Run(sha256=f"{number}" * 64, pipeline="test-1", started=started, ended=started)
            quads = list(to_quads(record, run))
            put_paper(store, str(quads[0][3]), quads)
        yield store


def test_the_most_frequent_wording_wins_and_capitals_do_not(store: Store) -> None:
    found = wordings(store, ["wellbeing of member", "usage norm", "no such thing"])
    assert found == {"wellbeing of member": "well-being of members", "usage norm": "usage norms"}


def test_an_acronym_is_no_wording_of_a_name(store: Store) -> None:
    assert wordings(store, ["mending selfefficacy"]) == {"mending selfefficacy": "mending self-efficacies"}


def test_the_vocabularys_names_stay(library: Store) -> None:
    assert wordings(library, ["customer engagement"]) in ({}, {"customer engagement": "customer engagement"})


def test_a_named_query_says_what_papers_say(store: Store) -> None:
    answer = run(store, find("outcomes"), {"construct": "usage norm"})
    assert {str(row["construct"]) for row in answer} == {"usage norms"}
    listed = run(store, find("constructs"), {})
    assert "well-being of members" in map(str, listed.column("construct"))
    assert Iris().construct("wellbeing of member") in map(str, listed.column("iri"))


def test_a_path_is_worded_too(store: Store) -> None:
    (path,) = run(store, find("paths"), {"from": "usage norms", "to": "wellbeing of member"}).column("path")
    assert str(path) == "usage norms → well-being of members"


def test_a_query_of_ones_own_gets_what_is_stored(store: Store) -> None:
    own = "SELECT ?l WHERE { GRAPH ?g { ?c <http://www.w3.org/2004/02/skos/core#prefLabel> ?l } }"
    assert "wellbeing of member" in map(str, run(store, from_text(own, "own"), {}).column("l"))


def test_what_is_shown_can_be_asked(store: Store) -> None:
    reading = understand(store, "what drives wellbeing of member")[0][0]
    assert reading.given == (("construct", "well-being of members"),)
    assert run(store, find("antecedents"), dict(reading.given)).rows


def test_names_that_are_near_titles_and_votes_are_worded_too(store: Store) -> None:
    assert near_labels(store, "wellbeing of menber")[0] == "well-being of members"
    assert describe(store, "wellbeing of member").title == "well-being of members"
    assert [(pair.cause, pair.effect) for pair in synthesise(store, effect="wellbeing of member")] == [
        ("usage norms", "well-being of members")
    ]
