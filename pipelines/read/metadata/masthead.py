"""Claims from the lines that journals print around their articles: mastheads, running heads and feet, cover lines.

Each form is one pattern with the parts it names; they are written out so that each can be read against an example.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Final

from pipelines.read.metadata.claims import Claim, Field

VENUE = r"(?P<venue>[^\W\d_][^\d()|;]{2,110}?)"
YEAR = r"(?P<year>(?:19|20)\d{2})"
VOLUME = r"(?P<volume>\d{1,3})"
ISSUE = r"(?P<issue>\d{1,3}(?:\s?[–/-]\s?\d{1,2})?|[A-Z]?[a-z]{2,8})"
PAGES = r"(?P<pages>[A-Za-z]?\d{1,6}\s?[–—-]+\s?[A-Za-z]?\d{1,6}|\d{1,6})"
RANGE = r"(?P<pages>[A-Za-z]?\d{1,5}\s?[–—-]+\s?[A-Za-z]?\d{1,5})"
SEASON = (
    r"(?:(?:first|second|third|fourth)\s+quarter|spring|summer|fall|autumn|winter|(?:jan|feb|mar|apr|may|june?|"
    r"july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
    r"(?:\s?[/–-]\s?[a-z]+\.?)?)(?:\s\d{1,2},?)?"
)
FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:article|chapter)\s+in\s+(?P<venue>[A-Z].{{4,110}}?)\s·\s{SEASON}\s?{YEAR}.*",  # ResearchGate's cover
        rf"{VENUE},?\s{VOLUME}\s?\({YEAR}\)[\s,:]*{PAGES}",  # Ecological Economics 59 (2006) 312–323
        rf"{VENUE}\s\({YEAR}\)[\s,]*{VOLUME}(?:\s?\({ISSUE}\))?\s?[:,]\s?{PAGES}",  # J. Bus. Ethics (2012) 107:31–44
        rf"{VENUE},?\s(?:vol\.?\s)?{VOLUME}\s?[:,]\s?{RANGE}\s?\({YEAR}\)",  # Strat. Mgmt. J., 26: 827–840 (2005)
        rf"{VENUE},?\s{VOLUME}\s?\({ISSUE}\)[\s,:]*(?:pp?\.?\s?)?{RANGE}(?:[\s,(]+{YEAR}\)?)?",  # 17(3) 247-261
        rf"{VENUE},?\s{VOLUME}\s?:\s?{RANGE},\s{YEAR}(?:[.,;\s].*)?",  # J. Business Ethics 17: 195–204, 1998. ©
        rf"{VENUE},?\s{VOLUME}\s?\({ISSUE}\)",  # Journal of Service Research 17(3)
        rf"{VENUE}\s{YEAR},\s{VOLUME}(?:\({ISSUE}\))?,\s{PAGES}[.;,]?(?:\s.*)?",  # Adm. Sci. 2017, 7, 9; doi …
        rf"{VENUE},?\s{YEAR};\s?{VOLUME}(?:\s?\({ISSUE}\))?\s?:\s?{PAGES}",  # J Bus Res. 2012;65(2):198–206
        (
            rf"{VENUE},?\svol(?:ume)?\.?\s?{VOLUME}[,\s]+(?:no|iss(?:ue)?|"
            rf"number)\.?:?\s?{ISSUE}[,\s]+(?:{SEASON}\s+)?{YEAR}(?:[,\s]+(?:pp?\.?\s?)?{PAGES})?"
        ),
        (
            rf"{VENUE},?\svol(?:ume)?\.?\s?{VOLUME}[,\s]+(?:no|iss(?:ue)?|"
            rf"number)\.?:?\s?{ISSUE}[,\s]+\(?(?:{SEASON}\s+)?{YEAR}\)?[,:\s]+(?:pp?\.?\s?)?{RANGE}"
        ),
        (
            rf"{VENUE},?\svol(?:ume)?\.?\s?{VOLUME}[,\s]+(?:no|iss(?:ue)?|"
            rf"number)\.?:?\s?{ISSUE}[,\s]+(?:pp?\.?\s?)?{RANGE}"
        ),
        # Journal of Business Ethics; Jan 1998; 17, 2; pg. 195
        rf"{VENUE};\s?{SEASON}\s{YEAR};\s?{VOLUME},\s?{ISSUE};.*?(?:pg\.\s?{PAGES})?",
        (
            rf"{VENUE},?\svol(?:ume)?\.?\s?{VOLUME}[,\s]+(?:no|iss(?:ue)?|"
            rf"number)\.?:?\s?{ISSUE}[,\s]+(?:pp?\.?\s?)?{RANGE}[,\s]+\(?(?:{SEASON}\s+)?{YEAR}\)?"
        ),
        rf"{VENUE}[,|\s]+vol(?:ume)?\.?\s?{VOLUME}[,\s]+(?:no|iss(?:ue)?|number)\.?:?\s?{ISSUE}(?:[,\s]+\(?(?:{SEASON}\s+)?{YEAR}\)?)?",
        rf"{VENUE},?\s(?P<issue>(?:first|second|third|fourth)\s+quarter)\s{YEAR}",
        rf"{VENUE},?\s{SEASON}\s{YEAR}[,;|\s]+vol(?:ume|\.)?\s?{VOLUME}[,;|\s]+(?:no|issue)\.?\s?{ISSUE}(?:[,;|\s]+pp?\.\s?{RANGE})?",
        rf"{VENUE},?(?:\s\|)?\s{SEASON}\s{YEAR}",  # Journal of X, First Quarter 1995
        rf"{VENUE}\svolume\s{VOLUME}\s?,\sarticle\snumber:?\s+{PAGES}\s?\(\s?{YEAR}\s?\).*",  # Springer's page
        rf"(?:\d+\s)?{VENUE}\.?\svolume\s{VOLUME},\s(?:no\.|number|issue)\s{ISSUE}[.,]\spages\s{PAGES}.*",
    )
)
# What stands on a line of its own, the journal's name on another one.
VOLUMED = rf"(?:volume|vol\.?)\s?{VOLUME}[,;|\s]+(?:no\.?|number|issue)\s?{ISSUE}"
LONGEST_PARTIAL = 160  # characters
NUMBER = re.compile(r"\d")
PARTIAL: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{VOLUMED}[,;|\s]+(?:{SEASON}\s)?(?:{YEAR}[,;:\s]+)?(?:pages|pp?\.?)?\s?{RANGE}\.?",  # … May 2014 3-9
        rf"{VOLUMED}[,;|\s]+(?:pages|pp?\.?)?\s?{RANGE}[,;\s]+(?:{SEASON}\s)?{YEAR}\.?",  # … 55-69, July 2007
        rf"{VOLUMED}[,;|\s]+(?:pages|pp?\.)\s?{RANGE}.*",
        rf"{VOLUMED}[,;|\s]+\(?(?:{SEASON}\s)?{YEAR}\)?\.?",
        rf"{YEAR}[,;]\s{VOLUMED}[,;.:\s]+(?:pages|pp?\.?)?\s?{RANGE}\.?",  # 2014, Vol. 57, No. 5, 1434–1452.
        rf"\({YEAR}\)\s{VOLUME}(?:\({ISSUE}\))?\s?:\s?{PAGES}",  # (2024) 24:317
        rf"(?:.*\s)?{SEASON}\s{YEAR}\s\|\svol(?:ume|\.)?\s{VOLUME}\s\|\sarticle\s{PAGES}",
        rf"{VOLUMED}",
    )
)
TITLED = r"(?P<venue>[A-Z][\w&.'’-]*(?:\s(?:[A-Z][\w&.'’-]*|of|and|the|for|in|on|&)){0,11})"
REGIONS = "(?:International|European|American|British|Canadian|Nordic|Scandinavian|Asia Pacific|Australasian|Spanish)"
# A journal named inside a longer line: a note on where a manuscript will appear, a database's line on a scan.
INSIDE: Final = (
    re.compile(rf"\b(?:Article|Chapter)\sin\s{TITLED}\s·\s(?i:{SEASON})\s?{YEAR}"),  # ResearchGate's cover
    re.compile(
        rf"(?i:to appear in|forthcoming in|accepted (?:for publication )?(?:in|by)|in press in)\s(?:the\s)?{TITLED}"
        rf"(?:\s?[,(]\s?(?:[A-Za-z]+\s)?{YEAR})?"
    ),
    re.compile(rf"(?i:published in)\s(?:the\s)?{TITLED},\s{VOLUME}(?:\({ISSUE}\))?,\s{PAGES}(?:\s\({YEAR}\))?"),
    re.compile(rf"{TITLED};\s(?i:{SEASON})\s{YEAR};\s?{VOLUME},\s?{ISSUE};(?:.*?pg\.\s?{PAGES})?"),
)
JOURNALISH = re.compile(
    r"\b(?:journal|review|quarterly|annals|studies|letters|bulletin|magazine|proceedings|transactions|research|"
    r"science|sciences|series|"
    r"management|marketing|economics|business|psychology|j\.|rev\.|sci\.|mgmt|manag\.|mark\.|int\.|econ\.|"
    r"sustainability|"
    r"administration|perspectives|horizons|policy|technology|service|services|behavio(?:u)?r|tourism|internet|"
    r"society|theory)(?=\W|$)",
    re.IGNORECASE,
)
NO_VENUE = re.compile(
    r"\b(?:received|accepted|published|downloaded|copyright|available|printed|corresponding|department|university|"
    r"e-?mail|http|www|table|"
    r"figure|hypothes\w*|downloads?|doi|by|elsevier|all rights|revised|vol|et al|we|our|is|are|was|were|this|"
    r"that)\b|@|©|/",
    re.IGNORECASE,
)
HOUSE = re.compile(
    r"\b(?:universit\w+|school|college|institut\w*|department|faculty|cent(?:er|re)|ltd|inc)\b", re.IGNORECASE
)
# "A. Moor, B. Ito / Town Journal 4 (2011) 3-9", "Moor et al. Town Studies (2024) 24:317".
AUTHORED = re.compile(r"^(?:\d{1,4}\s+)?(?:[^/\d]{3,120}\s/\s|(?:[^\W\d_]\S*\s){1,3}et\sal\.?,?\s)(?=[A-Z])")
KIND = (
    r"(?:original |research |review |full |short |academic |regular |empirical |conceptual |general |brief )*"
    r"(?:article|paper|research|review|analysis|communication|note|report|case study|perspective|study|"
    r"open access|editorial|article info|articleinfo|viewpoint|contribution|commentary|manuscript)s?"
)
KINDS = re.compile(rf"(?:{KIND}\W*)+", re.IGNORECASE)
SMALL = {"of", "the", "and", "in", "for", "on", "an", "a", "to", "at", "by"}


def claim_masthead(line: str, *, source: str = "masthead") -> Iterator[Claim]:
    """The claims of a line that has a masthead's form; none where the line is anything else."""
    whole = " ".join(line.split()).strip(" .®�")
    whole = AUTHORED.sub("", whole)
    headless = re.sub(
        r"^(?:\d{1,4}\s+(?=[A-Z])|\(?published (?:in|online)[^)]*\)?:?\s*)", "", whole, flags=re.IGNORECASE
    )
    plain = re.sub(r"\s+\d{1,4}$", "", headless).strip(" .")
    numbered = NUMBER.search(whole)  # every form has one
    for words in dict.fromkeys((headless, plain, whole)) if numbered else ():
        for form in FORMS:
            match = form.fullmatch(words) or (form.match(words) if len(words) < 400 and _tail(form, words) else None)
            if match and (_is_venue(match["venue"]) or _is_told(match)):
                yield from _parts(match, source)
                return
    for inside in INSIDE:
        match = inside.search(whole[:1500])
        name = (
            re.sub(rf"^.*?\b(?=(?:{REGIONS} )?Journal (?:of|for|on|in)\b)", "", match["venue"], count=1)
            if match
            else ""
        )
        if match and _is_venue(name):
            yield from (
                dataclasses.replace(c, value=tidy_venue(name)) if c.field == "venue" else c
                for c in _parts(match, source)
            )
            return
    for words in dict.fromkeys((headless, whole)) if numbered and len(whole) < LONGEST_PARTIAL else ():
        partial = next((m for form in PARTIAL if (m := form.fullmatch(words))), None)
        if partial:
            yield from _parts(partial, source)
            return


def _tail(form: re.Pattern[str], words: str) -> bool:
    """Whether what a form leaves over at the end of a line is a DOI, an address or a publisher's note."""
    match = form.match(words)
    rest = words[match.end() :] if match else ""
    return bool(match) and bool(
        re.match(r"[\s,.;]*(?:doi\b|https?:|www\.|published online|©|copyright|issn|\d{1,4}$|$)", rest, re.IGNORECASE)
    )


def is_kind(line: str) -> bool:
    """Whether a line only tells the kind of article: "Research Article", "RESEARCH Open Access", "Original Paper"."""
    return bool(KINDS.fullmatch(line.strip(" .*:")))


def _is_venue(words: str) -> bool:
    plain = words.strip(" ,.:")
    if is_kind(plain):
        return False
    single = len(plain.split()) == 1 and len(plain) > 3
    short = re.search(r"\b(?:J|Res|Serv|Mark|Manag|Rev|Bus)\b", plain)
    return (
        bool(JOURNALISH.search(words) or single or short) and not NO_VENUE.search(plain) and len(plain.split()) <= 14
    )


def _is_told(match: re.Match[str]) -> bool:
    """Whether year, volume and pages make a journal of the capitalised words before them: "Ann Civ (2011) 47:9-25"."""
    found = match.groupdict()
    words = found["venue"].strip(" ,.:").split()
    told = all(found.get(name) for name in ("year", "volume", "pages"))
    named = all(w[0].isupper() or w.lower() in SMALL for w in words) and 2 <= len(words) <= 8
    return told and named and not NO_VENUE.search(found["venue"]) and not is_kind(found["venue"])


def _parts(match: re.Match[str], source: str) -> Iterator[Claim]:
    names: tuple[Field, ...] = ("venue", "year", "volume", "issue", "pages")
    for field in names:
        value = match.groupdict().get(field)
        if value and field == "issue" and value.isupper():
            value = value.title()
        if value:
            yield Claim(field=field, value=tidy_venue(value) if field == "venue" else tidy_range(value), source=source)


def tidy_range(value: str) -> str:
    """Pages and double issues with a plain hyphen and no blanks; "227-34" stays as printed."""
    return re.sub(r"\s*[–—-]+\s*", "-", value.strip())


def tidy_venue(name: str) -> str:
    """A journal's name without trailing commas; one in capitals or small letters throughout in title case."""
    plain = " ".join(name.split()).strip(" ,:;*®�")
    plain = plain if re.search(r"\b\w{1,5}\.$", plain) and "." in plain[:-1] else plain.rstrip(".")
    if plain.isupper() or plain.islower():
        words = plain.lower().split()
        plain = " ".join(w if i and w in SMALL else w[:1].upper() + w[1:] for i, w in enumerate(words))
    return plain


def is_journal_name(line: str) -> bool:
    """Whether a line by itself reads as a journal's name: short, capitalised, with a word that journals use."""
    plain = line.strip(" .*")
    words = plain.split()
    if HOUSE.search(plain) or is_kind(plain):
        return False
    if (
        not 1 <= len(words) <= 12
        or re.search(r"[\d;?!()@]", plain)
        or NO_VENUE.search(plain)
        or not JOURNALISH.search(plain)
    ):
        return False
    return plain.islower() or all(w[0].isupper() or w.lower() in SMALL or not w[0].isalpha() for w in words)
