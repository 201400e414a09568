"""Groups become paragraphs with roles: what part of the paper each one is."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence

from pipelines.read.glued import splitting
from pipelines.read.layout.cells import find_rows, lay_out
from pipelines.read.layout.columns import Line
from pipelines.read.layout.entries import split_entries
from pipelines.read.layout.groups import LABELLED, Group, group_lines
from pipelines.read.layout.headings import AFTER_REFERENCES, KNOWN, REFERENCES, find_levels, is_heading
from pipelines.read.layout.join import Words, count_words, join_lines
from pipelines.read.layout.measure import Measure
from pipelines.read.layout.tables import find_tables, is_caption
from pipelines.read.paragraph import Paragraph
from pipelines.text import Role

ABSTRACT = re.compile(r"(abstract|summary|a\s?b\s?s\s?t\s?r\s?a\s?c\s?t)\s*(?:[.:—–-]+\s*|$|(?=[A-Z][a-z]))", re.I)
KEYWORDS = re.compile(r"(?:key\s?-?words(?: and phrases)?|index terms)\b", re.I)
BACK = re.compile(
    r"(?:acknowledge?ments?|funding|financial disclosure|about the authors?|author biograph|biograph"
    r"|declaration of|conflicts? of interest|author contributions"
    r"|data availability|informed consent|institutional review|orcid|disclosure|supplementary material"
    r"|corresponding author)",
    re.I,
)
PLACEHOLDER = re.compile(r"[_=*.\s-]{4,}$|\W*(?:insert|place)\s+(?:table|figure|exhibit).{0,40}(?:here|\d)\W*$", re.I)
WORD = re.compile(r"[^\W\d_]{3,}")
# A journal's name by itself; a title of such words is hardly ever the largest type of two.
BANNER = re.compile(
    r"(?:the )?(?:[\w&.’'-]+ ){0,5}(?:journal|annals|review|quarterly|letters|bulletin|magazine|transactions"
    r"|proceedings|perspectives|studies)(?: (?:of|on|in|for)(?: (?:[A-Z][\w&’'-]*|and|of|the|in|&)){1,8})?",
    re.I,
)
QUOTED = re.compile(r"[“\"‘].*[.!?…][”\"’]")  # a saying set large beside or above an abstract
LIST_ITEM = re.compile(r"(?:[•▪●○■□➢✓]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s")

Clean = Callable[[str], str]


@dataclasses.dataclass(frozen=True, slots=True)
class _Context:
    usual: Measure
    words: Words
    clean: Clean
    levels: Mapping[int, int]


def find_paragraphs(lines: Sequence[Line], usual: Measure, clean: Clean) -> list[Paragraph]:
    """All lines of a document, in reading order, as paragraphs with roles."""
    tables = find_tables(lines, usual)
    start, end = _bibliography(lines, tables, usual)
    groups = group_lines(lines[:start], tables[:start], usual)
    rest = group_lines(lines[end:], tables[end:], usual)
    title = _title(groups)
    levels = find_levels([g for g in (*groups, *rest) if g is not title and is_heading(g, usual)])
    words = count_words(line.text for line in lines)
    context = _Context(usual, words, splitting(clean, words), levels)
    body = _Roles(context).read(groups, title)
    entries = _entries(lines[start:end], tables[start:end], context)
    return [*body, *entries, *_Roles(context, begun=True).read(rest, None)]


def _bibliography(lines: Sequence[Line], tables: Sequence[int], usual: Measure) -> tuple[int, int]:
    """The range of lines after the heading "References"; empty at the end where there is none."""
    heads = [
        i for i, line in enumerate(lines) if not tables[i] and REFERENCES.match(line.text) and i > 0.3 * len(lines)
    ]
    if not heads:
        return len(lines), len(lines)
    start = heads[-1] + 1
    head = lines[heads[-1]]
    for place in range(start, len(lines)):
        line = lines[place]
        if tables[place] or is_caption(line.text):
            continue
        like_head = abs(line.size - head.size) < 0.3 and line.bold == head.bold and line.size > usual.size - 0.5
        apart = place == start or lines[place - 1].y - line.y > 1.3 * line.size or lines[place - 1].page != line.page
        if apart and len(line.text) < 90 and AFTER_REFERENCES.match(line.text):
            return start, place
        stands_out = (head.bold and not usual.bold) or head.size > usual.size + 0.9
        if stands_out and like_head and place > start and len(line.text) < 80 and not re.search(r"\d{4}", line.text):
            return start, place
    return start, len(lines)


def _entries(lines: Sequence[Line], tables: Sequence[int], context: _Context) -> list[Paragraph]:
    kept = [
        line
        for line, table in zip(lines, tables, strict=True)
        if not table and not re.fullmatch(r"\d{1,4}", line.text)
    ]
    aside = [line for line, table in zip(lines, tables, strict=True) if table]
    found = []
    for entry in (e for part in _parts(kept) for e in split_entries(part)):
        text, fragments = join_lines(entry, context.words, context.clean)
        head = re.fullmatch(r"further readings?|additional references", text, re.I)
        found.append(
            Paragraph(
                text=text,
                role="heading" if head else "reference",
                level=1 if head else None,
                page=entry[0].page,
                fragments=fragments,
                size=entry[0].size,
            )
        )
    if aside:
        numbers = [t for t in tables if t]
        found += [_table(g, context) for g in group_lines(aside, numbers, context.usual)]
    return found


def _parts(lines: Sequence[Line]) -> list[list[Line]]:
    """The bibliography's lines, parted where "Further reading" stands: a heading amid the entries."""
    parts: list[list[Line]] = [[]]
    for line in lines:
        if re.fullmatch(r"further readings?|additional references", line.text.strip(), re.I):
            parts += [[line], []]
        else:
            parts[-1].append(line)
    return [part for part in parts if part]


def _title(groups: Sequence[Group]) -> Group | None:
    """The largest type in the upper part of the first page with words enough for a title."""
    if not groups:
        return None
    page = groups[0].first.page
    early = [g for g in groups[:25] if g.first.page == page and not g.table and not g.foot]
    fit = [
        g for g in early if len(re.findall(r"[A-Za-z]{2,}", g.words)) >= 3 and len(g.words) < 330 and len(g.lines) <= 7
    ]
    fit = [
        g
        for g in fit
        if not KNOWN.match(g.words) and not re.search(r"https?:|www\.|@|\bvol\b|\bissn\b", g.words, re.I)
    ]
    fit = [g for g in fit if not QUOTED.fullmatch(g.words)] or fit
    if not fit:
        return None
    usual = sorted(g.size for g in groups)[len(groups) // 2]
    large = [g for g in fit if not BANNER.fullmatch(g.words.strip(" .*")) and g.size > usual + 0.7]
    best = max(large or fit, key=lambda g: (round(g.size), -groups.index(g)))
    return best if best.size > usual + 0.7 or best is fit[0] else fit[0]


def _table(group: Group, context: _Context) -> Paragraph:
    text, rows, fragments = lay_out(find_rows(group.lines, context.words), group.first.page, context.clean)
    return Paragraph(text=text, role="table", page=group.first.page, fragments=fragments, rows=rows, size=group.size)


def _itemised(group: Group) -> Group:
    """Keywords that stand one a line with semicolons between them; a line that fills the column is gone on with."""
    if len(group.lines) < 3 or re.search(r"[;,·•]", group.words):
        return group
    ends = [line.right - line.x1 > line.size and not KEYWORDS.match(line.text) for line in group.lines[:-1]]
    lines = [
        dataclasses.replace(line, text=f"{line.text};") if end else line
        for line, end in zip(group.lines, [*ends, False], strict=True)
    ]
    return dataclasses.replace(group, lines=lines)


def _captioned(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Tables and figures with the caption above them, or else the one below."""
    found = list(paragraphs)
    for place, paragraph in enumerate(found):
        if paragraph.role == "table":
            beside = (p for p in (*found[max(0, place - 1) : place], *found[place + 1 : place + 2]))
            caption = next((p.text for p in beside if p.role == "caption" and p.page == paragraph.page), None)
            found[place] = dataclasses.replace(paragraph, caption=caption)
    return found


def _wordless(words: str) -> bool:
    """Figures, signs and scraps of letters: a formula, a stray row of a table, noise of recognition."""
    bare = len(re.sub(r"\s", "", words))
    return bare < 150 and sum(map(len, WORD.findall(words))) < 0.4 * bare and not LABELLED.match(words)


class _Roles:
    """Walks through groups in reading order and remembers which part of the paper it is in."""

    def __init__(self, context: _Context, *, begun: bool = False) -> None:
        self.context = context
        self.part: Role = "paragraph" if begun else "front"
        self.first_page: int | None = 0 if begun else None
        self.summed_up = False  # an abstract has been seen
        self.untitled = False  # the title is still to come
        self.labelled = False  # the first pages say "Abstract" themselves
        self.found: list[Paragraph] = []

    def read(self, groups: Sequence[Group], title: Group | None) -> list[Paragraph]:
        self.untitled = title is not None
        self.labelled = any(ABSTRACT.match(g.words) for g in groups[:40] if not g.table)
        for group in groups:
            if self.first_page is None:
                self.first_page = group.first.page
            self._add(group, title)
        return _captioned(self.found)

    def _add(self, group: Group, title: Group | None) -> None:
        context = self.context
        if group is title:
            self.untitled = False
            self._keep(group, "title")
        elif group.table:
            self.found.append(_table(group, context))
        elif is_caption(group.words):
            self._keep(group, "caption")
        elif group.aside:
            self._aside(group)
        elif group.foot and id(group) not in context.levels:
            self._keep(group, "keywords" if KEYWORDS.match(group.words) else "footnote")
        elif id(group) in context.levels and not self._of_front(group):
            self._heading(group)
        else:
            self._running(group)

    def _of_front(self, group: Group) -> bool:
        """Authors and affiliations stand out like headings; before the abstract only known names are believed.

        Above the title none are: there stand the journal's name and the kind of article.
        """
        if group.first.page != self.first_page:
            return False
        if self.untitled:
            return not ABSTRACT.match(group.words)
        return self.part == "front" and not KNOWN.match(group.words) and not re.match(r"\d\.?\s", group.words)

    def _heading(self, group: Group) -> None:
        words = group.words
        if ABSTRACT.match(words):
            self.part = "abstract"
            self.summed_up = True
        elif KEYWORDS.match(words):
            self.part = "keywords"
        elif BACK.match(words):
            self.part = "back"
        else:
            self.part = "paragraph"
        self._keep(group, "heading", level=self.context.levels[id(group)])

    def _running(self, group: Group) -> None:
        words = group.words
        if PLACEHOLDER.match(words) or re.fullmatch(r"\d{1,4}", words):
            self._keep(group, "boilerplate")
            return
        if _wordless(words):
            self._keep(group, "table")
            return
        labelled = ABSTRACT.match(words)
        if labelled and self.part == "front":
            self._abstract(group, labelled[1])
        elif (
            KEYWORDS.match(words) and self.part in {"front", "abstract", "paragraph", "keywords"} and len(words) < 400
        ):
            self._keep(group, "keywords")
            if self.part != "paragraph":
                self.part = "front"
        elif self.part == "front":
            self._front(group)
        elif self.part == "abstract":
            self._after_abstract(group)
        elif self.part == "paragraph" and LIST_ITEM.match(words):
            self._keep(group, "list_item")
        else:
            self._keep(group, self.part)

    def _abstract(self, group: Group, label: str) -> None:
        page = group.first.page
        text, fragments = join_lines(group.lines, self.context.words, self.context.clean)
        rest = ABSTRACT.sub("", text, count=1).strip()
        head = "Abstract" if "s" not in label.lower()[:1] else "Summary"
        self.found.append(Paragraph(text=head, role="heading", level=1, page=page))
        self.part = "abstract"
        self.summed_up = True
        if rest:
            cut = len(text) - len(rest)
            moved = tuple(f._replace(start=max(0, f.start - cut), end=f.end - cut) for f in fragments if f.end > cut)
            self.found.append(Paragraph(text=rest, role="abstract", page=page, fragments=moved, size=group.size))

    def _aside(self, group: Group) -> None:
        """What stands beside the text: keywords and history on the first page, else heads in the margin."""
        if KEYWORDS.match(group.words):
            self._keep(_itemised(group), "keywords")
        elif re.fullmatch(r"\d{1,4}", group.words):
            self._keep(group, "boilerplate")
        else:
            self._keep(group, "front" if group.first.page == self.first_page else "boilerplate")

    def _front(self, group: Group) -> None:
        """Before the first heading the first long paragraph is an unlabelled abstract, the next ones are the body."""
        sentences = len(re.findall(r"[a-z)][.!?](?:\s|$)", group.words))
        long = len(group.words.split()) >= 60 and sentences >= 3
        if long and (self.summed_up or group.first.page != self.first_page):
            self.part = "paragraph"
            self._keep(group, "paragraph")
        elif long and not self.labelled and "@" not in group.words:
            self.part = "abstract"
            self.summed_up = True
            self._keep(group, "abstract")
        else:
            self._keep(group, "front")

    def _after_abstract(self, group: Group) -> None:
        """The abstract goes on while the type stays the same and no body-like paragraph begins in another column."""
        before = next((p for p in reversed(self.found) if p.role == "abstract"), None)
        if before is None:
            self.summed_up = True
            self._keep(group, "abstract")
            return
        same = abs((before.size or 0) - group.size) < 0.3 and before.page == group.first.page
        moved = before.fragments and group.first.x0 > before.fragments[0].box.x1
        if same and not moved:
            self._keep(group, "abstract")
        elif len(group.words.split()) < 40:
            self._keep(group, "front")
        else:
            self.part = "paragraph"
            self._keep(group, "paragraph")

    def _keep(self, group: Group, role: Role, *, level: int | None = None) -> None:
        text, fragments = join_lines(group.lines, self.context.words, self.context.clean)
        self.found.append(
            Paragraph(
                text=text,
                role=role,
                level=level,
                page=group.first.page,
                fragments=fragments,
                size=group.size,
                bold=max(group.lines, key=lambda line: len(line.text)).bold,
            )
        )
