"""Answers that are not empty without a word: what a construct's name also covers, and what is near it.

    wider = widen(store, query, {"construct": "chatbot"}, answer)
    wider.words    # 0 rows for exactly 'chatbot'; 9 for wordings that contain it: …

A construct that is asked for means itself, those below it in the vocabulary, and those whose names begin or end with
its name ("attitude": "attitudes toward using chatbots", "positive attitude"); where these have no rows, those that
have it anywhere in their names. The exact one's rows stay first.
"""

from __future__ import annotations

import dataclasses
import itertools
import shlex
from collections.abc import Mapping, Sequence

from rdflib import URIRef

from kg.lookup import constructs_named, near_labels, with_narrower
from kg.query import Choice, Chosen, NamedQuery, run
from kg.rdf.terms import PROLOGUE
from kg.search.constructs import containing
from kg.store import Store
from kg.store.terms import to_sparql

# Queries about a construct, not about what leads to it or follows: here its name anywhere in a longer one will do.
TOPICAL = frozenset({"hypotheses", "methods", "propositions", "statements", "untested"})
SHOWN = 3  # wordings and near names that a message has


@dataclasses.dataclass(frozen=True, slots=True)
class Widened:
    """An answer with the rows for wider names after those for the exact ones: how many these are, and of which names.

    ``anywhere`` tells that names were taken that have the one asked for in the midst. ``near`` are names like it, for
    an answer that stays empty.
    """

    answer: Chosen
    exactly: int
    names: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    anywhere: bool = False
    near: tuple[str, ...] = ()

    @property
    def more(self) -> int:
        """How many rows the wider names gave."""
        return len(self.answer.rows) - self.exactly

    @property
    def words(self) -> str:
        """What was looked for, and what is there instead, for people; nothing where the exact names had all."""
        asked = " and ".join(map(repr, self.names))
        if self.more:
            shown = "; ".join(self.wordings[:SHOWN]) + (" …" if len(self.wordings) > SHOWN else "")
            return f"{self.exactly} for exactly {asked}; {self.more} for wordings that contain it: {shown}"
        if self.exactly or not self.names:
            return ""
        if not self.near:
            return (
                f"0 for {asked}, and no construct has a name like it; `kg search {self.names[0]!r}` looks in sentences"
            )
        first = self.near[0].rpartition(" (")[0]
        going_on = f"kg query statements -p construct={shlex.quote(first)}"
        return f"0 for {asked} and for wordings that contain it; there is {', '.join(self.near)}: {going_on}"


def widen(
    store: Store,
    query: NamedQuery,
    given: Mapping[str, str],
    answer: Chosen,
    *,
    timeout: float | None = None,
    choice: Choice | None = None,
) -> Widened:
    """``answer``, which ``query`` gave for the names ``given``, with what wider names add.

    Raises as ``kg.query.run``.
    """
    named = {p.name: given[p.name] for p in query.parameters if p.type == "label" and p.name in given}
    if not named:
        return Widened(answer, len(answer.rows))
    for anywhere in (True,) if query.name in TOPICAL else (False, True):
        wider = {name: _wider(store, label, anywhere=anywhere) for name, label in named.items()}
        meant = {name: tuple(iris) for name, iris in wider.items()}
        found = run(store, query, given, timeout=timeout, choice=choice or Choice(), constructs=meant)
        joined = _joined(answer, found)
        if joined.rows and (len(joined.rows) > len(answer.rows) or answer.rows):
            labels = dict.fromkeys(itertools.chain.from_iterable(each.values() for each in wider.values()))
            shown = tuple(label for label in labels if label and _is_shown(label, joined, len(answer.rows)))
            return Widened(joined, len(answer.rows), tuple(named.values()), shown, anywhere)
    return Widened(answer, len(answer.rows), tuple(named.values()), near=_near(store, tuple(named.values())))


def _near(store: Store, names: Sequence[str]) -> tuple[str, ...]:
    """What there is of the names themselves and of names like them, with how many statements, as commands to go on."""
    labels = [*names, *(label for name in names for label in near_labels(store, name, count=SHOWN + 1))]
    told = {}
    for label in labels:
        iris = constructs_named(store, label)
        if iris and (count := _statements(store, iris)) and iris not in told:
            told[iris] = f"{label} ({count} statement{'' if count == 1 else 's'})"
    return tuple(told.values())[: len(names) + SHOWN]


def _statements(store: Store, constructs: Sequence[URIRef]) -> int:
    values = " ".join(map(to_sparql, constructs))
    ends = f"VALUES ?c {{ {values} }} ?r evc:source|evc:target|evc:mediator|evc:moderator ?c . ?s evc:asserts ?r"
    return int(str(store.query(f"{PROLOGUE}SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ {ends} }}").column("n")[0]))


def _wider(store: Store, label: str, *, anywhere: bool) -> dict[URIRef, str]:
    """The constructs that a name may cover, each with its own name; those of exactly this name have none."""
    exact = with_narrower(store, constructs_named(store, label))
    return dict.fromkeys(exact, "") | {
        URIRef(iri): name for iri, name in containing(store, label, anywhere=anywhere) if URIRef(iri) not in exact
    }


def _joined(first: Chosen, more: Chosen) -> Chosen:
    rows = tuple(dict.fromkeys([*first.rows, *more.rows]))
    return dataclasses.replace(more, rows=rows, total=max(first.total, more.total, len(rows)))


def _is_shown(label: str, answer: Chosen, start: int) -> bool:
    """Does a name stand in a row that was added?"""
    return any(str(term).casefold() == label.casefold() for row in answer.rows[start:] for term in row)
