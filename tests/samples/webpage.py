"""Sets a marked-up paper as the page of a publisher's site, as a browser saves it.

Around the article stands what stands on such pages: a menu, a cookie banner, a list of related articles, an
advertisement, figures of use. A reader must keep the article, take the metadata (citation_*, Dublin Core and
JSON-LD agree with one another), and drop the rest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape

from tests.samples.markup import Element, Source

CUT = {"heading": "h{level}", "quote": "blockquote", "statement": 'p class="proposition"', "item": "li"}

TOP = """<div id="cookie-banner" class="cookie-consent" role="dialog" aria-label="Cookies">
<p>We use cookies to improve your experience and to show you content that fits your interests. By clicking “Accept all”
you agree to the storing of cookies on your device.</p>
<button>Accept all</button> <button>Manage preferences</button>
</div>
<header class="site-header">
<a class="logo" href="/">Fjordvik Open Press</a>
<nav aria-label="Main menu"><ul>
<li><a href="/journals">Journals</a></li><li><a href="/books">Books</a></li><li><a href="/authors">For authors</a></li>
<li><a href="/librarians">For librarians</a></li><li><a href="/login">Sign in</a></li>
</ul></nav>
<form class="search" action="/search"><label>Search this journal <input name="q"></label></form>
<nav class="breadcrumb" aria-label="Breadcrumb">Home / Journals / {journal} / Vol. {volume}, No. {issue}</nav>
</header>
"""

SIDE = """<aside class="sidebar">
<section class="related"><h2>Related articles</h2><ul>
<li><a href="#">Loyalty cards and the price of milk: Evidence from 41 supermarkets</a></li>
<li><a href="#">Queueing leads to conversation: An ethnography of the post office</a></li>
<li><a href="#">Does employee friendliness increase tips? A replication</a></li>
</ul></section>
<section class="advert" aria-label="Advertisement"><p class="ad-label">Advertisement</p>
<p><strong>OsteoSun D3</strong> Clinically tested: a daily dose of vitamin D improves bone density and reduces the risk
of fractures. Order today and save 20%.</p></section>
<section class="metrics"><h2>Metrics</h2><p>Views 1,204 · Citations 7 · Saved 58</p></section>
<section class="share"><h2>Share</h2><a href="#">Email</a> <a href="#">Mastodon</a> <a href="#">Copy link</a></section>
</aside>
"""

FOOT = """<footer class="site-footer">
<nav><a href="/about">About</a> <a href="/privacy">Privacy policy</a> <a href="/terms">Terms of use</a></nav>
<p>Subscribe to our newsletter and never miss an issue.</p>
<p>{copyright} {publisher} is fictional and so is this page.</p>
</footer>
"""

STYLE = """
body { font-family: Georgia, serif; margin: 0; color: #222 }
main { display: flex; max-width: 72rem; margin: auto }
article { flex: 3; padding: 1rem 2rem }
blockquote, .proposition { margin: 1rem 2rem; font-style: italic }
table { border-collapse: collapse } td, th { border-bottom: 1px solid #999; padding: .2rem .6rem }
.sidebar { flex: 1; padding: 1rem; font-size: .85rem; background: #f4f4f2 }
.cookie-consent { position: fixed; bottom: 0; background: #fffbe6; padding: 1rem }
"""


def web_page(source: Source) -> str:
    """The whole page as HTML text."""
    facts = {key: escape(source.get(key)) for key in ("journal", "volume", "issue", "copyright", "publisher")}
    body = TOP.format(**facts) + f"<main>\n{_article(source)}\n{SIDE}</main>\n" + FOOT.format(**facts)
    title = escape(source.get("title"))
    head = f"<title>{title} | {facts['journal']}</title>\n{_meta_tags(source)}\n{_json_ld(source)}"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"{head}\n<style>{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )


def _meta_tags(source: Source) -> str:
    date = source.get("published")
    pairs = [("citation_title", source.get("title"))]
    for name, place in source.parts("author"):
        pairs += [("citation_author", name), ("citation_author_institution", place)]
    pairs += [
        ("citation_publication_date", date.replace("-", "/")),
        ("citation_journal_title", source.get("journal")),
        ("citation_issn", source.get("issn")),
        ("citation_volume", source.get("volume")),
        ("citation_issue", source.get("issue")),
        ("citation_firstpage", source.get("first_page")),
        ("citation_lastpage", source.get("last_page")),
        ("citation_doi", source.get("doi")),
        ("citation_keywords", source.get("keywords")),
        ("citation_language", "en"),
        ("dc.title", source.get("title")),
        *(("dc.creator", name) for name, _ in source.parts("author")),
        ("dc.date", date),
        ("dc.identifier", f"doi:{source.get('doi')}"),
        ("dc.publisher", source.get("publisher")),
        ("dc.rights", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("dc.language", "en"),
        ("robots", "noarchive"),
    ]
    return "\n".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in pairs)


def _json_ld(source: Source) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": source.get("title"),
        "author": [
            {"@type": "Person", "name": name, "affiliation": {"@type": "Organization", "name": place}}
            for name, place in source.parts("author")
        ],
        "datePublished": source.get("published"),
        "identifier": f"https://doi.org/{source.get('doi')}",
        "keywords": source.get("keywords").split("; "),
        "inLanguage": "en",
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "pagination": source.get("pages"),
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": source.get("issue"),
            "isPartOf": {
                "@type": ["PublicationVolume", "Periodical"],
                "name": source.get("journal"),
                "volumeNumber": source.get("volume"),
                "issn": source.get("issn"),
            },
        },
    }
    text = json.dumps(data, ensure_ascii=False, indent=1).replace("</", "<\\/")
    return f'<script type="application/ld+json">\n{text}\n</script>'


def _article(source: Source) -> str:
    names = ", ".join(f'<span class="author">{escape(name)}</span>' for name, _ in source.parts("author"))
    places = "".join(f"<li>{escape(name)}: {escape(place)}</li>" for name, place in source.parts("author"))
    doi = escape(source.get("doi"))
    issue = f"{source.get('journal')}, {source.get('volume')}({source.get('issue')}), {source.get('pages')}"
    keywords = escape(source.get("keywords").replace(";", ","))
    lines = [
        "<article>",
        f"<h1>{escape(source.get('title'))}</h1>",
        f'<p class="authors">{names}</p>',
        f'<ul class="affiliations">{places}</ul>',
        f'<p class="issue">{escape(issue)} ({source.get("year")}). <a href="https://doi.org/{doi}">'
        f"https://doi.org/{doi}</a></p>",
        f'<p class="notice">{escape(source.get("fiction"))}</p>',
        f'<section class="abstract"><h2>Abstract</h2>\n<p>{_dress(source.get("abstract"))}</p>',
        f'<p class="keywords"><strong>Keywords:</strong> {keywords}</p></section>',
        *_body(source),
        "</article>",
    ]
    return "\n".join(lines)


def _body(source: Source) -> Iterator[str]:
    before = ""
    for element in source.elements:
        if element.kind == "reference" and before != "reference":
            yield '<ol class="references">'
        if element.kind in {"table", "wide"}:
            yield _table(element)
        else:
            yield _line(element)
        before = element.kind
    if before == "reference":
        yield "</ol>"


def _line(element: Element) -> str:
    tag = {**CUT, "reference": "li"}.get(element.kind, "p").format(level=element.level)
    return f"<{tag}>{_dress(element.text)}</{tag.split()[0]}>"


def _table(element: Element) -> str:
    first, *rest = element.rows
    head = "".join(f"<th>{_dress(cell)}</th>" for cell in first)
    body = "\n".join("<tr>" + "".join(f"<td>{_dress(cell)}</td>" for cell in row) + "</tr>" for row in rest)
    caption = f"<caption>{_dress(element.text)}</caption>"
    return f"<table>{caption}\n<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"


def _dress(text: str) -> str:
    out = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(text, quote=False))
    out = re.sub(r"\*(.+?)\*", r"<em>\1</em>", out)
    return re.sub(r"(https://doi\.org/\S+)", r'<a href="\1">\1</a>', out)
