"""Does a graph keep to the pattern? SHACL, with messages that a person understands.

Every shape can be decided within one paper's graph and what it contributes to the shared things, so a store is
validated paper by paper.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import rdflib
from rdflib import URIRef
from rdflib.namespace import RDF, SH

from kg.errors import InvalidRdf
from kg.files import data_folder
from kg.iris import Iris
from kg.sharing import whole, with_contributed
from kg.store.base import Quad, Store, Triple
from kg.store.parsing import read_rdf


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: at which node, along which property (None: the node itself), with which value."""

    node: str
    path: str | None
    value: str | None
    message: str

    def __str__(self) -> str:
        where = f"{self.node} {self.path}" if self.path else self.node
        value = "" if self.value is None else f" (found: {self.value[:80]})"
        return f"{where}: {self.message}{value}"


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """What a validation found; ``conforms`` is true where there is no problem."""

    problems: tuple[Problem, ...] = ()

    @property
    def conforms(self) -> bool:
        """Nothing is wrong."""
        return not self.problems


EDITED = Iris().edited_graph("")  # how the name of a graph of edited statements ends


def validate(graph: rdflib.Graph | Iterable[Triple | Quad]) -> Report:
    """The problems of one graph: an rdflib graph, or triples, or quads (whose graph names are passed over).

    Raises:
        InvalidRdf: pyshacl gave up on it.
    """
    data = rdflib.Graph()
    for subject, predicate, value, *_ in graph:
        data.add((subject, predicate, value))
    import pyshacl  # takes as long to load as all the rest of this package

    _, results, _ = pyshacl.validate(data, shacl_graph=shapes(), inference="none", advanced=False)
    if not isinstance(results, rdflib.Graph):  # pyshacl hands its own failures back as values
        raise InvalidRdf(f"the graph could not be validated: {results}")
    return Report(tuple(sorted(set(_problems(results)), key=_order)))


def validate_files(paths: Iterable[Path]) -> Report:
    """The problems of RDF files, each validated graph by graph, a paper's with what it contributes to shared things.

    Raises:
        InvalidRdf: a file is not RDF, or of no known syntax.
    """
    return _joined(graph for path in paths for graph in _by_graph(read_rdf(path)))


def validate_store(store: Store) -> Report:
    """The problems of all graphs of a store, one after another, a paper's with its edited statements."""
    graphs = list(map(str, store.graphs()))
    own = [graph for graph in graphs if not _is_edited(graph)]
    return _joined(chain(whole(store, graph), whole(store, Iris().edited_graph(graph))) for graph in own)


def _by_graph(quads: Iterable[Quad]) -> Iterable[list[Quad]]:
    found: dict[str, list[Quad]] = {}
    for quad in with_contributed(quads):
        name = str(quad[3])
        found.setdefault(name.removesuffix(EDITED) if _is_edited(name) else name, []).append(quad)
    return found.values()


def _is_edited(graph: str) -> bool:
    return graph.endswith(EDITED)


def _joined(graphs: Iterable[Iterable[Quad]]) -> Report:
    return Report(tuple(problem for graph in graphs for problem in validate(graph).problems))


@functools.cache
def shapes() -> rdflib.Graph:
    """The shapes of ``ontology/shapes.ttl``."""
    return rdflib.Graph().parse(data_folder("ontology") / "shapes.ttl", format="turtle")


def _problems(results: rdflib.Graph) -> Iterable[Problem]:
    for result in results.subjects(RDF.type, SH.ValidationResult):
        path, value = results.value(result, SH.resultPath), results.value(result, SH.value)
        yield Problem(
            node=str(results.value(result, SH.focusNode)),
            path=str(path) if isinstance(path, URIRef) else None,
            value=None if value is None else str(value),
            message=str(results.value(result, SH.resultMessage)),
        )


def _order(problem: Problem) -> tuple[str, str, str]:
    return problem.node, problem.path or "", problem.value or ""
