"""Opening a store for use: of this base and data model, and with what is worked out from its papers up to date.

Commands and the server open their stores here. ``kg.store.open_store`` opens whatever there is.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.argument import relate
from kg.errors import StoreError
from kg.inference import infer
from kg.iris import Iris
from kg.ledger import check, out_of_date
from kg.store import Store, open_store

Opener = Callable[[], Store]
Tell = Callable[[str], None]


def open_for_reading(locator: str, *, tell: Tell, opener: Opener | None = None) -> Store:
    """The store to look into; what no longer follows from its papers is worked out anew first.

    ``tell`` is told what is done, or why it cannot be. ``opener`` opens it, where more is wanted than
    ``open_store`` for reading only.

    Raises:
        StoreMismatch: it is of another base or data model.
        StoreError: it cannot be opened.
    """
    opener = opener or (lambda: open_store(locator, read_only=True))
    store = _checked(opener())
    try:
        stale = out_of_date(store)
    except BaseException:
        store.close()
        raise
    if not stale:
        return store
    store.close()
    renew_derived(locator, tell=tell)
    return opener()


def open_for_writing(locator: str) -> Store:
    """The store to change. Raises as ``open_for_reading``, and StoreLocked where another process changes it."""
    return _checked(open_store(locator))


def renew_derived(locator: str, *, tell: Tell) -> bool:
    """Work out anew the edges and links that no longer follow from the papers; False where that cannot be now."""
    try:
        with open_store(locator) as store:
            for graph in out_of_date(store):
                tell(f"bringing {graph.rpartition('/')[2]} up to date …")
                (infer if graph == Iris().graph("inferred") else relate)(store)
    except StoreError as exc:
        tell(f"kg: edges and links are out of date, and cannot be renewed now: {exc}")
        return False
    return True


def _checked(store: Store) -> Store:
    """The store, closed again where it is none of this base and data model."""
    try:
        check(store)
    except BaseException:
        store.close()
        raise
    return store
