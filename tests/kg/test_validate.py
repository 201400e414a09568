"""Shapes: a written record conforms; each kind of damage is told in words."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib import Literal, URIRef
from rdflib.namespace import SH

from kg.errors import InvalidRdf
from kg.export import write
from kg.rdf import to_quads
from kg.rdf.terms import DEO, EVC, FABIO, OA, PROV, RDF, SCHEMA, SKOS, integer, string
from kg.run import Run
from kg.store import open_store
from kg.validate import Problem, shapes, validate, validate_files, validate_store
from pipelines.record import Construct, Definition, Document, Record, Reference, Relation, Statement
from tests.kg.papers import WHOLE

RUN = Run(sha256="ab" * 32, pipeline="rules-1", settings={"model": "none"})
PAPER = URIRef("https://w3id.org/engagement-kg/paper/10.1000/ab")
H1, F1 = PAPER + "/h1", PAPER + "/f1"
R1 = H1 + "/relation/1"
FILE = URIRef("https://w3id.org/engagement-kg/file/" + "ab" * 10)
TRUST = URIRef("https://w3id.org/engagement-kg/construct/trust")


def graph() -> rdflib.Graph:
    result = rdflib.Graph()
    for subject, predicate, value, _ in to_quads(WHOLE, RUN):
        result.add((subject, predicate, value))
    return result


def test_a_written_record_conforms() -> None:
    assert validate(graph()).problems == ()
    assert validate(to_quads(WHOLE, RUN)).conforms


HOSTILE = ('"><script>', "a\nb\r\n", "\u202eright to left", "x" * 10_000, "' ; DROP", "\\u0022", "", " ", "\x00\x1b")


def test_hostile_words_conform_too() -> None:
    record = Record(
        document=Document(source=HOSTILE[0], title=HOSTILE[3], authors=HOSTILE, keywords=HOSTILE, doi='10.1000/"><x>'),
        constructs=tuple(Construct(id=words, label=words, aliases=HOSTILE) for words in HOSTILE),
        statements=tuple(
            Statement(
                id=words,
                kind="claim",
                text=words,
                section=words,
                attributed_to=HOSTILE,
                relations=(Relation(type="causal", source=words, target=words + "!"),),
            )
            for words in HOSTILE
        ),
        definitions=tuple(Definition(term=words, definition=words, text=words) for words in HOSTILE),
        references=tuple(Reference(authors=(words,), title=words, doi=words) for words in HOSTILE),
    )
    assert validate(to_quads(record, RUN)).problems == ()


# What is taken away or put in, and a word of the message that must name it.
TAKEN = [
    (R1, EVC.source, "starts at exactly one construct"),
    (R1, EVC.targetMention, "wording of a relation's target"),
    (R1, SCHEMA.position, "no order"),
    (H1, EVC.wording, "words as the paper has them"),
    (H1, EVC.statedIn, "exactly one paper"),
    (H1, PROV.wasGeneratedBy, "which extraction"),
    (H1, EVC.negated, "negated"),
    (F1, EVC.asserts, "must assert at least one relation"),
    (PAPER, EVC.shortReference, "short reference"),
    (FILE, EVC.sha256, "SHA-256"),
    (TRUST, EVC.matchKey, "looked up"),
    (TRUST, SKOS.prefLabel, "preferred label"),
]
PUT = [
    (H1, EVC.status, EVC.proved, "A status is one of"),
    (H1, EVC.confidence, Literal(1.5), "from 0 to 1"),
    (H1, EVC.page, integer(0), "whole number from 1"),
    (R1, EVC.sign, Literal("+"), "A sign is one of"),
    (R1, EVC.mediator, string("warmth"), "mediator is an evc:Construct"),
    (TRUST, SKOS.prefLabel, Literal("reliance", lang="en"), "at most one in each language"),
    (H1, EVC.begins, integer(99), "begin"),
]


@pytest.mark.parametrize(("node", "predicate", "words"), TAKEN)
def test_what_is_missing_is_told(node: URIRef, predicate: URIRef, words: str) -> None:
    data = graph()
    assert (node, predicate, None) in data
    data.remove((node, predicate, None))
    assert any(p.node == str(node) and words in p.message for p in validate(data).problems)


@pytest.mark.parametrize(("node", "predicate", "value", "words"), PUT)
def test_what_is_wrong_is_told(node: URIRef, predicate: URIRef, value: rdflib.term.Node, words: str) -> None:
    data = graph()
    data.add((node, predicate, value))
    assert any(p.node == str(node) and words in p.message for p in validate(data).problems)


def test_a_statement_without_its_words_is_told() -> None:
    data = graph()
    data.remove((None, OA.hasBody, H1))
    assert any("tied to its words" in p.message for p in validate(data).problems)


def test_every_class_of_a_full_record_has_a_shape() -> None:
    written = set(graph().objects(None, RDF.type))
    shaped = set(shapes().objects(None, SH.targetClass))
    kinds = {EVC.Hypothesis, EVC.Finding, EVC.CausalRelation, EVC.TypeRelation}  # shaped as Statement and Relation
    kinds |= {FABIO.ResearchPaper, DEO.Results, SKOS.Concept}  # shaped as Paper, Section and Construct
    bare = {EVC.CleanText}  # carries nothing but its type
    assert written - shaped - kinds - bare == set()


def test_every_constraint_has_a_message_in_words() -> None:
    for shape in set(shapes().objects(None, SH.property)):
        messages = list(shapes().objects(shape, SH.message))
        assert len(messages) == 1, shape
        assert str(messages[0]).endswith((".", "…")), messages


def test_files_are_validated_graph_by_graph(tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    with path.open("wb") as file:
        write(to_quads(WHOLE, RUN), "nquads", file)
    assert validate_files([path]).conforms


@pytest.mark.parametrize(("name", "words"), [("a.ttl", "cannot be read as RDF"), ("a.docx", "unknown RDF syntax")])
def test_files_that_are_no_rdf_are_refused(tmp_path: Path, name: str, words: str) -> None:
    path = tmp_path / name
    path.write_text("this is not RDF")
    with pytest.raises(InvalidRdf, match=words):
        validate_files([path])


def test_a_store_is_validated_graph_by_graph(tmp_path: Path) -> None:
    name = URIRef("https://example.org/broken")
    with open_store(str(tmp_path / "store")) as store:
        store.load(to_quads(WHOLE, RUN))
        assert validate_store(store).conforms
        store.load([(PAPER, RDF.type, EVC.Paper, name)])
        assert any("short reference" in str(problem) for problem in validate_store(store).problems)


def test_a_problem_reads_as_one_line() -> None:
    problem = Problem(node="https://example.org/a", path=str(EVC.page), value="0", message="A page is a whole number.")
    assert str(problem) == f"https://example.org/a {EVC.page}: A page is a whole number. (found: 0)"
