"""From a reader's draft to the finished text: metadata, references and citations found, paragraphs laid out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from pipelines.read.assemble import assemble
from pipelines.read.bibliography import parse_references
from pipelines.read.citations import find_citations
from pipelines.read.glued import split_paragraphs
from pipelines.read.library import Library, claim_document
from pipelines.read.metadata import Choice, Claim, Metadata, choose, claim_rights, find_metadata
from pipelines.read.paragraph import Draft
from pipelines.record import Document
from pipelines.text import Conflict, Part, Text


def complete(draft: Draft, *, name: str, sha256: str = "", library: Library | None = None) -> Text:
    """The draft as a ``Text``; ``name`` is the file's own name, the document's source."""
    draft = dataclasses.replace(draft, paragraphs=split_paragraphs(draft.paragraphs))
    entries = [p.text for p in draft.paragraphs if p.role == "reference"]
    metadata = _facts(draft, name, library)
    documents = [metadata.document, *_other_documents(draft, name)]
    text = assemble(
        draft.paragraphs,
        document=metadata.document,
        references=parse_references(entries) if draft.references is None else draft.references,
        sha256=sha256,
        media_type=draft.media_type,
    )
    return dataclasses.replace(
        text,
        citations=find_citations(text.content, text.blocks, text.references),
        issn=metadata.chosen("issn"),
        licence=next(iter(metadata.chosen("licence")), None),
        conflicts=tuple(_conflict(choice) for choice in metadata.conflicts),
        parts=_parts(draft, text, documents),
    )


def _facts(draft: Draft, name: str, library: Library | None) -> Metadata:
    """The facts of the document (of the first part, where there are several), and what the library says of it."""
    metadata = _find(draft, name, ()) if draft.document is None else _state(draft.document, draft)
    item = library.find(metadata.document) if library else None
    if item is None:
        return metadata
    stated = claim_document(draft.document) if draft.document is not None else ()
    return _find(draft, name, (*item.claims(), *stated))


def _state(document: Document, draft: Draft) -> Metadata:
    """The facts of a document whose format states them, with ISSN and licence, which a record does not hold."""
    rights = choose(claim_rights(draft.paragraphs, draft.furniture, draft.facts))
    return Metadata(document=document, choices=tuple(rights.values()))


def _find(draft: Draft, name: str, known: Iterable[Claim]) -> Metadata:
    first = draft.paragraphs[: draft.parts[1]] if draft.parts else draft.paragraphs
    furniture = () if draft.parts else draft.furniture
    return find_metadata(first, source=name, furniture=furniture, embedded=draft.facts, known=known)


def _other_documents(draft: Draft, name: str) -> list[Document]:
    """The facts of each part after the first."""
    ends = [*draft.parts[2:], len(draft.paragraphs)]
    pairs = zip(draft.parts[1:], ends, strict=True) if draft.parts else ()
    return [find_metadata(draft.paragraphs[start:end], source=name).document for start, end in pairs]


def _conflict(choice: Choice) -> Conflict:
    shown = [
        value if isinstance(value, str) else "; ".join(value)
        for value in (choice.value, *(c.value for c in choice.others))
    ]
    others = tuple((words, claim.source) for words, claim in zip(shown[1:], choice.others, strict=True))
    return Conflict(field=choice.field, chosen=shown[0], sources=choice.sources, others=others)


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
