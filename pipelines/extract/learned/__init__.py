"""The learned model, and how what it sees becomes relations."""
