"""What a nomological network is made of: nodes, edges, the evidence for each. Plain values, of the standard library.

An edge is an effect: one source, one target, one type, and the mediators that carry it, if any. An effect of which a
moderator changes the size is the same edge; what papers say of that change is a ``Moderation`` of it, since the sign
there is the moderation's and not the effect's. Statements are counted, and papers are named.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Literal

Sign = Literal["+", "-", "0", "nonlinear", "unsaid", "denied"]
Summary = Literal["+", "-", "0", "nonlinear", "mixed", "unsaid"]
Standing = Literal["supported", "partially_supported", "not_supported", "found", "claimed", "hedged", "untested"]
Status = Literal["supported", "not_supported", "contested", "untested"]
SIGNS: tuple[Sign, ...] = ("+", "-", "0", "nonlinear", "unsaid", "denied")
STANDINGS: tuple[Standing, ...] = (
    "supported",
    "partially_supported",
    "not_supported",
    "found",
    "claimed",
    "hedged",
    "untested",
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The statements for an edge or a moderation.

    ``signs`` and ``standings`` count statements, signs as they are worded whatever a test said of them. ``untested``
    is a hypothesis whose test is not reported, ``claimed`` a proposition or claim, ``found`` a result without a
    hypothesis. ``papers`` are short references, no two alike.
    """

    statements: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    signs: Mapping[Sign, int] = dataclasses.field(default_factory=dict)
    standings: Mapping[Standing, int] = dataclasses.field(default_factory=dict)

    @property
    def sign(self) -> Summary:
        """The one sign that statements give, "mixed" where they give several; a denied effect is "0"."""
        said = {"0" if sign == "denied" else sign for sign, count in self.signs.items() if count and sign != "unsaid"}
        if len(said) > 1:
            return "mixed"
        return next(iter(said), "unsaid")

    @property
    def status(self) -> Status:
        """What tests and findings came to: "contested" where they disagree, also on signs, or support it in part."""
        good = self._count("supported") + self._count("found")
        bad = self._count("not_supported")
        if (good and bad) or self._count("partially_supported") or ((good or bad) and self.sign == "mixed"):
            return "contested"
        if good or bad:
            return "supported" if good else "not_supported"
        return "untested"

    def _count(self, standing: Standing) -> int:
        return self.standings.get(standing, 0)

    def to_dict(self) -> dict[str, Any]:
        """As a JSON object, with sign and status summed up; every count is there, also those of none."""
        return {
            "sign": self.sign,
            "status": self.status,
            "papers": list(self.papers),
            "statements": list(self.statements),
            "signs": {sign: self.signs.get(sign, 0) for sign in SIGNS},
            "standings": {standing: self.standings.get(standing, 0) for standing in STANDINGS},
        }


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Moderation:
    """A construct (its IRI) that changes an effect, and the statements that say so."""

    moderator: str
    evidence: Evidence


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An effect of one construct on another, all by their IRIs.

    ``type`` is causal, associative, dimension_of or type_of. ``mediators`` carry the whole of this effect: the direct
    effect of the same two is another edge. An edge that papers speak of only with a moderator has no statements of
    its own.
    """

    source: str
    target: str
    type: str
    evidence: Evidence
    mediators: tuple[str, ...] = ()
    moderations: tuple[Moderation, ...] = ()

    @property
    def constructs(self) -> tuple[str, ...]:
        """All constructs that take part, each once."""
        moderators = (moderation.moderator for moderation in self.moderations)
        return tuple(dict.fromkeys((self.source, *self.mediators, self.target, *moderators)))

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers that speak of the effect, or of what moderates it; sorted."""
        all_evidence = (self.evidence, *(moderation.evidence for moderation in self.moderations))
        return tuple(sorted({paper for evidence in all_evidence for paper in evidence.papers}))

    def to_dict(self) -> dict[str, Any]:
        """As a JSON object: the ends, then the evidence's own entries."""
        return {
            "source": self.source,
            "target": self.target,
            "type": self.type,
            "mediators": list(self.mediators),
            **self.evidence.to_dict(),
            "moderations": [{"moderator": m.moderator, **m.evidence.to_dict()} for m in self.moderations],
        }


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A construct: its IRI, its name as papers word it, and the papers whose effects it is part of."""

    iri: str
    label: str
    papers: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As a JSON object."""
        return {"iri": self.iri, "label": self.label, "papers": list(self.papers)}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Nodes by their labels, edges by the number of papers; every construct of an edge is among the nodes.

    ``about`` are the constructs (IRIs) that the network was asked about, none where it is the whole store's.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    about: tuple[str, ...] = ()

    @property
    def labels(self) -> dict[str, str]:
        """The name of each construct by its IRI."""
        return {node.iri: node.label for node in self.nodes}

    def strongest(self, count: int) -> Network:
        """The network of the ``count`` edges that most papers speak of, and their constructs."""
        edges = self.edges[:count]
        kept = {iri for edge in edges for iri in edge.constructs} | set(self.about)
        return dataclasses.replace(self, nodes=tuple(n for n in self.nodes if n.iri in kept), edges=edges)

    def to_dict(self) -> dict[str, Any]:
        """As a JSON object: about, nodes, edges."""
        return {
            "about": list(self.about),
            "nodes": [node.to_dict() for node in self.nodes],
            "edges": [edge.to_dict() for edge in self.edges],
        }
