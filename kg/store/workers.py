"""Queries that can be stopped: a few worker processes, each answering one query at a time.

A worker that is still at work when the time is over, or whose reader has gone, is killed, and a new one is started
when it is next needed. A query that takes more than half a second of the processor stands back behind the quick ones.
So a runaway query costs one place for its time limit and nothing else. Workers are started on demand.
"""

from __future__ import annotations

import contextlib
import io
import json
import math
import os
import queue
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import kg.errors
from kg.errors import QueryTimeout, StoreError, TooLarge
from kg.sparql import form
from kg.store import results
from kg.store.base import Answer, Dataset
from kg.store.results import JSON, N_TRIPLES

SLOW = 0.5  # seconds of the processor after which a query stands back behind the others
BACKGROUND = 15  # the niceness of those


class Workers:
    """At most ``count`` processes that read the store at ``path``."""

    def __init__(self, path: Path, *, count: int, max_bytes: int, max_memory: int = 0) -> None:
        """Nothing is started yet."""
        self.path, self.max_bytes, self.max_memory = path, max_bytes, max_memory
        self._places: queue.LifoQueue[subprocess.Popen[bytes] | None] = queue.LifoQueue()
        for _ in range(count):
            self._places.put(None)

    def query(self, sparql: str, *, timeout: float | None, dataset: Dataset | None = None) -> Answer:
        """The whole answer as a value."""
        is_graph = form(sparql) in ("construct", "describe")
        body = b"".join(self.stream(sparql, N_TRIPLES if is_graph else JSON, timeout=timeout, dataset=dataset))
        return results.from_bytes(body, is_graph=is_graph)

    def stream(
        self, sparql: str, media_type: str, *, timeout: float | None, dataset: Dataset | None = None
    ) -> Iterator[bytes]:
        """The serialised answer in pieces. The time waiting for a free worker counts towards ``timeout``."""
        deadline = None if timeout is None else time.monotonic() + timeout
        request = _request(sparql, media_type, dataset)
        worker = self._take(deadline, timeout)
        idle = False
        try:
            yield from _ask(worker, request, deadline, timeout)
            idle = _is_quick(worker)
        except _Answered as exc:
            idle = _is_quick(worker)
            raise exc.error from None
        except EOFError as exc:
            raise self._death(worker) from exc
        finally:
            self._give_back(worker, idle)

    def close(self) -> None:
        """End all workers; those at work are ended by whoever waits for them."""
        found = []
        while not self._places.empty():
            found.append(self._places.get_nowait())
        for worker in found:
            if worker is not None:
                end(worker)
            self._places.put(None)

    def _take(self, deadline: float | None, timeout: float | None) -> subprocess.Popen[bytes]:
        try:
            worker = self._places.get(timeout=None if deadline is None else max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise QueryTimeout(f"no worker became free within {timeout:g} s; try again later") from None
        if worker is not None and worker.poll() is None:
            return worker
        return start(self.path, self.max_bytes, self.max_memory)

    def _death(self, worker: subprocess.Popen[bytes]) -> StoreError | TooLarge:
        """Why a worker ended that should have answered. Rust and C++ abort where they are given no memory."""
        if worker.wait() == -signal.SIGABRT and self.max_memory:
            limit = f"{self.max_memory / 1e6:,.0f} MB"
            return TooLarge(f"the query needs more than the {limit} of memory that it may take; ask for less")
        return StoreError("the query process ended without an answer, perhaps for want of memory; ask for less")

    def _give_back(self, worker: subprocess.Popen[bytes], idle: bool) -> None:
        if not idle:
            end(worker)
        self._places.put(worker if idle else None)


class _Answered(Exception):
    """The worker answered with an error and is ready for the next query."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def start(path: Path, max_bytes: int, max_memory: int) -> subprocess.Popen[bytes]:
    """A new worker for the store at ``path``."""
    command = [sys.executable, "-m", "kg.store.worker", str(path.resolve()), str(max_bytes), str(max_memory)]
    root = str(Path(kg.errors.__file__).resolve().parent.parent)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)


def end(worker: subprocess.Popen[bytes]) -> None:
    """Stop a worker at once and wait until it is gone."""
    worker.kill()
    for pipe in (worker.stdin, worker.stdout):
        if pipe is not None:
            pipe.close()
    worker.wait()


def _wait(worker: subprocess.Popen[bytes], pipe: IO[bytes], deadline: float | None) -> None:
    """Wait until the answer begins or the time is over; a worker that is busy for long stands back on the way.

    Time on the processor counts, not on the clock: on a busy machine quick queries, too, wait for seconds.
    """
    begun = _processor_seconds(worker)
    while (left := math.inf if deadline is None else deadline - time.monotonic()) > 0:
        if select.select([pipe], [], [], min(SLOW, left))[0]:
            return
        if _processor_seconds(worker) - begun >= SLOW:
            _stand_back(worker)
            return


def _processor_seconds(worker: subprocess.Popen[bytes]) -> float:
    """What a worker has used of the processors, where Linux tells; elsewhere the time on the clock."""
    try:
        fields = Path(f"/proc/{worker.pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return time.monotonic()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")  # utime and stime, proc(5)


def _stand_back(worker: subprocess.Popen[bytes]) -> None:
    """Give a slow query what the quick ones leave of the processors."""
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, worker.pid, BACKGROUND)


def _is_quick(worker: subprocess.Popen[bytes]) -> bool:
    """May the worker go on to the next query? One that stood back may not: its priority cannot be raised again."""
    try:
        return os.getpriority(os.PRIO_PROCESS, worker.pid) < BACKGROUND
    except OSError:
        return False


def _request(sparql: str, media_type: str, dataset: Dataset | None) -> bytes:
    chosen = dataset or Dataset()
    request: dict[str, object] = {"query": sparql, "media_type": media_type}
    request |= {"default": chosen.default, "named": chosen.named, "base": chosen.base}
    return json.dumps(request).encode() + b"\n"


def _ask(
    worker: subprocess.Popen[bytes], request: bytes, deadline: float | None, timeout: float | None
) -> Iterator[bytes]:
    assert worker.stdin is not None and worker.stdout is not None
    try:
        worker.stdin.write(request)
        worker.stdin.flush()
    except OSError as exc:
        raise StoreError(f"a query process ended unexpectedly ({exc.strerror}); try again") from exc
    _wait(worker, worker.stdout, deadline)
    while True:
        kind, payload = _frame(worker.stdout, deadline, timeout)
        if kind == b".":
            return
        if kind == b"E":
            name, message = json.loads(payload)
            raise _Answered(getattr(kg.errors, name, StoreError)(message))
        yield payload


def _frame(pipe: IO[bytes], deadline: float | None, timeout: float | None) -> tuple[bytes, bytes]:
    kind, length = struct.unpack(">cI", _read(pipe, 5, deadline, timeout))
    return kind, _read(pipe, length, deadline, timeout)


def _read(pipe: IO[bytes], size: int, deadline: float | None, timeout: float | None) -> bytes:
    """Exactly ``size`` bytes, read past the pipe's buffer so that ``select`` tells the truth.

    Raises:
        EOFError: the worker ended before.
        QueryTimeout: the time is over.
    """
    collected = io.BytesIO()
    while collected.tell() < size:
        wait = None if deadline is None else max(0.0, deadline - time.monotonic())
        if not select.select([pipe], [], [], wait)[0]:
            raise QueryTimeout(f"stopped after {timeout:g} s; ask for less, or allow more time")
        piece = os.read(pipe.fileno(), size - collected.tell())
        if not piece:
            raise EOFError
        collected.write(piece)
    return collected.getvalue()
