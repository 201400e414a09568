"""What the store holds as tables, one a kind of thing, for spreadsheets: CSV files or one XLSX workbook."""

from __future__ import annotations

from kg.tables.collecting import Table, tables
from kg.tables.writing import to_csv, write_csv_folder, write_xlsx

__all__ = ["Table", "tables", "to_csv", "write_csv_folder", "write_xlsx"]
