"""The one door to extraction: ``load`` makes an Extractor, ``Extractor.extract`` turns a Text into a Record.

Two stages, for speed. The first looks at every sentence with regular expressions only; the second parses the few that
carried a label or a cue word and runs the rules that need a dependency tree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.language import Language

from pipelines import record as records
from pipelines.choices import MODEL
from pipelines.errors import MissingModel
from pipelines.extract import labels, statements
from pipelines.extract.acronyms import read_acronyms
from pipelines.extract.attribution import cited_works
from pipelines.extract.constructs import find_constructs
from pipelines.extract.definitions import may_define, to_definitions
from pipelines.extract.discourse import with_contexts
from pipelines.extract.domain import judge
from pipelines.extract.drops import Dropped, find_dropped
from pipelines.extract.parser import load_nlp, parse
from pipelines.extract.questions import find_tabled
from pipelines.extract.sentences import Parsed, Sentence, read_words, split_sentences
from pipelines.extract.study import find_study
from pipelines.extract.tagger import Tagger
from pipelines.text import Text
from pipelines.version import fingerprint


def load(*, model: str = MODEL) -> Extractor:
    """An extractor. ``model`` names the learned model that helps the rules: "minilm", or "none" for rules alone.

    Raises:
        MissingModel: the spaCy model package or the learned model is not installed.
    """
    if model not in {"none", "minilm"}:
        raise MissingModel(f"no learned model is called {model!r}; choose minilm, or none to extract by rules alone")
    return Extractor(load_nlp(), Tagger.load() if model == "minilm" else None, model=model)


class Extractor:
    """Extraction with one set of rules and models. ``version`` changes when any of them does."""

    def __init__(self, nlp: Language, tagger: Tagger | None = None, *, model: str = "none") -> None:
        self.nlp = nlp
        self.tagger = tagger
        self.model = model
        self.scale: Mapping[str, float] | None = None  # confidence by family of evidence, where not as measured
        self.version = fingerprint(model)

    def extract(self, text: Text) -> records.Record:
        """The record of one paper."""
        return self._read(text)[0]

    def explain(self, text: Text) -> tuple[records.Record, tuple[Dropped, ...]]:
        """The record of one paper, and what did not become a statement of it, with the reasons."""
        record, sentences, parsed = self._read(text)
        return record, find_dropped(text, sentences, parsed, record.statements)

    def _read(self, text: Text) -> tuple[records.Record, list[Sentence], list[Parsed]]:
        """The record, all sentences, and the parsed ones: those that carry a cue."""
        sentences = split_sentences(text)
        acronyms = read_acronyms(text)
        in_domain = judge(text)
        places = labels.find_labelled(text, sentences)
        labelled = list(zip(places, self.parse_labelled(text, places), strict=True))
        chosen = [s for s in sentences if statements.may_state(s.text) or may_define(s.text)]
        parsed = self.parse(text, [*with_contexts(sentences, chosen), *find_tabled(text, sentences)])
        found = statements.find_statements(
            text,
            sentences,
            labelled,
            parsed,
            acronyms=acronyms,
            cited=cited_works,
            in_domain=in_domain,
            tag=self.tagger.tag if self.tagger is not None else None,
            scale=self.scale,
        )
        defined = to_definitions(text, parsed, acronyms)
        record = records.Record(
            document=text.document,
            study=find_study(text, sentences),
            constructs=find_constructs(text, sentences, found, defined, acronyms, in_domain),
            statements=found,
            definitions=defined,
            references=text.references,
        )
        return record, sentences, parsed

    def parse_labelled(self, text: Text, places: Sequence[labels.Labelled]) -> list[Parsed]:
        """One Doc a labelled statement: of its own alternative, where it is one of several in a sentence."""
        readings = [labels.reading_of(text, place) for place in places]
        docs = parse(self.nlp, (r.text for r in readings))
        return [
            Parsed(labels.sentence_of(text, place), doc, reading)
            for place, doc, reading in zip(places, docs, readings, strict=True)
        ]

    def parse(self, text: Text, sentences: Sequence[Sentence]) -> list[Parsed]:
        """One Doc a sentence, in order. Long sentences are parsed like any other."""
        readings = [read_words(text.content, s.start, s.end) for s in sentences]
        docs = parse(self.nlp, (r.text for r in readings))
        return [Parsed(*each) for each in zip(sentences, docs, readings, strict=True)]
