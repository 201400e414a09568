"""What pronouns stand for: "it", "they", "its effect", "this relationship", within a sentence and in the next one.

Who reads the sentences of a section in order passes a ``Context`` from each to the next::

    context = START
    for doc in docs:
        links = find_relations(doc)
        links += find_anaphoric(doc, links, context)
        context = context_of(doc, links, context)

A pronoun mostly goes on with what the clause before was about, its grammatical subject, before its objects (centering:
Grosz, Joshi and Weinstein, Computational Linguistics 21, 1995), and an object pronoun with the object before it.
Number must agree. "This effect" is the relation told last. A bare "this" may stand for anything said before and is
left alone, but for "this, in turn, …", which goes on with the last target.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from pipelines.extract.relations.finder import distinct, find_empty, is_sound
from pipelines.extract.relations.frames import Frame, links, noun_cues
from pipelines.extract.relations.links import Link, Phrase
from pipelines.extract.relations.moderation import add_third_variables
from pipelines.extract.relations.phrases import phrases
from pipelines.extract.words import cues

SINGULAR = frozenset({"it", "its"})
PLURAL = frozenset({"they", "them", "their"})
POINTING = frozenset({"this", "that", "these", "those", "such"})
SUBJECTS = ("nsubj", "nsubjpass")
OBJECTS = ("dobj", "pobj")


class Entity(NamedTuple):
    """What a sentence names: its phrases (several where they are coordinated), number, role, and token index."""

    phrases: tuple[str, ...]
    plural: bool
    is_subject: bool
    place: int = -1


class Context(NamedTuple):
    """What a reader has in mind after a sentence: what it named, the likeliest topic first, and what it related."""

    entities: tuple[Entity, ...] = ()
    told: tuple[Link, ...] = ()


START = Context()


def find_anaphoric(doc: Doc, told: Sequence[Link], before: Context) -> list[Link]:
    """Links that ``find_relations`` leaves out since an end is a pronoun, with what the pronoun stands for.

    ``told`` are the links of the doc that need no resolving. The ends keep the place of their pronoun in the doc.
    """
    if not any(token.lower_ in SINGULAR | PLURAL | POINTING for token in doc):
        return []
    found = [resolved for link in find_empty(doc) for resolved in _resolved(doc, link, told, before)]
    return distinct([*(link for link in found if is_sound(link)), *_pointing(doc, told, before)])


def context_of(doc: Doc, told: Sequence[Link], before: Context) -> Context:
    """The context that a sentence leaves: subjects first, pronouns by what they stand for."""
    entities = sorted(_entities(doc, before), key=lambda e: (not e.is_subject, e.place))
    return Context(tuple(entities) or before.entities, tuple(told) or before.told)


def _resolved(doc: Doc, link: Link, told: Sequence[Link], before: Context) -> Iterator[Link]:
    for source in _stands_for(doc, link.source, link, told, before):
        for target in _stands_for(doc, link.target, link, told, before):
            if source.text.lower() != target.text.lower():
                yield link._replace(source=source, target=target)


def _stands_for(doc: Doc, end: Phrase, link: Link, told: Sequence[Link], before: Context) -> list[Phrase]:
    """The phrases that an end stands for: itself where it is no pronoun."""
    lower = end.text.lower()
    if lower == "this" and doc.text[end.end :].lstrip(" ,").startswith("in turn"):
        last = [each for each in told if each.cue < link.cue] or list(before.told)
        return [end._replace(text=last[-1].target.text)] if last else []
    if lower not in SINGULAR | PLURAL:
        return [end]
    token = next((t for t in doc if t.idx == end.start), None)
    entity = _antecedent(token, before) if token is not None else None
    return [end._replace(text=phrase) for phrase in entity.phrases] if entity else []


def _antecedent(pronoun: Token, before: Context) -> Entity | None:
    """What a pronoun stands for: something of its own sentence before it, else of the sentence before."""
    plural = pronoun.lower_ in PLURAL
    clause = _clause(pronoun)
    inside = [
        entity
        for entity in _named(pronoun.doc)
        if entity.place < pronoun.i and (pronoun.tag_ == "PRP$" or _clause(pronoun.doc[entity.place]) != clause)
    ]
    inside.sort(key=lambda e: (e.is_subject != (pronoun.dep_ not in OBJECTS), -e.place))
    return next((entity for entity in [*inside, *before.entities] if entity.plural == plural), None)


def _clause(token: Token) -> int:
    """The index of the verb in whose clause a token stands."""
    while token.pos_ not in {"VERB", "AUX"} and token.head.i != token.i:
        token = token.head
    return int(token.i)


def _entities(doc: Doc, before: Context) -> Iterator[Entity]:
    yield from _named(doc)
    for token in doc:
        if token.lower_ in {"it", "they"} and token.dep_ in SUBJECTS:
            entity = _antecedent(token, before)
            if entity is not None:
                yield entity._replace(is_subject=True, place=token.i)


def _named(doc: Doc) -> list[Entity]:
    """What the subjects and objects of a sentence name, in order."""
    found = []
    for token in doc:
        if token.dep_ in SUBJECTS + OBJECTS and _is_nominal(token) and not _is_empty(token):
            named = phrases(token)
            plural = len(named) > 1 or token.tag_ in {"NNS", "NNPS"}
            if named:
                found.append(Entity(tuple(p.text for p in named), plural, token.dep_ in SUBJECTS, token.i))
    return found


def _is_nominal(token: Token) -> bool:
    """Whether a token is a noun that is talked about, which "in the long run" is not.

    A subject is a noun whatever the tagger takes it for, but for pronouns.
    """
    if token.dep_ == "pobj" and token.head.head.pos_ != "NOUN":
        return False
    return token.pos_ in {"NOUN", "PROPN"} or (token.dep_ in SUBJECTS and token.pos_ not in {"PRON", "DET"})


def _is_empty(noun: Token) -> bool:
    """Nouns that no pronoun of interest stands for: the authors, the paper, relations."""
    lower = noun.lower_
    return lower in cues.read_words("authors") | cues.read_words("empty") or noun.lemma_.lower() in noun_cues()


def _pointing(doc: Doc, told: Sequence[Link], before: Context) -> list[Link]:
    """ "Z amplifies this effect", "this link is mediated by M": the relation told last, with its third variable."""
    frames = []
    for noun in doc:
        opener = next((c for c in noun.lefts if c.dep_ == "det" and c.lower_ in POINTING), None)
        cue = noun_cues().get(noun.lemma_.lower())
        if opener is None or cue is None or cue.how not in {"on", "between"}:
            continue
        known = [link for link in told if link.cue < noun.i] or list(before.told)
        frames += [_frame(noun, opener, link) for link in known[-1:] if link.type in {"causal", "associative"}]
    widened = add_third_variables(doc, frames) if frames else []
    return [link for frame in widened if frame.mediators or frame.moderators for link in links(frame)]


def _frame(noun: Token, opener: Token, link: Link) -> Frame:
    """The relation of a link once more, standing at "this effect"."""
    source = link.source._replace(start=opener.idx, end=opener.idx + len(opener))
    target = link.target._replace(start=noun.idx, end=noun.idx + len(noun))
    return Frame(noun, "noun", link.type, [source], [target], sign=link.sign)
