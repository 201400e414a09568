"""The constructs that a paper speaks of, and whether it is of the field at all."""
