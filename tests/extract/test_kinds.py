"""Kinds of statements by their wording and place."""

from __future__ import annotations

import pytest

from pipelines.extract.pipeline import load_nlp
from pipelines.extract.scope.assertions import judge
from pipelines.extract.statements import kinds
from pipelines.record import Kind

CASES = [
    ("We hypothesize that trust increases loyalty.", "Theory", "hypothesis"),
    ("It is expected that trust increases loyalty.", "Theory", "hypothesis"),
    ("We propose that trust increases loyalty.", "Framework", "proposition"),
    ("Hypothesis 2 proposed that trust increases loyalty.", "Discussion", "hypothesis"),
    ("H8. Trust increases loyalty.", "Theory", "hypothesis"),
    ("We confirm the hypothesis that trust increases loyalty.", "Results", "finding"),
    ("We examine the effect of trust on loyalty.", "Introduction", "research_question"),
    ("Our results show that trust increases loyalty.", "Discussion", "finding"),
    ("Trust increased loyalty in both samples.", "4. Results", "finding"),
    ("The effect is statistically significant.", "Tests", "finding"),
    ("Prior research shows that trust increases loyalty.", "Background", "claim"),
    ("Trust increases loyalty (Miller et al. 2010).", "Background", "claim"),
    ("Managers should invest in trust to raise loyalty.", "Discussion", "implication"),
    ("How does trust influence loyalty?", "Future research", "research_question"),
]


def kind_of(
    words: str, section: str, *, labelled_paper: bool = False, empirical: bool = True, above: str = ""
) -> Kind:
    under = judge(load_nlp()(words), ()).kinds
    return kinds.kind_of(words, section, under, labelled_paper=labelled_paper, empirical=empirical, above=above)


@pytest.mark.parametrize(("words", "section", "kind"), CASES)
def test_kinds(words: str, section: str, kind: str) -> None:
    assert kind_of(words, section) == kind


def test_in_a_paper_that_numbers_its_hypotheses_expecting_is_arguing() -> None:
    assert kind_of("It is expected that trust increases loyalty.", "Theory", labelled_paper=True) == "claim"


@pytest.mark.parametrize(("empirical", "kind"), [(True, "claim"), (False, "proposition")])
def test_arguing_proposes_where_there_is_nothing_to_test_with(empirical: bool, kind: str) -> None:
    assert kind_of("We argue that engagement emerges from trust.", "Framework", empirical=empirical) == kind


STANDING = [
    ("We posit that trust grows.", True),
    ("It is hypothesised that trust grows.", True),
    ("This paper proposes that trust drives use.", True),
    ("We propose a framework of engagement.", False),
    ("Trust grows.", False),
    ("We suggest that future research looks at trust.", False),
    ("The coefficient of trust is expected to be positive.", False),
    ("We hypothesize:", False),
    ("Does trust grow?", True),
]


@pytest.mark.parametrize(("words", "stands"), STANDING)
def test_what_counts_without_a_relation(words: str, stands: bool) -> None:
    under = judge(load_nlp()(words), ()).kinds
    assert kinds.stands_alone(words, kind_of(words, "Theory"), under) is stands


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
    assert kind_of(words, "4.2 Thanks", labelled_paper=True, above=above) == kind
