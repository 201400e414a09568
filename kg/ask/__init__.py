"""Plain questions, mapped to named queries by their words and by the names of what the store holds.

    asked = ask(store, "what drives customer engagement in online communities")
    asked.reading.command    # kg query antecedents -p construct='customer engagement'
    asked.reading.unused     # ('in online communities',)

There is no model and no guess: a question fits one of the forms in ``patterns.py``, and its constructs and papers are
in the store, or it is refused.
"""

from __future__ import annotations

from kg.ask.understanding import Asked, Reading, ask, understand

__all__ = ["Asked", "Reading", "ask", "understand"]
