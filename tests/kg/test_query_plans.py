"""How Oxigraph means to answer the named queries: nothing that is asked of one statement is looked up for all of them.

The planner knows no counts; it multiplies a guess for each pattern and, when the product overflows, answers an
OPTIONAL for the whole store before it joins (docs/serving.md). That shows in the plan, whatever the store's size.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.query import catalogue, find
from kg.query.running import prepare
from kg.store import open_store
from tests.kg import papers

STATEMENT = "https://w3id.org/engagement-kg/paper/10.5555/ekg.1/s1"
OXIGRAPH = Path(sys.executable).parent / "oxigraph"
WHOLE = re.compile(r"LeftJoin\(HashBuildRightProbeLeft, keys = ([^,]*(?:, \?\w+)*)")
# One right side is small by itself (papers, moderated relations, one construct's mediations); the other is the
# question (all papers).
ALLOWED = {"chains": {"?about"}, "comparison": {"?p"}, "contradictions": {"?p1", "?p2"}, "papers": {"?iri"}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plans") / "store"
    with open_store(path) as store:
        papers.fill(store)
    return path


def plan(folder: Path, text: str) -> str:
    """What Oxigraph's own command says it does."""
    if not OXIGRAPH.exists():
        pytest.skip("needs the oxigraph command; pip install oxigraph")
    command = [
        OXIGRAPH,
        "query",
        "--location",
        folder,
        "--union-default-graph",
        "--results-format",
        "csv",
        "--explain",
    ]
    done = subprocess.run([*map(str, command), "--query", text], capture_output=True, text=True, check=True)
    return done.stderr


@pytest.mark.parametrize("name", [query.name for query in catalogue()])
def test_no_optional_ranges_over_the_store(folder: Path, name: str) -> None:
    query = find(name)
    given = dict(query.example) or ({"statement": STATEMENT} if name == "provenance" else {})
    with open_store(folder, read_only=True) as store:
        text = prepare(store, query, given)
    keys = [set(found.split(", ")) for found in WHOLE.findall(plan(folder, text))]
    assert [found for found in keys if not found & ALLOWED.get(name, set())] == []


def test_such_a_plan_is_seen(folder: Path) -> None:
    evc = "https://w3id.org/engagement-kg/ontology#"
    patterns = " ".join(f"?s <{evc}p{n}> ?o{n} ." for n in range(15))
    text = f"SELECT * {{ GRAPH ?g {{ {patterns} OPTIONAL {{ ?s <{evc}page> ?page }} }} }}"
    assert WHOLE.findall(plan(folder, text))
