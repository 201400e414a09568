"""Causes and effects found in single sentences, against sentences annotated with them.

The annotated sentences are written as paragraphs of one text (``sentence_paragraphs``), that text is extracted like
any paper, and the statements of its record are brought home to the sentences by their words.
"""

from __future__ import annotations

import collections
import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipelines.evaluation.figures import Row
from pipelines.evaluation.likeness import INFLUENCE, overlap, pair, tokens
from pipelines.evaluation.papers import EXACT, RELAXED
from pipelines.record import Relation, Statement

LABEL = re.compile(r"^\s*(hypothesis|proposition)\s*\d+[a-z]?\s*[:.]\s*", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SentenceFigures:
    """``sentence``: is it causal at all. ``ends``: mean token F1 of both ends, over one-relation sentences."""

    sentence: Row
    relation: Row
    exact: Row
    ends: float | None
    unplaced: int  # statements whose words stand in none of the sentences
    misses: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The figures as plain values for JSON; the misses are left out."""
        return {
            "sentence": self.sentence.to_dict(),
            "relation": self.relation.to_dict(),
            "relation.exact": self.exact.to_dict(),
            "ends": None if self.ends is None else round(self.ends, 3),
            "statements_not_placed": self.unplaced,
        }


def sentence_paragraphs(gold: Sequence[Mapping[str, Any]]) -> str:
    """The annotated sentences as one text, a paragraph each; their labels are numbered through."""
    return "\n\n".join(_paragraph(number, entry["text"]) for number, entry in enumerate(gold, 1)) + "\n"


def _paragraph(number: int, text: str) -> str:
    return re.sub(r"\s+", " ", LABEL.sub(lambda m: f"{m[1]} {number}: ", text)).strip()


def score_sentences(gold: Sequence[Mapping[str, Any]], statements: Iterable[Statement]) -> SentenceFigures:
    """Compare statements with annotated sentences.

    Args:
        gold: objects with ``text``, ``causal`` (true or false) and ``relations`` (``source`` and ``target`` each).
        statements: what was found in the text of ``sentence_paragraphs(gold)``.
    """
    found, unplaced = _bring_home(gold, statements)
    misses: list[str] = []
    ends: list[float] = []
    for i, entry in enumerate(gold):
        if len(entry["relations"]) == 1:
            ends.append(_closeness(entry["relations"][0], found[i]))
            if ends[-1] < 0.7:
                misses.append(_miss(ends[-1], entry, found[i]))
    return SentenceFigures(
        sentence=_sentence_row(gold, found),
        relation=_relation_row(gold, found, RELAXED),
        exact=_relation_row(gold, found, EXACT),
        ends=sum(ends) / len(ends) if ends else None,
        unplaced=unplaced,
        misses=tuple(misses),
    )


def _bring_home(
    gold: Sequence[Mapping[str, Any]], statements: Iterable[Statement]
) -> tuple[dict[int, list[Relation]], int]:
    keys = [_key(entry["text"]) for entry in gold]
    found: dict[int, list[Relation]] = collections.defaultdict(list)
    unplaced = 0
    for statement in statements:
        home = _home(_key(statement.text), keys)
        if home is None:
            unplaced += 1
        else:
            found[home] += [r for r in statement.relations if r.type in INFLUENCE]
    return found, unplaced


def _key(text: str) -> str:
    return "".join(tokens(LABEL.sub("", text)))


def _home(key: str, keys: Sequence[str]) -> int | None:
    """The sentence that holds the words of ``key`` or is held by them: the equal one, else the nearest in length."""
    near = [(key != k, abs(len(k) - len(key)), i) for i, k in enumerate(keys) if key and (key in k or k in key)]
    return min(near)[2] if near else None


def _sentence_row(gold: Sequence[Mapping[str, Any]], found: Mapping[int, Sequence[Relation]]) -> Row:
    judged = collections.Counter((bool(entry["causal"]), bool(found.get(i))) for i, entry in enumerate(gold))
    return Row(hits=judged[True, True], spurious=judged[False, True], missed=judged[True, False])


def _relation_row(gold: Sequence[Mapping[str, Any]], found: Mapping[int, Sequence[Relation]], floor: float) -> Row:
    def likeness(wanted: Mapping[str, str], relation: Relation) -> float:
        ends = overlap(wanted["source"], relation.source), overlap(wanted["target"], relation.target)
        return sum(ends) / 2 if min(ends) >= floor else 0.0

    hits = sum(len(pair(entry["relations"], found.get(i, ()), likeness)) for i, entry in enumerate(gold))
    there = sum(len(entry["relations"]) for entry in gold)
    return Row(hits=hits, spurious=sum(map(len, found.values())) - hits, missed=there - hits)


def _closeness(wanted: Mapping[str, str], found: Sequence[Relation]) -> float:
    ends = (overlap(wanted["source"], r.source) + overlap(wanted["target"], r.target) for r in found)
    return max((both / 2 for both in ends), default=0.0)


def _miss(closeness: float, entry: Mapping[str, Any], found: Sequence[Relation]) -> str:
    wanted = entry["relations"][0]
    got = [(r.source, r.target) for r in found]
    return f"{closeness:.2f} {entry['text'][:200]} | gold: {wanted['source']} -> {wanted['target']} | got: {got}"
