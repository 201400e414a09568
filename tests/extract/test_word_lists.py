"""The word lists are data, and tested like code: said what for, sorted, without doubles, patterns that compile."""

from __future__ import annotations

import re

import pytest

from pipelines.extract.words.cues import DATA

LISTS = [
    *("actors", "common_verbs", "construct_heads", "domain_stems", "evaluative", "foreign_stems", "function_words"),
    *("general_words", "genus", "gerunds", "kinds", "open_heads", "plain_adjectives", "solicitations"),
    *("spans", "statistic_acronyms", "vague_heads"),
]
PATTERNS = ["designs", "methods", "places", "settings"]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_says_what_it_is_for_and_is_sorted_without_doubles(name: str) -> None:
    head, *words = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert head.startswith("# ") and head.endswith(".")
    assert words == sorted(set(words)), f"mend with: sort -u below the first line of {name}.txt"
    assert all(word == word.strip() for word in words)


@pytest.mark.parametrize("name", PATTERNS)
def test_a_table_of_patterns_is_sorted_and_compiles(name: str) -> None:
    head, *rows = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    assert head.startswith("# ")
    labels = [row.split("\t")[0] for row in rows]
    assert labels == sorted(set(labels), key=str.casefold)
    for row in rows:
        _, pattern = row.split("\t")
        assert re.compile(pattern).search("") is None, f"{pattern} matches nothing at all"


def test_lists_that_exclude_each_other_share_no_word() -> None:
    def words(name: str) -> set[str]:
        return set((DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()[1:])

    assert not words("domain_stems") & words("foreign_stems")
    assert not words("actors") & words("construct_heads")
    assert not words("gerunds") & words("function_words")
    assert not words("evaluative") & words("construct_heads")
