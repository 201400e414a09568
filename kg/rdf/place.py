"""Where the parts of one record go: the IRIs of its paper, file and works, worked out once before writing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from rdflib import URIRef

from kg import iris as minting
from kg.iris import Iris, citation_key, cited_key, distinct, doi_link, short_reference, under, work_key
from kg.rdf.naming import Names
from kg.rdf.terms import EVC, RDF, RDFS, SCHEMA, Triple, string
from kg.run import Run
from pipelines.record import Record, Reference, Study
from pipelines.text import Box


class Works:
    """The works that one paper cites, by entry of its bibliography and by in-text citation."""

    def __init__(self, references: Sequence[Reference], iris: Iris) -> None:
        self._iris = iris
        self._references = references
        self._iris_of_references = [URIRef(iris.work(_key(r), r.doi)) for r in references]
        self._numbers: dict[str, list[int]] = {}
        for number, reference in enumerate(references, 1):
            if reference.authors:
                cited = citation_key(reference.authors[0], reference.year)
                self._numbers.setdefault(cited, []).append(number)
        self._cited: dict[URIRef, str] = {}

    def of_reference(self, number: int) -> URIRef:
        """The work that entry ``number`` (from 1) describes."""
        return self._iris_of_references[number - 1]

    def cite(self, words: str) -> tuple[URIRef, int | None]:
        """The work that "Surname Year" cites, and its entry's number where exactly one entry fits."""
        key = cited_key(words) or words
        numbers = self._numbers.get(key, [])
        if len({self.of_reference(n) for n in numbers}) == 1:
            return self.of_reference(numbers[0]), numbers[0]
        work = URIRef(self._iris.work(key))
        if work not in self._iris_of_references:
            self._cited.setdefault(work, words)
        return work, None

    def triples(self) -> Iterator[Triple]:
        """What is known of the works. To be asked last: in-text citations add works as they are written.

        A work has a label, not a title: where it is a paper of the graph, the paper's own facts stay the only ones.
        """
        for work, reference in dict(zip(self._iris_of_references, self._references, strict=True)).items():
            yield work, RDF.type, EVC.Work
            cited = short_reference(
                reference.authors, reference.year, reference.title, _key(reference) or "unnamed work"
            )
            yield work, EVC.citedAs, string(cited)
            if reference.title:
                yield work, RDFS.label, string(reference.title)
            link = doi_link(reference.doi)
            if link is not None:
                yield work, SCHEMA.sameAs, URIRef(link)
            if _key(reference):
                yield work, EVC.workKey, string(_key(reference))
            if reference.authors:
                yield work, EVC.citationKey, string(citation_key(reference.authors[0], reference.year))
        for work, words in self._cited.items():
            yield work, RDF.type, EVC.Work
            yield work, EVC.citedAs, string(words)
            yield work, EVC.citationKey, string(cited_key(words) or words)


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """One record on its way into the graph."""

    record: Record
    run: Run
    iris: Iris
    names: Names
    works: Works
    boxes: Mapping[tuple[int, int], Sequence[Box]]
    paper: URIRef
    file: URIRef
    uses: Sequence[str]  # the IRIs of the record's construct uses, statements and definitions, in the record's order
    statements: Sequence[str]
    definitions: Sequence[str]
    sections: Mapping[str, URIRef]
    apart_from: str | None = None  # a paper that has the record's DOI already

    @classmethod
    def of(
        cls,
        record: Record,
        run: Run,
        *,
        iris: Iris,
        names: Names,
        boxes: Mapping[tuple[int, int], Sequence[Box]],
        apart_from: str | None = None,
    ) -> Place:
        """Work the IRIs of a record out."""
        paper = iris.paper(None if apart_from else record.document.doi, run.sha256)
        headings = dict.fromkeys(s.section for s in record.statements if s.section is not None)
        return cls(
            record=record,
            run=run,
            iris=iris,
            names=names,
            works=Works(record.references, iris),
            boxes=boxes,
            paper=URIRef(paper),
            file=URIRef(iris.file(run.sha256)),
            uses=distinct(under(paper, "construct", c.id) for c in record.constructs),
            statements=distinct(minting.statement(paper, s.id) for s in record.statements),
            definitions=distinct(minting.definition(paper, d.term, d.text) for d in record.definitions),
            apart_from=apart_from,
            sections={heading: URIRef(under(paper, "section", n)) for n, heading in enumerate(headings, 1)},
        )

    @property
    def text(self) -> URIRef:
        """The clean text that offsets count in."""
        return URIRef(under(self.file, "text"))

    @property
    def extraction(self) -> URIRef:
        """The activity that made the record."""
        return URIRef(under(self.file, "extraction"))

    @property
    def software(self) -> URIRef:
        """What made the record."""
        return URIRef(self.iris.software(self.run.software, self.run.version))

    @property
    def study(self) -> URIRef:
        """How the paper found out, where it tells."""
        return URIRef(under(self.paper, "study"))

    @property
    def has_study(self) -> bool:
        """Does the record tell how the paper found out?"""
        return self.record.study != Study()

    def reference(self, number: int) -> URIRef:
        """An entry of the bibliography, counted from 1."""
        return URIRef(under(self.paper, "reference", number))

    def words(self, node: URIRef) -> URIRef:
        """The annotation that ties a statement or definition to its words in this file."""
        return URIRef(under(self.file, "words") + node.removeprefix(self.paper))


def _key(reference: Reference) -> str:
    return work_key(reference.authors, reference.year, reference.title)
