"""Entries of each style: (entry, authors, year, title, venue, doi)."""

from __future__ import annotations

import pytest

from pipelines.read.bibliography import find_doi, parse_entries, parse_entry
from pipelines.read.entries import split_entries

CASES = {
    "apa": (
        "Abara, N. M., & Lund, P. (2015). Singing and staying: Rituals in choirs. Journal of Imaginary "
        "Service, 6(2), 101–119."
        " https://doi.org/10.5555/jis.2015.0602",
        ("Abara, N. M.", "Lund, P."),
        2015,
        "Singing and staying: Rituals in choirs",
        "Journal of Imaginary Service",
        "10.5555/jis.2015.0602",
    ),
    "apa book chapter": (
        "Verma, R. (2018). Devotion reconsidered. In P. Lund & N. Abara (Eds.), Handbook of imaginary "
        "services (pp. 3–21). Oslo: Fictional Press.",
        ("Verma, R.",),
        2018,
        "Devotion reconsidered",
        "Handbook of imaginary services",
        None,
    ),
    "harvard with quotes": (
        'Abara, N. and Lund, P. (2015), "Singing and staying: rituals in choirs", Journal of Imaginary '
        "Service, Vol. 6 No. 2, pp. 101-19.",
        ("Abara, N.", "Lund, P."),
        2015,
        "Singing and staying: rituals in choirs",
        "Journal of Imaginary Service",
        None,
    ),
    "harvard with single quotes": (
        "Verma, R. (2018) ‘The patron’s devotion’, Fictional Marketing Review, Vol. 22, No. 1, pp.4–27.",
        ("Verma, R.",),
        2018,
        "The patron’s devotion",
        "Fictional Marketing Review",
        None,
    ),
    "elsevier": (
        "Abara, N.M., Lund, P., 2015. Why do patrons sing? Imaginary Economics 28 (1), 71–88.",
        ("Abara, N.M.", "Lund, P."),
        2015,
        "Why do patrons sing?",
        "Imaginary Economics",
        None,
    ),
    "wiley": (
        "Abara NM, Lund P. 2015. Singing and staying: effects on patrons. Imaginary Management Journal 39: 1568–1593.",
        ("Abara, NM", "Lund, P"),
        2015,
        "Singing and staying: effects on patrons",
        "Imaginary Management Journal",
        None,
    ),
    "chicago": (
        "Abara, Ngozi M., Per Lund, and Rita Verma. 2015. Singing and Staying. Journal of Imaginary "
        "Service 6 (April): 106-122.",
        ("Abara, Ngozi M.", "Per Lund", "Rita Verma"),
        2015,
        "Singing and Staying",
        "Journal of Imaginary Service",
        None,
    ),
    "mdpi": (
        "12. Abara, N.M.; Lund, P. Singing and staying: A study of choirs. J. Imag. Serv. 2015, 6, "
        "101–119. [CrossRef]",
        ("Abara, N.M.", "Lund, P."),
        2015,
        "Singing and staying: A study of choirs",
        "J. Imag. Serv.",
        None,
    ),
    "mdpi book": (
        "7. Verma, R. Devotion and Its Discontents; Fictional Press: Oslo, Norway, 2018.",
        ("Verma, R.",),
        2018,
        "Devotion and Its Discontents",
        None,
        None,
    ),
    "vancouver": (
        "Abara NM, Lund P. Singing and staying. J Imag Serv. 2015;6(2):101–19.",
        ("Abara, NM", "Lund, P"),
        2015,
        "Singing and staying",
        "J Imag Serv",
        None,
    ),
    "ieee": (
        "[3] N. M. Abara and P. Lund, “Singing and staying,” Journal of Imaginary Service, vol. 6, no. "
        "2, pp. 101–119, 2015.",
        ("N. M. Abara", "P. Lund"),
        2015,
        "Singing and staying",
        "Journal of Imaginary Service",
        None,
    ),
    "book": (
        "Verma, Rita. 1988. Devotion and Its Discontents. 2d ed. New York: Fictional Press.",
        ("Verma, Rita",),
        1988,
        "Devotion and Its Discontents",
        None,
        None,
    ),
    "proceedings": (
        "Lund, P. (2006), “Patrons in services,” in Advancing imagination, proceedings of the 2006 conference, Oslo.",
        ("Lund, P.",),
        2006,
        "Patrons in services",
        "Advancing imagination, proceedings of the 2006 conference, Oslo",
        None,
    ),
}


@pytest.mark.parametrize("style", CASES)
def test_fields(style: str) -> None:
    words, authors, year, title, venue, doi = CASES[style]
    entry = parse_entry(words)
    assert (entry.authors, entry.year, entry.title, entry.venue, entry.doi) == (authors, year, title, venue, doi)


def test_label_and_suffix() -> None:
    entry = parse_entry("[14] Lund, P. (2005b). Patrons again. Fictional Marketing Review, 3(1), 1–9.")
    assert (entry.label, entry.year, entry.suffix) == ("14", 2005, "b")


def test_dashes_stand_for_the_authors_before() -> None:
    entries = parse_entries(
        [
            "Lund, Per and Rita Verma. 2001. Patrons. Fictional Marketing Review 12 (3): 177-191.",
            "———, Ngozi Abara, and Rita Verma. 2003. Patrons Again. Fictional Marketing Review 14 (3): 17-19.",
            "——— and ———. 2004. Patrons Once More. Fictional Marketing Review 15 (3): 7-9.",
        ]
    )
    assert entries[1].authors == ("Lund, Per", "Ngozi Abara", "Rita Verma")
    assert entries[2].authors == ("Lund, Per", "Ngozi Abara") and entries[2].year == 2004
    alone = parse_entries(["Lund, Per and Rita Verma. 2001. A. Journal 1: 2.", "———. 2002. B. Journal 1: 3."])
    assert alone[1].authors == ("Lund, Per", "Rita Verma")


@pytest.mark.parametrize(
    ("words", "doi"),
    [
        ("doi:10.5555/abc.12(3)4.", "10.5555/abc.12(3)4"),
        ("(https://doi.org/10.5555/ABC-1)", "10.5555/ABC-1"),
        ("https://doi.org/10.5555/ jis.1", "10.5555/jis.1"),
        ("no number 10.5 here", None),
    ],
)
def test_doi(words: str, doi: str | None) -> None:
    assert find_doi(words) == doi


def test_lines_become_entries() -> None:
    lines = [
        "Abara, N., Lund, P., 2015. Why do patrons",
        "sing? Imaginary Economics 28 (1), 71–88.",
        "Verma, R., 2018. Devotion reconsidered. Fictional",
        "Marketing Review 22, 4–27.",
    ]
    assert [e[:5] for e in split_entries(lines)] == ["Abara", "Verma"]
    numbered = [
        "1. Abara, N. One. J. Imag. 2015,",
        "6, 1–2.",
        "2. Lund, P. Two. J. Imag. 2016, 7, 3.",
        "3. Verma, R. X. J. 2017, 1, 2.",
    ]
    assert len(split_entries(numbered)) == 3
