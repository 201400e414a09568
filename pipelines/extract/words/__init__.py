"""Words before meaning: sentences, their parses, cue words, acronyms, phrases, and what pronouns stand for."""
