"""Stores to hold to the contract: a folder, and a real Oxigraph server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store import Store, open_store
from tests.servers import oxigraph_url

__all__ = ["oxigraph_url"]


@pytest.fixture(params=["embedded", "remote"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, one of each kind."""
    if request.param == "embedded":
        with open_store(tmp_path / "store") as opened:
            yield opened
        return
    url = request.getfixturevalue("oxigraph_url")
    with open_store(f"{url}/query,{url}/update") as opened:
        opened.update("DROP ALL")
        yield opened
