"""From a reader's draft to the finished text: metadata, references and citations found, paragraphs laid out."""

from __future__ import annotations

import dataclasses

from pipelines.read.assemble import assemble
from pipelines.read.bibliography import parse_references
from pipelines.read.citations import find_citations
from pipelines.read.metadata import find_metadata
from pipelines.read.paragraph import Draft
from pipelines.text import Text


def complete(draft: Draft, *, name: str, sha256: str = "") -> Text:
    """The draft as a ``Text``; ``name`` is the file's own name, the document's source."""
    entries = [p.text for p in draft.paragraphs if p.role == "reference"]
    document = draft.document
    if document is None:
        document = find_metadata(
            draft.paragraphs, source=name, furniture=draft.furniture, embedded=draft.facts
        ).document
    text = assemble(
        draft.paragraphs,
        document=document,
        references=parse_references(entries) if draft.references is None else draft.references,
        sha256=sha256,
        media_type=draft.media_type,
    )
    return dataclasses.replace(text, citations=find_citations(text.content, text.blocks, text.references))
