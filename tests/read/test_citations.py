"""Citations in running text: what they cite, where they stand, and what is none."""

from __future__ import annotations

import time

import pytest

from pipelines.read.citations import find_author_year, find_citations
from pipelines.record import Reference
from pipelines.text import Block, Citation

REFERENCES = (
    Reference(authors=("Lund, P.",), year=2015, title="Choirs"),
    Reference(authors=("Lund, P.", "Verma, R."), year=2015, title="Rituals"),
    Reference(authors=("Abara, N.", "Lund, P.", "Verma, R."), year=2003, title="Patrons"),
    Reference(authors=("Abara, N.", "Lund, P.", "Verma, R."), year=2003, title="Guests"),
    Reference(authors=("Van Dahl, J.", "Lund, P.", "Oe, K."), year=2010, title="Behaviour"),
    Reference(authors=("World Song Council",), year=1994, title="Review"),
    Reference(authors=("Sörensen-Díaz, M.",), year=1999, title="Accents"),
)
ENTRIES = (
    "Lund, P. (2015). Choirs.",
    "Lund, P. and Verma, R. (2015). Rituals.",
    "Abara, N., Lund, P., Verma, R. (2003a). Patrons.",
    "Abara, N., Lund, P., Verma, R. (2003b). Guests.",
    "Van Dahl, J., Lund, P., Oe, K. (2010). Behaviour.",
    "World Song Council (1994). Review.",
    "Sörensen-Díaz, M. (1999). Accents.",
)


def cite(
    words: str, references: tuple[Reference, ...] = REFERENCES, entries: tuple[str, ...] = ENTRIES
) -> tuple[Citation, ...]:
    content, blocks = words + "\n", [Block(start=0, end=len(words), role="paragraph")]
    for entry in entries:
        blocks.append(Block(start=len(content), end=len(content) + len(entry), role="reference"))
        content += entry + "\n"
    return find_citations(content, blocks, references)


@pytest.mark.parametrize(
    ("words", "span", "works", "entries"),
    [
        ("Rituals bind patrons (Lund 2015).", "(Lund 2015)", ("Lund 2015",), (0,)),
        ("Rituals bind patrons (Lund, 2015, p. 4).", "(Lund, 2015, p. 4)", ("Lund 2015",), (0,)),
        ("As Lund and Verma (2015) say, they bind.", "Lund and Verma (2015)", ("Lund 2015",), (1,)),
        ("(Lund & Verma, 2015; Van Dahl et al., "
         "2010)", "(Lund & Verma, 2015; Van Dahl et al., 2010)", ("Lund 2015", "Van Dahl 2010"), (1, 4)),
        ("Van Dahl et al. (2010, p. 254) define it.", "Van Dahl et al. (2010, p. 254)", ("Van Dahl 2010",), (4,)),
        ("Similarly, Van Dahl et al. (2010) ask.", "Van Dahl et al. (2010)", ("Van Dahl 2010",), (4,)),
        ("In Lund’s (2015) view", "Lund’s (2015)", ("Lund 2015",), (0,)),
        ("patrons stay (Abara et al. 2003a, b)", "(Abara et al. 2003a, b)", ("Abara 2003",), (2, 3)),
        ("patrons stay (e.g., Abara, Lund, and Verma "
         "2003b)", "(e.g., Abara, Lund, and Verma 2003b)", ("Abara 2003",), (3,)),
        ("they stay [Lund 2015]", "[Lund 2015]", ("Lund 2015",), (0,)),
        ("they stay (World Song Council 1994)", "(World Song Council 1994)", ("World Song Council 1994",), (5,)),
        ("they stay (Sorensen-Diaz 1999)", "(Sorensen-Diaz 1999)", ("Sörensen-Díaz 1999",), (6,)),
        ("we sampled patrons (N = 210, as in Lund 2015 and elsewhere in the "
         "field)", "Lund 2015", ("Lund 2015",), (0,)),
        ("As the World Song Council (1994) holds", "World Song Council (1994)", ("World Song Council 1994",), (5,)),
        ("As Lund and Perez Verma (2015) say", "Lund and Perez Verma (2015)", ("Lund 2015",), (0, 1)),
        ("Elsewhere, Sorensen-Diaz (1999)", "Sorensen-Diaz (1999)", ("Sörensen-Díaz 1999",), (6,)),
        ("the WSC (1994) report", "WSC (1994)", ("World Song Council 1994",), (5,)),
        ("(May and Lund 2015)", "(May and Lund 2015)", ("May 2015",), ()),
        ("they stay (Unknown 2001)", "(Unknown 2001)", ("Unknown 2001",), ()),
    ],
)  # fmt: skip
def test_author_year(words: str, span: str, works: tuple[str, ...], entries: tuple[int, ...]) -> None:
    (found,) = cite(words)
    assert (words[found.start : found.end], found.works, found.references) == (span, works, entries)


@pytest.mark.parametrize(
    "words",
    [
        "The survey was done in March (2010).",
        "Table 2 (2010) and Figure 1 (2011) show it.",
        "It grew by 2015 members (in 2003) and more.",
        "We asked 2010 patrons [sic].",
        "H1a (β = .42, p < .001) is supported.",
        "However (2010) is no name.",
    ],
)
def test_no_citations(words: str) -> None:
    assert cite(words) == ()


def test_numbers() -> None:
    entries = tuple(f"{n}. {entry}" for n, entry in enumerate(ENTRIES, 1))
    words = "Patrons stay [1,3–5], and guests leave [2, p. 4], but not all of them [99] or [0]."
    first, second = cite(words, entries=entries)
    assert words[first.start : first.end] == "[1,3–5]" and first.references == (0, 2, 3, 4)
    assert first.works == ("Lund 2015", "Abara 2003", "Van Dahl 2010")
    assert second.references == (1,)


def test_numbers_follow_the_entries_own_labels() -> None:
    entries = (
        "1. Lund, P. (2015). Choirs.",
        "2. Lund, P. and Verma, R. (2015). Rituals.",
        "4. Abara, N. (2003). Patrons.",
    )
    found = cite("Patrons stay [4], guests [3,2].", REFERENCES[:3], entries)
    assert [c.references for c in found] == [(2,), (1,)]


def test_numbers_in_brackets_are_no_citations_where_authors_are_cited() -> None:
    assert [c.works for c in cite("Patrons [12] stay [1] (Lund 2015).")] == [("Lund 2015",)]


def test_several_years_of_one_author() -> None:
    (found,) = list(find_author_year("(Lund 2001, 2003; Verma 1999)"))
    assert found.works == (("Lund", "2001, 2003"), ("Verma", "1999"))


@pytest.mark.parametrize(
    "words", ["A-" * 15_000, "Aaa’Bbb" * 4_000, "(" + "Aaa-" * 7_000 + "2015)", "Lund (2015) " * 2_500]
)
def test_hostile_names_cost_little(words: str) -> None:
    began = time.process_time()
    cite(words)
    assert time.process_time() - began < 1.5  # 0.1 to 0.3 s; 3 to 6 s where a name may have any length


def test_long_names_are_found() -> None:
    name = "Papadimitriou-Konstantinopoulou-Villanueva"
    assert [c.works for c in cite(f"Patrons stay ({name} 2015).")] == [(f"{name} 2015",)]


NUMBERED = tuple(f"{n}. {entry}" for n, entry in enumerate(ENTRIES, 1))


def test_raised_numbers_point_to_numbered_entries() -> None:
    words = "Choirs bind patrons.¹,² Rituals³–⁵ differ;⁷ with R² = .31 and 12 cm² each,⁸ they stay."
    found = cite(words, entries=NUMBERED)
    assert [(words[c.start : c.end], c.references) for c in found] == [
        ("¹,²", (0, 1)),
        ("³–⁵", (2, 3, 4)),
        ("⁷", (6,)),  # there is no eighth entry
    ]
    assert found[0].works == ("Lund 2015",)


@pytest.mark.parametrize(
    ("words", "entries"),
    [
        ("One note.¹ Another note.² And a third.³", ENTRIES),  # entries without numbers: these call footnotes
        ("Lund (2015) and (Abara et al. 2003a) note.¹ As Lund (2015) says.² So (Lund 2015).³", NUMBERED),
        ("It explains much (R² = .31, χ² = 4, β² = 2).", NUMBERED),
    ],
)
def test_raised_numbers_that_are_no_citations(words: str, entries: tuple[str, ...]) -> None:
    assert not [c for c in cite(words, entries=entries) if words[c.start] in "¹²³"]
