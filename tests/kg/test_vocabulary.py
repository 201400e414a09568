"""The curated vocabulary: sorted, without clashes, complete, and the same in both its files."""

from __future__ import annotations

import re
import tomllib

import pytest
import rdflib
from rdflib.namespace import OWL, RDF

from kg.files import data_folder
from kg.iris import Iris
from kg.rdf.terms import EVC, SKOS
from kg.rdf.vocabulary import turtle, vocabulary_triples
from kg.validate import validate
from kg.vocabulary import Concept, Vocabulary, vocabulary
from pipelines.canonical import key

CONCEPTS = vocabulary().concepts
BY_LABEL = {c.label: c for c in CONCEPTS}


def above(label: str) -> set[str]:
    """All concepts broader than one, however far."""
    found: set[str] = set()
    todo = [*BY_LABEL[label].broader]
    while todo:
        label = todo.pop()
        if label not in found:
            found.add(label)
            todo += BY_LABEL[label].broader
    return found


def test_there_are_enough_concepts_of_every_theme() -> None:
    assert len(CONCEPTS) >= 300
    assert len({c.group for c in CONCEPTS}) >= 10


def test_the_file_is_sorted() -> None:
    labels = list(tomllib.loads((data_folder("ontology") / "constructs.toml").read_text(encoding="utf-8")))
    assert labels == sorted(labels, key=str.lower)
    for concept in CONCEPTS:
        for names in (concept.alternatives, concept.similar, concept.acronyms):
            assert list(names) == sorted(set(names)), concept.label


def test_turtle_is_made_from_the_table() -> None:
    made = (data_folder("ontology") / "constructs.ttl").read_text(encoding="utf-8")
    assert made == turtle(vocabulary(), Iris()), "run: python -m kg.rdf"


def test_no_name_means_two_concepts() -> None:
    meant: dict[str, str] = {}
    for concept in CONCEPTS:
        for name in (concept.label, *concept.alternatives):
            assert meant.setdefault(key(name), concept.label) == concept.label, name
    for concept in CONCEPTS:
        for name in concept.similar:
            assert key(name) not in meant, f"{name} of {concept.label} already means {meant[key(name)]}"


@pytest.mark.parametrize("field", ["broader", "related", "dimensions", "distinct"])
def test_concepts_point_to_concepts(field: str) -> None:
    for concept in CONCEPTS:
        for label in getattr(concept, field):
            assert label in BY_LABEL, (concept.label, label)
            assert label != concept.label


def test_broader_has_no_circle_and_excludes_related() -> None:
    for concept in CONCEPTS:
        assert concept.label not in above(concept.label)
        for label in concept.related:
            assert label not in above(concept.label), (concept.label, label)
            assert concept.label not in above(label), (concept.label, label)


@pytest.mark.parametrize("field", ["related", "distinct"])
def test_mutual_ties_are_written_once(field: str) -> None:
    pairs = [frozenset((c.label, other)) for c in CONCEPTS for other in getattr(c, field)]
    assert len(pairs) == len(set(pairs))


def test_every_concept_is_defined_in_a_sentence_with_a_source() -> None:
    definitions = [c.definition for c in CONCEPTS]
    assert len(set(definitions)) == len(definitions)
    for concept in CONCEPTS:
        assert re.fullmatch(r"[A-Z].{15,}\.", concept.definition), concept.label
        assert concept.sources
        assert all(re.search(r"\b(19|20)\d\d$", s) or s == "Raeisi & Meng" for s in concept.sources), concept.label


def test_acronyms_look_like_acronyms() -> None:
    for concept in CONCEPTS:
        for acronym in concept.acronyms:
            assert re.fullmatch(r"[A-Za-z0-9&-]{1,12}( \w+)?", acronym), acronym
            assert sum(c.isupper() for c in acronym) >= 2, acronym


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("customer participation", "customer engagement"),
        ("customer involvement", "customer engagement"),
        ("customer participation", "customer involvement"),
        ("brand community engagement", "brand engagement"),
        ("value co-destruction", "value co-creation"),
        ("co-production", "value co-creation"),
        ("customer loyalty", "customer engagement"),
        ("service logic", "service-dominant logic"),
        ("organizational citizenship behavior", "customer citizenship behavior"),
    ],
)
def test_near_synonyms_are_kept_apart(one: str, other: str) -> None:
    assert other in BY_LABEL[one].distinct or one in BY_LABEL[other].distinct
    assert vocabulary().resolve(one) != vocabulary().resolve(other)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Customer Engagement Behaviours", "customer engagement behavior"),
        ("CEB", "customer engagement behavior"),
        ("consumer engagement", "customer engagement"),
        ("cocreation of value", "value co-creation"),
        ("word-of-mouth", "word of mouth"),
        ("eWOM", "electronic word of mouth"),
        ("S-D logic", "service-dominant logic"),
    ],
)
def test_names_that_mean_a_concept(name: str, label: str) -> None:
    assert vocabulary().resolve(name) == key(label)


# A sure merger shows the concept's name in place of the paper's wording: what is narrower or a neighbour stays apart.
APART = [
    ("monetary rewards", "incentive"),
    ("monetary incentive", "incentive"),
    ("monetary reward", "monetary incentive"),
    ("intrinsic incentives", "incentive"),
    ("organizational incentive", "incentive"),
    ("brand advocacy", "advocacy"),
    ("brand evangelism", "brand advocate"),
    ("online brand communities", "brand community"),
    ("customer-based brand equity", "brand equity"),
    ("corporate image", "brand reputation"),
    ("innovation ecosystem", "business ecosystem"),
    ("continuance commitment", "calculative commitment"),
    ("conversational agents", "chatbot"),
    ("relationship commitment", "commitment"),
    ("national culture", "cultural value"),
    ("service convenience", "convenience"),
    ("service experience", "customer experience"),
    ("user experience", "customer experience"),
    ("product knowledge", "customer knowledge"),
    ("loyalty", "customer loyalty"),
    ("satisfaction", "customer satisfaction"),
    ("user satisfaction", "customer satisfaction"),
    ("employee satisfaction", "job satisfaction"),
    ("buyer–seller relationships", "customer-firm relationship"),
    ("disengagement", "customer disengagement"),
    ("work engagement", "employee engagement"),
    ("affective dimension", "emotional engagement"),
    ("playfulness", "enjoyment"),
    ("expectancy disconfirmation", "expectation confirmation"),
    ("profitability", "financial performance"),
    ("dynamic capabilities", "firm capability"),
    ("functional benefits", "functional value"),
    ("hedonic benefits", "hedonic value"),
    ("social benefits", "social value"),
    ("customer centricity", "market orientation"),
    ("negative affect", "negative emotion"),
    ("market mavenism", "opinion leadership"),
    ("parasocial relationship", "parasocial interaction"),
    ("perceived behavioural control", "perceived control"),
    ("effort expectancy", "perceived ease of use"),
    ("performance expectancy", "perceived usefulness"),
    ("customer value", "perceived value"),
    ("price fairness", "price perception"),
    ("positive word-of-mouth", "word of mouth"),
    ("service failure severity", "service failure"),
    ("new service development", "service innovation"),
    ("social networking sites", "social media"),
    ("pro-environmental behaviour", "sustainability"),
    ("trust in AI", "trust in technology"),
    ("customer trust", "trust"),
    ("price promotion", "sales promotion"),
    ("willingness to pay a premium", "willingness to pay"),
    ("subjective well-being", "well-being"),
]

TOGETHER = [
    ("consumer brand engagement", "brand engagement"),
    ("emotional brand attachment", "brand attachment"),
    ("attitude toward the brand", "brand attitude"),
    ("consumer-based brand equity", "customer-based brand equity"),
    ("complaint management", "complaint handling"),
    ("continued use intention", "continuance intention"),
    ("customer defection", "customer churn"),
    ("consumer satisfaction", "customer satisfaction"),
    ("consumer loyalty", "customer loyalty"),
    ("consumer trust", "customer trust"),
    ("financial rewards", "monetary reward"),
    ("online word-of-mouth", "electronic word of mouth"),
    ("affective engagement", "emotional engagement"),
    ("organisational performance", "firm performance"),
    ("marketer-generated content", "firm-generated content"),
    ("impulsive buying", "impulse buying"),
    ("ease of use", "perceived ease of use"),
    ("usefulness", "perceived usefulness"),
    ("risk perception", "perceived risk"),
    ("customer perceived value", "perceived value"),
    ("service quality", "perceived service quality"),
    ("intention to purchase", "purchase intention"),
    ("willingness to recommend", "recommendation intention"),
    ("intention to quit", "turnover intention"),
    ("consumer-generated content", "user-generated content"),
    ("co-creation of value", "value co-creation"),
    ("value co-destruction", "co-destruction"),
    ("failure severity", "service failure severity"),
]


@pytest.mark.parametrize(("term", "label"), APART)
def test_narrower_and_neighbouring_terms_are_not_merged(term: str, label: str) -> None:
    assert label in BY_LABEL
    found = vocabulary().meant(key(term))
    assert found is None or found.label != label
    assert vocabulary().resolve(term) == (found.key if found else key(term))


@pytest.mark.parametrize(("term", "label"), TOGETHER)
def test_synonyms_and_spellings_are_merged(term: str, label: str) -> None:
    assert vocabulary().resolve(term) == vocabulary().resolve(label)
    assert vocabulary().resolve(label) in {c.key for c in CONCEPTS}


@pytest.mark.parametrize(
    ("label", "wider"),
    [
        ("monetary reward", "incentive"),
        ("customer loyalty", "loyalty"),
        ("job satisfaction", "satisfaction"),
        ("online brand community", "brand community"),
        ("dynamic capability", "firm capability"),
        ("customer trust", "trust"),
    ],
)
def test_a_narrower_construct_stands_below_the_wider(label: str, wider: str) -> None:
    assert wider in above(label)
    assert label not in above(wider)


@pytest.mark.parametrize("name", ["volume", "culture", "CEM", "volunteering", "customer", ""])
def test_names_that_may_mean_something_else_stay_themselves(name: str) -> None:
    assert vocabulary().resolve(name) == key(name)


def test_a_name_near_several_concepts_is_none_of_them() -> None:
    words = Vocabulary([Concept(label=a, definition="…", acronyms=("AB",)) for a in ("alpha beta", "ante bellum")])
    assert words.meant("ab") is None
    assert {c.label for c in words.near("ab")} == {"alpha beta", "ante bellum"}
    assert words.resolve("AB") == "ab"


def test_the_vocabulary_keeps_the_shapes() -> None:
    assert validate(vocabulary_triples(vocabulary(), Iris())).problems == ()


def test_what_concepts_concern_is_a_class_of_the_domain() -> None:
    ontology = rdflib.Graph().parse(data_folder("ontology") / "evc.ttl")
    concerned = [c.concerns for c in CONCEPTS if c.concerns]
    assert len(concerned) > 50
    for name in concerned:
        assert (EVC[name], RDF.type, OWL.Class) in ontology, name


def test_labels_of_one_concept_do_not_repeat() -> None:
    graph = rdflib.Graph()
    for triple in vocabulary_triples(vocabulary(), Iris()):
        graph.add(triple)
    for node in set(graph.subjects(RDF.type, EVC.Construct)):
        names = [set(graph.objects(node, p)) for p in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
        assert len(names[0]) == 1
        assert sum(map(len, names)) == len(set.union(*names)), node
        assert not set(graph.objects(node, EVC.mustNotMerge)) & set(graph.transitive_objects(node, SKOS.exactMatch))


def test_narrower_constructs_are_those_below_at_any_depth_once() -> None:
    facts = {"trust": (), "faith": ("trust",), "care": ("faith", "trust"), "joy": ("care",), "awe": ()}
    words = Vocabulary(Concept(label=label, definition="…", broader=above) for label, above in facts.items())
    assert [c.label for c in words.narrower("trust")] == ["faith", "care", "joy"]
    assert [words.narrower(label) for label in ("joy", "awe", "zeal")] == [(), (), ()]
    circle = Vocabulary(Concept(label=a, definition="…", broader=(b,)) for a, b in [("joy", "awe"), ("awe", "joy")])
    assert {c.label for c in circle.narrower("joy")} == {"joy", "awe"}
