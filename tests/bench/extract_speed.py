"""How many words a second are understood: this project's extraction next to the full spaCy pipeline on every word.

    python -m tests.bench.extract_speed FOLDER

One core, reading not counted; the best of two rounds. Words are what white space parts.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from pipelines.errors import ReadError
from pipelines.extract import load
from pipelines.extract.words.parser import SPACY_MODEL
from pipelines.read import read
from pipelines.text import Text

ROUNDS = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = [text for path in sorted(options.folder.glob("*.pdf")) for text in readable(path)]
    words = sum(len(text.content.split()) for text in texts)
    full = spacy.load(SPACY_MODEL)
    print(f"{len(texts)} papers, {words:,} words, best of {ROUNDS}\n| | words/s | ratio |\n|---|---|---|")
    base = words / best(lambda: [list(full.pipe(lines(text), batch_size=16)) for text in texts])
    print(f"| full {SPACY_MODEL} on every word | {base:,.0f} | 1.0 |")
    for model in ("none", "mpnet"):
        extractor = load(model=model)
        rate = words / best(lambda extractor=extractor: [extractor.extract(text) for text in texts])
        print(f"| extraction, model {model} | {rate:,.0f} | {rate / base:.1f} |")


def readable(path: Path) -> list[Text]:
    """The paper's text, or nothing for a scan."""
    try:
        return [read(path, pdf_engine="pdfium", ocr="off")]
    except ReadError:
        return []


def lines(text: Text) -> list[str]:
    """The text paragraph by paragraph."""
    return [line for line in text.content.splitlines() if line.strip()]


def best(work: Callable[[], object]) -> float:
    """The shortest of the rounds, in seconds of processor time."""
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


if __name__ == "__main__":
    main()
