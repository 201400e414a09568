"""Which hypotheses the paper found supported: verdicts in running text and in tables.

    "H1, H2b and H4 were supported"    "Hypotheses 1-3 received support"    "we find no support for H5"
    rows:  H1 | Trust -> Loyalty | 0.31*** | Supported

A verdict hangs on the labels of its clause; later and plainer verdicts outweigh earlier ones (a discussion that sums up
against a table that lists: the table is taken first, since it says one thing about each).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from pipelines.extract import labels
from pipelines.extract.sentences import Sentence
from pipelines.extract.paths import PathRow
from pipelines.record import Relation, Status
from pipelines.text import Text

NOT = re.compile(
    r"\b(?:no(?:t|r)?\s+(?:\w+\s+){0,3}?(?:support|confirm|accept|significan|corroborat|verif|receiv|find|found)\w*|n['’]t\s+(?:\w+\s+){0,2}?(?:support|find|receive)\w*"
    r"|(?:no|little|lack of|without|insufficient|any)\s+(?:\w+\s+){0,3}?support|reject\w*|unsupported|disconfirm\w*|refut\w*|fail\w*\s+to\s+(?:\w+\s+){0,2}?"
    r"(?:support|find|receive|confirm|reach|provide)\w*|failed|insignificant|non-?significant|contrary to (?:our |the )?(?:expect|hypothes|predict|H\d)\w*|contradict\w*|neither"
    r"|cannot be (?:supported|accepted|confirmed)|were? not|was not|is not|are not|disproved?|falsif\w*)\b",
    re.IGNORECASE,
)
PARTLY = re.compile(
    r"\b(?:partial(?:ly)?|partly|mixed|limited|some|moderate(?:ly)?|weak(?:ly)?|in part|mostly|marginal(?:ly)?|qualified|conditional(?:ly)?)\b"
    r"(?:\s+\w+){0,2}?\s*(?:support|confirm|accept|hold|verif|corrobor)?",
    re.IGNORECASE,
)
PARTLY_NEAR = re.compile(
    r"\b(?:partial(?:ly)?|partly|mixed|limited|some|moderate(?:ly)?|weak(?:ly)?|marginal(?:ly)?|qualified)\s+(?:\w+\s+){0,2}?(?:support|confirm|accept|verif|corrobor|hold)\w*"
    r"|(?:support|confirm|accept)\w*\s+(?:\w+\s+){0,2}?(?:partial(?:ly)?|partly|in part)\b|\bonly\s+(?:partial(?:ly)?|partly)\b",
    re.IGNORECASE,
)
YES = re.compile(
    r"\b(?:support\w*|confirm\w*|accept\w*|corroborat\w*|verif\w*|validat\w*|substantiat\w*|hold\w*|(?:in line|consistent|congruent) with"
    r"|evidence (?:for|of)|as (?:hypothesi[sz]ed|predicted|expected|proposed))\b",
    re.IGNORECASE,
)
# What a hypothesis is compared with is no verdict on it.
IDLE = re.compile(
    r"\b(?:to test|will test|tests?ing of|in order to|we (?:then )?test(?:ed)?|would be supported|is supported by (?:the )?(?:literature|prior|previous|\w+ et al))\b",
    re.I,
)
CLAUSE = re.compile(
    r"\s*(?:;|,?\s+(?:but|while|whereas|although|though|however|yet)\b|,\s+(?:and|with)\s+(?=(?:H\d|hypothes|no support))|(?<=\w)\.\s)\s*",
    re.IGNORECASE,
)
CELL_YES = re.compile(
    r"^(?:yes|supported?|accepted|confirmed|verified|valid(?:ated)?|significant|✓|✔|√|s|sup\.?|not rejected|fully supported)\.?\*?$",
    re.I,
)
CELL_NO = re.compile(
    r"^(?:no|n\.?s\.?|not[ -](?:supported|accepted|confirmed|significant|verified)|unsupported|rejected|reject|non-?significant|insignificant|✗|✘|×|x|ns|refuted|not)\.?$",
    re.I,
)
CELL_PART = re.compile(r"^(?:partial(?:ly)?|partly|mixed)(?:\s+(?:support(?:ed)?|accepted|confirmed))?\.?$", re.I)
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
ANAPHOR = re.compile(
    r"^(?:(?:However|Thus|Therefore|Hence|As expected|Indeed),?\s+)?(?:this|these|it|they|both|that|our|the) (?:\w+ ){0,3}?(?:was|were|is|are|has|have|received?|found|support|hypothes|predict|expect)",
    re.IGNORECASE,
)
NULL = re.compile(r"\bno (?:\w+ ){0,3}?(?:effects?|impacts?|influences?|relationships?|associations?|differences?|role)\b", re.IGNORECASE)
BARE_NOT = re.compile(r"^\W*(?:not|nor)\b", re.IGNORECASE)
TOLD = re.compile(
    r"\b(?:significant\w*|positive\w*|negative\w*|strong\w*|affect\w*|influenc\w*|predict\w*|driv\w*|contribut\w*|increas\w*|enhanc\w*|effect|impact)\b",
    re.IGNORECASE,
)
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


def status_of(label: str, decided: dict[str, Status]) -> Status | None:
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
        elif judged and before and ANAPHOR.search(words) and (told := _verdict(words)):
            for label in before:
                yield Verdict(label, told, weight, sentence.start)
        before = named if named and not judged else []


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
    """ "A had no effect on B (H9), but strongly affects C (H5)": what is said before each bracket since the last one."""
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
    return cast(Status, "supported") if CELL_YES.match(cell) else None


def path_verdicts(label: str, row: PathRow, relation: Relation) -> list[Verdict]:
    """What a table's row says about the hypothesis that it tests: its verdict cell, or stars and direction."""
    told = next((v for cell in reversed(row.cells) if (v := _cell_verdict(cell.strip())) is not None), None)
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
