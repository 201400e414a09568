"""Plain questions, mapped to named queries by their words and by the names of what the store holds.

    asked = ask(store, "what drives customer engagement in online communities")
    asked.parts[0].reading.command    # kg query antecedents -p construct='customer engagement'
    asked.parts[0].reading.unused     # ('in online communities',)

There is no model and no guess: a question fits one of the forms in ``patterns.py``, or is made up of names and of the
cues in ``cues.py``, and its constructs and papers are in the store, or it is refused.
"""

from __future__ import annotations

from kg.ask.answering import Answered, Asked, ask
from kg.ask.reading import Reading
from kg.ask.understanding import understand

__all__ = ["Answered", "Asked", "Reading", "ask", "understand"]
