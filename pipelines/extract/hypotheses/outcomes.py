"""What results say about hypotheses that no verdict names: "the coefficient on firm size is positive and significant".

A clause of the results that speaks of significance is tied to a hypothesis by content. What it tells of must be named
in the hypothesis' source. Where it says on what ("no significant effect on loyalty"), that must be the target; else it
means what most of the paper's hypotheses explain. These are the weakest verdicts (on hypotheses of the
annotated papers that carry a verdict too, 13 of 16 agree with it): they count only where there is no other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from pipelines.extract.hypotheses.paths import content_words
from pipelines.extract.scope import Scope, scopes, stance_of
from pipelines.extract.words import cues
from pipelines.extract.words.acronyms import expand
from pipelines.extract.words.sentences import Parsed, Sentence
from pipelines.record import Relation, Sign, Status

RESULTS = re.compile(
    r"result|finding|discussion|conclu|estimation|hypothes[ei]s test|regression|structural model", re.I
)
CLAUSE = re.compile(
    r"\s*(?:;|,?\s+(?:but|while|whereas|although|though|however|yet)\b"
    r"|,\s+(?:and|with)\s+(?=(?:H\d|hypothes|no support))|(?<=\w)\.\s)\s*",
    re.IGNORECASE,
)
SIGNIFICANT = re.compile(r"significan", re.I)
WORD = re.compile(r"[\w-]*significan\w*", re.I)
SHORT = re.compile(r"\b(?:short|lack\w*)(?: of)? (?:statistical )?significan", re.I)  # no denial by its words
PARTLY = cues.read_pattern("partly-supported")
FINITE = re.compile(
    r"\s(?:is|are|was|were|has|have|had|does|did|do|exerts?|exerted|shows?|showed|exhibits?|exhibited|remains?|remained"
    r"|fails?|failed|falls?|fell|lacks?|lacked|reach(?:es|ed)"
    r"|affects?|affected|influences?|influenced|predicts?|predicted)\b",
    re.I,
)
ON = re.compile(
    r"\b(?:effects?|impacts?|influence|determinants?|predictors?|related|associated)\s+(?:on|of|to|with)\s+", re.I
)
POSITIVE, NEGATIVE = re.compile(r"\bpositiv", re.I), re.compile(r"\bnegativ", re.I)
BETWEEN = re.compile(r"\bbetween (.+?) and (.+)", re.I)
BY = re.compile(r"^\s+(?:\S+ ){0,4}by\b", re.I)  # a passive tells of the target first: too easily mistaken
LEAD_IN = re.compile(r"^(?:\w+ly|However|Also|Thus|Hence|Finally|Of|In|For|Regarding|With)\b[^,]*,\s*", re.I)
STOP = re.compile(r"[,;]|\s(?:implying|suggesting|indicating|reflecting|confirming|supporting)\b")
# Words of such clauses that name no construct.
FILLERS = frozenset(
    {
        *(
            "coefficient",
            "sign",
            "variable",
            "dummy",
            "estimate",
            "parameter",
            "effect",
            "impact",
            "influence",
            "path",
        ),
        *("result", "analysi", "finding", "model", "regression", "table", "also", "generally", "however", "finally"),
        *(
            "our",
            "this",
            "that",
            "these",
            "other",
            "both",
            "neither",
            "show",
            "indicate",
            "reveal",
            "overall",
            "hypothesi",
        ),
        *("we", "find", "found", "data", "although", "while", "only", "all", "most", "significant", "significance"),
    }
)
NAMED = 0.6  # share of a clause's or a target's words that the other one must hold
LONGEST = 6  # content words that the name of a variable may have
COMMON = 0.4  # share of the hypotheses whose targets must hold a word for it to be what the paper explains


class Told(NamedTuple):
    """A clause of the results: the variable's words, those it acts on (empty where unsaid), sign and status."""

    variable: frozenset[str]
    target: frozenset[str]
    sign: Sign | None
    status: Status


def may_tell(sentence: Sentence) -> bool:
    """Whether a sentence of the results speaks of significance."""
    return RESULTS.search(sentence.section or "") is not None and SIGNIFICANT.search(sentence.text) is not None


def find_outcomes(
    hypotheses: Sequence[Sequence[Relation]], parsed: Sequence[Parsed], acronyms: Mapping[str, str]
) -> dict[int, Status]:
    """The status of hypotheses, each given by its relations, by its place; those that no result names are left out."""
    explained = _explained(hypotheses, acronyms)
    counts: dict[int, Counter[Status]] = {}
    for sentence, doc, _ in parsed:
        if may_tell(sentence):
            for told in read_results(doc, acronyms):
                fits = [max((_fit(told, r, explained, acronyms) for r in each), default=0.0) for each in hypotheses]
                for place, fit in enumerate(fits):
                    if fit and fit == max(fits):
                        counts.setdefault(place, Counter())[_judge(told, hypotheses[place])] += 1
    return {place: _decide(each) for place, each in counts.items()}


def read_results(doc: Doc, acronyms: Mapping[str, str]) -> Iterator[Told]:
    """What the clauses of a sentence say about the significance of variables."""
    found = scopes(doc)
    for start, end in _clauses(doc.text):
        clause = doc.text[start:end]
        verb = FINITE.search(clause) if SIGNIFICANT.search(clause) else None
        if verb is None or BY.search(clause[verb.start() :]):
            continue
        subject = LEAD_IN.sub("", re.split(r"\bthat\b", clause[: verb.start()])[-1].strip())
        path, on = BETWEEN.search(subject), ON.search(clause, verb.start())
        acting = [path[1]] if path else re.split(r",|\band\b|\bn?or\b", subject)
        target = _named(path[2] if path else STOP.split(clause[on.end() :])[0] if on else "", acronyms)
        positive, negative = POSITIVE.search(clause), NEGATIVE.search(clause)
        sign: Sign | None = None if bool(positive) == bool(negative) else "+" if positive else "-"
        status = _status(doc, start, end, found)
        for variable in (_named(part, acronyms) for part in acting):
            if 0 < len(variable) <= LONGEST:
                yield Told(variable, target, sign, status)


def _clauses(words: str) -> Iterator[tuple[int, int]]:
    """Where the clauses of a sentence begin and end."""
    start = 0
    for joint in CLAUSE.finditer(words):
        yield start, joint.start()
        start = joint.end()
    yield start, len(words)


def _status(doc: Doc, start: int, end: int, found: Sequence[Scope]) -> Status:
    """What a clause comes to: a denial of significance is one of the effect."""
    clause = doc.text[start:end]
    if PARTLY.search(clause):
        return "partially_supported"
    places = [(start + match.start(), start + match.end()) for match in WORD.finditer(clause)]
    denied = any(stance_of(doc, first, last, found=found).negated for first, last in places)
    return "not_supported" if denied or SHORT.search(clause) else "supported"


def _named(words: str, acronyms: Mapping[str, str]) -> frozenset[str]:
    """The content words, acronyms spelled out, without those that every results section uses."""
    spelled = " ".join(expand(word.strip(",;:"), acronyms) for word in words.split())
    return frozenset(content_words(spelled)) - FILLERS


def _explained(hypotheses: Sequence[Sequence[Relation]], acronyms: Mapping[str, str]) -> frozenset[str]:
    """Words of what the paper explains: those that many hypotheses' targets share."""
    targets = [frozenset[str]().union(*(_named(r.target, acronyms) for r in each)) for each in hypotheses]
    counts = Counter(word for target in targets for word in target)
    return frozenset(word for word, n in counts.items() if n >= 2 and n >= COMMON * len(targets))


def _fit(told: Told, relation: Relation, explained: frozenset[str], acronyms: Mapping[str, str]) -> float:
    """How well a relation is what a clause tells of, from 0 (not at all) to 2; mediation and moderation never are."""
    source, target = _named(relation.source, acronyms), _named(relation.target, acronyms)
    if relation.mediators or relation.moderators or len(told.variable & source) < NAMED * len(told.variable):
        return 0.0
    near = len(told.variable & source) / len(told.variable | source)
    if not told.target:
        return near if target & explained else 0.0
    shared = len(told.target & target)
    return near + shared / len(told.target | target) if shared >= NAMED * min(len(target), len(told.target)) else 0.0


def _judge(told: Told, relations: Sequence[Relation]) -> Status:
    against = any({told.sign, relation.sign} == {"+", "-"} for relation in relations)
    return "not_supported" if against and told.status == "supported" else told.status


def _decide(counts: Counter[Status]) -> Status:
    """What most clauses say; where as many say the opposite, it held in part."""
    first, *rest = counts.most_common(2)
    return "partially_supported" if rest and rest[0][1] == first[1] else first[0]
