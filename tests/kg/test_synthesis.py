"""Votes over papers and pooled correlations, against numbers worked out by hand."""

from __future__ import annotations

import dataclasses
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.cli.app import run
from kg.errors import BadParameter, MissingLibrary, NotFound
from kg.rdf import to_quads
from kg.run import Run
from kg.sharing import put_paper
from kg.store import Store, open_store
from kg.synthesis import Correlation, Pair, count_votes, pool, synthesise
from kg.vocabulary import Vocabulary
from pipelines.record import Construct, Document, Effect, Record, Relation, Statement, Study


def paper(year: int, samples: tuple[int, ...], *statements: Statement) -> Record:
    return Record(
        document=Document(source=f"p{year}.pdf", title=f"Paper {year}", authors=("Ida Quist",), year=year),
        study=Study(design=(), method=(), sample_size=samples, context=()),
        constructs=(Construct(id="calm", label="calm"),),
        statements=tuple(dataclasses.replace(s, id=f"s{n}") for n, s in enumerate(statements)),
        definitions=(),
        references=(),
    )


def says(
    kind: str, source: str, target: str, sign: str | None, *sizes: tuple[str, float], **facts: object
) -> Statement:
    ways = {name: facts.pop(name) for name in ("mediators", "moderators") if name in facts}
    relation = Relation(
        type="causal",
        source=source,
        target=target,
        sign=sign,  # type: ignore[arg-type]
        effects=tuple(Effect(statistic=name, value=value) for name, value in sizes),
        **ways,  # type: ignore[arg-type]
    )
    text = f"{source} {sign} {target} {sizes}"
    return Statement(id="s", kind=kind, text=text, relations=(relation,), **facts)  # type: ignore[arg-type]


PAPERS = (
    paper(
        2001,
        (103,),
        says("hypothesis", "calm", "mirth", "+", status="supported"),
        says("finding", "calm", "mirth", "+", ("r", 0.30)),
        says("finding", "Calm", "mirth", "+"),  # the same paper and sign again
        says("claim", "deep calm", "mirth", "+"),
    ),
    paper(
        2002,
        (203,),
        says("finding", "calm", "mirth", "+", ("r", 0.50), ("β", 0.44)),
        says("hypothesis", "calm", "mirth", "+", moderators=("noise",)),
        says("hypothesis", "calm", "mirth", "+", mediators=("sleep",)),
    ),
    paper(
        2003,
        (53,),
        says("hypothesis", "calm", "mirth", "+", status="not_supported"),
        says("finding", "calm", "mirth", "-", ("r", 0.10), ("β", -0.08)),
        says("research_question", "calm", "mirth", "+"),
    ),
    paper(2004, (20, 30), says("finding", "calm", "mirth", "+", ("r", 0.99))),  # which sample?
    paper(2005, (), says("finding", "calm", "mirth", "+", ("r", 0.99), negated=True)),  # which size?
    paper(2006, (40,), says("claim", "calm", "mirth", "+", domain=False), says("claim", "calm", "wealth", None)),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("synthesis") / "store"
    with open_store(path) as store:
        for number, record in enumerate(PAPERS):
            quads = list(to_quads(record, Run(sha256=f"{number}" * 64, pipeline="test"), vocabulary=Vocabulary(())))
            put_paper(store, str(quads[0][3]), quads)
    return path


@pytest.fixture(scope="module")
def store(path: Path) -> Iterator[Store]:
    with open_store(path, read_only=True) as store:
        yield store


@pytest.fixture(scope="module")
def pair(store: Store) -> Pair:
    (found,) = synthesise(store, cause="calm", effect="mirth")
    return found


def test_a_paper_counts_once_a_sign(pair: Pair) -> None:
    assert {votes.sign: [name[-4:] for name in votes.papers] for votes in pair.votes} == {
        "+": ["2001", "2002", "2003", "2004"],
        "-": ["2003"],
        "denied": ["2005"],
    }


def test_votes_tell_how_it_was_asserted(pair: Pair) -> None:
    plus = pair.votes[0]
    assert (plus.supported, plus.partially_supported, plus.not_supported, plus.found, plus.claimed) == (1, 0, 1, 3, 0)


def test_other_effects_are_left_out_and_said(pair: Pair) -> None:
    assert pair.left_out == (
        "1 mediated effect",
        "1 moderated effect",
        "the correlation of Quist 2004: more than one sample was found",
        "the correlation of Quist 2005: no sample size was found",
    )


def test_coefficients_are_kept_apart_from_correlations(pair: Pair) -> None:
    assert pair.pooled is not None and pair.coefficients is not None
    assert [each.r for each in pair.pooled.correlations] == pytest.approx([0.3, 0.5, 0.1])
    assert pair.coefficients.values == (-0.08, 0.44)
    assert pair.coefficients.median == pytest.approx(0.18)


def test_the_pooled_correlation_is_the_one_worked_out_by_hand(pair: Pair) -> None:
    # z = atanh(.3, .5, .1) = .309520, .549306, .100335; w = n - 3 = 100, 200, 50.
    # Fixed mean = (30.9520 + 109.8612 + 5.0168) / 350 = .416657.
    # Q = 100(.107137)² + 200(.132649)² + 50(.316322)² = 1.14783 + 3.51917 + 5.00298 = 9.66998.
    # C = 350 - (10000 + 40000 + 2500) / 350 = 200; tau² = (9.66998 - 2) / 200 = .0383499.
    # w* = 1 / (1/w + tau²) = 1/.0483499, 1/.0433499, 1/.0583499 = 20.68257, 23.06810, 17.13799; sum 60.88866.
    # Mean = (6.401671 + 12.671447 + 1.719540) / 60.88866 = .341487; tanh = .328804.
    # HK: sum w*(z - mean)² / 2 = (.021133 + .996278 + .996652) / 2 = 1.007; its root times 1/sqrt(60.88866) = .128604.
    # t(2, .975) = 4.302653: .341487 ± .553337 = -.211850, .894824; tanh = -.208737, .713768.
    pooled = pair.pooled
    assert pooled is not None and pooled.participants == 103 + 203 + 53
    assert pooled.q == pytest.approx(9.66998, abs=1e-4)
    assert pooled.tau2 == pytest.approx(0.0383499, abs=1e-6)
    assert pooled.i2 == pytest.approx(1 - 2 / 9.66998, abs=1e-5)
    assert pooled.mean == pytest.approx(0.328804, abs=1e-5)
    assert (pooled.low, pooled.high) == pytest.approx((-0.208737, 0.713768), abs=1e-5)


def test_without_heterogeneity_tau_is_zero_and_weights_are_fixed() -> None:
    # z = .202733, .225350; w = 97, 197; mean = (19.66510 + 44.39395) / 294 = .217888; Q = .0332 < 1, so tau² = 0.
    # The scale is held at one: 1/sqrt(294) = .0583212 times t(1, .975) = 12.7062 gives ± .741040.
    pooled = pool(
        [Correlation(paper="a", r=math.tanh(0.202733), n=100), Correlation(paper="b", r=math.tanh(0.225350), n=200)]
    )
    assert (pooled.tau2, pooled.i2) == (0.0, 0.0)
    assert math.atanh(pooled.mean) == pytest.approx(0.217888, abs=1e-5)
    assert math.atanh(pooled.high) - math.atanh(pooled.mean) == pytest.approx(0.741040, abs=1e-4)


def test_a_squared_term_is_no_effect_size(tmp_path: Path) -> None:
    curve = paper(2010, (50,), says("finding", "a b", "c d", "nonlinear", ("β", -0.2), ("r", 0.6)))
    with open_store(tmp_path / "store") as store:
        quads = list(to_quads(curve, Run(sha256="0" * 64, pipeline="test"), vocabulary=Vocabulary(())))
        put_paper(store, str(quads[0][3]), quads)
        (pair,) = synthesise(store, cause="a b", effect="c d")
    assert (pair.coefficients, pair.left_out) == (None, ("effect sizes of a nonlinear effect",))
    assert [votes.sign for votes in pair.votes] == ["nonlinear"]


def test_several_correlations_of_a_paper_are_one(tmp_path: Path) -> None:
    both = paper(
        2010, (50,), says("finding", "a b", "c d", "+", ("r", 0.2)), says("finding", "a b", "c d", "+", ("r", 0.6))
    )
    other = paper(2011, (50,), says("finding", "a b", "c d", "+", ("r", 0.4)))
    with open_store(tmp_path / "store") as store:
        for number, record in enumerate((both, other)):
            quads = list(to_quads(record, Run(sha256=f"{number}" * 64, pipeline="test"), vocabulary=Vocabulary(())))
            put_paper(store, str(quads[0][3]), quads)
        (pair,) = synthesise(store, cause="a b", effect="c d")
    assert pair.pooled is not None
    mean = math.tanh((math.atanh(0.2) + math.atanh(0.6)) / 2)
    assert [each.r for each in pair.pooled.correlations] == pytest.approx([mean, 0.4])


def test_all_effects_of_a_construct_the_best_known_first(store: Store) -> None:
    assert [pair.effect for pair in synthesise(store, cause="calm")] == ["mirth", "wealth"]
    assert [pair.cause for pair in synthesise(store, effect="mirth")] == ["calm", "deep calm"]
    assert [pair.votes[0].sign for pair in synthesise(store, effect="wealth")] == ["unsaid"]


def test_longer_names_count_with_the_given_one_when_wanted(store: Store) -> None:
    assert [pair.cause for pair in synthesise(store, cause="calm", effect="mirth", wider=True)] == ["calm"]
    assert synthesise(store, cause="calm", effect="mirth", wider=True)[0].votes[0].claimed == 1


def test_neither_end_or_an_unknown_one_is_refused(store: Store) -> None:
    with pytest.raises(BadParameter, match="cause, an effect, or both"):
        synthesise(store)
    with pytest.raises(NotFound, match="did you mean calm"):
        synthesise(store, cause="calms of")


@pytest.mark.parametrize(
    ("said", "votes"),
    [
        ([], {}),
        ([("A", "+", "found"), ("A", "+", "found")], {"+": (("A",), 1)}),
        ([("A", "+", "found"), ("A", "-", "found"), ("B", "-", "found")], {"+": (("A",), 1), "-": (("A", "B"), 2)}),
        ([("B", "denied", "claimed"), ("A", "0", "claimed")], {"0": (("A",), 0), "denied": (("B",), 0)}),
    ],
)
def test_votes_are_counted_in_a_fixed_order(said: list, votes: dict) -> None:  # type: ignore[type-arg]
    assert {each.sign: (each.papers, each.found) for each in count_votes(said)} == votes
    assert [each.sign for each in count_votes(said)] == list(votes)


def test_without_the_library_votes_are_still_counted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "statsmodels.stats.meta_analysis", None)
    with pytest.raises(MissingLibrary, match=r"engagement-kg\[synthesis\]"):
        pool([Correlation(paper="a", r=0.1, n=10), Correlation(paper="b", r=0.2, n=10)])
    (pair,) = synthesise(store, cause="calm", effect="mirth")
    assert pair.pooled is None and pair.votes
    assert any("engagement-kg[synthesis]" in words for words in pair.left_out)


def test_the_command_prints_votes_summary_and_assumptions(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["synthesis", "calm", "mirth", "--store", str(path)]) == 0
    out = capfd.readouterr().out
    assert "r = 0.33, 95% interval -0.21 to 0.71" in out
    assert "3 papers, 359 participants" in out
    assert "β from 2 papers, not pooled: median 0.18, from -0.08 to 0.44" in out
    assert "not counted: 1 mediated effect" in out
    assert "random effects" in out


def test_the_command_gives_data(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["synthesis", "--effect", "mirth", "--format", "csv", "--store", str(path)]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[0].startswith("cause,effect,sign,papers,supported")
    assert lines[1].startswith("calm,mirth,+,4,1,0,1,3,0")
    assert run(["synthesis", "calm", "--format", "json", "--store", str(path)]) == 0
    pairs = json.loads(capfd.readouterr().out)
    assert [pair["effect"] for pair in pairs] == ["mirth", "wealth"]
    assert pairs[0]["pooled"]["participants"] == 359 and pairs[0]["assumptions"]


def test_the_command_needs_an_end(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["synthesis", "--store", str(path)]) == 2
    assert "a cause, an effect, or both" in capfd.readouterr().err


@pytest.mark.parametrize(("size", "pooled"), [(3, False), (4, True), (12, True)])
def test_samples_of_more_than_three_can_be_pooled(tmp_path: Path, size: int, pooled: bool) -> None:
    papers = [paper(2001, (size,), says("finding", "calm", "awe", "+", ("r", 0.3)))]
    papers.append(paper(2002, (90,), says("finding", "calm", "awe", "+", ("r", 0.2))))
    with open_store(tmp_path / "store") as store:
        for number, record in enumerate(papers):
            quads = list(to_quads(record, Run(sha256=f"{number}" * 64, pipeline="test"), vocabulary=Vocabulary(())))
            put_paper(store, str(quads[0][3]), quads)
        (found,) = synthesise(store, cause="calm", effect="awe")
    assert (found.pooled is not None) is pooled
    assert any("too small a sample" in why for why in found.left_out) is not pooled
