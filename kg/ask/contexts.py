"""Where and among whom: the rows of an answer that are about the context in a question come first.

Papers seldom say in every sentence where they were made, so rows of other contexts are not left out. A row is of the
context where its paper's study was made there, or where its sentence says so, in any number or spelling of the words.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from typing import TypeVar

from rdflib import Literal

from kg.lookup import PREFIXES
from kg.store import Answer, Store
from kg.store.base import Row
from pipelines.canonical import key

A = TypeVar("A", bound=Answer)
START = re.compile(r"(?:in|among|amongst|within|for|at|during|across|of|from) ", re.IGNORECASE)
SENTENCE = "said in the sentence"
STUDIES = (
    PREFIXES
    + """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?paper ?context WHERE {
  ?p evc:shortReference ?paper ; evc:study/evc:context/rdfs:label ?context
} ORDER BY ?paper ?context
"""
)


def is_context(phrase: str) -> bool:
    """May a phrase of a question name a context? "in online communities" may."""
    return START.match(phrase) is not None and bool(_words(START.sub("", phrase, count=1)))


def first_in_context(store: Store, answer: A, phrase: str) -> tuple[A, int]:
    """The answer with the rows of that context first and a column ``context`` that tells why, and how many they are.

    Where there are none, the answer is as it was.
    """
    wanted = _words(START.sub("", phrase, count=1))
    places: dict[str, list[str]] = defaultdict(list)
    for row in store.query(STUDIES):
        if _is_about(_words(str(row["context"])), wanted):
            places[str(row["paper"])].append(str(row["context"]))
    told = [_tell(dict(zip(answer.variables, row, strict=True)), places, wanted) for row in answer.rows]
    count = sum(map(bool, told))
    if not count:
        return answer, 0
    rows = sorted(zip(told, answer.rows, strict=True), key=lambda pair: not pair[0])
    with_context: list[Row] = [(*row, Literal(why) if why else None) for why, row in rows]
    return dataclasses.replace(answer, variables=(*answer.variables, "context"), rows=tuple(with_context)), count


def _tell(row: dict[str, object], places: dict[str, list[str]], wanted: frozenset[str]) -> str:
    """Why a row is of the context; nothing where it is not."""
    if found := places.get(str(row.get("paper", ""))):
        return "; ".join(found)
    return SENTENCE if row.get("sentence") and wanted <= _words(str(row["sentence"])) else ""


def _is_about(context: frozenset[str], wanted: frozenset[str]) -> bool:
    """ "repair communities" is about "online repair communities", and the other way round."""
    return bool(context) and (context <= wanted or wanted <= context)


def _words(phrase: str) -> frozenset[str]:
    """The words that carry meaning, without number and spelling."""
    return frozenset(key(phrase).split()) - {"the", "a", "an", "of", "and", "in", "for"}
