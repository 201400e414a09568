"""From a small paper to its statements."""

from __future__ import annotations

import pytest

from pipelines.errors import MissingModel
from pipelines.extract import load
from pipelines.record import Document, Statement, from_dict, to_dict
from pipelines.text import Block, Table, Text

LINES: list[tuple[str, str]] = [
    ("heading", "# Hypotheses"),
    (
        "paragraph",
        "Perceived risk (PR) keeps people away. Prior research shows that trust fosters loyalty (Miller, 2010).",
    ),
    ("paragraph", "H1: Trust positively affects customer loyalty."),
    ("paragraph", "H2: PR reduces (a) purchase intention and (b) word of mouth."),
    ("heading", "# Results"),
    (
        "paragraph",
        "Our results show that trust increases loyalty (β = 0.31, p < 0.001). "
        "H1 and H2a were supported, while H2b was not.",
    ),
    ("table", "H2a | PR -> purchase intention | -0.21 | Supported"),
    ("paragraph", "The authors thank three colleagues who read a draft of the paper."),
]


@pytest.fixture(scope="module")
def text() -> Text:
    content, blocks, tables = "", [], []
    for role, line in LINES:
        start, end = len(content), len(content) + len(line)
        blocks.append(Block(start=start, end=end, role=role, level=1 if role == "heading" else None))  # type: ignore[arg-type]
        if role == "table":
            tables.append(Table(start=start, end=end, rows=(tuple(line.split(" | ")),)))
        content += line + "\n"
    return Text(document=Document(source="small.txt"), content=content, blocks=tuple(blocks), tables=tuple(tables))


@pytest.fixture(scope="module")
def statements(text: Text) -> dict[str, Statement]:
    record = load(model="none").extract(text)
    assert from_dict(to_dict(record)) == record
    assert {statement.found_by for statement in record.statements} == {"rules"}
    assert all("found_by" not in written for written in to_dict(record)["statements"])
    return {s.label or s.kind: s for s in record.statements}


def test_every_statement_stands_in_its_words(text: Text, statements: dict[str, Statement]) -> None:
    for statement in statements.values():
        assert " ".join(text.content[statement.start : statement.end].split()) == statement.text
        for relation in statement.relations:
            assert relation.source_span is not None
            assert relation.source_span[0] >= (statement.start or 0)


def test_what_is_found(statements: dict[str, Statement]) -> None:
    assert set(statements) == {"claim", "H1", "H2a", "H2b", "finding"}
    assert {s.label: s.status for s in statements.values() if s.label} == {
        "H1": "supported",
        "H2a": "supported",
        "H2b": "not_supported",
    }


def test_acronyms_are_spelled_out_and_alternatives_kept_apart(statements: dict[str, Statement]) -> None:
    ends = {label: [(r.source, r.target, r.sign) for r in statements[label].relations] for label in ("H2a", "H2b")}
    assert ends == {
        "H2a": [("Perceived risk", "purchase intention", "-")],
        "H2b": [("Perceived risk", "word of mouth", "-")],
    }
    assert statements["H2a"].text == statements["H2b"].text


def test_effects_stand_with_their_relation(statements: dict[str, Statement]) -> None:
    (finding,) = statements["finding"].relations
    assert [(e.statistic, e.value, e.p) for e in finding.effects] == [("β", 0.31, "<0.001")]
    assert [e.value for e in statements["H2a"].relations[0].effects] == [-0.21]


def test_a_claim_names_its_source(statements: dict[str, Statement]) -> None:
    assert statements["claim"].attributed_to == ("Miller 2010",)
    assert statements["finding"].attributed_to == ()


def test_the_version_names_the_model_and_holds_still() -> None:
    assert load(model="none").version == load(model="none").version
    assert "none" in load(model="none").version


def test_an_unknown_model_is_missing() -> None:
    with pytest.raises(MissingModel, match="nosuch"):
        load(model="nosuch")
