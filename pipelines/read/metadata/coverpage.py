"""Claims from cover pages that archives, networks and repositories put before a paper: read as the forms they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipelines.read.bibliography import find_doi
from pipelines.read.metadata.claims import Claim
from pipelines.read.metadata.masthead import tidy_range, tidy_venue
from pipelines.read.metadata.people import is_person, split_people
from pipelines.read.paragraph import Paragraph

LEAST = 150  # characters of a cover page
# Title, "Author(s):", "Source: Journal, Vol. 47, No. 3 (Jun., 2004), pp. 368-384", "Published by:".
ARCHIVE: Final = re.compile(
    r"^(?:JSTOR\s+)?(?P<title>\S.{3,400}?)\s+Author(?:\(s\)|s)?:\s+(?P<authors>.{3,400}?)\s+"
    r"(?:Review(?:ed work)?\b.{0,300}?)?Source:\s+(?P<source>.{5,300}?)\s+(?:Published by|Publisher|Stable URL|URL)\b"
)
SOURCE: Final = re.compile(
    r"(?P<venue>[^\d]{3,120}?)\s*,\s+(?:vol\b|\d|[A-Z][a-z]{2,8}\.?[,/ -].*?(?:19|20)\d\d)", re.I
)
# "… publication at: https://…/123 Title Article in Journal · May 2007 DOI: … CITATIONS"
NETWORK: Final = re.compile(
    r"See discussions, stats.{0,120}?/publication/\d+\s+(?P<title>\S.{5,300}?)\s+"
    r"(?:Article|Chapter|Conference Paper|Preprint|Thesis|Working Paper)\s+(?P<where>in\s+.{3,160}?\s)?[·•-]\s+"
    r"[A-Z][a-z]+\s(?P<year>(?:19|20)\d\d)\b"
)
MEMBERS: Final = re.compile(
    r"\b\d+ authors?:\s+(?P<name>\S.{3,50}?)\s(?=[A-Z][^.]{0,60}\b(?:University|School|College)\b)"
)


def claim_covers(furniture: Sequence[Paragraph]) -> Iterator[Claim]:
    """The claims of the covers among what was left out of the text."""
    for paragraph in furniture:
        if (paragraph.page or 1) <= 2 and len(paragraph.text) >= LEAST:
            yield from _archive(paragraph.text[:3000])
            yield from _network(paragraph.text[:3000])


def _archive(words: str) -> Iterator[Claim]:
    form = ARCHIVE.match(words)
    if form is None:
        return
    source = form["source"]
    people = split_people(form["authors"])
    yield Claim(field="title", value=form["title"].strip(), source="cover")
    if people and all(is_person(name) or len(name.split()) == 1 for name in people):
        yield Claim(field="authors", value=people, source="cover")
    year = re.search(r"\b(?:19|20)\d{2}\b", source)
    venue = SOURCE.match(source)
    pages = re.search(r"\bpp?\.\s?([A-Za-z]?\d+\s?[–-]\s?[A-Za-z]?\d+)", source)
    if year:
        yield Claim(field="year", value=year.group(), source="cover")
    if venue:
        yield Claim(field="venue", value=tidy_venue(venue["venue"]), source="cover")
    for field, label in (("volume", "vol"), ("issue", "no")):
        number = re.search(rf"\b{label}\.\s?([\w/–-]{{1,8}})", source, re.IGNORECASE)
        if number and field == "volume":
            yield Claim(field="volume", value=number[1], source="cover")
        elif number:
            yield Claim(field="issue", value=tidy_range(number[1]), source="cover")
    if pages:
        yield Claim(field="pages", value=tidy_range(pages[1]), source="cover")


def _network(words: str) -> Iterator[Claim]:
    """A network's title is typed by its members, and its date may be that of the upload: little trusted."""
    form = NETWORK.search(words)
    if form is None:
        return
    yield Claim(field="title", value=form["title"], source="network cover")
    yield Claim(field="year", value=form["year"], source="network cover")
    if form["where"]:
        yield Claim(field="venue", value=tidy_venue(form["where"].removeprefix("in").strip()), source="cover")
    doi = find_doi(words[form.end() : form.end() + 80])
    if doi:
        yield Claim(field="doi", value=doi, source="cover")
    alone = MEMBERS.search(words)
    if alone and is_person(alone["name"]) and re.search(r"\b1 author:", words):
        yield Claim(field="authors", value=(alone["name"],), source="network cover")
