"""Curation: judgements are kept with who and when, outlive extraction, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rdflib import URIRef

from kg.curation import history, judge, merge, promote, split
from kg.errors import CurationRefused, NotFound
from kg.inference import infer
from kg.iris import Iris
from kg.rdf import to_quads
from kg.rdf.vocabulary import vocabulary_triples
from kg.run import Run
from kg.sharing import put_paper
from kg.store import Store, open_store
from kg.validate import validate_store
from kg.vocabulary import Concept, Vocabulary
from pipelines.record import Document, Record, Relation, Statement

WORDS = Vocabulary([Concept(label=a, definition="…", distinct=d) for a, d in [("trust", ("faith",)), ("faith", ())]])
RUN = Run(sha256="ab" * 32, pipeline="1")
GRAPH = Iris().document_graph(RUN.sha256)
MORE, LATER = (datetime(2026, 5, day, 9, 0, 0, tzinfo=UTC) for day in (1, 2))
STATEMENT = Iris().paper("10.1000/a", "") + "/s"
VIBE, MOOD = (Iris().construct(name) for name in ("vibe", "mood"))


def extracted(store: Store) -> None:
    relations = (
        Relation(type="causal", source="vibe", target="trust"),
        Relation(type="causal", source="mood", target="faith"),
    )
    statement = Statement(id="s", kind="claim", text="…", relations=relations)
    record = Record(document=Document(source="a", doi="10.1000/a"), statements=(statement,))
    put_paper(store, GRAPH, to_quads(record, RUN, vocabulary=WORDS))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store")) as opened:
        extracted(opened)
        graph = URIRef(Iris().graph("vocabulary"))
        put_paper(opened, str(graph), ((*triple, graph) for triple in vocabulary_triples(WORDS, Iris())))
        yield opened


def found(store: Store, key: str) -> set[str]:
    rows = store.query(
        f'PREFIX evc: <https://w3id.org/engagement-kg/ontology#> SELECT ?c WHERE {{ ?c evc:matchKey "{key}" }}'
    )
    return {str(row["c"]) for row in rows}


def test_a_judgement_is_kept_with_who_when_and_why(store: Store) -> None:
    judge(store, STATEMENT, "rejected", by="Ada Moor", when=MORE, why="an advertisement")
    judge(store, STATEMENT, "accepted", by="https://orcid.org/0000-0000-0000-0000", when=LATER)
    first, last = history(store, STATEMENT)
    assert (first.verdict, first.by, first.why) == ("rejected", "Ada Moor", "an advertisement")
    assert (last.verdict, last.by, last.why) == ("accepted", "https://orcid.org/0000-0000-0000-0000", None)
    assert first.when < last.when


def test_a_judgement_outlives_extraction(store: Store) -> None:
    judge(store, STATEMENT, "rejected", by="Ada", when=MORE)
    extracted(store)
    assert [act.verdict for act in history(store, STATEMENT)] == ["rejected"]
    assert infer(store) == 0


def test_the_graph_of_judgements_keeps_the_shapes(store: Store) -> None:
    judge(store, STATEMENT, "rejected", by="Ada", when=MORE)
    merge(store, VIBE, MOOD, by="Ada", when=MORE)
    assert validate_store(store).problems == ()


def test_the_latest_judgement_counts(store: Store) -> None:
    judge(store, STATEMENT, "rejected", by="Ada", when=MORE)
    judge(store, STATEMENT, "accepted", by="Ada", when=LATER)
    assert infer(store) == 2


def test_what_is_not_there_cannot_be_judged(store: Store) -> None:
    with pytest.raises(NotFound, match="kg show"):
        judge(store, STATEMENT + "x", "accepted", by="Ada", when=MORE)


def test_merged_constructs_are_found_by_either_name_and_split_again(store: Store) -> None:
    before = set(store.quads())
    merge(store, VIBE, MOOD, by="Ada", when=MORE)
    assert found(store, "vibe") == found(store, "mood") == {VIBE, MOOD}
    extracted(store)
    assert found(store, "vibe") == {VIBE, MOOD}
    split(store, VIBE, MOOD, by="Ada", when=LATER)
    assert (found(store, "vibe"), found(store, "mood")) == ({VIBE}, {MOOD})
    assert before <= set(store.quads())
    assert [act.verdict for act in history(store, VIBE)] == ["edited", "accepted"]


def test_near_synonyms_are_not_merged(store: Store) -> None:
    with pytest.raises(CurationRefused, match="must not be merged"):
        merge(store, Iris().construct("faith"), Iris().construct("trust"), by="Ada", when=MORE)
    with pytest.raises(CurationRefused, match="itself"):
        merge(store, VIBE, VIBE, by="Ada", when=MORE)
    with pytest.raises(CurationRefused, match="not merged"):
        split(store, VIBE, MOOD, by="Ada", when=MORE)


def test_a_found_construct_is_promoted_once(store: Store) -> None:
    promote(store, VIBE, definition="How a place feels.", by="Ada", when=MORE)
    assert [act.verdict for act in history(store, VIBE)] == ["accepted"]
    with pytest.raises(CurationRefused, match="already"):
        promote(store, VIBE, definition="Again.", by="Ada", when=LATER)


def test_hostile_names_stay_text(store: Store) -> None:
    judge(store, STATEMENT, "accepted", by='A" . } ; DROP ALL #', when=MORE, why="\\'\"\n<>")
    assert [(act.by, act.why) for act in history(store, STATEMENT)] == [('A" . } ; DROP ALL #', "\\'\"\n<>")]
