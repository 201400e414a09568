"""From parsed sentences to the record's statements: which sentences state something, of what kind, and how told."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import cast, get_args

from pipelines import record as records
from pipelines.extract.hypotheses import paths, status
from pipelines.extract.hypotheses.effects import with_effects
from pipelines.extract.hypotheses.labels import Labelled
from pipelines.extract.hypotheses.occasions import Occasion
from pipelines.extract.hypotheses.outcomes import find_outcomes
from pipelines.extract.hypotheses.portions import own_links
from pipelines.extract.hypotheses.rewording import find_rewordings, with_signs
from pipelines.extract.hypotheses.tested import find_all, tests_of
from pipelines.extract.hypotheses.verdicts import named_in
from pipelines.extract.learned.linking import Seen, Tag, find_links
from pipelines.extract.relations import Link, Phrase, find_tested
from pipelines.extract.scope.assertions import judge
from pipelines.extract.scope.triggers import Kind as Scoped
from pipelines.extract.statements import kinds
from pipelines.extract.statements.confidence import Scale, read_scale
from pipelines.extract.statements.discourse import headings_above, read_on, read_tested
from pipelines.extract.words.acronyms import expand
from pipelines.extract.words.cues import may_relate
from pipelines.extract.words.sentences import Parsed, Sentence
from pipelines.record import Finder, Kind, Relation
from pipelines.text import Text

KindOf = Callable[[Sentence, str | None, frozenset[Scoped]], Kind]

RECORDED: frozenset[str] = frozenset(get_args(Kind))
TESTABLE = frozenset({"hypothesis", "proposition"})
ALONE = TESTABLE | {"research_question"}  # kinds that are kept without a relation
RESTATED = 0.75  # likeness from which two sentences say the same
DECIDED: frozenset[Scoped] = frozenset(
    {"question", "retold"}
)  # scopes that outweigh what the model takes a sentence for
RETOLD = 0.25  # the same, where one names the number of the other


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement in the making: where it stands, what it relates, and which finder told it."""

    parsed: Parsed
    kind: Kind
    label: str | None = None
    relations: tuple[Relation, ...] = ()
    negated: bool = False
    hedged: bool = False
    found_by: Finder = "rules"
    confidence: float = 0.0
    status: records.Status | None = None
    tests: tuple[records.Test, ...] = ()

    @property
    def sentence(self) -> Sentence:
        """The statement's words and place."""
        return self.parsed.sentence


def may_state(words: str) -> bool:
    """Whether a sentence is worth parsing: it carries a word that relates, or asks."""
    return may_relate(words) or kinds.is_question(words)


def find_statements(
    text: Text,
    sentences: Sequence[Sentence],
    labelled: Sequence[tuple[Labelled, Parsed]],
    parsed: Sequence[Parsed],
    *,
    acronyms: Mapping[str, str],
    cited: Callable[[Text, int, int], tuple[str, ...]],
    in_domain: Callable[[int, int], bool],
    tag: Tag | None = None,
    scale: Scale | None = None,
) -> tuple[records.Statement, ...]:
    """The statements of a paper in reading order, labelled and unlabelled, each told once.

    ``tag`` is the learned model, which leads; without it the rules are alone. ``scale`` gives confidences, by default
    as measured.
    """
    scale = read_scale() if scale is None else scale
    docs = [each.doc for _, each in labelled]
    tested = find_links(docs, lambda: read_tested(docs), tag, labelled=True)
    reworded = find_rewordings(text, [place for place, _ in labelled], parsed)
    drafts = [
        _of_label(place, each, seen, acronyms, reworded.get(place.end), scale)
        for (place, each), seen in zip(labelled, tested, strict=True)
    ]
    taken = [(s.start, s.end) for s in (*(d.sentence for d in drafts), *(p.sentence for p in reworded.values()))]
    free = [p for p in parsed if not any(a < p.sentence.end and p.sentence.start < b for a, b in taken)]
    free = [p for p in free if not kinds.is_outline(p.sentence.text)]
    found = find_links([p.doc for p in free], lambda: _by_rules(sentences, parsed, free), tag)
    name_kind = _kinds_of(text, numbered=any(place.rank >= 2 for place, _ in labelled))
    testables = list(drafts)
    for each, seen in zip(free, found, strict=True):
        draft = _of_sentence(each, seen, acronyms, name_kind, scale)
        if draft is not None and not _is_told(draft, testables):
            drafts.append(draft)
            if draft.kind in TESTABLE:
                testables.append(draft)
    drafts = _judged(_tested(text, sentences, drafts, acronyms), parsed, acronyms)
    drafts.sort(key=lambda d: (d.sentence.start, d.label or ""))
    by_id: dict[str, records.Statement] = {}  # a sentence that is printed twice is one statement, where it comes first
    for draft in drafts:
        made = _statement(text, draft, cited, in_domain)
        by_id.setdefault(made.id, dataclasses.replace(made, confidence=draft.confidence))
    return tuple(by_id.values())


def _tested(
    text: Text, sentences: Sequence[Sentence], drafts: Sequence[Draft], acronyms: Mapping[str, str]
) -> list[Draft]:
    """Drafts with the effects that tables report for their relations, and the status that verdicts on labels give."""
    tested = [(d.label, r) for d in drafts if d.label for r in d.relations[:1]]
    relations = dict(tested)
    found = paths.find_paths(text)
    rows = paths.assign(found, tested, acronyms)
    known = [d.label for d in drafts if d.label]
    by_path = {label for label, row in rows.items() if row.label != label}
    # Where a table numbers anew, a number in prose may mean either numbering: what the path tells is left.
    anew = {label for label in by_path if rows[label].label is not None}
    verdicts = [
        v
        for v in status.find_verdicts(text, sentences, known)
        if v.label not in anew and (v.label not in by_path or not v.tabled)
    ]
    told = find_all(text, sentences, known, found, verdicts)
    tests = {label: tests_of(label, relations.get(label), rows.get(label), told) for label in known}
    verdicts += [v for label, row in rows.items() for v in status.path_verdicts(label, row, relations[label])]
    verdicts += [
        status.Verdict(
            label, test.status, 3.0, rows[label].start, tabled=True, occasion=Occasion(test.study, test.sample)
        )
        for label, each in tests.items()
        for test in each
        if test.status is not None and test.text is None
    ]
    decided = status.decide(verdicts)
    judged = [_with_verdict(d, rows.get(d.label), decided) if d.label else d for d in drafts]
    return [dataclasses.replace(d, tests=tests.get(d.label or "", ())) for d in judged]


def _with_verdict(draft: Draft, row: paths.PathRow | None, decided: Mapping[str, records.Status]) -> Draft:
    relations = draft.relations
    if row is not None and relations:
        relations = (dataclasses.replace(relations[0], effects=row.effects), *relations[1:])
    return dataclasses.replace(draft, relations=relations, status=status.status_of(draft.label or "", decided))


def _judged(drafts: list[Draft], parsed: Sequence[Parsed], acronyms: Mapping[str, str]) -> list[Draft]:
    """Drafts in which hypotheses that no verdict names have the status that results tell by their content."""
    tested = [d for d in drafts if d.kind == "hypothesis"]
    if all(d.status for d in tested):
        return drafts
    told = find_outcomes([d.relations for d in tested], parsed, acronyms)
    by_place = {(d.sentence.start, d.label): told.get(n) for n, d in enumerate(tested)}
    return [
        d if d.status else dataclasses.replace(d, status=by_place.get((d.sentence.start, d.label))) for d in drafts
    ]


def is_empirical(text: Text) -> bool:
    """Whether the paper tests on data: it speaks of samples, significance and the like more than in passing."""
    words = re.findall(
        r"\b(?:sample|respondents|regression|questionnaire|p\s?<|significan\w+|dataset|survey|coefficient)",
        text.content,
        re.I,
    )
    return len(words) >= 12


def _by_rules(sentences: Sequence[Sentence], parsed: Sequence[Parsed], free: Sequence[Parsed]) -> list[list[Link]]:
    """What the rules tell of each free sentence."""
    told = read_on(sentences, parsed)
    return [told[each.sentence.start] for each in free]


def _kinds_of(text: Text, *, numbered: bool) -> KindOf:
    """What names the kind of an unlabelled sentence, by what the model takes it for and the scopes of its relations.

    The model sees the sentence alone. That it asks, or tells a numbered hypothesis again, its scopes see better. In a
    paper that numbers its hypotheses, what hypothesises elsewhere leads up to them or tells them again; there, and
    where the model sees no statement, words and section decide.
    """
    empirical, headings = is_empirical(text), headings_above(text)
    known = RECORDED - TESTABLE if numbered else RECORDED

    def name_kind(sentence: Sentence, seen: str | None, under: frozenset[Scoped]) -> Kind:
        if seen in known and not under & DECIDED:
            return cast(Kind, seen)
        section = sentence.section
        above = headings.get(section or "", "")
        return kinds.kind_of(sentence.text, section, under, labelled_paper=numbered, empirical=empirical, above=above)

    return name_kind


def _of_label(
    place: Labelled,
    parsed: Parsed,
    seen: Seen,
    acronyms: Mapping[str, str],
    reworded: Parsed | None,
    scale: Scale,
) -> Draft:
    told = judge(parsed.doc, own_links(seen.links, place.portion, parsed.range_of), tested=True)
    return Draft(
        parsed=parsed,
        kind=place.kind,
        label=place.label,
        relations=with_signs([to_relation(link, parsed, acronyms) for link in told.links], reworded),
        negated=told.negated,
        hedged=told.hedged,
        found_by=seen.finder,
        confidence=scale.confidence(place.label, place.kind, told.links),
    )


def _of_sentence(
    parsed: Parsed, seen: Seen, acronyms: Mapping[str, str], name_kind: KindOf, scale: Scale
) -> Draft | None:
    words = parsed.sentence.text
    if seen.finder == "model" and not seen.links and seen.kind not in ALONE:
        return None
    told = judge(parsed.doc, seen.links)
    kind = name_kind(parsed.sentence, seen.kind, told.kinds)
    if seen.finder == "rules" and kind in TESTABLE:
        told = judge(parsed.doc, find_tested(parsed.doc) or seen.links)
    if not told.links and not kinds.stands_alone(words, kind, told.kinds):
        return None
    relations = tuple(to_relation(link, parsed, acronyms) for link in told.links)
    return Draft(
        parsed=parsed,
        kind=kind,
        relations=with_effects(relations, words, parsed.sentence.start) if kind == "finding" else relations,
        negated=told.negated,
        hedged=told.hedged,
        found_by=seen.finder,
        confidence=scale.confidence(None, kind, told.links),
    )


def to_relation(link: Link, parsed: Parsed, acronyms: Mapping[str, str]) -> Relation:
    """The contract's relation: phrases with acronyms spelled out, spans in the paper's content."""
    return Relation(
        type=link.type,
        source=spell(link.source.text, acronyms),
        target=spell(link.target.text, acronyms),
        mediators=tuple(spell(p.text, acronyms) for p in link.mediators),
        moderators=tuple(spell(p.text, acronyms) for p in link.moderators),
        sign=link.sign,
        source_span=_span(parsed, link.source),
        target_span=_span(parsed, link.target),
    )


def spell(words: str, acronyms: Mapping[str, str]) -> str:
    """The words with acronyms spelled out; a code such as "ISO 14001" is a name and stays."""
    coded = set(re.findall(r"\b([A-Z]{2,})[ -]\d", words))
    return expand(
        words, {short: long for short, long in acronyms.items() if short not in coded} if coded else acronyms
    )


def _span(parsed: Parsed, phrase: Phrase) -> tuple[int, int]:
    return parsed.range_of(phrase.start, phrase.end)


def _is_told(draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether the sentence only says again what a hypothesis, by its number if it names one, or a statement said."""
    if draft.kind not in TESTABLE:
        return False
    named = named_in(draft.sentence.text)
    others = [other for other in told if not named or other.label is None or other.label in named]
    return any(
        likeness(draft.sentence.text, other.sentence.text) >= (RETOLD if other.label in named else RESTATED)
        and _share_ends(draft, other)
        for other in others
    )


def _share_ends(one: Draft, other: Draft) -> bool:
    """Whether two drafts relate what may be the same; "A raises B" says nothing again of "C raises B"."""
    if not one.relations or not other.relations:
        return True
    pairs = ((mine, theirs) for mine in one.relations for theirs in other.relations)
    return any(
        likeness(mine.source, theirs.source) >= RETOLD and likeness(mine.target, theirs.target) >= RETOLD
        for mine, theirs in pairs
    )


def likeness(one: str, other: str) -> float:
    """F1 of the words that two sentences share, from 0 to 1."""
    left, right = (Counter(re.findall(r"\w+", words.lower())) for words in (one, other))
    common = sum((left & right).values())
    return 2 * common / (left.total() + right.total()) if common else 0.0


def _statement(
    text: Text,
    draft: Draft,
    cited: Callable[[Text, int, int], tuple[str, ...]],
    in_domain: Callable[[int, int], bool],
) -> records.Statement:
    sentence = draft.sentence
    return records.Statement(
        id=records.statement_id(draft.label, sentence.text),
        kind=draft.kind,
        label=draft.label,
        text=sentence.text,
        page=sentence.page,
        section=sentence.section,
        start=sentence.start,
        end=sentence.end,
        relations=draft.relations,
        status=draft.status,
        attributed_to=cited(text, sentence.start, sentence.end),
        negated=draft.negated,
        hedged=draft.hedged,
        domain=in_domain(sentence.start, sentence.end),
        tests=draft.tests,
        found_by=draft.found_by,
    )
