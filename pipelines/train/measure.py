"""How well relations of single sentences are found, by the rules of ``../shared/eval/score_relations.py``."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pipelines.evaluation.figures import Row
from pipelines.evaluation.likeness import overlap, pair, same_relation
from pipelines.extract.learned.tagger import Tagger
from pipelines.extract.relations.links import Link
from pipelines.record import Relation

RELAXED, EXACT = 0.5, 0.999  # token F1 that each end must reach
APART = " … "


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found in one sentence."""

    relations: Sequence[Relation]
    kind: str


def measure(gold: Sequence[Mapping[str, Any]], found: Sequence[Found]) -> dict[str, float]:
    """Figures over annotated sentences (``corpus/relations``), by their order."""
    wanted = [[as_relation(relation) for relation in entry["relations"]] for entry in gold]
    sides = list(zip(wanted, [side.relations for side in found], strict=True))
    relation = _count(sides, alike)
    silent = [not side for want, side in sides if not want]
    both = [(entry, side) for entry, side in zip(gold, found, strict=True) if entry["relations"] and side.relations]
    kinds = [entry["kind"] == side.kind for entry, side in both if entry["kind"] != "none"]
    return {
        "precision": round(relation.precision, 3),
        "recall": round(relation.recall, 3),
        "f1": round(relation.f1, 3),
        "ends": round(_count(sides, _same_ends).f1, 3),
        "exact": round(_count(sides, _same_words).f1, 3),
        "sentence": round(_sentence(sides).f1, 3),
        "silent": _share(silent),
        "sign": _share([g.sign == f.sign for g, f in _matched(sides)]),
        "kind": _share(kinds),
    }


Sides = Sequence[tuple[Sequence[Relation], Sequence[Relation]]]


def _count(sides: Sides, likeness: Callable[[Relation, Relation], float]) -> Row:
    hits = sum(len(pair(want, found, likeness)) for want, found in sides)
    wanted, told = (sum(len(side[n]) for side in sides) for n in (0, 1))
    return Row(hits=hits, spurious=told - hits, missed=wanted - hits)


def _sentence(sides: Sides) -> Row:
    return Row(
        hits=sum(bool(want and found) for want, found in sides),
        spurious=sum(bool(found and not want) for want, found in sides),
        missed=sum(bool(want and not found) for want, found in sides),
    )


def alike(gold: Relation, found: Relation) -> float:
    """How well two relations match, from 0 to 1."""
    return same_relation(gold, found, floor=RELAXED)


def _same_words(gold: Relation, found: Relation) -> float:
    return same_relation(gold, found, floor=EXACT)


def _same_ends(gold: Relation, found: Relation) -> float:
    ends = overlap(gold.source, found.source), overlap(gold.target, found.target)
    return sum(ends) / 2 if min(ends) >= RELAXED else 0.0


def _matched(sides: Sides) -> list[tuple[Relation, Relation]]:
    return [(want[i], found[j]) for want, found in sides for i, j in pair(want, found, alike)]


def _share(right: Sequence[bool]) -> float:
    return round(sum(right) / len(right), 3) if right else 0.0


def as_relation(relation: Mapping[str, Any]) -> Relation:
    """A relation as annotated, parts that stand apart joined."""
    mediators, moderators = (tuple(map(_joined, relation[role])) for role in ("mediators", "moderators"))
    return Relation(
        type=relation["type"],
        source=_joined(relation["source"]),
        target=_joined(relation["target"]),
        mediators=mediators,
        moderators=moderators,
        sign=relation["sign"],
    )


def _joined(words: str) -> str:
    return words.replace(APART, " ")


def of_link(link: Link) -> Relation:
    """A link of a sentence as a relation, without places."""
    mediators, moderators = (tuple(end.text for end in ends) for ends in (link.mediators, link.moderators))
    return Relation(
        type=link.type,
        source=link.source.text,
        target=link.target.text,
        mediators=mediators,
        moderators=moderators,
        sign=link.sign,
    )


def speed(tagger: Tagger, texts: Sequence[str]) -> float:
    """Sentences a second of processor time, one by one, on one core."""
    tagger.tag(texts[:8])
    began = time.process_time()
    tagger.tag(texts)
    return len(texts) / (time.process_time() - began)
