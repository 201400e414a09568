"""The facts of one extraction that do not stand in the paper: which file, read by what, when, how."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One extraction, handed to ``kg.rdf.to_quads`` beside the record, so that the same arguments give the same quads.

    ``sha256`` is of the file's bytes, in hexadecimal (of the record's JSON line where there was no file); ``software``
    and ``version`` name the release, ``pipeline`` the code and models that decide what is found. Times carry a zone.
    """

    sha256: str
    pipeline: str
    software: str = "engagement-kg"
    version: str = "0.1.0"
    started: datetime | None = None
    ended: datetime | None = None
    settings: Mapping[str, str] = dataclasses.field(default_factory=lambda: MappingProxyType({}))
