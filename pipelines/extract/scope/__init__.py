"""What the words of a sentence stand under: negation, doubt, a condition, a question, a purpose, a hypothesis.

    scopes(doc)                every trigger of the doc with what it governs
    stance_of(doc, 10, 24)     what the words at characters [10, 24) stand under
    stance_of(doc, token)      the same of one token

Triggers, their directions and where they end are declared in ``data/scope.tsv``; how far each reaches is read off the
tree. Two negations over the same words undo each other. Relations, kinds, definitions and verdicts ask here; what
follows from the answer is theirs (for relations see ``assertions``).
"""

from __future__ import annotations

from pipelines.extract.scope.scopes import Scope, Stance, scopes, stance_of

__all__ = ["Scope", "Stance", "scopes", "stance_of"]
