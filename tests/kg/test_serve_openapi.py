"""The API keeps what its OpenAPI description promises, whatever is asked of it: schemathesis asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.schemas import BaseSchema

from kg.query import catalogue
from tests.kg.test_serve_live import start

pytestmark = pytest.mark.slow
GOOD, BAD = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
# The list takes no parameters, so there are no bad ones.
CASES = [
    ("/api/queries", GOOD),
    *((f"/api/queries/{query.name}", mode) for query in catalogue() for mode in (GOOD, BAD)),
]


@pytest.fixture(scope="module")
def schema(library_path: Path) -> Iterator[BaseSchema]:
    process, url = start(library_path)
    try:
        yield schemathesis.openapi.from_url(url + "/openapi.json")
    finally:
        process.terminate()
        process.communicate(timeout=20)


@pytest.mark.parametrize(("path", "mode"), CASES)
def test_every_answer_is_as_described(schema: BaseSchema, path: str, mode: GenerationMode) -> None:
    asked = 0

    @settings(max_examples=5, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=schema[path]["GET"].as_strategy(generation_mode=mode))
    def check(case: Case) -> None:
        nonlocal asked
        asked += 1
        case.call_and_validate()

    check()
    assert asked
