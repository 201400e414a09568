"""From a reader's draft to the finished text: metadata, references and citations found, paragraphs laid out."""

from __future__ import annotations

import dataclasses

from pipelines.read.assemble import assemble
from pipelines.read.bibliography import parse_references
from pipelines.read.citations import find_citations
from pipelines.read.metadata import find_metadata
from pipelines.read.paragraph import Draft
from pipelines.record import Document
from pipelines.text import Part, Text


def complete(draft: Draft, *, name: str, sha256: str = "") -> Text:
    """The draft as a ``Text``; ``name`` is the file's own name, the document's source."""
    entries = [p.text for p in draft.paragraphs if p.role == "reference"]
    documents = _documents(draft, name)
    text = assemble(
        draft.paragraphs,
        document=documents[0],
        references=parse_references(entries) if draft.references is None else draft.references,
        sha256=sha256,
        media_type=draft.media_type,
    )
    citations = find_citations(text.content, text.blocks, text.references)
    return dataclasses.replace(text, citations=citations, parts=_parts(draft, text, documents))


def _documents(draft: Draft, name: str) -> list[Document]:
    """The facts of the document, or of each of its parts."""
    if draft.document is not None:
        return [draft.document]
    if not draft.parts:
        found = find_metadata(draft.paragraphs, source=name, furniture=draft.furniture, embedded=draft.facts)
        return [found.document]
    ends = [*draft.parts[1:], len(draft.paragraphs)]
    return [
        find_metadata(draft.paragraphs[start:end], source=name).document
        for start, end in zip(draft.parts, ends, strict=True)
    ]


def _parts(draft: Draft, text: Text, documents: list[Document]) -> tuple[Part, ...]:
    """The ranges of the parts: from a part's first block to the next part's."""
    if not draft.parts:
        return ()
    starts = [text.blocks[place].start for place in draft.parts]
    ends = [*starts[1:], len(text.content)]
    return tuple(
        Part(start=start, end=end, document=document)
        for start, end, document in zip(starts, ends, documents, strict=True)
    )
