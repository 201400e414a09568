"""Constructs: which phrases name one, and how a paper's are gathered under one label each."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipelines.extract.constructs.mentions import find_constructs
from pipelines.extract.words.phrases import is_headed, is_name, name_runs, short_forms, tidy, without_adjunct
from pipelines.extract.words.sentences import split_sentences
from pipelines.record import Construct, Definition, Document, Relation, Statement
from pipelines.text import Block, Text


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Brand trust raises the purchase intention of hotel guests.", ["Brand trust", "purchase intention"]),
        ("Warmth, competence and sincerity matter.", ["Warmth", "competence", "sincerity"]),
        ("They feel a sense of duty.", ["sense of duty"]),
        ("We implement service recovery carefully.", ["service recovery"]),
        ("Improving service quality takes money.", ["service quality"]),
        ("It strongly influences perceived value.", ["perceived value"]),
        ("cognitive and emotional engagement", ["emotional engagement", "cognitive engagement"]),
        (
            "their guests’ expectations, preferences or habits",
            ["guests’ expectations", "guests’ preferences", "guests’ habits"],
        ),
        ("guests’ trust grows. Loyalty lasts.", ["guests’ trust", "Loyalty"]),
        # no names
        ("Two hundred people were asked.", []),
        ("As Table 2 shows, this is so.", []),
    ],
)
def test_name_runs(words: str, names: list[str]) -> None:
    found = [run for run in name_runs(words) if (is_headed(tidy(run)) and " " in run) or run in names]
    assert found == names


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the level of their Brand Trust", "brand trust"),
        ("customers’ trust (CT)", "customers’ trust"),
        ("Technology Acceptance Model", "technology acceptance model"),
        ("use of AI tools", "use of AI tools"),
        ("implementing green practices", "green practices"),
        ("marketing capability", "marketing capability"),
        ("a positive effect of trust", "effect of trust"),
    ],
)
def test_tidy(words: str, name: str) -> None:
    assert tidy(words) == name or tidy(tidy(words)) == name or name.endswith(tidy(words))


@pytest.mark.parametrize("words", ["brand trust", "word-of-mouth", "ISO 9001 certification", "sense of duty"])
def test_names(words: str) -> None:
    assert is_name(words)


@pytest.mark.parametrize(
    "words",
    [
        "study",
        "results",
        "the model",
        "structural equation modeling",
        "germany",
        "β = .3",
        "trust that grows",
        "12",
        "",
    ],
)
def test_no_names(words: str) -> None:
    assert not is_name(words)


def test_where_and_among_whom_is_no_part_of_a_name() -> None:
    assert without_adjunct("information sharing among partners") == "information sharing"
    assert without_adjunct("willingness to pay") == "willingness to pay"


def test_acronyms_of_statistics_are_passed_over() -> None:
    assert list(short_forms("CRM and SEM, H1 and KPI in the USA")) == ["CRM", "KPI"]


def constructs(
    *paragraphs: str,
    keywords: tuple[str, ...] = (),
    statements: tuple[Statement, ...] = (),
    definitions: tuple[Definition, ...] = (),
    acronyms: Mapping[str, str] | None = None,
    foreign: str = "\0",
) -> dict[str, Construct]:
    content = "\n".join(paragraphs)
    blocks, at = [], 0
    for words in paragraphs:
        blocks.append(Block(start=at, end=at + len(words), role="paragraph"))
        at += len(words) + 1
    text = Text(document=Document(source="x", keywords=keywords), content=content, blocks=tuple(blocks))
    found = find_constructs(
        text,
        split_sentences(text),
        statements,
        definitions,
        acronyms or {},
        lambda start, end: foreign not in content[start:end],
    )
    return {c.label: c for c in found}


def test_spellings_meet_under_one_label_and_are_counted() -> None:
    found = constructs("Value co-creation grows. Value cocreation lasts. Value co-creation pays.")
    assert found["value co-creation"].mentions == 3
    assert found["value co-creation"].aliases == ("value cocreation",)


def test_an_acronym_is_an_alias_and_its_mentions_count() -> None:
    found = constructs("Guest voice (GV) matters. GV pays. GV lasts.", acronyms={"GV": "guest voice"})
    assert found["guest voice"].aliases == ("GV",)
    assert found["guest voice"].mentions == 4


def test_turned_phrases_are_one_construct() -> None:
    found = constructs("Service quality matters. The quality of service lasts.")
    assert "quality of service" not in found
    assert found["service quality"].aliases == ("quality of service",)


def test_keywords_defined_terms_and_ends_of_hypotheses_count_whatever_their_head() -> None:
    relation = Relation(type="causal", source="hotel star", target="design")
    hypothesis = Statement(id="h", kind="hypothesis", label="H1", text="…", relations=(relation,))
    definition = Definition(term="guest whisper", definition="…", text="…")
    found = constructs("Guests talk.", keywords=("Night club",), statements=(hypothesis,), definitions=(definition,))
    assert {"night club", "hotel star", "design", "guest whisper"} <= set(found)


def test_words_at_large_methods_and_places_are_none() -> None:
    found = constructs(
        "This study uses structural equation modeling in Germany. The results of the study support the model. "
        "The study shows that results of this paper hold.",
        keywords=("Germany", "Survey"),
    )
    assert found == {}


def test_what_stands_only_in_foreign_text_is_flagged() -> None:
    found = constructs("Brand trust pays.", "Zebra tissue tolerance grew.", foreign="Zebra")
    assert found["brand trust"].domain
    assert not found["zebra tissue tolerance"].domain


def test_in_a_long_paper_vague_and_owned_names_must_recur() -> None:
    filler = "It rained on and on and nobody was there to see it. " * 90
    words = f"{filler}Rapport lasts. Their strategy holds. A guest’s loyalty holds. Service strategy pays."
    assert set(constructs(words)) == {"rapport", "service strategy"}
    assert set(constructs(words, words)) == {"rapport", "service strategy", "guest’s loyalty"}
