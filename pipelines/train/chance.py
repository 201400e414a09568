"""Dropout that is the same for the same seed in every thread, whatever the others do."""

from __future__ import annotations

import contextlib
import threading
import zlib
from collections.abc import Iterator

import torch
from torch import nn

_here = threading.local()


@contextlib.contextmanager
def seeded(words: str) -> Iterator[None]:
    """Within it, this thread drops by a generator that the words alone decide."""
    _here.generator = torch.Generator().manual_seed(zlib.crc32(words.encode()))
    try:
        yield
    finally:
        del _here.generator


class SeededDropout(nn.Module):
    """Dropout by this thread's generator."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.p = share

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        if not self.training or not self.p:
            return states
        kept = torch.empty_like(states).bernoulli_(1 - self.p, generator=_here.generator)
        return states * kept.div_(1 - self.p)


def drop_by_seed(module: nn.Module) -> None:
    """Replace every dropout in the module."""
    for name, child in module.named_children():
        if isinstance(child, nn.Dropout):
            setattr(module, name, SeededDropout(child.p))
        else:
            drop_by_seed(child)
