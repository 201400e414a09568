"""Nanopublications: valid and signable by the nanopub library, which is itself held to the official samples."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib import Literal, URIRef

from kg.cli.app import run
from kg.iris import Iris
from kg.nanopub import NP, NPX, index, nanopublications
from kg.nanopub.indexing import MOST
from kg.rdf import to_quads
from kg.rdf.terms import DCT, EVC, PROV, RDF, RDFS
from kg.run import Run
from kg.store.base import Quad
from pipelines.record import Document, Effect, Record, Relation, Statement, Test
from tests.kg.shelf import beta, paper, says, store_of

nanopub = pytest.importorskip("nanopub")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

ORCID = "https://orcid.org/0000-0000-0000-0000"
WHEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
RECORD = Record(
    document=Document(source="a.pdf", title='T "<quoted>"', doi="10.1000/ab", year=2020),
    statements=(
        Statement(
            id="h1",
            kind="hypothesis",
            label="H1",
            text="Trust raises care through warmth.",
            page=4,
            status="supported",
            relations=(
                Relation(
                    type="causal",
                    source="trust",
                    target="care",
                    mediators=("warmth",),
                    sign="+",
                    effects=(Effect(statistic="β", value=0.4, p="< .01"),),
                ),
            ),
        ),
        Statement(id="q1", kind="research_question", text="What is care?"),
        Statement(
            id="c1", kind="claim", text="Care is good.", relations=(Relation(type="type_of", source="a", target="b"),)
        ),
    ),
)


def made() -> list[list[Quad]]:
    quads = to_quads(RECORD, Run(sha256="ab" * 32, pipeline="rules-1", started=WHEN))
    return list(nanopublications(quads, creator=ORCID, created=WHEN))


def as_graph(quads: list[Quad]) -> rdflib.ConjunctiveGraph:
    graph = rdflib.ConjunctiveGraph()
    lines = "\n".join(" ".join(term.n3() for term in quad if term is not None) + " ." for quad in quads)
    graph.parse(data=lines, format="nquads")
    return graph


def test_each_statement_with_a_relation_is_one() -> None:
    heads = [next(q[0] for q in quads if q[1] == RDF.type and q[2] == NP.Nanopublication) for quads in made()]
    paper = "https://w3id.org/engagement-kg/paper/10.1000/ab"
    assert set(heads) == {URIRef(Iris().nanopublication(f"{paper}/{name}")) for name in ("h1", "c1")}


def test_the_library_finds_them_valid() -> None:
    for quads in made():
        assert nanopub.Nanopub(rdf=as_graph(quads)).is_valid


def test_the_assertion_holds_the_relation_and_the_provenance_its_words() -> None:
    quads = next(q for q in made() if any(term == EVC.positive for quad in q for term in quad))
    parts = {str(g).rpartition("/")[2]: {(s, p, o) for s, p, o, h in quads if h == g} for *_, g in quads}
    assert set(parts) == {"Head", "assertion", "provenance", "pubinfo"}
    assert {p for _, p, _ in parts["assertion"]} >= {EVC.source, EVC.target, EVC.mediator, EVC.sign, EVC.value}
    assert not {EVC.wording, EVC.page} & {p for _, p, _ in parts["assertion"]}
    assert {p for _, p, _ in parts["provenance"]} >= {
        PROV.hadPrimarySource,
        EVC.wording,
        EVC.page,
        EVC.pipelineVersion,
    }
    assert any(o == URIRef("https://doi.org/10.1000/ab") for _, _, o in parts["provenance"])
    assert any(p == DCT.creator and o == URIRef(ORCID) for _, p, o in parts["pubinfo"])


# What is said with a relation, by the facts of its statement: the property that ties the paper to it.
STANCES: list[tuple[dict[str, Any], URIRef | None]] = [
    ({"kind": "hypothesis"}, EVC.hypothesises),
    ({"kind": "hypothesis", "hedged": True}, EVC.hypothesises),  # "may" is how hypotheses are worded
    ({"kind": "hypothesis", "attributed_to": ("Moor 1999",)}, EVC.hypothesises),
    ({"kind": "hypothesis", "negated": True}, EVC.speaksOf),
    ({"kind": "proposition"}, EVC.putsForward),
    ({"kind": "finding"}, EVC.finds),
    ({"kind": "finding", "attributed_to": ("Moor 1999",)}, EVC.reports),
    ({"kind": "finding", "negated": True}, EVC.denies),
    ({"kind": "finding", "negated": True, "sign": "0"}, EVC.finds),  # finds no effect, and does not deny that
    ({"kind": "claim"}, EVC.claims),
    ({"kind": "claim", "attributed_to": ("Moor 1999",)}, EVC.reports),
    ({"kind": "claim", "hedged": True}, EVC.surmises),
    ({"kind": "claim", "hedged": True, "negated": True}, EVC.speaksOf),
    ({"kind": "implication"}, None),
    ({"kind": "research_question"}, None),
    ({"kind": "claim", "domain": False}, None),
    ({"kind": "finding", "confidence": 0.49}, None),
    ({"kind": "finding", "confidence": 0.5}, EVC.finds),
]


@pytest.mark.parametrize(("facts", "stance"), STANCES)
def test_what_is_asserted_is_that_the_paper_says_it(facts: dict[str, Any], stance: URIRef | None) -> None:
    found = of(paper(2001, said(**facts)))
    assert len(found) == (stance is not None)
    for quads in found:
        triples = assertion(quads)
        stances = [(s, p) for s, p, o in triples if EVC.CausalRelation in {v for t, q, v in triples if t == o}
                   and p != EVC.asserts]  # fmt: skip
        assert [p for _, p in stances] == [stance]
        assert all(str(s).endswith("sha256-" + "ab" * 10) for s, _ in stances)
        # No effect stands without its statement, which tells kind and stance.
        (statement,) = [s for s, p, _ in triples if p == EVC.asserts]
        told = {p: o for s, p, o in triples if s == statement}
        assert {EVC.statedIn, EVC.hedged} <= told.keys()
        assert (EVC.negated in told) == (facts.get("sign") != "0")


def said(**facts: Any) -> Statement:
    return says(facts.pop("kind"), **facts)


@pytest.mark.parametrize("status", ["supported", "not_supported", "partially_supported"])
def test_the_outcome_of_a_test_is_asserted_beside_what_was_hypothesised(status: str) -> None:
    (quads,) = of(paper(2001, said(kind="hypothesis", status=status)))
    outcome = {"supported": EVC.supported, "not_supported": EVC.notSupported}.get(status, EVC.partiallySupported)
    triples = assertion(quads)
    assert [o for _, p, o in triples if p == EVC.status] == [outcome]
    (test,) = [s for s, p, o in triples if (p, o) == (RDF.type, EVC.Test)]
    assert {(p, o) for s, p, o in triples if s == test} >= {(EVC.outcome, outcome)}
    assert {p for s, p, _ in triples if s == test} >= {EVC.testOf, EVC.reportedIn}
    assert {p for _, p, _ in triples} >= {EVC.hypothesises}
    assert not {EVC.finds, EVC.claims, EVC.increases, EVC.influences} & {p for _, p, _ in triples}


def test_each_of_several_tests_is_asserted_with_its_sample_outcome_and_effect() -> None:
    tests = (Test(sample="inns", status="supported", effects=beta(0.4)), Test(sample="banks", status="not_supported"))
    (quads,) = of(paper(2001, said(kind="hypothesis", status="partially_supported", tests=tests)))
    triples = assertion(quads)
    told = {str(o): s for s, p, o in triples if p == EVC.onGroup}
    outcomes = {s: o for s, p, o in triples if p == EVC.outcome}
    assert {name: outcomes[test] for name, test in told.items()} == {"inns": EVC.supported, "banks": EVC.notSupported}
    ((effect, work),) = [(s, o) for s, p, o in triples if p == EVC.resultOf]
    assert (told["inns"], EVC.foundEffect, effect) in triples and "sha256-" in str(work)


@pytest.mark.parametrize(
    ("facts", "label"),
    [
        (
            {"kind": "hypothesis", "label": "H2", "status": "not_supported"},
            "Quist 2001 hypothesises that calm increases joy (H2); its test did not support this",
        ),
        ({"kind": "hypothesis", "negated": True}, "Quist 2001 hypothesises that it is not so that calm increases joy"),
        ({"kind": "finding", "sign": "0", "negated": True}, "Quist 2001 finds that calm has no effect on joy"),
        ({"kind": "finding", "sign": None, "negated": True}, "Quist 2001 denies that calm affects joy"),
        ({"kind": "claim", "sign": "-", "hedged": True}, "Quist 2001 holds it possible that calm decreases joy"),
        (
            {"kind": "proposition", "mediators": ("sleep", "rest")},
            "Quist 2001 proposes that calm increases joy through sleep and rest",
        ),
        (
            {"kind": "finding", "moderators": ("noise",), "sign": "-"},
            "Quist 2001 finds that noise weakens the effect of calm on joy",
        ),
        (
            {"kind": "claim", "type": "associative", "attributed_to": ("Moor 1999",)},
            "Quist 2001 reports that calm is positively related to joy",
        ),
        ({"kind": "claim", "type": "dimension_of", "sign": None}, "Quist 2001 claims that calm is a dimension of joy"),
        ({"kind": "claim", "sign": "nonlinear"}, "Quist 2001 claims that calm has a nonlinear effect on joy"),
    ],
)
def test_each_is_labelled_in_a_sentence_and_typed_by_its_kind(facts: dict[str, Any], label: str) -> None:
    (quads,) = of(paper(2001, said(**facts)))
    node = quads[0][0]
    info = {(p, o) for s, p, o, g in quads if s == node and str(g).endswith("pubinfo")}
    assert (RDFS.label, Literal(label, lang="en")) in info
    assert [o for p, o in info if p == NPX.hasNanopubType] == [EVC[facts["kind"].capitalize()]]


def test_quoted_words_are_not_under_the_licence() -> None:
    quads = next(each for each in made() if any(p == EVC.page for _, p, _, _ in each))
    node = str(quads[0][0])
    assert [(str(s), str(o)) for s, p, o, _ in quads if p == DCT.license] == [
        (f"{node}assertion", "https://creativecommons.org/publicdomain/zero/1.0/")
    ]
    graphs = {str(g).removeprefix(node) for _, p, _, g in quads if p == EVC.wording}
    assert graphs == {"provenance"}
    (rights,) = {o for s, p, o, _ in quads if p == DCT.rights and "np/" not in str(s)}
    assert rights in {o for s, p, o, _ in quads if p == DCT.rights and str(s) == f"{node}provenance"}
    (words,) = [str(o) for s, p, o, _ in quads if s == rights and p == RDFS.label]
    assert "short quotation from" in words and "not under the licence" in words and "p. 4" in words


@pytest.mark.parametrize(
    ("facts", "whose"),
    [
        ({"kind": "finding"}, "sha256-"),
        ({"kind": "hypothesis", "status": "supported", "attributed_to": ("Moor 1999",)}, "sha256-"),
        ({"kind": "finding", "attributed_to": ("Moor 1999",)}, "work/"),
    ],
)
def test_effect_sizes_say_whose_result_they_are(facts: dict[str, Any], whose: str) -> None:
    (quads,) = of(paper(2001, said(effects=beta(0.3), **facts)))
    (work,) = [str(o) for _, p, o in assertion(quads) if p == EVC.resultOf]
    assert whose in work


def test_an_index_lists_them_and_is_valid() -> None:
    heads = [str(quads[0][0]) for quads in made()]
    (quads,) = index(heads, creator=ORCID, created=WHEN, title="Two papers")
    assert {str(o) for _, p, o, _ in quads if p == NPX.includesElement} == set(heads)
    assert nanopub.Nanopub(rdf=as_graph(quads)).is_valid
    assert (RDF.type, NPX.NanopubIndex) in {(p, o) for _, p, o, _ in quads}
    assert index([], creator=ORCID, created=WHEN, title="None") == []


def test_a_long_index_is_several_that_go_on_with_each_other() -> None:
    elements = [f"http://example.org/np{n}" for n in range(2 * MOST + 1)]
    made_of = index(elements, creator=ORCID, created=WHEN, title="Many")
    assert [sum(p == NPX.includesElement for _, p, _, _ in quads) for quads in made_of] == [MOST, MOST, 1]
    before = [[o for _, p, o, _ in quads if p == NPX.appendsIndex] for quads in made_of]
    assert before == [[], [made_of[0][0][0]], [made_of[1][0][0]]]
    assert len({quads[0][0] for quads in made_of}) == 3


def test_every_term_is_declared_with_its_domain_and_range(project: Path) -> None:
    ontology = rdflib.Graph().parse(project / "ontology" / "evc.ttl")
    used = {p for facts, _ in STANCES for quads in of(paper(2001, said(effects=beta(0.1), **facts)))
            for _, p, _ in assertion(quads) if str(p).startswith(str(EVC))}  # fmt: skip
    assert used >= {EVC.speaksOf, EVC.denies, EVC.surmises, EVC.resultOf}
    assert not [p for p in used if ontology.value(p, RDFS.domain) is None or ontology.value(p, RDFS.range) is None]


def test_the_command_gives_them_with_an_index_and_says_what_is_left_out(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    statements = (said(kind="finding"), said(kind="claim", confidence=0.2), said(kind="research_question"))
    with store_of(tmp_path, paper(2001, *statements)):
        pass
    command = ["export", "--format", "nanopub", "--creator", ORCID, "--store", str(tmp_path)]
    assert run(command) == 0
    out, err = capfd.readouterr()
    assert "1 nanopublications, 1 index" in err and "1 statements are left out (confidence below 0.5)" in err
    graph = rdflib.Dataset()
    graph.parse(data=out, format="trig")
    assert len(list(graph.quads((None, RDF.type, NP.Nanopublication, None)))) == 2
    assert run([*command, "--min-confidence", "0"]) == 0
    assert "left out" not in capfd.readouterr().err


def of(record: Record) -> list[list[Quad]]:
    quads = to_quads(record, Run(sha256="ab" * 32, pipeline="rules-1", started=WHEN))
    found = list(nanopublications(quads, creator=ORCID, created=WHEN))
    assert all(nanopub.Nanopub(rdf=as_graph(each)).is_valid for each in found)
    return found


def assertion(quads: list[Quad]) -> list[tuple[Any, Any, Any]]:
    return [(s, p, o) for s, p, o, graph in quads if str(graph).endswith("/assertion")]


def test_output_repeats() -> None:
    assert made() == made()


def test_the_library_signs_them(tmp_path: Path) -> None:
    nanopub.generate_keyfiles(tmp_path)
    private, public = tmp_path / "id_rsa", tmp_path / "id_rsa.pub"
    profile = nanopub.Profile(name="A Curator", orcid_id=ORCID, private_key=private, public_key=public)
    signed = nanopub.Nanopub(rdf=as_graph(made()[0]), conf=nanopub.NanopubConf(profile=profile))
    signed.sign()
    assert signed.has_valid_signature
    assert signed.has_valid_trusty


@pytest.mark.parametrize("name", ["emptya", "emptyinfo", "emptyprov", "extragraph", "noinfolink", "noprovlink"])
def test_the_library_would_see_what_is_invalid(shared: Path, name: str) -> None:
    with pytest.raises(Exception, match=r".+"):
        assert nanopub.Nanopub(rdf=shared / "suites" / "nanopub" / "invalid" / "plain" / f"{name}.trig").is_valid


@pytest.mark.parametrize("name", ["simple1", "aida1"])
def test_the_library_finds_the_official_samples_valid(shared: Path, name: str) -> None:
    assert nanopub.Nanopub(rdf=shared / "suites" / "nanopub" / "valid" / "plain" / f"{name}.trig").is_valid
