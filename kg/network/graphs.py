"""The network for networkx, and as GraphML and GEXF: one edge an effect, one a moderation.

Neither format has lists, and GEXF has no empty values, so that an attribute is always there as a number or a string:
papers and mediators are joined by "; ". A moderation is an edge from the moderator to the effect's target, of the type
"moderates", with the effect it changes in ``moderated``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, BinaryIO

from kg.network.model import SIGNS, STANDINGS, Evidence, Network

if TYPE_CHECKING:
    import networkx

Facts = dict[str, str | int]
LIST = "; "
# What XML 1.0 cannot hold at all, however it is escaped (section 2.2, Char).
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SIGN_NAMES = {"+": "positive", "-": "negative", "0": "no_effect"}


def to_networkx(network: Network) -> networkx.MultiDiGraph[str]:
    """The network as a multigraph: nodes are IRIs with label, papers and paper_count; edges have their evidence."""
    import networkx

    labels = network.labels
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name="nomological network")
    for node in network.nodes:
        facts: Facts = {"label": node.label, "papers": LIST.join(node.papers), "paper_count": len(node.papers)}
        graph.add_node(node.iri, **_fit(facts), asked_about=node.iri in network.about)
    for edge in network.edges:
        mediators = LIST.join(labels[iri] for iri in edge.mediators)
        ends: Facts = {"type": edge.type, "mediators": mediators, "moderated": ""}
        moderators = LIST.join(labels[each.moderator] for each in edge.moderations)
        graph.add_edge(edge.source, edge.target, **_fit(ends | _facts(edge.evidence) | {"moderators": moderators}))
        effect = f"{labels[edge.source]} → {labels[edge.target]}"
        for each in edge.moderations:
            ends = {"type": "moderates", "mediators": mediators, "moderated": effect, "moderators": ""}
            graph.add_edge(each.moderator, edge.target, **_fit(ends | _facts(each.evidence)))
    return graph


def write_graphml(network: Network, stream: BinaryIO) -> None:
    """Write the network as GraphML, in UTF-8."""
    import networkx

    networkx.write_graphml_xml(to_networkx(network), stream)


def write_gexf(network: Network, stream: BinaryIO) -> None:
    """Write the network as GEXF 1.2, in UTF-8."""
    import networkx

    graph = to_networkx(network)
    # GEXF knows an edge's "type" as directed or not, and networkx writes ours there: it goes by another name.
    for _, _, facts in graph.edges(data=True):
        facts["relation"] = facts.pop("type")
    for number, (_, _, facts) in enumerate(graph.edges(data=True)):
        facts["id"] = str(number)
    networkx.write_gexf(graph, stream, version="1.2draft")


def _facts(evidence: Evidence) -> Facts:
    counts = {SIGN_NAMES.get(sign, sign): evidence.signs.get(sign, 0) for sign in SIGNS}
    return {
        "sign": evidence.sign,
        "status": evidence.status,
        "papers": LIST.join(evidence.papers),
        "weight": len(evidence.papers),
        "statements": len(evidence.statements),
        **counts,
        **{standing: evidence.standings.get(standing, 0) for standing in STANDINGS},
    }


def _fit(facts: Mapping[str, str | int]) -> Facts:
    """The facts without characters that no XML may hold."""
    return {name: UNFIT.sub("", value) if isinstance(value, str) else value for name, value in facts.items()}
