"""Verdicts on hypotheses in one sentence, each label with the verdict of its own clause.

    "H1 and H2, but not H3, were supported."       H1, H2 supported, H3 not supported
    "Whereas H1 was supported, H2 was not."        H1 supported, H2 not supported
    "Apart from H3, all hypotheses held."          all supported, H3 not supported
    "H4 would be supported if trust rose."         nothing
    "H5 held in Study 1 but not in Study 2."       supported there, not supported here

A sentence is read from left to right: labels that are set apart from the rest ("but not H3") are put aside, then it is
cut into clauses. A clause has the polarity of its verdict word, turned by what negates that word and not by a negation
elsewhere in it; a clause without such a word ("H2 was not") takes or turns the one before. A verdict is about the
studies and samples that its clause names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.extract.hypotheses import labels
from pipelines.extract.hypotheses.occasions import UNSAID, Occasion, contrasted, find_occasions
from pipelines.extract.words import cues
from pipelines.record import Status

YES, NO = cues.read_pattern("verdict-for"), cues.read_pattern("verdict-against")
PARTLY, LESS = cues.read_pattern("verdict-in-part"), cues.read_pattern("verdict-less")
IDLE, REPORTED = cues.read_pattern("no-verdict"), cues.read_pattern("verdict-of-others")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
ORDER = "|".join(ORDINALS)
ORDINAL = re.compile(rf"\b({ORDER})\s+(hypothes[ie]s|propositions?)\b", re.IGNORECASE)
ORDINAL_PAIR = re.compile(
    rf"\b({ORDER})(?:,\s*|\s+(?:and|or|nor)\s+(?:the\s+)?)(?=(?:{ORDER})\b[^.;]*\b(hypothes|proposition))",
    re.IGNORECASE,
)
COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
OF = (
    r"(?:of\s+)?(?:the\s+|our\s+|these\s+|those\s+|my\s+)?"
    rf"(?:other\s+|remaining\s+|proposed\s+|research\s+|{COUNT}\s+|main\s+)*"
)
HYPOTHESES = r"(?:hypothes[ie]s|propositions?|predictions|hypothesi[sz]ed (?:effects|relationships|paths|relations))"
NONE = re.compile(
    rf"\b(?:none|neither|no one|not one|not a single one|no)\s+{OF}{HYPOTHESES}\b"
    rf"|\bnone {OF}(?:three|four|five|six)\b",
    re.IGNORECASE,
)
SOME = re.compile(
    rf"\b(?:most|many|several|some|half|few|the majority|{COUNT})\s+of\s+(?:the\s+|our\s+)?(?:\w+\s+)?{HYPOTHESES}\b",
    re.IGNORECASE,
)
ALL = re.compile(
    rf"\b(?:all|each|every|both|any)\s+{OF}{HYPOTHESES}\b"
    rf"|(?<!of )\b(?:the|our|these|those) (?:{COUNT} )?(?:hypotheses|propositions)\b"
    r"(?=\s+(?:\w+\s+)?(?:were|are|was|have|had|receiv|found|gain|hold|held))",
    re.IGNORECASE,
)
BOUND = re.compile(
    r"\b(?:the|this|that|our|my) (?:\w+ )?(?:hypothesis|proposition|prediction|expectation)\b"
    r"|^\W*(?:\w+, )?(?:this|it|they|these|both)\b",
    re.IGNORECASE,
)
NULL = re.compile(
    r"\b(?:the|a|our|each|this|corresponding) null(?: hypothes[ie]s)?\b(?!\s*\(?(?:H\s?)?\d)", re.IGNORECASE
)
# Labels that are set apart: what holds of the others does not hold of them.
APART = re.compile(
    r"(?:^|,\s*|\(|\s)(?:and\s+)?(?:but\s+not|except(?:ing|ion)?(?:\s+(?:for|of|in))?|apart\s+from|other\s+than"
    r"|aside\s+from|save(?:\s+for)?|excluding|with\s+the\s+(?:sole\s+|only\s+|single\s+)?exceptions?\s+of"
    r"|rather\s+than|(?<!or )not)\s+(?:for\s+|that\s+of\s+|of\s+|with\s+|in\s+)?(?:the\s+)?«(?P<labels>[^»]*)»,?",
    re.IGNORECASE,
)
ALL_BUT = re.compile(r"\b(?:all|every|each)\b(?P<of>[^.;«»]*?)\s+but\s+(?:for\s+)?«(?P<labels>[^»]*)»", re.IGNORECASE)
# What a hypothesis said: no word of it is a verdict.
RELATIVE = re.compile(
    r",\s*(?:which|that|who|stating|positing|predicting|proposing|suggesting|namely)\b[^;]*?,"
    r"(?=\s*(?:is|are|was|were|has|have|had|receiv|found|finds|gain|did|do|does|could|can|cannot|fail|lack|held|holds)\w*\b)",
    re.IGNORECASE,
)
CONTENT = re.compile(
    r"»\s*(?:(?=that\b)|(?:also\s+|further\s+|each\s+)?(?:predict|posit|propos|stat|hypothesi[sz]|argu|suggest|expect|postulat|assert"
    r"|contend|held\b|holds\b|claim|concern|anticipat)\w*\s+)(?:that\b|a\b|an\b|the\b|how\b|no\b)[^;]*?"
    r"(?=[;.]|,\s+(?:and|but|while|this|which|our|we|the)\b|$)",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"\s*(?:;|:|—|–\s|,?\s+(?:but|while|whereas|although|though|however|yet|nor|so)\s"
    r"|,\s+(?:and|with|which|as|thus|hence|therefore)\s"
    r"|,\s+(?=(?:leaving|lending|providing|supporting|confirming|failing|rejecting)\s)"
    r"|\s+and\s+(?=(?:for\s+|that\s+|no\s+|not\s+|hence\s+|thus\s+|therefore\s+)?(?:«|we\s|our\s|support))"
    r"|,\s+(?=«[^»]*»\s*(?:was|were|is|are|did|does|do|has|had|could|cannot|not|received|found|failed)\b)"
    r"|,\s+(?=(?:not|only|neither|no)\s|(?:reject|confirm|support|disconfirm|offer|provid|lend|fail|refut)\w*\s))\s*",
    re.IGNORECASE,
)
LEADS = re.compile(r"^\W*(?:while|whereas|although|though|even though|because|since|as)\s", re.IGNORECASE)
ELLIPSIS = re.compile(
    r"»\s*(?:\([^)]*\)\s*)?(?P<aux>was|were|is|are|did|does|do|has|have|had|could|can)?\s*"
    r"(?P<not>n['’]t|not|neither)?\s*(?P<same>so|as well|too|either|likewise|also)?\W*$"
    r"|^\W*(?P<bare>not|nor|neither|no)\b",
    re.IGNORECASE,
)
SOME_OF_IT = re.compile(
    r"\W*(?:but\s+)?(?:not|only)\s+(?:in|for|among|amongst|with|within|at|when|under|on)\b", re.IGNORECASE
)
ONLY_THERE = re.compile(r"\b(?:only|solely|just)\s+(?:in|for|among|amongst|within)\b", re.IGNORECASE)
# "in the other sample it did not": the hypothesis of the clause before.
STILL = re.compile(
    r"(?:^|,|\b(?:sample|group|study|experiment|survey|wave)\w*(?:\s+[\dIVA-D]+)?)\W*"
    r"(?:it|this|they|these|both|the (?:former|same) hypothes[ei]s)"
    r"\s+(?P<aux>was|were|is|are|did|does|do|has|have|had)\s*(?P<not>n['’]t|not)?\s*(?:so|too|as well)?\W*$",
    re.IGNORECASE,
)
OPENS = re.compile(r"^\W*(?:and\s+|but\s+)?(?:in|for|among|amongst|within|across|using|with)\b", re.IGNORECASE)
FIGURES = re.compile(r"[(\[][^()\[\]«»]*[=<>][^()\[\]«»]*[)\]]")
MARK = re.compile(r"«([^»]*)»")
JOINED = re.compile(
    r"«([^»]*)»\s*(?:,\s*(?:and|or)\s|,|\band\b|\bor\b|&|/|\bas well as\b|\bnor\b)\s*(?:for\s+)?«([^»]*)»"
)
BE = r"\b(?:was|were|is|are|could|did|has|have)\s+"
AFTER = re.compile(
    rf"^[^.;]{{0,60}}?{BE}(?:\w+ly\s+)?(?:not\b|n['’]t\b|lacking|absent|missing|never|nowhere)", re.IGNORECASE
)
WEAK_AFTER = re.compile(
    rf"^[^.;]{{0,60}}?{BE}(?:only\s+)?(?:partial|mixed|limited|weak|modest|marginal)", re.IGNORECASE
)
REACH = 9  # words that a negation stands before its verdict at most, the verdict included
FAR = re.compile(r"[,()\[\]]|\b(?:which|that|and|causing|thereby|leading|resulting|hence|thus|so)\b")
OVER = re.compile(r"\b(?:none of|neither|not one|nor|no)\W*(?:of\W*)?(?:the\W*)?(?:\w+\W+)?$", re.IGNORECASE)
EVERY, BEFORE = "*", "."  # what stands for all hypotheses of the paper, and for the one that was meant before


class Told(NamedTuple):
    """A verdict that a sentence gives, on one occasion or in general. ``label`` may be ``EVERY`` or ``BEFORE``."""

    label: str
    status: Status
    occasion: Occasion = UNSAID


def read_verdicts(words: str) -> list[Told]:
    """The verdicts of a sentence in the order of its words; a later one on the same label and occasion is left out.

    Labels are named as elsewhere ("H1a"); ``EVERY`` stands for all hypotheses of the paper but those that the sentence
    names, ``BEFORE`` for the hypothesis of the sentence before.
    """
    if REPORTED.search(words):
        return []
    marked = _mark(words)
    if "«" not in marked:
        return []
    apart: list[str] = []

    def set_apart(found: re.Match[str]) -> str:
        apart.extend(found["labels"].split())
        return " "

    marked = ALL_BUT.sub(lambda m: f"all{m['of']}{set_apart(m)}", marked)
    if "«" in _mark_groups(APART.sub("", marked)):  # else nothing is left that they could be set apart from
        marked = APART.sub(set_apart, marked)
    marked = _mark_groups(CONTENT.sub("» ", RELATIVE.sub(" ", marked)))
    found: dict[tuple[str, Occasion], Status] = {}
    main: Status | None = None
    for named, told, occasions in _clauses(FIGURES.sub(" ", marked)):
        if told is None:
            continue
        main = main or told
        for place in ((label, occasion) for label in named for occasion in occasions or [UNSAID]):
            if told == "partially_supported":
                found[place] = told
            found.setdefault(place, told)
    if main is not None:
        for label in apart:
            if not any(label == other for other, _ in found):
                found[label, UNSAID] = _turned(main)
    return [Told(label, status, occasion) for (label, occasion), status in found.items()]


def named_in(words: str) -> list[str]:
    """Labels that the words name, ordinals ("our third hypothesis") included."""
    return [label for match in MARK.finditer(_mark_labels(words)) for label in match[1].split()]


class _Clause(NamedTuple):
    """The labels of a clause, its verdict, and what it is about, where it says so."""

    named: list[str]
    verdict: Status | None
    occasions: list[Occasion]


def _clauses(marked: str) -> list[_Clause]:
    """The labels of each clause with its verdict; one that only goes on takes or turns the last one's."""
    parts = [part for part in CLAUSE.split(marked) if part and part.strip()]
    told = [_verdict(part) for part in parts]
    found: list[_Clause] = []
    last: list[str] = []
    opened: list[Occasion] = []
    for place, part in enumerate(parts):
        named = [label for match in MARK.finditer(part) for label in match[1].split()]
        occasions = find_occasions(part)
        if occasions and not named and told[place] is None and OPENS.match(part):
            opened = occasions
        before = next((v for v in reversed(told[:place]) if v is not None), None)
        if told[place] is None and named and not _is_idle(part):
            told[place] = _of_named(parts, told, place, before)
        elif not named and before is not None:
            if told[place] is None and SOME_OF_IT.match(part) and told[place - 1] is not None:
                found[-1:] = _elsewhere(found[-1], parts[place - 1], part, last)
                continue
            still = STILL.search(part)
            if told[place] is None and still and not _is_idle(part):
                told[place] = _turned(before) if still["not"] else before
            named = last if occasions and told[place] is not None else named
        last = named or last
        found.append(_Clause(named, told[place], occasions or opened))
        if occasions and told[place] == "partially_supported" and ONLY_THERE.search(part):
            found.append(_Clause(named, "supported", occasions))
            found[-2] = found[-2]._replace(occasions=[])
    return found


def _of_named(parts: list[str], told: list[Status | None], place: int, before: Status | None) -> Status | None:
    """The verdict of a clause that names labels and has no verdict of its own: that of one before it or behind it."""
    part = parts[place]
    gone_on = ELLIPSIS.search(part)
    if before is not None:
        said = next(p for p, verdict in zip(reversed(parts[:place]), reversed(told[:place]), strict=True) if verdict)
        return _gone_on(before, gone_on, said)
    if LEADS.match(part) or (gone_on and gone_on["not"]):
        return None
    verdict = next((v for v in told[place + 1 :] if v is not None), None)  # "For H1, …, support was found"
    own = any(MARK.search(p) for p in parts[place + 1 :])
    return None if own and not part.rstrip().endswith(("»", "» and", "»,")) else verdict


def _elsewhere(clause: _Clause, before: str, part: str, named: list[str]) -> Iterator[_Clause]:
    """A clause and the half of one behind it: "H3 held in the north", "not in the south"; "only in Study 2"."""
    occasions, verdict = find_occasions(part), clause.verdict
    pair = None if occasions else contrasted(before, part)
    if verdict is None or verdict == "partially_supported":
        yield clause
    elif ONLY_THERE.search(part):
        yield from (_Clause(named, verdict, occasions), _Clause(named, "partially_supported", []))
    elif clause.occasions and occasions:
        yield from (clause, _Clause(named, _turned(verdict), occasions))
    elif pair is not None:
        yield clause._replace(occasions=[pair[0]])
        yield _Clause(named, _turned(verdict), [pair[1]])
    else:
        yield from (clause, _Clause(named, "partially_supported", []))


def _gone_on(before: Status, found: re.Match[str] | None, said: str) -> Status:
    """The verdict of a clause that goes on from another: "H2 was not", "nor was H2", "H2 was", "so was H2".

    ``said`` is the other one: behind "H1 was rejected", "H2 was not" says that it holds.
    """
    if found is None or found["same"]:
        return before
    if found["not"] or found["bare"]:
        rejected = found["not"] and NO.search(said) and not LESS.search(said)
        return _turned(before) if before == "supported" or rejected else before
    return "supported" if found["aux"] else before


def _mark(words: str) -> str:
    """The sentence with its labels, or what stands for labels, as «H1 H2»."""
    marked = _mark_labels(words)
    return marked if "«" in marked else _mark_groups(marked)


def _mark_labels(words: str) -> str:
    words = ORDINAL_PAIR.sub(lambda m: f"{m[1]} {'hypothesis' if m[2][0] in 'hH' else 'proposition'} and ", words)
    marked = labels.LABEL.sub(lambda m: f"«{' '.join(labels.names(m))}»", words)
    marked = ORDINAL.sub(
        lambda m: f"«{'P' if m[2].lower().startswith('p') else 'H'}{ORDINALS.index(m[1].lower()) + 1}»", marked
    )
    marked = re.sub(r"(?<=[^\s(\[])«", " «", marked)
    marked = re.sub(r"[(\[]\s*(«[^»]*»)\s*[)\]]", r" \1 ", marked)
    marked = re.sub(r"\b(?:hypothes[ie]s|propositions?)\s+«", "«", marked, flags=re.IGNORECASE)
    while JOINED.search(marked):
        marked = JOINED.sub(r"«\1 \2»", marked)
    return marked


def _mark_groups(marked: str) -> str:
    """All, none or "this" hypothesis as «*» and «.», where the clause names no label itself."""
    marked = NONE.sub("not one «*»", marked)
    marked = ALL.sub("«*»", SOME.sub("some hypotheses", marked))
    return marked if "«" in marked else BOUND.sub("«.»", marked, count=1)


def _verdict(clause: str) -> Status | None:
    """The verdict of one clause, or None where it gives none."""
    if _is_idle(clause):
        return None
    turned = bool(NULL.search(clause))
    against, favourable = NO.search(clause), YES.search(clause)
    word = against or favourable
    if word is None:
        return None
    if PARTLY.search(clause) or (favourable and WEAK_AFTER.search(clause[favourable.end() :])):
        return "partially_supported"
    negations = len(LESS.findall(_before(clause, word, favourable=against is None))) + _is_denied(clause, word)
    holds = (against is None) == (negations % 2 == 0)
    return "supported" if holds != turned else "not_supported"


def _is_denied(clause: str, word: re.Match[str]) -> bool:
    """ "Support for H2 was not found": what is given is a noun, and the verb behind it denies it."""
    is_noun = re.search(r"\b(?:support|evidence|confirmation|backing)\b", word[0], re.IGNORECASE) is not None
    return is_noun and AFTER.search(clause[word.end() :]) is not None


def _before(clause: str, word: re.Match[str], *, favourable: bool) -> str:
    """The words that may negate a verdict: its own and those before it, back to the label or the clause's start.

    "The claim that A has no effect on B (H1) was supported": a label between parts the negation from the verdict.
    "None of H1 and H2", "neither H1 nor H2" and "not one" reach over it.
    """
    start = clause[: word.start()]
    last = start.rfind("»")
    reach = clause[last + 1 : word.end() if favourable else word.start()]
    if "»" in word[0]:
        reach = word[0].rpartition("»")[2]
    reach = " ".join(FAR.split(reach)[-1].split()[-REACH:])
    opening = start[: start.rfind("«")] if "«" in start else ""
    over = OVER.search(opening)
    return f"{over[0]} {reach}" if over else reach


def _is_idle(clause: str) -> bool:
    return bool(IDLE.search(clause))


def _turned(status: Status) -> Status:
    return "not_supported" if status == "supported" else "supported" if status == "not_supported" else status
