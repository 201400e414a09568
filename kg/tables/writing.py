"""Tables written for spreadsheets, which take some texts for more than text.

A cell that begins like a formula is run by the spreadsheet that opens it, and papers are not to be trusted: such cells
get an apostrophe before them in CSV (https://owasp.org/www-community/attacks/CSV_Injection), and in XLSX are marked as
text. A sign is data, not a formula: a lone "+" or "-" stays as it is.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from kg.tables.collecting import Cell, Table

BOM = "\ufeff"  # tells Excel that a CSV file is UTF-8
LONGEST = 32_767  # characters of a cell in XLSX
FORMULA = re.compile(r"\s*[=+\-@\t\r](?!\Z)|\s*[=@]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def defused(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula, without characters that no file of it may hold."""
    if not isinstance(cell, str):
        return cell
    words = CONTROL.sub("", cell)
    return f"'{words}" if FORMULA.match(words) else words


def to_csv(table: Table, *, bom: bool = False) -> str:
    """The table as CSV (RFC 4180), its columns in the first row."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.columns)
    writer.writerows([defused(cell) for cell in row] for row in table.rows)
    return (BOM if bom else "") + out.getvalue()


def write_csv_folder(found: Iterable[Table], folder: Path, *, bom: bool = False) -> list[Path]:
    """One file a table, ``NAME.csv``, in a folder that is made where it is missing; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for table in found:
        path = folder / f"{table.name}.csv"
        path.write_bytes(to_csv(table, bom=bom).encode())
        paths.append(path)
    return paths


def write_xlsx(found: Iterable[Table], stream: BinaryIO) -> None:
    """One workbook, a sheet a table, the first row fixed and with filters. Text stays text, however it begins."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for table in found:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
        heads = [WriteOnlyCell(sheet, value=name) for name in table.columns]
        for head in heads:
            head.font = Font(bold=True)
        sheet.append(heads)
        for row in table.rows:
            cells = [WriteOnlyCell(sheet, value=_fit(value)) for value in row]
            for cell in cells:
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # never a formula
            sheet.append(cells)
    book.save(stream)


def _fit(value: Cell) -> Cell:
    return CONTROL.sub("", value)[:LONGEST] if isinstance(value, str) else value
