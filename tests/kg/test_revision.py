"""Edits: the corrected statement stands in the extracted one's place, who did it is kept, and nothing is lost."""

from __future__ import annotations

import dataclasses
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rdflib import URIRef

from kg import export
from kg.curation import Change, View, hidden, history, judge, merge
from kg.describe import describe, remove_paper, stats
from kg.errors import CurationRefused, NotFound
from kg.imports import import_file
from kg.inference import infer
from kg.nanopub import nanopublications_of
from kg.query import catalogue, find, run
from kg.rdf import to_quads, to_run
from kg.rdf.terms import EVC, PROV
from kg.revision import edit, renew, restore
from kg.run import Run
from kg.sharing import put_paper
from kg.store import Store
from kg.synthesis import synthesise
from kg.validate import validate_store
from kg.vocabulary import Vocabulary
from pipelines.errors import RecordError
from pipelines.record import Record, Relation, to_json
from tests.kg import papers

PAPER = "https://w3id.org/engagement-kg/paper/10.5555/ekg.1"
H1, H2, CARE, EDITED = f"{PAPER}/s1", f"{PAPER}/s2", f"{PAPER}/s4", f"{PAPER}/s1-edited"
SENTENCE = "H1: Trust increases customer engagement."
ONE, TWO, THREE = (datetime(2026, 5, day, 9, 0, 0, tzinfo=UTC) for day in (1, 2, 3))
GRAPH = "https://w3id.org/engagement-kg/graph/" + "1" * 20


def ask(store: Store, name: str, *columns: str, view: View = "curated", **given: str) -> list[tuple[str, ...]]:
    answer = run(store, find(name), given, view=view)
    return [tuple(str(row.get(column, "")) for column in columns) for row in answer]


def hypotheses(store: Store, view: View = "curated") -> list[tuple[str, ...]]:
    return sorted(ask(store, "hypotheses", "number", "cause", "sign", "status", view=view, paper="10.5555/ekg.1"))


def test_an_edit_shows_in_queries_and_the_machines_words_in_the_other_view(own_library: Store) -> None:
    before = hypotheses(own_library)
    edit(own_library, H1, {"status": "not_supported", "sign": "-", "source": "wobble"}, by="Ada", when=ONE)
    assert ("H1", "wobble", "-", "not_supported") in hypotheses(own_library)
    assert len(hypotheses(own_library)) == len(before)
    assert hypotheses(own_library, "extracted") == before


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"text": "H1: All is trust."}, [Change("text", SENTENCE, "H1: All is trust.")]),
        ({"kind": "proposition"}, [Change("kind", "hypothesis", "proposition")]),
        ({"status": None}, [Change("status", "supported", None)]),
        ({"negated": True, "hedged": True}, [Change("negated", False, True), Change("hedged", False, True)]),
        ({"mediators": ["care"]}, [Change("relation 1 mediators", [], ["care"])]),
        ({"type": "associative", "sign": None},
         [Change("relation 1 type", "causal", "associative"), Change("relation 1 sign", "+", None)]),
    ],
)  # fmt: skip
def test_old_and_new_values_are_kept_with_who_when_and_why(
    own_library: Store, changes: dict[str, object], told: list[Change]
) -> None:
    iri = edit(own_library, H1, changes, by="https://orcid.org/0000-0000-0000-0000", when=ONE, why="page 4")
    [act] = history(own_library, H1)
    assert sorted(act.changes, key=str) == sorted(told, key=str)
    assert (act.verdict, act.by, act.why) == ("edited", "https://orcid.org/0000-0000-0000-0000", "page 4")
    ends = f"<{iri}> prov:wasRevisionOf <{H1}> ; prov:wasAttributedTo <https://orcid.org/0000-0000-0000-0000>"
    assert own_library.query(f"PREFIX prov: <http://www.w3.org/ns/prov#> ASK {{ {ends} }}").truth
    assert validate_store(own_library).problems == ()


def test_edits_add_up_and_are_taken_back_together(own_library: Store) -> None:
    before = set(own_library.quads(GRAPH))
    first = edit(own_library, H1, {"status": None}, by="Ada", when=ONE)
    second = edit(own_library, first, {"sign": "0"}, by="Ben", when=TWO)
    assert first == second == EDITED
    assert ("H1", "trust", "0", "") in hypotheses(own_library)
    assert [len(act.changes) for act in history(own_library, H1)] == [1, 1]
    restore(own_library, EDITED, by="Ada", when=THREE)
    assert ("H1", "trust", "+", "supported") in hypotheses(own_library)
    assert [act.verdict for act in history(own_library, H1)][-1] == "accepted"
    assert set(own_library.quads(GRAPH)) == before
    assert hidden(own_library, "curated") == hidden(own_library, "extracted") == frozenset()
    with pytest.raises(CurationRefused, match="not edited"):
        restore(own_library, H1, by="Ada", when=TWO)


def test_relations_are_added_and_taken_away(own_library: Store) -> None:
    more = {"type": "causal", "source": "joy", "target": "loyalty"}
    edit(own_library, H1, more, by="Ada", when=ONE, relation=2)
    assert {row[1] for row in hypotheses(own_library) if row[0] == "H1"} == {"trust", "joy"}
    edit(own_library, H1, {"type": None}, by="Ada", when=TWO, relation=1)
    assert {row[1] for row in hypotheses(own_library) if row[0] == "H1"} == {"joy"}


@pytest.mark.parametrize(
    ("subject", "changes", "relation", "error", "words"),
    [
        (H1, {"status": "supported"}, 1, CurationRefused, "so already"),
        (H1, {"page": 3}, 1, CurationRefused, "cannot be edited"),
        (H1, {"sign": "-"}, 3, CurationRefused, "no relation number 3"),
        (CARE, {"type": None}, 1, CurationRefused, "needs a relation"),
        (H1, {"status": "proved"}, 1, RecordError, "not one of"),
        (H1, {"sign": "-"}, 2, RecordError, "missing"),
        (PAPER, {"text": "…"}, 1, NotFound, "no statement"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    own_library: Store, subject: str, changes: dict[str, object], relation: int, error: type[Exception], words: str
) -> None:
    before = set(own_library.quads())
    with pytest.raises(error, match=words):
        edit(own_library, subject, changes, by="Ada", when=ONE, relation=relation)
    assert set(own_library.quads()) == before


def again(store: Store, record: Record) -> None:
    """Read the paper again: its graph is replaced whole."""
    quads = to_quads(record, Run(sha256="1" * 64, pipeline="test-2"), vocabulary=Vocabulary(()))
    put_paper(store, GRAPH, quads)
    renew(store, GRAPH)


def test_an_edit_outlives_extraction_and_goes_with_the_paper_as_it_is_now(own_library: Store) -> None:
    edit(own_library, H1, {"status": "not_supported"}, by="Ada", when=ONE)
    titled = dataclasses.replace(papers.SURVEY, document=dataclasses.replace(papers.SURVEY.document, title="New"))
    again(own_library, titled)
    assert ("H1", "trust", "+", "not_supported") in hypotheses(own_library)
    assert ask(own_library, "papers", "title") == [(papers.CASES.document.title,), ("New",)]
    assert validate_store(own_library).problems == ()


def test_an_edit_outlives_a_machine_that_no_longer_finds_the_statement(own_library: Store) -> None:
    edit(own_library, H1, {"status": "not_supported"}, by="Ada", when=ONE)
    again(own_library, dataclasses.replace(papers.SURVEY, statements=papers.SURVEY.statements[1:]))
    assert ("H1", "trust", "+", "not_supported") in hypotheses(own_library)
    assert "H1" not in {row[0] for row in hypotheses(own_library, "extracted")}


def test_a_paper_that_was_removed_and_comes_back_is_as_it_was_extracted(own_library: Store) -> None:
    before = hypotheses(own_library)
    edit(own_library, H1, {"status": None}, by="Ada", when=ONE)
    judge(own_library, H2, "rejected", by="Ada", when=ONE)
    assert remove_paper(own_library, "10.5555/ekg.1") == [papers.SURVEY.document.title]
    assert [str(graph) for graph in own_library.graphs() if "1" * 20 in graph] == []
    again(own_library, papers.SURVEY)
    assert hypotheses(own_library) == [row for row in before if row[0] != "H2"]
    assert [act.verdict for act in history(own_library, H1)] == ["edited"]


def test_an_edit_is_of_the_paper_whichever_file_of_it_one_reads(own_library: Store) -> None:
    other = dataclasses.replace(papers.SURVEY, document=dataclasses.replace(papers.SURVEY.document, source="b.pdf"))
    quads = to_quads(other, Run(sha256="f" * 64, pipeline="1"), vocabulary=Vocabulary(()))
    put_paper(own_library, "https://w3id.org/engagement-kg/graph/" + "f" * 20, quads)
    edit(own_library, H1, {"text": "H1: All is trust."}, by="Ada", when=ONE)
    assert [row for row in hypotheses(own_library) if row[0] == "H1"] == [("H1", "trust", "+", "supported")]
    found = {r.document.source: r.statements[0].text for r in export.records(own_library)}
    assert found["papers/survey.pdf"] == found["b.pdf"] == "H1: All is trust."


def test_importing_the_record_again_keeps_the_edit(own_library: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    record = dataclasses.replace(papers.SURVEY, document=dataclasses.replace(papers.SURVEY.document, doi="10.5555/z"))
    path.write_text(to_json(record) + "\n", encoding="utf-8")
    import_file(own_library, path)
    edit(own_library, H1.replace("ekg.1", "z"), {"status": None}, by="Ada", when=ONE)
    import_file(own_library, path)
    assert ("H1", "") in ask(own_library, "hypotheses", "number", "status", paper="10.5555/z")


def test_an_edited_statement_is_judged_where_it_stands(own_library: Store) -> None:
    edit(own_library, H1, {"status": None}, by="Ada", when=ONE)
    with pytest.raises(CurationRefused, match="kg review restore"):
        judge(own_library, H1, "accepted", by="Ada", when=TWO)
    judge(own_library, EDITED, "rejected", by="Ada", when=TWO)
    assert "H1" not in {row[0] for row in hypotheses(own_library)}
    assert "H1" in {row[0] for row in hypotheses(own_library, "extracted")}


def test_no_query_shows_both_and_counts_stay(own_library: Store) -> None:
    before = dict(stats(own_library))
    votes = synthesise(own_library, cause="trust", effect="customer engagement")
    edit(own_library, H1, {"hedged": True}, by="Ada", when=ONE)
    for query in (each for each in catalogue() if each.name != "provenance"):
        for view, wrong in (("curated", H1), ("extracted", EDITED)):
            answer = run(own_library, query, dict(query.example), view=view)  # type: ignore[arg-type]
            assert not [row for row in answer.rows if URIRef(wrong) in row], query.name
    after = dict(stats(own_library))
    assert {name: after[name] for name in ("hypotheses", "relations", "papers", "definitions")} == {
        name: before[name] for name in ("hypotheses", "relations", "papers", "definitions")
    }
    assert synthesise(own_library, cause="trust", effect="customer engagement") == votes
    assert ask(own_library, "papers", "statements") == [("5",), ("5",)]


def test_descriptions_and_edges_follow_the_view(own_library: Store) -> None:
    edges = infer(own_library)
    edit(own_library, H1, {"negated": True}, by="Ada", when=ONE)
    assert infer(own_library) < edges
    edit(own_library, CARE, {"source": "tenderness"}, by="Ada", when=ONE)
    assert "tenderness" in json.dumps(describe(own_library, "customer engagement").to_dict())
    assert "tenderness" not in json.dumps(describe(own_library, "customer engagement", view="extracted").to_dict())


def test_records_are_exported_as_people_left_them_under_the_ids_they_had(own_library: Store) -> None:
    edit(own_library, H1, {"text": "H1: Trust matters."}, by="Ada", when=ONE)
    judge(own_library, H2, "rejected", by="Ada", when=ONE)
    curated, _ = sorted(export.records(own_library), key=lambda r: r.document.source, reverse=True)
    assert [(s.id, s.text) for s in curated.statements][:2] == [
        ("s1", "H1: Trust matters."),
        ("s3", papers.SURVEY.statements[2].text),
    ]
    assert set(export.records(own_library, view="extracted")) == set(papers.PAPERS)


def test_nanopublications_are_of_the_edited_statement_and_name_who_edited_it(own_library: Store) -> None:
    edit(own_library, H1, {"sign": "-"}, by="https://orcid.org/0000-0000-0000-0000", when=ONE)
    published = list(nanopublications_of(own_library, creator="https://orcid.org/0", created=ONE))
    quoted = {o: each for each in published for _, p, o, _ in each if p == PROV.wasQuotedFrom}
    assert URIRef(H1) not in quoted and URIRef(H2) in quoted
    said = {(p, o) for _, p, o, _ in quoted[URIRef(EDITED)]}
    assert (PROV.wasAttributedTo, URIRef("https://orcid.org/0000-0000-0000-0000")) in said
    assert (PROV.wasRevisionOf, URIRef(H1)) in said and PROV.wasGeneratedBy not in {p for p, _ in said}
    extracted = nanopublications_of(own_library, creator="https://orcid.org/0", created=ONE, view="extracted")
    assert {o for each in extracted for _, p, o, _ in each if p == PROV.wasQuotedFrom} >= {URIRef(H1), URIRef(H2)}


def test_all_of_it_goes_out_as_rdf_and_comes_back(own_library: Store, tmp_path: Path) -> None:
    edit(own_library, H1, {"status": None}, by="Ada", when=ONE)
    stream = io.BytesIO()
    export.write(own_library.quads(), "nquads", stream)
    path = tmp_path / "all.nq"
    path.write_bytes(stream.getvalue())
    before = set(own_library.quads())
    for graph in own_library.graphs():
        own_library.drop_graph(str(graph))
    import_file(own_library, path)
    assert set(own_library.quads()) == before


def test_a_question_finds_merged_constructs_only_in_the_curated_view(own_library: Store) -> None:
    joy, awe = (f"https://w3id.org/engagement-kg/construct/{name}" for name in ("joy", "awe"))
    assert {row[0] for row in ask(own_library, "outcomes", "sentence", construct="awe")} == {
        "P1: Awe leads to customer engagement."
    }
    merge(own_library, joy, awe, by="Ada", when=ONE)
    assert len(ask(own_library, "outcomes", "sentence", construct="awe")) == 2
    assert len(ask(own_library, "outcomes", "sentence", construct="awe", view="extracted")) == 1


def test_every_query_that_shows_statements_heeds_judgements() -> None:
    bare = {"citations", "definition-sources", "metadata-conflicts", "methods", "provenance"}
    lacking = {query.name for query in catalogue() if "evc:hiddenFrom evc:curatedView" not in query.text}
    assert lacking <= bare


def test_the_facts_of_a_run_come_back_from_its_quads() -> None:
    run_ = Run(sha256="ab" * 32, pipeline="1", started=ONE, ended=TWO, settings={"model": "none"})
    assert to_run(list(to_quads(papers.SURVEY, run_))) == run_


def test_hostile_words_survive_an_edit(own_library: Store) -> None:
    words = 'a" . } ; DROP ALL #\\ \u202e<b>' + "x" * 10_000
    edit(own_library, H1, {"text": words, "source": words[:50]}, by=words[:40], when=ONE, why=words)
    assert (words,) in ask(own_library, "hypotheses", "sentence", paper="10.5555/ekg.1")
    assert history(own_library, H1)[0].why == words
    assert own_library.query(f"ASK {{ <{H1}> a <{EVC.Hypothesis}> }}").truth


def test_a_relation_added_by_hand_reads_like_any_other(own_library: Store) -> None:
    edit(own_library, CARE, {"type": "causal", "source": "zeal", "target": "loyalty"}, by="A", when=ONE, relation=2)
    [found] = [s for r in export.records(own_library) for s in r.statements if s.id == "s4" and len(s.relations) == 2]
    assert found.relations[1] == Relation(type="causal", source="zeal", target="loyalty")
