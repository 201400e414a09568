"""What something makes of something else: "X makes Y more likely", "X makes firms less likely to V"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipelines.extract.relations import arguments
from pipelines.extract.relations.groups import degree_of, is_bare_group
from pipelines.extract.relations.links import Link, Phrase, product
from pipelines.extract.relations.phrases import phrases, trim

MAKING = frozenset({"make", "render", "keep"})
LIKELY = frozenset({"likely", "probable", "possible", "unlikely", "difficult", "easy", "easier", "harder"})
UNLIKELY = frozenset({"unlikely", "difficult", "harder"})


def making_links(doc: Doc) -> Iterator[Link]:
    """Links from what makes to what it makes: the act that gets likelier, the thing, or what people become."""
    for verb in doc:
        if verb.lemma_ in MAKING and verb.pos_ == "VERB":
            sources = [p for head in arguments.subjects(verb) for p in phrases(head)]
            for target in _made(verb):
                for source in sources:
                    yield Link("causal", source, target, product("+", source, target), verb.i, "making")


def _made(verb: Token) -> list[Phrase]:
    adjective = next((t for t in verb.subtree if t.i > verb.i and _predicated(t, verb)), None)
    return _what(adjective) if adjective is not None else []


def _predicated(adjective: Token, verb: Token) -> bool:
    """Whether the adjective is what the object is made: its small clause, however the parser hangs it."""
    if adjective.pos_ != "ADJ" and adjective.lower_ not in LIKELY:
        return False
    return adjective.head.i == verb.i and adjective.dep_ in {"ccomp", "oprd", "acomp", "xcomp", "advcl", "advmod"}


def _what(adjective: Token) -> list[Phrase]:
    thing = next((t for t in adjective.children if t.dep_ in {"nsubj", "nsubjpass"}), None)
    thing = thing or next(iter(arguments.objects(adjective.head)), None)
    if thing is None or thing.i > adjective.i:
        return []
    doc, sign = adjective.doc, (degree_of(adjective) or 1) * (-1 if adjective.lower_ in UNLIKELY else 1)
    if adjective.lower_ in LIKELY:
        acts = [c for c in adjective.rights if c.dep_ in {"xcomp", "ccomp"}]
        named = phrases(acts[0])[:1] if acts else phrases(thing)
        return [p._replace(sign=p.sign * sign, graded=True) for p in named]
    start = adjective.i if is_bare_group(thing) and adjective.n_rights else thing.left_edge.i
    phrase = trim(doc, start, adjective.right_edge.i + 1)
    return [phrase] if phrase is not None else []
