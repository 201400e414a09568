"""Records become quads and come back unchanged, whatever they hold."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import URIRef

from kg.iris import DEFAULT_BASE, Iris
from kg.rdf import Facts, to_quads, to_record
from kg.rdf.terms import C4O, CITO, DCT, EVC, OA, PRISM, PROV, RDF, SKOS, Term, string
from kg.run import Run
from kg.sharing import put_paper
from kg.store import Store, open_store
from kg.validate import validate
from kg.vocabulary import Concept, Vocabulary
from pipelines import record as contract
from pipelines.errors import RecordError
from pipelines.record import (
    Construct,
    Definition,
    Document,
    Effect,
    Finder,
    Record,
    Reference,
    Relation,
    Statement,
    Study,
)
from pipelines.text import Box, Conflict

RUN = Run(
    sha256="ab" * 32,
    pipeline="rules-1",
    started=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    settings={"model": "none", "a b": '"<>"'},
)
HOSTILE = [
    '"><script>alert(1)</script>',
    "a\nb\r\nc\t",
    "\u202eright to left",
    "x" * 10_000,
    "' ; DROP",
    "\\u0022",
    "",
    " ",
]

words = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
many_words = st.lists(words, max_size=3).map(tuple)
number = st.integers(min_value=-(10**20), max_value=10**20)
real = st.floats(allow_nan=False)
span = st.none() | st.tuples(number, number)


def maybe(strategy: st.SearchStrategy[typing.Any]) -> st.SearchStrategy[typing.Any]:
    return st.none() | strategy


def one_of(literal: typing.Any) -> st.SearchStrategy[typing.Any]:
    return st.sampled_from(typing.get_args(literal))


documents = st.builds(
    Document,
    source=words,
    title=maybe(words),
    authors=many_words,
    year=maybe(number),
    venue=maybe(words),
    volume=maybe(words),
    issue=maybe(words),
    pages=maybe(words),
    doi=maybe(words | st.just("10.1000/x y") | st.just("https://doi.org/10.1000/ÄB/c")),
    keywords=many_words,
    language=maybe(words),
)
studies = st.builds(
    Study,
    design=many_words,
    method=many_words,
    sample_size=st.lists(number, max_size=2).map(tuple),
    context=many_words,
)
constructs = st.builds(
    Construct, id=words, label=words, aliases=many_words, mentions=st.integers(0, 99), domain=st.booleans()
)
relations = st.builds(
    Relation,
    type=one_of(contract.RelationType),
    source=words,
    target=words,
    mediators=many_words,
    moderators=many_words,
    sign=maybe(one_of(contract.Sign)),
    source_span=span,
    target_span=span,
    effects=st.lists(st.builds(Effect, statistic=words, value=real, p=maybe(words)), max_size=2).map(tuple),
)
statements = st.builds(
    Statement,
    id=words | st.sampled_from(["definition", "a~2", "a", "study"]),
    kind=one_of(contract.Kind),
    text=words,
    label=maybe(words),
    page=maybe(number),
    section=maybe(words),
    start=maybe(number),
    end=maybe(number),
    relations=st.lists(relations, max_size=2).map(tuple),
    status=maybe(one_of(contract.Status)),
    attributed_to=many_words,
    negated=st.booleans(),
    hedged=st.booleans(),
    domain=st.booleans(),
    confidence=maybe(real),
)
definitions = st.builds(
    Definition,
    term=words,
    definition=words,
    text=words,
    attributed_to=many_words,
    page=maybe(number),
    start=maybe(number),
    end=maybe(number),
)
references = st.builds(
    Reference, authors=many_words, year=maybe(number), title=maybe(words), venue=maybe(words), doi=maybe(words)
)
records = st.builds(
    Record,
    document=documents,
    study=studies,
    constructs=st.lists(constructs, max_size=3).map(tuple),
    statements=st.lists(statements, max_size=4).map(tuple),
    definitions=st.lists(definitions, max_size=2).map(tuple),
    references=st.lists(references, max_size=3).map(tuple),
)
WORDS = Vocabulary(
    [
        Concept(label="customer engagement", definition="…", acronyms=("CE",), alternatives=("consumer engagement",)),
        Concept(label="perceived risk", definition="…", similar=("danger",), acronyms=("PR",)),
    ]
)


@given(records)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_record_comes_back_from_its_quads(record: Record) -> None:
    quads = list(to_quads(record, RUN, vocabulary=WORDS))
    assert to_record(quads) == record
    assert to_record(reversed(quads)) == record, "the order of quads carries nothing"
    own, shared = (URIRef(iri) for iri in (Iris().document_graph(RUN.sha256), Iris().graph("shared")))
    assert {graph for *_, graph in quads} == {own, shared}
    assert len({quad[:3] for quad in quads}) == len(quads), "a triple stands in one graph alone"


@given(records)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_record_survives_n_triples(record: Record) -> None:
    graph = rdflib.Graph()
    for subject, predicate, value, _ in to_quads(record, RUN, vocabulary=WORDS):
        graph.add((subject, predicate, value))
    again = rdflib.Graph().parse(data=graph.serialize(format="nt"), format="nt")
    assert to_record(again) == record


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("rdf") / "store")) as opened:
        yield opened


@given(record=records)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
def test_a_record_survives_the_store(store: Store, record: Record) -> None:
    graph = Iris().document_graph(RUN.sha256)
    put_paper(store, graph, to_quads(record, RUN, vocabulary=WORDS))
    assert to_record(store.quads(graph)) == record


def hypothesis_record() -> Record:
    relation = Relation(
        type="causal",
        source="perceived trust in chatbot adoption",
        target="CE",
        mediators=("care",),
        moderators=("age", "Gender"),
        sign="+",
        source_span=(10, 20),
        effects=(Effect(statistic="β", value=0.42, p="< .001"),),
    )
    statement = Statement(
        id="h1",
        kind="hypothesis",
        label="H1",
        text="H1: Perceived trust raises CE.",
        page=4,
        section="Results and more",
        start=100,
        end=130,
        relations=(relation,),
        status="supported",
        attributed_to=("Moor 1999", "Nobody 2001"),
    )
    return Record(
        document=Document(source="a.pdf", title="T", authors=("Ada Moor",), year=2020, doi="10.1000/AB"),
        constructs=(
            Construct(id="pt", label="Perceived trust", aliases=("confidence",)),
            Construct(id="ce", label="customer engagement", aliases=("CE",)),
        ),
        statements=(statement,),
        definitions=(
            Definition(term="trust", definition="faith", text="Trust is faith.", attributed_to=("Moor 1999",)),
        ),
        references=(Reference(authors=("Moor, A.",), year=1999, title="On trust", doi="10.1000/ab"),),
    )


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    boxes = {(100, 130): [Box(page=4, x0=1.0, y0=2.0, x1=3.0, y1=4.5)]}
    graph = rdflib.Graph()
    for subject, predicate, value, _ in to_quads(hypothesis_record(), RUN, boxes=boxes, vocabulary=WORDS):
        graph.add((subject, predicate, value))
    return graph


def construct(name: str) -> URIRef:
    return URIRef(f"{DEFAULT_BASE}construct/{name}")


RELATION = URIRef(f"{DEFAULT_BASE}paper/10.1000/ab/h1/relation/1")
STATEMENT = URIRef(f"{DEFAULT_BASE}paper/10.1000/ab/h1")


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("source", {"perceived-trust-in-chatbot-adoption"}),
        ("target", {"customer-engagement"}),
        ("mediator", {"care"}),
        ("moderator", {"age", "gender"}),
    ],
)
def test_the_ends_of_a_relation_are_constructs(graph: rdflib.Graph, role: str, expected: set[str]) -> None:
    assert set(graph.objects(RELATION, EVC[role])) == {construct(name) for name in expected}


def test_a_long_wording_points_to_the_known_construct_in_it(graph: rdflib.Graph) -> None:
    long = construct("perceived-trust-in-chatbot-adoption")
    assert list(graph.objects(long, EVC.involves)) == [construct("perceived-trust")]
    assert not list(graph.objects(construct("care"), EVC.involves))


def test_a_curated_name_in_a_curated_name_is_pointed_to() -> None:
    words = Vocabulary(
        [
            Concept(label="customer engagement", definition="…"),
            Concept(label="customer engagement behavior", definition="…"),
        ]
    )
    record = Record(
        document=Document(source="a"), constructs=(Construct(id="x", label="Customer engagement behaviours"),)
    )
    data = rdflib.Graph()
    for subject, predicate, value, _ in to_quads(record, RUN, vocabulary=words):
        data.add((subject, predicate, value))
    assert list(data.objects(construct("customer-engagement-behavior"), EVC.involves)) == [
        construct("customer-engagement")
    ]
    assert (construct("customer-engagement"), EVC.matchKey, string("customer engagement")) in data


def test_an_alias_names_its_construct_and_is_found_by_key(graph: rdflib.Graph) -> None:
    assert list(graph.subjects(EVC.matchKey, string("ce"))) == [construct("customer-engagement")]
    assert list(graph.subjects(EVC.matchKey, string("confidence"))) == [construct("perceived-trust")]
    assert (construct("customer-engagement"), SKOS.inScheme, URIRef(f"{DEFAULT_BASE}scheme/engagement")) in graph
    assert (construct("perceived-trust"), SKOS.inScheme, URIRef(f"{DEFAULT_BASE}scheme/found")) in graph


@pytest.mark.parametrize(
    ("wording", "name", "near"),
    [
        ("Consumer engagements", "customer-engagement", set()),
        ("danger", "danger", {"perceived-risk"}),
        ("PR", "pr", {"perceived-risk"}),
        ("perceived risks", "perceived-risk", set()),
        ("risk", "risk", set()),
    ],
)
def test_sure_names_are_merged_and_unsure_ones_only_pointed_at(wording: str, name: str, near: set[str]) -> None:
    record = Record(document=Document(source="a"), constructs=(Construct(id="x", label=wording),))
    data = rdflib.Graph()
    for subject, predicate, value, _ in to_quads(record, RUN, vocabulary=WORDS):
        data.add((subject, predicate, value))
    assert [construct(name)] == list(data.objects(None, EVC.construct))
    assert set(data.objects(construct(name), SKOS.closeMatch)) == {construct(n) for n in near}
    assert all((construct(n), SKOS.prefLabel, None) in data for n in near)


@pytest.mark.parametrize(
    ("wording", "score"), [("trusts", 1.0), ("confidence in the firm", 0.9), ("TR", 0.8), ("some other thing", 1.0)]
)
def test_a_mention_says_how_surely_it_names_its_construct(wording: str, score: float) -> None:
    words = Vocabulary([Concept(label="trust", definition="…", alternatives=("confidence in the firm",))])
    said = Statement(
        id="s", kind="claim", text="…", relations=(Relation(type="causal", source=wording, target="some end"),)
    )
    record = Record(
        document=Document(source="a"),
        constructs=(Construct(id="trust", label="trust", aliases=("TR",)),),
        statements=(said,),
    )
    quads = list(to_quads(record, RUN, vocabulary=words))
    scores = {str(s).rpartition("/")[2]: float(str(o)) for s, p, o, _ in quads if p == EVC.score}
    assert scores == {"source": score, "target": 1.0}
    assert validate(quads).problems == ()


def test_a_citation_finds_its_entry_or_makes_a_work_of_its_own(graph: rdflib.Graph) -> None:
    cited = set(graph.objects(STATEMENT, CITO.citesAsAuthority))
    assert cited == {URIRef(f"{DEFAULT_BASE}paper/10.1000/ab"), URIRef(f"{DEFAULT_BASE}work/nobody-2001")}
    entries = [list(graph.objects(p, C4O.denotes)) for p in sorted(graph.objects(STATEMENT, EVC.citation))]
    assert entries == [[URIRef(f"{DEFAULT_BASE}paper/10.1000/ab/reference/1")], []]


def test_words_are_tied_to_quote_position_page_and_box(graph: rdflib.Graph) -> None:
    found = graph.query(
        """SELECT ?quote ?start ?page ?top WHERE {
             ?note oa:hasBody ?statement ; oa:hasTarget ?text, ?sheet .
             ?text oa:hasSelector [ oa:exact ?quote ], [ oa:start ?start ] .
             ?sheet oa:hasSelector [ rdf:value ?page ], [ a evc:BoxSelector ; evc:top ?top ] }""",
        initNs={"oa": OA, "evc": EVC, "rdf": RDF},
        initBindings={"statement": STATEMENT},
    )
    assert [[str(v) for v in row] for row in found] == [["H1: Perceived trust raises CE.", "100", "page=4", "4.5"]]


def test_the_extraction_tells_its_pipeline_and_start(graph: rdflib.Graph) -> None:
    activity = graph.value(STATEMENT, PROV.wasGeneratedBy)
    assert graph.value(activity, EVC.pipelineVersion) == string("rules-1")
    assert str(graph.value(activity, PROV.startedAtTime)) == "2026-01-02T03:04:05+00:00"


@pytest.mark.parametrize("finder", [None, "rules", "model", "both"])
def test_who_found_a_statement_goes_in_and_comes_back(finder: Finder | None) -> None:
    said = Statement(id="s", kind="hypothesis", text="…", found_by=finder)
    quads = list(to_quads(Record(document=Document(source="a"), statements=(said,)), RUN))
    assert {str(o).rpartition("#")[2] for _, p, o, _ in quads if p == EVC.foundBy} == {
        name for name, who in [("ruleFinder", ("rules", "both")), ("modelFinder", ("model", "both"))] if finder in who
    }
    assert to_record(quads).statements[0].found_by == finder


TRUST = Relation(type="causal", source="trust", target="care", effects=(Effect(statistic="r", value=0.2),))
SURVEY = Study(design=("survey",), sample_size=(312,))


@pytest.mark.parametrize(
    ("facts", "study", "rests", "sampled"),
    [
        ({"kind": "finding"}, SURVEY, True, True),
        ({"kind": "hypothesis", "status": "not_supported"}, SURVEY, True, True),
        ({"kind": "hypothesis"}, SURVEY, False, True),
        ({"kind": "claim"}, SURVEY, False, True),
        ({"kind": "finding", "attributed_to": ("Moor 1999",)}, SURVEY, False, True),
        ({"kind": "finding"}, Study(), False, False),
        ({"kind": "finding"}, Study(sample_size=(312, 40)), True, False),
    ],
)
def test_results_rest_on_the_study_and_effects_on_its_only_sample(
    facts: dict[str, Any], study: Study, rests: bool, sampled: bool
) -> None:
    said = Statement(id="s", text="…", relations=(TRUST,), **facts)
    quads = list(to_quads(Record(document=Document(source="a"), study=study, statements=(said,)), RUN))
    assert any(p == EVC.evidence and str(o).endswith("/study") for _, p, o, _ in quads) == rests
    assert any(p == EVC.onSample and str(o).endswith("/study/sample/1") for _, p, o, _ in quads) == sampled
    assert validate(quads).conforms


def test_output_repeats_without_blank_nodes_or_doubles() -> None:
    first, second = (list(to_quads(hypothesis_record(), RUN)) for _ in range(2))
    assert first == second
    assert len(first) == len(set(first))
    assert not [quad for quad in first for term in quad if isinstance(term, rdflib.BNode)]


def test_another_base_moves_data_but_not_terms() -> None:
    quads = list(to_quads(hypothesis_record(), RUN, iris=Iris("https://example.org/")))
    assert all(str(s).startswith("https://example.org/") for s, *_ in quads)
    assert to_record(quads) == hypothesis_record()


def test_what_a_file_says_differently_of_itself_is_kept_beside_the_record() -> None:
    conflict = Conflict(
        field="venue",
        chosen="Journal of Made Up",
        sources=("running head", "front page"),
        others=(("Made Up Letters", "cover page"),),
    )
    data = rdflib.Graph()
    for subject, predicate, value, _ in to_quads(hypothesis_record(), RUN, facts=Facts(conflicts=[conflict])):
        data.add((subject, predicate, value))
    claims = {
        (str(data.value(c, EVC.field)), str(data.value(c, RDF.value)), str(data.value(c, EVC.claimedBy)))
        for c in data.subjects(EVC.claimOn, URIRef(f"{DEFAULT_BASE}paper/10.1000/ab"))
    }
    assert claims == {
        ("venue", "Journal of Made Up", "running head"),
        ("venue", "Journal of Made Up", "front page"),
        ("venue", "Made Up Letters", "cover page"),
    }
    assert to_record(data) == hypothesis_record()
    assert validate(data).problems == ()


@pytest.mark.parametrize(
    ("entries", "kept"), [(["Moor, A. (1999). On trust. Made Up, 17(3), 1-9."], 1), ([], 0), (["a", "b"], 0)]
)
def test_entries_are_kept_as_printed_where_they_fit(entries: list[str], kept: int) -> None:
    quads = list(to_quads(hypothesis_record(), RUN, facts=Facts(entries=entries)))
    printed = [
        value for subject, predicate, value, _ in quads if predicate == C4O.hasContent and "/reference/" in subject
    ]
    assert [str(value) for value in printed] == entries[:kept]
    assert to_record(quads) == hypothesis_record()


@pytest.mark.parametrize(
    ("licence", "term"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", URIRef("https://creativecommons.org/licenses/by/4.0/")),
        ("https://a.example/x <y> z", URIRef("https://a.example/x%20%3Cy%3E%20z")),
        ("CC BY", string("CC BY")),
        ("https:// nothing", string("https:// nothing")),
    ],
)
def test_issn_licence_and_abstract_go_in_beside_the_record(licence: str, term: Term) -> None:
    facts = Facts(issn=("0000-0019", "1234-567X"), licence=licence, abstract='We "study" trust.')
    quads = list(to_quads(hypothesis_record(), RUN, facts=facts))
    said = {(p, o) for s, p, o, _ in quads if str(s).endswith("/paper/10.1000/ab")}
    assert {(PRISM.issn, string("0000-0019")), (PRISM.issn, string("1234-567X")), (DCT.license, term)} <= said
    assert (DCT.abstract, string('We "study" trust.')) in said
    assert validate(quads).problems == ()
    assert to_record(quads) == hypothesis_record()


def test_half_a_surrogate_pair_is_refused() -> None:
    record = Record(document=Document(source="a", title="\ud800"))
    with pytest.raises(RecordError, match="surrogate"):
        list(to_quads(record, RUN))


def test_quads_of_no_paper_or_of_two_are_refused() -> None:
    quads = list(to_quads(hypothesis_record(), RUN))
    other = list(to_quads(Record(document=Document(source="b")), Run(sha256="cd" * 32, pipeline="rules-1")))
    with pytest.raises(RecordError, match="got those of 0"):
        to_record([])
    with pytest.raises(RecordError, match="got those of 2"):
        to_record(quads + other)
    title = next(q for q in quads if q[1] == DCT.identifier)
    with pytest.raises(RecordError, match="where a record needs one"):
        to_record([q for q in quads if q != title])
