"""What is drawn: the boxes and arrows that a network becomes, before anything has a place.

- A direct effect is an arrow from box to box.
- A mediated effect goes through its mediators' boxes. Where papers state a step as an effect of its own, that arrow
  is the step; otherwise a step is drawn in the style of the whole, with the sign at its end.
- A moderated effect is cut in two at a joint, and the moderator's arrow ends there.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from kg.network.model import Edge, Evidence, Network

JOINT = "joint:"  # begins the name of a joint; IRIs of constructs do not


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A line from one box or joint to another. ``label`` and ``words`` (for whoever points at it) may be empty."""

    source: str
    target: str
    evidence: Evidence
    words: str
    label: str = ""
    head: bool = True
    both: bool = False
    moderates: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Boxes (IRI to label), joints, arrows."""

    boxes: dict[str, str]
    joints: tuple[str, ...]
    arrows: tuple[Arrow, ...]


SIGNS = {"+": "+", "-": "−", "0": "0", "nonlinear": "∩", "mixed": "±", "unsaid": ""}


def plan(network: Network) -> Plan:
    """The boxes and arrows of a network. An effect of a construct on itself has no arrow."""
    labels = network.labels
    edges = [edge for edge in network.edges if edge.source != edge.target and edge.source not in edge.mediators]
    direct = {(edge.source, edge.target) for edge in edges if not edge.mediators}
    arrows: dict[tuple[str, str], Arrow] = {}
    joints: list[str] = []
    for number, edge in enumerate(edges):
        steps = list(_steps(edge, labels))
        for place, step in enumerate(steps):
            ends = (step.source, step.target)
            if edge.mediators and (ends in direct or ends in arrows):
                continue
            if place + 1 == len(steps) and edge.moderations:
                joint = f"{JOINT}{number}"
                joints.append(joint)
                for part in _moderated(step, edge, joint, labels):
                    arrows[part.source, part.target] = part
            else:
                arrows.setdefault(ends, step)
    shown = {end for arrow in arrows.values() for end in (arrow.source, arrow.target)} | set(network.about)
    boxes = {node.iri: node.label for node in network.nodes if node.iri in shown}
    return Plan(boxes=boxes, joints=tuple(joints), arrows=tuple(arrows.values()))


def _steps(edge: Edge, labels: dict[str, str]) -> Iterator[Arrow]:
    """The arrows of an effect: one, or two for each mediator; mediators are side by side, the order is not known."""
    both = edge.type == "associative"
    words = _words(edge, labels)
    if not edge.mediators:
        yield Arrow(
            source=edge.source, target=edge.target, evidence=edge.evidence, words=words, label=_label(edge), both=both
        )
    for mediator in edge.mediators:
        if mediator != edge.target:
            yield Arrow(source=edge.source, target=mediator, evidence=edge.evidence, words=words)
            yield Arrow(
                source=mediator, target=edge.target, evidence=edge.evidence, words=words, label=_label(edge), both=both
            )


def _moderated(step: Arrow, edge: Edge, joint: str, labels: dict[str, str]) -> Iterator[Arrow]:
    """The two halves of a moderated arrow, and what points at its middle."""
    yield dataclasses.replace(step, target=joint, head=False, label="")
    yield dataclasses.replace(step, source=joint)
    for each in edge.moderations:
        effect = f"{labels[edge.source]} → {labels[edge.target]}"
        yield Arrow(
            source=each.moderator,
            target=joint,
            evidence=each.evidence,
            words=f"{labels[each.moderator]} moderates {effect}: {_said(each.evidence)}",
            label=SIGNS[each.evidence.sign],
            moderates=True,
        )


def _label(edge: Edge) -> str:
    """The sign, and in brackets the number of papers where they are several."""
    count = len(edge.evidence.papers)
    return f"{SIGNS[edge.evidence.sign]} ({count})".strip() if count > 1 else SIGNS[edge.evidence.sign]


def _words(edge: Edge, labels: dict[str, str]) -> str:
    path = " → ".join([labels[edge.source], *(labels[iri] for iri in edge.mediators), labels[edge.target]])
    return f"{path}: {_said(edge.evidence)}"


def _said(evidence: Evidence) -> str:
    counts = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in sorted(evidence.standings.items()) if n)
    return "; ".join(filter(None, [counts, ", ".join(evidence.papers)])) or "only with a moderator"
