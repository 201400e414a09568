"""How far a trigger reaches: the tokens that it governs, read off the dependency tree.

    clause      the clause whose predicate it hangs on: "does not [affect trust]", "may [affect trust]"
    noun        the noun that it determines, and the clause whose subject or object that is: "no [study finds …]"
    complement  what it takes as its complement: "fails to [affect trust]", "evidence that [trust grows]"
    object      the same, and its object or, in the passive, its subject: "examine [the effect of X on Y]"
    said        what it is said of: "[the effect of X on Y] is unclear", "it is false that [trust grows]"
    relation    what stands behind it, where that tells a relation: "the absence of [an effect on trust]"
    self        its own predicate: "[X and Y were unrelated]", "an insignificant [effect on trust]"
    phrase      the phrase behind it: "X rather than [Y]"

A reach ends at the table's words of kind "stop". A lower clause belongs to it where the word that takes that clause
passes on what is said of it ("do not find that […]", but not "do not know that …"). A doc without a tree is read as
ConText reads: up to the next stop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Doc, Token

from pipelines.extract.hypotheses import labels
from pipelines.extract.scope.triggers import Trigger, forms, read_table
from pipelines.extract.words import cues

PREDICATES = frozenset({"VERB", "AUX"})
APART = frozenset({"advcl", "parataxis", "relcl", "meta"})  # clauses of their own, whatever stands above them
CLAUSES = frozenset({"ccomp", "acl", "csubj", "pcomp"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "dative", "oprd"})
TAKEN = frozenset({"ccomp", "xcomp", "acl", "pcomp", "oprd", "acomp"})  # what verbs, nouns, adjectives take
STATED = frozenset({"argument", "expectation", "hypothesis", "proposal", "retold"})
TOUCHING = frozenset({"negation", "doubt", "partial", "sole"})
WIDE = frozenset({"question", "purpose", "offer"})  # told also by clauses: "examine factors that …"
PREDICATIVE = frozenset({"acomp", "attr", "oprd"})
# Verbs that do no more than present their object; what is denied of them is denied of it.
LIGHT = frozenset(
    {*("be", "have", "exert", "exist", "play", "yield", "make", "exhibit", "display", "produce"), "reach", "become"}
)
# Predicates whose subject is what their denial denies: "the effect did not emerge", "… is not significant".
PRESENT = frozenset({"exist", "emerge", "hold", "occur", "materialize", "materialise", "persist", "reach"})
GRADES = frozenset(
    {"significant", "evident", "present", "positive", "negative", "apparent", "detectable", "visible", "significantly"}
)
INVERTED = frozenset({"do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "can", "could", "will"})
ADVERBIAL = frozenset({"case", "way", "sense", "mean", "means", "time", "circumstance", "respect", "event"})


def is_narrow(doc: Doc, trigger: Trigger) -> bool:
    """Whether a trigger is said of a phrase, which may be the end of a relation: "no firm", "but not B"."""
    if trigger.row.reach in {"noun", "phrase"}:
        return True
    return trigger.row.reach == "clause" and not _is_predicate(_top(doc, trigger).head)


def governed(doc: Doc, trigger: Trigger) -> frozenset[int]:
    """Indices of the tokens that a trigger governs."""
    if not doc.has_annotation("DEP"):
        return frozenset(t.i for t in doc[trigger.start : _next_stop(doc, trigger.end)] if not t.is_punct)
    first, last = _last_stop(doc, trigger.start), _next_stop(doc, trigger.end + 1)  # "not because of"
    return frozenset(
        t.i for t in WAYS[trigger.row.reach](trigger, _top(doc, trigger)) if first < t.i < last and not t.is_punct
    )


def _next_stop(doc: Doc, start: int) -> int:
    return next((t.i for t in doc[start:] if _is_stop(t)), len(doc))


def _last_stop(doc: Doc, end: int) -> int:
    return next((t.i for t in reversed(doc[:end]) if _is_stop(t)), -1)


def _is_stop(token: Token) -> bool:
    if token.text in {";", "?", ":"} or is_inverted(token):
        return True
    return token.lower_ in read_table().stops and (token.dep_ in {"cc", "prep"} or not token.doc.has_annotation("DEP"))


def is_inverted(token: Token) -> bool:
    """ "nor does A raise B": a negation of its own, where "nor" else goes on with the one before."""
    return token.lower_ == "nor" and token.doc[token.i + 1 : token.i + 2].text.lower() in INVERTED


def _top(doc: Doc, trigger: Trigger) -> Token:
    """The token of the trigger that the others hang on; its last one, where it is no phrase of the tree."""
    inside = range(trigger.start, trigger.end)
    return next((doc[i] for i in inside if doc[i].head.i == i or doc[i].head.i not in inside), doc[trigger.end - 1])


def clause(trigger: Trigger, top: Token) -> Iterator[Token]:
    """The clause in which the trigger is adverb, auxiliary or conjunction; what follows it, where that is a phrase."""
    host = top.head if top.dep_ not in {"ROOT", "conj", "ccomp", "advcl"} else top
    if top.dep_ == "advmod" and host.dep_ in SUBJECTS and host.i < trigger.start:
        host = host.head  # "trust no longer raises loyalty", hung on the noun
    if top.dep_ == "cc":  # "nor does A raise B"
        host = next((c for c in host.conjuncts if c.i > top.i), host)
        if is_inverted(top):
            yield from (t for t in whole(host, deep=False) if t.i > top.i)
    if top.dep_ == "advmod" and host.dep_ in ARGUMENTS and not _is_predicate(host):
        yield from noun(trigger, top)  # "hardly anyone doubts"
    elif top.dep_ == "mark":
        yield from whole(host)
    elif _is_predicate(host):
        yield from walk(host)
    else:
        yield from (t for t in whole(host) if t.i >= trigger.start)
        if host.dep_ == "amod" and tells(host.head):  # "a potentially positive effect of A on B"
            yield from whole(host.head)


def noun(trigger: Trigger, top: Token) -> Iterator[Token]:
    """The noun that the trigger determines (or is), and the clause that it takes part in."""
    held = top.head if top.dep_ in {"det", "neg", "preconj", "predet", "amod", "nummod", "cc", "advmod"} else top
    yield from (t for t in walk(held) if not _is_predicate(t) or t.i > held.i)
    outer = held
    while outer.dep_ == "conj" and not _is_predicate(outer.head):
        outer = outer.head
    if outer.dep_ in ARGUMENTS and _is_predicate(outer.head):
        yield from walk(outer.head)
    elif outer.dep_ == "pobj" and _is_predicate(outer.head.head) and _is_argument(outer):
        yield from walk(outer.head.head)


def _is_argument(held: Token) -> bool:
    """ "leads to no growth", "in no case": a noun whose denial denies the verb that its preposition hangs on."""
    if held.lemma_.lower() in ADVERBIAL:
        return True
    return any(
        row[0] == held.head.head.lemma_.lower() and row[1] == held.head.lower_ for row in cues.read_rows("verbs")
    )


def complement(trigger: Trigger, top: Token) -> Iterator[Token]:
    """The clause or phrase that the trigger takes, extraposed ones too: "it is unlikely that …"."""
    if top.dep_ == "advmod" and _is_predicate(top.head):
        yield from walk(top.head)  # "trust likely lowers risk"
    if top.dep_ in PREDICATIVE:
        yield top.head  # "is likely to grow": the copula too
    if top.dep_ == "parataxis":
        yield from walk(top.head)  # "trust, it seems, lowers risk"
    for kid in _complements(trigger, top):
        yield from _all_of(trigger, kid)


def _complements(trigger: Trigger, top: Token) -> Iterator[Token]:
    last = top.doc[trigger.end - 1]
    if last.i != top.i and last.dep_ in {"mark", "aux"}:  # "expected to", "chance that": the clause that it opens
        yield last.head
    if last.dep_ in {"prep", "pcomp"}:
        yield last
    if _is_predicate(top):
        yield from (c for c in top.lefts if c.dep_ == "ccomp")  # "trust lowers risk, it seems"
    for kid in top.rights:
        opened = kid.dep_ in {"advcl", "relcl"} and any(
            c.tag_ == "TO" or (c.lower_ == "that" and c.dep_ == "mark") for c in kid.lefts
        )
        if opened or kid.dep_ in TAKEN or (kid.dep_ == "prep" and _names(top) and not _is_bare(trigger)):
            yield kid
    host = top.head
    if _is_predicate(host) and top.dep_ in (PREDICATIVE | SUBJECTS if trigger.row.kind == "purpose" else PREDICATIVE):
        yield from (k for k in host.rights if k.i > top.i and k.dep_ in {"ccomp", "xcomp", "advcl"} and _is_open(k))


def _is_bare(trigger: Trigger) -> bool:
    """ "The failure of staff", "the aim of firms": nouns that say nothing of what follows "of"."""
    return trigger.row.kind == "purpose" or (trigger.row.kind == "negation" and len(trigger.row.words) == 1)


def _names(top: Token) -> bool:
    return top.pos_ in {"NOUN", "PROPN", "ADP", "SCONJ"}


def _is_open(kid: Token) -> bool:
    """Whether a clause behind "it is …" is what that is said of, and no reason or condition of it."""
    return kid.dep_ != "advcl" or any(c.tag_ == "TO" for c in kid.lefts)


def acted_on(trigger: Trigger, top: Token) -> Iterator[Token]:
    """What is denied, examined and so on: the complement and the object, which in the passive is the subject."""
    if top.pos_ in PREDICATES:
        yield from complement(trigger, top)
        kids = [c for c in top.children if c.dep_ in {"dobj", "nsubjpass"}]
        shared = [c for verb in top.conjuncts if verb.i == top.i + 2 for c in verb.children if c.dep_ == "dobj"]
        for kid in kids or shared:  # "examine and test the effect"
            yield from _all_of(trigger, kid)


def _all_of(trigger: Trigger, kid: Token) -> Iterable[Token]:
    """What a complement or object says; in a hypothesis that is all of it, its reasons too."""
    if trigger.row.kind in STATED:
        return kid.subtree
    return whole(kid, relatives=trigger.row.kind in WIDE, deep=trigger.row.kind not in TOUCHING)


def said(trigger: Trigger, top: Token) -> Iterator[Token]:
    """The subject or the clause that the trigger is a predicate of, or the noun before which it stands."""
    yield from complement(trigger, top)
    host = top if _is_predicate(top) else top.head
    if host is top or top.dep_ in PREDICATIVE:
        for kid in (c for c in host.children if c.dep_ in SUBJECTS or (c.dep_ == "ccomp" and c.i < host.i)):
            yield from whole(kid)
    elif top.dep_ == "amod" and tells(top.head):
        yield from whole(top.head)


def relation(trigger: Trigger, top: Token) -> Iterator[Token]:
    """What is lacking, where that is a relation or evidence of one."""
    heads = [c for kid in top.rights if kid.dep_ == "prep" for c in kid.rights if c.dep_ == "pobj"]
    heads += [c for c in top.rights if c.dep_ == "dobj"]
    for head in heads:
        if tells(head):
            yield from whole(head)


def itself(trigger: Trigger, top: Token) -> Iterator[Token]:
    """The predicate that the trigger is, with its subject; the noun that it stands before, if that relates."""
    if top.dep_ in PREDICATIVE:
        yield from (top, top.head)
        for kid in (c for c in top.head.children if c.dep_ in SUBJECTS):
            yield from whole(kid)
    elif top.dep_ == "amod" and tells(top.head):
        yield from whole(top.head)
    elif top.dep_ in {"advmod", "ROOT", "relcl", "conj", "amod"}:
        yield top.head if top.dep_ == "advmod" else top


def phrase(trigger: Trigger, top: Token) -> Iterator[Token]:
    """The words behind the trigger up to a verb or a mark: the tree errs too often about "rather than"."""
    for token in top.doc[trigger.end :]:
        if token.is_punct and labels.LABEL.fullmatch(token.doc[trigger.end : token.i].text):
            continue  # "except for H6c, the effect of A on B"
        if token.is_punct or token.tag_ in {"VBZ", "VBP", "VBD", "MD", "TO"}:
            break
        yield token
        if token.tag_ == "VB":  # "raises rather than lowers trust": the object is both's
            break


def whole(node: Token, *, relatives: bool = False, deep: bool = True) -> Iterator[Token]:
    """All that hangs on a node but clauses that are apart; its own relative ("factors that …") where wanted.

    Where not ``deep``, a clause below ends it whose verb keeps to itself what is said of it: "fail to see that […]".
    """
    yield node
    for child in node.children:
        apart = child.dep_ in APART and not (relatives and child.dep_ == "relcl") and not _is_content(child, node)
        kept = not deep and child.dep_ == "ccomp" and not carries(node) and node.lower_ != "perceived"  # no verb here
        if not apart and not kept:
            yield from whole(child, deep=deep)


def _is_content(clause: Token, node: Token) -> bool:
    """ "The hypothesis that A raises B": what the noun says, though the parser takes it for a relative clause."""
    if clause.dep_ != "relcl" or not carries(node) or clause.left_edge.lower_ != "that":
        return False
    follows = clause.doc[min(clause.left_edge.i + 1, len(clause.doc) - 1)]
    return follows.pos_ != "AUX" and follows.tag_ not in {"VBZ", "VBP", "MD", "PRP"}


def walk(node: Token) -> Iterator[Token]:
    """A predicate or noun with what is denied, doubted and so on where it is."""
    yield node
    for child in node.children:
        if _belongs(child, node):
            yield from walk(child) if child.dep_ not in CLAUSES | {"relcl"} else whole(child, deep=False)


def _belongs(child: Token, node: Token) -> bool:
    if _is_content(child, node):
        return True
    if child.dep_ in APART or (child.dep_ == "prep" and child.i < node.i and _is_predicate(node)):
        return False  # "unlike A, B does not …"
    if child.dep_ in CLAUSES:
        return carries(node)
    if child.dep_ == "conj":
        return _shares(child, node)
    if child.dep_ == "xcomp" and any(c.dep_ == "dobj" and c.i < child.i for c in node.children):
        return carries(node)  # "do not pay wages to raise effort": an end, not what is denied
    if child.dep_ in SUBJECTS:
        return presents(node)
    if child.dep_ == "pobj" and tells(child) and _is_predicate(node.head):
        return _is_argument(child) or node.head.lemma_ in LIGHT or carries(node.head)
    return child.dep_ not in ARGUMENTS or not tells(child) or node.lemma_ in LIGHT or carries(node)


def carries(node: Token) -> bool:
    """Whether what is said of a word is said of the clause that it takes: "find that", "is true that"."""
    told = [node, *(c for c in node.children if c.dep_ in PREDICATIVE)] if node.lemma_ == "be" else [node]
    return any(form in read_table().carriers for token in told for form in forms(token))


def presents(node: Token) -> bool:
    """Whether a predicate says no more than that its subject is there: "was found", "emerged", "is significant"."""
    if node.lemma_ == "be" or node.lemma_ == "remain":
        return any(c.dep_ in PREDICATIVE and (c.lower_ in GRADES or carries(c)) for c in node.children)
    return node.lemma_ in PRESENT or (node.tag_ == "VBN" and carries(node))


def tells(token: Token) -> bool:
    """Whether a noun tells a relation or evidence of one: "effect", "support"."""
    return token.lemma_.lower() in relating() or carries(token)


def relating() -> frozenset[str]:
    """Nouns that relate constructs."""
    return frozenset(row[0] for row in cues.read_rows("nouns"))


def _shares(child: Token, node: Token) -> bool:
    """Whether a coordinate stands under what its first member stands under: "does not raise A or lower B"."""
    if not _is_predicate(child) or not _is_predicate(node):
        return True
    if any(c.dep_ in SUBJECTS or c.dep_ in {"neg", "aux", "auxpass"} for c in child.children):
        return False
    joined = {c.lower_ for c in node.children if c.dep_ == "cc"}
    return bool(joined & {"or", "nor"}) or child.tag_ == node.tag_ != "VBZ"


def _is_predicate(token: Token) -> bool:
    return token.pos_ in PREDICATES or any(c.dep_ in SUBJECTS for c in token.children)


WAYS: dict[str, Callable[[Trigger, Token], Iterable[Token]]] = {
    "clause": clause,
    "noun": noun,
    "complement": complement,
    "object": acted_on,
    "said": said,
    "relation": relation,
    "self": itself,
    "phrase": phrase,
}
