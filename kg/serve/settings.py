"""What a server may be told, in one table: name, default, meaning."""

from __future__ import annotations

import dataclasses

from kg.iris import DEFAULT_BASE


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a server behaves.

    Attributes:
        timeout: seconds after which a query is stopped.
        max_result: bytes of the largest answer, uncompressed.
        max_memory: bytes that the process of one query may take (Linux; elsewhere there is no limit).
        max_request: bytes of the largest request body.
        workers: queries that run at the same time; each is a process.
        max_waiting: requests that may wait for a worker; further ones are turned away with 503.
        services: hosts that SERVICE may ask; none by default.
        token: bearer token that allows writing; without it the server is read-only.
        base: the IRIs that are dereferenced here begin with it.
    """

    timeout: float = 30.0
    max_result: int = 200_000_000
    max_memory: int = 1_000_000_000
    max_request: int = 1_000_000
    workers: int = 8
    max_waiting: int = 64
    services: tuple[str, ...] = ()
    token: str | None = None
    base: str = DEFAULT_BASE
