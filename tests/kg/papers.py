"""A small library of three invented papers, as records: what queries, exports and the server are tried on."""

from __future__ import annotations

from datetime import UTC, datetime

from kg.rdf import to_quads
from kg.run import Run
from kg.sharing import put_paper
from kg.store import Quad, Store
from kg.vocabulary import Vocabulary
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
)

MOOR = Reference(authors=("Moor, A. B.",), year=1999, title="Trusting strangers", venue="Journal of Invented Service")


def statement(number: int, kind: str, text: str, *relations: Relation, **facts: object) -> Statement:
    begins = 100 * number
    return Statement(
        id=f"s{number}",
        kind=kind,  # type: ignore[arg-type]
        text=text,
        page=number,
        section="Hypotheses",
        start=begins,
        end=begins + len(text),
        relations=relations,
        **facts,  # type: ignore[arg-type]
    )


def causal(source: str, target: str, sign: str | None = "+", **facts: object) -> Relation:
    return Relation(type="causal", source=source, target=target, sign=sign, **facts)  # type: ignore[arg-type]


SURVEY = Record(
    document=Document(
        source="papers/survey.pdf",
        title="Trust, care and community",
        authors=("Ada Moorland", "Ben Okoro"),
        year=2021,
        venue="Journal of Invented Service",
        volume="12",
        issue="3",
        pages="1-20",
        doi="10.5555/ekg.1",
        keywords=("trust", "engagement"),
        language="en",
    ),
    study=Study(design=("survey",), method=("structural equation modeling",), sample_size=(312,), context=("banks",)),
    constructs=(
        Construct(id="customer-engagement", label="customer engagement", aliases=("CE",), mentions=9),
        Construct(id="trust", label="trust", mentions=7),
        Construct(id="loyalty", label="loyalty", mentions=5),
    ),
    statements=(
        statement(
            1,
            "hypothesis",
            "H1: Trust increases customer engagement.",
            causal("trust", "customer engagement", effects=(Effect(statistic="β", value=0.42, p="< .001"),)),
            label="H1",
            status="supported",
            confidence=0.9,
        ),
        statement(
            2,
            "hypothesis",
            "H2: Customer engagement increases loyalty, more so for frequent users.",
            causal("customer engagement", "loyalty"),
            causal("customer engagement", "loyalty", moderators=("usage frequency",)),
            label="H2",
            status="not_supported",
        ),
        statement(
            3,
            "hypothesis",
            "H3: Trust raises loyalty through customer engagement.",
            causal("trust", "loyalty", mediators=("customer engagement",)),
            label="H3",
            status="partially_supported",
        ),
        statement(
            4,
            "finding",
            "Care is one dimension of customer engagement.",
            Relation(type="dimension_of", source="care", target="customer engagement"),
        ),
        statement(
            5,
            "hypothesis",
            "H4: Joy increases customer engagement behavior.",
            causal("joy", "customer engagement behavior"),
            label="H4",
        ),
    ),
    definitions=(
        Definition(
            term="customer engagement",
            definition="the readiness to give time to a brand",
            text="Customer engagement is the readiness to give time to a brand (Moor 1999).",
            attributed_to=("Moor 1999",),
            page=2,
            start=10,
            end=83,
        ),
    ),
    references=(MOOR,),
)
CASES = Record(
    document=Document(
        source="cases.html",
        title='A "case" of <doubt> & care',
        authors=("Cleo Adeyemi",),
        year=2019,
        venue="Annals of Fiction",
    ),
    study=Study(design=("case study",), method=("interviews",), sample_size=(14,), context=("museums",)),
    constructs=(
        Construct(id="customer-engagement", label="customer engagement", mentions=4),
        Construct(id="loyalty", label="loyalty", mentions=2),
    ),
    statements=(
        statement(
            1,
            "finding",
            "Customer engagement lowered loyalty in museums.",
            causal("customer engagement", "loyalty", "-"),
        ),
        statement(
            2,
            "claim",
            "Lurking is a type of customer engagement.",
            Relation(type="type_of", source="lurking", target="customer engagement"),
            attributed_to=("Moor 1999",),
        ),
        statement(
            3, "proposition", "P1: Awe leads to customer engagement.", causal("awe", "customer engagement"), label="P1"
        ),
        statement(
            4, "claim", "An advertisement says that gadgets cause trust.", causal("gadgets", "trust"), domain=False
        ),
        statement(
            5,
            "finding",
            "Trust did not affect customer engagement.",
            causal("trust", "customer engagement", "+"),
            negated=True,
        ),
    ),
    definitions=(
        Definition(
            term="customer engagements",
            definition="what visitors give",
            text="By customer engagement we mean what visitors give.",
            page=3,
        ),
    ),
    references=(
        MOOR,
        Reference(
            authors=("Moorland, A.", "Okoro, B."),
            year=2021,
            title="Trust, care and community",
            venue="Journal of Other Names",
            doi=None,
        ),
    ),
)
PAPERS = (SURVEY, CASES)
# A value in every field; two statements, the second as bare as can be.
WHOLE = Record(
    document=Document(source="a.pdf", title="T", authors=("Ada Moor",), year=2020, doi="10.1000/ab", keywords=("k",)),
    study=Study(design=("survey",), method=("regression",), sample_size=(12,), context=("Utopia",)),
    constructs=(Construct(id="trust", label="trust", aliases=("faith",), mentions=2),),
    statements=(
        Statement(
            id="h1",
            kind="hypothesis",
            label="H1",
            text="Trust raises care.",
            page=1,
            section="Results",
            start=0,
            end=18,
            status="supported",
            confidence=0.5,
            attributed_to=("Moor 1999",),
            relations=(
                Relation(
                    type="causal",
                    source="trust",
                    target="care",
                    mediators=("warmth",),
                    sign="+",
                    source_span=(0, 5),
                    effects=(Effect(statistic="β", value=0.1),),
                ),
            ),
        ),
        Statement(
            id="f1",
            kind="finding",
            text="Care is warmth.",
            relations=(Relation(type="type_of", source="a", target="b"),),
        ),
    ),
    definitions=(Definition(term="trust", definition="faith", text="Trust is faith.", attributed_to=("Moor 1999",)),),
    references=(Reference(authors=("Moor, A.",), year=1999, title="On trust"),),
)


def quads(record: Record) -> list[Quad]:
    started = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    digest = f"{PAPERS.index(record) + 1:x}" * 64
    run = Run(sha256=digest, pipeline="test-1", started=started, ended=started)
    return list(to_quads(record, run, vocabulary=Vocabulary(())))  # no curated terms: tests hold whatever they become


def fill(store: Store) -> None:
    """Put the papers into ``store``, a graph each."""
    for record in PAPERS:
        found = quads(record)
        graph = found[0][3]
        assert graph is not None
        put_paper(store, graph, found)
