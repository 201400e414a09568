"""Records and RDF from files into the store: the way back in for what ``kg export`` or another tool wrote."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import URIRef

from kg import ledger
from kg.extraction import file_hash
from kg.identity import claimed_elsewhere
from kg.iris import Iris
from kg.rdf import to_quads
from kg.rdf.terms import EVC
from kg.revision import renew
from kg.run import Run
from kg.sharing import put_paper
from kg.store import Quad, Store
from kg.store.parsing import read_rdf
from pipelines.errors import RecordError
from pipelines.record import Record, from_dict, read_records, to_json

RECORD_SUFFIXES = frozenset({".json", ".jsonl"})


def import_file(store: Store, path: Path) -> str:
    """Bring a file of records (.json, .jsonl) or of RDF into the store; say in words what came.

    Records are all checked before the first is stored. A record's graph is named by the hash of its JSON, so that the
    same record again replaces itself.

    Raises:
        RecordError: a record does not keep to the contract, or the file cannot be read.
        InvalidRdf: the RDF does not parse.
    """
    if path.suffix.lower() not in RECORD_SUFFIXES:
        quads = list(_in_named_graphs(path))
        store.load(quads)
        _note(store, quads)
        return f"{len(quads)} RDF statements"
    records = list(_read_records(path))
    for record in records:
        run = Run(sha256=hashlib.sha256(to_json(record).encode()).hexdigest(), pipeline="imported")
        graph = Iris().document_graph(run.sha256)
        other = claimed_elsewhere(store, record.document.doi, graph)
        put_paper(store, graph, to_quads(record, run, apart_from=other))
        renew(store, graph)
    return f"{len(records)} record{'' if len(records) == 1 else 's'}"


def _note(store: Store, quads: Iterable[Quad]) -> None:
    """Note base and data model of a store that had no papers yet, where the RDF is of both; mark what was worked out.

    RDF of another base or an earlier model leaves the store without a note, so that it is refused with the remedy.
    """
    of_this_model = any(predicate == EVC.contributesTo for _, predicate, _, _ in quads)
    noted = [ledger.entry()] if of_this_model and ledger.kept(store).base == Iris().base else []
    store.update(" ;\n".join([*noted, ledger.mark()]))


def _in_named_graphs(path: Path) -> Iterator[Quad]:
    """A file's quads; what stands in no graph goes into one named by the file's hash, to be removable."""
    own = URIRef(Iris().document_graph(file_hash(path)))
    return ((s, p, o, g or own) for s, p, o, g in read_rdf(path))


def _read_records(path: Path) -> Iterator[Record]:
    """One record over the whole file, or one a line."""
    try:
        words = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise RecordError(f"{path}: cannot be read ({exc})") from exc
    try:
        whole = json.loads(words)
    except json.JSONDecodeError:
        whole = None
    try:
        yield from [from_dict(whole)] if whole is not None else read_records(words.splitlines())
    except RecordError as exc:
        raise RecordError(f"{path}: {exc}; each line must be an extraction record") from exc
