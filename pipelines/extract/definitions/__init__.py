"""Terms, the wordings that the paper gives them, and whose these are."""
