"""Studies and samples as papers name them; what names none gives none."""

from __future__ import annotations

import pytest

from pipelines.extract.hypotheses.occasions import Occasion, Studies, contrasted, find_occasions, find_study
from pipelines.record import Document
from pipelines.text import Block, Text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("H1 was supported in Study 1", [Occasion("Study 1")]),
        ("Studies 1 and 3 confirm it", [Occasion("Study 1"), Occasion("Study 3")]),
        ("in Studies 1–3", [Occasion("Study 1"), Occasion("Study 2"), Occasion("Study 3")]),
        ("in study 1a and study 1b", [Occasion("Study 1a"), Occasion("Study 1b")]),
        ("Study II supports it", [Occasion("Study 2")]),
        ("the second experiment supports it", [Occasion("Experiment 2")]),
        ("our first field study supports it", [Occasion("Study 1")]),
        ("in both studies", [Occasion("*")]),
        ("across all three studies", [Occasion("*")]),
        ("In the U.S. sample H2 received support", [Occasion(sample="U.S. sample")]),
        ("for the high-involvement group", [Occasion(sample="high-involvement group")]),
        ("in the Chinese sample of Study 2", [Occasion("Study 2", "Chinese sample")]),
        ("in Sample A", [Occasion(sample="Sample A")]),
        ("in the full sample", []),
        ("in this study", []),
        ("a study of 12 inns", []),
        ("Study 80% of them", []),
        ("studies in two countries", []),
        ("one study supports it", []),
    ],
)
def test_occasions(words: str, expected: list[Occasion]) -> None:
    assert find_occasions(words) == expected


def test_one_word_leads_to_both_of_a_contrast() -> None:
    assert contrasted("It held in the north", "not in the south") == (Occasion(None, "north"), Occasion(None, "south"))
    assert contrasted("It held in the north", "not for men") is None
    assert contrasted("It held", "not in the south") is None


def test_names_of_one_occasion_have_one_key() -> None:
    assert Occasion(sample="(a) North town").key == Occasion(sample="the north town sample").key
    assert Occasion("Study 1").key != Occasion("Study 2").key


def paper(*headings: tuple[int, str]) -> Text:
    """Each heading with a paragraph of one letter below it."""
    content, blocks = "", []
    for level, words in headings:
        blocks.append(Block(start=len(content), end=len(content) + len(words), role="heading", level=level))
        content += f"{words}\n"
        blocks.append(Block(start=len(content), end=len(content) + 1, role="paragraph"))
        content += "x\n"
    return Text(document=Document(source="a"), content=content, blocks=tuple(blocks))


def studies_of(*headings: tuple[int, str]) -> list[str | None]:
    text = paper(*headings)
    studies = Studies(text)
    return [studies.at(block.start) for block in text.blocks if block.role == "paragraph"]


def test_what_stands_under_a_study_is_of_it() -> None:
    found = studies_of(
        (1, "Theory"), (1, "Study 1"), (2, "Results"), (1, "Results of Study 2"), (2, "Test of H1"), (1, "Discussion")
    )
    assert found == [None, "Study 1", "Study 1", "Study 2", "Study 2", None]


def test_a_paper_of_one_study_tells_none_apart() -> None:
    assert studies_of((1, "Study 1"), (2, "Results")) == [None, None]
    assert find_study("Studies 1 and 2") is None
