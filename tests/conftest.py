"""Fixtures for every test: where the material beside the project lies."""

from __future__ import annotations

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's root folder."""
    return PROJECT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of papers, annotations and test suites beside the project; its tests skip where it is absent."""
    folder = PROJECT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared (papers, annotations and test suites), which is not here")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The sample papers written for this project, with their hand-made records."""
    return PROJECT / "tests" / "samples"
