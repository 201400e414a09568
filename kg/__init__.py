"""A knowledge graph of what papers say. In Python:

from kg import open_store
from kg.frames import ask

with open_store("kg-store", read_only=True) as store:
    ask(store, "antecedents", construct="customer engagement")  # a pandas DataFrame
"""

from __future__ import annotations

from kg.store import open_store

__all__ = ["open_store"]
