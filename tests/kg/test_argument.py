"""Links between statements: what each rule gives, what it must not give, and switching the whole off again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kg.argument import relate, rules, unrelate
from kg.curation import judge
from kg.iris import Iris
from kg.query import find, run
from kg.rdf import to_quads
from kg.rdf.terms import EVC, RDFS
from kg.revision import edit
from kg.run import Run
from kg.sharing import put_paper
from kg.store import Store, open_store
from kg.validate import validate_store
from kg.vocabulary import Vocabulary
from pipelines.record import Document, Record, Relation, Statement

WHEN = datetime(2026, 5, 1, tzinfo=UTC)
RELATION = ("type", "source", "target", "mediators", "moderators", "sign")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store") as opened:
        yield opened


def said(name: str, kind: str, **facts: Any) -> Statement:
    """A statement that alpha raises beta, but for what is said of it."""
    ends: dict[str, Any] = {"type": "causal", "source": "alpha", "target": "beta", "sign": "+"}
    ends |= {key: value for key, value in facts.items() if key in RELATION}
    rest = {key: value for key, value in facts.items() if key not in RELATION}
    return Statement(id=name, kind=kind, text=name, relations=(Relation(**ends),), **rest)  # type: ignore[arg-type]


def put(store: Store, number: int, *statements: Statement) -> None:
    record = Record(document=Document(source="a", doi=f"10.5555/{number}"), statements=statements)
    quads = to_quads(record, Run(sha256=f"{number}" * 64, pipeline="1"), vocabulary=Vocabulary(()))
    put_paper(store, Iris().document_graph(f"{number}" * 64), quads)


def links(store: Store) -> set[str]:
    """All links, as "f1 tests h1"."""
    relate(store)
    found = store.quads(Iris().graph("argument"))
    return {" ".join(str(term).rpartition("#" if term == p else "/")[2] for term in (s, p, o)) for s, p, o, _ in found}


H, F = said("h", "hypothesis"), said("f", "finding")
# Statements of one paper, and the links among them.
WITHIN: list[tuple[tuple[Statement, ...], set[str]]] = [
    ((H, F), {"f tests h"}),
    ((H, said("f", "finding", sign="-")), {"f tests h"}),
    ((H, said("f", "finding", negated=True)), {"f tests h"}),
    ((said("p", "proposition"), F), {"f tests p"}),
    ((H, said("f", "finding", target="gamma")), set()),
    ((H, said("f", "finding", source="beta", target="alpha")), set()),
    ((H, said("f", "finding", moderators=("age",))), {"f refines h"}),
    ((said("h", "hypothesis", moderators=("age",)), said("f", "finding", moderators=("age",))), {"f tests h"}),
    ((said("h", "hypothesis", moderators=("age",)), said("f", "finding", moderators=("sex",))), set()),
    ((said("h", "hypothesis", mediators=("m",)), said("f", "finding", mediators=("m",))), {"f tests h"}),
    ((H, said("c", "claim")), set()),
    ((said("f1", "finding"), said("f2", "finding")), {"f2 restates f1"}),
    ((said("f1", "finding"), said("c", "claim")), {"c restates f1"}),
    ((said("c", "claim", section="Abstract"), said("f", "finding", section="Results")), {"c restates f"}),
    ((said("f1", "finding", start=9, end=10), said("f2", "finding", start=1, end=2)), {"f1 restates f2"}),
    ((said("f1", "finding"), said("f2", "finding", sign=None)), set()),
    ((said("f1", "finding"), said("i", "implication")), set()),
    ((said("f1", "finding"), said("f2", "finding", type="associative")), set()),
    ((said("f1", "finding"), said("f2", "finding", mediators=("m",))), {"f2 refines f1"}),
    ((said("f1", "finding"), said("f2", "finding", sign="-")), {"f1 contradicts f2", "f2 contradicts f1"}),
    ((said("f1", "finding"), said("f2", "finding", negated=True)), {"f1 contradicts f2", "f2 contradicts f1"}),
    ((said("h", "hypothesis", status="not_supported"), said("c", "claim")), set()),
    (
        (
            said("h2", "hypothesis", label="H2"),
            said("h2a", "hypothesis", label="H2a", target="gamma"),
            said("h21", "hypothesis", label="H21", target="delta"),
            said("p2a", "proposition", label="P2a", target="eta"),
        ),
        {"h2a refines h2"},
    ),
]


@pytest.mark.parametrize(("statements", "expected"), WITHIN)
def test_links_within_a_paper(store: Store, statements: tuple[Statement, ...], expected: set[str]) -> None:
    put(store, 1, *statements)
    assert links(store) == expected


BOTH = {"a contradicts b", "b contradicts a"}
# A statement of one paper, one of another, and the links between them.
BETWEEN: list[tuple[Statement, Statement, set[str]]] = [
    (said("a", "finding"), said("b", "hypothesis"), {"a supports b"}),
    (said("a", "finding"), said("b", "finding"), {"a supports b", "b supports a"}),
    (said("a", "hypothesis", status="supported"), said("b", "claim"), {"a supports b"}),
    (said("a", "hypothesis"), said("b", "claim"), set()),
    (said("a", "finding", attributed_to=("Moor 1999",)), said("b", "claim"), set()),
    (said("a", "finding"), said("b", "claim", sign=None), set()),
    (said("a", "finding", sign=None), said("b", "claim", sign=None), set()),
    (said("a", "finding", type="associative"), said("b", "claim"), set()),
    (said("a", "finding", type="dimension_of"), said("b", "claim", type="dimension_of"), set()),
    (said("a", "finding", moderators=("age",)), said("b", "claim", moderators=("age",)), {"a supports b"}),
    (said("a", "finding", moderators=("age",)), said("b", "claim"), {"a refines b"}),
    (said("a", "finding"), said("b", "research_question"), set()),
    (said("a", "finding", domain=False), said("b", "claim"), set()),
    (said("a", "finding"), said("b", "claim", sign="-"), BOTH),
    (said("a", "claim"), said("b", "claim", sign="0"), BOTH),
    (said("a", "finding", sign="-"), said("b", "claim", sign="0"), BOTH),
    (said("a", "finding"), said("b", "hypothesis", status="not_supported"), BOTH),
    (said("a", "finding"), said("b", "finding", negated=True), BOTH),
    (said("a", "finding", sign="-", negated=True), said("b", "finding"), set()),
    (said("a", "finding", moderators=("age",)), said("b", "finding", sign="-"), {"a refines b"}),
    (said("a", "finding"), said("b", "research_question", sign="-"), set()),
    (said("a", "finding"), said("b", "claim", sign="nonlinear"), set()),
]


@pytest.mark.parametrize(("one", "other", "expected"), BETWEEN)
def test_links_between_papers(store: Store, one: Statement, other: Statement, expected: set[str]) -> None:
    put(store, 1, one)
    put(store, 2, other)
    assert links(store) == expected


def test_links_follow_what_people_judged_and_edited(store: Store) -> None:
    put(store, 1, H, F)
    edit(store, f"{Iris().base}paper/10.5555/1/f", {"hedged": True}, by="Ada", when=WHEN)
    assert links(store) == {"f-edited tests h"}
    judge(store, f"{Iris().base}paper/10.5555/1/h", "rejected", by="Ada", when=WHEN)
    assert links(store) == set()


def test_links_are_worked_out_anew_and_switched_off(store: Store) -> None:
    put(store, 1, H, F)
    before = set(store.quads())
    assert relate(store) == relate(store) == {"contradicts": 0, "refines": 0, "restates": 0, "supports": 0, "tests": 1}
    assert validate_store(store).problems == ()
    assert unrelate(store)
    assert set(store.quads()) == before
    assert not unrelate(store)


def test_each_rule_is_named_as_the_property_it_gives_and_says_what_it_takes_for_granted(project: Path) -> None:
    import rdflib

    ontology = rdflib.Graph().parse(project / "ontology" / "evc.ttl")
    properties = set(ontology.subjects(RDFS.subPropertyOf, EVC.statementLink))
    assert {EVC[rule.name] for rule in rules()} == properties
    assert all(rule.title and rule.description and f"evc:{rule.name} ?" in rule.text for rule in rules())


def test_the_named_query_shows_links_with_words_and_papers(store: Store) -> None:
    put(store, 1, H, F)
    put(store, 2, said("b", "finding"))
    relate(store)
    rows = [tuple(map(str, row)) for row in run(store, find("statement-links"), {"construct": "alpha"}).rows]
    assert len(rows) == 4
    assert {row[1] for row in rows} == {"tests", "supports"}
    only = run(store, find("statement-links"), {"link": "tests"})
    assert len(only.rows) == 1
