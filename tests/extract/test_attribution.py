"""Works that a sentence cites, in the habits of the field's journals."""

from __future__ import annotations

import time

import pytest

from pipelines.extract.statements.attribution import (
    AUTHOR_YEAR,
    cited_works,
    family_name,
    is_own,
    is_reported,
    match_works,
)
from pipelines.record import Document, Reference
from pipelines.text import Citation, Text

LIST = (
    Reference(authors=("Adler, M.",), year=2001),
    Reference(authors=("Bea van der Berg", "Carl Coe"), year=2004),
    Reference(authors=(), year=2005),
    Reference(authors=("Dunn, P.",), year=None),
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Adler (2001, p. 7) defines", ["Adler 2001"]),
        ("(Adler and Berg 2001; Coe et al., 2003a)", ["Adler 2001", "Coe 2003"]),
        ("(Adler, Berg, & Coe, 2009, 2011)", ["Adler 2009", "Adler 2011"]),
        ("As Adler’s (1999) work shows", ["Adler 1999"]),
        ("(see e.g. Van der Berg 2004)", ["Van der Berg 2004"]),
        ("(M. Adler 2001:22)", ["Adler 2001"]),
        ("[Adler & Coe 1978]", ["Adler 1978"]),
        ("O’Hara and McCoy (2013)", ["O’Hara 2013"]),
        ("shown by Müller-Ötztal (2020)", ["Müller-Ötztal 2020"]),
        ("reported [1,2] and again [1–2]", ["Adler 2001", "van der Berg 2004"] * 2),
        ("an entry without author [3], without year [4], beyond the list [40] or [0]", []),
        ("In 2010 and since May 2011, Table 2012", []),
        ("the sample (n = 2010)", []),
        ("between 1990 and 2000", []),
        ("Windows 2000", []),
    ],
)
def test_match_works(words: str, expected: list[str]) -> None:
    assert list(match_works(words, LIST)) == expected


def test_each_work_is_named_once() -> None:
    content = "Adler (2001) and again Adler (2001)."
    text = Text(document=Document(source="x"), content=content)
    assert cited_works(text, 0, len(content)) == ("Adler 2001",)


def test_citations_that_the_reader_resolved_are_taken() -> None:
    marks = (Citation(start=6, end=9, works=("Coe 2004",)), Citation(start=20, end=23, works=("Berg 1999",)))
    text = Text(document=Document(source="x"), content="Trust [1] is a state [2].", citations=marks)
    assert cited_works(text, 0, 12) == ("Coe 2004",)


@pytest.mark.parametrize(
    ("author", "family"),
    [("Adler, M. J.", "Adler"), ("Mia Adler", "Adler"), ("Bea van der Berg", "van der Berg"), ("Plato", "Plato")],
)
def test_family_name(author: str, family: str) -> None:
    assert family_name(author) == family


@pytest.mark.parametrize(
    ("words", "reported", "own"),
    [
        ("Prior research suggests that trust matters.", True, False),
        ("Many scholars argue that trust matters.", True, False),
        ("It has been shown that trust matters.", True, False),
        ("We find that trust matters.", False, True),
        ("In this study, trust matters.", False, True),
        ("Trust matters.", False, False),
    ],
)
def test_reported_and_own(words: str, reported: bool, own: bool) -> None:
    assert (is_reported(words), is_own(words)) == (reported, own)


@pytest.mark.parametrize("names", [", ".join(["Moor"] * 60), " and ".join(["Moor"] * 60), "Moor" * 400])
def test_long_lists_of_names_take_no_time(names: str) -> None:
    before = time.process_time()
    assert not AUTHOR_YEAR.search(names)
    assert time.process_time() - before < 1
