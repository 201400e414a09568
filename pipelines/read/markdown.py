"""Markdown that people and clean converters write, parsed by markdown-it; front matter in YAML's simplest form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipelines.errors import EmptyFile
from pipelines.read.markup import drop_tags, open_entities
from pipelines.read.paragraph import Draft, Paragraph
from pipelines.read.pieces import decode, tidy
from pipelines.read.sections import assign_roles, mark_front
from pipelines.text import Role

FRONT = re.compile(r"\A---\s*\n(?P<lines>.*?)\n(?:---|\.\.\.)\s*\n", re.DOTALL)
# Keys of front matter and the names under which facts of pages go.
KEYS = {
    "title": "citation_title",
    "author": "citation_author",
    "authors": "citation_author",
    "date": "citation_publication_date",
    "year": "citation_publication_date",
    "journal": "citation_journal_title",
    "container-title": "citation_journal_title",
    "venue": "citation_journal_title",
    "volume": "citation_volume",
    "issue": "citation_issue",
    "doi": "citation_doi",
    "keywords": "citation_keywords",
    "lang": "citation_language",
    "language": "citation_language",
}


def read_markdown(path: Path, data: bytes) -> Draft:
    """The draft of a Markdown file.

    Raises:
        EmptyFile: there are no words in it.
    """
    source = re.sub(r"\r\n?", "\n", decode(data))
    front = FRONT.match(source)
    body = source[front.end() :] if front else source
    tokens = MarkdownIt("commonmark").enable("table").parse(re.sub(r"\[\^[^\]]+\](?!:)", "", body))
    paragraphs = [p for p in _paragraphs(tokens) if p.text]
    if not paragraphs:
        raise EmptyFile(f"{path}: there are no words in the file; give a paper's text")
    facts = find_front_matter(front["lines"]) if front else {}
    return Draft(
        paragraphs=tuple(assign_roles(mark_front(_with_title(paragraphs)))), media_type="text/markdown", facts=facts
    )


def find_front_matter(lines: str) -> dict[str, tuple[str, ...]]:
    """Facts of ``key: value`` lines and their lists; nested maps (``- name: …``) give their names."""
    facts: dict[str, list[str]] = {}
    key = ""
    for line in lines.split("\n"):
        pair = re.match(r"(?P<key>[\w-]+)\s*:\s*(?P<value>.*)$", line)
        item = re.match(r"\s+(?:-\s+)?(?:name\s*:\s*)?(?P<value>[^:]+)$|\s*-\s+(?:name\s*:\s*)?(?P<listed>.+)$", line)
        if pair:
            key = KEYS.get(pair["key"].lower(), "")
            value = pair["value"].strip()
            values = re.split(r",\s*", value.strip("[]")) if value.startswith("[") else [value]
        elif item and key:
            values = [item["value"] or item["listed"]]
        else:
            continue
        plain = [v.strip().strip("\"'") for v in values]
        facts.setdefault(key, []).extend(v for v in plain if key and v)
    return {name: tuple(values) for name, values in facts.items() if name and values}


def _paragraphs(tokens: Sequence[Token]) -> Iterator[Paragraph]:
    """The inline tokens with the role of what encloses them."""
    open_roles: list[Role] = []
    rows: list[list[str]] = []
    level = 0
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = 0
        elif token.type in {"list_item_open", "blockquote_open"}:
            open_roles.append("list_item" if token.type == "list_item_open" else "quote")
        elif token.type in {"list_item_close", "blockquote_close"}:
            open_roles.pop()
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            cells = tuple(tuple(row) for row in rows)
            yield Paragraph(
                text=" || ".join(" | ".join(c for c in row if c) for row in cells), role="table", rows=cells
            )
            rows = []
        elif token.type == "inline" and rows:
            rows[-1].append(_words(token))
        elif token.type == "inline" and level:
            yield Paragraph(text=_words(token), role="heading", level=level)
        elif token.type == "inline":
            yield Paragraph(text=_words(token), role=open_roles[-1] if open_roles else "paragraph")
        elif token.type == "html_block":
            yield from (
                Paragraph(text=tidy(open_entities(part)))
                for part in drop_tags(token.content).split("\n")
                if part.strip()
            )


def _words(token: Token) -> str:
    pieces = []
    for child in token.children or []:
        if child.type in {"text", "code_inline"}:
            pieces.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            pieces.append(" ")
    return tidy("".join(pieces))


def _with_title(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The first heading of level 1 is the title; where it is the only one, the others move up a level."""
    place = next((i for i, p in enumerate(paragraphs[:6]) if p.role == "heading" and p.level == 1), None)
    if place is None:
        return paragraphs
    rest = [p.level or 1 for i, p in enumerate(paragraphs) if p.role == "heading" and i != place]
    shift = min(rest, default=1) - 1
    found = [
        Paragraph(text=p.text, role="heading", level=(p.level or 1) - shift) if p.role == "heading" else p
        for p in paragraphs
    ]
    found[place] = Paragraph(text=paragraphs[place].text, role="title", level=1)
    return found
