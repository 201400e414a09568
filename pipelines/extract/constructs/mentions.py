"""The theoretical constructs that a paper uses, under one label each, with aliases and counts of mentions.

Where evidence is strong a phrase is a construct whatever it looks like: an author's keyword, an end of a relation, a
defined term, a spelt-out acronym. Other noun phrases must recur and be headed as constructs are (trust, intention,
quality: ``data/construct_heads.txt``). Words of scholarly writing at large ("study", "results", "model"), methods and
places are none.
"""

from __future__ import annotations

import collections
import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pipelines.canonical import key
from pipelines.extract.words.phrases import (
    LONGEST,
    is_actor,
    is_clear,
    is_headed,
    is_name,
    is_organisation,
    is_place,
    name_runs,
    short_forms,
    tidy,
    without_adjunct,
)
from pipelines.extract.words.sentences import RUNNING, Sentence
from pipelines.record import Construct, Definition, Statement, slug
from pipelines.text import Text

LONGEST_NGRAM = 8  # words of a name that mentions are counted for
SHORT_TEXT = 900  # words: an abstract names its constructs once
OFTEN = 2  # mentions that a phrase needs where little speaks for it
THRICE = 3  # mentions that an acronym needs that the paper never spells out
NEVER = 1_000_000
TESTABLE = frozenset({"hypothesis", "proposition"})


@dataclasses.dataclass(slots=True)
class Candidate:
    """What is known of one construct while it is gathered: ways to write it, evidence, and where it was seen.

    ``least`` is how often it must be mentioned to be kept.
    """

    surfaces: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    least: int = NEVER
    in_domain: bool = False
    mentions: int = 0
    told: int = 0  # runs of text that name it, though it may not stand there word for word
    acronyms: set[str] = dataclasses.field(default_factory=set)


class _Gathering:
    """Candidates by canonical key."""

    def __init__(self) -> None:
        self.candidates: dict[str, Candidate] = {}

    def add(self, name: str, *, least: int, inside: bool = True) -> None:
        candidate = self.candidates.setdefault(key(name), Candidate())
        candidate.surfaces[name] += 1
        candidate.least = min(candidate.least, least)
        candidate.in_domain |= inside

    def add_strong(self, words: str, *, inside: bool = True) -> None:
        """A keyword, a defined term, an end of a numbered hypothesis: a construct whatever its head is."""
        name = tidy(words)
        if is_name(name, even_general=True):
            self.add(name, least=0, inside=inside)

    def add_end(self, words: str, *, inside: bool) -> None:
        """An end of another relation: kept where it is headed as constructs are, or is no single word and recurs."""
        name = without_adjunct(tidy(words))
        if is_name(name) and len(name.split()) <= LONGEST + 2 and (is_headed(name) or " " in name):
            self.add(name, least=0 if is_headed(name) else OFTEN, inside=inside)

    def add_run(self, run: str, *, inside: bool, short: bool) -> None:
        """A phrase of running text: its head decides, and how often it is told."""
        name = tidy(run)
        if is_name(name) and is_headed(name) and not is_actor(name):
            self.add(name, least=_least(name, short=short), inside=inside)
            self.candidates[key(name)].told += 1


def _least(name: str, *, short: bool) -> int:
    """How often a phrase of running text must be told: once in an abstract or where its head is clear, else more."""
    if short:
        return 1
    owned = re.match(r"[\w-]+(?:['’]s|s['’]) ", name)
    return 1 if not owned and (" " in name or is_clear(name)) else OFTEN


def find_constructs(
    text: Text,
    sentences: Sequence[Sentence],
    statements: Sequence[Statement],
    definitions: Sequence[Definition],
    acronyms: Mapping[str, str],
    in_domain: Callable[[int, int], bool],
) -> tuple[Construct, ...]:
    """The constructs of a paper, the most mentioned first.

    Args:
        text: the paper.
        sentences: its running text.
        statements: what it states; ends of relations are constructs.
        definitions: what it defines.
        acronyms: short forms with their long forms.
        in_domain: whether a range of the text is of the field; a construct seen only outside of it is flagged.
    """
    gathered = _Gathering()
    _gather_strong(gathered, text, statements, definitions, acronyms, in_domain)
    short = sum(len(s.text.split()) for s in sentences) < SHORT_TEXT
    places = [(s.start, s.end) for s in sentences] + [(b.start, b.end) for b in text.blocks if b.role == "heading"]
    for start, end in places:
        inside = in_domain(start, end)
        for run in name_runs(text.content[start:end]):
            gathered.add_run(run, inside=inside, short=short)
        for word in short_forms(text.content[start:end]):
            if word not in acronyms and not is_place(word):
                gathered.add(word, least=THRICE, inside=inside)
    for abbreviation, long in acronyms.items():
        if (candidate := gathered.candidates.get(key(long))) is not None:
            candidate.acronyms.add(abbreviation)
    _count_mentions(gathered.candidates, text)
    kept = {k: c for k, c in gathered.candidates.items() if max(c.mentions, c.told) >= c.least}
    return tuple(sorted((_construct(*each) for each in _merged(kept)), key=lambda c: (-c.mentions, c.id)))


def _gather_strong(
    gathered: _Gathering,
    text: Text,
    statements: Sequence[Statement],
    definitions: Sequence[Definition],
    acronyms: Mapping[str, str],
    in_domain: Callable[[int, int], bool],
) -> None:
    for keyword in text.document.keywords:
        gathered.add_strong(acronyms.get(keyword, keyword))
    for statement in statements:
        add = gathered.add_strong if statement.kind in TESTABLE and statement.label else gathered.add_end
        for words in _ends(statement):
            add(words, inside=statement.domain)
    for definition in definitions:
        inside = in_domain(definition.start or 0, definition.end or 0)
        gathered.add_strong(definition.term, inside=inside)
    for long in acronyms.values():
        if is_name(long.lower()) and not is_organisation(long):
            gathered.add(long.lower(), least=1)


def _ends(statement: Statement) -> Iterator[str]:
    for relation in statement.relations:
        yield from (relation.source, relation.target, *relation.mediators, *relation.moderators)


def _count_mentions(candidates: Mapping[str, Candidate], text: Text) -> None:
    """Count each candidate's key in running text, headings and captions; a longer name counts for shorter ones too."""
    tuples = {tuple(key(a).split()): c for c in candidates.values() for a in c.acronyms}
    tuples |= {tuple(k.split()): c for k, c in candidates.items()}
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
        mentions=max(candidate.mentions, candidate.told),
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
