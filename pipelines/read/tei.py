"""TEI XML as GROBID writes it: header, body and bibliography of a paper, already taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.errors import EmptyFile
from pipelines.read.bibliography import parse_entry
from pipelines.read.paragraph import Draft, Paragraph
from pipelines.read.sections import heading_level
from pipelines.read.xmltree import descendants, find, find_all, name_of, parse_xml, split_blocks, words
from pipelines.record import Document, Reference

BLOCKS = frozenset({"figure", "list", "quote", "table"})
SKIP = frozenset({"note"})


def read_tei(path: Path, data: bytes) -> Draft:
    """The draft of a paper in TEI.

    Raises:
        DamagedFile: the XML is not well-formed.
        EmptyFile: there is no running text in it.
    """
    root = parse_xml(path, data)
    header = find(root, "teiHeader")
    paragraphs = [p for p in _paragraphs(root, header) if p.text]
    if not any(p.role in {"paragraph", "abstract"} for p in paragraphs):
        raise EmptyFile(f"{path}: there is no running text in this TEI; give the full document")
    entries = [_reference(b) for b in _bibliography(root)]
    return Draft(
        paragraphs=tuple(paragraphs),
        media_type="application/tei+xml",
        document=_document(path.name, root, header),
        references=tuple(reference for reference, text in entries if text),
        facts=_rights(header),
    )


def _rights(header: Any) -> dict[str, tuple[str, ...]]:
    """ISSNs and licence, under the names that pages of publishers give them."""
    if header is None:
        return {}
    numbers = (words(n) for n in descendants(header, "idno") if (n.get("type") or "").upper() in {"ISSN", "EISSN"})
    told = (value for n in descendants(header, "licence") for value in (n.get("target") or "", words(n)))
    return {"issn": tuple(numbers), "licence": tuple(filter(None, told))}


def _document(source: str, root: Any, header: Any) -> Document:
    if header is None:
        return Document(source=source)
    work = next(iter(descendants(header, "biblStruct")), header)
    reference, scope = _fields(work)
    keywords = next(iter(descendants(header, "keywords")), None)
    terms = [words(t) for t in descendants(keywords, "term")] if keywords is not None else []
    text = find(root, "text")
    language = (text.get("{http://www.w3.org/XML/1998/namespace}lang") if text is not None else None) or header.get(
        "{http://www.w3.org/XML/1998/namespace}lang"
    )
    return Document(
        source=source,
        title=words(find(header, "fileDesc/titleStmt/title")) or reference.title,
        authors=tuple(" ".join(reversed(a.split(", ", 1))) for a in reference.authors),
        year=reference.year or _published(header),
        venue=reference.venue,
        volume=scope.get("volume"),
        issue=scope.get("issue"),
        pages=scope.get("page"),
        doi=reference.doi,
        keywords=tuple(k for k in terms or re.split(r"[;,]\s*", words(keywords)) if k),
        language=language.split("-")[0].lower() if language else None,
    )


def _published(header: Any) -> int | None:
    dates = (d.get("when") or words(d) for d in descendants(header, "date"))
    year = next((m for d in dates if (m := re.search(r"\b(?:19|20)\d{2}\b", d))), None)
    return int(year.group()) if year else None


def _paragraphs(root: Any, header: Any) -> Iterator[Paragraph]:
    if header is not None:
        yield Paragraph(text=words(find(header, "fileDesc/titleStmt/title")), role="title", level=1)
        for abstract in descendants(header, "abstract"):
            yield Paragraph(text="Abstract", role="heading", level=1)
            parts = descendants(abstract, "p") or [abstract]
            yield from (Paragraph(text=words(part), role="abstract") for part in parts)
        terms = [words(t) for t in descendants(header, "term")]
        if terms:
            yield Paragraph(text="Keywords: " + "; ".join(terms), role="keywords")
    for body in find_all(root, "text/body"):
        yield from _division(body, level=0)
    for back in find_all(root, "text/back"):
        for division in find_all(back, "div"):
            if division.get("type") != "references":
                yield from _back(division)
    entries = [text for b in _bibliography(root) if (text := _reference(b)[1])]
    if entries:
        yield Paragraph(text="References", role="heading", level=1)
        yield from (Paragraph(text=text, role="reference") for text in entries)


def _division(division: Any, level: int) -> Iterator[Paragraph]:
    for child in division:
        name = name_of(child)
        if name == "div":
            yield from _division(child, level + 1)
        elif name == "head":
            number = child.get("n") or ""
            text = f"{number} {words(child)}".strip()
            yield Paragraph(text=text, role="heading", level=heading_level(text) or max(1, level))
        elif name == "p":
            yield from split_blocks(child, BLOCKS, _block, SKIP)
        elif name in BLOCKS:
            yield from _block(child)
        elif name == "note":
            yield Paragraph(text=words(child), role="footnote")


def _block(block: Any) -> Iterator[Paragraph]:
    name = name_of(block)
    if name == "list":
        yield from (Paragraph(text=words(item), role="list_item") for item in find_all(block, "item"))
    elif name == "quote":
        yield Paragraph(text=words(block), role="quote")
    else:
        caption = " ".join(t for t in (words(find(block, "head")), words(find(block, "figDesc"))) if t) or None
        rows = tuple(tuple(words(c) for c in find_all(row, "cell")) for row in descendants(block, "row"))
        if caption:
            yield Paragraph(text=caption, role="caption")
        if rows:
            text = " || ".join(" | ".join(cell for cell in row if cell) for row in rows)
            yield Paragraph(text=text, role="table", rows=rows, caption=caption)


def _back(division: Any) -> Iterator[Paragraph]:
    appendix = division.get("type") in {"annex", "appendix"}
    for head in descendants(division, "head"):
        yield Paragraph(text=words(head), role="heading", level=1)
    yield from (
        Paragraph(text=words(p, SKIP), role="paragraph" if appendix else "back") for p in descendants(division, "p")
    )


def _bibliography(root: Any) -> list[Any]:
    return [b for listed in descendants(root, "listBibl") for b in find_all(listed, "biblStruct")]


def _reference(work: Any) -> tuple[Reference, str]:
    """The entry's fields and its words: the raw string where GROBID kept it, else written out in the order of APA."""
    reference, scope = _fields(work)
    raw = next((words(n) for n in descendants(work, "note") if n.get("type") == "raw_reference"), "")
    if raw and not (reference.title and reference.authors):
        return parse_entry(raw).to_reference(), raw
    where = ", ".join(p for p in (reference.venue, scope.get("volume"), scope.get("page")) if p)
    doi = f"https://doi.org/{reference.doi}" if reference.doi else ""
    parts = (
        ", ".join(reference.authors),
        f"({reference.year})." if reference.year else "",
        f"{reference.title}." if reference.title else "",
        f"{where}." if where else "",
        doi,
    )
    return reference, raw or " ".join(p for p in parts if p)


def _fields(work: Any) -> tuple[Reference, dict[str, str]]:
    """A ``biblStruct`` as a reference, and its volume, issue and pages."""
    analytic, monogr = find(work, "analytic"), find(work, "monogr")
    people = [a for part in (analytic, monogr) if part is not None for a in find_all(part, "author")]
    title = words(find(analytic, "title")) if analytic is not None else ""
    venue = words(find(monogr, "title")) if monogr is not None else ""
    when = next((d.get("when") or words(d) for d in descendants(monogr, "date")), "") if monogr is not None else ""
    year = re.search(r"\b(?:1[5-9]|20)\d{2}\b", when)
    doi = next((words(i) for i in descendants(work, "idno") if (i.get("type") or "").upper() == "DOI"), None)
    scope: dict[str, str] = {}
    for part in descendants(work, "biblScope"):
        pages = "-".join(p for p in (part.get("from"), part.get("to")) if p)
        scope.setdefault(part.get("unit") or "", pages or words(part))
    reference = Reference(
        authors=tuple(n for a in people if (n := _person(a))),
        year=int(year.group()) if year else None,
        title=title or venue or None,
        venue=venue if title and venue else None,
        doi=doi,
    )
    return reference, scope


def _person(author: Any) -> str:
    surname = words(next(iter(descendants(author, "surname")), None))
    given = " ".join(words(f) for f in descendants(author, "forename"))
    return f"{surname}, {given}".strip(", ") if surname else words(find(author, "orgName"))
