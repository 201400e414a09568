"""Records against annotations, paper by paper."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipelines.errors import RecordError
from pipelines.evaluation.annotation import Annotation, read_annotation
from pipelines.evaluation.figures import Figures, Tally
from pipelines.evaluation.likeness import overlap, pair, same_relation, same_statement, same_text, tokens
from pipelines.record import Construct, Definition, Document, Record, Statement

TESTABLE = frozenset({"hypothesis", "proposition"})
RELAXED, EXACT = 0.5, 0.999  # token F1 that each end of a relation must reach


def score(gold: Mapping[str, Mapping[str, Any]], predicted: Mapping[str, Record]) -> Figures:
    """Compare records with annotations of the same names.

    Args:
        gold: annotations as JSON objects, by name (see ``read_gold``).
        predicted: records by the same names (see ``gold_name``); a missing one counts as an empty record.

    Returns:
        Figures whose rows are ``document.FIELD``, ``hypotheses`` (with propositions), ``statements``, their
        ``.relations`` and ``.relations.exact``, ``sign``, ``statements.sign``, ``causal_or_associative``,
        ``status``, ``definitions``, ``constructs`` and ``out_of_domain_kept_out``, so far as the gold has them.

    Raises:
        RecordError: an annotation does not keep to the contract; the message names it.
    """
    tally = Tally()
    for name, data in gold.items():
        try:
            annotation = read_annotation(data)
        except RecordError as exc:
            raise RecordError(f"annotation {name}: {exc}") from exc
        score_paper(name, annotation, predicted.get(name, Record(document=Document(source=""))), tally)
    return tally.figures(documents=len(gold), absent=tuple(name for name in gold if name not in predicted))


def score_paper(name: str, gold: Annotation, found: Record, tally: Tally) -> None:
    """Count one paper's hits and errors into ``tally``; ``name`` heads its misses."""
    _score_document(name, gold.record.document, found.document, tally)
    if "hypotheses" in gold.complete:
        _score_statements(name, "hypotheses", gold, found, tally)
    if "claims" in gold.complete:
        _score_statements(name, "statements", gold, found, tally)
    _score_strangers(name, gold.record.statements, found.statements, tally)
    _score_definitions(name, gold, found.definitions, tally)
    _score_constructs(name, gold, found.constructs, tally)


def _score_document(name: str, gold: Document, found: Document, tally: Tally) -> None:
    for field, right in _document_fields(gold, found):
        why = f"{name} {field}: gold {getattr(gold, field)!r}, got {getattr(found, field)!r}"
        tally.judge(f"document.{field}", right, why)


def _document_fields(gold: Document, found: Document) -> Iterator[tuple[str, bool]]:
    for field in ("title", "venue"):
        if wanted := getattr(gold, field):
            yield field, overlap(wanted, getattr(found, field) or "") >= 0.9
    if gold.authors:
        yield "authors", _surnames(gold.authors) == _surnames(found.authors)
    if gold.year is not None:
        yield "year", gold.year == found.year
    if gold.doi:
        yield "doi", (found.doi or "").lower().removeprefix("https://doi.org/") == gold.doi.lower()


def _surnames(authors: Sequence[str]) -> set[str]:
    return {words[-1] for words in map(tokens, authors) if words}


def _score_statements(name: str, measure: str, gold: Annotation, found: Record, tally: Tally) -> None:
    wanted = [i for i, s in enumerate(gold.record.statements) if measure == "statements" or s.kind in TESTABLE]
    golds = [gold.record.statements[i] for i in wanted]
    finds = [s for s in found.statements if measure == "statements" or s.kind in TESTABLE]
    pairs = pair(golds, finds, same_statement)
    hit, used = {i for i, _ in pairs}, {j for _, j in pairs}
    missed = [s for i, s in enumerate(golds) if i not in hit]
    lost = [s for i, s in enumerate(golds) if i not in hit and wanted[i] not in gold.open_statements]
    stray = [s for j, s in enumerate(finds) if j not in used and not any(same_text(a, s.text) for a in gold.aside)]
    tally.count(measure, hits=len(pairs), spurious=len(stray), missed=len(lost))
    for word, statements in (("missed", missed), ("spurious", stray)):
        for s in statements:
            tally.note(f"{name} {measure} {word}: [{s.label}] {s.text[:150]}")
    matched = [(golds[i], finds[j]) for i, j in pairs]
    _score_relations(name, measure, matched, lost, stray, tally)
    if measure == "hypotheses":
        _score_status(name, matched, tally)


def _score_relations(
    name: str,
    measure: str,
    matched: Sequence[tuple[Statement, Statement]],
    lost: Sequence[Statement],
    stray: Sequence[Statement],
    tally: Tally,
) -> None:
    for part, floor in (("relations", RELAXED), ("relations.exact", EXACT)):
        tally.count(
            f"{measure}.{part}",
            missed=sum(len(s.relations) for s in lost),
            spurious=sum(len(s.relations) for s in stray),
        )
        for gold, found in matched:
            pairs = pair(gold.relations, found.relations, functools.partial(same_relation, floor=floor))
            tally.count(
                f"{measure}.{part}",
                hits=len(pairs),
                missed=len(gold.relations) - len(pairs),
                spurious=len(found.relations) - len(pairs),
            )
            if floor == RELAXED:
                _judge_relations(name, measure, gold, found, pairs, tally)


def _judge_relations(
    name: str, measure: str, gold: Statement, found: Statement, pairs: Sequence[tuple[int, int]], tally: Tally
) -> None:
    """Sign and type of the relations that were found, and a note of those that were not."""
    words = gold.text[:120]
    for i, j in pairs:
        ours, theirs = gold.relations[i], found.relations[j]
        if measure == "hypotheses":
            tally.judge("sign", ours.sign == theirs.sign, f"{name} sign: {words}")
            tally.judge("causal_or_associative", ours.type == theirs.type, f"{name} type: {words}")
        else:
            tally.judge("statements.sign", ours.sign == theirs.sign, f"{name} sign: {words}")
    hit = {i for i, _ in pairs}
    if left := [f"{r.source} -> {r.target}" for i, r in enumerate(gold.relations) if i not in hit]:
        tally.note(f"{name} {measure} relation missed: {left} in {words}")


def _score_status(name: str, matched: Sequence[tuple[Statement, Statement]], tally: Tally) -> None:
    for gold, found in matched:
        if gold.status:
            why = f"{name} status of {gold.label}: gold {gold.status}, got {found.status}"
            tally.judge("status", gold.status == found.status, why)


def _score_strangers(name: str, golds: Sequence[Statement], finds: Sequence[Statement], tally: Tally) -> None:
    """Statements of another field must not be claimed for this one."""
    for gold in golds:
        if not gold.domain:
            claimed = any(f.domain and same_statement(gold, f) for f in finds)
            why = f"{name} out of domain but claimed: {gold.text[:120]}"
            tally.judge("out_of_domain_kept_out", not claimed, why)


def _same_definition(gold: Definition, found: Definition) -> float:
    return float(overlap(gold.term, found.term) >= 0.6 and overlap(gold.definition, found.definition) >= 0.6)


def _score_definitions(name: str, gold: Annotation, finds: Sequence[Definition], tally: Tally) -> None:
    golds = gold.record.definitions
    pairs = pair(golds, finds, _same_definition)
    hit, used = {i for i, _ in pairs}, {j for _, j in pairs}
    lost = [i for i in range(len(golds)) if i not in hit]
    stray = [d for j, d in enumerate(finds) if j not in used] if "definitions" in gold.complete else []
    open_ = gold.open_definitions
    tally.count("definitions", hits=len(pairs), spurious=len(stray), missed=sum(i not in open_ for i in lost))
    for word, definitions in (("missed", [golds[i] for i in lost]), ("spurious", stray)):
        for d in definitions:
            tally.note(f"{name} definition {word}: {d.term}: {d.definition[:100]}")


def _same_construct(gold: Construct, found: Construct) -> float:
    names = [(g, f) for g in (gold.label, *gold.aliases) for f in (found.label, *found.aliases)]
    return float(max(overlap(g, f) for g, f in names) >= 0.8)


def _score_constructs(name: str, gold: Annotation, finds: Sequence[Construct], tally: Tally) -> None:
    golds = gold.record.constructs
    pairs = pair(golds, finds, _same_construct)
    hit, used = {i for i, _ in pairs}, {j for _, j in pairs}
    missed = [c for i, c in enumerate(golds) if i not in hit]
    exhaustive = "constructs" in gold.complete
    stray = [c for j, c in enumerate(finds) if j not in used and c.domain] if exhaustive else []
    tally.count("constructs", hits=len(pairs), spurious=len(stray), missed=len(missed))
    for word, constructs in (("missed", missed), ("spurious", stray)):
        for c in constructs:
            tally.note(f"{name} construct {word}: {c.label}")
