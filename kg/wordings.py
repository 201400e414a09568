"""Names of constructs for people: the papers' most frequent wording, where the graph has the canonical key.

A construct outside the vocabulary is labelled in every paper's graph by its canonical key ("wellbeing of member"), so
that the graphs agree. Whoever reads an answer sees what papers write: "well-being of members". IRIs do not change, and
a wording finds its construct, since it has the construct's key.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from rdflib import Literal

from kg.iris import ONTOLOGY
from kg.store import Answer, Store, Term
from kg.store.terms import to_sparql
from kg.vocabulary import vocabulary
from pipelines.canonical import key

A = TypeVar("A", bound=Answer)
LANGUAGE = "en"  # labels of constructs are the only literals with a language in answers of named queries
ARROW = " → "  # between the constructs of a path
SOME = 1_000  # labels that one query names
WORDINGS = f"""
PREFIX evc: <{ONTOLOGY}>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?label ?words (COUNT(?use) AS ?uses) WHERE {{
  VALUES ?label {{ %s }}
  ?construct skos:prefLabel ?label ; skos:inScheme ?scheme .
  {{ ?use evc:denotes ?construct ; evc:wording ?words }}
  UNION {{ ?use evc:construct ?construct ; rdfs:label ?words }}
  FILTER(STRENDS(STR(?scheme), "/found"))
}} GROUP BY ?label ?words
"""


def wordings(store: Store, labels: Iterable[str]) -> dict[str, str]:
    """What papers call the constructs with these labels most often; those of the vocabulary are not among them.

    Of wordings that are as frequent the one without capitals is taken, then the first by the alphabet. Aliases with
    words of their own (acronyms) are not.
    """
    wanted = sorted(set(labels))
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for start in range(0, len(wanted), SOME):
        values = " ".join(to_sparql(Literal(label, lang=LANGUAGE)) for label in wanted[start : start + SOME])
        for row in store.query(WORDINGS % values):
            if "words" in row and key(str(row["words"])) == str(row["label"]):
                counts[str(row["label"])][str(row["words"])] = int(str(row["uses"]))
    return {label: _most_frequent(found) for label, found in counts.items()}


def with_wordings(store: Store, answer: A) -> A:
    """The answer of a named query with its constructs as papers word them, those of a path (A → B) too."""
    labels = {term for row in answer.rows for term in row if _is_label(term)}
    if not labels:
        return answer
    words = wordings(store, (part for label in labels for part in str(label).split(ARROW)))
    shown = {term: Literal(_worded(str(term), words), lang=LANGUAGE) for term in labels}
    rows = (tuple(shown.get(term, term) if _is_label(term) else term for term in row) for row in answer.rows)
    return dataclasses.replace(answer, rows=tuple(rows))


def _worded(label: str, words: Mapping[str, str]) -> str:
    """A label in the papers' words. A path has canonical keys, for which the vocabulary may have a name too."""
    names = label.split(ARROW)
    if len(names) == 1:
        return words.get(label, label)
    concepts = (vocabulary().meant(name) for name in names)
    known = (
        concept.label if concept else words.get(name, name) for name, concept in zip(names, concepts, strict=True)
    )
    return ARROW.join(known)


def _most_frequent(counts: dict[str, int]) -> str:
    return min(counts, key=lambda words: (-counts[words], words.lower() != words, words))


def _is_label(term: Term | None) -> bool:
    return isinstance(term, Literal) and term.language == LANGUAGE
