"""First pages: who wrote the paper, when and where, in the layouts that once were read wrongly and in many more."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.read import read, read_draft
from pipelines.read.metadata import find_metadata
from pipelines.read.metadata.byline import find_byline
from pipelines.read.metadata.claims import Claim, choose
from pipelines.read.metadata.coverpage import claim_covers
from pipelines.read.metadata.masthead import claim_masthead, is_kind
from pipelines.read.metadata.people import find_names, turn_vancouver
from pipelines.read.paragraph import Paragraph
from pipelines.text import Box, Fragment
from tests.samples.fronts import KINDS, PRINTS_ABBREVIATION, PRINTS_DOI, fronts

CASES = Path(__file__).parents[1] / "cases"
QUAY = "Quay Lighting and Visitor Calm: Evidence from Four Harbour Towns"


@pytest.mark.parametrize(
    ("name", "title", "authors", "year", "venue"),
    [
        ("authors-each-with-institution.pdf", QUAY, ("Abel Carmona", "Aron Tisch"), None, "Town Reputation Review"),
        ("cover-page-of-a-network.pdf", QUAY, ("Rolf Schreder", "Donatus S. Siebel"), 2007,
         "Town Theory and Practice"),
        ("front-abstract-with-sidebar.pdf", QUAY, ("Camille Moreau", "Jonas Falk"), 2024, "Rising Towns Journal"),
        ("front-authors-side-by-side.pdf", QUAY, ("Sigrun", "Matteo Carlo Vieri", "Hana Sedlak"), 2024,
         "Nordic Journal of Town Research"),
        ("front-label-as-venue.pdf", QUAY, ("Camille Moreau", "Jonas Falk", "Edda Sund", "Pavel Riha"), 2024,
         "BCX Harbour Studies"),
        ("info-names-first-author-only.pdf", QUAY, ("Ruben Lindh", "Kim Tanner", "Yolanda Gerber"), 2013,
         "Journal of Clear Quays"),
        ("label-with-date-no-year.pdf", QUAY, ("Sue-Hua Yung",), 2007, "Total Town Management"),
        ("running-head-of-authors-as-venue.pdf", QUAY, ("Xenia Baum", "Janina Chang"), 2015, "Alp Pac J Towns"),
        ("doi-cut-short-in-running-foot.pdf", QUAY, ("Raoul J. P. Alves", "Hanne Strand"), 2013,
         "Town Management Journal"),
        ("title-of-one-word.md", "Piers", ("Ada Lind",), 2022, "Pier Studies"),
    ],
)  # fmt: skip
def test_cases(name: str, title: str, authors: tuple[str, ...], year: int | None, venue: str) -> None:
    found = read(CASES / name, ocr="off").document
    assert (found.title or "").lower() == title.lower()
    assert (found.authors, found.year, found.venue) == (authors, year, venue)


@pytest.mark.parametrize(
    ("name", "volume", "issue", "pages"),
    [
        ("label-with-date-no-year.pdf", "18", "5", "555-569"),
        ("running-head-of-authors-as-venue.pdf", "32", None, "505-530"),
        ("front-label-as-venue.pdf", "24", None, "317"),
        ("front-authors-side-by-side.pdf", "14", "3", "805-828"),
    ],
)
def test_cases_tell_volume_issue_and_pages(name: str, volume: str, issue: str | None, pages: str) -> None:
    found = read(CASES / name, ocr="off").document
    assert (found.volume, found.issue, found.pages) == (volume, issue, pages)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_typeset_fronts(kind: str) -> None:
    for _, front, data in fronts(kinds=(kind,)):
        draft = read_draft(Path(f"{kind}.pdf"), data, ocr="off")
        found = find_metadata(draft.paragraphs, source=kind, furniture=draft.furniture, embedded=draft.facts).document
        assert (found.title or "").lower() == front.title.lower()
        assert [name.split()[-1] for name in found.authors] == [name.split()[-1] for name in front.authors]
        assert (found.year, found.doi) == (front.year, front.doi if kind in PRINTS_DOI else found.doi)
        assert found.venue == (front.short.replace(".", "") if kind in PRINTS_ABBREVIATION else front.venue)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ada Lind, PhD¹, Björn Moor, MBA²", ["Ada Lind", "Björn Moor"]),
        ("ADA LIND1 and BJÖRN MOOR III2", ["Ada Lind", "Björn Moor III"]),
        ("Ada Lind, Jr., and Björn Moor", ["Ada Lind Jr.", "Björn Moor"]),
        ("Rosa Della Corte & Nik van den Hurk", ["Rosa Della Corte", "Nik van den Hurk"]),
        ("SVEN-OLOF LIND, Harbour University", ["Sven-olof Lind"]),
        ("Haifa Bay University, Israel", []),
        ("¹Haifa Bay Institute of Towns", []),
        ("Total Town Management", []),
    ],
)
def test_names_of_a_line(line: str, names: list[str]) -> None:
    assert [name.lower() for name in find_names(line)] == [name.lower() for name in names]


def lines(*texts: str, size: float = 11.0) -> Paragraph:
    """A paragraph of printed lines."""
    fragments, start = [], 0
    for number, text in enumerate(texts):
        y = 700.0 - 14 * number
        box = Box(page=1, x0=60.0, y0=y, x1=300.0, y1=y + size)
        fragments.append(Fragment(start=start, end=start + len(text), box=box))
        start += len(text) + 1
    return Paragraph(text=" ".join(texts), role="front", page=1, size=size, fragments=tuple(fragments))


@pytest.mark.parametrize(
    ("after", "names"),
    [
        ([lines("Ada Lind", "Björn Moor")], ["Ada Lind", "Björn Moor"]),
        ([lines("ADA LIND", "BJÖRN MOOR", "University of Alban")], ["Ada Lind", "Björn Moor"]),
        ([lines("Ada Lind, Björn Olof", "Moor and Rosa Park")], ["Ada Lind", "Björn Olof Moor", "Rosa Park"]),
        ([lines("Ada Lind"), lines("Orla Bay", size=8.0)], ["Ada Lind"]),
        ([lines("Ada Lind"), lines("Edited by:", "Henrik Malm"), lines("Rosa Park")], ["Ada Lind"]),
        ([lines("Research Article"), lines("Ada Lind")], ["Ada Lind"]),
    ],
)
def test_bylines_are_read_line_by_line(after: list[Paragraph], names: list[str]) -> None:
    assert find_byline(after, "quaylighting") == names


def test_a_list_within_a_longer_one_supports_the_longer() -> None:
    claims = [
        Claim(field="authors", value=("Ada Lind",), source="label"),
        Claim(field="authors", value=("A. Lind", "Rosa Park"), source="byline"),
    ]
    choice = choose(claims)["authors"]
    assert (choice.value, choice.sources, choice.others) == (("A. Lind", "Rosa Park"), ("label", "byline"), ())


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("2014, Vol. 57, No. 5, 1434–1452.", {"year": "2014", "volume": "57", "issue": "5", "pages": "1434-1452"}),
        ("Volume 9 Number 2 May 2014 3-9", {"year": "2014", "volume": "9", "issue": "2", "pages": "3-9"}),
        ("A. Moor et al. / Town Journal 40 (2013) 11-17",
         {"venue": "Town Journal", "year": "2013", "volume": "40", "pages": "11-17"}),
        ("Ann Civ Calm (2011) 47:9-25", {"venue": "Ann Civ Calm", "year": "2011", "volume": "47", "pages": "9-25"}),
        ("Town Journal Vol. 8, No. 5, 55-69, July 2007",
         {"venue": "Town Journal", "year": "2007", "volume": "8", "issue": "5", "pages": "55-69"}),
        ("RESEARCH Open Access", {}),
        ("Council Visits (2011)", {}),
    ],
)  # fmt: skip
def test_mastheads(line: str, facts: dict[str, str]) -> None:
    assert {claim.field: claim.value for claim in claim_masthead(line)} == facts


@pytest.mark.parametrize("line", ["Research Article", "ORIGINAL PAPER", "RESEARCH Open Access", "Academic Research"])
def test_kinds_of_articles_are_no_venue(line: str) -> None:
    assert is_kind(line) and not is_kind("Journal of Marketing Research") and not is_kind("Research Policy")


def test_an_archives_cover_is_a_librarians_page() -> None:
    cover = Paragraph(
        text="Pier Width and Joy Author(s): Ada Lind and Rosa Park Source: Pier Studies, Vol. 47, No. 3 (Jun., 2004), "
        "pp. 368-384 Published by: Reading Hall Stable URL: http://archive.example/stable/1 Accessed: 01-02-2019",
        role="boilerplate",
        page=1,
    )
    facts = {claim.field: claim.value for claim in claim_covers([cover])}
    assert facts == {
        "title": "Pier Width and Joy", "authors": ("Ada Lind", "Rosa Park"), "year": "2004", "venue": "Pier Studies",
        "volume": "47", "issue": "3", "pages": "368-384",
    }  # fmt: skip


def test_vancouver_names_are_turned() -> None:
    assert turn_vancouver("Moor A B, van den Hurk É, Jr. and Ito C") == ("A. B. Moor", "É. van den Hurk Jr.", "C. Ito")


def test_running_heads_of_authors_are_no_venue() -> None:
    page = [
        Paragraph(text="Lantern Warmth and Visitor Calm", role="title", page=1, size=14.0),
        lines("Mirela Dobos, Jan Ott"),
    ]
    heads = [Paragraph(text="M. Dobos, J. Ott", role="boilerplate", page=n) for n in (2, 4)]
    heads += [Paragraph(text="2014 Dobos and Ott 37", role="boilerplate", page=n) for n in (3, 5)]
    found = find_metadata(page, source="a.pdf", furniture=heads).document
    assert (found.venue, found.year) == (None, 2014)
