"""Relations between constructs, found on a parsed sentence by rules over its dependency tree."""

from __future__ import annotations

from pipelines.extract.relations.finder import find_relations, find_tested
from pipelines.extract.relations.links import Link, Phrase

__all__ = ["Link", "Phrase", "find_relations", "find_tested"]
