"""Verdicts on hypotheses, in words and in tables."""

from __future__ import annotations

import pytest

from pipelines.extract.hypotheses import status
from pipelines.extract.hypotheses.occasions import Occasion
from pipelines.extract.hypotheses.paths import PathRow
from pipelines.extract.hypotheses.verdicts import read_verdicts
from pipelines.extract.words.sentences import Sentence
from pipelines.record import Document, Effect, Relation
from pipelines.text import Table, Text

Y, N, P = "supported", "not_supported", "partially_supported"
CLAUSES = [
    ("H1, H2b and H4 were supported.", {"H1": Y, "H2b": Y, "H4": Y}),
    ("Hypotheses 1–3 received support.", {"H1": Y, "H2": Y, "H3": Y}),
    ("We find no support for H5.", {"H5": N}),
    ("H1 was supported, but H2 was not supported.", {"H1": Y, "H2": N}),
    ("The results support H1 and H2 but not H3.", {"H1": Y, "H2": Y, "H3": N}),
    ("H4 was only partially supported.", {"H4": P}),
    ("H6 is rejected.", {"H6": N}),
    ("The data failed to support H7.", {"H7": N}),
    ("Thus, Hypothesis 8 is confirmed.", {"H8": Y}),
    ("The effect is not significant, so H9 is not supported.", {"H9": N}),
    ("Our third hypothesis was supported.", {"H3": Y}),
    ("H1 states that trust increases loyalty.", {}),
    ("H4alt was supported.", {"H4alt": Y}),
    ("Null hypothesis 1 is rejected.", {"H01": N}),
    ("H1a was supported, but the rival hypothesis 1b was not supported.", {"H1a": Y, "H1b": N}),
]


@pytest.mark.parametrize(("words", "expected"), CLAUSES)
def test_verdicts_of_clauses(words: str, expected: dict[str, str]) -> None:
    assert {told.label: told.status for told in read_verdicts(words)} == expected


def told(*sentences: str, known: tuple[str, ...] = ()) -> dict[str, str]:
    text = Text(document=Document(source="a"), content="")
    cut = [Sentence(i, i, words, "paragraph", "Results", None) for i, words in enumerate(sentences)]
    return dict(status.decide(status.find_verdicts(text, cut, known)))


def test_a_verdict_may_stand_in_the_next_sentence() -> None:
    assert told("H2 held that trust raises loyalty.", "This was supported.") == {"H2": Y}
    assert told("H2 held that trust raises loyalty.", "Many people took part.", "This was supported.") == {}


def test_all_but_some() -> None:
    known = ("H1", "H2", "H3")
    assert told("All hypotheses were supported except H2.", known=known) == {"H1": Y, "H2": N, "H3": Y}
    assert told("All hypotheses were supported.", known=known) == dict.fromkeys(known, Y)


def test_each_bracket_has_its_own_verdict() -> None:
    words = "Trust had no effect on use (H1), yet hope strongly affects it (H2)."
    assert told(words) == {"H1": N, "H2": Y}


def test_what_is_to_be_tested_is_no_verdict() -> None:
    assert told("We used regression to test whether H1 is supported.") == {}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Supported", Y),
        ("Yes", Y),
        ("Not supported", N),
        ("n.s.", N),
        ("Rejected", N),
        ("Partially supported", P),
        ("0.31", None),
    ],
)
def test_verdict_cells(cell: str, expected: str | None) -> None:
    table = Table(start=0, end=1, rows=(("H1", "Trust -> Use", cell),))
    text = Text(document=Document(source="a"), content="-", tables=(table,))
    assert status.decide(status.find_verdicts(text, [])).get("H1") == expected


def test_sub_hypotheses_tell_their_parent_and_the_parent_tells_them() -> None:
    assert status.status_of("H1", {"H1a": Y, "H1b": N}) == P
    assert status.status_of("H1", {"H1a": Y, "H1b": Y}) == Y
    assert status.status_of("H1a", {"H1": N}) == N
    assert status.status_of("H1", {"H11": Y}) is None
    assert status.status_of("H2", {}) is None


def test_this_proposition_is_the_only_one() -> None:
    words = "The findings offer firm, but guarded support for this proposition."
    assert told(words, known=("H1", "H2", "P1")) == {"P1": P}
    assert told(words, known=("P1", "P2")) == {}


def verdict(told: str, weight: float = 1.0, *, broad: bool = False, sample: str | None = None) -> status.Verdict:
    return status.Verdict("H1", told, weight, 0, broad=broad, occasion=Occasion(sample=sample))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([verdict(Y), verdict(N)], None),  # a tie gives no status
        ([verdict(Y), verdict(N), verdict(Y)], Y),
        ([verdict(Y, 0.6), verdict(N)], N),
        ([verdict(Y), verdict(Y), verdict(N, 2.0)], None),
        ([verdict(Y, broad=True), verdict(Y, broad=True), verdict(N, 0.6)], N),  # its own counts before that of all
        ([verdict(Y, broad=True)], Y),
        ([verdict(Y, 2.0, sample="north"), verdict(N, 2.0, sample="south")], P),
        ([verdict(Y, 2.0, sample="north"), verdict(Y, 2.0, sample="south")], Y),
        ([verdict(Y, 2.0, sample="north"), verdict(N, 2.0, sample="north")], None),
        ([verdict(Y), verdict(N), verdict(P)], P),
        ([verdict(Y), verdict(Y), verdict(P, 0.6)], Y),
    ],
)
def test_what_verdicts_come_to(verdicts: list[status.Verdict], expected: str | None) -> None:
    assert status.decide(verdicts).get("H1") == expected


def in_section(section: str, *sentences: str) -> dict[str, str]:
    text = Text(document=Document(source="a"), content="")
    cut = [Sentence(i, i, words, "paragraph", section, None) for i, words in enumerate(sentences)]
    return dict(status.decide(status.find_verdicts(text, cut, ("H1", "H2"))))


def test_results_outweigh_what_other_sections_say() -> None:
    text = Text(document=Document(source="a"), content="")
    cut = [
        Sentence(0, 0, "H1 was supported.", "paragraph", "Theory", None),
        Sentence(1, 1, "H1 was not supported.", "paragraph", "Results", None),
    ]
    assert status.decide(status.find_verdicts(text, cut, ("H1",))) == {"H1": N}


def test_only_the_sentence_right_before_is_meant() -> None:
    assert told("H2 was supported.", "This was not supported.", known=("H1", "H2")) == {"H2": Y}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Light affected calm (H1, p < .01), and noise affected sleep (H2, p = .42).", {"H1": Y, "H2": N}),
        ("Light affected calm (H1, p = .03), and noise affected sleep (H2, p > .05).", {"H1": Y, "H2": N}),
        ("Light affected calm (H1, p = .00), and noise affected sleep (H2, n.s.).", {"H1": Y, "H2": N}),
    ],
)
def test_a_bracket_may_say_by_itself_that_nothing_was_found(words: str, expected: dict[str, str]) -> None:
    assert in_section("Results", words) == expected


def row(label: str, effect: float, p: str | None, *, sample: str | None = None, last: str = "") -> PathRow:
    effects = (Effect(statistic="β", value=effect, p=p),)
    return PathRow(label, "light", "calm", effects, (str(effect), last), False, 7, Occasion(sample=sample))


CALM = Relation(type="causal", source="light", target="calm", sign="+")


@pytest.mark.parametrize(
    ("effect", "p", "expected"),
    [(0.4, "0.04", Y), (0.4, "0.06", N), (0.4, "<0.05", Y), (-0.4, "0.001", N), (0.4, None, N)],
)
def test_a_row_without_a_verdict_speaks_by_its_figures(effect: float, p: str | None, expected: str) -> None:
    (found,) = status.path_verdicts("H1", row("H1", effect, p), CALM)
    assert found.status == expected
