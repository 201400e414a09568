"""Definitions: a term, the wording that the paper gives it, and whose wording it is.

Competing definitions of one term stay apart: each place that defines is one ``Definition``. The frames themselves are
in ``frames``; here they are put to a paper: terms that are pronouns or acronyms are resolved, works are attributed,
and tables of definitions and run-in headings ("Trust: the belief that …") are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipelines.canonical import key
from pipelines.extract.definitions.frames import Defined, find_definitions
from pipelines.extract.definitions.terms import is_pointing, trim_term
from pipelines.extract.definitions.wording import is_wording, opens_definition
from pipelines.extract.statements.attribution import cited_works, match_works
from pipelines.extract.words.acronyms import expand
from pipelines.extract.words.phrases import is_clear, is_headed, is_name, name_runs, tidy
from pipelines.extract.words.sentences import Parsed, ranges
from pipelines.record import Definition
from pipelines.text import Table, Text

__all__ = ["find_definitions", "may_define", "to_definitions"]

MAY_DEFINE = re.compile(
    r"\b(?:defin(?:e[sd]?|ing|ition)|conceptuali[sz]|refer(?:s|red)? to|mean(?:s|ing|t)?\b|denot|signif(?:y|ies)"
    r"|connot|term(?:s|ed)?\b|called|understood|thought of"
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
    r"^(?P<term>[A-Z][\w’'&/-]*+(?: [\w’'&/-]++){0,5})(?:[:.]| [–—-]) "
    r"(?P<lead>(?P=term)s? (?:include|are|is|refers? to) |These (?:are|include) |This (?:is|refers to|means) "
    r"|This describes |This (?:type|kind|form|group) (?:of [\w ]{3,40} )?(?:is|represents|includes) )?"
    r"(?P<wording>\S.{15,})",
    re.IGNORECASE,
)
CUT_OFF = re.compile(r"(?:,|-|\b(?:of|the|an?|and|or|to|in|for|that|with|by|on|as))$")
# A sentence that goes on telling of the work that was just cited.
LEANS = re.compile(
    r"\b(?:he|she|they|(?:the|these|those|both) (?:two )?(?:authors?|scholars|researchers)"
    r"|in (?:his|her|their) (?:view|words|understanding|terms|definition))\b[^.;]{0,60}"
    r"\b(?:defin|describ|conceptuali|view|see|refer|understand|stress|mean|characteri|regard|term)|\((?:p|pp)\. ?\d",
    re.IGNORECASE,
)
NEAR = 600  # characters within which a pronoun finds its term
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
        for term, wording in _of_sentence(text, each, found, acronyms):
            found.append(_definition(text, each, term, wording))
    for table in text.tables:
        found += [d for d in _of_table(text, table, acronyms) if not any(_restates(d, f) for f in found)]
    return tuple(sorted(_once(found), key=lambda d: d.start or 0))


def _of_sentence(
    text: Text, each: Parsed, before: Sequence[Definition], acronyms: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Pairs of term and wording in one sentence."""
    words = each.sentence.text
    marked = [*_of_run_in(words), *_of_gloss(words)]
    for term, wording in marked:
        yield expand(term, acronyms), wording
    for defined in find_definitions(each.doc) if not marked else ():
        name: str | None = each.doc.text[slice(*defined.term)]
        if name and is_pointing(name):
            name = _pointed_at(text, each, before)
        if name:
            yield expand(" ".join(name.split()), acronyms), _wording(each, defined)


def _pointed_at(text: Text, each: Parsed, before: Sequence[Definition]) -> str | None:
    """What "it" stands for: a phrase quoted in the sentence before, its first name, or what was last defined near."""
    previous = _sentence_before(text, each.sentence.start)
    if quoted := re.search(r"[“\"]([^“”\"]{3,40}?)[.,]?[”\"]\.?$", previous):
        return quoted[1]
    names = (tidy(run) for run in name_runs(previous))
    first = next((n for n in names if is_name(n) and is_headed(n) and (" " in n or is_clear(n))), None)
    near = [d.term for d in before if d.start is not None and 0 <= each.sentence.start - d.start < NEAR]
    return first or (near[-1] if near else None)


def _sentence_before(text: Text, start: int) -> str:
    """The sentence before the one that begins at ``start``, in its own block or the one above; "" where none is."""
    above = text.content[max(0, start - NEAR) : start].rstrip().rpartition("\n")[2]
    spans = ranges(above)
    return above[slice(*spans[-1])] if spans and not above.startswith("#") else ""


def _wording(each: Parsed, defined: Defined) -> str:
    return each.doc.text[slice(*defined.wording)]


def _definition(text: Text, each: Parsed, term: str, wording: str) -> Definition:
    sentence = each.sentence
    return Definition(
        term=term,
        definition=wording,
        text=sentence.text,
        attributed_to=_sources(text, each),
        page=sentence.page,
        start=sentence.start,
        end=sentence.end,
    )


def _sources(text: Text, each: Parsed) -> tuple[str, ...]:
    """The works that a sentence cites; where it leans on the one before ("she defines …"), that one's last."""
    start, end = each.sentence.start, each.sentence.end
    works = cited_works(text, start, end)
    if works or not LEANS.search(each.sentence.text):
        return works
    return cited_works(text, max(0, start - NEAR), start)[-1:]


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
    for row in _whole_rows(table.rows[1:], column):
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


def _whole_rows(rows: Sequence[tuple[str, ...]], column: int) -> Iterator[tuple[str, ...]]:
    """The rows of a table, those put together that were cut in mid-sentence ("… of the" / "firm …")."""
    kept: list[tuple[str, ...]] = []
    for row in rows:
        if kept and len(kept[-1]) == len(row) and CUT_OFF.search(kept[-1][column].strip()):
            kept[-1] = tuple(f"{a} {b}".strip() for a, b in zip(kept[-1], row, strict=True))
        elif column < len(row):
            kept.append(row)
    yield from kept


def _restates(one: Definition, other: Definition) -> bool:
    """Whether a table's cell gives a definition again that a sentence gave, in whole or in part."""
    words, others = set(key(one.definition).split()), set(key(other.definition).split())
    return len(words & others) >= 0.8 * len(words)


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
