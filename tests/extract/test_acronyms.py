"""Acronyms: what a paper introduces, and the brackets that introduce nothing."""

from __future__ import annotations

import pytest

from pipelines.extract.words.acronyms import expand, find_acronyms, is_short_form, match_acronyms


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the role of customer brand engagement (CBE) online", {"CBE": "customer brand engagement"}),
        ("Service-dominant logic (S-D logic; Vargo 2004)", {}),  # two words, of which one is no acronym
        ("willingness to pay (hereafter, WTP) rose", {"WTP": "willingness to pay"}),
        ("electronic word of mouth (eWOM, Lee 2010)", {"eWOM": "electronic word of mouth"}),
        ("Fairness (PF (perceived fairness)) counts", {"PF": "perceived fairness"}),
        ("Note: PF = perceived fairness; BT = brand trust.", {"PF": "perceived fairness", "BT": "brand trust"}),
        ("value-in-use (ViU) emerges", {"ViU": "value-in-use"}),
        # no introductions
        ("loyal guests (Smith 2010) return", {}),
        ("in many countries (USA) it holds", {}),
        ("we asked them twice (NPS)", {}),
        ("quality rose (p. 12)", {}),
        ("a strong effect (H1)", {}),
        ("guests (Appendix A) and staff (Table B)", {}),
    ],
)
def test_find_acronyms(words: str, expected: dict[str, str]) -> None:
    assert find_acronyms(words) == expected


def test_a_plural_is_known_in_both_numbers() -> None:
    found = find_acronyms("small service firms (SSFs) grow")
    assert found == {"SSFs": "small service firms", "SSF": "small service firm"}


def test_the_long_form_given_most_often_wins() -> None:
    words = "brand trust (BT)\nbody text (BT)\nbrand trust (BT)"
    assert find_acronyms(words) == {"BT": "brand trust"}


def test_the_long_form_ends_at_a_bracket_and_a_line() -> None:
    assert find_acronyms("perceived ease (PE) and fear (PEAF)") == {"PE": "perceived ease"}
    assert find_acronyms("brand\ntrust (BT)") == {}


def test_the_place_of_the_long_form_is_told() -> None:
    words = "We study brand trust (BT)."
    (found,) = match_acronyms(words)
    assert words[found.start : found.end] == found.long == "brand trust"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("CBE raises BT", "customer brand engagement raises brand trust"),
        ("all BTs", "all brand trusts"),
        ("BTX and pre-BT stay", "BTX and pre-BT stay"),
        ("nothing here", "nothing here"),
    ],
)
def test_expand(words: str, expected: str) -> None:
    assert expand(words, {"CBE": "customer brand engagement", "BT": "brand trust"}) == expected


@pytest.mark.parametrize(
    ("word", "answer"), [("CEB", True), ("eWOM", True), ("Smith", False), ("a", False), ("2014", False)]
)
def test_is_short_form(word: str, answer: bool) -> None:
    assert is_short_form(word) is answer
