"""Links into other graphs: what must be found, of which kind, and what must not."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rdflib import URIRef

from kg import curation
from kg.cli.app import run
from kg.errors import InvalidRdf, NotFound
from kg.link import allow, graph_of, link, links_of, unlink, veto
from kg.store import Store, open_store
from tests.kg import papers

THESAURUS = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix : <http://example.org/thesaurus/> .
:loyalty a skos:Concept ; skos:prefLabel "Loyalty"@en, "Treue"@de .
:frequency a skos:Concept ; skos:prefLabel "Frequency of use"@en ; skos:altLabel "Usage frequencies"@en .
:care1 a skos:Concept ; skos:prefLabel "Care"@en .
:care2 a skos:Concept ; skos:prefLabel "care"@en .
:joy a skos:Concept ; skos:prefLabel "Joy"@en ; owl:deprecated true .
:awe a skos:Concept ; skos:prefLabel "Ehrfurcht"@de ; skos:altLabel "awe"@de .
:trust skos:prefLabel "Trust"@en .
:certificate a skos:Concept ; skos:prefLabel "Conformity mark"@en ; skos:altLabel "CE"@en .
:engagement a skos:Concept ; skos:prefLabel "Engagement"@en ; skos:altLabel "Customer relations"@en .
"""
CONSTRUCT = "https://w3id.org/engagement-kg/construct/"


@pytest.fixture(params=["thesaurus.ttl", "thesaurus.ttl.gz"])
def thesaurus(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    path = tmp_path / str(request.param)
    path.write_bytes(gzip.compress(THESAURUS.encode(), mtime=0) if path.suffix == ".gz" else THESAURUS.encode())
    return str(path)


def links(store: Store, target: str) -> set[tuple[str, str, str]]:
    found = store.quads(URIRef(graph_of(target)))
    return {(str(s).removeprefix(CONSTRUCT), p.split("#")[-1], str(o).split("/")[-1]) for s, p, o, _ in found}


def test_constructs_are_linked_with_the_right_kind_and_nothing_is_invented(own_library: Store, thesaurus: str) -> None:
    told = list(link(own_library, thesaurus))
    assert links(own_library, thesaurus) == {
        ("loyalty", "exactMatch", "loyalty"),
        ("usage-frequency", "closeMatch", "frequency"),
        ("care", "closeMatch", "care1"),
        ("care", "closeMatch", "care2"),
    }
    assert told[0].startswith("1 skos:exactMatch") and told[1].startswith("3 skos:closeMatch")


def test_linking_again_changes_nothing_and_unlinking_takes_all_away(own_library: Store, thesaurus: str) -> None:
    before = set(own_library.quads())
    list(link(own_library, thesaurus))
    once = set(own_library.quads())
    list(link(own_library, thesaurus))
    assert set(own_library.quads()) == once > before
    assert unlink(own_library, thesaurus) is True
    assert set(own_library.quads()) == before
    assert unlink(own_library, thesaurus) is False


def test_dois_of_papers_and_cited_works(own_library: Store) -> None:
    assert list(link(own_library, "doi")) == ["2 links to https://doi.org/"]
    found = sorted((s.rsplit("/", 1)[-1], str(p), str(o)) for s, p, o, _ in own_library.quads(graph_of("doi")))
    same, doi = "https://schema.org/sameAs", "https://doi.org/10.5555/ekg.1"
    assert found == [("ekg.1", same, doi), ("moorland-2021-trust-care-community", same, doi)]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.ttl", b"@prefix : <", "a.ttl"),
        ("a.ttl", b"", "no SKOS concept"),
        ("a.ttl.gz", b"not packed", "a.ttl.gz"),
        ("a.ttl.gz", gzip.compress(THESAURUS.encode(), mtime=0)[:60], "a.ttl.gz"),
        ("a.doc", b"x", "a.doc"),
    ],
)
def test_bad_files_leave_the_links_as_they_are(
    own_library: Store, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    before = set(own_library.quads())
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InvalidRdf, match=message):
        list(link(own_library, str(path)))
    with pytest.raises(NotFound):
        list(link(own_library, str(tmp_path / "none.ttl")))
    assert set(own_library.quads()) == before


def test_stw(own_library: Store, shared: Path) -> None:
    target = str(shared / "corpus" / "vocab" / "stw-skos.ttl.gz")
    list(link(own_library, target))
    found = links(own_library, target)
    assert found and all(kind in ("exactMatch", "closeMatch") for _, kind, _ in found)
    assert not [construct for construct, _, _ in found if construct.startswith("customer-engagement")]
    assert all(str(o).startswith("http://zbw.eu/stw/") for _, _, o, _ in own_library.quads(graph_of(target)))


LOYALTY, CONCEPT = CONSTRUCT + "loyalty", "http://example.org/thesaurus/loyalty"
WHEN = datetime(2026, 1, 2, tzinfo=UTC)


def test_a_link_that_a_person_took_away_stays_away(own_library: Store, thesaurus: str) -> None:
    list(link(own_library, thesaurus))
    veto(own_library, LOYALTY, CONCEPT, by="A. Reader", when=WHEN, why="another loyalty")
    assert ("loyalty", "exactMatch", "loyalty") not in links(own_library, thesaurus)
    told = list(link(own_library, thesaurus))
    assert told[0].startswith("0 skos:exactMatch")
    assert len(links(own_library, thesaurus)) == 3
    assert links_of(own_library, LOYALTY) == ()
    (act,) = curation.history(own_library, LOYALTY)
    assert (act.by, act.why, [(c.field, c.before) for c in act.changes]) == (
        "A. Reader",
        "another loyalty",
        [("link", CONCEPT)],
    )


def test_a_veto_can_be_taken_back(own_library: Store, thesaurus: str) -> None:
    list(link(own_library, thesaurus))
    veto(own_library, LOYALTY, CONCEPT, by="A. Reader", when=WHEN)
    allow(own_library, LOYALTY, CONCEPT, by="A. Reader", when=WHEN)
    list(link(own_library, thesaurus))
    assert links_of(own_library, LOYALTY) == (("http://www.w3.org/2004/02/skos/core#exactMatch", CONCEPT),)
    with pytest.raises(NotFound, match="nobody said"):
        allow(own_library, LOYALTY, CONCEPT, by="A. Reader", when=WHEN)


def test_a_veto_needs_a_link(own_library: Store, thesaurus: str) -> None:
    with pytest.raises(NotFound, match="it has no links"):
        veto(own_library, LOYALTY, CONCEPT, by="A. Reader", when=WHEN)
    list(link(own_library, thesaurus))
    with pytest.raises(NotFound, match=f"it is linked to {CONCEPT}"):
        veto(own_library, LOYALTY, "http://example.org/other", by="A. Reader", when=WHEN)
    assert len(links(own_library, thesaurus)) == 4


def test_a_doi_may_be_vetoed_too(own_library: Store) -> None:
    list(link(own_library, "doi"))
    paper = "https://w3id.org/engagement-kg/paper/10.5555/ekg.1"
    veto(own_library, paper, "https://doi.org/10.5555/ekg.1", by="A. Reader", when=WHEN)
    assert list(link(own_library, "doi")) == ["1 links to https://doi.org/"]


def test_the_commands_link_and_unlink(tmp_path: Path, thesaurus: str, capfd: pytest.CaptureFixture[str]) -> None:
    store = ["--store", str(tmp_path / "store")]
    with open_store(tmp_path / "store") as kept:
        papers.fill(kept)
    assert run(["link", thesaurus, *store]) == 0
    assert run(["show", "loyalty", *store]) == 0
    assert CONCEPT in capfd.readouterr().out
    assert run(["unlink", "loyalty", CONCEPT, "--why", "another", "--by", "A. Reader", *store]) == 0
    assert run(["link", thesaurus, *store]) == 0
    assert "0 skos:exactMatch" in capfd.readouterr().err
    assert run(["review", "history", "loyalty", "--format", "json", *store]) == 0
    (act,) = json.loads(capfd.readouterr().out)
    assert (act["by"], act["changes"]) == ("A. Reader", [{"field": "link", "before": CONCEPT, "after": None}])
    assert run(["unlink", "loyalty", CONCEPT, "--undo", *store]) == 0
    assert run(["unlink", thesaurus, *store]) == 0
    assert f"links to {thesaurus} taken away" in capfd.readouterr().err
    assert run(["unlink", thesaurus, *store]) == 0
    assert f"no links to {thesaurus}" in capfd.readouterr().err
    assert run(["unlink", "loyalty", CONCEPT, *store]) == 1
    assert run(["unlink", "loyalty", "--undo", *store]) == 2
