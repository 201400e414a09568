"""The curated vocabulary of constructs, as plain values: read once from ``ontology/constructs.toml``.

That file is the one source of truth; ``ontology/constructs.ttl`` (SKOS) is generated from it.
"""

from __future__ import annotations

import dataclasses
import functools
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from kg.files import data_folder
from pipelines.canonical import key


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A construct of the field; ``ontology/constructs.toml`` tells in its head what each field holds."""

    label: str
    definition: str
    group: str = ""
    alternatives: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    distinct: tuple[str, ...] = ()
    concerns: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The canonical key of the preferred label: the concept's identity."""
        return key(self.label)


class Vocabulary:
    """Concepts by name. A name either means one concept, or may mean some, or is unknown."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts: tuple[Concept, ...] = tuple(concepts)
        self._meant: dict[str, Concept] = {c.key: c for c in self.concepts}
        self._near: dict[str, list[Concept]] = {}
        self._narrower: dict[str, list[Concept]] = {}
        for concept in self.concepts:
            for name in concept.alternatives:
                self._meant.setdefault(key(name), concept)
            for label in concept.broader:
                self._narrower.setdefault(key(label), []).append(concept)
            for name in (*concept.similar, *concept.acronyms):
                self._near.setdefault(key(name), []).append(concept)

    def __contains__(self, name_key: str) -> bool:
        return name_key in self._meant

    def meant(self, name_key: str) -> Concept | None:
        """The concept whose preferred or alternative label has this canonical key."""
        return self._meant.get(name_key)

    def near(self, name_key: str) -> tuple[Concept, ...]:
        """The concepts that the name may mean: generic words and acronyms. Empty where it surely means one."""
        return () if name_key in self._meant else tuple(self._near.get(name_key, ()))

    def narrower(self, name_key: str) -> tuple[Concept, ...]:
        """The concepts below the one with this key, at any depth, each once."""
        found: dict[str, Concept] = {}
        waiting = list(self._narrower.get(name_key, ()))
        while waiting:
            concept = waiting.pop(0)
            if concept.key not in found:
                found[concept.key] = concept
                waiting += self._narrower.get(concept.key, ())
        return tuple(found.values())

    def resolve(self, name: str) -> str:
        """The canonical key under which the graph has what a person calls ``name``: the vocabulary's, else its own.

        An acronym that only one concept has counts as its name here: a person who types it means it.
        """
        own = key(name)
        concept = self.meant(own)
        if concept is None and len(self.near(own)) == 1 and name in self.near(own)[0].acronyms:
            concept = self.near(own)[0]
        return concept.key if concept else own


@functools.cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the package."""
    data = tomllib.loads((data_folder("ontology") / "constructs.toml").read_text(encoding="utf-8"))
    return Vocabulary(_concept(label, facts) for label, facts in data.items())


def _concept(label: str, facts: Mapping[str, Any]) -> Concept:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in facts.items()}
    return Concept(label=label, **values)
