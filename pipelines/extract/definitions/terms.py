"""The term that a sentence defines: found by the parse where it helps, by the words before the verb where it fails."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.canonical import singular
from pipelines.extract.definitions.wording import is_evaluative
from pipelines.extract.words.cues import read_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

GENERAL = read_words("general_words")
LONGEST = 8  # words
QUOTES = "\"'“”‘’«» "

WRAPPER = re.compile(
    r"^(?:(?:the|a|an|our|this|their|its|any) )?(?:nature and scope|(?:\w+ )?(?:term|concept|construct|notion|idea|"
    r"phenomenon|definition|meaning|conceptuali[sz]ation|nexus)s?)(?: of)?(?: the term)?(?: the)? (?=\S)",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"^(?:the|a|an|our|their|its|any|every|each|that|while|where|whereas|since|because|thus|therefore|hence|finally|"
    r"similarly|meanwhile|furthermore|moreover|specifically|first|second|third|and|of|for example|for instance|"
    r"in general|in (?:this|our|the (?:present|current)) (?:study|paper|research|article|context)|then)\b,?\s*(?=\S)",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"(?<=\w)[”\"’']? (?:as (?:an?|the) \w+|in (?:general|turn|(?:the|this|our) (?:[\w-]+ )?(?:study|research|paper|"
    r"article|context|literature|setting)|[\w-]+ (?:relations|relationships|contexts?|settings?|research|literature|"
    r"exchanges))|itself|on the (?:other|one) hand|for example|however|also|therefore|by contrast|too|thus|"
    r"from an? [\w -]+ (?:perspective|view|standpoint|point of view))$",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r",\s*(?:in turn|on the (?:other|one) hand|by contrast|in contrast|however|therefore|in general|for example|"
    r"on the contrary|for instance|in this \w+|then|too|thus)$",
    re.IGNORECASE,
)
APPOSED = re.compile(
    r"\b(?:dimension|characteristic|concept|construct|type|form|component|category|facet|factor|variable|attribute|"
    r"element|aspect|strategy|approach|outcome|antecedent|driver|mode|stage|phase),\s+(?P<term>[^,]{3,60}),?\s*$",
    re.IGNORECASE,
)
POINTING = re.compile(
    r"(?:it|they|this|these|the (?:former|latter)|"
    r"th(?:is|ese) (?:concept|construct|term|variable|phenomenon|notion)s?)",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"^(?:he|she|we|i|which|who|whom|there|what|both|many|most|his|her|my|your|all|no|here|if|when|how|not|as|so|"
    r"themselves|itself|ourselves|himself|herself|them|us|"
    r"those|these|this|that|one|each|some|such|several|only|even|according)\b",
    re.IGNORECASE,
)
HOLLOW = frozenset(
    {"study", "paper", "article", "section", "table", "figure", "chapter", "result", "finding", "author", "hypothesis"}
    | {
        "equation",
        "appendix",
        "number",
        "respondent",
        "coefficient",
        "researcher",
        "item",
        "sample",
        "analysis",
        "aim",
    }
    | {"limitation", "contribution", "advantage", "disadvantage", "implication", "challenge", "reason", "difference"}
    | {"purpose", "objective", "question", "example", "definition", "term", "part", "column", "row", "reader", "page"}
)


def subject_of(doc: Doc, at: int, start: int) -> tuple[int, int] | None:
    """Character range of what the verb at character ``at`` is said of, looked for from ``start`` on.

    An apposition stands for its general noun ("the second dimension, power distance, is …"); the antecedent for a
    relative pronoun.
    """
    if apposed := APPOSED.search(doc.text[start:at]):
        return trim_term(doc.text, start + apposed.start("term"), start + apposed.end("term"))
    verb = token_at(doc, at)
    subject = _subject(verb) if verb is not None else None
    if subject is not None and subject.idx >= start - 1:
        begin, end = _noun_phrase(subject)
        if end <= at:
            return trim_term(doc.text, begin, end)
    return phrase_before(doc, at, start)


def token_at(doc: Doc, at: int) -> Token | None:
    """The token that holds the character at ``at``, or the space before it."""
    return next((t for t in doc if t.idx <= at < t.idx + len(t) + len(t.whitespace_)), None)


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, of the verb that it helps or is joined to; of a relative clause its noun."""
    for candidate in (verb, verb.head if verb.dep_ in {"aux", "auxpass", "conj", "xcomp"} else verb):
        subjects = [child for child in candidate.lefts if child.dep_ in {"nsubj", "nsubjpass"}]
        if subjects and subjects[-1].lower_ in {"which", "that", "who"}:
            return candidate.head if candidate.dep_ in {"relcl", "acl"} else None
        if subjects:
            return subjects[-1]
    return None


def _noun_phrase(head: Token) -> tuple[int, int]:
    """Character range of a noun with what stands before it and its prepositional phrases; no clauses, no commas."""
    doc = head.doc
    begin = head.left_edge.i
    while begin > 0 and doc[begin - 1].text == "-":
        begin -= 2
    for token in doc[begin : head.i]:
        if token.text in {",", ":", ";", "—", "–"}:
            begin = token.i + 1
    last = head.i
    for token in doc[head.i + 1 : head.right_edge.i + 1]:
        if token.pos_ in {"VERB", "AUX", "PUNCT", "PRON", "SCONJ"} and token.text not in {
            "-",
            "/",
            "’",
            "'",
            '"',
            "”",
        }:
            break
        last = token.i
    while last > head.i and doc[last].pos_ in {"ADP", "DET", "CCONJ", "ADV", "PART"}:
        last -= 1
    return doc[max(begin, 0)].idx, doc[last].idx + len(doc[last])


def phrase_before(doc: Doc, at: int, start: int) -> tuple[int, int] | None:
    """The noun phrase that ends at character ``at``, an adverbial or ", which" between passed over."""
    words = re.sub(r",?\s+(?:which|that)$", "", ASIDE.sub("", doc.text[start:at].rstrip(" ,")).rstrip(" ,"))
    stop = start + len(words)
    tokens = [t for t in doc if start <= t.idx and t.idx + len(t) <= stop]
    begin = len(tokens)
    while begin > 0 and _may_belong(tokens[begin - 1], first=begin == len(tokens)):
        begin -= 1
    while begin < len(tokens) and tokens[begin].pos_ in {"ADP", "CCONJ", "PUNCT", "SCONJ"}:
        begin += 1
    return trim_term(doc.text, tokens[begin].idx, stop) if begin < len(tokens) else None


def _may_belong(token: Token, *, first: bool) -> bool:
    """Whether a token can be part of a noun phrase, read from its end; ``first`` is the last word of it."""
    if token.pos_ == "ADP":
        return not first and token.lower_ in {"of", "in", "toward", "towards", "with", "among", "between"}
    if token.lower_ == "and":
        return not first
    return (
        token.pos_ in {"NOUN", "PROPN", "ADJ", "DET", "NUM"}
        or (token.tag_ in {"VBG", "VBN", "POS", "HYPH"} and not (first and token.tag_ == "VBN"))
        or token.text in QUOTES
        or (first and token.pos_ == "VERB" and token.lower_ in {"use", "trust", "design", "exchange", "support"})
    )


def trim_term(words: str, start: int, end: int) -> tuple[int, int] | None:
    """The term within ``[start, end)``: quotes, articles, "the concept of" and context behind it put aside.

    None where nothing is left that can be a term.
    """
    before = None
    while before != (start, end):
        before = (start, end)
        start += len(words[start:end]) - len(words[start:end].lstrip(QUOTES + ",:"))
        end -= len(words[start:end]) - len(words[start:end].rstrip(QUOTES + ",.:"))
        if is_pointing(words[start:end]):
            return start, end
        for pattern in (WRAPPER, LEAD):
            if found := pattern.match(words[start:end]):
                start += found.end()
        if found := TAIL.search(words[start:end]):
            end = start + found.start()
    return (start, end) if _is_term(words[start:end]) else None


def _is_term(term: str) -> bool:
    return (
        0 < len(term.split()) <= LONGEST
        and not OPENING.match(term)
        and not re.search(
            r"[=<>%;]|\d\.\d|\b(?:that|which|who|is|are|was|were)\b|\b\d{4}\b|\b(?:and|or|of|than)$", term
        )
        and bool(re.search(r"[^\W\d]", term))
        and singular(re.split(r" (?:of|on|in|to|for|with) ", term.lower())[0].split()[-1]) not in HOLLOW
    )


def is_pointing(term: str) -> bool:
    """Whether a term only points at one named before: "it", "this", "this concept"."""
    return bool(POINTING.fullmatch(term))


def is_general(term: str) -> bool:
    """Whether a term's head is a word of scholarly writing at large, or it is ranked: it names nothing by itself."""
    if re.fullmatch(r"[A-Z]{2,6}s?", term):
        return False
    head = re.split(r"\s(?:of|in|for|with|to|from|on|between|among|toward)\s", term)[0]
    words = [singular(w) for w in re.findall(r"[a-z]+", head.lower())]
    return not words or is_evaluative(term) or words[-1] in HOLLOW or all(w in GENERAL for w in words)
