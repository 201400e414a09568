"""Records as RDF and back: ``to_quads`` writes the pattern of ``docs/graph-pattern.md``, ``to_record`` reads it."""

from kg.rdf.reading import to_record
from kg.rdf.writing import to_quads

__all__ = ["to_quads", "to_record"]
