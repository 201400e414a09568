"""Typesets first pages in ten kinds that publishers, archives and repositories use, with invented facts.

Forty of them (``fronts()``) are a held-out test of the reading of title, authors, year, venue and DOI: kinds and facts
were written down before the rules were mended, and the first figure is told in docs/evaluation.md. Each paper has
three or four pages, so that running heads repeat. The same seed gives the same pages.
"""

# ruff: noqa: E501  (a printed line of a page is one line here)

from __future__ import annotations

import dataclasses
import io
import random
from collections.abc import Callable, Collection, Iterator
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

GIVEN = (
    "Ada", "Björn", "Carmen L.", "D. Willem", "Élise", "Farid", "Georgina M.", "Hye-Jin", "Ivo", "J. Tomas", "Kwabena",
    "Leocadia", "M. N.", "Nuria", "Oddvar", "Pilar", "Quentin R.", "Rosalind", "Sunniva", "Tadeusz", "Umberto",
)  # fmt: skip
FAMILY = (
    "Abelsen", "Brøndum", "Castellano", "Della Corte", "Eze", "Falk-Moreau", "van den Hurk", "Ibarra", "Jovanovic",
    "Kish-Lindt", "Lund Jr.", "Mohd Razali", "Nakagawa", "O'Dwyer", "Park", "Quist", "Ruud III", "Strand", "de la Torre",
    "Umarov", "Wei", "Yilmaz",
)  # fmt: skip
HEADS = ("Harbour Lighting", "Ferry Punctuality", "Stall Variety", "Bench Density", "Library Warmth", "Parcel Care")
TAILS = ("Visitor Calm", "Repeat Visits", "Courier Pride", "Reader Trust", "Town Attachment", "Queue Patience")
LINKS = (
    "{0} and {1}: Evidence From Small Coastal Towns",
    "Does {0} Raise {1}? A Panel Study of Market Squares and the Streets Around Them",
    "How {0} Shapes {1}",
    "The Role of {0} in the Formation of {1}: A Multilevel Model With Three Moderators and One Mediator",
)
VENUES = (
    ("Journal of Town Research", "J Town Res"),
    ("Harbour Management Review", "Harb. Mgmt. Rev."),
    ("International Journal of Market Squares", "Int. J. Market Sq."),
    ("Strategic Ferry Journal", "Strat. Ferry J."),
    ("Waterfronts", "Waterfronts"),
    ("Annals of Civic Calm", "Ann. Civ. Calm"),
)
HOUSES = (
    "Nyborg School of Business", "University of Alban", "Haifa Bay Institute of Technology", "Texas Coastal University",
    "Department of Marketing, Lund Harbour University", "Graduate School of Management, Saint Orla College",
)  # fmt: skip
CITIES = ("Nyborg, Denmark", "Alban, NY, USA", "Haifa Bay, Israel", "Galvez, TX, USA", "Lund, Sweden", "Orla, Ireland")
MONTHS = ("January", "March", "April", "June", "August", "October", "December")
SENTENCES = (
    "This study asks how small things in towns change the people who walk there.",
    "We surveyed four hundred visitors in nine towns over two summers.",
    "The results show that lamps, benches and timetables matter more than size.",
    "Stall noise did not reduce the effect, and weather had no part in it.",
    "We discuss what councils can learn and where the next studies should begin.",
    "Earlier work looked at cities, where strangers rarely meet twice in a week.",
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The facts that a first page prints; ``authors`` as printed, without marks and degrees."""

    title: str
    authors: tuple[str, ...]
    houses: tuple[str, ...]
    year: int
    venue: str
    short: str
    volume: int
    issue: int
    first: int
    last: int
    doi: str
    month: str
    info: str  # what the file's properties call the author: "", the first one, or a program's word

    @property
    def families(self) -> list[str]:
        return [name.removesuffix(" Jr.").removesuffix(" III").split()[-1] for name in self.authors]

    @property
    def heads(self) -> str:
        """Authors as running heads name them."""
        names = self.families
        return f"{names[0]} et al." if len(names) > 2 else " and ".join(names)


class Sheet:
    """A page that is filled from above; lengths in points."""

    def __init__(self, size: tuple[float, float], front: Front) -> None:
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=size, invariant=1)
        self.width, self.height = size
        self.y = size[1] - 50
        self.canvas.setTitle("untitled")
        if front.info:
            self.canvas.setAuthor(front.info)

    def put(
        self, words: str, size: float = 10, *, bold: bool = False, italic: bool = False, x: float = 60,
        width: float | None = None, align: int = 0, after: float = 4, family: str = "Times", y: float | None = None,
    ) -> float:  # fmt: skip
        """Set marked-up words; ``align`` 0 left, 1 centred, 2 right, 4 justified. Returns where the next line goes."""
        face = {"Times": ("Times-Roman", "Times-Bold", "Times-Italic"),
                "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")}[family]  # fmt: skip
        look = ParagraphStyle(
            "x", fontName=face[1] if bold else face[2] if italic else face[0], fontSize=size, leading=1.2 * size,
            alignment=align,
        )  # fmt: skip
        block = Paragraph(words, look)
        _, tall = block.wrap(width or self.width - x - min(x, 60), self.height)
        top = self.y if y is None else y
        block.drawOn(self.canvas, x, top - tall)
        if y is None:
            self.y = top - tall - after
        return top - tall - after

    def turn(self) -> None:
        self.canvas.showPage()
        self.y = self.height - 50

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.file.getvalue()


def make_front(seed: int) -> Front:
    """Invented facts for one paper."""
    dice = random.Random(seed)
    people = dice.choice((1, 2, 2, 3, 3, 4, 5))
    names = tuple(f"{g} {f}" for g, f in zip(dice.sample(GIVEN, people), dice.sample(FAMILY, people), strict=True))
    venue, short = dice.choice(VENUES)
    first, volume = dice.randint(3, 900), dice.randint(2, 60)
    return Front(
        title=dice.choice(LINKS).format(dice.choice(HEADS), dice.choice(TAILS)),
        authors=names,
        houses=tuple(f"{dice.choice(HOUSES)}, {dice.choice(CITIES)}" for _ in names),
        year=dice.randint(1988, 2024),
        venue=venue,
        short=short,
        volume=volume,
        issue=dice.randint(1, 6),
        first=first,
        last=first + dice.randint(9, 30),
        doi=f"10.5555/{venue.split()[-1][:3].lower()}.{volume}.{first}",
        month=dice.choice(MONTHS),
        info=dice.choice(("", "", names[0], "Administrator", "tpeters")),
    )


def text(dice: random.Random, count: int) -> str:
    return " ".join(dice.choice(SENTENCES) for _ in range(count))


def body(sheet: Sheet, front: Front, *, left: str, right: str, pages: int = 3, columns: int = 1) -> bytes:
    """The pages after the first with running heads, even ``left`` and odd ``right``; their numbers go on."""
    dice = random.Random(front.first)
    for page in range(1, pages):
        sheet.turn()
        head = (left if page % 2 else right).replace("#", str(front.first + page))
        sheet.put(head, 8, after=18, align=2 if page % 2 == 0 else 0)
        start, room = sheet.y, (sheet.width - 120 - 20 * (columns - 1)) / columns
        for column in range(columns):
            at = start
            if page == 1 and column == 0:
                at = sheet.put("<b>Introduction</b>" if columns == 1 else "<b>1. Introduction</b>", 11, y=at)
            while at > 140:
                at = sheet.put(text(dice, 6), 10, x=60 + column * (room + 20), width=room, align=4, y=at)
    return sheet.bytes()


def marked(front: Front, marks: str, *, between: str = ", ", last: str = ", ") -> str:
    """The byline with raised marks: "1", "a", "*" (the first author alone) or none."""
    names = []
    for place, name in enumerate(front.authors):
        mark = {"1": f"{place + 1}", "a": f"{'abcde'[place]}", "*": "*" if place == 0 else "", "": ""}[marks]
        if place == 0 and marks in "1a" and marks:
            mark += ",*"
        names.append(escape(name) + (f"<super size='6'>{mark}</super>" if mark else ""))
    return between.join(names[:-1]) + last + names[-1] if len(names) > 1 else names[0]


def initials(front: Front, form: str = "{family}, {given}") -> str:
    """Authors as citations name them: "Lund, A. B., Jr."."""
    found = []
    for name, family in zip(front.authors, front.families, strict=True):
        before, _, after = name.partition(family)
        parts = [w for w in before.replace("-", " ").split() if w[0].isupper()]
        found.append(
            form.format(family=family, given=" ".join(f"{w[0]}." for w in parts))
            + (f", {after.strip()}" if after else "")
        )
    return ", ".join(found)


def house_journal(front: Front) -> bytes:
    """A large publisher's journal: banner above the title, raised letters, a box of history beside the abstract."""
    sheet, dice = Sheet((595, 792), front), random.Random(front.first)
    sheet.put(f"{escape(front.venue)} {front.volume} ({front.year}) {front.first}–{front.last}", 8, align=1, after=12)
    sheet.put("Contents lists available at <font color='blue'>ReadingHall</font>", 9, align=1, after=6)
    sheet.put(escape(front.venue), 17, align=1, after=6)
    sheet.put("journal homepage: www.readinghall.example/locate/xyz", 8, align=1, after=22)
    sheet.put(escape(front.title), 14, after=10)
    sheet.put(marked(front, "a"), 11.5, after=6)
    for place, house in enumerate(front.houses):
        sheet.put(f"<super size='5'>{'abcde'[place]}</super> {escape(house)}", 7.5, italic=True, after=1)
    sheet.y -= 10
    top = sheet.y
    left = sheet.put("A R T I C L E &nbsp; I N F O", 8.5, y=top, width=130, after=8)
    for line in ("<i>Keywords:</i>", "Harbour", "Visitors", "Small towns"):
        left = sheet.put(line, 7.5, y=left, width=130, after=1)
    right = sheet.put("A B S T R A C T", 8.5, x=210, width=325, y=top, after=8)
    sheet.y = min(left, sheet.put(text(dice, 8), 8.5, x=210, width=325, y=right, align=4)) - 16
    sheet.put("<b>1. Introduction</b>", 10)
    top = sheet.y
    sheet.put(text(dice, 12), 9.5, width=228, align=4, y=top)
    sheet.put(text(dice, 12), 9.5, x=306, width=228, align=4, y=top)
    sheet.put(f"* Corresponding author. E-mail address: {front.families[0].lower()}@alban.example", 7.5, y=92)
    sheet.put(f"https://doi.org/{front.doi}", 7.5, y=78)
    sheet.put(f"Received 3 {front.month} {front.year - 1}; Received in revised form 9 May {front.year - 1}", 7.5, y=68)
    sheet.put(f"0148-2963/© {front.year} Reading Hall Inc. All rights reserved.", 7.5, y=58)
    head = f"{escape(initials(front, '{given} {family}'))} / {escape(front.venue)} {front.volume} ({front.year}) {front.first}–{front.last}"
    return body(sheet, front, left=f"# &nbsp; {head}", right=f"{head} &nbsp; #", columns=2)


def archive(front: Front) -> bytes:
    """An archive's cover before a scan-like page with the title and authors in capitals, institutions below."""
    sheet, dice = Sheet(LETTER, front), random.Random(front.first)
    month = front.month[:3]
    old = front.year < 2006
    sheet.canvas.setFillGray(0)
    sheet.put(escape(front.title), 15 if old else 12, family="Helvetica", after=6)
    sheet.put(
        f"Author(s): {escape(' and '.join(front.authors) if len(front.authors) < 3 else ', '.join(front.authors[:-1]) + ' and ' + front.authors[-1])}",
        10,
        family="Helvetica",
    )
    if old:
        source = f"{escape(front.venue)}, Vol. {front.volume}, No. {front.issue} ({month}., {front.year}), pp. {front.first}-{front.last}"
    else:
        source = f"{escape(front.venue)} , {front.month} {front.year}, Vol. {front.volume}, No. {front.issue} ({front.month} {front.year}), pp. {front.first}-{front.last}"
    sheet.put(f"Source: <i>{source}</i>", 10, family="Helvetica")
    sheet.put("Published by: Reading Hall", 10, family="Helvetica")
    sheet.put(f"Stable URL: http://www.jstor.org/stable/{200000 + front.first}", 10, family="Helvetica", after=14)
    if not old:
        sheet.put("REFERENCES", 9, family="Helvetica", bold=True)
        sheet.put("Linked references are available on JSTOR for this article:", 8, family="Helvetica")
        sheet.put(
            f"http://www.jstor.org/stable/{200000 + front.first}?seq=1#references_tab_contents", 8, family="Helvetica"
        )
        sheet.put("You may need to log in to JSTOR to access the linked references.", 8, family="Helvetica", after=12)
    sheet.put(
        "Your use of the JSTOR archive indicates your acceptance of the Terms &amp; Conditions of Use, available at http://about.jstor.org/terms",
        8,
        family="Helvetica",
        after=10,
    )
    sheet.put(
        "JSTOR is a not-for-profit service that helps scholars, researchers, and students discover, use, and build upon a wide range of content in a trusted digital archive.",
        8,
        family="Helvetica",
    )
    sheet.turn()
    sheet.put(f"{escape(front.title.upper())}", 14, bold=True, align=1, after=12)
    for name, house in zip(front.authors, front.houses, strict=True):
        sheet.put(escape(name.upper()), 10.5, align=1, after=1)
        sheet.put(escape(house), 10, align=1, italic=not old, after=6)
    sheet.put(text(dice, 6), 10, x=90, align=4, italic=True, after=14)
    sheet.put(text(dice, 22), 10, align=4)
    return body(
        sheet,
        front,
        left=f"# &nbsp;&nbsp; {escape(front.venue)} &nbsp;&nbsp; {front.month}",
        right=f"{front.year} &nbsp;&nbsp; {escape(front.heads)} &nbsp;&nbsp; #",
    )


def network_manuscript(front: Front) -> bytes:
    """A working paper of a preprint network: title, author above institution, date of the draft, note at the foot."""
    sheet, dice = Sheet(LETTER, front), random.Random(front.first)
    sheet.y -= 70
    sheet.put(escape(front.title), 16, bold=True, align=1, after=24)
    for name, house in zip(front.authors, front.houses, strict=True):
        sheet.put(escape(name), 12, align=1, after=1)
        sheet.put(escape(house), 11, align=1, after=1)
        sheet.put(f"{name.split()[-1].strip('.').lower()}@alban.example", 10, align=1, after=9)
    sheet.put(f"Forthcoming in {escape(front.venue)}, {front.year}", 11, align=1, italic=True, after=18)
    sheet.put("<b>Abstract</b>", 11, align=1)
    sheet.put(text(dice, 7), 10.5, align=4, after=10)
    sheet.put("<b>Keywords:</b> harbour; visitors; small towns", 10)
    foot = f"Electronic copy available at: https://ssrn.com/abstract={1000000 + front.first}"
    sheet.put(foot, 8, align=1, y=45)
    return body(sheet, front, left="", right="")


def repository(front: Front) -> bytes:
    """A university repository's cover, then the accepted manuscript."""
    sheet, dice = Sheet(A4, front), random.Random(front.first)
    f = "Helvetica"
    sheet.put("Alban University Research Online", 20, family=f, after=30)
    sheet.put(f"This is a repository copy of <i>{escape(front.title)}</i>.", 11, family=f, after=12)
    sheet.put("Version: Accepted Version", 11, family=f, after=12)
    sheet.put("<b>Article:</b>", 11, family=f)
    cited = f"{escape(initials(front))} ({front.year}) {escape(front.title)}. {escape(front.venue)}, {front.volume} ({front.issue}). pp. {front.first}-{front.last}. ISSN 0000-0019"
    sheet.put(cited, 11, family=f, after=10)
    sheet.put(f"https://doi.org/{front.doi}", 11, family=f, after=20)
    sheet.put("<b>Reuse</b>", 10, family=f)
    sheet.put(
        "Items deposited in Alban University Research Online are protected by copyright, with all rights reserved unless indicated otherwise. They may be downloaded and/or printed for private study, or other acts as permitted by national copyright laws.",
        10,
        family=f,
        after=10,
    )
    sheet.put("<b>Takedown</b>", 10, family=f)
    sheet.put(
        "If you consider content in this repository to be in breach of law, please notify us by e-mail.", 10, family=f
    )
    sheet.turn()
    sheet.put(escape(front.title), 14, bold=True, align=1, after=14)
    sheet.put(marked(front, "1", last=" and "), 12, align=1, after=8)
    for place, house in enumerate(front.houses):
        sheet.put(f"<super size='6'>{place + 1}</super> {escape(house)}", 10, align=1, after=1)
    sheet.y -= 16
    sheet.put("<b>Abstract</b>", 12)
    sheet.put(text(dice, 8), 11, after=12)
    return body(sheet, front, left="#", right="#", pages=4)


def side_facts(front: Front) -> bytes:
    """The journal's facts in a column at the right of the title; the kind of article over it; degrees in the byline."""
    sheet, dice = Sheet((576, 783), front), random.Random(front.first)
    f = "Helvetica"
    sheet.put("<i>Original Article</i>", 11, family=f, after=22)
    top = sheet.y
    right = top + 30
    for line in (
        f"<b>{escape(front.venue)}</b>",
        f"Volume {front.volume} Number {front.issue}",
        f"{front.month} {front.year} {front.first}-{front.last}",
        f"© {front.year} The Author(s)",
        f"DOI: {front.doi}",
        "hosted at http://online.readinghall.example",
    ):
        right = sheet.put(line, 7.5, family=f, x=410, width=120, y=right, after=1)
    sheet.put(escape(front.title), 18, bold=True, family=f, width=330, after=20)
    sheet.put(
        "<b>"
        + ", ".join(f"{escape(n)}, PhD<super size='6'>{i + 1}</super>" for i, n in enumerate(front.authors))
        + "</b>",
        11,
        family=f,
        width=330,
        after=20,
    )
    sheet.put("<b>Abstract</b>", 10, family=f)
    sheet.put(text(dice, 8), 9, family=f, align=4, width=400, after=8)
    sheet.put("<b>Keywords</b>", 9, family=f)
    sheet.put("harbour, visitors, small towns", 9, family=f, after=18)
    top = sheet.y
    sheet.put(text(dice, 12), 9.5, width=218, align=4, y=top)
    sheet.put(text(dice, 9), 9.5, x=298, width=218, align=4, y=top)
    at = 112.0
    for place, house in enumerate(front.houses):
        at = sheet.put(f"<super size='5'>{place + 1}</super>{escape(house)}", 7, y=at, width=218, after=0)
    at = sheet.put("<b>Corresponding Author:</b>", 7, y=at - 2, width=218, after=0)
    sheet.put(f"{escape(front.authors[0])}, {escape(front.houses[0])}", 7, y=at, width=218)
    return body(
        sheet,
        front,
        left=f"# &nbsp;&nbsp; <i>{escape(front.venue)} {front.volume}({front.issue})</i>",
        right=f"<i>{escape(front.heads)}</i> &nbsp;&nbsp; #",
        columns=2,
    )


def academy(front: Front) -> bytes:
    """An academy's journal: facts in two lines at the left, title and authors centred in capitals over institutions."""
    sheet, dice = Sheet(LETTER, front), random.Random(front.first)
    sheet.put(f"® <i>{escape(front.venue)}</i>", 9, after=0)
    sheet.put(f"{front.year}, Vol. {front.volume}, No. {front.issue}, {front.first}–{front.last}.", 9, after=2)
    if front.year > 2008:
        sheet.put(f"http://dx.doi.org/{front.doi}", 9)
    sheet.y -= 26
    sheet.put(escape(front.title.upper()), 15, bold=True, align=1, after=14)
    for name, house in zip(front.authors, front.houses, strict=True):
        sheet.put(escape(name.upper()), 11, align=1, after=1)
        sheet.put(escape(house.split(",")[0]), 11, align=1, after=5)
    sheet.y -= 12
    sheet.put(text(dice, 5), 10.5, x=110, align=4, bold=True, after=16)
    top = sheet.y
    sheet.put(text(dice, 14), 10, width=236, align=4, y=top)
    sheet.put(text(dice, 14), 10, x=316, width=236, align=4, y=top)
    sheet.put(
        "We thank the guest editor Henrik Malm and two reviewers for their help with this paper.", 8, width=236, y=120
    )
    sheet.put(
        "Copyright of the Academy, all rights reserved. Contents may not be copied, emailed, posted to a listserv, or otherwise transmitted without the holder’s written permission.",
        7,
        align=1,
        y=62,
    )
    return body(
        sheet,
        front,
        left=f"# &nbsp;&nbsp; <i>{escape(front.venue)}</i> &nbsp;&nbsp; {front.month}",
        right=f"{front.year} &nbsp;&nbsp; <i>{escape(front.heads)}</i> &nbsp;&nbsp; #",
        columns=2,
    )


def dotted(front: Front) -> bytes:
    """A short masthead of abbreviations, the authors between dots, dates and copyright under the rule."""
    sheet, dice = Sheet((439, 666), front), random.Random(front.first)
    sheet.put(
        f"{escape(front.short.replace('.', ''))} ({front.year}) {front.volume}:{front.first}–{front.last}",
        8,
        x=45,
        after=0,
    )
    sheet.put(f"DOI {front.doi}", 8, x=45, after=24)
    sheet.put("ORIGINAL PAPER", 8, x=45, family="Helvetica", after=12)
    sheet.put(escape(front.title), 15, bold=True, x=45, after=14)
    sheet.put(marked(front, "1", between=" · ", last=" · "), 10.5, bold=True, x=45, after=22)
    sheet.put(
        f"Received: 3 May {front.year - 1} / Accepted: 9 {front.month} {front.year - 1} / Published online: 2 March {front.year}",
        7.5,
        x=45,
        after=1,
    )
    sheet.put(f"© Reading Hall Science+Towns {front.year}", 7.5, x=45, after=14)
    sheet.put(f"<b>Abstract</b> &nbsp; {text(dice, 7)}", 9.5, x=45, align=4, after=8)
    sheet.put("<b>Keywords</b> &nbsp; Harbour · Visitors · Small towns", 9.5, x=45, after=14)
    at = 120.0
    for place, (name, house) in enumerate(zip(front.authors, front.houses, strict=True)):
        at = sheet.put(f"<super size='5'>{place + 1}</super> {escape(name)}, {escape(house)}", 7, x=45, y=at, after=0)
    return body(
        sheet,
        front,
        left=f"# &nbsp;&nbsp; {escape(initials(front, '{given} {family}'))}",
        right=f"{escape(front.title[:40])} &nbsp;&nbsp; #",
        pages=4,
    )


def open_column(front: Front) -> bytes:
    """An open-access page: editors, correspondence, dates and the citation in a narrow column at the left."""
    sheet, dice = Sheet(A4, front), random.Random(front.first)
    f = "Helvetica"
    at = sheet.y
    at = sheet.put("ORIGINAL RESEARCH", 8, family=f, x=220, y=at, after=1)
    at = sheet.put(f"published: 12 {front.month} {front.year}", 7, family=f, x=220, y=at, after=1)
    at = sheet.put(f"doi: {front.doi}", 7, family=f, x=220, y=at, after=24)
    at = sheet.put(escape(front.title), 19, bold=True, family=f, x=220, width=315, y=at, after=12)
    at = sheet.put(f"<i>{marked(front, '1', last=' and ')}</i>", 10.5, family=f, x=220, width=315, y=at, after=6)
    for place, house in enumerate(front.houses):
        at = sheet.put(
            f"<super size='5'>{place + 1}</super> {escape(house)}", 7, x=220, width=315, y=at, after=0, italic=True
        )
    at = sheet.put(text(dice, 9), 9.5, x=220, width=315, y=at - 12, align=4, after=8)
    at = sheet.put("<b>Keywords: harbour, visitors, small towns</b>", 8.5, family=f, x=220, width=315, y=at, after=14)
    at = sheet.put("INTRODUCTION", 10, bold=True, family=f, x=220, y=at)
    sheet.put(text(dice, 10), 9.5, x=220, width=315, y=at, align=4)
    side = [("Edited by:", "Henrik Malm, Lund Harbour University, Sweden"), ("Reviewed by:", "Aud Berge, University of Alban, USA; Pavel Riha, Saint Orla College, Ireland"),
            ("*Correspondence:", f"{escape(front.authors[0])} {front.families[0].lower()}@alban.example"),
            ("Received:", f"3 May {front.year - 1}"), ("Accepted:", f"1 March {front.year}"), ("Published:", f"12 {front.month} {front.year}")]  # fmt: skip
    at = 520.0
    for label, value in side:
        at = sheet.put(
            f"<b>{label}</b>" + (f" {value}" if label.startswith(("Rec", "Acc", "Pub")) else ""),
            7,
            family=f,
            width=130,
            y=at,
            after=0,
        )
        if not label.startswith(("Rec", "Acc", "Pub")):
            at = sheet.put(value, 7, family=f, width=130, y=at, after=5)
    at = sheet.put("<b>Citation:</b>", 7, family=f, width=130, y=at - 6, after=0)
    sheet.put(
        f"{escape(initials(front, '{family} {given}').replace('.', ''))} ({front.year}) {escape(front.title)}. {escape(front.venue)} {front.volume}:{front.first}. doi: {front.doi}",
        7,
        family=f,
        width=130,
        y=at,
    )
    return body(
        sheet,
        front,
        left=f"{escape(front.heads)} &nbsp;&nbsp; {escape(front.title[:30])}",
        right=f"{escape(front.venue)} | www.readinghall.example &nbsp;&nbsp; # &nbsp;&nbsp; {front.month} {front.year} | Volume {front.volume} | Article {front.first}",
    )


def side_by_side(front: Front) -> bytes:
    """Banner, title, and the authors in columns beside each other, each over institution, city and address."""
    sheet, dice = Sheet(LETTER, front), random.Random(front.first)
    sheet.put(escape(front.venue), 20, bold=True, align=1, family="Helvetica", after=2)
    sheet.put(
        f"Vol. {front.volume}, No. {front.issue}, {front.month} {front.year}, pp. {front.first}-{front.last}",
        9,
        align=1,
        after=24,
    )
    sheet.put(escape(front.title), 16, bold=True, align=1, after=16)
    count = min(3, len(front.authors))
    room = 492 / count
    for row in range(0, len(front.authors), 3):
        top, low = sheet.y, sheet.y
        for place, (name, house) in enumerate(list(zip(front.authors, front.houses, strict=True))[row : row + 3]):
            x, at = 60 + place * room, top
            at = sheet.put(escape(name), 11, x=x, width=room - 8, align=1, y=at, after=1)
            school, _, city = house.rpartition(", ")
            at = sheet.put(escape(school), 9, x=x, width=room - 8, align=1, y=at, after=1)
            at = sheet.put(escape(city), 9, x=x, width=room - 8, align=1, y=at, after=1)
            low = min(
                low,
                sheet.put(
                    f"{name.split()[-1].strip('.').lower()}@alban.example", 8, x=x, width=room - 8, align=1, y=at
                ),
            )
        sheet.y = low - 8
    sheet.put(f"<b><i>Abstract</i></b>—{text(dice, 6)}", 9.5, align=4, after=8)
    sheet.put("<b><i>Keywords</i></b>—harbour, visitors, small towns", 9.5, after=14)
    top = sheet.y
    sheet.put(text(dice, 12), 10, width=236, align=4, y=top)
    sheet.put(text(dice, 12), 10, x=316, width=236, align=4, y=top)
    sheet.put(f"doi: {front.doi}", 8, y=50)
    return body(
        sheet,
        front,
        left=f"{escape(front.venue)} &nbsp;&nbsp; #",
        right=f"{escape(front.heads)} &nbsp;&nbsp; #",
        columns=2,
    )


def social_cover(front: Front) -> bytes:
    """A social network's cover with counts and profiles, then the journal's page with a note of the DOI."""
    sheet, dice = Sheet(A4, front), random.Random(front.first)
    f = "Helvetica"
    sheet.put(
        "See discussions, stats, and author profiles for this publication at: https://www.researchgate.net/publication/26000"
        + str(front.first),
        7,
        family=f,
        after=26,
    )
    sheet.put(escape(front.title), 15, bold=True, family=f, after=8)
    sheet.put(
        f"<b>Article</b> &nbsp;<i>in</i>&nbsp; {escape(front.venue)} · {front.month} {front.year}",
        9,
        family=f,
        after=4,
    )
    sheet.put(f"DOI: {front.doi}", 8, family=f, after=14)
    top = sheet.y
    sheet.put("CITATIONS", 7, family=f, y=top, after=1)
    sheet.put("READS", 7, family=f, x=300, y=top)
    sheet.put("48", 10, family=f, y=top - 12)
    sheet.put("1,204", 10, family=f, x=300, y=top - 12)
    sheet.y = top - 44
    count = len(front.authors)
    sheet.put(
        f"<b>{count} author{'s' if count > 1 else ''}</b>{', including' if count > 2 else ''}:", 9, family=f, after=10
    )
    top = sheet.y
    for place, (name, house) in enumerate(list(zip(front.authors, front.houses, strict=True))[:2]):
        at = sheet.put(escape(name), 9, bold=True, family=f, x=80 + 250 * place, width=200, y=top, after=1)
        at = sheet.put(escape(house.split(",")[0]), 8, family=f, x=80 + 250 * place, width=200, y=at, after=3)
        at = sheet.put(
            f"<b>{17 + place}</b> PUBLICATIONS &nbsp; <b>1,13{place}</b> CITATIONS",
            7,
            family=f,
            x=80 + 250 * place,
            width=200,
            y=at,
            after=6,
        )
        sheet.put("SEE PROFILE", 7, family=f, x=80 + 250 * place, width=200, y=at)
    sheet.put(
        f"All content following this page was uploaded by {escape(front.authors[0])} on 04 July 2020.",
        7,
        family=f,
        y=70,
    )
    sheet.put("The user has requested enhancement of the downloaded file.", 7, family=f, y=58)
    sheet.turn()
    sheet.put(
        f"<i>{escape(front.venue)}, {front.volume}({front.issue}), {front.first}–{front.last}, {front.year}</i>",
        8.5,
        align=2,
        after=0,
    )
    sheet.put("Copyright © Reading Hall", 8, align=2, after=24)
    sheet.put(escape(front.title), 17, after=12)
    sheet.put(
        marked(front, "*", last=" &amp; ").upper() if front.volume % 2 else marked(front, "*", last=" &amp; "),
        11,
        after=4,
    )
    for house in dict.fromkeys(front.houses):
        sheet.put(escape(house), 9.5, italic=True, after=1)
    sheet.y -= 14
    sheet.put(text(dice, 8), 9.5, x=90, align=4, after=14)
    sheet.put(text(dice, 16), 10.5, align=4)
    return body(
        sheet,
        front,
        left=f"# &nbsp;&nbsp; {escape(front.heads).upper()}",
        right=f"{escape(front.title[:36]).upper()} &nbsp;&nbsp; #",
    )


KINDS: dict[str, Callable[[Front], bytes]] = {
    kind.__name__: kind
    for kind in (
        house_journal, archive, network_manuscript, repository, side_facts,
        academy, dotted, open_column, side_by_side, social_cover,
    )
}  # fmt: skip
PRINTS_ABBREVIATION = {"dotted"}  # of the journal's name, and that alone
PRINTS_DOI = {"house_journal", "repository", "side_facts", "dotted", "open_column", "side_by_side", "social_cover"}


def fronts(*, each: int = 4, seed: int = 4000, kinds: Collection[str] = ()) -> Iterator[tuple[str, Front, bytes]]:
    """(kind, facts, PDF): ``each`` papers of every kind, or of those in ``kinds``."""
    for number, (name, draw) in enumerate(KINDS.items()):
        if kinds and name not in kinds:
            continue
        for place in range(each):
            front = make_front(seed + 100 * number + place)
            yield name, front, draw(front)
