"""What people should judge next, what was judged so far, and how far two reviewers agree.

A statement matters more the surer it is to change an answer: its priority is ``(1 - confidence) x weight``. The weight
is that of its kind (results count in votes, claims count less, questions and advice not at all) times one more than
the number of other statements on the same pairs of constructs, logarithmically: where many papers speak of a pair,
people ask about it. A reviewer is asked once about each statement, whatever others said of it, so that two can judge
independently. Progress is the judgements themselves, which are in the graph of curation.
"""

from __future__ import annotations

import dataclasses
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import get_args

from kg import curation
from kg.curation import Act, Verdict
from kg.errors import BadParameter, MissingLibrary
from kg.identity import references_of
from kg.rdf.terms import PROLOGUE, SIGN_OF
from kg.store import Store
from kg.wordings import with_wordings

KINDS = {"Hypothesis": 3.0, "Finding": 3.0, "Proposition": 2.0, "Claim": 1.0}
ITEMS = """
SELECT DISTINCT ?s ?kind ?confidence ?text ?p ?page ?number ?status WHERE {
  {
    SELECT DISTINCT ?s ?kind ?confidence ?text ?p WHERE {
      ?s evc:confidence ?confidence ; evc:inDomain true ; evc:wording ?text ; evc:statedIn ?p ; a ?kind .
      FILTER(?kind != evc:Statement)
    } LIMIT 10000000 # a hint: docs/serving.md
  }
  OPTIONAL { ?s evc:page ?page }
  OPTIONAL { ?s evc:number ?number }
  OPTIONAL { ?s evc:status ?status }
}
"""
PAIRS = """
SELECT DISTINCT ?s ?r ?cause ?effect ?a ?b ?sign WHERE {
  {
    SELECT DISTINCT ?s ?r ?cause ?effect ?a ?b WHERE {
      ?s evc:asserts ?r . ?r evc:source ?a ; evc:target ?b . ?a skos:prefLabel ?cause . ?b skos:prefLabel ?effect .
    } LIMIT 10000000 # a hint: docs/serving.md
  }
  OPTIONAL { ?r evc:sign ?sign }
}
"""
JUDGED = """
SELECT ?act ?s ?verdict ?by ?when ?why WHERE {
  ?act evc:judges ?s ; evc:verdict ?verdict ; prov:endedAtTime ?when ; prov:wasAssociatedWith/rdfs:label ?by .
  OPTIONAL { ?act rdfs:comment ?why }
} ORDER BY ?when ?act
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A statement to judge: where it stands, what was understood of it (``relations``), how much it matters."""

    statement: str
    kind: str
    text: str
    paper: str
    confidence: float
    priority: float
    relations: tuple[str, ...] = ()
    page: int | None = None
    number: str | None = None
    status: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Counts as in a PRISMA flow: identified statements, those judged by anyone, how, and those that are left."""

    identified: int
    judged: int
    accepted: int
    rejected: int
    edited: int
    contested: int
    by_reviewer: Mapping[str, int]

    @property
    def left(self) -> int:
        """Those that nobody has judged."""
        return self.identified - self.judged


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two reviewers on what both judged: ``kappa`` is Cohen's, None where chance alone explains all or none is shared.

    ``disagreements`` are statement, first verdict, second verdict.
    """

    first: str
    second: str
    shared: int
    agreed: int
    kappa: float | None
    disagreements: tuple[tuple[str, str, str], ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came of another store's judgements: taken over, there already, on statements that are not here, edits."""

    added: int
    known: int
    elsewhere: int
    edits: int


def pending(store: Store, *, by: str) -> tuple[Item, ...]:
    """The statements that ``by`` has not judged and nobody has edited, the most urgent first."""
    acts = judgements(store)
    done = {act.subject for act in acts if act.by == by or act.verdict == "edited"}
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    told: dict[str, list[str]] = defaultdict(list)
    for row in with_wordings(store, store.query(PROLOGUE + PAIRS)):
        statement = str(row["s"])
        pairs[statement].append((str(row["a"]), str(row["b"])))
        sign = SIGN_OF.get(str(row.get("sign", "")).rpartition("#")[2], "?")
        told[statement].append(f"{row['cause']} → {row['effect']} ({sign})")
    spoken = Counter(pair for found in pairs.values() for pair in set(found))
    shown = references_of(store)
    items = []
    for row in store.query(PROLOGUE + ITEMS):
        statement, kind = str(row["s"]), str(row["kind"]).rpartition("#")[2]
        if statement in done or kind not in KINDS:
            continue
        confidence = float(str(row["confidence"]))
        others = max((spoken[pair] for pair in pairs[statement]), default=0)
        items.append(
            Item(
                statement=statement,
                kind=kind.lower(),
                text=str(row["text"]),
                paper=shown.get(str(row["p"]), ""),
                confidence=confidence,
                priority=(1 - confidence) * KINDS[kind] * (1 + math.log1p(others)),
                relations=tuple(sorted(told[statement])),
                page=int(str(row["page"])) if "page" in row else None,
                number=str(row["number"]) if "number" in row else None,
                status=str(row["status"]).rpartition("#")[2] if "status" in row else None,
            )
        )
    return tuple(sorted(items, key=lambda item: (-item.priority, item.statement)))


def judgements(store: Store) -> tuple[Act, ...]:
    """All acts on single things of the store, the latest last; edits without their changes."""
    rows = store.query(PROLOGUE + JUDGED)
    return tuple(
        Act(
            subject=str(row["s"]),
            verdict=str(row["verdict"]).rpartition("#")[2],
            by=str(row["by"]),
            when=str(row["when"]),
            why=str(row["why"]) if "why" in row else None,
        )
        for row in rows
    )


def progress(store: Store) -> Progress:
    """How many statements there are to judge, and what was said of those that were: the last verdict of each."""
    wanted = {str(r["s"]) for r in store.query(PROLOGUE + ITEMS) if str(r["kind"]).rpartition("#")[2] in KINDS}
    last: dict[str, str] = {}
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for act in judgements(store):
        if act.subject in wanted:
            last[act.subject] = act.verdict
            said[act.subject][act.by] = act.verdict
    verdicts = Counter(last.values())
    return Progress(
        identified=len(wanted),
        judged=len(last),
        accepted=verdicts["accepted"],
        rejected=verdicts["rejected"],
        edited=verdicts["edited"],
        contested=sum(len(set(each.values())) > 1 for each in said.values()),
        by_reviewer=dict(sorted(Counter(by for each in said.values() for by in each).items())),
    )


def agreement(store: Store, first: str, second: str) -> Agreement:
    """How far two reviewers agree on what both accepted or rejected; the last word of each counts.

    Raises:
        BadParameter: one of them has judged nothing.
        MissingLibrary: statsmodels is not installed.
    """
    said: dict[str, dict[str, str]] = {first: {}, second: {}}
    for act in judgements(store):
        if act.by in said:
            said[act.by][act.subject] = "rejected" if act.verdict == "rejected" else act.verdict
    for name, found in said.items():
        if not found:
            raise BadParameter(f"{name!r} has judged nothing here; `kg review counts` lists who has")
    shared = sorted(said[first].keys() & said[second].keys())
    verdicts = [(said[first][subject], said[second][subject]) for subject in shared]
    return Agreement(
        first=first,
        second=second,
        shared=len(shared),
        agreed=sum(one == other for one, other in verdicts),
        kappa=_kappa(verdicts),
        disagreements=tuple((s, *pair) for s, pair in zip(shared, verdicts, strict=True) if pair[0] != pair[1]),
    )


def merge_judgements(store: Store, other: Store) -> Merged:
    """Take over what was accepted and rejected in another store of the same papers; the latest judgement counts.

    Statements keep their IRIs where their words are the same, whatever store they are in. Edits stay where they are.

    Raises:
        StoreError: it cannot be written.
    """
    here = {str(row["s"]) for row in store.query(f"{PROLOGUE}SELECT ?s WHERE {{ ?s evc:statedIn ?p }}")}
    own = judgements(store)
    known = {(act.subject, act.verdict, act.by, act.when) for act in own}
    edited = {act.subject for act in own if act.verdict == "edited"}
    latest = {act.subject: act.when for act in own}
    counts: Counter[str] = Counter()
    for act in judgements(other):
        counts[_fate(act, here, known, edited)] += 1
        if _fate(act, here, known, edited) == "added":
            _take(store, act, is_latest=_moment(act.when) >= _moment(latest.get(act.subject, act.when)))
    return Merged(**{name: counts[name] for name in ("added", "known", "elsewhere", "edits")})


def _fate(act: Act, here: set[str], known: set[tuple[str, str, str, str]], edited: set[str]) -> str:
    if act.subject not in here:
        return "elsewhere"
    if (act.subject, act.verdict, act.by, act.when) in known:
        return "known"
    return "edits" if act.verdict not in ("accepted", "rejected") or act.subject in edited else "added"


def _take(store: Store, act: Act, *, is_latest: bool) -> None:
    """Write another's act; where nothing later stands here, it is what counts from now on."""
    verdict: Verdict = next(each for each in get_args(Verdict) if each == act.verdict)
    when = _moment(act.when)
    if is_latest:
        curation.judge(store, act.subject, verdict, by=act.by, when=when, why=act.why)
        return
    iri = curation.act_iri(act.subject, verdict, act.by, when)
    curation.write(store, curation.act_triples(iri, act.subject, verdict, by=act.by, when=when, why=act.why))


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written.replace("Z", "+00:00"))


def _kappa(verdicts: Sequence[tuple[str, str]]) -> float | None:
    names = sorted({name for pair in verdicts for name in pair})
    if len(names) < 2:
        return None
    try:
        from statsmodels.stats.inter_rater import cohens_kappa
    except ImportError as exc:
        raise MissingLibrary("statsmodels", "synthesis") from exc
    counts = Counter(verdicts)
    table = [[counts[one, other] for other in names] for one in names]
    found = float(cohens_kappa(table, return_results=False))
    return None if math.isnan(found) else found


def disagreed(found: Agreement) -> Iterator[str]:
    """The disagreements in words, a line each."""
    for statement, one, other in found.disagreements:
        yield f"{statement}: {found.first} {one}, {found.second} {other}"
