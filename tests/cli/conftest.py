"""Run ``kg`` in this process and see what a user would see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.cli.app import run


class Ran(NamedTuple):
    """An exit code and what went to standard output and standard error."""

    code: int
    out: str
    err: str


Kg = Callable[..., Ran]


@pytest.fixture
def kg(capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kg:
    """``kg("query", "papers")`` in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    monkeypatch.setenv("COLUMNS", "160")

    def call(*arguments: object) -> Ran:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        return Ran(code, *capfd.readouterr())

    return call
