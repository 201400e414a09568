"""What the ends of a relation share: examples that stand for a general noun, and complements told only once.

"Factors such as age and income" are age and income; "the extent and content of disclosure" is the extent of disclosure
and the content of disclosure; "value for both firm and customer" is value for the firm and value for the customer.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipelines.extract.relations.links import Phrase
from pipelines.extract.relations.phrases import conjuncts, phrases, trim
from pipelines.extract.words import cues

EXAMPLE = frozenset({"as", "like", "including"})
SPLIT = frozenset({"for", "from", "to", "toward", "towards", "on", "by", "with", "of", "in"})
MANY = frozenset({"range", "set", "number", "variety", "series", "host", "array", "combination", "list"})
LONGEST = 3  # words of the name that a complement further on is added to


def ends(head: Token, stop: int | None = None) -> list[Phrase]:
    """The phrases that a head stands for in a relation: the examples of a general noun, each with what it shares."""
    head = _of_many(head)
    prep = _exemplifying(head)
    if prep is not None and is_general(head):
        listed = [p for c in prep.children if c.dep_ in {"pobj", "pcomp"} for p in phrases(c)]
        if listed:
            return listed
    if prep is not None and not any(c.dep_ == "conj" for c in head.rights):
        stop = prep.i - (prep.lower_ == "as") if stop is None else stop
    found = phrases(head, stop)
    return [part for phrase in completed(head, found) for part in divided(head.doc, phrase)]


def _of_many(head: Token) -> Token:
    """ "a range of factors such as …": the factors."""
    counted = [c for prep in head.rights if prep.lower_ == "of" for c in prep.children if c.dep_ == "pobj"]
    many = head.lemma_.lower() in MANY and counted and _exemplifying(counted[0]) is not None
    return counted[0] if many else head


def is_general(head: Token) -> bool:
    """Whether a noun says nothing without its examples: "factors", "outcomes"."""
    return head.lemma_.lower() in cues.read_words("general_heads")


def _exemplifying(head: Token) -> Token | None:
    """The word after which examples of a noun stand: "such as A and B", "like A", "including A"."""
    preps = (c for c in head.rights if c.dep_ == "prep" and c.lower_ in EXAMPLE)
    return next((p for p in preps if p.lower_ != "as" or p.doc[p.i - 1].lower_ == "such"), None)


def completed(head: Token, found: list[Phrase]) -> list[Phrase]:
    """The phrases of a list, all with the complement that stands behind the last, whichever the parser hangs it on."""
    heads = [h for h in conjuncts(head) if any(p.start <= h.idx < p.end for p in found)]
    if len(heads) < 2 or len(heads) != len(found):
        return found
    preps = (c for h in heads for c in h.rights if c.dep_ == "prep" and c.i > heads[-1].i)
    prep = next((c for c in preps if c.i <= heads[-1].i + 1), None)
    if prep is None or not _may_share(heads, prep):
        return found
    shared = max((p for p in found), key=lambda p: p.end).end
    shared = shared if shared > prep.idx else prep.right_edge.idx + len(prep.right_edge)
    complement = head.doc.text[prep.idx : shared]
    return [p._replace(text=f"{p.text} {complement}") if _is_bare(p) else p for p in found]


def _may_share(heads: list[Token], prep: Token) -> bool:
    """Whether "of" goes with each: nouns of measure and of making; "for" wherever it names who gets them."""
    if prep.lower_ == "of":
        return all(h.lemma_.lower() in cues.read_words("complemented") for h in heads)
    return prep.lower_ == "for" and any(is_actor(c) for c in prep.children if c.dep_ == "pobj")


def _is_bare(phrase: Phrase) -> bool:
    words = phrase.text.split()
    return len(words) <= LONGEST and not SPLIT & set(words)


def is_actor(head: Token) -> bool:
    """Whether a noun names people or organisations at large, told apart by nothing: "companies", "many customers"."""
    if head.lemma_.lower() not in cues.read_words("groups"):
        return False
    plain = {"det", "predet", "poss", "nummod", "cc", "preconj", "punct", "case"}
    kept = [c for c in head.children if c.dep_ not in plain | {"conj", "appos"}]
    return all(c.dep_ == "amod" and c.lower_ in cues.read_words("openers") for c in kept)


def divided(doc: Doc, phrase: Phrase) -> list[Phrase]:
    """ "Value for both firm and customer" as two; other phrases as they are."""
    tokens = doc.char_span(phrase.start, phrase.end)
    if tokens is None or phrase.text != tokens.text:
        return [phrase]
    for prep in tokens:
        if prep.dep_ != "prep" or prep.lower_ not in SPLIT:
            continue
        for first in (c for c in prep.children if c.dep_ == "pobj" and c.i < tokens.end):
            both = [h for h in conjuncts(first) if h.i < tokens.end]
            if len(both) > 1 and (_told_both(first) or all(map(is_actor, both))):
                return list(_divisions(doc, phrase, prep, both)) or [phrase]
    return [phrase]


def _told_both(first: Token) -> bool:
    opener = first.doc[first.left_edge.i]
    return opener.lower_ == "both"


def _divisions(doc: Doc, phrase: Phrase, prep: Token, heads: list[Token]) -> Iterator[Phrase]:
    before = doc.text[phrase.start : prep.idx + len(prep)]
    for n, head in enumerate(heads):
        last = heads[n + 1].left_edge.i if n + 1 < len(heads) else head.right_edge.i + 1
        part = trim(doc, head.left_edge.i, min(last, head.right_edge.i + 1) if n + 1 < len(heads) else last)
        if part is not None and part.end <= phrase.end:
            text = part.text[: head.idx + len(head) - part.start] if n + 1 < len(heads) else part.text
            yield phrase._replace(text=f"{before} {text}")
