"""What a store keeps of itself: base, data model, what is out of date; and the way from an older store to this one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rdflib import URIRef
from typer.testing import CliRunner

from kg import curation, ledger
from kg.argument import relate
from kg.cli.app import app
from kg.describe import remove_paper
from kg.errors import StoreMismatch
from kg.export import _line
from kg.imports import import_file
from kg.inference import infer
from kg.iris import Iris
from kg.migration import migrate, plan
from kg.rdf import to_quads
from kg.rdf.terms import EVC, PROLOGUE, PROV, RDF
from kg.revision import edit
from kg.run import Run
from kg.sharing import put_paper, whole
from kg.store import Store, open_store
from pipelines.record import Document, Record, Relation, Statement
from tests.kg.papers import WHOLE

OTHER = "https://library.example/"
WHEN = datetime(2026, 3, 1, tzinfo=UTC)
SIMPLE = Record(
    document=Document(source="s.pdf", title="Calm", authors=("Ada Moor",), doi="10.5555/s"),
    statements=(
        Statement(
            id="s1",
            kind="finding",
            text="Light raises calm.",
            relations=(Relation(type="causal", source="light", target="calm", sign="+"),),
        ),
    ),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store")) as opened:
        yield opened


def add(store: Store, record: Record, digit: str = "a") -> str:
    run = Run(sha256=digit * 64, pipeline="p", started=WHEN, ended=WHEN)
    graph = Iris().document_graph(run.sha256)
    put_paper(store, graph, to_quads(record, run))
    return graph


def lines(store: Store) -> list[str]:
    return sorted(map(_line, store.quads()))


def as_before(store: Store, record: Record, digit: str) -> str:
    """A paper as the first data model had it: all in one graph, nothing noted."""
    graph = add(store, record, digit)
    everything = [q for q in whole(store, graph) if "/contribution/" not in q[0]]
    for name in ("shared", "ledger"):
        store.drop_graph(Iris().graph(name))  # type: ignore[arg-type]
    store.put_graph(graph, (((s, p, o, URIRef(graph)) for s, p, o, _ in everything)))
    return graph


def test_a_store_notes_its_base_and_model_with_its_first_paper(store: Store) -> None:
    assert ledger.kept(store) == ledger.Kept(None, None)
    ledger.check(store)
    add(store, SIMPLE)
    assert ledger.kept(store) == ledger.Kept(Iris().base, ledger.MODEL)
    ledger.check(store)


def test_a_store_of_another_base_is_refused_with_the_remedy(store: Store) -> None:
    other = Iris(OTHER)
    quads = to_quads(SIMPLE, Run(sha256="a" * 64, pipeline="p"), iris=other)
    put_paper(store, other.document_graph("a" * 64), quads, iris=other)
    with pytest.raises(StoreMismatch, match=rf"KG_BASE={OTHER}.*kg migrate"):
        ledger.check(store)


def test_an_older_and_a_newer_store_are_refused_with_the_remedy(store: Store) -> None:
    as_before(store, SIMPLE, "a")
    with pytest.raises(StoreMismatch, match=r"earlier version.*kg migrate"):
        ledger.check(store)
    add(store, SIMPLE)
    node = ledger.ledger_graph()
    ledger.check(store)
    store.update(f"{PROLOGUE}DELETE WHERE {{ GRAPH <{node}> {{ <{node}> evc:dataModel ?m }} }}")
    store.update(f"{PROLOGUE}INSERT DATA {{ GRAPH <{node}> {{ <{node}> evc:dataModel 99 }} }}")
    with pytest.raises(StoreMismatch, match="later version"):
        ledger.check(store)


@pytest.mark.parametrize("again", [False, True])
def test_an_older_store_becomes_what_a_fresh_one_is(tmp_path: Path, *, again: bool) -> None:
    with open_store(str(tmp_path / "old")) as old, open_store(str(tmp_path / "new")) as new:
        as_before(old, WHOLE, "a")
        planned = plan(old)
        assert planned is not None and planned.needed and planned.model == 1 and len(planned.papers) == 1
        migrate(old, planned)
        if again:
            migrate(old, planned)
        add(new, WHOLE)
        assert lines(old) == lines(new)
        after = plan(old)
        assert after is not None and not after.needed
        ledger.check(old)


def test_a_rebased_store_is_what_one_of_that_base_is(tmp_path: Path) -> None:
    other = Iris(OTHER)
    with open_store(str(tmp_path / "old")) as old, open_store(str(tmp_path / "new")) as new:
        add(old, WHOLE)
        planned = plan(old, base=OTHER)
        assert planned is not None
        migrate(old, planned)
        run = Run(sha256="a" * 64, pipeline="p", started=WHEN, ended=WHEN)
        put_paper(new, other.document_graph(run.sha256), to_quads(WHOLE, run, iris=other), iris=other)
        assert lines(old) == lines(new)


def test_edits_and_judgements_survive_a_change_of_base(store: Store) -> None:
    add(store, SIMPLE)
    statement = f"{Iris().base}paper/10.5555/s/s1"
    edit(store, statement, {"source": "warm light"}, by="Ada Moor", when=WHEN)
    planned = plan(store, base=OTHER)
    assert planned is not None
    migrate(store, planned)
    rows = store.query(
        f"{PROLOGUE}SELECT ?words WHERE {{ ?s prov:wasRevisionOf <{OTHER}paper/10.5555/s/s1> ."
        " ?s evc:asserts/evc:sourceMention/evc:wording ?words }"
    )
    assert [str(row["words"]) for row in rows] == ["warm light"]
    assert not [line for line in lines(store) if f"<{Iris().base}paper" in line]


def test_every_change_marks_what_is_worked_out_and_working_it_out_unmarks_it(store: Store) -> None:
    add(store, SIMPLE)
    assert ledger.out_of_date(store) == []
    infer(store, when=WHEN)
    relate(store, when=WHEN)
    assert ledger.out_of_date(store) == []
    inferred, argument = Iris().graph("inferred"), Iris().graph("argument")
    curation.judge(store, f"{Iris().base}paper/10.5555/s/s1", "rejected", by="Ada", when=WHEN)
    assert inferred in ledger.out_of_date(store)
    infer(store, when=WHEN)
    assert inferred not in ledger.out_of_date(store)
    remove_paper(store, "10.5555/s")
    assert ledger.out_of_date(store) == sorted([argument, inferred])


def test_an_edge_tells_its_rule_and_statements_and_the_graph_tells_when(store: Store) -> None:
    add(store, SIMPLE)
    infer(store, when=WHEN)
    graph = Iris().graph("inferred")
    quads = list(store.quads(graph))
    said = {(s, o) for s, p, o, _ in quads if p == EVC.increases}
    assert len(said) == 1
    node = next(s for s, p, o, _ in quads if p == RDF.predicate and o == EVC.increases)
    origin = [str(o) for s, p, o, _ in quads if s == node and p == PROV.wasDerivedFrom]
    assert origin == [f"{Iris().base}paper/10.5555/s/s1"]
    times = [(str(s), str(o)[:10]) for s, p, o, _ in store.quads(ledger.ledger_graph()) if p == PROV.generatedAtTime]
    assert times == [(graph, "2026-03-01")]


def test_the_next_question_is_answered_from_renewed_edges(tmp_path: Path) -> None:
    locator = str(tmp_path / "store")
    with open_store(locator) as opened:
        add(opened, SIMPLE)
        infer(opened)
        remove_paper(opened, "10.5555/s")
    found = CliRunner().invoke(app, ["query", "--store", locator, "papers", "--format", "json"])
    assert found.exit_code == 0 and "up to date" in found.output
    with open_store(locator, read_only=True) as opened:
        assert ledger.out_of_date(opened) == []
        assert not opened.query(f"{PROLOGUE}ASK {{ ?a evc:influences ?b }}").truth


def test_an_imported_store_is_of_this_base_and_model_and_marks_what_was_worked_out(tmp_path: Path) -> None:
    whole_store, one_paper = tmp_path / "store.nq", tmp_path / "paper.nq"
    with open_store(str(tmp_path / "first")) as first:
        add(first, SIMPLE)
        whole_store.write_text("\n".join(map(_line, first.quads())))
        one_paper.write_text("\n".join(_line(q) for q in first.quads() if q[3] != ledger.ledger_graph()))
    for path in (whole_store, one_paper):
        with open_store(str(tmp_path / f"from {path.stem}")) as second:
            import_file(second, path)
            assert ledger.kept(second) == ledger.Kept(Iris().base, ledger.MODEL)
            infer(second, when=WHEN)
            import_file(second, path)
            assert ledger.out_of_date(second) == [Iris().graph("inferred")]


def test_an_imported_earlier_model_is_still_refused(tmp_path: Path) -> None:
    path = tmp_path / "earlier.nq"
    with open_store(str(tmp_path / "first")) as first:
        as_before(first, SIMPLE, "a")
        path.write_text("\n".join(map(_line, first.quads())))
    with open_store(str(tmp_path / "second")) as second:
        import_file(second, path)
        with pytest.raises(StoreMismatch, match="earlier version"):
            ledger.check(second)


def test_the_command_says_first_what_it_would_do(tmp_path: Path) -> None:
    locator = str(tmp_path / "store")
    with open_store(locator) as opened:
        as_before(opened, SIMPLE, "a")
        before = lines(opened)
    refused = CliRunner().invoke(app, ["stats", "--store", locator])
    assert refused.exit_code != 0
    dry = CliRunner().invoke(app, ["migrate", "--store", locator])
    assert dry.exit_code == 0 and "1 papers" in dry.output and "--write" in dry.output
    with open_store(locator, read_only=True) as opened:
        assert lines(opened) == before
    done = CliRunner().invoke(app, ["migrate", "--store", locator, "--write"])
    assert done.exit_code == 0
    assert CliRunner().invoke(app, ["stats", "--store", locator]).exit_code == 0
