"""Which hypotheses the paper found supported: verdicts in running text and in tables.

    "H1, H2b and H4 were supported"    "Hypotheses 1-3 received support"    "we find no support for H5"
    rows:  H1 | Trust -> Loyalty | 0.31*** | Supported

A verdict hangs on the labels of its clause. Every place has a weight, a table's more than a sentence's, since it says
one thing about each; the status with the greatest sum stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipelines.extract import cues, labels
from pipelines.extract.paths import PathRow
from pipelines.extract.sentences import Sentence
from pipelines.record import Relation, Status
from pipelines.text import Text

NOT = cues.read_pattern("not-supported")
PARTLY_NEAR = cues.read_pattern("partly-supported")
YES = cues.read_pattern("supported")
# What a hypothesis is compared with is no verdict on it.
IDLE = cues.read_pattern("no-verdict")
CLAUSE = re.compile(
    r"\s*(?:;|,?\s+(?:but|while|whereas|although|though|however|yet)\b"
    r"|,\s+(?:and|with)\s+(?=(?:H\d|hypothes|no support))|(?<=\w)\.\s)\s*",
    re.IGNORECASE,
)
CELL_YES = cues.read_pattern("verdict-yes")
CELL_NO = cues.read_pattern("verdict-no")
CELL_PART = cues.read_pattern("verdict-partly")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
ORDINAL = re.compile(rf"\b({'|'.join(ORDINALS)})\s+(hypothesis|proposition)\b", re.IGNORECASE)
ALL = re.compile(
    r"\b(?:all|none) (?:of )?(?:the |our |these |other |\w+ )?(?:hypotheses|propositions|hypothesi[sz]ed)\b",
    re.IGNORECASE,
)
EXCEPT = re.compile(
    r"\b(?:except(?:ing|ion)?(?: (?:for|of))?|apart from|other than|with the exception of|but not|save for)\b",
    re.IGNORECASE,
)
BRACKETS = re.compile(rf"[(\[][^()\[\]]*?{labels.LABEL.pattern}[^()\[\]]*[)\]]")
ANAPHOR = cues.read_pattern("anaphoric-verdict")
NULL = re.compile(
    r"\bno (?:\w+ ){0,3}?(?:effects?|impacts?|influences?|relationships?|associations?|differences?|role)\b",
    re.IGNORECASE,
)
THIS = re.compile(r"\b(?:this|our|the) (hypothesis|proposition)\b", re.IGNORECASE)
BARE_NOT = re.compile(r"^\W*(?:not|nor)\b", re.IGNORECASE)
TOLD = cues.read_pattern("effect-told")
RESULTS = re.compile(r"result|finding|discussion|conclusion|summary|test|analys|implication|abstract|model", re.I)


class Verdict(NamedTuple):
    """What one place says about one hypothesis. ``weight`` tells how much the place counts."""

    label: str
    status: Status
    weight: float
    start: int
    tabled: bool = False


def find_verdicts(text: Text, sentences: Sequence[Sentence], known: Sequence[str] = ()) -> list[Verdict]:
    """All verdicts of a paper, in tables and in running text; ``known`` are the labels that it states."""
    return [*_told(sentences, known), *_tabled(text)]


def decide(verdicts: Sequence[Verdict]) -> dict[str, Status]:
    """The status of each label where its verdicts agree or outweigh one another; sub-labels pass theirs up."""
    weights: dict[str, dict[Status, float]] = {}
    for verdict in verdicts:
        counts = weights.setdefault(verdict.label, {})
        counts[verdict.status] = counts.get(verdict.status, 0.0) + verdict.weight
    return {label: max(counts, key=lambda s: (counts[s], s != "supported")) for label, counts in weights.items()}


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


def _told(sentences: Sequence[Sentence], known: Sequence[str]) -> Iterator[Verdict]:
    before: list[str] = []  # labels of the sentence before, for "This was supported."
    for sentence in sentences:
        words = sentence.text
        named = named_in(words)
        judged = bool(YES.search(words) or NOT.search(words)) and not IDLE.search(words)
        weight = 1.0 if RESULTS.search(sentence.section or "") else 0.6
        if judged and ALL.search(words):
            yield from _of_all(sentence, known)
        elif named and BRACKETS.search(words) and RESULTS.search(sentence.section or ""):
            for label, verdict in bracket_verdicts(words):
                yield Verdict(label, verdict, weight, sentence.start)
        elif named and judged:
            for label, verdict in clause_verdicts(words):
                yield Verdict(label, verdict, weight, sentence.start)
        elif judged and (only := _only(words, known)):
            if told := _verdict(words):
                yield Verdict(only, told, weight, sentence.start)
        elif judged and before and ANAPHOR.search(words) and (told := _verdict(words)):
            for label in before:
                yield Verdict(label, told, weight, sentence.start)
        before = named if named and not judged else []


def _only(words: str, known: Sequence[str]) -> str | None:
    """The label that "this proposition" means: the only one of its kind."""
    found = THIS.search(words)
    labels_of_kind = [k for k in known if found and k[0] == found[1][0].upper()]
    return labels_of_kind[0] if len(labels_of_kind) == 1 else None


def named_in(words: str) -> list[str]:
    """Labels that the words name, ordinals ("our third hypothesis") included."""
    found = [name for match in labels.LABEL.finditer(words) for name in labels.names(match)]
    for match in ORDINAL.finditer(words):
        found.append(f"{'P' if match[2].lower().startswith('p') else 'H'}{ORDINALS.index(match[1].lower()) + 1}")
    return found


def _of_all(sentence: Sentence, known: Sequence[str]) -> Iterator[Verdict]:
    """ "All hypotheses are supported except H6c": a word on every label, reversed for those named."""
    split = EXCEPT.search(sentence.text)
    excepted = set(named_in(sentence.text[split.end() :])) if split else set()
    if named_in(sentence.text) and not excepted:
        return
    told = _verdict(EXCEPT.split(sentence.text)[0])
    if told == "supported" or told == "not_supported":
        other: Status = "not_supported" if told == "supported" else "supported"
        for label in known:
            yield Verdict(
                label, other if label in excepted else told, 1.0 if label in excepted else 0.5, sentence.start
            )


def bracket_verdicts(words: str) -> list[tuple[str, Status]]:
    """ "A had no effect on B (H9), but strongly affects C (H5)": what is said before each bracket."""
    found: list[tuple[str, Status]] = []
    last = 0
    for match in BRACKETS.finditer(words):
        part = words[last : match.start()]
        told = "not_supported" if NULL.search(part) else _verdict(part) or ("supported" if TOLD.search(part) else None)
        if told is None and found and len(part.split()) <= 8:
            told = found[-1][1]
        if told is not None:
            found += [(name, told) for m in labels.LABEL.finditer(match[0]) for name in labels.names(m)]
        last = match.end()
    return found


def clause_verdicts(words: str) -> list[tuple[str, Status]]:
    """Labels with the verdict of their clause; a clause without one takes that of the clause before or after it."""
    clauses = [c for c in CLAUSE.split(words) if c and c.strip()]
    told: list[tuple[list[str], Status | None]] = []
    for clause in clauses:
        verdict = _verdict(clause)
        if BARE_NOT.match(clause) and told and told[-1][1] == "supported":
            verdict = "not_supported"
        told.append((named_in(clause), verdict))
    found: list[tuple[str, Status]] = []
    for n, (named, verdict) in enumerate(told):
        if verdict is None and not any(v for _, v in told[:n]):
            verdict = next((v for _, v in told[n + 1 :] if v is not None), None)
        if verdict is not None:
            found += [(name, verdict) for name in named]
    return found


def _verdict(clause: str) -> Status | None:
    if PARTLY_NEAR.search(clause):
        return "partially_supported"
    if NOT.search(clause):
        return "not_supported"
    return "supported" if YES.search(clause) else None


def _tabled(text: Text) -> Iterator[Verdict]:
    for table in text.tables:
        for row in labels.joined_rows(table.rows):
            named = [name for cell in row for name in _label_of(cell)]
            if not named:
                continue
            verdict = next((v for cell in reversed(row) if (v := _cell_verdict(cell.strip())) is not None), None)
            if verdict is not None:
                for name in named[:1]:
                    yield Verdict(name, verdict, 2.0, table.start, tabled=True)


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
        return [Verdict(label, told, 3.0, row.start, tabled=True)]
    beta = next((e for e in row.effects if e.statistic == "β"), None)
    if beta is None:
        return []
    significant = row.starred or (beta.p is not None and _p(beta.p) < 0.05)
    against = (relation.sign == "+" and beta.value < 0) or (relation.sign == "-" and beta.value > 0)
    return [
        Verdict(label, "supported" if significant and not against else "not_supported", 0.8, row.start, tabled=True)
    ]


def _p(printed: str) -> float:
    number = re.search(r"\d?\.\d+", printed)
    return float(number[0]) - (1e-9 if "<" in printed else 0.0) if number else 1.0
