"""Where the words of an end begin and stop: the subtree of its head, mended where the parser errs by its words."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from pipelines.extract.words import cues

CLAUSE_POS = frozenset({"VERB", "AUX"})
# Children of a noun that are no part of the construct's name: asides, reasons, conditions.
ASIDES = frozenset({"appos", "parataxis", "advcl", "cc", "conj", "preconj", "mark", "meta", "dep", "intj"})
OF_NOUNS = frozenset({"toward", "towards", "about", "regarding", "of", "between"})  # hang on nouns, hardly on verbs


def edges(head: Token) -> tuple[int, int]:
    """Token range of the head with the dependents that belong to its name, where the tree errs by its words."""
    left, right = _span(head)
    return _gerund(head, _paired(head, left)), right


def _span(head: Token) -> tuple[int, int]:
    if head.pos_ in CLAUSE_POS and head.tag_ != "NN" and not _is_gerund_noun(head):
        return _clause_edges(head)
    left = head.left_edge.i
    for child in head.lefts:
        if child.dep_ in {"cc", "preconj", "mark", "nsubj", "advmod"} and child.i == left and not _names(head, child):
            left = child.right_edge.i + 1
    right = head.i + 1
    for child in head.rights:
        if (
            (child.dep_ in ASIDES and child.tag_ != "CD")  # "ISO 14001" is one name
            or child.lower_ == "than"
            or (child.is_punct and child.text not in {"-", "/", "'", "’", "”", '"', "%"})
        ):
            break
        if _is_setting(child):
            break
        if child.dep_ in {"relcl", "acl"} and (_loose(child) or _tells_more(child)):
            break
        right = child.right_edge.i + 1
    right = _stray(head, right)
    return left, min(right, _comma(head, right))


def _paired(head: Token, left: int) -> int:
    """ "Fit between A and B raises Y": the parser takes B alone for the subject, though "between" wants a pair."""
    doc = head.doc
    if left < 3 or doc[left - 1].lower_ != "and" or head.dep_ not in {"nsubj", "nsubjpass"}:
        return left
    for i in range(left - 2, max(left - 12, 0), -1):
        if doc[i].lower_ == "between":
            return int(doc[i].head.left_edge.i) if doc[i].head.i < i else left
        if doc[i].lower_ in {"and", ","} or doc[i].pos_ in {"VERB", "AUX"}:
            break
    return left


def _is_setting(child: Token) -> bool:
    """ "engagement in this sense", "disclosure on these websites": where, and no part of the name."""
    return (
        child.dep_ == "prep"
        and child.lower_ in {"in", "on", "within", "at"}
        and any(c.lower_ in {"this", "these", "our"} for noun in child.children for c in noun.lefts)
    )


def _gerund(head: Token, left: int) -> int:
    """ "Facilitating conditions raise use": the parser takes the opening gerund for the verb of a clause."""
    opens = left == 1 or (left > 1 and head.doc[left - 2].lower_ in {"that", ",", ":"})
    gerund = opens and head.dep_ == "nsubj" and head.doc[left - 1].tag_ == "VBG"
    return left - 1 if gerund or (opens and head.doc[left - 1].lower_ == "perceived") else left


def _is_gerund_noun(head: Token) -> bool:
    """ "information sharing", "the sharing of …": a noun that the tagger takes for a verb."""
    return head.tag_ == "VBG" and any(
        c.dep_ in {"compound", "amod", "nmod", "poss", "det"} or _names(head, c) for c in head.lefts
    )


def _names(head: Token, before: Token) -> bool:
    """ "member well-being": a bare singular noun is no subject of the gerund behind it, but names it."""
    return head.tag_ == "VBG" and before.dep_ == "nsubj" and before.tag_ == "NN" and before.i == head.i - 1


def _stray(head: Token, right: int) -> int:
    """ "attitudes toward buying": the parser often hangs such a preposition on the verb, though it names the noun."""
    doc = head.doc
    while right < len(doc):
        token = doc[right]
        if token.dep_ != "prep" or not (token.lower_ in OF_NOUNS or _is_towards(token) or _is_for(token, head)):
            break
        if (
            head.dep_ not in {"dobj", "nsubjpass", "nsubj", "pobj"}
            or token.head.i >= right
            or token.head.pos_ != "VERB"
        ):
            break
        right = token.right_edge.i + 1
    return right


def _is_for(prep: Token, head: Token) -> bool:
    """ "creates value for guests": nouns that are somebody's."""
    return prep.lower_ == "for" and prep.i == head.i + 1 and head.lemma_.lower() in cues.read_words("for_somebody")


def _is_towards(prep: Token) -> bool:
    """ "increases loyalty to the firm": behind the object of a verb that takes no "to"; not "to a greater extent"."""
    verb = prep.head.lemma_.lower()
    if prep.lower_ != "to" or verb not in _relating_verbs() or (verb, "to") in _verb_prepositions():
        return False
    return not any(c.lemma_ in {"extent", "degree", "level", "point", "percent", "%"} for c in prep.children)


def _clause_edges(head: Token) -> tuple[int, int]:
    left = head.i
    for child in head.lefts:
        if child.dep_ in {"advmod", "neg"} and child.i == left - 1 and child.lower_ not in {"not", "also", "then"}:
            left = child.i
    right = head.i + 1
    for child in head.rights:
        if child.dep_ in {"cc", "conj", "advcl", "punct"} and not (child.dep_ == "advcl" and child.i < right + 1):
            break
        right = child.right_edge.i + 1
    return left, min(right, _comma(head, right))


def _comma(head: Token, right: int) -> int:
    """Where a comma opens an aside within the phrase ("trust, which …"); a list inside the phrase goes on."""
    doc = head.doc
    for i in range(head.i + 1, right):
        if doc[i].lower_ == "than":
            return i
        if doc[i].text in {",", ";", ":", "—", "–"} and i + 1 < right:
            nearby = doc[i + 1]
            if nearby.lower_ in {
                "which",
                "who",
                "where",
                "thereby",
                "thus",
                "such",
                "including",
                "i.e.",
                "e.g.",
                "namely",
            }:
                return i
            if (nearby.tag_ == "VBG" and nearby.dep_ in {"acl", "advcl"}) or doc[i].text in {";", ":"}:
                return i
    return right


def _loose(relative: Token) -> bool:
    """A relative clause after a comma, or with "which"-like openers far from its noun: no part of the name."""
    opener = relative.left_edge
    return opener.i > 0 and opener.doc[opener.i - 1].text in {",", "—", "–"}


def _tells_more(clause: Token) -> bool:
    """ "activities that reinforce loyalty": a clause with a relation of its own, told by that relation's rule."""
    lemma = clause.lemma_.lower()
    if clause.dep_ == "acl" and lemma in {"involve", "include", "comprise", "lead", "result"}:
        return True
    return clause.dep_ == "relcl" and lemma in _relating_verbs()


@cache
def _verb_prepositions() -> frozenset[tuple[str, str]]:
    return frozenset((row[0], row[1]) for row in cues.read_rows("verbs"))


@cache
def _relating_verbs() -> frozenset[str]:
    """Verbs of plain effect, whose relative clauses are statements of their own."""
    return frozenset(row[0] for row in cues.read_rows("verbs") if row[2] == "causal" and row[5] == "strong")
