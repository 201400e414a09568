"""The frames in which papers word a definition, found in one parsed sentence.

A frame is a regular expression for the words that link a term and its wording. Those that say "define" outright are
taken at their word. Looser ones ("reflects", "is viewed as", plain "is") define only where the wording names the kind
of thing that the term is (see ``wording``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pipelines.canonical import singular
from pipelines.extract.terms import is_general, is_pointing, phrase_before, subject_of, token_at, trim_term
from pipelines.extract.wording import (
    GENUS,
    KINDS,
    clauses,
    is_evaluative,
    is_kind,
    is_somebodys,
    is_wording,
    opens_definition,
    trim_wording,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

ADVERB = (
    r"(?:(?:also|often|commonly|typically|generally|usually|traditionally|frequently|broadly|here|formally|simply|"
    r"sometimes|thus|therefore|then|further|explicitly|specifically|conceptually|originally|initially|hence|herein|"
    r"best|collectively|subsequently|primarily|basically|essentially|in turn|in general|in this \w+) )*"
)
DEFINE = r"(?:re)?(?:defin|conceptuali[sz])"
VIEW = (
    r"(?:describ|view|regard|interpret|conceiv|portray|recogni[sz]|explain|delineat|label|labell|depict|treat|"
    r"constru|consider|classif|express|summari[sz]|characteri[sz]|operationali[sz]|posit)"
)
BY = r"(?: by [^,;]{2,60}?)?"
HERE = (
    r"(?:,? (?:here|herein|in this (?:study|paper|article|research|context)|for (?:the|our) purposes?[\w ]{0,20}),?)?"
)
PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|be|been|being) {ADVERB}"
    rf"(?:(?P<strong>{DEFINE}(?:ed)|termed|understood|thought of|referred to|meant|conceived of)"
    rf"|{VIEW}(?:ed|ied)|seen|taken|denoted|held|known|called){BY}{HERE},? {ADVERB}"
    r"(?:as|to be|to mean|to encompass|to include|to denote|by) ",
    re.IGNORECASE,
)
PARTICIPLE = re.compile(rf",? {ADVERB}(?:{DEFINE}ed|understood|conceived){BY}{HERE} (?:as|to be) ", re.IGNORECASE)
ACTIVE = re.compile(
    rf"\b(?:(?P<strong>{DEFINE}(?:es|e|ed|ing)|terms?|termed)"
    rf"|{VIEW}(?:es|e|s|ed|ies|ied|ing|y)?|sees?|saw|seen|understand(?:s|ing)?|understood|refers? to|referred to"
    r"|think(?:s|ing)? of|thought of|takes?)(?: and \w+e)?"
    r" (?P<term>(?!as\b|by\b|to\b|that\b)(?:(?! that )[^,;:]){1,90}?)(?<!such),?"
    rf" {ADVERB}[“\"]?(?:as|to be|to mean) (?!well\b)",
    re.IGNORECASE,
)
MEANS = re.compile(
    rf"\b(?:(?P<strong>refers?(?:, \w[\w .,’-]{{0,40}},)? {ADVERB}to|denotes?|signif(?:y|ies)|connotes?"
    r"|(?<!root )means?(?! for| to| that)|stands? for)"
    r"|describes?|represents?|reflects?|captures?|encompass(?:es)?|indicates?|involves?|entails?|concerns?|relates? to"
    r"|deals? with|pertains? to|embod(?:y|ies)|constitutes?|expresses|is about|is concerned with|serves? as"
    r"|aggregates?) ",
    re.IGNORECASE,
)
COPULA = re.compile(rf"\b(?:is|are) {ADVERB}(?:nothing (?:more|else|other) than |about )?", re.IGNORECASE)
NAMED = re.compile(
    r"\b(?:is|are|was|were|been|being) (?:\w+ly |also |often |then |sometimes )*"
    r"(?:called|termed|named|dubbed|known as|labell?ed(?: as)?|coined|referred to as|defined as|denoted(?: as)?)"
    r" (?P<term>[^,;:.]{2,60}?)\s*[.,;]?$",
    re.IGNORECASE,
)
APPOSITION = re.compile(r"(?P<cut> ?[—–] ?|, )(?P<lead>(?:that is|i\. ?e\.|namely),? )?", re.IGNORECASE)
NAMES_LOOSELY = frozenset({"describe", "represent", "constitute", "serve", "relate", "deal", "concern", "denote"})
BY_DEFINER = re.compile(r"^(?:as|following)\b.{0,40}\bdefin|\bby definition\b", re.IGNORECASE)

# Heads of a predicate that relate or praise instead of defining.
NO_KIND = frozenset(
    {
        "driver",
        "antecedent",
        "factor",
        "determinant",
        "predictor",
        "outcome",
        "consequence",
        "result",
        "example",
        "topic",
    }
    | {
        "area",
        "field",
        "issue",
        "challenge",
        "reason",
        "limitation",
        "source",
        "aim",
        "purpose",
        "question",
        "problem",
    }
    | {
        "objective",
        "focus",
        "one",
        "mediator",
        "moderator",
        "precursor",
        "cornerstone",
        "prerequisite",
        "basis",
        "key",
    }
    | {
        "opportunity",
        "advantage",
        "effect",
        "case",
        "means",
        "addition",
        "step",
        "function",
        "sign",
        "role",
        "influence",
    }
    | {"strength", "weakness", "threat", "benefit", "goal", "need", "point", "place", "variable", "finding", "support"}
)
TOLD = re.compile(
    r" (?:that|which|who|whose|whereby|where|(?:in|to|with|by|through|for|on) which|designed|used|intended|involving"
    r"|characteri[sz]ed|comprising|consisting|aimed|based on|capable of)\b(?! (?:was|were|cannot|can not|has been"
    r"|(?:is|are) (?:\w+ly )?(?:critical|important|essential|crucial|vital|key|central|not)))",
    re.IGNORECASE,
)
LOOSELY_TOLD = re.compile(r" (?:of|to|for|about|with|between|among|in|on|from|toward|towards|by)\b")


NO_AGENT = re.compile(r"\b(?:is|are|was|were|be|been|being|well|a|an|the|their|its)\s+$", re.IGNORECASE)
# Kinds that "of …" alone tells apart.
LOOSE_KINDS = KINDS | {
    *(
        "approach",
        "attitude",
        "attachment",
        "behavior",
        "behaviour",
        "bond",
        "branch",
        "bundle",
        "collection",
        "conduct",
    ),
    *("discipline", "emotion", "exchange", "experience", "form", "framework", "group", "image", "kind", "knowledge"),
    *("learning", "measure", "mechanism", "method", "mode", "network", "orientation", "philosophy", "phenomenon"),
    *("program", "programme", "reaction", "relationship", "representation", "response", "sharing", "strategy"),
    *("structure", "style", "system", "technique", "theory", "tool", "type", "way"),
}


class Defined(NamedTuple):
    """A definition in a sentence: character offsets into the doc of the term and of its wording, and the frame.

    The term may only point back ("it", "this concept"): who knows the sentences before resolves it.
    """

    term: tuple[int, int]
    wording: tuple[int, int]
    frame: str


def find_definitions(doc: Doc) -> list[Defined]:
    """The definitions that a sentence words, in its order; each stretch of words defines once."""
    found: list[Defined] = []
    for start, end in clauses(doc.text):
        for frame in (_active, _passive, _named, _participle, _means, _copula, _apposition):
            matches = [d for d in frame(doc, start, end) if not any(_collide(d, f) for f in found)]
            found += matches[:1] if frame is not _apposition else matches
            if matches:
                break
    return sorted(found, key=lambda d: d.wording)


def _collide(one: Defined, other: Defined) -> bool:
    return one.wording[0] < other.wording[1] and other.wording[0] < one.wording[1]


def _active(doc: Doc, start: int, end: int) -> Iterator[Defined]:
    """Somebody defines the term: "we define trust as W"."""
    for found in _matches(ACTIVE, doc.text, start, end):
        wording = trim_wording(doc.text, found.end(), end)
        term = trim_term(doc.text, *found.span("term"))
        if term is None or NO_AGENT.search(doc.text[: found.start()]) or not _is_verb(doc, found):
            continue
        if is_wording(doc.text[slice(*wording)]) and (found["strong"] or _is_loosely(doc, term, found.end(), end)):
            yield Defined(term, wording, "active")


def _is_loosely(doc: Doc, term: tuple[int, int], begin: int, end: int) -> bool:
    """What a loose frame asks for: a term that names something, a wording that names its kind."""
    return not is_general(doc.text[slice(*term)]) and is_kind(doc.text[begin:end])


def _passive(doc: Doc, start: int, end: int) -> Iterator[Defined]:
    """The term is defined: "trust is commonly understood as W"."""
    for found in _matches(PASSIVE, doc.text, start, end):
        wording = trim_wording(doc.text, found.end(), end)
        term = subject_of(doc, found.start(), start)
        if term is None or not is_wording(doc.text[slice(*wording)]):
            continue
        if found["strong"] or _is_loosely(doc, term, found.end(), end):
            yield Defined(term, wording, "passive")


def _participle(doc: Doc, start: int, end: int) -> Iterator[Defined]:
    """A participle defines on the way: "trust, defined as W, …"."""
    for found in PARTICIPLE.finditer(doc.text, start, end):
        wording = trim_wording(doc.text, found.end(), end)
        term = phrase_before(doc, found.start(), start)
        if term and is_wording(doc.text[slice(*wording)]):
            yield Defined(term, wording, "participle")


def _means(doc: Doc, start: int, end: int) -> Iterator[Defined]:
    """The term means its wording: "trust refers to W", "trust reflects the degree to which W"."""
    for found in _matches(MEANS, doc.text, start, end):
        wording = trim_wording(doc.text, found.end(), end)
        if not is_wording(doc.text[slice(*wording)]) or not _is_told(doc, found, doc.text[found.end() : end]):
            continue
        term = subject_of(doc, found.start(), start)
        name = doc.text[slice(*term)] if term else ""
        if term and found["strong"]:
            if not is_evaluative(name) and not (is_pointing(name) and "mean" in found[0].lower()):
                yield Defined(term, wording, "means")
        elif term and not is_general(name) and not is_pointing(name) and _means_loosely(doc, found, wording):
            yield Defined(term, wording, "means")


def _is_told(doc: Doc, found: re.Match[str], words: str) -> bool:
    """Whether the match is a finite verb, not negated; taggers stumble over "PE captures the degree to which"."""
    if re.search(r"(?:\bnot|n['’]t|\bto|\bcan|\bmay|\bwill|\bwould|\bcould|\bin)\s+$", doc.text[: found.start()]):
        return False
    return _is_verb(doc, found) or opens_definition(words)


def _is_verb(doc: Doc, found: re.Match[str]) -> bool:
    """Whether a match begins with a verb, and not the noun "terms", "means" or "view"."""
    verb = token_at(doc, found.start())
    never_noun = re.match(r"defin|conceptuali|refers", found[0], re.IGNORECASE)
    return bool(never_noun) or (verb is not None and verb.pos_ in {"VERB", "AUX"})


def _matches(pattern: re.Pattern[str], words: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Matches that may overlap: the next is looked for one character after the last one's beginning."""
    found = pattern.search(words, start, end)
    while found:
        yield found
        found = pattern.search(words, found.start() + 1, end)


def _means_loosely(doc: Doc, found: re.Match[str], wording: tuple[int, int]) -> bool:
    words = doc.text[found.end() :]
    if opens_definition(words) or is_somebodys(words):
        return True
    verb = token_at(doc, found.start())
    loose = verb is not None and verb.lemma_.lower() in NAMES_LOOSELY
    return (loose and _names_kind(doc, wording, strictly=True)) or (
        bool(BY_DEFINER.search(doc.text)) and is_kind(words)
    )


def _copula(doc: Doc, start: int, end: int) -> Iterator[Defined]:
    """The term is its wording, which must be a kind that is told apart: "trust is the belief that W"."""
    for found in _matches(COPULA, doc.text, start, end):
        wording = trim_wording(doc.text, found.end(), end)
        words = doc.text[slice(*wording)]
        if not is_wording(words) or not (opens_definition(doc.text[found.end() :]) or _names_kind(doc, wording)):
            continue
        term = subject_of(doc, found.start(), start)
        if re.search(r"(?:\bthere|(?<!,) that)\s+$", doc.text[: found.start()]) or not term:
            continue
        if not is_general(doc.text[slice(*term)]) and not is_pointing(doc.text[slice(*term)]):
            yield Defined(term, wording, "copula")


def _named(doc: Doc, start: int, end: int) -> Iterator[Defined]:
    """The wording comes first: "the degree to which W is called trust"."""
    for found in NAMED.finditer(doc.text, start, end):
        wording = re.search(r"\b(?:the|a) (?:extent|degree)\b.*$", doc.text[start : found.start()].strip(" ,"), re.I)
        term = trim_term(doc.text, *found.span("term"))
        if wording and term and len(found["term"].split()) <= 5:
            begin = doc.text.index(wording[0], start)
            yield Defined(term, (begin, begin + len(wording[0])), "named")


def _apposition(doc: Doc, start: int, end: int) -> Iterator[Defined]:
    """The wording stands beside the term: "trust, the degree to which W, …", "trust—the belief that W—…"."""
    for found in APPOSITION.finditer(doc.text, start, end):
        begin = found.end()
        if not opens_definition(doc.text[begin:end]) or re.search(r"\b(?:such as|including)\b", doc.text[start:begin]):
            continue
        dash = "," not in found["cut"]
        close = _close(doc.text[begin:end], dash=dash)
        if close is None and not found["lead"]:
            continue
        stop = begin + close.start() if close else end
        wording = trim_wording(doc.text, begin, stop)
        term = phrase_before(doc, found.start(), start)
        if term and stop - begin > 25 and not is_general(doc.text[slice(*term)]) and _is_apposed(doc, term, wording):
            yield Defined(term, wording, "apposition")


def _close(words: str, *, dash: bool) -> re.Match[str] | None:
    """Where an apposition ends: at the dash, or at the comma before the verb, else at the first comma."""
    if dash:
        return re.search(r" ?[—–]", words)
    return re.search(
        r",(?= (?:and )?(?:is|are|was|were|has|have|had|can|could|may|might|will|would|should|must)\b)", words
    ) or (re.search(r",(?! and\b| or\b)", words))


def _is_apposed(doc: Doc, term: tuple[int, int], wording: tuple[int, int]) -> bool:
    """No preposition led the term in ("in marketing, the level of …"), and no verb follows the wording's clause."""
    before = doc.text[: term[0]].rstrip().lower()
    return not re.search(
        r"(?:^|, )(?:in|with|for|by|to|from|of|given|under|through|despite|according to)(?: the| an?)?$", before
    ) and (len(doc.text[slice(*wording)].split()) >= 5)


def _names_kind(doc: Doc, wording: tuple[int, int], *, strictly: bool = False) -> bool:
    """Whether a wording's head is a kind that is told apart by "that …", or by "of …" where that is enough."""
    words = doc.text[slice(*wording)]
    span = doc.char_span(*wording, alignment_mode="expand")
    head = _head(span) if span is not None and not is_evaluative(words) else None
    if head is None or singular(head.lower_) in NO_KIND:
        return False
    kind = singular(head.lower_) in GENUS
    after = doc.text[head.idx + len(head) :]
    indefinite = bool(re.match(r"an? ", words, re.I)) or (head.tag_ == "NNS" and not re.match(r"the ", words, re.I))
    if TOLD.match(after):
        return kind or (indefinite and not strictly)
    loosely = singular(head.lower_) in LOOSE_KINDS and not re.match(r"its |their |his ", words)
    return loosely and not strictly and bool(LOOSELY_TOLD.match(after)) and len(words.split()) >= 6


def _head(span: Span) -> Token | None:
    """The noun that heads the phrase at the beginning of ``span``, where no verb comes before it."""
    head: Token | None = None
    for token in span:
        if token.pos_ in {"NOUN", "PROPN"}:
            head = token
        elif token.text in {"-", "–", "/"} and token.i + 1 < span.end:
            continue
        elif head is not None and token.pos_ != "ADJ":
            break
        elif not _may_lead(token) or (token.pos_ == "VERB" and token.i == span.start):
            return None
    return head


def _may_lead(token: Token) -> bool:
    """Whether a token can stand before the head of a noun phrase."""
    if token.tag_ in {"PRP$", "VBN", "VBG"}:
        return True
    return token.pos_ in {"DET", "ADJ", "ADV", "PUNCT", "NUM", "CCONJ"}
