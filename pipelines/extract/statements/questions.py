"""Research questions that a table lists: "RQ1 | How does trust affect loyalty? | Survey"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.extract.words.sentences import Sentence
from pipelines.text import Text

LABEL = re.compile(r"(?:RQ|Research question)[\s-]?\d{1,2}(?:\.\d|[a-h])?\s*[.:)–-]?\s*", re.IGNORECASE)
ASKS = re.compile(r"[A-Z].*\?[”\"’')]*$", re.DOTALL)


def find_tabled(text: Text, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The questions of labelled rows as sentences, without those that the running text asks, too."""
    asked = {s.text for s in sentences if "?" in s.text}
    for table in text.tables:
        for row in table.rows:
            words = _question(row)
            if not words or any(words in other for other in asked):
                continue
            found = re.compile(r"\s+".join(map(re.escape, words.split()))).search(text.content, table.start, table.end)
            if found:
                page = text.page_at(found.start())
                yield Sentence(found.start(), found.end(), words, "table", table.caption, page)


def _question(row: Sequence[str]) -> str | None:
    """The question of a row: in the cell that its label opens, or in the next one."""
    for n, cell in enumerate(row):
        label = LABEL.match(cell.strip())
        if label is not None:
            words = " ".join((cell.strip()[label.end() :] or next(iter(row[n + 1 : n + 2]), "")).split())
            return words if ASKS.match(words) and words.count(" ") >= 3 else None
    return None
