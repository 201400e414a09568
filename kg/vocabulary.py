"""The curated vocabulary of constructs, as plain values: read once from ``ontology/constructs.toml``.

That file is the one source of truth; ``ontology/constructs.ttl`` (SKOS) is generated from it. The text side gets
labels from here, so that it never reads RDF.
"""

from __future__ import annotations

import dataclasses
import functools
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from kg.files import data_folder
from pipelines.canonical import key


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A construct of the field. The lists hold preferred labels of other concepts, ``distinct`` those that are near
    in meaning but must not be merged with it; ``sources`` name works ("Brodie et al. 2011")."""

    label: str
    definition: str
    alternatives: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    distinct: tuple[str, ...] = ()
    group: str = ""
    example: str = ""
    sources: tuple[str, ...] = ()


@functools.cache
def concepts() -> tuple[Concept, ...]:
    """All concepts, in the file's order."""
    data = tomllib.loads((data_folder("ontology") / "constructs.toml").read_text(encoding="utf-8"))
    return tuple(_concept(label, facts) for label, facts in data.items())


@functools.cache
def by_key() -> Mapping[str, Concept]:
    """Concepts by the canonical keys of their preferred and alternative labels; a preferred label wins."""
    found: dict[str, Concept] = {key(c.label): c for c in concepts()}
    for concept in concepts():
        for label in concept.alternatives:
            found.setdefault(key(label), concept)
    return found


def labels() -> Iterator[tuple[str, str]]:
    """Every label, alternative and acronym with the preferred label it stands for."""
    for concept in concepts():
        for label in (concept.label, *concept.alternatives, *concept.acronyms):
            yield label, concept.label


def _concept(label: str, facts: Mapping[str, Any]) -> Concept:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in facts.items()}
    return Concept(label=label, **values)
