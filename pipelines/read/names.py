"""Names of people as bibliographies and title pages print them.

Two questions only: where does a list of names fall apart, and which part of a name is the family name. The forms are
those of the citation styles: "Family, G. H.", "Family GH" (Vancouver), "G. H. Family" (IEEE), "Given Family" and the
mixed list of Chicago, "Family, Given, Given Family, and Given Family".
"""

from __future__ import annotations

import re
import unicodedata

PARTICLES = frozenset(
    word
    for line in (
        "'t al ap ben bin da das de dei del della den der des di do dos du el la",
        "las le los san st ten ter van vande vander von y zu zum zur",
    )
    for word in line.split()
)
SUFFIXES = re.compile(r"(?:Jr|Sr|III|II|IV)\.?")
# One to four capital letters with or without full stops and hyphens, as in "J. L.-H.", "WH", "J.-M.", "St.".
INITIALS = re.compile(r"(?:[^\W\d_a-zß-öø-ÿ]\.?[\s‐-]*|(?:Ch|Yu|Th|Ph|St)\.[\s-]*){1,5}")
LONGEST_LIST = 1500  # characters of a list of names that are looked at
JOINT = re.compile(r"\s*(?:,\s*)?(?:\band\b|&|\bund\b)\s+|\s*;\s*(?:and\s+|&\s*)?", re.IGNORECASE)
ET_AL = re.compile(r"[\s,;]*(?:\bet\s+al\b\.?|\band (?:others|colleagues)\b|…|\.\s*\.\s*\.)[\s.,]*", re.IGNORECASE)
EDITORS = re.compile(r"[\s,]*[(\[]?\beds?\b\.?[)\]]?[\s,.]*$|[\s,]*\((?:hrsg|editors?)\.?\)[\s,.]*$", re.IGNORECASE)


def is_initials(words: str) -> bool:
    """Whether ``words`` are nothing but initials: "J.", "S.D.", "J. L.-H.", "WH"."""
    return bool(INITIALS.fullmatch(words.strip()))


def split_names(segment: str) -> tuple[str, ...]:
    """The names in a bibliography entry's list of authors, in order; inverted names come as "Family, Given"."""
    segment = " ".join(segment[:LONGEST_LIST].split())
    plain = ET_AL.sub(", ", EDITORS.sub("", segment)).strip(" ,;.:" + "‘“\"'")
    # the full stop of a last initial ("Family, G.") is the name's, that after "Family G." ends the list
    plain = (
        f"{plain}."
        if "." in segment and re.search(r"(?:,\s?|\.\s?|\.-|^[^\s,]+, [A-Z][a-z]+ )[A-Z]$", plain)
        else plain
    )
    if ";" in plain:
        return tuple(name for part in plain.split(";") if (name := _tidy(re.sub(r"^\s*(?:and|&)\s+", "", part))))
    parts = [p.strip() for piece in JOINT.split(plain) for p in piece.split(",")]
    return tuple(_tidy(name) for name in _join_parts([p for p in parts if p.strip(". ")]))


def _join_parts(parts: list[str]) -> list[str]:
    """Give each family name the initials or given names that a comma cut off from it."""
    names: list[str] = []
    inverted = any(is_initials(p) for p in parts)
    for number, part in enumerate(parts):
        initials = bool(names) and (is_initials(part) or bool(SUFFIXES.fullmatch(part))) and not _is_closed(names[-1])
        if initials or (number == 1 and _is_family(parts[0]) and _is_given(part, short=inverted)):
            names[-1] = f"{names[-1]}, {part}"
        else:
            names.append(part)
    return names


def _is_closed(name: str) -> bool:
    """Whether a name has its initials already, so that further initials must be a (short) family name."""
    return "," in name and not SUFFIXES.search(name) and len(name.rsplit(",", 1)[1].split()) > 3


def _is_family(part: str) -> bool:
    """Whether a part can be a family name alone: one word, or words led by particles or joined as in Spanish."""
    words = part.split()
    return 0 < len(words) <= 4 and not any(is_initials(w) for w in words) and words[-1][:1].isupper()


def _is_given(part: str, *, short: bool) -> bool:
    """Whether a part reads as given names ("Subhabrata B.", "Lloyd", "J. Scott"); ``short`` wants an initial there."""
    words = part.split()
    if short and not (len(words) > 1 and all(is_initials(w) for w in words[1:])):
        return False
    return 0 < len(words) <= 3 and all(w[:1].isupper() or w in PARTICLES for w in words)


def _tidy(name: str) -> str:
    """A name with single spaces; Vancouver's "Family GH" is written "Family, GH" so that both halves are known."""
    plain = " ".join(name.split()).strip(" ,;:")
    short = re.fullmatch(
        r"(?P<family>[^\d,.]*[^\W\d_]{2,}) "
        r"(?P<initials>[A-Z]{1,3}(?:[- ][A-Z])*|[A-Z](?: [A-Z])+|(?:[A-Z]\.[\s-]?){1,3})",
        plain,
    )
    if short and any(c.islower() for c in short["family"]):
        return f"{short['family']}, {short['initials']}"
    return plain


def family_name(name: str) -> str:
    """The family name of "Family, Given", "Given Family", "Family GH" or "G. van der Family", particles kept."""
    if "," in name:
        return name.split(",", 1)[0].strip()
    words = name.split()
    while len(words) > 1 and (SUFFIXES.fullmatch(words[-1]) or (is_initials(words[-1]) and not is_initials(words[0]))):
        words.pop()
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    if first == 1 and words[0].lower() in PARTICLES:
        first = 0
    return " ".join(words[first:])


def lead_name(author: str) -> str:
    """The name that a work goes by: its first author's family name, or an organisation's whole name.

    Bibliographies invert their first author; words without a comma and without initials are an organisation's.
    """
    words = author.split()
    if "," not in author and len(words) > 1 and not any(is_initials(word) for word in words):
        return " ".join(words)
    return family_name(author)


def fold(name: str) -> str:
    """A name without accents, case, hyphens and blanks, for comparing spellings of one family name."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain.casefold() if c.isalpha() and not unicodedata.combining(c))
