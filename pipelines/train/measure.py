"""How well the tagger alone does on annotated sentences, by the rules of ``pipelines.evaluation``."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np

from pipelines.evaluation.likeness import INFLUENCE, overlap, pair
from pipelines.evaluation.papers import RELAXED
from pipelines.evaluation.sentences import SentenceFigures, score_sentences
from pipelines.extract.tagger import Tagged, TaggedRelation, Tagger
from pipelines.record import Relation, RelationType, Statement


def measure_relations(gold: Sequence[Mapping[str, Any]], tagged: Sequence[Tagged], *, floor: float) -> SentenceFigures:
    """Figures over annotated sentences; those with ``relational`` under ``floor`` count as saying nothing."""
    said = [(entry["text"], t) for entry, t in zip(gold, tagged, strict=True) if t.relational >= floor]
    return score_sentences([_influences(entry) for entry in gold], [_statement(text, t) for text, t in said])


def _influences(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The entry with causal and associative relations alone, which is what sentences are scored by."""
    kept = [r for r in entry["relations"] if r.get("type", "causal") in INFLUENCE]
    return {"text": entry["text"], "relations": kept, "causal": entry.get("causal", bool(kept))}


def _statement(text: str, tagged: Tagged) -> Statement:
    relations = tuple(_relation(text, relation) for relation in tagged.relations)
    return Statement(id="", kind="claim", text=text, relations=relations)


def _relation(text: str, relation: TaggedRelation) -> Relation:
    source, target = (text[end.start : end.end] for end in (relation.source, relation.target))
    return Relation(type=cast(RelationType, relation.type), source=source, target=target)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """How often labels are right: kinds over statements, the others over annotated relations that were found."""

    statements: int
    kind: float
    relations: int
    type: float
    sign: float
    roles: float  # a mediator or moderator where there is one, and none where there is none

    def to_dict(self) -> dict[str, float]:
        """The figures as plain values."""
        return dataclasses.asdict(self)


def measure_labels(gold: Sequence[Mapping[str, Any]], tagged: Sequence[Tagged]) -> Labels:
    """Compare kinds, types and signs with annotated statements (records' form)."""
    kinds = [t.kind == _plain_kind(entry["kind"]) for entry, t in zip(gold, tagged, strict=True)]
    found = [pair for entry, t in zip(gold, tagged, strict=True) for pair in _matched(entry, t)]
    return Labels(
        statements=len(kinds),
        kind=_share(kinds),
        relations=len(found),
        type=_share([wanted["type"] == relation.type for wanted, relation in found]),
        sign=_share([wanted["sign"] == relation.sign for wanted, relation in found]),
        roles=_share(
            [
                bool(wanted[role]) == bool(getattr(relation, role))
                for wanted, relation in found
                for role in ("mediators", "moderators")
            ]
        ),
    )


def _plain_kind(kind: str) -> str:
    return "hypothesis" if kind == "proposition" else kind


def _share(right: Sequence[bool]) -> float:
    return round(sum(right) / len(right), 3) if right else 0.0


def _matched(entry: Mapping[str, Any], tagged: Tagged) -> list[tuple[Mapping[str, Any], TaggedRelation]]:
    text = entry["text"]

    def likeness(wanted: Mapping[str, Any], relation: TaggedRelation) -> float:
        source, target = (text[end.start : end.end] for end in (relation.source, relation.target))
        ends = overlap(wanted["source"], source), overlap(wanted["target"], target)
        return sum(ends) / 2 if min(ends) >= RELAXED else 0.0

    pairs = pair(entry["relations"], tagged.relations, likeness)
    return [(entry["relations"][i], tagged.relations[j]) for i, j in pairs]


def calibration_error(chances: Sequence[float], truths: Sequence[bool]) -> float:
    """Expected calibration error in ten bins: the mean distance of chance and share of true ones, by cases."""
    places = np.minimum(np.array(chances) * 10, 9).astype(int)
    apart = np.array(chances) - np.array(truths, dtype=float)
    return round(float(sum(abs(apart[places == each].sum()) for each in range(10))) / len(truths), 3)


def find_temperature(chances: Sequence[float], truths: Sequence[bool]) -> float:
    """What the scores behind the chances are to be divided by, so that the truths are likeliest (Guo et al. 2017)."""
    inside = np.clip(np.array(chances), 1e-4, 1 - 1e-4)
    scores = np.log(inside / (1 - inside)) * np.where(np.array(truths), 1, -1)
    tried = np.arange(0.2, 10, 0.1)
    return round(float(min(tried, key=lambda temperature: np.logaddexp(0, -scores / temperature).sum())), 1)


def speed(tagger: Tagger, texts: Sequence[str]) -> float:
    """Sentences a second of processor time, one by one, on one core."""
    tagger.tag(texts[:8])
    began = time.process_time()
    tagger.tag(texts)
    return len(texts) / (time.process_time() - began)
