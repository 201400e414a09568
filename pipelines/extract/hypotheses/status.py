"""Which hypotheses the paper found supported: verdicts in running text and in tables.

    "H1, H2b and H4 were supported"    "Hypotheses 1-3 received support"    "we find no support for H5"
    rows:  H1 | Trust -> Loyalty | 0.31*** | Supported

``verdicts`` reads single sentences. Here every place has a weight, a table's more than a sentence's, since it says one
thing about each; the status with the greatest sum stands, and a tie leaves the question open.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipelines.extract.hypotheses import labels
from pipelines.extract.hypotheses.occasions import UNSAID, Occasion, Studies
from pipelines.extract.hypotheses.paths import PathRow, rows_by_sample
from pipelines.extract.hypotheses.verdicts import BEFORE, EVERY, Told, named_in, read_verdicts
from pipelines.extract.words import cues
from pipelines.extract.words.sentences import Sentence
from pipelines.record import Relation, Status
from pipelines.text import Text

CELL_YES = cues.read_pattern("verdict-yes")
CELL_NO = cues.read_pattern("verdict-no")
CELL_PART = cues.read_pattern("verdict-partly")
BRACKETS = re.compile(rf"[(\[][^()\[\]]*?{labels.LABEL.pattern}[^()\[\]]*[)\]]")
NULL = re.compile(
    r"\bno (?:\w+ ){0,3}?(?:effects?|impacts?|influences?|relationships?|associations?|differences?|role)\b",
    re.IGNORECASE,
)
THIS = re.compile(r"\b(?:this|our|the) (hypothesis|proposition)\b", re.IGNORECASE)
TOLD = cues.read_pattern("effect-told")
RESULTS = re.compile(r"result|finding|discussion|conclusion|summary|test|analys|implication|abstract|model", re.I)


class Verdict(NamedTuple):
    """What one place says about one hypothesis. ``weight`` tells how much the place counts.

    ``broad`` tells that it speaks of all hypotheses; ``occasion`` names the study and sample that it is about.
    """

    label: str
    status: Status
    weight: float
    start: int
    tabled: bool = False
    broad: bool = False
    occasion: Occasion = UNSAID


def find_verdicts(text: Text, sentences: Sequence[Sentence], known: Sequence[str] = ()) -> list[Verdict]:
    """All verdicts of a paper, in tables and in running text; ``known`` are the labels that it states."""
    studies = Studies(text)
    return [*_told(sentences, known, studies), *_tabled(text, studies)]


def decide(verdicts: Sequence[Verdict]) -> dict[str, Status]:
    """The status of each label where its verdicts agree or outweigh one another; a tie gives none.

    What is said of a hypothesis by name counts before what is said of all. Where it was tested in several studies or
    samples, and they differ, it held in part.
    """
    decided: dict[str, Status] = {}
    for label in dict.fromkeys(v.label for v in verdicts):
        own = [v for v in verdicts if v.label == label]
        status = _weigh([v for v in own if not v.broad] or own)
        if status is not None:
            decided[label] = status
    return decided


def _weigh(verdicts: Sequence[Verdict]) -> Status | None:
    by_occasion = set(by_occasions(verdicts).values())
    if len(by_occasion) > 1:
        return "partially_supported"
    general = heaviest([v for v in verdicts if v.occasion == UNSAID])
    return general if by_occasion and general == "partially_supported" else heaviest(verdicts)


def by_occasions(verdicts: Sequence[Verdict]) -> dict[Occasion, Status]:
    """The status on each study and sample that verdicts name; one whose verdicts are in a tie is left out."""
    named: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in verdicts:
        if verdict.occasion != UNSAID:
            named.setdefault(verdict.occasion.key, []).append(verdict)
    found = {each[0].occasion: heaviest(each) for each in named.values()}
    return {occasion: status for occasion, status in found.items() if status is not None}


def heaviest(verdicts: Sequence[Verdict]) -> Status | None:
    """The status with the greatest sum of weights; a tie, like nothing at all, gives none."""
    counts: dict[Status, float] = {}
    for verdict in verdicts:
        counts[verdict.status] = counts.get(verdict.status, 0.0) + verdict.weight
    if "partially_supported" in counts and {"supported", "not_supported"} <= counts.keys():
        return "partially_supported"  # "supported H2 … contradicted H2 … thus, H2 was partially supported"
    best = max(counts.values(), default=0.0)
    heavy = [status for status, weight in counts.items() if weight > best - 1e-9]
    return heavy[0] if len(heavy) == 1 else None


def status_of(label: str, decided: Mapping[str, Status]) -> Status | None:
    """The status of a label: its own, its parent's, or what its sub-hypotheses' come to."""
    if label in decided:
        return decided[label]
    if label[-1].isalpha() and label[:-1] in decided:
        return decided[label[:-1]]
    below = {status for other, status in decided.items() if other[:-1] == label and other[-1].isalpha()}
    if not below:
        return None
    return below.pop() if len(below) == 1 else "partially_supported"


def _told(sentences: Sequence[Sentence], known: Sequence[str], studies: Studies) -> Iterator[Verdict]:
    """What sentences say: of labels, of all that the paper states, and of what the sentence before named."""
    before: list[str] = []
    for sentence in sentences:
        words, results = sentence.text, RESULTS.search(sentence.section or "") is not None
        named = named_in(words)
        told = read_verdicts(words)
        if results and named and BRACKETS.search(words):
            own = {each.label for each in told}
            told = [*told, *(Told(*each) for each in dict(bracket_verdicts(words)).items() if each[0] not in own)]
        weight = 1.0 if results or studies.at(sentence.start) else 0.6
        for label, status, occasion in told:
            if label == EVERY:
                meant = [each for each in known if each not in {other.label for other in told}]
            else:
                meant = list(_meant(words, before, known)) if label == BEFORE else [label]
            for each, where in itertools.product(meant, studies.meant(occasion, sentence.start)):
                yield Verdict(each, status, weight, sentence.start, broad=label == EVERY, occasion=where)
        before = named if named and not told else []


def _meant(words: str, before: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    """The labels that "this hypothesis" means: those of the sentence before, or the only one of its kind."""
    if before:
        return before
    found = THIS.search(words)
    of_kind = [k for k in known if found and k[0] == found[1][0].upper()]
    return of_kind if len(of_kind) == 1 else []


def bracket_verdicts(words: str) -> list[tuple[str, Status]]:
    """ "A had no effect on B (H9), but strongly affects C (H5)": what is said before each bracket."""
    found: list[tuple[str, Status]] = []
    last = 0
    for match in BRACKETS.finditer(words):
        part = words[last : match.start()]
        told: Status | None = (
            "not_supported" if NULL.search(part) or _is_null(match[0]) else "supported" if TOLD.search(part) else None
        )
        if told is None and found and len(part.split()) <= 8:
            told = found[-1][1]
        if told is not None:
            found += [(name, told) for m in labels.LABEL.finditer(match[0]) for name in labels.names(m)]
        last = match.end()
    return found


def _tabled(text: Text, studies: Studies) -> Iterator[Verdict]:
    for table in text.tables:
        study = studies.of_table(table)
        for row, sample in rows_by_sample(labels.joined_rows(table.rows)):
            named = next((name for cell in row for name in _label_of(cell)), None)
            verdict = next((v for cell in reversed(row) if (v := _cell_verdict(cell.strip())) is not None), None)
            if named is not None and verdict is not None:
                yield Verdict(named, verdict, 2.0, table.start, tabled=True, occasion=Occasion(study, sample))


def _label_of(cell: str) -> list[str]:
    found = labels.LABEL.match(cell.strip())
    return labels.names(found) if found else []


def _cell_verdict(cell: str) -> Status | None:
    if CELL_PART.match(cell):
        return "partially_supported"
    if CELL_NO.match(cell):
        return "not_supported"
    return "supported" if CELL_YES.match(cell) else None


def path_verdicts(label: str, row: PathRow, relation: Relation) -> list[Verdict]:
    """What a table's row says about the hypothesis that it tests: its verdict cell, or stars and direction."""
    last = next((cell.strip() for cell in reversed(row.cells) if re.search(r"[^\W\d_]{2}|✓|✗", cell)), "")
    told = _cell_verdict(last)  # a word before the last one may be another study's
    if told is not None:
        return [Verdict(label, told, 3.0, row.start, tabled=True, occasion=row.occasion)]
    beta = next((e for e in row.effects if e.statistic == "β"), None)
    if beta is None:
        return []
    significant = row.starred or (beta.p is not None and _p(beta.p) < 0.05)
    against = (relation.sign == "+" and beta.value < 0) or (relation.sign == "-" and beta.value > 0)
    return [
        Verdict(
            label,
            "supported" if significant and not against else "not_supported",
            0.8,
            row.start,
            tabled=True,
            occasion=row.occasion,
        )
    ]


def _p(printed: str) -> float:
    number = re.search(r"\d?\.\d+", printed)
    return float(number[0]) - (1e-9 if "<" in printed else 0.0) if number else 1.0


def _is_null(bracket: str) -> bool:
    """ "(H3, p = .42)", "(H3, n.s.)": the bracket itself says that nothing was found."""
    figure = re.search(r"\bp\s*([=>])\s*(\d?\.\d+)", bracket)
    told = figure is not None and float(figure[2]) >= (0.1 if figure[1] == "=" else 0.05)
    return told or re.search(r"\bn\.?\s?s\.?(?=[\s,;)\]])", bracket) is not None
