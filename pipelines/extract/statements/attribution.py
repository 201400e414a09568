"""Whose thought it is: the works that a stretch of a paper is cited from, and whether it reports at all.

Where the reader resolved the citations they are taken from there; else author-year and bracketed-number citations are
recognised here. A work is named "Surname Year" after its first author, without the letter that tells two works of one
year apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.record import Reference
from pipelines.text import Text

PARTICLE = (
    r"(?:[Vv]an(?:\s+(?:der|den|de))?|[Vv]on|[Dd]e(?:\s+la)?|[Dd]er|[Dd]en|[Dd]i|[Dd]a|[Dd]el|[Ll]a|[Ll]e|[Tt]en)"
)
# Possessive: a name that can be cut in several places makes a list of thirty names take years.
SURNAME = (
    rf"(?:{PARTICLE}\s+)?(?:[A-ZÀ-ÖØ-Þ](?=[\w'’]*[a-zß-ÿ])[\w'’-]*+"
    r"|[A-Z]{3,}(?=[\s,]+(?:and|&|et|\(?\d{4})))"
)
INITIALS = r"(?:(?:[A-Z]\.[\s-]?)+)?"
MORE = rf"(?:,?\s+(?:and|&)\s+{INITIALS}{SURNAME}|,\s+{INITIALS}{SURNAME}|,?\s+et\s+al\.?|\s+and\s+colleagues)"
YEAR = r"(?:1[89]|20)\d\d"
AUTHOR_YEAR = re.compile(
    rf"(?<![\w.-]){INITIALS}(?P<first>{SURNAME})(?P<more>{MORE}*)(?:[’']s?)?(?:,?\s*[(\[]\s*|,?\s+|,)(?P<years>{YEAR}[a-z]?"
    rf"(?:(?:\s*[,/;]\s*|\s+and\s+)(?:{YEAR}[a-z]?|[a-z])(?![\w’']))*)(?!\d)"
)
NUMBERED = re.compile(r"\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]")
# Capitalised words that stand before a year without being an author.
NO_NAMES = frozenset(
    {"In", "Since", "During", "From", "By", "Until", "After", "Before", "January", "February", "March", "April", "May"}
    | {"June", "July", "August", "September", "October", "November", "December", "Spring", "Summer", "Fall", "Winter"}
    | {"Table", "Figure", "Section", "Study", "Appendix", "Model", "Hypothesis", "See", "The", "Windows", "ISO"}
)
LEAD_IN = re.compile(r"^(?:See|Cf|Compare|Following|According|Also|As|For|While|Whereas|Both|Although|Similarly)$")

REPORTED = re.compile(
    r"\b(?:according to"
    r"|(?:prior|previous|past|earlier|extant|existing|recent|other|several|many|most|some|numerous) (?:\w+ ){0,2}"
    r"(?:research(?:ers)?|stud(?:y|ies)|literature|work|scholars|authors|findings|evidence)"
    r"|(?:researchers|scholars|authors|academics|practitioners|theorists) (?:\w+ )?"
    r"(?:have|argue|suggest|find|found|show|define|conceptuali[sz]e|view|agree|propose|note|claim|report)"
    r"|(?:the|marketing|service) literature (?:\w+ )?(?:suggests|shows|defines|argues|holds)"
    r"|has been (?:shown|found|argued|suggested|reported|demonstrated|defined))\b",
    re.IGNORECASE,
)
OWN = re.compile(
    r"\b(?:we|our|us|the (?:present|current) (?:study|paper|research|article)|the authors of this"
    r"|(?:in )?this (?:study|paper|article|research|work|thesis))\b",
    re.IGNORECASE,
)


def cited_works(text: Text, start: int, end: int) -> tuple[str, ...]:
    """The works cited within ``content[start:end]`` as "Surname Year", each once, in the order of the text."""
    if text.citations:
        found = [work for c in text.citations if c.start < end and start < c.end for work in c.works]
    else:
        found = list(match_works(text.content[start:end], text.references))
    return tuple(dict.fromkeys(found))


def match_works(words: str, references: tuple[Reference, ...] = ()) -> Iterator[str]:
    """Works cited in the words: author-year citations, then bracketed numbers that point into the references."""
    for found in AUTHOR_YEAR.finditer(words):
        surname = _surname(found["first"], found["more"])
        if surname:
            for year in re.findall(YEAR, found["years"]):
                yield f"{surname} {year}"
    for found in NUMBERED.finditer(words):
        for number in _numbers(found[1]):
            if 1 <= number <= len(references) and (work := name_work(references[number - 1])):
                yield work


def name_work(reference: Reference) -> str | None:
    """A bibliography entry as "Surname Year", or None where it has no author or year."""
    if not reference.authors or reference.year is None:
        return None
    return f"{family_name(reference.authors[0])} {reference.year}"


def family_name(author: str) -> str:
    """The family name in "Given Family", "Given van der Family" or "Family, G."."""
    if "," in author:
        return author.partition(",")[0].strip()
    found = re.search(rf"(?:{PARTICLE}\s+)?\S+$", author.strip())
    return found[0] if found else author.strip()


def is_reported(words: str) -> bool:
    """Whether a sentence tells what others hold, judged by its wording alone and not by its citations."""
    return bool(REPORTED.search(words))


def is_own(words: str) -> bool:
    """Whether a sentence speaks of the paper or its authors."""
    return bool(OWN.search(words))


def _surname(first: str, more: str) -> str | None:
    """The first author, unless it is a word that merely begins a sentence: then the next name, or None."""
    if LEAD_IN.match(first):
        follower = re.search(SURNAME, more)
        return follower[0] if follower else None
    return None if first in NO_NAMES else re.sub(r"[’']s?$", "", first)


def _numbers(listed: str) -> Iterator[int]:
    """ "3,5–7" as 3, 5, 6, 7."""
    for part in re.split(r"[,;]", listed):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        if ends:
            yield from range(ends[0], min(ends[-1], ends[0] + 50) + 1)
