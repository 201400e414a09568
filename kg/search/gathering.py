"""What can be found in a store, as plain entries: statements, definitions, constructs, papers.

The whole store is read: a query a kind of thing and a hash of each entry cost little beside an index that may be
stale.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.curation import hidden
from kg.iris import ONTOLOGY
from kg.rdf.terms import PROLOGUE, SIGN_OF
from kg.store import Store
from kg.wordings import wordings

CONSTRUCT = "construct"
CLASSES = {
    "Hypothesis": "hypothesis",
    "Proposition": "proposition",
    "Finding": "finding",
    "Claim": "claim",
    "Implication": "implication",
    "ResearchQuestion": "research_question",
}
STATUSES = {"supported": "supported", "notSupported": "not_supported", "partiallySupported": "partially_supported"}
ROLES = {"source": "cause", "target": "effect", "mediator": "mediator", "moderator": "moderator"}
FIRST_WORDS = 600  # characters of an abstract that a paper is found by

PAPERS = """SELECT ?paper ?name ?title ?year ?venue ?doi ?abstract WHERE {
  ?paper a evc:Paper ; evc:shortReference ?name
  OPTIONAL { ?paper dcterms:title ?title } OPTIONAL { ?paper fabio:hasPublicationYear ?year }
  OPTIONAL { ?paper prism:publicationName ?venue } OPTIONAL { ?paper dcterms:abstract ?abstract }
  OPTIONAL { ?paper prism:doi ?doi } }"""
AUTHORS = """SELECT ?paper ?words WHERE { ?paper a evc:Paper ; dcterms:creator ?author .
  ?author foaf:name ?words ; schema:position ?n } ORDER BY ?paper ?n"""
KEYWORDS = "SELECT ?paper ?words WHERE { ?paper a evc:Paper ; evc:keyword/rdf:value ?words } ORDER BY ?paper ?words"
STATEMENTS = """SELECT ?s ?class ?paper ?words ?number ?status ?page ?section ?confidence WHERE {
  ?s a evc:Statement, ?class ; evc:statedIn ?paper ; evc:wording ?words ; evc:inDomain true .
  FILTER(?class != evc:Statement)
  OPTIONAL { ?s evc:number ?number } OPTIONAL { ?s evc:status ?status } OPTIONAL { ?s evc:page ?page }
  OPTIONAL { ?s evc:inSection/dcterms:title ?section } OPTIONAL { ?s evc:confidence ?confidence } }"""
ENDS = """SELECT ?s ?r ?p ?c ?words ?sign WHERE { ?s evc:asserts ?r .
  VALUES ?p { evc:sourceMention evc:targetMention evc:mediatorMention evc:moderatorMention }
  ?r ?p ?m . ?m evc:denotes ?c ; evc:wording ?words OPTIONAL { ?r evc:sign ?sign } } ORDER BY ?s ?r ?p ?words"""
DEFINITIONS = """SELECT ?s ?paper ?words ?term ?definition ?page ?c WHERE {
  ?s a evc:Definition ; evc:statedIn ?paper ; evc:wording ?words ; evc:term ?term ; evc:definiens ?definition ;
    evc:defines ?c . OPTIONAL { ?s evc:page ?page } }"""
CITED = "SELECT ?s ?work WHERE { ?s evc:citation/c4o:hasContent ?work } ORDER BY ?s ?work"
CONSTRUCTS = """SELECT ?c ?words ?preferred WHERE { ?c a evc:Construct .
  { ?c skos:prefLabel ?words BIND(true AS ?preferred) } UNION { ?c skos:altLabel ?words BIND(false AS ?preferred) } }
  ORDER BY ?c ?words"""

Row = Mapping[str, str]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that can be found: by its ``text``, and by ``more``, words that go with it without standing in it.

    ``constructs`` are the IRIs of those that take part. ``paper`` is the IRI of the paper that it stands in.
    ``names`` are all of a construct's.
    """

    iri: str
    kind: str
    text: str
    more: str = ""
    paper: str = ""
    reference: str = ""
    year: int | None = None
    page: int | None = None
    status: str = ""
    signs: tuple[str, ...] = ()
    constructs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def digest(self) -> str:
        """A hash that changes when anything of the entry does."""
        return hashlib.sha256(repr(self).encode("utf-8", "replace")).hexdigest()[:24]


def gather(store: Store) -> Iterator[Entry]:
    """All that can be found in the curated view of the store, in no order; no IRI twice."""
    left_out = hidden(store, "curated")
    papers = _papers(store)
    labels = _labels(store)
    shown = wordings(store, (names[0] for names in labels.values()))
    statements = list(_statements(store, papers, labels))
    places: dict[str, list[str]] = defaultdict(list)
    for entry in statements:
        for iri in entry.constructs:
            places[iri].append(entry.paper)
    entries = (
        *papers.values(),
        *statements,
        *_definitions(store, papers, labels),
        *(_construct(iri, shown.get(names[0], names[0]), names, places[iri]) for iri, names in labels.items()),
    )
    kept = {entry.iri: entry for entry in entries if entry.iri not in left_out and entry.text.strip()}
    yield from kept.values()


def _rows(store: Store, sparql: str) -> Iterator[Row]:
    answer = store.query(PROLOGUE + sparql)
    for row in answer.rows:
        yield {name: str(term) for name, term in zip(answer.variables, row, strict=True) if term is not None}


def _papers(store: Store) -> dict[str, Entry]:
    authors = _grouped(_rows(store, AUTHORS), "paper", "words")
    keywords = _grouped(_rows(store, KEYWORDS), "paper", "words")
    papers = {}
    for row in _rows(store, PAPERS):
        abstract = row.get("abstract", "")[:FIRST_WORDS]
        people = authors.get(row["paper"], ())
        facts = {name: row[name] for name in ("year", "venue", "doi") if name in row}
        facts |= {"authors": "; ".join(people)} if people else {}
        papers[row["paper"]] = Entry(
            iri=row["paper"],
            kind="paper",
            text=row.get("title", row["name"]),
            more=" ; ".join([row["name"], row.get("venue", ""), *people, *keywords.get(row["paper"], ()), abstract]),
            paper=row["paper"],
            reference=row["name"],
            year=_number(row.get("year", "")),
            facts=tuple(facts.items()),
        )
    return papers


def _labels(store: Store) -> dict[str, tuple[str, ...]]:
    """The names of every construct, the preferred one first."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in _rows(store, CONSTRUCTS):
        names[row["c"]].insert(0 if row["preferred"] == "true" else len(names[row["c"]]), row["words"])
    return {iri: tuple(dict.fromkeys(each)) for iri, each in names.items()}


def _construct(iri: str, words: str, names: tuple[str, ...], places: Sequence[str]) -> Entry:
    """A construct under the words that papers use for it most often; ``places`` has a paper for each statement."""
    return Entry(
        iri=iri,
        kind=CONSTRUCT,
        text=words,
        more=" ; ".join(names),
        names=tuple({words: 0} | dict.fromkeys(names)),
        constructs=(iri,),
        facts=(("statements", str(len(places))), ("papers", str(len(set(places))))) if places else (),
    )


def _statements(store: Store, papers: Mapping[str, Entry], labels: Mapping[str, tuple[str, ...]]) -> Iterator[Entry]:
    ends: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(store, ENDS):
        ends[row["s"]].append(row)
    cited = _grouped(_rows(store, CITED), "s", "work")
    for row in _rows(store, STATEMENTS):
        told = ends.get(row["s"], [])
        status = STATUSES.get(_local(row.get("status", "")), "")
        facts = {"number": row.get("number", ""), "status": status, **_relation(told)}
        facts |= {"section": row.get("section", ""), "confidence": row.get("confidence", "")}
        facts |= {"cited": "; ".join(cited.get(row["s"], ()))}
        constructs = tuple(dict.fromkeys(end["c"] for end in told))
        yield _placed(
            papers.get(row["paper"]),
            iri=row["s"],
            kind=CLASSES.get(_local(row["class"]), "claim"),
            text=row["words"],
            more=" ; ".join([row.get("number", ""), *_names(constructs, labels), *cited.get(row["s"], ())]),
            page=_number(row.get("page", "")),
            status=status,
            signs=tuple(dict.fromkeys(SIGN_OF[_local(end["sign"])] for end in told if "sign" in end)),
            constructs=constructs,
            facts=tuple((name, value) for name, value in facts.items() if value),
        )


def _definitions(store: Store, papers: Mapping[str, Entry], labels: Mapping[str, tuple[str, ...]]) -> Iterator[Entry]:
    cited = _grouped(_rows(store, CITED), "s", "work")
    for row in _rows(store, DEFINITIONS):
        works = cited.get(row["s"], ())
        facts = {"term": row["term"], "definition": row["definition"], "cited": "; ".join(works)}
        yield _placed(
            papers.get(row["paper"]),
            iri=row["s"],
            kind="definition",
            text=row["words"],
            more=" ; ".join([row["term"], "definition defined", *_names((row["c"],), labels), *works]),
            page=_number(row.get("page", "")),
            constructs=(row["c"],),
            facts=tuple((name, value) for name, value in facts.items() if value),
        )


def _placed(paper: Entry | None, **facts: object) -> Entry:
    """An entry that stands in a paper."""
    if paper is not None:
        facts |= {"paper": paper.iri, "reference": paper.reference, "year": paper.year}
    return Entry(**facts)  # type: ignore[arg-type]  # the callers' keywords are an entry's


def _relation(told: Iterable[Row]) -> dict[str, str]:
    """The ends of all relations of a statement by their role, as worded."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for end in told:
        found[ROLES[_local(end["p"]).removesuffix("Mention")]][end["words"]] = None
        if "sign" in end:
            found["sign"][SIGN_OF[_local(end["sign"])]] = None
    return {role: "; ".join(words) for role, words in found.items()}


def _names(constructs: Iterable[str], labels: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for iri in constructs:
        yield from labels.get(iri, ())[:2]  # the preferred name, and the first other one: often its acronym


def _grouped(rows: Iterable[Row], by: str, value: str) -> dict[str, tuple[str, ...]]:
    groups: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        groups[row[by]][row[value]] = None
    return {name: tuple(values) for name, values in groups.items()}


def _local(iri: str) -> str:
    return iri.removeprefix(ONTOLOGY)


def _number(words: str) -> int | None:
    return int(words) if words.isdigit() else None
