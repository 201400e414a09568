"""What to do when reading a sentence fails: that sentence is lost and told of, the rest of the paper is not.

``spare`` runs a stage over all sentences at once, as fast as ever. Only where it raises, the sentence at fault is
found by bisection (about log2 n runs of the stage each), and the stage runs again without it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST = 50  # faults of one stage; beyond, the stage itself is at fault and what it raises is raised


def spare(
    stage: Callable[[Sequence[Item]], Result], items: Sequence[Item]
) -> tuple[Result, list[tuple[Item, Exception]]]:
    """``stage(items)``, the items that make it raise left out; and those, with what they raise.

    Raises:
        Exception: what the stage raises with no items at all, or when more than ``MOST`` are at fault.
        MemoryError: at once, since leaving out a sentence mends no want of memory.
    """
    kept, lost = list(items), list[tuple[Item, Exception]]()
    while True:
        try:
            return stage(kept), lost
        except MemoryError:
            raise
        except Exception as exc:
            if len(lost) == MOST:
                raise
            place, raised = _first_fault(stage, kept, exc)
            lost.append((kept.pop(place), raised))


def _first_fault(
    stage: Callable[[Sequence[Item]], Result], items: Sequence[Item], raised: Exception
) -> tuple[int, Exception]:
    """Where the shortest run of first items that fails ends, and what it raises; the whole is known to fail."""
    stage([])  # raises where no item is at fault
    sound, failing = 0, len(items)
    while failing - sound > 1:
        middle = (sound + failing) // 2
        try:
            stage(items[:middle])
            sound = middle
        except MemoryError:
            raise
        except Exception as exc:  # noqa: BLE001 - whatever a sentence raises, it is that sentence alone that is lost
            failing, raised = middle, exc
    return failing - 1, raised
