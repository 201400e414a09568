"""Examples as arrays, with the shipped tokenizer."""

from __future__ import annotations

import numpy as np
import pytest
import tokenizers

from pipelines.extract.tagger import MODELS, TOKENIZER
from pipelines.extract.tagging import LINKS
from pipelines.train.examples import Example, locate, own_example
from pipelines.train.features import UNKNOWN, featurise, imagined_pairs


@pytest.fixture(scope="module")
def tokenizer() -> tokenizers.Tokenizer:
    tokenizer = tokenizers.Tokenizer.from_file(str(MODELS / TOKENIZER))
    tokenizer.no_padding()
    return tokenizer


def example(marked: str, *relations: str) -> Example:
    return own_example({"kind": "claim", "relations": list(relations), "marked": marked}, "test")


def test_a_phrase_has_a_tag_in_every_layer_it_plays_in(tokenizer: tokenizers.Tokenizer) -> None:
    row = featurise(example("[c1:Trust] breeds [e1c2:deep care] and [e2:care] pays.", "causal +", "causal"), tokenizer)
    assert [layers[0] for layers in row.tags] == [UNKNOWN, 1, 0, 1, 2, 0, 0, 0, 0, UNKNOWN]
    assert [layers[1] for layers in row.tags] == [UNKNOWN, 0, 0, 1, 2, 0, 1, 0, 0, UNKNOWN]
    labels = {(p.first, p.second): p.links for p in row.pairs}
    causal, none = (LINKS.index("causal"),), (0,)
    assert labels == {((1, 2), (3, 5)): causal, ((1, 2), (6, 7)): none, ((3, 5), (6, 7)): causal}


def test_unknown_ends_teach_no_tags(tokenizer: tokenizers.Tokenizer) -> None:
    unknown = Example(text="Trust pays.", document="d", kinds=frozenset({"claim"}), relational=True, links=None)
    assert {tag for layers in featurise(unknown, tokenizer).tags for tag in layers} == {UNKNOWN}


def test_found_pairs_are_labelled_by_the_annotated_ones(tokenizer: tokenizers.Tokenizer) -> None:
    row = featurise(example("[c:Trust] breeds [e:deep care] in teams.", "causal +"), tokenizer)
    tags = np.zeros((len(row.ids), 4), dtype=np.int64)
    tags[1, 0] = tags[4, 1] = tags[6, 1] = 1
    found = {(p.first, p.second): p.links for p in imagined_pairs(row, tags)}
    assert found == {((1, 2), (4, 5)): (LINKS.index("causal"),), ((1, 2), (6, 7)): (0,)}


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Deep trust", "deep trust"),
        ("the role of care", "role of care"),
        ("perceived social value", "social value"),
        ("switching costs", None),
    ],
)
def test_locate(phrase: str, expected: str | None) -> None:
    text = "It is deep trust and the role of care that shape perceived economic and social value."
    place = locate(text, phrase)
    assert (text[slice(*place)] if place else None) == expected
