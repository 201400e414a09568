"""The wheel, built and run in a fresh environment that has no development tools."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", out, project], check=True, capture_output=True
    )
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def kg(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, with_pip=True)
    pip = [home / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, wheel], check=True, capture_output=True)
    return home / "bin" / "kg"


def run(kg: Path, *arguments: str | Path, cwd: Path) -> str:
    done = subprocess.run([kg, *arguments], cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_ontology_and_queries_ship(wheel: Path, project: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "queries"):
        wanted = {f"kg/data/{folder}/{p.name}" for p in (project / folder).iterdir() if p.is_file()}
        assert wanted
        assert wanted <= inside


def test_the_installed_wheel_reads_a_paper_and_answers(kg: Path, samples: Path, tmp_path: Path) -> None:
    paper = sorted((samples / "papers").glob("*.html"))[0]
    run(kg, "extract", paper, cwd=tmp_path)
    papers = json.loads(run(kg, "query", "papers", "--format", "json", cwd=tmp_path))
    assert len(papers["results"]["bindings"]) == 1
    assert "antecedents" in run(kg, "queries", cwd=tmp_path)
    run(kg, "validate", cwd=tmp_path)
