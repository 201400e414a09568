"""Ends of relations as a model marks them, made whole: or none, where they name no construct.

"raises both [economic] and environmental performance"    economic performance
"chatbots that are exciting and [fun]"                    none: a quality that something has
"light helps [guests]", "[it] raises calm"                none: who or what is meant, not what changes
"a [resource] such as [light]"                            no relation of the two but that of a name to its example
"""

from __future__ import annotations

import itertools
import re
from typing import cast

from spacy.tokens import Doc, Span, Token

from pipelines.extract.relations.links import Link, Phrase
from pipelines.extract.relations.phrases import names_something
from pipelines.extract.words import cues

EXAMPLE = re.compile(r"\W*(?:such as|including|namely|i\.?\s?e\.?|e\.?\s?g\.?)\W*(?:the|a|an)?\W*", re.IGNORECASE)
ADJECTIVE = re.compile(r"(?:al|ic|ive|ous|ary)$")  # of words that the tagger takes for nouns
# Kinds of organisation by which papers tell firms apart: "industry" is a variable, "an industry" rarely an actor.
VARIABLES = frozenset({"industry", "country", "economy", "sector", "society", "community"})
NOUNS = frozenset({"NOUN", "PROPN"})
PAIRING = frozenset({"between", "among", "amongst", "both", "link", "with"})
BARE = frozenset({"DET", "PRON", "PUNCT", "ADP"})


def whole(doc: Doc, end: Phrase) -> Phrase | None:
    """The end with the noun that an adjective of it shares with another one; None where it names no construct."""
    span = doc.char_span(end.start, end.end, alignment_mode="expand")
    if span is None or not doc.has_annotation("DEP"):
        return end
    if not names_something(end) or _is_actor(span):
        return None
    last = span[-1]
    if len(span) > 1 and span[-2].pos_ in NOUNS:
        return end  # "guest calm": no adjective, whatever the tagger says
    if last.pos_ != "ADJ" and not (last.dep_ == "nmod" and ADJECTIVE.search(last.lower_)):
        return end
    noun = _shared_noun(last)
    kept = noun is None or noun.lemma_.lower() in cues.read_words("actors")  # "[profitable] firms"
    return end if noun is None or kept else end._replace(text=f"{end.text} {noun.text}", end=noun.idx + len(noun))


def is_example(doc: Doc, link: Link) -> bool:
    """Whether one end is but an example of the other: no effect is told between them."""
    first, second = sorted((link.source, link.target), key=lambda end: end.start)
    told = link.type in {"causal", "associative"}
    root = _head(doc, first)
    of = root is not None and root.dep_ == "pobj" and root.head.lower_ == "of"  # "drivers of calm such as light"
    return told and not of and EXAMPLE.fullmatch(doc.text, first.end, second.start) is not None


def is_listed(doc: Doc, link: Link) -> bool:
    """Whether both ends are but members of one list; in "the path between A and B" they are more."""
    heads = [_head(doc, end) for end in (link.source, link.target)]
    if link.type != "causal" or None in heads:
        return False
    source, target = cast(list[Token], heads)
    first = min(source, target, key=lambda token: token.i)
    while first.dep_ == "conj":
        first = first.head
    return target in source.conjuncts and first.pos_ in NOUNS and first.head.lower_ not in PAIRING


def _head(doc: Doc, end: Phrase) -> Token | None:
    span = doc.char_span(end.start, end.end, alignment_mode="expand")
    return None if span is None else span.root


def _is_actor(span: Span) -> bool:
    """Whether the end is people or organisations, and nothing of theirs."""
    words = [token for token in span if token.pos_ not in BARE]
    return len(words) == 1 and words[0].lemma_.lower() in cues.read_words("actors") - VARIABLES


def _shared_noun(adjective: Token) -> Token | None:
    """The noun that an adjective shares: in "economic and environmental performance", or right behind it."""
    first = adjective
    while first.dep_ == "conj" and first.head.pos_ == "ADJ":
        first = first.head
    noun = first.head if first.dep_ in {"amod", "nmod"} else None
    if noun is None or noun.i <= adjective.i or noun.pos_ not in NOUNS:
        return _joined_noun(adjective)
    between = adjective.doc[adjective.i + 1 : noun.i]
    if between and between[0].text in {"-", "–"}:
        return None  # "uncertainty-filled environment"
    return noun if all(t.pos_ in {"ADJ", "CCONJ", "PUNCT", "ADV", *NOUNS} for t in between) else None


def _joined_noun(adjective: Token) -> Token | None:
    """The last of two or more words joined by "and" or "or" to an adjective that the tree hangs elsewhere."""
    doc, start = adjective.doc, adjective.i + 1
    if start >= len(doc) or doc[start].lower_ not in {"and", "or"}:
        return None
    words = list(itertools.takewhile(lambda t: t.pos_ in {"ADJ", *NOUNS}, doc[start + 1 :]))
    return words[-1] if len(words) > 1 and words[-1].pos_ in NOUNS else None
