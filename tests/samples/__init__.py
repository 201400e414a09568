"""Sample papers of the project, their annotations, and the means to typeset them."""
