"""Wholes and their parts, kinds and their members: "two dimensions of X: A and B", "X is classified into A and B"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipelines.extract import cues
from pipelines.extract.relations import arguments
from pipelines.extract.relations.links import Link, Phrase
from pipelines.extract.relations.phrases import phrases, trim
from pipelines.record import RelationType

OPENERS = frozenset({":", "namely", "i.e.", "viz.", "—", "–"})
DIVIDING = frozenset(
    {
        "classify",
        "divide",
        "differentiate",
        "categorize",
        "categorise",
        "split",
        "separate",
        "group",
        "break",
        "decompose",
        "segment",
        "subdivide",
        "distinguish",
    }
)
HAVING = frozenset(
    {
        "have",
        "comprise",
        "include",
        "encompass",
        "contain",
        "entail",
        "distinguish",
        "identify",
        "consist",
        "compose",
        "incorporate",
        "propose",
        "involve",
        "cover",
        "characterize",
        "characterise",
        "conceptualize",
        "conceptualise",
    }
)
LAST_ITEM = 9  # words that the last item of a list may have: beyond, the sentence has gone on


def member_links(doc: Doc) -> list[Link]:
    """Links of members announced by a noun ("dimensions", "types") and of verbs that divide."""
    return [*_announced(doc), *_divided(doc)]


def _kinds() -> dict[str, RelationType]:
    return {
        lemma: "dimension_of" if kind == "dimension_of" else "type_of" for lemma, kind in cues.read_rows("members")
    }


def _announced(doc: Doc) -> Iterator[Link]:
    kinds = _kinds()
    for noun in doc:
        kind = kinds.get(noun.lemma_.lower())
        if kind is None or noun.tag_ not in {"NNS", "NNPS"}:
            continue
        start = _list_start(noun)
        if start is None:
            continue
        wholes = _whole(noun, start)
        for item in _items(doc, start):
            for whole in wholes:
                if item.text.lower() != whole.text.lower():
                    yield Link(kind, item, whole, None, noun.i, "member")


def _list_start(noun: Token) -> int | None:
    """The token after "namely", a colon, or "include", where members are listed."""
    doc = noun.doc
    for i in range(noun.i + 1, min(noun.i + 14, len(doc) - 1)):
        if doc[i].lower_ in OPENERS:
            return i + 2 if doc[i + 1].text in {",", ":"} else i + 1
        if (
            doc[i].lemma_ in {"include", "be"}
            and doc[i].pos_ in {"VERB", "AUX"}
            and noun in arguments.subjects(doc[i])
        ):
            listed = [
                c for c in doc[i].rights if c.dep_ in {"dobj", "attr"} and any(g.dep_ == "conj" for g in c.rights)
            ]
            return listed[0].left_edge.i if listed else None
        if doc[i].text in {".", ";"}:
            return None
    return None


def _whole(noun: Token, start: int) -> list[Phrase]:
    """What the members belong to: "dimensions of X", "X has three dimensions", "X in six dimensions", "X types"."""
    of = [h for h in arguments.after(noun, frozenset({"of", "for", "to"})) if h.i < start]
    if of:
        return [p for head in of for p in phrases(head, start - 1)]
    prep = noun.head
    if noun.dep_ == "pobj" and prep.lower_ in {"in", "into", "along", "with", "by", "of", "as", "on", "under"}:
        host = prep.head
        if host.pos_ in {"NOUN", "PROPN"}:
            return phrases(host, prep.i)[:1]
        return [p for head in _topic(host) for p in phrases(head, prep.i)[:1]]
    if noun.dep_ in {"dobj", "attr"} and noun.head.lemma_ in HAVING | {"be"}:
        return [
            p
            for head in arguments.subjects(noun.head)
            if head.i < noun.i and head.tag_ != "EX"
            for p in phrases(head)[:1]
        ]
    words = [c for c in noun.lefts if c.dep_ in {"compound", "amod"} and c.pos_ in {"NOUN", "PROPN"}]
    if words:
        phrase = trim(noun.doc, words[0].left_edge.i, noun.i + 1)
        return [phrase] if phrase else []
    return []


def _topic(verb: Token) -> list[Token]:
    """What a verb divides or describes: the object of an active, the subject of a passive or intransitive one."""
    direct = arguments.objects(verb)
    return direct if direct and not arguments.is_passive(verb) else arguments.subjects(verb)


def _items(doc: Doc, start: int) -> list[Phrase]:
    """Phrases between commas and "and" from ``start`` to the sentence's end."""
    end = next((i for i in range(start, len(doc)) if doc[i].text in {".", ":", "?"} and doc[i].is_punct), len(doc))
    separator = ";" if any(doc[i].text == ";" for i in range(start, end)) else ","
    cuts = [start - 1, *(i for i in range(start, end) if doc[i].text == separator or _joins(doc, i, separator)), end]
    found = []
    for left, right in itertools.pairwise(cuts):
        if 0 < right - left - 1 <= LAST_ITEM or (separator == ";" and right - left > 1):
            phrase = trim(doc, left + 1, right)
            if phrase is not None and not any(
                t.pos_ == "VERB" and t.tag_ in {"VBZ", "VBP", "VBD"} for t in doc[left + 1 : right]
            ):
                found.append(phrase)
    return found if len(found) > 1 else []


def _joins(doc: Doc, i: int, separator: str) -> bool:
    if doc[i].lower_ not in {"and", "or"} or separator == ";":
        return False
    return i + 1 < len(doc) and doc[i - 1].text != ","


def _divided(doc: Doc) -> Iterator[Link]:
    """ "X is classified into A and B", "we distinguish X into A and B"."""
    for verb in doc:
        if verb.lemma_.lower() not in DIVIDING:
            continue
        parts = [p for head in arguments.after(verb, frozenset({"into"})) for p in phrases(head)]
        if len(parts) > 1:
            for whole in (p for head in _topic(verb) for p in phrases(head)[:1]):
                yield from (Link("type_of", part, whole, None, verb.i, "member") for part in parts)
