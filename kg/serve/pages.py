"""Pages for people, in plain HTML: whatever comes from a paper is escaped, and nothing is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby

from rdflib import Literal, URIRef

from kg.query import NamedQuery
from kg.rdf.terms import PREFIXES
from kg.store import Term, Triple

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% } th { text-align: left; width: 14rem; vertical-align: top }
td, th { border-top: 1px solid #ddd; padding: .3rem .5rem .3rem 0; overflow-wrap: anywhere }
textarea { width: 100%; height: 14rem; font: 14px monospace } code { overflow-wrap: anywhere }
"""
EXAMPLE = """PREFIX evc: <https://w3id.org/engagement-kg/ontology#>
SELECT ?paper ?number ?sentence WHERE {
  ?hypothesis a evc:Hypothesis ; evc:statedIn/evc:shortReference ?paper ; evc:wording ?sentence .
  OPTIONAL { ?hypothesis evc:number ?number }
} ORDER BY ?paper ?number LIMIT 20"""


def page(title: str, body: str) -> bytes:
    """A whole page; ``body`` is HTML, ``title`` is text."""
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
    viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    return f'<!doctype html><html lang="en"><head>{head}{viewport}</head><body>{body}</body></html>\n'.encode()


def query_page() -> bytes:
    """The form that a browser gets at ``/sparql``."""
    form = (
        '<form method="get"><label for="query">SPARQL</label>'
        f'<textarea id="query" name="query">{escape(EXAMPLE)}</textarea>'
        '<p><label>Form <select name="format"><option>csv</option><option>json</option><option>tsv</option>'
        "<option>xml</option></select></label> <button>Ask</button></p></form>"
    )
    return page("Ask in SPARQL", f"<h1>Ask in SPARQL</h1>{form}")


def home_page(counts: Iterable[tuple[str, int]], queries: Iterable[NamedQuery]) -> bytes:
    """What the store holds and what can be asked."""
    rows = "".join(f"<tr><th>{escape(what)}</th><td>{count:,}</td></tr>" for what, count in counts)
    items = "".join(
        f'<tr><th><a href="api/queries/{escape(q.name)}">{escape(q.name)}</a></th>'
        f"<td>{escape(q.title)}<br><code>{escape(q.usage)}</code></td></tr>"
        for q in queries
    )
    links = '<p><a href="sparql">SPARQL</a> · <a href="openapi.json">API</a> · <a href=".well-known/void">VoID</a></p>'
    return page(
        "Engagement KG", f"<h1>Engagement KG</h1>{links}<table>{rows}</table><h2>Questions</h2><table>{items}</table>"
    )


def resource_page(
    iri: URIRef, own: list[Triple], incoming: list[Triple], names: Mapping[URIRef, str], *, base: str, root: str
) -> bytes:
    """What is said of one thing, and what points at it."""
    show = _Shower(names, base, root)
    title = names.get(iri, str(iri).removeprefix(base))
    said = "".join(
        f"<tr><th>{show(predicate)}</th><td>{'<br>'.join(show(o) for _, _, o in group)}</td></tr>"
        for predicate, group in groupby(own, key=lambda triple: triple[1])
    )
    by_predicate = sorted(incoming, key=lambda triple: (triple[1], triple[0]))
    pointing = "".join(
        f"<tr><th>{show(predicate)} of</th><td>{'<br>'.join(show(s) for s, _, _ in group)}</td></tr>"
        for predicate, group in groupby(by_predicate, key=lambda triple: triple[1])
    )
    also = f"<h2>What points here</h2><table>{pointing}</table>" if pointing else ""
    return page(title, f"<h1>{escape(title)}</h1><p><code>{escape(iri)}</code></p><table>{said}</table>{also}")


class _Shower:
    """Terms as HTML, with names for IRIs and links that stay on this server."""

    def __init__(self, names: Mapping[URIRef, str], base: str, root: str) -> None:
        self.names, self.base, self.root = names, base, root

    def __call__(self, term: Term) -> str:
        if isinstance(term, Literal):
            return f'<span lang="{escape(term.language)}">{escape(term)}</span>' if term.language else escape(term)
        if not isinstance(term, URIRef):
            return escape(str(term))
        words = self.names.get(term) or _curie(term)
        if term.startswith(self.base):
            return f'<a href="{escape(self.root + term[len(self.base) :])}">{escape(words)}</a>'
        if str(term).startswith(("http://", "https://")):
            return f'<a href="{escape(term)}">{escape(words)}</a>'
        return escape(words)


def _curie(iri: URIRef) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return "a" if iri.endswith("22-rdf-syntax-ns#type") else str(iri)
