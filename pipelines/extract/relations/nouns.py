"""Nouns that relate: "the effect of X on Y", "X has an effect on Y", "X is a driver of Y", "a link between both"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipelines.extract.relations import arguments, signs
from pipelines.extract.relations.frames import End, Frame, NounCue, noun_cues
from pipelines.extract.relations.groups import is_group
from pipelines.extract.relations.links import Phrase
from pipelines.extract.relations.phrases import conjuncts, phrase_of, phrases_in
from pipelines.extract.relations.verbs import misread_infinitive
from pipelines.record import Sign

ON = frozenset({"on", "upon", "onto", "over"})
TOWARD = frozenset({"on", "upon", "in", "to", "toward", "towards", "for"})
# Nouns that take "in" or "to" before what they act on; after "effect" those words name a setting.
WIDE = frozenset({"role", "contribution", "importance"})
WITH = frozenset({"with", "to"})
BETWEEN = frozenset({"between", "among"})
LIGHT = frozenset(
    {
        *("have", "exert", "exhibit", "show", "demonstrate", "play", "display", "possess", "produce", "bear", "take"),
        *("make", "reveal", "present", "hold", "provide", "yield", "share", "maintain", "exercise", "wield", "lack"),
    }
)
EXISTING = frozenset({"exist", "hold", "emerge", "appear", "be", "find", "observe", "establish", "expect", "remain"})


def noun_frames(doc: Doc) -> list[Frame]:
    """Frames of relating nouns."""
    makers = {"on": _acting, "between": _between, "maker": _maker, "made": _made, "third": _third}
    found: list[Frame] = []
    for token in doc:
        if token.pos_ in {"NOUN", "PROPN"} or token.tag_ in {"NN", "NNS"}:
            cue = noun_cues().get(token.lemma_.lower())
            frame = makers[cue.how](token, cue) if cue is not None else None
            if frame is not None and cue is not None:
                if (
                    not frame.sources and found
                ):  # "a positive link with X and an inverse one with Y": of the same thing
                    frame.sources = list(found[-1].sources)
                found.append(_signed(frame, cue))
    return found


def _acting(noun: Token, cue: NounCue) -> Frame | None:
    had = _had(noun, cue)
    if had is not None:
        return had
    prepositions = TOWARD if noun.lemma_.lower() in WIDE else ON | {"to", "toward", "towards"}
    targets: list[Token] = arguments.after(noun, prepositions)
    stop: int | None = None
    if not targets:
        nested = _nested(noun, ON)
        targets, stop = (
            (nested[0], nested[1])
            if nested
            else (arguments.after(carrier(noun), TOWARD if noun.lemma_.lower() in WIDE else ON), None)
        )
    if not targets:
        return None
    sources = _owners(noun) or _light_subjects(noun)
    return Frame(noun, "noun", cue.type, list(sources), list(targets), stop=stop)


def _had(noun: Token, cue: NounCue) -> Frame | None:
    """ "the effect that X has on Y"."""
    for clause in noun.rights:
        owners = [c for c in clause.lefts if c.dep_ == "nsubj" and c.pos_ in {"NOUN", "PROPN"}]
        targets = arguments.after(clause, ON)
        if clause.dep_ == "relcl" and clause.lemma_ in LIGHT and owners and targets:
            return Frame(noun, "noun", cue.type, list(owners), list(targets))
    return None


def _nested(noun: Token, prepositions: frozenset[str]) -> tuple[list[Token], int] | None:
    """ "the effect of a layoff on sales": the parser hangs "on" on "layoff"; it is the effect's all the same."""
    for token in noun.doc[noun.i + 1 : noun.right_edge.i + 1]:
        if token.dep_ == "prep" and token.lower_ in prepositions and noun.is_ancestor(token):
            heads = [c for c in token.children if c.dep_ in {"pobj", "pcomp"}]
            if heads:
                return heads, token.i
    return None


def carrier(noun: Token) -> Token:
    """The light verb around the noun, on which its preposition may hang: "a link exists between"."""
    verb = noun.head
    if noun.dep_ in {"dobj", "nsubjpass", "attr"}:
        return verb
    return verb if noun.dep_ == "nsubj" and verb.lemma_ in EXISTING else noun


def _between(noun: Token, cue: NounCue) -> Frame | None:
    """ "relationship between X and Y", "relationship of X with Y", "X has a relationship with Y"."""
    sides = _pair(noun) or _pair(carrier(noun))
    if sides and _are_groups(noun.doc, sides[0]):
        return None  # "relationships between firms and customers" are ties of people, no relation of constructs
    if sides:
        return Frame(noun, "noun", cue.type, sides[0], sides[1])
    far: list[Token] = arguments.after(noun, WITH)
    stop: int | None = None
    if not far:
        nested = _nested(noun, frozenset({"with"}))
        far, stop = (nested[0], nested[1]) if nested else (arguments.after(carrier(noun), WITH), None)
    near = _owners(noun) or _light_subjects(noun)
    if not far and len(near) == 1 and cue.type == "associative":  # "X and Y have a strong relationship"
        both = [p for head in conjuncts(near[0]) if (p := phrase_of(head)) is not None]
        return Frame(noun, "noun", cue.type, list(both[:1]), list(both[1:])) if len(both) == 2 else None
    return Frame(noun, "noun", cue.type, list(near), list(far), stop=stop) if far else None


def _pair(host: Token) -> tuple[list[End], list[End]] | None:
    """Both sides of "between X and Y", cut at the "and" that parts them."""
    for prep in host.children:
        if prep.dep_ != "prep" or prep.lower_ not in BETWEEN or (prep.i < host.i and host.pos_ == "NOUN"):
            continue
        doc, start = host.doc, prep.i + 1
        end = _reach(doc, start)
        joint = _joint(doc, prep, start, end)
        if joint is not None:
            return (
                list(phrases_in(doc, start, joint, split=False)),
                list(phrases_in(doc, joint + 1, end)),
            )
    return None


def _are_groups(doc: Doc, ends: Sequence[End]) -> bool:
    """Whether all ends are mere names of people or organisations: "the focal firm"."""
    tokens = [[t for t in doc if end.start <= t.idx < end.end] for end in ends if isinstance(end, Phrase)]
    return bool(tokens) and all(0 < len(words) <= 2 and is_group(words[-1]) for words in tokens)


def _reach(doc: Doc, start: int) -> int:
    """Where the second side ends: at the verb or the mark that follows it. The tree errs too often on long pairs."""
    joined = False
    for i in range(start, len(doc)):
        token = doc[i]
        joined = joined or token.lower_ == "and"
        if (
            token.text in {".", ";", ":", "?", "—"}
            or _closes(token)
            or token.lower_
            in {
                "such",
                "when",
                "if",
                "than",
                "but",
                "while",
                "whereas",
            }
        ):
            return i
        if joined and (token.tag_ in {"VBZ", "VBP", "VBD", "MD"} and not _in_relative(token, start)):
            return i
        if joined and token.text == "," and not _lists_on(doc, i):
            return i
    return len(doc)


def _closes(token: Token) -> bool:
    """ "in period t. Although": the parser's tokeniser takes a lone letter with its full stop for an initial."""
    return len(token) == 2 and token.text[1] == "." and token.text[0].islower() and token.i + 1 < len(token.doc)


def _in_relative(verb: Token, start: int) -> bool:
    return verb.dep_ == "relcl" and verb.head.i >= start


def _lists_on(doc: Doc, comma: int) -> bool:
    """Whether a list goes on behind the comma: another comma or "and" within a few words."""
    return any(doc[i].lower_ in {"and", ",", "or"} for i in range(comma + 1, min(comma + 7, len(doc))))


def _joint(doc: Doc, prep: Token, start: int, end: int) -> int | None:
    """The "and" between both sides: the only one, the one before a new article, or the one of the head noun."""
    ands = [i for i in range(start + 1, end - 1) if doc[i].lower_ in {"and", "vs", "versus"}]
    if len(ands) <= 1:
        return ands[0] if ands else None
    openers = [i for i in ands if doc[i + 1].pos_ in {"DET", "PRON"} or doc[i + 1].lower_ in {"both", "perceived"}]
    if len(openers) == 1:
        return openers[0]
    heads = {c.i for c in prep.children if c.dep_ == "pobj"}
    direct = [i for i in ands if doc[i].head.i in heads]
    return direct[0] if direct else ands[len(ands) // 2]


def _maker(noun: Token, cue: NounCue) -> Frame | None:
    made: list[End] = [*arguments.after(noun, frozenset({"of", "for", "to", "in", "behind", "with"}))]
    made = made or [*misread_infinitive(noun, frozenset({"to"}))]
    makers = _predicated(noun)
    return Frame(noun, "noun", cue.type, list(makers), made) if made and makers else None


def _made(noun: Token, cue: NounCue) -> Frame | None:
    sources = arguments.after(noun, frozenset({"of", "from"}))
    made = _predicated(noun)
    return Frame(noun, "noun", cue.type, list(sources), list(made)) if sources and made else None


def _third(noun: Token, cue: NounCue) -> Frame | None:
    """ "Z is a moderator of the relationship between X and Y", "M is a mediator between X and Y"."""
    third = _predicated(noun)
    sides = _pair(noun)
    if sides and third and noun.lemma_.lower() == "mediator":
        return Frame(noun, "noun", cue.type, sides[0], sides[1], mediators=list(third))
    relations = arguments.after(noun, frozenset({"of", "in", "for", "on"}))
    return Frame(noun, "third", cue.type, list(third), list(relations)) if third and relations else None


def _predicated(noun: Token) -> list[Token]:
    """What the noun is said of: "X is a driver", "X, a driver of", "X as a driver"."""
    head = noun
    if _is_one_of(head):
        head = head.head.head
    while head.dep_ == "conj" and head.head.pos_ in {"NOUN", "PROPN"}:
        head = head.head
    if head.dep_ in {"attr", "oprd"} and head.head.pos_ in {"VERB", "AUX"}:
        return [s for s in arguments.subjects(head.head) if s.i != head.i]
    if head.dep_ == "dobj" and head.head.lemma_ in {"become", "constitute", "represent", "form", "remain", "be"}:
        return arguments.subjects(head.head)
    if head.dep_ == "appos":
        return [head.head]
    if head.dep_ == "pobj" and head.head.lower_ == "as":
        return _named_as(head.head.head)
    return [c for c in noun.children if c.dep_ == "appos"]


def _is_one_of(head: Token) -> bool:
    return (
        head.dep_ == "pobj"
        and head.head.lower_ in {"of", "among"}
        and head.head.head.lower_ in {"one", "some", "part"}
    )


def _named_as(host: Token) -> list[Token]:
    """ "X is seen as a driver", "we see X as a driver", "X as a driver"."""
    if host.pos_ in {"VERB", "AUX"}:
        own = arguments.is_passive(host) or not arguments.objects(host)
        return arguments.subjects(host) if own else arguments.objects(host)
    return [host] if host.pos_ in {"NOUN", "PROPN"} else []


def _light_subjects(noun: Token) -> list[Token]:
    """Who has the effect: the subject of the light verb that the noun is the object of."""
    head = noun
    while head.dep_ == "conj" and head.head.pos_ in {"NOUN", "PROPN"}:
        head = head.head
    verb = head.head
    own = [c for c in noun.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if own:  # a verb that the parser took for the noun: "forces impact significantly on …"
        return own
    if head.dep_ in {"dobj", "attr"} and verb.pos_ in {"VERB", "AUX"} and verb.lemma_ in LIGHT:
        return arguments.subjects(verb)
    if head.dep_ == "nsubjpass" and verb.lemma_ in {"exert", "play"}:
        return arguments.agents(verb)
    if head.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_ == "be":  # "is of great importance for"
        return arguments.subjects(verb.head)
    return []


def _owners(noun: Token) -> list[Token]:
    """Whose effect it is: "of X", "X's", "X effect"."""
    of = arguments.after(noun, frozenset({"of", "from", "by"}))
    if of:
        return of
    return [c for c in noun.lefts if c.dep_ == "poss"]


def _signed(frame: Frame, cue: NounCue) -> Frame:
    noun = frame.cue
    verb = carrier(noun)
    sign = signs.told_sign(noun) or (signs.told_sign(verb) if verb.i != noun.i else None)
    if sign is None and noun.dep_ in {"nsubj", "nsubjpass"}:
        sign = signs.told_sign(noun.head, *(c for c in noun.head.children if c.dep_ in {"dobj", "attr"}))
    frame.sign = sign or cue.sign or _weight(noun)
    return frame


def _weight(noun: Token) -> Sign | None:
    """ "plays a crucial role": what matters for something furthers it."""
    grave = any(
        c.lower_ in {"important", "crucial", "key", "vital", "essential", "pivotal", "critical", "central"}
        for c in noun.lefts
    )
    return "+" if grave and noun.lemma_.lower() == "role" else None
