"""Sentences of a paper, found by rule: cheap enough for every word, and no offset is lost.

A statistical segmenter stumbles over what papers are full of ("et al. (2010)", "H1. Trust", "cf.", "p. 4"); the
idiom is small enough to write down. Only running text is cut: headings, captions, tables and references hold none.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pipelines.extract.words import cues
from pipelines.text import Block, Role, Text

if TYPE_CHECKING:
    from spacy.tokens import Doc

RUNNING: frozenset[Role] = frozenset({"paragraph", "abstract", "list_item", "quote", "footnote"})

ABBREVIATIONS = cues.read_words("abbreviations")
# These may end a sentence all the same; what follows decides.
ENDS_SOMETIMES = frozenset({"al", "etc", "co", "inc", "ltd", "corp", "u.s", "u.k", "e.u", "u.s.a", "jr", "sr"})

# A place where a sentence may end: its mark, closing quotes and brackets, footnote numbers, then a space.
BREAK = re.compile(
    r"""([.!?…])(["'”’»)\]]*)((?<=[.”’)\]])[\d⁰¹²³⁴-⁹]{1,3}(?:[,–⁻-][\d⁰¹²³⁴-⁹]{1,3})*)?\s+(?=["'“‘«(\[]*[A-Z0-9À-ÝΑ-Ω•])"""
)
BREAK_AT_LOWER = re.compile(r"([!?])([\"'”’»)\]]*)\s+(?=[a-z])")
WORD_BEFORE = re.compile(r"([\w.&’'-]*\w)$")
LABEL_BEFORE = re.compile(
    r"(?:^|[\s(\[])(?:(?:hypothes[ie]s|propositions?|research\s+questions?|tables?|figures?|fig|study|studies|step|model)"
    r"\s+[\divxIVX]+[a-z]?|(?:H|P|RP|RH|HP|RQ)\s?\d+[a-z]?|\d{1,2}|[a-z]|[IVX]+)$",
    re.IGNORECASE,
)


UNTIDY = re.compile(r"^\s|\s$|\s[\s,;:?!.]|[^\S ]")  # what ``Reading.without`` mends besides


class Sentence(NamedTuple):
    """A sentence at ``[start, end)`` of the paper's content; ``text`` is those words with whitespace joined."""

    start: int
    end: int
    text: str
    role: Role
    section: str | None
    page: int | None


class Reading(NamedTuple):
    """Words made ready for the parser, with ``offsets[i]`` the place in the paper's content of character ``i``."""

    text: str
    offsets: tuple[int, ...]

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of content that characters ``start`` to ``end`` of the reading came from."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def without(self, pattern: re.Pattern[str]) -> Reading:
        """The reading without what the pattern matches, and without the space that this leaves doubled."""
        if not pattern.search(self.text) and not UNTIDY.search(self.text):
            return self
        keep = bytearray(b"\1" * len(self.text))
        for found in pattern.finditer(self.text):
            keep[found.start() : found.end()] = bytes(found.end() - found.start())
        return self._kept([i for i, kept in enumerate(keep) if kept])

    def _kept(self, places: list[int]) -> Reading:
        """Chosen characters; no space at either end, doubled, or before closing punctuation."""
        chosen: list[int] = []
        for i in places:
            char = self.text[i]
            if char.isspace() and (not chosen or self.text[chosen[-1]].isspace()):
                continue
            if char in ",.;:?!" and chosen and self.text[chosen[-1]].isspace():
                chosen.pop()
            chosen.append(i)
        while chosen and self.text[chosen[-1]].isspace():
            chosen.pop()
        joined = "".join(" " if self.text[i].isspace() else self.text[i] for i in chosen)
        return Reading(joined, tuple(self.offsets[i] for i in chosen))


class Parsed(NamedTuple):
    """A sentence with its parse; ``doc.text == reading.text``."""

    sentence: Sentence
    doc: Doc
    reading: Reading

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range in the paper's content of characters ``start`` to ``end`` of the doc."""
        return self.reading.range_of(start, end)


# Brackets hold citations, acronyms, numbers and asides; a parser that sees them attaches the rest wrongly.
SQUARE = re.compile(r"\[[^\[\]]*\]")
ROUND = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
# Raised numbers after a word or a mark call notes and works; "R²" and "CEB²" are no such.
CALLS = re.compile(r"[⁰¹²³⁴-⁹](?:(?<=[^\W\d_][^\W\d_][a-zß-ÿ].)|(?<=[.,;:)”’].))[⁰¹²³⁴-⁹]*(?:\s?[,–⁻-]\s?[⁰¹²³⁴-⁹]+)*")
DANGLING = re.compile(r"(?<![\w(])(?:\d{1,2}|[a-h]|[ivx]{1,4})\)")  # "1) …, 2) …", enumerators with half a bracket


LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


def spell_out(content: str, start: int, end: int) -> Reading:
    """``content[start:end]`` with ligatures as letters; the letters of one ligature share its place."""
    words = content[start:end]
    if not any(char in words for char in LIGATURES):
        return Reading(words, tuple(range(start, end)))
    spelled = [(letter, start + i) for i, char in enumerate(words) for letter in LIGATURES.get(char, char)]
    return Reading("".join(letter for letter, _ in spelled), tuple(place for _, place in spelled))


def read_words(content: str, start: int, end: int) -> Reading:
    """``content[start:end]`` made ready for the parser: whitespace joined, brackets and raised numbers left out."""
    whole = spell_out(content, start, end)
    return whole.without(SQUARE).without(ROUND).without(CALLS).without(DANGLING)


def split_sentences(text: Text) -> list[Sentence]:
    """All sentences of the paper's running text, in reading order."""
    return [sentence for block, section in running_blocks(text) for sentence in _of_block(text, block, section)]


def running_blocks(text: Text) -> Iterator[tuple[Block, str | None]]:
    """Blocks that hold sentences, each with the words of the heading above it."""
    section: str | None = None
    for block in text.blocks or (Block(start=0, end=len(text.content), role="paragraph"),):
        if block.role == "heading":
            section = text.content[block.start : block.end].strip().lstrip("# ") or section
        elif block.role in RUNNING:
            yield block, section


def ranges(words: str) -> list[tuple[int, int]]:
    """Half-open ranges of the sentences in a paragraph, without the space around them."""
    cuts = [0]
    for found in BREAK.finditer(words):
        if _ends_sentence(words, found):
            cuts.append(found.end())
    cuts.append(len(words))
    spans = []
    for start, end in itertools.pairwise(cuts):
        piece = words[start:end]
        inner = piece.strip()
        if inner:
            begin = start + len(piece) - len(piece.lstrip())
            spans.append((begin, begin + len(inner)))
    return spans


def _of_block(text: Text, block: Block, section: str | None) -> Iterator[Sentence]:
    words = text.content[block.start : block.end]
    for start, end in ranges(words):
        begin = block.start + start
        joined = " ".join(words[start:end].split())
        yield Sentence(begin, block.start + end, joined, block.role, section, text.page_at(begin))


def _ends_sentence(words: str, found: re.Match[str]) -> bool:
    if found[1] != ".":
        return not (found[2].endswith((")", "]")) and _is_open(words, found.start()))
    before = words[max(0, found.start() - 40) : found.start()]
    if found[2] == "" and _is_label(words, found, before):
        return False
    word = WORD_BEFORE.search(before)
    if word is None:
        return True
    last = word[1].lower()
    if last in ABBREVIATIONS:
        return last in ENDS_SOMETIMES and _starts_afresh(words, found.end())
    return not (len(last) == 1 and last.isalpha() and word[1].isupper() and _is_initial(words, found, before))


def _is_label(words: str, found: re.Match[str], before: str) -> bool:
    """A full stop after "H1", "Hypothesis 2" or "3" where that is all that the sentence has so far."""
    label = LABEL_BEFORE.search(before)
    if label is None:
        return False
    ahead = before[: label.start()].rstrip()
    return not ahead or bool(re.search(r"[.!?:;•]$", ahead))


def _is_initial(words: str, found: re.Match[str], before: str) -> bool:
    """ "J. Smith", but not "vitamin C. Then"."""
    return bool(re.search(r"(?:^|[\s(,;&.-])[A-Z]$", before)) and bool(
        re.match(r"[A-Z][\w’'-]*", words[found.end() :])
    )


def _is_open(words: str, at: int) -> bool:
    """Whether a bracket that opened within the last 200 characters is still open at ``at``."""
    near = words[max(0, at - 200) : at]
    return near.count("(") > near.count(")")


def _starts_afresh(words: str, at: int) -> bool:
    """After "et al." or "etc.": a capital that opens a sentence, not a year, a bracket or a name's continuation."""
    return bool(re.match(r"(?:The|This|These|Those|In|It|We|Our|However|Moreover|Thus|For|As|A|An|H\d)\b", words[at:]))
