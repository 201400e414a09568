"""Answers as pandas data frames, for notebooks. Needs the extra ``notebook``.

    frame = ask(store, "antecedents", construct="customer engagement")
    show(frame)                                       # wrapped sentences, links, a caption
    question(store, "what drives customer engagement")
    votes(store, cause="trust", effect="loyalty")

``frame.attrs`` tells the query and its parameters, so that a table always says what it answers.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from rdflib import Literal

from kg.ask import ask as ask_plainly
from kg.errors import MissingLibrary
from kg.query import Choice, find, run
from kg.store import Answer, Store, Term
from kg.synthesis import synthesise

if TYPE_CHECKING:
    import pandas
    from pandas.io.formats.style import Styler

LIKELY_ONES = Choice()
LONG = 60  # characters from which a cell is wrapped and set to the left


def ask(
    store: Store, name: str, *, timeout: float | None = None, choice: Choice = LIKELY_ONES, **parameters: str
) -> pandas.DataFrame:
    """A named query's rows. A parameter that Python has as a keyword goes as ``**{"from": "trust"}``.

    What is more likely wrong than right is left out, unless ``choice`` says otherwise; ``attrs`` tell how much.

    Raises:
        UnknownQuery, BadParameter, NotFound: as ``kg.query.find`` and ``kg.query.run``.
        MissingLibrary: pandas is not installed.
    """
    query = find(name)
    given = {key: str(value) for key, value in parameters.items()}
    answer = run(store, query, given, timeout=timeout, choice=choice)
    frame = to_frame(answer)
    frame.attrs |= {"title": query.title, "query": query.name, "parameters": given, "missing": answer.words}
    return frame


def question(store: Store, words: str, *, timeout: float | None = None) -> pandas.DataFrame:
    """A plain question's rows; ``attrs`` tells what was understood, which context comes first, what was not used.

    Raises:
        NotUnderstood, NotFound: as ``kg.ask.ask``.
        MissingLibrary: pandas is not installed.
    """
    asked = ask_plainly(store, words, timeout=timeout)
    frame = to_frame(asked.answer)
    readings = [part.reading for part in asked.parts]
    frame.attrs |= {
        "title": "; ".join(dict.fromkeys(find(reading.query).title for reading in readings)),
        "query": readings[0].query,
        "parameters": dict(readings[0].given),
        "understood": "\n".join(reading.command for reading in readings),
        "context": "; ".join(
            f"{part.context} ({part.in_context} rows, first)" for part in asked.parts if part.context
        ),
        "missing": tuple(words for part in asked.parts for words in part.answer.words),
        "unused": tuple(words for reading in readings for words in reading.unused),
    }
    return frame


def votes(
    store: Store, *, cause: str | None = None, effect: str | None = None, wider: bool = False
) -> pandas.DataFrame:
    """The votes of papers on effects, a row a pair and sign; raises as ``kg.synthesis.synthesise``."""
    rows = [
        {"cause": pair.cause, "effect": pair.effect, "sign": each.sign, "papers": len(each.papers)}
        | {name: getattr(each, name) for name in COUNTS}
        | {"in_papers": "; ".join(each.papers)}
        for pair in synthesise(store, cause=cause, effect=effect, wider=wider)
        for each in pair.votes
    ]
    frame = _pandas().DataFrame(rows, columns=["cause", "effect", "sign", "papers", *COUNTS, "in_papers"])
    frame.attrs |= {"title": "Votes of papers", "parameters": {"cause": cause, "effect": effect}}
    return frame


COUNTS = ("supported", "partially_supported", "not_supported", "found", "claimed", "hedged")


def to_frame(answer: Answer) -> pandas.DataFrame:
    """Rows as a frame of Python values: numbers and truth values as such, IRIs as strings, None where unbound.

    A truth value becomes one cell, triples three columns.
    """
    pandas = _pandas()
    if answer.kind == "truth":
        return pandas.DataFrame({"answer": [answer.truth]})
    if answer.kind == "triples":
        return pandas.DataFrame([list(map(to_value, triple)) for triple in answer.triples], columns=list("spo"))
    columns = {name: [to_value(row[place]) for row in answer.rows] for place, name in enumerate(answer.variables)}
    series = {name: pandas.Series(values, dtype=_dtype(values)) for name, values in columns.items()}
    return pandas.DataFrame(series, columns=list(answer.variables))


def to_value(term: Term | None) -> Any:
    """A term as a Python value."""
    if term is None:
        return None
    if isinstance(term, Literal) and isinstance(term.value, (bool, int, float)):
        return term.value
    return str(term)


def show(frame: pandas.DataFrame, *, rows: int | None = None) -> Styler:
    """A frame for the eye: a caption, sentences wrapped and to the left, no index, IRIs as links, blanks for None.

    Args:
        rows: only so many from the top.
    """
    shown = frame if rows is None else frame.head(rows)
    shown = shown.dropna(axis="columns", how="all")
    style = shown.style.hide(axis="index").set_caption(html.escape(_caption(frame, len(shown))))
    style = style.format(_cell, na_rep="")
    wide = [name for name in shown if shown[name].map(lambda value: len(str(value))).max() > LONG]
    style = style.set_properties(**{"text-align": "left", "vertical-align": "top"})
    return style.set_properties(subset=wide, **{"min-width": "24em", "white-space": "normal"})


def _caption(frame: pandas.DataFrame, shown: int) -> str:
    parameters = ", ".join(f"{name}: {value}" for name, value in frame.attrs.get("parameters", {}).items() if value)
    context = frame.attrs.get("context", "")
    rows = f"{len(frame)} row{'' if len(frame) == 1 else 's'}"
    count = rows if shown == len(frame) else f"{shown} of {rows}"
    missing = "; ".join(frame.attrs.get("missing", ()))
    return " · ".join(part for part in (frame.attrs.get("title", ""), parameters, context, count, missing) if part)


def _cell(value: object) -> str:
    words = html.escape(str(value))
    if isinstance(value, str) and value.startswith(("http://", "https://")) and " " not in value:
        return f'<a href="{words}">{html.escape(value.rstrip("/").rpartition("/")[2])}</a>'
    return words


def _dtype(values: list[Any]) -> str:
    """Whole numbers stay whole where some are missing; anything else is as it is."""
    filled = [value for value in values if value is not None]
    if filled and all(type(value) is int for value in filled):
        return "Int64"
    return "Float64" if filled and all(type(value) in (int, float) for value in filled) else "object"


def _pandas() -> Any:
    try:
        import pandas
    except ImportError as exc:
        raise MissingLibrary("pandas", "notebook") from exc
    return pandas
