"""What is passed over is told, with the reason."""

from __future__ import annotations

import pytest

from pipelines.extract import Extractor, load
from pipelines.extract.statements.drops import Dropped
from pipelines.text import Block, Document, Text

TOLD = "H1: Trust positively affects customer loyalty."


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load(model="none")


def explain(extractor: Extractor, *paragraphs: str) -> tuple[Dropped, ...]:
    blocks, start = [], 0
    for words in paragraphs:
        blocks.append(Block(start=start, end=start + len(words), role="heading" if words[0] == "#" else "paragraph"))
        start += len(words) + 1
    text = Text(document=Document(source="x.txt"), content="\n".join(paragraphs), blocks=tuple(blocks))
    record, dropped = extractor.explain(text)
    assert record == extractor.extract(text)
    assert all(" ".join(text.content[d.start : d.end].split()) == d.text for d in dropped)
    return dropped


@pytest.mark.parametrize(
    ("words", "label", "reason"),
    [
        ("The effect was discussed among the members of the board.", None, "no relation"),
        ("They influence it.", None, "names nothing"),
        ("The next section explains how trust affects loyalty.", None, "what stands where"),
        ("No study has examined whether trust increases use.", None, "nobody looked"),
        ("Many scholars have studied the effect of trust on use.", None, "it asks or names"),
        ("If trust increases use, managers should measure it.", None, "as a premise"),
        ("Trust is defined as the belief that others help.", None, "no relation"),
        ("The effect of trust on use.", None, "a heading"),
        ("Your smile increases the trust of guests.", None, "a person"),
        ("H4 was not supported by our data.", "H4", "H4 is named"),
        ("H1: Trust has a positive effect on the loyalty of customers.", "H1", "words it best"),
    ],
)
def test_a_sentence_is_dropped_for_a_reason(extractor: Extractor, words: str, label: str | None, reason: str) -> None:
    dropped = [d for d in explain(extractor, TOLD, words) if d.text in words]
    assert [(d.label, reason in d.reason) for d in dropped] == [(label, True)]


@pytest.mark.parametrize(
    "words",
    [
        "Trust increases satisfaction.",  # became a statement
        "The weather was fine on that day.",  # carries no cue
        "H1 was supported by our data.",  # tells about a hypothesis that was found
        "Water is written as H2O.",  # no label
    ],
)
def test_nothing_else_is_called_dropped(extractor: Extractor, words: str) -> None:
    assert explain(extractor, TOLD, words) == ()


def test_a_hypothesis_is_told_once(extractor: Extractor) -> None:
    said = "We hypothesise that trust positively affects customer loyalty."
    (dropped,) = explain(extractor, said, "Again, we hypothesise that trust positively affects loyalty.")
    assert (dropped.text.split()[0], dropped.reason.split(" an ")[0]) == ("Again,", "it restates")


def test_sub_hypotheses_stand_for_the_whole(extractor: Extractor) -> None:
    told = "H2: Perceived risk reduces (a) purchase intention and (b) word of mouth."
    assert explain(extractor, told, "H2 was supported.") == ()
