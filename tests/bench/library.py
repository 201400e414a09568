"""A library of invented papers, as large as wanted, as N-Quads: what queries are timed on.

    python -m tests.bench.library 1000000 library.nq

A few hundred different papers are made through the same ``to_quads`` as real ones (25 statements, 4 definitions and 40
references each, constructs by Zipf's law, about 1,900 triples a paper), then repeated under other DOIs and hashes
until there are enough triples. Everything comes from one seed, so that the same call writes the same file.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from kg.rdf import to_quads
from kg.run import Run
from kg.store.terms import to_sparql
from pipelines.record import (
    Construct,
    Definition,
    Document,
    Effect,
    Record,
    Reference,
    Relation,
    Statement,
    Study,
)

TEMPLATES = 200
CONSTRUCTS = 2000
WORKS = 5000
FIRST = [
    "customer",
    "brand",
    "service",
    "perceived",
    "online",
    "social",
    "actor",
    "community",
    "emotional",
    "employee",
]
SECOND = [
    "trust",
    "quality",
    "value",
    "support",
    "identification",
    "participation",
    "justice",
    "ease",
    "fit",
    "warmth",
]
THIRD = ["intention", "behavior", "attitude", "experience", "strength", "orientation", "climate", "norm", "effort", ""]


def label(number: int) -> str:
    """The name of the construct of this rank; the first is the one that everybody studies."""
    if number == 0:
        return "customer engagement"
    words = [FIRST[number % 10], SECOND[number // 10 % 10], THIRD[number // 100 % 10]]
    suffix = f" type {chr(65 + number // 1000)}" if number >= 1000 else ""
    return " ".join(filter(None, words)) + suffix


def pick(rng: random.Random, size: int) -> int:
    """A rank below ``size``, about as often as Zipf's law has it."""
    return min(size - 1, int(size ** rng.random()) - 1)


def relation(rng: random.Random) -> Relation:
    """A relation between two different constructs, sometimes mediated or moderated."""
    source, target, other = (
        label(n) for n in rng.sample(sorted({pick(rng, CONSTRUCTS) for _ in range(9)} | {7, 8, 9}), 3)
    )
    kind = rng.choices(["causal", "associative", "dimension_of", "type_of", "contrast"], [70, 12, 8, 6, 4])[0]
    extra = rng.random() if kind == "causal" else 1
    return Relation(
        type=kind,  # type: ignore[arg-type]
        source=source,
        target=target,
        mediators=(other,) if extra < 0.12 else (),
        moderators=(other,) if 0.12 <= extra < 0.22 else (),
        sign=rng.choices(["+", "-", "0", "nonlinear", None], [60, 15, 5, 2, 18])[0],  # type: ignore[arg-type]
        effects=(Effect(statistic="β", value=round(rng.uniform(-0.6, 0.8), 2), p="< .01"),)
        if rng.random() < 0.2
        else (),
    )


def statement(rng: random.Random, number: int) -> Statement:
    """A statement with its words."""
    kind = rng.choices(["hypothesis", "proposition", "finding", "claim"], [35, 10, 25, 30])[0]
    found = relation(rng)
    text = (
        f"Number {number}: {found.source} goes with {found.target} wherever people meet, say {rng.randrange(10**6)}."
    )
    tested = kind == "hypothesis" and rng.random() < 0.7
    return Statement(
        id=f"s{number}",
        kind=kind,  # type: ignore[arg-type]
        text=text,
        label=f"H{number}" if kind == "hypothesis" else None,
        page=1 + number // 3,
        section=rng.choice(["Introduction", "Hypotheses", "Results", "Discussion"]),
        start=number * 400,
        end=number * 400 + len(text),
        relations=(found,),
        status=rng.choices(["supported", "not_supported", "partially_supported"], [70, 22, 8])[0] if tested else None,  # type: ignore[arg-type]
        negated=rng.random() < 0.05,
        confidence=round(rng.random(), 2),
    )


def record(rng: random.Random, number: int) -> Record:
    """One paper."""
    cited = [pick(rng, WORKS) for _ in range(40)]
    terms = [label(pick(rng, CONSTRUCTS)) for _ in range(4)]
    return Record(
        document=Document(
            source=f"papers/{number}.pdf",
            title=f"Invented study {number} of engagement",
            authors=(f"Ada Author{number}", f"Ben Writer{number}"),
            year=1990 + number % 35,
            venue=f"Journal {number % 40}",
            doi=f"10.5555/bench.{number:07d}",
            keywords=tuple(terms),
        ),
        study=Study(
            design=("survey",),
            method=("regression",),
            sample_size=(100 + number,),
            context=(f"sector {number % 20}",),
        ),
        constructs=tuple(Construct(id=f"c{i}", label=name, mentions=3) for i, name in enumerate(dict.fromkeys(terms))),
        statements=tuple(statement(rng, i) for i in range(25)),
        definitions=tuple(
            Definition(term=term, definition=f"the degree of {term}", text=f"{term} is the degree of {term}.",
                       attributed_to=(f"Cited{work} {1980 + work % 40}",), page=2)
            for term, work in zip(terms, cited, strict=False)
        ),
        references=tuple(
            Reference(authors=(f"Cited{work}, A.",), year=1980 + work % 40, title=f"Work {work}", venue="Journal")
            for work in dict.fromkeys(cited)
        ),
    )  # fmt: skip


def lines(triples: int, *, seed: int = 1) -> Iterator[str]:
    """At least ``triples`` lines of N-Quads, in whole papers."""
    rng = random.Random(seed)
    templates = []
    for number in range(TEMPLATES):
        run = Run(sha256=f"{number:020x}" + "f" * 44, pipeline="bench")
        quads = to_quads(record(rng, number), run)
        templates.append("".join(" ".join(map(to_sparql, quad)) + " .\n" for quad in quads))  # type: ignore[arg-type]
    written, paper = 0, 0
    while written < triples:
        number = paper % TEMPLATES
        text = templates[number].replace(f"bench.{number:07d}", f"bench.{paper:07d}")
        yield text.replace(f"{number:020x}", f"{paper:020x}").replace(f"Author{number}", f"Author{paper}")
        written += text.count("\n")
        paper += 1


def main() -> None:
    """Write a file."""
    parser = argparse.ArgumentParser(description="Write a library of invented papers as N-Quads.")
    parser.add_argument("triples", type=int)
    parser.add_argument("path", type=Path)
    given = parser.parse_args()
    with given.path.open("w", encoding="utf-8") as stream:
        stream.writelines(lines(given.triples))


if __name__ == "__main__":
    main()
