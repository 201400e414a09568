"""Conditions beside a relation: "X raises Y when Z is high", "… provided that Z", "X raises Y through M".

Works on links, by the words that open a condition, so that it holds where the tree hangs one on the wrong word.
A condition under which a relation holds is its moderator; what stands in the way from X to Y is its mediator.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from pipelines.extract.relations import arguments
from pipelines.extract.relations.clauses import GRADED
from pipelines.extract.relations.groups import is_bare_group
from pipelines.extract.relations.links import Link, Phrase
from pipelines.extract.relations.phrases import names_something, phrases, phrases_in, trim

# Words that open a condition, as lower-case words in a row.
OPENERS = (
    *(("when",), ("whenever",), ("if",), ("unless",), ("where",), ("provided", "that")),
    *(("as", "long", "as"), ("so", "long", "as"), ("to", "the", "extent", "that"), ("on", "condition", "that")),
)
FIRST_WORDS = frozenset(opener[0] for opener in OPENERS)
STATES = GRADED | {"great", "intense", "limited", "pronounced", "salient", "scarce"}
ESPECIALLY = frozenset({"particularly", "especially", "mainly", "notably", "primarily", "specifically"})
THROUGH = frozenset({"through", "via"})
LONGEST = 25  # tokens that a condition may have: beyond, the sentence has gone on


class Condition(NamedTuple):
    """A condition on tokens ``[start, end)`` of the doc, what it is about, and whether it says especially when."""

    start: int
    end: int
    phrases: tuple[Phrase, ...]
    especially: bool


def add_conditions(doc: Doc, links: Sequence[Link]) -> list[Link]:
    """The links, cut at conditions and at "through M", with what these say as moderators and mediators."""
    conditions = [_without_told(condition, links) for condition in find_conditions(doc)]
    found = [each for link in links for each in _conditioned(doc, link, conditions)]
    return [_by_way_of(doc, link) for link in found]


def _without_told(condition: Condition, links: Sequence[Link]) -> Condition:
    """ "If trust raises use, it …": a premise that relates by itself is no condition of what follows."""
    told = any(condition.start <= link.cue < condition.end for link in links)
    return condition._replace(phrases=()) if told else condition


def find_conditions(doc: Doc) -> list[Condition]:
    """The conditions that a sentence names, in order."""
    found: list[Condition] = []
    words = tuple(token.lower_ for token in doc)
    for token in doc:
        opener = _opener(words, token.i) if words[token.i] in FIRST_WORDS else None
        if opener is None or _asks(token) or (found and token.i < found[-1].end):
            continue
        begin = token.i + len(opener)
        end = _end(doc, token.i, begin)
        about = _about(doc, begin, end)
        if about:
            before = doc[max(0, token.i - 1)].lower_
            start = token.i - 1 if before in ESPECIALLY | {"only", "even"} else token.i
            found.append(Condition(start, end, tuple(about), before in ESPECIALLY))
    return found


def _opener(words: tuple[str, ...], at: int) -> tuple[str, ...] | None:
    """The opener that stands in the words from ``at`` on."""
    return next((opener for opener in OPENERS if words[at : at + len(opener)] == opener), None)


def _asks(token: Token) -> bool:
    """ "Determines when to …", "the shops where they buy", "the day when": no condition."""
    clause = token.head
    if token.i + 1 < len(token.doc) and token.doc[token.i + 1].tag_ == "TO":
        return True
    if token.lower_ == "where" and clause.dep_ != "advcl":
        return _graded(token.doc, token.i + 1, len(token.doc)) is None
    return clause.dep_ in {"ccomp", "pcomp", "csubj"} and token.dep_ in {"advmod", "mark"} and clause.head.i < token.i


def _end(doc: Doc, opener: int, begin: int) -> int:
    """Where a condition ends: at the comma where it opens the clause, else where the clause or the sentence does."""
    opens = opener == 0 or doc[opener - 1].lower_ in {"that", ",", ":"}
    for i in range(begin + 1, min(len(doc), begin + LONGEST)):
        token = doc[i]
        if token.text in {".", ";", ":", "?"} or (token.text == "," and (opens or doc[i + 1 :].text[:1].islower())):
            return i
        if token.lower_ in {"than", "rather"}:
            return i
    return min(len(doc), begin + LONGEST)


def _about(doc: Doc, begin: int, end: int) -> list[Phrase]:
    """What varies: the subject where the condition says only how much of it there is, else the condition's words."""
    if end - begin < 2 and not (end > begin and doc[begin].tag_ in {"VBN", "JJ", "NN"}):
        return []
    graded = _graded(doc, begin, end)
    if graded is not None:
        return [p for p in phrases_in(doc, begin, graded) if names_something(p)]
    if doc[begin].pos_ == "PRON" and begin + 1 < len(doc):
        begin += 2 if doc[begin + 1].lemma_ == "be" else 1
    phrase = trim(doc, begin, end)
    return [phrase] if phrase is not None and names_something(phrase) else []


def _graded(doc: Doc, begin: int, end: int) -> int | None:
    """The token of the "is" in "Z is (very) high": up to there stands what varies."""
    for i in range(begin + 1, end - 1):
        if doc[i].lemma_ == "be" and any(t.lower_ in STATES for t in doc[i + 1 : min(i + 4, end)]):
            return i - 1 if doc[i - 1].tag_ == "MD" else i
    return None


def _conditioned(doc: Doc, link: Link, conditions: Sequence[Condition]) -> list[Link]:
    """The link with the condition beside it; one that stands inside a condition stays as it is."""
    if link.type not in {"causal", "associative"}:
        return [link]
    for condition in conditions:
        if condition.start <= link.cue < condition.end or any(
            _inside(doc, end, condition) for end in (link.source, link.target)
        ):
            continue
        link = link._replace(source=_cut(doc, link.source, condition), target=_cut(doc, link.target, condition))
        if condition.phrases and not link.moderators and not _of_people(doc, link):
            moderated = link._replace(moderators=condition.phrases)
            return [link, moderated] if condition.especially else [moderated]
    return [link]


def _inside(doc: Doc, phrase: Phrase, condition: Condition) -> bool:
    last = doc[condition.end - 1]
    return doc[condition.start].idx <= phrase.start and phrase.end <= last.idx + len(last)


def _cut(doc: Doc, phrase: Phrase, condition: Condition) -> Phrase:
    """The phrase up to the condition that its words run into."""
    at = doc[condition.start].idx
    return _up_to(doc, phrase, at) if phrase.start < at < phrase.end else phrase


def _up_to(doc: Doc, phrase: Phrase, at: int) -> Phrase:
    tokens = [t.i for t in doc if phrase.start <= t.idx < at]
    shorter = trim(doc, tokens[0], tokens[-1] + 1) if tokens else None
    return shorter._replace(sign=phrase.sign, graded=phrase.graded) if shorter else phrase


def _of_people(doc: Doc, link: Link) -> bool:
    """ "When trust is high, customers buy more": what people do under a condition is its effect, not moderated."""
    cue = doc[link.cue]
    verb = cue if cue.pos_ in {"VERB", "AUX"} else cue.head
    subjects = arguments.subjects(verb)
    last = [t for t in doc if link.source.start <= t.idx < link.source.end][-1:]
    return bool(subjects or last) and all(is_bare_group(t) for t in subjects or last)


def _by_way_of(doc: Doc, link: Link) -> Link:
    """ "X raises Y through M": what the tree takes for a part of Y's name is the way."""
    if link.type not in {"causal", "associative"}:
        return link
    way = next((t for t in doc if link.target.start < t.idx < link.target.end and t.lower_ in THROUGH), None)
    if way is None:
        return link
    heads = [c for c in way.children if c.dep_ in {"pobj", "pcomp"}]
    middle = tuple(p for head in heads for p in phrases(head) if names_something(p))
    target = _up_to(doc, link.target, way.idx)
    return link._replace(type="causal", target=target, mediators=link.mediators or middle)
