"""Bibliographic facts of a paper from all that tells of them, the choice explained and disagreements kept."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence

from pipelines.read.metadata.claims import Choice, Claim, Field, choose
from pipelines.read.metadata.embedded import claim_embedded
from pipelines.read.metadata.language import guess_language
from pipelines.read.metadata.pages import claim_doi_code, claim_pages
from pipelines.read.metadata.rights import claim_rights
from pipelines.read.names import fold
from pipelines.read.paragraph import Paragraph
from pipelines.record import Document

__all__ = ["Choice", "Claim", "Metadata", "choose", "claim_rights", "find_metadata"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The facts chosen for a paper and, field by field, why; ``conflicts`` are the fields whose sources disagree."""

    document: Document
    choices: tuple[Choice, ...] = ()

    def chosen(self, field: Field) -> tuple[str, ...]:
        """The values chosen for a field: one, several, or none."""
        value = next((choice.value for choice in self.choices if choice.field == field), ())
        return (value,) if isinstance(value, str) else value

    @property
    def conflicts(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.others)


def find_metadata(
    paragraphs: Sequence[Paragraph],
    *,
    source: str,
    furniture: Sequence[Paragraph] = (),
    embedded: Mapping[str, tuple[str, ...]] | None = None,
    known: Iterable[Claim] = (),
) -> Metadata:
    """The facts of the paper that ``paragraphs`` are.

    ``furniture`` are running heads and cover pages that were left out of the text, ``embedded`` what the file says
    of itself, ``known`` claims from elsewhere (a reference manager's file).
    """
    facts = embedded or {}
    claims = [*known, *claim_embedded(facts), *claim_pages(paragraphs, furniture)]
    claims += claim_rights(paragraphs, furniture, facts)
    chosen = choose(claims)
    claims = [claim for claim in claims if not _names_authors(claim, chosen)]
    if "doi" in chosen:
        claims += claim_doi_code(str(chosen["doi"].value))
    if "language" not in chosen:
        claims += guess_language(paragraphs)
    chosen = choose(claims)
    return Metadata(document=_document(source, chosen), choices=tuple(chosen.values()))


def _names_authors(claim: Claim, chosen: Mapping[Field, Choice]) -> bool:
    """Whether what was taken for a venue is the authors' names, as running heads have them: "A. Moor, B. Ito"."""
    if claim.field != "venue" or "authors" not in chosen:
        return False
    people = {fold(word) for name in chosen["authors"].value for word in re.findall(r"\w+", name)} | {
        "etal",
        "et",
        "al",
        "and",
    }
    words = [fold(word) for word in re.findall(r"[^\W\d_]{2,}", str(claim.value))]
    return bool(words) and all(word in people for word in words)


def _document(source: str, chosen: Mapping[Field, Choice]) -> Document:
    year = _one(chosen, "year")
    return Document(
        source=source,
        title=_one(chosen, "title"),
        authors=_many(chosen, "authors"),
        year=int(year) if year and re.fullmatch(r"\d{4}", year) else None,
        venue=_one(chosen, "venue"),
        volume=_one(chosen, "volume"),
        issue=_one(chosen, "issue"),
        pages=_one(chosen, "pages"),
        doi=_one(chosen, "doi"),
        keywords=_many(chosen, "keywords"),
        language=_one(chosen, "language"),
    )


def _one(chosen: Mapping[Field, Choice], field: Field) -> str | None:
    value = chosen[field].value if field in chosen else None
    return value if isinstance(value, str) else None


def _many(chosen: Mapping[Field, Choice], field: Field) -> tuple[str, ...]:
    value = chosen[field].value if field in chosen else ()
    return value if isinstance(value, tuple) else (value,)
