"""Which part of a sentence is each hypothesis', where one sentence words several.

"A raises B (H1), and C lowers D (H2)."              each label has the clause before it
"H1 predicts that A raises B, and H2 that C does."   each label has the clause behind it
"A raises B (H1) and C (H2)."                        one clause for both: each label has the relation that ends
                                                     before it
"H1 and H2 hold that A raises B and C, respectively" the first has the first relation, the second the second
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipelines.extract.hypotheses.labels import BRACKETED, TAIL, Labelled, Portion, find_openings, names, sub_readings
from pipelines.extract.relations.links import Link, Phrase
from pipelines.extract.words.cues import may_relate
from pipelines.extract.words.sentences import Reading, Sentence, read_words
from pipelines.record import Span
from pipelines.text import Text

RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
JOINT = re.compile(r"^[\s,;.]*(?:(?:and|or|but|while|whereas|also|further|that|as well as)\b[\s,]*)*", re.IGNORECASE)


def with_portions(text: Text, places: Sequence[Labelled]) -> list[Labelled]:
    """The labelled statements, each with its part of a sentence that words several."""
    return [place._replace(portion=_portion(text.content, place, places)) for place in places]


def reading_of(text: Text, labelled: Labelled) -> Reading:
    """The words to parse for a labelled statement: its own alternative where it is one of several."""
    if labelled.label[-1].isalpha():
        variants = sub_readings(text.content, labelled.start, labelled.end)
        if labelled.label[-1] in variants:
            return variants[labelled.label[-1]]
    if labelled.words is not None:
        return _word_by_word(text.content, labelled.start, labelled.words)
    if labelled.portion is not None and labelled.portion.alone:
        return read_words(text.content, labelled.portion.start, labelled.portion.end)
    return read_words(text.content, labelled.start, labelled.end)


def _word_by_word(content: str, start: int, words: str) -> Reading:
    """The words with the place of each, where others stand between them."""
    offsets: list[int] = []
    for word in words.split():
        at = content.index(word, start)
        offsets += [*([at - 1] if offsets else []), *range(at, at + len(word))]
        start = at + len(word)
    return Reading(" ".join(words.split()), tuple(offsets))


def sentence_of(text: Text, labelled: Labelled) -> Sentence:
    """The labelled words as a sentence."""
    words = labelled.words or text.content[labelled.start : labelled.end]
    page = text.page_at(labelled.start)
    return Sentence(labelled.start, labelled.end, " ".join(words.split()), "paragraph", labelled.section, page)


def own_links(links: Sequence[Link], portion: Portion | None, range_of: Callable[[int, int], Span]) -> list[Link]:
    """The links that are a label's own; all where nothing tells, or none would be left.

    ``range_of`` gives the place in the paper's content of characters of the links' doc.
    """
    if portion is None or len(links) < 2:
        return list(links)
    telling = [_telling(link, links) for link in links]
    if portion.of:
        if len(links) != portion.of:
            return list(links)
        in_order = sorted(range(len(links)), key=lambda n: telling[n].start)
        return [links[in_order[portion.turn]]]
    own = [
        link
        for link, end in zip(links, telling, strict=True)
        if portion.start <= range_of(end.start, end.end)[0] < portion.end
    ]
    return own or list(links)


def _telling(link: Link, links: Sequence[Link]) -> Phrase:
    """The end that tells a link from the others: the target, unless all have the same."""
    return link.target if len({each.target.text for each in links}) > 1 else link.source


def _portion(content: str, place: Labelled, places: Sequence[Labelled]) -> Portion | None:
    if place.words is not None:
        return None
    same = [each.label for each in places if (each.start, each.end) == (place.start, place.end)]
    sentence = content[place.start : place.end]
    cuts = _cuts(sentence)
    for start, end, label in cuts:
        if label == place.label and len(cuts) > 1:
            alone = all(_stands_alone(sentence[a:b]) for a, b, _ in cuts)
            begin = start + _joint(sentence[start:end]) if alone else start
            return Portion(place.start + begin, place.start + end, alone=alone)
    if len(same) > 1 and RESPECTIVELY.search(sentence):
        return Portion(place.start, place.end, turn=same.index(place.label), of=len(same))
    return None


def _cuts(sentence: str) -> list[tuple[int, int, str]]:
    """The parts of a sentence, each with the label that it is of: before brackets, or behind "H1 predicts that"."""
    brackets = [(m.start(), m.end(), names(m)) for m in BRACKETED.finditer(sentence)]
    if len(brackets) > 1:
        starts = [0, *(end for _, end, _ in brackets)]
        found = [(start, at, named) for start, (at, _, named) in zip(starts, brackets, strict=False)]
    else:
        opened = [(m.start(), m.end(), names(m)) for m in find_openings(sentence)]
        ends = [*(at for at, _, _ in opened[1:]), len(sentence)]
        found = [(begin, end, named) for (_, begin, named), end in zip(opened, ends, strict=False)]
    return [(start, end, named[0]) for start, end, named in found if len(named) == 1]


def _stands_alone(words: str) -> bool:
    """Whether a part has a subject and a verb of its own."""
    bare = words[_joint(words) :]
    verb = TAIL.search(f" {bare}")
    return len(bare.split()) >= 3 and may_relate(bare) and (verb is None or verb.start() > 0)


def _joint(words: str) -> int:
    """How many characters join a part to the one before it: ", and that"."""
    found = JOINT.match(words)
    return found.end() if found else 0
