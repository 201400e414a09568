"""The tagger with its shipped weights: what it must find, must not find, and how it behaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import MissingModel
from pipelines.extract.learned.linking import LIKELY
from pipelines.extract.learned.tagger import MODELS, Tagged, TaggedEnd, Tagger

LARGEST = 80_000_000  # bytes of weights that may be shipped


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


def words(text: str, end: TaggedEnd) -> str:
    return " … ".join(text[start:stop] for start, stop in end.places)


def ends(text: str, tagged: Tagged) -> set[tuple[str, str, str | None, str]]:
    """(source, type, sign, target) of every likely relation, as words."""
    likely = (r for r in tagged.relations if r.probability >= LIKELY)
    return {(words(text, r.source), r.type, r.sign, words(text, r.target)) for r in likely}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "H2: Perceived courtesy has a positive effect on guest satisfaction.",
            {("Perceived courtesy", "causal", "+", "guest satisfaction")},
        ),
        ("H4: Delays reduce passenger satisfaction.", {("Delays", "causal", "-", "passenger satisfaction")}),
        (
            "Loyalty is positively influenced by trust.",
            {("trust", "causal", "+", "Loyalty")},
        ),
        (
            "H1: Firm size is positively related to voluntary disclosure.",
            {("Firm size", "associative", "+", "voluntary disclosure")},
        ),
        (
            "Courtesy and speed increase loyalty and advocacy.",
            {(c, "causal", "+", e) for c in ("Courtesy", "speed") for e in ("loyalty", "advocacy")},
        ),
    ],
)
def test_finds(tagger: Tagger, text: str, expected: set[tuple[str, str, str | None, str]]) -> None:
    (tagged,) = tagger.tag([text])
    assert tagged.relational > 0.5
    assert ends(text, tagged) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Questionnaires were mailed to 400 households in Bergen.",
        "The structure of this article is as follows.",
        "Table 7 shows the factor loadings of all items.",
        "The hotel was built in 1932.",
    ],
)
def test_is_silent(tagger: Tagger, text: str) -> None:
    (tagged,) = tagger.tag([text])
    assert tagged.relational < 0.5
    assert (tagged.kind, ends(text, tagged)) == ("none", set())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("H3: Courtesy increases loyalty.", "hypothesis"),
        ("Courtesy had a significant positive effect on loyalty (β = .31, p < .01).", "finding"),
        ("Shop owners should train their staff in order to increase loyalty.", "implication"),
        ("How does courtesy affect loyalty?", "research_question"),
    ],
)
def test_tells_kinds(tagger: Tagger, text: str, kind: str) -> None:
    assert tagger.tag([text])[0].kind == kind


def test_names_mediator_and_moderator(tagger: Tagger) -> None:
    texts = [
        "Gratitude mediates the effect of courtesy on tipping.",
        "Age moderates the effect of courtesy on tipping.",
    ]
    mediated, moderated = tagger.tag(texts)
    assert [words(texts[0], m) for r in mediated.relations[:1] for m in r.mediators] == ["Gratitude"]
    assert [words(texts[1], m) for r in moderated.relations[:1] for m in r.moderators] == ["Age"]


def test_parts_that_stand_apart_are_one_end(tagger: Tagger) -> None:
    text = "H2: Procedural and distributive justice perceptions increase loyalty."
    assert "Procedural … justice perceptions" in {source for source, *_ in ends(text, tagger.tag([text])[0])}


def test_a_sentence_is_tagged_alike_in_any_company(tagger: Tagger) -> None:
    texts = ["Courtesy increases loyalty.", "The hotel was built in 1932, long before the road.", "Trust matters."]
    alone = [tagger.tag([text])[0] for text in texts]
    assert tagger.tag(texts) == alone == tagger.tag(texts[::-1])[::-1]


def test_no_text_and_endless_text(tagger: Tagger) -> None:
    assert tagger.tag([]) == []
    (empty,) = tagger.tag([""])
    assert empty.relations == ()
    text = "Courtesy increases loyalty. " * 300
    (long,) = tagger.tag([text])
    places = [place for r in long.relations for end in (r.source, r.target) for place in end.places]
    assert all(0 <= start < stop <= len(text) for start, stop in places)


def test_kinds_are_probabilities(tagger: Tagger) -> None:
    (tagged,) = tagger.tag(["Courtesy increases loyalty."])
    assert sum(p for _, p in tagged.kinds) == pytest.approx(1, abs=0.001)


def test_the_version_names_the_weights(tagger: Tagger) -> None:
    assert tagger.version == Tagger.load().version
    assert len(tagger.version) == 12


def test_weights_are_small() -> None:
    assert sum(path.stat().st_size for path in MODELS.iterdir()) < LARGEST


def test_missing_weights_say_so(tmp_path: Path) -> None:
    with pytest.raises(MissingModel, match=r"tagger\.onnx.*--model none"):
        Tagger.load(tmp_path)
