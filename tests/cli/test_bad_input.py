"""Bad input gives one line that names the file and the remedy, the right exit code, and loses nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.sharing import paper_graphs
from kg.store import open_store
from tests.cli.conftest import Kg, Ran

LINES = (
    "Customer trust increases customer loyalty in service settings.\n\nSatisfaction has a positive effect on trust.\n"
)


def assert_one_line(ran: Ran, *words: str, code: int = 1) -> None:
    assert ran.code == code, ran.err
    lines = ran.err.strip().splitlines()
    said = [line for line in lines if line.startswith("kg:")]
    assert len(said) == 1, ran.err
    assert "Traceback" not in ran.err
    for word in words:
        assert word in said[0]


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(LINES)
    return path


@pytest.fixture
def pdf(samples: Path) -> bytes:
    return sorted((samples / "papers").glob("*.pdf"))[0].read_bytes()


def test_an_empty_file(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    assert_one_line(kg("extract", "empty.pdf"), "empty.pdf", "empty")


def test_a_text_file_named_pdf_is_read_as_what_it_is(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_text(LINES)
    ran = kg("extract", "--format", "json", "paper.pdf")
    assert (ran.code, '"source": "paper.pdf"' in ran.out) == (0, True)


def test_bytes_of_no_known_format(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "noise.pdf").write_bytes(bytes(range(256)) * 64)
    assert_one_line(kg("extract", "noise.pdf"), "noise.pdf")


def test_a_truncated_pdf(kg: Kg, tmp_path: Path, pdf: bytes) -> None:
    (tmp_path / "cut.pdf").write_bytes(pdf[: len(pdf) // 3])
    assert_one_line(kg("extract", "cut.pdf"), "cut.pdf")


def test_an_encrypted_pdf(kg: Kg, tmp_path: Path) -> None:
    from reportlab.lib import pdfencrypt
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "locked.pdf"), encrypt=pdfencrypt.StandardEncryption("secret"))
    canvas.drawString(72, 720, "Trust increases loyalty.")
    canvas.save()
    assert_one_line(kg("extract", "locked.pdf"), "locked.pdf", "password")


def test_a_folder_without_papers(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    assert_one_line(kg("extract", "papers"), "papers", ".pdf")


def test_a_path_that_does_not_exist(kg: Kg) -> None:
    assert_one_line(kg("extract", "nowhere.pdf"), "nowhere.pdf", "no such file")


def test_one_bad_file_is_reported_and_the_rest_go_on(kg: Kg, tmp_path: Path, paper: Path) -> None:
    (tmp_path / "a-empty.pdf").write_bytes(b"")
    ran = kg("extract", tmp_path)
    assert_one_line(ran, "a-empty.pdf")
    assert "1 added" in ran.err
    with open_store(tmp_path / "kg-store", read_only=True) as store:
        assert len(paper_graphs(store)) == 1


def test_an_unknown_query(kg: Kg, paper: Path) -> None:
    kg("extract", paper)
    assert_one_line(kg("query", "antecedent"), "antecedent", "antecedents", code=2)


def test_a_missing_parameter(kg: Kg, paper: Path) -> None:
    kg("extract", paper)
    assert_one_line(kg("query", "antecedents"), "construct", code=2)


def test_an_unknown_parameter(kg: Kg, paper: Path) -> None:
    kg("extract", paper)
    assert_one_line(kg("query", "papers", "-p", "colour=red"), "colour", code=2)


def test_a_parameter_without_a_value(kg: Kg, paper: Path) -> None:
    kg("extract", paper)
    assert_one_line(kg("query", "antecedents", "-p", "construct"), "key=value", code=2)


def test_an_ill_typed_parameter(kg: Kg, paper: Path, tmp_path: Path) -> None:
    kg("extract", paper)
    (tmp_path / "q.rq").write_text("# param: page (integer, required)\nSELECT ?s WHERE { ?s ?p ?page }")
    assert_one_line(kg("query", "q.rq", "-p", "page=two"), "page", "whole number", code=2)


def test_a_malformed_sparql_file(kg: Kg, paper: Path, tmp_path: Path) -> None:
    kg("extract", paper)
    (tmp_path / "bad.rq").write_text("SELECT ?s WHERE { ?s ?p ")
    assert_one_line(kg("query", "bad.rq"), "bad.rq")


def test_a_store_that_does_not_exist(kg: Kg) -> None:
    assert_one_line(kg("query", "papers", "--store", "nowhere"), "nowhere", "kg extract")


def test_an_unwritable_store(kg: Kg, paper: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert_one_line(kg("extract", paper, "--store", tmp_path / "file" / "store"), "store")
    assert (tmp_path / "file").read_text() == "not a folder"


HOLDER = """
import sys
from kg.store import open_store
with open_store(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_store_that_another_process_holds(kg: Kg, paper: Path, tmp_path: Path, project: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "kg-store")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=project) as holder:
        assert holder.stdin and holder.stdout
        holder.stdout.readline()
        assert_one_line(kg("extract", paper), "kg-store", "process")
        holder.stdin.close()
    assert kg("extract", paper).code == 0


def test_a_server_that_does_not_answer(kg: Kg) -> None:
    assert_one_line(kg("query", "papers", "--store", "http://127.0.0.1:9/query"), "127.0.0.1:9")


def test_records_that_are_none(kg: Kg, tmp_path: Path) -> None:
    record = {"document": {"source": "a.pdf"}, "statements": [{"kind": "guess", "text": "A"}]}
    (tmp_path / "records.jsonl").write_text(json.dumps(record) + "\n")
    assert_one_line(kg("import", "records.jsonl"), "records.jsonl", "guess")
