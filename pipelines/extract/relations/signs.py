"""The sign that adverbs, adjectives and shapes give a relation."""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.record import Sign

POSITIVE = frozenset(
    {"positively", "positive", "favorably", "favourably", "favorable", "favourable", "beneficial", "direct:no"}
)
NEGATIVE = frozenset(
    {
        "negatively",
        "negative",
        "inversely",
        "inverse",
        "adversely",
        "adverse",
        "unfavorably",
        "detrimental",
        "harmful",
        "deleterious",
        "opposite:no",
    }
)
SHAPES = frozenset(
    {
        "curvilinear",
        "curvilinearly",
        "nonlinear",
        "non-linear",
        "nonlinearly",
        "quadratic",
        "u-shaped",
        "inverted-u",
        "u-shape",
        "inverse-u",
        "s-shaped",
        "j-shaped",
    }
)


def told_sign(*tokens: Token) -> Sign | None:
    """The sign told by words that hang on the cue tokens: "negatively affects", "an inverted U-shaped effect"."""
    nearby = [child for token in tokens for child in _modifiers(token)]
    lowers = [t.lower_ for t in nearby]
    if any(w in SHAPES or w.startswith(("u-shape", "inverted-u")) for w in lowers) or _is_shape(tokens):
        return "nonlinear"
    positive, negative = any(w in POSITIVE for w in lowers), any(w in NEGATIVE for w in lowers)
    if positive and negative:
        return None
    return "+" if positive else "-" if negative else None


def _modifiers(token: Token) -> list[Token]:
    found = []
    for child in token.children:
        if child.dep_ in {
            "advmod",
            "amod",
            "acomp",
            "compound",
            "conj",
            "npadvmod",
            "nmod",
            "ccomp",
            "attr",
            "punct",
            "dep",
        }:
            found.append(child)
            found += [g for g in child.children if g.dep_ in {"conj", "advmod", "amod", "npadvmod", "punct"}]
            found += [
                g for c in child.children if c.dep_ == "conj" for g in c.children if g.dep_ in {"conj", "advmod"}
            ]
        if child.dep_ == "prep" and child.lower_ in {"in", "at"}:  # "in a positive way"
            ways = [g for g in child.children if g.lemma_ in {"way", "manner", "direction"}]
            found += [m for way in ways for m in way.children]
    return found


def _is_shape(tokens: tuple[Token, ...]) -> bool:
    """ "An inverted U": several tokens that the parser ties in many ways; look at the words around instead."""
    for token in tokens:
        start = max(token.sent.start, token.i - 7)
        words = token.doc[start : token.i + 1].text.lower()
        if "u-shape" in words or "inverted u" in words or "curvilinear" in words or "u shape" in words:
            return True
    return False
