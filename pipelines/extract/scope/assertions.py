"""What a sentence asserts of the relations that its words tell, whoever found these: rules or a learned model.

``judge`` is the one place where links meet scopes. A relation that is denied has no effect (sign "0"); one that is
asked, aimed at, a premise or put into no mouth is no assertion, nor is what a heading names, a definition contains,
or an advertisement or an item of a questionnaire says to or of a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from pipelines.extract.definitions.frames import Defined, find_definitions
from pipelines.extract.hypotheses.labels import opening_label
from pipelines.extract.relations.comparatives import correlatives
from pipelines.extract.relations.frames import noun_cues
from pipelines.extract.relations.links import Link
from pipelines.extract.relations.turning import turning_links
from pipelines.extract.scope.reach import STATED
from pipelines.extract.scope.scopes import Scope, Stance, scopes, stance_at
from pipelines.extract.scope.telling import CLAUSAL, MODEL, depth_of, head_of, stance_of_link
from pipelines.extract.scope.triggers import Kind
from pipelines.extract.scope.voices import is_personal
from pipelines.extract.words import cues
from pipelines.record import Sign

ASKS = cues.read_pattern("question")
PREMISE = "it tells the relation as a premise (if, unless), not as holding"
ASKED = "it asks or names a relation that somebody looked at, and does not say that it holds"
OPEN = "it says that nobody looked, or that nothing is said"
DEFINES = "it says what a term means"
HEADING = "it is a heading: it names a relation and says nothing of it"
PERSONAL = "it speaks to or of a person, as advertisements and the items of questionnaires do"
# "Not all managers believe that A raises B": neither that it does nor that it does not.
SOME_SAY = re.compile(
    r"\bnot (?:all|every\w*|each)\b(?:\W+\w+){1,14}?\W+(?:believ|think|thought|agree|find|found|expect)", re.IGNORECASE
)
LESS_OR_MORE = re.compile(r"(?:more|less|higher|lower|greater|fewer|better|worse)\b", re.IGNORECASE)
FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
WORDED = frozenset({"surface", "correlative", "turning", "group"})  # whatever the tagger says
LOOSELY = frozenset({"copula", "apposition"})  # frames of sentences that may state something besides
SIGNED = frozenset({"causal", "associative", "contrast"})
TURNED: dict[str, Sign] = {"+": "-", "-": "+"}


class Told(NamedTuple):
    """What a sentence asserts (or, where it only asks, asks): its links with their signs, and how they are told.

    ``kinds`` are the scopes that the links stand under, or the whole sentence where it has none. ``reason`` says why
    links were left out, where all were.
    """

    links: list[Link]
    kinds: frozenset[Kind] = frozenset()
    negated: bool = False
    hedged: bool = False
    reason: str | None = None


def judge(doc: Doc, links: Sequence[Link], *, tested: bool = False) -> Told:
    """The links that a sentence asserts, denied ones as denials; where it asserts none, those that it asks about.

    ``tested`` tells that the sentence is a numbered hypothesis: its conditions are causes, its questions are put.
    """
    found = scopes(doc)
    if not links:
        kinds = frozenset(scope.kind for scope in found)
        return Told([], kinds | _asking(doc), hedged="doubt" in kinds)
    said, reason = (list(links), None) if tested else _said(doc, links)
    judged = [(link, stance_of_link(doc, link, found)) for link in _turned(doc, said)]
    asserted = [(link, stance) for link, stance in judged if tested or not _reason(doc, link, stance)]
    asked = [each for each in judged if _is_asked(doc, each[1])]
    if not asserted and not asked:
        return Told([], reason=next((r for link, stance in judged if (r := _reason(doc, link, stance))), reason))
    chosen = [(_signed(doc, link, stance, found), stance) for link, stance in asserted or asked]
    kinds = frozenset(kind for _, stance in chosen for kind in stance.kinds) | _announced(doc, found)
    return Told(
        [link for link, _ in chosen],
        kinds if asserted else kinds | {"question"},
        negated=_is_denial(doc, [link for link, _ in chosen]),
        hedged=any(stance.doubted for _, stance in chosen),
    )


def _said(doc: Doc, links: Sequence[Link]) -> tuple[list[Link], str | None]:
    """The links that a sentence tells as a paper states things, and why the others are none."""
    if is_personal(doc):
        return [], PERSONAL
    verbal = [link for link in links if not _is_heading(doc, link)]
    if not verbal:
        return [], HEADING
    defined = [each for each in find_definitions(doc) if each.frame not in LOOSELY]
    return [link for link in verbal if not any(_is_defining(doc, link, each) for each in defined)], DEFINES


def _turned(doc: Doc, links: Sequence[Link]) -> list[Link]:
    """Links of a model with the sign that the words tell where both ends turn: "when noise fell, calm rose"."""
    turning = turning_links(doc) if any(link.rule == MODEL for link in links) else []
    signs = {(each.source.text, each.target.text): each.sign for each in turning}
    return [
        link._replace(sign=signs.get((link.source.text, link.target.text), link.sign)) if link.rule == MODEL else link
        for link in links
    ]


def _is_heading(doc: Doc, link: Link) -> bool:
    """ "The effect of X on Y", "Using X to raise Y": no verb says anything."""
    if link.rule in WORDED or any(t.tag_ in FINITE or (t.dep_ == "ROOT" and t.pos_ == "VERB") for t in doc):
        return False
    cue = doc[link.cue]
    if link.rule == MODEL:
        if opening_label(doc.text) or correlatives(doc):
            return False
        return any(t.lemma_.lower() in noun_cues() for t in doc)
    return link.rule == "noun" or cue.tag_ == "VBG" or any(c.tag_ == "TO" for c in cue.lefts)


def _is_defining(doc: Doc, link: Link, defined: Defined) -> bool:
    """Whether a link is but the tie between a term and what it means; a wording may state relations of its own."""
    start, end = min(defined.term[0], defined.wording[0]), max(defined.term[1], defined.wording[1])
    term, other = (link.source, link.target) if link.source.end <= defined.term[1] else (link.target, link.source)
    if LESS_OR_MORE.match(doc.text, defined.wording[0]):  # "praise means more calm": what it brings
        return False
    of_term = defined.term[0] <= term.start and term.end <= defined.term[1]
    return of_term and start <= other.start and other.end <= end and link.type in {"causal", "associative"}


def _announced(doc: Doc, found: Sequence[Scope]) -> frozenset[Kind]:
    """What the main clause of a sentence says that all of it is: "It could be argued that …"."""
    return frozenset(s.kind for s in found if doc[s.trigger].dep_ == "ROOT" and s.kind in STATED)


def _signed(doc: Doc, link: Link, stance: Stance, found: Sequence[Scope]) -> Link:
    if stance.negated:
        return link._replace(sign="0" if link.type in SIGNED else None, negated=True)
    if link.rule in CLAUSAL and stance_at(frozenset({head_of(doc, link.target).i}), found).negated:
        return link._replace(sign=TURNED.get(link.sign or "", link.sign))  # "because of X, firms do not Y"
    if link.rule == MODEL and link.negated and SOME_SAY.search(doc.text):
        return link._replace(sign=None, negated=False)
    if "partial" in stance.kinds or ("negation" in stance.kinds and link.negated):  # "it cannot be denied that"
        return link._replace(sign=None, negated=False)
    return link


def _reason(doc: Doc, link: Link, stance: Stance) -> str | None:
    """Why a link is no assertion, if it is none."""
    if "condition" in stance.kinds and link.rule not in CLAUSAL:
        return PREMISE
    if "open" in stance.kinds:
        return OPEN
    if stance.kinds & {"question", "purpose"} and not stance.kinds & {"retold", "verdict"}:
        return ASKED
    return ASKED if _asking(doc) else None


def _is_asked(doc: Doc, stance: Stance) -> bool:
    """Whether the paper itself asks: "we examine whether …", "does …?"."""
    return "open" not in stance.kinds and ("purpose" in stance.kinds or bool(_asking(doc)))


def _asking(doc: Doc) -> frozenset[Kind]:
    return frozenset({"question"}) if ASKS.search(doc.text.rstrip()) else frozenset()


def _is_denial(doc: Doc, links: Sequence[Link]) -> bool:
    """Whether a sentence denies: what its main clause says of relations counts, not what it adds."""
    depths = [depth_of(doc[link.cue]) for link in links]
    return all(link.negated for link, depth in zip(links, depths, strict=True) if depth == min(depths))
