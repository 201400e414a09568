"""What every reader yields: paragraphs with a part in the paper, and what the file says about itself.

``read`` turns a ``Draft`` into a ``Text``: metadata and references are found from it, and ``assemble`` lays the
paragraphs out as one string. Only the standard library and the ground modules are imported here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Literal

from pipelines.record import Document, Reference
from pipelines.text import Fragment, Role

MediaType = Literal[
    "application/pdf",
    "text/html",
    "application/jats+xml",
    "application/tei+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/markdown",
    "text/plain",
]
Rows = tuple[tuple[str, ...], ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A clean paragraph on one line, without ``#`` marks, in reading order.

    ``level`` counts headings from 1 (None for other roles), ``page`` is the page that it begins on, from 1, or None
    for a format without pages. ``fragments`` are its printed lines, with offsets into ``text``. ``rows`` and
    """

    text: str
    role: Role = "paragraph"
    level: int | None = None
    page: int | None = None
    fragments: tuple[Fragment, ...] = ()
    rows: Rows = ()
    caption: str | None = None
    size: float | None = None
    bold: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One document as a reader found it, before metadata and references are made out.

    ``facts`` is what the file says about itself outside its pages, as name → values in the file's own words and
    order: ``citation_title`` of an HTML meta tag, ``dc:title`` of XMP, ``info:Title`` of a PDF's Info dictionary.
    ``furniture`` is what was left out of the text but may hold metadata: running heads and feet, cover pages of
    libraries and repositories, first-page stamps (role "boilerplate", page set).
    ``parts`` are the places of the paragraphs with which pages glued together begin; empty for one document.
    ``document`` and ``references`` are given by formats that state them field by field (JATS, TEI).
    """

    paragraphs: tuple[Paragraph, ...]
    media_type: MediaType
    facts: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    furniture: tuple[Paragraph, ...] = ()
    document: Document | None = None
    references: tuple[Reference, ...] | None = None
    parts: tuple[int, ...] = ()
