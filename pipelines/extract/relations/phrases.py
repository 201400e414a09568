"""The ends of relations: from a head token to the phrases it stands for, split at "and", trimmed to the construct."""

from __future__ import annotations

import itertools
import re
from functools import cache

from spacy.tokens import Doc, Token

from pipelines.extract.relations.edges import CLAUSE_POS, edges
from pipelines.extract.relations.links import Phrase
from pipelines.extract.words import cues

LEFT_WORDS = cues.read_words("openers")
RIGHT_WORDS = frozenset(
    {"and", "or", "of", "in", "to", "the", "a", "as", "both", "well", "also", "for", "with", "that", "respectively"}
    | {"directly", "indirectly", "positively", "negatively", "significantly"}
)
LABEL = re.compile(r"[HP]?\d{1,2}[a-h]?")  # "H2a", "3b"
PRONOUN_TAGS = frozenset({"DT", "PRP$"})  # "this", "its": no names, yet they stand for one
NAMING = frozenset({"variable", "construct", "concept", "notion", "phenomenon", "presence", "existence", "case"})


@cache
def change_words() -> dict[str, int]:
    """Words of change before a construct, with 1 for more and -1 for less."""
    return {word: -1 if sign == "-" else 1 for word, sign in cues.read_rows("change")}


@cache
def amount_nouns() -> dict[str, tuple[frozenset[str], str]]:
    """Nouns that measure what follows them: their prepositions and their sign."""
    return {noun: (frozenset(preps.split(",")), sign) for noun, preps, sign in cues.read_rows("amounts")}


def phrases(head: Token, stop: int | None = None) -> list[Phrase]:
    """The construct phrases that ``head`` and its conjuncts stand for, in order, none beyond token ``stop``."""
    heads = [h for h in conjuncts(head) if stop is None or h.i < stop]
    if _is_one(heads):
        together = trim(head.doc, head.left_edge.i, heads[1].i + 1)
        return [together] if together is not None else []
    whole = [(h, phrase) for h in heads if (phrase := phrase_of(h, stop)) is not None]
    return [part for h, phrase in whole for part in (_listed(h, phrase) or _by_modifier(h, phrase))]


def _is_one(heads: list[Token]) -> bool:
    """ "Research and development is related to …": by its singular verb, the pair is one thing."""
    if len(heads) != 2 or heads[0].dep_ not in {"nsubj", "nsubjpass"}:
        return False
    verb = heads[0].head
    finite = next((t for t in (verb, *verb.lefts) if t.tag_ in {"VBZ", "VBP", "VBD", "MD"}), None)
    joined = any(c.lower_ == "and" for c in heads[0].rights)
    return joined and finite is not None and finite.tag_ == "VBZ" and finite.lower_ in {"is", "has", "does"}


def _listed(head: Token, phrase: Phrase) -> list[Phrase]:
    """ "both use and intention to use", "perceived ease, perceived value and perceived risk": lists by their words."""
    doc = head.doc
    tokens = doc.char_span(phrase.start, phrase.end)
    if tokens is None:
        return []
    joints = [t.i for t in tokens if t.lower_ in {"and", "or"}]
    both = tokens.start > 0 and doc[tokens.start - 1].lower_ == "both" and len(joints) == 1
    openers = [t.lower_ for t in tokens if t.i == tokens.start or doc[t.i - 1].lower_ in {",", "and", "or"}]
    alike = bool(joints) and len({o for o in openers if o not in {",", "and", "or"}}) == 1 and len(openers) > 1
    if not (both or alike or (len(joints) == 1 and _acts_as_several(head))):
        return []
    return [p._replace(sign=phrase.sign, graded=phrase.graded) for p in _pieces(doc, tokens.start, tokens.end)]


def _acts_as_several(head: Token) -> bool:
    """ "Trust in A and perceived B raise Y": by its plural verb, a singular noun is one of two."""
    verb = head.head
    plural = verb.tag_ in {"VBP", "VB"} and not any(c.dep_ == "aux" for c in verb.lefts)
    return head.dep_ == "nsubj" and head.tag_ == "NN" and plural


def _by_modifier(head: Token, phrase: Phrase) -> list[Phrase]:
    """ "economic and environmental performance" is two constructs; "a dynamic and iterative process" is one."""
    for first in head.lefts:
        if first.dep_ not in {"amod", "compound", "nmod"} or first.idx < phrase.start:
            continue
        listed = [first, *(c for c in conjuncts_of_modifier(first) if c.i < head.i)]
        if len(listed) > 1 and all(_classifies(c) for c in listed) and listed[-1].i == head.i - 1:
            doc = head.doc
            before = doc.text[phrase.start : first.idx]
            behind = doc.text[head.idx : phrase.end]
            return [phrase._replace(text=f"{before}{c.text} {behind}") for c in listed]
    return [phrase]


def conjuncts_of_modifier(first: Token) -> list[Token]:
    """What is coordinated with a modifier, to its right."""
    found, queue = [], [first]
    while queue:
        more = [c for c in queue.pop(0).rights if c.dep_ == "conj"]
        found += more
        queue += more
    return found


def _classifies(modifier: Token) -> bool:
    """Whether a modifier sorts things ("social", "cognitive", a noun) instead of praising them."""
    if modifier.pos_ in {"NOUN", "PROPN"}:
        return True
    return modifier.lower_.endswith(("al", "ic", "ary")) or modifier.lower_ in {
        "cognitive",
        "affective",
        "conative",
        "positive",
        "negative",
        "normative",
        "active",
        "passive",
    }


def conjuncts(head: Token) -> list[Token]:
    """The head and what is coordinated with it to its right, however the parser nests that."""
    head = _named(head)
    heads, queue = [head], [head]
    while queue:
        here = queue.pop(0)
        more = [c for c in here.rights if (c.dep_ == "conj" or _is_listed(c)) and _same_sort(head, c) and _holds(c)]
        heads += more
        queue += more
    return sorted(set(heads), key=lambda t: t.i)


def _holds(conjunct: Token) -> bool:
    """ "A, but not B, …", "A rather than B …": the second is not said to."""
    before = conjunct.doc[max(0, conjunct.left_edge.i - 1)].lower_
    return before not in {"not", "than"} and not any(c.dep_ == "neg" for c in conjunct.lefts)


def _named(head: Token) -> Token:
    """ "the variables Size and Profit": size, which goes on to profit."""
    if head.lemma_.lower() not in NAMING:
        return head
    return next((c for c in head.rights if c.dep_ == "appos" and c.left_edge.i == head.i + 1), head)


def _is_listed(token: Token) -> bool:
    """An apposition that goes on with "and": the second item of a list of three."""
    return (
        token.dep_ == "appos"
        and any(c.dep_ == "cc" for c in token.rights)
        and token.doc[token.left_edge.i - 1].text == ","
    )


def phrase_of(head: Token, stop: int | None = None, begin: int = 0) -> Phrase | None:
    """The trimmed phrase of one head within ``[begin, stop)``, or None where nothing of content is left."""
    if head.tag_ in PRONOUN_TAGS and head.n_rights == 0:
        return Phrase(head.text, head.idx, head.idx + len(head))
    head, sign, graded = _enter_amount(head)
    left, right = edges(head)
    return trim(head.doc, max(left, begin), right if stop is None else min(right, stop), sign=sign, graded=graded)


def names_something(phrase: Phrase) -> bool:
    """Whether an end names something: no pronoun, no bare "effect", no label."""
    return phrase.text.lower() not in cues.read_words("empty") and not LABEL.fullmatch(phrase.text)


def phrases_in(doc: Doc, start: int, end: int, *, split: bool = True) -> list[Phrase]:
    """The phrases on tokens ``[start, end)`` where the tree cannot be trusted to mark their borders."""
    whole = trim(doc, start, end)
    roots = [t for t in doc[start:end] if not start <= t.head.i < end or t.head.i == t.i]
    nominal = [t for t in roots if t.pos_ in {"NOUN", "PROPN", "PRON"}]
    if whole is None or len(nominal) != 1:
        return _pieces(doc, start, end) if split and len(nominal) > 1 else [whole] if whole else []
    heads = conjuncts(nominal[0]) if split else nominal
    inside = [p for h in heads if h.i < end and (p := phrase_of(h, end, start))]
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    kept = [p for p in inside if p.start >= first and p.end <= last]
    return kept or [whole]


def _pieces(doc: Doc, start: int, end: int) -> list[Phrase]:
    """A list that the tree does not see as one: cut at commas and "and" where every piece has a noun."""
    cuts = [start - 1, *(i for i in range(start, end) if doc[i].lower_ in {",", "and", "or", "nor"}), end]
    spans = [(a + 1, b) for a, b in itertools.pairwise(cuts) if b > a + 1]
    pair = any(t.lower_ == "between" for t in doc[start:end])
    if pair or any(not any(t.pos_ in {"NOUN", "PROPN"} for t in doc[a:b]) or b - a > 6 for a, b in spans):
        spans = [(start, end)]
    return [p for a, b in spans if (p := trim(doc, a, b)) is not None]


def trim(doc: Doc, left: int, right: int, *, sign: int = 1, graded: bool = False) -> Phrase | None:
    """The phrase on tokens ``[left, right)`` without articles, quantities and words of change at its borders."""
    change = change_words()
    while left < right:
        token = doc[left]
        lower = token.lower_
        if lower in change and right - left > 1 and not _names_more(doc, left, right):
            sign, graded = sign * change[lower], True
        elif graded and right - left > 2 and token.lemma_.lower() in amount_nouns() and doc[left + 1].lower_ == "of":
            left += 1  # "higher levels of"
        elif _is_label(doc, left):
            left += 1  # and the number behind it
        elif not (lower in LEFT_WORDS or token.is_punct or token.is_space or _is_degree(doc, left, right)):
            break
        left += 1
    if doc[max(left, right - 2) : right].text.lower() == "no longer":
        right -= 2
    while right > left and (
        doc[right - 1].lower_ in RIGHT_WORDS or doc[right - 1].is_punct or doc[right - 1].is_space
    ):
        if doc[right - 1].text in {")", "”", "’", "%"}:
            break
        right -= 1
    if left >= right:
        return None
    start, end = doc[left].idx, doc[right - 1].idx + len(doc[right - 1])
    return Phrase(doc.text[start:end].strip('"“”‘'), start, end, sign, graded)


def _same_sort(head: Token, other: Token) -> bool:
    """A verb coordinated with a noun is a parser's slip, or a new clause; so is a relation of its own."""
    if other.lemma_.lower() in {"relationship", "effect", "impact", "influence", "association", "correlation"}:
        return False
    nominal = head.pos_ not in CLAUSE_POS
    if nominal:
        return other.pos_ not in CLAUSE_POS or (other.tag_ == "VBG" and not _has_subject(other))
    return other.pos_ in CLAUSE_POS and not _has_subject(other)


def _has_subject(token: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in token.children)


def _enter_amount(head: Token) -> tuple[Token, int, bool]:
    """From "increase in trust" to "trust", with the sign that the measure carried."""
    sign, graded = 1, False
    for _ in range(3):
        rule = amount_nouns().get(head.lower_) or amount_nouns().get(head.lemma_.lower())
        inner = _inner(head, rule[0]) if rule else None
        if rule is None or inner is None:
            break
        change = [change_words()[c.lower_] for c in head.lefts if c.lower_ in change_words()]
        high = [-1 if c.lower_ == "low" else 1 for c in head.lefts if c.lower_ in {"high", "low"}]
        if rule[1] == "." and not change and not high:
            break
        sign *= -1 if rule[1] == "-" else 1
        for value in change + high:
            sign *= value
        head, graded = inner, True
    return head, sign, graded


def _inner(head: Token, prepositions: frozenset[str]) -> Token | None:
    for prep in head.rights:
        if prep.dep_ == "prep" and prep.lower_ in prepositions:
            return next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), None)
    return None


def _is_label(doc: Doc, i: int) -> bool:
    """ "Hypothesis 4", "Proposition 2a": what the paper calls a statement is no part of it."""
    following = doc[i + 1 : i + 2].text
    short = LABEL.fullmatch(doc[i].text) and following in {")", ":", "]"}
    return bool(short) or (doc[i].lower_ in {"hypothesis", "proposition"} and following[:1].isdigit())


def _names_more(doc: Doc, left: int, right: int) -> bool:
    """ "more engaged customers": the word grades the adjective behind it, which is the construct."""
    return (
        doc[left].lower_ in {"more", "less"} and left + 1 < right and doc[left + 1].pos_ == "ADJ" and right - left == 2
    )


def _is_degree(doc: Doc, left: int, right: int) -> bool:
    """ "levels of", "degree of", "variable", "concept of" before the construct proper."""
    token = doc[left]
    if right - left > 2 and doc[left + 1].lower_ in {"of"} and token.lemma_.lower() in NAMING:
        return True
    return (
        right - left > 1
        and token.lemma_.lower() in {"variable", "construct"}
        and doc[left + 1].pos_ in {"NOUN", "PROPN"}
    )
