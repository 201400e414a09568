"""Questions to the store: a catalogue of named queries, and parameters bound as RDF terms.

    question = find("antecedents")
    answer = run(store, question, {"construct": "customer engagement"}, choice=Choice(limit=5))
    answer.words                            # what is not shown, and why

A query is a file ``queries/NAME.rq`` whose head comment says what it is; a file of one's own may have such a head too.
A parameter ``name`` stands in the query as ``$name`` and gets its value by a ``VALUES`` block at the beginning of the
outermost group, so that no value can become query text.
"""

from __future__ import annotations

from kg.query.catalogue import NamedQuery, catalogue, find, from_text
from kg.query.choosing import Choice, Chosen
from kg.query.parameters import Parameter
from kg.query.running import bind, run

__all__ = ["Choice", "Chosen", "NamedQuery", "Parameter", "bind", "catalogue", "find", "from_text", "run"]
