"""Claims from what a file says about itself outside its text: PDF Info and XMP, HTML meta tags, JSON-LD.

Info dictionaries are often rubbish ("Microsoft Word - final2.doc", a scanner's name): a title must read like one, an
author like a person. Dates of creation tell when a copy was made, not when a paper appeared, and are not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipelines.read.bibliography import find_doi
from pipelines.read.metadata.claims import Claim, Field
from pipelines.read.metadata.people import is_person, split_people

Facts = Mapping[str, tuple[str, ...]]
# (source, field, names of facts): the first name that has a value counts.
PLAIN: tuple[tuple[str, Field, tuple[str, ...]], ...] = (
    ("citation meta tags", "title", ("citation_title", "eprints.title", "bepress_citation_title")),
    ("citation meta tags", "venue", ("citation_journal_title", "citation_conference_title", "eprints.publication")),
    ("citation meta tags", "venue", ("bepress_citation_journal_title",)),
    ("citation meta tags", "volume", ("citation_volume", "bepress_citation_volume", "eprints.volume")),
    ("citation meta tags", "issue", ("citation_issue", "bepress_citation_issue", "eprints.number")),
    ("citation meta tags", "language", ("citation_language",)),
    ("prism", "venue", ("prism:publicationname", "prism.publicationname")),
    ("prism", "volume", ("prism:volume", "prism.volume")),
    ("prism", "issue", ("prism:number", "prism.number")),
    ("json-ld", "title", ("jsonld:headline", "jsonld:name")),
    ("json-ld", "venue", ("jsonld:journal",)),
    ("json-ld", "volume", ("jsonld:volumenumber",)),
    ("json-ld", "issue", ("jsonld:issuenumber",)),
    ("json-ld", "language", ("jsonld:inlanguage",)),
    ("dublin core", "title", ("dc:title", "dc.title", "dcterms.title")),
    ("dublin core", "language", ("dc:language", "dc.language", "dcterms.language")),
    ("dublin core", "venue", ("dc.relation.ispartof", "dcterms.ispartof")),
    ("page heading", "title", ("html:h1", "og:title", "twitter:title")),
    ("page heading", "language", ("html:lang",)),
    ("info", "title", ("title",)),
)
Named = tuple[tuple[str, tuple[str, ...]], ...]
AUTHORS: Named = (
    (
        "citation meta tags",
        ("citation_author", "citation_authors", "bepress_citation_author", "eprints.creators_name"),
    ),
    ("json-ld", ("jsonld:author",)),
    ("dublin core", ("dc:creator", "dc.creator", "dc.contributor", "dcterms.creator")),
    ("page heading", ("html:author", "author", "article:author")),
    ("info", ("author",)),
)
YEARS: Named = (
    ("citation meta tags", ("citation_publication_date", "citation_date", "citation_year", "bepress_citation_date")),
    ("citation meta tags", ("citation_online_date", "citation_cover_date")),
    ("prism", ("prism:publicationdate", "prism:coverdate", "prism.publicationdate", "prism:coverdisplaydate")),
    ("json-ld", ("jsonld:datepublished",)),
    ("dublin core", ("dc.date", "dc.date.issued", "dcterms.issued", "dc.issued")),
)
DOIS: Named = (
    ("citation meta tags", ("citation_doi", "bepress_citation_doi", "doi")),
    ("prism", ("prism:doi", "prism.doi", "crossmark:doi", "pdfx:doi", "wps-articledoi")),
    ("json-ld", ("jsonld:doi",)),
    ("dublin core", ("dc:identifier", "dc.identifier", "dc.identifier.doi", "dcterms.identifier")),
    ("info", ("title", "subject", "dc:title", "dc:description")),
)
KEYWORDS: Named = (
    ("citation meta tags", ("citation_keywords", "citation_keyword")),
    ("json-ld", ("jsonld:keywords",)),
    ("dublin core", ("dc:subject", "dc.subject", "keywords", "pdf:keywords")),
)
RUBBISH = re.compile(
    r"^(?:doi:|untitled|microsoft word|slide \d|layout|document\d*|paper|article|manuscript|title|index|home|none|"
    r"print)\b|"
    r"\.(?:docx?|dvi|indd|pdf|qxd|tex|rtf|ps|p65|fm)\b|^[\w.-]+$|^\W*$|^\d|^[A-Z]{2,}[\w-]*\d",
    re.IGNORECASE,
)
# What programs put where nobody told them who writes.
NOBODY = re.compile(
    r"\b(?:user|admin\w*|owner|microsoft|author|unknown|anonymous|editor\w*|elsevier|springer)\b", re.I
)


def claim_embedded(facts: Facts) -> Iterator[Claim]:
    """The claims of a file's own properties."""
    for source, field, names in PLAIN:
        value = _first(facts, names)
        if value and not (field == "title" and RUBBISH.search(value)):
            yield Claim(field=field, value=_plain_value(field, value), source=source)
    yield from _authors(facts)
    yield from _numbers(facts)
    for source, names in KEYWORDS:
        words = [k.strip() for value in _values(facts, names) for k in re.split(r"[;,]", value) if k.strip()]
        if words:
            yield Claim(field="keywords", value=tuple(dict.fromkeys(words)), source=source)


def _plain_value(field: Field, value: str) -> str:
    if field == "language":
        return value.split("-")[0].split("_")[0].lower()[:3].replace("eng", "en")
    return re.sub(r"\s+[|–-]\s+[^|]{3,60}$", "", value) if field == "title" and "|" in value else value


def _values(facts: Facts, names: tuple[str, ...]) -> tuple[str, ...]:
    return next((facts[name] for name in names if facts.get(name)), ())


def _first(facts: Facts, names: tuple[str, ...]) -> str | None:
    return next(iter(_values(facts, names)), None)


def _authors(facts: Facts) -> Iterator[Claim]:
    for source, names in AUTHORS:
        values = [v for v in _values(facts, names) if not v.startswith("http")]
        people = tuple(dict.fromkeys(p for value in values for p in split_people(value)))
        if source == "dublin core" and facts.get("dc:creator") == facts.get("author"):
            continue  # a program wrote both from one name: that of its own user
        people = tuple(name for name in people if not NOBODY.search(name))
        plausible = source in {"citation meta tags", "json-ld"} or all(is_person(p) for p in people)
        if people and plausible:
            yield Claim(field="authors", value=people, source=source)


def _numbers(facts: Facts) -> Iterator[Claim]:
    for source, names in YEARS:
        year = re.search(r"\b(?:19|20)\d{2}\b", _first(facts, names) or "")
        if year:
            yield Claim(field="year", value=year.group(), source=source)
    for source, names in DOIS:
        doi = next((d for name in names for value in facts.get(name, ()) if (d := find_doi(value))), None)
        if doi:
            yield Claim(field="doi", value=doi, source=source)
    first = _first(
        facts, ("citation_firstpage", "prism:startingpage", "jsonld:pagestart", "bepress_citation_firstpage")
    )
    last = _first(facts, ("citation_lastpage", "prism:endingpage", "jsonld:pageend", "bepress_citation_lastpage"))
    if first:
        yield Claim(
            field="pages", value=f"{first}-{last}" if last and last != first else first, source="citation meta tags"
        )
