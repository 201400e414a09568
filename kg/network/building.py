"""The network of a store, or of what is around one construct, from three plain queries.

What varies from store to store (mediators, moderators, statuses) is asked apart or joined here: SPARQL would multiply
the rows of a relation with two mediators and three moderators by six.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rdflib import URIRef

from kg.curation import View, hidden
from kg.errors import BadParameter, NotFound
from kg.identity import references_of
from kg.lookup import constructs_named, near_labels
from kg.network.model import Edge, Evidence, Moderation, Network, Node, Sign, Standing
from kg.query.choosing import LIKELY
from kg.rdf.terms import PROLOGUE, SIGN_OF
from kg.store import Store, Term
from kg.store.terms import to_sparql
from kg.wordings import with_wordings

TYPES = {
    "CausalRelation": "causal",
    "AssociativeRelation": "associative",
    "DimensionRelation": "dimension_of",
    "TypeRelation": "type_of",
}
EFFECTS = ("causal", "associative")
STATUSES: dict[str, Standing] = {
    "supported": "supported",
    "partiallySupported": "partially_supported",
    "notSupported": "not_supported",
}
KINDS: dict[str, Standing] = {
    "Hypothesis": "untested",
    "Finding": "found",
    "Proposition": "claimed",
    "Claim": "claimed",
}
SOME = 1_000  # nodes that one query names
FARTHEST = 3  # steps around a construct: beyond it a neighbourhood is the whole network


@dataclasses.dataclass(frozen=True, slots=True)
class _Said:
    """One relation of one statement, as the store has it."""

    relation: str
    source: str
    target: str
    type: str
    statement: str
    paper: str
    sign: Sign
    standing: Standing


def network(
    store: Store,
    *,
    about: str | None = None,
    steps: int = 1,
    types: Sequence[str] = EFFECTS,
    min_confidence: float = LIKELY,
    view: View = "curated",
) -> Network:
    """The network of all papers, or of the effects that are at most ``steps`` away from the construct ``about``.

    Hypotheses, propositions, findings and claims of the field make it; questions and advice assert no effect.

    Args:
        about: a construct in any spelling, or its IRI.
        types: of relations: causal, associative, dimension_of, type_of.
        min_confidence: statements less sure than this are not counted.

    Raises:
        BadParameter: ``steps`` is not from 1 to 3, or a type is unknown.
        NotFound: the store has no construct of that name.
    """
    if not 1 <= steps <= FARTHEST:
        raise BadParameter(f"steps: {steps} will not do; give a number from 1 to {FARTHEST}")
    if unknown := [name for name in types if name not in TYPES.values()]:
        raise BadParameter(f"types: {unknown[0]!r} will not do; give some of {', '.join(TYPES.values())}")
    around = None if about is None else _named(store, about)
    said = _said(store, around, types, min_confidence, view)
    carried = _thirds(store, said)
    for _ in range(steps - 1 if around is not None else 0):
        reached = {iri for each in said for iri in (each.source, each.target, *_flat(carried[each.relation]))}
        said = _said(store, sorted(reached | set(around or ())), types, min_confidence, view)
        carried = _thirds(store, said)
    edges = _edges(said, carried)
    return Network(nodes=_nodes(store, edges, around or ()), edges=edges, about=tuple(around or ()))


def _named(store: Store, name: str) -> list[str]:
    if name.startswith(("http://", "https://")):
        return [name]
    if found := constructs_named(store, name):
        return [str(iri) for iri in found]
    near = near_labels(store, name)
    remedy = f"did you mean {' or '.join(near)}?" if near else "`kg query constructs` lists what there is"
    raise NotFound(f"no construct in the store is called {name!r}; {remedy}")


def _said(
    store: Store, around: Sequence[str] | None, types: Sequence[str], least: float, view: View
) -> tuple[_Said, ...]:
    """What statements say of the constructs ``around``, in whatever part; of all where it is None."""
    left_out = hidden(store, view)
    shown = references_of(store)
    found: dict[tuple[str, str], _Said] = {}
    for row in _rows(store, ASSERTED, "?any", AROUND, around):
        statement, kind = str(row["statement"]), _last(row["kind"])
        type = TYPES.get(_last(row["type"]), "")
        if type not in types or kind not in KINDS or statement in left_out:
            continue
        if float(str(row.get("confidence", 1))) < least or str(row["paper"]) not in shown:
            continue
        found[statement, str(row["relation"])] = _one(row, type, KINDS[kind], shown[str(row["paper"])])
    return tuple(found[place] for place in sorted(found))


def _one(row: dict[str, Term], type: str, otherwise: Standing, paper: str) -> _Said:
    standing = STATUSES.get(_last(row.get("status")), otherwise)
    if "status" not in row and standing != "untested" and str(row["hedged"]) == "true":
        standing = "hedged"
    sign: Sign = SIGN_OF.get(_last(row.get("sign")), "unsaid")
    return _Said(
        relation=str(row["relation"]),
        source=str(row["source"]),
        target=str(row["target"]),
        type=type,
        statement=str(row["statement"]),
        paper=paper,
        sign="denied" if str(row["negated"]) == "true" and sign != "0" else sign,
        standing=standing,
    )


Thirds = tuple[tuple[str, ...], tuple[str, ...]]  # mediators and moderators of a relation


def _thirds(store: Store, said: Iterable[_Said]) -> dict[str, Thirds]:
    """Mediators and moderators by relation, by IRI; a relation without any has two empty ones."""
    mediators: dict[str, set[str]] = defaultdict(set)
    moderators: dict[str, set[str]] = defaultdict(set)
    relations = sorted({each.relation for each in said})
    for row in _rows(store, THIRDS, "?relation", "", relations):
        (mediators if _last(row["part"]) == "mediator" else moderators)[str(row["relation"])].add(str(row["third"]))
    return {name: (tuple(sorted(mediators[name])), tuple(sorted(moderators[name]))) for name in relations}


def _flat(thirds: Thirds) -> tuple[str, ...]:
    return (*thirds[0], *thirds[1])


def _edges(said: Iterable[_Said], thirds: dict[str, Thirds]) -> tuple[Edge, ...]:
    """One edge a source, target, type and set of mediators; the most papers first, then the most statements."""
    direct: dict[tuple[str, str, str, tuple[str, ...]], list[_Said]] = defaultdict(list)
    moderated: dict[tuple[str, str, str, tuple[str, ...]], dict[str, list[_Said]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for each in said:
        mediators, moderators = thirds[each.relation]
        place = (each.source, each.target, each.type, mediators)
        for moderator in moderators:
            moderated[place][moderator].append(each)
        if not moderators:
            direct[place].append(each)
    edges = [
        Edge(
            source=place[0],
            target=place[1],
            type=place[2],
            mediators=place[3],
            evidence=_evidence(direct.get(place, [])),
            moderations=tuple(
                Moderation(moderator=iri, evidence=_evidence(some))
                for iri, some in sorted(moderated.get(place, {}).items())
            ),
        )
        for place in {**direct, **moderated}
    ]
    return tuple(sorted(edges, key=lambda e: (-len(e.papers), -len(e.evidence.statements), e.constructs, e.type)))


def _evidence(said: Sequence[_Said]) -> Evidence:
    """Counts of statements: one that says the same in two relations counts once."""
    return Evidence(
        statements=tuple(sorted({each.statement for each in said})),
        papers=tuple(sorted({each.paper for each in said})),
        signs=Counter(sign for _, sign in {(each.statement, each.sign) for each in said}),
        standings=Counter(standing for _, standing in {(each.statement, each.standing) for each in said}),
    )


def _nodes(store: Store, edges: Sequence[Edge], about: Sequence[str]) -> tuple[Node, ...]:
    papers: dict[str, set[str]] = {iri: set() for iri in about}
    for edge in edges:
        for iri in edge.constructs:
            papers.setdefault(iri, set()).update(edge.papers)
    labels = {str(row["node"]): str(row["label"]) for row in _rows(store, LABELS, "?node", "", sorted(papers))}
    nodes = [Node(iri=i, label=labels.get(i, _slug(i)), papers=tuple(sorted(found))) for i, found in papers.items()]
    return tuple(sorted(nodes, key=lambda node: (node.label, node.iri)))


def _slug(iri: str) -> str:
    return iri.rpartition("/")[2].replace("-", " ")


def _rows(
    store: Store, query: str, variable: str, join: str, values: Sequence[str] | None
) -> Iterator[dict[str, Term]]:
    """The rows of a query for these values of a variable, so many at a time; for None without that condition."""
    if values is None:
        yield from with_wordings(store, store.query(PROLOGUE + query.replace("#VALUES", "")))
        return
    for start in range(0, len(values), SOME):
        some = " ".join(to_sparql(URIRef(value)) for value in values[start : start + SOME])
        block = f"VALUES {variable} {{ {some} }} {join}"
        yield from with_wordings(store, store.query(PROLOGUE + query.replace("#VALUES", block)))


def _last(term: Term | None) -> str:
    return "" if term is None else str(term).rpartition("#")[2]


AROUND = "?relation evc:source|evc:target|evc:mediator|evc:moderator ?any ."
ASSERTED = """
SELECT DISTINCT ?relation ?source ?target ?type ?statement ?kind ?paper ?negated ?hedged ?sign ?status ?confidence
WHERE {
  {
    SELECT DISTINCT * WHERE {
      #VALUES
      ?relation evc:source ?source ; evc:target ?target ; a ?type .
      FILTER(?type != evc:Relation)
      ?statement evc:asserts ?relation ; evc:inDomain true ; evc:negated ?negated ; evc:hedged ?hedged .
      ?statement evc:statedIn ?paper ; a ?kind .
      FILTER(?kind != evc:Statement)
    } LIMIT 10000000 # a hint: docs/serving.md
  }
  OPTIONAL { ?relation evc:sign ?sign }
  OPTIONAL { ?statement evc:status ?status }
  OPTIONAL { ?statement evc:confidence ?confidence }
}
"""
THIRDS = """
SELECT DISTINCT ?relation ?part ?third WHERE {
  #VALUES
  VALUES ?part { evc:mediator evc:moderator }
  ?relation ?part ?third .
}
"""
LABELS = "SELECT DISTINCT ?node ?label WHERE { #VALUES\n ?node skos:prefLabel ?label }"
