"""Claims from a paper's first pages: title and byline, labelled facts, citation lines, mastheads, DOIs, keywords."""

from __future__ import annotations

import collections
import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from pipelines.read.bibliography import DOI, find_doi, find_dois, parse_entry
from pipelines.read.labels import find_labelled, is_label
from pipelines.read.metadata.byline import find_byline
from pipelines.read.metadata.claims import Claim, Field, abbreviates, continues, same_title
from pipelines.read.metadata.coverpage import claim_covers
from pipelines.read.metadata.journals import journal_of
from pipelines.read.metadata.keywords import claim_keywords, split_keywords
from pipelines.read.metadata.masthead import AUTHORED, claim_masthead, is_journal_name, is_kind, tidy_range, tidy_venue
from pipelines.read.metadata.people import find_names, read_names, split_people, spoken, turn_vancouver
from pipelines.read.metadata.printed import line_texts, printed_lines
from pipelines.read.names import fold
from pipelines.read.paragraph import Paragraph
from pipelines.read.sections import section_role

FIRST_PAGES = 3
HEAD = 60  # paragraphs of a text without pages that may hold front matter
SHORT_TABLE = 120  # words; authors side by side look like a table
LONGEST_CITATION = 1200  # characters
LONGEST_HEAD = 40  # words of a paragraph in which a journal's name may have a line of its own
SWAY = 0.12  # of a title's size, by which recognition lets its lines differ
LONGEST_RUNNING_HEAD = 120  # characters
LONGEST_NAME = 8  # words of a journal's name
BYLINE = 14  # paragraphs after the title in which authors are looked for
SERIES = re.compile(
    r"\b(?:working|discussion|research)\s+papers?(?:\s+series)?\b|\bpaper series\b|^proceedings\b", re.IGNORECASE
)
HANGING = re.compile(
    r"(?:[,:;–—-]|\b(?:a|an|and|between|by|for|from|in|of|on|or|the|to|towards?|versus|with))$", re.IGNORECASE
)
# An entry of a bibliography, as a footnote or an erratum gives it: "Moor, J. (2004). Title."
OTHER_WORK = re.compile(
    r"[^\W\d_],? (?:[A-Z]\.[ -]?){1,3}(?:,|&|and)?.{0,200}?\((?:19|20)\d\d[a-z]?\)[.,:]? \S+ \S+ \S+"
)
# "Moor A B, van den Hurk R and Ito C": family names with bare initials.
VANCOUVER = re.compile(r"[^\W\d_][\w’'-]+(?:\s[^\W\d_][\w’'-]+){0,3}\s(?:[^\W\d_a-zß-ÿ]\s?){1,3}(?:,|$|\sand\b)")
CITING = re.compile(
    r"(?:to cite this (?:article|document|paper|version)|(?:please )?cite (?:this (?:article|paper) )?as|"
    r"article:(?=\s[\w’'-]+(?:\s[\w’'-]+)?,\s\w\.)|"
    r"citation\b(?: for published version.{0,12})?|"
    r"how to cite(?: this (?:article|paper))?|(?:recommended|suggested) citation|cite this article|"
    r"reference to this paper should be made as follows|for citation)\s*[:.]?\s*",
    re.IGNORECASE,
)


def claim_pages(paragraphs: Sequence[Paragraph], furniture: Sequence[Paragraph]) -> Iterator[Claim]:
    """The claims of the first pages, and of running heads and cover pages that were taken out of the text."""
    paragraphs = _before_references(paragraphs)
    head = [p for place, p in enumerate(paragraphs) if _is_head(p, place)]
    margin = [p for p in furniture if p.page is None or p.page <= FIRST_PAGES + 3]
    told = [p for p in head if p.role not in {"paragraph", "reference", "list_item"} or _is_short(p)]
    lines = [p.text for p in told]
    printed = [line for p in told for line in line_texts(p)]
    around = [p.text for p in margin]
    beside = [line for p in margin for line in line_texts(p)]
    yield from claim_covers(margin)
    yield from _titles(head)
    yield from _bylines(head)
    yield from _labelled([*around, *lines, *printed])
    yield from _own_venue(_cited([*around, *lines]), [str(claim.value) for claim in _titles(head)])
    yield from _cited_bare(lines, head)
    yield from _mastheads(told, margin)
    yield from _dois(lines, beside)
    yield from claim_keywords(head)
    yield from _years([*printed, *beside])
    yield from _repeated_year(margin)
    yield from _printed_pages(paragraphs, furniture)


def _before_references(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The paragraphs before the list of references: what stands there is told of other papers."""
    for place, paragraph in enumerate(paragraphs):
        listed = any(p.role == "reference" for p in paragraphs[place + 1 : place + 4])
        if listed and paragraph.role == "heading" and section_role(paragraph.text) == "reference":
            return paragraphs[:place]
    return paragraphs


def _is_head(paragraph: Paragraph, place: int) -> bool:
    if paragraph.role == "table" and len(paragraph.text.split()) <= SHORT_TABLE:
        return (paragraph.page or 9) <= 2  # a number, a logo, authors side by side: they look like a table
    if paragraph.page is not None:
        return paragraph.page <= FIRST_PAGES and paragraph.role not in {"reference", "table"}
    return place < HEAD or paragraph.role in {"front", "keywords", "back", "boilerplate"}


def _is_short(paragraph: Paragraph) -> bool:
    return len(paragraph.text.split()) <= 60


def _titles(head: Sequence[Paragraph]) -> Iterator[Claim]:
    """The title by its role and by its size: several lines in one size and place are one title."""
    place = next((i for i, p in enumerate(head) if p.role == "title" and not _is_no_title(p.text)), None)
    if place is None:
        sized = [i for i, p in enumerate(head) if p.size and p.page == head[0].page and _may_be_title(p)]
        place = max(sized, key=lambda i: (head[i].size or 0, -i), default=None)
    if place is None:
        place = next((i for i, p in enumerate(head) if p.role in {"heading", "title"} and _may_be_title(p)), None)
    if head and place != 0 and _opens(head[0]):
        place = 0
    if place is not None:
        yield Claim(field="title", value=_whole_title(head, place), source="layout")


def _opens(first: Paragraph) -> bool:
    """Whether a text without pages opens with a main heading, of however few words, that is no section's."""
    main = first.role in {"title", "heading"} and first.level in {None, 1} and first.page is None
    return main and not _is_no_title(first.text) and not is_label(first.text)


def _whole_title(head: Sequence[Paragraph], place: int) -> str:
    """The title with the lines set like it before and after; after "of" or a colon whatever follows belongs to it."""
    words = [head[place].text]
    for before in reversed(head[max(0, place - 3) : place]):
        if not _set_like(head[place], before) or is_journal_name(before.text) or _is_no_title(before.text):
            break
        words.insert(0, before.text)
    for after in head[place + 1 : place + 5]:
        hanging = HANGING.search(words[-1]) and len(after.text.split()) <= 25
        hanging = hanging and after.role in {"front", "title", "heading"} and after.page == head[place].page
        if not hanging and not _set_like(head[place], after):
            break
        words.append(after.text)
    return re.sub(r"[\s*†‡§⁎∗¹]+$", "", " ".join(words))


def _set_like(title: Paragraph, other: Paragraph) -> bool:
    """Whether another paragraph is set as the title is: in its size, or in capitals in about its size (of a scan)."""
    if not title.size or not other.size or other.page != title.page or other.bold != title.bold:
        return False
    if other.role not in {"front", "title", "heading"}:
        return False
    if title.text.isupper() and other.text.isupper():
        return abs(other.size - title.size) < SWAY * title.size and not _names_people(other.text)
    return abs(other.size - title.size) < 0.2 and not find_names(other.text)


def _names_people(text: str) -> bool:
    """Whether a line in capitals joins names: "A. MOOR AND B. ITO", which a title's words in capitals hardly do."""
    names, whole = read_names(text)
    return whole and (len(names) > 1 or bool(re.search(r"\b[A-Z]\.", text)))


def _may_be_title(paragraph: Paragraph) -> bool:
    words = paragraph.text.split()
    return (
        3 <= len(words) <= 40
        and paragraph.role != "table"
        and not _is_no_title(paragraph.text)
        and not find_names(paragraph.text)
    )


def _is_no_title(text: str) -> bool:
    plain = text.strip()
    named = section_role(plain) is not None or is_kind(plain) or is_label(plain) or SERIES.search(plain)
    return bool(named) or (is_journal_name(plain) and plain.lower().startswith(("journal", "international journal")))


def _bylines(head: Sequence[Paragraph]) -> Iterator[Claim]:
    """The authors under each place where the title stands (a cover page and the paper's own first page)."""
    titles = list(_titles(head))
    if not titles:
        return
    key = fold(str(titles[0].value))
    for place, paragraph in enumerate(head):
        if paragraph.role not in {"title", "heading", "front"}:
            continue
        plain = fold(paragraph.text)
        if plain == key or (len(plain) >= 12 and (key.startswith(plain) or plain.startswith(key))):
            people = find_byline(head[place + 1 : place + 1 + BYLINE], key)
            if people:
                yield Claim(field="authors", value=tuple(people), source="byline")


def _labelled(lines: Sequence[str]) -> Iterator[Claim]:
    for field, value in find_labelled(lines):
        if field == "citation":
            continue
        yield from _labelled_value(field, value, lines)


def _labelled_value(field: str, value: str, lines: Sequence[str]) -> Iterator[Claim]:
    year = re.search(r"\b(?:19|20)\d{2}\b", value)
    doi = find_doi(value)
    if field == "year" and year:
        yield Claim(field="year", value=year.group(), source="label")
    elif field == "doi" and doi:
        yield Claim(field="doi", value=doi, source="label")
    elif field == "authors" and split_people(value) and len(value) < 400:
        yield Claim(field="authors", value=split_people(value), source="label")
    elif field == "venue" and len(value.split()) <= 14:
        repository = any(
            re.match(r"published in\b", line, re.IGNORECASE) and value in (line, *_next(lines, line)) for line in lines
        )
        yield Claim(
            field="venue",
            value=tidy_venue(re.sub(r",? \d.*$", "", value)),
            source="published in" if repository else "label",
        )
    elif field == "pages" and re.fullmatch(r"[A-Za-z]?\d{1,6}\s?[–—-]\s?[A-Za-z]?\d{1,6}", value.strip()):
        yield Claim(field="pages", value=tidy_range(value), source="label")
    elif field in {"volume", "issue"} and re.fullmatch(r"[\w/–-]{1,8}", value.strip()):
        yield Claim(field="volume" if field == "volume" else "issue", value=value.strip(), source="label")
    elif field == "keywords" and len(split_keywords(value)) > 1:
        yield Claim(field="keywords", value=split_keywords(value), source="label")
    elif field == "language" and value.strip().lower() in LANGUAGES:
        yield Claim(field="language", value=LANGUAGES[value.strip().lower()], source="label")


LANGUAGES = {
    "english": "en",
    "german": "de",
    "french": "fr",
    "spanish": "es",
    "portuguese": "pt",
    "italian": "it",
    "swedish": "sv",
    "en": "en",
    "eng": "en",
}


def _next(lines: Sequence[str], line: str) -> tuple[str, ...]:
    place = lines.index(line)
    return tuple(lines[place + 1 : place + 2])


def _own_venue(claims: Iterable[Claim], titles: Sequence[str]) -> Iterator[Claim]:
    """Claims of a citation, the venue without the end of a title that a question mark cut in two."""
    for claim in claims:
        before, _, after = str(claim.value).rpartition(", ")
        if claim.field == "venue" and before and any(fold(title).endswith(fold(before)) for title in titles):
            yield dataclasses.replace(claim, value=after)
        else:
            yield claim


def _cited(lines: Sequence[str]) -> Iterator[Claim]:
    """Claims of lines that tell how to cite the paper; a citation may go on over the lines after its label."""
    for place, line in enumerate(lines):
        opening = CITING.search(line) if len(line) > 300 else CITING.match(line)
        if opening is None:
            continue
        words = line[opening.end() :]
        for follower in lines[place + 1 : place + 12]:
            whole = find_doi(words) or re.search(r"\d\s?[–-]\s?\d{1,4}\.?$", words)
            if whole or (is_label(follower) and words) or section_role(follower):
                break
            words = f"{words} {follower}".strip()
        yield from claim_citation(
            re.split(
                (
                    r"\s(?:Permanent link|Downloaded on|References:|Received|To link to this|Published online|"
                    r"Submit your|View (?:the|related)|Article views|Full Terms|Link to|Document version|"
                    r"Publisher's PDF|Reuse|ISSN|All content)\b"
                ),
                words,
            )[0]
        )


def _cited_bare(lines: Sequence[str], head: Sequence[Paragraph]) -> Iterator[Claim]:
    """Claims of the one line that is a whole citation of this paper with a DOI, though nothing announces it."""
    titles = [claim.value for claim in _titles(head)]
    whole = [
        line
        for line in lines
        if len(line) < 500 and find_doi(line) and re.match(r"[^\W\d_a-z][^.(]{1,40}, (?:[A-Z]\.)", line)
    ]
    if len(whole) == 1:
        claims = list(claim_citation(whole[0]))
        cited = [claim.value for claim in claims if claim.field == "title"]
        if all(same_title(one, other) for one in titles for other in cited):
            yield from (dataclasses.replace(claim, source="published in") for claim in claims)


def claim_citation(words: str) -> Iterator[Claim]:
    """The claims of a paper's own citation, in whatever style."""
    words = words[:LONGEST_CITATION]
    entry = parse_entry(re.sub(r"([^\W\d_])- ([a-z])", r"\1\2", " ".join(words.split())))
    direct = re.match(r"(?P<names>[^()\"“]{5,300}?),?\s\((?:19|20)\d{2}\)", words)
    people = (
        turn_vancouver(direct["names"])
        if direct and VANCOUVER.match(direct["names"])
        else split_people(direct["names"])
        if direct and not re.search(r",\s[A-Z]\.", direct["names"])
        else tuple(map(spoken, entry.authors))
    )
    if entry.title is None or not people or entry.year is None:
        return
    yield Claim(field="title", value=entry.title, source="citation line")
    yield Claim(field="authors", value=people, source="citation line")
    yield Claim(field="year", value=str(entry.year), source="citation line")
    if entry.venue:
        yield Claim(field="venue", value=tidy_venue(entry.venue), source="citation line")
        rest = words[max(words.rfind(entry.venue), 0) + len(entry.venue) :]
        yield from _volume_of(re.sub(DOI.pattern, "", rest))
    if entry.doi:
        yield Claim(field="doi", value=entry.doi, source="citation line")


def _volume_of(words: str) -> Iterator[Claim]:
    """Volume, issue and pages in what follows a venue: "31(2)", "Vol. 17 Issue: 1, pp.73-93", "2023, 13, 1151"."""
    plain = re.sub(r"^[\s,.]*(?:19|20)\d{2}[,;]\s?", "", words)
    colon = re.match(r"[\s,.]*(?P<volume>\d{1,3}):(?P<issue>\d{1,2}(?:-\d{1,2})?),\s(?P<pages>\d+[–-]\d+)", plain)
    if colon:  # Taylor & Francis: 27:7-8, 785-807
        yield Claim(field="volume", value=colon["volume"], source="citation line")
        yield Claim(field="issue", value=colon["issue"], source="citation line")
        yield Claim(field="pages", value=tidy_range(colon["pages"]), source="citation line")
        return
    volume = re.match(r"[\s,.]*(?:vol(?:ume)?\.?\s?)?(?P<volume>\d{1,3})\b", plain, re.IGNORECASE)
    if volume is None:
        return
    yield Claim(field="volume", value=volume["volume"], source="citation line")
    rest = plain[volume.end() :]
    issue = re.match(
        r"\s?\((?P<issue>[\w/–-]{1,8})\)|[\s,]*(?:no|iss(?:ue)?)\.?:?\s?(?P<other>[\w/–-]{1,8})", rest, re.IGNORECASE
    )
    if issue:
        yield Claim(field="issue", value=tidy_range(issue["issue"] or issue["other"]), source="citation line")
        rest = rest[issue.end() :]
    pages = re.match(r"[\s,:]*(?:pp?\.?\s?)?(?P<pages>[A-Za-z]?\d{1,6}(?:\s?[–—-]\s?[A-Za-z]?\d{1,6})?)\b", rest)
    if pages:
        yield Claim(field="pages", value=tidy_range(pages["pages"]), source="citation line")


def _mastheads(told: Sequence[Paragraph], margin: Sequence[Paragraph]) -> Iterator[Claim]:
    folded = [fold(re.sub(r"\d+", "", p.text)) for p in margin]
    counts = collections.Counter(folded)
    told = [p for p in told if p.role not in {"abstract", "keywords"}]
    for paragraph in told:
        yield from _first_masthead(paragraph, "masthead")
    for place, paragraph in enumerate(margin):
        repeated = counts[folded[place]] >= 2
        claims = list(_first_masthead(paragraph, "masthead" if repeated else "running head"))
        yield from claims
        bare = AUTHORED.sub("", re.sub(r"^\d+\s+|\s+\d+$", "", paragraph.text).strip(" ®�"))
        if repeated and not any(c.field == "venue" for c in claims) and not bare.islower() and is_journal_name(bare):
            name = _over_two_lines(bare, paragraph, margin[place + 1 : place + 2])
            yield Claim(field="venue", value=tidy_venue(name), source="running head")
    yield from _banners(told)
    lines = [
        line
        for p in told[:8]
        if len(p.text.split()) <= LONGEST_HEAD
        for line in line_texts(p)
        if line == p.text or not line.islower()  # a line amid a sentence is small throughout
    ]
    for line in lines:
        if is_journal_name(line) and not is_label(line):
            yield Claim(field="venue", value=tidy_venue(line), source="logo")
            break
    yield from _series([p.text for p in told[:14]])


def _banners(told: Sequence[Paragraph]) -> Iterator[Claim]:
    """A name, of one word too, that stands right over a line with volume and number."""
    for above, below in itertools.pairwise(told[:10]):
        fields = {claim.field for claim in claim_masthead(below.text)}
        name = above.text.strip()
        words = name.split()
        named = all(w[0].isupper() or w.lower() in {"of", "and", "the", "in", "for", "on", "&"} for w in words)
        if "volume" not in fields or "venue" in fields or above.page != below.page:
            continue
        if not named or len(words) > LONGEST_NAME or re.search(r"[\d:?@]", name):
            continue
        if not (is_kind(name) or is_label(name) or find_names(name)):
            yield Claim(field="venue", value=tidy_venue(name), source="logo")


def _first_masthead(paragraph: Paragraph, source: str) -> Iterator[Claim]:
    """The masthead that a paragraph is, or that one or two of its lines are, the journal's name perhaps alone."""
    claimed: set[Field] = set()
    rows = [line.text for line in printed_lines(paragraph)]
    for name, line in itertools.pairwise(rows):
        claims = list(claim_masthead(line, source=source))
        short = next((str(c.value) for c in claims if c.field == "venue"), "")
        if short and abbreviates(short, name):  # the journal's name, below it the masthead with its abbreviation
            yield from (dataclasses.replace(c, value=tidy_venue(name)) if c.field == "venue" else c for c in claims)
            return
    for line in line_texts(paragraph):
        found = list(claim_masthead(line, source=source))
        yield from (claim for claim in found if claim.field not in claimed)
        claimed |= {claim.field for claim in found}
        if {"venue", "year"} <= claimed:
            return


def _over_two_lines(name: str, paragraph: Paragraph, following: Sequence[Paragraph]) -> str:
    """A journal's name that goes on in the next line of a running head: "… Journal of Social" / "Science Research"."""
    for after in following:
        beside = after.page == paragraph.page and after.size == paragraph.size
        if (
            beside
            and is_journal_name(after.text)
            and re.search(r"[a-z]", after.text)
            and fold(after.text) != fold(name)
        ):
            return f"{name} {after.text}"
    return name


def _repeated_year(margin: Sequence[Paragraph]) -> Iterator[Claim]:
    """The year at the head of every other page: "2014    Moor and Ito    1437"."""
    pages: collections.Counter[str] = collections.Counter()
    alone = True  # only bare numbers so far, which may be a page's
    for paragraph in margin:
        found = re.match(r"((?:19|20)\d{2})(?![\d/–-])", paragraph.text)
        if found and len(paragraph.text) < LONGEST_RUNNING_HEAD:
            pages[found[1]] += 1
            alone = alone and paragraph.text == found[1]
    year, count = next(iter(pages.most_common(1)), ("", 0))
    if count >= 2 or (count == 1 and len(pages) == 1 and not alone):
        yield Claim(field="year", value=year, source="running head")


def _series(lines: Sequence[str]) -> Iterator[Claim]:
    """A working paper's series with its institution and number: "Working Papers in X, University of Y", "2009:1"."""
    series = next(
        (line for line in lines if SERIES.search(line) and len(line.split()) <= 12 and not is_kind(line)), None
    )
    if series is None:
        return
    house = next(
        (
            line
            for line in lines
            if re.search(r"\b(?:University|School|Institute|College)\b", line, re.IGNORECASE)
            and len(line.split()) <= 6
            and line != series
        ),
        None,
    )
    name = tidy_venue(series) + (f", {tidy_venue(house)}" if house and fold(house) not in fold(series) else "")
    yield Claim(
        field="venue", value=re.sub(r"\s+(?:no\.?\s*)?[\d:/-]+$", "", name, flags=re.IGNORECASE), source="masthead"
    )
    number = next(
        (
            m
            for line in lines
            if (
                m := re.fullmatch(
                    r"(?:no\.?\s*)?(?P<issue>(?P<year>(?:19|20)\d{2})\s?[:/-]\s?\d{1,3})", line.strip(), re.IGNORECASE
                )
            )
        ),
        None,
    )
    if number:
        yield Claim(field="issue", value=number["issue"], source="masthead")
        yield Claim(field="year", value=number["year"], source="masthead")


def _dois(lines: Sequence[str], around: Sequence[str]) -> Iterator[Claim]:
    """The DOI that stands alone or oftest in the head; one in a citation of another work is not the paper's."""
    found = [doi for line in (*lines, *around) if not OTHER_WORK.search(line) for doi in find_dois(line)]
    found = [doi for doi in found if not any(continues(other, doi) or _is_glued(doi, other) for other in found)]
    if not found:
        return
    counts = collections.Counter(d.lower() for d in found)
    doi = max(found, key=lambda d: (counts[d.lower()], -found.index(d)))
    yield Claim(field="doi", value=doi, source="masthead")


def _is_glued(whole: str, doi: str) -> bool:
    """Whether ``whole`` is the DOI with a word of the line glued to it: "10.5555/tj.12Received"."""
    return len(whole) > len(doi) and whole.lower().startswith(doi.lower()) and not continues(whole, doi)


def claim_doi_code(doi: str) -> Iterator[Claim]:
    """The journal that the paper's DOI names."""
    journal = journal_of(doi)
    if journal:
        yield Claim(field="venue", value=journal, source="doi code")


def _printed_pages(paragraphs: Sequence[Paragraph], furniture: Sequence[Paragraph]) -> Iterator[Claim]:
    """First and last page as printed, where most pages carry a number that runs ahead of the count by the same."""
    last = max((p.page or 0 for p in (*paragraphs, *furniture)), default=0)
    ahead = collections.Counter(
        int(number[0]) - p.page
        for p in furniture
        if p.page and (number := re.search(r"^\d{1,4}\b|\b\d{1,4}$", p.text)) and not re.search(r"\d \D+ \d", p.text)
    )
    if not ahead or last < 4:
        return
    shift, count = ahead.most_common(1)[0]
    if shift > 1 and count >= 0.5 * last:
        yield Claim(field="pages", value=f"{1 + shift}-{last + shift}", source="running head")


def _years(lines: Sequence[str]) -> Iterator[Claim]:
    """The year of publication or copyright, where nothing better tells it."""
    for line in lines:
        published = re.search(
            r"\bpublished(?: online)?\s*:?\s*(?:\d{1,2}\s)?(?:[A-Z][a-z]+\s)?(?:\d{1,2},\s)?"
            r"(?:\d{1,2}[/.]\d{1,2}[/.])?((?:19|20)\d{2})\b",
            line,
            re.IGNORECASE,
        )
        if published:
            yield Claim(
                field="year",
                value=published[1],
                source="copyright" if "online" in published.group().lower() else "label",
            )
        dated = re.fullmatch(
            r"(?:(?:this |current )?(?:version|draft)\W+)?"
            r"(?:\d{1,2}\s)?[A-Z][a-z]+(?:\s\d{1,2},)?,?\s((?:19|20)\d{2})",
            line.strip(),
            re.IGNORECASE,
        )
        if dated:
            yield Claim(field="year", value=dated[1], source="copyright")
        right = re.search(r"(?:©|copyright|\(c\)|# Springer)\D{0,60}?((?:19|20)\d{2})\b", line, re.IGNORECASE)
        if right:
            yield Claim(field="year", value=right[1], source="copyright")
