"""Definitions: a term, the wording that the paper gives it, and whose wording it is.

Competing definitions of one term stay apart: each place that defines is one ``Definition``. The frames themselves are
in ``frames``; here they are put to a paper: terms that are pronouns or acronyms are resolved, works are attributed,
and tables of definitions and run-in headings ("Trust: the belief that …") are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipelines.canonical import key
from pipelines.extract.acronyms import expand
from pipelines.extract.attribution import cited_works, match_works
from pipelines.extract.frames import Defined, find_definitions
from pipelines.extract.sentences import Parsed
from pipelines.extract.terms import is_pointing, trim_term
from pipelines.extract.wording import is_wording, opens_definition
from pipelines.record import Definition
from pipelines.text import Table, Text

__all__ = ["find_definitions", "may_define", "to_definitions"]

MAY_DEFINE = re.compile(
    r"\b(?:defin(?:e[sd]?|ing|ition)|conceptuali[sz]|refer(?:s|red)? to|mean(?:s|ing|t)?\b|denot|signif(?:y|ies)"
    r"|connot|term(?:s|ed)\b|called|understood|thought of"
    r"|(?:view|see|saw|regard|describ|consider|conceiv|recogni[sz]|depict|portray)\w* [^.;]{0,80}\b(?:as|to be)\b"
    r"|(?:the|an?) (?:\w+ )?(?:extent|degree|state|process|ability|belief|set|level|tendency|perception|willingness"
    r"|capacity|act|practice|feeling|expectation|judge?ment|evaluation|assessment)\b"
    r"|describ|represents?\b|reflects?\b|captures?\b|(?:is|are) (?:an?|the|those|any)\b|encompass|entails?\b"
    r"|concerns?\b|relates? to|deals? with|serves? as)"
    r"|\b(?:is|are) [^.,;]{3,60} (?:that|which|who|of|to)\b|: [A-Z]|[—–]",
    re.IGNORECASE,
)
GLOSS = re.compile(
    r"\((?:(?:which is |as |here )?(?:termed|called|known as|named|labell?ed|referred to as|hereafter)) "
    r"[“\"‘']?(?P<term>[^()“”\"]{2,60}?)[”\"’']?\)|[—–,] ?(?:called|termed) (?P<other>[\w -]{3,50}?)(?: ?[—–,])",
    re.IGNORECASE,
)
GLOSSED = re.compile(r"(?:the (?:extent|degree|more)\b|a joint\b|an? )[^.;]{20,250}$", re.IGNORECASE)
RUN_IN = re.compile(
    r"^(?P<term>[A-Z][\w’'&/-]*(?:[ -][\w’'&/-]+){0,5})(?:[:.]| [–—-]) "
    r"(?P<lead>(?P=term)s? (?:include|are|is|refers? to) |These (?:are|include) |This (?:is|refers to|means|describes) "
    r"|This (?:type|kind|form|group) (?:of [\w ]{3,40} )?(?:is|represents|includes) )?"
    r"(?P<wording>\S.{15,})",
    re.IGNORECASE,
)
IN_HEADER = re.compile(r"\b(?:definitions?|descriptions?|meanings?|conceptuali[sz]ations?)\b", re.IGNORECASE)
TERM_HEADER = re.compile(r"\b(?:constructs?|variables?|terms?|concepts?|dimensions?|factors?|types?)\b", re.IGNORECASE)
SOURCE_HEADER = re.compile(r"\b(?:sources?|authors?|references?|literature|adapted from)\b", re.IGNORECASE)


def may_define(words: str) -> bool:
    """Whether a sentence is worth parsing for definitions; cheap, and generous."""
    return bool(MAY_DEFINE.search(words))


def to_definitions(text: Text, parsed: Sequence[Parsed], acronyms: Mapping[str, str]) -> tuple[Definition, ...]:
    """The definitions of a paper in its order, terms spelt out.

    Args:
        text: the paper.
        parsed: its gated sentences in reading order.
        acronyms: short forms with their long forms.
    """
    found: list[Definition] = []
    for each in parsed:
        for term, wording in _of_sentence(each, found, acronyms):
            found.append(_definition(text, each, term, wording))
    found += [d for table in text.tables for d in _of_table(text, table, acronyms)]
    return tuple(sorted(_once(found), key=lambda d: d.start or 0))


def _of_sentence(each: Parsed, before: Sequence[Definition], acronyms: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of term and wording in one sentence."""
    content = each.sentence.text
    taken = False
    for term, wording in (*_of_run_in(content), *_of_gloss(content)):
        taken = True
        yield expand(term, acronyms), wording
    if taken:
        return
    for defined in find_definitions(each.doc):
        name = _name(each, defined, before, acronyms)
        if name:
            yield name, _wording(each, defined)


def _name(each: Parsed, defined: Defined, before: Sequence[Definition], acronyms: Mapping[str, str]) -> str | None:
    """The term's words; a pronoun is what was last defined, at most 600 characters above."""
    words = each.doc.text[slice(*defined.term)]
    if not is_pointing(words):
        return " ".join(expand(words, acronyms).split())
    near = [d for d in before if d.start is not None and 0 <= each.sentence.start - d.start < 600]
    return near[-1].term if near else None


def _wording(each: Parsed, defined: Defined) -> str:
    return each.doc.text[slice(*defined.wording)]


def _definition(text: Text, each: Parsed, term: str, wording: str) -> Definition:
    sentence = each.sentence
    return Definition(
        term=term,
        definition=wording,
        text=sentence.text,
        attributed_to=cited_works(text, sentence.start, sentence.end),
        page=sentence.page,
        start=sentence.start,
        end=sentence.end,
    )


def _of_run_in(words: str) -> Iterator[tuple[str, str]]:
    """ "Trust: the belief that …", "Fans: These are customers who …": an item of a list that defines its head."""
    found = RUN_IN.match(words)
    if found and is_wording(found["wording"]) and (found["lead"] or opens_definition(found["wording"])):
        term = trim_term(words, *found.span("term"))
        if term:
            yield words[slice(*term)], found["wording"].rstrip(" .;")


def _of_gloss(words: str) -> Iterator[tuple[str, str]]:
    """ "the degree to which … (termed “trust”)": the wording first, the term in brackets or between dashes."""
    for found in GLOSS.finditer(words):
        name = found["term"] or found["other"]
        before = GLOSSED.search(words[: found.start()])
        if before and len(name.split()) <= 5:
            yield name.strip(), before[0].strip(" ,—–")


def _of_table(text: Text, table: Table, acronyms: Mapping[str, str]) -> Iterator[Definition]:
    """The rows of a table one of whose columns is headed "Definition"."""
    if len(table.rows) < 2:
        return
    header = table.rows[0]
    column = next((i for i, cell in enumerate(header) if IN_HEADER.search(cell)), None)
    if column is None:
        return
    named = next((i for i, cell in enumerate(header) if TERM_HEADER.search(cell) and i != column), None)
    sourced = next((i for i, cell in enumerate(header) if SOURCE_HEADER.search(cell) and i != column), None)
    topic = _topic(table.caption or "")
    for row in table.rows[1:]:
        term = row[named] if named is not None and named < len(row) else topic or (row[0] if column else "")
        if column < len(row) and len(row[column].split()) >= 4 and 0 < len(term.split()) <= 8:
            works = _works(text, table, row[sourced]) if sourced is not None and sourced < len(row) else ()
            yield Definition(
                term=expand(" ".join(term.split()), acronyms),
                definition=" ".join(row[column].split()).strip(' .“”"'),
                text=" ".join(" ".join(row).split()),
                attributed_to=works,
                page=table.page,
                start=table.start,
                end=table.end,
            )


def _topic(caption: str) -> str | None:
    """What a table of competing definitions is about: "Definitions of customer engagement"."""
    found = re.search(
        r"\b(?:definitions?|conceptuali[sz]ations?) (?:of|for) (?P<term>[\w’' -]{3,50}?)(?: in\b|[.,;:(]|$)",
        caption,
        re.I,
    )
    return found["term"].strip() if found else None


def _works(text: Text, table: Table, cell: str) -> tuple[str, ...]:
    """The works that a cell names."""
    return tuple(dict.fromkeys(match_works(cell, text.references)))


def _once(found: Sequence[Definition]) -> Iterator[Definition]:
    """Each wording of a term once a sentence."""
    seen: set[tuple[str, str, int | None]] = set()
    for definition in found:
        mark = (key(definition.term), key(definition.definition), definition.start)
        if mark not in seen:
            seen.add(mark)
            yield definition
