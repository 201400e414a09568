"""Labels of hypotheses and propositions in every habit, and words that only look like them."""

from __future__ import annotations

import pytest

from pipelines.extract.hypotheses import labels
from pipelines.extract.words.sentences import split_sentences
from pipelines.record import Document
from pipelines.text import Block, Table, Text

STATED = [
    ("H1: Trust increases customer loyalty.", {"H1": "Trust increases customer loyalty."}),
    ("H2a. Trust increases customer loyalty.", {"H2a": "Trust increases customer loyalty."}),
    ("H3 (b): Trust increases customer loyalty.", {"H3b": "Trust increases customer loyalty."}),
    ("H1.1: Trust increases customer loyalty.", {"H1.1": "Trust increases customer loyalty."}),
    ("Hypothesis 4: Trust increases customer loyalty. More follows.", {"H4": "Trust increases customer loyalty."}),
    ("Hypothesis 5 (H5). Trust increases customer loyalty.", {"H5": "Trust increases customer loyalty."}),
    ("HYPOTHESIS 6. Trust increases customer loyalty.", {"H6": "Trust increases customer loyalty."}),
    ("Proposition 3: Trust increases customer loyalty.", {"P3": "Trust increases customer loyalty."}),
    (
        "Proposition 1. Trust is vital here. P2: Engaged actors share more resources.",
        {"P1": "Trust is vital here.", "P2": "Engaged actors share more resources."},
    ),
    ("Hence we posit: H7: Trust increases customer loyalty.", {"H7": "Trust increases customer loyalty."}),
    ("H8 Trust increases customer loyalty.", {"H8": "Trust increases customer loyalty."}),
    ("Hypothesis 9: stated that trust increases customer loyalty.", {"H9": "trust increases customer loyalty."}),
    (
        "H1a: Trust increases loyalty a lot. H1b (rival): Trust decreases customer loyalty.",
        {"H1a": "Trust increases loyalty a lot.", "H1b": "Trust decreases customer loyalty."},
    ),
    ("H0: Trust has no effect on loyalty.", {"H0": "Trust has no effect on loyalty."}),
    (
        "Null hypothesis 1: Trust does not affect loyalty. Alternative hypothesis 1: Trust does affect loyalty.",
        {"H01": "Trust does not affect loyalty.", "H1": "Trust does affect loyalty."},
    ),
    ("Alternate hypothesis 2a: Trust increases brand loyalty.", {"H2a": "Trust increases brand loyalty."}),
    ("Competing hypothesis 3: Trust decreases brand loyalty.", {"H3": "Trust decreases brand loyalty."}),
    (
        "H4: Price reduces customer loyalty. H4alt: Price increases customer loyalty.",
        {"H4": "Price reduces customer loyalty.", "H4alt": "Price increases customer loyalty."},
    ),
    ("Thus we expect that trust increases loyalty (H2).", {"H2": "Thus we expect that trust increases loyalty (H2)."}),
]
NOT_STATED = [
    "H1 was supported by the data at hand.",
    "H1: supported by the data.",
    "Hypothesis 2 received strong support in all samples.",
    "As H3 predicts, and in line with the literature, trust matters.",
    "We tested H1, H2 and H3 with regression models.",
    "Null hypothesis 1: rejected at the usual level.",
    "H2 (altered): The wording was changed after the pilot study.",
    "P1: “I always tell my friends about it,” she said.",
    "In the H2020 programme trust was studied.",
    "See p. 3: Trust is discussed there at length.",
    "H4 AISE -> PEOU 0.42 0.03",
]


def find(content: str) -> dict[str, str]:
    text = Text(
        document=Document(source="a"), content=content, blocks=(Block(start=0, end=len(content), role="paragraph"),)
    )
    return {each.label: content[each.start : each.end] for each in labels.find_labelled(text, split_sentences(text))}


@pytest.mark.parametrize(("content", "expected"), STATED)
def test_labelled_statements_are_found(content: str, expected: dict[str, str]) -> None:
    assert find(content) == expected


@pytest.mark.parametrize("content", NOT_STATED)
def test_words_about_hypotheses_state_none(content: str) -> None:
    assert find(content) == {}


NAMES = [
    ("H1a-c", ["H1a", "H1b", "H1c"]),
    ("H1a/b", ["H1a", "H1b"]),
    ("Hypotheses 4 and 5", ["H4", "H5"]),
    ("Hypotheses 1–3", ["H1", "H2", "H3"]),
    ("H2a and H2b", ["H2a", "H2b"]),
    ("Propositions 2 to 4", ["P2", "P3", "P4"]),
    ("Hypotheses 6 through 8", ["H6", "H7", "H8"]),
    ("H10", ["H10"]),
    ("Null hypotheses 1 and 2", ["H01", "H02"]),
    ("rival hypothesis 2b", ["H2b"]),
    ("H3 (alt)", ["H3alt"]),
    ("H3alt-d", ["H3alt", "H3d"]),
]


@pytest.mark.parametrize(("words", "expected"), NAMES)
def test_ranges_of_labels_are_spelled_out(words: str, expected: list[str]) -> None:
    found = labels.LABEL.match(words)
    assert found is not None
    assert labels.names(found) == expected


SUBS = [
    (
        "Trust increases (a) loyalty, (b) word of mouth, and (c) feedback.",
        {"a": "Trust increases loyalty.", "b": "Trust increases word of mouth.", "c": "Trust increases feedback."},
    ),
    (
        "(a) Trust and (b) satisfaction positively affect loyalty.",
        {"a": "Trust positively affect loyalty.", "b": "satisfaction positively affect loyalty."},
    ),
    ("Trust (Low, 1999) increases loyalty.", {}),
    ("Trust increases (b) loyalty.", {}),
]


@pytest.mark.parametrize(("content", "expected"), SUBS)
def test_sub_hypotheses_have_a_reading_each(content: str, expected: dict[str, str]) -> None:
    found = labels.sub_readings(content, 0, len(content))
    assert {letter: reading.text.strip() for letter, reading in found.items()} == expected
    for reading in found.values():
        assert all(
            content[place] == char or char == " " for char, place in zip(reading.text, reading.offsets, strict=True)
        )


def test_sub_hypotheses_share_the_sentence() -> None:
    found = find("H3: Trust increases (a) loyalty and (b) word of mouth.")
    assert found == dict.fromkeys(("H3a", "H3b"), "Trust increases (a) loyalty and (b) word of mouth.")


def test_the_place_of_development_speaks_for_the_label() -> None:
    content = (
        "# Results\nH1: Trust raised customer loyalty in all samples.\n"
        "# Hypotheses\nH1: Trust increases customer loyalty.\n"
    )
    blocks = (
        Block(start=0, end=9, role="heading", level=1),
        Block(start=10, end=59, role="paragraph"),
        Block(start=60, end=72, role="heading", level=1),
        Block(start=73, end=len(content) - 1, role="paragraph"),
    )
    text = Text(document=Document(source="a"), content=content, blocks=blocks)
    (only,) = labels.find_labelled(text, split_sentences(text))
    assert content[only.start : only.end] == "Trust increases customer loyalty."


def test_a_label_may_stand_alone_above_its_statement() -> None:
    content = "H1\nTrust increases customer loyalty.\n"
    blocks = (Block(start=0, end=2, role="paragraph"), Block(start=3, end=36, role="paragraph"))
    text = Text(document=Document(source="a"), content=content, blocks=blocks)
    (only,) = labels.find_labelled(text, split_sentences(text))
    assert (only.label, content[only.start : only.end]) == ("H1", "Trust increases customer loyalty.")


def test_tables_of_hypotheses_are_read() -> None:
    content = "H1 | Trust increases customer loyalty | Supported\n"
    table = Table(start=0, end=len(content) - 1, rows=(("H1", "Trust increases customer loyalty", "Supported"),))
    text = Text(
        document=Document(source="a"), content=content, blocks=(Block(start=0, end=49, role="table"),), tables=(table,)
    )
    (only,) = labels.find_labelled(text, [])
    assert content[only.start : only.end] == "Trust increases customer loyalty"


def test_a_cell_over_two_lines_is_one() -> None:
    rows = (
        ("H1. Trust is positively related to perceived", "Supported"),
        ("customer loyalty",),
        ("H2. Hope helps", "No"),
    )
    assert labels.joined_rows(rows)[0] == (
        "H1. Trust is positively related to perceived customer loyalty",
        "Supported",
    )
    assert len(labels.joined_rows(rows)) == 2


def test_the_whole_of_listed_parts_is_no_statement_beside_them() -> None:
    content = "Proposition 5 (P5): In the long run, (a) rewards reduce effort, whereas (b) praise sustains effort."
    text = Text(document=Document(source="a"), content=content)
    assert [found.label for found in labels.find_labelled(text, split_sentences(text))] == ["P5a", "P5b"]
