"""In-text citations, found in the running text and resolved to entries of the bibliography.

Two systems. Author-year in its forms: "(Lund 2015; Verma et al. 2018, p. 4)", "Lund and Verma (2015, 2016a)",
"[Lund 1992]", "Lund's (2015)". Numeric: "[12,13–15]", or raised as in "trust¹²,¹³". Which numbers count is decided by
the bibliography: those that it does not reach are no citations. A bracket that holds nothing but citations is one
``Citation`` from bracket to bracket, so that it can be cut out of a sentence whole.
"""

from __future__ import annotations

import collections
import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipelines.read.bibliography import LABEL
from pipelines.read.names import fold, lead_name
from pipelines.record import Reference
from pipelines.text import Block, Citation

YEAR = r"(?:1[6-9]|20)\d{2}"
PARTICLE = (
    r"(?:[Vv]an|[Vv]on|[Dd]e|[Dd]en|[Dd]er|[Dd]el|[Dd]ella|[Dd]ello|[Dd]i|[Dd]a|[Dd]os|[Dd]u|[Ll]a|[Ll]e|[Tt]en|[Tt]er|"
    r"[Aa]l|[Ee]l|[Bb]in|St\.)"
)
# A word of a name; no name is longer, and without an end a line of "Aaa-Bbb-…" costs its length's square.
WORD = r"[^\W\d_a-zß-öø-ÿ][\w’'‐-]{0,40}[\w]"
NAME = rf"(?:(?:[A-Z]\.[ -]?){{1,3}}\s?)?(?:{PARTICLE}[ -]){{0,3}}{WORD}(?:\s[ey]\s{WORD})?"
ET_AL = r"(?:,?\s+et\s+al\b\.?,?|,?\s+and\s+(?:colleagues|others|associates)\b)"
AUTHORS = rf"{NAME}(?:(?:,\s+{NAME}){{0,8}},?\s+(?:and|&|und)\s+{NAME}|(?:,\s+{NAME}){{0,8}}{ET_AL}|)"
YEARS = rf"(?:{YEAR}(?:/{YEAR})?[a-z]?(?:,\s?[a-z]\b)*|[Ff]orthcoming|[Ii]n press|n\.\s?d\.)"
YEAR_LIST = rf"{YEARS}(?:\s*[,;&]\s*(?:and\s+)?(?:{YEAR}[a-z]?(?:,\s?[a-z]\b)*))*"
LOCATOR = (
    r"(?:\s*[,:;]\s*(?:(?:pp?|para|paras|chap|ch|sec|table|figure|fig|note|fn)\b\.?\s*[\w–-]+(?:[\s,–-]+\d+)*|"
    r"\d+(?:[–-]\d+)?))*"
)
NARRATIVE = re.compile(
    rf"(?<!\w)(?P<authors>{AUTHORS})(?P<own>['’]s?)?\s*(?P<open>[(\[])\s*(?P<years>{YEAR_LIST}){LOCATOR}\s*[)\]]"
)
BRACKET = re.compile(rf"(?P<open>[(\[])[^()\[\]]*?(?:{YEAR}|[Ff]orthcoming|[Ii]n press)[^()\[\]]*?[)\]]")
ORGANISATION = rf"{WORD}(?:\s+(?:of|for|the|and|&|{WORD})){{0,6}}"
WITHIN = re.compile(
    rf"(?<!\w)(?P<authors>{AUTHORS}|{ORGANISATION})['’]?s?\s*,?\s+(?P<years>{YEAR_LIST})(?P<locator>{LOCATOR})"
)
NUMERIC = re.compile(r"\[(?P<numbers>\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*)(?:,?\s*pp?\.\s?\d+(?:[–-]\d+)?)?\]")
# Raised numbers after words and marks; "R²" and "m²" are none. Layout writes what is raised in superscript digits.
DIGITS = "⁰¹²³⁴-⁹"
# What precedes is looked at after the first digit: a pattern that begins with a plain class is searched fast.
RAISED = re.compile(
    rf"(?P<numbers>[{DIGITS}](?:(?<=[^\W\d_][^\W\d_].)(?<!\b[cdkm]m.)|(?<=[.,;:)\]”\"’'%].))"
    rf"[{DIGITS}]{{0,2}}(?:\s?[,;–⁻-]\s?[{DIGITS}]{{1,3}})*)(?![{DIGITS}\w])"
)
PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
GLUE = re.compile(
    r"\b(?:see|also|e\.g|i\.e|cf|for|an?|the|in|as|by|from|and|or|example|instance|review|reviews|overview|among|others|amongst|"
    r"adapted|based|on|after|following|cited|quoted|such|but|recent|more|discussion|comprehensive|both|etc)\b\.?|[\s,.;:&()\[\]–-]+",
    re.IGNORECASE,
)
NO_NAMES = frozenset(
    fold(word)
    for line in (
        "According Additionally After Also Although And As At Besides Both But By Case Chapter Chart Consistent",
        "Consequently Copyright Despite Drawing During Equation Especially Exhibit Experiment Fig Figure Finally",
        "First Following For From Further Furthermore Hence However Hypothesis If In Indeed Initially Instead Last",
        "Later Likewise Model Moreover Nevertheless Notably Of On Panel Part Phase Proposition Recently Round Sample",
        "Second Section See Similarly Since Specifically Step Study Such Survey Table That The Then Therefore These",
        "Third This Those Though Thus To Unlike Until Version Wave We When Whereas Whether While With",
        "January February March April May June July August September October November December Spring Summer Fall",
        "Autumn Winter",
    )
    for word in line.split()
)
MONTHS = {
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
}
LEAST = 3  # numbers that make a system of citation
LONGEST = 4000  # characters that are searched at a time
LIKE = 0.85  # ratio of letters that two spellings of one name share
RUNNING = {"paragraph", "abstract", "list_item", "quote", "caption", "footnote"}


class Found(NamedTuple):
    """Works cited at a place: offsets in the searched words, and (names as printed, years as printed) of each."""

    start: int
    end: int
    works: tuple[tuple[str, str], ...]


def find_citations(content: str, blocks: Sequence[Block], references: Sequence[Reference]) -> tuple[Citation, ...]:
    """The citations in the running blocks of ``content``, in order, with the entries that they point to."""
    index = Index(references, _suffixes(content, blocks, references))
    running = [w for b in blocks if b.role in RUNNING for w in _windows(b.start, content[b.start : b.end])]
    numeric = _numeric_form(running, content, blocks, references)
    labels = _labels(content, blocks, references)
    found: list[Citation] = []
    for start, words in running:
        cited = [_resolve(_widen(place, words, index), index) for place in find_author_year(words)]
        cited += list(find_numeric(words, references, labels, form=numeric)) if numeric else []
        found += [
            Citation(start=c.start + start, end=c.end + start, works=c.works, references=c.references)
            for c in sorted(filter(None, cited), key=lambda c: c.start)
        ]
    return tuple(found)


def _windows(start: int, words: str) -> Iterator[tuple[int, str]]:
    """A block in pieces that end with a sentence: the patterns' cost must not grow with a hostile block's square."""
    while len(words) > LONGEST:
        cut = words.rfind(". ", LONGEST // 2, LONGEST) + 2
        cut = cut if cut > 1 else LONGEST
        yield start, words[:cut]
        start, words = start + cut, words[cut:]
    yield start, words


def find_author_year(words: str) -> Iterator[Found]:
    """Author-year citations in ``words``, in order of their kinds; names are as printed, not yet resolved."""
    taken: list[tuple[int, int]] = []
    for match in NARRATIVE.finditer(words):
        names = _trim_names(match["authors"])
        if names:
            start = match.start("authors") + match["authors"].rindex(names)
            taken.append((start, match.end()))
            yield Found(start, match.end(), ((names, match["years"]),))
    for bracket in BRACKET.finditer(words):
        if not any(a < bracket.end() and bracket.start() < b for a, b in taken):
            yield from _within(bracket)


def _within(bracket: re.Match[str]) -> Iterator[Found]:
    """The citations inside a bracket: one for the whole where nothing else stands in it, else one for each."""
    inside = bracket.group()
    cited = [(m, names) for m in WITHIN.finditer(inside) if (names := _trim_names(m["authors"]))]
    if not cited:
        return
    rest = inside
    for match, _ in reversed(cited):
        rest = rest[: match.start()] + " " + rest[match.end() :]
    if len(GLUE.sub(" ", re.sub(rf"\b{YEAR}[a-z]?\b|\bp+\.?\s*\d+\S*", " ", rest)).split()) <= 2:
        yield Found(bracket.start(), bracket.end(), tuple((names, m["years"]) for m, names in cited))
        return
    for match, names in cited:
        yield Found(bracket.start() + match.start(), bracket.start() + match.end(), ((names, match["years"]),))


def _trim_names(names: str) -> str:
    """The names without a sentence's first word in front ("Similarly, Lund and Verma"); "" where none are left."""
    names = re.sub(r"['’]s?$", "", names)
    while first := re.match(rf"(?P<word>{WORD}),?\s+(?:(?:and|&)\s+)?(?=\S)", names):
        word = fold(first["word"])
        if word in MONTHS or (word not in NO_NAMES and not re.fullmatch(r"[A-Z][a-z]{3,}ly", first["word"])):
            break
        names = names[first.end() :]
    if re.fullmatch(WORD, names) and fold(names) in NO_NAMES:
        return ""
    return names if re.match(r"[^\W\d_]", names) else ""


class Index:
    """Entries of a bibliography by first author's folded family name and year."""

    def __init__(self, references: Sequence[Reference], suffixes: Sequence[str]) -> None:
        self.references = references
        self.suffixes = suffixes
        self.places: dict[tuple[str, int | None], list[int]] = collections.defaultdict(list)
        for place, reference in enumerate(references):
            if reference.authors:
                self.places[fold(lead_name(reference.authors[0])), reference.year].append(place)

    def find(self, names: str, year: int | None, suffix: str) -> tuple[str, tuple[int, ...]]:
        """The first author's name as the bibliography spells it (or as printed), and the entries."""
        first = _first_name(names)
        shorter = re.split(r",\s+", names, maxsplit=1)[-1]  # "In the US, Lund and Verma": a place before the names
        for name, cited in ((first, names), (names, names), (_first_name(shorter), shorter)):
            places = self.places.get((fold(name), year), [])
            if places:
                chosen = self._choose(places, cited, suffix)
                return lead_name(self.references[chosen[0]].authors[0]), chosen
        places = self._near(first, year)
        if places:
            return lead_name(self.references[places[0]].authors[0]), self._choose(places, names, suffix)
        return first, ()

    def _near(self, name: str, year: int | None) -> list[int]:
        """The entries of one year by a name that is spelt much alike, ends in it, or is shortened to its initials."""
        plain = fold(name)
        if year is None or len(plain) < 3:
            return []
        found: dict[str, list[int]] = {}
        for (family, when), places in self.places.items():
            if when != year:
                continue
            lead = lead_name(self.references[places[0]].authors[0])
            initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", lead) if word[0].isupper())
            alike = len(plain) >= 6 and difflib.SequenceMatcher(None, plain, family).ratio() >= LIKE
            if alike or fold(lead.split()[-1]) == plain or (name.isupper() and initials == name):
                found[family] = places
        return next(iter(found.values())) if len(found) == 1 else []

    def _choose(self, places: list[int], names: str, suffix: str) -> tuple[int, ...]:
        """Of several entries by one first author in one year, those that suffix and co-authors allow."""
        if len(places) == 1:
            return tuple(places)
        lettered = [p for p in places if self.suffixes[p] == suffix] if suffix else []
        if not lettered and suffix and ord(suffix) - ord("a") < len(places):
            lettered = [places[ord(suffix) - ord("a")]]
        fitting = [p for p in places if _fits(names, self.references[p].authors)]
        both = [p for p in lettered if p in fitting]
        return tuple(both or lettered or fitting or places)


def _first_name(names: str) -> str:
    """The first author's family name in a list of names as a text cites it."""
    first = re.split(rf"{ET_AL}|,\s|\s+(?:and|&|und)\s", names, maxsplit=1)[0]
    return re.sub(r"^(?:[A-Z]\.[ -]?)+", "", first).strip(" ,'’")


def _fits(names: str, authors: Sequence[str]) -> bool:
    """Whether the number and the second of the authors agree with the names as cited."""
    if re.search(ET_AL, names):
        return len(authors) >= 3
    cited = [n for n in re.split(r",\s+(?:and\s+|&\s+)?|\s+(?:and|&|und)\s+", names) if n]
    if len(cited) != len(authors):
        return False
    return len(cited) == 1 or fold(lead_name(authors[1])) == fold(re.sub(r"^(?:[A-Z]\.[ -]?)+", "", cited[1]))


def _widen(found: Found, words: str, index: Index) -> Found:
    """A narrative citation with the words before it that belong to its names: "World Bank (2010)", two surnames."""
    if len(found.works) != 1 or words[found.start - 1 : found.start] != " ":
        return found
    names, years = found.works[0]
    year = next(_years(years))[0]
    if index.places.get((fold(_first_name(names)), year)):
        return found
    before = re.search(
        rf"(?<!\w)(?:{WORD},?\s+(?:(?:and|&)\s+)?){{1,4}}$", words[max(0, found.start - 200) : found.start]
    )
    pieces = before.group().split() if before else []
    for count in range(len(pieces)):
        wider = " ".join([*pieces[count:], names])
        if index.places.get((fold(wider), year)) or index.places.get((fold(_first_name(wider)), year)):
            return Found(found.start - len(" ".join(pieces[count:])) - 1, found.end, ((wider, years),))
    return found


def _resolve(found: Found, index: Index) -> Citation | None:
    works: list[str] = []
    entries: list[int] = []
    for names, years in found.works:
        for year, suffix in _years(years):
            name, places = index.find(names, year, suffix)
            if not places and _is_doubtful(names):
                continue
            works.append(f"{name} {year}" if year else f"{name} {years.strip()}")
            entries += places
    if not works:
        return None
    return Citation(
        start=found.start, end=found.end, works=tuple(dict.fromkeys(works)), references=tuple(dict.fromkeys(entries))
    )


def _is_doubtful(names: str) -> bool:
    """Whether words before a year, unknown to the bibliography, may be no names: too many, or a month or table."""
    return len(names.split()) > 12 or any(fold(word) in NO_NAMES - MONTHS for word in names.split()[:1])


def _years(printed: str) -> Iterator[tuple[int | None, str]]:
    """Each year with its letter: "2003a, b, 2004" is 2003 a, 2003 b and 2004."""
    last: int | None = None
    some = False
    for match in re.finditer(rf"(?P<year>{YEAR})(?P<suffix>[a-z]?)|,\s?(?P<letter>[a-z])\b", printed):
        some = True
        if match["year"]:
            last = int(match["year"])
            yield last, match["suffix"] or ""
        elif last is not None:
            yield last, match["letter"]
    if not some:
        yield None, ""


def find_numeric(
    words: str, references: Sequence[Reference], labels: Mapping[int, int], *, form: re.Pattern[str] = NUMERIC
) -> Iterator[Citation]:
    """Numbers that the bibliography reaches, with ranges opened; ``labels``: number → place of the entry.

    ``form`` is ``NUMERIC`` for numbers in brackets or ``RAISED``.
    """
    for match in form.finditer(words):
        numbers = _numbers(match["numbers"].translate(PLAIN))
        if numbers and min(numbers) >= 1 and max(numbers) <= max(labels, default=0):
            places = tuple(labels[n] for n in numbers if n in labels)
            works = tuple(dict.fromkeys(w for p in places if (w := work_name(references[p]))))
            yield Citation(start=match.start(), end=match.end(), works=works, references=places)


def _labels(content: str, blocks: Sequence[Block], references: Sequence[Reference]) -> dict[int, int]:
    """Number → place of the entry: by the entries' own numbers where most have one, else by their order."""
    entries = [content[b.start : b.end] for b in blocks if b.role == "reference"]
    by_order = {place + 1: place for place in range(len(references))}
    if len(entries) != len(references):
        return by_order
    own: dict[int, int] = {}
    for place, entry in enumerate(entries):
        label = LABEL.match(entry)
        number = next((g for g in label.groups() if g), "") if label else ""
        if number.isdecimal():
            own.setdefault(int(number), place)
    return own if len(own) > len(entries) / 2 else by_order


def _numbers(printed: str) -> list[int]:
    found: list[int] = []
    for part in re.split(r"\s*[,;]\s*", printed):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        found += range(ends[0], ends[-1] + 1) if ends and ends[0] <= ends[-1] <= ends[0] + 60 else []
    return list(dict.fromkeys(found))


def work_name(reference: Reference) -> str | None:
    """ "Surname Year" of an entry, or None where it names no author or year."""
    if not reference.authors or reference.year is None:
        return None
    return f"{lead_name(reference.authors[0])} {reference.year}"


def _numeric_form(
    running: Sequence[tuple[int, str]], content: str, blocks: Sequence[Block], references: Sequence[Reference]
) -> re.Pattern[str] | None:
    """How numbers are printed that are citations, or None where works are cited by author and year.

    Numbers in brackets count where the entries are numbered or where they are the rule; raised ones, which may call
    footnotes, only where the entries are numbered and they are the rule.
    """
    if not references:
        return None
    entries = [content[b.start : b.end] for b in blocks if b.role == "reference"]
    labelled = bool(entries) and sum(1 for words in entries if LABEL.match(words)) >= len(entries) / 2
    by_order = {place + 1: place for place in range(len(references))}
    brackets, raised = (
        sum(1 for _, words in running for _ in find_numeric(words, references, by_order, form=form))
        for form in (NUMERIC, RAISED)
    )
    names = sum(1 for _, words in running for _ in find_author_year(words)) if max(brackets, raised) >= LEAST else 0
    if labelled and raised >= LEAST and raised > max(brackets, names):
        return RAISED
    return NUMERIC if labelled or (brackets >= LEAST and brackets > names) else None


def _suffixes(content: str, blocks: Sequence[Block], references: Sequence[Reference]) -> list[str]:
    """The letter after each entry's year; empty where entries and blocks do not match one to one."""
    entries = [content[b.start : b.end] for b in blocks if b.role == "reference"]
    if len(entries) != len(references):
        return [""] * len(references)
    letters = (
        re.search(rf"\b{r.year}(?P<letter>[a-z])\b", words) if r.year else None
        for words, r in zip(entries, references, strict=True)
    )
    return [match["letter"] if match else "" for match in letters]
