"""What the tagger sees in a parsed sentence, as links, and how it is joined with what the rules see.

Rules give exact ends and reasons, the tagger finds what no rule foresaw. It is slower than parser and
rules together, so it is asked where no rule saw anything, or only plain word order told, and the gate sees a chance.

That holds for texts of the field, whose constructs the rules were written for. Elsewhere causes and effects are
clauses as often as names; there the tagger reads every sentence, in the style of clauses, and decides alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from spacy.tokens import Doc

from pipelines.extract.gate import may_tell
from pipelines.extract.relations.finder import distinct, is_sound
from pipelines.extract.relations.links import Link, Phrase, product
from pipelines.extract.relations.phrases import trim
from pipelines.extract.tagger import Tagged, TaggedRelation, TaggedSpan
from pipelines.extract.tagging import Style
from pipelines.record import Finder, RelationType

Told = tuple[list[Link], Finder]

RULE = "tagger"  # ``Link.rule`` of what the tagger found
STATES = 0.5  # probability of the gate from which a sentence tells anything
LIKELY = 0.8  # probability from which a link counts where nothing else says that the sentence tells one
SHARED = 0.3  # token F1 of both ends from which two links mean the same relation


class Tag(Protocol):
    """What the tagger sees in sentences, with ends marked in the style."""

    def __call__(self, sentences: Sequence[str], *, style: Style = "construct") -> Sequence[Tagged]: ...


def find_links(
    docs: Sequence[Doc], rules: Sequence[list[Link]], tag: Tag | None, *, of_field: bool = True, floor: float = LIKELY
) -> list[Told]:
    """The relations of every sentence and who found them; ``rules`` are those that the rules found, by sentence.

    In a text of the field the tagger's links count from the probability ``floor``.
    """
    if tag is None:
        return [(links, "rules") for links in rules]
    if not of_field:
        seen_by = tag([doc.text for doc in docs], style="clause")
        return [decide(*each) for each in zip(rules, docs, seen_by, strict=True)]
    unsure = (n for n, links in enumerate(rules) if all(link.rule == "surface" for link in links))
    asked = [n for n in unsure if may_tell(docs[n].text)]
    seen = dict(zip(asked, tag([docs[n].text for n in asked]) if asked else [], strict=True))
    return [join(links, docs[n], seen.get(n), floor) for n, links in enumerate(rules)]


def join(rules: list[Link], doc: Doc, tagged: Tagged | None, floor: float = LIKELY) -> Told:
    """The links to keep of a sentence, and who found them."""
    learned = [link for link in learned_links(doc, tagged) if (link.probability or 0) >= floor] if tagged else []
    if not learned:
        return rules, "rules"
    return (rules, "both") if agree(rules, learned) else (learned, "model")


def decide(rules: list[Link], doc: Doc, tagged: Tagged) -> Told:
    """The tagger's links of a sentence alone, and whether the rules saw one of them, too."""
    learned = learned_links(doc, tagged)
    if not learned:
        return [], "rules"
    return learned, "both" if agree(rules, learned) else "model"


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


def learned_links(doc: Doc, tagged: Tagged) -> list[Link]:
    """The relations of a sure tagger with their ends trimmed to the construct, as the rules' are."""
    if tagged.relational < STATES:
        return []
    links = [_link(doc, relation) for relation in tagged.relations]
    return distinct([link for link in links if link is not None and is_sound(link)])


def _link(doc: Doc, relation: TaggedRelation) -> Link | None:
    source, target = phrase(doc, relation.source), phrase(doc, relation.target)
    if source is None or target is None or source.text == target.text:
        return None
    return Link(
        type=cast(RelationType, relation.type),
        source=source,
        target=target,
        sign=product(relation.sign, source, target),
        cue=_token(doc, target),
        rule=RULE,
        mediators=_phrases(doc, relation.mediators),
        moderators=_phrases(doc, relation.moderators),
        negated=relation.sign == "0",
        probability=relation.probability,
    )


def phrase(doc: Doc, span: TaggedSpan) -> Phrase | None:
    """The span's words, widened to tokens and trimmed, or None where nothing of content is left."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return trim(doc, tokens.start, tokens.end) if tokens is not None else None


def _phrases(doc: Doc, spans: Sequence[TaggedSpan]) -> tuple[Phrase, ...]:
    found = (phrase(doc, span) for span in spans)
    return tuple(each for each in found if each is not None)


def _token(doc: Doc, end: Phrase) -> int:
    """The index of a phrase's last token, which stands for the place in the sentence where the relation is told."""
    tokens = doc.char_span(end.start, end.end, alignment_mode="expand")
    return int(tokens.end - 1) if tokens is not None else 0
