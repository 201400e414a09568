"""A store of invented papers that a test makes up as it goes: each is a list of statements about a few constructs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.rdf import to_quads
from kg.run import Run
from kg.sharing import put_paper
from kg.store import Store, open_store
from kg.vocabulary import Vocabulary
from pipelines.record import Document, Effect, Record, Relation, Statement, Study

RELATION = ("type", "sign", "mediators", "moderators", "effects")


def says(kind: str, source: str = "calm", target: str = "joy", **facts: Any) -> Statement:
    """A statement on one relation; facts are its own or its relation's, by name. Causal and positive unless said."""
    relation = {name: facts.pop(name) for name in RELATION if name in facts}
    relation = {"type": "causal", "sign": "+"} | relation
    words = f"{kind} {source} {target} {sorted(relation.items())} {sorted(facts.items())}"
    return Statement(
        id=facts.pop("id", "s"),
        kind=kind,  # type: ignore[arg-type]
        text=facts.pop("text", words),
        relations=(Relation(source=source, target=target, **relation),),
        **facts,
    )


def beta(value: float) -> tuple[Effect, ...]:
    """One standardised coefficient."""
    return (Effect(statistic="β", value=value),)


def paper(year: int, *statements: Statement, contexts: Sequence[str] = (), samples: Sequence[int] = ()) -> Record:
    """The paper "Quist YEAR"."""
    kept = [s if s.id != "s" else replace(s, id=f"s{n}") for n, s in enumerate(statements, 1)]
    return Record(
        document=Document(source=f"{year}.pdf", title=f"Paper {year}", authors=("Ida Quist",), year=year),
        study=Study(design=(), method=(), sample_size=tuple(samples), context=tuple(contexts)),
        statements=tuple(kept),
    )


@contextmanager
def store_of(folder: Path, *records: Record) -> Iterator[Store]:
    """A store that holds the papers, a graph each."""
    with open_store(folder) as store:
        for number, record in enumerate(records):
            run = Run(sha256=f"{number + 1:020x}" + "0" * 44, pipeline="test")
            quads = list(to_quads(record, run, vocabulary=Vocabulary(())))
            put_paper(store, str(quads[0][3]), quads)
        yield store
