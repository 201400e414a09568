"""What sentences of papers that a model has not seen teach about it: its figures, the rules', and its confidence."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spacy.tokens import Doc

from pipelines.evaluation.likeness import pair
from pipelines.extract.learned.linking import likely_links
from pipelines.extract.learned.tagger import Tagged, Tagger
from pipelines.extract.relations import Link, find_relations, find_tested
from pipelines.extract.scope.assertions import judge
from pipelines.extract.statements.kinds import kind_of
from pipelines.extract.words.parser import load_nlp, parse
from pipelines.extract.words.sentences import read_words
from pipelines.train import reliance
from pipelines.train.examples import LABEL
from pipelines.train.measure import Found, alike, as_relation, measure, of_link, speed
from pipelines.train.reliance import Case

PARTS = 5  # of the cases, each of which is judged by what the others teach


@dataclasses.dataclass(frozen=True, slots=True)
class Read:
    """An annotated sentence as extraction reads it, without label and brackets."""

    entry: Mapping[str, Any]
    doc: Doc
    labelled: bool

    def kind(self, seen: str) -> str:
        """What the label says, or without any what was ``seen``."""
        if not self.labelled:
            return seen
        return "proposition" if self.entry["text"].lstrip("( ").upper().startswith("P") else "hypothesis"

    def by_rules(self) -> list[Link]:
        """What the rules tell and the sentence asserts."""
        links = find_tested(self.doc) if self.labelled else find_relations(self.doc)
        return judge(self.doc, links, tested=self.labelled).links

    def by_model(self, tagged: Tagged) -> list[Link]:
        """What the model tells and the sentence asserts."""
        links = likely_links(self.doc, tagged, labelled=self.labelled)
        return judge(self.doc, links, tested=self.labelled).links

    def kind_by_rules(self) -> str:
        """What words and scopes take the sentence for."""
        under = judge(self.doc, find_relations(self.doc)).kinds
        return kind_of(self.doc.text, None, under, labelled_paper=False, empirical=True)

    def case(self, links: Sequence[Link]) -> Case | None:
        """Whether any of the links is right, None where there are none."""
        if not links:
            return None
        wanted = [as_relation(relation) for relation in self.entry["relations"]]
        right = bool(pair(wanted, [of_link(link) for link in links], alike))
        return Case(max(link.probability or 0.0 for link in links), right, self.labelled)


def read(entries: Sequence[Mapping[str, Any]]) -> list[Read]:
    """The sentences, parsed."""
    cuts = [label.end() if (label := LABEL.match(entry["text"])) else 0 for entry in entries]
    texts = [read_words(entry["text"], cut, len(entry["text"])).text for entry, cut in zip(entries, cuts, strict=True)]
    docs = parse(load_nlp(), texts)
    return [Read(entry, doc, bool(cut)) for entry, doc, cut in zip(entries, docs, cuts, strict=True)]


def learn_apart(tagger: Tagger, entries: Sequence[Mapping[str, Any]], *, write: bool) -> Iterator[dict[str, Any]]:
    """Figures of the model and of the rules on annotated sentences; confidence is written where wished."""
    sentences = read(entries)
    tagged = tagger.tag([each.doc.text for each in sentences])
    learned = [each.by_model(seen) for each, seen in zip(sentences, tagged, strict=True)]
    ruled = [each.by_rules() for each in sentences]
    yield {"found by": "model", **_figures(sentences, learned, [seen.kind for seen in tagged])}
    yield {"found by": "rules", **_figures(sentences, ruled, [each.kind_by_rules() for each in sentences])}
    cases = [case for each, links in zip(sentences, learned, strict=True) if (case := each.case(links))]
    yield {"statements": len(cases), "calibration error": reliance.calibration_error(cases, PARTS)}
    if write:
        by_rules = [case for each, links in zip(sentences, ruled, strict=True) if (case := each.case(links))]
        reliance.write(cases, by_rules)
    rate = speed(tagger, [each.doc.text for each in sentences])
    yield {"version": tagger.version, "sentences a second": round(rate)}


def _figures(sentences: Sequence[Read], links: Sequence[Sequence[Link]], kinds: Sequence[str]) -> dict[str, float]:
    found = [
        Found(relations=[of_link(link) for link in told], kind=each.kind(kind))
        for each, told, kind in zip(sentences, links, kinds, strict=True)
    ]
    return measure([each.entry for each in sentences], found)
