"""Write the generated files of ``ontology/`` anew: ``python -m kg.rdf``."""

from __future__ import annotations

from kg.files import data_folder
from kg.iris import Iris
from kg.rdf.vocabulary import turtle
from kg.vocabulary import vocabulary

if __name__ == "__main__":
    (data_folder("ontology") / "constructs.ttl").write_text(turtle(vocabulary(), Iris()), encoding="utf-8")
