"""What results say about hypotheses without a verdict: read from clauses, tied to the hypothesis by content."""

from __future__ import annotations

import pytest

from pipelines.extract.hypotheses import outcomes
from pipelines.extract.words.parser import load_nlp, parse
from pipelines.extract.words.sentences import Parsed, Sentence, read_words
from pipelines.record import Relation, Sign, Status


def relation(source: str, target: str, sign: Sign | None = "+", moderators: tuple[str, ...] = ()) -> Relation:
    return Relation(type="causal", source=source, target=target, sign=sign, moderators=moderators)


HYPOTHESES = [
    [relation("firm size", "reporting quality")],
    [relation("share of debt", "reporting quality", "-")],
    [relation("board independence", "reporting quality")],
    [relation("firm size", "brand equity")],
]
RESULTS: list[tuple[str, dict[int, Status]]] = [
    ("Firm size is strongly significant and positive.", {0: "supported"}),
    ("The coefficient on firm size is also positive and significant (p < .01).", {0: "supported"}),
    ("Interestingly, the share of debt is negative and significant.", {1: "supported"}),
    ("The share of debt is positive and significant.", {1: "not_supported"}),  # against the hypothesis' sign
    ("Board independence has no significant effect.", {2: "not_supported"}),
    ("Firm size has a significant effect on brand equity.", {3: "supported"}),
    ("The path between firm size and brand equity was insignificant.", {3: "not_supported"}),
    ("Neither firm size nor board independence was significant.", {0: "not_supported", 2: "not_supported"}),
    ("The share of debt fails to reach significance.", {1: "not_supported"}),
    ("The effect of firm size fell short of statistical significance.", {0: "not_supported"}),
    ("Firm size is not insignificant.", {0: "supported"}),
    ("Firm size and board independence were positive and significant.", {0: "supported", 2: "supported"}),
]
SILENT = [
    "Gender is positive and significant.",  # tells of something else
    "Firm size has a significant effect on staff turnover.",  # … on something else
    "Firm size is measured by the number of employees.",
    "The model is significant.",
    "Reporting quality is significantly influenced by habit.",
]


def parsed(*sentences: str, section: str = "4. Results") -> list[Parsed]:
    cut = [Sentence(n, n, words, "paragraph", section, None) for n, words in enumerate(sentences)]
    readings = [read_words(words, 0, len(words)) for words in sentences]
    docs = parse(load_nlp(), [reading.text for reading in readings])
    return [Parsed(*each) for each in zip(cut, docs, readings, strict=True)]


def read(*sentences: str, section: str = "4. Results") -> dict[int, Status]:
    return outcomes.find_outcomes(HYPOTHESES, parsed(*sentences, section=section), {})


@pytest.mark.parametrize(("words", "expected"), RESULTS)
def test_results_judge_by_content(words: str, expected: dict[int, Status]) -> None:
    assert read(words) == expected


@pytest.mark.parametrize("words", SILENT)
def test_what_names_no_hypothesis_judges_none(words: str) -> None:
    assert read(words) == {}


def test_only_results_judge() -> None:
    assert read("Firm size is strongly significant and positive.", section="2. Theory") == {}


def test_results_that_disagree_support_in_part() -> None:
    yes, no = "Firm size is positive and significant.", "Firm size is not significant in model 2."
    assert read(yes, no) == {0: "partially_supported"}
    assert read(yes, yes, no) == {0: "supported"}


def test_a_moderation_is_not_judged_by_its_main_effect() -> None:
    sentences = parsed("Firm size is positive and significant.", section="Results")
    moderated = [[relation("firm size", "reporting quality", "+", ("ownership",))]]
    assert outcomes.find_outcomes(moderated, sentences, {}) == {}


def test_acronyms_name_variables() -> None:
    sentences = parsed("The coefficient on BI is positive and significant.", section="Results")
    assert outcomes.find_outcomes(HYPOTHESES, sentences, {"BI": "board independence"}) == {2: "supported"}
