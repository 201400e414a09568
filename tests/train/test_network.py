"""What training and run time compute twice must agree; needs the extra "train"."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the extra train: pip install -e .[train]")
pytest.importorskip("transformers", reason="needs the extra train: pip install -e .[train]")


def test_pair_rows_are_the_run_time_features() -> None:
    from pipelines.extract.tagging import pair_features
    from pipelines.train.features import PairLabel
    from pipelines.train.network import pair_rows

    hidden = torch.randn(2, 9, 4, generator=torch.Generator().manual_seed(1))
    pairs = [
        (0, PairLabel((1, 3), (5, 6), 0, (1,), 1)),
        (1, PairLabel((6, 8), (2, 4), 3, (0,), 1)),
        (1, PairLabel((2, 4), (4, 6), 2, (0,), 1)),
    ]
    expected = [pair_features(hidden[i].numpy(), p.first, p.second, p.role) for i, p in pairs]
    assert np.allclose(pair_rows(hidden, pairs).numpy(), np.stack(expected))
