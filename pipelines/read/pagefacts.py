"""What a web page says about itself outside its text: meta tags, JSON-LD, its heading and its byline.

The names of the facts are those of the page in lower case ("citation_title", "dc.title", "og:title"); facts of JSON-LD
begin with "jsonld:", those read off the page's structure with "html:".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

SCHOLARLY = {"ScholarlyArticle", "Article", "MedicalScholarlyArticle", "ScholarlyWork", "Report", "Chapter", "Thesis"}
OTHER_ARTICLES = {"NewsArticle", "BlogPosting", "WebPage", "TechArticle"}
BYLINES = (
    "//*[@rel='author']",
    "//*[@itemprop='author']//*[@itemprop='name'] | //*[@itemprop='author'][not(.//*[@itemprop='name'])]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' authors ') or "
    "contains(concat(' ', normalize-space(@class), ' '), ' author ') or "
    "contains(concat(' ', normalize-space(@class), ' '), ' byline ') or @id='authors']",
)


def find_facts(tree: Any) -> dict[str, tuple[str, ...]]:
    """Name → values, in the page's order, without repetitions."""
    facts: dict[str, list[str]] = {}
    for name, value in (*_metas(tree), *_json_ld(tree), *_structure(tree)):
        plain = " ".join(value.split())
        if plain and plain not in facts.setdefault(name, []):
            facts[name].append(plain)
    return {name: tuple(values) for name, values in facts.items() if values}


def _metas(tree: Any) -> Iterator[tuple[str, str]]:
    for meta in tree.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop")
        if name and meta.get("content"):
            yield name.strip().lower(), meta.get("content")


def _json_ld(tree: Any) -> Iterator[tuple[str, str]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "")
        except json.JSONDecodeError:
            continue  # a broken block says nothing; the page's other facts still do
        articles = [item for item in _items(data) if _types(item) & SCHOLARLY]
        articles = articles or [item for item in _items(data) if _types(item) & OTHER_ARTICLES]
        for article in articles[:1]:
            yield from _article(article)


def _items(data: Any) -> Iterator[Mapping[str, Any]]:
    """All objects of a JSON-LD block, whether single, listed, under ``@graph`` or a page's ``mainEntity``."""
    if isinstance(data, list):
        for item in data:
            yield from _items(item)
    elif isinstance(data, Mapping):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(data.get(key), (list, Mapping)):
                yield from _items(data[key])


def _types(item: Mapping[str, Any]) -> set[str]:
    kind = item.get("@type", ())
    return {kind} if isinstance(kind, str) else {k for k in kind if isinstance(k, str)}


def _article(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in (
        "headline",
        "name",
        "datePublished",
        "inLanguage",
        "pageStart",
        "pageEnd",
        "pagination",
        "keywords",
        "author",
        "license",
    ):
        for value in _strings(item.get(key)):
            yield f"jsonld:{key.lower()}", value
    for key in ("sameAs", "identifier", "@id", "url"):
        for value in _strings(item.get(key)):
            if "10." in value:
                yield "jsonld:doi", value
    part = item.get("isPartOf")
    while isinstance(part, Mapping):
        yield from (
            (f"jsonld:{key.lower()}", value)
            for key in ("issueNumber", "volumeNumber", "issn")
            for value in _strings(part.get(key))
        )
        if {"Periodical", "Journal"} & _types(part):
            yield from (("jsonld:journal", value) for value in _strings(part.get("name")))
        part = part.get("isPartOf")


def _strings(value: Any) -> Iterator[str]:
    """The words of a JSON-LD value: a string, a number, an object's name or value, or a list of those."""
    if isinstance(value, (str, int)):
        yield str(value)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, Mapping):
        yield from _strings(value.get("name") or value.get("value") or value.get("@id"))


def _structure(tree: Any) -> Iterator[tuple[str, str]]:
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    if language:
        yield "html:lang", language
    yield from (("html:title", _words(node)) for node in tree.xpath("//head/title")[:1])
    yield from (("html:h1", _words(node)) for node in tree.xpath("//h1")[:3])
    yield from (("html:license", node.get("href")) for node in tree.xpath("//*[@rel='license'][@href]")[:3])
    for path in BYLINES:
        found = [_words(node) for node in tree.xpath(path)[:12]]
        if found:
            yield from (("html:author", words) for words in found if len(words) < 400)
            return


def _words(node: Any) -> str:
    """The words of an element without raised marks (affiliation numbers)."""
    copy = etree.fromstring(etree.tostring(node, with_tail=False), etree.HTMLParser(no_network=True))
    for raised in copy.xpath("//sup | //script | //style | //button"):
        raised.text = ""
        for child in list(raised):
            raised.remove(child)
    return re.sub(r"\s+", " ", "".join(copy.itertext())).strip()
