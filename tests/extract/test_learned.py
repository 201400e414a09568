"""What the model tells, with a model that says what the case wants."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipelines.extract.learned.linking import (
    LABELLED,
    LEAST,
    LIKELY,
    RULE,
    Seen,
    Tag,
    agree,
    find_links,
    learned_links,
)
from pipelines.extract.learned.tagger import Tagged, TaggedEnd, TaggedRelation
from pipelines.extract.pipeline import load_nlp
from pipelines.extract.relations import Link, Phrase, find_relations
from pipelines.extract.scope.assertions import judge

SILENT = "The hotel was built in 1932."
TOLD = "Trust increases customer loyalty."
BETWEEN = (LIKELY + LABELLED) / 2


def end(words: str, *parts: str) -> TaggedEnd:
    return TaggedEnd(places=tuple((words.find(p), words.find(p) + len(p)) for p in parts), probability=0.9)


def tagged(words: str, source: str, target: str, probability: float = 0.9) -> Tagged:
    relation = TaggedRelation(
        type="causal", source=end(words, source), target=end(words, target), sign="0", probability=probability
    )
    return Tagged(relational=0.9, kind="finding", kinds=(("finding", 0.9),), relations=(relation,))


def model(probability: float, asked: list[str]) -> Tag:
    """Sees one relation between the first and the last word, and keeps what it was asked."""

    def tag(sentences: Sequence[str]) -> list[Tagged]:
        asked.extend(sentences)
        return [tagged(words, words.split()[0], words.split()[-1].rstrip("."), probability) for words in sentences]

    return tag


def no_rules() -> list[list[Link]]:
    raise AssertionError("the rules are not asked")


def test_the_model_alone_tells_and_is_asked_where_words_may_tell() -> None:
    asked: list[str] = []
    silent, told = find_links([load_nlp()(SILENT), load_nlp()(TOLD)], no_rules, model(0.9, asked))
    assert asked == [TOLD]
    assert silent == Seen([], "model")
    assert [(link.source.text, link.target.text, link.negated) for link in told.links] == [("Trust", "loyalty", True)]
    assert (told.finder, told.kind) == ("model", "finding")


@pytest.mark.parametrize(
    ("chances", "count"), [((LEAST, 0.01), 1), ((LEAST, 0.9), 1), ((LEAST, 0.2), 2), ((0.01, 0.01), 0)]
)
def test_a_labelled_sentence_that_tells_nothing_likely_tells_its_likeliest(
    chances: tuple[float, float], count: int
) -> None:
    words = "Trust and pride increase loyalty."
    one, other = (
        tagged(words, source, "loyalty", chance).relations
        for source, chance in zip(("Trust", "pride"), chances, strict=True)
    )
    seen = Tagged(relational=0.9, kind="hypothesis", kinds=(("hypothesis", 0.9),), relations=(*one, *other))
    (told,) = find_links([load_nlp()(words)], no_rules, lambda _: [seen], labelled=True)
    assert len(told.links) == count
    (free,) = find_links([load_nlp()(words)], no_rules, lambda _: [seen])
    assert len(free.links) == sum(chance >= LIKELY for chance in chances)


def test_labelled_sentences_are_asked_about_whatever_their_words() -> None:
    asked: list[str] = []
    find_links([load_nlp()(SILENT)], no_rules, model(0.9, asked), labelled=True)
    assert asked == [SILENT]


@pytest.mark.parametrize(("labelled", "count"), [(True, 1), (False, 0)])
def test_a_labelled_sentence_needs_less_to_tell(labelled: bool, count: int) -> None:
    (told,) = find_links([load_nlp()(TOLD)], no_rules, model(BETWEEN, []), labelled=labelled)
    assert len(told.links) == count


def test_without_a_model_the_rules_are_alone() -> None:
    doc = load_nlp()(TOLD)
    links = find_relations(doc)
    assert links
    assert find_links([doc], lambda: [links], None) == [Seen(links, "rules")]


def test_an_end_whose_words_stand_apart_is_named_by_all_of_them() -> None:
    words = "Moral and legal duties reduce fraud."
    relation = TaggedRelation(
        type="causal",
        source=end(words, "Moral", "duties"),
        target=end(words, "fraud"),
        moderators=(end(words, "legal"),),
        sign="-",
        probability=0.5,
    )
    seen = Tagged(relational=0.9, kind="claim", kinds=(), relations=(relation,))
    (link,) = learned_links(load_nlp()(words), seen)
    assert (link.source.text, link.source.start, link.source.end) == ("Moral duties", 0, 22)
    assert ([m.text for m in link.moderators], link.probability, link.negated) == (["legal"], 0.5, False)


def test_a_relation_of_an_end_with_itself_is_none() -> None:
    assert learned_links(load_nlp()(TOLD), tagged(TOLD, "Trust", "Trust")) == []


@pytest.mark.parametrize(("target", "expected"), [("loyalty", True), ("increases", False)])
def test_links_agree_on_both_ends(target: str, expected: bool) -> None:
    doc = load_nlp()(TOLD)
    assert agree(find_relations(doc), learned_links(doc, tagged(TOLD, "Trust", target))) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Not all managers believed that adopting light would improve calm.", (None, False)),
        ("Managers found that light does not improve calm.", ("0", True)),
    ],
)
def test_what_some_do_not_say_is_no_denial(words: str, expected: tuple[str | None, bool]) -> None:
    doc = load_nlp()(words)
    source, target = (
        Phrase(end, words.index(end), words.index(end) + len(end)) for end in ("light", "calm")
    )  # as a model marks them
    told = judge(doc, [Link("causal", source, target, "0", len(doc) - 2, RULE, negated=True)])
    assert [(link.sign, link.negated) for link in told.links] == [expected]
