"""Names of authors as title pages, meta tags and file properties give them, as "Given Family"."""

from __future__ import annotations

import re

from pipelines.read.names import PARTICLES, SUFFIXES, is_initials, split_names

# Words that stand on title pages in capitals and are no part of a person's name.
NO_PERSON = frozenset(
    word
    for line in (
        "a ab abstract academic academy accepted access admin administration affiliation ag an analysis and",
        "annals annual applied approach article articles associate association at australia austria author",
        "authors available avenue bank belgium box brazil bulletin business by campus canada center centre chair",
        "chapter china citation cite co college commerce communication company conference contents copyright",
        "corporation correspondence corresponding council court customer customers data december denmark",
        "department development digital discussion division doctor document doi download downloads economics",
        "edited edition editor editors education effect effects email empirical engagement engineering",
        "environmental europe european evidence faculty february figure finance finland first for foundation",
        "framework france from general germany gmbh governance government graduate group headquarters higher",
        "hongkong hospital how impact in inc india industry information innovation institute institutes",
        "international introduction investigation ireland issn issue italy january japan journal july keywords",
        "kingdom laboratory language lecturer letters library limited literature ltd management manuscript",
        "marketing media method ministry model national netherlands new news northern norway notes november",
        "number october office on online open operations organization original our pages paper papers perspective",
        "policy political portugal practice press proceedings professor project psychology public publication",
        "published publisher quarterly received references republic research researchgate results review revised",
        "rights road role sage school science sciences section september series service services singapore social",
        "society spain special springer state states status strategy street studies study submitted sweden",
        "switzerland system systems table taiwan takedown technology thailand the theory to tourism turkey type",
        "uk unit united universidad universidade universita universitat universiti university università",
        "universität université usa value version view views vol volume we what why wiley with working world",
        "zealand",
    )
    for word in line.split()
)
LONGEST_LINE = 1000  # characters; no byline is longer
TITLES = re.compile(
    r"\b(?:Dr|Prof|Professor|Mr|Mrs|Ms|Ph\.?\s?D|M\.?B\.?A|MSc|BSc|M\.?A|D\.?Phil|Ed\.?D|D\.?B\.?A|MPhil|BA|MD|FRSA?)\b\.?",
    re.IGNORECASE,
)
MARKS = re.compile(
    r"(?:[¹²³⁴-⁹⁰*†‡§¶⁎∗#✉]|(?<=[a-zß-ÿ.])\d{1,2}(?=[\s,*;]|$)|(?<=[^\W\d_a-z]{2})\d{1,2}(?=[\s,*;]|$)"
    r"|(?<=\s)\d{1,2}(?=[\s,*;]|$)|\((?:\d|[a-d])\)|(?<=[a-z])\s?\b[a-d]\b(?=[,*]|$))(?:\s?,\s?(?:[¹²³⁴-⁹⁰*†‡⁎∗\d]|[a-d]\b))*"
)
# Where an affiliation begins right after a name, without a mark or comma.
PLACE = re.compile(
    r"(?<=\S)\s+(?=(?:Department|Dept|School|Faculty|Institute?|Cent(?:er|re)|University of|Universi[dt]a\w+"
    r"|Chair|Division|Laboratory|Academy|(?:Graduate|Business|Management) School|(?:Assistant|Associate) Professor"
    r"|(?:Senior )?Lecturer)\b)"
)
# "Haifa Bay University, Israel": an institution whose name begins like a person's.
HOUSE_NAME = re.compile(
    r"(?:[^\W\d_][^\s,;&*†‡]*\s){0,4}"
    r"(?:Universit\w+(?! of)|College|Institute?|School|Polytechnic|Academy|Hospital|Bank|Ltd)\b(?![^,]*,.*@)"
)
SUFFIXED = re.compile(r",\s*((?:Jr|Sr)\b\.?|I{2,3}\b|IV\b)")
EMAIL = re.compile(r"\(?\S+@\S+\)?")
LOUD = r"[^\W\d_a-zß-öø-ÿ](?:[^\W\d_a-zß-öø-ÿ]|['’-])+"
SHOUTED = re.compile(rf"(?:[A-Z]\.\s?){{0,2}}{LOUD}(?:\s(?:[A-Z]\.|{LOUD})){{1,4}}")


def is_person(words: str) -> bool:
    """Whether ``words`` can be one person's name: two to five names or initials, one of them in full."""
    tokens = words.split()
    if not 2 <= len(tokens) <= 6 or len(words) > 50 or re.search(r"[\d:;!?@/()\[\]“”\"]", words):
        return False
    full = [t for t in tokens if "." not in t.strip(".,") and len(t.strip(".,")) > (1 if not is_initials(t) else 2)]
    named = all(re.fullmatch(r"[^\W\d_a-z][\w'’.‐-]*,?", t) or t.lower() in PARTICLES for t in tokens)
    placed = any(t.strip(".,").lower() in NO_PERSON for t in full) or "Hong Kong" in words or "South Korea" in words
    return bool(full) and named and not placed and not tokens[-1].endswith(",")


def find_names(line: str) -> list[str]:
    """The authors that a line of a title page names before anything else; empty where it begins otherwise."""
    return read_names(line)[0]


def read_names(line: str) -> tuple[list[str], bool]:
    """The authors that a line names before anything else, and whether it names nothing else."""
    if len(line) > LONGEST_LINE or HOUSE_NAME.match(line.lstrip(" *†‡§0123456789⁰¹²³⁴⁵⁶⁷⁸⁹")):
        return [], False
    plain = re.sub(
        r"^(?:by|authors?\s*:|written by|author links open overlay panel)\s+",
        "",
        " ".join(EMAIL.sub(" ", line).split()),
        flags=re.IGNORECASE,
    )
    marked = SUFFIXED.sub(r" \1", PLACE.sub(" | ", TITLES.sub("", MARKS.sub(" | ", plain))))
    names, whole = _leading(marked)
    if not whole and re.search(r"[a-z]{3}", plain) and not re.match(r"[A-Z][a-z]", plain):
        shouted = [spoken(name) for name in SHOUTED.findall(marked) if is_person(name)]
        if len(shouted) >= len(names):
            return shouted, False
    return names, whole


def _leading(marked: str) -> tuple[list[str], bool]:
    """The persons with which a line begins, and whether nothing follows them."""
    names: list[str] = []
    for part in re.split(r"\s*(?:\||,|;|&|·|•|\band\b|\bwith\b)\s*", marked, flags=re.IGNORECASE):
        words = part.strip(" .,-–—")
        if not words:
            continue
        if not is_person(words):
            return names, False
        ended = part.strip().endswith(".") and (is_initials(words[-1:]) or words.endswith(("Jr", "Sr")))
        names.append(spoken(f"{words}." if ended else words))
    return names, True


def spoken(name: str) -> str:
    """A name as it is spoken: "Family, Given" turned round, a name in capitals in mixed case."""
    if "," in name:
        family, _, given = name.partition(",")
        tail = re.search(rf"(?<![\w.]){SUFFIXES.pattern}(?!\w)", given)
        given = given.replace(tail.group(), "").strip(" ,") if tail else given
        name = f"{given.strip()} {family.strip()} {tail.group() if tail else ''}".strip()
    if name.isupper() and re.search(r"[^\W\d_]{3}", name):
        name = re.sub(r"(?<![\w.])[^\W\d_]{2,}(?![\w.])", _mixed, name)
        name = re.sub(r"\b([JS])R\b", r"\1r", name)
    return " ".join(name.split()).strip(" ,;")


def _mixed(word: re.Match[str]) -> str:
    """A word of a name in capitals as it is written elsewhere: "III" stays, "O'DWYER" is "O'Dwyer"."""
    return word.group() if re.fullmatch(r"I{2,3}|IV", word.group()) else word.group().capitalize()


def turn_vancouver(names: str) -> tuple[str, ...]:
    """The names of "Moor A B, van den Hurk R, Jr. and Ito C" as they are spoken: "A. B. Moor"."""
    found: list[str] = []
    for part in re.split(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+", names.strip(" ,")):
        form = re.fullmatch(r"(?P<family>.+?)\s(?P<initials>(?:[^\W\d_a-zß-ÿ]\s?){1,3})", part)
        if SUFFIXES.fullmatch(part) and found:
            found[-1] = f"{found[-1]} {part}"
        elif form:
            found.append(" ".join([*(f"{i}." for i in form["initials"] if i != " "), form["family"]]))
        elif part:
            found.append(part)
    return tuple(found)


def split_people(value: str) -> tuple[str, ...]:
    """The authors in a file property or meta tag that lists them in any style."""
    plain = TITLES.sub("", value[: 3 * LONGEST_LINE]).strip(" ,;")
    if ";" in plain:
        return tuple(spoken(p.strip()) for p in plain.split(";") if p.strip())
    parts = [p.strip() for p in re.split(r",|\band\b|&", plain) if p.strip()]
    if (
        len(parts) == 2
        and "," in plain
        and not re.search(r"\band\b|&", plain)
        and (len(parts[0].split()) == 1 or len(parts[1].split()) == 1)
    ):
        return (spoken(f"{parts[0]}, {parts[1]}"),)
    if all(is_person(p) for p in parts):
        return tuple(spoken(p) for p in parts)
    return tuple(spoken(name) for name in split_names(plain))
