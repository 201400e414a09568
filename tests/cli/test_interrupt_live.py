"""What a person, a full disk or a running server does to ``kg extract``: real processes, real signals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.store import open_store
from tests.servers import free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
# `kg` where no file may grow beyond 150 kB: what a full disk does to writing, without a disk of one's own.
FULL = """
import resource, runpy, signal, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
sys.argv[0] = "kg"
runpy.run_module("kg", run_name="__main__")
"""


def write_papers(folder: Path, count: int) -> Path:
    """A folder of invented papers, no two alike."""
    folder.mkdir()
    words = "Trust increases customer loyalty in service firms.\n\n" * 20
    for number in range(count):
        (folder / f"{number}.txt").write_text(f"Study {number} of loyalty\n\n{words}", encoding="utf-8")
    return folder


def kg(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
    """A ``kg`` command in a session of its own, as from another terminal."""
    environment: Mapping[str, str] = os.environ | {"PYTHONPATH": str(ROOT)} | options.pop("env", {})  # type: ignore[operator]
    return subprocess.Popen(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # ignored where tests run in the background
        **options,  # type: ignore[call-overload]
    )


def whole_papers(store: Path) -> int:
    """How many papers the store has; each must be whole: a statement with its relation, and when reading ended."""
    with open_store(store, read_only=True) as kept:
        found = kept.query(
            """
            PREFIX evc: <https://w3id.org/engagement-kg/ontology#>
            SELECT ?g (COUNT(?ended) AS ?whole) WHERE {
              GRAPH ?g { ?p a evc:Paper }
              OPTIONAL {
                GRAPH ?g {
                  ?s evc:statedIn ?p ; evc:asserts ?r . ?r evc:source ?a ; evc:target ?b .
                  ?e <http://www.w3.org/ns/prov#endedAtTime> ?ended
                }
              }
            } GROUP BY ?g
            """
        )
    assert all(int(str(whole)) >= 1 for whole in found.column("whole"))
    return len(found.rows)


def running(group: int) -> bool:
    """Is any process of the group left?"""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 4])
def test_ctrl_c_ends_everything_and_keeps_whole_papers(tmp_path: Path, jobs: int) -> None:
    store = tmp_path / "store"
    process = kg("extract", "--model", "none", "--jobs", jobs, "--store", store, write_papers(tmp_path / "in", 80))
    for _ in range(600):
        if (store / "CURRENT").exists() and whole_papers(store) >= 2:
            break
        assert process.poll() is None, process.communicate()
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the group
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err.decode()
    assert "Traceback" not in err.decode()
    for _ in range(50):
        if not running(process.pid):
            break
        time.sleep(0.1)
    assert not running(process.pid), "a worker outlived the command"
    assert 2 <= whole_papers(store) < 80


@pytest.mark.slow
def test_a_full_disk_is_told_and_breaks_nothing(tmp_path: Path) -> None:
    store, folder = tmp_path / "store", write_papers(tmp_path / "in", 12)
    command = [sys.executable, "-c", FULL, "extract", "--model", "none", "--store", str(store), str(folder)]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    assert done.returncode not in (0, -signal.SIGXFSZ), done.stdout[-300:]
    assert "Traceback" not in done.stderr, done.stderr[-2000:]
    assert str(store) in done.stderr and "cannot be" in done.stderr
    before = whole_papers(store)
    again = kg("extract", "--model", "none", "--store", store, folder)  # there is room again
    _, err = again.communicate(timeout=120)
    assert again.returncode == 0, err.decode()
    assert whole_papers(store) == 12 >= before


@pytest.mark.slow
def test_extracting_into_a_store_that_is_served(tmp_path: Path) -> None:
    store, folder = tmp_path / "store", write_papers(tmp_path / "in", 12)
    first = kg("extract", "--model", "none", "--store", store, folder / "0.txt")
    assert first.communicate(timeout=120) and first.returncode == 0
    port = free_port()
    server = kg("serve", "--store", store, "--port", port)
    try:
        wait_for(f"http://127.0.0.1:{port}/health", server)
        writer = kg("extract", "--model", "none", "--store", store, folder)
        seen = [0]
        for _ in range(600):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/queries/papers", timeout=30) as response:
                seen.append(len(json.load(response)["rows"]))
            if writer.poll() is not None and seen[-1] == 12:
                break
            time.sleep(0.1)
        _, err = writer.communicate(timeout=60)
        assert writer.returncode == 0, err.decode()
        assert seen[-1] == 12 and seen[1:] == sorted(seen[1:])
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=30)


def test_the_store_by_environment_and_no_colours(tmp_path: Path) -> None:
    store, folder = tmp_path / "elsewhere", write_papers(tmp_path / "in", 1)
    environment = {"KG_STORE": str(store), "NO_COLOR": "1", "FORCE_COLOR": "", "COLUMNS": "120"}
    written = kg("extract", "--model", "none", folder, env=environment, cwd=tmp_path)
    out, err = written.communicate(timeout=120)
    assert written.returncode == 0, err.decode()
    assert (store / "CURRENT").exists() and not (tmp_path / "kg-store").exists()
    asked = kg("query", "papers", env=environment, cwd=tmp_path)
    rows, talk = asked.communicate(timeout=60)
    assert b"0.txt" in rows
    assert b"\x1b[" not in out + err + rows + talk
