"""What the tagger sees in a parsed sentence, as links, and how it is joined with what the rules see.

Rules give exact ends and reasons, the tagger finds what no rule foresaw. It is slower than parser
and rules together, so it is asked where no rule saw anything, or only plain word order told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from spacy.tokens import Doc

from pipelines.extract.relations.finder import distinct, is_sound
from pipelines.extract.relations.links import Link, Phrase, product
from pipelines.extract.relations.phrases import trim
from pipelines.extract.tagger import Tagged, TaggedRelation, TaggedSpan
from pipelines.record import Finder, RelationType

Tag = Callable[[Sequence[str]], Sequence[Tagged]]
Told = tuple[list[Link], Finder]

RULE = "tagger"  # ``Link.rule`` of what the tagger found
STATES = 0.5  # probability from which the tagger's links count
SHARED = 0.3  # token F1 of both ends from which two links mean the same relation


def find_links(docs: Sequence[Doc], rules: Sequence[list[Link]], tag: Tag | None) -> list[Told]:
    """The relations of every sentence and who found them; ``rules`` are those that the rules found, by sentence."""
    if tag is None:
        return [(links, "rules") for links in rules]
    asked = [n for n, links in enumerate(rules) if all(link.rule == "surface" for link in links)]
    seen = dict(zip(asked, tag([docs[n].text for n in asked]) if asked else [], strict=True))
    return [join(links, docs[n], seen.get(n)) for n, links in enumerate(rules)]


def join(rules: list[Link], doc: Doc, tagged: Tagged | None) -> Told:
    """The links to keep of a sentence, and who found them."""
    learned = learned_links(doc, tagged) if tagged is not None and tagged.relational >= STATES else []
    if not learned:
        return rules, "rules"
    if any(_alike(rule, seen) for rule in rules for seen in learned):
        return rules, "both"
    return learned, "model"


def _alike(one: Link, other: Link) -> bool:
    ends = ((one.source, other.source), (one.target, other.target))
    return all(_shared(left.text, right.text) >= SHARED for left, right in ends)


def _shared(left: str, right: str) -> float:
    """F1 of the words that two phrases share."""
    a, b = set(left.lower().split()), set(right.lower().split())
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def learned_links(doc: Doc, tagged: Tagged) -> list[Link]:
    """The tagger's relations with their ends trimmed to the construct, as the rules' are."""
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
