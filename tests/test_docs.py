"""The documentation says what there is, and what it says is so."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def reference(project: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", project / "docs" / "make_reference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_reference_pages_are_up_to_date(reference: ModuleType) -> None:
    stale = [path for path, page in reference.pages().items() if path.read_text(encoding="utf-8") != page]
    assert not stale, "run: python docs/make_reference.py"


@pytest.mark.slow
def test_the_sessions_of_the_readme_are_true(reference: ModuleType, project: Path) -> None:
    assert (project / "README.md").read_text(encoding="utf-8") == reference.readme()


def test_every_command_has_help_with_an_example(reference: ModuleType) -> None:
    for command in reference.commands():
        assert f"Example:  kg {command}" in reference.help_of(command), command


CONTRACT = {"ask", "eval", "export", "extract", "import", "link", "queries", "query"} | {
    *("remove", "serve", "show", "stats", "text", "validate")
}


def test_every_command_of_the_contract_is_there(reference: ModuleType) -> None:
    assert set(reference.commands()) >= CONTRACT


def test_the_readme_names_every_command(reference: ModuleType, project: Path) -> None:
    readme = (project / "README.md").read_text(encoding="utf-8")
    assert [c for c in reference.commands() if f"kg {c.split()[0]}" not in readme] == []


def test_links_between_pages_lead_somewhere(project: Path) -> None:
    pages = [project / "README.md", *sorted((project / "docs").glob("*.md"))]
    broken = [
        (page.name, target)
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not broken
