"""Every IRI of the graph is minted here, and nowhere else.

IRIs are readable, stable over re-extraction, and safe: whatever a paper's words hold (quotes, angle brackets,
control characters, 10,000 letters) is percent-encoded or cut with a digest. ``docs/graph-pattern.md`` lists them.

Only the standard library and ``pipelines.record`` are imported here.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal
from urllib.parse import quote

from pipelines.record import slug

HOME = "https://w3id.org/engagement-kg/"
# Where the data's IRIs begin. A library of one's own that is served elsewhere sets KG_BASE before it reads a paper.
DEFAULT_BASE = f"{(os.environ.get('KG_BASE') or HOME).rstrip('/')}/"
ONTOLOGY = HOME + "ontology#"  # terms keep their home whatever base the data has

GraphName = Literal["ontology", "vocabulary", "shared", "ledger", "inferred", "argument", "links", "curation"]

HASH_DIGITS = 20  # of a file's SHA-256 in an IRI: 80 bits
LONGEST_SEGMENT = 100  # characters of a path segment before it is cut and ends in a digest
TITLE_WORDS = 5  # of a title's telling words in a work's key: enough to tell works apart, few enough to survive noise
# Path segments under a paper that are not statements; a statement with such an id is encoded away from them.
RESERVED = frozenset(["author", "construct", "definition", "keyword", "reference", "section", "study"])
SMALL_WORDS = frozenset(["a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to"])
PARTICLES = frozenset(["da", "de", "del", "der", "di", "la", "le", "van", "von"])
DOI = re.compile(r"10\.\d{4,9}/\S+")


@dataclasses.dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs of one data set. ``base`` ends in a slash."""

    base: str = DEFAULT_BASE

    def paper(self, doi: str | None, sha256: str) -> str:
        """A paper by its DOI, or, where it has none, by the hash of its file."""
        name = plain_doi(doi)
        if name is None:
            return f"{self.base}paper/sha256-{sha256[:HASH_DIGITS]}"
        prefix, _, suffix = name.partition("/")
        return f"{self.base}paper/{prefix}/{segment(suffix)}"

    def work(self, key: str, doi: str | None = None) -> str:
        """A cited work: the paper's own IRI where it has a DOI, so that citation and paper meet; else by its key."""
        return self.paper(doi, "") if plain_doi(doi) else f"{self.base}work/{segment(slug(_folded(key)))}"

    def construct(self, key: str) -> str:
        """A construct by its canonical key (``pipelines.canonical.key``), shared by all papers."""
        name = slug(key)
        if name.replace("-", " ") != key.replace("-", " "):  # the slug has lost something: "r&d" is not "r d"
            name = f"{name}-{_digest(key, 8)}"
        return f"{self.base}construct/{segment(name)}"

    def scheme(self, name: str) -> str:
        """A concept scheme: "engagement" is the curated vocabulary, "found" what papers brought."""
        return f"{self.base}scheme/{segment(name)}"

    def software(self, name: str, version: str) -> str:
        """A released piece of software."""
        return f"{self.base}software/{segment(name)}-{segment(version)}"

    def file(self, sha256: str) -> str:
        """A file that was read, by the hash of its bytes; its text, extraction and annotations hang under it."""
        return f"{self.base}file/{sha256[:HASH_DIGITS]}"

    def document_graph(self, sha256: str) -> str:
        """The named graph of what one file yielded: two files of one paper are two graphs about one paper IRI."""
        return f"{self.base}graph/{sha256[:HASH_DIGITS]}"

    def edited_graph(self, document_graph: str) -> str:
        """The named graph of a paper's statements as people edited them, beside the graph that was extracted."""
        return f"{document_graph}/edited"

    def contribution(self, graph: str, number: int) -> str:
        """What one graph contributes to the description of a shared thing, counted from 1."""
        return f"{graph}/contribution/{number}"

    def edge(self, graph: str, *parts: str) -> str:
        """What an inferred edge follows from, by its ends and rule."""
        return f"{graph}/edge/{_digest(chr(0).join(parts), HASH_DIGITS)}"

    def person(self, name: str) -> str:
        """A curator who gives a name and no IRI of his own."""
        return f"{self.base}person/{segment(slug(name))}"

    def curation(self, digest: str) -> str:
        """A curator's act."""
        return f"{self.base}curation/{digest}"

    def nanopublication(self, statement_iri: str) -> str:
        """The nanopublication of a statement, ending in a slash: its four graphs hang under it."""
        return f"{self.base}np/{_digest(statement_iri, HASH_DIGITS)}/"

    def graph(self, name: GraphName) -> str:
        """A named graph that is not a document's."""
        return f"{self.base}graph/{name}"


def under(parent: str, *path: str | int) -> str:
    """A node that belongs to ``parent``: ``under(paper, "author", 1)`` is ``<paper>/author/1``."""
    return "/".join([parent, *(segment(str(step)) for step in path)])


def statement(paper: str, statement_id: str) -> str:
    """A statement under its paper, by its id. Distinct ids give distinct IRIs."""
    name = segment(statement_id)
    return f"{paper}/%{ord(name[0]):02X}{name[1:]}" if name in RESERVED else f"{paper}/{name}"


def distinct(iris: Iterable[str]) -> list[str]:
    """The IRIs in their order, with ``~2``, ``~3`` … after one that has come before."""
    seen: dict[str, int] = {}  # no segment holds a bare "~", so the numbered ones are new
    result = []
    for iri in iris:
        seen[iri] = seen.get(iri, 0) + 1
        result.append(iri if seen[iri] == 1 else f"{iri}~{seen[iri]}")
    return result


def definition(paper: str, term: str, text: str) -> str:
    """A definition under its paper, by its term and the words that give it."""
    return f"{paper}/definition/{segment(slug(term)[:40])}-{_digest(term + chr(0) + text, 12)}"


def plain_doi(doi: str | None) -> str | None:
    """A DOI in lower case without resolver or prefix, or None where the value is not one."""
    if doi is None:
        return None
    bare = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", doi.strip(), flags=re.IGNORECASE).lower()
    return bare if DOI.fullmatch(bare) else None


def doi_link(doi: str | None) -> str | None:
    """The DOI as the IRI that the DOI system itself uses, or None."""
    bare = plain_doi(doi)
    return None if bare is None else "https://doi.org/" + quote(bare, safe="/()-._;:", errors="replace")


def web_address(value: str) -> str | None:
    """A web address as an IRI, what no IRI may hold percent-encoded; None where it is none."""
    bare = value.strip()
    if not re.match(r"https?://[^\s/]", bare):
        return None
    return quote(bare, safe="%/:?#[]@!$&'()*+,;=~-._", errors="replace")


def citation_key(author: str, year: int | str | None) -> str:
    """How a text cites a work: surname and year ("Bowden, J. L.-H.", 2009 → "bowden 2009")."""
    return " ".join(filter(None, [_plain_words(surname(author)), str(year or "")]))


def cited_key(words: str) -> str:
    """The key of an in-text citation that stands as "Surname Year" ("Van Doorn 2010a" → "doorn 2010")."""
    found = re.search(r"\b(1[5-9]|20)\d\d", words)
    name = words[: found.start()] if found else words
    last = re.split(r"\s+(?:et al\b|and\b|&)|,", name)[0]
    return citation_key(last, found.group() if found else None)


def work_key(authors: Iterable[str], year: int | None, title: str | None) -> str:
    """Surname, year and the first telling words of the title: the same for a work however a list words it."""
    words = [w for w in _plain_words(title or "").split() if w not in SMALL_WORDS][:TITLE_WORDS]
    return " ".join(filter(None, [citation_key(next(iter(authors), ""), year), *words]))


def short_reference(authors: Sequence[str], year: int | None, title: str | None, otherwise: str) -> str:
    """How a reader speaks of a work: "Moor & Ito 2014", "Moor et al. 2014", or its title's first words."""
    names = [surname(author) for author in authors if surname(author)]
    if len(names) > 2:
        who = f"{names[0]} et al."
    elif names:
        who = " & ".join(names)
    else:
        who = " ".join((title or "").split()[:TITLE_WORDS])
    return f"{who} {year or 'n.d.'}" if who else otherwise


def surname(author: str) -> str:
    """The family name, without particles, of "Given Family" or "Family, G."; a name in either order of initials."""
    if "," in author:
        author = author.split(",")[0]
        parts = author.split()
    else:
        parts = [p for p in author.split() if not re.fullmatch(r"(?:[A-Z]\.?-?){1,3}", p)] or author.split()
    kept = [p for p in parts if p.lower() not in PARTICLES] or parts
    return kept[-1] if kept else ""


def segment(value: str) -> str:
    """A value as one path segment: unreserved ASCII stays, all else, "~" too, is percent-encoded."""
    encoded = quote(value, safe="", errors="replace").replace("~", "%7E")
    if len(encoded) <= LONGEST_SEGMENT and encoded not in ("", ".", ".."):
        return encoded
    cut = encoded[: LONGEST_SEGMENT - 17]
    cut = cut[: -len(cut.rpartition("%")[2]) - 1] if "%" in cut[-2:] else cut  # no half of an escape
    return f"{cut.strip('.')}-{_digest(value, 16)}"


def _digest(value: str, length: int) -> str:
    return hashlib.sha256(value.encode(errors="replace")).hexdigest()[:length]


def _folded(value: str) -> str:
    """The value without accents (Grönroos → Gronroos), as bibliographies often have it."""
    return "".join(c for c in unicodedata.normalize("NFKD", value) if not unicodedata.combining(c))


def _plain_words(value: str) -> str:
    return " ".join(re.findall(r"\w+", _folded(value).casefold().replace("'", "").replace("’", "")))
