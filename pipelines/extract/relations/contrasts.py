"""Contrasts: "X have more Y than Z have", where both sides are of one sort and neither is marked by a construct."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipelines.extract.relations import arguments
from pipelines.extract.relations.groups import is_group
from pipelines.extract.relations.links import Link, Phrase
from pipelines.extract.relations.phrases import change_words, phrases
from pipelines.record import Sign

OTHERS = frozenset({"other", "others", "counterpart", "counterparts", "one", "ones", "those", "that", "rest"})
MORE = frozenset(
    {"more", "higher", "greater", "better", "larger", "stronger", "closer", "faster", "earlier", "easier", "most"}
)
LESS = frozenset({"less", "lower", "fewer", "weaker", "smaller", "worse", "poorer", "slower"})


def contrast_links(doc: Doc) -> list[Link]:
    """Links from what is more to what it is more than."""
    return distinct_ends([*_than(doc), *_measured_against(doc), *_set_against(doc)])


def distinct_ends(found: list[Link]) -> list[Link]:
    """The links without those that set the same two against each other again."""
    return list({(link.source.text, link.target.text): link for link in reversed(found)}.values())[::-1]


def _than(doc: Doc) -> Iterator[Link]:
    """ "X have more Y than Z"."""
    for than in doc:
        if than.lower_ not in {"than"} or than.i < 2:
            continue
        other = _compared(than)
        verb = _verb(than)
        if other is None or verb is None:
            continue
        for subject in arguments.subjects(verb):
            if subject.i < than.i and _comparable(subject, other):
                yield from _links(subject, other, _sign(doc, than.i), than)


def _measured_against(doc: Doc) -> Iterator[Link]:
    """ "Compared with Z, X have more Y", "unlike Z, X have Y"."""
    for word in doc:
        verb = word.head
        other = _measure(word)
        if other is None or verb.pos_ not in {"VERB", "AUX"}:
            continue
        for subject in arguments.subjects(verb):
            if subject.pos_ != "PRON":
                yield from _links(subject, other, _sign(doc, verb.right_edge.i, verb.i), word)


def _measure(word: Token) -> Token | None:
    """What something is compared with."""
    if word.lower_ in {"compared", "relative"} and (word.i == 0 or word.nbor(-1).lower_ not in {"when", "if"}):
        heads = arguments.after(word, frozenset({"with", "to"})) or [c for c in word.children if c.dep_ == "pobj"]
    elif word.lower_ in {"in"} and any(c.lower_ in {"comparison", "contrast"} for c in word.children):
        heads = [h for c in word.children for h in arguments.after(c, frozenset({"with", "to"}))]
    elif word.lower_ == "unlike":
        heads = [c for c in word.children if c.dep_ == "pobj"]
    else:
        heads = []
    return next((head for head in heads if head.pos_ in {"NOUN", "PROPN"}), None)


def _set_against(doc: Doc) -> Iterator[Link]:
    """ "Large firms V, while small firms V": two sorts of the same."""
    for mark in doc:
        verb = mark.head
        if mark.lower_ not in {"while", "whereas", "whilst"} or mark.dep_ != "mark" or verb.dep_ != "advcl":
            continue
        for one in arguments.subjects(verb.head):
            for other in (c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}):
                if one.lemma_ == other.lemma_ and _is_sort(one) and _is_sort(other) and one.pos_ != "PRON":
                    yield from _links(one, other, None, mark)


def _is_sort(noun: Token) -> bool:
    return any(c.dep_ in {"amod", "compound"} for c in noun.lefts)


def _links(subject: Token, other: Token, sign: Sign | None, cue: Token) -> list[Link]:
    ends = [(s, o) for s in phrases(subject) for o in _others(other)]
    return [Link("contrast", s, o, sign, cue.i, "contrast") for s, o in ends if _apart(s, o)]


def _others(other: Token) -> list[Phrase]:
    """The phrases of what is compared with; "other" tells it apart here, and what follows "than do X" is X's."""
    doc, found = other.doc, phrases(other)
    if len(found) != 1:
        return found
    (phrase,) = found
    tail = next((c for c in other.head.rights if c.dep_ == "prep" and c.idx == phrase.end + 1), None)
    if tail is not None and other.head.lemma_ == "do":
        last = tail.right_edge
        phrase = phrase._replace(text=doc.text[phrase.start : last.idx + len(last)], end=last.idx + len(last))
    telling = {"other", *change_words()}  # "less profitable counterparts": what sets them apart
    openers = (t for c in other.lefts for t in (c, *c.lefts) if t.lower_ in telling and t.idx < phrase.start)
    opener = next(openers, None)
    if opener is not None:
        phrase = phrase._replace(text=doc.text[opener.idx : phrase.end], start=opener.idx)
    return [phrase]


def _apart(one: Phrase, other: Phrase) -> bool:
    return one.text.lower() != other.text.lower() and (one.end <= other.start or other.end <= one.start)


def _compared(than: Token) -> Token | None:
    """The head of what follows "than": its object, or the subject of its clause, which "do" may stand before."""
    heads = [c for c in than.children if c.dep_ in {"pobj", "pcomp", "nsubj"}]
    if heads:
        return heads[0]
    verb = than.head
    if verb.i > than.i and verb.pos_ in {"VERB", "AUX"}:
        sides = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
        turned = [c for c in verb.rights if c.dep_ in {"dobj", "attr"}] if verb.lemma_ in {"do", "be", "have"} else []
        return next(iter(sides or turned), None)
    return None


def _verb(than: Token) -> Token | None:
    """The main verb before "than" that carries the comparison."""
    for i in range(than.i - 1, max(than.i - 25, -1), -1):
        token = than.doc[i]
        if (
            token.pos_ in {"VERB", "AUX"}
            and token.dep_ in {"ROOT", "ccomp", "conj", "advcl", "relcl", "xcomp"}
            and arguments.subjects(token)
        ):
            return token
    return None


def _comparable(subject: Token, other: Token) -> bool:
    """Two groups, or two things of the same head word."""
    if any(c.dep_ in {"relcl"} or (c.dep_ == "prep" and c.lower_ == "with") for c in subject.rights):
        return False  # a group marked by a construct: the group rule tells what the mark brings
    same = subject.lemma_.lower() == other.lemma_.lower()
    referring = other.lower_ in OTHERS or any(c.lower_ in OTHERS for c in (*other.lefts, *_parts(other)))
    return same or (is_group(subject) and (is_group(other) or referring)) or (referring and subject.pos_ != "PRON")


def _parts(other: Token) -> list[Token]:
    """ "any of the others": the others."""
    return arguments.after(other, frozenset({"of"}))


def _sign(doc: Doc, end: int, start: int = 0) -> Sign | None:
    """The direction of the comparative that stands last before ``end``, within a dozen words."""
    for i in range(end - 1, max(end - 14, start, -1), -1):
        lower = doc[i].lower_
        if lower in LESS or change_words().get(lower, 1) < 0:
            return "-"
        if lower in MORE or change_words().get(lower, -1) > 0 or doc[i].tag_ in {"JJR", "RBR"}:
            return "+"
    return None
