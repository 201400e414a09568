"""The names of a paper's parts, and the role that a paragraph has by standing under one.

Readers that know headings (HTML, DOCX, Markdown, plain text) pass their paragraphs through ``assign_roles``.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from typing import Final

from pipelines.read.paragraph import Paragraph
from pipelines.text import Role

NUMBER = r"(?:(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-H])[.):]?\s+)?"
ABSTRACT = rf"{NUMBER}(?:structured |executive |extended |graphical )?(?:abstract|summary)"
KEYWORDS = rf"{NUMBER}(?:author )?key ?words?(?: and phrases)?|index terms"
REFERENCES = (
    rf"{NUMBER}(?:list of )?(?:references(?: and notes| cited| list)?|bibliography|literature(?: cited)?|"
    r"works cited|reference list|literature references)"
)
BACK = (
    rf"{NUMBER}(?:acknowledge?ments?(?: and funding)?|funding(?: information| statement)?|financial support|"
    r"(?:declaration of )?(?:conflicts?(?:ing)?|competing) (?:of )?interests?(?: statement)?|"
    r"declarations?(?: of .{3,40})?|"
    r"author(?:s['’]?|['’]s)? (?:contributions?|information|biograph(?:y|ies)|details|note)s?|about the authors?|"
    r"(?:data|code)(?: and code)? availability(?: statement)?|availability of data(?: and materials?)?|"
    r"institutional review board statement|"
    r"informed consent statement|ethic(?:s|al) (?:approval|statement|considerations?|"
    r"declarations?)(?: and consent.{0,40})?|"
    r"additional information|publisher['’]s note|supplement(?:al|ary) (?:materials?|information)|open access|"
    r"rights and permissions|"
    r"corresponding author|about this article|disclosure(?: statement)?|credit author.{0,60}|"
    r"notes? on contributors?|author biograph.{0,12})"
)
BODY = (
    r"introduction|background(?: .{3,40})?|theor(?:y|etical (?:background|framework|foundations?|"
    r"development))(?: and .{3,60})?|"
    r"literature review(?: and .{3,60})?|(?:conceptual|research) (?:framework|model|background|design|method(?:s|"
    r"ology)?|questions?)|"
    r"(?:development of )?hypothes[ei]s(?: development)?|method(?:s|ology)?|materials and methods|"
    r"data(?: collection| analysis)?(?: and .{3,40})?|"
    r"measure(?:s|ment)?|(?:empirical |main )?(?:results?|findings)(?: and .{3,40})?|"
    r"(?:general )?discussion(?: and .{3,60})?|"
    r"(?:theoretical|managerial|practical|social)(?: and (?:theoretical|managerial|practical|"
    r"social))? (?:implications?|contributions?)|"
    r"limitations?(?: and .{3,60})?|(?:summary and )?conclu(?:sions?|ding remarks)(?: and .{3,60})?|"
    r"future (?:research|agenda)(?: .{3,40})?|appendi(?:x|ces)(?: .{1,60})?"
)
CAPTION = re.compile(
    (
        r"(?:(?:supplement\w* )?(?:figure|fig\.|table|exhibit|chart|scheme|plate|diagram)\s*(?:[A-Z]?\d{1,2}|"
        r"[IVX]{1,5})(?:[a-d])?\s*(?:[.:|–—-]\s*\S|$|\s(?=[A-Z][^.]{3,140}\.?$)))"
    ),
    re.IGNORECASE,
)
NAMES: Final = {
    "abstract": re.compile(rf"(?:{ABSTRACT})\s*[:.]?", re.IGNORECASE),
    "keywords": re.compile(rf"(?:{KEYWORDS})\s*[:.]?", re.IGNORECASE),
    "reference": re.compile(rf"(?:{REFERENCES})\s*[:.]?", re.IGNORECASE),
    "back": re.compile(rf"(?:{BACK})\s*[:.]?", re.IGNORECASE),
    "paragraph": re.compile(rf"{NUMBER}(?:{BODY})\s*[:.]?", re.IGNORECASE),
}
LONGEST_FRONT = 35  # words of a line of front matter
OPENINGS: Final[tuple[tuple[Role, re.Pattern[str]], ...]] = (
    ("abstract", re.compile(r"(?:structured )?abstract\s*[:.—–-]\s*\S", re.IGNORECASE)),
    (
        "keywords",
        re.compile(
            r"(?:author )?(?:key ?words?(?: and phrases)?|index terms)"
            r"(?:\s*[:.—–-]\s*\S|\s+[^.?!]{3,60}[,;][^.?!]*\.?$)",
            re.IGNORECASE,
        ),
    ),
)


def section_role(heading: str) -> Role | None:
    """The role of paragraphs under a heading with a known name, or None for an author's own heading."""
    plain = " ".join(heading.split())
    return next((_role(name) for name, pattern in NAMES.items() if pattern.fullmatch(plain)), None)


def _role(name: str) -> Role:
    roles: dict[str, Role] = {"abstract": "abstract", "keywords": "keywords", "reference": "reference", "back": "back"}
    return roles.get(name, "paragraph")


def is_caption(text: str) -> bool:
    """Whether a paragraph is a figure's or table's caption, not a sentence that begins by naming one."""
    return CAPTION.match(text) is not None


def heading_level(text: str) -> int | None:
    """The level that a heading's own number tells: "2" → 1, "2.1" → 2, "2.1.3" → 3."""
    number = re.match(r"(\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s", text)
    return number[1].count(".") + 1 if number else None


def assign_roles(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Give plain paragraphs and list items the role of the section that they stand in."""
    found: list[Paragraph] = []
    role: Role = "paragraph"
    level = 0
    for paragraph in paragraphs:
        if paragraph.role in {"title", "heading"}:
            role, level = _turn(paragraph, role, level)
            found.append(paragraph)
        else:
            role = "paragraph" if role == "keywords" and not _lists_keywords(paragraph) else role
            placed = _place(paragraph, role)
            found.append(placed)
            role = "paragraph" if _ends(placed, paragraph, role) else role
    return found


def _ends(placed: Paragraph, paragraph: Paragraph, role: Role) -> bool:
    """Whether a section without a heading after it ends: keywords with their line, a bibliography with a caption."""
    listed = role == "keywords" and re.search(r"[,;·•|]", paragraph.text) is not None
    return listed or (role == "reference" and placed.role == "caption")


def _lists_keywords(paragraph: Paragraph) -> bool:
    """Whether a paragraph under "Keywords" is one keyword or a line of them, and not the next section's words."""
    text = paragraph.text
    return len(text.split()) <= 8 or (
        re.search(r"[,;·•|]", text) is not None and not re.search(r"[.?!]\s+[A-Z]", text)
    )


def _turn(heading: Paragraph, role: Role, level: int) -> tuple[Role, int]:
    """The role and level of the section that a heading opens; headings inside an abstract or bibliography keep it."""
    named = section_role(heading.text)
    own = heading.level or 1
    if named is not None:
        return named, own
    if role in {"abstract", "reference", "back"} and own > level > 0:
        return role, level
    return "paragraph", own


def _place(paragraph: Paragraph, role: Role) -> Paragraph:
    if paragraph.role not in {"paragraph", "list_item"}:
        return paragraph
    if is_caption(paragraph.text):
        return dataclasses.replace(paragraph, role="caption")
    opening = next((r for r, pattern in OPENINGS if pattern.match(paragraph.text)), None)
    if opening is not None:
        return dataclasses.replace(paragraph, role=opening)
    if role == "abstract" and paragraph.role == "paragraph":
        return dataclasses.replace(paragraph, role="abstract")
    if role in {"reference", "back", "keywords"}:
        return dataclasses.replace(paragraph, role=role)
    return paragraph


def mark_front(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Give short paragraphs between the title and the first heading or long paragraph the role "front"."""
    found = list(paragraphs)
    place = next((i for i, p in enumerate(found[:8]) if p.role == "title"), None)
    for i in range(0 if place is None else place + 1, len(found) if place is not None else 0):
        paragraph = found[i]
        if (
            paragraph.role == "heading"
            or len(paragraph.text.split()) > LONGEST_FRONT
            or OPENINGS[1][1].match(paragraph.text)
        ):
            break
        if paragraph.role in {"paragraph", "list_item"} and not OPENINGS[0][1].match(paragraph.text):
            found[i] = dataclasses.replace(paragraph, role="front")
    return found
