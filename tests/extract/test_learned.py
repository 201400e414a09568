"""What the tagger adds to the rules, with a tagger that says what the case wants."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipelines.extract.learned import Tag, find_links, join
from pipelines.extract.pipeline import load_nlp
from pipelines.extract.relations import find_relations
from pipelines.extract.tagger import Tagged, TaggedRelation, TaggedSpan
from pipelines.extract.tagging import Style

SILENT = "Sales and a good mood of customers went hand in hand."
TOLD = "Trust increases customer loyalty."


def tagging(source: str, target: str, relational: float, asked: list[str]) -> Tag:
    """A tagger that sees one relation between two words of every sentence, and keeps what it was asked."""

    def tag(sentences: Sequence[str], *, style: Style = "construct") -> list[Tagged]:
        asked.extend(f"{style}: {words}" for words in sentences)
        return [_tagged(words, source, target, relational) for words in sentences]

    return tag


def _tagged(words: str, source: str, target: str, relational: float) -> Tagged:
    spans = [
        TaggedSpan(role=role, start=words.find(part), end=words.find(part) + len(part), probability=0.9)
        for role, part in (("source", source), ("target", target))
    ]
    relation = TaggedRelation(type="causal", source=spans[0], target=spans[1], sign="+", probability=0.9)
    return Tagged(
        relational=relational, kind="claim", kinds=(("claim", 0.9),), spans=tuple(spans), relations=(relation,)
    )


def test_the_tagger_speaks_where_no_rule_does() -> None:
    asked: list[str] = []
    tag = tagging("a good mood", "Sales", 0.9, asked)
    docs = [load_nlp()(SILENT), load_nlp()(TOLD)]
    ((links, finder), (rules, by)) = find_links(docs, [find_relations(doc) for doc in docs], tag)
    assert asked == [f"construct: {SILENT}"]
    assert [(link.source.text, link.target.text, link.sign, finder) for link in links] == [
        ("good mood", "Sales", "+", "model")
    ]
    assert [(link.source.text, by) for link in rules] == [("Trust", "rules")]


@pytest.mark.parametrize("relational", [0.0, 0.3])
def test_an_unsure_tagger_adds_nothing(relational: float) -> None:
    tag = tagging("a good mood", "Sales", relational, [])
    assert find_links([load_nlp()(SILENT)], [[]], tag) == [([], "rules")]


@pytest.mark.parametrize(("floor", "finder"), [(0.95, "rules"), (0.0, "model")])
def test_an_unsure_link_counts_where_the_sentence_tells_one(floor: float, finder: str) -> None:
    told = find_links([load_nlp()(SILENT)], [[]], tagging("a good mood", "Sales", 0.9, []), floor=floor)
    assert [by for _, by in told] == [finder]


def test_without_a_tagger_the_rules_are_alone() -> None:
    assert find_links([load_nlp()(SILENT)], [[]], None) == [([], "rules")]


@pytest.mark.parametrize(("relational", "finder"), [(0.9, "both"), (0.1, "rules")])
def test_what_rules_and_a_sure_tagger_see_alike_is_found_by_both(relational: float, finder: str) -> None:
    doc = load_nlp()(TOLD)
    links, by = join(find_relations(doc), doc, _tagged(TOLD, "Trust", "loyalty", relational))
    assert ([link.source.text for link in links], by) == (["Trust"], finder)


@pytest.mark.parametrize(
    ("source", "relational", "expected"),
    [
        ("Trust", 0.9, (["Trust"], "both")),
        ("customer", 0.9, (["customer"], "model")),
        ("Trust", 0.1, ([], "rules")),
    ],
)
def test_outside_the_field_the_tagger_decides(source: str, relational: float, expected: tuple[list[str], str]) -> None:
    asked: list[str] = []
    doc = load_nlp()(TOLD)
    tag = tagging(source, "loyalty", relational, asked)
    ((links, finder),) = find_links([doc], [find_relations(doc)], tag, of_field=False)
    assert asked == [f"clause: {TOLD}"]
    assert ([link.source.text for link in links], finder) == expected
