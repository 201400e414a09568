"""One form for the many ways a construct's name is written, so that papers can be compared.

``key`` puts aside what does not tell two constructs apart: case, articles, possessives, hyphens, singular and plural,
British and American spelling ("Value co-creation behaviours" and "value cocreation behavior" have the same key).
It never changes which words there are, nor their order. Only the standard library is imported: both sides use it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ARTICLES = frozenset({"a", "an", "the"})

# Written with a hyphen, apart or in one word: joined, whichever it is.
# The second group are words of their own as well, and joined only over a hyphen.
APART = {"bi", "co", "cyber", "de", "eco", "ex", "hyper", "mis", "multi", "non", "omni", "pre", "pseudo"}
APART |= {"re", "self", "semi", "socio", "sub", "trans", "ultra"}
HYPHENED = {
    "anti",
    "auto",
    "counter",
    "cross",
    "dis",
    "e",
    "extra",
    "inter",
    "intra",
    "macro",
    "meta",
    "micro",
    "post",
}
HYPHENED |= {"pro", "super", "un"}
COMPOUNDS = {
    ("decision", "making"): "decisionmaking",
    ("know", "how"): "knowhow",
    ("life", "cycle"): "lifecycle",
    ("on", "line"): "online",
    ("off", "line"): "offline",
    ("touch", "point"): "touchpoint",
    ("web", "site"): "website",
    ("well", "being"): "wellbeing",
    ("work", "place"): "workplace",
    ("news", "letter"): "newsletter",
    ("start", "up"): "startup",
    ("start", "ups"): "startup",
}

OUR = re.compile(
    r"\b(arm|behavi|cand|clam|col|demean|endeav|fav|flav|glam|harb|hon|hum|lab|misbehavi|neighb|od|parl|rig|rum|sav|"
    r"splend|tum|val|vap|vig)our"
)
# Words in -ise and -yse that are spelt so on both sides of the Atlantic.
NOT_IZE = re.compile(
    r"^(?:adverti|advi|ari|apprai|bruise|chasti|circumci|compri|compromi|conci|crui|demi|devi|disgui|enterpri|exci|"
    r"exerci|experti|franchi|improvi|inci|likewi|merchandi|noi|otherwi|poi|prai|preci|premi|promi|rai|repri|revi|ri|"
    r"supervi|surmi|surpri|televi|wi)(?:se[ds]?|sing|sers?|sement)$"
)
SPELLINGS = (
    (re.compile(r"(cent|theat|fib|lit|calib|met|lust|meag|somb|spect)re(s?)$"), r"\1er\2"),
    (re.compile(r"(catal|anal)ogue"), r"\1og"),
    (re.compile(r"programme"), "program"),
    (re.compile(r"(fulfil|enrol|instal|skil)(?=ment|ful)"), r"\1l"),
    (re.compile(r"(mode|labe|trave|cance|counse|signa|leve|channe|fue|marve|tota)ll(ing|ed|er|ers)$"), r"\1l\2"),
    (re.compile(r"judgement"), "judgment"),
    (re.compile(r"acknowledgement"), "acknowledgment"),
    (re.compile(r"ageing"), "aging"),
    (re.compile(r"(def|off|lic|pret)ence"), r"\1ense"),
    (re.compile(r"practis"), "practic"),
    (re.compile(r"scepti"), "skepti"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"^towards$"), "toward"),
    (re.compile(r"^(p)aediat"), r"\1ediat"),
    (re.compile(r"(anal|catal|paral)ys(e|ed|es|ing|er|ers)$"), r"\1yz\2"),
)

IRREGULAR = {
    "alumni": "alumnus",
    "analyses": "analysis",
    "appendices": "appendix",
    "axes": "axis",
    "bases": "basis",
    "biases": "bias",
    "bonuses": "bonus",
    "buses": "bus",
    "cacti": "cactus",
    "campuses": "campus",
    "catalyses": "catalysis",
    "censuses": "census",
    "children": "child",
    "choruses": "chorus",
    "consensuses": "consensus",
    "crises": "crisis",
    "criteria": "criterion",
    "curricula": "curriculum",
    "diagnoses": "diagnosis",
    "echoes": "echo",
    "emphases": "emphasis",
    "feet": "foot",
    "foci": "focus",
    "focuses": "focus",
    "gases": "gas",
    "geese": "goose",
    "halves": "half",
    "heroes": "hero",
    "hypotheses": "hypothesis",
    "indices": "index",
    "knives": "knife",
    "larvae": "larva",
    "lenses": "lens",
    "lives": "life",
    "loaves": "loaf",
    "matrices": "matrix",
    "men": "man",
    "metamorphoses": "metamorphosis",
    "mice": "mouse",
    "neuroses": "neurosis",
    "nuclei": "nucleus",
    "oases": "oasis",
    "oxen": "ox",
    "paralyses": "paralysis",
    "parentheses": "parenthesis",
    "people": "person",
    "phenomena": "phenomenon",
    "prognoses": "prognosis",
    "psychoses": "psychosis",
    "quizzes": "quiz",
    "radii": "radius",
    "selves": "self",
    "shelves": "shelf",
    "statuses": "status",
    "stimuli": "stimulus",
    "surpluses": "surplus",
    "syllabi": "syllabus",
    "symbioses": "symbiosis",
    "synopses": "synopsis",
    "syntheses": "synthesis",
    "teeth": "tooth",
    "theses": "thesis",
    "vertices": "vertex",
    "viruses": "virus",
    "wives": "wife",
    "wolves": "wolf",
    "women": "woman",
}
UNCHANGED = {"aesthetics", "always", "analytics", "athletics", "bias", "canvas", "economics", "electronics", "ethics"}
UNCHANGED |= {"gas", "goods", "has", "its", "lens", "logistics", "mathematics", "means", "news", "perhaps", "physics"}
UNCHANGED |= {"plus", "politics", "premises", "robotics", "sales", "series", "sometimes", "species", "statistics"}
UNCHANGED |= {"thus", "towards", "whereas", "yes"}


def key(label: str) -> str:
    """The form under which two spellings of one construct meet: lower-case words joined by single spaces.

    Words without letters or digits give the empty string.
    """
    words = [_word(w) for w in _words(label)]
    return " ".join(_join(words))


def singular(word: str) -> str:
    """An English noun in the singular; a word that is no plural comes back as it is. Lower case in, lower case out."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")) or word in UNCHANGED:
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y" if word not in {"movies", "cookies", "selfies", "rookies", "calories"} else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def american(word: str) -> str:
    """A word in American spelling; lower case in, lower case out."""
    word = OUR.sub(r"\1or", word)
    for pattern, spelling in SPELLINGS:
        word = pattern.sub(spelling, word)
    if NOT_IZE.search(word):
        return word
    word = re.sub(r"(?<=[a-z]{3})isation", "ization", word)
    return re.sub(r"(?<=[a-z]{3})(?<![aeo])is(e|ed|es|er|ers|ing|able)$", r"iz\1", word)


@lru_cache(maxsize=65536)
def _word(word: str) -> str:
    return american(singular(word))


def _words(label: str) -> list[str]:
    """Lower-case words; a hyphenated prefix is joined to its word, other hyphens part words."""
    text = unicodedata.normalize("NFKD", label.replace("’", "'").replace("&", " and "))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = re.sub(r"[‐‑‒–—−]", "-", text)
    text = re.sub(r"(?<=\w)'s\b|(?<=s)'(?!\w)", "", text).replace("'", "")
    text = re.sub(r"\b(\w+)-(?=\w)", lambda m: m[1] if m[1] in APART | HYPHENED else f"{m[1]} ", text)
    return [w for w in re.findall(r"\w+", text) if w not in ARTICLES]


def _join(words: list[str]) -> list[str]:
    """Prefixes and compounds that were written apart, joined."""
    joined: list[str] = []
    for word in words:
        before = joined[-1] if joined else ""
        if (before, word) in COMPOUNDS:
            joined[-1] = COMPOUNDS[before, word]
        elif before in APART and len(word) > 2:
            joined[-1] = before + word
        else:
            joined.append(word)
    return joined
