"""The theoretical constructs that a paper uses, under one label each, with aliases and counts of mentions.

Where evidence is strong a phrase is a construct whatever it looks like: an author's keyword, an end of a relation, a
defined term, a spelt-out acronym. Other noun phrases must recur and be headed as constructs are (trust, intention,
quality: ``data/construct_heads.txt``). Words of scholarly writing at large ("study", "results", "model"), methods and
places are none.
"""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pipelines.canonical import key
from pipelines.extract.phrases import is_name, noun_phrases, tidy
from pipelines.extract.sentences import RUNNING, Parsed
from pipelines.record import Construct, Definition, Statement, slug
from pipelines.text import Text

LONGEST_NGRAM = 8  # words of a name that mentions are counted for
SHORT_TEXT = 900  # words: an abstract names its constructs once
OFTEN = 2  # mentions that a noun phrase needs without other evidence


@dataclasses.dataclass(slots=True)
class Candidate:
    """What is known of one construct while it is gathered: ways to write it, evidence, and where it was seen."""

    surfaces: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    strong: bool = False
    in_domain: bool = False
    seen: bool = False
    mentions: int = 0
    acronyms: set[str] = dataclasses.field(default_factory=set)


def find_constructs(
    text: Text,
    parsed: Sequence[Parsed],
    statements: Sequence[Statement],
    definitions: Sequence[Definition],
    acronyms: Mapping[str, str],
    in_domain: Callable[[int, int], bool],
) -> tuple[Construct, ...]:
    """The constructs of a paper, the most mentioned first.

    Args:
        text: the paper.
        parsed: its gated sentences with their parses.
        statements: what it states; ends of relations are constructs.
        definitions: what it defines.
        acronyms: short forms with their long forms.
        in_domain: whether a range of the text is of the field; a construct seen only outside of it is flagged.
    """
    gathered = _Gathering()
    _gather_strong(gathered, text, statements, definitions, acronyms, in_domain)
    for each in parsed:
        inside = in_domain(each.sentence.start, each.sentence.end)
        for phrase in noun_phrases(each.doc):
            gathered.add(phrase, strong=False, inside=inside)
    _count_mentions(gathered.candidates, text)
    for short, long in acronyms.items():
        if (candidate := gathered.candidates.get(key(long))) is not None:
            candidate.acronyms.add(short)
    kept = _kept(gathered.candidates, short=len(text.content.split()) < SHORT_TEXT)
    return tuple(sorted((_construct(*each) for each in _merged(kept)), key=lambda c: (-c.mentions, c.id)))


class _Gathering:
    """Candidates by canonical key."""

    def __init__(self) -> None:
        self.candidates: dict[str, Candidate] = {}

    def add(self, words: str, *, strong: bool, inside: bool = True) -> None:
        name = tidy(words)
        if not name or not is_name(name, strong=strong):
            return
        candidate = self.candidates.setdefault(key(name), Candidate())
        candidate.surfaces[name] += 1
        candidate.strong |= strong
        candidate.in_domain |= inside
        candidate.seen = True


def _gather_strong(
    gathered: _Gathering,
    text: Text,
    statements: Sequence[Statement],
    definitions: Sequence[Definition],
    acronyms: Mapping[str, str],
    in_domain: Callable[[int, int], bool],
) -> None:
    for keyword in text.document.keywords:
        gathered.add(acronyms.get(keyword, keyword), strong=True)
    for statement in statements:
        for end in _ends(statement):
            gathered.add(end, strong=True, inside=statement.domain)
    for definition in definitions:
        inside = in_domain(definition.start or 0, definition.end or 0)
        gathered.add(definition.term, strong=True, inside=inside)
    for long in acronyms.values():
        gathered.add(long, strong=False)


def _ends(statement: Statement) -> Iterator[str]:
    for relation in statement.relations:
        yield from (relation.source, relation.target, *relation.mediators, *relation.moderators)


def _count_mentions(candidates: Mapping[str, Candidate], text: Text) -> None:
    """Count each candidate's key in running text, headings and captions; a longer name counts for shorter ones too."""
    tuples = {tuple(k.split()): c for k, c in candidates.items()}
    longest = min(max(map(len, tuples), default=0), LONGEST_NGRAM)
    for words in _counted_words(text):
        for start in range(len(words)):
            for length in range(1, longest + 1):
                candidate = tuples.get(tuple(words[start : start + length]))
                if candidate is not None and start + length <= len(words):
                    candidate.mentions += 1


def _counted_words(text: Text) -> Iterator[list[str]]:
    for block in text.blocks:
        if block.role in RUNNING or block.role in {"title", "heading", "caption"}:
            yield key(text.content[block.start : block.end]).split()


def _kept(candidates: Mapping[str, Candidate], *, short: bool) -> dict[str, Candidate]:
    least = 1 if short else OFTEN
    return {k: c for k, c in candidates.items() if c.strong or c.mentions >= least or c.acronyms}


def _merged(candidates: Mapping[str, Candidate]) -> Iterator[tuple[str, Candidate, list[str]]]:
    """Candidates with the names of those that only turn them round: "acceptance of chatbots", "chatbot acceptance"."""
    turned = {k: _turned(k) for k in candidates}
    into = {k: t for k, t in turned.items() if t is not None and t in candidates}
    for name, candidate in candidates.items():
        if name in into:
            continue
        others = [k for k, t in into.items() if t == name]
        candidate.mentions += sum(candidates[k].mentions for k in others)
        yield name, candidate, [s for k in others for s in candidates[k].surfaces]


def _turned(name: str) -> str | None:
    """ "quality of service" as "service quality"; None where there is nothing to turn."""
    head, _, rest = name.partition(" of ")
    return f"{rest} {head}" if rest and " of " not in rest and " " not in head else None


def _construct(name: str, candidate: Candidate, turned: Sequence[str]) -> Construct:
    label = _label(candidate.surfaces)
    variants = [s for s in candidate.surfaces if _plain(s) != _plain(label)]
    aliases = dict.fromkeys([*sorted(candidate.acronyms), *_apart(variants), *_apart(turned)])
    return Construct(
        id=slug(name),
        label=label,
        aliases=tuple(a for a in aliases if a != label),
        mentions=candidate.mentions,
        domain=candidate.in_domain,
    )


def _label(surfaces: Mapping[str, int]) -> str:
    """The most frequent way to write it; among equals the one without a plural, then the first by alphabet."""
    return min(surfaces, key=lambda s: (-surfaces[s], len(s), s))


def _plain(surface: str) -> str:
    return surface.casefold()


def _apart(surfaces: Iterable[str]) -> list[str]:
    """Each way to write once, whatever its case."""
    return list({_plain(s): s for s in sorted(surfaces)}.values())
