"""What a sentence leaves out since it has just said it: "trust raises joy, whereas price does not", "but not rest".

The links are those of the full clause with the end that the elliptical one names. That they are denied (or are not:
"price does not raise trust, but rank does") is seen where all links are judged.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from pipelines.extract.relations.frames import noun_cues, verb_cues
from pipelines.extract.relations.links import Link, Phrase
from pipelines.extract.relations.nouns import LIGHT
from pipelines.extract.relations.phrases import phrases, trim

RULE = "ellipsis"
HELPERS = frozenset(
    {"do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "can", "could", "will", "would", "may"}
)
AFTER = frozenset({"not", "n't", "too", "either", "also", "so"})
INVERTING = frozenset({"nor", "neither", "so"})
MORE = frozenset({"least", "only", "just", "merely", "simply", "to", "all"})  # "not least among guests" denies nothing
JOINED = frozenset({"or", "nor", "and"})


def elliptical_links(doc: Doc, told: Sequence[Link]) -> list[Link]:
    """The links of the clauses that leave out what the clause before them tells."""
    full = [link for link in told if link.type in {"causal", "associative"} and not link.moderators]
    return [*_of_subjects(doc, full), *_of_contrasted(doc, full)] if full else []


def _of_subjects(doc: Doc, told: Sequence[Link]) -> Iterator[Link]:
    """ "… whereas price does not", "… but price and rank have no effect": another subject, the same of it."""
    for token in doc:
        ends = _subjects(token)
        first = min((end.start for end in ends), default=0)
        before = [link for link in told if doc[link.cue].idx < first]
        last = max((link.cue for link in before), default=-1)
        for link in before:
            if link.cue == last:
                yield from (_with_subject(link, end, token.i) for end in ends)


def _subjects(token: Token) -> list[Phrase]:
    """What an elliptical clause is about, where the token is all that it says of that."""
    if token.lower_ in HELPERS and token.i > 0 and token.doc[token.i - 1].lower_ in INVERTING:
        return _listed(token.doc, token.i + 1, closed=True)  # "nor does price"
    if not (_is_bare_helper(token) or _is_bare_noun(token)):
        return []
    clause = token if token.lower_ in HELPERS else token.head
    ends = [p for s in clause.lefts if s.dep_ in {"nsubj", "nsubjpass"} for p in phrases(s)]
    return [end for end in ends if not end.text.lower().startswith("no other")]


def _is_bare_helper(token: Token) -> bool:
    """ "price does not.": an auxiliary with no verb of its own behind it."""
    if token.lower_ not in HELPERS or token.dep_ in {"aux", "auxpass"}:
        return False
    asked = any(t.tag_ in {"WRB", "WP", "WDT"} for t in token.doc[token.left_edge.i : token.i])
    if asked or any(c.dep_ in {"acomp", "attr", "dobj", "prep"} for c in token.lefts):
        return False  # "how wide it is"
    return all(c.is_punct or c.lower_ in AFTER or c.dep_ in {"neg", "advcl", "cc", "conj"} for c in token.rights)


def _is_bare_noun(token: Token) -> bool:
    """ "have no effect": a noun of influence that says nothing of what it acts on."""
    cue = noun_cues().get(token.lemma_.lower())
    if cue is None or cue.how != "on" or token.dep_ != "dobj" or token.head.lemma_ not in LIGHT:
        return False
    return not any(c.dep_ in {"prep", "acl", "relcl"} for c in (*token.rights, *token.head.rights))


def _with_subject(link: Link, end: Phrase, cue: int) -> Link:
    """The link with another subject: the end that stands first is the one that the clause is about."""
    if link.source.start < link.target.start:
        return link._replace(source=end, cue=cue, rule=RULE)
    return link._replace(target=end, cue=cue, rule=RULE)


def _of_contrasted(doc: Doc, told: Sequence[Link]) -> Iterator[Link]:
    """ "… but not satisfaction", "A, but not B, raises C": the same of another object, or of another subject."""
    for token in doc:
        if token.lower_ != "not" or token.i == 0 or doc[token.i - 1].lower_ not in {"but", "and", ","}:
            continue
        if doc[token.i + 1 : token.i + 2].text.lower() in MORE:
            continue
        ends = _listed(doc, token.i + 1)
        behind = [link.cue for link in told if link.cue < token.i]
        for link in told:
            if behind and link.cue == max(behind):
                yield from (_with_object(link, end) for end in ends)
            elif not behind and link.cue == min(each.cue for each in told):
                yield from (_with_subject(link, end, link.cue) for end in ends)


def _with_object(link: Link, end: Phrase) -> Link:
    if link.target.start > link.source.start:
        return link._replace(target=end, rule=RULE)
    return link._replace(source=end, rule=RULE)


def _listed(doc: Doc, start: int, *, closed: bool = False) -> list[Phrase]:
    """The names from ``start`` on, up to a mark or a verb, cut at "and" and "or"; none where anything else stands.

    ``closed`` asks for a mark at their end.
    """
    if start < len(doc) and doc[start].dep_ == "prep":
        start += 1
    end = next((t.i for t in doc[start:] if _ends_list(t)), len(doc))
    if closed and ((end < len(doc) and not doc[end].is_punct) or any(t.lemma_ in verb_cues() for t in doc[start:end])):
        return []
    cuts = [start - 1, *(t.i for t in doc[start:end] if t.lower_ in JOINED), end]
    spans = [(a + 1, b) for a, b in itertools.pairwise(cuts) if b > a + 1]
    if any(not any(t.pos_ in {"NOUN", "PROPN"} for t in doc[a:b]) for a, b in spans):
        return []
    return [p for a, b in spans if (p := trim(doc, a, b)) is not None]


def _ends_list(token: Token) -> bool:
    return token.is_punct or token.pos_ in {"VERB", "AUX"} or token.tag_ == "TO" or token.dep_ in {"mark", "relcl"}
