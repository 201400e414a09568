"""One sentence that words several hypotheses: each has its own relation, and no other's."""

from __future__ import annotations

from functools import cache

import pytest

from pipelines.choices import MODEL
from pipelines.extract import Extractor, load
from pipelines.record import Document
from pipelines.text import Block, Text

Ends = tuple[str, str]
SENTENCES: list[tuple[str, dict[str, list[Ends]]]] = [
    (
        "H1 and H2 predict that lamp warmth increases guest calm and guest joy, respectively.",
        {"H1": [("lamp warmth", "guest calm")], "H2": [("lamp warmth", "guest joy")]},
    ),
    (
        "We expect that lamp warmth increases guest calm (H1) and that street noise reduces guest joy (H2).",
        {"H1": [("lamp warmth", "guest calm")], "H2": [("street noise", "guest joy")]},
    ),
    (
        "Lamp warmth has a positive effect on guest calm (H1) and guest joy (H2).",
        {"H1": [("lamp warmth", "guest calm")], "H2": [("lamp warmth", "guest joy")]},
    ),
    (
        "H1 predicts that lamp warmth increases guest calm, and H2 predicts that street noise reduces guest joy.",
        {"H1": [("lamp warmth", "guest calm")], "H2": [("street noise", "guest joy")]},
    ),
    (
        "We propose that lamp warmth increases guest calm (H1), whereas street noise decreases guest calm (H2).",
        {"H1": [("lamp warmth", "guest calm")], "H2": [("street noise", "guest calm")]},
    ),
    (
        "Lamp warmth (H1) and chair comfort (H2) increase guest calm.",
        {"H1": [("lamp warmth", "guest calm")], "H2": [("chair comfort", "guest calm")]},
    ),
    (
        "We expect that guest trust and guest pride will increase guest calm (H1 and H2, respectively).",
        {"H1": [("guest trust", "guest calm")], "H2": [("guest pride", "guest calm")]},
    ),
    (
        "We expect that lamp warmth increases both guest calm and guest joy (H1).",  # one label has both
        {"H1": [("lamp warmth", "guest calm"), ("lamp warmth", "guest joy")]},
    ),
]


@cache
def extractor(model: str) -> Extractor:
    return load(model=model)


@pytest.mark.parametrize("model", ["none", MODEL])
@pytest.mark.parametrize(("words", "expected"), SENTENCES)
def test_each_label_has_its_own_relation(words: str, expected: dict[str, list[Ends]], model: str) -> None:
    heading = "Hypotheses"
    content = f"{heading}\n{words}"
    blocks = (
        Block(start=0, end=len(heading), role="heading", level=1),
        Block(start=len(heading) + 1, end=len(content), role="paragraph"),
    )
    found = extractor(model).extract(Text(document=Document(source="a"), content=content, blocks=blocks))
    told = {s.label: [(r.source.lower(), r.target.lower()) for r in s.relations] for s in found.statements if s.label}
    assert told == expected
    for each in found.statements:
        for relation in each.relations:
            assert relation.source_span is not None
            assert content[slice(*relation.source_span)].lower() == relation.source.lower()
