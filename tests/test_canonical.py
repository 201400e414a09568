"""Names of constructs that mean the same have one key, and others have not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.canonical import american, key, singular


@pytest.mark.parametrize(
    "spellings",
    [
        ("Behaviours", "behavior", "the behaviour"),
        ("value co-creation", "value cocreation", "Value co creation", "value co‑creation"),
        ("customers' expectations", "customer expectation", "customer’s expectations"),
        ("self-efficacy", "self efficacy"),
        ("word-of-mouth", "Word of Mouth"),
        ("organisational commitment", "organizational commitment"),
        ("e-commerce", "ecommerce"),
        ("well-being", "well being", "wellbeing"),
        ("decision-making styles", "decision making style"),
        ("touch-points", "touchpoint", "touch points"),
        ("attitudes & beliefs", "attitude and belief"),
        ("perceived risk", "Perceived  Risks"),
        ("service centre", "service center"),
        ("loyalty programmes", "loyalty program"),
        ("cue analyses", "cue analysis"),
        ("re-engagement", "reengagement"),
    ],
)
def test_spellings_of_one_construct(spellings: tuple[str, ...]) -> None:
    assert len({key(s) for s in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("customer engagement", "customer engagement behavior"),
        ("co-creation", "creation"),
        ("co-creation", "co-destruction"),
        ("engagement", "disengagement"),
        ("quality of service", "service"),
        ("brand love", "love brand"),
        ("ethics", "ethic"),
        ("policy", "police"),
    ],
)
def test_different_constructs_stay_apart(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("businesses", "business"),
        ("boxes", "box"),
        ("approaches", "approach"),
        ("strategies", "strategy"),
        ("responses", "response"),
        ("purposes", "purpose"),
        ("experiences", "experience"),
        ("people", "person"),
        ("trust", "trust"),
        ("loss", "loss"),
        ("status", "status"),
        ("basis", "basis"),
        ("analytics", "analytics"),
        ("series", "series"),
        ("bus", "bus"),
    ],
)
def test_singular(plural: str, expected: str) -> None:
    assert singular(plural) == expected


@pytest.mark.parametrize(
    ("british", "expected"),
    [
        ("favourable", "favorable"),
        ("personalisation", "personalization"),
        ("realise", "realize"),
        ("modelling", "modeling"),
        ("fulfilment", "fulfillment"),
        ("analyse", "analyze"),
        # spelt the same on both sides
        ("expertise", "expertise"),
        ("enterprise", "enterprise"),
        ("exercise", "exercise"),
        ("advertise", "advertise"),
        ("advertisement", "advertisement"),
        ("promised", "promised"),
        ("rising", "rising"),
        ("raise", "raise"),
        ("hour", "hour"),
        ("source", "source"),
        ("tourism", "tourism"),
        ("course", "course"),
        ("selling", "selling"),
        ("dialogue", "dialogue"),
        ("organism", "organism"),
    ],
)
def test_american(british: str, expected: str) -> None:
    assert american(british) == expected


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(label: str) -> None:
    once = key(label)
    assert once == " ".join(once.split())
    assert key(f"  {label}\t") == once


def test_nothing_to_name() -> None:
    assert key("—") == key("the") == ""


KEYS = [
    line.split("\t")
    for line in (Path(__file__).parent / "samples" / "canonical_keys.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


@pytest.mark.parametrize(("label", "expected"), KEYS)
def test_the_key_of_a_construct_never_moves(label: str, expected: str) -> None:
    assert key(label) == expected
    assert key(expected) == expected  # so that a construct named by its key is the same construct


def test_the_table_of_keys_is_large() -> None:
    assert len(KEYS) >= 150


def test_keys_need_no_language_model() -> None:
    asked = "import sys; from pipelines.canonical import key; key('co-created values'); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
