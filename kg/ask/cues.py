"""Cue words: what a question in words of its own asks for, about the constructs that stand in it.

A cue is written as its parts with `` … `` between them, where any words may stand; ``«1»``, ``«2»`` are the constructs
of the question in their order. Behind it stand the queries to ask, by how many constructs the question names, ``$1``
for the first. The special stand before the general, as the first that occurs is taken.
"""

from __future__ import annotations

import dataclasses
import functools
import re

from kg.ask.words import expand

MEDIATORS = "mediators cause=$1 effect=$2"
EVIDENCE = "evidence cause=$1 effect=$2"
BOTH_WAYS = "evidence cause=$1 effect=$2 either=true"
IMPLICATIONS = "statements kind=implication construct=$1"
NOT = r"(?:not|never|no|nobody|none|\w+n't|fail\w*|reject\w*|refut\w*|unsupported|disconfirm\w*|(?:un|dis)confirmed)"
TESTED = "(?:hypothes[ei]s|predictions?|expectations?|supported|confirmed)"
VERDICT = r"(?:supported|confirmed|accepted|hold|held|rejected|refuted|fail\w*|(?:non-?|in)?significant|verified)"
PARTLY = "(?:partially|partly|in part)"
DEFINED = r"(?:defin\w+|conceptuali[sz]\w+)"
CHANGED = r"(?:(?:over|through) time|over the years|evol\w+|chang\w+|histor\w+)"
CITED = r"(?:who|whose|whom|authors?|works?|credited|cited|borrowed|taken from|goes back)"
VERB = "(?:<RAISES>|<LOWERS>|<CAUSES>|<CAUSING>|makes?|made)"
BE = "(?:is|are|was|were|be|been|being|gets?)"
CUES: tuple[tuple[str, dict[int, tuple[str, ...]]], ...] = (
    (r"(?:contested|disputed|controversial|debated|in dispute|ambiguous|equivocal|replicat\w+)",
     {0: ("contradictions",), 1: ("contradictions construct=$1", "hypotheses construct=$1"), 2: (EVIDENCE,)}),
    (r"(?:contradict\w*|disagree\w*|conflict\w*|inconsisten\w*|opposite|opposing|mixed)",
     {0: ("contradictions",), 1: ("contradictions construct=$1",), 2: (EVIDENCE,)}),
    (rf"{NOT} … (?:yet|tested|looked (?:at|into)|studied|examined|investigated)",
     {0: ("untested",), 1: ("untested construct=$1",)}),
    (r"(?:gaps?|future (?:research|stud(?:y|ies)|work)|unexplored|under-?researched|overlooked|untested)",
     {0: ("untested",), 1: ("untested construct=$1",)}),
    (f"{TESTED} … {PARTLY}", {0: ("hypotheses status=partially_supported",),
                              1: ("hypotheses construct=$1 status=partially_supported",)}),
    (f"{PARTLY} … {TESTED}", {0: ("hypotheses status=partially_supported",),
                              1: ("hypotheses construct=$1 status=partially_supported",)}),
    (f"{TESTED} … {NOT}", {0: ("hypotheses status=not_supported",),
                           1: ("hypotheses construct=$1 status=not_supported",), 2: (EVIDENCE,)}),
    (f"{NOT} … {TESTED}", {0: ("hypotheses status=not_supported",),
                           1: ("hypotheses construct=$1 status=not_supported",), 2: (EVIDENCE,)}),
    (f"<EFFECT> … {VERDICT}", {1: ("hypotheses construct=$1",), 2: (EVIDENCE,)}),
    (f"(?:<LINK>|link) … {VERDICT}", {1: ("hypotheses construct=$1",), 2: (EVIDENCE,)}),
    (f"{TESTED} … (?:supported|confirmed|accepted|hold|held)",
     {0: ("hypotheses status=supported",), 1: ("hypotheses construct=$1 status=supported",)}),
    (r"(?:hypothes[ei]s|predictions?)", {0: ("hypotheses",), 1: ("hypotheses construct=$1",), 2: (EVIDENCE,)}),
    (r"propositions?", {0: ("propositions",), 1: ("propositions construct=$1",)}),
    (r"«1» … (?:mediat\w*|transmit\w*|carry|carries) … «2» … «3»",
     {3: ("mediators construct=$1 cause=$2 effect=$3",)}),
    (r"(?:mediat\w+|mechanisms?|in[- ]between|(?:sit|lie|stand|come)s? (?:in )?between|interven\w+|"
     r"(?:through|via|by way of|by means of) (?:what|which|whom))",
     {1: ("mediators construct=$1",), 2: (MEDIATORS, EVIDENCE), 3: (MEDIATORS, "mediators cause=$1 effect=$3")}),
    (r"«1» … (?:<MODERATES>|<LOWERS>|<RAISES>|buffers?|difference) … «2» … «3»",
     {3: ("moderators construct=$1 cause=$2 effect=$3",)}),
    (r"(?:moderat\w+|boundary conditions?|contingen\w+|circumstances?|conditions?|for whom)",
     {1: ("moderators construct=$1",), 2: ("moderators cause=$1 effect=$2",)}),
    (r"(?:strengthen|weaken|buffer|amplif|attenuat)\w* … (?:the|of the) (?:<LINK>|<EFFECT>)",
     {1: ("moderators construct=$1",), 2: ("moderators cause=$1 effect=$2",)}),
    (r"(?:effect sizes?|coefficients?|betas?|β|path weights?|correlations?|how (?:strong|strongly|large|big|much))",
     {1: ("effect-sizes construct=$1",), 2: ("effect-sizes cause=$1 effect=$2", EVIDENCE)}),
    (f"{DEFINED} … {CHANGED}", {1: ("definitions-over-time construct=$1",)}),
    (f"{CHANGED} … {DEFINED}", {1: ("definitions-over-time construct=$1",)}),
    (f"{CITED} … {DEFINED}", {1: ("definition-sources construct=$1",)}),
    (r"(?:<PART>|multi-?dimensional)", {1: ("dimensions construct=$1",)}),
    (r"(?:<TYPE>|typolog(?:y|ies)|taxonom(?:y|ies)|classif\w+)", {1: ("types construct=$1",)}),
    (rf"(?:{DEFINED}|means?|meant|meaning|underst\w+)", {1: ("definitions construct=$1",)}),
    (r"(?:how|where|from what) … «1» (?:arises?|emerges?|develops?|forms?|comes? about)",
     {1: ("antecedents construct=$1",)}),
    (r"(?:countr(?:y|ies)|industr(?:y|ies)|contexts?|settings?) … (?:studied|examined|investigated|tested)",
     {0: ("methods",), 1: ("methods construct=$1",)}),
    (r"(?:methods?|samples?|sample sizes?|(?:research|study) designs?|respondents?|participants?|"
     r"interview(?:s|ed|ees)?|survey(?:s|ed)?|measured?|measurement)",
     {0: ("methods",), 1: ("methods construct=$1",)}),
    (r"(?:advice|advise|recommend\w*|implications?|managers?|practitioners?|marketers?)",
     {0: ("statements kind=implication",), 1: (IMPLICATIONS, "antecedents construct=$1"), 2: (IMPLICATIONS,)}),
    (f"«1» … {BE} … <CAUSED> by … «2»", {2: ("evidence cause=$2 effect=$1",)}),
    (r"(?:hand in hand|together|relat\w+|associat\w+|correlat\w+|linked|connected|cause or|or rather)",
     {1: ("studied-together construct=$1",), 2: (BOTH_WAYS,)}),
    (f"«1» … {VERB} … «2»", {2: (EVIDENCE,)}),
    ("<EFFECT> … «1» … «2»", {2: (EVIDENCE,)}),
    (r"«1» … (?:backfir\w+|matters?|pays? off|cause|consequence) … «2»", {2: (EVIDENCE,)}),
    (r"negative(?:ly)? <EFFECT> (?:on|upon) «1»",
     {1: ("antecedents construct=$1 sign=-", "antecedents construct=$1")}),
    (r"positive(?:ly)? <EFFECT> (?:on|upon) «1»",
     {1: ("antecedents construct=$1 sign=+", "antecedents construct=$1")}),
    ("<EFFECT> (?:on|upon) «1»", {1: ("antecedents construct=$1",)}),
    ("<BARRIER> … «1»", {1: ("antecedents construct=$1 sign=-", "antecedents construct=$1")}),
    (r"(?:<CAUSE>|preced\w+|explanations?|why)", {1: ("antecedents construct=$1",)}),
    (r"(?:benefits?|consequences?|outcomes?|downsides?|drawbacks?|harms?|pay-?offs?|(?:dis)?advantages?|aftermath|"
     r"<EFFECT>)", {1: ("outcomes construct=$1",)}),
    (rf"«1» {BE}(?: \w+ly)? <CAUSED>", {1: ("antecedents construct=$1",)}),
    (f"{VERB} … «1»", {1: ("antecedents construct=$1",)}),
    (f"«1» … {VERB}", {1: ("outcomes construct=$1",)}),
    (r"(?:know\w*|said|says?|summar\w+|overview|tell|about|discuss\w*|mention\w*|stud(?:y|ies|ied)|evidence|findings?)",
     {1: ("statements construct=$1",), 2: (BOTH_WAYS,)}),
)  # fmt: skip
# Words that change nothing of what is asked: of grammar, of courtesy, and of how research is spoken about.
EMPTY = frozenset(
    re.findall(
        r"\S+",
        """
    a about academic accept accepted across actually again against ago all along also am among an and any anybody
    anyone anything are argue article articles as ask asked asks assume assumed at author authors authors' available
    base based be been behind being believe believed best beyond both but by can chiefly claim claimed claims come
    comes common compare compared comparing concept concepts concerning concern concerns conclusion conclusions
    construct constructs could course cover current currently customer customers data did different discuss
    discussed distinguish distinguished do document documents does done during each either else empirical
    empirically entail every everybody everyone everything evidence exactly exert exist existing exists expect
    expected explicitly factor factors far find finding findings firm firms first five for found four from further
    general get gets give given go goes good had has have having hello help her hi his hold how i i'd i'm idea ideas
    identified identify if in including interested into involve involves involving investigate investigated is it
    its itself just kind know known least let level like list literature long look looked lot made main mainly major
    make makes many may me mentioned might more most mostly much must my name named names need needs no notion
    number of often on once one ones only or other others our out over overall own paper papers particular people
    per person perspective perspectives phd please possible potential present process proposed publication
    publications published put question questions quite rather reach reached read really reason record recorded
    records regarding relevant report reported reports research researcher researchers respect results review role
    said same say says scholar scholars science scientific section see seem seems set several shall she should show
    showed shown shows similar since six so some somebody someone something sort source sources split stand stands
    state stated statement statements states still students studied studies study such suggest suggested suggests
    summarise summarize summary supervisor supposed survey surveys take taken talk tell term text than that the
    their them then theory there these thesis they thing things think this those thought three through to together
    too toward towards two under up upon us use used uses using usually variable variables various very via view
    viewpoint views want was way ways we well were what when where whether which who whom whose why will with within
    without wonder word words work works would write writes writing yet you your
    """,
    )
)


@dataclasses.dataclass(frozen=True, slots=True)
class Cue:
    """What tells that something is asked for, and the queries that answer it by the number of constructs.

    ``denies`` tells that a word such as "not" is part of the cue.
    """

    expression: re.Pattern[str]
    templates: dict[int, tuple[str, ...]]
    denies: bool


@functools.cache
def cues() -> tuple[Cue, ...]:
    """All cues in the order in which they are tried."""
    return tuple(
        Cue(re.compile(".*?".join(map(_part, parts(words))), re.IGNORECASE), asked, NOT in parts(words))
        for words, asked in CUES
    )


@functools.cache
def cue_words() -> re.Pattern[str]:
    """Any words that are part of a cue."""
    found = {_part(part) for words, _ in CUES for part in parts(words) if "«" not in part}
    return re.compile("|".join(sorted(found, key=lambda part: (-len(part), part))), re.IGNORECASE)


def parts(cue: str) -> list[str]:
    """The words of a cue that must occur, one after another."""
    return cue.split(" … ")


def _part(words: str) -> str:
    return rf"(?<!\w){expand(words)}(?!\w)"
