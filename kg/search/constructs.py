"""Constructs whose names hold other names, by the index."""

from __future__ import annotations

import json
import re

from kg.actors import ACTORS
from kg.search.index import opened
from kg.store import Store
from pipelines.canonical import key

OWNERS = re.compile(rf"^(?:(?:{'|'.join(ACTORS)}) )+")  # in names without apostrophes: "student attitude"
SEVERAL = 3  # words from which on their order does not matter
MOST = 400  # constructs that one name may cover


def containing(store: Store, label: str, *, anywhere: bool = False) -> list[tuple[str, str]]:
    """The IRIs and names of constructs with a longer name that begins or ends with ``label``, or has it ``anywhere``.

    In any spelling and number. One of several words is also had by a name that has all of them. The shorter names
    come first; those of people ("students' …") do not count as words.
    """
    wanted = key(label)
    if not _content(OWNERS.sub("", wanted)):
        return []
    with opened(store) as database:
        rows = database.execute(
            "SELECT t.iri, t.text, t.names FROM labels JOIN things t ON t.id = labels.rowid WHERE labels MATCH ?",
            (" AND ".join(f'"{word}"' for word in _content(OWNERS.sub("", wanted))),),
        ).fetchall()
    found = []
    for iri, text, names in rows:
        if holds := [name for name in json.loads(names) if _holds(key(name), wanted, anywhere=anywhere)]:
            found.append((len(min(holds, key=len)), iri, text))
    return [(iri, text) for _, iri, text in sorted(found)[:MOST]]


def _holds(name: str, wanted: str, *, anywhere: bool) -> bool:
    if name == wanted:
        return False
    own, unowned = OWNERS.sub("", name), OWNERS.sub("", wanted)
    if anywhere:
        return f" {wanted} " in f" {name} " or own == unowned
    if len(words := _content(unowned)) >= SEVERAL and words <= _content(name):
        return True
    return own == wanted or own.startswith(f"{wanted} ") or own.endswith(f" {wanted}")


def _content(name: str) -> set[str]:
    """The words of a canonical name that carry meaning."""
    return set(name.split()) - {"by", "of", "for", "in", "to", "and", "on", "with", "toward", "s"}
