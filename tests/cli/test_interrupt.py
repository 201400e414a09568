"""Who stops reading half-way does not wait for the papers that are left."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.extraction import Extraction, Settings, extract_all

PAPERS = 60


@pytest.mark.slow
def test_papers_not_begun_are_left(tmp_path: Path) -> None:
    for number in range(PAPERS):
        words = f"Trust of kind {number} increases customer loyalty in service firms.\n\n" * 20
        (tmp_path / f"{number}.txt").write_text(words, encoding="utf-8")
    results = extract_all(sorted(tmp_path.iterdir()), Settings(model="none"), jobs=2)
    assert isinstance(next(results), Extraction)
    begun = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    stopped = time.monotonic() - begun
    begun = time.monotonic()
    list(extract_all(sorted(tmp_path.iterdir())[:10], Settings(model="none"), jobs=1))
    assert stopped < time.monotonic() - begun, "as long as a sixth of the papers would take"
