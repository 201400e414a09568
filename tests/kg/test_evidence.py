"""What counts as evidence: assertions only, results before claims, and never a question for an answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.argument import relate
from kg.describe import describe
from kg.query import Choice, find, run
from kg.store import Store
from kg.synthesis import synthesise
from pipelines.record import Document, Effect, Relation, Statement, Test
from tests.kg.shelf import beta, paper, says, store_of

ALL = Choice(min_confidence=0)
# What asserts nothing about an effect, whatever its relation is.
NO_ASSERTION = (
    says("research_question"),
    says("hypothesis"),
    says("implication"),
    says("claim", domain=False),
    says("finding", confidence=0.49),
    says("hypothesis", status="supported", confidence=0.2),
)
POSITIVE, NEGATIVE, NONE = says("finding"), says("finding", sign="-"), says("finding", sign="0")
UNSAID, CURVED = says("finding", sign=None), says("finding", sign="nonlinear")
SUPPORTED, FAILED = says("hypothesis", status="supported"), says("hypothesis", status="not_supported")
PARTLY, DENIED = says("hypothesis", status="partially_supported"), says("finding", negated=True)


def unsupported(**facts: Any) -> Statement:
    return says("hypothesis", status="not_supported", **facts)


def rows(store: Store, name: str, *columns: str, choice: Choice | None = None, **given: str) -> list[tuple[str, ...]]:
    answer = run(store, find(name), given, choice=choice or Choice())
    return [tuple(str(row.get(column, "")) for column in columns or answer.variables) for row in answer]


def contradicts(store: Store) -> bool:
    """Do the rules of the argument say so too?"""
    return relate(store)["contradicts"] > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (POSITIVE, NEGATIVE),
        (POSITIVE, NONE),
        (NEGATIVE, NONE),
        (CURVED, NONE),
        (POSITIVE, DENIED),
        (POSITIVE, says("finding", sign="0", negated=True)),  # "no effect", as a denial and as a sign
        (POSITIVE, says("finding", sign=None, negated=True)),
        (UNSAID, NONE),
        (UNSAID, says("finding", sign=None, negated=True)),
        (SUPPORTED, FAILED),
        (POSITIVE, FAILED),
        (PARTLY, NEGATIVE),
        (PARTLY, NONE),
        (says("claim"), NONE),
        (says("claim", attributed_to=("Moor 1999",)), NONE),
        (says("proposition"), says("proposition", sign="-")),
        (says("hypothesis", status="supported", hedged=True), NONE),  # "may", and it did
        (unsupported(sign="0"), NONE),  # none was expected, and some was found
        (says("finding", type="associative"), NONE),
    ],
)
def test_what_contradicts(one: Statement, other: Statement, tmp_path: Path) -> None:
    for number, (first, second) in enumerate([(one, other), (other, one)]):
        with store_of(tmp_path / str(number), paper(2001, first), paper(2002, second)) as store:
            assert len(rows(store, "contradictions")) == 1
            assert rows(store, "contradictions", within="yes") == []
            assert len(rows(store, "disagreements")) == 2
            assert contradicts(store)


@pytest.mark.parametrize(
    ("step", "leads"),
    [
        (POSITIVE, True),
        (says("hypothesis"), True),  # not decided yet
        (SUPPORTED, True),
        (PARTLY, True),
        (says("proposition"), True),
        (FAILED, False),
        (DENIED, False),
        (NONE, False),
        (says("research_question"), False),
        (says("finding", domain=False), False),
        (says("finding", moderators=("age",)), False),
    ],
)
def test_what_is_a_step_of_a_path(step: Statement, leads: bool, tmp_path: Path) -> None:
    before, after = says("finding", "light", "calm"), says("finding", "joy", "trust")
    routes = [
        ("calm", "joy"),
        ("light", "joy"),
        ("calm", "trust"),
        ("light", "trust"),
    ]  # alone, last, first, between
    with store_of(tmp_path, paper(2001, step), paper(2002, before, after)) as store:
        for start, end in routes:
            found = rows(store, "paths", "path", **{"from": start, "to": end})
            assert len(found) == leads, (start, end)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *((statement, NONE) for statement in NO_ASSERTION),
        (POSITIVE, says("finding")),
        (POSITIVE, UNSAID),
        (CURVED, POSITIVE),  # both may be seen of one curve
        (POSITIVE, PARTLY),
        (PARTLY, FAILED),
        (FAILED, NEGATIVE),  # what was not supported is not thereby the opposite
        (FAILED, NONE),
        (FAILED, DENIED),
        (DENIED, NEGATIVE),
        (unsupported(sign="0"), POSITIVE),
        (says("claim", hedged=True), NONE),
        (says("finding", hedged=True), DENIED),
        (POSITIVE, says("finding", "joy", "calm", sign="-")),
        (POSITIVE, says("finding", type="dimension_of", sign="0")),
        (POSITIVE, says("finding", sign="-", moderators=("noise",))),  # the sign of the moderation
        (POSITIVE, says("finding", sign="0", mediators=("sleep",))),
        (says("finding", moderators=("age",)), says("finding", sign="-", moderators=("noise",))),
    ],
)
def test_what_does_not_contradict(one: Statement, other: Statement, tmp_path: Path) -> None:
    for number, (first, second) in enumerate([(one, other), (other, one)]):
        with store_of(tmp_path / str(number), paper(2001, first), paper(2002, second)) as store:
            assert rows(store, "contradictions") == []
            assert rows(store, "disagreements") == []
            unlikely = (first.confidence or 1) < 0.5 or (second.confidence or 1) < 0.5
            assert contradicts(store) == (unlikely and bool(rows(store, "contradictions", choice=ALL)))


def test_moderations_of_one_effect_are_compared(tmp_path: Path) -> None:
    more, less = (says("finding", sign=sign, moderators=("noise",)) for sign in "+-")
    with store_of(tmp_path, paper(2001, more), paper(2002, less)) as store:
        assert rows(store, "contradictions", "moderator", "says_1") in (
            [("noise", "positive")],
            [("noise", "negative")],
        )
        assert rows(store, "disagreements") == []


def test_a_pair_of_papers_has_one_row(tmp_path: Path) -> None:
    often = [says("claim", text=f"Calm raises joy, again: {n}.") for n in range(4)]
    never = [says("finding", sign="0", text=f"No joy: {n}.") for n in range(3)]
    with store_of(tmp_path, paper(2001, *often), paper(2002, *never), paper(2003, NEGATIVE)) as store:
        found = rows(store, "contradictions", "paper_1", "paper_2")
        assert len(found) == len({frozenset(pair) for pair in found}) == 3


def test_papers_that_share_a_name_are_two(tmp_path: Path) -> None:
    twin = replace(paper(2001, NONE), document=Document(source="b", title="B", authors=("Ida Quist",), year=2001))
    with store_of(tmp_path, paper(2001, POSITIVE), twin) as store:
        assert rows(store, "contradictions", "paper_1", "paper_2") == [("Quist 2001", "Quist 2001")]


def test_the_surest_and_strongest_evidence_is_shown(tmp_path: Path) -> None:
    one = paper(
        2001,
        says("finding", text="Found, perhaps.", confidence=0.6),
        says("finding", text="Found.", confidence=0.97),
        says("claim", text="Claimed.", confidence=1.0),
    )
    other = paper(2002, says("finding", sign="0", text="None found."), says("hypothesis", status="not_supported"))
    with store_of(tmp_path, one, other) as store:
        (row,) = rows(store, "contradictions", "sentence_1", "kind_1", "status_2", "kind_2", "says_2")
        row = row if row[0] == "Found." else row[2:] + row[:2]
        assert row[:2] == ("Found.", "finding")
        assert row[2:] == ("not_supported", "hypothesis", "not positive")


def test_a_paper_that_tested_an_effect_is_heard_by_that(tmp_path: Path) -> None:
    reviewed = paper(2001, says("claim", attributed_to=("Moor 1999",)), NONE)
    with store_of(tmp_path, reviewed, paper(2002, DENIED)) as store:
        assert rows(store, "contradictions") == []
        assert rows(store, "votes", "papers", "statements", "positive", "no_effect", "denied") == [
            ("2", "2", "0", "1", "1")
        ]
    with store_of(tmp_path / "claims", paper(2001, says("claim")), paper(2002, DENIED)) as store:
        assert len(rows(store, "contradictions")) == 1


def test_results_come_before_claims(tmp_path: Path) -> None:
    claims = [paper(2001, says("claim", "awe", "joy")), paper(2002, says("claim", "awe", "joy", sign="-"))]
    results = [paper(2003, says("finding", "fun", "joy")), paper(2004, FAILED), paper(2005, SUPPORTED)]
    with store_of(tmp_path, *claims, *results, paper(2006, says("finding", "fun", "joy", sign="-"))) as store:
        assert rows(store, "contradictions", "cause") == [("calm",), ("fun",), ("awe",)]
        assert rows(store, "votes", "cause", "results") == [("calm", "2"), ("fun", "2"), ("awe", "0")]


def test_within_one_paper(tmp_path: Path) -> None:
    with store_of(tmp_path, paper(2001, POSITIVE, NONE, says("finding", text="Again.")), paper(2002, UNSAID)) as store:
        assert rows(store, "contradictions", "says_1", "says_2", "paper_1", "paper_2", within="yes") in (
            [("positive", "no effect", "Quist 2001", "Quist 2001")],
            [("no effect", "positive", "Quist 2001", "Quist 2001")],
        )


def test_a_question_and_mixed_evidence_contradict_nothing(tmp_path: Path) -> None:
    """The records that are right of the case "asserted against denied": a purpose, and a finding of no effect."""
    purpose = says("research_question", "lamp light", "visitor calm", sign=None, type="associative")
    result = says("finding", "lamp light", "visitor calm", sign="0", negated=True)
    with store_of(tmp_path, paper(2022, purpose, result), paper(2023, purpose)) as store:
        assert rows(store, "contradictions", choice=ALL) == []
        assert rows(store, "contradictions", choice=ALL, within="yes") == []


@pytest.mark.parametrize(
    ("contexts", "moderators", "differ"),
    [
        ((["banks"], ["museums"]), ((), ()), "contexts"),
        ((["banks", "inns"], ["inns", "banks"]), ((), ()), ""),
        ((["banks"], ["banks", "inns"]), ((), ()), "contexts"),
        ((["banks"], []), ((), ()), ""),  # one does not tell
        (([], []), (("noise",), ()), "moderators"),
        (([], []), (("noise",), ("noise",)), ""),
        ((["banks"], ["inns"]), ((), ("noise", "age")), "contexts and moderators"),
    ],
)
def test_it_is_said_when_contexts_or_moderators_differ(
    contexts: tuple[list[str], list[str]], moderators: tuple[tuple[str, ...], ...], differ: str, tmp_path: Path
) -> None:
    also = [[says("finding", sign=None, moderators=given)] if given else [] for given in moderators]
    one, other = (
        paper(2001, POSITIVE, *also[0], contexts=contexts[0]),
        paper(2002, NONE, *also[1], contexts=contexts[1]),
    )
    with store_of(tmp_path, one, other) as store:
        assert rows(store, "contradictions", "differ") == [(differ,)]


@pytest.mark.parametrize("statement", [*NO_ASSERTION, says("claim", hedged=True)], ids=lambda s: s.text)
def test_what_asserts_nothing_changes_no_count(statement: Statement, tmp_path: Path) -> None:
    known = (paper(2001, SUPPORTED, says("finding", effects=beta(0.3))), paper(2002, NONE))
    names = ("contradictions", "disagreements", "votes", "evidence", "effect-sizes")
    given = {"evidence": {"cause": "calm", "effect": "joy"}}
    with store_of(tmp_path / "a", *known) as store:
        before = {name: rows(store, name, **given.get(name, {})) for name in names}
        (pair,) = synthesise(store, cause="calm", effect="joy")
    with store_of(tmp_path / "b", *known, paper(2003, statement)) as store:
        after = {name: rows(store, name, **given.get(name, {})) for name in names}
        (same,) = synthesise(store, cause="calm", effect="joy")
    if statement.hedged:  # counted as such and shown as such
        assert before["votes"] != after["votes"]
        before.pop("votes"), after.pop("votes"), after["evidence"].pop()
    else:
        assert pair.votes == same.votes
    assert before == after


def test_votes(tmp_path: Path) -> None:
    papers = (
        paper(2001, SUPPORTED, POSITIVE),
        paper(2002, FAILED),
        paper(2003, PARTLY),
        paper(2004, NEGATIVE, says("claim")),
        paper(2005, says("finding", sign="0", negated=True), says("claim", hedged=True)),
        paper(2006, DENIED),
        paper(2007, says("proposition"), says("claim", text="Again.")),
        paper(2008, says("claim", hedged=True)),
        paper(2009, says("claim", moderators=("noise",)), says("claim", type="dimension_of")),
    )
    columns = {
        "papers": 8, "statements": 10, "positive": 3, "negative": 1, "no_effect": 1, "denied": 1, "supported": 1,
        "not_supported": 1, "partially_supported": 1, "results": 6, "hedged": 1,
    }  # fmt: skip
    with store_of(tmp_path, *papers) as store:
        assert rows(store, "votes", *columns) == [tuple(map(str, columns.values()))]


def test_evidence_has_untested_hypotheses_where_asked_for(tmp_path: Path) -> None:
    given = {"cause": "calm", "effect": "joy"}
    with store_of(tmp_path, paper(2001, says("hypothesis"), says("claim"), SUPPORTED)) as store:
        kinds = rows(store, "evidence", "kind", "status", **given)
        assert kinds == [("hypothesis", "supported"), ("claim", "")]
        assert rows(store, "evidence", "kind", "status", untested="yes", **given) == [
            ("hypothesis", "supported"), ("hypothesis", ""), ("claim", "")
        ]  # fmt: skip


def test_effect_sizes_say_whose_result_they_are(tmp_path: Path) -> None:
    cited = {"attributed_to": ("Moor 1999",)}
    statements = (
        says("finding", effects=beta(0.1)),
        says("finding", effects=beta(0.2), **cited),
        says("claim", effects=beta(0.3), attributed_to=("Moor 1999", "Adair 2001")),
        says("hypothesis", effects=beta(0.4), status="supported", **cited),  # grounded in Moor, tested here
        says("research_question", effects=beta(0.5)),
    )
    with store_of(tmp_path, paper(2001, *statements)) as store:
        assert rows(store, "effect-sizes", "value", "result_of") == [
            ("0.4", "Quist 2001"), ("0.1", "Quist 2001"), ("0.2", "Moor 1999"), ("0.3", "Adair 2001; Moor 1999")
        ]  # fmt: skip


def test_effect_sizes_of_several_tests_have_their_own_sample_and_outcome(tmp_path: Path) -> None:
    tests = (
        Test(study="Study 1", sample="inns", status="supported", effects=beta(0.4)),
        Test(sample="banks", status="not_supported", effects=beta(0.1)),
    )
    twice = says("hypothesis", status="partially_supported", effects=beta(0.4), tests=tests)
    with store_of(tmp_path, paper(2001, twice, says("finding", "awe", "joy", effects=beta(0.2)))) as store:
        assert rows(store, "effect-sizes", "value", "status", "sample") == [
            ("0.1", "not_supported", "banks"), ("0.4", "supported", "Study 1, inns"), ("0.2", "", "")
        ]  # fmt: skip


def test_effects_of_tests_count_once_each(tmp_path: Path) -> None:
    tests = tuple(
        Test(study=f"Study {n}", status="supported", effects=beta(v)) for n, v in enumerate((0.4, 0.4, 0.1), 1)
    )
    twice = says("hypothesis", status="supported", effects=beta(0.4), tests=tests)
    other = Relation(type="causal", source="calm", target="sleep", sign="+")
    twice = replace(twice, relations=(*twice.relations, other))  # the tests are of the first relation
    told_again = says("finding", effects=beta(0.4))
    with store_of(tmp_path, paper(2001, twice, told_again)) as store:
        (pair,) = synthesise(store, cause="calm", effect="joy")
        assert pair.coefficients is not None and pair.coefficients.values == (0.1, 0.4, 0.4)
        (beside,) = synthesise(store, cause="calm", effect="sleep")
        assert beside.coefficients is None
        found = rows(store, "effect-sizes", "effect", "value", "sample")
        assert sorted(found) == [
            ("joy", "0.1", "Study 3"), ("joy", "0.4", ""), ("joy", "0.4", "Study 1"), ("joy", "0.4", "Study 2")
        ]  # fmt: skip


def test_tests_are_asked_for_and_shown(tmp_path: Path) -> None:
    first = Test(study="Study 1", method="regression", status="supported", text="H1 held in Study 1.", page=4,
                 effects=(Effect(statistic="b", value=0.4, p="<.01"),))  # fmt: skip
    second = Test(study="Study 2", sample="banks", status="not_supported")
    apart = says(
        "hypothesis", status="partially_supported", tests=(first, second), label="H1", page=2, text="Calm helps."
    )
    alone = says("hypothesis", "awe", status="supported", label="H2", page=3, effects=beta(0.2), text="Awe helps.")
    with store_of(tmp_path, paper(2001, apart, alone, says("hypothesis", "fear", label="H3"))) as store:
        columns = (
            "number",
            "hypothesis",
            "study",
            "sample",
            "method",
            "outcome",
            "effect",
            "p_value",
            "sentence",
            "page",
        )
        assert rows(store, "tests", *columns) == [
            (
                "H1",
                "Calm helps.",
                "Study 1",
                "",
                "regression",
                "supported",
                "b = 0.4",
                "<.01",
                "H1 held in Study 1.",
                "4",
            ),
            ("H1", "Calm helps.", "Study 2", "banks", "", "not_supported", "", "", "", "2"),
            ("H2", "Awe helps.", "", "", "", "supported", "β = 0.2", "", "", "3"),
        ]
        assert [row[0] for row in rows(store, "tests", "number", construct="awe")] == ["H2"]
        assert len(rows(store, "tests", "number", number="h1")) == 2
        statement = rows(store, "tests", "statement")[0][0]
        (shown,) = [section for section in describe(store, statement).sections if section.title == "Tests"]
        assert [row[:5] for row in shown.rows] == [
            ("1", "Study 1", "", "regression", "supported"), ("2", "Study 2", "banks", "", "notSupported")
        ]  # fmt: skip


def test_chains_leave_out_what_leads_nowhere(tmp_path: Path) -> None:
    onward = says("claim", "joy", "song")
    no_step = (FAILED, NONE, DENIED, says("research_question"), says("claim", confidence=0.1))
    with store_of(tmp_path, paper(2001, onward), *(paper(2002 + n, s) for n, s in enumerate(no_step))) as store:
        assert rows(store, "chains", construct="joy") == []
    with store_of(tmp_path / "b", paper(2001, onward), paper(2002, says("hypothesis"))) as store:
        assert rows(store, "chains", "cause", "effect", construct="joy") == [("calm", "song")]
