"""How fast PDFs are read: pages a second of both engines, next to plain pdfminer.six and pdftotext, in one run.

    python tests/bench/read_speed.py ../shared/corpus/pdf [--rounds 3]

Each tool reads every PDF of the folder in this one process (pdftotext in its own), on one core, several times; the
best time of each file counts. Scans without text are left out: recognition is another program's time.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from pdfminer.high_level import extract_text

from pipelines.errors import NoTextLayer
from pipelines.read import pdf_miner, read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    papers = [path for path in sorted(options.folder.glob("*.pdf")) if is_read(path)]
    pages = sum(len(list(pdf_miner.pages(path.read_bytes()))) for path in papers)
    print(f"{len(papers)} papers, {pages} pages, best of {options.rounds}")
    print("| reader | s/page | pages/s |\n|---|---|---|")
    for name, reader in READERS.items():
        seconds = sum(best(reader, path, options.rounds) for path in papers)
        print(f"| {name} | {seconds / pages:.4f} | {pages / seconds:.0f} |")


def is_read(path: Path) -> bool:
    try:
        read(path, ocr="off")
    except NoTextLayer:
        return False
    return True


def best(reader: Callable[[Path], object], path: Path, rounds: int) -> float:
    """The shortest time in seconds that a reader took for a file."""
    times = []
    for _ in range(rounds):
        start = time.process_time() + children()
        reader(path)
        times.append(time.process_time() + children() - start)
    return min(times)


def children() -> float:
    used = os.times()
    return used.children_user + used.children_system


def pdftotext(path: Path) -> None:
    subprocess.run(["pdftotext", str(path), "-"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


READERS: dict[str, Callable[[Path], object]] = {
    "this project, pdfminer": lambda path: read(path, ocr="off"),
    "this project, pdfium": lambda path: read(path, pdf_engine="pdfium", ocr="off"),
    "pdfminer.high_level.extract_text": lambda path: extract_text(path),
    **({"pdftotext": pdftotext} if shutil.which("pdftotext") else {}),
}


if __name__ == "__main__":
    main()
