"""Commands start without the libraries that they have no use for."""

from __future__ import annotations

import functools
import subprocess
import sys

import pytest


@pytest.mark.parametrize("library", ["spacy", "onnxruntime", "pdfminer", "trafilatura", "starlette", "pyshacl"])
def test_the_commands_are_there_before_a_heavy_library_is_loaded(library: str) -> None:
    assert library not in loaded()


@functools.cache
def loaded() -> set[str]:
    """The modules in memory once ``kg`` knows its commands."""
    told = subprocess.run(
        [sys.executable, "-c", "import sys, kg.cli; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return set(told.stdout.split())
