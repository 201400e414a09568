"""The papers of a store for reference managers: BibTeX, RIS and CSL-JSON.

BibTeX is written by bibtexparser, RIS by rispy, so that their quoting is theirs; CSL-JSON
(https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html) is plain JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from string import ascii_lowercase
from typing import Any, Literal

import rispy
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.middlewares import LatexEncodingMiddleware
from bibtexparser.model import Entry, Field

from pipelines.record import Document

Bibliography = Literal["bibtex", "ris", "csl"]


def bibliography(papers: Iterable[Document], format: Bibliography) -> str:
    """The papers in one of the formats, by year and title; the same papers give the same text."""
    found = sorted(papers, key=lambda paper: (paper.year or 0, paper.title or "", paper.source))
    keys = _keys(found)
    if format == "bibtex":
        return _bibtex(found, keys)
    if format == "ris":
        return str(rispy.dumps([_ris(paper) for paper in found]))
    items = [_csl(paper, key) for paper, key in zip(found, keys, strict=True)]
    return json.dumps(items, indent=1, ensure_ascii=False) + "\n"


def _bibtex(papers: Sequence[Document], keys: Sequence[str]) -> str:
    library = Library()
    for paper, key in zip(papers, keys, strict=True):
        facts = {
            "title": paper.title,
            "author": " and ".join(_inverted(name) for name in paper.authors),
            "year": paper.year,
            "journal": paper.venue,
            "volume": paper.volume,
            "number": paper.issue,
            "pages": (paper.pages or "").replace("-", "--").replace("–", "--"),
            "doi": paper.doi,
        }
        fields = [Field(name, _plain(value)) for name, value in facts.items() if value]
        library.add(Entry("article" if paper.venue else "misc", key, fields))
    return str(write_string(library, prepend_middleware=[LatexEncodingMiddleware()]))


def _ris(paper: Document) -> dict[str, Any]:
    first, _, last = (paper.pages or "").replace("–", "-").partition("-")
    facts: dict[str, Any] = {
        "type_of_reference": "JOUR" if paper.venue else "GEN",
        "title": paper.title,
        "authors": [_inverted(name) for name in paper.authors],
        "year": str(paper.year) if paper.year else None,
        "journal_name": paper.venue,
        "volume": paper.volume,
        "number": paper.issue,
        "start_page": first,
        "end_page": last,
        "doi": paper.doi,
        "keywords": list(paper.keywords),
    }
    return {name: _plain(value) if isinstance(value, str) else value for name, value in facts.items() if value}


def _csl(paper: Document, key: str) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "id": key,
        "type": "article-journal" if paper.venue else "document",
        "title": paper.title,
        "author": [_named(name) for name in paper.authors],
        "issued": {"date-parts": [[paper.year]]} if paper.year else None,
        "container-title": paper.venue,
        "volume": paper.volume,
        "issue": paper.issue,
        "page": paper.pages,
        "DOI": paper.doi,
        "language": paper.language,
    }
    return {name: value for name, value in facts.items() if value}


def _named(name: str) -> dict[str, str]:
    family, _, given = _inverted(name).partition(", ")
    return {"family": family, "given": given} if given else {"literal": family}


def _inverted(name: str) -> str:
    """ "Ada B. Moor" as "Moor, Ada B."; particles stay with the family name; a name that has a comma is so already."""
    words = _plain(name).split()
    if "," in name or len(words) < 2:
        return " ".join(words)
    place = next((n for n, word in enumerate(words[1:-1], 1) if word.islower()), len(words) - 1)
    return f"{' '.join(words[place:])}, {' '.join(words[:place])}"


def _keys(papers: Sequence[Document]) -> list[str]:
    """A key each, no two alike: family name and year, then letters."""
    bases = [_key(paper) for paper in papers]
    seen: dict[str, int] = {}
    keys = []
    for base in bases:
        number = seen.get(base, 0)
        seen[base] = number + 1
        keys.append(base if bases.count(base) == 1 else base + _letters(number))
    return keys


def _key(paper: Document) -> str:
    family = _inverted(paper.authors[0]).partition(",")[0] if paper.authors else "anonymous"
    return f"{re.sub(r'[^A-Za-z]', '', family).lower() or 'anonymous'}{paper.year or ''}"


def _letters(number: int) -> str:
    letters = ""
    while number >= 0:
        letters = ascii_lowercase[number % 26] + letters
        number = number // 26 - 1
    return letters


def _plain(value: object) -> str:
    """One line, without characters that control a terminal or a parser."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", str(value)).strip()
