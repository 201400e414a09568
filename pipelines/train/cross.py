"""What rules, tagger and both are worth on documents that the tagger has not seen, in the product's own path.

``stages.write_folds`` leaves one model a fold with the names of the documents that it was trained without. Here each
reads just those: the annotated papers whole, the sentences of hypotheses-dev as one text. Records are kept
beside the models, so that figures can be counted anew without reading again.
"""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipelines.errors import NoTextLayer
from pipelines.evaluation import Figures, SentenceFigures, gold_name, read_gold, score, score_sentences
from pipelines.evaluation.sentences import sentence_paragraphs
from pipelines.extract.parser import load_nlp
from pipelines.extract.pipeline import Extractor
from pipelines.extract.tagger import Tagged, Tagger
from pipelines.read import read_safely
from pipelines.record import Record, Statement, to_dict
from pipelines.text import Text

DOCUMENTS = "documents.json"  # beside a fold's model: names what it has not seen


def fold_models(folder: Path) -> Iterator[tuple[Tagger, frozenset[str]]]:
    """The model of each fold and the documents that it was trained without."""
    for path in sorted(folder.glob(f"*/{DOCUMENTS}")):
        yield Tagger.load(path.parent), frozenset(json.loads(path.read_text(encoding="utf-8")))


def tag_apart(folder: Path, entries: Sequence[Mapping[str, Any]]) -> list[Tagged]:
    """What the tagger alone sees in each entry's sentence, by the fold that did not have its ``document``."""
    found: dict[int, Tagged] = {}
    for tagger, held in fold_models(folder):
        places = [i for i, entry in enumerate(entries) if entry["document"] in held]
        found |= dict(zip(places, tagger.tag([entries[i]["text"] for i in places]), strict=True))
    return [found[i] for i in range(len(entries))]


def cross_sentences(folder: Path, entries: Sequence[Mapping[str, Any]]) -> dict[str, SentenceFigures]:
    """Figures on single sentences by rules alone and with the model of the fold."""
    alone = score_sentences(entries, _read_sentences(Extractor(load_nlp()), entries))
    found: list[Statement] = []
    for tagger, held in fold_models(folder):
        part = [entry for entry in entries if entry["document"] in held]
        found += _read_sentences(_with(tagger), part)
    return {"rules": alone, "both": score_sentences(entries, found)}


def cross_papers(folder: Path, gold: Path, papers: Sequence[Path]) -> dict[str, Figures]:
    """Figures on annotated papers by rules alone and with the model of the fold; scans are left out."""
    annotated = read_gold(gold)
    texts = dict(_texts([path for path in papers if gold_name(path.name) in annotated]))
    rules = {name: Extractor(load_nlp()).extract(text) for name, text in texts.items()}
    both: dict[str, Record] = {}
    for tagger, held in fold_models(folder):
        both |= {name: _with(tagger).extract(texts[name]) for name in held & texts.keys()}
    known = {name: annotated[name] for name in both}
    finders = {"rules": {name: rules[name] for name in both}, "both": both}
    for finder, records in finders.items():
        lines = [json.dumps(to_dict(record), ensure_ascii=False) for record in records.values()]
        (folder / f"{finder}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {finder: score(known, records) for finder, records in finders.items()}


def _texts(papers: Sequence[Path]) -> Iterator[tuple[str, Text]]:
    for path in papers:
        with contextlib.suppress(NoTextLayer):
            yield gold_name(path.name), read_safely(path, ocr="off")


def _with(tagger: Tagger) -> Extractor:
    return Extractor(load_nlp(), tagger, model="minilm")


def _read_sentences(extractor: Extractor, entries: Sequence[Mapping[str, Any]]) -> tuple[Statement, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sentences.txt"
        path.write_text(sentence_paragraphs(entries), encoding="utf-8")
        return extractor.extract(read_safely(path)).statements
