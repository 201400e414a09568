"""Jangle: different names for what papers define in nearly the same words (Kelley 1927).

A step in Python on the query ``definitions``. Two definitions are as alike as the words that they share are of all
their words (Jaccard), function words aside; the query ``jingle`` has the contrary case, one name with several
definitions.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections import defaultdict

from kg.errors import BadParameter
from kg.rdf.terms import PROLOGUE
from kg.store import Store
from kg.wordings import with_wordings

ALIKE = 0.6  # share of common words from which two definitions say nearly the same
FUNCTION = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "that",
        "the",
        "their",
        "to",
        "which",
        "who",
        "with",
    ]
)
DEFINITIONS = """
SELECT DISTINCT ?name ?definition ?paper ?page WHERE {
  ?d evc:defines ?c ; evc:definiens ?definition ; evc:statedIn ?p . ?p evc:shortReference ?paper .
  ?c skos:prefLabel ?name . OPTIONAL { ?d evc:page ?page }
} ORDER BY ?name ?paper ?definition
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Defined:
    """A construct's name, its definition, the paper and page."""

    name: str
    definition: str
    paper: str
    page: int | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Jangle:
    """Two constructs that are defined nearly alike; ``likeness`` from 0 to 1."""

    first: Defined
    second: Defined
    likeness: float


def jangles(store: Store, *, alike: float = ALIKE) -> tuple[Jangle, ...]:
    """The pairs of differently named constructs whose definitions are alike, the most alike first.

    Only definitions that share a word are compared, so that a store of many is no square of them.

    Raises:
        BadParameter: ``alike`` is not above 0 and at most 1.
    """
    if not 0 < alike <= 1:
        raise BadParameter(f"alike: {alike} will not do; give a number above 0, at most 1")
    found = [
        Defined(
            name=str(row["name"]),
            definition=str(row["definition"]),
            paper=str(row["paper"]),
            page=int(str(row["page"])) if "page" in row else None,
        )
        for row in with_wordings(store, store.query(PROLOGUE + DEFINITIONS))
    ]
    words = [_words(each.definition) for each in found]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(words):
        for word in each:
            holders[word].append(number)
    near = {pair for numbers in holders.values() for pair in itertools.combinations(numbers, 2)}
    pairs = [
        Jangle(first=found[a], second=found[b], likeness=len(words[a] & words[b]) / len(words[a] | words[b]))
        for a, b in near
        if found[a].name != found[b].name
    ]
    return tuple(
        sorted(
            (pair for pair in pairs if pair.likeness >= alike),
            key=lambda pair: (-pair.likeness, pair.first.name, pair.second.name, pair.first.paper, pair.second.paper),
        )
    )


def _words(definition: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", definition.casefold())) - FUNCTION
