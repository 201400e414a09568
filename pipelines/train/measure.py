"""How well the tagger alone does on annotated sentences, by the rules of ``pipelines.evaluation``."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.evaluation.sentences import SentenceFigures, score_sentences
from pipelines.extract.tagger import Tagged, TaggedRelation, Tagger
from pipelines.record import Relation, Statement


def measure(tagger: Tagger, gold: Sequence[Mapping[str, Any]], *, floor: float) -> SentenceFigures:
    """Figures over annotated sentences; those with ``relational`` under ``floor`` count as saying nothing."""
    return score_sentences(gold, statements(tagger, gold, floor=floor))


def statements(tagger: Tagger, gold: Sequence[Mapping[str, Any]], *, floor: float) -> list[Statement]:
    """A statement for each annotated sentence in which the tagger sees a relation."""
    tagged = tagger.tag([entry["text"] for entry in gold])
    return [_statement(entry["text"], t) for entry, t in zip(gold, tagged, strict=True) if t.relational >= floor]


def _statement(text: str, tagged: Tagged) -> Statement:
    relations = tuple(_relation(text, relation) for relation in tagged.relations)
    return Statement(id="", kind="claim", text=text, relations=relations)


def _relation(text: str, relation: TaggedRelation) -> Relation:
    source, target = (text[end.start : end.end] for end in (relation.source, relation.target))
    return Relation(type=relation.type, source=source, target=target)  # type: ignore[arg-type]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SignFigures:
    """Over annotated relations that were found: how often type and sign are right."""

    found: int
    type: float
    sign: float


def speed(tagger: Tagger, texts: Sequence[str]) -> float:
    """Sentences a second on one core."""
    tagger.tag(texts[:8])
    began = time.perf_counter()
    tagger.tag(texts)
    return len(texts) / (time.perf_counter() - began)
