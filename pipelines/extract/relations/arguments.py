"""Who does what in a clause: subjects and objects of a verb, through passives, relatives, control and coordination."""

from __future__ import annotations

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
RELATIVES = frozenset({"which", "that", "who", "whom"})
ENABLING = frozenset(
    {
        "help",
        "enable",
        "allow",
        "permit",
        "lead",
        "let",
        "make",
        "get",
        "assist",
        "aid",
        "empower",
        "encourage",
        "motivate",
        "cause",
        "drive",
        "inspire",
        "prompt",
        "force",
        "require",
        "influence",
        "stimulate",
    }
)
MEANS = frozenset({"use", "employ", "leverage", "adopt", "implement", "apply", "utilize", "utilise", "need", "deploy"})
PRONOUNS = frozenset({"it", "they"})
ABLE = frozenset({"ability", "capability", "capacity", "potential", "power", "tendency"})
EPISTEMIC = frozenset(
    {
        "expect",
        "find",
        "show",
        "assume",
        "suppose",
        "believe",
        "predict",
        "hypothesize",
        "hypothesise",
        "think",
        "know",
        "say",
        "consider",
        "see",
        "argue",
        "propose",
        "suggest",
        "report",
        "demonstrate",
    }
)


def word_after(token: Token) -> str:
    """The lower-case word that follows, or "" at the end of the sentence (``Token.nbor`` raises there)."""
    return token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive, reduced relatives ("factors influenced by trust") included."""
    if any(c.dep_ in {"auxpass", "nsubjpass", "csubjpass", "agent"} for c in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.pos_ in {"VERB", "AUX"}:
        return not any(c.dep_ == "aux" for c in verb.children) and is_passive(verb.head) and not has_object(verb)
    return (
        verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl", "advcl"} and not has_object(verb) and not _has_aux(verb)
    )


def has_object(verb: Token) -> bool:
    """Whether a direct object stands with the verb."""
    return any(c.dep_ in {"dobj", "ccomp"} for c in verb.children)


def _has_aux(verb: Token) -> bool:
    return any(c.dep_ == "aux" for c in verb.children)


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Heads of the grammatical subject, found as far up the tree as the grammar licenses."""
    if verb.dep_ in {"ccomp", "xcomp"} and verb.head.lemma_ in ENABLING and verb.i > verb.head.i and depth < 5:
        return subjects(verb.head, depth + 1)  # "helps firms sustain trust": not the firms do
    own = [c for c in verb.children if c.dep_ in SUBJECTS | PASSIVE_SUBJECTS and not _set_against(c)]
    if own:
        return [_antecedent(verb, c) for c in own]
    if depth > 5:
        return []
    above = verb.head
    if verb.dep_ == "acl" and above.lemma_.lower() in ABLE and _is_infinitive(verb):
        return _able(above, depth)
    if verb.dep_ == "relcl" or verb.dep_ == "acl":
        return [said_of(above)] if above.pos_ not in {"VERB", "AUX"} else subjects(above, depth + 1)
    if verb.dep_ == "conj" and above.pos_ in {"VERB", "AUX"}:
        return subjects(above, depth + 1)
    if verb.dep_ == "acomp" and above.pos_ in {"VERB", "AUX"}:
        return subjects(above, depth + 1)
    if verb.dep_ in {"xcomp", "ccomp", "oprd", "pcomp"} and above.pos_ in {"VERB", "AUX", "ADJ", "ADP"}:
        return _controller(verb, above, depth)
    if verb.dep_ == "advcl" and above.pos_ in {"VERB", "AUX"}:
        return _purpose(verb, above, depth) if _is_infinitive(verb) else subjects(above, depth + 1)
    return []


def _set_against(subject: Token) -> bool:
    """ "A rather than B drives …": B does not."""
    start = subject.left_edge.i
    return start > 1 and subject.doc[start - 2 : start].text.lower() == "rather than"


def _antecedent(verb: Token, subject: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if subject.lower_ in RELATIVES and subject.tag_ in {"WDT", "WP"}:
        clause = verb
        while clause.dep_ == "conj" and clause.head.pos_ in {"VERB", "AUX"}:
            clause = clause.head
        if clause.dep_ == "relcl" and clause.head.pos_ not in {"VERB", "AUX"}:
            return said_of(_first_conjunct(clause))
        if clause.dep_ in {"relcl", "advcl", "ccomp"}:  # ", which raises trust": the whole clause before does
            if cleft := _clefted(clause.head, subject):
                return cleft
            above = [s for s in clause.head.children if s.dep_ in SUBJECTS | PASSIVE_SUBJECTS and s.i < subject.i]
            return above[0] if above else subject
    return subject


def _clefted(verb: Token, relative: Token) -> Token | None:
    """ "It is (not A but) B that raises C": B."""
    if verb.lemma_ != "be" or not any(c.lower_ == "it" and c.dep_ in SUBJECTS for c in verb.lefts):
        return None
    named = [t for c in verb.rights if c.dep_ == "attr" for t in (c, *c.conjuncts) if t.i < relative.i]
    return named[-1] if named else None


def _able(noun: Token, depth: int) -> list[Token]:
    """Who can: "X has the potential to raise Y", "the potential of X to raise Y"."""
    owners = after(noun, frozenset({"of"})) or [c for c in noun.lefts if c.dep_ == "poss" and c.pos_ != "PRON"]
    if owners or noun.dep_ != "dobj" or any(c.dep_ == "dative" for c in noun.head.children):
        return owners
    return subjects(noun.head, depth + 1)


def said_of(noun: Token) -> Token:
    """ "Trust is a factor that …", "we see trust as a factor that …": trust; other nouns as they are."""
    host = noun.head
    if noun.dep_ == "attr" and host.lemma_ == "be":
        topics = [c for c in host.lefts if c.dep_ == "nsubj" and (c.pos_ in {"NOUN", "PROPN"} or c.lower_ in PRONOUNS)]
        return topics[0] if topics else noun
    if noun.dep_ == "pobj" and host.lower_ == "as" and host.head.pos_ == "VERB":
        topics = [c for c in host.head.children if c.dep_ in {"dobj", "nsubjpass"} and c.pos_ in {"NOUN", "PROPN"}]
        return topics[0] if topics else noun
    return noun


def _first_conjunct(clause: Token) -> Token:
    """The noun of a relative clause; the first of its list where a comma opens the clause ("A, B and C, which")."""
    noun = clause.head
    comma = clause.doc[clause.left_edge.i - 1].text == ","
    while comma and noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    return noun


def _controller(verb: Token, above: Token, depth: int) -> list[Token]:
    if above.pos_ == "ADJ":
        return subjects(above.head, depth + 1) if above.head.pos_ in {"VERB", "AUX"} else []
    if above.pos_ == "ADP":
        host = above.head
        return subjects(host, depth + 1) if host.pos_ in {"VERB", "AUX"} else []
    return subjects(above, depth + 1)


def _is_infinitive(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.lefts)


def _purpose(verb: Token, above: Token, depth: int) -> list[Token]:
    """ "Firms use engagement to raise trust": the means acts, not the firm."""
    if above.lemma_.lower() in MEANS:
        passive = [c for c in above.children if c.dep_ == "nsubjpass"]
        direct = [c for c in above.children if c.dep_ == "dobj"]
        if passive or direct:
            return passive or direct
    return subjects(above, depth + 1)


def objects(verb: Token) -> list[Token]:
    """Heads of the direct object."""
    told = [c for c in verb.children if c.dep_ in {"dobj", "oprd"}]
    return told or [c for c in verb.rights if c.dep_ == "npadvmod" and c.pos_ == "PROPN"]  # "reduced CEB", misread


def after(token: Token, prepositions: frozenset[str]) -> list[Token]:
    """Heads of what stands after one of the prepositions that hang on the token."""
    found = []
    for prep in token.children:
        if prep.dep_ in {"prep", "agent", "dative", "prt", "advmod"} and prep.lower_ in prepositions:
            found += [c for c in prep.children if c.dep_ in {"pobj", "pcomp"}]
    return found


def agents(verb: Token) -> list[Token]:
    """Heads of what a passive is done by."""
    found = []
    for prep in verb.children:
        if prep.dep_ == "agent" or (prep.dep_ == "prep" and prep.lower_ == "by"):
            found += [c for c in prep.children if c.dep_ in {"pobj", "pcomp"}]
    return found
