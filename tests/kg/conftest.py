"""A store with the invented papers, made once and only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store import Store, open_store
from tests.kg import papers
from tests.servers import oxigraph_url

__all__ = ["oxigraph_url"]


@pytest.fixture(scope="session")
def library_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that holds the papers of ``papers.py``. Open it for reading only."""
    path = tmp_path_factory.mktemp("library") / "store"
    with open_store(path) as store:
        papers.fill(store)
    return path


@pytest.fixture(scope="session")
def library(library_path: Path) -> Iterator[Store]:
    """The store of the invented papers, open for reading."""
    with open_store(library_path, read_only=True) as store:
        yield store


@pytest.fixture
def own_library(tmp_path: Path) -> Iterator[Store]:
    """A store of the invented papers that a test may change."""
    with open_store(tmp_path / "store") as store:
        papers.fill(store)
        yield store
