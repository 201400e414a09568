"""The lists of cue words: well-formed, in order, and each word of use."""

from __future__ import annotations

import re

import pytest

from pipelines.extract.words import cues

TYPES = {"causal", "associative", "dimension_of", "type_of", "contrast"}
SIGNS = {"+", "-", "0", "."}
COLUMNS = {"verbs": 6, "nouns": 4, "adjectives": 5, "change": 2, "amounts": 3, "members": 2, "nominal": 2}
PATTERNS = sorted(path.stem for path in (cues.DATA / "patterns").glob("*.txt"))


@pytest.mark.parametrize(("name", "width"), COLUMNS.items())
def test_rows_are_whole_sorted_and_unique(name: str, width: int) -> None:
    rows = cues.read_rows(name)
    assert [row for row in rows if len(row) != width] == []
    assert list(rows) == sorted(set(rows)), f"sort data/{name}.tsv and take doubles out"


def test_relating_words_name_known_types_and_signs() -> None:
    assert {row[2] for row in cues.read_rows("verbs")} | {row[1] for row in cues.read_rows("nouns")} <= TYPES
    assert {row[4] for row in cues.read_rows("verbs")} | {row[3] for row in cues.read_rows("nouns")} <= SIGNS
    assert {row[3] for row in cues.read_rows("verbs")} <= {">", "<"}


@pytest.mark.parametrize("name", PATTERNS)
def test_patterns_compile_and_match_no_empty_words(name: str) -> None:
    assert isinstance(cues.read_pattern(name), re.Pattern)
    assert not cues.read_pattern(name).search("")


@pytest.mark.parametrize(
    "words",
    [
        "Trust increased loyalty.",
        "Trust is a driver.",
        "The more the better.",
        "It is crucial.",
        "A form of trust.",
        "It varies.",
    ],
)
def test_sentences_with_a_cue_are_let_through(words: str) -> None:
    assert cues.may_relate(words)


@pytest.mark.parametrize("words", ["We thank the editor.", "Tables stand below.", "The information was formal."])
def test_sentences_without_one_are_not(words: str) -> None:
    assert not cues.may_relate(words)
