"""Wholes and their parts, kinds and their members: "two dimensions of X: A and B", "X is classified into A and B"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipelines.extract.relations import arguments
from pipelines.extract.relations.frames import noun_cues
from pipelines.extract.relations.links import Link, Phrase, product
from pipelines.extract.relations.phrases import phrases, trim
from pipelines.extract.relations.sharing import ends
from pipelines.extract.words import cues
from pipelines.record import RelationType

OPENERS = frozenset({":", "namely", "i.e.", "viz.", "—", "–", "called", "labelled", "termed", "including"})
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
# Verbs that hold members, with the preposition before these ("" for a direct object).
HOLDING = {"comprise": "", "compose": "of", "consist": "of", "encompass": "", "entail": "", "include": ""}
LAST_ITEM = 9  # words that the last item of a list may have: beyond, the sentence has gone on


def member_links(doc: Doc) -> list[Link]:
    """Links of members announced by a noun ("dimensions", "drivers") and of verbs that divide or hold members."""
    return [*_announced(doc), *_divided(doc), *_held(doc)]


def member_kinds() -> dict[str, RelationType]:
    """Nouns that announce members, by lemma: parts or kinds."""
    return {
        lemma: "dimension_of" if kind == "dimension_of" else "type_of" for lemma, kind in cues.read_rows("members")
    }


def _announced(doc: Doc) -> Iterator[Link]:
    for noun in doc:
        if noun.tag_ not in {"NNS", "NNPS"} or not _announces(noun):
            continue
        start = _list_start(noun)
        if start is None:
            continue
        wholes = whole_of(noun, start)
        for item in _items(doc, start):
            for whole in wholes:
                if item.text.lower() != whole.text.lower():
                    yield announced(noun, item, whole)


def _announces(noun: Token) -> bool:
    """Whether members may be told of a noun: "dimensions of X", "drivers of X", "outcomes of X"."""
    cue = noun_cues().get(noun.lemma_.lower())
    return noun.lemma_.lower() in member_kinds() or (
        cue is not None and cue.type == "causal" and cue.how in {"maker", "made"}
    )


def announced(noun: Token, item: Phrase, whole: Phrase) -> Link:
    """The link of a member: "dimensions of X, namely A" is A in X, "outcomes of X, namely A" is X to A."""
    kind = member_kinds().get(noun.lemma_.lower())
    if kind is not None:
        return Link(kind, item, whole, None, noun.i, "member")
    cue = noun_cues()[noun.lemma_.lower()]
    ends = (item, whole) if cue.how == "maker" else (whole, item)
    return Link("causal", *ends, product(cue.sign, *ends), noun.i, "member")


def _list_start(noun: Token) -> int | None:
    """The token after "namely", a colon, or "include", where members are listed."""
    doc = noun.doc
    for i in range(noun.i + 1, min(noun.i + 14, len(doc) - 1)):
        if doc[i].lower_ in OPENERS:
            if _opens_gloss(noun, doc[i]):
                return None
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
        if doc[i].text in {".", ";"} or (doc[i].tag_ in {"NNS", "NNPS"} and _announces(doc[i])):
            return None
    return None


def _opens_gloss(noun: Token, opener: Token) -> bool:
    """Whether a dash explains instead of listing: "styles—the patterns that …", unlike "three styles—the calm, …"."""
    article = arguments.word_after(opener) in {"the", "a", "an"}
    return opener.text in {"—", "–"} and article and not any(c.dep_ == "nummod" for c in noun.children)


def whole_of(noun: Token, start: int) -> list[Phrase]:
    """What the members belong to: "dimensions of X", "X has three dimensions", "X in six dimensions", "X types"."""
    of = [h for h in arguments.after(noun, frozenset({"of", "for", "to"})) if h.i < start]
    if of:
        return [p for head in of for p in phrases(head, start - 1)]
    prep = noun.head
    if noun.dep_ == "pobj" and prep.lower_ in {
        "in",
        "into",
        "along",
        "with",
        "by",
        "of",
        "as",
        "on",
        "under",
        "regarding",
    }:
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


def _held(doc: Doc) -> Iterator[Link]:
    """ "X consists of A and B", "X includes A, B and C"; one thing, or "several parts", lists no members."""
    for verb in doc:
        rule = HOLDING.get(verb.lemma_.lower())
        if rule is None or verb.dep_ in {"amod", "compound"}:
            continue
        heads = arguments.after(verb, frozenset({rule})) if rule else _contents(verb)
        parts = [p for head in heads if _may_be_part(verb, head) for p in ends(head)]
        for owner in arguments.subjects(verb):
            if len(parts) > 1 and _may_hold(owner):
                kind = _kind_held(verb, owner, heads)
                wholes = phrases(owner)[:1]
                yield from (Link(kind, part, whole, None, verb.i, "member") for whole in wholes for part in parts)


def _contents(verb: Token) -> list[Token]:
    return arguments.objects(verb) or [c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VBG"]


def _kind_held(verb: Token, owner: Token, parts: list[Token]) -> RelationType:
    """Several things, and acts, include kinds; one thing has parts."""
    several = owner.tag_ in {"NNS", "NNPS"} or any(part.tag_ == "VBG" for part in parts)
    return "type_of" if verb.lemma_ == "include" and several else "dimension_of"


def _may_be_part(verb: Token, head: Token) -> bool:
    """ "cognitive and emotional aspects", not "several aspects"; what is entailed is a part if called one."""
    called = head.lemma_.lower() in member_kinds()
    listed = (c for c in head.lefts if c.dep_ in {"amod", "compound"})
    apart = any(c.dep_ == "conj" for modifier in listed for c in modifier.rights)
    return apart if called else verb.lemma_ != "entail"


def _may_hold(head: Token) -> bool:
    lemma = head.lemma_.lower()
    known = cues.read_words("general_words") | cues.read_words("authors")
    return head.pos_ != "PRON" and lemma not in known and (lemma not in noun_cues() or lemma in member_kinds())
