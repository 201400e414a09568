"""The record's statements: their kinds, sources and confidence, and what did not become one."""
