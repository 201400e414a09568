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
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipelines.evaluation.likeness import coverage, overlap
from pipelines.extract.learned.tagging import KINDS
from pipelines.extract.words.sentences import Reading, read_words
from pipelines.train.markup import Pair, find_pairs, parse_marks

SENTENCES = Path(__file__).parent / "sentences"
STATED = frozenset(KINDS) - {"none"}
LINKS = frozenset({"causal", "associative"})
APART = " … "  # between the parts of an end that stand apart

LONG = 10_000  # more characters than any sentence has: the distance of ends that overlap
LIKE = 0.7  # token F1 from which a run of the text's words stands for an annotated end
MIN_WORDS, SHARED = 4, 0.5  # a sentence with half of its words in an annotation is not a silent one

Offsets = tuple[int, int]
End = tuple[Offsets, ...]  # the runs of words that an end is made of, in their order


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A pair of ends: ``types`` still possible, ``sign`` ("?": the text does not say; None: the source does not)."""

    source: End
    target: End
    types: frozenset[str]
    sign: str | None
    mediators: tuple[End, ...] = ()
    moderators: tuple[End, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One sentence. ``links`` is None where the ends are unknown; ``document`` keeps folds apart."""

    text: str
    document: str
    kinds: frozenset[str]
    relational: bool
    links: tuple[Link, ...] | None


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def own_examples(folder: Path = SENTENCES) -> list[Example]:
    """The project's own sentences, one document a file."""
    return [own_example(row, path.stem) for path in sorted(folder.glob("*.jsonl")) for row in read_lines(path)]


_PROPOSED = re.compile(r"^R?P\s?\d|^Proposition\b|\bpropose\b")  # what the sentences' markup calls a hypothesis, too


def own_example(row: Mapping[str, Any], document: str) -> Example:
    """One line of ``sentences/*.jsonl``. Raises MarkupError where it does not keep to the markup."""
    text, marks = parse_marks(row["marked"])
    links = tuple(_own_link(pair) for pair in find_pairs(marks, row["relations"]))
    kind = "proposition" if row["kind"] == "hypothesis" and _PROPOSED.search(text) else row["kind"]
    return Example(text=text, document=document, kinds=frozenset({kind}), relational=bool(links), links=links)


def _own_link(pair: Pair) -> Link:
    return Link(
        source=(pair.source,),
        target=(pair.target,),
        types=frozenset({pair.type}),
        sign=pair.sign,
        mediators=tuple((each,) for each in pair.mediators),
        moderators=tuple((each,) for each in pair.moderators),
    )


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
    links = [locate_link(text, relation) for relation in relations]
    found = tuple(link for link in links if link)
    return found if len(found) == len(links) else None


def locate_link(text: str, relation: Mapping[str, Any]) -> Link | None:
    """A relation whose ends are worded in the text, or None when one is not found there."""
    places = _nearest(places_of(text, relation["source"]), places_of(text, relation["target"]))
    mediators, moderators = (_located_all(text, relation.get(role) or ()) for role in ("mediators", "moderators"))
    if places is None or mediators is None or moderators is None:
        return None
    return Link(
        source=places[0],
        target=places[1],
        types=frozenset({relation["type"]}) if "type" in relation else LINKS,
        sign=(relation["sign"] or "?") if "sign" in relation else None,
        mediators=mediators,
        moderators=moderators,
    )


def _nearest(sources: Sequence[End], targets: Sequence[End]) -> tuple[End, End] | None:
    """The places of two ends that are nearest to each other and not the same words."""
    pairs = [(a, b) for a in sources for b in targets if a != b]
    return min(pairs, key=lambda pair: _distance(*pair), default=None)


def _distance(one: End, other: End) -> int:
    apart = max(one[0][0], other[0][0]) - min(one[-1][1], other[-1][1])
    return apart if apart >= 0 else LONG


def _located_all(text: str, phrases: Sequence[str]) -> tuple[End, ...] | None:
    places = [places_of(text, phrase) for phrase in phrases]
    found = tuple(place[0] for place in places if place)
    return found if len(found) == len(places) else None


def places_of(text: str, phrase: str) -> list[End]:
    """Where ``phrase`` stands in ``text``: wherever it is worded so, else the run of words most like it.

    Annotators expand acronyms and split coordinations ("perceived social value" out of "perceived economic and
    social value"), so an end need not be a run of the text's words; under a token F1 of ``LIKE`` it is not there.
    """
    found = list(_as_worded(text, phrase.split(APART)))
    return found or list(_most_like(text, phrase.replace(APART, " ")))


def _as_worded(text: str, parts: Sequence[str]) -> Iterator[End]:
    """The places of parts that are words of the text, each as near behind the one before as it stands."""
    for first in _whole(parts[0]).finditer(text):
        end: list[Offsets] = [first.span()]
        for part in parts[1:]:
            found = _whole(part).search(text, end[-1][1])
            if found is None:
                break
            end.append(found.span())
        else:
            yield tuple(end)


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _most_like(text: str, phrase: str) -> Iterator[End]:
    words = [match.span() for match in re.finditer(r"\w[\w'’-]*", text)]
    wanted = len(phrase.split())
    runs = [
        (words[i][0], words[j][1])
        for i in range(len(words))
        for j in range(i + max(0, wanted - 3), min(len(words), i + wanted + 3))
    ]
    best = max(runs, key=lambda run: (overlap(phrase, text[slice(*run)]), run[0] - run[1], -run[0]), default=None)
    if best and overlap(phrase, text[slice(*best)]) >= LIKE:
        yield (best,)


def paper_of(sentence_id: str) -> str:
    """The paper of a sentence: its id without the last number."""
    return sentence_id.rpartition("-")[0]


def annotated_examples(rows: Iterable[Mapping[str, Any]]) -> Iterator[Example]:
    """Sentences annotated one by one after GUIDE.md (corpus/relations), by paper; ends are words of the sentence."""
    for row in rows:
        links = _located(row["text"], row["relations"])
        yield Example(
            text=row["text"],
            document=paper_of(row["id"]),
            kinds=frozenset({row["kind"]}),
            relational=bool(row["relations"]),
            links=links,
        )


def paper_examples(folder: Path) -> Iterator[Example]:
    """Statements of the annotated papers (gold/*.json); ends that are not words of the sentence stay unknown."""
    for path in sorted(folder.glob("*.json")):
        paper = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(paper, dict):
            continue
        for statement in paper["statements"]:
            yield Example(
                text=statement["text"],
                document=path.stem,
                kinds=frozenset({statement["kind"]}),
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


LABEL = re.compile(r"^\W*(?:(?:H|P|RP|HP)\s?\d+\w?|(?:[Hh]ypothes[ie]s|[Pp]roposition)\s*\d*\w?)\s*[:.)–—-]+\s*")


def as_read(example: Example) -> Example:
    """The sentence as extraction reads it: without brackets, raised numbers and the label in front.

    Ends that go with them make it stay as it is; without its label any kind is possible.
    """
    label = LABEL.match(example.text)
    reading = read_words(example.text, label.end() if label else 0, len(example.text))
    links = None if example.links is None else [_moved(link, reading) for link in example.links]
    if links is not None and None in links:
        return example
    kept = None if links is None else tuple(link for link in links if link is not None)
    kinds = STATED if label and example.relational else example.kinds
    return dataclasses.replace(example, text=reading.text, kinds=kinds, links=kept)


def _moved(link: Link, reading: Reading) -> Link | None:
    ends = [link.source, link.target, *link.mediators, *link.moderators]
    moved = [_moved_end(end, reading) for end in ends]
    found = [end for end in moved if end is not None]
    if len(found) < len(ends):
        return None
    third = 2 + len(link.mediators)
    return dataclasses.replace(
        link, source=found[0], target=found[1], mediators=tuple(found[2:third]), moderators=tuple(found[third:])
    )


def _moved_end(end: End, reading: Reading) -> End | None:
    places = [(bisect_left(reading.offsets, start), bisect_left(reading.offsets, stop)) for start, stop in end]
    return tuple(places) if all(start < stop for start, stop in places) else None


def shuffled(examples: Iterable[Example], seed: int) -> list[Example]:
    """The examples in a random order that the seed alone decides."""
    order = list(examples)
    random.Random(seed).shuffle(order)
    return order
