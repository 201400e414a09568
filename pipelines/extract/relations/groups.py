"""Groups compared by what sets them apart: "firms that X have higher Y", "users with high X are likelier to Y"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipelines.extract import cues
from pipelines.extract.relations import arguments
from pipelines.extract.relations.links import Link, Phrase, product
from pipelines.extract.relations.phrases import change_words, phrases, trim

CARRIERS = frozenset(
    {
        "have",
        "experience",
        "achieve",
        "show",
        "exhibit",
        "display",
        "report",
        "enjoy",
        "possess",
        "attain",
        "gain",
        "obtain",
        "receive",
        "demonstrate",
        "generate",
        "realize",
        "realise",
        "perceive",
        "feel",
        "develop",
        "express",
        "earn",
        "face",
        "adopt",
        "hold",
        "derive",
        "produce",
        "engage",
        "invest",
        "undertake",
    }
)


def group_links(doc: Doc) -> list[Link]:
    """Links from what marks a group to what it has more or less of."""
    found = []
    for subject in doc:
        if subject.dep_ not in {"nsubj", "nsubjpass"} or not is_group(subject):
            continue
        verb = subject.head
        marks = _marks(subject)
        ends = [end for clause in _clauses(verb) for end in _graded_ends(clause)]
        for source in marks:
            for target in ends:
                found.append(Link("causal", source, target, product("+", source, target), verb.i, "group"))
    return found


def is_group(token: Token) -> bool:
    """Whether the token names people or organisations."""
    return token.lemma_.lower() in cues.read_words("groups") or token.lower_ in {"those", "ones"}


def _marks(subject: Token) -> list[Phrase]:
    """What sets the group apart: its relative clause, or what it is "with"."""
    found = []
    for child in subject.rights:
        if child.dep_ in {"relcl", "acl"}:
            found += _clause_phrases(child)
        elif child.dep_ == "prep" and child.lower_ in {"with", "without", "in", "under"}:
            sign = -1 if child.lower_ == "without" else 1
            for head in (c for c in child.children if c.dep_ == "pobj"):
                found += [p._replace(sign=p.sign * sign) for p in phrases(head)]
    return found


def _clause_phrases(verb: Token) -> list[Phrase]:
    if verb.lemma_ in CARRIERS | {"be"} and arguments.objects(verb):
        return [p for head in arguments.objects(verb) for p in phrases(head)]
    start, end = verb.i, verb.right_edge.i + 1
    if verb.lemma_ == "be":
        predicates = [c for c in verb.children if c.dep_ in {"acomp", "attr"}]
        if predicates:
            start = predicates[0].left_edge.i
    elif any(c.dep_ == "nsubj" and c.lower_ not in {"that", "which", "who"} for c in verb.lefts):
        start = min(c.left_edge.i for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"})
    elif any(c.dep_ == "nsubjpass" and c.lower_ not in {"that", "which", "who"} for c in verb.lefts):
        start = min(c.left_edge.i for c in verb.lefts if c.dep_ == "nsubjpass")
    phrase = trim(verb.doc, start, end)
    return [phrase] if phrase else []


def _clauses(verb: Token) -> list[Token]:
    return [verb, *(c for c in verb.rights if c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"})]


def _graded_ends(verb: Token) -> list[Phrase]:
    """What the group has more of: graded objects, "more likely to …", "perform better", "more receptive to …"."""
    likely = [
        c
        for c in verb.children
        if c.dep_ == "acomp" and c.lower_ in {"likely", "willing", "inclined", "prone", "able", "apt"}
    ]
    if likely:
        return _likely(likely[0])
    graded = [c for c in verb.children if c.dep_ == "acomp" and _degree(c)]
    if graded:
        return _adjective(graded[0])
    found = [p for head in arguments.objects(verb) for p in phrases(head) if p.graded]
    better = [
        c for c in verb.children if c.dep_ == "advmod" and c.lower_ in {"better", "worse", "more", "less", "faster"}
    ]
    if not found and better:
        sign = -1 if better[0].lower_ in {"worse", "less"} else 1
        return [_verbal(verb, sign)]
    return found


def _degree(adjective: Token) -> int:
    """1 for "more …", -1 for "less …", 0 where the adjective is not graded."""
    for child in adjective.lefts:
        if child.lower_ in change_words():
            return change_words()[child.lower_]
    return 1 if adjective.tag_ == "JJR" else 0


def _likely(likely: Token) -> list[Phrase]:
    sign = _degree(likely) or 1
    found = []
    for lower in (c for c in likely.rights if c.dep_ in {"xcomp", "ccomp"}):
        for verb in _clauses(lower):
            found += [p._replace(sign=p.sign * sign, graded=True) for p in _what_is_done(verb)]
    return found


def _what_is_done(verb: Token) -> list[Phrase]:
    if verb.lemma_ in CARRIERS and arguments.objects(verb):
        return [p for head in arguments.objects(verb) for p in phrases(head)]
    if arguments.is_passive(verb) and arguments.agents(verb):
        told = [p for head in arguments.agents(verb) for p in phrases(head)]
        return [p._replace(text=f"{verb.text} by {p.text}") for p in told]
    graded = _graded_ends(verb) if verb.lemma_ == "be" else []
    return graded or phrases(verb)[:1]


def _adjective(adjective: Token) -> list[Phrase]:
    phrase = trim(adjective.doc, adjective.i, adjective.right_edge.i + 1)
    return [phrase._replace(sign=_degree(adjective), graded=True)] if phrase else []


def _verbal(verb: Token, sign: int) -> Phrase:
    """The act itself ("perform better"): named by its noun where the language has a usual one."""
    nouns = {row[0]: row[1] for row in cues.read_rows("nominal")}
    text = nouns.get(verb.lemma_.lower(), verb.lemma_)
    return Phrase(text, verb.idx, verb.idx + len(verb), sign, True)
