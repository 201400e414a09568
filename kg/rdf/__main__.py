"""Write the generated files of ``ontology/`` anew: ``python -m kg.rdf``."""

from __future__ import annotations

from kg.files import data_folder
from kg.iris import Iris
from kg.rdf.context import document
from kg.rdf.vocabulary import turtle
from kg.vocabulary import vocabulary

if __name__ == "__main__":
    (data_folder("ontology") / "constructs.ttl").write_text(turtle(vocabulary(), Iris()), encoding="utf-8")
    (data_folder("ontology") / "context.jsonld").write_text(document(), encoding="utf-8")
