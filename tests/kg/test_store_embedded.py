"""What only a store in a folder has: a lock, files that may be wrong, processes that answer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from kg.errors import QueryTimeout, StoreError, StoreLocked, StoreUnreachable, StoreUnusable, TooLarge
from kg.store import Quad, open_store
from kg.store.embedded import EmbeddedStore

G = URIRef("http://example.org/g")
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?l) }"
HOLD = "import sys, pyoxigraph; s = pyoxigraph.Store(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


def numbers(count: int, graph: URIRef = G) -> list[Quad]:
    return [
        (URIRef(f"http://example.org/{i}"), URIRef("http://example.org/p"), Literal(i), graph) for i in range(count)
    ]


def one_line(error: pytest.ExceptionInfo[StoreError]) -> str:
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_store_that_another_process_holds(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with open_store(path) as store:
        store.put_graph(G, numbers(3))
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        with pytest.raises(StoreLocked) as caught:
            open_store(path)
        assert "wait until it has ended" in one_line(caught)
        with open_store(path, read_only=True) as reader:
            assert len(list(reader.quads())) == 3
    finally:
        holder.communicate()
    with open_store(path) as store:
        assert len(list(store.quads())) == 3


def test_a_second_handle_in_this_process_is_refused_until_the_first_is_closed(tmp_path: Path) -> None:
    first = open_store(tmp_path / "s")
    with pytest.raises(StoreLocked):
        open_store(tmp_path / "s")
    first.close()
    open_store(tmp_path / "s").close()


def test_a_store_that_does_not_exist_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable) as caught:
        open_store(tmp_path / "none", read_only=True)
    assert "run `kg extract" in one_line(caught)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("read_only", [True, False])
def test_a_folder_of_other_things_and_a_file_are_refused(tmp_path: Path, read_only: bool) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "paper.pdf").write_bytes(b"%PDF-1.4")
    for path in (folder, folder / "paper.pdf"):
        with pytest.raises(StoreUnusable) as caught:
            open_store(path, read_only=read_only)
        assert str(path) in one_line(caught)
    assert [entry.name for entry in folder.iterdir()] == ["paper.pdf"]


def test_an_unwritable_place_is_refused() -> None:
    with pytest.raises(StoreUnusable) as caught:
        open_store("/proc/no-store-here")
    assert "/proc/no-store-here" in one_line(caught)


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with open_store(path) as store:
        store.put_graph(G, numbers(3))
    (path / "CURRENT").write_text("nonsense\n")
    for read_only in (True, False):
        with pytest.raises(StoreError) as caught:
            open_store(path, read_only=read_only)
        assert str(path) in one_line(caught)


def test_a_closed_store_answers_no_more(tmp_path: Path) -> None:
    store = open_store(tmp_path / "s")
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.query("ASK {}")
    with pytest.raises(StoreError, match="closed"):
        store.put_graph(G, [])


def test_no_server_at_the_address() -> None:
    with open_store("http://127.0.0.1:9/query") as store, pytest.raises(StoreUnreachable) as caught:
        store.query("ASK {}")
    assert "is it running?" in one_line(caught)


def test_a_runaway_query_does_not_block_the_others(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "s", workers=2) as store:
        store.put_graph(G, numbers(2000))
        store.query("ASK {}", timeout=20)
        failures: list[Exception] = []

        def run_away() -> None:
            try:
                store.query(RUNAWAY, timeout=2)
            except QueryTimeout as exc:
                failures.append(exc)

        thread = threading.Thread(target=run_away)
        thread.start()
        time.sleep(0.2)
        began = time.monotonic()
        assert store.query("SELECT * WHERE { ?s ?p 7 }", timeout=20).rows
        assert time.monotonic() - began < 1.5
        thread.join()
        assert len(failures) == 1
        assert not [line for line in children() if "defunct" in line]


def test_an_abandoned_stream_ends_its_process(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "s") as store:
        store.put_graph(G, numbers(1000))
        pieces = store.stream("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }", "text/csv")
        assert next(pieces)
        assert children()
        pieces.close()  # type: ignore[attr-defined]
        assert not children()


def test_closing_ends_all_processes(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "s") as store:
        store.put_graph(G, numbers(3))
        store.query("ASK {}", timeout=20)
        assert children()
    assert not children()


def test_an_answer_that_is_too_large_is_refused(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "s", max_bytes=10_000) as store:
        store.put_graph(G, numbers(1000))
        with pytest.raises(TooLarge, match="larger than 10000 bytes"):
            store.query("SELECT * WHERE { ?s ?p ?o }", timeout=20)
        assert store.query("SELECT * WHERE { ?s ?p ?o } LIMIT 3", timeout=20).rows


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory for data")
def test_a_query_that_wants_too_much_memory_is_stopped_alone(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "s", max_memory=200_000_000) as store:
        store.put_graph(G, numbers(3000))
        with pytest.raises(TooLarge, match="more than the 200 MB"):
            store.query("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?d", timeout=60)
        assert store.query("ASK { ?s ?p 7 }", timeout=20).truth is True


def test_a_quick_query_on_a_busy_machine_keeps_its_process(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "s") as store:
        store.put_graph(G, numbers(3))
        store.query("ASK {}", timeout=20)
        (worker,) = workers()
        os.kill(worker, signal.SIGSTOP)
        threading.Timer(2.5, os.kill, (worker, signal.SIGCONT)).start()
        assert store.query("ASK {}", timeout=20).truth is True
        if sys.platform == "linux":
            assert workers() == [worker], "it was told from one that is at work all the time"


def test_kill_in_the_middle_of_writing_leaves_whole_graphs(tmp_path: Path) -> None:
    script = (
        "import sys; sys.path[:0] = sys.argv[2:]\n"
        "from rdflib import Literal, URIRef\nfrom kg.store import open_store\n"
        "store = open_store(sys.argv[1])\n"
        "for n in range(10**6):\n"
        "    g = URIRef(f'http://example.org/g{n}')\n"
        "    store.put_graph(g, [(g, g, Literal(i), g) for i in range(500)])\n"
        "    print(n, flush=True)\n"
    )
    path = tmp_path / "s"
    root = str(Path(__file__).resolve().parents[2])
    writer = subprocess.Popen([sys.executable, "-c", script, str(path), root], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    for line in writer.stdout:
        if int(line) >= 20:
            break
    writer.kill()
    told = int(([line, *writer.communicate()[0].split()])[-1])
    with open_store(path) as store:
        counted = store.query("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        assert {int(str(n)) for n in counted.column("n")} == {500}
        assert len(counted.rows) in (told + 1, told + 2)


def workers() -> list[int]:
    """The process numbers of the workers of this process."""
    listing = subprocess.run(["ps", "--ppid", str(os.getpid()), "-o", "pid=,args="], capture_output=True, text=True)
    return [int(line.split()[0]) for line in listing.stdout.splitlines() if "kg.store.worker" in line]


def children() -> list[str]:
    """The worker processes of this process."""
    listing = subprocess.run(["ps", "--ppid", str(os.getpid()), "-o", "args="], capture_output=True, text=True)
    return [line for line in listing.stdout.splitlines() if "kg.store.worker" in line or "defunct" in line]
