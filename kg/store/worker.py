"""A process that answers one query after another for ``workers.py``:
``python -m kg.store.worker FOLDER MAX_BYTES MAX_MEMORY``.

Requests come as JSON lines on standard input. Each answer goes to standard output as frames of one kind byte, four
bytes of length (big-endian) and the payload:

    D  a piece of the serialised answer
    E  an error, JSON ``[class name, message]``; the answer is over
    .  the answer is complete
"""

from __future__ import annotations

import json
import os
import struct
import sys
from pathlib import Path
from typing import IO, Any, cast

from kg.errors import TooLarge
from kg.store import results
from kg.store.base import Dataset
from kg.store.embedded import evaluate
from kg.store.snapshot import UNREADABLE, Snapshot, first_line
from pipelines.errors import EngagementError

PIECE = 64 * 1024


class Frames:
    """Output that collects bytes and sends them as frames, until ``max_bytes`` are exceeded.

    No ``io`` class: those flush when they are thrown away, which after an error would send a frame too many.
    """

    def __init__(self, output: IO[bytes], max_bytes: int) -> None:
        """Send to ``output``; 0 ``max_bytes`` sets no limit."""
        self.output, self.max_bytes, self.sent, self.pending = output, max_bytes, 0, bytearray()

    def write(self, data: bytes) -> int:
        """Take bytes, send whole pieces."""
        self.pending += data
        self.sent += len(data)
        if self.max_bytes and self.sent > self.max_bytes:
            raise TooLarge(f"the answer is larger than {self.max_bytes} bytes; ask for less, with LIMIT")
        if len(self.pending) >= PIECE:
            self.send()
        return len(data)

    def flush(self) -> None:
        """Pyoxigraph wants this; pieces go out when they are full."""

    def send(self) -> None:
        """Send what is pending."""
        if self.pending:
            send(self.output, b"D", bytes(self.pending))
            self.pending.clear()


def send(output: IO[bytes], kind: bytes, payload: bytes = b"") -> None:
    """One frame."""
    output.write(kind + struct.pack(">I", len(payload)) + payload)
    output.flush()


def answer(snapshot: Snapshot, request: dict[str, Any], output: IO[bytes], max_bytes: int) -> None:
    """Answer one request; every failure becomes a frame."""
    frames = Frames(output, max_bytes)
    try:
        _write(snapshot, request, frames)
    except EngagementError as exc:
        send(output, b"E", json.dumps([type(exc).__name__, str(exc)]).encode())
    except (*UNREADABLE, ValueError) as exc:
        send(output, b"E", json.dumps(["StoreError", f"{snapshot.path}: {first_line(exc)}"]).encode())
    else:
        frames.send()
        send(output, b".")


def _write(snapshot: Snapshot, request: dict[str, Any], frames: Frames) -> None:
    dataset = Dataset(default=_graphs(request["default"]), named=_graphs(request["named"]), base=request["base"])
    for last in (False, True):
        store = snapshot.reopen() if last else snapshot.current()
        try:
            results.write(evaluate(store, request["query"], dataset), request["media_type"], cast(IO[bytes], frames))
            return
        except UNREADABLE:  # the writer removed files of this snapshot
            if last or frames.sent:
                raise


def _graphs(iris: list[str] | None) -> tuple[str, ...] | None:
    return None if iris is None else tuple(iris)


def limit_memory(size: int) -> None:
    """Let this process take at most ``size`` bytes of memory for data; 0, or no Linux, leaves it as it is."""
    if size and sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Serve requests until standard input ends."""
    path, max_bytes, max_memory = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    limit_memory(max_memory)
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not come between frames
    snapshot: Snapshot | None = None
    for line in sys.stdin.buffer:
        try:
            snapshot = snapshot or Snapshot(path)
        except EngagementError as exc:
            send(output, b"E", json.dumps([type(exc).__name__, str(exc)]).encode())
            continue
        answer(snapshot, json.loads(line), output, max_bytes)


if __name__ == "__main__":
    main()
