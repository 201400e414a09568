"""Labels that catalogue pages, cover pages and submission systems put before facts: "Volume", "DOI:", "Published in".

``find_labelled`` reads them in the three forms that conversions leave: ``Label: value``, the value on the next line,
and the two run together ("JournalJournal of Service Research").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

# Field → the labels that name it. "" is for labels whose values are no bibliographic fact that is kept.
LABELS: Final[dict[str, tuple[str, ...]]] = {
    "authors": (r"authors?", r"author\(s\)", r"by"),
    "doi": (
        r"doi(?: link)?",
        r"digital object identifier(?: \(doi\))?",
        r"document object identifier",
        r"link to doi",
    ),
    "issue": (r"issue(?: number)?",),
    "keywords": (r"key ?words?", r"subject terms?", r"uncontrolled keywords"),
    "language": (r"original language", r"language"),
    "pages": (r"pages(?: \(from-to\))?", r"page range", r"number of pages"),
    "title": (r"title", r"article title"),
    "venue": (
        r"journal(?: title| name)?",
        r"publication (?:title|name)",
        r"published in",
        r"source title",
        r"in journal",
    ),
    "volume": (r"volume(?: number)?",),
    "year": (
        r"publication (?:date|year|status)",
        r"date (?:of publication|published|issued)",
        r"published",
        r"year(?: of publication)?",
        r"cover date",
    ),
    "citation": (
        r"citation for published version(?: \([^)]*\))?",
        r"(?:please )?cite (?:this article |this paper |this )?as",
        r"to cite this (?:article|document|paper|version)",
        r"(?:recommended |suggested )?citation",
        r"cite this article",
        r"reference to this paper should be made as follows",
        r"how to cite(?: this article)?",
    ),
    "": (
        r"(?:accepted|received)(?: date)?",
        r"academic editors?",
        r"article history",
        r"available online",
        r"commenced in",
        r"copyright",
        r"corresponding author",
        r"date deposited",
        r"document (?:type|version)",
        r"e?-?issn(?: \(?(?:print|online|electronic)\)?)?",
        r"early online date",
        r"edition",
        r"frequency",
        r"(?:article|issue) publication date",
        r"isbn",
        r"link to publication record.{0,60}",
        r"manuscript (?:id|type|number)",
        r"paper (?:count|type)",
        r"peer[- ]reviewed",
        r"permanent link(?: to this document)?",
        r"personal identifier",
        r"published online",
        r"publisher",
        r"research output",
        r"revised",
        r"s(?:co|oc)pus (?:id|eid)",
        r"source api url",
        r"status",
        r"submitted",
        r"url",
        r"uuid",
        r"version",
    ),
}
ANY: Final = "|".join(label for labels in LABELS.values() for label in sorted(labels, key=len, reverse=True))
BARE = re.compile(rf"(?:{ANY})\s*:?", re.IGNORECASE)
WITH_COLON = re.compile(rf"(?P<label>{ANY})\s*:\s+(?P<value>\S.*)", re.IGNORECASE)
# Run together, the value begins with a capital or digit right after the label's small letter or bracket.
GLUED: Final = tuple(
    (field, re.compile(rf"(?P<label>(?i:{label}))(?P<value>(?<=[a-z)])(?:[A-Z]|\d).*)"))
    for field, labels in LABELS.items()
    for label in labels
    if field and field not in {"authors", "citation", "doi"}
)
LONGEST_VALUE = 40  # words; a citation may be longer


def is_label(line: str, *, bare: bool = False) -> bool:
    """Whether a line is a label alone, or (unless ``bare``) a label with its value."""
    plain = " ".join(line.split())
    if BARE.fullmatch(plain):
        return True
    if bare or len(plain.split()) > LONGEST_VALUE:
        return False
    coloned = WITH_COLON.fullmatch(plain)
    return bool(coloned and _is_value(coloned["value"])) or any(
        p.fullmatch(plain) and len(plain) < 90 for _, p in GLUED
    )


def find_labelled(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(field, value) for each labelled fact in ``lines``, in order; the field is a key of ``LABELS``, never ""."""
    for place, line in enumerate(lines):
        plain = " ".join(line.split())
        coloned = WITH_COLON.fullmatch(plain)
        if coloned:
            yield from _named(coloned["label"], coloned["value"])
        elif (
            BARE.fullmatch(plain) and place + 1 < len(lines) and not BARE.fullmatch(" ".join(lines[place + 1].split()))
        ):
            yield from _named(plain.rstrip(" :"), " ".join(lines[place + 1].split()))
        elif len(plain) < 90:
            yield from ((field, m["value"]) for field, p in GLUED if (m := p.fullmatch(plain)))


def _named(label: str, value: str) -> Iterator[tuple[str, str]]:
    for field, labels in LABELS.items():
        if field and any(re.fullmatch(pattern, label, re.IGNORECASE) for pattern in labels):
            yield field, value


def _is_value(words: str) -> bool:
    """Whether what follows a label is a fact and not a sentence."""
    return len(words.split()) <= 20 and not re.search(r"\b(?:is|are|was|were|we|has|have|that)\b", words)
