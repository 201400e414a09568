"""Which paper a file is: two files that claim one DOI are kept apart until a person says what they are."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import CurationRefused
from kg.identity import distinct_references, hide_versions, join_versions, part_versions
from kg.imports import import_file
from kg.iris import Iris
from kg.lookup import papers_named
from kg.query import find, run
from kg.store import Store, open_store
from kg.synthesis import synthesise
from pipelines.record import Document, Effect, Record, Relation, Statement, Study, to_json

WHEN = datetime(2026, 3, 1, tzinfo=UTC)
DOI = "10.5555/calm.1"


def record(source: str, **facts: object) -> Record:
    relation = Relation(
        type="causal", source="light", target="calm", sign="+", effects=(Effect(statistic="r", value=0.3),)
    )
    said = Statement(
        id="s", kind="finding", text=f"Light raises calm in {source}.", relations=(relation,), confidence=0.9
    )
    document = Document(source=source, title=f"Calm of {source}", authors=("Ada Smith",), year=2020)
    return Record(
        document=dataclasses.replace(document, **facts),  # type: ignore[arg-type]
        study=Study(sample_size=(100,)),
        statements=(said,),
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store")) as opened:
        yield opened


def bring(store: Store, folder: Path, *records: Record) -> list[str]:
    for each in records:
        path = folder / f"{each.document.source}.json"
        path.write_text(to_json(each), encoding="utf-8")
        import_file(store, path)
    return [str(papers_named(store, r.document.source)[0]) for r in records]


def papers(store: Store) -> int:
    return len(run(store, find("papers"), {}).rows)


def votes(store: Store) -> int:
    (pair,) = synthesise(store, cause="light", effect="calm")
    return len(pair.papers)


def test_two_files_of_one_doi_are_kept_apart(store: Store, tmp_path: Path) -> None:
    first, second = bring(store, tmp_path, record("print", doi=DOI), record("preprint", doi=DOI))
    assert first == Iris().paper(DOI, "") and "/sha256-" in second
    assert papers(store) == 2
    told = store.query(f"ASK {{ <{second}> <https://w3id.org/engagement-kg/ontology#claimsDoiOf> <{first}> }}")
    assert told.truth


def test_the_same_file_again_is_no_second_paper(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path, record("print", doi=DOI), record("print", doi=DOI))
    assert papers(store) == 1


def test_versions_of_one_paper_count_once_until_they_are_parted(store: Store, tmp_path: Path) -> None:
    first, second = bring(store, tmp_path, record("print", doi=DOI), record("preprint", doi=DOI))
    assert votes(store) == 2
    join_versions(store, first, second, by="Ada", when=WHEN)
    assert votes(store) == 1
    with pytest.raises(CurationRefused):
        join_versions(store, second, first, by="Ada", when=WHEN)
    bring(store, tmp_path, record("preprint", doi=DOI))
    hide_versions(store)
    assert votes(store) == 1
    part_versions(store, second, by="Ada", when=WHEN)
    assert votes(store) == 2
    with pytest.raises(CurationRefused):
        part_versions(store, second, by="Ada", when=WHEN)


def test_remove_takes_the_named_files_paper_alone(tmp_path: Path) -> None:
    locator = str(tmp_path / "store")
    with open_store(locator) as opened:
        bring(opened, tmp_path, record("print", doi=DOI), record("preprint", doi=DOI))
    done = CliRunner().invoke(app, ["remove", "--store", locator, "preprint"])
    assert done.exit_code == 0
    with open_store(locator, read_only=True) as opened:
        assert [str(row["title"]) for row in run(opened, find("papers"), {})] == ["Calm of print"]


def test_two_papers_of_one_short_reference_are_two(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path, record("one", doi="10.5555/a"), record("two", doi="10.5555/b"))
    (pair,) = synthesise(store, cause="light", effect="calm")
    assert pair.papers == ("Smith 2020a", "Smith 2020b")
    assert pair.pooled is None or len(pair.pooled.correlations) == 2
    (path,) = list(run(store, find("paths"), {"from": "light", "to": "calm"}))
    assert str(path["papers"]) == "2"


def test_references_are_told_apart_by_letters_in_the_order_of_iris() -> None:
    given = [("b", "Smith 2020"), ("a", "Smith 2020"), ("c", "Moor 2021"), ("a", "Smith 2020")]
    assert distinct_references(given) == {"a": "Smith 2020a", "b": "Smith 2020b", "c": "Moor 2021"}
    many = distinct_references((f"{n:03}", "S 1") for n in range(28))
    assert (many["025"], many["026"], many["027"]) == ("S 1z", "S 1aa", "S 1ab")
