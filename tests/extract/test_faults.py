"""A sentence that cannot be read costs itself, and is told of."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from kg.rdf import to_quads
from kg.run import Run
from pipelines.extract import load, pipeline
from pipelines.extract.faults import MOST, spare
from pipelines.extract.relations import find_relations
from pipelines.extract.words.parser import load_nlp, parse
from pipelines.extract.words.sentences import Parsed
from pipelines.read.completion import complete
from pipelines.read.paragraph import Draft, Paragraph
from pipelines.record import Definition
from pipelines.text import Text
from tests.samples.oddities import odd_sentences

SHARE = 50  # odd sentences a paper


def paper(*sentences: str) -> Text:
    return complete(Draft(paragraphs=tuple(Paragraph(text=s) for s in sentences), media_type="text/plain"), name="odd")


def fails_on(*bad: int) -> tuple[list[int], object]:
    runs: list[int] = []

    def stage(items: Sequence[int]) -> list[int]:
        runs.append(len(items))
        return [1 // (item not in bad) * item for item in items]

    return runs, stage


@pytest.mark.parametrize("bad", [(), (0,), (99,), (41,), (3, 4, 98)])
def test_all_but_the_items_at_fault_are_kept(bad: tuple[int, ...]) -> None:
    runs, stage = fails_on(*bad)
    kept, lost = spare(stage, range(100))  # type: ignore[arg-type, var-annotated]
    assert kept == [n for n in range(100) if n not in bad]
    assert [item for item, _ in lost] == list(bad)
    assert all(isinstance(raised, ZeroDivisionError) for _, raised in lost)
    assert len(runs) <= 1 + 9 * len(bad)  # log2 of 100, the empty run and the next try


def test_a_stage_that_fails_without_items_raises() -> None:
    def broken(items: Sequence[int]) -> None:
        raise KeyError("always")

    with pytest.raises(KeyError):
        spare(broken, range(5))


def test_a_stage_that_fails_everywhere_raises() -> None:
    _, stage = fails_on(*range(MOST + 1))
    with pytest.raises(ZeroDivisionError):
        spare(stage, range(100))  # type: ignore[arg-type]


def test_want_of_memory_is_no_fault_of_a_sentence() -> None:
    def starved(items: Sequence[int]) -> None:
        raise MemoryError

    with pytest.raises(MemoryError):
        spare(starved, range(5))


def test_a_sentence_that_a_component_fails_on_is_lost_and_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def to_definitions(text: Text, parsed: Sequence[Parsed], acronyms: object) -> tuple[Definition, ...]:
        if any("sharing" in each.sentence.text for each in parsed):
            raise IndexError("[E042] no such neighbour")
        return tuple(Definition(term="x", definition="y", text=p.sentence.text) for p in parsed)

    monkeypatch.setattr(pipeline, "to_definitions", to_definitions)
    text = paper("Trust increases loyalty.", "Tool sharing increases trust.", "Pride lowers churn.")
    record, dropped = load(model="none").explain(text)
    assert [d.text for d in record.definitions] == ["Trust increases loyalty.", "Pride lowers churn."]
    (lost,) = (d for d in dropped if d.fault)
    assert (lost.text, text.content[lost.start : lost.end]) == ("Tool sharing increases trust.",) * 2
    assert "E042" in lost.reason and "report" in lost.reason
    assert load(model="none").extract_and_tell(text)[1] == (lost,)


@pytest.mark.parametrize(
    "words",
    [
        "To raise calm, managers light,",
        "Styles of hosting increase calm —",
        "By lending and sharing",
        "Calm increasing",
    ],
)
def test_a_cue_at_the_very_end_is_no_fault(words: str) -> None:
    for doc in parse(load_nlp(), [words, words.split()[-1]]):
        find_relations(doc)


@pytest.mark.slow
def test_no_paper_and_no_sentence_is_lost_to_odd_ones() -> None:
    """5,000 odd sentences through the whole of extraction and into RDF."""
    extractor = load(model="none")
    sentences = odd_sentences(seed=11)
    for _ in range(5000 // SHARE):
        text = paper(*itertools.islice(sentences, SHARE))
        record, lost = extractor.extract_and_tell(text)
        assert not lost, lost[0]
        assert list(to_quads(record, Run(sha256="0" * 64, pipeline="p")))
