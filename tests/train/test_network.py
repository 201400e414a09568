"""What training and run time compute twice must agree; needs the extra "train"."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the extra train: pip install -e .[train]")
transformers = pytest.importorskip("transformers", reason="needs the extra train: pip install -e .[train]")

WORDS = [None, 0, 1, 1, 2, 3, 4, 5, None]


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from pipelines.train.network import Network

    folder = tmp_path_factory.mktemp("encoder")
    config = transformers.MPNetConfig(
        vocab_size=40, hidden_size=24, num_hidden_layers=3, num_attention_heads=2, intermediate_size=32
    )
    torch.manual_seed(2)
    transformers.MPNetModel(config).save_pretrained(folder)
    return Network(folder, 0.1, layers=2, frozen=1).eval()


def states() -> Any:
    return torch.randn(2, len(WORDS), 24, generator=torch.Generator().manual_seed(1))


def test_spans_are_scored_alike(network: Any) -> None:
    from pipelines.extract.learned.tagging import score_spans, widths

    width, allowed = widths(WORDS)
    with torch.no_grad():
        scores = network.score_spans(states(), torch.from_numpy(np.stack([width, width]))).sigmoid().numpy()
    expected = score_spans(states()[1].numpy(), WORDS, network.head_arrays())
    assert np.allclose(scores[1] * allowed, expected, atol=1e-5)


def test_pairs_are_scored_alike(network: Any) -> None:
    from pipelines.extract.learned.tagging import TokenSpan, score_pairs

    pairs = [
        SimpleNamespace(first=TokenSpan(0, 1, 3, 1.0), second=TokenSpan(1, 5, 6, 1.0)),
        SimpleNamespace(first=TokenSpan(4, 6, 8, 1.0), second=TokenSpan(1, 2, 4, 1.0)),
        SimpleNamespace(first=TokenSpan(3, 2, 4, 1.0), second=TokenSpan(1, 4, 5, 1.0)),
    ]
    with torch.no_grad():
        link, sign = network.score_pairs(states(), [WORDS, WORDS], [(1, pair) for pair in pairs])
    spans = [(pair.first, pair.second) for pair in pairs]
    links, signs = score_pairs(states()[1].numpy(), WORDS, spans, network.head_arrays())
    assert np.allclose(link.softmax(-1).numpy(), links, atol=1e-5)
    assert np.allclose(sign.softmax(-1).numpy(), signs, atol=1e-5)


def test_sentences_are_scored_alike(network: Any) -> None:
    from pipelines.extract.learned.tagging import score_sentence

    mask = torch.ones(2, len(WORDS))
    with torch.no_grad():
        gate, kind = network.score_sentences(states(), mask)
    chance, kinds = score_sentence(states()[0].numpy(), network.head_arrays())
    assert gate.sigmoid()[0].item() == pytest.approx(chance, abs=1e-5)
    assert np.allclose(kind.softmax(-1)[0].numpy(), kinds, atol=1e-5)


def test_going_on_from_the_frozen_layers_is_going_through_all(network: Any) -> None:
    ids = torch.tensor([[5, 6, 7, 8], [9, 10, 1, 1]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 0, 0]])
    with torch.no_grad():
        expected = network(ids, mask)
        found = network.upper(network.lower(ids, mask), mask)
    assert torch.allclose(found[0], expected[0], atol=1e-5)
    assert torch.allclose(found[1, :2], expected[1, :2], atol=1e-5)


def test_the_frozen_layers_do_not_learn(network: Any) -> None:
    frozen = [p.requires_grad for p in network.encoder.encoder.layer[0].parameters()]
    learning = [p.requires_grad for p in network.encoder.encoder.layer[1].parameters()]
    assert (any(frozen), all(learning)) == (False, True)


def test_a_smaller_vocabulary_keeps_the_vectors_of_what_it_keeps(network: Any) -> None:
    from pipelines.train.vocabulary import shrink

    before = network.encoder.embeddings.word_embeddings.weight[[1, 7, 9]].clone()
    shrink(network, [1, 7, 9])
    assert torch.equal(network.encoder.embeddings.word_embeddings.weight, before)
