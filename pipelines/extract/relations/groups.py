"""Groups compared by what sets them apart: "firms that X have higher Y", "users with high X are likelier to Y"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipelines.extract.relations import arguments
from pipelines.extract.relations.arguments import word_after
from pipelines.extract.relations.frames import noun_cues
from pipelines.extract.relations.links import Link, Phrase, product
from pipelines.extract.relations.phrases import change_words, phrases, trim
from pipelines.extract.words import cues

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
        "suffer",
        "incur",
    }
)


HAVING = CARRIERS - {"engage", "invest"}
TO_GROUPS = frozenset({"to", "for", "among", "in", "by", "from", "at"})
BETTER = frozenset({"better", "worse", "more", "less", "faster"})
# Words before a group that set nothing apart.
NO_MARKS = frozenset(
    {"other", "same", "different", "many", "several", "such", "certain", "various", "individual", "own", "respective"}
)


def group_links(doc: Doc, *, tested: bool = False) -> list[Link]:
    """Links from what marks a group to what it has more or less of.

    In a ``tested`` sentence, a hypothesis, what a marked group plainly has is its mark's effect too.
    """
    found: list[Link] = []
    for group in doc:
        if is_group(group):
            marks, (verb, ends) = _marks(group), _told_of(group, tested=tested)
            found += [
                Link("causal", source, target, product("+", source, target), verb.i, "group")
                for source in marks or (_named(group) if verb.lemma_ != "be" else [])
                for target in ends
                if source.end <= target.start or target.end <= source.start
            ]
    return found


def _told_of(group: Token, *, tested: bool) -> tuple[Token, list[Phrase]]:
    """The verb that tells of a group, and what the group has more or less of."""
    verb = _core(group.head)
    if group.dep_ in {"nsubj", "nsubjpass"}:
        ends = [end for clause in _clauses(verb) for end in _graded_ends(clause)]
        if not ends and tested and verb.lemma_ in HAVING and _is_marked(group):
            ends = [p for head in arguments.objects(verb) for p in phrases(head)]
        return verb, ends
    if group.dep_ != "pobj" or group.head.lower_ not in TO_GROUPS:
        return verb, []
    host = (
        group.head.head
    )  # "publics assign higher reputations to firms that …", "complaints are higher among members with …"
    verb = host if host.pos_ in {"VERB", "AUX"} else host.head
    things = [o for o in arguments.objects(verb) if o.lemma_.lower() not in noun_cues()]
    given = [p for head in things for p in phrases(head, group.head.i) if p.graded]
    degree = next((degree_of(c) for c in verb.children if c.dep_ == "acomp"), 0)
    if verb.lemma_ == "be" and degree and not given:
        subjects = [s for s in arguments.subjects(verb) if not is_group(s) and s.lemma_.lower() not in noun_cues()]
        given = [p._replace(sign=p.sign * degree, graded=True) for s in subjects for p in phrases(s)]
    return verb, given


def _core(verb: Token) -> Token:
    """The lower verb of "are assumed to have", "tend to show"."""
    for _ in range(3):
        lower = next((c for c in verb.rights if c.dep_ == "xcomp" and c.pos_ in {"VERB", "AUX"}), None)
        if lower is None or verb.lemma_ not in arguments.EPISTEMIC | {"tend", "seem", "appear"}:
            break
        verb = lower
    return verb


def _is_marked(group: Token) -> bool:
    return any(c.dep_ in {"relcl", "acl", "prep"} for c in group.rights) or any(
        c.dep_ == "amod" and degree_of(c) for c in group.lefts
    )


def _named(group: Token) -> list[Phrase]:
    """A group set apart by the words before it: "matched firms", "celebrity firms", "more profitable firms"."""
    words = [c for c in group.lefts if c.dep_ in {"amod", "compound", "nmod"} and c.lower_ not in NO_MARKS]
    phrase = trim(group.doc, words[0].left_edge.i, group.i + 1) if words else None
    return [phrase] if phrase is not None else []


def is_group(token: Token) -> bool:
    """Whether the token names people or organisations."""
    return token.lemma_.lower() in cues.read_words("groups") or token.lower_ in {"those", "ones"}


def _marks(subject: Token) -> list[Phrase]:
    """What sets the group apart: its relative clause, or what it is "with"."""
    found = []
    behind = [t for t in subject.doc[subject.i + 1 : subject.i + 2] if t.dep_ == "prep" and t.head.i < t.i]
    for child in {*subject.rights, *behind}:
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
    adverb = verb.doc[max(0, verb.i - 1)]
    start = adverb.i if adverb.dep_ == "advmod" and adverb.head.i == verb.i else verb.i
    end = verb.right_edge.i + 1
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
    graded = [c for c in verb.children if c.dep_ == "acomp" and degree_of(c)]
    if graded:
        return _adjective(graded[0])
    things = [o for o in arguments.objects(verb) if o.tag_ != "JJR"]  # "say more about": no thing
    found = [p for head in things for p in phrases(head) if p.graded]
    better = [c for c in verb.children if c.dep_ == "advmod" and c.lower_ in BETTER]
    better += [t for t in verb.doc[verb.i + 1 : verb.i + 2] if t.lower_ in BETTER and t.tag_ == "RBR"]
    if not found and better:
        return [_verbal(verb, better[0])]
    return found


def degree_of(adjective: Token) -> int:
    """1 for "more …", -1 for "less …", 0 where the adjective is not graded."""
    for child in adjective.lefts:
        if child.lower_ in change_words():
            return change_words()[child.lower_]
    return change_words().get(adjective.lower_, 1) if adjective.tag_ == "JJR" else 0


def _likely(likely: Token) -> list[Phrase]:
    sign = degree_of(likely) or 1
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
    return [phrase._replace(sign=degree_of(adjective), graded=True)] if phrase else []


def _verbal(verb: Token, degree: Token) -> Phrase:
    """The act itself ("perform better"), named by its noun where the language has a usual one, and at what."""
    doc = verb.doc
    nouns = {row[0]: row[1] for row in cues.read_rows("nominal")}
    text, end = nouns.get(verb.lemma_.lower(), verb.lemma_), verb.idx + len(verb)
    if word_after(degree) in {"relative", "on", "in"}:
        stop = next((t.i for t in doc[degree.i :] if t.lower_ == "than" or t.is_punct), len(doc))
        at = trim(doc, degree.i + 2, stop)
        if at is not None:
            text, end = f"{text} {doc.text[doc[degree.i + 1].idx : at.end]}", at.end
    return Phrase(text, verb.idx, end, -1 if degree.lower_ in {"worse", "less"} else 1, True)
