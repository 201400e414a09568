"""Kinds of statements by their wording and place."""

from __future__ import annotations

import pytest

from pipelines.extract import kinds

CASES = [
    ("We hypothesize that trust increases loyalty.", "Theory", "hypothesis"),
    ("It is expected that trust increases loyalty.", "Theory", "hypothesis"),
    ("We propose that trust increases loyalty.", "Framework", "proposition"),
    ("We argue that engagement emerges from trust.", "Framework", "proposition"),
    ("Our results show that trust increases loyalty.", "Discussion", "finding"),
    ("Trust increased loyalty in both samples.", "4. Results", "finding"),
    ("The effect is statistically significant.", "Tests", "finding"),
    ("Prior research shows that trust increases loyalty.", "Background", "claim"),
    ("Trust increases loyalty (Miller et al. 2010).", "Background", "claim"),
    ("Managers should invest in trust to raise loyalty.", "Discussion", "implication"),
    ("How does trust influence loyalty?", "Future research", "research_question"),
]


@pytest.mark.parametrize(("words", "section", "kind"), CASES)
def test_kinds(words: str, section: str, kind: str) -> None:
    assert kinds.kind_of(words, section, labelled_paper=False, empirical=True) == kind


def test_in_a_paper_that_numbers_its_hypotheses_expecting_is_arguing() -> None:
    words = "It is expected that trust increases loyalty."
    assert kinds.kind_of(words, "Theory", labelled_paper=True, empirical=True) == "claim"


TESTABLE = [
    "We posit that trust grows.",
    "It is hypothesised that trust grows.",
    "This paper proposes that trust drives use.",
]
NOT_TESTABLE = [
    "We propose a framework of engagement.",
    "Trust grows.",
    "We suggest that future research looks at trust.",
]


@pytest.mark.parametrize("words", TESTABLE)
def test_plainly_testable(words: str) -> None:
    assert kinds.is_testable(words)


@pytest.mark.parametrize("words", NOT_TESTABLE)
def test_not_testable(words: str) -> None:
    assert not kinds.is_testable(words)


@pytest.mark.parametrize(
    ("words", "hedged"),
    [("Trust may increase loyalty.", True), ("Trust seems to matter.", True), ("Trust increases loyalty.", False)],
)
def test_hedges(words: str, hedged: bool) -> None:
    assert kinds.is_hedged(words) is hedged


OUTLINES = [
    "The remainder of this paper is organized as follows.",
    "Section 2 develops the hypotheses and section 3 the method.",
]


@pytest.mark.parametrize("words", OUTLINES)
def test_outlines(words: str) -> None:
    assert kinds.is_outline(words)
    assert not kinds.is_outline("In the second study trust increased loyalty.")
    assert not kinds.is_outline("As discussed in the previous section, trust increases loyalty.")


@pytest.mark.parametrize(("above", "kind"), [("4. Results", "finding"), ("2. Theory", "claim"), ("", "claim")])
def test_a_section_under_results_tells_findings(above: str, kind: str) -> None:
    words = "Recognition keeps members in the workshop."
    assert kinds.kind_of(words, "4.2 Thanks", labelled_paper=True, empirical=True, above=above) == kind
