"""Constructs whose names hold other names, by the index."""

from __future__ import annotations

import json
import re

from kg.actors import ACTORS
from kg.search.index import opened
from kg.store import Store
from pipelines.canonical import key

OWNERS = re.compile(rf"^(?:(?:{'|'.join(ACTORS)}) )+")  # in names without apostrophes: "student attitude"
MOST = 400  # constructs that one name may cover


def containing(store: Store, label: str, *, anywhere: bool = False) -> list[tuple[str, str]]:
    """The IRIs and names of constructs with a longer name that begins or ends with ``label``, or has it ``anywhere``.

    In any spelling and number. The shorter names come first; those of people ("students' …") do not count as words.
    """
    wanted = key(label)
    if not wanted:
        return []
    with opened(store) as database:
        rows = database.execute(
            "SELECT t.iri, t.text, t.names FROM words JOIN things t ON t.id = words.rowid "
            "WHERE words MATCH ? AND t.kind = 'construct'",
            (f'"{wanted}"',),
        ).fetchall()
    found = []
    for iri, text, names in rows:
        if holds := [name for name in json.loads(names) if _holds(key(name), wanted, anywhere=anywhere)]:
            found.append((len(min(holds, key=len)), iri, text))
    return [(iri, text) for _, iri, text in sorted(found)[:MOST]]


def _holds(name: str, wanted: str, *, anywhere: bool) -> bool:
    if name == wanted:
        return False
    if anywhere:
        return f" {wanted} " in f" {name} "
    own = OWNERS.sub("", name)
    return own == wanted or own.startswith(f"{wanted} ") or own.endswith(f" {wanted}")
