"""A library in each format, a paper's entry found, and what it says trusted over the pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.errors import DamagedFile, EmptyFile
from pipelines.read import read
from pipelines.read.library import Library, read_library
from pipelines.record import Document

CASES = Path(__file__).parents[1] / "cases"

BIBTEX = r"""
@article{lindqvist2021,
  title = {Shared {Rituals} and Patron Devotion: Ein R{\"u}ckblick},
  author = {Lindqvist, Marta and Okafor, Chidi B. and van der Berg, Jan},
  journal = {Journal of Imaginary Service}, year = {2021}, volume = {12}, number = {4}, pages = {311--329},
  doi = {10.5555/jis.2021.0412}, keywords = {rituals, devotion}, langid = {english},
  file = {Full Text:files/12/scan0001.pdf:application/pdf}
}
@book{verma, title = {Devotion and Its Discontents}, author = {Verma, Rita}, date = {1988-03}}
"""
RIS = """TY  - JOUR
AU  - Lindqvist, Marta
AU  - Okafor, Chidi B.
AU  - van der Berg, Jan
TI  - Shared Rituals and Patron Devotion: Ein Rückblick
T2  - Journal of Imaginary Service
PY  - 2021/03//
VL  - 12
IS  - 4
SP  - 311
EP  - 329
DO  - 10.5555/jis.2021.0412
KW  - rituals
KW  - devotion
LA  - en
L1  - file:///papers/scan0001.pdf
ER  -

TY  - BOOK
AU  - Verma, Rita
TI  - Devotion and Its Discontents
PY  - 1988
ER  -
"""
CSL = json.dumps(
    [
        {
            "type": "article-journal",
            "title": "Shared Rituals and Patron Devotion: Ein Rückblick",
            "author": [
                {"family": "Lindqvist", "given": "Marta"},
                {"family": "Okafor", "given": "Chidi B."},
                {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
            ],
            "container-title": "Journal of Imaginary Service",
            "issued": {"date-parts": [[2021, 3]]},
            "volume": "12",
            "issue": "4",
            "page": "311-329",
            "DOI": "10.5555/jis.2021.0412",
            "keyword": "rituals, devotion",
            "language": "en-GB",
        },
        {"type": "book", "title": "Devotion and Its Discontents", "author": [{"literal": "Rita Verma"}]},
    ]
)
PAPER = Document(
    source="",
    title="Shared Rituals and Patron Devotion: Ein Rückblick",
    authors=("Marta Lindqvist", "Chidi B. Okafor", "Jan van der Berg"),
    year=2021,
    venue="Journal of Imaginary Service",
    volume="12",
    issue="4",
    pages="311-329",
    doi="10.5555/jis.2021.0412",
    keywords=("rituals", "devotion"),
    language="en",
)


def library(tmp_path: Path, words: str) -> Library:
    path = tmp_path / "library.any"
    path.write_text(words, encoding="utf-8")
    return read_library(path)


@pytest.mark.parametrize("words", [BIBTEX, RIS, CSL], ids=["bibtex", "ris", "csl"])
def test_formats(tmp_path: Path, words: str) -> None:
    found = library(tmp_path, words)
    assert found.items[0].document == PAPER
    assert [i.document.title for i in found.items[1:]] == ["Devotion and Its Discontents"]


@pytest.mark.parametrize(
    ("document", "title"),
    [
        (Document(source="scan0001.pdf"), PAPER.title),
        (Document(source="x.pdf", doi="10.5555/JIS.2021.0412"), PAPER.title),
        (Document(source="x.pdf", title="Devotion and its discontents"), "Devotion and Its Discontents"),
        (Document(source="x.pdf", title="Devotion"), None),
        (Document(source="x.pdf"), None),
    ],
)
def test_a_papers_entry(tmp_path: Path, document: Document, title: str | None) -> None:
    item = library(tmp_path, BIBTEX).find(document)
    assert (item.document.title if item else None) == title


def test_the_library_is_trusted_and_conflicts_are_kept(tmp_path: Path) -> None:
    paper = tmp_path / "scan0001.txt"
    paper.write_text(
        "# Shared rituals and patron devotion\n\nPublished in:\n\nAnother Journal of Services\n\n"
        + "Patrons return to the choir when they feel that they belong to it. " * 5,
        encoding="utf-8",
    )
    text = read(paper, library=library(tmp_path, BIBTEX))
    assert (text.document.venue, text.document.year) == ("Journal of Imaginary Service", 2021)
    assert text.document.source == "scan0001.txt"
    conflict = next(c for c in text.conflicts if c.field == "venue")
    assert (conflict.chosen, conflict.others) == (
        "Journal of Imaginary Service",
        (("Another Journal of Services", "published in"),),
    )


@pytest.mark.parametrize(("words", "error"), [("no library", DamagedFile), ("[{", DamagedFile), ("[]", EmptyFile)])
def test_bad_libraries(tmp_path: Path, words: str, error: type[Exception]) -> None:
    with pytest.raises(error, match="library"):
        library(tmp_path, words)


def test_databases_write_ris_in_ways_of_their_own() -> None:
    first, second, third = (item.document for item in read_library(CASES / "library-from-databases.ris").items)
    assert {first.venue, second.venue, third.venue} == {"Shore Trials"}
    assert second.authors == ("C. D. Brand", "D. A. Eber")
    assert third.doi == "10.5555/st.2019.7"
