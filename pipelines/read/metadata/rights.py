"""ISSNs and licences: the two facts of publication that are known by their form wherever they stand.

An ISSN has a check digit (ISO 3297), so that a telephone number is none. Of licences only those that a reader can act
on are kept: Creative Commons by its address, or by its short name where no version is told, and other addresses that a
file itself calls its licence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pipelines.read.metadata.claims import Claim
from pipelines.read.paragraph import Paragraph

NUMBER = re.compile(r"(?<![\w-])(\d{4})[-‐–]?(\d{3}[\dXx])(?![\w-])")
PRINTED = re.compile(r"\b[ep]?-?ISSNs?\b.{0,60}", re.I)
ADDRESS = re.compile(
    r"creativecommons\.org/\s?(licenses|publicdomain)/\s?(by(?:-nc)?(?:-(?:sa|nd))?|zero|mark)(?:/\s?(\d\.\d))?", re.I
)
NAMED = re.compile(
    r"Creative\s+Commons:?\s+Attribution"
    r"(?P<nc>[\s–-]+Non-?\s?Commercial)?(?:[\s–-]+(?:(?P<sa>Share\s?-?Alike)|(?P<nd>No\s?-?Deriv\w*)))?"
    r"(?:[^.;]{0,40}?(?P<version>[1-4]\.0))?",
    re.I,
)
CODE = re.compile(r"\bCC[\s-]BY(?P<kind>(?:-NC)?(?:-(?:SA|ND))?)(?:[^.;]{0,20}?(?P<version>[1-4]\.0))?(?![\w-])")
ISSUED = re.compile(r"open access|licen[sc]e|©|copyright|\bCC BY\b", re.I)  # what speaks of the paper itself
Named = tuple[tuple[str, tuple[str, ...]], ...]
ISSNS: Named = (
    ("citation meta tags", ("citation_issn", "citation_eissn", "issn")),
    ("prism", ("prism:issn", "prism:eissn", "prism.issn", "prism.eissn")),
    ("json-ld", ("jsonld:issn",)),
)
LICENCES: Named = (
    ("citation meta tags", ("licence", "citation_license")),
    ("json-ld", ("jsonld:license",)),
    ("page heading", ("html:license",)),
    ("dublin core", ("dc:rights", "dc.rights", "dc.rights.uri", "dcterms.rights", "dcterms.license")),
    ("info", ("xmprights:webstatement", "xmprights:usageterms")),
)
ROLES = frozenset({"front", "footnote", "back", "boilerplate"})
SHORT = 120  # words; a licence stands in a note, and what a long paragraph says of licences may be its subject


def find_issns(text: str) -> tuple[str, ...]:
    """The ISSNs in a text, as "1234-567X", each once.

    >>> find_issns("ISSN 0378-5955 (print), tel. 5550-1234")
    ('0378-5955',)
    """
    found = (f"{m[1]}-{m[2].upper()}" for m in NUMBER.finditer(text))
    return tuple(dict.fromkeys(number for number in found if _checks(number)))


def _checks(number: str) -> bool:
    digits = [10 if c == "X" else int(c) for c in number.replace("-", "")]
    return sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0


def find_licence(text: str) -> str | None:
    """The Creative Commons licence that a text names: its address, or "CC BY-NC" where no version is told."""
    address = ADDRESS.search(text)
    if address:
        shelf, kind, version = address[1].lower(), address[2].lower(), address[3]
        return _licence(shelf, kind, version or ("1.0" if shelf == "publicdomain" else None))
    code = CODE.search(text)
    named = NAMED.search(text)
    if not (code or named):
        return None
    parts = [part for part in ("nc", "sa", "nd") if named and named[part]]
    kind = code["kind"].lower() if code else "".join(f"-{part}" for part in parts)
    version = next((match["version"] for match in (named, code) if match and match["version"]), None)
    return _licence("licenses", f"by{kind}", version)


def _licence(shelf: str, kind: str, version: str | None) -> str:
    return f"https://creativecommons.org/{shelf}/{kind}/{version}/" if version else f"CC {kind.upper()}"


def claim_rights(
    paragraphs: Iterable[Paragraph], furniture: Iterable[Paragraph], facts: Mapping[str, tuple[str, ...]]
) -> Iterator[Claim]:
    """What a file's own properties and its notes, margins and covers say of ISSN and licence."""
    yield from _stated(facts)
    notes = [p.text for p in (*furniture, *paragraphs) if p.role in ROLES or p.page == 1]
    numbers = tuple(dict.fromkeys(n for text in notes for m in PRINTED.finditer(text) for n in find_issns(m[0])))
    if numbers:
        yield Claim(field="issn", value=numbers, source="label")
    told = (find_licence(text) for text in notes if len(text.split()) <= SHORT and ISSUED.search(text))
    licence = next((found for found in told if found), None)
    if licence:
        yield Claim(field="licence", value=licence, source="copyright")


def _stated(facts: Mapping[str, tuple[str, ...]]) -> Iterator[Claim]:
    for source, names in ISSNS:
        numbers = find_issns(" ".join(value for name in names for value in facts.get(name, ())))
        if numbers:
            yield Claim(field="issn", value=numbers, source=source)
    for source, names in LICENCES:
        values = [value for name in names for value in facts.get(name, ())]
        known = (find_licence(value) or _address(value) for value in values)
        licence = next((found for found in known if found), None)
        if licence:
            yield Claim(field="licence", value=licence, source=source)


def _address(value: str) -> str | None:
    """An address that is a licence's by its own words."""
    return value if re.fullmatch(r"https?://\S*licen[sc]e\S*", value, re.I) else None
