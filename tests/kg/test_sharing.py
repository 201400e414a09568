"""What papers share: described once, in a graph of its own, and gone with the last paper that tells it."""

from __future__ import annotations

import collections
import dataclasses
import random
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from kg.describe import remove_paper
from kg.export import _line
from kg.iris import Iris
from kg.rdf import to_quads, to_record, to_run
from kg.rdf.terms import PROLOGUE
from kg.revision import edit
from kg.run import Run
from kg.sharing import drop_paper, put_paper, shared_graph, whole
from kg.store import Store, open_store
from pipelines.record import Construct, Definition, Document, Record, Reference, Relation, Statement

WORDINGS = (
    "trust",
    "Trust",
    "perceived trust",
    "customer engagement",
    "CE",
    "engagement of customers",
    "tool sharing",
)
TITLES = ("Trust in halls", "Trust in the halls", "Lending", None)


@pytest.fixture
def store(tmp_path: object) -> Iterator[Store]:
    with open_store(f"{tmp_path}/store") as opened:
        yield opened


def paper(chance: random.Random, number: int) -> Record:
    """A small paper that shares wordings, works and, now and then, a work by DOI with the others."""

    def words() -> str:
        return chance.choice(WORDINGS)

    relations = tuple(Relation(type="causal", source=words(), target="loyalty " + words()) for _ in range(2))
    statements = (Statement(id=f"s{number}", kind="claim", text=f"Claim {number}.", relations=relations),)
    cited = chance.choice((None, "10.5555/shared.1", f"10.5555/{chance.randint(1, 4)}"))
    return Record(
        document=Document(
            source=f"{number}.pdf", title=f"Paper {number}", authors=("Ada Moor",), doi=f"10.5555/{number}"
        ),
        constructs=(Construct(id="c", label=words(), aliases=(words(),)),),
        statements=statements,
        definitions=(Definition(term=words(), definition="the wish to stay", text="It is the wish to stay."),),
        references=(Reference(authors=("Ito, B.",), year=2001, title=chance.choice(TITLES), doi=cited),),
    )


def run(number: int, pipeline: str = "p") -> Run:
    return Run(sha256=f"{number:02d}" * 32, pipeline=pipeline)


def add(store: Store, number: int, record: Record) -> None:
    put_paper(store, Iris().document_graph(run(number).sha256), to_quads(record, run(number)))


def lines(store: Store) -> list[str]:
    return sorted(map(_line, store.quads()))


def repeated(store: Store) -> list[object]:
    counts = collections.Counter(quad[:3] for quad in store.quads())
    return [triple for triple, count in counts.items() if count > 1]


def test_papers_taken_out_and_put_in_again_leave_no_trace(tmp_path: object) -> None:
    """200 random steps over eight papers in three versions each: always as if freshly made."""
    chance = random.Random(4)
    versions = {number: [paper(chance, number) for _ in range(3)] for number in range(1, 9)}
    held: dict[int, Record] = {}
    with open_store(f"{tmp_path}/worn") as worn:
        for step in range(200):
            number = chance.randint(1, 8)
            if number in held and chance.random() < 0.5:
                del held[number]
                remove_paper(worn, f"10.5555/{number}")
            else:
                held[number] = chance.choice(versions[number])
                add(worn, number, held[number])
            assert not repeated(worn)
            if step % 10 == 9:
                with open_store(f"{tmp_path}/fresh-{step}") as fresh:
                    for each in sorted(held, key=lambda n: chance.random()):
                        add(fresh, each, held[each])
                    assert lines(worn) == lines(fresh)
        for number in list(held):
            remove_paper(worn, f"10.5555/{number}")
        assert {str(graph) for *_, graph in worn.quads()} == {Iris().graph("ledger")}


def test_a_construct_is_described_once_and_counted_once(store: Store) -> None:
    chance = random.Random(1)
    for number in range(1, 6):
        add(store, number, paper(chance, number))
    for pattern in (
        "?x skos:prefLabel ?y",
        "?x a evc:Construct",
        "?x evc:citedAs ?y",
        "?x a evc:Work",
        "?x a evc:Paper",
    ):
        plain = store.query(f"{PROLOGUE}SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}").rows
        once = store.query(f"{PROLOGUE}SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT * WHERE {{ {pattern} }} }}").rows
        assert plain == once, pattern


def test_what_a_paper_alone_told_goes_with_it_and_the_rest_stays(store: Store) -> None:
    said = Relation(type="causal", source="trust", target="loyalty")
    also = dataclasses.replace(said, source="Trusts")
    one, two = (
        Record(
            document=Document(source=f"{n}.pdf", title=f"Paper {n}"),
            statements=(Statement(id="s", kind="claim", text="Words.", relations=(relation,)),),
        )
        for n, relation in enumerate((said, also))
    )
    add(store, 1, one)
    alone = lines(store)
    add(store, 2, two)
    names = f'{PROLOGUE}ASK {{ GRAPH <{shared_graph()}> {{ ?c skos:altLabel "Trusts"@en ; a evc:Construct }} }}'
    assert store.query(names).truth
    assert drop_paper(store, Iris().document_graph(run(2).sha256))
    assert lines(store) == alone
    assert not drop_paper(store, Iris().document_graph(run(2).sha256))


def test_a_graph_is_whole_with_what_it_contributes(store: Store) -> None:
    record = paper(random.Random(2), 1)
    add(store, 1, record)
    graph = Iris().document_graph(run(1).sha256)
    given = {(s, p) for s, p, *_ in to_quads(record, run(1))}
    found = list(whole(store, graph))
    assert {(s, p) for s, p, *_ in found} == given
    assert to_record(quad[:3] for quad in found) == record
    assert to_run(quad[:3] for quad in found) == run(1)


def test_an_edited_statement_repeats_nothing_of_its_paper(store: Store) -> None:
    add(store, 1, paper(random.Random(3), 1))
    before = lines(store)
    statement = f"{Iris().base}paper/10.5555/1/s1"
    edit(store, statement, {"source": "warm light"}, by="Ada Moor", when=datetime(2026, 1, 1, tzinfo=UTC))
    assert not repeated(store)
    assert len(lines(store)) - len(before) < 120  # its words, relation and acts; the paper has 200 lines
    remove_paper(store, "10.5555/1")
    assert {str(graph) for *_, graph in store.quads()} <= {Iris().graph("curation"), Iris().graph("ledger")}


def test_a_contribution_that_somebody_forged_is_read_as_triples_or_refused(store: Store) -> None:
    """What an imported file puts into a contribution never becomes part of an update request as it stands."""
    add(store, 1, paper(random.Random(3), 1))
    graph = Iris().document_graph(run(2).sha256)
    forged = (
        f'<{graph}/c> evc:contributesTo <urn:x> ; evc:contributedTriples "<urn:a> <urn:b> <urn:c> . }} ; DROP ALL #"'
    )
    store.update(f"{PROLOGUE}INSERT DATA {{ GRAPH <{graph}> {{ {forged} }} }}")
    before = lines(store)
    with pytest.raises(Exception, match="does not parse"):
        drop_paper(store, graph)
    assert lines(store) == before
