"""How a paper found out: its design, its methods of analysis, its sample sizes and where or among whom.

Only what a paper says of itself counts: its title, abstract and keywords, its sections on method, data and results,
and sentences in its own voice. Studies by others, told in the review of literature, do not.
"""

from __future__ import annotations

import collections
import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipelines.extract.statements.attribution import AUTHOR_YEAR, is_own
from pipelines.extract.words.cues import read_rows
from pipelines.extract.words.sentences import Sentence
from pipelines.record import Study
from pipelines.text import Text

METHOD_SECTION = re.compile(
    r"method|data\b|sample|sampling|measure|procedure|participants|analys[ie]s|research design|results?\b|empirical|"
    r"model|findings|test(?:s|ing)\b",
    re.IGNORECASE,
)
FRONT_SECTION = re.compile(r"abstract|summary|highlights|purpose", re.IGNORECASE)
NUMBER = r"(?<!ISO )(\d{1,3}(?:,\d{3})+|\d{2,6})"
PEOPLE = (
    r"(?:(?:\w+[- ]){0,3}?(?:respondents|participants|customers|consumers|users|students|employees|managers|firms"
    r"|companies|organi[sz]ations|individuals|people|guests|visitors|tourists|members|patients|adults|subjects"
    r"|interviewees|informants|interviews|responses|questionnaires|surveys|observations|subsidiaries|corporations|cases"
    r"|incidents|reviews|executives|households|shoppers))\b"
)
FINAL = r"(?:final|total|usable|valid|effective|resulting|analytical|overall) (?:\w+ )?(?:sample|data ?set|responses?)"
USABLE = r"(?:usable|valid|completed?|effective|eligible|useable|analy[sz]able)"
LEFT = r"(?:leaving|left|retained|remained|yield(?:ed|ing)|result(?:ed|ing) in|obtained|produced)"
OF = r"(?:of|was|is|comprise[ds]|consist(?:s|ed) of|include[ds])"
# Ways to tell a sample's size, the plainest on the final one first.
SAMPLES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{FINAL}[^.;\d]{{0,60}}?{NUMBER}\b(?!%)|\b{NUMBER} (?:\w+ )?{USABLE} {PEOPLE}"
        rf"|\b{LEFT}[^.;\d]{{0,40}}{NUMBER} {PEOPLE}",
        rf"\bsample (?:size )?{OF}[^.;\d]{{0,40}}{NUMBER}\b(?!%)|(?<![\w.])n\s*=\s*{NUMBER}\b(?!\.\d)",
        rf"\b{NUMBER} {PEOPLE}",
    )
)
YEARS = range(1900, 2051)
MOST = 5  # labels a list
MOST_SIZES = 2


def find_study(text: Text, sentences: Sequence[Sentence]) -> Study:
    """The study that a paper reports, as far as it says."""
    own = [s.text for s in _own_sentences(sentences)]
    front = _front(text, sentences)
    words = f"{front}\n" + "\n".join(own)
    return Study(
        design=_named("designs", words, front, re.IGNORECASE) or _conceptual(front),
        method=_named("methods", words, front, re.IGNORECASE, least=1),
        sample_size=_sample_sizes([*front.split("\n"), *own]),
        context=_places(text, front, own) + _named("settings", front, front, re.IGNORECASE),
    )


def method_in(words: str) -> str | None:
    """The method of analysis or of gathering data that words name first."""
    found = [(match.start(), label) for label, p in _patterns("methods", re.IGNORECASE) if (match := p.search(words))]
    return min(found)[1] if found else None


def _own_sentences(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Sentences on the paper's own work: of its sections on method and results, or in its own voice, citing nobody."""
    for sentence in sentences:
        section = sentence.section or ""
        if METHOD_SECTION.search(section) or (is_own(sentence.text) and not AUTHOR_YEAR.search(sentence.text)):
            yield sentence


def _front(text: Text, sentences: Sequence[Sentence]) -> str:
    """Title, keywords and abstract, a line each; where no abstract is marked, the first five sentences."""
    document = text.document
    abstract = [s.text for s in sentences if s.role == "abstract" or FRONT_SECTION.search(s.section or "")]
    lines = [document.title or "", ", ".join(document.keywords), *(abstract or [s.text for s in sentences[:5]])]
    return "\n".join(line for line in lines if line)


def _conceptual(front: str) -> tuple[str, ...]:
    """The design of a paper that names no empirical one and speaks of a framework or propositions."""
    told = re.search(
        r"\b(?:conceptual|propositions?|theoretical (?:framework|model)|framework|typology)\b", front, re.I
    )
    return ("conceptual",) if told else ()


def _named(data: str, words: str, front: str, flags: re.RegexFlag, *, least: int = 2) -> tuple[str, ...]:
    """Labels of ``data`` that the words name at least so often, most often named first; the front counts threefold."""
    counts: collections.Counter[str] = collections.Counter()
    for label, pattern in _patterns(data, flags):
        counts[label] = len(pattern.findall(words)) + 2 * len(pattern.findall(front))
    return tuple(label for label, count in counts.most_common() if count >= least)[:MOST]


def _places(text: Text, front: str, own: Sequence[str]) -> tuple[str, ...]:
    """Countries of the front matter; without any, those of the sentences on the sample."""
    found = _placed(front)
    if not found:
        about = [s for s in own if re.search(r"\b(?:sample|survey|data|respondents|collected|companies|firms)\b", s)]
        found = _placed("\n".join(about))
    return tuple(label for label, _ in found.most_common(2))


def _placed(words: str) -> collections.Counter[str]:
    counts: collections.Counter[str] = collections.Counter()
    for label, pattern in _patterns("places", re.NOFLAG):
        counts[label] += len(pattern.findall(words))
    return +counts


def _sample_sizes(lines: Sequence[str]) -> tuple[int, ...]:
    """Sizes told in the plainest way that the paper uses, the most frequent first."""
    for pattern in SAMPLES:
        found: collections.Counter[int] = collections.Counter()
        for printed in (number for line in lines for match in pattern.finditer(line) for number in match.groups()):
            if printed and ("," in printed or int(printed) not in YEARS):
                found[int(printed.replace(",", ""))] += 1
        if found:
            return tuple(size for size, _ in found.most_common(MOST_SIZES))
    return ()


@cache
def _patterns(data: str, flags: re.RegexFlag) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((label, re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", flags)) for label, pattern in read_rows(data))
