"""From a plain question to named queries with parameters, and what of the question was not used."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence

from kg.ask.loosely import Sketch, sketch
from kg.ask.names import Named, find_constructs
from kg.ask.patterns import Pattern, patterns
from kg.ask.reading import Reading, fill
from kg.ask.references import MASK, Reference, mask_references
from kg.ask.studies import read_studies
from kg.errors import NotFound, NotUnderstood
from kg.store import Store

# One thing that is asked, as it may be read: the first reading that has rows answers.
Part = tuple[Reading, ...]

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
AROUND = re.compile(
    r" ((?:in|among|between|within|for|at|during|across|according to|from|with) [^⟦⟧]+)$", re.IGNORECASE
)
NEGATION = re.compile(
    r"\b(?:not|no|never|none|without|except|nor|neither|excluding|(?:other|rather) than|instead)\b|n't\b",
    re.IGNORECASE,
)
# A second question after the first takes nothing from it, even where it has a "not".
ANOTHER = re.compile(
    r"(?:(?:through|by|from|for|with|in|on|to) )?(?:what|which|whom?|how|why|when|where)\b", re.IGNORECASE
)
# Where a further question begins: "…, and which papers say so".
FURTHER = re.compile(
    r"(?:,|;|\?) (?:and |or |but |so )?(?=(?:(?:along|by|for|from|in|on|through|to|with) )?"
    r"(?:what|which|who|whose|whom|how|why|when|where)\b)",
    re.IGNORECASE,
)

# Two things asked of one: "the moderators and antecedents of trust".
ASKED = "(?:antecedents?|causes?|drivers?|determinants?|predictors?|outcomes?|consequences?|effects?|mediators?"
ASKED += "|moderators?|definitions?|dimensions?|types?|hypotheses|propositions?)"
BOTH = re.compile(
    rf"\b({ASKED}) (?:and|or|as well as) (?:the |its )?({ASKED})(?= (?:of|for|on|about) )", re.IGNORECASE
)

EXAMPLES = (
    "what drives customer engagement",
    "through what does trust affect loyalty",
    "how is value co-creation defined",
    "which hypotheses about engagement were not supported",
)
HELP = f"Ask in words such as: {'; '.join(EXAMPLES)}; or see `kg queries`"


@dataclasses.dataclass(frozen=True, slots=True)
class _Wording:
    """A question as it may be put, with what was taken off it."""

    words: str
    scope: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()


def understand(store: Store, question: str) -> tuple[Part, ...]:
    """What a question asks for, a part for each thing that is asked. Nothing is guessed: every word is used, or said
    to be unused.

    "What are trust and loyalty, and what drives them?" A question has several parts where it names several things or
    papers side by side, or where a second question follows that can be understood by itself.

    Raises:
        NotUnderstood: its form of words is none of ``patterns``, and its words are not only names and cues.
        NotFound: it is, but the store has no such construct or paper.
    """
    masked, references = mask_references(store, tidy(question))
    if match := BOTH.search(masked):
        halves = (f"{masked[: match.start()]}{noun}{masked[match.end() :]}" for noun in match.groups())
        return tuple(dict.fromkeys(part for half in halves for part in _read(store, half, references)))
    first, *others = FURTHER.split(masked)
    try:
        parts = _read(store, first, references)
    except (NotFound, NotUnderstood):
        if not others:
            raise
        return _read(store, masked, references)
    for words in others:
        try:
            parts += _read(store, words, references)
        except (NotFound, NotUnderstood):
            parts = tuple(_with_unused(part, words) for part in parts)
    return tuple(dict.fromkeys(parts))


def _with_unused(part: Part, words: str) -> Part:
    return tuple(dataclasses.replace(reading, unused=(*reading.unused, words)) for reading in part)


def _read(store: Store, masked: str, references: Sequence[Reference]) -> tuple[Part, ...]:
    """The parts of a question that is one clause: by its form, else by the names and cues in it.

    A form that leaves words unused gives way to names and cues that account for all: "what is the evidence on trust"
    asks about trust.
    """
    if (parts := read_studies(store, masked, references)) is not None:
        return parts
    missing: list[NotFound] = []
    for wording in _wordings(masked):
        for pattern in patterns():
            if match := pattern.expression.fullmatch(wording.words):
                try:
                    parts = _fill(store, pattern, match, wording, references)
                except NotFound as exc:
                    missing.append(exc)
                    continue
                if not parts[0][0].unused or (found := sketch(store, MASK.sub("", masked))) is None:
                    return parts
                return parts if found.unused or found.in_the_way else _parts(found, masked, references)
    return _read_loosely(store, masked, references, missing)


def _read_loosely(
    store: Store, masked: str, references: Sequence[Reference], missing: Sequence[NotFound]
) -> tuple[Part, ...]:
    found = None
    for wording in _wordings(masked):
        if (each := sketch(store, MASK.sub("", wording.words))) is not None:
            found = found or each
            if not each.in_the_way and (each.names or not wording.unused):
                _refuse_negation(wording.unused)
                each = dataclasses.replace(each, unused=(*each.unused, *wording.unused))
                return _parts(each, masked, references)
    if found is None:
        raise missing[-1] if missing else NotUnderstood(f"{_shown(masked, references)!r} is not understood. {HELP}")
    parts = _parts(found, masked, references)
    nearest = f"the nearest that can be asked: {parts[0][0].command}"
    if missing:
        raise NotFound(f"{missing[-1]}; {nearest}")
    words = ", ".join(map(repr, found.in_the_way))
    raise NotUnderstood(f"{_shown(masked, references)!r} is not understood: what of {words}? T{nearest[1:]}")


def _parts(found: Sketch, masked: str, references: Sequence[Reference]) -> tuple[Part, ...]:
    """What a sketch asks: a part for each of the names that stand side by side, and of the works referred to."""
    values = [dict(zip("123", names, strict=False)) for names in itertools.product(*found.names)]
    about = _references(MASK.findall(masked), references)
    return tuple(
        tuple(dict.fromkeys(fill(template, each, reference, found.unused) for template in found.templates))
        for each in values
        for reference in about
    )


def _references(numbers: Sequence[str], references: Sequence[Reference]) -> Sequence[Reference | None]:
    """The papers or works that are asked, each once; None where none is named."""
    return [references[int(number)] for number in dict.fromkeys(numbers)] or [None]


def _shown(masked: str, references: Sequence[Reference]) -> str:
    """A masked question as it was asked."""
    return MASK.sub(lambda match: references[int(match[1])].words, masked)[:200]


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
) -> tuple[Part, ...]:
    slots = {name: words for name, words in match.groupdict().items() if words}
    masked = [*wording.scope, *([slots.pop("reference")] if "reference" in slots else [])]
    about = _references([mask.strip("⟦⟧") for mask in masked], references)
    choices = [_choices(store, name, words) for name, words in slots.items()]
    parts = tuple(
        _part(pattern, dict(zip(slots, each, strict=True)), reference, wording.unused)
        for each in itertools.product(*choices)
        for reference in about
    )
    _refuse_negation(parts[0][0].unused)
    return parts


def _refuse_negation(unused: Sequence[str]) -> None:
    for words in unused:
        if NEGATION.search(words) and not ANOTHER.match(words):
            raise NotFound(f"{words!r} takes something away, which cannot be asked; ask without it")


def _part(
    pattern: Pattern, slots: dict[str, tuple[Named, ...]], reference: Reference | None, unused: tuple[str, ...]
) -> Part:
    """The readings of one thing asked: every template with every name that may be meant."""
    readings = []
    for choice in itertools.product(*slots.values()):
        left = (*unused, *(named.leftover for named in choice if named.leftover))
        values = {name: named.label for name, named in zip(slots, choice, strict=True)}
        readings += [fill(template, values, reference, left) for template in pattern.templates]
    return tuple(dict.fromkeys(readings))


def _choices(store: Store, slot: str, words: str) -> tuple[tuple[Named, ...], ...]:
    """What stands in a slot: for each thing named side by side, those that may be meant."""
    if slot == "number":
        return ((Named(words.replace(" ", "").upper()),),)
    return ((Named(words),),) if slot == "words" else find_constructs(store, words)
