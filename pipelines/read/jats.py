"""JATS XML, the articles of PubMed Central and of many publishers: every fact is stated, so none is guessed."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.errors import EmptyFile
from pipelines.read.bibliography import find_doi, parse_entry
from pipelines.read.paragraph import Draft, Paragraph
from pipelines.read.sections import section_role
from pipelines.read.xmltree import descendants, find, find_all, name_of, parse_xml, split_blocks, words
from pipelines.record import Document, Reference
from pipelines.text import Role

BLOCKS = frozenset(
    {
        "boxed-text",
        "def-list",
        "disp-quote",
        "fig",
        "fig-group",
        "list",
        "speech",
        "table-wrap",
        "table-wrap-group",
        "verse-group",
    }
)
SKIP = frozenset({"fn", "inline-supplementary-material", "label", "object-id", "tex-math"})
DATES = ("ppub", "pub", "collection", "epub-ppub", "epub", "")


def read_jats(path: Path, data: bytes) -> Draft:
    """The draft of an article in JATS.

    Raises:
        DamagedFile: the XML is not well-formed.
        EmptyFile: there is no article text in it.
    """
    root = parse_xml(path, data)
    article = root if name_of(root) == "article" else next(iter(descendants(root, "article")), root)
    meta = find(article, "front/article-meta")
    lower_citations(article)
    paragraphs = [p for p in _paragraphs(article, meta) if p.text]
    if not any(p.role in {"paragraph", "abstract"} for p in paragraphs):
        raise EmptyFile(f"{path}: there is no article text in this XML; give the full article")
    entries = [_reference(ref) for ref in descendants(article, "ref")]
    return Draft(
        paragraphs=tuple(paragraphs),
        media_type="application/jats+xml",
        document=_document(path.name, article, meta),
        references=tuple(reference for reference, text in entries if text),
        facts=_rights(article, meta),
    )


def lower_citations(article: Any) -> None:
    """Raised numbers that cite ("trust.<sup>1,2</sup>") in brackets before the full stop: "trust [1,2]."."""
    for raised in [e for e in article.iter() if name_of(e) == "sup" and _cites(e)]:
        numbers = re.sub(r"\s+", "", "".join(raised.itertext()))
        before, parent = raised.getprevious(), raised.getparent()
        while parent is not None and name_of(parent) == "xref" and before is None and not (parent.text or "").strip():
            raised, before, parent = parent, parent.getprevious(), parent.getparent()
        if parent is None:
            continue
        told = (parent.text if before is None else before.tail) or ""
        words_before = told.rstrip()
        stop = words_before[-1:] if words_before[-1:] in {".", ",", ";", ":", "?", "!"} else ""
        said = f"{words_before[: len(words_before) - len(stop)]} [{numbers}]{stop}{raised.tail or ''}"
        if before is None:
            parent.text = said
        else:
            before.tail = said
        parent.remove(raised)


def _cites(raised: Any) -> bool:
    """Whether a raised part is a citation's numbers and nothing else."""
    inside = any(e.get("ref-type") == "bibr" for e in (*descendants(raised, "xref"), *raised.iterancestors()))
    return inside and re.fullmatch(r"\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*", "".join(raised.itertext())) is not None


def _rights(article: Any, meta: Any) -> dict[str, tuple[str, ...]]:
    """ISSNs and licence, under the names that pages of publishers give them."""
    if meta is None:
        return {}
    licences = [licence for p in find_all(meta, "permissions") for licence in descendants(p, "license")]
    told = [value for licence in licences for value in (*_addresses(licence), words(licence))]
    return {
        "issn": tuple(words(number) for number in find_all(article, "front/journal-meta/issn")),
        "licence": tuple(filter(None, told)),
    }


def _addresses(licence: Any) -> Iterator[str]:
    for element in licence.iter():
        yield element.get("{http://www.w3.org/1999/xlink}href") or ""
        if name_of(element) == "license_ref":
            yield words(element)


def _document(source: str, article: Any, meta: Any) -> Document:
    if meta is None:
        return Document(source=source)
    first, last = words(find(meta, "fpage")), words(find(meta, "lpage"))
    keywords = [words(kwd) for group in find_all(meta, "kwd-group") for kwd in descendants(group, "kwd")]
    ids = {e.get("pub-id-type"): words(e) for e in find_all(meta, "article-id")}
    journal = find(article, "front/journal-meta")
    title = [
        words(find(meta, f"title-group/{name}"), frozenset({"xref", "fn"})) for name in ("article-title", "subtitle")
    ]
    language = article.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Document(
        source=source,
        title=": ".join(t.rstrip(":") for t in title if t) or None,
        authors=tuple(
            n for c in descendants(meta, "contrib") if c.get("contrib-type", "author") == "author" if (n := _author(c))
        ),
        year=_year(meta),
        venue=next(
            (words(t) for name in ("journal-title", "abbrev-journal-title") for t in descendants(journal, name)), None
        )
        if journal is not None
        else None,
        volume=words(find(meta, "volume")) or None,
        issue=words(find(meta, "issue")) or None,
        pages=(f"{first}-{last}" if last and last != first else first) or words(find(meta, "elocation-id")) or None,
        doi=ids.get("doi"),
        keywords=tuple(dict.fromkeys(k for k in keywords if k)),
        language=language.split("-")[0].lower() if language else None,
    )


def _author(contrib: Any) -> str:
    name = next(iter(descendants(contrib, "name")), None)
    if name is None:
        return words(find(contrib, "string-name")) or words(find(contrib, "collab"))
    return f"{words(find(name, 'given-names'))} {words(find(name, 'surname'))}".strip()


def _year(meta: Any) -> int | None:
    years = {
        (d.get("pub-type") or d.get("date-type") or ""): words(find(d, "year")) for d in find_all(meta, "pub-date")
    }
    year = next((years[kind] for kind in (*DATES, *years) if years.get(kind)), "")
    return int(year) if re.fullmatch(r"\d{4}", year) else None


def _paragraphs(article: Any, meta: Any) -> Iterator[Paragraph]:
    if meta is not None:
        yield Paragraph(
            text=words(find(meta, "title-group/article-title"), frozenset({"xref", "fn"})), role="title", level=1
        )
        for abstract in find_all(meta, "abstract"):
            yield Paragraph(text=words(find(abstract, "title")) or "Abstract", role="heading", level=1)
            yield from _abstract(abstract)
        keywords = [words(k) for group in find_all(meta, "kwd-group") for k in descendants(group, "kwd")]
        if keywords:
            yield Paragraph(text="Keywords: " + "; ".join(k for k in keywords if k), role="keywords")
    for body in find_all(article, "body"):
        yield from _section(body, level=0)
    for back in find_all(article, "back"):
        yield from _back(back)


def _abstract(abstract: Any) -> Iterator[Paragraph]:
    """A structured abstract's parts keep their names in front, as journals print them."""
    for child in abstract:
        if name_of(child) == "sec":
            name = words(find(child, "title")).rstrip(":.")
            for number, part in enumerate(find_all(child, "p")):
                text = f"{name}: {words(part, SKIP)}" if name and number == 0 else words(part, SKIP)
                yield Paragraph(text=text, role="abstract")
        elif name_of(child) == "p":
            yield Paragraph(text=words(child, SKIP), role="abstract")


def _section(section: Any, level: int, role: Role = "paragraph") -> Iterator[Paragraph]:
    for child in section:
        name = name_of(child)
        if name == "sec":
            yield from _section(child, level + 1, role)
        elif name == "title":
            label = words(find(section, "label"))
            title = words(child)
            yield Paragraph(
                text=f"{label} {title}".strip() if label not in title else title, role="heading", level=max(1, level)
            )
        elif name == "p":
            yield from (_with_role(p, role) for p in split_blocks(child, BLOCKS, _block, SKIP))
        elif name in BLOCKS:
            yield from _block(child)


def _with_role(paragraph: Paragraph, role: Role) -> Paragraph:
    return (
        dataclasses.replace(paragraph, role=role)
        if role != "paragraph" and paragraph.role == "paragraph"
        else paragraph
    )


def _block(block: Any) -> Iterator[Paragraph]:
    name = name_of(block)
    if name == "list":
        for item in find_all(block, "list-item"):
            for number, part in enumerate(find_all(item, "p")):
                label = words(find(item, "label")) if number == 0 else ""
                yield Paragraph(text=f"{label} {words(part, SKIP)}".strip(), role="list_item")
    elif name == "disp-quote":
        yield from (Paragraph(text=words(part, SKIP), role="quote") for part in find_all(block, "p"))
    elif name in {"fig", "table-wrap"}:
        caption = " ".join(t for t in (words(find(block, "label")), words(find(block, "caption"))) if t)
        if caption:
            yield Paragraph(text=caption, role="caption")
        rows = tuple(
            tuple(words(c, SKIP) for c in row if name_of(c) in {"td", "th"}) for row in descendants(block, "tr")
        )
        if rows:
            text = " || ".join(" | ".join(cell for cell in row if cell) for row in rows)
            yield Paragraph(text=text, role="table", rows=rows, caption=caption or None)
    else:
        yield from (Paragraph(text=words(part, SKIP)) for part in descendants(block, "p"))


def _back(back: Any) -> Iterator[Paragraph]:
    for child in back:
        name = name_of(child)
        if name == "ref-list":
            yield Paragraph(text=words(find(child, "title")) or "References", role="heading", level=1)
            yield from (
                Paragraph(text=text, role="reference")
                for ref in descendants(child, "ref")
                if (text := _reference(ref)[1])
            )
        elif name == "app-group":
            for appendix in find_all(child, "app"):
                yield from _section(appendix, level=1)
        elif name in {"ack", "fn-group", "notes", "bio", "glossary", "sec"}:
            title = words(find(child, "title")) or ("Acknowledgements" if name == "ack" else "")
            if title and name != "sec":
                yield Paragraph(text=title, role="heading", level=1)
            role: Role = "paragraph" if name == "sec" and section_role(title) is None else "back"
            if name == "sec":
                yield from _section(child, level=1, role=role)
            else:
                yield from (
                    Paragraph(text=words(p), role="footnote" if name == "fn-group" else role)
                    for p in descendants(child, "p")
                )


def _reference(ref: Any) -> tuple[Reference, str]:
    """The entry's fields and its words; an entry given in fields alone is written out in the order of APA."""
    cited = next(
        (
            e
            for name in ("element-citation", "mixed-citation", "nlm-citation", "citation")
            for e in descendants(ref, name)
        ),
        None,
    )
    if cited is None:
        text = words(ref)
        return parse_entry(text).to_reference(), text
    label = words(find(ref, "label")).strip("[]. ")
    names = [f"{words(find(n, 'surname'))}, {words(find(n, 'given-names'))}".strip(", ") for n in _people(cited)]
    names += [words(c) for c in descendants(cited, "collab")]
    year = re.search(r"\d{4}", words(next(iter(descendants(cited, "year")), None)))
    fields = {
        name: words(next(iter(descendants(cited, name)), None))
        for name in ("article-title", "chapter-title", "source", "volume", "fpage", "lpage")
    }
    title, source = fields["article-title"] or fields["chapter-title"], fields["source"]
    doi = next((words(e) for e in descendants(cited, "pub-id") if e.get("pub-id-type") == "doi"), None) or find_doi(
        words(cited)
    )
    text = words(cited)
    if not (title or source) or (not names and not year):
        parsed = parse_entry(text).to_reference()
        return dataclasses.replace(parsed, doi=parsed.doi or doi), _labelled(label, text)
    reference = Reference(
        authors=tuple(names),
        year=int(year.group()) if year else None,
        title=title or source,
        venue=source if title else None,
        doi=doi,
    )
    worded = name_of(cited) == "mixed-citation" and any((part.tail or "").strip() for part in list(cited)[:-1])
    return reference, _labelled(label, text if worded else _write_out(reference, fields))


def _people(cited: Any) -> list[Any]:
    """The names of the first group of persons that is not editors'."""
    groups = [g for g in descendants(cited, "person-group") if g.get("person-group-type", "author") == "author"]
    return [
        n for place in (groups[:1] or [cited]) for kind in ("name", "string-name") for n in descendants(place, kind)
    ]


def _labelled(label: str, text: str) -> str:
    return f"[{label}] {text}" if re.fullmatch(r"\d{1,3}", label) and not text.startswith(f"{label}.") else text


def _write_out(reference: Reference, fields: dict[str, str]) -> str:
    pages = "-".join(p for p in (fields["fpage"], fields["lpage"]) if p)
    where = ", ".join(p for p in (reference.venue, fields["volume"], pages) if p)
    year = f"({reference.year})." if reference.year else ""
    doi = f"https://doi.org/{reference.doi}" if reference.doi else ""
    parts = (
        ", ".join(reference.authors),
        year,
        f"{reference.title}." if reference.title else "",
        f"{where}." if where else "",
        doi,
    )
    return " ".join(p for p in parts if p)
