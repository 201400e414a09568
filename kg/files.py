"""Where the data that ships with the package lies: one lookup for source trees and wheels alike."""

from __future__ import annotations

from pathlib import Path
from typing import Literal


def data_folder(name: Literal["ontology", "queries"]) -> Path:
    """The folder ``ontology`` or ``queries``: inside the package in a wheel, beside it in a source tree."""
    here = Path(__file__).resolve().parent
    packed = here / "data" / name
    return packed if packed.is_dir() else here.parent / name
