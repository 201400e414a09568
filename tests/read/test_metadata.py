"""Bibliographic facts from invented front pages in the manner of publishers and repositories."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.errors import ReadError
from pipelines.read import read
from pipelines.read.metadata import find_metadata
from pipelines.read.metadata.claims import Claim, abbreviates, choose
from pipelines.read.metadata.journals import journal_of
from pipelines.read.metadata.masthead import claim_masthead
from pipelines.read.metadata.pages import claim_citation
from pipelines.read.metadata.people import find_names, is_person, split_people
from pipelines.read.paragraph import Paragraph
from pipelines.text import Role

Front = list[tuple[Role, str]]
BODY = "Patrons return to a choir when they feel that they belong to it, and rituals are what makes them feel so. " * 3


def document(front: Front, *, furniture: tuple[str, ...] = (), facts: dict[str, tuple[str, ...]] | None = None):  # type: ignore[no-untyped-def]
    paragraphs = [Paragraph(text=text, role=role, page=1) for role, text in front]
    paragraphs += [Paragraph(text="1. Introduction", role="heading", page=1), Paragraph(text=BODY, page=1)]
    margin = tuple(Paragraph(text=text, role="boilerplate", page=2) for text in furniture for _ in range(2))
    return find_metadata(paragraphs, source="x.pdf", furniture=margin, embedded=facts).document


TITLE = "Shared rituals and patron devotion: evidence from community choirs"
NAMES = ("Marta Lindqvist", "Chidi B. Okafor")


def test_two_column_journal_with_masthead() -> None:
    found = document(
        [
            ("front", "Journal of Imaginary Service Research 17(3) 247-261"),
            ("front", "© The Author(s) 2014 Reprints and permission: press.example/journalsPermissions.nav"),
            ("front", "DOI: 10.5555/1094599513529187"),
            ("title", TITLE),
            ("front", "Marta Lindqvist¹ and Chidi B. Okafor²"),
            ("abstract", BODY),
            ("keywords", "Keywords rituals, devotion, choirs"),
        ],
        furniture=("248 Journal of Imaginary Service Research 17(3)",),
    )
    assert (found.title, found.authors, found.year) == (TITLE, NAMES, 2014)
    assert (found.venue, found.volume, found.issue) == ("Journal of Imaginary Service Research", "17", "3")
    assert (found.pages, found.doi) == ("247-261", "10.5555/1094599513529187")
    assert found.keywords == ("rituals", "devotion", "choirs")
    assert found.language == "en"


def test_running_head_alone() -> None:
    found = document(
        [
            ("title", TITLE.upper()),
            ("front", "Marta Lindqvist*"),
            ("front", "University of Nowhere"),
            ("front", "Chidi B. Okafor**"),
            ("abstract", BODY),
        ],
        furniture=("24 JOURNAL OF IMAGINARY STUDIES, SPRING 1995",),
    )  # fmt: skip
    assert (found.authors, found.venue, found.year) == (NAMES, "Journal of Imaginary Studies", 1995)


def test_cover_page_of_a_database() -> None:
    cover = (
        "Imaginary Journal of Marketing Shared rituals and patron devotion: evidence from community "
        "choirs Marta Lindqvist, "
        "Chidi B. Okafor, Article information: To cite this document: Marta Lindqvist, Chidi B. Okafor, (2006) "
        '"Shared rituals and patron devotion: evidence from community choirs", Imaginary Journal of '
        "Marketing, Vol. 17 "
        "Issue: 1, pp.73-93, https://doi.org/10.5555/14777830610639459 Permanent link to this document: "
        "https://doi.org/10.5555/14777830610639459 Downloaded on: 07 January 2018 Users who downloaded "
        "this article also "
        'downloaded: (2008),"Another paper", Other Journal, Vol. 28 Iss 11 pp. 1021-1041 '
        "https://doi.org/10.5555/999999"
    )
    paragraphs = [Paragraph(text=TITLE, role="title", page=3), Paragraph(text=BODY, page=3)]
    margin = (Paragraph(text=cover, role="boilerplate", page=1),)
    found = find_metadata(paragraphs, source="x.pdf", furniture=margin).document
    assert (found.authors, found.year, found.venue) == (NAMES, 2006, "Imaginary Journal of Marketing")
    assert (found.volume, found.issue, found.pages, found.doi) == ("17", "1", "73-93", "10.5555/14777830610639459")


@pytest.mark.parametrize(
    "cover",
    [
        "Full Terms & Conditions of access and use can be found at https://www.press.example Journal of "
        "Imaginary Management "
        "ISSN: 0000-257X (Print) 1472-1376 (Online) Journal homepage: https://www.press.example/loi/rjmm20 "
        "Shared rituals and "
        "patron devotion: evidence from community choirs Marta Lindqvist & Chidi B. Okafor To cite this "
        "article: Marta "
        "Lindqvist & Chidi B. Okafor (2011) Shared rituals and patron devotion: evidence from community "
        "choirs, Journal of "
        "Imaginary Management, 27:7-8, 785-807, DOI: 10.5555/0267257X.2010.500132 To link to this article: "
        "https://doi.org/10.5555/0267257X.2010.500132 Published online: 05 Feb 2011.",
        "See discussions, stats, and author profiles for this publication at: "
        "https://www.net.example/publication/1 Shared "
        "rituals and patron devotion: evidence from community choirs Article in Journal of Imaginary "
        "Management · March 2011 "
        "DOI: 10.5555/0267257X.2010.500132 CITATIONS 28 READS 111 2 authors: Marta Lindqvist University of Nowhere",
    ],
    ids=["publisher", "network"],
)
def test_covers_on_one_line(cover: str) -> None:
    paragraphs = [
        Paragraph(text=TITLE, role="title", page=2),
        Paragraph(text="Marta Lindqvist* and Chidi B. Okafor", role="front", page=2),
        Paragraph(text=BODY, page=2),
    ]
    margin = (Paragraph(text=cover, role="boilerplate", page=1),)
    found = find_metadata(paragraphs, source="x.pdf", furniture=margin).document
    assert (found.title, found.authors, found.year) == (TITLE, NAMES, 2011)
    assert (found.venue, found.doi) == ("Journal of Imaginary Management", "10.5555/0267257X.2010.500132")


def test_citation_panel_in_short_lines() -> None:
    found = document(
        [
            ("title", TITLE),
            ("front", "Marta Lindqvist * and Chidi B. Okafor"),
            ("front", "Citation: Lindqvist, M.; Okafor, C.B."),
            ("front", "Shared rituals and patron devotion:"),
            ("front", "evidence from community choirs. Imag. Serv."),
            ("front", "2023, 13, 1151. https://doi.org/10.5555/imagserv13111151"),
            ("front", "Academic Editor: Per Lund"),
            ("front", "Received: 27 September 2021"),
            ("abstract", BODY),
        ],
        facts={"title": ("Microsoft Word - final2.doc",), "author": ("svecol",), "creationdate": ("D:2031",)},
    )
    assert (found.title, found.authors, found.year, found.doi) == (TITLE, NAMES, 2023, "10.5555/imagserv13111151")
    assert (found.venue, found.volume, found.pages) == ("Imag. Serv.", "13", "1151")


def test_sources_that_disagree_are_told() -> None:
    paragraphs = [
        Paragraph(text=TITLE, role="title"),
        Paragraph(text="Citation for published version (APA):", role="front"),
        Paragraph(
            text=f"Lindqvist, M., & Okafor, C. B. (2017). {TITLE}. Journal of Imaginary Service, 31(2).", role="front"
        ),
        Paragraph(text="Published in:", role="front"),
        Paragraph(text="Journal of Imaginary Service", role="front"),
        Paragraph(text="Journal: Journal of Imagined Services", role="front"),
        Paragraph(text="10.1108/JSM-10-2016-9999", role="front"),
        Paragraph(text=BODY),
    ]
    found = find_metadata(paragraphs, source="x.txt")
    venue = next(c for c in found.conflicts if c.field == "venue")
    claimed = {str(venue.value), *(str(c.value) for c in venue.others)}
    assert claimed == {"Journal of Imaginary Service", "Journal of Imagined Services", "Journal of Services Marketing"}
    assert "not " in venue.explain() and found.document.authors == ("M. Lindqvist", "C. B. Okafor")


def test_catalogue_page_with_labels_run_together() -> None:
    found = document(
        [
            ("title", TITLE),
            ("front", "Marta Lindqvist, Chidi B. Okafor"),
            ("abstract", BODY),
            ("front", "Original languageEnglish"),
            ("front", "Pages (from-to)247-261"),
            ("front", "JournalJournal of Imaginary Service"),
            ("front", "Issue number3"),
            ("front", "Publication statusPublished - Aug 2014"),
        ]
    )
    assert (found.authors, found.venue, found.issue) == (NAMES, "Journal of Imaginary Service", "3")
    assert (found.pages, found.year, found.language) == ("247-261", 2014, "en")


@pytest.mark.parametrize(
    ("before", "items", "keywords"),
    [
        (
            "Number of pages15",
            ["repair", "mutual help", "value co-creation"],
            ("repair", "mutual help", "value co-creation"),
        ),
        ("Three things matter here", ["repair", "mutual help", "co-creation"], ()),
        ("Number of pages15", ["We repair.", "They help.", "All stay."], ()),
    ],
)
def test_terms_listed_after_a_catalogues_facts(before: str, items: list[str], keywords: tuple[str, ...]) -> None:
    words = [("title", TITLE), ("abstract", BODY), ("front", before), *(("list_item", item) for item in items)]
    assert document([*words, ("front", "Fingerprint")]).keywords == keywords


def test_meta_tags_rule() -> None:
    facts = {
        "citation_title": (TITLE,),
        "citation_author": ("Lindqvist, Marta", "Okafor, Chidi B."),
        "citation_journal_title": ("Journal of Imaginary Service",),
        "citation_publication_date": ("2021/03/15",),
        "citation_firstpage": ("311",),
        "citation_lastpage": ("329",),
        "citation_doi": ("10.5555/jis.2021.0412",),
    }
    found = document([("heading", "Another heading of the page")], facts=facts)
    assert (found.title, found.authors, found.year) == (TITLE, NAMES, 2021)
    assert (found.venue, found.pages, found.doi) == (
        "Journal of Imaginary Service",
        "311-329",
        "10.5555/jis.2021.0412",
    )


def test_title_that_goes_on_after_a_comma() -> None:
    paragraphs = [
        Paragraph(text="The Relationship Between Ritual,", role="title", page=2, size=18),
        Paragraph(text="Patron Devotion, and", role="front", page=2, size=17),
        Paragraph(text="Choir Season", role="front", page=2, size=16),
        Paragraph(text="Marta Lindqvist", role="front", page=2, size=10),
        Paragraph(text="Abstract", role="heading", page=2),
        Paragraph(text=BODY, page=2, size=10),
    ]
    found = find_metadata(paragraphs, source="x.pdf").document
    assert found.title == "The Relationship Between Ritual, Patron Devotion, and Choir Season"
    assert found.authors == ("Marta Lindqvist",)


def test_title_over_two_paragraphs_of_one_size() -> None:
    paragraphs = [
        Paragraph(text="imaginary sciences", role="front", page=1, size=15, bold=True),
        Paragraph(text="Success through Ritual?", role="title", page=1, size=18, bold=True),
        Paragraph(text="Evidence from Community Choirs", role="front", page=1, size=18, bold=True),
        Paragraph(text="Marta Lindqvist", role="front", page=1, size=10, bold=True),
        Paragraph(text=BODY, page=1, size=10),
    ]
    found = find_metadata(paragraphs, source="x.pdf").document
    assert (found.title, found.authors) == (
        "Success through Ritual? Evidence from Community Choirs",
        ("Marta Lindqvist",),
    )


def test_working_paper() -> None:
    paragraphs = [
        Paragraph(text="WORKING PAPERS SERIES IN IMAGINARY STUDIES", role="title", page=1, size=20),
        Paragraph(text="NOWHERE UNIVERSITY", role="front", page=1, size=14),
        Paragraph(text="2009:1", role="front", page=1, size=14),
        Paragraph(text="What explains the devotion of patrons?", role="front", page=1, size=16),
        Paragraph(text="MARTA LINDQVIST, Nowhere University PER LUND, Lund & Young AB", role="front", page=1, size=12),
        Paragraph(text="Abstract", role="heading", page=1),
        Paragraph(text=BODY, page=1, size=10),
    ]
    found = find_metadata(paragraphs, source="x.pdf", embedded={"title": ("WP20091",)}).document
    assert (found.title, found.year, found.issue) == ("What explains the devotion of patrons?", 2009, "2009:1")
    assert found.authors == ("Marta Lindqvist", "Per Lund")
    assert found.venue == "Working Papers Series in Imaginary Studies, Nowhere University"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Marta Lindqvist¹, Chidi B. Okafor²,* and Per van der "
         "Lund¹", ("Marta Lindqvist", "Chidi B. Okafor", "Per van der Lund")),
        ("Marta Lindqvist1,2 & Chidi B. Okafor3", NAMES),
        ("MARTA LINDQVIST1* and CHIDI B. OKAFOR2", NAMES),
        ("By Marta Lindqvist and Chidi B. Okafor", NAMES),
        ("Marta Lindqvist* University of Nowhere, San Felipe", ("Marta Lindqvist",)),
        ("Marta Lindqvist, PhD; Chidi B. Okafor, MBA", NAMES),
        ("Department of Marketing, University of Nowhere", ()),
        ("Journal of Imaginary Service", ()),
        ("Received 27 April 2005", ()),
        ("Customer Engagement, Value Creation", ()),
        ("Nowhere, Hong Kong", ()),
    ],
)  # fmt: skip
def test_bylines(line: str, names: tuple[str, ...]) -> None:
    assert tuple(find_names(line)) == names


@pytest.mark.parametrize(
    "words", ["Service Research", "Published Online", "We", "Lund", "Per lund", "New Zealand", "Per Lund 2014"]
)
def test_no_person(words: str) -> None:
    assert not is_person(words)


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("Marta Lindqvist and Chidi B. Okafor", NAMES),
        ("Lindqvist, Marta; Okafor, Chidi B.", NAMES),
        ("Lindqvist, Marta", ("Marta Lindqvist",)),
        ("Lindqvist, M., Okafor, C. B.", ("M. Lindqvist", "C. B. Okafor")),
    ],
)
def test_lists_of_people(value: str, people: tuple[str, ...]) -> None:
    assert split_people(value) == people


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("IMAGINARY ECONOMICS 59 (2006) 312 – 323", ("Imaginary Economics", "2006", "59", None, "312-323")),
        ("Imag. Mgmt. J., 26: 827–840 (2005)", ("Imag. Mgmt. J.", "2005", "26", None, "827-840")),
        ("Imag. Sci. 2017, 7, 9; doi:10.5555/imagsci7020009 "
         "www.press.example", ("Imag. Sci.", "2017", "7", None, "9")),
        ("Int. J. Imaginary Services, Vol. 8, No. 3, "
         "2011 283", ("Int. J. Imaginary Services", "2011", "8", "3", None)),
        ("Imaginary Journal of Marketing Vol. 41 No. 11/12, 2007 pp. "
         "1475-1494", ("Imaginary Journal of Marketing", "2007", "41", "11/12", "1475-1494")),
        ("Journal of Imaginary Ethics; Jan 1998; 17, 2; Some Database "
         "pg. 195", ("Journal of Imaginary Ethics", "1998", "17", "2", None)),
        ("Article in Imaginary Journal of Services · "
         "March 2011", ("Imaginary Journal of Services", "2011", None, None, None)),
        ("J Imag Serv Res. 2012;65(2):198–206", ("J Imag Serv Res", "2012", "65", "2", "198-206")),
        ("A. B. Lund Accepted manuscript. To appear in Imaginary Theory Review (2022). "
         "https://doi.org/10.5555/x", ("Imaginary Theory Review", "2022", None, None, None)),
        ("Rituals... Per A Lund; Rita Verma Journal of Imaginary Ethics; Jan 1998; 17, 2; Some Database "
         "pg. 195", ("Journal of Imaginary Ethics", "1998", "17", "2", "195")),
        ("Journal of Imaginary Ethics 17: 195–204, 1998. © 1998 Some "
         "Press", ("Journal of Imaginary Ethics", "1998", "17", None, "195-204")),
        ("Imaginary Service Business (2012) 6:31–44", ("Imaginary Service Business", "2012", "6", None, "31-44")),
    ],
)  # fmt: skip
def test_mastheads(line: str, facts: tuple[str | None, ...]) -> None:
    found = {c.field: c.value for c in claim_masthead(line)}
    names = ("venue", "year", "volume", "issue", "pages")
    wanted = {n: v for n, v in zip(names, facts, strict=True) if v is not None}
    assert {n: found.get(n) for n in wanted} == wanted


@pytest.mark.parametrize(
    "line",
    [
        "We surveyed 312 patrons in 2006 and asked them about service research.",
        "Table 3 (2005) 12 of the research design",
        "Downloaded from press.example at Nowhere Research Library on December 6, 2012",
        "Received 19 May 2003; accepted 28 February 2005",
        "Following earlier service research (2005) 59, we ask why.",
        "The results that were published in Management (2010) are old.",
    ],
)
def test_sentences_are_no_mastheads(line: str) -> None:
    assert not list(claim_masthead(line))


@pytest.mark.parametrize(
    "citation",
    [
        "Lindqvist, M., & Okafor, C. B. (2017). Shared rituals and devotion. Journal of Imaginary "
        "Service, 31(2), 4-19.",
        "Lindqvist, M. and Okafor, C.B. (2017) ‘Shared rituals and devotion’, Journal of Imaginary "
        "Service, Vol. 31, No. 2, pp.4–19.",
        "Marta Lindqvist & Chidi B. Okafor (2017) Shared rituals and devotion, Journal of Imaginary "
        "Service, 31:2, 4-19, DOI: 10.5555/1",
        "Lindqvist, M., Okafor, C.B. Shared rituals and devotion. Journal of Imaginary Service 31, 4–19 (2017).",
        "Lindqvist, M., & Okafor, C.B. Shared rituals and devotion. Journal of Imaginary Service 31, 4–19 (2017).",
    ],
)
def test_own_citations(citation: str) -> None:
    found = {c.field: c.value for c in claim_citation(citation)}
    assert found["title"] == "Shared rituals and devotion" and found["year"] == "2017"
    assert found["venue"] == "Journal of Imaginary Service" and found["volume"] == "31"
    assert [name.split()[-1] for name in found["authors"]] == ["Lindqvist", "Okafor"]


@pytest.mark.parametrize(
    ("doi", "journal"),
    [
        ("10.1108/JSM-10-2016-0352", "Journal of Services Marketing"),
        ("10.3390/educsci13111151", "Education Sciences"),
        ("10.1016/j.jbusres.2013.01.001", "Journal of Business Research"),
        ("10.1177/1094670513529187", "Journal of Service Research"),
        ("10.1002/smj.476", "Strategic Management Journal"),
        ("10.5555/unknown.1", None),
    ],
)
def test_journal_of_a_doi(doi: str, journal: str | None) -> None:
    assert journal_of(doi) == journal


def test_abbreviations() -> None:
    assert abbreviates("Strat. Mgmt. J.", "Strategic Management Journal")
    assert abbreviates(
        "Int. J. Services and Operations Management", "International Journal of Services and Operations Management"
    )
    assert not abbreviates("Journal of Service", "Journal of Service Research")
    assert not abbreviates("Journal of Service Management", "Journal of Services Marketing")


def test_equal_claims_support_each_other() -> None:
    claims = [
        Claim(field="venue", value="Wrong Journal", source="citation line"),
        Claim(field="venue", value="Right Journal", source="label"),
        Claim(field="venue", value="Right J.", source="doi code"),
    ]
    choice = choose(claims)["venue"]
    assert (choice.value, choice.sources) == ("Right Journal", ("doi code", "label"))
    assert [c.value for c in choice.others] == ["Wrong Journal"]


def words(text: str) -> list[str]:
    return [w for w in "".join(c if c.isalnum() else " " for c in text.lower()).split() if w not in {"the", "a", "an"}]


@pytest.mark.slow
def test_metadata_of_annotated_papers(shared: Path) -> None:
    """Title, year, DOI right in .95, authors (family names), venue in .9 of the annotated papers."""
    right: dict[str, list[bool]] = {}
    for gold in sorted((shared / "gold").glob("*.json")):
        wanted = json.loads(gold.read_text(encoding="utf-8"))
        stem = gold.stem.removeprefix("seed-") + "_*.txt" if gold.stem.startswith("seed") else gold.stem + ".pdf"
        path = next((shared / "corpus").glob(f"*/{stem}"), None)
        if not isinstance(wanted, dict) or path is None:
            continue
        try:
            found = read(path, pdf_engine="pdfium", ocr="off").document
        except ReadError:
            continue  # a scan, where no text recognition is installed
        facts = wanted["document"]
        for field in ("title", "venue"):
            if facts.get(field):
                right.setdefault(field, []).append(words(facts[field]) == words(getattr(found, field) or ""))
        for field in ("year", "doi"):
            if facts.get(field):
                right.setdefault(field, []).append(str(facts[field]).lower() == str(getattr(found, field)).lower())
        mine = [n.split()[-1].lower() for n in found.authors]
        right.setdefault("authors", []).append([n.split()[-1].lower() for n in facts["authors"]] == mine)
    share = {field: sum(hits) / len(hits) for field, hits in right.items()}
    assert min(share["title"], share["year"], share["doi"]) >= 0.95
    assert min(share["authors"], share["venue"]) >= 0.9
