"""From words to hits: what the index has for them, filtered by facts, the best first."""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from kg.errors import BadParameter
from kg.lookup import constructs_named, papers_named, with_narrower
from kg.query.parameters import KINDS, SIGN_SYNONYMS, SIGNS, status_named
from kg.search.index import meanings, opened
from kg.search.meaning import load
from kg.store import Store
from pipelines.canonical import key, singular

FOUND = (*KINDS, "definition", "construct", "paper")
LONGEST = 2_000  # characters of what is searched for
DEPTH = 200  # hits of each way of looking that are fused
EARLY = 3  # reciprocal rank fusion: the larger, the less the first ranks stand out
BY_MEANING = 0.5  # the share of what is found by meaning beside what is found by words
MANY, LOOKED_AT = 10_000, 2_000  # sentences from which not all of their dimensions are looked at, but for so many
LEAST_LIKE = 0.3  # cosine from which sentences are alike at all
COMMON = frozenset(
    re.findall(
        r"\S+",
        """
    a about all am an and any are as at be been being but by can could did do does for from had has have having how i
    if in into is it its many may might more most much no nor not of on or our over own same should so some such than
    that the their them then there these they this those through to too under up very was we were what when where
    which while who whom why will with would you your
    """,
    )
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that was found. ``score`` orders the hits of one search, the best highest.

    ``kind`` is a statement's kind, "definition", "construct" or "paper"; ``text`` its words; ``paper`` the reference
    of the paper it stands in ("Moor & Okoro 2021"); ``facts`` what the graph says of it, such as cause, effect, sign,
    status, number, term, year.
    """

    iri: str
    kind: str
    text: str
    facts: Mapping[str, str]
    paper: str
    page: int | None
    score: float


def search(
    store: Store,
    words: str,
    *,
    kind: str | None = None,
    status: str | None = None,
    sign: str | None = None,
    year: str | int | None = None,
    paper: str | None = None,
    construct: str | None = None,
    limit: int = 10,
) -> list[Hit]:
    """The things of the store that fit ``words`` best; words in double quotation marks must stand side by side.

    ``kind`` is one of ``FOUND``; ``status`` and ``sign`` are as in the named queries; ``year`` is one ("2014") or a
    span ("2010-2015", "2010-", "-2015"); ``paper`` and ``construct`` go by any of their names.

    Raises:
        BadParameter: a filter will not do, or there are no words.
        NotFound: no paper goes by that name.
        StoreError: the store cannot be read.
    """
    if not words.strip() or len(words) > LONGEST:
        raise BadParameter(f"search for between 1 and {LONGEST} characters; these are {len(words)}")
    conditions, values = _conditions(store, kind, status, sign, year, paper, construct)
    with opened(store) as database:
        return list(_hits(database, list(itertools.islice(_ranked(database, words, conditions, values), limit))))


def _ranked(
    database: sqlite3.Connection, words: str, conditions: Sequence[str], values: Sequence[object]
) -> Iterator[tuple[int, float]]:
    """The numbers of things that fit, with their scores: by words and by meaning, fused by reciprocal rank.

    Names of constructs come after what says something, unless one is just what is searched for.
    """
    scores: dict[int, float] = defaultdict(float)
    found = _by_words(database, "words", words, conditions, values)
    for rank, number in enumerate(itertools.chain(found, _by_words(database, "labels", words, conditions, values)), 1):
        scores[number] += 1 / (EARLY + rank)
    for number in _named(database, words, conditions, values):
        scores[number] = 1.0
    if '"' not in words:  # words that must stand side by side are not to be found by what they mean
        for rank, number in enumerate(_by_meaning(database, words, conditions, values), 1):
            scores[number] += BY_MEANING / (EARLY + rank)
    yield from sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def _by_words(
    database: sqlite3.Connection, table: str, words: str, conditions: Sequence[str], values: Sequence[object]
) -> list[int]:
    """The numbers of the things in a full-text table that have the words, the best first."""
    expression = match_expression(words)
    if not expression:
        return []
    joined = f"JOIN things t ON t.id = {table}.rowid" if conditions else ""
    where = " AND ".join([f"{table} MATCH ?", *conditions])
    rows = database.execute(
        f"SELECT {table}.rowid FROM {table} {joined} WHERE {where} ORDER BY rank LIMIT ?", (expression, *values, DEPTH)
    )
    return [int(number) for (number,) in rows]


def _named(database: sqlite3.Connection, words: str, conditions: Sequence[str], values: Sequence[object]) -> list[int]:
    """The numbers of the constructs that have just these words for a name."""
    if not (wanted := key(words)):
        return []
    where = " AND ".join(["labels MATCH ?", *conditions])
    rows = database.execute(
        f"SELECT t.id, t.names FROM labels JOIN things t ON t.id = labels.rowid WHERE {where}",
        (f'"{wanted}"', *values),
    )
    return [number for number, names in rows if any(key(name) == wanted for name in json.loads(names))]


def _by_meaning(
    database: sqlite3.Connection, words: str, conditions: Sequence[str], values: Sequence[object]
) -> list[int]:
    """The numbers of the things whose sentences mean most nearly what the words do, the nearest first."""
    numbers, vectors = meanings(database)
    if conditions:
        where = " AND ".join(conditions)
        kept = [number for (number,) in database.execute(f"SELECT t.id FROM things t WHERE {where}", tuple(values))]
        places = np.flatnonzero(np.isin(numbers, kept))
    else:
        places = np.arange(len(numbers))
    wanted = load().encode(words)
    if len(places) > MANY:  # the first dimensions have most of the meaning: the others only for who may be near
        coarse = vectors.coarse if not conditions else vectors.coarse[places]
        places = places[np.argpartition(-(coarse @ wanted[: coarse.shape[1]]), LOOKED_AT)[:LOOKED_AT]]
    numbers, likeness = numbers[places], vectors.whole[places] @ wanted
    best = np.argpartition(-likeness, DEPTH)[:DEPTH] if len(likeness) > DEPTH else np.arange(len(likeness))
    best = best[likeness[best] > LEAST_LIKE]
    return [int(numbers[place]) for place in sorted(best, key=lambda place: (-likeness[place], place))]


def _hits(database: sqlite3.Connection, ranked: Sequence[tuple[int, float]]) -> Iterator[Hit]:
    for number, score in ranked:
        row = database.execute(
            "SELECT iri, kind, text, facts, reference, page FROM things WHERE id = ?", (number,)
        ).fetchone()
        iri, kind, text, facts, reference, page = row
        yield Hit(iri=iri, kind=kind, text=text, facts=json.loads(facts), paper=reference, page=page, score=score)


def match_expression(words: str) -> str:
    """What is searched for in FTS5's language: any of the words, none of them as an operator; "" where there are none.

    Words that every text has are left away, unless there are no others.
    """
    phrases = [key(phrase) for phrase in re.findall(r'"([^"]+)"', words)]
    rest = key(re.sub(r'"[^"]*"', " ", words)).split()
    kept = [word for word in rest if word not in COMMON] or rest
    must = " AND ".join(f'"{phrase}"' for phrase in phrases if phrase)
    may = " OR ".join(f'"{word}"' for word in dict.fromkeys(kept))
    if must and may:
        return f"({must}) AND ({must} OR {may})"
    return must or may


def _conditions(
    store: Store,
    kind: str | None,
    status: str | None,
    sign: str | None,
    year: str | int | None,
    paper: str | None,
    construct: str | None,
) -> tuple[list[str], list[object]]:
    """The filters as SQL over ``things t``, and their values."""
    conditions: list[str] = []
    values: list[object] = []

    def add(condition: str, *given: object) -> None:
        conditions.append(condition)
        values.extend(given)

    if kind is not None:
        add("t.kind = ?", _one_of("kind", singular(kind.strip().lower()).replace(" ", "_"), FOUND))
    if status is not None:
        add("t.status = ?", status_named(status))
    if sign is not None:
        plain = SIGN_SYNONYMS.get(sign.strip().lower(), sign.strip())
        add("(' ' || t.signs || ' ') LIKE ?", f"% {_one_of('sign', plain, tuple(SIGNS))} %")
    if year is not None:
        add("t.year BETWEEN ? AND ?", *_years(str(year)))
    if paper is not None:
        found = [str(iri) for iri in papers_named(store, paper)]
        add(f"t.paper IN ({', '.join('?' * len(found))})", *found)
    if construct is not None:
        named = [str(iri) for iri in with_narrower(store, constructs_named(store, construct))]
        marks = ", ".join("?" * len(named))
        add(f"t.id IN (SELECT thing FROM takes_part WHERE construct IN ({marks}))", *named)
    return conditions, values


def _one_of(name: str, value: str, words: Sequence[str]) -> str:
    if value not in words:
        raise BadParameter(f"{name}: {value[:80]!r} will not do; give one of {', '.join(words)}")
    return value


def _years(words: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{4})|(\d{4})?\s*[-–]\s*(\d{4})?", words.strip())
    if match is None or not any(match.groups()):
        raise BadParameter(f"year: {words[:80]!r} will not do; give a year or a span, such as 2014 or 2010-2015")
    if match[1]:
        return int(match[1]), int(match[1])
    return int(match[2] or 0), int(match[3] or 9999)
