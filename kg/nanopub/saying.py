"""What a paper does with a relation (hypothesises, finds, denies …), and the same in a plain sentence."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.term import Node

from kg.nanopub.facts import Facts
from kg.rdf.terms import CITO, EVC, RDF

# Kinds that say something of an effect; a question does not, and advice says what to do.
KINDS = (EVC.Hypothesis, EVC.Proposition, EVC.Finding, EVC.Claim)
STANCES = {
    EVC.Hypothesis: EVC.hypothesises,
    EVC.Proposition: EVC.putsForward,
    EVC.Finding: EVC.finds,
    EVC.Claim: EVC.claims,
}
VERBS = {
    EVC.hypothesises: "hypothesises that",
    EVC.putsForward: "proposes that",
    EVC.finds: "finds that",
    EVC.claims: "claims that",
    EVC.reports: "reports that",
    EVC.denies: "denies that",
    EVC.surmises: "holds it possible that",
}
OUTCOMES = {
    EVC.supported: "its test supported this",
    EVC.partiallySupported: "its test supported this in part",
    EVC.notSupported: "its test did not support this",
}
CAUSAL = {EVC.positive: "increases", EVC.negative: "decreases", EVC.noEffect: "has no effect on"}
ASSOCIATED = {
    EVC.positive: "is positively related to",
    EVC.negative: "is negatively related to",
    EVC.noEffect: "is not related to",
}
TIES = {
    EVC.DimensionRelation: "is a dimension of",
    EVC.TypeRelation: "is a type of",
    EVC.ContrastRelation: "differs from",
}
MODERATED = {EVC.positive: "strengthens", EVC.negative: "weakens", EVC.noEffect: "does not change"}


def kind_of(facts: Facts, statement: URIRef) -> URIRef | None:
    """The kind of a statement that says something of an effect; None for questions, advice and what is off topic."""
    if facts.text(statement, EVC.inDomain) == "false":
        return None
    return next((kind for kind in KINDS if kind in facts.objects(statement, RDF.type)), None)


def denies(facts: Facts, statement: URIRef, relation: Node) -> bool:
    """Does the statement say that the relation does not hold? "No effect" is no denial of no effect."""
    return facts.text(statement, EVC.negated) == "true" and facts.value(relation, EVC.sign) != EVC.noEffect


def stance(facts: Facts, statement: URIRef, relation: Node, kind: URIRef) -> URIRef:
    """The property that ties the statement's paper to a relation."""
    hedged = facts.text(statement, EVC.hedged) == "true"
    testable = kind in (EVC.Hypothesis, EVC.Proposition)
    if denies(facts, statement, relation):
        return EVC.speaksOf if testable or hedged else EVC.denies
    if hedged and not testable:
        return EVC.surmises
    reported = not testable and facts.objects(statement, CITO.citesAsAuthority)
    return EVC.reports if reported else STANCES[kind]


def sentence(facts: Facts, statement: URIRef, kind: URIRef) -> str:
    """As a label: "Moor 1999 hypothesises that awe increases joy (H1); its test did not support this"."""
    paper = next((facts.text(each, EVC.shortReference) for each in facts.objects(statement, EVC.statedIn)), "A paper")
    asserted = facts.objects(statement, EVC.asserts)
    relations = "; ".join(_relation(facts, each) for each in asserted)
    verb = VERBS.get(stance(facts, statement, asserted[0], kind), _cautiously(kind))
    outcome = OUTCOMES.get(URIRef(facts.text(statement, EVC.status)))
    number = facts.text(statement, EVC.number)
    said = f"{paper} {verb} {relations}{f' ({number})' if number else ''}"
    return f"{said}; {outcome}" if outcome else said


def _cautiously(kind: URIRef) -> str:
    """The verb where no property has it: of a hypothesis that denies, or a hedged denial."""
    if kind in (EVC.Hypothesis, EVC.Proposition):
        return f"{VERBS[STANCES[kind]]} it is not so that"
    return "holds it possible that it is not so that"


def _relation(facts: Facts, relation: Node) -> str:
    source, target = (" and ".join(_names(facts, relation, role)) for role in ("source", "target"))
    sign = URIRef(facts.text(relation, EVC.sign))
    mediators, moderators = (list(_names(facts, relation, role)) for role in ("mediator", "moderator"))
    if moderators:
        effect = f"the effect of {source} on {target}{_through(mediators)}"
        return f"{' and '.join(moderators)} {MODERATED.get(sign, 'moderates')} {effect}"
    return f"{source} {_tie(facts, relation, sign)} {target}{_through(mediators)}"


def _tie(facts: Facts, relation: Node, sign: URIRef) -> str:
    kinds = facts.objects(relation, RDF.type)
    if EVC.AssociativeRelation in kinds:
        return ASSOCIATED.get(sign, "is related to")
    nonlinear = "has a nonlinear effect on" if sign == EVC.nonlinear else "affects"
    return next((words for kind, words in TIES.items() if kind in kinds), CAUSAL.get(sign, nonlinear))


def _through(mediators: list[str]) -> str:
    return f" through {' and '.join(mediators)}" if mediators else ""


def _names(facts: Facts, relation: Node, role: str) -> Iterator[str]:
    """The constructs in a role as the paper words them."""
    for mention in facts.objects(relation, EVC[f"{role}Mention"]):
        yield facts.text(mention, EVC.wording)
