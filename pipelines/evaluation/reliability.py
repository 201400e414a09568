"""Whether confidence keeps its word: counts by family of evidence, and a reliability table on papers left out.

    python -m pipelines.evaluation.reliability GOLD SENTENCES PAPER... [--write]

GOLD is a folder of annotations, SENTENCES annotated sentences (JSON Lines) that the model was not trained on. Rules
are counted on the papers, only in the parts that were annotated exhaustively; the model has learned from these and
is counted on the sentences. ``--write`` puts the counts where ``pipelines.extract.confidence`` reads them.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.evaluation.annotation import Annotation, gold_name, read_annotation, read_gold
from pipelines.evaluation.likeness import pair, same_relation, same_statement, same_text
from pipelines.evaluation.sentences import sentence_paragraphs
from pipelines.extract import Extractor, load
from pipelines.extract.confidence import FAMILIES, estimate
from pipelines.extract.cues import DATA
from pipelines.read import read_safely
from pipelines.record import Statement, from_dict

CODES = {family: round(n / 100, 2) for n, family in enumerate(FAMILIES)}  # read back from ``confidence``
RELAXED = 0.5  # token F1 that each end of a relation must reach
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.01)
HEAD = "# Families of evidence, how many statements were right, and of how many; evaluation.reliability writes it."


class Case(NamedTuple):
    """One found statement: its document, its family of evidence, and whether the annotation agrees."""

    document: str
    family: str
    right: bool


def judge(document: str, gold: Annotation, found: Sequence[Statement]) -> Iterator[Case]:
    """The found statements as cases, so far as the annotation is complete for their kind."""
    every = "claims" in gold.complete
    if not every and "hypotheses" not in gold.complete:
        return
    golds, finds = ([s for s in side if every or _is_testable(s)] for side in (gold.record.statements, found))
    partner = {j: i for i, j in pair(golds, finds, same_statement)}
    for j, statement in enumerate(finds):
        if j in partner:
            yield Case(document, family(statement), agrees(golds[partner[j]], statement))
        elif not any(same_text(words, statement.text) for words in gold.aside):
            yield Case(document, family(statement), False)


def _is_testable(statement: Statement) -> bool:
    return statement.kind in {"hypothesis", "proposition"}


def agrees(gold: Statement, found: Statement) -> bool:
    """Whether one relation reads as in the gold, or neither statement has any."""
    if not gold.relations and not found.relations:
        return True
    return bool(pair(gold.relations, found.relations, functools.partial(same_relation, floor=RELAXED)))


def family(statement: Statement) -> str:
    """The family of evidence of a statement that was found with ``CODES`` for a scale."""
    return next(name for name, code in CODES.items() if code == statement.confidence)


def count(cases: Sequence[Case]) -> dict[str, tuple[int, int]]:
    """Right ones and all, by family."""
    seen, right = Counter(c.family for c in cases), Counter(c.family for c in cases if c.right)
    return {name: (right[name], seen[name]) for name in FAMILIES if seen[name]}


def predict(cases: Sequence[Case]) -> list[tuple[float, bool]]:
    """Each case with the confidence that the other documents' counts give it."""
    told = []
    for case in cases:
        others = [c for c in cases if c.document != case.document and c.family == case.family]
        told.append((estimate(sum(c.right for c in others), len(others)), case.right))
    return told


def tabulate(told: Sequence[tuple[float, bool]]) -> list[tuple[str, int, float, float]]:
    """Reliability: the range of confidence, how many cases, their mean confidence, the share that was right."""
    rows = []
    for low, high in itertools.pairwise(BINS):
        inside = [(p, right) for p, right in told if low <= p < high]
        if inside:
            mean, share = (sum(each) / len(inside) for each in zip(*inside, strict=True))
            rows.append((f"{low:.1f} to {min(high, 1.0):.1f}", len(inside), round(mean, 3), round(share, 3)))
    return rows


def calibration_error(told: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error over the bins: the mean distance of confidence and share, by cases."""
    return sum(n * abs(mean - share) for _, n, mean, share in tabulate(told)) / max(len(told), 1)


def paper_cases(gold: Mapping[str, Mapping[str, Any]], papers: Sequence[Path]) -> list[Case]:
    """What the rules find in annotated papers; a paper is known by its file's name."""
    extractor = _coded("none")
    known = {gold_name(path.name): path for path in papers}
    return [
        case
        for name in sorted(known.keys() & gold.keys())
        for case in judge(name, read_annotation(gold[name]), extractor.extract(read_safely(known[name])).statements)
    ]


def sentence_cases(entries: Sequence[Mapping[str, Any]]) -> list[Case]:
    """What rules and model find in annotated sentences, each of which counts as a document."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sentences.txt"
        path.write_text(sentence_paragraphs(entries), encoding="utf-8")
        found = _coded("minilm").extract(read_safely(path)).statements
    golds = [_statement(entry) for entry in entries]
    partner = {j: i for i, j in pair(golds, found, same_statement)}
    return [
        Case(f"sentence {partner.get(j)}", family(s), j in partner and agrees(golds[partner[j]], s))
        for j, s in enumerate(found)
        if s.relations
    ]


def _statement(entry: Mapping[str, Any]) -> Statement:
    relations = [{**relation, "type": "causal"} for relation in entry["relations"]]
    data = {
        "document": {"source": ""},
        "statements": [{"kind": "claim", "text": entry["text"], "relations": relations}],
    }
    return from_dict(data).statements[0]


def _coded(model: str) -> Extractor:
    extractor = load(model=model)
    extractor.scale = CODES
    return extractor


def main() -> None:
    """Print counts and reliability, and keep the counts where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("papers", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    cases = paper_cases(read_gold(options.gold), options.papers)
    entries = [json.loads(line) for line in options.sentences.read_text(encoding="utf-8").splitlines() if line.strip()]
    learned = [case for case in sentence_cases(entries) if case.family.endswith(" model")]
    rows = [f"{name}\t{right}\t{seen}" for name, (right, seen) in count([*cases, *learned]).items()]
    lines = list(rows)
    for title, part in (("papers", cases), ("sentences", learned)):
        told = predict(part)
        lines.append(f"{title}: {len(part)} statements, calibration error {calibration_error(told):.3f}")
        lines += ["\t".join(map(str, row)) for row in tabulate(told)]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    if options.write:
        (DATA / "confidence.tsv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
