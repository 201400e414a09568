"""Contrasts: "X have more Y than Z have", where both sides are of one sort and neither is marked by a construct."""

from __future__ import annotations

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
    found = []
    for than in doc:
        if than.lower_ not in {"than"} or than.i < 2:
            continue
        other = _compared(than)
        verb = _verb(than)
        if other is None or verb is None:
            continue
        for subject in arguments.subjects(verb):
            if subject.i < than.i and _comparable(subject, other):
                ends = [(s, o) for s in phrases(subject) for o in phrases(other)[:1]]
                found += [
                    Link("contrast", s, o, _sign(doc, than), than.i, "contrast") for s, o in ends if _apart(s, o)
                ]
    return found


def _apart(one: Phrase, other: Phrase) -> bool:
    return one.text.lower() != other.text.lower() and (one.end <= other.start or other.end <= one.start)


def _compared(than: Token) -> Token | None:
    """The head of what follows "than": its object, or the subject of its clause."""
    heads = [c for c in than.children if c.dep_ in {"pobj", "pcomp", "nsubj"}]
    if heads:
        return heads[0]
    if than.head.i > than.i and than.head.pos_ in {"VERB", "AUX"}:
        return next((s for s in than.head.children if s.dep_ in {"nsubj", "nsubjpass"}), None)
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
    referring = other.lower_ in OTHERS or any(c.lower_ in OTHERS for c in other.lefts)
    return same or (is_group(subject) and (is_group(other) or referring)) or (referring and subject.pos_ != "PRON")


def _sign(doc: Doc, than: Token) -> Sign | None:
    for i in range(than.i - 1, max(than.i - 14, -1), -1):
        lower = doc[i].lower_
        if lower in LESS or change_words().get(lower, 1) < 0:
            return "-"
        if lower in MORE or change_words().get(lower, -1) > 0 or doc[i].tag_ in {"JJR", "RBR"}:
            return "+"
    return None
