"""Names in a question: papers and cited works are masked before the question is read, constructs are looked up after.

A reference becomes ``⟦0⟧``, ``⟦1⟧`` …, so that "How does Bowden (2009) define trust" and "How does Moor (1999) define
trust" are one form of words.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from rdflib import Literal, URIRef

from kg.errors import NotFound
from kg.lookup import PREFIXES, construct_keys, near_labels, papers_named, reference_key
from kg.store import Store
from kg.store.terms import to_sparql
from kg.wordings import wordings

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
# Words that add nothing to a construct's name, and those that begin what stands around it.
LIGHT_START = re.compile(
    r"(?:an?|any|the|some|this|these|those|their|its|his|her|our|your|more|less|high|higher|low|lower|great|greater|"
    r"strong|stronger|weak|weaker|"
    r"(?:a |the )?(?:high |low )?(?:level|levels|degree|degrees|extent|concept|notion|construct|term|idea|phenomenon|"
    r"presence|development) of)\s+",
    re.IGNORECASE,
)
LIGHT_END = re.compile(r"\s+(?:at all|itself|overall|in general|to (?:occur|happen|arise)|happen)$", re.IGNORECASE)
AROUND = r"(?:in|among|amongst|within|for|at|during|across|on|according to|from|by|with|when|where|as|towards?|under)"
ACTORS = [
    "actors?",
    "brands?",
    "citizens?",
    "communit(?:y|ies)",
    "companies",
    "company",
    "consumers?",
    "customers?",
    "employees?",
    "firms?",
    "guests?",
    "members?",
    "newcomers?",
    "participants?",
    "patients?",
    "people",
    "students?",
    "tourists?",
    "users?",
    "visitors?",
    "volunteers?",
]


@dataclasses.dataclass(frozen=True, slots=True)
class Reference:
    """What a question refers to by author and year, DOI, title or file: papers of the store, or a work they cite."""

    words: str
    is_read: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """A construct of the store that was found in words, and the words around it that were left over."""

    label: str
    leftover: str = ""


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


def find_constructs(store: Store, words: str) -> tuple[Named, ...]:
    """The constructs that ``words`` may name, the longest name first; at least one.

    "customer engagement in online communities" is a construct of that name, else customer engagement, and "in online
    communities" is left over. A word before the noun is never dropped: quantum engagement is not engagement.

    Raises:
        NotFound: the store has no construct of such a name; the message has near ones.
    """
    candidates = list(_candidates(words))
    labels = _labels(store, [name for name, _ in candidates])
    named = {labels[name]: Named(labels[name], leftover) for name, leftover in reversed(candidates) if name in labels}
    if named:
        return tuple(reversed(named.values()))
    shown = candidates[0][0] if candidates else words
    parts = [part for part in re.split(r",? and | or |, ", shown) if part.strip()]
    if len(parts) > 1 and len(_labels(store, parts)) == len(parts):
        raise NotFound(f"{shown!r} names {len(parts)} constructs; ask about one at a time: {' · '.join(parts)}")
    near = near_labels(store, shown) if shown.strip() else ()
    remedy = f"did you mean {' or '.join(near)}?" if near else "`kg query constructs` lists what there is"
    raise NotFound(f"no construct in the store is called {shown[:100]!r}; {remedy}")


def _spans(store: Store, question: str) -> Iterator[tuple[int, int]]:
    """Where references may be, the surest first."""
    yield from (match.span() for match in DOI.finditer(question))
    yield from (match.span() for match in FILE.finditer(question))
    yield from (match.span() for match in QUOTED.finditer(question))
    answer = store.query(
        PREFIXES + "SELECT DISTINCT ?name WHERE { GRAPH ?g { ?p a evc:Paper ; evc:shortReference ?name } }"
    )
    names = [str(name) for name in answer.column("name")]
    small, folded = question.casefold(), _fold(question)
    for name in (each for each in names if each.casefold() in small):
        yield from (match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", question, re.IGNORECASE))
    yield from (match.span() for match in CITED.finditer(question))
    # A paper's authors without its year; looked for only where the first of them occurs, as papers may be many.
    for name in sorted({re.sub(r"\s*\d{4}[a-z]?$", "", name) for name in names if re.search(r"\s\d{4}", name)}):
        if re.split(r"\s*(?:,|&)|\s+et al", _fold(name))[0] in folded:
            yield from (match.span() for match in _authors(name).finditer(folded))


def _authors(authors: str) -> re.Pattern[str]:
    """How a question names the authors of a paper without its year: with "and" for "&", with or without "et al."."""
    surnames = [
        _fold(name) for name in re.split(r"\s*(?:,|&|\band\b)\s*", re.sub(r"\s+et al\.?", "", authors)) if name
    ]
    joined = r"(?:,? (?:and|&) |, )".join(map(re.escape, surnames))
    return re.compile(rf"(?<!\w){joined}(?: et al\.?| and colleagues)?(?:'s)?(?!\w)")


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
    if is_sure and re.search(r"\d{4}", words):
        raise NotFound(f"{words}: the store has neither read this nor a paper that cites it; `kg query papers` lists")
    return None


def _papers_by_authors(store: Store, words: str) -> tuple[URIRef, ...]:
    query = "SELECT DISTINCT ?p ?name WHERE { GRAPH ?g { ?p a evc:Paper ; evc:shortReference ?name } } ORDER BY ?p"
    authors = _fold(re.sub(r"'s$", "", words))
    return tuple(
        URIRef(str(row["p"]))
        for row in store.query(PREFIXES + query)
        if _authors(re.sub(r"\s*\d{4}[a-z]?$", "", str(row["name"]))).fullmatch(authors)
    )


def _short(store: Store, iri: str) -> str:
    """A paper's short reference where it finds this paper alone, else its IRI."""
    query = "SELECT DISTINCT ?p ?name WHERE { GRAPH ?g { ?p a evc:Paper ; evc:shortReference ?name } }"
    names = [str(row["name"]) for row in store.query(PREFIXES + query) if str(row["p"]) == iri]
    try:
        return names[0] if [str(p) for p in papers_named(store, names[0])] == [iri] else iri
    except (NotFound, IndexError):
        return iri


def _candidates(words: str) -> Iterator[tuple[str, str]]:
    """Names that ``words`` may hold with what each leaves over, the longest first."""
    name = " ".join(words.replace('"', " ").split()).strip(" ,;:")
    name = LIGHT_END.sub("", name)
    cuts = [match.start() for match in re.finditer(rf"\s+{AROUND}\s", name)]
    cuts += [match.start() for match in re.finditer(r"\s+\(", name)]
    cuts += [match.start() for match in re.finditer(rf"\s+of (?:the |its |their )?(?:{'|'.join(ACTORS)})\b", name)]
    for end in [len(name), *sorted(cuts, reverse=True)]:
        part, leftover = name[:end], name[end:].strip()
        while part:
            yield part, leftover
            yield from ((turned, leftover) for turned in _turned(part))
            shorter = LIGHT_START.sub("", part, count=1)
            if shorter == part:
                break
            part = shorter


def _turned(name: str) -> Iterator[str]:
    """ "engagement of customers" is also customers' engagement."""
    if match := re.fullmatch(rf"(.+) of (?:the |its |their )?({'|'.join(ACTORS)})", name, re.IGNORECASE):
        yield f"{match[2]} {match[1]}"


def _labels(store: Store, names: Sequence[str]) -> dict[str, str]:
    """The preferred labels of the constructs with these names; one question to the store."""
    keys = {name: _keys(name) for name in dict.fromkeys(names)}
    wanted = sorted(set(itertools.chain.from_iterable(keys.values())))
    if not wanted:
        return {}
    values = " ".join(to_sparql(Literal(each)) for each in wanted)
    where = f"VALUES ?key {{ {values} }} GRAPH ?g {{ ?c evc:matchKey ?key ; a evc:Construct ; skos:prefLabel ?label }}"
    found: dict[str, list[str]] = {}
    for row in store.query(PREFIXES + f"SELECT DISTINCT ?key ?label WHERE {{ {where} }} ORDER BY ?key ?label"):
        found.setdefault(str(row["key"]), []).append(str(row["label"]))
    shown = wordings(store, itertools.chain.from_iterable(found.values()))
    found = {each: [shown.get(label, label) for label in labels] for each, labels in found.items()}
    return {name: _label(name, labels) for name, each in keys.items() if (labels := _all(found, each))}


def _label(name: str, labels: Sequence[str]) -> str:
    """The one construct's own name; where the words may mean several, the words."""
    return labels[0] if len(set(labels)) == 1 else name


def _all(found: dict[str, list[str]], keys: Iterable[str]) -> list[str]:
    return [label for each in keys for label in found.get(each, [])]


def _keys(name: str) -> tuple[str, ...]:
    acronym = construct_keys(name.upper()) if re.fullmatch(r"[A-Za-z]{2,6}", name) else ()
    return tuple(k for k in dict.fromkeys([*construct_keys(name), *acronym]) if k.strip())


def _fold(words: str) -> str:
    """Without accents, letter for letter."""
    return "".join(unicodedata.normalize("NFKD", letter)[0] for letter in words.replace("’", "'"))
