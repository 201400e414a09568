"""Templated training sentences: frames × constructs, labelled by construction.

One part of the training data, and marked as such: the hand-written sentences carry the variety, these carry volume
for the frames that papers repeat (numbered hypotheses, coefficients, coordination on both sides). Constructs and
frames are data, in ``templates.json``; which are combined is decided by the seed alone.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipelines.train.examples import Example, own_example

LEXICON = Path(__file__).parent / "templates.json"
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
    slots = {
        role: _mark(role, names, chance) if f"{{{role}s}}" in frame["marked"] else f"[{role}:{names.pop()}]"
        for role in ("c", "e", "m")
    }
    filled = frame["marked"]
    for role, words in slots.items():
        filled = filled.replace(f"{{{role}s}}", words).replace(f"{{{role}}}", words)
    filled = filled.replace("{p}", names.pop()).replace("{p2}", names.pop())
    filled = filled.replace("{w}", f"[w:{chance.choice(lexicon['moderators'])}]")
    filled = filled.replace("{statistics}", chance.choice(lexicon["statistics"]))
    filled = filled.replace("{citation}", chance.choice(lexicon["citations"]))
    if frame["kind"] == "hypothesis":
        filled = chance.choice(lexicon["labels"]) + filled
    return {"kind": frame["kind"], "relations": frame["relations"], "marked": _capitalised(filled)}


def _mark(role: str, names: list[str], chance: random.Random) -> str:
    """One to three constructs in that role, coordinated one way or another."""
    if chance.random() < 0.4:
        return f"[{role}:{names.pop()}]"
    pattern = chance.choice(_LISTS)
    return pattern.format(*(f"[{role}:{names.pop()}]" for _ in range(pattern.count("{}"))))


def _capitalised(marked: str) -> str:
    """The first letter in upper case, inside a mark or out."""
    at = marked.find(":") + 1 if marked.startswith("[") else 0
    return marked[:at] + marked[at : at + 1].upper() + marked[at + 1 :]
