"""Entries of a bibliography split into fields: authors, year, title, venue, DOI.

Styles that occur in the field's journals: APA, Harvard (Emerald, Inderscience, Elsevier), Chicago author-date, the
Academy's and Wiley's styles, Vancouver and Springer, MDPI's numbered list, IEEE. They differ in two things that decide
the rest: where the year stands (after the authors, or at the end) and what marks the title (quotation marks, or
the full stops around it). So an entry is read from the left: label, authors, year if it is there, title, venue; and
what cannot be told apart stays None rather than guessed.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from pipelines.read.names import PARTICLES, split_names
from pipelines.record import Reference

# SICI DOIs hold angle brackets and a semicolon: 10.1002/(SICI)1097-0266(199706)18:6<451::AID-SMJ873>3.0.CO;2-V
DOI = re.compile(r"\b10\.\d{4,9}/(?:\([Ss][Ii][Cc][Ii]\)[^\s\"“”<>]+<[^\s\"“”<>]+>[^\s\"“”<>]+|[^\s\"<>“”]+)")
BROKEN_DOI = re.compile(r"(10\.\d{4,9}/)\s+|(?<=>\d\.\d\.)\s+(?=[Cc][Oo];)|(?<=[Cc][Oo];)\s+(?=\d-)")
YEAR = r"(?:1[5-9]|20)\d{2}"
LABEL = re.compile(r"^\s*(?:\[(?P<square>[A-Z]{0,3}\d{1,3})\]|\((?P<round>\d{1,3})\)|(?P<bare>\d{1,3})[.)])\s*(?=\D)")
UNDATED = r"in press|forthcoming|n\.?\s?d\.?|undated|accepted|working paper"
EARLY_YEAR = re.compile(
    rf"[\s,.]*[(\[]\s*(?:[Ff]irst published )?(?P<year>{YEAR})(?P<suffix>[a-z]?)\b[^()\[\]]{{0,40}}[)\]]"
    rf"|[\s,.]*[(\[](?P<undated>{UNDATED})[)\]]"
    rf"|(?:[,.:]|(?<=[.,])|(?<=\.”))\s+(?P<bare>{YEAR})(?P<bare_suffix>[a-z]?)(?:\s?\([^)]{{1,20}}\))?[.,;:](?=\s|$|"
    rf"[“\"‘”])"
    rf"|[,.]\s+(?P<bare_undated>[Ff]orthcoming|[Ii]n press)[.,]",
    re.IGNORECASE,
)
LATE_YEAR = re.compile(rf"(?<![\d–-])(?P<year>{YEAR})(?P<suffix>[a-z]?)(?![\d–])")
DASHES = re.compile(r"^\s*(?:[—–_\-―‗]{2,}[\s_]*|[—―]\s*)(?:[—–_\-―\s]*)")
OPEN_QUOTE = r"(?:[“”\"„«]|[‘’'`]{1,2})"
QUOTED = re.compile(
    rf"^[\s,.:;]*{OPEN_QUOTE}{{1,2}}[\s,]*(?P<title>.+?)\s*"
    rf"(?:[,.?!…]\s*[”\"“»]{{1,2}}|[”\"»“]{{1,2}}(?=\s*[,.;(\[]|\s|$)|[,.?!]\s*[’']{{1,2}}(?![\w])|"
    rf"[’']{{1,2}}(?=\s*[,.;(\[]|\s+[A-Z]|$))"
    rf"[\s,.]*(?P<rest>.*)$"
)
NOISE = re.compile(
    r"\[(?:CrossRef|Google ?Scholar|PubMed|Green Version|Link|Medline|Web of Science)\]|\bGoogle ?Scholar\b|"
    r"\b(?:Retrieved|Accessed|Available)\b[^.]*?\b(?:from|at|online|on)\b:?\s*|\(?\baccessed\b[^)]*\)?|"
    r"https?://\S+|\bdoi:?\s*(?=$|[\s.])",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?P<mark>[.?!])[”\"’]?\s+(?=[\[(“\"‘]?[^\W\d_a-z]|In\b|in [A-Z]|\d)")
ABBREVIATION = re.compile(
    r"(?:^|[\s(.])(?:[A-Z]|vs|Vol|No|pp?|cf|St|Dr|Mr|Mrs|Ms|U\.S|U\.K|e\.g|i\.e|etc|ca|Inc|Co|Ltd|Jr|al|ed|eds|rev)$"
)
VENUE_END = re.compile(
    r"\s*[,.;:]?\s*(?:\(?\b(?:Vol(?:ume)?\b|Iss(?:ue)?\b|No\b\.?\s?\d|pp?\.|in press\b|forthcoming\b|"
    r"art(?:icle)?\b\.? (?:no|number|id|\d))"
    r"|[,.]?\s\d+\s*[(:,;/–-]|,\s*[A-Z]?\d|\s\d{1,4}(?:\s*$|\s*\()|\s*\(\d|,?\s\(?(?:January|February|March|April|"
    r"May|June|July|August"
    r"|September|October|November|December|Spring|Summer|Fall|Autumn|Winter)\b(?![’']))",
    re.IGNORECASE,
)
# A sentence's end before any year: what stands before it is a title, not names.
SENTENCE_IN_NAMES = re.compile(r"(?<=[a-z]{3})\.\s+[A-Z](?=[^0-9]{2})")
# MDPI: "Family, G.H.; Family, G. Title": initials end each name, and neither a year nor "and" follows.
PERSON = r"(?:[^;.,\d]|\.(?=\w)){2,40},\s*(?:[^\W\d_a-z][a-z]?\.[\s‐-]?(?:[a-z]\.)?){1,5}+(?:,? ?(?:Jr\.?|III?))?"
SEMICOLON_LIST = re.compile(
    rf"(?:{PERSON};\s*(?:and\s+|&\s*)?)*{PERSON}(?:[;,]?\s*et al\.)?\s*(?=[^\W\d_]|[“\"‘])(?!and\b|&|et\b|in press)"
)
CHAPTER = re.compile(r"^\s*[,.;]?\s*In:?\s+(?=[^\W\d_a-z“\"‘])|^\s*in:?\s+(?=[A-Z“\"‘])", re.IGNORECASE)
EDITOR_PART = re.compile(
    r"^(?P<editors>.{3,160}?)[,\s]*(?:[(\[]\s*Eds?\.?\s*[)\]]|\bEds?\b\.?|,?\s*\beditors?\b)\s*[,.:]*\s*",
    re.IGNORECASE,
)
PUBLISHER = re.compile(
    r"\b(?:Press|Publish\w*|Wiley|Sage|SAGE|Springer|Elsevier|Routledge|McGraw|Prentice|Harper|Books?|Elgar|"
    r"Academic Press|Inc|Ltd|"
    r"Verlag|Pearson|Macmillan|Irwin|Erlbaum|Heinemann|Addison|Brace|Blackwell|Pitman|Kluwer|Penguin|University|"
    r"Allyn|Duxbury)\b"
)
REPORT = re.compile(
    r"\b(?:dissertation|thesis|working paper|discussion paper|unpublished|manuscript|report|paper presented)\b",
    re.IGNORECASE,
)


LONGEST_ENTRY = 1500  # characters; what follows is no part of an entry
LONGEST_NAME = 7  # words; longer parts of a list are no person


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a bibliography. ``label`` is its number or key, ``suffix`` the letter after its year."""

    authors: tuple[str, ...] = ()
    year: int | None = None
    suffix: str = ""
    title: str | None = None
    venue: str | None = None
    doi: str | None = None
    label: str | None = None

    def to_reference(self) -> Reference:
        """The fields that the extraction record keeps."""
        return Reference(authors=self.authors, year=self.year, title=self.title, venue=self.venue, doi=self.doi)


def parse_references(entries: Iterable[str]) -> tuple[Reference, ...]:
    """One ``Reference`` for each entry, in order."""
    return tuple(entry.to_reference() for entry in parse_entries(entries))


def parse_entries(entries: Iterable[str]) -> tuple[Entry, ...]:
    """The entries' fields; a dash instead of authors ("———. 2002.") stands for those of the entry before."""
    found: list[Entry] = []
    for words in entries:
        dashes = DASHES.match(LABEL.sub("", words))
        if dashes and found:
            found.append(_repeat_authors(words, dashes.group(), found[-1].authors))
        else:
            found.append(parse_entry(words))
    return tuple(found)


def _repeat_authors(words: str, dashes: str, before: tuple[str, ...]) -> Entry:
    """An entry that begins with dashes: each dash is one author of the entry before (or all, where alone)."""
    rest = LABEL.sub("", words)[len(dashes) :]
    entry = parse_entry(f"Same, A.{'' if rest[:1] in ',&' or rest.startswith('and') else ' '}{_link(rest)}")
    own = entry.authors[1:]
    if not own:
        return dataclasses.replace(entry, authors=before)
    again = [before[place] if place < len(before) else "" for place in range(1, len(own) + 1)]
    named = (name if name.strip("—–―_- .") else same for name, same in zip(own, again, strict=True))
    return dataclasses.replace(entry, authors=(*before[:1], *(name for name in named if name)))


def _link(rest: str) -> str:
    plain = rest.lstrip(" .")
    return f", {plain.lstrip(', ')}" if plain[:1] in ",&" or plain.startswith("and ") else plain


def parse_entry(words: str) -> Entry:
    """The fields of one entry, as far as they can be told apart."""
    plain = " ".join(words[:LONGEST_ENTRY].split())
    label = LABEL.match(plain)
    plain = plain[label.end() :] if label else plain
    doi = find_doi(plain)
    plain = _drop_noise(plain)
    authors, year, suffix, rest = _split_authors(plain)
    title, rest = _split_title(rest)
    if year is None:
        late = list(LATE_YEAR.finditer(rest)) or list(LATE_YEAR.finditer(plain))
        place = _late_year(late, rest)
        year, suffix = (int(place["year"]), place["suffix"]) if place else (None, "")
    return Entry(
        authors=split_names(authors) if authors else (),
        year=year,
        suffix=suffix,
        title=title,
        venue=_find_venue(rest),
        doi=doi,
        label=next((g for g in label.groups() if g), None) if label else None,
    )


def find_doi(words: str) -> str | None:
    """The first DOI in ``words``, without the punctuation that ends a sentence or bracket around it."""
    return next(iter(find_dois(words)), None)


def find_dois(words: str) -> list[str]:
    """All DOIs in ``words``, each as ``find_doi`` gives it."""
    plain = words.replace("&lt;", "<").replace("&gt;", ">") if "&" in words else words
    plain = BROKEN_DOI.sub(lambda m: m[1] or "", plain)
    return [trim_doi(found.group()) for found in DOI.finditer(plain)]


def trim_doi(doi: str) -> str:
    """A DOI without trailing punctuation; a closing bracket stays where the DOI opened one."""
    doi = re.split(r"\]\(|</", doi)[0].rstrip(".,;:'’*_")
    while (
        doi and doi[-1] in ")]}>" and doi.count(doi[-1]) > doi.count({")": "(", "]": "[", "}": "{", ">": "<"}[doi[-1]])
    ):
        doi = doi[:-1].rstrip(".,;:")
    return doi


def _drop_noise(words: str) -> str:
    return " ".join(
        re.sub(
            r"[(\[]\s*[)\]]",
            "",
            NOISE.sub(" ", DOI.sub(" ", re.sub(r"https?://(?:dx\.)?doi\.org/(?=10\.)", "", words))),
        ).split()
    )


def _late_year(places: list[re.Match[str]], rest: str) -> re.Match[str] | None:
    """The year of an entry that ends in it: before a volume ("2011;21", "2015, 15") if there is one, else the last."""
    before_volume = [p for p in places if re.match(r"\s*[;,]\s*\*{0,2}[A-Z]?\d", rest[p.end() :])]
    return before_volume[0] if before_volume else places[-1] if places else None


def _split_authors(plain: str) -> tuple[str, int | None, str, str]:
    """Authors, year, its suffix, and what follows; year is None where it does not stand after the authors."""
    listed = SEMICOLON_LIST.match(plain)
    dated = EARLY_YEAR.search(plain)
    if listed and (";" in listed.group() or (dated and SENTENCE_IN_NAMES.search(plain, listed.end(), dated.start()))):
        return listed.group(), None, "", plain[listed.end() :]
    for place in EARLY_YEAR.finditer(plain[:700]):
        if place.start() < 2 or not _is_author_list(plain[: place.start()]):
            continue
        year = place["year"] or place["bare"]
        suffix = place["suffix"] or place["bare_suffix"] or ""
        if year is None and place["undated"] is None and place["bare_undated"] is None:
            continue
        authors = plain[: place.start()] + ("." if plain[place.start()] == "." else "")
        return authors, int(year) if year else None, suffix, plain[place.end() :].lstrip(" .,:;")
    return _split_undated(plain)


def _split_undated(plain: str) -> tuple[str, None, str, str]:
    """The authors of an entry whose year comes at the end."""
    quote = re.search(r"[\s,.][“\"‘„]", plain)
    if quote and _is_author_list(plain[: quote.start()]):
        return plain[: quote.start() + 1], None, "", plain[quote.start() + 1 :]
    listed = SEMICOLON_LIST.match(plain)
    if listed:
        return listed.group(), None, "", plain[listed.end() :]
    springer = r"[^\W\d_][\w’' -]{1,30}, (?:[A-Z]\.[ -]?){1,4}"  # "Family, G., Family, G. & Family, G. Title."
    ampersand = re.match(
        rf"(?:{springer}, )*{springer}(?:,\s|,?\s?(?:&|and)\s){springer}(?: et al\.)?\s+(?=[A-Z“])(?!and\b)", plain
    )
    if ampersand:
        return ampersand.group(), None, "", plain[ampersand.end() :]
    vancouver = r"[^\W\d_][^\d,.;:]{1,40} [A-Z]{1,4}(?:-[A-Z])?(?: (?:Jr|III?))?"
    commas = re.match(rf"(?:{vancouver},\s*)*(?:{vancouver}|et al)(?:, et al)?\.\s+", plain)
    if commas:
        return commas.group(), None, "", plain[commas.end() :]
    direct = r"(?:[A-Z]\.[\s-]?){1,4}[^\W\d_][^\d,.;:]{1,30}"
    ieee = re.match(rf"(?:{direct},\s*(?:and\s+)?)*(?:and\s+)?{direct}[,.]\s+", plain)
    if ieee:
        return ieee.group(), None, "", plain[ieee.end() :]
    body = re.match(r"(?P<body>[^.“\"]{2,80})\.\s+(?=[A-Z“\"‘])", plain)
    if body:
        return body["body"], None, "", plain[body.end() :]
    return "", None, "", plain


def _is_author_list(segment: str) -> bool:
    """Whether the words before a year can be names: capitalised, save particles, "and", "et al." and the like."""
    small = {
        "and",
        "et",
        "al",
        "eds",
        "ed",
        "editor",
        "editors",
        "of",
        "for",
        "the",
        "on",
        "with",
        "in",
        "und",
        "e",
        "d",
        "y",
    }
    tokens = re.findall(r"[^\W\d_]+", ET_AL_WORDS.sub(" ", segment))
    if not tokens or len(segment) > 600 or re.search(r"[“\"?!:]", segment):
        return False
    if any(len(part.split()) > LONGEST_NAME for part in re.split(r",|;|&|\band\b", segment)) and "," in segment:
        return False
    lower = [t for t in tokens if t[0].islower() and t not in small and t not in PARTICLES and len(t) > 1]
    return len(lower) <= len(tokens) // 8


ET_AL_WORDS = re.compile(r"\b(?:et al|and others|second edition|third edition|assessed)\b")


def _split_title(rest: str) -> tuple[str | None, str]:
    """The title and what follows it."""
    quoted = QUOTED.match(rest)
    if quoted and len(quoted["title"]) > 3:
        after = quoted["rest"]
        return _clean_title(quoted["title"] + _question_mark(rest, quoted)), after
    rest = rest.lstrip("”“\"’‘' ,.")
    for end in SENTENCE_END.finditer(rest):
        if end["mark"] == "." and ABBREVIATION.search(rest[: end.start()]):
            continue
        if end["mark"] == "?" and not _begins_venue(rest[end.end() :]):
            continue
        cut, after = _skip_sentences(rest, end.start("mark"), end.end())
        return _clean_title(rest[:cut] + rest[cut].strip(".")), rest[after:]
    split = re.match(r"(?P<title>[^;]{8,}?);\s*(?P<rest>[A-Z].*)$", rest) or _comma_split(rest)
    if split:
        return _clean_title(split["title"]), split["rest"]
    plain = _clean_title(rest)
    return (plain or None), ""


def _skip_sentences(rest: str, cut: int, after: int) -> tuple[int, int]:
    """The end of a title of several sentences: what stands before the volume cannot hold a sentence of plain words."""
    venue = VENUE_END.search(rest, after)
    if venue is None or CHAPTER.match(rest[after:]):
        return cut, after
    for end in SENTENCE_END.finditer(rest, after, venue.start()):
        if len(re.findall(r"\b[a-z]{4,}", rest[after : end.start()])) >= 4:
            cut, after = end.start("mark"), end.end()
    return cut, after


def _question_mark(rest: str, quoted: re.Match[str]) -> str:
    return rest[quoted.end("title")] if rest[quoted.end("title") : quoted.end("title") + 1] in {"?", "!"} else ""


def _begins_venue(after: str) -> bool:
    """Whether what follows a question mark is the venue and not the rest of the title."""
    head = re.match(r"[^.?!]{3,140}", after)
    return bool(head) and bool(VENUE_END.search(head.group() if head else "") or CHAPTER.match(after))


def _comma_split(rest: str) -> re.Match[str] | None:
    """A title that only a comma ends: before "in Book", before a venue with a volume, or before a publisher."""
    return (
        re.match(r"(?P<title>.{8,}?),\s+(?P<rest>in [A-Z].*)$", rest)
        or re.match(
            (
                r"(?P<title>.{12,}),\s+(?P<rest>(?:[A-Z][\w&’'-]*|of|and|the|for|in|&)(?:\s(?:[A-Z][\w&:’'-]*|of|and|"
                r"the|for|in|on|&)){0,9},?\s(?:Vol\.?\s?)?\d{1,4}\b.*)$"
            ),
            rest,
        )
        or re.match(
            r"(?P<title>.{8,}?),\s+(?P<rest>(?:[A-Z][\w&.’'-]*\s?){1,5}(?:,\s(?:[A-Z][\w.&’'-]*\s?){1,4}){0,4}\.?)$",
            rest,
        )
    )


def _clean_title(words: str) -> str:
    return re.sub(r"\s*\[[^\]]{1,30}\]\s*$", "", words).strip(' ,.;:“”"‘*_’')


def _find_venue(rest: str) -> str | None:
    """The journal, or the book or proceedings that a chapter stands in; a publisher is no venue."""
    rest = re.sub(r"[*_]", "", rest).strip(" ,.;:")
    chapter = CHAPTER.match(rest)
    if chapter:
        return _book(rest[chapter.end() :])
    numbered = bool(re.search(r"\d", re.sub(rf"\b{YEAR}\b|\b\d(?:st|nd|rd|d|th)\b", "", rest)))
    rest = re.sub(rf"[,;]?\s*\b{YEAR}[a-z]?\b(?=\s*[;,.:(\d]|\s*$).*$", "", rest)
    end = VENUE_END.search(rest)
    venue = rest[: end.start()] if end else rest
    venue = re.sub(r"\s*\((?:[A-Z][a-z]+|\d+)?$", "", venue).strip(" ,.;:“”\"‘’'(")
    if not numbered and (":" in venue or len(venue.split()) == 1 or PUBLISHER.search(venue) or REPORT.search(venue)):
        return None
    return (
        _abbreviated(venue, rest)
        if len(venue) > 2 and re.match(r"[A-Z\W\d]|[^\W\d_a-z]|the |i[A-Z]|e-", venue)
        else None
    )


def _abbreviated(venue: str, rest: str) -> str:
    """An abbreviated journal keeps its last full stop ("Appl. Sci.")."""
    words = venue.split()
    return f"{venue}." if rest[len(venue) : len(venue) + 1] == "." and len(words) > 1 and "." in venue else venue


def _book(words: str) -> str | None:
    """The title of the book or proceedings after "In": without editors, pages, place and publisher."""
    chicago = re.match(r"(?P<book>.{4,}?)[.,]\s+(?:Eds?\.|[Ee]dited by)\s", words)
    editors = EDITOR_PART.match(words)
    if chicago:
        words = chicago["book"]
    elif editors and PERSONS_FIRST.match(editors["editors"]):
        words = words[editors.end() :]
    elif editors:
        words = NAMES_AFTER.split(words, maxsplit=1)[0]
    plain = BOOK_END.split(words, maxsplit=1)[0].strip(" ,.;:“”\"‘’'")
    return plain if len(plain) > 3 else None


PERSONS_FIRST = re.compile(
    r"(?:[A-Z]\.|[\w’'-]+(?: [\w’'-]+)?,? (?:[A-Z]\.?[\s-]?){1,4}(?:,|&|and|$|\s)|"
    r"[A-Z][\w’'-]+(?: [A-Z]\.?)? [A-Z][\w’'-]+(?:$| and | &|,))"
)
NAMES_AFTER = re.compile(r"[,.]\s+(?=[A-Z][\w’'-]+,? (?:[A-Z]\.?){1,3}\b|(?:[A-Z]\.\s?)+[A-Z])")
BOOK_END = re.compile(
    r",\s*(?=[^,]*\b(?:Vol|pp?|eds?)\b\.?|\d)|;|\.\s+(?=[A-Z])|\.$|\s\((?:pp|Vol|\d|eds?)|:\s*(?=\d)|"
    r",\s(?=[A-Z][\w ]+,)"
)
