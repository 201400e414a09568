"""A last look at a hypothesis that the tree told nothing of: the words before its cue, and the words behind it.

Parsers trip over the clipped English of hypotheses; their word order is plain all the same.
"""

from __future__ import annotations

from spacy.tokens import Doc

from pipelines.extract.relations import signs
from pipelines.extract.relations.arguments import word_after
from pipelines.extract.relations.frames import adjective_cues, noun_cues, verb_cues
from pipelines.extract.relations.links import Link, product
from pipelines.extract.relations.nouns import LIGHT
from pipelines.extract.relations.phrases import phrases_in
from pipelines.extract.relations.sharing import is_general
from pipelines.record import RelationType, Sign

HELPING = frozenset(
    {"be", "will", "would", "should", "can", "may", "might", "could", "have", "has", "do", "does", "to", "is", "are"}
)
LIGHT_FORMS = frozenset(form for verb in LIGHT for form in (verb, f"{verb}s"))
PREPOSITIONS = frozenset({"by", "on", "upon", "to", "with", "in", "for", "of", "from"})


def surface_links(doc: Doc) -> list[Link]:
    """Links of the first cue that has words on both sides."""
    begin = _begin(doc)
    for i in range(begin + 1, len(doc) - 1):
        found = _links_at(doc, i, begin)
        if found:
            return found
    return []


def misread_links(doc: Doc) -> list[Link]:
    """Links of verbs that the tagger took for nouns: "Trust and satisfaction increase loyalty"."""
    found: list[Link] = []
    for i in range(1, len(doc) - 1):
        if _is_misread(doc, i):
            found += _links_at(doc, i, _clause_start(doc, i))
    return found


def _links_at(doc: Doc, i: int, begin: int) -> list[Link]:
    told = _cue(doc, i)
    if told is None:
        return []
    kind, direction, sign = told
    left, right = _left_end(doc, begin, i), _right_start(doc, i)
    begin = _past_general(doc, begin, left)
    before, behind = phrases_in(doc, begin, left), phrases_in(doc, right, _stop(doc, right))
    if not before or not behind or any(t.tag_ in {"VBZ", "VBP", "VBD", "MD"} for t in doc[begin:left]):
        return []
    passive = word_after(doc[i]) == "by"
    sources, targets = (before, behind) if (direction == ">") != passive else (behind, before)
    sign = signs.told_sign(doc[i]) or sign
    return [Link(kind, s, t, product(sign, s, t), i, "surface") for s in sources for t in targets]


def _past_general(doc: Doc, begin: int, left: int) -> int:
    """Where the examples of a general noun begin: behind "factors such as"."""
    places = (i for i in range(begin + 1, left - 2) if doc[i].lower_ == "such" and doc[i + 1].lower_ == "as")
    return next((i + 2 for i in places if is_general(doc[i - 1])), begin)


def _is_misread(doc: Doc, i: int) -> bool:
    """A noun with a verb's form, right behind a noun and right before what it acts on, in a clause without a verb."""
    token, before, behind = doc[i], doc[i - 1], doc[i + 1]
    rules = verb_cues().get(token.lemma_.lower())
    if not rules or token.tag_ not in {"NN", "NNS", "NNP"} or before.pos_ not in {"NOUN", "PROPN"}:
        return False
    if behind.dep_ == "prep":
        return token.dep_ in {"ROOT", "compound"} and behind.lower_ in rules and _verbless(doc, i)
    if "-" not in rules or behind.pos_ not in {"NOUN", "PROPN", "ADJ", "DET", "VERB", "PRON"}:
        return False
    if (
        token.dep_ == "nsubj"
    ):  # the verb that the tagger found instead stands next: "trust increases repurchase intention"
        return token.head.i == behind.i and behind.tag_ in {"VBD", "VBN"} and behind.lemma_.lower() not in verb_cues()
    listed = token.dep_ in {"pobj", "conj"} and any(t.lower_ == "such" for t in doc[max(0, i - 9) : i])
    return (token.dep_ in {"compound", "ROOT", "nmod"} or listed) and _verbless(doc, i)


def _verbless(doc: Doc, i: int) -> bool:
    """Whether the clause around ``i`` has no finite verb that the tagger knows of."""
    end = next((j for j in range(i, len(doc)) if doc[j].text in {",", ";", ":"}), len(doc))
    finite = [t for t in doc[_clause_start(doc, i) : end] if t.tag_ in {"VBZ", "VBP", "VBD", "MD"}]
    return all(t.lemma_ == "do" and t.i < i for t in finite)  # "in no case did A raise B"


def _clause_start(doc: Doc, i: int) -> int:
    """Where the clause around ``i`` begins; the commas of a list ("A, B, and C increase Y") are no border."""
    joined = any(t.lower_ in {"and", "or"} for t in doc[max(0, i - 6) : i])
    for j in range(i - 1, 0, -1):
        if doc[j].lower_ in {"do", "does", "did"}:  # "in no case did A raise B"
            return j + 1
        if doc[j].text in {";", ":"} or (doc[j].lower_ == "that" and doc[j].tag_ in {"IN", "WDT"}):
            return j + 1
        if doc[j].text == "," and not (joined and _lists(doc, j)):
            return j + 1
    return 0


def _lists(doc: Doc, comma: int) -> bool:
    """Whether only names stand before the comma, up to the clause before: the first of a list."""
    before = list(doc[max(0, comma - 4) : comma])
    names = all(t.pos_ not in {"VERB", "AUX", "ADP"} and t.lemma_.lower() not in verb_cues() for t in before)
    return names and before[-1:] != [] and before[-1].pos_ in {"NOUN", "PROPN", "ADJ"}


def _begin(doc: Doc) -> int:
    """Behind "we hypothesise that", "it is expected that"."""
    that = next((i for i in range(1, min(12, len(doc) - 3)) if doc[i].lower_ == "that" and doc[i].tag_ == "IN"), -1)
    return that + 1


def _cue(doc: Doc, i: int) -> tuple[RelationType, str, Sign | None] | None:
    token = doc[i]
    after = word_after(doc[i])
    verbs = verb_cues().get(token.lemma_.lower()) or verb_cues().get(token.lower_)
    if verbs and not (token.dep_ == "amod" and token.tag_ != "VBZ"):
        prepositional = next(
            (verbs[p] for p in verbs if p != "-" and p in {after, doc[min(i + 2, len(doc) - 1)].lower_}), None
        )
        cue = prepositional or verbs.get("-")
        if cue is not None:
            return cue.type, cue.direction, cue.sign
    adjective = adjective_cues().get(token.lower_)
    if adjective and after in adjective[0]:
        return adjective[1].type, adjective[1].direction, adjective[1].sign
    noun = noun_cues().get(token.lemma_.lower())
    if noun and noun.how == "on" and after in {"on", "upon"}:
        return noun.type, ">", noun.sign
    return None


def _left_end(doc: Doc, begin: int, i: int) -> int:
    """Where the source ends: before auxiliaries, adverbs, "exerts a positive", and an aside between commas."""
    end = i
    while end > begin + 1 and (
        doc[end - 1].pos_ in {"AUX", "ADV", "DET", "ADJ", "CCONJ", "PART"}
        or doc[end - 1].lower_ in HELPING
        or (end < i and doc[end - 1].lower_ in LIGHT_FORMS)
    ):
        end -= 1
    aside = (
        k for k in range(begin + 1, end - 1) if doc[k].text == "," and doc[k + 1].lower_ in {"rather", "not", "unlike"}
    )
    return next(aside, end)


def _right_start(doc: Doc, i: int) -> int:
    start = i + 1
    while start < len(doc) - 1 and (doc[start].lower_ in PREPOSITIONS or doc[start].pos_ == "ADV"):
        start += 1
    return start


def _stop(doc: Doc, start: int) -> int:
    for i in range(start + 1, len(doc)):
        if doc[i].text in {".", ";", ":"} or (
            doc[i].text == "," and doc[i + 1 : i + 2].text.lower() in {"such", "but", "which", "while", "than"}
        ):
            return i
        if doc[i].lower_ in {"than", "when", "if", "whereas", "because"} or _goes_on(doc, i):
            return i
    return len(doc)


def _goes_on(doc: Doc, comma: int) -> bool:
    """ "…, and B raises C": behind the comma a clause with its own verb, whatever the tagger makes of that."""
    if doc[comma].text != "," or doc[comma + 1 : comma + 2].text.lower() not in {"and", "but"}:
        return False
    return any(t.lemma_.lower() in verb_cues() and t.text.endswith("s") for t in doc[comma + 3 : comma + 9])
