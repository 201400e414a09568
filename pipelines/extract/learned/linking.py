"""What the model sees in parsed sentences, as links, and who tells the relations of a sentence: the model, or rules.

The model leads. On sentences of papers that neither has seen it is right more often than the rules, on labelled
hypotheses as on all others, and what the rules tell beside it adds nothing (docs/evaluation.md); they are for where
there is no model. A gate of microseconds decides which sentences the model is asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, cast

from spacy.tokens import Doc

from pipelines.extract.learned.ends import is_example, is_listed, whole
from pipelines.extract.learned.gate import may_tell
from pipelines.extract.learned.tagger import Tagged, TaggedEnd, TaggedRelation
from pipelines.extract.relations.finder import distinct
from pipelines.extract.relations.links import Link, Phrase
from pipelines.record import Finder, RelationType, Sign

RULE = "tagger"  # ``Link.rule`` of what the model found
LIKELY = 0.3  # probability from which a relation is told
LABELLED = 0.25  # and in what is labelled a hypothesis, which tells a relation as a rule
LEAST = 0.05  # and in one that tells none at that: something it must relate
APART = " "  # between the parts of an end that stand apart: "collective … tactics" names "collective tactics"
SHARED = 0.3  # token F1 of both ends from which two links mean the same relation


class Tag(Protocol):
    """What the model sees in sentences."""

    def __call__(self, sentences: Sequence[str]) -> Sequence[Tagged]: ...


class Seen(NamedTuple):
    """The relations that a sentence may tell, who found them, and its kind by the model, where that was asked."""

    links: list[Link]
    finder: Finder
    kind: str | None = None


def find_links(
    docs: Sequence[Doc], rules: Callable[[], Sequence[list[Link]]], tag: Tag | None, *, labelled: bool = False
) -> list[Seen]:
    """The relations of every sentence; ``rules`` finds them, by sentence, where there is no model.

    ``labelled`` tells that these are numbered hypotheses and propositions.
    """
    if tag is None:
        return [Seen(links, "rules") for links in rules()]
    asked = [n for n, doc in enumerate(docs) if labelled or may_tell(doc.text)]
    seen = dict(zip(asked, tag([docs[n].text for n in asked]) if asked else [], strict=True))
    return [
        Seen(_with_whole_ends(doc, likely_links(doc, seen[n], labelled=labelled)), "model", seen[n].kind)
        if n in seen
        else Seen([], "model")
        for n, doc in enumerate(docs)
    ]


def _with_whole_ends(doc: Doc, links: Sequence[Link]) -> list[Link]:
    """The links with their ends made whole, without those that relate no two constructs."""
    told = (link for link in links if not is_example(doc, link) and not is_listed(doc, link))
    found = [(link, whole(doc, link.source), whole(doc, link.target)) for link in told]
    kept = [link._replace(source=source, target=target) for link, source, target in found if source and target]
    return distinct([link for link in kept if link.source.text != link.target.text])


def likely_links(doc: Doc, tagged: Tagged, *, labelled: bool) -> list[Link]:
    """The relations that the model is sure enough of; a ``labelled`` sentence that tells none tells its likeliest."""
    if not labelled:
        return learned_links(doc, tagged)
    return learned_links(doc, tagged, LABELLED) or learned_links(doc, tagged, LEAST)


def learned_links(doc: Doc, tagged: Tagged, floor: float = LIKELY) -> list[Link]:
    """The relations that the model is sure enough of, ends as it marks them."""
    links = [_link(doc, relation) for relation in tagged.relations if relation.probability >= floor]
    return distinct([link for link in links if link.source.text != link.target.text])


def agree(rules: Sequence[Link], learned: Sequence[Link]) -> bool:
    """Whether any two links mean the same relation."""
    pairs = ((one, other) for one in rules for other in learned)
    return any(
        _shared(one.source.text, other.source.text) >= SHARED and _shared(one.target.text, other.target.text) >= SHARED
        for one, other in pairs
    )


def _shared(left: str, right: str) -> float:
    """F1 of the words that two phrases share."""
    a, b = set(left.lower().split()), set(right.lower().split())
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _link(doc: Doc, relation: TaggedRelation) -> Link:
    third = relation.mediators or relation.moderators
    return Link(  # what is mediated or moderated is an effect, whatever its word ("the relationship between … is …")
        type="causal" if third and relation.type == "associative" else cast(RelationType, relation.type),
        source=phrase(doc, relation.source),
        target=phrase(doc, relation.target),
        sign=cast(Sign | None, relation.sign),
        cue=_token(doc, relation.target),
        rule=RULE,
        mediators=tuple(phrase(doc, end) for end in relation.mediators),
        moderators=tuple(phrase(doc, end) for end in relation.moderators),
        negated=relation.sign == "0",
        probability=relation.probability,
    )


def phrase(doc: Doc, end: TaggedEnd) -> Phrase:
    """The end's words, joined where they stand apart."""
    words = APART.join(doc.text[start:stop] for start, stop in end.places)
    return Phrase(words, end.places[0][0], end.places[-1][1])


def _token(doc: Doc, end: TaggedEnd) -> int:
    """The index of an end's last token, which stands for the place in the sentence where the relation is told."""
    tokens = doc.char_span(end.places[0][0], end.places[-1][1], alignment_mode="expand")
    return int(tokens.end - 1) if tokens is not None else 0
