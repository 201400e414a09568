"""The quick parser says what the model says."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipelines.extract.words.forms import REPLACED
from pipelines.extract.words.parser import SPACY_MODEL, infixes, load_nlp, parse

SENTENCES = (
    "There are three reasons why guests don't return to a hotel, and there's a fourth.",
    "That trust which customers have had in it has increased their loyalty, so they'd do it again.",
    "This is something that I couldn't have done, but nobody who saw me doing it has left.",
    "Does co-creation strengthen the members' sense of belonging?  It may, once they've been asked well.",
    "",
)


def plain() -> Language:
    """The model as it comes, but for the hyphen."""
    nlp = spacy.load(SPACY_MODEL, exclude=["ner", "senter"])
    nlp.tokenizer.infix_finditer = infixes(nlp).finditer  # type: ignore[union-attr]
    return nlp


def rows(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.dep_, t.head.text, t.pos_, t.lemma_, str(t.morph)) for t in doc]


def test_remembered_forms_and_other_matrices_change_nothing() -> None:
    nlp = load_nlp()
    expected = [rows(doc) for doc in plain().pipe(SENTENCES)]
    assert [rows(doc) for doc in parse(nlp, SENTENCES)] == expected
    assert [rows(doc) for doc in parse(nlp, reversed(SENTENCES))] == expected[::-1]  # and once more, from memory


def test_what_is_replaced_is_not_run_for_every_sentence() -> None:
    nlp = load_nlp()
    assert set(REPLACED).isdisjoint(nlp.pipe_names)
    assert not any(nlp.analyze_pipes()["problems"].values())


def test_a_hyphen_does_not_part_a_word() -> None:
    (doc,) = parse(load_nlp(), ["Value co-creation matters."])
    assert [t.text for t in doc] == ["Value", "co-creation", "matters", "."]


def test_a_dash_that_sets_off_an_insertion_parts_words() -> None:
    (doc,) = parse(load_nlp(), ["Warmth—the felt care of staff—matters."])
    assert [t.text for t in doc][:3] == ["Warmth", "—", "the"]
