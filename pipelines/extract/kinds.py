"""What sort of statement a sentence makes: hypothesis, proposition, finding, claim, implication, research question."""

from __future__ import annotations

import re

from pipelines.record import Kind

AUTHORS = r"(?:we|I|this (?:paper|study|article|research|work)|the (?:present|current) (?:paper|study|article|research)|our \w+|the authors?)"
THEREFORE = r"(?:therefore |thus |hence |also |further |then |accordingly |consequently |now |next |may again |would |could |can |might |again )*"
TESTING = re.compile(
    rf"\b{AUTHORS} {THEREFORE}(?:hypothesi[sz]e|predict|expect|anticipate|conjecture|suppose|assume)s?\b(?! (?:future|further|to))"
    rf"|\bit (?:is|was|can be|could be|may be|might be|would be) {THEREFORE}(?:hypothesi[sz]ed|predicted|expected|anticipated|conjectured"
    r"|supposed|assumed|envisaged|argued)\b"
    r"|\b(?:is|are|was|were|would be) {THEREFORE}hypothesi[sz]ed\b|\b(?:would be|are|is) (?:therefore )?(?:expected|assumed|supposed|predicted)"
    r"(?:, therefore,)? to\b|\bwe may (?:again )?expect\b|\b(?:our|the) (?:\w+ )?hypothes[ie]s (?:is|are) that\b",
    re.IGNORECASE,
)
PROPOSING = re.compile(
    rf"\b{AUTHORS} {THEREFORE}(?:propose|argue|posit|contend|postulate|theori[sz]e|submit|suggest|advance|maintain)s?\b"
    rf"|\bit is {THEREFORE}(?:proposed|posited|postulated|contended|theori[sz]ed)\b|\b(?:research )?proposition that\b",
    re.IGNORECASE,
)
# "This paper proposes a framework", "we suggest that future research": about the paper, no statement on constructs.
ABOUT_PAPER = re.compile(
    r"\b(?:propos|suggest|present|develop|advanc)\w*\s+(?:and \w+ )?(?:an?|the|our|this|several|some|three|two|four|five|new|novel|future|further|that future)\s+"
    r"(?:[\w,/-]+\s+){0,6}?(?:framework|model|research|approach|method|agenda|studies|study|avenue|direction|theory|scale|perspective"
    r"|measure|algorithm|procedure|technique|paper)s?\b",
    re.IGNORECASE,
)
# "In the following sections, we explain …": what stands where in the paper.
OUTLINE = re.compile(
    r"\b(?:(?:following|next|remaining|previous|preceding|final|last|first|second|third) (?:sub)?(?:sections?|parts?|chapters?|paragraphs?)"
    r"|(?:the )?(?:remainder|rest) of (?:this|the) (?:paper|article|study|chapter)|(?:section|part|chapter) \d(?:\.\d)?\b.{0,60}"
    r"\b(?:develops?|describes?|presents?|discusses|outlines?|reviews?|concludes?|provides?|introduces?|explains?|reports?)"
    r"|(?:paper|article|study|thesis|chapter) is (?:organi[sz]ed|structured)|this (?:section|chapter) (?:\w+ )?(?:presents?|describes?|discusses|reviews?"
    r"|provides?|outlines?|explains?))\b",
    re.IGNORECASE,
)
FINDING = re.compile(
    r"\b(?:(?:our|the|these|this|present|study's) (?:\w+ ){0,3}?(?:results?|findings?|analys[ie]s|data|evidence|study|research|estimates?|tests?|paths?"
    r"|coefficients?|regressions?|model|studies|investigation|survey|interviews?) (?:\w+ ){0,3}?(?:show|indicate|suggest|reveal|demonstrate|confirm|support|find|found"
    r"|provide|point|identif|report|highlight|establish|yield|imply|implies|illustrate|corroborate|uncover|explain|are|is|was|were)\w*"
    r"|we (?:\w+ )?(?:found|find|show|showed|observe|observed|demonstrate|demonstrated|identified|identify|uncover|reveal|revealed|document|confirmed?)"
    r"|(?:results|findings|analys[ie]s|tests) (?:\w+ ){0,4}?(?:show|indicate|suggest|reveal|demonstrate|confirm|support|imply)\w*"
    r"|it (?:was|is) (?:\w+ )?(?:found|shown|observed|revealed|confirmed) that|(?:was|were|is|are) (?:not |also |partially |fully )*supported"
    r"|statistically significant|not significant|insignificant|as (?:expected|hypothesi[sz]ed|predicted)|(?:this|the present|current) study (?:\w+ )?(?:show|found|reveal|confirm)\w*"
    r"|as shown in (?:table|figure)|p\s?[<=>]\s?0?\.\d|[βbB]\s?=\s?[-−]?0?\.\d|informants?|interviewees?|respondents?)\b",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\b(?:prior|previous|past|earlier|extant|existing|recent|other|many|several|some) (?:\w+ ){0,2}?(?:research|stud(?:y|ies)|work|literature|scholars|authors"
    r"|researchers|findings|evidence)\b|\bet al\.?,? \(?\d{4}|\b[A-Z]\w+ (?:and [A-Z]\w+ )?\(\d{4}",
)
RESULT_SECTION = re.compile(
    r"result|finding|discussion|hypothes[ie]s test|analys[ei]s|structural model|regression|study \d|experiment|conclu",
    re.I,
)
IMPLICATION_SECTION = re.compile(r"implication|recommendation|guideline|practice|managerial", re.I)
ADVICE = re.compile(
    r"\b(?:managers?|practitioners?|marketers?|firms?|companies|company|organi[sz]ations?|policy[- ]?makers?|retailers?|brands?|providers?|businesses|hotels?"
    r"|executives?|educators?|developers?|designers?|institutions?|universities|governments?|one|we|it|they) (?:\w+ ){0,3}?(?:should|ought to|must|need to|needs to|have to|has to|are advised"
    r"|are encouraged|are recommended|would be well advised|can benefit|may want to|are well advised)\b|\bit is (?:\w+ )?(?:recommended|advisable|imperative|important) (?:that|for|to)\b"
    r"|\b(?:managerial|practical|policy|theoretical) implications?\b|\bwe (?:recommend|advise)\b|\bguidance (?:for|on|to)\b|\bguidelines? for\b",
    re.IGNORECASE,
)
QUESTION = re.compile(
    r"\?[”\"’')]*$|\bresearch questions? (?:is|are|was|were|concern|ask)|\b(?:aims?|seeks?|attempts?) to (?:answer|address) (?:the )?(?:\w+ )?questions?\b"
    r"|\bthis raises the questions?\b|\bthe question (?:of|is|arises|remains) (?:whether|how|what|who|which|why)\b|\bRQ\s?\d",
    re.IGNORECASE,
)


def kind_of(words: str, section: str | None, *, labelled_paper: bool, empirical: bool) -> Kind:
    """The kind of an unlabelled statement.

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
    if not OTHERS.search(words) and (FINDING.search(words) or _tells_result(words, section)):
        return "finding"
    return "claim"


def _tells_result(words: str, section: str | None) -> bool:
    """In a results section, the past tense and figures tell findings."""
    return bool(
        section and re.search(r"result|finding|hypothes[ie]s test|structural model|regression", section, re.I)
    ) and not re.search(r"\b(?:may|might|could|should|would|will)\b", words)


def is_testable(words: str) -> bool:
    """Whether the sentence plainly hypothesises or proposes, label or not."""
    return bool(TESTING.search(words) or PROPOSING.search(words)) and not ABOUT_PAPER.search(words)


def is_question(words: str) -> bool:
    """Whether the sentence asks what the research is to answer."""
    return bool(QUESTION.search(words))


HEDGES = re.compile(
    r"\b(?:may|might|could|can|possibly|perhaps|potentially|probably|likely|seems?|appears?|tends? to|arguably|presumably|suggests?|suggested)\b",
    re.IGNORECASE,
)
NEGATIONS = re.compile(
    r"\b(?:not|no|never|neither|nor|cannot|can't|don't|doesn't|didn't|n't|without any|fails? to|failed to)\b", re.I
)


def is_hedged(words: str) -> bool:
    """Whether the sentence holds back: "may", "seems", "tends to"."""
    return bool(HEDGES.search(words))
