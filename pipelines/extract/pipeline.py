"""The one door to extraction: ``load`` makes an Extractor, ``Extractor.extract`` turns a Text into a Record.

Two stages, for speed. The first looks at every sentence with regular expressions only; the second parses the few that
carried a label or a cue word and runs the rules that need a dependency tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.language import Language

from pipelines import record as records
from pipelines.choices import MODEL
from pipelines.errors import MissingModel
from pipelines.extract.constructs.domain import judge
from pipelines.extract.constructs.mentions import find_constructs
from pipelines.extract.definitions.defining import may_define, to_definitions
from pipelines.extract.faults import spare
from pipelines.extract.hypotheses import labels
from pipelines.extract.hypotheses.outcomes import may_tell
from pipelines.extract.hypotheses.portions import reading_of, sentence_of, with_portions
from pipelines.extract.learned.tagger import Tagger
from pipelines.extract.statements import stating as statements
from pipelines.extract.statements.attribution import cited_works
from pipelines.extract.statements.discourse import with_contexts
from pipelines.extract.statements.drops import Dropped, find_dropped, tell_lost
from pipelines.extract.statements.questions import find_tabled
from pipelines.extract.study import find_study
from pipelines.extract.words.acronyms import read_acronyms
from pipelines.extract.words.parser import load_nlp, parse
from pipelines.extract.words.sentences import Parsed, Sentence, read_words, split_sentences
from pipelines.text import Text
from pipelines.version import fingerprint

_Candidate = tuple[labels.Labelled | None, Parsed]


class _Read(NamedTuple):
    """What was read of a paper: ``parsed`` are the sentences that carry a cue, ``lost`` what a fault cost."""

    record: records.Record
    sentences: Sequence[Sentence]
    parsed: Sequence[Parsed]
    lost: tuple[Dropped, ...]


def load(*, model: str = MODEL) -> Extractor:
    """An extractor. ``model`` names the learned model that leads: "mpnet", or "none" for rules alone.

    Raises:
        MissingModel: the spaCy model package or the learned model is not installed.
    """
    if model not in {"none", "mpnet"}:
        raise MissingModel(f"no learned model is called {model!r}; choose mpnet, or none to extract by rules alone")
    return Extractor(load_nlp(), Tagger.load() if model == "mpnet" else None, model=model)


class Extractor:
    """Extraction with one set of rules and models. ``version`` changes when any of them does."""

    def __init__(self, nlp: Language, tagger: Tagger | None = None, *, model: str = "none") -> None:
        self.nlp = nlp
        self.tagger = tagger
        self.model = model
        self.version = fingerprint(model)

    def extract(self, text: Text) -> records.Record:
        """The record of one paper."""
        return self._read(text).record

    def explain(self, text: Text) -> tuple[records.Record, tuple[Dropped, ...]]:
        """The record of one paper, and what did not become a statement of it, with the reasons."""
        read = self._read(text)
        gone = {(each.start, each.end) for each in read.lost}
        sound = [p for p in read.parsed if (p.sentence.start, p.sentence.end) not in gone]
        dropped = find_dropped(text, read.sentences, sound, read.record.statements)
        return read.record, tuple(sorted((*read.lost, *dropped), key=lambda d: (d.start, d.label or "")))

    def extract_and_tell(self, text: Text) -> tuple[records.Record, tuple[Dropped, ...]]:
        """The record of one paper, and the sentences that were lost to a fault; quicker than ``explain``."""
        read = self._read(text)
        return read.record, read.lost

    def _read(self, text: Text) -> _Read:
        lost: list[tuple[Sentence, Exception]] = []
        sentences = split_sentences(text)
        acronyms = read_acronyms(text)
        in_domain = judge(text)
        labelled, parsed = self._parsed(text, sentences, lost)

        def find(each: Sequence[_Candidate]) -> tuple[records.Statement, ...]:
            return statements.find_statements(
                text,
                sentences,
                [(place, one) for place, one in each if place is not None],
                [one for place, one in each if place is None],
                acronyms=acronyms,
                cited=cited_works,
                in_domain=in_domain,
                tag=self.tagger.tag if self.tagger is not None else None,
            )

        found, at_fault = spare(find, [*labelled, *((None, one) for one in parsed)])
        lost += [(one.sentence, raised) for (_, one), raised in at_fault]
        defined, undefined = spare(lambda each: to_definitions(text, each, acronyms), parsed)
        lost += [(one.sentence, raised) for one, raised in undefined]
        study, unstudied = spare(lambda each: find_study(text, each), sentences)
        constructs, unused = spare(
            lambda each: find_constructs(text, each, found, defined, acronyms, in_domain), sentences
        )
        record = records.Record(
            document=text.document,
            study=study,
            constructs=constructs,
            statements=found,
            definitions=defined,
            references=text.references,
        )
        return _Read(record, sentences, parsed, tell_lost([*lost, *unstudied, *unused]))

    def _parsed(
        self, text: Text, sentences: Sequence[Sentence], lost: list[tuple[Sentence, Exception]]
    ) -> tuple[list[tuple[labels.Labelled, Parsed]], list[Parsed]]:
        """The labelled statements and the sentences that carry a cue, parsed; what fails is put to ``lost``."""
        labelled, unlabelled = spare(
            lambda places: list(zip(places, self.parse_labelled(text, places), strict=True)),
            with_portions(text, labels.find_labelled(text, sentences)),
        )
        lost += [(sentence_of(text, place), raised) for place, raised in unlabelled]
        chosen = [s for s in sentences if statements.may_state(s.text) or may_define(s.text) or may_tell(s)]
        wanted = [*with_contexts(sentences, chosen), *find_tabled(text, sentences)]
        parsed, unparsed = spare(lambda each: self.parse(text, each), wanted)
        lost += unparsed
        return labelled, parsed

    def parse_labelled(self, text: Text, places: Sequence[labels.Labelled]) -> list[Parsed]:
        """One Doc a labelled statement: of its own alternative, where it is one of several in a sentence."""
        readings = [reading_of(text, place) for place in places]
        docs = parse(self.nlp, (r.text for r in readings))
        return [
            Parsed(sentence_of(text, place), doc, reading)
            for place, doc, reading in zip(places, docs, readings, strict=True)
        ]

    def parse(self, text: Text, sentences: Sequence[Sentence]) -> list[Parsed]:
        """One Doc a sentence, in order. Long sentences are parsed like any other."""
        readings = [read_words(text.content, s.start, s.end) for s in sentences]
        docs = parse(self.nlp, (r.text for r in readings))
        return [Parsed(*each) for each in zip(sentences, docs, readings, strict=True)]
