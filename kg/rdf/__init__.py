"""Records as RDF and back: ``to_quads`` writes the pattern of ``docs/graph-pattern.md``, the others read it."""

from kg.rdf.reading import to_record, to_run
from kg.rdf.writing import Facts, to_quads

__all__ = ["Facts", "to_quads", "to_record", "to_run"]
