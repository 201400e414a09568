"""Pages that libraries, repositories and publishers put before or after a paper: told apart, kept for metadata."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipelines.read.layout.lines import Segment

CUES = re.compile(
    r"stable url|terms (?:and|&) conditions of use|jstor is a not-for-profit|collaborating with jstor"
    r"|your use of the jstor"
    r"|to cite this (?:document|article|paper|version)|cite this (?:article|version)|please (?:cite|refer to"
    r"|note that)"
    r"|see discussions, stats|author profiles for this publication|some of the authors of this publication"
    r"|citations\s+reads"
    r"|users who downloaded this|for emerald for authors|emerald for authors|access to this document was granted"
    r"|about emerald|to copy this document|references: this document contains"
    r"|this (?:article|paper|version|document|item|is an? \w+ version).{0,40}(?:downloaded|available|deposited"
    r"|accepted|published)"
    r"|downloaded (?:from|by|on)|archived (?:at|version)|institutional repository|repository|post-?print|pre-?print"
    r"|publisher.s version|version of record|peer.reviewed version|citation for (?:published|the original)"
    r"|link to (?:published|publisher)"
    r"|copyright (?:and moral rights|owner|holder)|moral rights|personal (?:research|use)|non-?commercial"
    r"|without (?:prior )?permission"
    r"|take ?down|terms of use|general rights|users may download|full terms|subscription|submit your article"
    r"|article views"
    r"|view (?:related|crossmark)|citing articles|this article has been cited by|electronic copy available"
    r"|all content following this page|requested enhancement|working papers? (?:series|no)|printed in|issn",
    re.I,
)
ENOUGH = 3  # different cues that make a page a cover
PAPER = re.compile(r"\babstract\b|\bintroduction\b|\bkey ?words\b", re.I)


def find_covers(pages: Sequence[Sequence[Segment]]) -> set[int]:
    """Indexes of pages that are covers: the first ones, in an unbroken row, and likewise the last ones.

    A cover speaks of access, rights and citing, and was made by another hand than the paper: it is set in other type.
    """
    words = [" ".join([s.text for s in own]) for own in pages]
    covers: set[int] = set()
    for place in range(min(3, len(pages) - 1)):
        trailing = place > 0 and len(words[place].split()) < 60
        if not (is_cover(words[place]) or trailing) or not _foreign(pages[place], pages[place + 1 :]):
            break
        covers.add(place)
    for place in range(max(1, len(pages) // 2), len(pages)):
        if re.match(r".{0,80}(?:this article has been cited by|users who downloaded this)", words[place], re.I):
            return covers | set(range(place, len(pages)))
    return covers


def is_cover(words: str) -> bool:
    """Does one page's text speak mostly of access, rights and citing, and not bring the paper's own beginning?"""
    cues = {cue.lower()[:12] for cue in CUES.findall(words)}
    return len(cues) >= ENOUGH and len(words.split()) < 900 and not PAPER.search(words)


def _types(segments: Sequence[Segment]) -> Counter[tuple[str, int]]:
    """Letters by font and size."""
    letters: Counter[tuple[str, int]] = Counter()
    for segment in segments:
        letters[segment.font.rsplit("+", 1)[-1], round(segment.size)] += len(segment.text)
    return letters


def _foreign(page: Sequence[Segment], others: Sequence[Sequence[Segment]]) -> bool:
    """Is most of a page set in type that the rest of the document hardly uses?"""
    own, rest = _types(page), sum(map(_types, others), Counter[tuple[str, int]]())
    usual = 0.02 * sum(rest.values())
    shared = sum(n for kind, n in own.items() if rest[kind] > usual)
    return shared < 0.5 * sum(own.values())
