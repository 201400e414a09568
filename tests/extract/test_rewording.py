"""Second sentences of hypotheses add a sign, and are no statements beside them."""

from __future__ import annotations

import pytest

from pipelines.extract import Extractor, load
from pipelines.record import Document
from pipelines.text import Block, Text


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load(model="none")


def read(extractor: Extractor, *lines: str) -> list[tuple[str | None, str, list[str | None]]]:
    """Label, text and signs of each statement of a paper with these paragraphs."""
    content, blocks = "", []
    for line in lines:
        blocks.append(Block(start=len(content), end=len(content) + len(line), role="paragraph"))
        content += f"{line}\n"
    text = Text(document=Document(source="a"), content=content, blocks=tuple(blocks))
    return [(s.label, s.text, [r.sign for r in s.relations]) for s in extractor.extract(text).statements]


HYPOTHESIS = "Price fairness affects customer trust."


@pytest.mark.parametrize(
    ("rewording", "sign"),
    [
        ("That is, price fairness increases customer trust.", "+"),
        ("In other words, the price fairness reduces customer trust.", "-"),
        ("More specifically, price fairness increases customer trust.", "+"),
        ("Specifically, price fairness increases brand loyalty.", None),
    ],
)
def test_a_rewording_adds_its_sign_and_no_statement(extractor: Extractor, rewording: str, sign: str | None) -> None:
    assert read(extractor, f"H1: {HYPOTHESIS} {rewording}") == [("H1", HYPOTHESIS, [sign])]


def test_a_sign_that_the_hypothesis_tells_stands(extractor: Extractor) -> None:
    words = "H1: Price fairness increases customer trust. That is, price fairness reduces customer trust."
    assert read(extractor, words) == [("H1", "Price fairness increases customer trust.", ["+"])]


@pytest.mark.parametrize(
    "lines",
    [
        (f"H1: {HYPOTHESIS}", "That is, price fairness increases brand loyalty."),  # another paragraph
        (f"H1: {HYPOTHESIS} Moreover, price fairness increases brand loyalty.",),  # no rewording
        (f"H1: {HYPOTHESIS} It is old. That is, price fairness increases brand loyalty.",),  # not directly after
        ("Price fairness affects customer trust (H1). Specifically, price fairness increases brand loyalty.",),
    ],
)
def test_other_sentences_are_statements_of_their_own(extractor: Extractor, lines: tuple[str, ...]) -> None:
    (label, _, signs), (other, _, others) = read(extractor, *lines)
    assert (label, signs, other, others) == ("H1", [None], None, ["+"])


def test_a_labelled_sentence_is_no_rewording(extractor: Extractor) -> None:
    words = f"H1: {HYPOTHESIS} H2: Specifically, price fairness increases brand loyalty."
    assert [label for label, _, _ in read(extractor, words)] == ["H1", "H2"]


@pytest.mark.parametrize(
    ("rewording", "sign"),
    [
        ("That is, the effect is stronger when brand trust is high.", "+"),
        ("That is, this relationship is weaker for customers with higher brand trust.", "-"),
        ("Specifically, the effect is weaker when brand trust is low.", "+"),
        ("Specifically, the effect is stronger when prices are high.", None),
        ("That is, the effect is stronger when brand trust is at stake.", None),
        ("That is, the effect is stronger when brand trust is high than when it is low.", None),
    ],
)
def test_a_rewording_tells_how_a_moderator_acts(extractor: Extractor, rewording: str, sign: str | None) -> None:
    words = "Brand trust moderates the effect of quality on loyalty."
    assert read(extractor, f"H1: {words} {rewording}") == [("H1", words, [sign])]


def test_a_rewording_is_explained(extractor: Extractor) -> None:
    content = f"H1: {HYPOTHESIS} In other words, price fairness increases customer trust."
    text = Text(
        document=Document(source="a"), content=content, blocks=(Block(start=0, end=len(content), role="paragraph"),)
    )
    _, dropped = extractor.explain(text)
    assert [(d.text[:14], "H1" in d.reason) for d in dropped] == [("In other words", True)]
