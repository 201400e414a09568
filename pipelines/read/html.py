"""Saved web pages of publishers, repositories and magazines.

trafilatura tells the text from what surrounds it; where it loses most of an article (it was made for news), the
page's own main element is walked instead. Nothing in a page is run or fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from pipelines.errors import DamagedFile, EmptyFile
from pipelines.read.boilerplate import is_boilerplate, is_licence
from pipelines.read.pagefacts import find_facts
from pipelines.read.paragraph import Draft, Paragraph, Rows
from pipelines.read.pieces import decode, tidy
from pipelines.read.sections import assign_roles, is_caption, mark_front

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
OUTSIDE = {
    *("aside", "button", "dialog", "footer", "form", "head", "iframe", "input", "nav", "noscript", "script"),
    *("select", "style", "svg", "template", "textarea"),
}
LEAVES = {"p", "li", "blockquote", "figcaption", "caption", "dd", "dt", "pre", "td", "th"}
LEAST_COVER = 0.6  # share of the main element's long paragraphs that trafilatura must keep
LONG = 12  # words
LINK_WORDS = re.compile(
    r"(?:\s*\[?\b(?:Google Scholar|CrossRef|Crossref|PubMed|View Article|Web of Science|Find this|Full Text|"
    r"PubMed Central|CAS|MathSciNet)\b\]?)+\s*$"
)


def read_html(path: Path, data: bytes) -> Draft:
    """The draft of a saved page.

    Raises:
        DamagedFile: the page cannot be parsed.
        EmptyFile: there is no running text in it.
    """
    return draft_html(_source(data), name=str(path))


def draft_html(source: str, *, name: str = "page") -> Draft:
    """The draft of a page's source; ``name`` is for messages."""
    try:
        tree = lxml_html.document_fromstring(
            source, parser=lxml_html.HTMLParser(no_network=True, remove_comments=True)
        )
    except (etree.ParserError, ValueError) as exc:
        raise DamagedFile(f"{name}: the page cannot be parsed ({exc}); save it again") from exc
    facts = find_facts(tree)
    paragraphs = list(_extract(source)) if source else []
    main = list(_walk(_main_element(tree)))
    if _cover(paragraphs, main) < LEAST_COVER:
        paragraphs = main
    paragraphs = [p for p in paragraphs if p.text and not is_boilerplate(p.text)]
    if not any(p.role != "heading" for p in paragraphs):
        raise EmptyFile(f"{name}: there is no running text on this page; save the article's own page")
    titled = _mark_title(paragraphs, facts)
    return Draft(paragraphs=tuple(assign_roles(mark_front(titled))), media_type="text/html", facts=facts)


def _source(data: bytes) -> str:
    """A page's bytes as text, by its own declaration of the encoding where it has one."""
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:2048])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return re.sub(r"^\s*<\?xml[^>]*\?>", "", data.decode(declared[1].decode("ascii")))
        except (LookupError, UnicodeDecodeError):
            return decode(data)
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(data))


def _extract(source: str) -> Iterator[Paragraph]:
    """What trafilatura takes for the text of the page."""
    found = trafilatura.bare_extraction(source, include_comments=False, include_tables=True, favor_recall=True)
    if found is None or not hasattr(found, "body") or found.body is None:
        return
    for element in found.body:
        yield from _from_extracted(element)


def _from_extracted(element: Any) -> Iterator[Paragraph]:
    tag = element.tag
    if tag == "head":
        yield Paragraph(text=_words(element), role="heading", level=int((element.get("rend") or "h2")[-1]))
    elif tag == "list":
        yield from (Paragraph(text=_entry(_words(item)), role="list_item") for item in element.iter("item"))
    elif tag == "quote":
        inner = list(element.iter("p")) or [element]
        yield from (Paragraph(text=_words(part), role="quote") for part in inner)
    elif tag == "table":
        yield from _table([[_words(cell) for cell in row.iter("cell")] for row in element.iter("row")])
    elif tag in {"div", "body"} and len(element):
        for child in element:
            yield from _from_extracted(child)
    else:
        yield Paragraph(text=_words(element))


def _table(rows: list[list[str]], caption: str | None = None) -> Iterator[Paragraph]:
    """A table as a paragraph of its own, its caption before it; a layout table of one cell is a paragraph."""
    filled = [list(row) for row in rows if any(row)]
    if filled and caption is None and is_caption(filled[0][0]) and not any(filled[0][1:]):
        caption = filled.pop(0)[0]
    if caption:
        yield Paragraph(text=caption, role="caption")
    if len(filled) == 1 and len([c for c in filled[0] if c]) == 1:
        yield Paragraph(text=next(c for c in filled[0] if c))
    elif filled:
        cells: Rows = tuple(tuple(row) for row in filled)
        text = " || ".join(" | ".join(cell for cell in row if cell) for row in cells)
        yield Paragraph(text=text, role="table", rows=cells, caption=caption)


def _main_element(tree: Any) -> Any:
    """The element that holds the article: the largest ``article`` or ``main``, else the body."""
    places = tree.xpath("//article | //main | //*[@role='main']")
    if places:
        return max(places, key=lambda e: len(e.text_content()))
    bodies = tree.xpath("//body")
    return bodies[0] if bodies else tree


def _walk(element: Any) -> Iterator[Paragraph]:
    """The paragraphs of an element of the page, in order, without what never is text."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in OUTSIDE or not tag or "display:none" in (element.get("style") or "").replace(" ", ""):
        return
    if tag in HEADINGS:
        yield Paragraph(text=_words(element), role="heading", level=int(tag[-1]))
    elif tag == "table" and len(element.xpath(".//tr")) > 1:
        caption = " ".join(_words(c) for c in element.xpath("./caption")) or None
        yield from _table([[_words(c) for c in row.xpath("./td | ./th")] for row in element.xpath(".//tr")], caption)
    elif tag in LEAVES and not element.xpath(".//p | .//li | .//table | .//h2 | .//h3 | .//div"):
        role = {"li": "list_item", "blockquote": "quote", "figcaption": "caption"}.get(tag, "paragraph")
        text = _entry(_words(element))
        yield Paragraph(text=text, role=role)  # type: ignore[arg-type]  # the dictionary holds roles only
    else:
        yield from _walk_children(element, tag)


def _walk_children(element: Any, tag: str) -> Iterator[Paragraph]:
    """The paragraphs of an element's children; bare words between blocks are a paragraph."""
    loose = [element.text or ""]
    for child in element:
        inline = isinstance(child.tag, str) and child.tag in INLINE
        if inline:
            loose.append(" ".join(child.itertext()) if child.tag != "br" else " ")
        else:
            yield from _loose(loose, tag)
            loose = []
            yield from _walk(child)
        loose.append(child.tail or "")
    yield from _loose(loose, tag)


INLINE = {
    "a",
    "abbr",
    "b",
    "br",
    "cite",
    "code",
    "em",
    "i",
    "mark",
    "q",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "u",
}


def _loose(pieces: list[str], tag: str) -> Iterator[Paragraph]:
    words = tidy(" ".join(pieces))
    if words:
        yield Paragraph(
            text=words, role="list_item" if tag == "li" else "quote" if tag == "blockquote" else "paragraph"
        )


def _cover(found: list[Paragraph], main: list[Paragraph]) -> float:
    """The share of the main element's long paragraphs that ``found`` holds."""
    have = " ".join(_key(p.text) for p in found)
    wanted = [
        _key(p.text)[:80]
        for p in main
        if p.role in {"paragraph", "list_item", "quote"} and len(p.text.split()) >= LONG
    ]
    return sum(1 for words in wanted if words in have) / len(wanted) if wanted else 1.0


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def _words(element: Any) -> str:
    return tidy("".join(element.itertext()))


def _entry(text: str) -> str:
    """A list item without the words of links that pages put after a bibliography's entries."""
    return LINK_WORDS.sub("", text).strip() if re.search(r"\b(?:1[89]|20)\d{2}\b", text) else text


def _mark_title(paragraphs: list[Paragraph], facts: dict[str, tuple[str, ...]]) -> list[Paragraph]:
    """The page's title as the role "title", put first where the text does not hold it; other levels move up."""
    names = [
        *facts.get("citation_title", ()),
        *facts.get("dc.title", ()),
        *facts.get("jsonld:headline", ()),
        *facts.get("html:h1", ()),
    ]
    keys = {_key(name) for name in names}
    place = next(
        (i for i, p in enumerate(paragraphs[:15]) if p.role == "heading" and (_key(p.text) in keys or p.level == 1)),
        None,
    )
    rest = [p for i, p in enumerate(paragraphs) if i != place]
    shift = min((p.level or 2 for p in rest if p.role == "heading"), default=2) - 1
    rest = [
        Paragraph(text=p.text, role="heading", level=max(1, (p.level or 2) - shift)) if p.role == "heading" else p
        for p in rest
    ]
    rest = [
        Paragraph(text=p.text, role="boilerplate") if p.role == "paragraph" and is_licence(p.text) else p for p in rest
    ]
    if place is None:
        return [*([Paragraph(text=tidy(names[0]), role="title", level=1)] if names else []), *rest]
    title = Paragraph(text=paragraphs[place].text, role="title", level=1)
    return [*rest[:place], title, *rest[place:]]
