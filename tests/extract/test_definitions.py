"""Definitions: the frames that papers word them in, and the sentences that only look like one."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipelines.extract.definitions.defining import may_define, to_definitions
from pipelines.extract.definitions.frames import find_definitions
from pipelines.extract.definitions.wording import is_kind, opens_definition, trim_wording
from pipelines.extract.pipeline import Extractor, load_nlp
from pipelines.extract.words.sentences import split_sentences
from pipelines.record import Definition, Document
from pipelines.text import Block, Table, Text


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_nlp()


DEFINED = [
    (
        "Brand warmth is defined as the degree to which guests see a brand as kind.",
        "Brand warmth",
        "the degree to which",
    ),
    ("We define guest voice as any remark that a guest addresses to the hotel.", "guest voice", "any remark that"),
    ("Guest voice has been conceptualized as a form of feedback to staff.", "Guest voice", "a form of feedback"),
    ("Adler defined the term rapport as “a bond of ease between two people”.", "rapport", "a bond of ease"),
    ("Service warmth refers to the kindness that staff show to guests.", "Service warmth", "the kindness"),
    ("In this study, rapport denotes the ease between guest and staff.", "rapport", "the ease between"),
    ("Rapport is the belief that the other party is at ease.", "Rapport", "the belief that"),
    ("A loyalty club is a program that rewards guests for coming back.", "loyalty club", "a program that rewards"),
    ("Rapport reflects the extent to which guests feel at ease.", "Rapport", "the extent to which"),
    ("The concept of rapport is understood as a state of ease.", "rapport", "a state of ease"),
    ("Rapport, the degree to which guests feel at ease, is often measured.", "Rapport", "the degree to which guests"),
    ("Rapport, defined as a state of mutual ease, drives return visits.", "Rapport", "a state of mutual ease"),
    ("Scholars view rapport as a state of mutual ease.", "rapport", "a state of mutual ease"),
    ("Rapport can be thought of as a bond between strangers.", "Rapport", "a bond between"),
    ("The degree to which guests feel at ease is called rapport.", "rapport", "The degree to which"),
    ("We use the term rapport to mean a bond of ease between people.", "rapport", "a bond of ease"),
    ("By rapport we mean the ease between two people.", "rapport", "the ease between"),
    ("High rapport, by which we mean ease among all guests, pays off.", "High rapport", "ease among all guests"),
    ("The second is the locus of voice, that is, whether guests or staff speak first.", "locus of voice", "whether"),
    ("For Adler, guest voices are the remarks beyond small talk by which guests help.", "guest voices", "the remarks"),
    ("Guest fatigue is the slow loss of energy and cheer that befalls guests.", "Guest fatigue", "the slow loss"),
    (
        "Adler describes rapport as the feeling that a stay, or a part of it, is at home.",
        "rapport",
        "the feeling that",
    ),
    ("Guest involvement is the active involvement of guests in running a hotel.", "Guest involvement", "the active"),
    ("They rate reach, which is the depth of a remark’s influence.", "reach", "the depth of"),
    ("The second dimension, guest voice, refers to remarks that guests make.", "guest voice", "remarks that"),
]


@pytest.mark.parametrize(("words", "term", "opening"), DEFINED)
def test_a_definition_is_found(nlp: Language, words: str, term: str, opening: str) -> None:
    doc = nlp(words)
    (found,) = find_definitions(doc)
    assert doc.text[slice(*found.term)] == term
    assert doc.text[slice(*found.wording)].lower().startswith(opening.lower())


@pytest.mark.parametrize("words", [words for words, _, _ in DEFINED])
def test_what_defines_passes_the_gate(words: str) -> None:
    assert may_define(words)


@pytest.mark.parametrize(
    "words",
    [
        "Trust is a key driver of loyalty.",
        "Trust is an important factor that firms should heed.",
        "Trust was measured as the mean of four items.",
        "The aim of this study is the development of a scale that measures trust.",
        "Trust reflects badly on price.",
        "This means that guests come back.",
        "Table 2 describes the distribution of the sample.",
        "Rapport does not refer to price.",
        "Guests see hotels in terms of price such as discounts.",
        "It is a process that takes years.",
        "There is a tendency to come back among guests.",
        "Guests were asked to indicate the degree to which they felt at ease.",
        "Staff serve guests as well as managers do.",
        "The results represent the state of the market.",
        "Two hundred guests took part.",
        "The first contribution to this debate refers to Adler and his cycle of three phases.",
        "The hotel opened its first club, ‘Cakes and Baking – The Kitchen of the Coast’, for guests.",
        "People who define themselves as members of a club come back.",
        "A room that was painted twice is a room that lasts.",
        "Rapport calls for restraint, which means asking guests less often.",
        "When name tags were introduced, the number of remarks rose, and it stayed high.",
    ],
)
def test_no_definition_is_found(nlp: Language, words: str) -> None:
    assert find_definitions(nlp(words)) == []


def test_two_definitions_in_one_sentence(nlp: Language) -> None:
    doc = nlp("Voice refers to remarks that guests make, whereas rapport refers to the ease that guests feel.")
    assert [doc.text[slice(*d.term)] for d in find_definitions(doc)] == ["Voice", "rapport"]


@pytest.mark.parametrize(
    ("words", "kind", "beyond_doubt"),
    [
        ("the degree to which guests return", True, True),
        ("a psychological state of ease", True, True),
        ("“ease among strangers”", True, True),
        ("a program that rewards guests", True, False),
        ("a key process of the firm", False, False),
        ("higher among guests", False, False),
    ],
)
def test_kinds(words: str, kind: bool, beyond_doubt: bool) -> None:
    assert (is_kind(words), opens_definition(words)) == (kind, beyond_doubt)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("“a bond of ease between two people” and more", "a bond of ease between two people"),
        ("a bond of ease between people; the more, the better", "a bond of ease between people"),
        ("a bond of ease between people, and it lasts", "a bond of ease between people"),
        ("as a bond of ease, warmth, and care.", "a bond of ease, warmth, and care"),
    ],
)
def test_trim_wording(words: str, expected: str) -> None:
    assert words[slice(*trim_wording(words, 0, len(words)))] == expected


def paper(*paragraphs: str, tables: tuple[Table, ...] = ()) -> Text:
    content = "\n".join(paragraphs)
    starts = [content.index(p) for p in paragraphs]
    blocks = tuple(Block(start=s, end=s + len(p), role="paragraph") for s, p in zip(starts, paragraphs, strict=True))
    return Text(document=Document(source="x"), content=content, blocks=blocks, tables=tables)


def definitions(text: Text, nlp: Language, **acronyms: str) -> tuple[Definition, ...]:
    parsed = Extractor(nlp).parse(text, [s for s in split_sentences(text) if may_define(s.text)])
    return to_definitions(text, parsed, acronyms)


def test_a_definition_carries_its_sentence_and_its_source(nlp: Language) -> None:
    words = "Adler (2001, p. 7) defines rapport as “a bond of ease between two people.”"
    (found,) = definitions(paper("Guests talk.", words), nlp)
    assert found.text == words
    assert (found.term, found.definition) == ("rapport", "a bond of ease between two people")
    assert found.attributed_to == ("Adler 2001",)
    assert (found.start, found.end) == (13, 13 + len(words))


@pytest.mark.parametrize(
    ("before", "words", "works"),
    [
        ("Adler (2001) and Bell (2004) disagree.", "She defines rapport as a bond of ease.", ("Bell 2004",)),
        (
            "Adler (2001) wrote on it.",
            "Rapport refers to “a bond of ease between two people” (p. 7).",
            ("Adler 2001",),
        ),
        ("Adler (2001) wrote on it.", "We define rapport as a bond of ease.", ()),
    ],
)
def test_a_sentence_that_leans_on_the_one_before_shares_its_source(
    nlp: Language, before: str, words: str, works: tuple[str, ...]
) -> None:
    assert [d.attributed_to for d in definitions(paper(f"{before} {words}"), nlp)] == [works]


def test_competing_definitions_of_one_term_stay_apart(nlp: Language) -> None:
    text = paper(
        "Adler (2001) defines rapport as a bond of ease. Bell (2004) defines rapport as the warmth between strangers."
    )
    found = definitions(text, nlp)
    assert [d.term for d in found] == ["rapport", "rapport"]
    assert [d.attributed_to for d in found] == [("Adler 2001",), ("Bell 2004",)]


def test_acronyms_are_spelt_out_and_pronouns_resolved(nlp: Language) -> None:
    text = paper("GV refers to remarks that guests make. Bell (2004) defines it as a form of feedback to staff.")
    assert [d.term for d in definitions(text, nlp, GV="guest voice")] == ["guest voice", "guest voice"]


@pytest.mark.parametrize(
    ("before", "term"),
    [
        ("Guest rapport has many fathers.", "guest rapport"),
        ("The word for this is “rapport.”", "rapport"),
        ("It rained.", None),
    ],
)
def test_a_pronoun_is_looked_up_in_the_sentence_before(nlp: Language, before: str, term: str | None) -> None:
    found = definitions(paper(f"{before} Bell (2004) defines it as a form of ease among people."), nlp)
    assert [d.term for d in found] == ([term] if term else [])


@pytest.mark.parametrize(
    ("words", "term", "wording"),
    [
        ("Loud guests: These are guests who speak up often.", "Loud guests", "guests who speak up often"),
        ("Guest voice: the extent to which guests speak up.", "Guest voice", "the extent to which guests speak up"),
        (
            "Guests show the degree of ease that strangers reach (termed “rapport”).",
            "rapport",
            "the degree of ease that strangers reach",
        ),
    ],
)
def test_run_in_headings_and_glosses(nlp: Language, words: str, term: str, wording: str) -> None:
    (found,) = definitions(paper(words), nlp)
    assert (found.term, found.definition) == (term, wording)


def test_a_table_of_definitions_is_read(nlp: Language) -> None:
    rows = (
        ("Construct", "Definition", "Source"),
        ("Rapport", "A bond of ease between two people", "Adler (2001)"),
        ("Voice", "n/a", ""),
    )
    table = Table(start=0, end=5, caption="Table 1. Constructs", rows=rows, page=3)
    (found,) = definitions(paper("Guests talk.", tables=(table,)), nlp)
    assert (found.term, found.attributed_to, found.page) == ("Rapport", ("Adler 2001",), 3)


def test_a_tables_cut_rows_are_joined_and_what_the_text_says_is_not_said_again(nlp: Language) -> None:
    rows = (
        ("Construct", "Definition"),
        ("Guest", "A remark that a guest makes to the"),
        ("voice", "staff of a hotel"),
        ("Rapport", "A bond of ease between people"),
    )
    table = Table(start=40, end=45, caption=None, rows=rows)
    found = definitions(paper("Rapport is defined as a bond of ease between people.", tables=(table,)), nlp)
    assert [(d.term, d.definition) for d in found] == [
        ("Rapport", "a bond of ease between people"),
        ("Guest voice", "A remark that a guest makes to the staff of a hotel"),
    ]


def test_a_table_of_one_terms_definitions_takes_the_term_from_its_caption(nlp: Language) -> None:
    rows = (("Author", "Definition"), ("Adler (2001)", "A bond of ease between two people"))
    table = Table(start=0, end=5, caption="Table 2. Definitions of rapport in prior work", rows=rows)
    (found,) = definitions(paper("Guests talk.", tables=(table,)), nlp)
    assert (found.term, found.attributed_to) == ("rapport", ("Adler 2001",))
