"""What all papers together say of an effect: votes by sign and status, and a small random-effects summary.

    for pair in synthesise(store, cause="trust", effect="loyalty"):
        pair.votes      # a row a sign: how many papers assert it, and what their tests said
        pair.pooled     # correlations over papers, where at least two report one and their sample's size

Votes count papers, not statements: a paper counts once for each sign it asserts. Vote counts say nothing of the size
of an effect, and miss effects that small samples cannot show (Hedges & Olkin 1980, Psychological Bulletin
88:359-369). Tested hypotheses, findings, propositions and claims count that are more likely right than wrong; a
paper that reports a result of an effect is counted by that, not by what it claims besides. Hypotheses without a
reported test, questions and advice assert no effect, hedged words count as such, and effects with a mediator or a
moderator are other effects. Correlations are pooled as Fisher's z, weighted by 1/(1/(n - 3) + tau²), tau² by
DerSimonian & Laird (1986, Controlled Clinical Trials 7:177-188); the interval is Hartung and Knapp's with a scale of
at least one (Röver, Knapp & Friede 2015, BMC Medical Research Methodology 15:99). Standardised coefficients are
shown and never pooled: each depends on the other predictors of its model.
"""

from __future__ import annotations

import dataclasses
import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from rdflib import URIRef

from kg.errors import BadParameter, MissingLibrary, NotFound
from kg.identity import references_of
from kg.lookup import PREFIXES, constructs_named, near_labels
from kg.query.choosing import LIKELY
from kg.rdf.terms import SIGN_OF, string
from kg.store import Store, Term
from kg.store.terms import to_sparql
from kg.wordings import with_wordings

Sign = Literal["+", "-", "0", "nonlinear", "unsaid", "denied"]
ORDER: tuple[Sign, ...] = ("+", "-", "0", "nonlinear", "unsaid", "denied")
Standing = Literal["supported", "partially_supported", "not_supported", "found", "claimed", "hedged"]
STATUSES: Mapping[str, Standing] = {
    "supported": "supported",
    "partiallySupported": "partially_supported",
    "notSupported": "not_supported",
}
RESULTS: frozenset[Standing] = frozenset({*STATUSES.values(), "found"})
CORRELATION = "r"
STANDARDISED = frozenset({"β", "beta"})
ASSUMPTIONS = (
    "One correlation a paper: where a paper gives several for a pair, the mean of their Fisher z; n is the size "
    "of its one sample.",
    "True effects are taken to vary between papers (random effects, DerSimonian-Laird); papers are taken to be "
    "independent. The 95% interval is Hartung-Knapp's; with few papers it is wide, and rightly so.",
    "Only what the papers in the store print and the reader found is in it: not a systematic search, and nothing is "
    "corrected for unreliability or publication bias.",
    "Standardised coefficients (β) depend on the other predictors in each model. They are listed, not pooled, and "
    "never mixed with correlations.",
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """The papers that assert an effect with one sign, and how many of them do so in which way.

    ``supported``, ``partially_supported`` and ``not_supported`` are tests of hypotheses, ``found`` is a result without
    a hypothesis, ``claimed`` is what was proposed or claimed, by papers without a result. A paper may count in several
    of these; ``hedged`` are those that say it may be so, and they are not among ``papers``. The sign is ``denied``
    where the effect is denied, ``unsaid`` where the words tell none.
    """

    sign: Sign
    papers: tuple[str, ...]
    supported: int
    partially_supported: int
    not_supported: int
    found: int
    claimed: int
    hedged: int = 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Correlation:
    """A paper's correlation, the mean in Fisher's z where it prints several, and the size of its sample."""

    paper: str
    r: float
    n: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """A random-effects summary of correlations, with a 95% interval and the heterogeneity between papers.

    ``tau2`` is in Fisher's z; ``i2`` is the share of variance that is not sampling error, from 0 to 1.
    """

    correlations: tuple[Correlation, ...]
    participants: int
    mean: float
    low: float
    high: float
    q: float
    tau2: float
    i2: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Coefficients:
    """Standardised regression or path coefficients: how many in how many papers, the middle one and the ends."""

    papers: tuple[str, ...]
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle value."""
        return statistics.median(self.values)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What the store says of one effect. ``left_out`` tells in words what was found and not counted."""

    cause: str
    effect: str
    votes: tuple[Votes, ...]
    pooled: Pooled | None = None
    coefficients: Coefficients | None = None
    left_out: tuple[str, ...] = ()

    @property
    def papers(self) -> tuple[str, ...]:
        """All papers that assert or deny the effect."""
        return tuple(sorted({paper for votes in self.votes for paper in votes.papers}))

    def to_dict(self) -> dict[str, Any]:
        """As a JSON object, with the assumptions of the summary."""
        return {**dataclasses.asdict(self), "assumptions": list(ASSUMPTIONS)}


@dataclasses.dataclass(frozen=True, slots=True)
class _Assertion:
    """One statement's relation on a pair, as the store has it."""

    pair: tuple[str, str]
    ends: tuple[URIRef, URIRef]
    paper: str
    sign: Sign
    standing: Standing
    detour: str | None
    sizes: tuple[tuple[str, float], ...]
    statement: str
    is_untested: bool = False
    is_reported: bool = False
    is_unlikely: bool = False


def synthesise(
    store: Store,
    *,
    cause: str | None = None,
    effect: str | None = None,
    wider: bool = False,
    min_confidence: float = LIKELY,
) -> tuple[Pair, ...]:
    """The effect of ``cause`` on ``effect``, or all effects of the one or on the other; most papers and tests first.

    Args:
        wider: also constructs whose longer names hold the given ones, counted as if they were those.
        min_confidence: statements less sure than this are not counted.

    Raises:
        BadParameter: neither is given.
        NotFound: the store has no construct of that name.
    """
    if cause is None and effect is None:
        raise BadParameter("synthesis needs a cause, an effect, or both")
    causes, effects = _ends(store, cause, wider=wider), _ends(store, effect, wider=wider)
    found = _assertions(store, causes, effects, min_confidence)
    samples = _samples(store)
    grouped: dict[tuple[str, str], list[_Assertion]] = defaultdict(list)
    for assertion in found:
        grouped[assertion.pair].append(assertion)
    pairs = [_pair(pair, assertions, samples) for pair, assertions in grouped.items() if pair[0] != pair[1]]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair.papers), -_tested(pair), pair.cause, pair.effect)))


def _tested(pair: Pair) -> int:
    """How often papers tested or found it, rather than claimed it."""
    return sum(v.supported + v.partially_supported + v.not_supported + v.found for v in pair.votes)


def pool(correlations: Sequence[Correlation]) -> Pooled:
    """The random-effects mean of correlations from two or more papers, each with |r| < 1 and n > 3.

    Raises:
        MissingLibrary: statsmodels is not installed.
    """
    try:
        import numpy
        from statsmodels.stats.meta_analysis import combine_effects
    except ImportError as exc:
        raise MissingLibrary("statsmodels", "synthesis") from exc
    z = numpy.array([math.atanh(each.r) for each in correlations])
    variances = numpy.array([1 / (each.n - 3) for each in correlations])
    # statsmodels lets tau² fall below zero, where its random-effects weights mean nothing (and numpy warns): tau² is
    # zero there, and the fixed-effect results are the random-effects ones.
    with numpy.errstate(invalid="ignore", divide="ignore"):
        combined = combine_effects(z, variances, method_re="dl", use_t=True)
        fixed, random, fixed_hksj, random_hksj = combined.conf_int()
    varies = float(combined.tau2) > 0
    intervals = (random, random_hksj) if varies else (fixed, fixed_hksj)
    low, high = max(intervals, key=lambda interval: float(interval[1] - interval[0]))
    q = float(combined.q)
    return Pooled(
        correlations=tuple(correlations),
        participants=sum(each.n for each in correlations),
        mean=math.tanh(combined.mean_effect_re if varies else combined.mean_effect_fe),
        low=math.tanh(low),
        high=math.tanh(high),
        q=q,
        tau2=float(combined.tau2) if varies else 0.0,
        i2=max(0.0, 1 - (len(z) - 1) / q) if q > 0 else 0.0,
    )


def count_votes(assertions: Iterable[tuple[str, Sign, Standing]]) -> tuple[Votes, ...]:
    """Votes from (paper, sign, standing) of each statement; a paper counts once a sign and once a standing."""
    papers: dict[Sign, dict[Standing, set[str]]] = defaultdict(lambda: defaultdict(set))
    for paper, sign, standing in assertions:
        papers[sign][standing].add(paper)
    return tuple(
        Votes(
            sign=sign,
            papers=tuple(sorted(set().union(*(said for way, said in papers[sign].items() if way != "hedged")))),
            supported=len(papers[sign]["supported"]),
            partially_supported=len(papers[sign]["partially_supported"]),
            not_supported=len(papers[sign]["not_supported"]),
            found=len(papers[sign]["found"]),
            claimed=len(papers[sign]["claimed"]),
            hedged=len(papers[sign]["hedged"]),
        )
        for sign in ORDER
        if sign in papers
    )


def _pair(pair: tuple[str, str], found: Sequence[_Assertion], samples: Mapping[str, tuple[int, ...]]) -> Pair:
    direct, left_out = _counting(found)
    # The coefficient of a squared term is no effect of the pair itself, and a reported one is another paper's.
    own = [each for each in direct if each.sign != "nonlinear" and not each.is_reported]
    sizes = _reported(own)
    left_out.append(
        _count("effect size", sum(len(each.sizes) for each in direct if each.is_reported), "of other works")
    )
    if any(each.sizes for each in direct if each.sign == "nonlinear"):
        left_out.append("effect sizes of a nonlinear effect")
    correlations, without = _correlations(sizes, samples)
    try:
        pooled = pool(correlations) if len(correlations) > 1 else None
    except MissingLibrary as exc:
        pooled, without = None, [*without, str(exc)]
    if len(correlations) == 1:
        only = correlations[0]
        without.append(f"a single correlation, r = {only.r:.2f} (n = {only.n}, {only.paper}): nothing to pool")
    coefficients = sorted((value, paper) for paper, name, value in sizes if name.casefold() in STANDARDISED)
    return Pair(
        cause=pair[0],
        effect=pair[1],
        votes=count_votes((each.paper, each.sign, each.standing) for each in direct),
        pooled=pooled,
        coefficients=Coefficients(
            papers=tuple(sorted({paper for _, paper in coefficients})),
            values=tuple(value for value, _ in coefficients),
        )
        if coefficients
        else None,
        left_out=(*filter(None, left_out), *without),
    )


def _reported(assertions: Iterable[_Assertion]) -> list[tuple[str, str, float]]:
    """The effect sizes of each paper, as (paper, statistic, value).

    What several statements of a paper repeat is one result; what one statement has of several tests are several, even
    of equal value.
    """
    by_statement: dict[tuple[str, str], Counter[tuple[str, float]]] = defaultdict(Counter)
    for each in assertions:
        by_statement[each.paper, each.statement] |= Counter(each.sizes)
    by_paper: dict[str, Counter[tuple[str, float]]] = defaultdict(Counter)
    for (paper, _), counted in by_statement.items():
        by_paper[paper] |= counted
    return [(paper, name, value) for paper, counted in by_paper.items() for name, value in counted.elements()]


def _counting(found: Sequence[_Assertion]) -> tuple[list[_Assertion], list[str]]:
    """The assertions that count, and in words what does not: a paper's claims do not where it has a result."""
    likely = [each for each in found if not each.is_unlikely]
    plain = [each for each in likely if each.detour is None]
    tested = [each for each in plain if not each.is_untested]
    testers = {(each.paper, each.ends) for each in tested if each.standing in RESULTS}
    counting = [each for each in tested if each.standing in RESULTS or (each.paper, each.ends) not in testers]
    left_out = [
        *(_count(f"{way} effect", sum(each.detour == way for each in likely)) for way in ("mediated", "moderated")),
        _count("untested hypothesis", len(plain) - len(tested)),
        _count("claim", len(tested) - len(counting), "of papers that report a result"),
        _count("statement", len(found) - len(likely), "too unsure"),
    ]
    return counting, left_out


def _count(what: str, count: int, more: str = "") -> str:
    several = what if count == 1 else what.replace("hypothesis", "hypothese") + "s"
    return f"{count} {several} {more}".rstrip() if count else ""


def _correlations(
    sizes: Iterable[tuple[str, str, float]], samples: Mapping[str, tuple[int, ...]]
) -> tuple[list[Correlation], list[str]]:
    """The correlation of each paper that can be pooled, and in words those that cannot."""
    values: dict[str, list[float]] = defaultdict(list)
    for paper, statistic, value in sorted(sizes):
        if statistic.strip() == CORRELATION:
            values[paper].append(value)
    found, without = [], []
    for paper, printed in values.items():
        sample = samples.get(paper, ())
        if len(sample) != 1 or sample[0] <= 3:
            why = (
                "no sample size" if not sample else "more than one sample" if len(sample) > 1 else "too small a sample"
            )
            without.append(f"the correlation of {paper}: {why} was found")
        elif any(abs(r) >= 1 for r in printed):
            without.append(f"the correlation of {paper}: it is not between -1 and 1")
        else:
            mean = math.tanh(statistics.fmean(math.atanh(r) for r in printed))
            found.append(Correlation(paper=paper, r=mean, n=sample[0]))
    return found, without


def _ends(store: Store, name: str | None, *, wider: bool) -> dict[URIRef, str] | None:
    """The constructs that an end of the effect may be, each with the label it counts under; None for any."""
    if name is None:
        return None
    named = constructs_named(store, name)
    if not named:
        near = near_labels(store, name)
        remedy = f"did you mean {' or '.join(near)}?" if near else "`kg query constructs` lists what there is"
        raise NotFound(f"no construct in the store is called {name!r}; {remedy}")
    values = " ".join(map(to_sparql, named))
    own = f"SELECT DISTINCT ?c ?label WHERE {{ VALUES ?c {{ {values} }} GRAPH ?g {{ ?c skos:prefLabel ?label }} }}"
    labels = {URIRef(str(row["c"])): str(row["label"]) for row in with_wordings(store, store.query(PREFIXES + own))}
    if wider:
        longer = f"SELECT DISTINCT ?c ?n WHERE {{ VALUES ?n {{ {values} }} GRAPH ?g {{ ?c evc:involves ?n }} }}"
        for row in store.query(PREFIXES + longer):
            labels.setdefault(URIRef(str(row["c"])), labels[URIRef(str(row["n"]))])
    return labels


def _assertions(
    store: Store, causes: Mapping[URIRef, str] | None, effects: Mapping[URIRef, str] | None, least: float
) -> list[_Assertion]:
    blocks = [
        f"VALUES ?{name} {{ {' '.join(map(to_sparql, ends))} }}"
        for name, ends in (("a", causes), ("b", effects))
        if ends is not None
    ]
    rows: dict[tuple[str, str], dict[str, Term]] = {}
    sizes: dict[tuple[str, str], dict[str, tuple[str, float]]] = defaultdict(dict)
    answer = store.query(PREFIXES + ASSERTIONS.replace("#ENDS", " ".join(blocks)))
    shown = references_of(store)
    for row in with_wordings(store, answer):
        place = (str(row["statement"]), str(row["relation"]))
        rows[place] = row | {"paper": string(shown[str(row["p"])])}
        if "statistic" in row:
            sizes[place][str(row["size"])] = str(row["statistic"]), float(str(row["value"]))
    return [_assertion(row, causes, effects, sizes[place].values(), least) for place, row in rows.items()]


def _assertion(
    row: Mapping[str, Term],
    causes: Mapping[URIRef, str] | None,
    effects: Mapping[URIRef, str] | None,
    sizes: Iterable[tuple[str, float]],
    least: float,
) -> _Assertion:
    a, b = URIRef(str(row["a"])), URIRef(str(row["b"]))
    kind = str(row["kind"]).rpartition("#")[2]
    default: Standing = "found" if kind == "Finding" else "claimed"
    standing = STATUSES.get(str(row.get("status", "")).rpartition("#")[2], default)
    if "status" not in row and str(row["hedged"]) == "true":
        standing = "hedged"
    sign: Sign = SIGN_OF.get(str(row.get("sign", "")).rpartition("#")[2], "unsaid")
    return _Assertion(
        pair=((causes or {}).get(a, str(row["cause"])), (effects or {}).get(b, str(row["effect"]))),
        ends=(a, b),
        paper=str(row["paper"]),
        sign="denied" if str(row["negated"]) == "true" and sign != "0" else sign,
        standing=standing,
        detour="moderated" if "moderator" in row else "mediated" if "mediator" in row else None,
        sizes=tuple(sorted(sizes)),
        statement=str(row["statement"]),
        is_untested=kind == "Hypothesis" and "status" not in row,
        is_reported=kind in ("Finding", "Claim") and "status" not in row and "work" in row,
        is_unlikely=float(str(row.get("confidence", 1))) < least,
    )


def _samples(store: Store) -> dict[str, tuple[int, ...]]:
    """The sample sizes of each paper."""
    found: dict[str, set[int]] = defaultdict(set)
    shown = references_of(store)
    for row in store.query(PREFIXES + SAMPLES):
        found[shown[str(row["p"])]].add(int(str(row["size"])))
    return {paper: tuple(sorted(sizes)) for paper, sizes in found.items()}


ASSERTIONS = """
SELECT DISTINCT ?a ?b ?cause ?effect ?p ?paper ?statement ?relation ?kind ?sign ?status ?negated ?hedged ?confidence
  ?work ?mediator ?moderator ?size ?statistic ?value
WHERE {
  #ENDS
  VALUES ?type { evc:CausalRelation evc:AssociativeRelation }
  VALUES ?kind { evc:Hypothesis evc:Proposition evc:Finding evc:Claim }
  ?relation evc:source ?a ; evc:target ?b ; a ?type .
  ?a skos:prefLabel ?cause .
  ?b skos:prefLabel ?effect .
  ?statement evc:asserts ?relation ; a ?kind ; evc:inDomain true ; evc:negated ?negated ; evc:statedIn ?p .
  ?statement evc:hedged ?hedged .
  ?p evc:shortReference ?paper .
  OPTIONAL { ?relation evc:sign ?sign }
  OPTIONAL { ?statement evc:status ?status }
  OPTIONAL { ?statement evc:confidence ?confidence }
  OPTIONAL { ?statement cito:citesAsAuthority ?work }
  OPTIONAL { ?relation evc:mediator ?mediator }
  OPTIONAL { ?relation evc:moderator ?moderator }
  OPTIONAL { ?statement ^evc:testOf/evc:foundEffect ?by_test }
  OPTIONAL { ?relation schema:position ?place }
  OPTIONAL { ?relation evc:effect ?of_relation }
  BIND(IF(BOUND(?by_test), IF(?place = 1, ?by_test, evc:EffectSize), COALESCE(?of_relation, evc:EffectSize)) AS ?size)
  OPTIONAL { ?size evc:statistic ?statistic ; evc:value ?value }
  FILTER NOT EXISTS { GRAPH ?judged { ?statement evc:hiddenFrom evc:curatedView } }
}
ORDER BY ?statement ?relation ?statistic ?value
"""
SAMPLES = """
SELECT DISTINCT ?p ?size
WHERE { ?p evc:study/evc:sample/evc:size ?size }
"""
