"""Parts of speech, lemmas and morphology, worked out once for each form of a word.

The model's attribute ruler and lemmatizer look at every word anew and take a quarter of the time that a parse takes.
What they say depends on the word, its tag and its label in the tree, and behind "there" on that word too; so they are
asked once and their answer is kept. Two-word slang ("gonna", "y'all") is read as single words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.symbols import expl
from spacy.tokens import Doc
from spacy.vocab import Vocab

Word = tuple[int, int, int]  # orth, tag, dep, as spaCy numbers them
Form = tuple[int, int, int]  # lemma, part of speech, morphology
REPLACED = ("attribute_ruler", "lemmatizer")
NOTHING: Word = (0, 0, 0)


class Forms:
    """Writes what ``REPLACED`` would, from memory."""

    def __init__(self, vocab: Vocab, askable: tuple[Callable[[Doc], Doc], ...]) -> None:
        self.vocab = vocab
        self.askable = askable
        self.known: dict[tuple[Word, Word], Form] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Find, then write."""
        if len(doc):
            write(doc, [LEMMA, POS, MORPH], self.find_forms(doc))
        return doc

    def find_forms(self, doc: Doc) -> list[Form]:
        """The form of each word."""
        found, before = [], NOTHING
        for orth, tag, dep in doc.to_array([ORTH, TAG, DEP]).tolist():
            word = (orth, tag, dep)
            pair = (before if before[2] == expl else NOTHING, word)
            if pair not in self.known:
                self.known[pair] = self._ask(pair)
            found.append(self.known[pair])
            before = word
        return found

    def _ask(self, pair: tuple[Word, Word]) -> Form:
        words = [word for word in pair if word is not NOTHING]
        doc = Doc(self.vocab, words=[self.vocab.strings[orth] for orth, _, _ in words])
        write(doc, [TAG, DEP], [(tag, dep) for _, tag, dep in words])
        for ask in self.askable:
            doc = ask(doc)
        lemma, pos, morph = doc.to_array([LEMMA, POS, MORPH])[-1].tolist()
        return lemma, pos, morph


def write(doc: Doc, attributes: Sequence[int], rows: Sequence[tuple[int, ...]]) -> None:
    """Set the attributes of each word, a row a word."""
    values: Any = np.array(rows, dtype=np.uint64)  # what spaCy takes; its stubs name another library's type
    doc.from_array(list(attributes), values)


@Language.factory(
    "ekg_forms",
    assigns=["token.lemma", "token.pos", "token.morph"],
    requires=["token.tag", "token.dep"],
)
def make_forms(nlp: Language, name: str) -> Forms:
    """The component, for a pipeline that has (or had, before they were disabled) both components it stands for."""
    return Forms(nlp.vocab, tuple(nlp.get_pipe(each) for each in REPLACED))


def put_in_place(nlp: Language) -> None:
    """Let the pipeline remember what its attribute ruler and lemmatizer say."""
    nlp.add_pipe("ekg_forms")
    nlp.select_pipes(disable=[*nlp.disabled, *REPLACED])
