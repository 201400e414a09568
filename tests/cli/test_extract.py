"""From files to records, RDF, text and a store, as a user does it."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest
import rdflib

from kg.extraction import Settings
from kg.store import open_store
from pipelines.record import from_dict
from tests.cli.conftest import Kg

PAPER = """# Trust in repair services

## Hypotheses

H1: Customer trust has a positive effect on customer loyalty.

H2: Waiting time reduces customer satisfaction.
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "papers" / "trust.md"
    path.parent.mkdir()
    path.write_text(PAPER)
    return path


def graphs(tmp_path: Path) -> dict[str, int]:
    with open_store(tmp_path / "kg-store", read_only=True) as store:
        return {str(graph): sum(1 for _ in store.quads(graph)) for graph in store.graphs()}


def test_a_folder_goes_into_the_store(kg: Kg, paper: Path, tmp_path: Path) -> None:
    ran = kg("extract", paper.parent)
    assert (ran.code, "trust.md" in ran.out, "1 added" in ran.err) == (0, True, True)
    assert len(graphs(tmp_path)) == 3  # the paper, what papers share, and the ledger


def test_the_same_file_again_is_skipped(kg: Kg, paper: Path, tmp_path: Path) -> None:
    kg("extract", paper)
    before = graphs(tmp_path)
    assert "1 skipped" in kg("extract", paper).err
    assert graphs(tmp_path) == before


def test_force_reads_it_again_and_adds_nothing(kg: Kg, paper: Path, tmp_path: Path) -> None:
    kg("extract", paper)
    before = graphs(tmp_path)
    assert "1 replaced" in kg("extract", "--force", paper).err
    assert graphs(tmp_path) == before


def test_another_pipeline_replaces_the_graph_whole(kg: Kg, paper: Path, tmp_path: Path) -> None:
    kg("extract", paper)
    before = graphs(tmp_path)
    with open_store(tmp_path / "kg-store") as store:
        store.update("""
            PREFIX evc: <https://w3id.org/engagement-kg/ontology#>
            DELETE { GRAPH ?g { ?run evc:pipelineVersion ?v } }
            INSERT { GRAPH ?g { ?run evc:pipelineVersion "an older one" . ?run evc:stale true } }
            WHERE { GRAPH ?g { ?run evc:pipelineVersion ?v } }
        """)
    assert "1 replaced" in kg("extract", paper).err
    assert graphs(tmp_path) == before


def test_json_prints_records_and_nothing_else(kg: Kg, paper: Path, tmp_path: Path) -> None:
    ran = kg("extract", "--format", "json", paper)
    (line,) = ran.out.splitlines()
    record = from_dict(json.loads(line))
    assert [s.label for s in record.statements] == ["H1", "H2"]
    assert not (tmp_path / "kg-store").exists()


def test_offsets_count_in_what_kg_text_prints(kg: Kg, paper: Path) -> None:
    record = from_dict(json.loads(kg("extract", "--format", "json", paper).out))
    text = kg("text", paper).out
    for statement in record.statements:
        assert statement.start is not None
        assert " ".join(text[statement.start : statement.end].split()) == statement.text
        for relation in statement.relations:
            assert relation.source_span is not None
            assert text[slice(*relation.source_span)].lower() == relation.source.lower()


@pytest.mark.parametrize(
    ("format", "parser"), [("turtle", "turtle"), ("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")]
)
def test_rdf_is_printed_in_each_form(kg: Kg, paper: Path, format: str, parser: str) -> None:
    ran = kg("extract", "--format", format, paper)
    data = rdflib.Dataset(default_union=True).parse(data=ran.out, format=parser)
    wordings = {str(o) for o in data.objects(None, rdflib.URIRef("https://w3id.org/engagement-kg/ontology#wording"))}
    assert any("positive effect on customer loyalty" in wording for wording in wordings)


def test_format_and_store_together_do_both(kg: Kg, paper: Path, tmp_path: Path) -> None:
    ran = kg("extract", "--format", "json", "--store", "both", paper)
    assert len(ran.out.splitlines()) == 1
    assert (tmp_path / "both").is_dir()


def test_two_jobs_give_the_same_records_in_the_same_order(kg: Kg, paper: Path) -> None:
    for name in ("a", "b", "c"):
        (paper.parent / f"{name}.md").write_text(PAPER.replace("loyalty", f"loyalty to {name}"))
    one = kg("extract", "--format", "json", paper.parent)
    assert kg("extract", "--format", "json", "--jobs", "2", paper.parent).out == one.out
    assert len(one.out.splitlines()) == 4


def test_every_paper_of_the_corpus_goes_through(kg: Kg, shared: Path) -> None:
    pytest.importorskip("pypdfium2")
    seeds = kg("extract", "--jobs", "2", shared / "corpus" / "seeds")
    assert (seeds.code, "5 added" in seeds.err) == (0, True), seeds.err
    answer = kg("query", "antecedents", "-p", "construct=customer engagement", "--format", "json")
    rows = json.loads(answer.out)["results"]["bindings"]
    assert rows
    assert kg("validate").code == 0


@pytest.mark.slow
def test_every_pdf_of_the_corpus_goes_through(kg: Kg, shared: Path) -> None:
    ran = kg("extract", "--jobs", "2", "--ocr", "off", shared / "corpus" / "pdf")
    assert (ran.code, ran.err.count("kg:")) == (1, 1), ran.err  # the scan, which says what would help
    assert "ss98jbe.pdf" in ran.err
    assert "11 added" in ran.err
    assert kg("validate").code == 0


def test_explain_tells_what_became_no_statement(kg: Kg, paper: Path) -> None:
    paper.write_text(PAPER + "\nH3 was not supported by our data.\n")
    ran = kg("extract", "--explain", "--format", "json", paper)
    log = [line.split("\t") for line in ran.err.splitlines() if "\t" in line]
    assert log == [
        ["H3", "H3 is named, but no sentence that states it was found", "H3 was not supported by our data."]
    ]
    statements = from_dict(json.loads(ran.out)).statements
    assert f"{paper.name}: {len(statements)} statements, 0 found by rules, {len(statements)} by the model" in ran.err
    plain = kg("extract", "--format", "json", paper)
    assert (plain.out, plain.err) == (ran.out, "")


def test_statements_of_little_confidence_can_be_left_out(kg: Kg, paper: Path) -> None:
    paper.write_text(PAPER + "\nPrior studies show that price reduces demand.\n")
    every = from_dict(json.loads(kg("extract", "--format", "json", paper).out)).statements
    ran = kg("extract", "--format", "json", "--min-confidence", "0.9", "--explain", paper)
    sure = from_dict(json.loads(ran.out)).statements
    assert ([s.label for s in every], [s.label for s in sure]) == (["H1", "H2", None], ["H1", "H2"])
    assert "is below 0.9\tPrior studies" in ran.err
    assert Settings(min_confidence=0.9).pipeline != Settings().pipeline
    assert kg("extract", "--min-confidence", "1.5", paper).code == 2


def test_what_comes_through_a_pipe_is_read(kg: Kg, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(PAPER,))
    writer.start()
    ran = kg("text", pipe)
    writer.join()
    assert (ran.code, "positive effect on customer loyalty" in ran.out) == (0, True)


def test_a_sentence_that_is_printed_twice_is_one_statement(kg: Kg, tmp_path: Path) -> None:
    sentence = "Satisfaction increases the loyalty of customers.\n\n"
    (tmp_path / "twice.txt").write_text(f"Introduction\n\n{sentence}Discussion\n\n{sentence}")
    record = from_dict(json.loads(kg("extract", "--format", "json", "twice.txt").out))
    assert [s.text for s in record.statements] == [sentence.strip()]
