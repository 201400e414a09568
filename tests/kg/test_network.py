"""The nomological network: what makes an edge, what its evidence comes to, and that files keep all of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import networkx
import pytest

from kg.curation import judge
from kg.errors import BadParameter, NotFound
from kg.network import Edge, Evidence, Network, network, to_networkx, write_gexf, write_graphml
from kg.store import Store
from tests.kg.shelf import paper, says, store_of

WRITERS = [(write_graphml, networkx.read_graphml), (write_gexf, networkx.read_gexf)]


def edge(found: Network, source: str, target: str, *, mediated: bool = False) -> Edge:
    names = found.labels
    fits = [
        e for e in found.edges if (names[e.source], names[e.target], bool(e.mediators)) == (source, target, mediated)
    ]
    assert len(fits) == 1, [(names[e.source], names[e.target]) for e in found.edges]
    return fits[0]


def test_signs_and_standings_are_counted_by_statement(library: Store) -> None:
    evidence = edge(network(library), "customer engagement", "loyalty").evidence
    assert evidence.papers == ("Adeyemi 2019", "Moorland & Okoro 2021")
    assert dict(evidence.signs) == {"+": 1, "-": 1}
    assert dict(evidence.standings) == {"not_supported": 1, "found": 1}
    assert (evidence.sign, evidence.status) == ("mixed", "contested")


def test_a_moderated_effect_is_a_moderation_of_its_edge(library: Store) -> None:
    found = network(library)
    (moderation,) = edge(found, "customer engagement", "loyalty").moderations
    assert found.labels[moderation.moderator] == "usage frequency"
    assert len(moderation.evidence.statements) == 1


def test_a_mediated_effect_is_an_edge_of_its_own(library: Store) -> None:
    found = network(library)
    (mediator,) = edge(found, "trust", "loyalty", mediated=True).mediators
    assert found.labels[mediator] == "customer engagement"


def test_what_is_off_the_field_or_rejected_is_no_edge(own_library: Store) -> None:
    before = network(own_library)
    assert "gadget" not in " ".join(before.labels.values())
    (statement,) = edge(before, "awe", "customer engagement").evidence.statements
    judge(own_library, statement, "rejected", by="Ada", when=datetime.now(UTC))
    assert "awe" not in network(own_library).labels.values()
    assert "awe" in network(own_library, view="extracted").labels.values()


def test_around_a_construct_and_farther(library: Store) -> None:
    near, far = network(library, about="Trust"), network(library, about="trust", steps=2)
    assert {n.label for n in near.nodes} == {"trust", "customer engagement", "loyalty"}
    assert {n.label for n in far.nodes} == {"trust", "customer engagement", "loyalty", "awe", "usage frequency"}
    assert len(near.edges) < len(far.edges)
    assert all(each in far.edges for each in near.edges)
    assert [near.labels[iri] for iri in near.about] == ["trust"]


def test_types_beyond_effects_are_there_on_request(library: Store) -> None:
    every = network(library, types=("dimension_of", "type_of"))
    assert {each.type for each in every.edges} == {"dimension_of", "type_of"}


def test_likely_wrong_statements_do_not_count(tmp_path: Path) -> None:
    record = paper(2001, says("claim", confidence=0.2), says("claim", "awe", confidence=0.9))
    with store_of(tmp_path / "s", record) as store:
        assert [n.label for n in network(store).nodes] == ["awe", "joy"]
        assert len(network(store, min_confidence=0).edges) == 2


@pytest.mark.parametrize(
    ("signs", "standings", "sign", "status"),
    [
        ({"+": 2, "unsaid": 1}, {"supported": 3}, "+", "supported"),
        ({"denied": 1, "0": 1}, {"found": 2}, "0", "supported"),
        ({"+": 1}, {"supported": 1, "not_supported": 1}, "+", "contested"),
        ({"+": 1}, {"partially_supported": 1}, "+", "contested"),
        ({"+": 1}, {"not_supported": 1}, "+", "not_supported"),
        ({"+": 1, "-": 1}, {"claimed": 2}, "mixed", "untested"),
        ({"+": 1, "-": 1}, {"found": 2}, "mixed", "contested"),
        ({"unsaid": 1}, {"untested": 1, "hedged": 1}, "unsaid", "untested"),
        ({}, {}, "unsaid", "untested"),
    ],
)
def test_what_evidence_comes_to(signs: dict[Any, int], standings: dict[Any, int], sign: str, status: str) -> None:
    evidence = Evidence(signs=signs, standings=standings)
    assert (evidence.sign, evidence.status) == (sign, status)


def test_the_strongest_edges_bring_their_constructs(library: Store) -> None:
    top = network(library, about="awe", steps=3).strongest(1)
    assert len(top.edges) == 1
    assert {n.iri for n in top.nodes} == {*top.edges[0].constructs, *top.about}


def test_unknown_names_and_steps_are_refused(library: Store) -> None:
    with pytest.raises(NotFound, match="trust"):
        network(library, about="trusts in")
    with pytest.raises(BadParameter, match="steps"):
        network(library, steps=0)
    with pytest.raises(BadParameter, match="types"):
        network(library, types=("friendly",))


@pytest.mark.parametrize(("write", "read"), WRITERS)
def test_files_open_in_networkx_with_every_attribute(
    library: Store, write: Callable[[Network, BinaryIO], None], read: Callable[[BinaryIO], Any]
) -> None:
    found = network(library, types=("causal", "associative", "dimension_of", "type_of"))
    stream = io.BytesIO()
    write(found, stream)
    stream.seek(0)
    graph, wanted = read(stream), to_networkx(found)
    assert dict(graph.nodes(data=True)) == dict(wanted.nodes(data=True))
    assert _edges(graph) == _edges(wanted)
    assert len(_edges(wanted)) == len(found.edges) + 1, "and one for the moderation"


def test_words_that_xml_cannot_hold_do_not_break_files(tmp_path: Path) -> None:
    with store_of(tmp_path / "s", paper(2001, says("claim", "ca\x07lm & <co>", "joy"))) as store:
        for write, read in WRITERS:
            stream = io.BytesIO()
            write(network(store), stream)
            stream.seek(0)
            assert len(read(stream)) == 2


def test_a_network_is_json_too(library: Store) -> None:
    found = network(library).to_dict()
    assert found["edges"][0]["signs"]["+"] == 1
    assert found["edges"][0]["standings"]["untested"] == 0


def _edges(graph: Any) -> list[Any]:
    """Edges with their attributes, by whatever name and number the format gives them."""
    own = {"id", "label"}
    return sorted(
        (source, target, sorted((("type" if k == "relation" else k), v) for k, v in facts.items() if k not in own))
        for source, target, facts in graph.edges(data=True)
    )
