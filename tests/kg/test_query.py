"""Named queries: data tested like code, parameters bound as terms, and the answers over invented papers."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from kg.curation import judge
from kg.errors import BadParameter, MalformedQuery, NotFound, QueryTimeout, UnknownQuery
from kg.files import data_folder
from kg.iris import ONTOLOGY
from kg.query import Parameter, bind, catalogue, find, from_text, run
from kg.query.parameters import TYPES
from kg.sparql import variables
from kg.store import Store, open_store
from tests.kg import papers

REQUIRED = {
    "antecedents",
    "outcomes",
    "mediators",
    "moderators",
    "definitions",
    "hypotheses",
    "constructs",
    "papers",
    "contradictions",
    "provenance",
    "types",
    "dimensions",
    "disagreements",
    "untested",
    "paths",
    "chains",
    "studied-together",
    "methods",
    "citations",
    "paper",
    "metadata-conflicts",
    "definitions-over-time",
    "votes",
    "effect-sizes",
    "tests",
    "work",
}
STATEMENT = "https://w3id.org/engagement-kg/paper/10.5555/ekg.1/s1"
QUERIES = pytest.mark.parametrize("name", [query.name for query in catalogue()])


def rows(store: Store, name: str, *columns: str, **given: str) -> list[tuple[str, ...]]:
    """The answer's rows as words, without those that an earlier row repeats in these columns."""
    answer = run(store, find(name), given)
    found = [tuple(str(row.get(column, "")) for column in columns) for row in answer]
    return list(dict.fromkeys(found))


def test_what_must_be_there_is_there() -> None:
    assert {query.name for query in catalogue()} >= REQUIRED


@QUERIES
def test_every_query_says_what_it_is(name: str) -> None:
    query = find(name)
    assert query.title and query.description
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    for parameter in query.parameters:
        assert parameter.description, f"{name}: {parameter.name} is not described"
        assert parameter.variable in variables(query.text.split("\nPREFIX", 1)[1]), (
            f"{name}: {parameter.name} is not used"
        )


@QUERIES
def test_every_query_is_in_order(name: str) -> None:
    text = find(name).text
    assert "ORDER BY" in text, "rows must come in a stable order"
    assert all(len(line) < 120 and not line.endswith(" ") for line in text.splitlines())
    for prefix in re.findall(r"^PREFIX (\w+):", text, re.MULTILINE):
        assert re.search(rf"(?<!PREFIX )\b{prefix}:\w", text), f"the prefix {prefix} is not used"


@QUERIES
def test_every_query_finds_something_and_the_same_twice(library: Store, name: str) -> None:
    query = find(name)
    given = dict(query.example) or ({"statement": STATEMENT} if name == "provenance" else {})
    answer = run(library, query, given)
    assert answer.kind == "rows" and (answer.rows or name == "statement-links")  # which wants `kg infer` first
    assert len(set(answer.rows)) == len(answer.rows)
    assert run(library, query, given) == answer


@QUERIES
def test_every_query_answers_alike_from_a_server(library: Store, oxigraph_url: str, name: str) -> None:
    query = find(name)
    given = dict(query.example) or ({"statement": STATEMENT} if name == "provenance" else {})
    with open_store(f"{oxigraph_url}/query,{oxigraph_url}/update") as remote:
        if set(remote.graphs()) != set(library.graphs()):
            remote.update("DROP ALL")
            papers.fill(remote)
        assert run(remote, query, given) == run(library, query, given)


@pytest.mark.parametrize(
    ("name", "given", "columns", "expected"),
    [
        (
            "antecedents",
            {"construct": "Customer Engagements"},
            ("antecedent", "construct", "status", "negated"),
            [
                ("trust", "customer engagement", "supported", ""),
                ("trust", "customer engagement", "partially_supported", ""),
                ("trust", "customer engagement", "", "negated"),
                ("awe", "customer engagement", "", ""),
                ("joy", "customer engagement behavior", "", ""),
            ],
        ),
        ("antecedents", {"construct": "customer engagement", "wider": "no"}, ("antecedent",), [("trust",), ("awe",)]),
        ("antecedents", {"construct": "CE", "wider": "no"}, ("antecedent",), [("trust",), ("awe",)]),
        ("antecedents", {"construct": "customer participation"}, ("antecedent",), []),
        ("antecedents", {"construct": "trust"}, ("antecedent",), []),  # the advertisement is out of the domain
        ("outcomes", {"construct": "customer engagement"}, ("outcome", "sign"), [("loyalty", "+"), ("loyalty", "-")]),
        ("outcomes", {"construct": "loyalty"}, ("outcome",), []),
        (
            "mediators",
            {"cause": "trust", "effect": "loyalty"},
            ("mediator", "status"),
            [("customer engagement", "partially_supported")],
        ),
        ("mediators", {"cause": "loyalty"}, ("mediator",), []),
        ("moderators", {}, ("moderator", "cause", "effect"), [("usage frequency", "customer engagement", "loyalty")]),
        (
            "definitions",
            {"construct": "customer engagement"},
            ("definition", "attributed_to", "paper", "page"),
            [
                ("the readiness to give time to a brand", "Moor 1999", "Moorland & Okoro 2021", "2"),
                ("what visitors give", "", "Adeyemi 2019", "3"),
            ],
        ),
        (
            "definitions-over-time",
            {"construct": "customer engagement"},
            ("year", "author"),
            [("1999", "Moor 1999"), ("2019", "Adeyemi 2019")],
        ),
        ("hypotheses", {"status": "not_supported"}, ("number",), [("H2",)]),
        ("hypotheses", {"paper": "10.5555/EKG.1"}, ("number",), [("H1",), ("H2",), ("H3",), ("H4",)]),
        ("hypotheses", {"paper": "Adeyemi 2019"}, ("number",), []),
        ("propositions", {}, ("number", "cause", "effect"), [("P1", "awe", "customer engagement")]),
        ("statements", {"construct": "awe"}, ("kind", "number"), [("proposition", "P1")]),
        # A hypothesis that was not supported (customer engagement → loyalty) does not contradict the opposite finding.
        ("contradictions", {"construct": "loyalty"}, ("cause",), []),
        (
            "contradictions",
            {},
            ("cause", "says_1", "status_1", "paper_1", "says_2", "kind_2", "paper_2", "differ", "contexts_2"),
            [
                ("trust", "positive", "supported", "Moorland & Okoro 2021", "not positive", "finding", "Adeyemi 2019",
                 "contexts", "museums"),
            ],
        ),
        ("contradictions", {"construct": "joy"}, ("cause",), []),
        ("types", {"construct": "customer engagement"}, ("type",), [("lurking",)]),
        ("dimensions", {"construct": "customer engagement"}, ("dimension",), [("care",)]),
        ("untested", {}, ("cause", "page"), [("awe", "3"), ("joy", "5")]),
        ("without-outcomes", {}, ("construct",), [("loyalty",), ("customer engagement behavior",)]),
        (
            "paths",
            {"from": "awe", "to": "loyalty"},
            ("steps", "path", "papers", "for_example"),
            [("2", "awe → customer engagement → loyalty", "1 · 1", "Adeyemi 2019 · Adeyemi 2019")],
        ),
        ("paths", {"from": "loyalty", "to": "awe"}, ("path",), []),
        ("methods", {"containing": "SURVEY"}, ("sample", "context"), [("312", "banks")]),
        ("citations", {"work": "Moor (1999)"}, ("work", "papers"), [("Moor 1999", "2")]),
        ("status-counts", {}, ("hypotheses", "supported", "partially_supported", "not_supported", "untested"),
         [("4", "1", "1", "1", "1")]),
        ("metadata-conflicts", {}, ("what", "versions", "one", "other"),
         [("venue", "2", "Journal of Invented Service (the paper itself)",
           "Journal of Other Names (references of Adeyemi 2019)")]),
        ("evidence", {"cause": "trust", "effect": "loyalty"}, ("relation_type", "mediator", "status"),
         [("causal", "customer engagement", "partially_supported")]),
        ("evidence", {"cause": "loyalty", "effect": "trust"}, ("cause",), []),
        ("evidence", {"cause": "loyalty", "effect": "trust", "either": "yes"}, ("cause",), [("trust",)]),
        ("antecedents", {"construct": "customer engagement", "paper": "Adeyemi 2019"}, ("antecedent",),
         [("trust",), ("awe",)]),
        ("outcomes", {"construct": "customer engagement", "sign": "-"}, ("paper",), [("Adeyemi 2019",)]),
        ("definitions", {"construct": "customer engagement", "work": "Moor 1999"}, ("paper",),
         [("Moorland & Okoro 2021",)]),
        ("methods", {"construct": "joy"}, ("paper",), [("Moorland & Okoro 2021",)]),
        ("statements", {"containing": "MUSEUMS"}, ("paper", "kind"), [("Adeyemi 2019", "finding")]),
        ("effect-sizes", {}, ("statistic", "value", "p_value"), [("β", "0.42", "< .001")]),
        ("votes", {"construct": "trust"}, ("cause", "effect", "papers", "positive", "denied", "supported"),
         [("trust", "customer engagement", "2", "1", "1", "1"), ("trust", "loyalty", "1", "1", "0", "0")]),
        ("provenance", {"statement": STATEMENT}, ("page", "begins", "file", "pipeline"),
         [("1", "100", "papers/survey.pdf", "test-1")]),
        ("definition-sources", {}, ("construct", "cited", "papers"), [("customer engagement", "Moor 1999", "1")]),
    ],
)  # fmt: skip
def test_answers(
    library: Store, name: str, given: dict[str, str], columns: tuple[str, ...], expected: list[tuple[str, ...]]
) -> None:
    assert rows(library, name, *columns, **given) == expected


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "needs the parameter 'construct'"),
        ({"construct": "x", "colour": "red"}, "no parameter 'colour'"),
        ({"construct": "  "}, "empty"),
        ({"construct": "x" * 1_000_000}, "too long"),
        ({"construct": "x", "wider": "perhaps"}, "give true or false"),
    ],
)
def test_bad_parameters(library: Store, given: dict[str, str], message: str) -> None:
    with pytest.raises(BadParameter, match=message) as caught:
        run(library, find("antecedents"), given)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("type_", "value", "term"),
    [
        ("label", " Customer-Engagement  Behaviours ", Literal("Customer-Engagement  Behaviours")),
        ("iri", "http://example.org/a", URIRef("http://example.org/a")),
        ("iri", "no iri", None),
        ("iri", "http://example.org/> } DROP ALL #", None),
        ("integer", "12", Literal(12)),
        ("integer", "12.5", None),
        ("integer", "٣", None),
        ("number", "-1.5e3", Literal(-1500.0)),
        ("number", "nan", None),
        ("year", "2014", Literal("2014", datatype=URIRef("http://www.w3.org/2001/XMLSchema#gYear"))),
        ("year", "14", None),
        ("boolean", "Yes", Literal(True)),
        ("sign", "0", URIRef(ONTOLOGY + "noEffect")),
        ("sign", "++", None),
        ("status", "not_supported", URIRef(ONTOLOGY + "notSupported")),
        ("kind", "guess", None),
        ("citation", "Van Doorn et al. (2010)", Literal("doorn 2010")),
        ("citation", "...", None),
        ("string", '"} # {', Literal('"} # {')),
    ],
)
def test_types(type_: str, value: str, term: Literal | URIRef | None) -> None:
    parameter = Parameter(name="x", variable="x", type=type_)
    if term is None:
        with pytest.raises(BadParameter, match=re.escape(TYPES[type_].wanted)):
            parameter.term(value)
    else:
        assert parameter.term(value) == term


@pytest.mark.parametrize(
    ("sparql", "bound"),
    [
        ("SELECT ?x WHERE {?x ?p ?o}", 'SELECT ?x WHERE { VALUES ?x { "v" } ?x ?p ?o}'),
        ("# {\nASK { { ?x ?p ?o } }", '# {\nASK { VALUES ?x { "v" }  { ?x ?p ?o } }'),
        ("CONSTRUCT { ?x ?p ?o } WHERE { ?x ?p ?o }", 'CONSTRUCT { ?x ?p ?o } WHERE { VALUES ?x { "v" }  ?x ?p ?o }'),
    ],
)
def test_bind(sparql: str, bound: str) -> None:
    assert bind(sparql, {"x": (Literal("v"),)}) == bound


@pytest.mark.parametrize("sparql", ["DESCRIBE <http://example.org/a>", "DELETE WHERE { ?x ?p ?o }"])
def test_bind_needs_a_query_with_a_group(sparql: str) -> None:
    with pytest.raises(MalformedQuery):
        bind(sparql, {"x": (Literal("v"),)})


@settings(max_examples=60, deadline=None)
@given(value=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_no_value_becomes_query_text(library: Store, value: str) -> None:
    question = from_text("# title: t\n# param: x (string, required) any\nSELECT ?x WHERE { }", "q")
    if value.strip():
        assert run(library, question, {"x": value}).rows == ((Literal(value.strip()),),)


INJECTIONS = [
    '" } ?s ?p ?o . { "',
    'customer engagement" } } DROP ALL # ',
    "\\u0022 } UNION { ?s ?p ?o }",
    "'''\"\"\"",
    "customer engagement\x00\x1f\n\r",
    "\u202e\u2028?x $y <http://a> # no",
    "{" * 500,
]


@pytest.mark.parametrize("value", INJECTIONS)
def test_injection_changes_nothing_but_the_answer(library: Store, value: str) -> None:
    before = len(list(library.quads()))
    for query in catalogue():
        for parameter in query.parameters:
            if parameter.type in ("label", "string"):
                given = {p.name: "trust" for p in query.parameters if p.required} | {parameter.name: value}
                answer = run(library, query, given)
                assert answer.kind == "rows" and len(answer.rows) <= 20
    assert len(list(library.quads())) == before


def test_what_a_person_rejected_is_left_out(own_library: Store) -> None:
    judge(own_library, STATEMENT, "rejected", by="Ada", when=datetime(2026, 5, 1, tzinfo=UTC))
    assert ("H1",) not in rows(own_library, "antecedents", "number", construct="customer engagement")
    assert rows(own_library, "hypotheses", "number") == [("H2",), ("H3",), ("H4",)]
    for query in catalogue():
        if query.name != "provenance":
            answer = run(own_library, query, dict(query.example))
            assert not [row for row in answer if "H1: Trust increases" in str(row)], query.name
            alone = ("contradictions", "disagreements", "effect-sizes", "statement-links")
            assert answer.rows or query.name in alone, query.name
    assert rows(own_library, "provenance", "page", statement=STATEMENT) == [("1",)]


def test_unknown_query_tells_near_names() -> None:
    with pytest.raises(UnknownQuery, match="did you mean antecedents"):
        find("antecedent")
    with pytest.raises(UnknownQuery, match="kg queries"):
        find("zzzzzz")


def test_unknown_paper_tells_near_titles(library: Store) -> None:
    with pytest.raises(NotFound, match="Trust, care and community"):
        run(library, find("paper"), {"paper": "Trust, car & community"})


@pytest.mark.parametrize(
    "name",
    [
        "10.5555/ekg.1",
        "https://doi.org/10.5555/EKG.1",
        "survey.pdf",
        "Moorland & Okoro 2021",
        "trust care and community",
        "https://w3id.org/engagement-kg/paper/10.5555/ekg.1",
    ],
)
def test_papers_go_by_many_names(library: Store, name: str) -> None:
    assert len(run(library, find("paper"), {"paper": name}).rows) == 6


def test_files_and_standard_input(library: Store, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(
        "SELECT ?number WHERE { ?s <https://w3id.org/engagement-kg/ontology#number> ?number } ORDER BY ?number"
    )
    assert run(library, find(path), {}).column("number")[0] == Literal("H1")
    assert run(library, find(path), {"number": "H2"}).rows == ((Literal("H2"),),)
    with pytest.raises(BadParameter, match="no parameter 'paper'"):
        run(library, find(path), {"paper": "x"})
    assert run(library, find("-", stdin=io.StringIO("ASK {}")), {}).truth is True


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT *\nWHERE {\n ?s ?p }", "line 3"),
        ("# title: t\n# param: x (colour, required) y\nASK {}", "the head line"),
        ("", "mine"),
    ],
)
def test_malformed_files(library: Store, tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(text)
    with pytest.raises(MalformedQuery, match=message):
        run(library, find(path), {})


def test_a_time_limit_is_kept(library: Store) -> None:
    question = from_text(
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?l) }", "slow"
    )
    with pytest.raises(QueryTimeout):
        run(library, question, {}, timeout=0.7)


def test_queries_are_found_beside_the_code() -> None:
    assert len(list(data_folder("queries").glob("*.rq"))) == len(catalogue())


def causes(store: Store, construct: str, *, narrower: bool) -> set[str]:
    given = {"construct": construct, "wider": "false"}
    return {str(row["antecedent"]) for row in run(store, find("antecedents"), given, narrower=narrower)}


def test_narrower_constructs_count_where_asked_for(own_library: Store) -> None:
    assert "joy" not in causes(own_library, "customer engagement", narrower=False)
    assert causes(own_library, "CE", narrower=True) == causes(own_library, "CE", narrower=False) | {"joy"}
    base, graph = "https://w3id.org/engagement-kg/", URIRef("https://example.org/thesaurus")
    below, top = URIRef(base + "construct/loyalty"), URIRef(base + "construct/awe")
    assert causes(own_library, "awe", narrower=True) == set()
    own_library.load([(below, URIRef("http://www.w3.org/2004/02/skos/core#broader"), top, graph)])
    assert causes(own_library, "awe", narrower=True) == causes(own_library, "loyalty", narrower=False)
    assert causes(own_library, "awe", narrower=False) == set()
