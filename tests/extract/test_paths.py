"""Rows of results tables: their paths, their figures, and the hypotheses that they test."""

from __future__ import annotations

import pytest

from pipelines.extract.hypotheses import paths, status
from pipelines.record import Document, Effect, Relation
from pipelines.text import Table, Text

HEAD = ("Hypothesis", "Path", "β", "t-value", "p-value", "Decision")


def rows_of(*rows: tuple[str, ...]) -> list[paths.PathRow]:
    table = Table(start=0, end=1, rows=rows)
    return paths.find_paths(Text(document=Document(source="a"), content="-", tables=(table,)))


def relation(source: str, target: str, sign: str = "+") -> Relation:
    return Relation(type="causal", source=source, target=target, sign=sign)  # type: ignore[arg-type]


FORMS = [
    ("H1", "Trust -> Loyalty", "0.31***", "4.2", "<0.001", "Supported"),
    ("H1", "Trust → Loyalty", "0.31", "4.2", "<0.001", "Supported"),
    ("H1: Trust→Loyalty", "0.31", "4.2", "<0.001", "Supported"),
    ("H1", "Trust", "→", "Loyalty", "0.31", "4.2", "<0.001", "Supported"),
]


@pytest.mark.parametrize("row", FORMS)
def test_paths_are_read(row: tuple[str, ...]) -> None:
    (path,) = rows_of(HEAD, row)
    assert (path.label, path.source, path.target) == ("H1", "Trust", "Loyalty")
    assert path.effects == (Effect(statistic="β", value=0.31, p="<0.001"),)


@pytest.mark.parametrize("row", [("Trust", "0.31"), ("Model fit: χ² = 3.1",), ("Well-being", "0.2"), ("1–2", "0.3")])
def test_other_rows_are_no_paths(row: tuple[str, ...]) -> None:
    assert rows_of(row) == []


def test_ends_may_stand_in_columns_of_their_own() -> None:
    head = ("Hypothesis", "Predictors", "Outcomes", "S.E.", "t-value", "Beta")
    (path,) = rows_of(head, ("H3", "Hedonic motivation", "Intention to use", ".062", "0.340", ".022"))
    assert (path.label, path.source, path.target) == ("H3", "Hedonic motivation", "Intention to use")
    assert rows_of(("Variable", "Mean", "Outcomes"), ("Trust", "3.1", "0.2")) == []


CODES = [
    ("PEOU", "perceived ease of use"),
    ("INT", "interactivity"),
    ("FC", "facilitating conditions"),
    ("HT", "habit"),
    ("Trust", "trust in the brand"),
]
NOT_CODES = [("SI", "perceived trust"), ("LOY", "trust"), ("Value", "trust")]


@pytest.mark.parametrize(("code", "phrase"), CODES)
def test_codes_name_constructs(code: str, phrase: str) -> None:
    (row,) = rows_of(("H1", f"{code} -> use"))
    assert paths.fit(row, relation(phrase, "use"), {}) >= 0.5


@pytest.mark.parametrize(("code", "phrase"), NOT_CODES)
def test_other_codes_do_not(code: str, phrase: str) -> None:
    (row,) = rows_of(("H1", f"{code} -> use"))
    assert paths.fit(row, relation(phrase, "use"), {}) < 0.5


def test_the_path_outweighs_a_label_of_another_numbering() -> None:
    found = rows_of(
        HEAD,
        ("H1", "Hope -> Use", "0.02", "0.3", "0.75", "Not supported"),
        ("H2", "Trust -> Use", "0.4", "5", "<0.001", "Supported"),
    )
    tested = [("H1", relation("trust", "use")), ("H2", relation("hope", "use"))]
    rows = paths.assign(found, tested, {})
    verdicts = {label: status.path_verdicts(label, row, dict(tested)[label])[0].status for label, row in rows.items()}
    assert verdicts == {"H1": "supported", "H2": "not_supported"}


def test_stars_and_direction_tell_where_no_verdict_stands() -> None:
    starred, plain = rows_of(("Path", "Coefficient"), ("Trust -> Use", "0.4 **"), ("Hope -> Use", "0.04"))
    assert status.path_verdicts("H1", starred, relation("trust", "use"))[0].status == "supported"
    assert status.path_verdicts("H1", starred, relation("trust", "use", "-"))[0].status == "not_supported"
    assert status.path_verdicts("H2", plain, relation("hope", "use"))[0].status == "not_supported"


def test_a_product_of_variables_tests_a_moderation_alone() -> None:
    (row,) = rows_of(HEAD, ("H3", "Trust × Age -> Loyalty", "0.31***", "4.2", "<0.001", "Supported"))
    moderated = Relation(type="causal", source="age", target="loyalty", moderators=("trust",), sign="+")
    assert paths.fit(row, moderated, {}) >= 0.5
    assert paths.fit(row, relation("trust", "loyalty"), {}) == 0


def test_a_path_of_two_ends_tests_no_mediation() -> None:
    (row,) = rows_of(HEAD, FORMS[0])
    mediated = Relation(type="causal", source="trust", target="loyalty", mediators=("commitment",), sign="+")
    assert paths.fit(row, mediated, {}) == 0


def test_the_verdict_is_the_last_word_of_a_row() -> None:
    (row,) = rows_of(("Relation", "Earlier work", "This study"), ("Trust -> Loyalty", "not significant", "positive"))
    assert status.path_verdicts("H1", row, relation("trust", "loyalty")) == []
