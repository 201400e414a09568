"""The example notebook runs, and what it shows in the repository is what it gives."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = "docs/notebooks/first-answers.ipynb"


def kinds(cell: nbformat.NotebookNode) -> list[str]:
    """What sorts of output a cell has, each once: streams by name, else by the media types."""
    outputs = cell.get("outputs", [])
    return sorted({out.get("name") or " ".join(sorted(out.get("data", {}))) for out in outputs})


@pytest.fixture(scope="module")
def kept(project: Path) -> nbformat.NotebookNode:
    return nbformat.read(project / NOTEBOOK, as_version=4)


@pytest.fixture(scope="module")
def executed(project: Path) -> nbformat.NotebookNode:
    notebook = nbformat.read(project / NOTEBOOK, as_version=4)
    folder = str((project / NOTEBOOK).parent)
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    return notebook


@pytest.mark.slow
def test_the_notebook_runs_and_its_kept_outputs_are_of_the_same_sorts(
    kept: nbformat.NotebookNode, executed: nbformat.NotebookNode
) -> None:
    assert [kinds(cell) for cell in executed.cells] == [kinds(cell) for cell in kept.cells]


@pytest.mark.slow
def test_the_notebook_answers_its_questions(executed: nbformat.NotebookNode) -> None:
    said = "\n".join(
        str(out.get("text") or out.get("data")) for cell in executed.cells for out in cell.get("outputs", [])
    )
    for words in (
        "kg query antecedents -p construct='customer engagement behavior'",
        "context: in Belgium (",
        "no construct in the store is called 'zorbing'",
        "community identification",
        "integrate resources",
        "not_supported",
    ):
        assert words in said, words


def test_no_cell_was_kept_with_an_error_or_a_path_of_the_machine(kept: nbformat.NotebookNode, project: Path) -> None:
    nbformat.validate(kept)
    assert not [out for cell in kept.cells for out in cell.get("outputs", []) if out["output_type"] == "error"]
    assert all(kinds(cell) for cell in kept.cells if cell.cell_type == "code" and "close()" not in cell.source)
    assert str(project) not in nbformat.writes(kept)
