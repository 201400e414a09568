"""Choose which sentences to annotate next: ``python -m pipelines.train.choose POOL.jsonl > chosen.jsonl``.

Three shares, none twice, at most ``PER_PAPER`` of one paper (Settles 2009, "Active learning literature survey", on
uncertainty and disagreement):

1. ``doubtful``: the tagger's gate and its pairs are least sure, or tagger and rules tell different relations;
2. ``thin``: sentences with words of what annotated data has least of (curves, null effects, interactions, kinds);
3. ``random``: drawn by seed alone, so that what the tagger is wrongly sure of is seen too.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipelines.extract.learned.linking import agree, learned_links
from pipelines.extract.learned.tagger import Tagged, Tagger
from pipelines.extract.relations import find_relations
from pipelines.extract.relations.links import Link
from pipelines.extract.words.parser import load_nlp, parse
from pipelines.train.examples import read_lines

PER_PAPER = 12
SHARES = (("doubtful", 0.6), ("thin", 0.25), ("random", 0.15))
DISAGREEMENT = 0.5  # what a sentence gains where tagger and rules differ, beside a doubt of at most 1
THIN = re.compile(
    r"curvilinear|inverted|U-shaped|nonlinear|non-linear|threshold|diminishing"
    r"|no (?:\w+ )?(?:effect|relationship|association|influence)|not (?:\w+ )?(?:affect|influence|related|associated)"
    r"|unrelated|three-way|interact|mediat|moderat|contingent|types? of|dimensions?|consists? of|comprises?"
    r"|rather than",
    re.IGNORECASE,
)

Row = Mapping[str, Any]


def choose(rows: Sequence[Row], doubts: Sequence[float], *, count: int, seed: int) -> Iterator[tuple[str, Row]]:
    """``count`` of the rows (``id``, ``text``), each with the share that it was chosen for.

    Args:
        doubts: how much there is to learn from each row; only the order counts.
    """
    chance = random.Random(seed)
    by_chance = chance.sample(range(len(rows)), len(rows))
    by_doubt = sorted(by_chance, key=lambda n: -doubts[n])
    orders = {
        "doubtful": by_doubt,
        "thin": [n for n in by_chance if THIN.search(rows[n]["text"])],
        "random": by_chance,
    }
    taken: set[int] = set()
    papers: collections.Counter[str] = collections.Counter()
    for share, part in SHARES:
        wanted = round(part * count)
        for number in orders[share]:
            paper = paper_of(rows[number]["id"])
            if wanted and number not in taken and papers[paper] < PER_PAPER:
                taken.add(number)
                papers[paper] += 1
                wanted -= 1
                yield share, rows[number]


def paper_of(sentence_id: str) -> str:
    """The paper of a sentence: its id without the last number."""
    return sentence_id.rpartition("-")[0]


def doubt(tagged: Tagged, rules: Sequence[Link], learned: Sequence[Link]) -> float:
    """How little the tagger's answer can be relied on, from 0 (sure, and the rules agree) to 1.5."""
    chances = [tagged.relational, *(relation.probability for relation in tagged.relations)]
    unsure = max(1 - abs(2 * chance - 1) for chance in chances)
    differ = bool(rules) != bool(learned) or (bool(rules) and not agree(rules, learned))
    return unsure + DISAGREEMENT * differ


def find_doubts(texts: Sequence[str]) -> Iterable[float]:
    """The doubt of each sentence, by the tagger and the rules of today."""
    tagger, nlp = Tagger.load(), load_nlp()
    for text, doc in zip(texts, parse(nlp, texts), strict=True):
        (tagged,) = tagger.tag([text])
        yield doubt(tagged, find_relations(doc), learned_links(doc, tagged))


def main() -> None:
    """Parse, weigh, choose, print."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.train.choose", description=__doc__)
    parser.add_argument("pool", type=Path)
    parser.add_argument("--count", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    rows = read_lines(options.pool)
    doubts = list(find_doubts([row["text"] for row in rows]))
    for share, row in choose(rows, doubts, count=options.count, seed=options.seed):
        sys.stdout.write(json.dumps({**row, "share": share}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
