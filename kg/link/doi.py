"""Papers and cited works → their DOIs.

The link is ``schema:sameAs``, "a reference Web page that unambiguously indicates the item's identity"
(https://schema.org/sameAs). ``owl:sameAs`` would say more than is known: that every statement about what the DOI names
(a registered object, of which preprint and print may have one each) is one about our paper, and a reasoner would merge
the two. A work without a DOI of its own gets one that another bibliography gives for the same author, year and title.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef

from kg.iris import doi_link
from kg.lookup import PREFIXES
from kg.store import Quad, Store

SAME_AS = URIRef("https://schema.org/sameAs")
DOIS = (
    PREFIXES
    + """
PREFIX biro: <http://purl.org/spar/biro/>
SELECT DISTINCT ?thing ?doi WHERE {
  { ?thing a evc:Paper ; prism:doi ?doi }
  UNION
  { ?entry prism:doi ?doi ; biro:references ?thing }
  UNION
  { ?entry prism:doi ?doi ; biro:references ?other . ?other evc:workKey ?key . ?thing a evc:Work ; evc:workKey ?key }
  UNION
  { ?paper a evc:Paper ; prism:doi ?doi ; evc:workKey ?key . ?thing a evc:Work ; evc:workKey ?key }
} ORDER BY ?thing ?doi
"""
)


def find_links(store: Store, graph: str) -> Iterator[Quad]:
    """A link for every paper and cited work whose DOI is known; DOIs that are none are passed over."""
    seen = set()
    for row in store.query(DOIS):
        thing, link = row["thing"], doi_link(str(row["doi"]))
        if isinstance(thing, URIRef) and link is not None and (thing, link) not in seen:
            seen.add((thing, link))
            yield thing, SAME_AS, URIRef(link), URIRef(graph)
