"""What the handlers of one application share: its store, its settings, and the places for queries."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from kg.errors import StoreUnreachable
from kg.opening import open_for_reading, renew_derived
from kg.serve.problems import Problem
from kg.serve.settings import Settings
from kg.store import Store, is_remote, open_store
from kg.store.embedded import EmbeddedStore

log = logging.getLogger("uvicorn.error")


class State:
    """One application's store and how many requests wait for it.

    ``written`` is set by whoever has written through the server: what is worked out from papers is then renewed before
    the next answer.
    """

    def __init__(self, locator: str, settings: Settings) -> None:
        """Open the store for reading; raises StoreError where it cannot be, or is of another base or data model."""
        self.locator, self.settings = locator, settings
        self.store = self._opened()
        self.writing = threading.Lock()
        self.written = False
        self._waiting = 0

    def _opened(self) -> Store:
        """The store, checked; a server that does not answer yet is asked again with each request."""

        def opener() -> Store:
            return open_for_serving(self.locator, self.settings)

        try:
            return open_for_reading(self.locator, tell=log.warning, opener=opener)
        except StoreUnreachable as exc:
            log.warning("%s", exc)
            return opener()

    def _renew(self) -> None:
        with self.writing:
            if self.written:
                self.written = not renew_derived(self.locator, tell=log.warning)

    @contextlib.asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Wait for an answer's beginning, unless too many do already; what has to be worked out anew is so first."""
        if self._waiting >= self.settings.workers + self.settings.max_waiting:
            raise Problem(503, "too many requests at once; try again in a moment", {"Retry-After": "2"})
        self._waiting += 1
        try:
            if self.written:
                await run_in_threadpool(self._renew)
            yield
        finally:
            self._waiting -= 1


def open_for_serving(locator: str, settings: Settings) -> Store:
    """The store, with the server's limits where it is embedded."""
    if is_remote(locator):
        return open_store(locator, read_only=True)
    return EmbeddedStore(
        locator,
        read_only=True,
        workers=settings.workers,
        max_bytes=settings.max_result,
        max_memory=settings.max_memory,
    )


def state_of(request: Request) -> State:
    """The state of the application that answers ``request``."""
    state = request.app.state.kg
    assert isinstance(state, State)
    return state
