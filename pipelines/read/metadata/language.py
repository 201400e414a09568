"""The language of a text by its small words, where nothing states it."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipelines.read.metadata.claims import Claim
from pipelines.read.paragraph import Paragraph

SMALL_WORDS: Final = {
    code: frozenset(words.split())
    for code, words in {
        "de": "und der die das nicht ist mit für auf den des eine wird sind",
        "en": "the and of to is that with for are this was which be by",
        "es": "el los las que una para por con del como más pero sus",
        "fr": "les des est dans une pour que qui sur pas avec sont aux",
        "it": "il che di una per con sono della nel gli delle alla",
        "pt": "os que uma para com não por mais dos como são pela",
        "sv": "och att som det är för med den inte av till ett",
    }.items()
}
ENOUGH = 0.08  # share of a text's words that its language's small words make up at the least
WORDS = 3000


def guess_language(paragraphs: Sequence[Paragraph]) -> Iterator[Claim]:
    """A claim for the language with the most small words, if there are enough of them."""
    words: list[str] = []
    for paragraph in paragraphs:
        if paragraph.role in {"paragraph", "abstract", "list_item"}:
            words += re.findall(r"[^\W\d_]+", paragraph.text.lower())
        if len(words) > WORDS:
            break
    counts = collections.Counter({code: sum(word in small for word in words) for code, small in SMALL_WORDS.items()})
    code, count = counts.most_common(1)[0]
    if words and count >= ENOUGH * len(words):
        yield Claim(field="language", value=code, source="words")
