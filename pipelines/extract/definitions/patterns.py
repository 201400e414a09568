"""Words that link a term and its wording in a definition, as regular expressions (used by ``frames``)."""

from __future__ import annotations

import re

from pipelines.extract.definitions.wording import KINDS

ADVERB = (
    r"(?:(?:also|often|commonly|typically|generally|usually|traditionally|frequently|broadly|here|formally|simply|"
    r"sometimes|thus|therefore|then|further|explicitly|specifically|conceptually|originally|initially|hence|herein|"
    r"best|collectively|subsequently|primarily|basically|essentially|in turn|in general|in this \w+) )*"
)
DEFINE = r"(?:re)?(?:defin|conceptuali[sz])"
VIEW = (
    r"(?:describ|view|regard|interpret|conceiv|portray|recogni[sz]|explain|delineat|label|labell|depict|treat|"
    r"constru|consider|classif|express|summari[sz]|characteri[sz]|operationali[sz]|posit)"
)
BY = r"(?: by [^,;]{2,60}?)?"
HERE = (
    r"(?:,? (?:here|herein|in this (?:study|paper|article|research|context)|for (?:the|our) purposes?[\w ]{0,20}),?)?"
)
PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|be|been|being) {ADVERB}"
    rf"(?:(?P<strong>{DEFINE}(?:ed)|termed|understood|thought of|referred to|meant|conceived of)"
    rf"|{VIEW}(?:ed|ied)|seen|taken|denoted|held|known|called){BY}{HERE},? {ADVERB}"
    r"(?:as|to be|to mean|to encompass|to include|to denote) ",
    re.IGNORECASE,
)
PARTICIPLE = re.compile(rf",? {ADVERB}(?:{DEFINE}ed|understood|conceived){BY}{HERE} (?:as|to be) ", re.IGNORECASE)
ACTIVE = re.compile(
    rf"\b(?:(?P<strong>{DEFINE}(?:es|e|ed|ing)|terms?|termed)"
    rf"|{VIEW}(?:es|e|s|ed|ies|ied|ing|y)?|sees?|saw|seen|understand(?:s|ing)?|understood|refers? to|referred to"
    r"|think(?:s|ing)? of|thought of|takes?)(?: and \w+e)?"
    r" (?P<term>(?!as\b|by\b|to\b|that\b)(?:(?! that )[^,;:]){1,90}?)(?<!such),?"
    rf" {ADVERB}[“\"]?(?:as|to be|to mean) (?!well\b)",
    re.IGNORECASE,
)
MEANS = re.compile(
    rf"\b(?:(?P<strong>refers?(?:, \w[\w .,’-]{{0,40}},)? {ADVERB}to|denotes?|signif(?:y|ies)|connotes?"
    r"|(?<!root )means?(?! for| to| that)|stands? for)"
    r"|describes?|represents?|reflects?|captures?|encompass(?:es)?|indicates?|involves?|entails?|concerns?|relates? to"
    r"|deals? with|pertains? to|embod(?:y|ies)|constitutes?|expresses|is about|is concerned with|serves? as"
    r"|aggregates?) ",
    re.IGNORECASE,
)
COPULA = re.compile(rf"\b(?:is|are) {ADVERB}(?:nothing (?:more|else|other) than |about )?", re.IGNORECASE)
NAMED = re.compile(
    r"\b(?:is|are|was|were|been|being) (?:\w+ly |also |often |then |sometimes )*"
    r"(?:called|termed|named|dubbed|known as|labell?ed(?: as)?|coined|referred to as|defined as|denoted(?: as)?)"
    r" (?P<term>[^,;:.]{2,60}?)\s*[.,;]?$",
    re.IGNORECASE,
)
USE_TERM = re.compile(
    r"\b(?:uses?|used|employs?|adopts?) (?:the )?(?:term|word|expression|label|concept)s? (?:of )?"
    r"(?P<term>[^,;:]{2,80}?) (?:to (?:mean|refer to|denote|describe|signify|indicate|capture)|for|as) ",
    re.IGNORECASE,
)
WE_MEAN = r"(?:we|i|is|they|the authors) (?:(?:here |simply )?(?:mean|meant|understand|refer to)|intend)s? "
BY_WHICH = re.compile(rf",? (?:by|with|under) which {WE_MEAN}", re.IGNORECASE)
WHICH_AS = re.compile(
    rf",? (?:which|that) (?:we|i|they|one|the authors|(?-i:[A-Z])[\w’'.& ]{{1,40}}) {ADVERB}"
    rf"(?:{DEFINE}e?d?|understand|understood|conceive[sd]? of|think of|refer(?:red)? to|{VIEW}e?d?|see|saw)s?"
    rf"{HERE} {ADVERB}(?:as|to be|to mean) ",
    re.IGNORECASE,
)
BY_TERM = re.compile(rf"\bby (?P<term>[^,;:]{{2,80}}?),? (?:then,? )?{WE_MEAN}", re.IGNORECASE)
APPOSITION = re.compile(r"(?P<cut> ?[—–] ?|, )(?P<lead>(?:that is|i\. ?e\.|namely),? )?", re.IGNORECASE)
SAYS = re.compile(r"(?:whether|how|what) |(?:an?|the) (?:\w+ ){1,4}(?:of|that|which|who|to)\b", re.IGNORECASE)
NAMES_LOOSELY = frozenset({"describe", "represent", "constitute", "serve", "relate", "deal", "concern", "denote"})
# Words before a looser frame that make it somebody's definition.
BY_DEFINER = re.compile(
    r"^(?:as|following)\b.{0,40}\bdefin|\bby definition\b|^according to\b|^for (?-i:[A-Zv])[\w’'.& -]*,"
    r"|^in the (?:words|view|sense|understanding) of\b|^in [\w’' -]+[’']s? (?:words|view|definition|terms)\b",
    re.IGNORECASE,
)

# Heads of a predicate that relate or praise instead of defining.
NO_KIND = frozenset(
    {
        "driver",
        "antecedent",
        "factor",
        "determinant",
        "predictor",
        "outcome",
        "consequence",
        "result",
        "example",
        "topic",
    }
    | {
        "area",
        "field",
        "issue",
        "challenge",
        "reason",
        "limitation",
        "source",
        "aim",
        "purpose",
        "question",
        "problem",
    }
    | {
        "objective",
        "focus",
        "one",
        "mediator",
        "moderator",
        "precursor",
        "cornerstone",
        "prerequisite",
        "basis",
        "key",
    }
    | {
        "opportunity",
        "advantage",
        "effect",
        "case",
        "means",
        "addition",
        "step",
        "function",
        "sign",
        "role",
        "influence",
    }
    | {"strength", "weakness", "threat", "benefit", "goal", "need", "point", "place", "variable", "finding", "support"}
)
TOLD = re.compile(
    r"(?: of [\w -]{2,50}?)? (?:that|which|who|whose|whereby|where|(?:in|to|with|by|through|for|on) which|designed"
    r"|used|intended|involving|characteri[sz]ed|comprising|consisting|aimed|based on|capable of)\b(?! (?:was|were"
    r"|cannot|can not|has been|(?:is|are) (?:\w+ly )?(?:critical|important|essential|crucial|vital|key|central|not)))",
    re.IGNORECASE,
)
TOLD_AT_ALL = re.compile(r" (?:of|to|for|with|between|among|in|on|by|that|which|who|where|whereby)\b")
LOOSELY_TOLD = re.compile(r" (?:of|to|for|about|with|between|among|in|on|from|toward|towards|by)\b")


NO_AGENT = re.compile(r"\b(?:is|are|was|were|be|been|being|well|a|an|the|their|its)\s+$", re.IGNORECASE)
# Kinds that "of …" alone tells apart.
LOOSE_KINDS = KINDS | {
    *(
        "approach",
        "attitude",
        "attachment",
        "behavior",
        "behaviour",
        "bond",
        "branch",
        "bundle",
        "collection",
        "conduct",
    ),
    *("discipline", "emotion", "exchange", "experience", "form", "framework", "group", "image", "kind", "knowledge"),
    *("learning", "measure", "mechanism", "method", "mode", "network", "orientation", "philosophy", "phenomenon"),
    *("program", "programme", "reaction", "relationship", "representation", "response", "sharing", "strategy"),
    *("structure", "style", "system", "technique", "theory", "tool", "type", "way"),
}
