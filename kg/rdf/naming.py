"""Which construct a wording names: constructs meet across papers by canonical key and by the curated vocabulary.

A wording that the vocabulary knows becomes the vocabulary's construct; any other wording becomes a construct of its
own, under its canonical key, in the scheme "found". An alias that the paper gives a construct names that construct.
Nothing is merged on likeness: a longer wording points, by ``evc:involves``, to the known constructs whose names it
contains, and a generic word or acronym, by ``skos:closeMatch``, to the curated constructs that it may mean.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator

from rdflib import URIRef

from kg.iris import Iris
from kg.rdf.terms import EVC, RDF, SKOS, Triple, english, string
from kg.rdf.vocabulary import concept_iri, naming_triples
from kg.vocabulary import Concept, Vocabulary
from pipelines.canonical import key as canonical_key
from pipelines.record import Record

LONGEST_NAME = 30  # words of a wording that are searched for known constructs


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """A construct as the graph has it, with every wording under which one paper speaks of it."""

    iri: URIRef
    key: str
    label: str
    curated: bool
    wordings: list[str] = dataclasses.field(default_factory=list)


class Names:
    """The constructs of one record: give a wording, get its construct."""

    def __init__(self, record: Record, iris: Iris, vocabulary: Vocabulary) -> None:
        self._iris = iris
        self._vocabulary = vocabulary
        self._found: dict[URIRef, Named] = {}
        self._main = {_key(c.label): _key(c.label) for c in record.constructs}
        for construct in record.constructs:
            for alias in construct.aliases:
                self._main.setdefault(_key(alias), _key(construct.label))
        for wording in _wordings(record):
            self._add(wording)

    def key(self, wording: str) -> str:
        """The canonical key of the construct that the wording names."""
        own = _key(wording)
        return self._main.get(own, own)

    def construct(self, wording: str) -> URIRef:
        """The construct that the wording names."""
        key = self.key(wording)
        concept = self._vocabulary.meant(key)
        return URIRef(self._iris.construct(concept.key if concept else key))

    def score(self, wording: str) -> float:
        """How surely the wording names its construct: an order of evidence, not a probability.

        1: the construct's own name, but for spelling and inflection. 0.9: the vocabulary has it as another name of it.
        0.8: the paper says that it is one, by an alias or acronym. Less is not merged but pointed at.
        """
        key = self.key(wording)
        concept = self._vocabulary.meant(key)
        by_vocabulary = 1.0 if concept is None or concept.key == key else 0.9
        return by_vocabulary if key == _key(wording) else 0.8

    def triples(self) -> Iterator[Triple]:
        """The global constructs that the record speaks of, with its wordings as labels and match keys."""
        for named in self._found.values():
            yield named.iri, RDF.type, SKOS.Concept
            yield named.iri, RDF.type, EVC.Construct
            yield named.iri, SKOS.prefLabel, english(named.label)
            yield named.iri, SKOS.inScheme, URIRef(self._iris.scheme("engagement" if named.curated else "found"))
            for wording in named.wordings:
                if wording != named.label:
                    yield named.iri, SKOS.altLabel, english(wording)
            for key in dict.fromkeys(_key(w) for w in (named.label, *named.wordings)):
                yield named.iri, EVC.matchKey, string(key)
            yield from self._neighbours(named)

    def _neighbours(self, named: Named) -> Iterator[Triple]:
        """Ties of a construct: to known ones in its name, and to curated ones that it may be the same as."""
        for other in self._contained(named.key):
            if other != named.iri:
                yield named.iri, EVC.involves, other
                yield from self._pointed_at(other)
        for concept in self._vocabulary.near(named.key):
            yield named.iri, SKOS.closeMatch, concept_iri(concept, self._iris)
            yield from self._pointed_at(concept_iri(concept, self._iris))

    def _pointed_at(self, iri: URIRef) -> Iterator[Triple]:
        """A curated construct that the record does not speak of itself, described so that the graph stands alone."""
        if iri not in self._found and iri in self._curated:
            yield from naming_triples(self._curated[iri], self._iris)

    @functools.cached_property
    def _curated(self) -> dict[URIRef, Concept]:
        return {concept_iri(c, self._iris): c for c in self._vocabulary.concepts}

    def _add(self, wording: str) -> None:
        iri, key = self.construct(wording), self.key(wording)
        concept = self._vocabulary.meant(key)
        main = Named(iri, concept.key, concept.label, True) if concept else Named(iri, key, key, False)
        named = self._found.setdefault(iri, main)
        if wording not in named.wordings:
            named.wordings.append(wording)

    def _contained(self, key: str) -> list[URIRef]:
        """The known constructs named inside a longer key: the longest at each place, from left to right."""
        words = key.split()[:LONGEST_NAME]
        found: dict[URIRef, None] = {}
        start = 0
        while start < len(words):
            ends = (e for e in range(len(words), start, -1) if e - start < len(words))
            end = next((e for e in ends if self._is_known(" ".join(words[start:e]))), None)
            if end is not None:
                found[self.construct(" ".join(words[start:end]))] = None
            start = start + 1 if end is None else end
        return list(found)

    def _is_known(self, key: str) -> bool:
        return key in self._main or key in self._vocabulary


@functools.lru_cache(maxsize=65536)
def _key(wording: str) -> str:
    """The canonical key, or the words themselves where it leaves nothing of them."""
    return canonical_key(wording) or " ".join(wording.split())


def _wordings(record: Record) -> Iterator[str]:
    for construct in record.constructs:
        yield construct.label
        yield from construct.aliases
    for relation in (r for s in record.statements for r in s.relations):
        yield from (relation.source, relation.target, *relation.mediators, *relation.moderators)
    for definition in record.definitions:
        yield definition.term
