"""Tables for spreadsheets, and bibliographies: whole, and harmless whatever papers print."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import subprocess
import sys
from pathlib import Path

import bibtexparser
import openpyxl
import pytest
import rispy

from kg.bibliography import Bibliography, bibliography
from kg.store import Store
from kg.tables import Table, tables, to_csv, write_csv_folder, write_xlsx
from kg.tables.writing import defused
from pipelines.record import Document
from tests.kg.papers import PAPERS
from tests.kg.shelf import paper, says, store_of

HOSTILE = Table("papers", ("title", "n"), (("=HYPERLINK(1)", 1), ("plain\x07 é", None), ("+", True)))


def test_every_kind_is_a_table(library: Store) -> None:
    found = {table.name: table for table in tables(library)}
    assert {name: len(table.rows) for name, table in found.items()} == {
        "papers": 2,
        "statements": 10,
        "relations": 11,
        "definitions": 2,
        "constructs": 5,
        "cited_works": 3,
    }
    for table in found.values():
        assert all(len(row) == len(table.columns) for row in table.rows)
    row = next(r for r in found["relations"].rows if "usage frequency" in r)
    assert dict(zip(found["relations"].columns, row, strict=True))["moderators"] == "usage frequency"
    statements = {row[0] for row in found["statements"].rows}
    assert {row[0] for row in found["relations"].rows} <= statements, "the tables join"
    assert library.query(f"ASK {{ <{min(map(str, statements))}> ?p ?o }}").truth


def test_unsure_statements_are_left_out(tmp_path: Path) -> None:
    with store_of(tmp_path / "s", paper(2001, says("claim", confidence=0.2), says("claim", "awe"))) as store:
        assert [len(t.rows) for t in tables(store) if t.name == "statements"] == [1]
        assert [len(t.rows) for t in tables(store, min_confidence=0) if t.name == "statements"] == [2]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "-2+3|cmd"])
def test_formulas_are_defused(words: str) -> None:
    assert str(defused(words)).startswith("'")


@pytest.mark.parametrize("words", ["+", "-", "0", "a = b", "H1: x", "", 3, -2.5, None, True])
def test_other_cells_are_left_alone(words: str | float | None) -> None:
    assert defused(words) == words


def test_csv_is_read_again(tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(HOSTILE))))
    assert rows == [["title", "n"], ["'=HYPERLINK(1)", "1"], ["plain é", ""], ["+", "True"]]
    (path,) = write_csv_folder([HOSTILE], tmp_path / "new", bom=True)
    assert path.read_bytes().startswith(b"\xef\xbb\xbftitle,n\r\n")


def test_xlsx_opens_in_openpyxl(library: Store) -> None:
    stream = io.BytesIO()
    found = (*tables(library), dataclasses.replace(HOSTILE, name="hostile"))
    write_xlsx(found, stream)
    book = openpyxl.load_workbook(stream)
    for table in found:
        rows = [tuple(cell.value for cell in row) for row in book[table.name].iter_rows()]
        assert rows[0] == table.columns
        assert len(rows) == len(table.rows) + 1
    assert {cell.data_type for row in book["hostile"].iter_rows(min_row=2, max_col=1) for cell in row} == {"s"}
    assert book["hostile"]["A2"].value == "=HYPERLINK(1)"


def test_bibtex_is_read_again() -> None:
    library = bibtexparser.parse_string(bibliography((p.document for p in PAPERS), "bibtex"))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == ["adeyemi2019", "moorland2021"]
    second = library.entries[1].fields_dict
    assert second["author"].value == "Moorland, Ada and Okoro, Ben"
    assert second["pages"].value == "1--20"
    assert r"\&" in library.entries[0].fields_dict["title"].value, "TeX would take it for a column"


def test_ris_is_read_again() -> None:
    entries = rispy.loads(bibliography((p.document for p in PAPERS), "ris"))
    assert [entry["authors"] for entry in entries] == [["Adeyemi, Cleo"], ["Moorland, Ada", "Okoro, Ben"]]
    assert entries[1]["doi"] == "10.5555/ekg.1"
    assert (entries[1]["start_page"], entries[1]["end_page"]) == ("1", "20")


def test_csl_is_json() -> None:
    items = json.loads(bibliography((p.document for p in PAPERS), "csl"))
    assert items[1]["author"][0] == {"family": "Moorland", "given": "Ada"}
    assert items[1]["issued"] == {"date-parts": [[2021]]}


@pytest.mark.parametrize("format", ["bibtex", "ris", "csl"])
def test_a_paper_without_facts_is_an_entry_too(format: Bibliography) -> None:
    assert bibliography([Document(source="a.pdf"), Document(source="b.pdf")], format).strip()


def test_keys_are_apart() -> None:
    twins = [Document(source=f"{n}.pdf", authors=("Ida van der Moor",), year=2001, title=str(n)) for n in range(30)]
    items = json.loads(bibliography(twins, "csl"))
    assert len({item["id"] for item in items}) == 30
    assert items[0]["author"] == [{"family": "van der Moor", "given": "Ida"}]


@pytest.mark.parametrize("format", ["xlsx", "graphml", "gexf", "bibtex", "ris", "csl"])
def test_the_command_writes_a_file(library_path: Path, tmp_path: Path, format: str) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "kg", "export", "-s", str(library_path), "--format", format]
    subprocess.run([*command, "-o", str(out)], check=True, capture_output=True)
    printed = subprocess.run(command, check=True, capture_output=True).stdout
    assert out.stat().st_size > 100
    assert len(printed) == out.stat().st_size or format == "xlsx"
