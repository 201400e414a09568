"""Noun phrases that may name a construct: found in a parse, trimmed to the name, and told from words at large."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from pipelines.canonical import american, key, singular
from pipelines.extract.acronyms import is_short_form
from pipelines.extract.cues import read_rows, read_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

HEADS = read_words("construct_heads")
GENERAL = read_words("general_words")
EVALUATIVE = read_words("evaluative")
LONGEST = 6  # words of a name; ends of relations may have two more

OPEN_HEADS = read_words("open_heads")
NOT_ALONE = read_words("vague_heads")
LEADING = re.compile(
    r"^(?:the|an?|this|that|these|those|their|its|his|her|our|your|my|any|all|both|each|every|some|such|no|other|another|"
    r"certain|specific|particular|several|various|different|many|most|more|less|much|own|same|respective|so-called|"
    r"two|three|four|five|six|seven|eight|nine|ten|first|second|third|further|additional|actual|existing|given|"
    r"corresponding|following|aforementioned|general|overall|high|higher|low|lower|strong|stronger|increased|increasing|"
    r"greater|better|new|important|key|main|major|crucial|critical|central|whole|entire|positive|negative|significant|"
    r"potential|possible|current|recent|traditional|concept of|notion of|construct of|role of|effect of|impact of|"
    r"influence of|importance of|level of|levels of|degree of|extent of|effects of|impacts of|presence of|lack of|"
    r"existence of|use of the|and|or|of|in|for|to|with|on|by|as)\s+",
    re.IGNORECASE,
)
TRAILING = re.compile(
    r"(?:\s+(?:and|or|of|in|for|to|with|on|by|as|the|a|an|is|are|construct|concept|literature|research|respectively|itself|"
    r"themselves|scale|scales|items?))+$",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"\b(?:that|which|who|whom|whose|when|if|because|is|are|was|were|be|been|has|have|had|can|could|may|might|will|would|"
    r"should|must|do|does|did|not|we|they|it|he|she|you|i|there|than)\b",
    re.IGNORECASE,
)
METHODICAL = re.compile(
    r"\b(?:anal(?:ysis|yses)|regression|interviews?|questionnaires?|research|stud(?:y|ies)|surveys?)$"
)
JUNK = re.compile(r"[=<>%;:|{}\[\]#@*_~^]|\d{3,}|https?:|www\.|\bet al\b|(?:^|\s)[a-z]\.|\.\s")


def noun_phrases(doc: Doc) -> Iterator[str]:
    """Base noun phrases of a sentence, and those of open heads with their complement ("sense of obligation")."""
    chunks = list(doc.noun_chunks)
    for number, chunk in enumerate(chunks):
        yield chunk.text
        following = chunks[number + 1] if number + 1 < len(chunks) else None
        if following is not None and _completes(chunk, following):
            yield doc[chunk.start : following.end].text


def _completes(chunk: Span, following: Span) -> bool:
    """Whether only "of", "to" or "toward" stands between an open head and the next phrase."""
    between = chunk.doc[chunk.end : following.start]
    head = singular(chunk.root.lower_)
    return head in OPEN_HEADS and len(between) == 1 and between[0].lower_ in {"of", "to", "toward", "towards"}


def tidy(words: str) -> str:
    """A phrase trimmed to what may be a name: articles, quantities, "the level of" and brackets put aside.

    Capitals are kept only where they are part of the name: acronyms and names within ("Technology Acceptance Model").
    """
    name = " ".join(re.sub(r"\([^()]*\)|[“”\"]", " ", words).split()).strip(" ,.;:'‘’-–—")
    before = None
    while before != name:
        before = name
        name = TRAILING.sub("", LEADING.sub("", name)).strip(" ,.;:'‘-–—")
    return _lowered(name)


def _lowered(name: str) -> str:
    """A phrase in lower case but for acronyms; a phrase of capitals throughout is one."""
    return " ".join(w if is_short_form(w) and not w.istitle() and len(w) < 8 else w.lower() for w in name.split())


def is_name(name: str, *, strong: bool) -> bool:
    """Whether a trimmed phrase may name a construct.

    Args:
        name: the phrase.
        strong: whether something other than its look speaks for it; its head then need not be a construct's.
    """
    words = name.split()
    if not 0 < len(words) <= LONGEST + 2 * strong or JUNK.search(name) or CLAUSE.search(name):
        return False
    if not re.search(r"[^\W\d_]{2}", name) or is_method(name) or is_place(name) or _is_general(name):
        return False
    return strong or _is_headed(name)


def _is_general(name: str) -> bool:
    """Whether a phrase is made of words of scholarly writing at large, ranked or not."""
    words = [american(singular(w)) for w in re.findall(r"[^\W\d_]+", name.lower())]
    return all(w in GENERAL or w in EVALUATIVE or len(w) < 2 for w in words) and not is_short_form(name)


def _is_headed(name: str) -> bool:
    """Whether the phrase's head is one of constructs, and told apart where the head is too vague to stand alone."""
    if re.search(r"\b(?:and|or|in|for|with|on|by|from|between)\b|['’]s?$|\d", name):
        return False
    first = re.split(r" (?:of|to|toward|towards) ", name)[0].split()
    head = american(singular(first[-1].lower()))
    plain = head if head in HEADS else key(head)
    if plain not in HEADS and head not in HEADS:
        return False
    return len(name.split()) > 1 or head not in NOT_ALONE


def is_method(name: str) -> bool:
    """Whether a phrase names a design or method of research."""
    return any(pattern.fullmatch(name) for pattern in _patterns("methods") + _patterns("designs")) or bool(
        re.search(
            r"\b(?:anal(?:ysis|yses)|regression|interviews?|questionnaires?|research|stud(?:y|ies)|surveys?)$", name
        )
    )


def is_place(name: str) -> bool:
    """Whether a phrase is a country's name or adjective."""
    return any(pattern.fullmatch(name) for pattern in _patterns("places"))


@cache
def _patterns(data: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for _, pattern in read_rows(data))
