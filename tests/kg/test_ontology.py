"""The ontology: consistent, complete in its documentation, and the same as what the code writes."""

from __future__ import annotations

import html
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from rdflib import URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from kg.files import data_folder
from kg.rdf import reading, statements, terms, to_quads, writing
from kg.rdf.terms import EVC
from kg.run import Run
from kg.vocabulary import vocabulary
from pipelines.record import (
    Construct,
    Definition,
    Document,
    Effect,
    Record,
    Reference,
    Relation,
    Statement,
    Study,
    Test,
)

HOME = URIRef("https://w3id.org/engagement-kg/ontology")
LAYERS = (EVC.DiscourseElement, EVC.DomainEntity)
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(data_folder("ontology") / "evc.ttl")


def own(ontology: rdflib.Graph, *kinds: URIRef) -> list[URIRef]:
    found = {s for kind in kinds for s in ontology.subjects(RDF.type, kind)}
    return sorted(s for s in found if isinstance(s, URIRef) and s.startswith(str(EVC)))


def everything(ontology: rdflib.Graph) -> list[URIRef]:
    return own(ontology, OWL.Class, OWL.NamedIndividual, *PROPERTY_KINDS)


# ---------------------------------------------------------------- pitfalls (after the OOPS! catalogue)


@pytest.mark.parametrize("annotation", [RDFS.label, SKOS.definition, SKOS.scopeNote, SKOS.example])
def test_every_term_is_explained_in_english_once(ontology: rdflib.Graph, annotation: URIRef) -> None:
    for term in everything(ontology):
        texts = list(ontology.objects(term, annotation))
        assert [getattr(t, "language", None) for t in texts] == ["en"], (term, annotation)
        assert str(texts[0]).strip() == str(texts[0]) != ""


def test_every_term_names_its_source_and_home(ontology: rdflib.Graph) -> None:
    for term in everything(ontology):
        assert ontology.value(term, DCTERMS.source), term
        assert ontology.value(term, RDFS.isDefinedBy) == HOME, term


@pytest.mark.parametrize("kinds", [(OWL.Class,), (OWL.NamedIndividual,), PROPERTY_KINDS])
def test_no_two_terms_of_a_kind_share_a_label(ontology: rdflib.Graph, kinds: tuple[URIRef, ...]) -> None:
    counts = Counter(str(ontology.value(term, RDFS.label)).casefold() for term in own(ontology, *kinds))
    assert [label for label, count in counts.items() if count > 1] == []


def test_no_two_terms_share_a_definition(ontology: rdflib.Graph) -> None:
    counts = Counter(str(ontology.value(term, SKOS.definition)).casefold() for term in everything(ontology))
    assert [words for words, count in counts.items() if count > 1] == []


def test_every_subject_is_typed_and_every_own_term_used_is_declared(ontology: rdflib.Graph) -> None:
    declared = set(everything(ontology))
    for triple in ontology:
        for node in triple:
            if isinstance(node, URIRef) and node.startswith(str(EVC)) and node != URIRef(str(EVC)):
                assert node in declared, node
    assert [s for s in set(ontology.subjects()) if not list(ontology.objects(s, RDF.type))] == ontology_lists(ontology)


def ontology_lists(ontology: rdflib.Graph) -> list[rdflib.term.Node]:
    """Cells of RDF lists, which need no type."""
    return [
        s
        for s in set(ontology.subjects())
        if not list(ontology.objects(s, RDF.type)) and (s, RDF.first, None) in ontology
    ]


def test_a_property_has_one_kind_domain_and_range(ontology: rdflib.Graph) -> None:
    for term in own(ontology, *PROPERTY_KINDS):
        kinds = [kind for kind in PROPERTY_KINDS if (term, RDF.type, kind) in ontology]
        assert len(kinds) == 1, term
        expected = 0 if kinds == [OWL.AnnotationProperty] else 1
        assert len(list(ontology.objects(term, RDFS.domain))) == expected, term
        assert len(list(ontology.objects(term, RDFS.range))) == expected, term
        ranges = list(ontology.objects(term, RDFS.range))
        if kinds == [OWL.DatatypeProperty]:
            assert str(ranges[0]).startswith(str(XSD)), term


def test_inverses_swap_domain_and_range_and_are_mutual(ontology: rdflib.Graph) -> None:
    pairs = list(ontology.subject_objects(OWL.inverseOf))
    assert len(pairs) > 20
    for term, inverse in pairs:
        assert (inverse, OWL.inverseOf, term) in ontology, term
        assert term != inverse, "use owl:SymmetricProperty"
        assert ontology.value(term, RDFS.domain) == ontology.value(inverse, RDFS.range), term
        assert ontology.value(term, RDFS.range) == ontology.value(inverse, RDFS.domain), term


def test_symmetric_and_transitive_properties_stay_in_one_class(ontology: rdflib.Graph) -> None:
    for kind in (OWL.SymmetricProperty, OWL.TransitiveProperty):
        found = own(ontology, kind)
        assert found
        for term in found:
            assert ontology.value(term, RDFS.domain) == ontology.value(term, RDFS.range), term
            assert (term, RDF.type, OWL.FunctionalProperty) not in ontology, term


def test_no_class_is_above_itself_and_every_class_is_in_one_layer(ontology: rdflib.Graph) -> None:
    for term in own(ontology, OWL.Class):
        above = set(ontology.transitive_objects(term, RDFS.subClassOf))
        parents = {a for a in above if a != term}
        assert term not in {b for p in parents for b in ontology.transitive_objects(p, RDFS.subClassOf)}, term
        assert sum(layer in above for layer in LAYERS) == 1, term


# Branches of the domain layer that may share members with others, and why.
OVERLAPPING = {
    "DataInsight": "knowledge is a resource too",
    "Engagement": "a behaviour may be co-creation",
    "EngagementApproach": "a way of acting, seen in initiatives",
    "EngagementFit": "a judgement on an initiative, which may be a factor",
    "EngagementObject": "actors can be what one engages with",
    "Institution": "rules may be resources",
    "InvolvementForm": "a form is seen in processes",
}


def test_branches_exclude_each_other_but_for_those_that_may_overlap(ontology: rdflib.Graph) -> None:
    lists = [ontology.value(s, OWL.members) for s in ontology.subjects(RDF.type, OWL.AllDisjointClasses)]
    disjoint = [set(rdflib.collection.Collection(ontology, members)) for members in lists if members is not None]
    for top in (*LAYERS, EVC.Statement, EVC.Relation, EVC.StudyPart):
        kinds = {c for c in ontology.subjects(RDFS.subClassOf, top) if isinstance(c, URIRef)}
        held = next(group for group in disjoint if len(group & kinds) > 1)
        assert {str(c).removeprefix(str(EVC)) for c in kinds - held} == (
            set(OVERLAPPING) if top == EVC.DomainEntity else set()
        ), top


def test_no_class_stands_alone(ontology: rdflib.Graph) -> None:
    unions = {c for u in ontology.objects(None, OWL.unionOf) for c in rdflib.collection.Collection(ontology, u)}
    related = unions | {o for p in (RDFS.domain, RDFS.range) for o in ontology.objects(None, p)}
    for term in own(ontology, OWL.Class):
        parents = {p for p in ontology.objects(term, RDFS.subClassOf) if isinstance(p, URIRef)} - set(LAYERS)
        used = parents or term in related or (None, RDFS.subClassOf, term) in ontology
        assert used or (None, RDF.type, term) in ontology, term


def test_the_layers_exclude_each_other(ontology: rdflib.Graph) -> None:
    assert (EVC.DiscourseElement, OWL.disjointWith, EVC.DomainEntity) in ontology


def test_names_follow_one_convention(ontology: rdflib.Graph) -> None:
    for term in own(ontology, OWL.Class):
        assert term.removeprefix(str(EVC))[0].isupper(), term
    for term in own(ontology, OWL.NamedIndividual, *PROPERTY_KINDS):
        assert term.removeprefix(str(EVC))[0].islower(), term


def test_no_definition_says_only_its_label(ontology: rdflib.Graph) -> None:
    for term in everything(ontology):
        label, words = (str(ontology.value(term, a)).casefold() for a in (RDFS.label, SKOS.definition))
        assert not words.startswith((f"a {label}.", f"the {label}.")), term
        assert len(words.split()) >= 2, term


# ---------------------------------------------------------------- what the field needs has its place

# The two layers' lists, a line a group: the group, and the terms that it needs.
NEEDED = """
sources: Paper inSection Work
statements: Statement Hypothesis Proposition Finding Claim Definition Implication ResearchQuestion
relations: Relation CausalRelation AssociativeRelation DimensionRelation TypeRelation ContrastRelation
effects: source target mediator moderator sign positive negative noEffect nonlinear
evidence: Study Design Method Sample Context Measure EffectSize statistic pValue evidence Status supported notSupported
links: restates supports contradicts refines tests
actors: Actor Customer FocalFirm Employee OtherStakeholder Community Platform
engagement: Engagement EngagementState EngagementBehavior EngagementProcess hasEngagementDimension
dimensions: cognitiveDimension emotionalDimension behavioralDimension socialDimension
behaviours: AugmentingBehavior CodevelopingBehavior InfluencingBehavior MobilizingBehavior WordOfMouth
valence: Valence positiveValence negativeValence neutralValence
drivers and barriers: Factor EngagementDriver EngagementBarrier drivenBy hinders
resources: Resource OperantResource OperandResource ResourceIntegration ResourceContribution integrates
value: ValueCreation ValueCocreation ValueCodestruction ValueOutcome beneficiary
value by beneficiary: CustomerValueOutcome FirmValueOutcome StakeholderValueOutcome
systems: ServiceSystem ServiceEcosystem SystemLevel microLevel mesoLevel macroLevel nestedIn
service-dominant logic: Service ServiceExchange ValueProposition ValueInUse Institution InstitutionalArrangement
involvement: InvolvementForm Codesign Coproduction CustomerFeedback Crowdsourcing EngagementCocreation
stages: InvolvementStage customerInvolvementStage JourneyStage beforePurchase duringConsumption afterConsumption
approaches: EngagementApproach TrueCollaborativeApproach CustomerDrivenApproach FirmDrivenApproach PassiveApproach
investments: customerInvestment firmInvestment highInvestment lowInvestment
attachment: AttachmentStyle SecureAttachment AnxiousAttachment AvoidantAttachment
data: DataDrivenEngagement BigData volume velocity variety veracity dataValue FeedbackLoop KpiFeedbackLoop
"""


@pytest.mark.parametrize("group", NEEDED.strip().splitlines(), ids=lambda group: str(group).partition(":")[0])
def test_what_the_field_needs_is_a_term_that_is_explained(ontology: rdflib.Graph, group: str) -> None:
    for term in (EVC[name] for name in group.partition(":")[2].split()):
        explained = (RDFS.label, SKOS.definition, SKOS.scopeNote, SKOS.example, DCTERMS.source)
        assert term in everything(ontology), term
        assert all(ontology.value(term, annotation) for annotation in explained), term


# ---------------------------------------------------------------- the code and the ontology agree


def full_record() -> Record:
    kinds = ("hypothesis", "proposition", "finding", "claim", "implication", "research_question")
    types = ("causal", "associative", "dimension_of", "type_of", "contrast")
    signs = ("+", "-", "0", "nonlinear", None)
    relations = tuple(
        Relation(
            type=kind,
            source="trust in the brand",
            target=f"outcome {place}",
            mediators=("care",),
            moderators=("age",),
            sign=sign,
            source_span=(0, 5),
            target_span=(6, 9),
            effects=(Effect(statistic="β", value=0.1, p="< .05"),),
        )
        for place, (kind, sign) in enumerate(zip(types, signs, strict=True))
    )
    return Record(
        document=Document(
            source="a.pdf", title="T", authors=("Ada Moor",), year=2020, doi="10.1000/a", keywords=("k",)
        ),
        study=Study(design=("survey",), method=("regression",), sample_size=(9,), context=("Utopia",)),
        constructs=(Construct(id="trust", label="trust", aliases=("faith",)),),
        statements=tuple(
            Statement(
                id=kind,
                kind=kind,
                label="H1",
                text="Trust raises care.",
                page=1,
                section="Results",
                start=0,
                end=9,
                relations=relations if kind == "hypothesis" else relations[:1],
                status=status,
                attributed_to=("Moor 1999",),
                confidence=0.5,
            )
            for kind, status in zip(kinds, ("supported", "not_supported", "partially_supported") * 2, strict=True)
        ),
        definitions=(Definition(term="trust", definition="faith", text="Trust is faith.", page=1, start=3, end=5),),
        references=(Reference(authors=("Moor, A.",), year=1999, title="On trust", doi="10.1000/b"),),
    )


def written() -> list[terms.Quad]:
    return list(to_quads(full_record(), Run(sha256="ab" * 32, pipeline="1", settings={"model": "none"})))


def test_the_code_writes_only_declared_terms_with_their_domain_and_range(ontology: rdflib.Graph) -> None:
    declared = set(everything(ontology))
    data = rdflib.Graph()
    for subject, predicate, value, _ in written():
        data.add((subject, predicate, value))
    used = {term for triple in data for term in triple[1:] if str(term).startswith(str(EVC))}
    assert used - declared == set()
    for subject, predicate, value in data:
        if predicate in declared:
            assert fits(ontology, data, subject, ontology.value(predicate, RDFS.domain)), (subject, predicate)
            if isinstance(value, URIRef) and value not in declared:
                assert fits(ontology, data, value, ontology.value(predicate, RDFS.range)), (predicate, value)
            elif isinstance(value, rdflib.Literal):
                assert (value.datatype or XSD.string) == ontology.value(predicate, RDFS.range), (predicate, value)


def fits(ontology: rdflib.Graph, data: rdflib.Graph, node: rdflib.term.Node, wanted: rdflib.term.Node | None) -> bool:
    if wanted == OWL.Thing:
        return True
    union = ontology.value(wanted, OWL.unionOf) if wanted is not None else None
    allowed = set(rdflib.collection.Collection(ontology, union)) if union is not None else {wanted}
    kinds = {a for kind in data.objects(node, RDF.type) for a in ontology.transitive_objects(kind, RDFS.subClassOf)}
    return bool(kinds & allowed)


def test_every_word_of_the_contract_has_an_individual_or_class(ontology: rdflib.Graph) -> None:
    declared = set(everything(ontology))
    for table in (statements.KINDS, statements.RELATIONS, statements.SIGNS, statements.STATUSES):
        assert set(table.values()) <= declared


def test_prefixes_are_the_same_in_code_and_files() -> None:
    for name in ("evc.ttl", "shapes.ttl"):
        bound = dict(rdflib.Graph(bind_namespaces="none").parse(data_folder("ontology") / name).namespaces())
        for prefix in set(bound) & set(terms.PREFIXES):
            assert str(bound[prefix]) == str(terms.PREFIXES[prefix]), (name, prefix)


def test_modules_share_one_set_of_terms() -> None:
    assert writing.EVC is reading.EVC is terms.EVC


# ---------------------------------------------------------------- reasoner


def reason(graph: rdflib.Graph, folder: Path) -> list[str]:
    """HermiT over the graph: names of unsatisfiable classes; raises where the whole is inconsistent."""
    owlready2 = pytest.importorskip("owlready2")
    if shutil.which("java") is None:
        pytest.skip("HermiT needs a Java runtime (apt-get install default-jre-headless)")
    path = folder / "whole.nt"
    graph.serialize(path, format="nt", encoding="utf-8")
    world = owlready2.World()
    loaded = world.get_ontology(path.as_uri()).load()
    with loaded:
        owlready2.sync_reasoner(world, debug=0)
    return sorted(str(c) for c in world.inconsistent_classes())


@pytest.mark.slow
def test_ontology_and_written_data_are_consistent_and_every_class_can_have_members(
    ontology: rdflib.Graph, tmp_path: Path
) -> None:
    whole = rdflib.Graph()
    for triple in ontology:
        whole.add(triple)
    for subject, predicate, value, _ in written():
        if str(predicate).startswith(str(EVC)) or predicate == RDF.type:
            whole.add((subject, predicate, value))
    assert reason(whole, tmp_path) == []


@pytest.mark.slow
def test_tests_of_different_outcome_and_interactions_of_two_values_are_consistent(
    ontology: rdflib.Graph, tmp_path: Path
) -> None:
    tests = (
        Test(
            study="Study 1",
            sample="north",
            status="supported",
            text="H held.",
            page=3,
            effects=(Effect(statistic="β", value=0.4),),
        ),
        Test(study="Study 2", sample="south", status="not_supported", effects=(Effect(statistic="β", value=0.0),)),
    )
    relation = Relation(type="causal", source="light", target="calm")
    said = Statement(
        id="h1", kind="hypothesis", text="…", relations=(relation,), status="partially_supported", tests=tests
    )
    record = Record(document=Document(source="a"), statements=(said,))
    whole = rdflib.Graph()
    for triple in ontology:
        whole.add(triple)
    for subject, predicate, value, _ in to_quads(record, Run(sha256="ab" * 32, pipeline="1")):
        if str(predicate).startswith(str(EVC)) or predicate == RDF.type:
            whole.add((subject, predicate, value))
    talk = URIRef("https://example.org/a-talk")  # good for the guest, bad for the host
    whole.add((talk, RDF.type, EVC.ValueCocreation))
    whole.add((talk, RDF.type, EVC.ValueCodestruction))
    assert reason(whole, tmp_path) == []


def test_the_reasoner_would_see_a_contradiction(ontology: rdflib.Graph, tmp_path: Path) -> None:
    broken = rdflib.Graph()
    for triple in ontology:
        broken.add(triple)
    broken.add((EVC.Muddle, RDF.type, OWL.Class))
    for parent in (EVC.Hypothesis, EVC.Finding):
        broken.add((EVC.Muddle, RDFS.subClassOf, parent))
    assert [name for name in reason(broken, tmp_path) if "Muddle" in name]


# ---------------------------------------------------------------- documentation


def test_pylode_makes_a_page_that_explains_every_term(ontology: rdflib.Graph) -> None:
    pylode = pytest.importorskip("pylode")
    page = pylode.OntPub(ontology=str(data_folder("ontology") / "evc.ttl")).make_html()
    for term in own(ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        assert str(term) in page, term
        assert html.escape(str(ontology.value(term, SKOS.definition)), quote=False)[:40] in page, term


def test_the_page_on_the_ontology_counts_and_names_rightly(project: Path, ontology: rdflib.Graph) -> None:
    text = (project / "docs" / "ontology.md").read_text(encoding="utf-8")
    assert f"{len(vocabulary().concepts)} constructs" in text
    named = set(re.findall(r"\bevc:(\w+)", text))
    assert named <= {str(term).removeprefix(str(EVC)) for term in everything(ontology)}
    pattern = (project / "docs" / "graph-pattern.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\bevc:(\w+)", pattern)) <= {str(t).removeprefix(str(EVC)) for t in everything(ontology)}
