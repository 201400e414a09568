"""Reading in a process of its own, with limits: papers come from anywhere, and a PDF can be made to hurt.

``read_safely`` is ``read`` with a limit on processor time and memory. A file that goes over it (decompression bombs,
endless loops, pages of a mile) is refused with ``TooCostly``; one that kills its reader is ``DamagedFile``. The
caller's own process is never at risk. Only the worker's own processor time counts; text recognition runs in further
processes, each with a limit of its own.

A worker costs more to start than a short paper to read, so that one serves many files: it is kept until a file brings
it down, or until it has read ``FILES`` of them, which bounds what it can have gathered in memory.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

from pipelines.errors import DamagedFile, EngagementError, TooCostly
from pipelines.text import Text

SECONDS = 120
MEGABYTES = 2048
WAITING = 15  # times the processor seconds: the limit on time by the clock (text recognition, a busy machine)
FILES = 100


def read_safely(path: Path, *, seconds: int = SECONDS, megabytes: int = MEGABYTES, **options: Any) -> Text:
    """``read(path, **options)`` in a worker process with limits.

    Raises:
        TooCostly: the file took more processor time or memory than allowed.
        DamagedFile: the file brought its reader down.
        ReadError, OSError: as ``read``.
    """
    worker = _take()
    try:
        answer = worker.read(path, seconds, megabytes, options)
    except BaseException:
        worker.stop()
        raise
    if worker.files < FILES:
        _idle.append(worker)
    else:
        worker.stop()
    if isinstance(answer, Text):
        return answer
    raise answer


class _Worker:
    """A process that reads one file after another."""

    def __init__(self) -> None:
        context = _context()
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()
        self.files = 0

    def read(self, path: Path, seconds: int, megabytes: int, options: dict[str, Any]) -> Text | Exception:
        """The file's text, or what ``read`` raised.

        Raises:
            TooCostly, DamagedFile: the process did not survive; it cannot be asked again.
        """
        self.files += 1
        self.pipe.send((Path.cwd(), path, seconds, megabytes, options))
        if not self.pipe.poll(seconds * WAITING):
            raise TooCostly(f"{path}: not read after {seconds * WAITING} s; raise the limit if you trust the file")
        try:
            answer: Text | Exception = self.pipe.recv()
        except EOFError:
            self.process.join()
            raise _end(path, self.process.exitcode, seconds, megabytes) from None
        return answer

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        self.pipe.close()


_idle: list[_Worker] = []  # workers of this process that wait for a file


def _take() -> _Worker:
    while _idle:
        worker = _idle.pop()
        if worker.process.is_alive():
            return worker
        worker.stop()
    return _Worker()


def _context() -> BaseContext:
    """A fork server, so that a worker starts quickly and owns nothing of the caller's; spawn where there is none."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipelines.read"])
    return context


def _end(path: Path, code: int | None, seconds: int, megabytes: int) -> EngagementError:
    if code == -signal.SIGXCPU:
        return TooCostly(f"{path}: reading took more than {seconds} s; raise the limit if you trust the file")
    if code == -signal.SIGKILL:
        return TooCostly(f"{path}: reading took more than {megabytes} MB; raise the limit if you trust the file")
    return DamagedFile(f"{path}: its reader came down (exit code {code}); save it anew in a PDF program")


def _serve(pipe: multiprocessing.connection.Connection) -> None:
    """Answer requests until the caller is gone. An interrupt at the keyboard is the caller's to handle."""
    from pipelines.read import read

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            folder, path, seconds, megabytes, options = pipe.recv()
        except EOFError:
            return
        os.chdir(folder)  # the caller may have moved since this process began, and paths may be relative
        _limit(seconds, megabytes)
        answer: Text | Exception
        try:
            answer = read(path, **options)
        except MemoryError:
            answer = TooCostly(f"{path}: reading took more than {megabytes} MB; raise the limit if you trust the file")
        except (EngagementError, OSError) as exc:
            answer = exc
        pipe.send(answer)


def _limit(seconds: int, megabytes: int) -> None:
    """Bound what this process may use for its next file, where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    bounds = {
        resource.RLIMIT_CPU: int(used.ru_utime + used.ru_stime) + seconds + 1,
        resource.RLIMIT_AS: megabytes << 20,
    }
    for kind, bound in bounds.items():
        hardest = resource.getrlimit(kind)[1]  # stays, so that the next file's limit can be higher
        resource.setrlimit(kind, (bound if hardest == resource.RLIM_INFINITY else min(bound, hardest), hardest))
