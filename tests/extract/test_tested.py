"""Tests of hypotheses as papers tell them apart: in sentences, under headings, in tables."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipelines.extract import Extractor, load
from pipelines.extract.hypotheses import tested
from pipelines.extract.hypotheses.occasions import Occasion
from pipelines.extract.hypotheses.paths import PathRow
from pipelines.read import read
from pipelines.record import Effect, Relation, Statement, Status, Test

Y, N, P = "supported", "not_supported", "partially_supported"
OPENING = """# Mountain Inns and Guest Warmth

Ada Lindqvist, Bo Ferrante

Journal of Alpine Hospitality, 12(3), 45-61, 2021

## Hypotheses

H1: Ticket clarity increases guest patience.

H2: Window light increases guest mood.

"""


@cache
def extractor() -> Extractor:
    return load(model="none")


def told(folder: Path, words: str) -> dict[str, Statement]:
    """The statements by label of a paper that goes on with these words."""
    path = folder / "paper.md"
    path.write_text(OPENING + words)
    return {each.label: each for each in extractor().extract(read(path)).statements if each.label}


def short(tests: tuple[Test, ...]) -> list[tuple[str | None, str | None, str | None, list[float]]]:
    return [(t.study, t.sample, t.status, [e.value for e in t.effects]) for t in tests]


@pytest.mark.parametrize(
    ("words", "status", "tests"),
    [
        (
            "H1 was supported in Study 1 (b = .34, p < .001) but not in Study 2 (b = .03, p = .61).",
            P,
            [("Study 1", None, Y, [0.34]), ("Study 2", None, N, [0.03])],
        ),
        (
            "H1 was supported (Study 1: b = .34, p < .001; Study 2: b = .21, p < .05).",
            Y,
            [("Study 1", None, Y, [0.34]), ("Study 2", None, Y, [0.21])],
        ),
        (
            "In the U.S. sample H1 received support, whereas in the Chinese sample it did not.",
            P,
            [(None, "U.S. sample", Y, []), (None, "Chinese sample", N, [])],
        ),
        (
            "H1 was supported in Studies 1 and 2 (b = .34 and b = .21).",
            Y,
            [("Study 1", None, Y, [0.34]), ("Study 2", None, Y, [0.21])],
        ),
        (
            "H1 received support (b = .34 in Study 1, b = .21 in Study 2).",
            Y,
            [("Study 1", None, Y, [0.34]), ("Study 2", None, Y, [0.21])],
        ),
        ("H1 was supported only in Study 2.", P, [("Study 2", None, Y, [])]),
        ("H1 was supported (b = .34, p < .001).", Y, [(None, None, Y, [0.34])]),
        ("H1 was supported.", Y, []),
        ("H1 was supported in the full sample.", Y, []),
        ("Study 2 was designed to test H1.", None, []),
        ("An earlier study found b = .34 for what H1 says (Moor 1999).", None, []),
        ("As for H1, the effect was b = .34.", None, [(None, None, None, [0.34])]),
    ],
)
def test_a_sentence(tmp_path: Path, words: str, status: str | None, tests: list[tuple[object, ...]]) -> None:
    found = told(tmp_path, f"## Results\n\n{words}\n")["H1"]
    assert (found.status, short(found.tests)) == (status, tests)


def test_what_stands_under_a_study_is_a_test_on_it(tmp_path: Path) -> None:
    words = """## Study 1

### Results

H1 was supported (b = .34, p < .001). H2 was not supported.

## Results of Study 2

A regression analysis shows that H1 was supported again (b = .21, p < .05), as was H2.

## Discussion

Guests like light. In both studies H1 was supported.
"""
    found = told(tmp_path, words)
    assert found["H1"].status == Y
    assert short(found["H1"].tests) == [("Study 1", None, Y, [0.34]), ("Study 2", None, Y, [0.21])]
    assert [each.text.split()[0] for each in found["H1"].tests if each.text] == ["H1", "A"]
    assert found["H1"].tests[1].method is not None and "regression" in found["H1"].tests[1].method.lower()
    assert found["H2"].status == P
    assert short(found["H2"].tests) == [("Study 1", None, N, []), ("Study 2", None, Y, [])]


def test_tables_of_two_studies_are_tests_on_each(tmp_path: Path) -> None:
    words = """## Study 1

| H | Path | Coefficient | p | Supported |
|---|---|---|---|---|
| H1 | TC → GP | 0.38 | .000 | Yes |
| H2 | WL → GM | 0.30 | .000 | Yes |

## Study 2

| H | Path | Coefficient | p | Supported |
|---|---|---|---|---|
| H1 | TC → GP | 0.04 | .451 | No |
| H2 | WL → GM | 0.31 | .000 | Yes |
"""
    found = told(tmp_path, words)
    assert (found["H1"].status, found["H2"].status) == (P, Y)
    assert short(found["H1"].tests) == [("Study 1", None, Y, [0.38]), ("Study 2", None, N, [0.04])]
    assert short(found["H2"].tests) == [("Study 1", None, Y, [0.3]), ("Study 2", None, Y, [0.31])]


def row(label: str, effect: float, p: str, *, sample: str | None = None) -> PathRow:
    effects = (Effect(statistic="β", value=effect, p=p),)
    return PathRow(label, "light", "calm", effects, (str(effect), ""), False, 7, Occasion(sample=sample))


CALM = Relation(type="causal", source="light", target="calm", sign="+")


def of_rows(first: PathRow, *others: PathRow) -> list[tuple[str | None, Status | None, float]]:
    tests = tested.tests_of("H1", CALM, first, tested.Found((first, *others), (), (), {}))
    return [(t.sample, t.status, t.effects[0].value) for t in tests]


def test_two_samples_of_a_table_are_two_tests_and_one_without_name_is_none() -> None:
    north, south = row("H1", 0.4, "0.001", sample="north"), row("H1", 0.1, "0.4", sample="south")
    assert of_rows(north, south) == [("north", Y, 0.4), ("south", N, 0.1)]
    assert of_rows(north) == [("north", Y, 0.4)]
    assert of_rows(row("H1", 0.4, "0.001")) == []
    assert of_rows(north, row("H2", 0.1, "0.4", sample="south")) == [("north", Y, 0.4)]
