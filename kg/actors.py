"""People and organisations that stand before a construct's name or after it: "engagement of customers"."""

from __future__ import annotations

# Forms of words, as parts of regular expressions.
ACTORS = [
    "actors?",
    "brands?",
    "citizens?",
    "communit(?:y|ies)",
    "companies",
    "company",
    "consumers?",
    "customers?",
    "employees?",
    "firms?",
    "guests?",
    "learners?",
    "managers?",
    "members?",
    "newcomers?",
    "organi[sz]ations?",
    "participants?",
    "patients?",
    "people",
    "smes?",
    "students?",
    "teachers?",
    "tourists?",
    "users?",
    "visitors?",
    "volunteers?",
]
