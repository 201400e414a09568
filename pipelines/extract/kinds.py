"""What sort of statement a sentence makes: hypothesis, proposition, finding, claim, implication, research question."""

from __future__ import annotations

import re

from pipelines.extract import cues
from pipelines.record import Kind

TESTING = cues.read_pattern("testing")
PROPOSING = cues.read_pattern("proposing")
# "This paper proposes a framework", "we suggest that future research": about the paper, no statement on constructs.
ABOUT_PAPER = cues.read_pattern("about-paper")
# "In the following sections, we explain …": what stands where in the paper.
OUTLINE = cues.read_pattern("outline")
REMINDER = re.compile(r"^As [^,]{3,60},\s")  # "As discussed in the previous section, trust raises loyalty."
FINDING = cues.read_pattern("finding")
OTHERS = re.compile(
    r"\b(?:prior|previous|past|earlier|extant|existing|recent|other|many|several|some) (?:\w+ ){0,2}?"
    r"(?:research|stud(?:y|ies)|work|literature|scholars|authors|researchers|findings|evidence)\b"
    r"|\bet al\.?,? \(?\d{4}|\b[A-Z]\w+ (?:and [A-Z]\w+ )?\(\d{4}",
)
RESULT_SECTION = re.compile(
    r"result|finding|discussion|hypothes[ie]s test|analys[ei]s|structural model|regression|study \d|experiment|conclu",
    re.I,
)
IMPLICATION_SECTION = re.compile(r"implication|recommendation|guideline|practice|managerial", re.I)
ADVICE = cues.read_pattern("advice")
QUESTION = cues.read_pattern("question")


def kind_of(words: str, section: str | None, *, labelled_paper: bool, empirical: bool, above: str = "") -> Kind:
    """The kind of an unlabelled statement. ``above`` are the headings that the section stands under.

    ``labelled_paper`` tells that the paper numbers its hypotheses or propositions: what it "expects" elsewhere then
    argues for those and is a claim. ``empirical`` tells that it has data to test with, so that "we argue" is argument;
    in a conceptual paper it is what the paper proposes.
    """
    if QUESTION.search(words):
        return "research_question"
    if not labelled_paper and TESTING.search(words) and not RESULT_SECTION.search(section or ""):
        return "hypothesis" if empirical or re.search(r"hypothes", words, re.I) else "proposition"
    if not labelled_paper and PROPOSING.search(words) and not (empirical and RESULT_SECTION.search(section or "")):
        return "proposition"
    if ADVICE.search(words) or (
        IMPLICATION_SECTION.search(section or "") and re.search(r"\b(?:should|must|need to)\b", words)
    ):
        return "implication"
    if not OTHERS.search(words) and (FINDING.search(words) or _tells_result(words, f"{above} {section}")):
        return "finding"
    return "claim"


def is_outline(words: str) -> bool:
    """Whether a sentence tells what stands where in the paper, and not merely reminds of it first."""
    return bool(OUTLINE.search(REMINDER.sub("", words)))


def _tells_result(words: str, headings: str) -> bool:
    """In a results section, whatever is no guess tells a finding."""
    return bool(
        re.search(r"result|finding|hypothes[ie]s test|structural model|regression", headings, re.I)
    ) and not re.search(r"\b(?:may|might|could|should|would|will)\b", words)


def is_testable(words: str) -> bool:
    """Whether the sentence plainly hypothesises or proposes, label or not."""
    return bool(TESTING.search(words) or PROPOSING.search(words)) and not ABOUT_PAPER.search(words)


def is_question(words: str) -> bool:
    """Whether the sentence asks what the research is to answer."""
    return bool(QUESTION.search(words))


HEDGES = cues.read_pattern("hedge")


def is_hedged(words: str) -> bool:
    """Whether the sentence holds back: "may", "seems", "tends to"."""
    return bool(HEDGES.search(words))
