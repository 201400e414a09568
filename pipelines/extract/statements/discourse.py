"""Sentences read in order: what each tells, with pronouns told by the sentence before."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from spacy.tokens import Doc

from pipelines.extract.definitions.typologies import find_members, opens_with_name
from pipelines.extract.relations import Link, find_relations, find_tested
from pipelines.extract.words import anaphora
from pipelines.extract.words.sentences import Parsed, Sentence
from pipelines.text import Text

POINTING = re.compile(r"\b(?:it|they|them|its|their)\b", re.IGNORECASE)


def read_on(sentences: Sequence[Sentence], parsed: Sequence[Parsed]) -> dict[int, list[Link]]:
    """The relations of every parsed sentence by its start; a pronoun may stand for what the sentence before named.

    ``sentences`` are all sentences of the paper: what a pronoun stands for is sought in the one directly before.
    """
    before = predecessors(sentences)
    members = find_members(parsed)
    context, last = anaphora.START, -1
    found: dict[int, list[Link]] = {}
    for each in parsed:
        start = each.sentence.start
        if before.get(start) != last:
            context = anaphora.START
        links = find_relations(each.doc)
        links += anaphora.find_anaphoric(each.doc, links, context)
        links += [members[start]] if start in members else []
        context, last = anaphora.context_of(each.doc, links, context), start
        found[start] = links
    return found


def read_tested(docs: Sequence[Doc]) -> list[list[Link]]:
    """The relations of labelled hypotheses in their order; a pronoun may stand for what the one before named."""
    context = anaphora.START
    found: list[list[Link]] = []
    for doc in docs:
        links = find_tested(doc)
        links += anaphora.find_anaphoric(doc, links, context)
        context = anaphora.context_of(doc, links, context)
        found.append(links)
    return found


def predecessors(sentences: Sequence[Sentence]) -> dict[int, int]:
    """The start of each sentence to the start of the one before it in its section; footnotes stand apart."""
    notes = [s for s in sentences if s.role == "footnote"]
    running = [s for s in sentences if s.role != "footnote"]
    pairs = (*itertools.pairwise(running), *itertools.pairwise(notes))
    return {b.start: a.start for a, b in pairs if a.section == b.section}


def with_contexts(sentences: Sequence[Sentence], chosen: Sequence[Sentence]) -> list[Sentence]:
    """The chosen sentences and those that open with a name; for each that points back, the one before; in order."""
    before = predecessors(sentences)
    wanted = {s.start for s in chosen} | {s.start for s in sentences if opens_with_name(s.text)}
    wanted |= {before[s.start] for s in chosen if s.start in before and POINTING.search(s.text)}
    return [s for s in sentences if s.start in wanted]


def headings_above(text: Text) -> dict[str, str]:
    """For each heading the headings that it stands under, in one line; the first where several have the same words."""
    stack: list[tuple[int, str]] = []
    found: dict[str, str] = {}
    for block in text.blocks:
        if block.role == "heading":
            words = text.content[block.start : block.end].strip().lstrip("# ")
            stack = [(level, above) for level, above in stack if level < (block.level or 1)]
            found.setdefault(words, " ".join(above for _, above in stack))
            stack.append((block.level or 1, words))
    return found
