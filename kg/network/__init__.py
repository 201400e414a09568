"""The nomological network: constructs, and what papers say that one does to another.

    found = network(store, about="customer engagement")
    found.edges[0].evidence.sign            # "+", "-", "0", "nonlinear", "mixed" or "unsaid"
    to_networkx(found)                      # the same for networkx, and so for GraphML and GEXF

It is one value, made once from the store; files, pictures and pages are made from it.
"""

from __future__ import annotations

from kg.network.building import network
from kg.network.graphs import to_networkx, write_gexf, write_graphml
from kg.network.model import Edge, Evidence, Moderation, Network, Node

__all__ = [
    "Edge",
    "Evidence",
    "Moderation",
    "Network",
    "Node",
    "network",
    "to_networkx",
    "write_gexf",
    "write_graphml",
]
