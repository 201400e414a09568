"""The direction of imports: kg stands on pipelines, never the other way; each library has one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

# A third-party package and the folders or files that alone may import it.
DOORS = {
    "pdfminer": ("pipelines/read/",),
    "pypdfium2": ("pipelines/read/",),
    "trafilatura": ("pipelines/read/",),
    "lxml": ("pipelines/read/",),
    "spacy": ("pipelines/extract/", "pipelines/train/"),
    "onnxruntime": ("pipelines/extract/", "pipelines/train/"),
    "pyoxigraph": ("kg/store/", "kg/serve/"),
    "SPARQLWrapper": ("kg/store/",),
    "fast_sugiyama": ("kg/draw/",),
    "networkx": ("kg/network/",),
    "openpyxl": ("kg/tables/",),
    "resvg_py": ("kg/draw/",),
    "pandas": ("kg/frames.py",),
    "statsmodels": ("kg/queue.py", "kg/synthesis.py"),
    "pyshacl": ("kg/validate.py",),
    "starlette": ("kg/serve/",),
    "jinja2": ("kg/serve/",),
    "uvicorn": ("kg/serve/", "kg/cli/"),
    "typer": ("kg/cli/",),
    "rich": ("kg/cli/",),
}
GROUND = {
    "pipelines/record.py": {"pipelines.errors"},
    "pipelines/text.py": {"pipelines.record"},
    "pipelines/errors.py": set(),
    "pipelines/canonical.py": set(),
}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def modules(root: Path, package: str) -> list[Path]:
    return sorted((root / package).rglob("*.py"))


def test_pipelines_never_imports_kg(project: Path) -> None:
    wrong = [(p.name, i) for p in modules(project, "pipelines") for i in imports(p) if i.split(".")[0] == "kg"]
    assert not wrong


@pytest.mark.parametrize("library", ["rdflib", "pyoxigraph", "pyshacl", "SPARQLWrapper"])
def test_the_text_side_knows_no_rdf(project: Path, library: str) -> None:
    assert not [p for p in modules(project, "pipelines") if any(i.split(".")[0] == library for i in imports(p))]


@pytest.mark.parametrize("library", sorted(DOORS))
def test_one_library_one_door(project: Path, library: str) -> None:
    users = [
        p.relative_to(project).as_posix()
        for package in ("kg", "pipelines")
        for p in modules(project, package)
        if any(i.split(".")[0] == library for i in imports(p))
    ]
    assert [u for u in users if not u.startswith(DOORS[library])] == []


@pytest.mark.parametrize("ground", sorted(GROUND))
def test_the_ground_stands_on_the_standard_library(project: Path, ground: str) -> None:
    own = {i for i in imports(project / ground) if i.split(".")[0] in {"kg", "pipelines"}}
    foreign = {i for i in imports(project / ground) if i.split(".")[0] in DOORS or i.startswith("rdflib")}
    assert own <= GROUND[ground]
    assert not foreign


def test_the_command_line_is_on_top(project: Path) -> None:
    above = {project / "kg" / "__main__.py", *(project / "kg" / "cli").glob("*.py")}
    below = [p for package in ("kg", "pipelines") for p in modules(project, package) if p not in above]
    assert not [p for p in below if any(i.startswith("kg.cli") for i in imports(p))]
