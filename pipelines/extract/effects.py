"""Effect sizes in running text: "β = .31, p < .001", "r = −0.24**", "(b = 0.42, t = 3.1)"."""

from __future__ import annotations

import re

from pipelines.record import Effect

SYMBOLS = {
    "β": "β",
    "beta": "β",
    "b": "b",
    "B": "b",
    "γ": "γ",
    "gamma": "γ",
    "r": "r",
    "ρ": "ρ",
    "or": "OR",
    "η²": "η²",
    "d": "d",
    "f²": "f²",
}
STATISTIC = re.compile(
    r"(?<![\w.])(β|beta|γ|gamma|ρ|OR|η²|η2|f²|f2|[bBrd]|path coefficient|standardi[sz]ed coefficient|coefficient)"
    r"(?:\s*\d)?\s*(?:=|of|:|was|is)\s*([-−–]?\s?\d*\.\d+)(\*{0,3})",
    re.IGNORECASE,
)
P_NEAR = re.compile(r"\bp(?:[- ]values?)?\s*(?:([<>=≤≥])|of|:)\s*(n\.?s\.?|\d?\.\d+)", re.IGNORECASE)
NEAR = 60  # characters within which a p belongs to the statistic before it


def find_effects(words: str) -> list[tuple[Effect, int]]:
    """The statistics of a sentence with the place of each, every one with the p that follows it closely."""
    found = []
    matches = list(STATISTIC.finditer(words))
    for n, match in enumerate(matches):
        limit = min(match.end() + NEAR, matches[n + 1].start() if n + 1 < len(matches) else len(words))
        p = P_NEAR.search(words, match.end(), limit)
        stars = {3: "<0.001", 2: "<0.01", 1: "<0.05"}.get(len(match[3]))
        value = float(match[2].replace("−", "-").replace("–", "-").replace(" ", ""))
        found.append((Effect(statistic=_symbol(match[1]), value=value, p=_printed(p) if p else stars), match.start()))
    return found


def _symbol(words: str) -> str:
    if "coefficient" in words.lower():
        return "β"
    return SYMBOLS.get(words, SYMBOLS.get(words.lower().replace("2", "²"), words))


def _printed(p: re.Match[str]) -> str:
    sign = p[1] if p[1] and p[1] != "=" else ""
    return f"{sign}{p[2]}"
