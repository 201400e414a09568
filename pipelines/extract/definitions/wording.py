"""What makes a wording a definition: words alone, no parse.

A definition names the kind of thing that its term is (genus) and then tells it apart (differentia). In ``data/``,
``kinds.txt`` lists nouns that open one beyond doubt, ``genus.txt`` those that may, ``evaluative.txt`` adjectives that
never do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.canonical import singular
from pipelines.extract.words.cues import read_words

KINDS = read_words("kinds")
GENUS = read_words("genus")
EVALUATIVE = read_words("evaluative")

ARTICLE = r"(?:the|an?|any|all|those|one['’]s|people['’]s)"
QUOTE = re.compile(rf"^(?:{ARTICLE} )?[“\"‘'](?:(?!s\b)(?=\w|\[))", re.IGNORECASE)
CLOSE = re.compile(r"[”\"](?=[\s.,;:)]|$)")
FUNCTION = frozenset(
    {"of", "for", "to", "that", "which", "who", "whose", "in", "with", "on", "by", "from", "about", "between", "among"}
    | {
        "toward",
        "towards",
        "when",
        "where",
        "whereby",
        "through",
        "at",
        "as",
        "is",
        "are",
        "designed",
        "used",
        "based",
    }
    | {"capable", "regarding", "concerning", "characterized", "characterised", "comprising", "consisting", "involving"}
    | {
        "intended",
        "aimed",
        "such",
        "how",
        "whether",
        "whom",
        "associated",
        "related",
        "within",
        "via",
        "over",
        "against",
    }
)
CLAUSE_CUT = re.compile(
    r";\s+|:\s+(?=[A-Z])|,? (?:whereas|while|whilst) |"
    r", and (?=(?:(?!that\b|which\b|who\b)[\w-]+ ){1,6}(?:refers? to|is|are) )"
)
WORDING_END = re.compile(
    r";|:(?= )|\.(?= [A-Z])|,? (?:whereas|while|whilst|although|(?<!as )though)\b|, but\b|"
    r"(?:,| ?[—–]),? ?which (?:\w+ )?(?:negatively|positively|in turn|makes?|means?|leads?|necessitates?|may|can|"
    r"will|has|have|affects?|helps?|allows?|refers?)\b|"
    r", (?:and|so|thus|therefore|hence)? ?(?:thus|therefore|hence|it|they|this|these|we|has|have|can|may|should|must|"
    r"making|meaning|with)\b|(?:,(?: and)?| and) (?:is|are|was|were|has|have) (?:\w+ly )?(?:been|measured|assessed"
    r"|considered|important|central|critical|essential|often|also|an?|the|thus|therefore|found|positively|negatively"
    r"|related|associated|expected)\b|, (?:the|a) \w+ dimension|, that is\b"
)
LINKING = re.compile(r"^(?:as |being |that (?!which)|:|,|\s)+(?=\S)")
NO_WORDING = re.compile(
    r"^(?:(?:the |an? )?(?:follow|such\b|well\b|table|figure|section|appendix)|in (?:the |our )?(?:table|figure|"
    r"section|previous|next)|(?:it|they|he|she|we|i|you|that|there|this)\b(?! which))|\b(?:your|my|you)\b",
    re.IGNORECASE,
)

BARE_KIND = re.compile(r"(?:an? )?(?:[\w–-]+ ){0,5}(?:construct|concept|variable|resource)s?", re.IGNORECASE)


def clauses(words: str) -> Iterator[tuple[int, int]]:
    """Ranges of a sentence that may each hold a definition: cut at semicolons and where a contrast sets in."""
    cuts = [0, *(found.end() for found in CLAUSE_CUT.finditer(words) if found.start() > 20)]
    yield from zip(cuts, [*cuts[1:], len(words)], strict=True)


def trim_wording(words: str, start: int, end: int) -> tuple[int, int]:
    """The wording that begins at ``start``: the quotation where it is one, else up to where another clause sets in."""
    if lead := LINKING.match(words[start:end]):
        start += lead.end()
    text = words[start:end]
    if quote := QUOTE.match(text):
        close = CLOSE.search(text, quote.end() + 15)
        start += quote.end()
        if close:
            return start, start + len(text[quote.end() : close.start()].rstrip(" .,;"))
        text = words[start:end]
    cut = next((c for c in WORDING_END.finditer(text) if c.start() > 25), None)
    text = text[: cut.start()] if cut else text
    return start, start + len(text.rstrip(' .,;:—–"”’'))


def is_wording(words: str) -> bool:
    """Whether words can define at all: three at least, no reference to a table, no pronoun, no second person."""
    return len(words.split()) >= 3 and not NO_WORDING.search(words) and not BARE_KIND.fullmatch(words)


def opens_definition(words: str) -> bool:
    """Whether words open as nothing but definitions do: "the degree to which …", or a quotation."""
    if QUOTE.match(words):
        return True
    article = re.match(rf"{ARTICLE} ", words, re.IGNORECASE)
    return bool(article) and _head(words) in KINDS and not is_evaluative(words) and _goes_on(words)


def is_kind(words: str) -> bool:
    """Whether words name a kind of thing before they tell it apart; a quotation counts as one."""
    return bool(QUOTE.match(words)) or (not is_evaluative(words) and _head(words) in GENUS)


def is_somebodys(words: str) -> bool:
    """ "users’ perceptions of …", "an individual's view on …": somebody's something, of a kind."""
    found = re.match(r"(?:an? |the )?[\w-]+(?: [\w-]+)?(?:['’]s|s['’]) (.+)", words)
    return bool(found) and _head(found[1]) in GENUS and _goes_on(found[1]) if found else False


def is_evaluative(words: str) -> bool:
    """Whether a phrase is led by an adjective that ranks or praises."""
    led = re.match(rf"(?:(?:{ARTICLE}|one of the|its|their|some of the) )?(?:\w+ly )?([\w-]+)", words, re.IGNORECASE)
    return bool(led) and led[1].lower() in EVALUATIVE if led else False


def _led(words: str) -> list[str]:
    """The words before the first function word, articles put aside; at most seven."""
    plain = re.sub(rf"^[“\"‘']?{ARTICLE} [“\"‘']?", "", words, flags=re.IGNORECASE)
    led: list[str] = []
    for word in re.findall(r"[\w’'/–-]+|,", plain)[:10]:
        if word.lower() in FUNCTION:
            break
        led.append(word.lower())
    return led


def _head(words: str) -> str:
    """The noun that the phrase at the beginning of the words is built on, in the singular; "" where none is seen."""
    led = [w for w in _led(words) if w != ","]
    return singular(led[-1]) if 0 < len(led) <= 7 else ""


def _goes_on(words: str) -> bool:
    """Whether a function word follows the head: the difference is told."""
    return len(_led(words)) < len(re.findall(r"[\w’'/–-]+|,", words)) - 2
