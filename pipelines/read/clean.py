"""Cleaning, as small rules ``str -> str`` named for what they mend.

Rules work on one printed line or paragraph and run before any offset exists. Each has must-change and must-not-change
cases in ``tests/read/test_clean.py``. ``clean_line`` applies them all, in order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
SPACES = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
NOTHING = re.compile(r"[\u200b-\u200f\u2060\ufeff\u202a-\u202e\x00-\x08\x0e-\x1b\x7f-\x9f]")
MATHEMATICAL = re.compile("[\U0001d400-\U0001d7ff]+")
# Symbol fonts whose codes were read as letters of other alphabets (Pi fonts of large journal publishers).
SYMBOLS = str.maketrans(
    "⫽⫹⫺⫻⫾⬍⬎ⱕⱖϭϩϪϫϽϾ␣␤␥␦␧␩␮␳␴␸␹␻␭␲",
    "=+−×±<>≤≥=+−×<>αβγδεημρσφχωλπ",
)
ACCENTS = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "¸": "\u0327", "ˇ": "\u030c"}
ACCENTED = re.compile(r"([´`¨ˆ˜ˇ])([aeiouycnszAEIOUYCNSZı])(?=[a-zß])|([cC])(¸)")
STATISTIC = (
    r"(?:\b[pPtFrRnNzZbBd]|R²|χ²|[βαχηΔλμ]²?"
    r"|\b(?:df|SD|SE|M|CI|VIF|AVE|CR|CFI|TLI|RMSEA|GFI|AGFI|NFI|IFI|SRMR|alpha|beta))"
)
COMPARISON = re.compile(r"[,\\]\s+[−-]?0?[.:]\d")  # what COMPARED needs, told at a glance
COMPARED = re.compile(rf"({STATISTIC}(?:\s?\([\d, ]+\))?)\s*[,\\]\s+(?=[−-]?0?[.:]\d)")
EQUAL = re.compile(r"(?<=[\w)²\s])¼\s?(?=\s?[−–-]?\s?[\d.])|(?<=\s)¼(?=\s)")
FORMULA = re.compile(r"ð[^ðÞ]{1,60}Þ|\d\s?þ\s?\w|\w\s?þ\s?\d")
BRACKETED = re.compile(r"ð([^ðÞ]{1,60})Þ")
DECIMAL = re.compile(r"(?<=[=<>] )([−-]?\d{1,3}):(?=\d{2,3}\b)|(?<=[=<>])([−-]?\d{1,3}):(?=\d{2,3}\b)")
SPACED = re.compile(r"(?<![^\s(])(?:[A-ZÀ-Þ] ){3,}[A-ZÀ-Þ](?![^\s.,:;)])")
LOOKALIKE = dict(zip("АВЕКМНОРСТУХЅІЈаеорсухѕіјЗб", "ABEKMHOPCTYXSIJaeopcyxsij36", strict=True))
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LABEL = re.compile(r"\b(Hypothes[ie]s|Proposition|H|P|RQ)(\s?)([lIZЗ]|[0-9lI][0-9lI])([a-zа]?)(?=[\s.:,;)–—]|$)")
LOWERED = re.compile(r"\b(?:RH|HP|RP|RQ|H|P)[₀-₉]+[ₐₑₕ]?")
DOI = re.compile(r"\b[lI][0O]\.(?=\d{4,5}/)|\b(?<=doi:)\s?[lI]0\.(?=\d{4})", re.I)
MOJIBAKE = re.compile(r"â€[\x80-\xbf™œ\x9d“”˜¢¦]|Ã[\x80-\xbf©¨¤¶¼§±³¡]")

# Words that lost an ff, fi, fl, ffi or ffl, by their first letters; only forms that begin no word of their own.
LOST = {
    "eect": "effect", "aect": "affect", "dieren": "differen", "dicult": "difficult", "ecien": "efficien",
    "sucien": "sufficien", "coecient": "coefficient", "signican": "significan", "signied": "signified",
    "inuen": "influen", "reect": "reflect", "conict": "conflict", "conrm": "confirm", "condence": "confidence",
    "condent": "confident", "specic": "specific", "specied": "specified", "scientic": "scientific",
    "articial": "artificial", "benecia": "beneficia", "benets": "benefits", "benet": "benefit", "exib": "flexib",
    "sacric": "sacrific", "protab": "profitab", "prots": "profits", "decien": "deficien", "ocial": "official",
    "workow": "workflow", "identied": "identified", "identies": "identifies", "identica": "identifica",
    "classied": "classified", "classica": "classifica", "satised": "satisfied", "satises": "satisfies",
    "modied": "modified", "modica": "modifica", "justied": "justified", "justica": "justifica", "dened": "defined",
    "denes": "defines", "denition": "definition", "dening": "defining", "ndings": "findings", "oering": "offering",
    "oered": "offered", "eorts": "efforts", "eort": "effort", "nancial": "financial",
    "simplied": "simplified", "diversica": "diversifica", "amplied": "amplified", "qualied": "qualified",
    "qualica": "qualifica", "fullled": "fulfilled", "fulll": "fulfill", "veried": "verified", "clarica": "clarifica",
    "signies": "signifies", "unied": "unified", "intensied": "intensified",
}  # fmt: skip
PREFIXES = ("in", "un", "cost-", "non-", "non", "ine", "re", "self-")
LOST_BEGINNINGS = {
    f"{mark}{prefix}{lost}"[:4] for lost in LOST for prefix in ("", *PREFIXES) for mark in ("", "(", "“", '"')
}
# Not at a line's start, where it may be the second half of a broken word ("fi-" and "nancial").
LOST_WORD = re.compile(
    rf"(?<=[\s(“\"])({'|'.join(PREFIXES)})?({'|'.join(sorted(LOST, key=len, reverse=True))})(?=[a-z]*\b)"
)


def join_surrogates(text: str) -> str:
    """Halves of surrogate pairs, as PDFs' maps of characters give them, as the character; a lone half as U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def plain_mathematics(text: str) -> str:
    """Letters of the mathematical alphabets as plain ones: "𝑝 < .05" → "p < .05", "𝛽" → "β"."""
    return MATHEMATICAL.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)


def mend_ligatures(text: str) -> str:
    """Ligature characters as letters: "ﬁrm" → "firm"."""
    return text.translate(LIGATURES)


def mend_spaces(text: str) -> str:
    """Every kind of space as one space; characters without width and control characters go."""
    return SPACES.sub(" ", NOTHING.sub("", text)).strip()


def drop_soft_hyphens(text: str) -> str:
    """Soft hyphens inside a line go; one at its end stays for the rejoining of words."""
    return re.sub("\xad\\s*(?=[a-z])|\xad(?=.)", "", text)


def mend_symbols(text: str) -> str:
    """Mathematical signs that a symbol font's codes turned into other letters: "p ⬍ .05" → "p < .05"."""
    return text.translate(SYMBOLS)


def mend_accents(text: str) -> str:
    """Accents printed beside their letter: "M¨uller" → "Müller"."""

    def compose(match: re.Match[str]) -> str:
        letter, accent = (match[2], match[1]) if match[2] else (match[3], match[4])
        return unicodedata.normalize("NFC", letter.replace("ı", "i") + ACCENTS[accent])

    return unicodedata.normalize("NFC", ACCENTED.sub(compose, text))


def mend_statistics(text: str) -> str:
    r"""Signs of comparison lost to a font: "p , .05" and "p \ .05" → "p < .05"; "n ¼ 45" → "n = 45"."""
    if COMPARISON.search(text):
        text = COMPARED.sub(r"\1 < ", text)
    if "þ" in text and ("¼" in text or FORMULA.search(text)):
        text = re.sub(r"\s?þ\s?", " + ", BRACKETED.sub(r"(\1)", text))
    if "¼" in text:
        text = re.sub(r"\s{2,}", " ", EQUAL.sub("= ", text))
    return DECIMAL.sub(lambda m: f"{m[1] or m[2]}.", text) if ":" in text else text


def close_spaced_capitals(text: str) -> str:
    """Letter-spaced capitals: "A B S T R A C T" → "ABSTRACT"."""
    return SPACED.sub(lambda m: m[0].replace(" ", ""), text)


def mend_lookalikes(text: str) -> str:
    """Cyrillic letters among Latin ones as the Latin (or digit) that they look like; whole Cyrillic words stay."""
    if not CYRILLIC.search(text):
        return text

    def latin(match: re.Match[str]) -> str:
        word = match[0]
        foreign = CYRILLIC.findall(word)
        if len(foreign) > 3 and len(foreign) == sum(map(str.isalpha, word)):
            return word
        return "".join(LOOKALIKE.get(c, c) for c in word)

    return re.sub(r"\S*[\u0400-\u04ff]\S*", latin, text)


def mend_labels(text: str) -> str:
    """Letters read for digits in labels of hypotheses and in DOIs: "Hypothesis la" → "Hypothesis 1a"."""

    def digits(match: re.Match[str]) -> str:
        word, space, number, letter = match.groups()
        if word in {"H", "P", "RQ"} and space:
            return match[0]
        fixed = number.replace("l", "1").replace("I", "1").replace("Z", "2")
        return f"{word}{space}{fixed}{letter}"

    if "H" in text or "P" in text or "RQ" in text:
        text = LABEL.sub(digits, text)
    return DOI.sub("10.", text) if "0." in text or "O." in text or "o." in text else text


def raise_labels(text: str) -> str:
    """Labels whose digits and letters are lowered: "H₂ₐ" → "H2a"."""
    return LOWERED.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)


def mend_mojibake(text: str) -> str:
    """UTF-8 once read as Windows-1252: "customersâ€™" → "customers’"."""
    if not MOJIBAKE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def restore_ligatures(text: str) -> str:
    """Words that lost an ff, fi, fl or ffi: "eect" → "effect", "signicant" → "significant"."""
    if LOST_BEGINNINGS.isdisjoint([word[:4] for word in text.split()]):
        return text
    return LOST_WORD.sub(lambda m: (m[1] or "") + LOST[m[2]], text)


RULES: tuple[Callable[[str], str], ...] = (
    join_surrogates,
    plain_mathematics,
    mend_mojibake,
    mend_spaces,
    mend_ligatures,
    drop_soft_hyphens,
    mend_symbols,
    mend_accents,
    mend_lookalikes,
    raise_labels,
    mend_labels,
    mend_statistics,
    close_spaced_capitals,
    restore_ligatures,
)


# The rules that can change a line of plain letters and the usual typographic marks: most lines are that.
ODD = re.compile(r"[^\x20-\x7e‘’“”–—…]|  |^ | $")
PLAIN_RULES = (mend_labels, mend_statistics, close_spaced_capitals, restore_ligatures)


def clean_line(text: str) -> str:
    """All rules, in order."""
    for rule in RULES if ODD.search(text) else PLAIN_RULES:
        text = rule(text)
    return text
