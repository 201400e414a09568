"""Rows of results tables that test a path: "H1 | Trust -> Loyalty | 0.31*** | 4.2 | <0.001 | Supported".

A row is tied to a hypothesis by its path first and by its label second: tables number anew more often than one thinks.
Constructs stand there as codes ("PEOU", "INT"), which are matched to the words of the relation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipelines.extract.hypotheses import labels
from pipelines.extract.hypotheses.occasions import UNSAID, Occasion, Studies
from pipelines.extract.words.acronyms import expand
from pipelines.record import Effect, Relation
from pipelines.text import Table, Text

ARROW = re.compile(r"\s*(?:-+\s*>|→|⟶|➔|➝|=>|⇒|\s[–—]\s?>|—>|–>|\s--?\s)\s*")
PRODUCT = re.compile(r"\s*[×*]\s*|\s+[xX]\s+")
NUMBER = re.compile(r"^\(?([-−–]?\s?\d*[.,]\d+|[-−–]?\d+)\)?\s*(\*{1,4}|†|\+|[a-c]|n\.?\s?s\.?)?$", re.IGNORECASE)
P_VALUE = re.compile(r"^(?:p\s*)?([<>=≤]?\s?[01]?\.\d+|[<>≤]\s?\d?\.?\d+)\s*\*{0,4}$", re.IGNORECASE)
SAMPLE = re.compile(
    r"\b(?:sample|study|experiment|sub-?sample|group|wave|country|panel|data ?set|population|town|region|market)s?\b"
    r"|^\W*\(?[a-d]\)\s",
    re.IGNORECASE,
)
HEADS = (
    ("p", re.compile(r"^p\b|p[- ]?val|^sig|significance", re.I)),
    ("t", re.compile(r"^\|?t\b|t[- ]?(?:val|stat)|^c\.?r\.?$|critical ratio|^z\b", re.I)),
    ("f²", re.compile(r"^f\s?[²2]|effect size", re.I)),
    ("β", re.compile(r"β|beta|coeff|estimate|path coef|std|standardi[sz]ed|weight|^b$|original sample", re.I)),
)
WORDY = re.compile(
    r"hypothes|(?<!beta )paths?$|relation|result|decision|support|conclusion|evidence|remark|construct|variable|^h$"
    r"|from|to$",
    re.I,
)
# Heads of the two columns that a path is printed in, where no arrow stands between.
CAUSES = re.compile(
    r"^(?:predictors?|independents?|independent (?:variable|construct)s?|exogenous\b.*|antecedents?|causes?|from"
    r"|sources?|iv)$",
    re.I,
)
EFFECTS = re.compile(
    r"^(?:outcomes?|dependents?|dependent (?:variable|construct)s?|endogenous\b.*|consequen(?:ces?|ts?)|effects?|to"
    r"|targets?|dv|criterion)$",
    re.I,
)
NO_WORD = re.compile(r"[^a-z0-9 ]+")
FILLER = frozenset(
    {"the", "a", "an", "of", "to", "in", "for", "and", "on", "with", "their", "its", "towards", "toward"}
)


class PathRow(NamedTuple):
    """A tested path: the row's own label (or None), both ends as printed, its figures, and whether stars mark it.

    ``occasion`` names the study that the table is about and the sample that the row's block is about, where told.
    """

    label: str | None
    source: str
    target: str
    effects: tuple[Effect, ...]
    cells: tuple[str, ...]
    starred: bool
    start: int
    occasion: Occasion = UNSAID


def find_paths(text: Text) -> list[PathRow]:
    """The path rows of all tables, in order."""
    studies = Studies(text)
    return [path for table in text.tables for path in _of_table(table, studies.of_table(table))]


def _of_table(table: Table, study: str | None) -> Iterator[PathRow]:
    heads, columns = _heads(table), _end_columns(table)
    for row, sample in rows_by_sample(table.rows):
        found = _path_in(row) or (_path_at(row, *columns) if columns else None)
        if found is None:
            continue
        label, ends, rest = found
        starred = any("*" in cell for cell in rest)
        yield PathRow(label, *ends, effects_of(rest, heads), rest, starred, table.start, Occasion(study, sample))


def rows_by_sample(rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """The rows of a table, each with the sample or study whose block it is in: one that a row of its own names."""
    sample: str | None = None
    for row in rows:
        filled = [cell.strip() for cell in row if cell.strip()]
        if len(set(filled)) == 1 and SAMPLE.search(filled[0]) and not labels.LABEL.match(filled[0]):
            sample = filled[0]
        yield row, sample


def _path_in(row: tuple[str, ...]) -> tuple[str | None, tuple[str, str], tuple[str, ...]] | None:
    """A row's label, both ends of its path, and the cells behind it. The arrow may have a cell of its own."""
    label: str | None = None
    for n, cell in enumerate(c.strip() for c in row):
        found = labels.LABEL.match(cell)
        if found and label is None:
            label = labels.names(found)[0]
        if 0 < n < len(row) - 1 and cell and ARROW.fullmatch(cell):
            return label, (row[n - 1].strip(), row[n + 1].strip()), row[n + 2 :]
        words = labels.SEPARATOR.sub("", cell[found.end() :], count=1) if found else cell
        ends = [end.strip() for end in ARROW.split(words) if end.strip()]
        if len(ends) == 2 and all(re.search(r"[A-Za-z]{2}", end) for end in ends):
            return label, (ends[0], ends[1]), row[n + 1 :]
    return None


def _end_columns(table: Table) -> tuple[int, int] | None:
    """The columns of cause and effect, where a head row names both."""
    for row in table.rows[:3]:
        heads = [cell.strip() for cell in row]
        cause, effect = (next((n for n, head in enumerate(heads) if p.match(head)), None) for p in (CAUSES, EFFECTS))
        if cause is not None and effect is not None:
            return cause, effect
    return None


def _path_at(
    row: tuple[str, ...], cause: int, effect: int
) -> tuple[str | None, tuple[str, str], tuple[str, ...]] | None:
    """The same as ``_path_in`` of a row whose ends stand in columns of their own."""
    if len(row) <= max(cause, effect):
        return None
    ends = row[cause].strip(), row[effect].strip()
    if not all(re.search(r"[A-Za-z]{2}", end) for end in ends) or CAUSES.match(ends[0]):
        return None
    found = next((match for cell in row if (match := labels.LABEL.match(cell.strip()))), None)
    return labels.names(found)[0] if found else None, ends, row[max(cause, effect) + 1 :]


def _heads(table: Table) -> tuple[str, ...]:
    """The header row that names the most statistics, padded by nothing: it is aligned from the right."""
    best: tuple[int, tuple[str, ...]] = (0, ())
    for row in table.rows[:5]:
        known = sum(1 for cell in row if _statistic(cell))
        if known > best[0]:
            best = (known, row)
    return best[1]


def _statistic(head: str) -> str | None:
    return next((name for name, pattern in HEADS if pattern.search(head.strip())), None)


def effects_of(cells: Sequence[str], heads: Sequence[str]) -> tuple[Effect, ...]:
    """Coefficient and f² among a row's cells, the coefficient with its p."""
    figures: dict[str, tuple[float, str]] = {}
    p: str | None = None
    for name, cell in _aligned([c.strip() for c in cells], heads):
        number = NUMBER.match(cell)
        if name == "p" or (name is None and cell[:1] in {"<", ">"}):
            p = p or (cell.rstrip("* ").replace(" ", "") if P_VALUE.match(cell) else None)
        elif number and name is not None:
            figures.setdefault(name, (_value(number[1]), number[2] or ""))
    p = p or {"***": "<0.001", "**": "<0.01", "*": "<0.05"}.get(figures.get("β", (0.0, ""))[1])
    return tuple(
        Effect(statistic=name, value=figures[name][0], p=p if name == "β" else None)
        for name in ("β", "f²")
        if name in figures
    )


def _aligned(cells: Sequence[str], heads: Sequence[str]) -> list[tuple[str | None, str]]:
    """Cells with the statistic that their column holds; the first number is the coefficient where heads fall short."""
    figures = [c for c in cells if NUMBER.match(c) or P_VALUE.match(c)]
    columns = [_statistic(head) or "" for head in heads if not WORDY.search(head)]
    if len(figures) == len(columns) + 1 and "β" not in columns:
        columns = ["β", *columns]
    if columns and len(figures) <= len(columns):
        return [(name or None, cell) for name, cell in zip(columns, figures, strict=False)]
    return [("β" if n == 0 else None, cell) for n, cell in enumerate(figures)]


def _value(words: str) -> float:
    return float(words.replace("−", "-").replace("–", "-").replace(" ", "").replace(",", "."))


def assign(
    paths: Sequence[PathRow], tested: Sequence[tuple[str, Relation]], acronyms: Mapping[str, str]
) -> dict[str, PathRow]:
    """The row that tests each labelled relation: best path first; a row whose path fits none goes by its label."""
    scored = sorted(
        (
            (fit(path, relation, acronyms) + 0.01 * (path.label == label), n, label)
            for n, path in enumerate(paths)
            for label, relation in tested
        ),
        key=lambda s: (-s[0], s[1], s[2]),
    )
    found: dict[str, PathRow] = {}
    used: set[int] = set()
    for score, n, label in scored:
        if score >= 0.5 and label not in found and n not in used:
            found[label] = paths[n]
            used.add(n)
    for n, path in enumerate(paths):
        if (
            n not in used
            and path.label
            and path.label not in found
            and any(path.label == label for label, _ in tested)
        ):
            found[path.label] = path
    return found


def fit(path: PathRow, relation: Relation, acronyms: Mapping[str, str]) -> float:
    """How well a path's ends name a relation's, from 0 to 1.

    A product of two variables tests a moderation, in either order; a path of two ends tests no mediation.
    """
    factors = [factor for factor in PRODUCT.split(path.source) if factor.strip()]
    thirds = relation.moderators[:1]
    if relation.mediators or len(factors) != 1 + len(thirds):
        return 0.0
    sources = (relation.source, *thirds)
    orders = (factors, factors[::-1])
    source = max(min(_names(f, s, acronyms) for f, s in zip(order, sources, strict=True)) for order in orders)
    return min(source, _names(path.target, relation.target, acronyms))


def _names(code: str, phrase: str, acronyms: Mapping[str, str]) -> float:
    """1 where the words are the same, less for a code whose letters the phrase's words spell."""
    long = expand(code, acronyms)
    left, right = content_words(long), content_words(phrase)
    common = len(set(left) & set(right))
    shared = 2 * common / (len(set(left)) + len(set(right))) if common else 0.0
    covered = 0.9 * common / len(set(left)) if common else 0.0
    letters = code.strip()
    spelled = 0.0
    if " " not in letters and len(letters) <= 6:
        spelled = max(
            _spells(letters.lower(), right), _spells(letters.lower(), NO_WORD.sub(" ", phrase.lower()).split())
        )
    return max(shared, covered, spelled)


def content_words(phrase: str) -> list[str]:
    """The words of a phrase as they are compared: lower case, singular, American, no articles and prepositions."""
    words = NO_WORD.sub(" ", phrase.lower().replace("behaviour", "behavior")).split()
    return [w[:-1] if len(w) > 4 and w.endswith("s") else w for w in words if w not in FILLER]


def _spells(code: str, words: Sequence[str]) -> float:
    """How well a code fits words: by their initials ("pu"), the first one's beginning ("int"), or its letters."""
    if not words:
        return 0.0
    code = re.sub(r"[^a-z]", "", code)
    initials = "".join(w[0] for w in words)
    if len(code) >= 2 and initials.startswith(code):
        return 0.95 if len(initials) == len(code) else 0.85
    if len(code) >= 2 and initials[1:].startswith(code) and words[0] == "perceived":
        return 0.7
    if len(code) >= 2 and words[0].startswith(code):
        return 0.8
    if len(code) >= 2 and code[0] == words[0][0] and _subsequence(code, "".join(words[:2])):
        return 0.6
    return 0.0


def _subsequence(code: str, letters: str) -> bool:
    rest = iter(letters)
    return all(c in rest for c in code)
