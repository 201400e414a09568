"""From a plain question to named queries with parameters, and what of the question was not used."""

from __future__ import annotations

import dataclasses
import itertools
import re
import shlex
from collections.abc import Iterator, Sequence

from kg.ask.names import MASK, Named, Reference, find_constructs, mask_references
from kg.ask.patterns import Pattern, patterns
from kg.errors import NotFound, NotUnderstood
from kg.query import find, run
from kg.store import Answer, Store

LONGEST = 500  # characters of a question; a longer one is a text
POLITE = re.compile(
    r"^(?:(?:please|hello|hi|hey|so|and|well|okay)[,!]? |(?:can|could|would) you (?:please )?(?:tell me |show me )?|"
    r"tell me (?=what|which|how|who|when|why|where|whether)|(?:i|we) (?:want|would like|need|'d like) to know |"
    r"(?:i am|i'm) looking for |do you know |according to (?:the )?(?:literature|papers|research|studies),? |"
    r"in (?:the|this) (?:literature|store|graph),? )+",
    re.IGNORECASE,
)
WHETHER = re.compile(r"^(?:whether|if) ", re.IGNORECASE)
# What may stand around a question without being part of it: what is cut off is said, never silently dropped.
SCOPE = re.compile(
    r"(?:,? (?:according to|in|by|from|of|for|per)|^(?:according to|in|for|per)) (⟦\d+⟧),? ?", re.IGNORECASE
)
FINDING = re.compile(
    r"^(what) (?:does|do|did) (⟦\d+⟧) (?:say|find|report|claim|show|think|argue) (?:that )?(?:to )?", re.IGNORECASE
)
LEADING = re.compile(r"^((?:in|among|within|for|at|during|across|on) [^,]+), (?=\w)", re.IGNORECASE)
TRAILING = re.compile(r"(?:, (?:and|or|so|but)? ?|; |\? | - )([^,;?]+)$")
AROUND = re.compile(r" ((?:in|among|within|for|at|during|across|according to|from|with) [^⟦⟧]+)$", re.IGNORECASE)
NEGATION = re.compile(r"\b(?:not|no|never|without|except|nor|neither|excluding|other than)\b|n't\b", re.IGNORECASE)
# A second question after the first takes nothing from it, even where it has a "not".
ANOTHER = re.compile(
    r"(?:(?:through|by|from|for|with|in|on|to) )?(?:what|which|whom?|how|why|when|where)\b", re.IGNORECASE
)
TEMPLATE_SLOT = re.compile(r"\$(\w+)")

EXAMPLES = (
    "what drives customer engagement",
    "through what does trust affect loyalty",
    "how is value co-creation defined",
    "which hypotheses about engagement were not supported",
)


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """One way to answer: a named query, its parameters as typed, and the words of the question left unused."""

    query: str
    given: tuple[tuple[str, str], ...]
    unused: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """The same as a line for the shell."""
        return " ".join(["kg query", self.query, *(f"-p {name}={shlex.quote(value)}" for name, value in self.given)])


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """An answer, the reading it answers, and those tried before it that had no rows."""

    answer: Answer
    reading: Reading
    without_rows: tuple[Reading, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class _Wording:
    """A question as it may be put, with what was taken off it."""

    words: str
    scope: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()


def ask(store: Store, question: str, *, timeout: float | None = None) -> Asked:
    """The answer of the first reading that has rows, else of the first. Raises as ``understand`` and ``run``."""
    readings = understand(store, question)
    answers = []
    for number, reading in enumerate(readings):
        answers.append(run(store, find(reading.query), dict(reading.given), timeout=timeout))
        if answers[-1].rows:
            return Asked(answers[-1], reading, readings[:number])
    return Asked(answers[0], readings[0], readings[1:])


def understand(store: Store, question: str) -> tuple[Reading, ...]:
    """What a question asks for, the likeliest first. Nothing is guessed: every word is used, or said to be unused.

    Raises:
        NotUnderstood: its form of words is none of ``patterns``.
        NotFound: it is, but the store has no such construct or paper.
    """
    masked, references = mask_references(store, tidy(question))
    missing: list[NotFound] = []
    for wording in _wordings(masked):
        for pattern in patterns():
            if match := pattern.expression.fullmatch(wording.words):
                try:
                    return _fill(store, pattern, match, wording, references)
                except NotFound as exc:
                    missing.append(exc)
    if missing:
        raise missing[-1]
    examples = "; ".join(EXAMPLES)
    raise NotUnderstood(f"{question[:200]!r} is not understood. Ask in words such as: {examples}; or see `kg queries`")


def tidy(question: str) -> str:
    """A question on one line, without courtesies and final marks.

    Raises:
        NotUnderstood: it is empty, or too long to be one.
    """
    plain = " ".join(MASK.sub(" ", question).split())
    if not plain or len(plain) > LONGEST:
        raise NotUnderstood(f"a question has between 1 and {LONGEST} characters; this has {len(plain)}")
    plain = plain.replace("“", '"').replace("”", '"').replace("’", "'").rstrip(" ?.!")
    plain = re.sub(r"^what's\b", "what is", plain, flags=re.IGNORECASE)
    return WHETHER.sub("is it true that ", POLITE.sub("", plain))


def _wordings(masked: str) -> Iterator[_Wording]:
    """The question as it stands, then without what stands around it: a paper, a clause before or after, a context."""
    whole = _Wording(masked)
    scoped = _without_scope(whole)
    yield from dict.fromkeys([whole, scoped])
    for pattern in (LEADING, TRAILING, AROUND):
        shorter = scoped
        while match := pattern.search(shorter.words):
            words = shorter.words[: match.start()] + shorter.words[match.end() :]
            shorter = _Wording(words.strip(), shorter.scope, (match[1], *shorter.unused))
            yield shorter


def _without_scope(wording: _Wording) -> _Wording:
    words, scope = wording.words, []
    if match := FINDING.match(words):
        scope.append(match[2])
        words = f"{match[1]} {words[match.end() :]}"
    while match := SCOPE.search(words):
        scope.append(match[1])
        words = f"{words[: match.start()]} {words[match.end() :]}".strip()
    return _Wording(" ".join(words.split()), tuple(scope), wording.unused)


def _fill(
    store: Store, pattern: Pattern, match: re.Match[str], wording: _Wording, references: Sequence[Reference]
) -> tuple[Reading, ...]:
    slots = {name: words for name, words in match.groupdict().items() if words}
    masked = [*wording.scope, *([slots.pop("reference")] if "reference" in slots else [])]
    if len(set(masked)) > 1:
        raise NotFound("a question can be put to one paper at a time; ask again for each")
    reference = references[int(masked[0].strip("⟦⟧"))] if masked else None
    choices = [_choices(store, name, words) for name, words in slots.items()]
    readings = []
    for choice in itertools.product(*choices):
        unused = (*wording.unused, *(named.leftover for named in choice if named.leftover))
        values = {name: named.label for name, named in zip(slots, choice, strict=True)}
        readings += [_reading(template, values, reference, unused) for template in pattern.templates]
    for words in readings[0].unused:
        if NEGATION.search(words) and not ANOTHER.match(words):
            raise NotFound(f"{words!r} takes something away, which cannot be asked; ask without it")
    return tuple(dict.fromkeys(readings))


def _choices(store: Store, slot: str, words: str) -> tuple[Named, ...]:
    if slot == "number":
        return (Named(words.replace(" ", "").upper()),)
    return (Named(words),) if slot == "words" else find_constructs(store, words)


def _reading(template: str, values: dict[str, str], reference: Reference | None, unused: tuple[str, ...]) -> Reading:
    """A template with its slots filled; a parameter whose slot the question left empty is left away."""
    query, *parameters = template.split()
    given = {}
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        slot = TEMPLATE_SLOT.fullmatch(value)
        if slot is None:
            given[name] = value
        elif slot[1] in values:
            given[name] = values[slot[1]]
    if reference is not None:
        given |= _refer(query, template, reference)
    return Reading(query, tuple(given.items()), unused)


def _refer(query: str, template: str, reference: Reference) -> dict[str, str]:
    """The parameter by which a query takes a reference: a work where it is asked for or only cited, else a paper."""
    known = {parameter.name for parameter in find(query).parameters}
    if "work" in known and ("work=" in template or "definition" in query):
        return {"work": reference.words}
    if not reference.is_read:
        raise NotFound(f"{reference.words} is cited, but was not read; try: kg query work -p work='{reference.words}'")
    if "paper" not in known:
        raise NotFound(
            f"the query {query} cannot be asked of one paper; try: kg query paper -p paper='{reference.words}'"
        )
    return {"paper": reference.words}
