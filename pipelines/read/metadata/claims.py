"""What the sources of a paper say about it, field by field, and the choice where they disagree.

A claim is one value from one source. Equal values (a title in other capitals, an abbreviated journal, initials
for given names) support each other: each group of sources counts once, by the trust of its best claim, and the value
with the largest sum is chosen. What was not chosen is kept, so that the disagreement can be told.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal

from pipelines.read.names import SUFFIXES, fold

Field = Literal[
    "title",
    "authors",
    "year",
    "venue",
    "volume",
    "issue",
    "pages",
    "doi",
    "keywords",
    "language",
    "issn",
    "licence",
]

# Source → (group, trust). Sources of one group copy from each other: a repository's cover page is one witness.
SOURCES: Final[dict[str, tuple[str, int]]] = {
    "library": ("library", 1000),  # a reference manager's file beside the papers: somebody has looked
    "citation meta tags": ("publisher page", 300),
    "json-ld": ("publisher page", 150),
    "citation line": ("citation line", 80),
    "cover": ("cover", 79),
    "prism": ("embedded", 78),
    "doi code": ("doi", 75),
    "label": ("label", 72),
    "masthead": ("masthead", 70),
    "published in": ("citation line", 62),
    "dublin core": ("embedded", 65),
    "byline": ("pages", 60),
    "layout": ("pages", 60),
    "page heading": ("publisher page", 58),
    "running head": ("masthead", 55),
    "info": ("embedded", 50),
    "network cover": ("cover", 40),
    "logo": ("masthead", 45),
    "copyright": ("copyright", 30),
    "words": ("words", 20),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One value of one field from one source; authors and keywords are tuples."""

    field: Field
    value: str | tuple[str, ...]
    source: str

    @property
    def trust(self) -> int:
        return SOURCES[self.source][1]

    @property
    def group(self) -> str:
        return SOURCES[self.source][0]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The value chosen for a field, the sources that agree on it, and the claims that say otherwise."""

    field: Field
    value: str | tuple[str, ...]
    sources: tuple[str, ...]
    others: tuple[Claim, ...] = ()

    def explain(self) -> str:
        """One line for people: what was chosen, from where, against what."""
        against = "; ".join(f"{c.source}: {_shown(c.value)}" for c in self.others)
        return f"{self.field}: {_shown(self.value)} (from {', '.join(self.sources)})" + (
            f", not {against}" if against else ""
        )


def _shown(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def choose(claims: Iterable[Claim]) -> dict[Field, Choice]:
    """For each field that is claimed, the best supported value."""
    fields: dict[Field, list[Claim]] = {}
    for claim in claims:
        fields.setdefault(claim.field, []).append(claim)
    return {field: _choose_field(field, found) for field, found in fields.items()}


def _choose_field(field: Field, claims: Sequence[Claim]) -> Choice:
    clusters: list[list[Claim]] = []
    same = SAME.get(field, _same_words)
    for claim in sorted(claims, key=lambda c: -c.trust):
        home = next((c for c in clusters if same(c[0].value, claim.value)), None)
        if home is None:
            clusters.append([claim])
        else:
            home.append(claim)
    best = max(clusters, key=_support)
    others = tuple(c[0] for c in clusters if c is not best)
    sources = tuple(dict.fromkeys(c.source for c in best))
    return Choice(field=field, value=SHOWN.get(field, _first)(best), sources=sources, others=others)


def _support(cluster: Sequence[Claim]) -> tuple[int, int]:
    groups: dict[str, int] = {}
    for claim in cluster:
        groups[claim.group] = max(groups.get(claim.group, 0), claim.trust)
    return sum(groups.values()), cluster[0].trust


def _same_words(a: str | tuple[str, ...], b: str | tuple[str, ...]) -> bool:
    return fold(" ".join(_words(a))) == fold(" ".join(_words(b))) and re.findall(r"\d+", str(a)) == re.findall(
        r"\d+", str(b)
    )


def _words(value: str | tuple[str, ...]) -> list[str]:
    return re.findall(r"\w+", value if isinstance(value, str) else " ".join(value))


def same_title(a: str | tuple[str, ...], b: str | tuple[str, ...]) -> bool:
    """Whether two titles share nine of ten words, or one is the other cut short ("…", a missing subtitle)."""
    left, right = [fold(w) for w in _words(a)], [fold(w) for w in _words(b)]
    short, long = sorted((left, right), key=len)
    shared = sum(1 for word in short if word in long)
    if not short:
        return False
    return shared >= 0.9 * len(long) or (len(short) >= 4 and long[: len(short)] == short)


def _same_authors(a: str | tuple[str, ...], b: str | tuple[str, ...]) -> bool:
    """Whether two lists name the same people, or one is contained in the other, as a file names its first author."""
    left, right = [_family(n) for n in a], [_family(n) for n in b]
    return left == right or set(left) < set(right) or set(right) < set(left)


def _family(name: str) -> str:
    words = [word for word in name.split() if not SUFFIXES.fullmatch(word)]
    return fold((words or name.split() or [""])[-1])


def _same_venue(a: str | tuple[str, ...], b: str | tuple[str, ...]) -> bool:
    return _same_words(a, b) or abbreviates(str(a), str(b)) or abbreviates(str(b), str(a))


def abbreviates(short: str, long: str) -> bool:
    """Whether each word of ``short`` is the beginning or the skeleton of a word of ``long``, in order, none left out.

    "Strat. Mgmt. J." abbreviates "Strategic Management Journal"; "Journal of Service" does not abbreviate
    "Journal of Service Research".
    """
    small = {"of", "the", "and", "in", "for", "an", "a", "on", "&", "to"}
    ends = [w.lower() for w in re.findall(r"[^\W\d_]+", re.split(r":\s", long)[0]) if w.lower() not in small]
    cuts = [w.lower() for w in re.findall(r"[^\W\d_]+", short) if w.lower() not in small]
    return len(cuts) == len(ends) > 0 and all(_cut_from(c, e) for c, e in zip(cuts, ends, strict=True))


def _cut_from(cut: str, word: str) -> bool:
    if cut[0] != word[0]:
        return False
    letters = iter(word)
    return all(letter in letters for letter in cut)


def _same_pages(a: str | tuple[str, ...], b: str | tuple[str, ...]) -> bool:
    return re.findall(r"\d+", str(a))[:1] == re.findall(r"\d+", str(b))[:1]


def _same_doi(a: str | tuple[str, ...], b: str | tuple[str, ...]) -> bool:
    return str(a).lower() == str(b).lower() or continues(str(a), str(b)) or continues(str(b), str(a))


def continues(whole: str, part: str) -> bool:
    """Whether a DOI is a proper beginning of another: a journal's bare prefix, or one that a line's end cut short.

    "10.5555/tj.12Received" does not go on from "10.5555/tj.12": a word was glued to it.
    """
    rest = whole[len(part) :] if whole.lower().startswith(part.lower()) else ""
    return bool(rest) and not (part[-1].isdigit() and re.fullmatch(r"[A-Z]?[a-z]{3,}\W*", rest))


def _same_issn(a: str | tuple[str, ...], b: str | tuple[str, ...]) -> bool:
    """Whether two sources name one journal: it has an ISSN in print and another on the web."""
    return bool(set(a) & set(b))


def _first(cluster: Sequence[Claim]) -> str | tuple[str, ...]:
    return cluster[0].value


def _best_title(cluster: Sequence[Claim]) -> str | tuple[str, ...]:
    """The most trusted form that is not in capitals throughout and not cut short."""
    longest = max(len(_words(c.value)) for c in cluster)
    whole = [c.value for c in cluster if len(_words(c.value)) >= 0.9 * longest]
    return next((v for v in whole if not str(v).isupper()), whole[0])


def _best_authors(cluster: Sequence[Claim]) -> str | tuple[str, ...]:
    """Of the longest lists the form with the most letters of given names; not in capitals if possible."""
    most = max(len(c.value) for c in cluster)
    longest = [c.value for c in cluster if len(c.value) == most]
    mixed = [value for value in longest if not " ".join(value).isupper()] or longest
    return max(mixed, key=lambda names: sum(len(re.sub(r"\W", "", n)) for n in names))


def _best_venue(cluster: Sequence[Claim]) -> str | tuple[str, ...]:
    """The full name rather than an abbreviation; of names in other capitals, the mixed one."""
    values = sorted((str(c.value) for c in cluster), key=lambda v: ("." in v, v.isupper() or v.islower()))
    return values[0]


def _best_doi(cluster: Sequence[Claim]) -> str | tuple[str, ...]:
    """The most trusted form that no other one goes on from."""
    values = [str(c.value) for c in cluster]
    return next((v for v in values if not any(continues(other, v) for other in values)), values[0])


def _best_pages(cluster: Sequence[Claim]) -> str | tuple[str, ...]:
    return max((str(c.value) for c in cluster), key=len)


def _all_issns(cluster: Sequence[Claim]) -> str | tuple[str, ...]:
    return tuple(dict.fromkeys(number for claim in cluster for number in claim.value))


SAME: Final[dict[str, Callable[[str | tuple[str, ...], str | tuple[str, ...]], bool]]] = {
    "title": same_title,
    "authors": _same_authors,
    "venue": _same_venue,
    "pages": _same_pages,
    "doi": _same_doi,
    "issn": _same_issn,
}
SHOWN: Final[dict[str, Callable[[Sequence[Claim]], str | tuple[str, ...]]]] = {
    "title": _best_title,
    "authors": _best_authors,
    "venue": _best_venue,
    "pages": _best_pages,
    "doi": _best_doi,
    "issn": _all_issns,
}
