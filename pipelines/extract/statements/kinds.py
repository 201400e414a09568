"""What sort of statement a sentence makes: hypothesis, proposition, finding, claim, implication, research question."""

from __future__ import annotations

import re

from pipelines.extract.hypotheses.labels import kind_of as kind_of_label
from pipelines.extract.hypotheses.labels import opening_label
from pipelines.extract.scope.triggers import Kind as Scoped
from pipelines.extract.words import cues
from pipelines.record import Kind

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


def kind_of(
    words: str,
    section: str | None,
    under: frozenset[Scoped],
    *,
    labelled_paper: bool,
    empirical: bool,
    above: str = "",
) -> Kind:
    """The kind of an unlabelled statement. ``above`` are the headings that the section stands under.

    ``under`` are the scopes that its relations stand under. ``labelled_paper`` tells that the paper numbers its
    hypotheses or propositions: what it "expects" elsewhere then argues for those and is a claim. ``empirical`` tells
    that it has data to test with, so that "we argue" is argument; in a conceptual paper it is what the paper proposes.
    """
    if "question" in under:
        return "research_question"
    if labelled := opening_label(words):
        return kind_of_label(labelled)
    if "retold" in under and "verdict" not in under:
        return "hypothesis"
    if not labelled_paper and (kind := _testable(words, section, under, empirical=empirical)):
        return kind
    if ADVICE.search(words) or (
        IMPLICATION_SECTION.search(section or "") and re.search(r"\b(?:should|must|need to)\b", words)
    ):
        return "implication"
    if "report" not in under and ("result" in under or _tells_result(words, f"{above} {section}")):
        return "finding"
    return "claim"


def _testable(words: str, section: str | None, under: frozenset[Scoped], *, empirical: bool) -> Kind | None:
    """What a paper hypothesises or proposes without numbering it; what results expect is no hypothesis."""
    resulting = bool(RESULT_SECTION.search(section or ""))
    if under & {"hypothesis", "expectation"} and not resulting:
        return "hypothesis" if empirical or re.search(r"hypothes", words, re.I) else "proposition"
    if (under & {"proposal", "offer"} and not (empirical and resulting)) or ("argument" in under and not empirical):
        return "proposition"
    return None


def is_outline(words: str) -> bool:
    """Whether a sentence tells what stands where in the paper, and not merely reminds of it first."""
    return bool(OUTLINE.search(REMINDER.sub("", words)))


def _tells_result(words: str, headings: str) -> bool:
    """Whether a sentence that cites nobody tells a finding: by its words or, where it is no guess, by its place."""
    if OTHERS.search(words):
        return False
    resulting = re.search(r"result|finding|hypothes[ie]s test|structural model|regression", headings, re.I)
    guess = re.search(r"\b(?:may|might|could|should|would|will)\b", words)
    return bool(FINDING.search(words)) or (bool(resulting) and not guess)


def stands_alone(words: str, kind: Kind, under: frozenset[Scoped]) -> bool:
    """Whether a statement counts without a relation: a question, or what the paper plainly puts forward.

    What is merely expected is no hypothesis without one: "the coefficient is expected to be positive".
    """
    if kind == "research_question":
        return is_question(words)
    plain = kind in {"hypothesis", "proposition"} and under & {"hypothesis", "proposal", "argument"}
    return bool(plain) and not ABOUT_PAPER.search(words)


def is_question(words: str) -> bool:
    """Whether the sentence asks what the research is to answer."""
    return bool(QUESTION.search(words))
