"""Joint effects: "A and B interact to raise Y", "the interaction of A and B affects Y": each moderates the other."""

from __future__ import annotations

import dataclasses

from pipelines.extract.relations import arguments
from pipelines.extract.relations.frames import Frame
from pipelines.extract.relations.groups import is_group
from pipelines.extract.relations.links import Phrase
from pipelines.extract.relations.phrases import conjuncts, phrase_of
from pipelines.record import Sign

JOINT = frozenset({"joint", "interactive", "interaction", "interacting", "synergistic", "multiplicative", "combined"})
PAIRING = frozenset({"of", "between"})


def interacting(frame: Frame) -> list[Frame]:
    """The frame, or two of it with each of a pair that acts jointly moderating the other."""
    pair = _pair(frame)
    if len(pair) != 2 or frame.moderators or frame.mediators:
        return [frame]
    return [
        dataclasses.replace(frame, sources=[one], moderators=[other], sign=frame.sign or _raised(frame))
        for one, other in (pair, pair[::-1])
    ]


def _raised(frame: Frame) -> Sign | None:
    return "+" if frame.cue.dep_ == "xcomp" else None


def _pair(frame: Frame) -> list[Phrase]:
    """The two that act jointly, as the cue or the source tells; groups of people merely meet."""
    cue, heads = frame.cue, frame.source_tokens()
    joint = cue.dep_ == "xcomp" and cue.head.lemma_ == "interact"
    joint = joint or any(c.lower_ in JOINT for c in cue.lefts)
    if len(heads) == 1 and heads[0].lemma_.lower() in {"interaction", "interplay"}:
        heads, joint = arguments.after(heads[0], PAIRING), True
    both = [h for head in heads for h in conjuncts(head)]
    if not joint or any(is_group(head) for head in both):
        return []
    return [p for head in both if (p := phrase_of(head, frame.stop)) is not None]
