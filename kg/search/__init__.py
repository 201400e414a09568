"""Statements, definitions, constructs and papers found by words: a full-text index beside the store.

    search(store, "trust in chatbots", kind="hypothesis", status="not_supported")

``gathering`` reads from the store what can be found, ``index`` keeps it in SQLite (FTS5) and brings it up to date when
the store has changed, ``finding`` orders what fits. docs/searching.md has the design and what it is worth.
"""

from __future__ import annotations

from kg.search.finding import FOUND, Hit, search
from kg.search.rows import as_answer

__all__ = ["FOUND", "Hit", "as_answer", "search"]
