"""How a paper found out: what it says of itself, and not what it tells of others."""

from __future__ import annotations

import pytest

from pipelines.extract.study import find_study
from pipelines.extract.words.sentences import split_sentences
from pipelines.record import Document, Study
from pipelines.text import Block, Text


def study(*parts: tuple[str, str]) -> Study:
    """The study of a paper of (role, words) parts."""
    blocks, content = [], ""
    for role, words in parts:
        words = f"# {words}" if role == "heading" else words
        blocks.append(Block(start=len(content), end=len(content) + len(words), role=role, level=1))  # type: ignore[arg-type]
        content += f"{words}\n"
    text = Text(document=Document(source="x"), content=content, blocks=tuple(blocks))
    return find_study(text, split_sentences(text))


METHOD = ("heading", "3. Method")


@pytest.mark.parametrize(
    ("words", "sizes"),
    [
        ("The final sample comprised 412 hotel guests.", (412,)),
        ("We mailed 900 letters, and 287 usable questionnaires came back.", (287,)),
        ("The survey reached 1,204 respondents.", (1204,)),
        ("Guests rated their stay (N = 350).", (350,)),
        ("A sample of 96 firms was drawn in 2014.", (96,)),
        ("We dropped 31 cases, leaving 269 respondents.", (269,)),
        ("Data were collected in 2014 and 2015.", ()),
        ("Firms certified to ISO 14001 firms' standards were asked.", ()),
        ("We used 7 point scales.", ()),
    ],
)
def test_sample_sizes(words: str, sizes: tuple[int, ...]) -> None:
    assert study(METHOD, ("paragraph", words)).sample_size == sizes


@pytest.mark.parametrize(
    ("words", "designs", "methods"),
    [
        ("We ran an online survey; the questionnaire took ten minutes.", ("survey",), ()),
        ("Data were analysed by structural equation modelling.", (), ("structural equation modeling",)),
        ("We used PLS-SEM with bootstrapping.", (), ("partial least squares", "bootstrapping")),
        ("Guests are happy.", (), ()),
    ],
)
def test_designs_and_methods(words: str, designs: tuple[str, ...], methods: tuple[str, ...]) -> None:
    found = study(METHOD, ("paragraph", words))
    assert found.design == designs
    assert set(methods) <= set(found.method)


def test_other_peoples_studies_do_not_count() -> None:
    words = "Adler (2001) ran a survey by questionnaire among 300 guests in Norway and used logistic regression."
    assert (
        study(("heading", "2. Literature review"), *[("paragraph", "Guests talk.")] * 5, ("paragraph", words))
        == Study()
    )


def test_the_abstract_tells_design_and_place() -> None:
    found = study(
        ("abstract", "This paper reports a case study of hotels in Norway."), METHOD, ("paragraph", "We talked.")
    )
    assert found.design == ("case study",)
    assert found.context == ("Norway", "hospitality")


def test_a_paper_of_propositions_is_conceptual() -> None:
    assert study(("abstract", "We offer a framework of guest voice and six propositions.")).design == ("conceptual",)
