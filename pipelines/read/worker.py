"""Reading in a process of its own, with limits: papers come from anywhere, and a PDF can be made to hurt.

``read_safely`` is ``read`` with a limit on processor time and memory. A file that goes over it (decompression bombs,
endless loops, pages of a mile) is refused with ``TooCostly``; one that kills its reader is ``DamagedFile``. The
caller's own process is never at risk. Only the worker's own processor time counts; text recognition runs in further
processes, each with a limit of its own.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import signal
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

from pipelines.errors import DamagedFile, EngagementError, TooCostly
from pipelines.text import Text

SECONDS = 120
MEGABYTES = 2048
WAITING = 15  # times the processor seconds: the limit on time by the clock (text recognition, a busy machine)


def read_safely(path: Path, *, seconds: int = SECONDS, megabytes: int = MEGABYTES, **options: Any) -> Text:
    """``read(path, **options)`` in a worker process with limits.

    Raises:
        TooCostly: the file took more processor time or memory than allowed.
        DamagedFile: the file brought its reader down.
        ReadError, OSError: as ``read``.
    """
    context = _context()
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(theirs, path, seconds, megabytes, options), daemon=True)  # type: ignore[attr-defined]
    worker.start()
    theirs.close()
    try:
        if not ours.poll(seconds * WAITING):
            raise TooCostly(f"{path}: not read after {seconds * WAITING} s; raise the limit if you trust the file")
        answer = ours.recv()
    except EOFError:
        worker.join()
        raise _end(path, worker.exitcode, seconds, megabytes) from None
    finally:
        if worker.is_alive():
            worker.kill()
        worker.join()
        ours.close()
    if isinstance(answer, Text):
        return answer
    raise answer


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


def _work(
    pipe: multiprocessing.connection.Connection, path: Path, seconds: int, megabytes: int, options: dict[str, Any]
) -> None:
    from pipelines.read import read

    _limit(seconds, megabytes)
    answer: Text | Exception
    try:
        answer = read(path, **options)
    except MemoryError:
        answer = TooCostly(f"{path}: reading took more than {megabytes} MB; raise the limit if you trust the file")
    except (EngagementError, OSError) as exc:
        answer = exc
    pipe.send(answer)
    pipe.close()


def _limit(seconds: int, megabytes: int) -> None:
    """Bound this process, where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
