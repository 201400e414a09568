"""The frames in which papers word a definition, found in one parsed sentence.

A frame is a regular expression for the words that link a term and its wording. Those that say "define" outright are
taken at their word. Looser ones ("reflects", "is viewed as", plain "is") define only where the wording names the kind
of thing that the term is (see ``wording``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipelines.canonical import singular
from pipelines.extract.definitions.patterns import (
    ACTIVE,
    APPOSITION,
    BY_DEFINER,
    BY_TERM,
    BY_WHICH,
    COPULA,
    LOOSE_KINDS,
    LOOSELY_TOLD,
    MEANS,
    NAMED,
    NAMES_LOOSELY,
    NO_AGENT,
    NO_KIND,
    PARTICIPLE,
    PASSIVE,
    SAYS,
    TOLD,
    TOLD_AT_ALL,
    USE_TERM,
    WHICH_AS,
)
from pipelines.extract.definitions.terms import is_general, is_pointing, phrase_before, subject_of, token_at, trim_term
from pipelines.extract.definitions.wording import (
    GENUS,
    clauses,
    is_evaluative,
    is_kind,
    is_somebodys,
    is_wording,
    opens_definition,
    trim_wording,
)
from pipelines.extract.scope.scopes import Scope, Stance, scopes, stance_at

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


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
    told = scopes(doc)
    for start, end in clauses(doc.text):
        for frame in FRAMES:
            matches = [d for d in frame(doc, start, end) if not any(_collide(d, f) for f in found)]
            matches = [d for d in matches if _is_asserted(doc, d, told)]
            found += matches[:1] if frame is not _apposition else matches
            if matches:
                break
    return sorted(found, key=lambda d: d.wording)


def _is_asserted(doc: Doc, found: Defined, told: Sequence[Scope]) -> bool:
    """Whether a wording is given, and not denied, asked or supposed: "we do not define trust as W"."""
    span = doc.char_span(*found.wording, alignment_mode="expand")
    over = [scope for scope in told if span is None or not span.start <= scope.trigger < span.end]
    stance = stance_at({span.root.i}, over) if span is not None else Stance()
    return not stance.negated and not stance.kinds & {"question", "condition", "open"}


def _collide(one: Defined, other: Defined) -> bool:
    return one.wording[0] < other.wording[1] and other.wording[0] < one.wording[1]


def _term_used(doc: Doc, start: int, end: int) -> Iterator[Defined]:
    """The term is announced: "we use the term trust to mean W", "by trust we mean W", "trust, which we see as W"."""
    for pattern in (USE_TERM, BY_TERM, BY_WHICH, WHICH_AS):
        for found in pattern.finditer(doc.text, start, end):
            wording = trim_wording(
                doc.text, found.end(), _clause_end(doc.text, found, start, end) if pattern is WHICH_AS else end
            )
            named = found.span("term") if "term" in pattern.groupindex else None
            term = trim_term(doc.text, *named) if named else phrase_before(doc, found.start(), start)
            if term and is_wording(doc.text[slice(*wording)]):
                yield Defined(term, wording, "term used")


def _clause_end(words: str, found: re.Match[str], start: int, end: int) -> int:
    """Where a relative clause that defines ends: before the last comma, where what it defines opens the sentence."""
    comma = words.rfind(",", found.end(), end)
    opens = not re.search(r"\b(?:is|are|was|were|on|of|in|with|to|\w+ed)\b", words[start : found.start()])
    return comma if opens and comma > 0 else end


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
    name = doc.text[slice(*term)]
    return not is_general(name) and not is_pointing(name) and is_kind(doc.text[begin:end])


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
            pointing = is_pointing(name) or re.search(r"\b(?:which|that)\s+$", doc.text[: found.start()])
            if not is_evaluative(name) and not (pointing and "mean" in found[0].lower()):
                yield Defined(term, wording, "means")
        elif term and not is_general(name) and not is_pointing(name) and _means_loosely(doc, found, wording):
            yield Defined(term, wording, "means")


def _is_told(doc: Doc, found: re.Match[str], words: str) -> bool:
    """Whether the match is a finite verb, not negated; taggers stumble over "PE captures the degree to which"."""
    if re.search(r"(?:\bto|\bcan|\bmay|\bwill|\bwould|\bcould|\bin)\s+$", doc.text[: found.start()]):
        return False
    if re.match(r"[A-Z][a-z]+\b(?! [a-z]+ (?:of|that|which))", words) and not re.match(r"(?:The|An?) ", words):
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
        lead = bool(BY_DEFINER.search(doc.text)) and _may_be_kind(words)
        term = subject_of(doc, found.start(), start)
        if (
            term is None
            or not is_wording(words)
            or re.search(r"(?:\bthere|(?<!,) that)\s+$", doc.text[: found.start()])
        ):
            continue
        sure = lead or opens_definition(doc.text[found.end() :]) or _names_kind(doc, wording)
        if not (sure or _narrows(doc, term, wording)):
            continue
        name = doc.text[slice(*term)]
        if not is_general(name) and not is_pointing(name) and not _goes_round(name, words):
            yield Defined(term, wording, "copula")


def _narrows(doc: Doc, term: tuple[int, int] | None, wording: tuple[int, int]) -> bool:
    """Whether a wording is of the term's own kind, told apart: "guest voice is the voice that guests raise"."""
    span = doc.char_span(*wording, alignment_mode="expand")
    head = _head(span) if span is not None and term else None
    if head is None or term is None or not TOLD_AT_ALL.match(doc.text[head.idx + len(head) :]):
        return False
    words = doc.text[slice(*term)].lower().split()
    return len(words) > 1 and singular(words[-1]) == singular(head.lower_)


def _may_be_kind(words: str) -> bool:
    """Whether what is said to be somebody's definition is one: an article, no praise, no cause, some length."""
    said = re.match(r"(?:an?|the|those|all|any|every\w*) ([\w-]+)", words, re.IGNORECASE)
    if said is None or is_evaluative(words) or words.count(" ") < 5:
        return False
    return singular(said[1].lower()) not in NO_KIND


def _goes_round(name: str, words: str) -> bool:
    """Whether a wording repeats the term as its own kind: "such a product is a product that lasts"."""
    return bool(re.match(rf"(?:an?|the) {re.escape(name)}\b", words, re.IGNORECASE))


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
        opens = opens_definition(doc.text[begin:end]) or (found["lead"] and SAYS.match(doc.text[begin:end]))
        if not opens or re.search(r"\b(?:such as|including)\b", doc.text[start:begin]):
            continue
        dash = "," not in found["cut"]
        close = _close(doc.text[begin:end], dash=dash)
        if close is None and not found["lead"]:
            continue
        stop = begin + close.start() if close else end
        wording = trim_wording(doc.text, begin, stop)
        term = phrase_before(doc, found.start(), start)
        titled = sum(w[:1].isupper() for w in doc.text[begin:stop].split()) > 2
        if (
            term
            and stop - begin > 25
            and not titled
            and not is_general(doc.text[slice(*term)])
            and _is_apposed(doc, term, wording)
        ):
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


# Tried in this order on each clause; the first that finds something settles it.
FRAMES = (_term_used, _active, _passive, _named, _participle, _means, _copula, _apposition)
