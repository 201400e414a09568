"""All measurements of speed and scale in one run, as `make bench` prints them: ratios within the run are what counts.

    python -m tests.bench [--triples 20000]

Reading is measured on the papers beside the project where they are, else on the sample papers.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
CORPUS = PROJECT.parent / "shared" / "corpus" / "pdf"


def main() -> None:
    """Run each measurement in a process of its own, so that none warms up another."""
    parser = argparse.ArgumentParser(description="Measure speed and scale.")
    parser.add_argument("--triples", type=int, default=20_000, help="size of the store that queries are timed on")
    options = parser.parse_args()
    papers = CORPUS if CORPUS.is_dir() else PROJECT / "tests" / "samples" / "papers"
    with tempfile.TemporaryDirectory() as folder:
        library, store = Path(folder, "library.nq"), Path(folder, "store")
        print("## Reading PDFs\n", flush=True)
        run("tests.bench.read_speed", papers, "--rounds", 1)
        print("\n## Extraction\n", flush=True)
        run("tests.bench.extract_speed", papers)
        print(f"\n## Named queries on {options.triples:,} triples\n", flush=True)
        run("tests.bench.library", options.triples, library)
        run("kg", "import", library, "--store", store)
        run("tests.bench.latency", store, "--rdflib", library, "--runs", 3)


def run(module: str, *arguments: object) -> None:
    """``python -m module arguments``, from the project's root."""
    subprocess.run([sys.executable, "-m", module, *map(str, arguments)], cwd=PROJECT, check=True)


if __name__ == "__main__":
    main()
