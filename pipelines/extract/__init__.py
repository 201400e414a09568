"""Understanding: from clean text to the extraction record, with spaCy and rules.

from pipelines import extract, read
extractor = extract.load()
record = extractor.extract(read.read(path))
"""

from __future__ import annotations

from pipelines.extract.pipeline import Extractor, load
from pipelines.extract.statements.drops import Dropped

__all__ = ["Dropped", "Extractor", "load"]
