"""What did not become a statement, and why: labelled hypotheses, and sentences that carry a cue.

The reasons are found after the fact, by asking the questions again that ``statements`` asks. Extraction itself
therefore pays nothing for them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from pipelines.extract.hypotheses import labels
from pipelines.extract.hypotheses.labels import Labelled
from pipelines.extract.hypotheses.portions import sentence_of
from pipelines.extract.hypotheses.rewording import OPENS
from pipelines.extract.relations.finder import find_empty, find_relations
from pipelines.extract.scope.assertions import judge
from pipelines.extract.statements import kinds
from pipelines.extract.statements.stating import RESTATED, likeness, may_state
from pipelines.extract.words.sentences import Parsed, Sentence
from pipelines.record import Statement
from pipelines.text import Text

NO_RELATION = "no relation between two constructs was found"
EMPTY_ENDS = "an end of its relation names nothing, such as a pronoun or the authors"
OUTLINE = "it tells what stands where in the paper"
ABOUT_PAPER = "it is about the paper itself"
RESTATES = "it restates {}"
WORDED_ELSEWHERE = "{} is taken from where the paper words it best"
LOST = "reading it failed ({}); please report this sentence"
NEVER_WORDED = "{} is named, but no sentence that states it was found"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A sentence that could have been a statement: its place in the content, and why it is none.

    ``fault`` tells that reading it failed, so that nobody knows what it would have been.
    """

    start: int
    end: int
    text: str
    label: str | None
    reason: str
    fault: bool = False


def tell_lost(lost: Sequence[tuple[Sentence, Exception]]) -> tuple[Dropped, ...]:
    """The sentences that a fault cost, each once, in reading order."""
    told = {
        (s.start, s.end): Dropped(
            start=s.start, end=s.end, text=s.text, label=None, reason=LOST.format(_short(raised)), fault=True
        )
        for s, raised in lost
    }
    return tuple(sorted(told.values(), key=lambda d: d.start))


def _short(raised: Exception) -> str:
    """What was raised, on one short line."""
    return " ".join(f"{type(raised).__name__}: {raised}".split())[:120]


def find_dropped(
    text: Text, sentences: Sequence[Sentence], parsed: Sequence[Parsed], told: Sequence[Statement]
) -> tuple[Dropped, ...]:
    """What was passed over, in reading order; ``told`` are the statements that were made of the rest."""
    found = [*_other_wordings(text, sentences, told), *_never_worded(text, sentences, told)]
    places = [(s.start or 0, s.end or 0) for s in told] + [(d.start, d.end) for d in found]
    for each in parsed:
        sentence = each.sentence
        free = not any(a < sentence.end and sentence.start < b for a, b in places)
        if free and may_state(sentence.text) and not _is_verdict(sentence.text):
            found.append(_drop(sentence, None, _reason(each, told)))
    return tuple(sorted(found, key=lambda d: (d.start, d.label or "")))


def _drop(place: Sentence | Labelled, label: str | None, reason: str, words: str | None = None) -> Dropped:
    text = words if words is not None else place.text if isinstance(place, Sentence) else ""
    return Dropped(start=place.start, end=place.end, text=text, label=label, reason=reason)


def _reason(parsed: Parsed, told: Sequence[Statement]) -> str:
    words = parsed.sentence.text
    if kinds.is_outline(words):
        return OUTLINE
    for statement in told:
        if _rewords(parsed.sentence, statement) or (
            statement.kind in {"hypothesis", "proposition"} and likeness(words, statement.text) >= RESTATED
        ):
            return RESTATES.format(statement.label or f"an unlabelled {statement.kind}")
    if unsaid := judge(parsed.doc, find_relations(parsed.doc)).reason:
        return unsaid
    if kinds.ABOUT_PAPER.search(words):
        return ABOUT_PAPER
    return EMPTY_ENDS if find_empty(parsed.doc) else NO_RELATION


def _rewords(sentence: Sentence, statement: Statement) -> bool:
    """Whether a sentence says again the labelled statement right before it: "That is, …"."""
    gap = sentence.start - (statement.end or 0)
    return statement.label is not None and 0 < gap <= 2 and bool(OPENS.search(sentence.text))


def _other_wordings(text: Text, sentences: Sequence[Sentence], told: Sequence[Statement]) -> Iterator[Dropped]:
    """Places that word a label again which was taken from elsewhere."""
    taken = {s.label: (s.start or 0, s.end or 0) for s in told if s.label}
    for place in labels.find_candidates(text, sentences):
        start, end = taken.get(place.label, (0, 0))
        if end and not (start < place.end and place.start < end):
            words = sentence_of(text, place).text
            yield _drop(place, place.label, WORDED_ELSEWHERE.format(place.label), words)


def _never_worded(text: Text, sentences: Sequence[Sentence], told: Sequence[Statement]) -> Iterator[Dropped]:
    """The first sentence to name each label that has no statement, where the paper uses such labels at all."""
    known = {s.label for s in told if s.label}
    whole = {label.rstrip("abcdefgh") for label in known}
    letters = {label[0] for label in known} | ({"H"} if "hypothes" in text.content.lower() else set())
    for sentence in sentences:
        for found in labels.LABEL.finditer(sentence.text):
            for label in labels.names(found):
                if label[0] in letters and label not in known | whole and _is_whole(sentence.text, found.span()):
                    known.add(label)
                    yield _drop(sentence, label, NEVER_WORDED.format(label))


def _is_whole(words: str, span: tuple[int, int]) -> bool:
    """Whether the label stands by itself: H2 is none in "H2O"."""
    return not (words[: span[0]][-1:].isalnum() or words[span[1] :][:1].isalnum())


def _is_verdict(words: str) -> bool:
    """ "H1 and H2 were supported": no statement, but read as the status of those."""
    return bool(labels.VERDICT.search(words) and labels.LABEL.search(words))
