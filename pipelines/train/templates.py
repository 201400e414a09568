"""Templated training sentences: frames × constructs, labelled by construction.

One part of the training data, and marked as such: the hand-written sentences carry the variety, these carry volume
for the frames that papers repeat (numbered hypotheses, coefficients, coordination on both sides). Constructs and
frames are data, in ``templates.json``; which are combined is decided by the seed alone.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipelines.train.examples import Example, own_example

LEXICON = Path(__file__).parent / "templates.json"
_SLOT = re.compile(r"\{(\w+)\}")
_LISTS = ("{} and {}", "{}, {} and {}", "both {} and {}", "(a) {} and (b) {}", "{} as well as {}")


def templated_examples(count: int, seed: int, path: Path = LEXICON) -> Iterator[Example]:
    """``count`` sentences, the same for the same seed."""
    lexicon = json.loads(path.read_text(encoding="utf-8"))
    chance = random.Random(seed)
    for _ in range(count):
        yield own_example(templated_row(lexicon, chance), "templates")


def templated_row(lexicon: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    """One sentence in the form of ``sentences/*.jsonl``."""
    frame = chance.choice(lexicon["frames"])
    names = chance.sample(lexicon["constructs"], 10)
    words = {name: chance.choice(lexicon[name]) for name in ("statistics", "citations")}
    filled = _SLOT.sub(lambda slot: _fill(slot[1], words, lexicon, names, chance), frame["marked"])
    if frame["kind"] == "hypothesis":
        filled = chance.choice(lexicon["labels"]) + filled
    return {"kind": frame["kind"], "relations": frame["relations"], "marked": _capitalised(filled)}


def _fill(
    slot: str, words: Mapping[str, str], lexicon: Mapping[str, Any], names: list[str], chance: random.Random
) -> str:
    """What a slot of a frame becomes: ``{c}`` one construct in that role, ``{cs}`` one or more, ``{p}`` unmarked."""
    if slot in words:
        return words[slot]
    if slot == "p":
        return names.pop()
    if slot.startswith("w"):
        return f"[{slot}:{chance.choice(lexicon['moderators'])}]"
    role = slot.removesuffix("s")
    if role == slot or chance.random() < 0.4:
        return f"[{role}:{names.pop()}]"
    pattern = chance.choice(_LISTS)
    return pattern.format(*(f"[{role}:{names.pop()}]" for _ in range(pattern.count("{}"))))


def _capitalised(marked: str) -> str:
    """The first letter in upper case, inside a mark or out."""
    at = marked.find(":") + 1 if marked.startswith("[") else 0
    return marked[:at] + marked[at : at + 1].upper() + marked[at + 1 :]
