"""Nanopublications: valid and signable by the nanopub library, which is itself held to the official samples."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import rdflib
from rdflib import URIRef

from kg.iris import Iris
from kg.nanopub import NP, nanopublications
from kg.rdf import to_quads
from kg.rdf.terms import DCT, EVC, PROV, RDF
from kg.run import Run
from kg.store.base import Quad
from pipelines.record import Document, Effect, Record, Relation, Statement

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
