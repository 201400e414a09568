"""Every command prints, whatever the encoding of standard output: tables with ?, data for programs as UTF-8."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import app, output
from tests.kg import papers

COMMANDS = (
    ("query", "effect-sizes"),
    ("query", "paths", "-p", "from=awe", "-p", "to=loyalty"),
    ("query", "papers"),
    ("queries",),
    ("show", "customer engagement"),
    ("show", "10.5555/ekg.1"),
    ("ask", "how strong is the effect of trust on customer engagement?"),
    ("synthesis", "trust", "customer engagement"),
    ("stats",),
    ("--help",),
    ("query", "--help"),
    ("query", "no such query β"),
)
DATA = (
    ("query", "effect-sizes", "--format", "csv"),
    ("query", "effect-sizes", "--format", "json"),
    ("synthesis", "trust", "customer engagement", "--format", "json"),
    ("show", "paper/10.5555/ekg.1/s1", "--format", "json"),
    ("export", "--format", "json"),
    ("export", "--format", "trig"),
    ("ask", "how strong is the effect of trust on customer engagement?", "--format", "tsv"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from kg.store import open_store

    path = tmp_path_factory.mktemp("encodings") / "store"
    with open_store(path) as store:
        papers.fill(store)
    return path


class Pipe(io.TextIOWrapper):
    """Standard output as a pipe that refuses what its encoding lacks, with Windows' ends of lines."""

    def __init__(self, encoding: str) -> None:
        self.raw_bytes = io.BytesIO()
        super().__init__(self.raw_bytes, encoding=encoding, errors="strict", newline="\r\n")

    @property
    def written(self) -> bytes:
        self.flush()
        return self.raw_bytes.getvalue()


@pytest.fixture(params=["cp1252", "ascii", "cp437", "utf-8"])
def pipe(request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Pipe:
    monkeypatch.setenv("KG_STORE", str(folder))
    return Pipe(request.param)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_prints(pipe: Pipe, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", pipe)
    code = app.run(command)
    assert code == (2 if "no such query β" in command else 0)
    assert pipe.written.decode(pipe.encoding) or code


def test_what_a_table_cannot_show_is_replaced(pipe: Pipe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", pipe)
    app.run(("query", "paths", "-p", "from=awe", "-p", "to=loyalty"))
    arrow = "→" if pipe.encoding == "utf-8" else "?"
    assert f"awe {arrow} customer engagement" in pipe.written.decode(pipe.encoding)


@pytest.mark.parametrize("command", DATA, ids=" ".join)
def test_data_is_utf_8_and_unharmed(pipe: Pipe, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", pipe)
    assert app.run(command) == 0
    assert "β" in pipe.written.decode("utf-8")
    assert b"\r\r\n" not in pipe.written
    if "json" in command and "export" not in command:
        json.loads(pipe.written)


def test_data_on_a_terminal_has_the_terminals_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = Pipe("cp1252")
    monkeypatch.setattr(pipe, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", pipe)
    output.bear_any_encoding()
    output.print_data("β = .42")
    assert pipe.written == b"? = .42\r\n"


def test_half_a_surrogate_pair_stops_nothing(pipe: Pipe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", pipe)
    output.bear_any_encoding()
    output.print_data("a\ud835b")
    print("a\ud835b")
    assert pipe.written == b"a?b\na?b\r\n"


@pytest.mark.parametrize(("query", "code"), [("ASK { FILTER('β' = '\\u03B2') }".encode(), 0), (b"ASK { '\xff' }", 1)])
def test_queries_on_standard_input_are_utf_8(folder: Path, query: bytes, code: int) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "cp1252", "KG_STORE": str(folder)}
    command = [sys.executable, "-m", "kg", "query", "-"]
    done = subprocess.run(command, input=query, capture_output=True, env=environment)
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)
    assert done.stdout.split() == ([b"yes"] if code == 0 else [])


@pytest.mark.parametrize("encoding", ["cp1252", "ascii:strict", "utf-16"])
def test_a_process_of_that_encoding(folder: Path, encoding: str) -> None:
    environment = os.environ | {"PYTHONIOENCODING": encoding, "KG_STORE": str(folder)}
    for form in ((), ("--format", "csv")):
        command = [sys.executable, "-m", "kg", "query", "effect-sizes", *form]
        done = subprocess.run(command, capture_output=True, env=environment)
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr
        assert not form or "β" in done.stdout.decode()
