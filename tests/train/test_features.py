"""Examples as arrays, with the shipped tokenizer."""

from __future__ import annotations

import dataclasses

import pytest
import tokenizers

from pipelines.extract.learned.tagger import MODELS, TOKENIZER
from pipelines.extract.learned.tagging import LINKS, PART, ROLES, TokenSpan
from pipelines.train.examples import Example, annotated_examples, as_read, own_example, places_of
from pipelines.train.features import featurise, imagined_pairs

CAUSAL, JOINS, NONE = (LINKS.index("causal"),), (LINKS.index("joins"),), (0,)
SOURCE, TARGET = ROLES.index("source"), ROLES.index("target")


@pytest.fixture(scope="module")
def tokenizer() -> tokenizers.Tokenizer:
    tokenizer = tokenizers.Tokenizer.from_file(str(MODELS / TOKENIZER))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def example(marked: str, *relations: str) -> Example:
    return own_example({"kind": "claim", "relations": list(relations), "marked": marked}, "test")


def annotated(text: str, *pairs: tuple[str, str]) -> Example:
    relations = [{"type": "causal", "source": a, "target": b, "sign": "+"} for a, b in pairs]
    (made,) = annotated_examples([{"id": "paper-1-7", "text": text, "kind": "claim", "relations": relations}])
    return made


def test_a_phrase_is_a_run_in_every_role_it_plays(tokenizer: tokenizers.Tokenizer) -> None:
    row = featurise(example("[c1:Trust] breeds [e1c2:deep care] and [e2:care] pays.", "causal +", "causal"), tokenizer)
    assert row.runs == {(SOURCE, 1, 2), (TARGET, 3, 5), (SOURCE, 3, 5), (TARGET, 6, 7)}
    labels = {(p.first.start, p.second.start): p.links for p in row.pairs}
    assert labels == {(1, 3): CAUSAL, (1, 6): NONE, (3, 6): CAUSAL}


def test_a_part_that_ends_share_is_joined_to_each(tokenizer: tokenizers.Tokenizer) -> None:
    text = "Moral and legal duties reduce fraud."
    row = featurise(annotated(text, ("Moral … duties", "fraud"), ("legal duties", "fraud")), tokenizer)
    assert row.runs == {(SOURCE, 1, 2), (PART, 4, 5), (SOURCE, 3, 5), (TARGET, 6, 7)}
    joined = {(p.first.start, p.second.start): p.links for p in row.pairs if p.first.role == PART}
    assert joined == {(4, 1): JOINS, (4, 3): NONE, (4, 6): NONE}


def test_unknown_ends_teach_no_runs(tokenizer: tokenizers.Tokenizer) -> None:
    unknown = Example(text="Trust pays.", document="d", kinds=frozenset({"claim"}), relational=True, links=None)
    assert featurise(unknown, tokenizer).runs is None


def test_found_pairs_are_labelled_by_the_annotated_ones(tokenizer: tokenizers.Tokenizer) -> None:
    row = featurise(example("[c:Trust] breeds [e:deep care] in teams.", "causal +"), tokenizer)
    spans = [TokenSpan(SOURCE, 1, 2, 0.9), TokenSpan(TARGET, 4, 5, 0.9), TokenSpan(TARGET, 6, 7, 0.9)]
    found = {(p.first.start, p.second.start): p.links for p in imagined_pairs(row, spans)}
    assert found == {(1, 4): CAUSAL, (1, 6): NONE}
    silent = dataclasses.replace(row, runs=None)
    assert list(imagined_pairs(silent, spans)) == []


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("deep trust", "deep trust"),
        ("role … care", "role|care"),
        ("role of the care", "role of care"),
        ("perceived … value", "perceived|value"),
        ("perceived social value", "social value"),
        ("switching costs", None),
    ],
)
def test_places_of_an_end(phrase: str, expected: str | None) -> None:
    text = "It is deep trust and the role of care that shape perceived economic and social value."
    places = places_of(text, phrase)
    assert ("|".join(text[slice(*run)] for run in places[0]) if places else None) == expected


def test_of_words_that_stand_twice_those_near_the_other_end_are_meant() -> None:
    text = "As trust is said to matter, we ask whether trust raises use."
    (link,) = annotated(text, ("trust", "use")).links or ()
    assert link.source == ((43, 48),)


def test_as_read_is_without_label_and_brackets() -> None:
    made = annotated("H1a: Deep trust (Lee, 2001) raises use.", ("Deep trust", "use"))
    read = as_read(made)
    assert read.text == "Deep trust raises use."
    (link,) = read.links or ()
    assert [read.text[slice(*run)] for end in (link.source, link.target) for run in end] == ["Deep trust", "use"]
    assert {"hypothesis", "finding"} <= read.kinds


def test_a_sentence_whose_end_stands_in_brackets_is_shown_whole() -> None:
    made = annotated("Deep trust (or care) raises use.", ("care", "use"))
    assert as_read(made) == made
