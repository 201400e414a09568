"""Causes told by conjunctions and prepositions: "because", "due to", "by doing X", "without X", "when X is high"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipelines.extract.relations import arguments
from pipelines.extract.relations.groups import CARRIERS, is_bare_group
from pipelines.extract.relations.links import Link, Phrase, product
from pipelines.extract.relations.phrases import phrases, trim

BECAUSE = frozenset({"because", "since", "as"})
DUE = frozenset({"due", "owing", "thanks"})
GRADED = frozenset(
    {
        "high",
        "low",
        "higher",
        "lower",
        "strong",
        "weak",
        "stronger",
        "weaker",
        "greater",
        "present",
        "absent",
        "large",
        "small",
    }
)
TURNS = {
    **dict.fromkeys(("increase", "improve", "rise", "grow", "climb", "occur", "arise", "emerge"), 1),
    **dict.fromkeys(("decrease", "decline", "fall", "drop", "shrink", "diminish"), -1),
}
LOW = frozenset({"low", "lower", "weak", "weaker", "absent", "small"})


def clause_links(doc: Doc) -> list[Link]:
    """Links from reasons that are nouns to what they are reasons of: "Y due to X"."""
    return list(_due(doc))


def reason_links(doc: Doc) -> list[Link]:
    """Links from whole clauses to what they are reasons of: "… because …"."""
    return list(_because(doc))


def _because(doc: Doc) -> Iterator[Link]:
    for mark in doc:
        if mark.dep_ != "mark" or mark.lower_ not in BECAUSE or mark.head.dep_ != "advcl":
            continue
        if mark.lower_ != "because" and not _reasons(mark):
            continue
        verb, main = mark.head, mark.head.head
        source = trim(doc, mark.i + 1, _clause_end(verb))
        target = _main_clause(main, verb)
        if source is not None and target is not None:
            yield Link("causal", source, target, None, mark.i, "because")


def _reasons(mark: Token) -> bool:
    """ "Since" tells time as often: a reason opens the sentence or follows a comma, in the present tense."""
    before = mark.doc[mark.i - 1] if mark.i else None
    opens = before is None or before.text in {",", ";"}
    return opens and mark.lower_ == "since" and mark.head.tag_ in {"VBZ", "VBP", "MD", "VB"}


def _clause_end(verb: Token) -> int:
    end = verb.right_edge.i + 1
    while end > verb.i + 1 and verb.doc[end - 1].is_punct:
        end -= 1
    return end


def _main_clause(main: Token, lower: Token) -> Phrase | None:
    """The words of the main clause: from its subject up to the reason, or from the reason's end on."""
    doc = main.doc
    if lower.i > main.i:
        start = min(
            [c.left_edge.i for c in main.lefts if c.dep_ in {"nsubj", "nsubjpass", "csubj", "expl"}] or [main.i]
        )
        return trim(doc, start, lower.left_edge.i)
    return trim(doc, lower.right_edge.i + 1, _clause_end(main))


def _due(doc: Doc) -> Iterator[Link]:
    """ "Y due to X", "Y because of X", "as a result of X, Y"."""
    for token in doc:
        heads = _reason_heads(token)
        if not heads:
            continue
        host = _host(token)
        targets = _told_of(host, token) if host is not None else []
        for source in (p for head in heads for p in phrases(head)):
            for target in targets:
                if source.end <= target.start or target.end <= source.start:
                    sign = None if token.lower_ == "depending" else product("+", source, target)
                    yield Link("causal", source, target, sign, token.i, "due")


def _reason_heads(token: Token) -> list[Token]:
    lower = token.lower_
    if lower == "because":
        return [c for c in token.children if c.dep_ in {"pobj", "pcomp"}]
    if lower == "depending":
        return arguments.after(token, frozenset({"on", "upon"}))
    if lower in DUE:
        return arguments.after(token, frozenset({"to"})) or [c for c in token.children if c.dep_ == "pobj"]
    if lower == "result" and token.dep_ == "pobj" and token.head.lower_ == "as":
        return arguments.after(token, frozenset({"of"}))
    return []


def _host(token: Token) -> Token | None:
    """The verb, or the noun, whose reason it is."""
    here = token
    for _ in range(3):
        if here.pos_ in {"VERB", "AUX", "NOUN", "PROPN"} and here is not token:
            return here
        if here.head.i == here.i:
            return None
        here = here.head
    return here if here.pos_ in {"VERB", "AUX", "NOUN", "PROPN"} else None


def _told_of(host: Token, reason: Token) -> list[Phrase]:
    if host.pos_ in {"NOUN", "PROPN"} and host.i < reason.i:
        return phrases(host, reason.i)
    direct = arguments.objects(host)
    if direct:
        return [p for head in direct for p in phrases(head, reason.i if reason.i > head.i else None)]
    subjects = arguments.subjects(host)
    return [p for head in subjects if head.pos_ in {"NOUN", "PROPN"} for p in phrases(head)]


def conditional_links(doc: Doc) -> list[Link]:
    """ "When/if X is high, customers will Y": in a hypothesis the condition is the cause."""
    found: list[Link] = []
    for verb in doc:
        marks = {c.lower_ for c in verb.lefts if c.dep_ in {"mark", "advmod"}}
        if verb.dep_ != "advcl" or not (marks & {"when", "if"} or ("as" in marks and verb.lemma_ in TURNS)):
            continue
        main = verb.head
        for source in _condition(verb):
            for clause in [main, *(c for c in main.rights if c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"})]:
                for target in _outcome(clause):
                    if source.end <= target.start or target.end <= source.start:
                        found.append(
                            Link("causal", source, target, product("+", source, target), verb.i, "conditional")
                        )
    return found


def _condition(verb: Token) -> list[Phrase]:
    graded = [c for c in verb.children if c.dep_ == "acomp" and c.lower_ in GRADED]
    own = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if graded and own:
        sign = -1 if graded[0].lower_ in LOW else 1
        return [p._replace(sign=sign, graded=True) for head in own for p in phrases(head)]
    turned = _turned(verb)
    if turned:
        return turned
    direct = [p for head in arguments.objects(verb) for p in phrases(head)]
    if direct and verb.lemma_ in CARRIERS | {"perceive", "experience"}:
        return direct
    start = verb.i if own and own[0].pos_ == "PRON" else min([c.left_edge.i for c in own] or [verb.i])
    phrase = trim(verb.doc, start, _clause_end(verb))
    return [phrase] if phrase else []


def _outcome(verb: Token) -> list[Phrase]:
    direct = [p for head in arguments.objects(verb) for p in phrases(head)]
    if direct and verb.lemma_ in CARRIERS | {"derive", "evaluate", "expect", "see"}:
        return direct
    turned = _turned(verb)
    if turned:
        return turned
    likely = [c for c in verb.children if c.dep_ == "acomp"]
    start = likely[0].left_edge.i if likely else verb.i
    phrase = trim(verb.doc, start, _clause_end(verb))
    return [phrase] if phrase else []


def _turned(verb: Token) -> list[Phrase]:
    """ "Trust grows", "trust will be higher": the subject, with the sign of its turn; none where people turn."""
    degree = next((c for c in verb.children if c.dep_ == "acomp" and c.tag_ == "JJR"), None)
    if degree is not None and verb.lemma_ == "be":
        sign = -1 if degree.lower_ in LOW else 1
    elif verb.lemma_ in TURNS and not arguments.objects(verb):
        sign = TURNS[verb.lemma_]
    else:
        return []
    subjects = [s for s in arguments.subjects(verb) if not is_bare_group(s)]
    return [p._replace(sign=sign * p.sign, graded=True) for head in subjects for p in phrases(head)]
