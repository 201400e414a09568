"""Marks that conversions leave inside lines of text: Markdown emphasis and links, stray HTML tags, entities.

Each rule is ``str -> str`` and named for what it takes away; the words stay. A lone ``<`` or ``*`` of a statistic or a
footnote is no mark: only known element names in angle brackets and paired signs around words are.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

BLOCK_TAG = re.compile(
    r"<\s*/?\s*(?:p|br|div|tr|td|th|li|ul|ol|table|tbody|thead|h[1-6]|hr)\b[^<>]{0,200}>", re.IGNORECASE
)
INLINE_TAG = re.compile(
    r"<\s*/?\s*(?:a|abbr|b|big|cite|code|del|em|font|i|img|ins|mark|s|small|span|strong|sub|sup|tt|u)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
IMAGE = re.compile(r"!\[[^\]]*\]\([^()\s]*(?:\([^()]*\)[^()]*)*\)")
LINK = re.compile(r"\[(?P<words>(?:[^\[\]]|\\[\[\]]|\[[^\[\]]*\])+)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
ADDRESS = re.compile(r"<(?P<address>(?:https?://|mailto:|www\.)[^<>\s]+|[^<>\s@]+@[^<>\s@]+)>")
STRONG = re.compile(r"(?P<sign>\*\*\*|\*\*|__)(?=\S)(?P<words>.+?)(?<=\S)(?P=sign)")
STARS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])(?P<words>[^*]+?)(?<=[^\s*])\*(?![\w*])")
UNDERSCORES = re.compile(r"(?<![\w\\])_(?=[^\s_])(?P<words>[^_]+?)(?<=[^\s_])_(?!\w)")
ESCAPED = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!~>|-])")


def drop_tags(text: str) -> str:
    """HTML tags away; the end of a block is the end of a line."""
    return INLINE_TAG.sub("", BLOCK_TAG.sub("\n", COMMENT.sub("", text)))


def drop_images(text: str) -> str:
    """Markdown images away, with their stand-in words: those are not the author's."""
    return IMAGE.sub("", text)


def open_links(text: str) -> str:
    """``[words](address)`` as the words, ``<address>`` as the address."""
    return ADDRESS.sub(lambda m: m["address"].removeprefix("mailto:"), LINK.sub(lambda m: m["words"], text))


def drop_emphasis(text: str) -> str:
    """Paired stars and underscores around words away; ``p*q``, ``***`` after a number and snake_case stay."""
    for sign in (STRONG, STARS, UNDERSCORES):
        text = sign.sub(lambda m: m["words"], text)
    return text


def drop_escapes(text: str) -> str:
    """The backslash before a sign that Markdown would read as a mark."""
    return ESCAPED.sub("", text)


def open_entities(text: str) -> str:
    """``&amp;`` and its kin as characters; a bare ``&`` stays."""
    return html.unescape(text) if re.search(r"&(?:[a-z]+\d*|#\d+|#x[0-9a-f]+);", text, re.IGNORECASE) else text


RULES: tuple[Callable[[str], str], ...] = (
    drop_tags,
    drop_images,
    open_links,
    drop_emphasis,
    drop_escapes,
    open_entities,
)


def drop_markup(text: str) -> str:
    """``text`` after all rules of this module, in order."""
    for rule in RULES:
        text = rule(text)
    return text
