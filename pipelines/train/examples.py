"""Training examples from every source, in one form.

What a source does not say is left open rather than guessed: ``kinds`` and each pair's ``types`` are the set of
labels still possible, and ``sign`` is None where the source has no signs. Sources are the project's own sentences
(``sentences/*.jsonl``), and, from the folder of material beside the project, the expert-annotated sentences and the
annotated papers; those are read at training time and never copied here.
"""

from __future__ import annotations

import dataclasses
import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipelines.evaluation.likeness import coverage, overlap
from pipelines.extract.tagging import Style
from pipelines.train.markup import KINDS, Pair, find_pairs, parse_marks

SENTENCES = Path(__file__).parent / "sentences"
STATED = frozenset(KINDS) - {"none"}
LINKS = frozenset({"causal", "associative"})

LIKE = 0.7  # token F1 from which a run of the text's words stands for an annotated end
MIN_WORDS, SHARED = 4, 0.5  # a sentence with half of its words in an annotation is not a silent one

Offsets = tuple[int, int]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A pair of ends: ``types`` still possible, ``sign`` ("?": the text does not say; None: the source does not)."""

    source: Offsets
    target: Offsets
    types: frozenset[str]
    sign: str | None
    mediators: tuple[Offsets, ...] = ()
    moderators: tuple[Offsets, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One sentence. ``links`` is None where the ends are unknown; ``document`` keeps folds apart.

    ``style`` is one of ``tagging.STYLES``: whether its annotators mark names of constructs or whole clauses.
    """

    text: str
    document: str
    kinds: frozenset[str]
    relational: bool
    links: tuple[Link, ...] | None
    style: Style = "construct"


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def own_examples(folder: Path = SENTENCES) -> list[Example]:
    """The project's own sentences, one document a file."""
    return [own_example(row, path.stem) for path in sorted(folder.glob("*.jsonl")) for row in read_lines(path)]


def own_example(row: Mapping[str, Any], document: str) -> Example:
    """One line of ``sentences/*.jsonl``. Raises MarkupError where it does not keep to the markup."""
    text, marks = parse_marks(row["marked"])
    links = tuple(_own_link(pair) for pair in find_pairs(marks, row["relations"]))
    return Example(text=text, document=document, kinds=frozenset({row["kind"]}), relational=bool(links), links=links)


def _own_link(pair: Pair) -> Link:
    return Link(
        source=pair.source,
        target=pair.target,
        types=frozenset({pair.type}),
        sign=pair.sign,
        mediators=pair.mediators,
        moderators=pair.moderators,
    )


def expert_examples(path: Path) -> Iterator[Example]:
    """Sentences of social science annotated for causality (causal-train.jsonl): only causal or not, no signs."""
    for row in read_lines(path):
        links = tuple(_expert_link(relation) for relation in row["relations"])
        kinds = STATED if row["causal"] else frozenset({"none"})
        known = links if links or not row["causal"] else None
        yield Example(
            text=row["text"], document=path.stem, kinds=kinds, relational=row["causal"], links=known, style="clause"
        )


def _expert_link(relation: Mapping[str, Any]) -> Link:
    source, target = (tuple(relation[f"{end}_span"]) for end in ("source", "target"))
    return Link(source=source, target=target, types=frozenset({"causal"}), sign=None)


_OTHER_STYLE = re.compile(r"\band\b|\bor\b|,|/")
_NEEDS_ROLES = re.compile(r"moderat|interact|mediat|contingent|intervening|stronger|weaker|strengthen|weaken", re.I)


def hypothesis_examples(path: Path) -> Iterator[Example]:
    """Hypotheses with two ends (hypotheses-dev.jsonl).

    That annotation leaves coordinated ends whole and writes moderations as plain pairs, where the record splits
    the first and gives the second a role; sentences where the two differ teach only their kind.
    """
    for row in read_lines(path):
        known = not _NEEDS_ROLES.search(row["text"]) and not any(
            _OTHER_STYLE.search(r[end]) for r in row["relations"] for end in ("source", "target")
        )
        links = _located(row["text"], row["relations"]) if known else None
        yield Example(
            text=row["text"], document=row["file"], kinds=frozenset({"hypothesis"}), relational=True, links=links
        )


def _located(text: str, relations: Sequence[Mapping[str, Any]]) -> tuple[Link, ...] | None:
    """Relations whose ends are words of the text, or None when one is not found there."""
    links = [_located_link(text, relation) for relation in relations]
    found = tuple(link for link in links if link)
    return found if len(found) == len(links) else None


def _located_link(text: str, relation: Mapping[str, Any]) -> Link | None:
    source, target = (locate(text, relation[end]) for end in ("source", "target"))
    mediators, moderators = (_located_all(text, relation.get(role) or ()) for role in ("mediators", "moderators"))
    if source is None or target is None or source == target or mediators is None or moderators is None:
        return None
    return Link(
        source=source,
        target=target,
        types=frozenset({relation["type"]}) if "type" in relation else LINKS,
        sign=(relation["sign"] or "?") if "sign" in relation else None,
        mediators=mediators,
        moderators=moderators,
    )


def _located_all(text: str, phrases: Sequence[str]) -> tuple[Offsets, ...] | None:
    places = [locate(text, phrase) for phrase in phrases]
    found = tuple(place for place in places if place)
    return found if len(found) == len(places) else None


def locate(text: str, phrase: str) -> Offsets | None:
    """Where ``phrase`` stands in ``text``: its words in one run, else the run of words most like it.

    Annotators expand acronyms and split coordinations ("perceived social value" out of "perceived economic and
    social value"), so an end need not be a run of the text's words; under a token F1 of ``LIKE`` it is not there.
    """
    words = [match.span() for match in re.finditer(r"\w[\w'’-]*", text)]
    wanted = len(phrase.split())
    runs = [
        (words[i][0], words[j][1])
        for i in range(len(words))
        for j in range(i + max(0, wanted - 3), min(len(words), i + wanted + 3))
    ]
    best = max(runs, key=lambda run: (overlap(phrase, text[slice(*run)]), run[0] - run[1], -run[0]), default=None)
    return best if best and overlap(phrase, text[slice(*best)]) >= LIKE else None


def paper_examples(folder: Path) -> Iterator[Example]:
    """Statements of the annotated papers (gold/*.json); ends that are not words of the sentence stay unknown."""
    for path in sorted(folder.glob("*.json")):
        paper = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(paper, dict):
            continue
        for statement in paper["statements"]:
            kind = "hypothesis" if statement["kind"] == "proposition" else statement["kind"]
            yield Example(
                text=statement["text"],
                document=path.stem,
                kinds=frozenset({kind}),
                relational=bool(statement["relations"]),
                links=_located(statement["text"], statement["relations"]),
            )


def silent_examples(folder: Path) -> Iterator[Example]:
    """Sentences of papers annotated to the last claim (NAME.clean.txt) that no annotation has words of."""
    for path in sorted(folder.glob("*.clean.txt")):
        name = path.name.removesuffix(".clean.txt")
        paper = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        parts = ("statements", "restatements", "left_out", "definitions")
        known = [
            entry if isinstance(entry, str) else entry.get("text", "") for p in parts for entry in paper.get(p, ())
        ]
        for sentence in re.split(r"(?<=[.?!])\s+|\n+", path.read_text(encoding="utf-8")):
            if len(sentence.split()) >= MIN_WORDS and not any(coverage(sentence, text) >= SHARED for text in known):
                yield Example(text=sentence, document=name, kinds=frozenset({"none"}), relational=False, links=())


def shuffled(examples: Iterable[Example], seed: int) -> list[Example]:
    """The examples in a random order that the seed alone decides."""
    order = list(examples)
    random.Random(seed).shuffle(order)
    return order
