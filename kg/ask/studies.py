"""Questions about papers and studies: what a paper's facts are, and which papers have some facts.

A paper with what is asked of it ("the sample of Moor 2021", "where was it done"), a numbered hypothesis ("H2a of Moor
2021"), and studies by place, method, design or year ("studies from Portugal", "papers before 2010"). Every word must
be part of these, or add nothing; else the question is somebody else's.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from kg.actors import ACTORS
from kg.ask.cues import EMPTY
from kg.ask.names import labels_of
from kg.ask.reading import Reading, fill
from kg.ask.references import MASK, Reference
from kg.ask.words import PAPER_NOUN, STATUS_WORDS
from kg.lookup import PREFIXES
from kg.store import Store
from pipelines.canonical import key

Part = tuple[Reading, ...]
NUMBER = re.compile(
    r"(?<![\w.])(?:(?:hypothes[ei]s|propositions?) )?([HP]) ?(\d+(?:\.\d+)?[a-z]?)(?![\w.])", re.IGNORECASE
)
# What is asked of a paper, and the query that has it. The special stand before the general.
FACTS = (
    (r"hypothes[ei]s|hypothesi[sz]ed?|predictions?|predicts?", "hypotheses paper=$reference"),
    (r"propositions?", "propositions paper=$reference"),
    (r"(?:two|different|conflicting|diverging|several) (?:journals?|venues?|years?|volumes?|titles?)(?: names?)?|"
     r"(?:disagree|contradict|conflict)\w* (?:about|on|over)? ?(?:itself|its own|metadata)",
     "metadata-conflicts work=$reference"),
    (r"journals?|venues?|outlets?|appear(?:ed)?|title[ds]?|doi|publication (?:date|year)|volumes?|issues?|issn|"
     r"(?:in |what |which )?year|when|came out|called", "work work=$reference"),
    (r"countr(?:y|ies)|where|places?|locations?|nations?|settings?|contexts?|industr(?:y|ies)|conducted|"
     r"carried out|located|regions?|sectors?", "methods paper=$reference"),
    (r"samples?|sample sizes?|n|respondents?|participants?|participated?|responded|responses?|interviewees?|"
     r"how (?:many|large|big)|took part|size|subjects?|surveyed|interviewed", "methods paper=$reference"),
    (r"(?:research |study )?designs?|methods?|methodolog\w+|analy[sz]e[ds]?|analy[sz]ing|analys[ie]s|data|techniques?|"
     r"statistic\w*|statistical tests?|approach(?:es)?|collect(?:ed|ion)?|gather(?:ed)?|cross-sectional|longitudinal|"
     r"qualitative(?:ly)?|quantitative(?:ly)?|empirical(?:ly)?|conceptual|procedures?|estimated|regressions?|"
     r"experiments?|surveys?|interviews?|run|ran|performed|employed|applied", "methods paper=$reference"),
    (r"statements?|claims?|findings?|found|argue[sd]?|argument|conclude[sd]?|conclusions?|results?|say|says|said|"
     r"contributions?|summary|summari[sz]e", "statements paper=$reference"),
)  # fmt: skip
FACT = [(re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), template) for words, template in FACTS]
STUDIES = re.compile(
    rf"(?<!\w)(?:{PAPER_NOUN}|who|whose|research|researchers?|authors?|work|where|anybody|anyone)(?!\w)", re.I
)
ABOUT_STUDIES = re.compile(
    r"(?<!\w)(?:us(?:e|es|ed|ing)|employ\w*|appl(?:y|ies|ied|ying)|conduct\w*|carried out|combin\w*|rel(?:y|ies|ied)|"
    r"ran|run|perform\w*|collect\w*|data|samples?|methods?|designs?|approach\w*|technique\w*|analys[ie]s|analy[sz]\w+|"
    r"empirical\w*|based|made|done|located|set|from|come|comes|came|context|countr(?:y|ies)|places?|settings?|kinds?|type|"
    r"models?|modelling|modeling|tests?|tested|exist\w*|there|have|has|include\w*|with|via|adopt\w*|both|published|"
    r"appeared|written|printed|dated|newer|older|recent|year|years|earlier|later|publications?|entries)(?!\w)",
    re.IGNORECASE,
)
PEOPLE = re.compile("|".join(ACTORS), re.IGNORECASE)
YEAR = r"((?:19|20)\d\d)"
YEARS = (
    (re.compile(rf"\b(?:between|from) {YEAR} (?:and|to|-) {YEAR}", re.I), ("since", "until")),
    (re.compile(rf"\bsince {YEAR}|\bfrom {YEAR} on(?:wards?)?\b|\b{YEAR} or later", re.I), ("since",)),
    (re.compile(rf"\b(?:until|up to|till) {YEAR}|\b{YEAR} or earlier", re.I), ("until", "until")),
    (re.compile(rf"\b(?:after|later than|newer than) {YEAR}", re.I), ("after",)),
    (re.compile(rf"\b(?:before|earlier than|older than|prior to) {YEAR}", re.I), ("before",)),
    (re.compile(rf"\b(?:in|of|from|dated|year)? ?{YEAR}\b", re.I), ("year",)),
)  # fmt: skip
FACETS = {"design": "design", "method": "method", "context": "place"}
SHORT = {"sem": "structural equation modeling", "pls": "partial least squares", "cfa": "confirmatory factor analysis"}
SHORT |= {"ols": "ols regression", "ann": "artificial neural network", "usa": "united states", "uk": "united kingdom"}
ROOT = 7  # letters by which forms of a method's one word meet: "bootstrapped", "longitudinally"


def read_studies(store: Store, masked: str, references: Sequence[Reference]) -> tuple[Part, ...] | None:
    """What a question asks about papers and studies; None where it is about other things too."""
    about = [references[int(number)] for number in dict.fromkeys(MASK.findall(masked))]
    words = MASK.sub(" ", masked)
    if numbers := list(NUMBER.finditer(words)):
        return _numbered(numbers, NUMBER.sub(" ", words), about)
    if about:
        return _facts(words, about) if all(each.is_read for each in about) else None
    if not STUDIES.search(words) and not words.casefold().startswith(("in which", "in what", "any ")):
        return None
    return _of_years(words) or _with_facets(store, words)


def _numbered(numbers: Sequence[re.Match[str]], rest: str, about: Sequence[Reference]) -> tuple[Part, ...] | None:
    unused = _unknown(rest, (NUMBER, *(pattern for _, pattern in STATUS_WORDS), *(pattern for pattern, _ in FACT)))
    parts = []
    wanted: Sequence[Reference | None] = about or [None]
    for match, reference in itertools.product(numbers, wanted):
        query = "hypotheses" if match[1] in "hH" else "propositions"
        template = f"{query} number=$number" + (" paper=$reference" if reference else "")
        values = {"number": f"{match[1].upper()}{match[2]}"}
        parts.append((fill(template, values, reference, tuple(unused)),))
    return tuple(dict.fromkeys(parts))


def _facts(words: str, about: Sequence[Reference]) -> tuple[Part, ...] | None:
    if _unknown(words, (*(pattern for pattern, _ in FACT), *(pattern for _, pattern in STATUS_WORDS))):
        return None
    template = next((template for pattern, template in FACT if pattern.search(words)), None)
    if template is None:
        return None
    status = next((name for name, pattern in STATUS_WORDS if pattern.search(words)), None)
    if status and template.startswith("hypotheses"):
        template += f" status={status}"
    return tuple((fill(template, {}, reference, ()),) for reference in about)


def _of_years(words: str) -> tuple[Part, ...] | None:
    for pattern, names in YEARS:
        if match := pattern.search(words):
            if _unknown(pattern.sub(" ", words), (STUDIES, ABOUT_STUDIES)):
                return None
            years = [year for year in match.groups() if year]
            given = dict(zip(names, years, strict=False))
            if "after" in given:
                given = {"since": str(int(given["after"]) + 1)}
            if "before" in given:
                given = {"until": str(int(given["before"]) - 1)}
            return ((Reading("papers", tuple(given.items())),),)
    return None


def _with_facets(store: Store, words: str) -> tuple[Part, ...] | None:
    """Studies of a place, method or design; of those that use a construct, where the rest of the question is one."""
    rest, given = f" {key(words)} ", {}
    for facet, value in _values(store):
        for form in _forms(value):
            if facet not in given and (match := re.search(rf" {form} ", rest)):
                given[facet] = value
                rest = f"{rest[: match.start()]} ; {rest[match.end() :]}"
    if not given:
        return None
    left = _unknown(rest, (STUDIES, ABOUT_STUDIES))
    template = "methods " + " ".join(f"{name}=${name}" for name in given)
    if not left:
        return ((fill(template, given, None, ()),),)
    name = re.search(rf"{re.escape(left[0])}.*{re.escape(left[-1])}|{re.escape(left[0])}", rest)
    found = labels_of(store, [name[0]]) if name else {}
    if not found:
        return None
    values = given | {"construct": next(iter(found.values()))}
    return ((fill(f"{template} construct=$construct", values, None, ()),),)


def _values(store: Store) -> Iterator[tuple[str, str]]:
    """The designs, methods and contexts of all papers, the longest first."""
    query = """SELECT DISTINCT ?p ?label WHERE {
      VALUES ?p { evc:design evc:method evc:context } ?study ?p ?node . ?node rdfs:label ?label }"""
    rows = [(str(row["p"]).rpartition("#")[2], str(row["label"])) for row in store.query(PREFIXES + query)]
    yield from sorted(((FACETS[p], label) for p, label in rows), key=lambda pair: (-len(pair[1]), pair))


def _forms(value: str) -> Iterator[str]:
    """How a question may name a method or place, as canonical words."""
    canonical = key(value)
    yield re.escape(canonical)
    yield from (short for short, long in SHORT.items() if key(long) == canonical)
    if " " not in canonical and len(canonical) >= ROOT:
        yield rf"{re.escape(canonical[:ROOT])}\w*"


def _unknown(words: str, known: Sequence[re.Pattern[str]]) -> list[str]:
    """The words that are neither known nor add nothing."""
    for pattern in known:
        words = pattern.sub(" ", words)
    found = re.findall(r"[^\W_][\w'’-]*", words)
    return [word for word in found if word.casefold() not in EMPTY and not PEOPLE.fullmatch(word)]
