"""Words of questions: verbs of influence with their forms, and the macros that patterns are written with."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What raises, lowers, or only affects. A verb of two words is inflected in the first.
RAISING = [
    "amplify",
    "boost",
    "elevate",
    "enable",
    "encourage",
    "enhance",
    "facilitate",
    "foster",
    "heighten",
    "improve",
    "increase",
    "intensify",
    "nurture",
    "promote",
    "raise",
    "reinforce",
    "stimulate",
    "strengthen",
    "support",
]
LOWERING = [
    "alleviate",
    "block",
    "damage",
    "decrease",
    "destroy",
    "diminish",
    "discourage",
    "erode",
    "hamper",
    "harm",
    "hinder",
    "hurt",
    "impair",
    "impede",
    "inhibit",
    "lessen",
    "limit",
    "lower",
    "mitigate",
    "obstruct",
    "prevent",
    "reduce",
    "suppress",
    "undermine",
    "weaken",
    "worsen",
]
AFFECTING = [
    "affect",
    "bring",
    "build",
    "cause",
    "create",
    "determine",
    "drive",
    "explain",
    "generate",
    "impact",
    "influence",
    "motivate",
    "predict",
    "produce",
    "shape",
    "spark",
    "trigger",
    "underlie",
    "yield",
]
AFFECTING += ["account for", "bring about", "contribute to", "give rise to", "lead to", "matter for", "result in"]
AFFECTING += ["translate into", "turn into", "affect the level of"]
MODERATING = ["moderate", "condition", "qualify", "alter", "change", "depend on", "vary"]
MEDIATING = ["mediate", "carry", "transmit", "explain", "account for", "channel"]
IRREGULAR = {
    "build": ("built", "built"),
    "bring": ("brought", "brought"),
    "drive": ("drove", "driven"),
    "give": ("gave", "given"),
    "hurt": ("hurt", "hurt"),
    "lead": ("led", "led"),
    "underlie": ("underlay", "underlain"),
}


def present(verb: str) -> str:
    """The third person of a verb: "leads to" for "lead to"."""
    head, _, tail = verb.partition(" ")
    if re.search(r"[^aeiou]y$", head):
        head = head[:-1] + "ie"
    elif head.endswith(("s", "sh", "ch", "x")):
        head += "e"
    return f"{head}s {tail}".strip()


def past(verb: str) -> str:
    """The past tense: "led to" for "lead to"."""
    head, _, tail = verb.partition(" ")
    return f"{IRREGULAR[head][0] if head in IRREGULAR else _regular(head)} {tail}".strip()


def participle(verb: str) -> str:
    """The past participle: "driven" for "drive"."""
    head, _, tail = verb.partition(" ")
    return f"{IRREGULAR[head][1] if head in IRREGULAR else _regular(head)} {tail}".strip()


def gerund(verb: str) -> str:
    """The form in -ing: "leading to" for "lead to"."""
    head, _, tail = verb.partition(" ")
    return f"{head[:-1] if head.endswith('e') else head}ing {tail}".strip()


def _regular(head: str) -> str:
    if re.search(r"[^aeiou]y$", head):
        return head[:-1] + "ied"
    return f"{head}d" if head.endswith("e") else f"{head}ed"


def _any(words: Iterable[str]) -> str:
    """An alternative of literal words, longer ones first so that the longest is taken."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) + ")"


def _active(verbs: list[str]) -> str:
    forms = _any(form for verb in verbs for form in (verb, present(verb), past(verb)))
    return rf"(?:{MODAL} )?(?:{ADVERB} )?{forms}(?:,? (?:and|or) {forms})*"


def _passive(verbs: list[str]) -> str:
    forms = _any(participle(verb) for verb in verbs if " " not in verb)
    return rf"(?:{ADVERB} )?{forms}(?: (?:and|or) {forms})*"


def _gerunds(verbs: list[str]) -> str:
    return rf"(?:{ADVERB} )?{_any(map(gerund, verbs))}"


PAPER_NOUN = "(?:papers?|stud(?:y|ies)|articles?|publications?|documents?|manuscripts?|surveys)"
# What a question calls a status, the special before the general.
STATUS_WORDS = tuple(
    (status, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE))
    for status, words in (
        ("partially_supported", r"(?:partially|partly|in part) (?:supported|confirmed|accepted)|mixed support"),
        ("not_supported", r"reject\w*|unsupported|refut\w*|disconfirm\w*|unconfirmed|non-?significant|insignificant|"
         r"(?:not|never|\w+n't)(?: \w+){0,2} (?:support(?:ed)?|confirm(?:ed)?|accept(?:ed)?|significant|hold|"
         r"held)|fail(?:ed|s)?|(?:no|without|lack(?:s|ed)?) support"),
        ("supported", r"supported|confirm(?:ed)?|accept(?:ed)?|corroborated|validated|verified|significant|"
         r"held(?: up)?|hold"),
    )
)  # fmt: skip
MODAL = "(?:can|could|may|might|must|should|will|would|help|helps|helped|tends? to|seems? to)"
ADVERB = "(?:actually|also|directly|indirectly|mainly|most|negatively|often|positively|really|significantly|usually)"
QUALITY = "(?:(?:causal|direct|indirect|negative|positive|significant|strong|total) )?"
SAID = "(?:assumed|believed|claimed|expected|found|hypothesi[sz]ed|known|proposed|reported|said|shown|thought)"
ALL = RAISING + LOWERING + AFFECTING
MACROS = {
    # Forms of verbs.
    "RAISES": _active(RAISING),
    "LOWERS": _active(LOWERING),
    "CAUSES": _active(ALL),
    "CAUSED": _passive(ALL),
    "CAUSING": _gerunds(ALL),
    "MODERATES": _active(MODERATING),
    "MODERATED": _passive(MODERATING),
    "MEDIATES": _active(MEDIATING),
    # Auxiliaries.
    "DOES": "(?:do|does|did|can|could|may|might|will|would|should)",
    "IS": "(?:is|are|was|were|has been|have been|can be)",
    "SAID": rf"(?: (?:is|are|was|were|has been|have been) {SAID} to)?",
    "PUT": SAID,
    # Nouns.
    "EFFECT": f"{QUALITY}(?:effects?|impacts?|influences?|roles?)",
    "LINK": f"{QUALITY}(?:relationships?|relations?|links?|associations?|connections?|correlations?|paths?|effects?)",
    "CAUSE": "(?:antecedents?|causes?|determinants?|drivers?|enablers?|factors? behind|origins?|predictors?|"
    "preconditions?|prerequisites?|reasons?|sources?|motivators?|motives?|triggers?)",
    "BARRIER": "(?:barriers?|hindrances?|impediments?|inhibitors?|obstacles?)",
    "OUTCOME": "(?:benefits?|consequences?|downstream effects?|effects?|impacts?|outcomes?|results?|upshots?)",
    "PART": "(?:components?|dimensions?|elements?|facets?|parts?|sub-?dimensions?|aspects?)",
    "TYPE": "(?:categor(?:y|ies)|examples?|forms?|kinds?|sorts?|styles?|subtypes?|types?|varieties|variants?)",
    "PAPERS": "(?:(?:the |these |those |my |our |all |different |various |three |several )*"
    "(?:papers|authors|documents|studies|articles|scholars|researchers|literature|texts|people|they))",
    "METHODS": "(?:methods?|designs?|samples?|sample sizes?|contexts?|data|approach(?:es)?|methodolog(?:y|ies))",
    "NUMBER": "(?:(?:the |two |three |four |five |six |seven |different |various |\\d |all |common "
    "|(?:most )?important |main |key |major |possible |potential |typical )*)",
    # What a question begins with.
    "THINGS": "(?:what else|what|(?:what|which) (?:else|factors?|concepts?|constructs?|variables?|things?|conditions?|"
    "circumstances|mechanisms?)|who)",
    "SHOW": "(?:(?:show|list|give|tell|find|name)(?: me| us)?(?: all| about)? |what are |which are |what is |)",
    "LIST": "(?:which |what |(?:which|what) (?:are|is|was|were) |"
    "(?:(?:show|list|give|tell|find|name)(?: me| us)?(?: all)? )?)(?:the |some )?",
}


def expand(form: str) -> str:
    """A pattern with its macros (``<CAUSES>``) and slots (``{cause}``) written out as a regular expression.

    A slot ``{reference}`` takes a masked reference alone; any other takes words without one.
    """
    for name, expression in MACROS.items():
        form = form.replace(f"<{name}>", expression)
    form = form.replace("{reference}", r"(?P<reference>⟦\d+⟧)")
    return re.sub(r"\{([a-z]+)\}", r"(?P<\1>[^⟦⟧]+?)", form)
