"""The tests of a hypothesis that a paper tells apart, by study and sample, from its sentences and its tables.

    "H1 was supported in Study 1 (b = .34, p < .001) but not in Study 2 (b = .03, p = .61)."

gives two tests of H1. A paper that tells neither study nor sample has one test of each hypothesis, which is not told
apart unless a sentence gives its figures.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipelines.extract.hypotheses import labels, status
from pipelines.extract.hypotheses.effects import find_effects
from pipelines.extract.hypotheses.occasions import UNSAID, Occasion, Studies, find_occasions
from pipelines.extract.hypotheses.paths import PathRow
from pipelines.extract.hypotheses.verdicts import REPORTED, named_in, read_verdicts
from pipelines.extract.statements.attribution import AUTHOR_YEAR
from pipelines.extract.study import method_in
from pipelines.extract.words.sentences import Sentence
from pipelines.record import Effect, Relation, Status, Test
from pipelines.text import Text

# Where what stands before a figure may speak of something else.
PART = re.compile(
    r"[;,()\[\]]|\b(?:but|whereas|while|yet|although|though)\b|\band\s+(?=(?:in|for|among|within|stud|experiment|the)\b)",
    re.IGNORECASE,
)
BEHIND = re.compile(r"^[^;,()\[\]]{0,30}?\bin\s+[^;,()\[\]=<>]{3,40}")  # "b = .34 in Study 1"


class Figure(NamedTuple):
    """A statistic that a sentence gives for a hypothesis, and the verdict on it that the sentence gives besides."""

    label: str
    occasion: Occasion
    effect: Effect
    status: Status | None
    start: int


def find_figures(text: Text, sentences: Sequence[Sentence], known: Iterable[str]) -> list[Figure]:
    """The statistics of sentences that name a hypothesis, in results or with a verdict on it."""
    studies, own = Studies(text), frozenset(known)
    return [figure for each in sentences for figure in _figures(each, studies, own)]


def _figures(sentence: Sentence, studies: Studies, own: frozenset[str]) -> Iterator[Figure]:
    words = sentence.text
    named = named_in(words)
    if not own.intersection(named) or REPORTED.search(words) or not (told := find_effects(words)):
        return
    verdicts = read_verdicts(words)
    judged = {each.label: each.status for each in verdicts if each.occasion == UNSAID}
    results = status.RESULTS.search(sentence.section or "") is not None or studies.at(sentence.start) is not None
    results = results and not AUTHOR_YEAR.search(words)  # "Moor (1999) found b = .34 for what H1 says"
    places = [(match.start(), labels.names(match)) for match in labels.LABEL.finditer(words)]
    occasions = [_occasions(words, place) for _, place in told]
    for n, (effect, place) in enumerate(told):
        before = [names for at, names in places if at < place] or [names for _, names in places[:1]]
        if not before or len(before[-1]) != 1 or before[-1][0] not in own:
            continue
        label = before[-1][0]
        if not results and label not in {each.label for each in verdicts}:
            continue
        where = occasions[n] or [UNSAID]
        if len(where) > 1:  # "in Studies 1 and 2 (b = .34 and b = .21)"
            same = [m for m, others in enumerate(occasions) if others == where]
            if len(same) != len(where):
                continue
            where = [where[same.index(n)]]
        for occasion in studies.meant(where[0], sentence.start):
            yield Figure(label, occasion, effect, judged.get(label), sentence.start)


def _occasions(words: str, place: int) -> list[Occasion]:
    """What a figure at ``place`` is about: what is named right behind it, or last before it."""
    behind = BEHIND.match(re.sub(r"^[^=<>]*[=<>]\s*[-−–]?[\d.]+\**", "", words[place:], count=1))
    if behind and (found := find_occasions(behind[0])):
        return found
    parts = PART.split(words[:place])
    return next((found for part in reversed(parts) if (found := find_occasions(part))), [])


@dataclasses.dataclass(slots=True)
class _Entry:
    """What is known of the tests on one occasion."""

    occasion: Occasion
    start: int
    verdicts: list[status.Verdict] = dataclasses.field(default_factory=list)
    effects: list[Effect] = dataclasses.field(default_factory=list)


class Found(NamedTuple):
    """All that a paper tells of its tests: rows of tables, verdicts and figures of sentences, and where they stand."""

    rows: Sequence[PathRow]
    verdicts: Sequence[status.Verdict]
    figures: Sequence[Figure]
    places: Mapping[int, Place]


class Place(NamedTuple):
    """A sentence or a table: the words of the one (None of the other), those that may name a method, and the page."""

    text: str | None
    words: str
    page: int | None


def find_all(
    text: Text,
    sentences: Sequence[Sentence],
    known: Iterable[str],
    rows: Sequence[PathRow],
    verdicts: Sequence[status.Verdict],
) -> Found:
    """What the paper tells; ``known`` are the labels of its hypotheses."""
    places = {each.start: Place(each.text, each.text, each.page) for each in sentences}
    places |= {each.start: Place(None, each.caption or "", text.page_at(each.start)) for each in text.tables}
    return Found(rows, verdicts, find_figures(text, sentences, known), places)


def tests_of(label: str, relation: Relation | None, row: PathRow | None, found: Found) -> tuple[Test, ...]:
    """The tests of a hypothesis in the order in which they are found: tables first, then sentences.

    ``row`` is the table's row that tests its ``relation``. Where the paper tells of one test, without study or sample,
    and the relation has its figures, there is nothing to tell apart.
    """
    entries: dict[tuple[str, str], _Entry] = {}

    def entry(occasion: Occasion, start: int) -> _Entry:
        return entries.setdefault(occasion.key, _Entry(occasion, start))

    for each in _same(row, found.rows):
        if relation is not None and each.occasion.key not in entries:
            made = entry(each.occasion, each.start)
            made.effects += each.effects
            made.verdicts += status.path_verdicts(label, each, relation)
    tabled = {key for key, made in entries.items() if made.effects}
    for verdict in found.verdicts:
        if verdict.label == label and verdict.occasion != UNSAID and not verdict.broad:
            entry(verdict.occasion, verdict.start).verdicts.append(verdict)
    for figure in found.figures:
        if figure.label == label and figure.occasion.key not in tabled:
            made = entry(figure.occasion, figure.start)
            if figure.effect not in made.effects:
                made.effects.append(figure.effect)
            if figure.status is not None:
                made.verdicts.append(status.Verdict(label, figure.status, 0.5, figure.start, occasion=figure.occasion))
    if len(entries) > 1:
        entries.pop(UNSAID.key, None)
    elif row is not None and UNSAID.key in entries:
        return ()
    return tuple(_test(each, found.places.get(each.start)) for each in entries.values())


def _same(row: PathRow | None, rows: Sequence[PathRow]) -> list[PathRow]:
    """The row, and those of other studies and samples that test the same path."""
    if row is None:
        return []
    ends = (row.label, row.source, row.target)
    others = [r for r in rows if r is not row and (r.label, r.source, r.target) == ends and r.occasion != UNSAID]
    return sorted([row, *others], key=lambda r: r.start)


def _test(entry: _Entry, place: Place | None) -> Test:
    return Test(
        study=entry.occasion.study,
        sample=entry.occasion.sample,
        method=method_in(place.words) if place else None,
        status=status.heaviest(entry.verdicts),
        effects=tuple(entry.effects),
        text=place.text if place else None,
        page=place.page if place else None,
    )
