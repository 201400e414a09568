"""From torch to the files that are shipped: encoder as int8 ONNX, heads as numpy arrays, tokenizer, settings."""

from __future__ import annotations

import dataclasses
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from pipelines.extract.learned.tagger import ENCODER, HEADS, SETTINGS, TOKENIZER, Settings
from pipelines.train.network import Network
from pipelines.train.vocabulary import shrink, write_tokenizer


def write_model(network: Network, folder: Path, settings: Settings, tokenizer: Path, kept: Sequence[int]) -> None:
    """Write all files of a tagger into ``folder``, with the pieces of the vocabulary that are ``kept``."""
    shrink(network, kept)
    folder.mkdir(parents=True, exist_ok=True)
    network = network.float().eval()
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        export(network, plain)
        quantize_dynamic(plain, folder / ENCODER, per_channel=True, weight_type=QuantType.QInt8)
    halves = {name: array.astype(np.float16) for name, array in network.head_arrays().items()}
    np.savez(folder / HEADS, allow_pickle=False, **halves)
    write_tokenizer(tokenizer, kept, folder / TOKENIZER)
    values = json.dumps(dataclasses.asdict(settings), indent=1, sort_keys=True)
    (folder / SETTINGS).write_text(values + "\n", encoding="utf-8")


def export(network: Network, path: Path) -> None:
    """The encoder as one float32 ONNX file, for single sentences without padding."""
    ids = torch.full((2, 16), 7)
    batch, tokens = torch.export.Dim("batch"), torch.export.Dim("tokens", max=512)
    program = torch.onnx.export(
        network,
        (ids,),
        dynamo=True,
        input_names=["input_ids"],
        output_names=["hidden"],
        dynamic_shapes=({0: batch, 1: tokens},),
    )
    program.save(path)
    model = onnx.load(path)
    del model.graph.value_info[:]  # the exporter's shapes contradict what quantisation infers
    onnx.save(model, path)
