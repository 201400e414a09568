"""Direct edges: each rule, what it must leave out, and switching the whole off again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import URIRef

from kg.inference import RULES, forget, infer
from kg.iris import Iris
from kg.rdf import to_quads
from kg.rdf.terms import EVC
from kg.run import Run
from kg.sharing import put_paper
from kg.store import Store, open_store
from kg.vocabulary import Vocabulary
from pipelines.record import Document, Kind, Record, Relation, RelationType, Sign, Statement, Status

INFERRED = URIRef(Iris().graph("inferred"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store")) as opened:
        yield opened


def put(
    store: Store,
    kind: RelationType = "causal",
    *,
    sign: Sign | None = None,
    mediators: tuple[str, ...] = (),
    moderators: tuple[str, ...] = (),
    negated: bool = False,
    status: Status | None = None,
    target: str = "beta",
    said: Kind = "claim",
    **facts: Any,
) -> None:
    relation = Relation(
        type=kind, source="alpha", target=target, sign=sign, mediators=mediators, moderators=moderators
    )
    statement = Statement(id="s", kind=said, text="…", relations=(relation,), negated=negated, status=status, **facts)
    record = Record(document=Document(source="a"), statements=(statement,))
    run = Run(sha256="ab" * 32, pipeline="1")
    put_paper(store, Iris().document_graph(run.sha256), to_quads(record, run, vocabulary=Vocabulary(())))


def edges(store: Store) -> set[str]:
    """The inferred edges as "alpha influences beta"."""
    infer(store)
    found = [quad[:3] for quad in store.quads(str(INFERRED)) if quad[1] in EVC]
    return {" ".join(re.split("[/#]", str(term))[-1] for term in triple) for triple in found}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, {"alpha influences beta"}),
        ({"sign": "+"}, {"alpha influences beta", "alpha increases beta"}),
        ({"sign": "-"}, {"alpha influences beta", "alpha decreases beta"}),
        ({"sign": "nonlinear"}, {"alpha influences beta"}),
        ({"sign": "+", "moderators": ("age",)}, {"alpha influences beta", "age moderatesFor beta"}),
        ({"mediators": ("care",)}, {"alpha influences beta", "care mediatesFor beta"}),
        ({"kind": "associative", "sign": "+"}, {"alpha associatedWith beta"}),
        ({"kind": "dimension_of"}, {"alpha dimensionOf beta"}),
        ({"kind": "type_of"}, {"alpha typeOf beta"}),
        ({"kind": "contrast", "sign": "+"}, {"alpha contrastsWith beta"}),
        ({"status": "supported"}, {"alpha influences beta"}),
        ({"negated": True}, set()),
        ({"status": "not_supported"}, set()),
        ({"sign": "0"}, set()),
        ({"target": "Alphas"}, set()),
        ({"said": "research_question"}, set()),
        ({"said": "implication"}, set()),
        ({"said": "hypothesis"}, set()),
        ({"said": "hypothesis", "status": "supported", "hedged": True}, {"alpha influences beta"}),
        ({"said": "finding", "hedged": True}, set()),
        ({"domain": False}, set()),
        ({"confidence": 0.49}, set()),
        ({"confidence": 0.5}, {"alpha influences beta"}),
    ],
)
def test_what_follows_and_what_does_not(store: Store, facts: dict[str, object], expected: set[str]) -> None:
    put(store, **facts)  # type: ignore[arg-type]
    assert edges(store) == expected


def test_inferring_again_repeats_and_follows_changes(store: Store) -> None:
    put(store, sign="+")
    assert infer(store) == infer(store) == 2
    put(store, sign="-")
    assert edges(store) == {"alpha influences beta", "alpha decreases beta"}


def test_edges_can_be_switched_off(store: Store) -> None:
    put(store)
    before = set(store.quads())
    infer(store)
    assert forget(store)
    assert set(store.quads()) == before
    assert not forget(store)


def test_chains_are_not_inferred(store: Store) -> None:
    relations = tuple(Relation(type="causal", source=a, target=b) for a, b in [("a1", "b1"), ("b1", "c1")])
    record = Record(
        document=Document(source="a"), statements=(Statement(id="s", kind="claim", text="…", relations=relations),)
    )
    store.load(to_quads(record, Run(sha256="cd" * 32, pipeline="1")))
    assert edges(store) == {"a1 influences b1", "b1 influences c1"}


def test_every_rule_says_why_and_no_two_make_the_same_edge() -> None:
    assert all(rule.why for rule in RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)
