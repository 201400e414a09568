"""All rules over one doc, and what to do where several see the same relation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from pipelines.extract.relations.adjectives import adjective_frames
from pipelines.extract.relations.clauses import clause_links, conditional_links, reason_links
from pipelines.extract.relations.comparatives import correlatives
from pipelines.extract.relations.conditions import add_conditions
from pipelines.extract.relations.contrasts import contrast_links
from pipelines.extract.relations.ellipsis import elliptical_links
from pipelines.extract.relations.frames import links
from pipelines.extract.relations.groups import group_links
from pipelines.extract.relations.growing import growing_frames
from pipelines.extract.relations.links import Link, Phrase
from pipelines.extract.relations.making import making_links
from pipelines.extract.relations.means import with_means
from pipelines.extract.relations.members import member_links
from pipelines.extract.relations.moderation import add_third_variables
from pipelines.extract.relations.nouns import noun_frames
from pipelines.extract.relations.phrases import names_something
from pipelines.extract.relations.surface import misread_links, surface_links
from pipelines.extract.relations.turning import turning_links
from pipelines.extract.relations.verbs import verb_frames
from pipelines.extract.words import cues

# "The data support the view that …": what is said to hold is told by that clause, whoever supports it.
CONTENT = re.compile(
    r"(?:(?:no|little|some|the|any)\s+)?(?:view|claim|idea|notion|argument|assumption|hypothesis|prediction|conclusion|belief"
    r"|indication|evidence|proof|sign|support|contention|thesis) that\b",
    re.IGNORECASE,
)


def find_relations(doc: Doc, *, tested: bool = False) -> list[Link]:
    """The relations that the doc's sentences tell, in the order of their cues, none twice.

    ``tested`` tells that the doc is a hypothesis or proposition, whose groups differ by what marks them.
    """
    contrasts = contrast_links(doc)
    apart = {link.source.text for link in contrasts}  # "novices rate higher than experts": a contrast, no cause
    groups = [link for link in group_links(doc, tested=tested) if link.source.text not in apart]
    compared = [*correlatives(doc), *groups]
    if any(link.rule == "correlative" for link in compared):
        return distinct(compared)  # what its halves say by the way is part of their wording
    told = [link for link in add_conditions(doc, [*_framed(doc), *misread_links(doc)]) if is_sound(link)]
    marks = [link.source for link in compared]
    told = [link for link in told if not _retells(link, marks)]
    contrasts = [link for link in contrasts if not any(mark.text in link.source.text for mark in marks)]
    members = member_links(doc)
    held = {(link.target.start, link.source.start) for link in members}
    told = [link for link in told if (link.source.start, link.target.start) not in held]  # "A entails B" of its parts
    found = [*compared, *told, *members, *contrasts, *clause_links(doc), *elliptical_links(doc, told)]
    found = found or turning_links(doc)
    found = found or reason_links(doc)  # of two clauses that each relate constructs, these relations are what is told
    return distinct(_respectively(doc, found))


def _retells(link: Link, marks: Sequence[Phrase]) -> bool:
    """Whether a link is about a group that is told by its mark, or part of the mark's own wording."""
    ends = (link.source, link.target)
    named = any(mark.text in end.text for mark in marks for end in ends)
    return named or any(all(mark.start <= end.start and end.end <= mark.end for end in ends) for mark in marks)


def _respectively(doc: Doc, links: Sequence[Link]) -> list[Link]:
    """ "A and B raise C and D, respectively": the first the first, the second the second."""
    if not any(token.lower_ == "respectively" for token in doc):
        return list(links)
    kept: list[Link] = []
    for link in links:
        alike = [other for other in links if other.cue == link.cue]
        sources, targets = (
            list(dict.fromkeys(ends)) for ends in zip(*((o.source, o.target) for o in alike), strict=True)
        )
        paired = len(sources) == len(targets) > 1
        if not paired or sources.index(link.source) == targets.index(link.target):
            kept.append(link)
    return kept


def find_empty(doc: Doc) -> list[Link]:
    """The links that ``find_relations`` leaves out, since an end of theirs names nothing: "this", "the authors"."""
    return [link for link in [*_framed(doc), *misread_links(doc)] if not is_sound(link)]


def _framed(doc: Doc) -> list[Link]:
    """What nouns, verbs and adjectives of relation tell, sound or not."""
    found = [frame for rule in (noun_frames, verb_frames, adjective_frames, growing_frames) for frame in rule(doc)]
    return [link for frame in with_means(add_third_variables(doc, found)) for link in links(frame)] + [
        *making_links(doc)
    ]


def find_tested(doc: Doc) -> list[Link]:
    """The relations of a hypothesis or proposition: it states one, so conditions and plain word order count too."""
    told = find_relations(doc, tested=True)
    told = told or [link for link in add_conditions(doc, _respectively(doc, surface_links(doc))) if is_sound(link)]
    if any(link.rule in {"noun", "correlative", "group"} or link.moderators for link in told):
        return told
    return distinct(conditional_links(doc)) or told


def is_sound(link: Link) -> bool:
    """Whether both ends name something: "they", "which" or "this paper" acting on something is no relation."""
    named = names_something(link.source) and names_something(link.target)
    if link.type == "causal" and any(CONTENT.match(end.text) for end in (link.source, link.target)):
        return False
    argued = any(map(_is_author, (link.source, link.target, *link.moderators)))
    return named and not (link.type in {"causal", "associative"} and argued)


def _is_author(end: Phrase) -> bool:
    """Whether an end is the paper, its people or its argument: "the aim of this study"."""
    words = re.split(r" (?:of|in|on|for|from|by|with|to) ", end.text.lower())[0].split()
    return words[-1] in cues.read_words("authors") and len(words) <= 3


def distinct(told: list[Link]) -> list[Link]:
    """The links without doubles: the same ends told twice are one relation, the richer one."""
    best: dict[tuple[str, ...], Link] = {}
    for link in told:
        key = (link.source.text.lower(), link.target.text.lower(), *(p.text for p in link.moderators))
        if key not in best or _richness(link) > _richness(best[key]):
            best[key] = link
    return sorted(best.values(), key=lambda link: (link.cue, link.source.start, link.target.start))


def _richness(link: Link) -> tuple[int, int]:
    return len(link.mediators) + len(link.moderators), link.sign is not None
