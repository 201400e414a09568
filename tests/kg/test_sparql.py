"""SPARQL text as tokens: what kind of request, and where the outermost group begins."""

from __future__ import annotations

import pytest

from kg import sparql

TRICKY = """# SELECT { in a comment
PREFIX ex: <http://example.org/#x>
SELECT ?x WHERE { ?x ex:p "WHERE { \\" }" ; ex:q '''} ' {''' }"""


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", "select"),
        ("prefix ask: <http://a/> select * {}", "select"),
        ("ASK{}", "ask"),
        ("BASE <http://x/select> CONSTRUCT WHERE {}", "construct"),
        ("DESCRIBE <http://x>", "describe"),
        ("# SELECT\nINSERT DATA {}", "update"),
        ("WITH <http://g> DELETE {} WHERE {}", "update"),
        ("PREFIX a: <b#c> drop all", "update"),
        ("hello", None),
        ("", None),
        ("{ SELECT * {} }", None),
        (TRICKY, "select"),
    ],
)
def test_form(text: str, form: str | None) -> None:
    assert sparql.form(text) == form


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("SELECT * WHERE { A }", " A }"),
        ("SELECT*{ A }", " A }"),
        ("ASK { { A } }", " { A } }"),
        ("CONSTRUCT { T } WHERE { A }", " A }"),
        ("CONSTRUCT { T } { A }", " A }"),
        ("CONSTRUCT FROM <http://g> WHERE { A }", " A }"),
        ("CONSTRUCT WHERE { A }", " A }"),
        ("DESCRIBE ?x WHERE { A }", " A }"),
        ("DESCRIBE <http://x>", None),
        (TRICKY, TRICKY[TRICKY.index(" ?x ex:p") :]),
    ],
)
def test_group_start(text: str, rest: str | None) -> None:
    start = sparql.group_start(text)
    assert (None if start is None else text[start:]) == rest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * FROM <http://g> {}", True),
        ("SELECT * {} # FROM <http://g>", False),
        ("SELECT ?from { ?from <http://from> 'FROM' }", False),
        ("SELECT * WHERE { { SELECT * FROM {} } }", False),
    ],
)
def test_has_dataset(text: str, expected: bool) -> None:
    assert sparql.has_dataset(text) is expected


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("SELECT ?x WHERE { ?x ?p ?o }", "SELECT ?x WHERE {! ?x ?p ?o }"),
        ("SELECT * { GRAPH ?g { ?x ?p ?o } }", "SELECT * { GRAPH ?g {! ?x ?p ?o } }"),
        ("SELECT * { GRAPH $x { ?s ?p ?o } }", "SELECT * { GRAPH $x {! ?s ?p ?o } }"),
        ("SELECT * { { SELECT ?x { ?x ?p ?o } } }", "SELECT * {! { SELECT ?x {! ?x ?p ?o } } }"),
        ("SELECT * { { select $x where { A } } }", "SELECT * {! { select $x where {! A } } }"),
        ("ASK { { SELECT * { GRAPH ?g { ?x ?p 1 } } } }", "ASK {! { SELECT * { GRAPH ?g {! ?x ?p 1 } } } }"),
        (
            "SELECT * { { SELECT * { { SELECT ?x { A } } B } } }",
            "SELECT * {! { SELECT * {! { SELECT ?x {! A } } B } } }",
        ),
        # not handed out, so another variable of the same name
        ("SELECT * { { SELECT ?y { ?x ?p ?y } } }", "SELECT * {! { SELECT ?y { ?x ?p ?y } } }"),
        ("SELECT * { { SELECT * { ?y ?p 1 } } ?x ?p 2 }", "SELECT * {! { SELECT * { ?y ?p 1 } } ?x ?p 2 }"),
        # made in the sub-select, so a result and no input
        ("SELECT * { { SELECT (COUNT(*) AS ?x) { A } } }", "SELECT * {! { SELECT (COUNT(*) AS ?x) { A } } }"),
        ("SELECT * { { SELECT (MIN(?x) AS ?y) { A } } }", "SELECT * {! { SELECT (MIN(?x) AS ?y) { A } } }"),
        ("SELECT * { A } # { SELECT ?x { B } }", "SELECT * {! A } # { SELECT ?x { B } }"),
        ("DESCRIBE <http://x>", "DESCRIBE <http://x>"),
    ],
)  # fmt: skip
def test_where_values_belong(text: str, bound: str) -> None:
    for start in reversed(sparql.values_starts(text, "x")):
        text = text[:start] + "!" + text[start:]
    assert text == bound


def test_services_and_variables() -> None:
    text = "SELECT ?a { SERVICE <http://x/> { ?b ?c $d } service silent ex:y {} # SERVICE <http://no>\n"
    text += "SERVICE ?e {} 'SERVICE'}"
    assert sparql.services(text) == ["<http://x/>", "ex:y", "?e"]
    assert sparql.variables(text) == set("abcde")


def test_a_megabyte_is_read_in_time() -> None:
    for piece in ('"', "'''", "<", "\\", '"""a"', "{"):
        sparql.form("SELECT " + piece * (1_000_000 // len(piece)))
        sparql.group_start("SELECT " + piece * (1_000_000 // len(piece)))
