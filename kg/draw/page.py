"""The picture on a page that needs no network: the SVG itself, and below it its effects as a table."""

from __future__ import annotations

from html import escape

from kg.draw.svg import CONTROL
from kg.network.model import Edge, Evidence, Network

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; color: #1b1b1b }
figure { margin: 0; overflow: auto; border: 1px solid #ddd }
table { border-collapse: collapse; margin-top: 2rem; width: 100% }
th, td { text-align: left; vertical-align: top; border-top: 1px solid #ddd; padding: .3rem .6rem .3rem 0 }
"""
COLUMNS = ("cause", "through", "effect", "moderator", "sign", "result", "papers")


def to_html(network: Network, svg: str, *, title: str) -> str:
    """A whole page with the picture, and a row for each effect and each moderation of it."""
    rows = "".join(_row(cells) for edge in network.edges for cells in _rows(edge, network.labels))
    head = "".join(f"<th>{name}</th>" for name in COLUMNS)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{_text(title)}</title>'
        f"<style>{STYLE}</style></head><body><figure>{svg}</figure>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></body></html>\n"
    )


def _rows(edge: Edge, labels: dict[str, str]) -> list[tuple[str, ...]]:
    mediators = ", ".join(labels[iri] for iri in edge.mediators)
    ends = (labels[edge.source], mediators, labels[edge.target])
    rows: list[tuple[str, ...]] = [(*ends, "", *_said(edge.evidence))] if edge.evidence.statements else []
    return rows + [(*ends, labels[each.moderator], *_said(each.evidence)) for each in edge.moderations]


def _said(evidence: Evidence) -> tuple[str, str, str]:
    return evidence.sign, evidence.status.replace("_", " "), "; ".join(evidence.papers)


def _row(cells: tuple[str, ...]) -> str:
    return f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in cells)}</tr>"


def _text(words: str) -> str:
    return escape(CONTROL.sub(" ", words))
