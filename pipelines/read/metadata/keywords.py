"""Keywords as papers and catalogue pages print them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from pipelines.read.labels import is_label
from pipelines.read.metadata.claims import Claim
from pipelines.read.paragraph import Paragraph

MOST_TERMS = 15  # of a catalogue page's list of subjects


def claim_keywords(head: Sequence[Paragraph]) -> Iterator[Claim]:
    """The keywords of the first pages, by their label, or as the list at the end of a catalogue's page."""
    texts = [p.text for p in head if p.role == "keywords"] or _listed_terms(head)
    if not texts:
        return
    words = (
        split_keywords(texts[0])
        if len(texts) == 1 or len(texts[0].split()) > 4
        else tuple(k for t in texts for k in split_keywords(t))
    )
    if words:
        yield Claim(field="keywords", value=words, source="layout")


def _listed_terms(head: Sequence[Paragraph]) -> list[str]:
    """The short items of a list right after a catalogue's facts: its subject terms, though nothing says so."""
    for before, items in itertools.pairwise([list(g) for _, g in itertools.groupby(head, key=_is_item)]):
        if _is_item(items[0]) and is_label(before[-1].text) and 3 <= len(items) <= MOST_TERMS:
            texts = [p.text for p in items]
            if all(len(text.split()) <= 5 and not re.search(r"[.!?:;,]$", text) for text in texts):
                return texts
    return []


def _is_item(paragraph: Paragraph) -> bool:
    return paragraph.role == "list_item"


def split_keywords(line: str) -> tuple[str, ...]:
    """Keywords apart: by semicolons or middle dots where there are any, else by commas."""
    plain = re.sub(
        r"^(?:author )?(?:key ?words?(?: and phrases)?|index terms)\s*[:.—–-]*\s*", "", line, flags=re.IGNORECASE
    )
    plain = re.split(
        r"\s\*?(?:correspondence|corresponding author|jel class|paper type|doi|received|introduction)\b",
        plain,
        maxsplit=1,
        flags=re.IGNORECASE,
    )[0]
    sign = next((s for s in (";", "·", "•", "|", ",") if s in plain), ";")
    return tuple(k for part in plain.split(sign) if (k := part.strip(" .,;")) and len(k) < 80)
