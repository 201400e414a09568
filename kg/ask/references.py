"""Papers and cited works in a question, masked before the question is read.

A reference becomes ``⟦0⟧``, ``⟦1⟧`` …, so that "How does Bowden (2009) define trust" and "How does Moor (1999) define
trust" are one form of words.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from rdflib import Literal, URIRef

from kg.errors import NotFound
from kg.lookup import PREFIXES, papers_named, reference_key
from kg.store import Store
from kg.store.terms import to_sparql

MASK = re.compile(r"⟦(\d+)⟧")
PARTICLE = r"(?:(?:van|von|de|der|den|du|la|le|di|da)\s)*"
NOT_SURNAMES = [
    "about",
    "after",
    "and",
    "around",
    "as",
    "before",
    "between",
    "by",
    "did",
    "do",
    "does",
    "during",
    "for",
    "from",
    "how",
    "in",
    "is",
    "of",
    "on",
    "or",
    "since",
    "than",
    "the",
    "until",
    "was",
    "were",
    "what",
    "when",
    "which",
    "with",
    "according",
    "year",
    "papers",
    "studies",
    "published",
]
SURNAME = rf"{PARTICLE}(?!(?:{'|'.join(NOT_SURNAMES)})\b)[^\W\d_][\w'’\-]+"
# "Bowden 2009", "Jaakkola & Alexander (2014)", "Valdárez et al. (2021)", "Moor, Okoro and Lind 2001a".
CITED = re.compile(
    rf"\b{SURNAME}(?:, {SURNAME})*(?:,? (?:and|&) {SURNAME})?(?:,? et al\.?|,? and colleagues)?"
    r",? ?\(?(?:19|20)\d\d[a-z]?\b\)?",
    re.IGNORECASE,
)
DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/[^\s\"'<>?]+", re.IGNORECASE)
FILE = re.compile(r"(?<!\S)[^\s\"]+\.(?:pdf|html?|xml|nxml|txt|md|docx?)\b", re.IGNORECASE)
QUOTED = re.compile(r'"([^"]{3,300})"')


@dataclasses.dataclass(frozen=True, slots=True)
class Reference:
    """What a question refers to by author and year, DOI, title or file: papers of the store, or a work they cite."""

    words: str
    is_read: bool


def mask_references(store: Store, question: str) -> tuple[str, tuple[Reference, ...]]:
    """The question with what it refers to masked, and the references by number.

    Raises:
        NotFound: it refers to a work that is neither read nor cited in the store.
    """
    found: list[tuple[int, int, Reference]] = []
    for start, end in _spans(store, question):
        if all(end <= before or start >= after for before, after, _ in found):
            words = question[start:end].strip(' "')
            if (reference := _reference(store, words, is_sure=question[start] != '"')) is not None:
                found.append((start, end, reference))
    masked, kept = question, sorted(found, key=lambda each: each[0])
    for number, (start, end, _) in reversed(list(enumerate(kept))):
        masked = f"{masked[:start]}⟦{number}⟧{masked[end:]}"
    return masked, tuple(reference for _, _, reference in kept)


def _spans(store: Store, question: str) -> Iterator[tuple[int, int]]:
    """Where references may be, the surest first."""
    yield from (match.span() for match in DOI.finditer(question))
    yield from (match.span() for match in FILE.finditer(question))
    yield from (match.span() for match in QUOTED.finditer(question))
    names = _short_references(store)
    small, folded = question.casefold(), _fold(question)
    for name in (each for each in names if each.casefold() in small):
        yield from (match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", question, re.IGNORECASE))
    yield from (match.span() for match in CITED.finditer(question))
    for pattern in _authors(store, names, folded):
        yield from (match.span() for match in pattern.finditer(folded))


def _short_references(store: Store) -> dict[str, URIRef]:
    """A paper of each short reference, such as "Moor & Okoro 2021"."""
    query = "SELECT DISTINCT ?p ?name WHERE { GRAPH ?g { ?p a evc:Paper ; evc:shortReference ?name } } ORDER BY ?p"
    return {str(row["name"]): URIRef(str(row["p"])) for row in store.query(PREFIXES + query)}


def _authors(store: Store, names: Mapping[str, URIRef], folded: str) -> Iterator[re.Pattern[str]]:
    """How ``folded``, a question, may name authors without a year: those of papers, then those of works they cite.

    Papers may be many: only those are looked at whose first author's surname stands in the question.
    """
    for name, paper in sorted(names.items()):
        if _surnames(name)[0] in folded:
            yield _together(_author_names(store, paper) or [[surname] for surname in _surnames(name)])
    yield from (_cited(name) for name in _cited_as(store, folded))


def _surnames(short_reference: str) -> list[str]:
    """The surnames in "Moor, Okoro & Lind 2021a", without accents."""
    names = re.sub(r"\s*(?:\d{4}[a-z]?|n\.d\.)$|\s+et al\.?", "", _fold(short_reference))
    return [name for name in re.split(r"\s*(?:,|&|\band\b)\s*", re.sub(r"\s+et al\.?", "", names)) if name] or [names]


def _author_names(store: Store, paper: URIRef) -> list[list[str]]:
    """The names of each author, any of which a question may have: which is the surname is not always known."""
    query = f"""SELECT DISTINCT ?n ?name WHERE {{ GRAPH ?g {{
      {to_sparql(paper)} dcterms:creator ?a . ?a <http://xmlns.com/foaf/0.1/name> ?name ; schema:position ?n
    }} }} ORDER BY ?n"""
    names = [re.findall(r"[^\W\d_][\w'-]{2,}", _fold(str(row["name"]))) for row in store.query(PREFIXES + query)]
    return [each for each in names if each]


def _cited_as(store: Store, folded: str) -> list[str]:
    """The cited works whose first author stands in the question with a capital."""
    wanted = {word.casefold() for word in re.findall(r"(?<=\s)[A-Z][\w'-]*[a-z][\w'-]*", folded)}
    if not wanted:
        return []
    keys = " ".join(to_sparql(Literal(word)) for word in sorted(wanted))
    query = f"""SELECT DISTINCT ?name WHERE {{
      ?work evc:citationKey ?key ; evc:citedAs ?name . FILTER(STRBEFORE(?key, " ") IN ({keys.replace(" ", ", ")})) }}
      ORDER BY ?name"""
    return [str(row["name"]) for row in store.query(PREFIXES + query)]


def _cited(name: str) -> re.Pattern[str]:
    """How a question names a cited work, of whose authors often only the first is known, without its year."""
    first = re.escape(_surnames(name)[0])
    return re.compile(rf"(?<!\w){first}(?:(?:,? (?:and|&) |, )[A-Z][\w'-]+| et al\.?| and colleagues)*(?:'s)?(?!\w)")


def _together(authors: Sequence[Sequence[str]]) -> re.Pattern[str]:
    """Authors one after another with "and", "&" or commas; all of them, or the first with or without "et al."."""
    each = ["(?:" + "|".join(map(re.escape, names)) + ")" for names in authors]
    rest = "".join(rf"(?:,? (?:and|&) |, ){name}" for name in each[1:])
    return re.compile(rf"(?<!\w){each[0]}(?:{rest}|(?: et al\.?| and colleagues)?)(?:'s)?(?!\w)")


def _reference(store: Store, words: str, *, is_sure: bool) -> Reference | None:
    """What ``words`` refer to. Words in quotation marks may also be a construct's name: not ``is_sure``."""
    try:
        found = papers_named(store, words)
    except NotFound:
        found = _papers_by_authors(store, words)
    if found:
        return Reference(words if len(found) > 1 else _short(store, str(found[0])), is_read=True)
    if re.search(r"\d{4}", words):
        key = to_sparql(Literal(reference_key(words)))
        if store.query(PREFIXES + f"ASK {{ ?work evc:citationKey {key} }}").truth:
            return Reference(re.sub(r"[()]", "", words), is_read=False)
    elif (works := _cited_as(store, f" {_fold(words)}")) and not re.search(r"\d{4}", words):
        asked = _fold(re.sub(r"'s$", "", words))
        meant = [name for name in works if _cited(name).fullmatch(asked)]
        if len(meant) == 1:
            return Reference(meant[0], is_read=False)
        if meant:
            raise NotFound(f"{words} may be {' or '.join(meant[:5])}; say the year")
    if is_sure and re.search(r"\d{4}", words):
        raise NotFound(f"{words}: the store has neither read this nor a paper that cites it; `kg query papers` lists")
    return None


def _papers_by_authors(store: Store, words: str) -> tuple[URIRef, ...]:
    names, asked = _short_references(store), _fold(re.sub(r"'s$", "", words))
    return tuple(
        sorted(
            paper
            for name, paper in names.items()
            if _surnames(name)[0] in asked
            and _together(_author_names(store, paper) or [[each] for each in _surnames(name)]).fullmatch(asked)
        )
    )


def _short(store: Store, iri: str) -> str:
    """A paper's short reference where it finds this paper alone, else its IRI."""
    name = next((name for name, paper in _short_references(store).items() if str(paper) == iri), iri)
    try:
        return name if [str(p) for p in papers_named(store, name)] == [iri] else iri
    except NotFound:
        return iri


def _fold(words: str) -> str:
    """Without accents, letter for letter."""
    return "".join(unicodedata.normalize("NFKD", letter)[0] for letter in words.replace("’", "'"))
