"""Phrases that may name a construct: found in running words, trimmed to the name, and told from words at large.

No parse is needed: a name is a run of words between function words and verbs that ends in a noun that heads constructs
(``data/construct_heads.txt``). That reads every sentence of a paper, and costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipelines.canonical import key
from pipelines.extract.words.acronyms import is_short_form
from pipelines.extract.words.cues import read_rows, read_words

HEADS = frozenset(map(key, read_words("construct_heads")))
OPEN_HEADS = frozenset(map(key, read_words("open_heads")))
VAGUE_HEADS = frozenset(map(key, read_words("vague_heads")))
ACTORS = frozenset(map(key, read_words("actors")))
GENERAL = read_words("general_words")
EVALUATIVE = read_words("evaluative")
FUNCTION_WORDS = read_words("function_words")
PLAIN_ADJECTIVES = read_words("plain_adjectives")
GERUNDS = read_words("gerunds")
STATISTIC_ACRONYMS = read_words("statistic_acronyms")
ADJECTIVE = re.compile(r"(?:ic|al|ive|ous|ary|ful|less|able|ible|ant|ent|ory|ed|an)$")
NOT_ADVERBS = frozenset({"anomaly", "early", "elderly", "family", "friendly", "monopoly", "reply", "supply"})
# Participles that tell constructs apart, though they look like verbs.
PARTICIPLES = frozenset({"perceived", "expected", "shared", "desired", "planned", "required", "secure", "felt"})
LONGEST = 4  # words of a name in running text
LONGEST_STRONG = 8  # words of a keyword or an end of a relation

TOKEN = re.compile(r"[^\W_][\w’'&–-]*|[^\s\w]|\d+")
LEADING = re.compile(
    r"^(?:the|an?|this|that|these|those|their|its|his|her|our|your|my|any|all|both|each|every|some|such|no|other|another|"
    r"several|many|most|more|less|much|own|so-called|two|three|four|five|six|seven|eight|nine|ten|first|second|third|"
    r"corresponding|following|overall|high|higher|low|lower|strong|stronger|increased|increasing|greater|better|"
    r"new(?! (?:products?|services?|ventures?|media|technolog\w+)\b)|major|crucial|central|positive|negative|"
    r"significant|traditional|ways|and|or|of|in|for|to|with|on|by|as|through|"
    r"about|from|into|between|among|toward|towards|versus|h\d+[a-z]?|use of the|"
    r"(?:concept|notion|construct|role|effects?|impacts?|influence|importance|presence|lack|existence|degrees?|extent|"
    r"levels?|rates?) of)\s+",
    re.IGNORECASE,
)
TRAILING = re.compile(
    r"(?:\s+(?:and|or|of|in|for|to|with|on|by|as|the|a|an|is|are|construct|concept|literature|research|respectively|itself|"
    r"themselves|scale|scales|items?|dimension))+$",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"\b(?:that|which|who|whom|whose|when|if|because|is|are|was|were|be|been|has|have|had|can|could|may|might|will|would|"
    r"should|must|do|does|did|not|we|they|them|it|us|he|she|you|i|there|than|how|why|what)\b",
    re.IGNORECASE,
)
BROKEN = re.compile(
    r"\b(?<!of )(?<!to )(?<!for )(?<!with )(?<!in )(?<!toward )(?<!towards )(?:the|an?) ", re.IGNORECASE
)
ADJUNCT = re.compile(r"\s(?:in|among|between|with|on|from|within|across|by|at|through|via|during|as|into)\s", re.I)
METHODICAL = re.compile(
    r"\b(?:anal(?:ysis|yses)|regression|interviews?|questionnaires?|research|stud(?:y|ies)|surveys?|hypothes[ie]s|"
    r"coefficients?|variance extracted|square error|validity|loadings?|invariance|sample size|"
    r"ind(?:ex|ices)|[tfp][- ]values?)$"
    r"|\b(?:square error|likert|heterotrait|covariance)\b"
)
INSTITUTION = re.compile(
    r"\b(?:university|institutes?|association|society|council|commission|ministry|department|conference|symposium|journal|"
    r"bank|corporation|inc|ltd|union|agency|committee|federation|bureau|office|foundation|roasters|united)\b",
    re.IGNORECASE,
)
JUNK = re.compile(r"[=<>%;:|{}\[\]#@*_~^•]|(?<!iso )(?<!\d)\d{3,}|https?:|www\.|\bet al\b|(?:^|\s)[a-z]\.|\.\s|\bh\d")


def name_runs(words: str) -> Iterator[str]:
    """Runs of words that are headed as constructs are.

    An open head comes with its complement as well ("sense of duty"), an adjective with the head that it shares
    ("intrinsic and extrinsic rewards"), a possessor with all that it has ("guests’ hopes, fears and habits").
    """
    tokens = TOKEN.findall(words)
    place = after = 0
    owner = ""
    while place < len(tokens):
        run = _run(tokens, place)
        if run and not all(t.lower() in {",", "and", "or", "other"} for t in tokens[after:place]):
            owner = ""
        name = _to_head(run) if run else []
        completed = list(_with_complement(tokens, place, run, name)) if name else []
        if name and not (len(name) == 1 and _leads(name[0])) and not (completed and _plain(name[-1]) in VAGUE_HEADS):
            yield f"{owner} {name[0]}" if owner and len(name) == 1 else " ".join(name)
        if name:
            yield from completed
            yield from _with_coordinate(tokens, place, run, name)
        if run:
            owner = next((w for w in name[:-1] if re.search(r"s?['’]s?$", w)), owner if len(name) == 1 else "")
            after = place + len(run)
        place += max(len(run), 1)


def _run(tokens: list[str], place: int) -> list[str]:
    """The words from ``place`` on up to the next function word, verb, adverb or mark."""
    end = place
    while end < len(tokens) and not _is_boundary(tokens[end]):
        end += 1
    return tokens[place:end]


def _to_head(run: list[str]) -> list[str]:
    """The run up to its last head, without a verb that leads it and no longer than a name; [] where there is none."""
    heads = [
        i for i, word in enumerate(run) if _plain(word) in HEADS or (i + 1 == len(run) and _plain(word) in OPEN_HEADS)
    ]
    if not heads:
        return []
    name = run[max(0, heads[-1] + 1 - LONGEST) : heads[-1] + 1]
    while len(name) > 1 and _leads(name[0]):
        name = name[1:]
    return name


def _leads(word: str) -> bool:
    """Whether a word only leads a name: its verb ("influence brand trust"), or an adjective at large."""
    word = word.lower()
    if word in PARTICIPLES or word in GERUNDS:
        return False
    return word.endswith("ing") or word in PLAIN_ADJECTIVES or word in _verb_forms() or word in _relating_forms()


def _with_complement(tokens: list[str], place: int, run: list[str], name: list[str]) -> Iterator[str]:
    """ "sense of" and the run after it, where the head asks for a complement and the run ends in it."""
    after = place + len(run)
    if run[-1] != name[-1] or _plain(name[-1]) not in OPEN_HEADS or after + 1 >= len(tokens):
        return
    if tokens[after].lower() in {"of", "to", "toward", "towards", "for"}:
        start = after + 1 + (tokens[after + 1].lower() in {"the", "a", "an"})
        complement = _complement(_run(tokens, start))
        if complement and (tokens[after] != "for" or _plain(complement[-1]) in HEADS):
            yield " ".join([*name, tokens[after].lower(), *complement])


def _complement(run: list[str]) -> list[str]:
    """At most three words up to their last head, or two where none heads constructs; people are no complement."""
    heads = [i for i, word in enumerate(run[:3]) if _plain(word) in HEADS]
    chosen = run[: heads[-1] + 1] if heads else run[:2]
    return [] if chosen and is_actor(chosen[-1]) else chosen


def _with_coordinate(tokens: list[str], place: int, run: list[str], name: list[str]) -> Iterator[str]:
    """ "intrinsic and extrinsic incentives": the first adjective with the shared head as well."""
    if place >= 2 and tokens[place - 1].lower() in {"and", "or"} and len(name) >= 2 and name == run[: len(name)]:
        first = tokens[place - 2].lower()
        if ADJECTIVE.search(first) and not _is_boundary(first) and not _leads(first):
            yield " ".join([first, *name[1:]])


def short_forms(words: str) -> Iterator[str]:
    """Acronyms as they stand in the words, those of statistics and printing apart."""
    for word in re.findall(r"(?<![\w-])[A-Z][A-Z0-9&-]{1,6}\b(?![\w-])", words):
        plain = word.lower()
        if plain in FUNCTION_WORDS or plain in GENERAL or _plain(plain) in GENERAL | HEADS | ACTORS:
            continue
        if word not in STATISTIC_ACRONYMS and is_short_form(word) and not re.fullmatch(r"(?:H|P|RQ|Q|S|T)\d.*", word):
            yield word


@cache
def _is_boundary(token: str) -> bool:
    word = token.lower()
    if not word[0].isalpha() or word in FUNCTION_WORDS:
        return True
    if word in _verb_forms():
        return not word.endswith("ed") and _plain(word) not in HEADS | OPEN_HEADS
    return (word.endswith("ly") and word not in NOT_ADVERBS) or word in EVALUATIVE


@cache
def _verb_forms() -> frozenset[str]:
    return frozenset(form for verb in read_words("common_verbs") for form in _forms(verb))


@cache
def _relating_forms() -> frozenset[str]:
    """Verbs that relate constructs: they may lead a run, and none stands inside a name."""
    lemmas = {row[0] for row in read_rows("verbs") if row[0].isalpha()}
    return frozenset(form for verb in lemmas for form in _forms(verb))


def _forms(verb: str) -> Iterator[str]:
    """Plain, third person, past and -ing forms by rule."""
    stem = verb[:-1] if verb.endswith("e") else verb
    yield from (verb, f"{stem}ing", f"{stem}ed")
    yield f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2] not in "aeiou" else f"{verb}s"
    if verb.endswith(("s", "sh", "ch", "x")):
        yield f"{verb}es"
    if verb.endswith("y"):
        yield f"{verb[:-1]}ied"


@cache
def _plain(word: str) -> str:
    """A word as the lists have it: singular, American, its prefix joined."""
    return key(word)


def tidy(words: str) -> str:
    """A phrase trimmed to what may be a name: articles, quantities, leading verbs and brackets put aside.

    Capitals are kept only in acronyms.
    """
    name = " ".join(re.sub(r"\([^()]*\)|[“”\"•]", " ", words).split()).strip(" ,.;:'‘’-–—")
    before = None
    while before != name:
        before = name
        name = TRAILING.sub("", LEADING.sub("", name)).strip(" ,.;:'‘-–—")
        first, _, rest = name.partition(" ")
        if rest and _leads(first) and not re.match(r"(?:of|to|for|toward)\b", rest):
            name = rest
    return " ".join(w if is_short_form(w) and not w.istitle() and len(w) < 8 else w.lower() for w in name.split())


def without_adjunct(name: str) -> str:
    """A name up to the first preposition but "of", "to" and "toward": where and among whom is no part of it."""
    return ADJUNCT.split(name)[0]


def is_name(name: str, *, even_general: bool = False) -> bool:
    """Whether a trimmed phrase may name a construct, something other than its look speaking for it.

    Args:
        name: the phrase.
        even_general: a paper may make a construct of a general word ("design", "use") and say so.
    """
    words = name.split()
    if not 0 < len(words) <= LONGEST_STRONG or JUNK.search(name.lower()) or CLAUSE.search(name):
        return False
    if any(w.endswith("s") and w in _relating_forms() for w in words[1:-1]) or BROKEN.search(name):
        return False
    if not re.search(r"[^\W\d_]{2}", name) or is_method(name) or is_place(name):
        return False
    return even_general or not _is_general(name)


def is_headed(name: str) -> bool:
    """Whether a name's head is one of constructs, and told apart where it is too vague to stand alone."""
    if ADJUNCT.search(name) or re.search(r"\b(?:and|or)\b|['’]s?$", name):
        return False
    first = re.split(r" (?:of|to|toward|towards|for) ", name)[0].split()
    head = _plain(first[-1])
    if name != " ".join(first):
        return head in HEADS | OPEN_HEADS
    return head in HEADS and (len(name.split()) > 1 or head not in VAGUE_HEADS)


def is_clear(name: str) -> bool:
    """Whether a headed name's head says by itself what kind of construct it is: "trust", not "activity"."""
    return _plain(re.split(r" (?:of|to|toward|towards|for) ", name)[0].split()[-1]) not in VAGUE_HEADS


def is_organisation(name: str) -> bool:
    """Whether a spelt-out acronym names an institution, a company or a meeting."""
    return bool(INSTITUTION.search(name))


def is_actor(name: str) -> bool:
    """Whether a single word names people or organisations."""
    return _plain(name) in ACTORS


def _is_general(name: str) -> bool:
    """Whether a phrase is made of words of scholarly writing at large, ranked or not."""
    words = [_plain(w) for w in re.findall(r"[^\W\d_]+", name)]
    return all(w in GENERAL or w in EVALUATIVE or len(w) < 2 for w in words) and not is_short_form(name)


def is_method(name: str) -> bool:
    """Whether a phrase names a design or method of research."""
    return bool(_pattern("methods").fullmatch(name) or _pattern("designs").fullmatch(name) or METHODICAL.search(name))


def is_place(name: str) -> bool:
    """Whether a phrase is a country's name or adjective."""
    return bool(_pattern("places").fullmatch(name))


@cache
def _pattern(data: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for _, pattern in read_rows(data)), re.IGNORECASE)
