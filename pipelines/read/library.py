"""A reference manager's file beside the papers: BibTeX, RIS or CSL-JSON, as Zotero, Mendeley and EndNote export them.

Someone has looked at these entries, so they are trusted more than pages and file properties. A paper's entry is the
one that names its file, or has its DOI, or its title.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware

from pipelines.errors import DamagedFile, EmptyFile
from pipelines.read.bibliography import find_doi
from pipelines.read.clean import join_surrogates
from pipelines.read.metadata.claims import Claim, Field
from pipelines.read.metadata.people import spoken
from pipelines.read.metadata.rights import find_issns
from pipelines.read.names import fold
from pipelines.read.pieces import decode
from pipelines.record import Document

FIELDS: tuple[Field, ...] = ("title", "authors", "venue", "volume", "issue", "pages", "doi", "keywords", "language")
LEAST_TITLE = 12  # letters of a title that can tell a paper from others


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry of a library and the names of the files attached to it."""

    document: Document
    files: tuple[str, ...] = ()
    issn: tuple[str, ...] = ()

    def claims(self) -> Iterator[Claim]:
        """What the entry says, field by field."""
        yield from claim_document(self.document, source="library")
        if self.issn:
            yield Claim(field="issn", value=self.issn, source="library")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The entries of a reference manager's file."""

    items: tuple[Item, ...]

    def find(self, document: Document) -> Item | None:
        """The entry of a paper: by its file's name, else its DOI, else its title; None where none is the paper's."""
        stem = PurePosixPath(document.source).stem.casefold()
        for item in self.items:
            if any(PurePosixPath(name).stem.casefold() == stem for name in item.files):
                return item
        for item in self.items:
            if document.doi and item.document.doi and item.document.doi.lower() == document.doi.lower():
                return item
        title = fold(document.title or "")
        same = (item for item in self.items if fold(item.document.title or "") == title)
        return next(same, None) if len(title) >= LEAST_TITLE else None


def claim_document(document: Document, *, source: str = "citation meta tags") -> Iterator[Claim]:
    """The facts that a document states field by field, as claims of ``source``."""
    for field in FIELDS:
        value = getattr(document, field)
        if value:
            yield Claim(field=field, value=value, source=source)
    if document.year:
        yield Claim(field="year", value=str(document.year), source=source)


# Where databases write a journal's name (JA alone: Cochrane) and a DOI (L1 to L4: CINAHL, ERIC) in RIS.
RIS_VENUES = ("secondary_title", "journal_name", "alternate_title3", "alternate_title2", "alternate_title1")
RIS_LINKS = ("file_attachments1", "file_attachments2", "unknown_tag", "figure", "urls")
# "Brand C D": a family name and initials with neither comma nor points.
INITIALS_LAST = re.compile(r"^(?P<family>[^,.]+?)((?: [A-Z]){1,4})$")


def read_library(path: Path) -> Library:
    """The library in a file; its words decide the format.

    Raises:
        EmptyFile: there are no entries in it.
        DamagedFile: it is none of the three formats, or not in order.
        OSError: the file cannot be opened.
    """
    text = decode(path.read_bytes())
    if text.lstrip().startswith(("[", "{")):
        items = _read_csl(path, text)
    elif re.search(r"^TY\s{1,2}-", text, re.MULTILINE):
        items = [_from_ris(entry) for entry in rispy.loads(text)]
    elif re.search(r"^\s*@\w+\s*[{(]", text, re.MULTILINE):
        items = _read_bibtex(text)
    else:
        raise DamagedFile(f"{path}: neither BibTeX nor RIS nor CSL-JSON; export the library in one of these")
    if not items:
        raise EmptyFile(f"{path}: there are no entries in this library; export it again")
    return Library(items=tuple(items))


def _read_csl(path: Path, text: str) -> list[Item]:
    try:
        data = json.loads(join_surrogates(json.dumps(json.loads(text), ensure_ascii=False)))
    except json.JSONDecodeError as exc:
        raise DamagedFile(f"{path}: the JSON is not in order ({exc}); export the library again") from exc
    entries = data.get("items", [data]) if isinstance(data, Mapping) else data
    return [_from_csl(entry) for entry in entries if isinstance(entry, Mapping)]


def _from_csl(entry: Mapping[str, Any]) -> Item:
    people = [p for p in entry.get("author", ()) if isinstance(p, Mapping)]
    parts = (entry.get("issued") or {}).get("date-parts") or [[None]]
    names = [
        str(
            p.get("literal")
            or " ".join(w for w in (p.get("given"), p.get("non-dropping-particle"), p.get("family")) if w)
        )
        for p in people
    ]
    return Item(
        document=_document(
            title=entry.get("title"),
            authors=names,
            year=str(parts[0][0] if parts[0] else ""),
            venue=entry.get("container-title"),
            volume=entry.get("volume"),
            issue=entry.get("issue"),
            pages=entry.get("page"),
            doi=entry.get("DOI"),
            keywords=re.split(r"[,;]\s*", str(entry.get("keyword") or "")),
            language=entry.get("language"),
        ),
        issn=find_issns(str(entry.get("ISSN") or "")),
    )


def _read_bibtex(text: str) -> list[Item]:
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    return [
        _from_bibtex({key.lower(): str(field.value) for key, field in entry.fields_dict.items()})
        for entry in library.entries
    ]


def _from_bibtex(fields: Mapping[str, str]) -> Item:
    files = re.findall(r"[^:;]+\.(?:pdf|html?|docx|txt|xml|md)\b", fields.get("file", ""), re.IGNORECASE)
    return Item(
        document=_document(
            title=fields.get("title"),
            authors=[spoken(name) for name in re.split(r"\s+and\s+", fields.get("author", "")) if name],
            year=fields.get("year") or fields.get("date", ""),
            venue=fields.get("journal") or fields.get("journaltitle") or fields.get("booktitle"),
            volume=fields.get("volume"),
            issue=fields.get("number") or fields.get("issue"),
            pages=fields.get("pages"),
            doi=fields.get("doi"),
            keywords=re.split(r"[,;]\s*", fields.get("keywords", "")),
            language=fields.get("langid") or fields.get("language"),
        ),
        files=tuple(files),
        issn=find_issns(fields.get("issn", "")),
    )


def _from_ris(entry: Mapping[str, Any]) -> Item:
    first, last = entry.get("start_page"), entry.get("end_page")
    files = [str(value) for key, value in entry.items() if key.startswith("file_attachments")]
    return Item(
        document=_document(
            title=entry.get("title") or entry.get("primary_title"),
            authors=[_ris_name(name) for name in entry.get("authors") or entry.get("first_authors") or ()],
            year=str(entry.get("year") or entry.get("publication_year") or entry.get("date") or ""),
            venue=next((entry[name] for name in RIS_VENUES if entry.get(name)), None),
            volume=entry.get("volume"),
            issue=entry.get("number"),
            pages=f"{first}-{last}" if first and last and first != last else first,
            doi=entry.get("doi")
            or next(filter(None, (find_doi(str(entry.get(name, ""))) for name in RIS_LINKS)), None),
            keywords=entry.get("keywords") or (),
            language=entry.get("language"),
        ),
        files=tuple(files),
        issn=find_issns(str(entry.get("issn") or "")),
    )


def _ris_name(name: str) -> str:
    found = INITIALS_LAST.match(name)
    return (
        spoken(name) if found is None else " ".join([*(f"{letter}." for letter in found[2].split()), found["family"]])
    )


def _document(
    *, title: Any, authors: Sequence[str], year: str, keywords: Sequence[str], language: Any, **facts: Any
) -> Document:
    """The facts as the record keeps them; braces of BibTeX and doubled hyphens taken off."""
    plain = {name: " ".join(str(value).split()) for name, value in facts.items() if value not in (None, "")}
    when = re.search(r"\b(?:1[5-9]|20)\d{2}\b", year)
    pages = re.sub(r"\s*[–—-]+\s*", "-", plain["pages"]) if "pages" in plain else None
    return Document(
        source="",
        title=" ".join(re.sub(r"[{}]", "", str(title)).split()) if title else None,
        authors=tuple(re.sub(r"[{}]", "", name) for name in authors if name),
        year=int(when.group()) if when else None,
        venue=plain.get("venue"),
        volume=plain.get("volume"),
        issue=plain.get("issue"),
        pages=pages,
        doi=find_doi(plain.get("doi", "")),
        keywords=tuple(k.strip() for k in keywords if k.strip()),
        language=str(language)[:2].lower() if language else None,
    )
