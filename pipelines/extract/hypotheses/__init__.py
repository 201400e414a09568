"""Numbered hypotheses and propositions: their labels, verdicts, tests and effects."""
