"""Cover pages that libraries, repositories and publishers put before (or after) a paper: told apart, kept for metadata."""

from __future__ import annotations

import re
from collections.abc import Sequence

CUES = re.compile(
    r"stable url|terms (?:and|&) conditions of use|jstor is a not-for-profit|collaborating with jstor|your use of the jstor"
    r"|to cite this (?:document|article|paper|version)|cite this (?:article|version)|please (?:cite|refer to|note that)"
    r"|see discussions, stats|author profiles for this publication|some of the authors of this publication|citations\s+reads"
    r"|users who downloaded this|for emerald for authors|emerald for authors|access to this document was granted"
    r"|about emerald|to copy this document|references: this document contains"
    r"|this (?:article|paper|version|document|item|is an? \w+ version).{0,40}(?:downloaded|available|deposited|accepted|published)"
    r"|downloaded (?:from|by|on)|archived (?:at|version)|institutional repository|repository|post-?print|pre-?print"
    r"|publisher.s version|version of record|peer.reviewed version|citation for (?:published|the original)|link to (?:published|publisher)"
    r"|copyright (?:and moral rights|owner|holder)|moral rights|personal (?:research|use)|non-?commercial|without (?:prior )?permission"
    r"|take ?down|terms of use|general rights|users may download|full terms|subscription|submit your article|article views"
    r"|view (?:related|crossmark)|citing articles|this article has been cited by|electronic copy available"
    r"|all content following this page|requested enhancement|working papers? (?:series|no)|printed in|issn",
    re.I,
)
ENOUGH = 3  # different cues that make a page a cover


def find_covers(pages: Sequence[str]) -> set[int]:
    """Indexes of pages that are covers: among the first three and, in an unbroken row, the last ones.

    A cover speaks of access, rights and citing; it holds no numbered section or long run of prose.
    """
    covers: set[int] = set()
    for place in range(min(3, len(pages) - 1)):
        before = place == 0 or place - 1 in covers
        if is_cover(pages[place]) or (before and place > 0 and len(pages[place].split()) < 60):
            covers.add(place)
        elif not before:
            break
    if covers and max(covers) == len(covers) - 1:
        covers = set(range(len(covers)))
    else:
        covers = set()
    for place in range(len(pages) - 1, len(pages) // 2, -1):
        if not re.match(r"this article has been cited by", pages[place].strip(), re.I):
            break
        covers.add(place)
    return covers


def is_cover(words: str) -> bool:
    """Does one page's text speak mostly of access, rights and citing?"""
    cues = {cue.lower()[:12] for cue in CUES.findall(words)}
    paper = re.search(r"\babstract\b|\bintroduction\b|\bkey ?words\b", words, re.I)
    return len(cues) >= (ENOUGH + 1 if paper else ENOUGH) and len(words.split()) < 900
