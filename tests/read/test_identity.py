"""Whose DOI it is: a paper's own facts come from its front matter, never from what it cites."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.read import read
from pipelines.read.bibliography import find_doi
from pipelines.read.metadata import find_metadata
from pipelines.read.metadata.claims import continues
from pipelines.read.paragraph import Paragraph
from pipelines.record import Document

CASES = Path(__file__).parents[1] / "cases"
TITLE = Paragraph(text="Lantern Warmth and Visitor Calm", role="title", page=1)
BYLINE = Paragraph(text="Mirela Dobos and Jan Ott", role="front", page=1)
SICI = "10.1002/(SICI)1097-0266(199706)18:6<451::AID-SMJ873>3.0.CO;2-V"


def front(*lines: str) -> Document:
    paragraphs = [TITLE, BYLINE, *(Paragraph(text=line, role="front", page=1) for line in lines)]
    return find_metadata(paragraphs, source="a.pdf").document


@pytest.mark.parametrize(
    ("name", "doi"),
    [
        ("doi-cut-short-in-running-foot.pdf", "10.5555/tmj.2048"),
        ("doi-of-a-reference.docx", None),
        ("one-reference-short.md", None),
    ],
)
def test_cases(name: str, doi: str | None) -> None:
    assert read(CASES / name).document.doi == doi


def test_a_short_note_has_nothing_of_its_one_reference() -> None:
    found = read(CASES / "one-reference-short.md").document
    assert (found.title, found.authors) == ("Bicycle Courier Pride and Parcel Care", ("Mirela Dobos", "Jan Ott"))
    assert (found.year, found.venue, found.volume, found.pages) == (None, None, None, None)


@pytest.mark.parametrize(
    ("lines", "doi"),
    [
        (["https://doi.org/10.5555/tj.77"], "10.5555/tj.77"),
        (["10.5555/tj", "doi:10.5555/tj.77", "10.5555/tj"], "10.5555/tj.77"),
        (["Town Journal 3 (2019) 4-19. DOI: 10.5555/tj.77"], "10.5555/tj.77"),
        (["Moor, J., & Ito, B. (2004). Harbour calm. Town Journal, 2, 1-9. https://doi.org/10.5555/other.1"], None),
        (["Moor, J. (2004). Harbour calm. Town Journal. doi:10.5555/other.1", "doi: 10.5555/tj.77"], "10.5555/tj.77"),
        (["Cite as: Dobos, M., & Ott, J. (2019). Lantern Warmth and Visitor Calm. Town Journal, 3, 4-19."
          " https://doi.org/10.5555/tj.77"], "10.5555/tj.77"),
        (["10.5555/tj.77Received 3 May 2019", "10.5555/tj.77"], "10.5555/tj.77"),
        ([f"doi: {SICI}"], SICI),
    ],
)  # fmt: skip
def test_the_front_page_tells(lines: list[str], doi: str | None) -> None:
    assert front(*lines).doi == doi


def test_what_stands_in_the_reference_list_is_not_the_papers() -> None:
    listed = [
        Paragraph(text="References", role="heading", page=1),
        Paragraph(text="Adeyemi, T. (2018). Fair pay. Urban Logistics, 7. doi:10.5555/ul.1", role="reference", page=1),
    ]
    found = find_metadata([TITLE, BYLINE, *listed], source="a.pdf").document
    assert (found.title, found.doi, found.year) == ("Lantern Warmth and Visitor Calm", None, None)


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [
        ("10.5555/tmj.2048", "10.5555/tmj", True),
        ("10.5555/TMJ.2048", "10.5555/tmj", True),
        ("10.5555/tmj.2048", "10.5555/tmj.2048", False),
        ("10.5555/tmj.2048Received", "10.5555/tmj.2048", False),
        ("10.5555/tmj.20481", "10.5555/tmj.2048", True),
    ],
)
def test_a_doi_that_goes_on_from_another(whole: str, part: str, expected: bool) -> None:
    assert continues(whole, part) is expected


@pytest.mark.parametrize(
    ("words", "doi"),
    [
        (f"See {SICI}.", SICI),
        (SICI.replace("<", "&lt;").replace(">", "&gt;"), SICI),
        (SICI.replace("0.CO", "0. CO"), SICI),
        ("<a href='https://doi.org/10.5555/x.1'>10.5555/x.1</a>", "10.5555/x.1"),
    ],
)
def test_sici_dois_stay_whole(words: str, doi: str) -> None:
    assert find_doi(words) == doi
