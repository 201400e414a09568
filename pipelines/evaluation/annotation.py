"""Gold annotations: a record made by a careful reader, and what that reader says about its completeness."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any

from pipelines.errors import RecordError
from pipelines.record import Record, from_dict


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A gold record with its remarks.

    Attributes:
        complete: the parts annotated exhaustively; only there does something found beyond them count as an error.
        open_statements: indexes of statements that are open to reading: good when found, no loss when missed.
        open_definitions: the same for definitions.
        aside: wordings that count neither way (restatements, and sentences left out on purpose).
    """

    record: Record
    complete: frozenset[str] = frozenset()
    open_statements: frozenset[int] = frozenset()
    open_definitions: frozenset[int] = frozenset()
    aside: tuple[str, ...] = ()


def read_annotation(data: Mapping[str, Any]) -> Annotation:
    """An annotation from its JSON object.

    Raises:
        RecordError: its record part does not keep to the contract.
    """
    aside = [entry for part in ("restatements", "left_out") for entry in data.get(part, ())]
    return Annotation(
        record=from_dict(data),
        complete=frozenset(data.get("complete", ())),
        open_statements=_noted(data, "statements"),
        open_definitions=_noted(data, "definitions"),
        aside=tuple(entry if isinstance(entry, str) else entry["text"] for entry in aside),
    )


def _noted(data: Mapping[str, Any], part: str) -> frozenset[int]:
    return frozenset(i for i, entry in enumerate(data.get(part, ())) if entry.get("note"))


def read_gold(path: Path) -> dict[str, Mapping[str, Any]]:
    """Annotations by name: of one file, or of the .json files of a folder that hold statements.

    Raises:
        RecordError: a file is not JSON; the message names it.
    """
    gold: dict[str, Mapping[str, Any]] = {}
    for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
        except (json.JSONDecodeError, UnicodeDecodeError) as exc:
            raise RecordError(f"{file}: not a JSON annotation ({exc}); mend the file or move it out") from exc
        if isinstance(data, dict) and "statements" in data:
            gold[file.stem] = data
    return gold


def gold_name(source: str) -> str:
    """The name under which a document is annotated: its file name without the ending.

    A file named by a number and a hash (``003_94db7cf69b391a56.txt``) is annotated as ``seed-003``.
    """
    name = PurePath(source).name
    numbered = re.match(r"(\d{3})_[0-9a-f]{16}", name)
    return f"seed-{numbered[1]}" if numbered else re.sub(r"\.(pdf|txt|md|html?|xml|json)$", "", name)
