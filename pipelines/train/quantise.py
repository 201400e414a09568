"""From torch to the files that are shipped: encoder as int8 ONNX, pair heads as numpy arrays, tokenizer, settings."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from pipelines.extract.tagger import ENCODER, HEADS, SETTINGS, TOKENIZER
from pipelines.extract.tagging import Floats
from pipelines.train.fit import encoder_folder
from pipelines.train.network import Network


def write_model(network: Network, folder: Path, settings: Mapping[str, Any], *, int8: bool = True) -> None:
    """Write all files of a tagger into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        export(network, plain)
        if int8:
            quantize_dynamic(plain, folder / ENCODER, per_channel=True, weight_type=QuantType.QInt8)
        else:
            shutil.copy(plain, folder / ENCODER)
    np.savez(folder / HEADS, allow_pickle=False, **head_arrays(network))
    shutil.copy(encoder_folder() / "tokenizer.json", folder / TOKENIZER)
    (folder / SETTINGS).write_text(json.dumps(dict(settings), indent=1, sort_keys=True) + "\n", encoding="utf-8")


def export(network: Network, path: Path) -> None:
    """The encoder with its sentence and tag heads as one float32 ONNX file, for sentences without padding."""
    network.encoder.set_attn_implementation("eager")  # as plain matrices, which run faster in ONNX
    ids, styles = torch.full((2, 16), 7), torch.zeros((2, 16), dtype=torch.int64)
    batch, tokens = torch.export.Dim("batch"), torch.export.Dim("tokens", max=512)
    program = torch.onnx.export(
        network.float().eval(),
        (ids, styles),
        dynamo=True,
        input_names=["input_ids", "token_type_ids"],
        output_names=["hidden", "tags", "kind", "gate"],
        dynamic_shapes=tuple({0: batch, 1: tokens} for _ in range(2)),
    )
    program.save(path)
    model = onnx.load(path)
    del model.graph.value_info[:]  # the exporter's shapes contradict what quantisation infers
    onnx.save(model, path)


def head_arrays(network: Network) -> dict[str, Floats]:
    """Weights of the link and sign heads as ``tagging.apply_layers`` takes them."""
    found: dict[str, Floats] = {}
    for name, head in (("link", network.link), ("sign", network.sign)):
        arrays = [head[0].weight.T, head[0].bias, head[2].weight.T, head[2].bias]
        found |= {f"{name}{n}": array.detach().float().numpy() for n, array in enumerate(arrays)}
    return found
