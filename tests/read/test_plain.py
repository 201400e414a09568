"""Plain text of every kind: what is dropped, what is joined, and what must come through untouched."""

from __future__ import annotations

import random
import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from pipelines.errors import EmptyFile
from pipelines.read import read
from pipelines.read.boilerplate import is_boilerplate
from pipelines.read.margin import split_margin
from pipelines.read.markup import drop_markup
from pipelines.read.pieces import join_lines
from pipelines.read.plain import draft_plain, read_plain

SENTENCES = [
    "Belonging raises the devotion of patrons.",
    "the effect of rituals was smaller than expected.",
    "Hypothesis 3: Shared rituals are positively related to devotion.",
    "(The tables refer to these as rituals.)",
    "4 Participants were not told about the second choir.",
    "We measured belonging (α = .81)",
    "2. You have to guess how many patrons return.",
    "no difference was found between choirs in devotion to the season and the conductor",
    "Why do patrons return?",
]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def texts(source: str) -> list[str]:
    return [p.text for p in draft_plain(source).paragraphs]


def roles(source: str) -> list[tuple[str, str]]:
    return [(p.role, p.text) for p in draft_plain(source).paragraphs]


def test_a_list_of_sentences_passes_through() -> None:
    draft = draft_plain("\n\n".join(SENTENCES * 3) + "\n")
    assert [p.text for p in draft.paragraphs] == SENTENCES * 3
    assert {p.role for p in draft.paragraphs} == {"paragraph"}


def test_margin_numbers_go_and_their_lines_are_joined() -> None:
    numbers = [str(n) for n in range(1, 41)]
    page = []
    prose = [
        "Patrons of choirs often speak of",
        "belonging when they explain why they",
        "return, and rituals carry it in the",
        "season (Lund",
        "2016). Later work agrees.",
    ]
    for number in numbers:
        place = int(number)
        page.append(f"{number} {prose[place // 2 - 1]}" if place % 2 == 0 and place // 2 <= len(prose) else number)
    got = texts(
        "A study of choirs\n\nThis is what the first page of the manuscript says before its first break, in a\n\n"
        + "\n".join(page)
    )
    assert (
        "Patrons of choirs often speak of belonging when they explain why they return, and rituals carry "
        "it in the season (Lund 2016). Later work agrees." in " ".join(got)
    )


@pytest.mark.parametrize(
    "lines",
    [
        [f"{n} Lund, P. Patrons of choir number {n}, 2015." for n in range(1, 20)],
        ["Volume", "32", "Issue", "1", "Pages", "57"],
        ["12 members left and", "30 members stayed in the choir"],
        [f"Table row {n}" for n in range(30)],
    ],
)
def test_other_numbers_stay(lines: list[str]) -> None:
    assert [line.words for line in split_margin(lines)] == lines


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**Purpose:** we *ask* why", "Purpose: we ask why"),
        ("[10.5555/a](https://doi.org/10.5555/a)", "10.5555/a"),
        ("<https://doi.org/10.5555/a>", "https://doi.org/10.5555/a"),
        ("sap\\_customer\\_engagement", "sap_customer_engagement"),
        ("R&amp;D <i>in</i> firms", "R&D in firms"),
        ("![case study](x.png)Choirs", "Choirs"),
        ("p < .05 and r > .3", "p < .05 and r > .3"),
        ("a * b * c", "a * b * c"),
        ("β = .31*** (t = 4.2)", "β = .31*** (t = 4.2)"),
        ("snake_case_name", "snake_case_name"),
        ("AT&T and R&D", "AT&T and R&D"),
    ],
)
def test_markup(marked: str, plain: str) -> None:
    assert drop_markup(marked) == plain


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["the co-", "creation of value"], "the co-creation of value"),
        (["a user-", "generated page"], "a user-generated page"),
        (["the engage-", "ment of patrons"], "the engagement of patrons"),
        (["item-to-", "item filters"], "item-to-item filters"),
        (["pp. 194-", "212."], "pp. 194-212."),
        (["Anglo-", "American firms"], "Anglo-American firms"),
    ],
)
def test_broken_words(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content",
        "Google Scholar",
        "Article Google Scholar",
        "Download citation",
        "You can also search for this author in PubMed",
        "We use cookies to improve your visit.",
        "415 Citations (Scopus)",
        "Leave a comment",
        "SCHOLARONE™",
        "PLEASE INSERT FIGURE 2 HERE",
        "Sign in through your institution",
    ],
)
def test_cues_of_pages(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "We use the search for meaning as a second example of devotion in services",
        "Abstract",
        "References",
        "Results",
        "Customer engagement",
        "Sharing articles raises trust.",
        "Patrons search.",
        "Related work",
        "Metrics of engagement",
        "Downloads raise trust",
        "Open innovation",
    ],
)
def test_words_of_papers_are_no_cues(line: str) -> None:
    assert not is_boilerplate(line)


def test_sections_give_roles() -> None:
    got = roles(
        "# Rituals in choirs\n\nPer Lund, Rita Verma\n\n## Abstract\n\nThis paper asks how rituals shape "
        "devotion.\n\n**Keywords:** rituals, choirs\n\n"
        "## 1. Introduction\n\nPatrons return because they belong.\n\n- Weekly rituals are open.\n- "
        "Yearly rituals are not.\n\n"
        "## References\n\nLund, P. (2015). Choirs. Imaginary Service, 1(2), 3–4.\n\n## "
        "Acknowledgements\n\nWe thank the choirs.\n"
    )
    assert [role for role, _ in got] == [
        *("title", "front", "heading", "abstract", "keywords", "heading", "paragraph", "list_item", "list_item"),
        *("heading", "reference", "heading", "back"),
    ]


def test_headings_without_marks() -> None:
    body = (
        "Patrons return to a choir when they feel that they belong to it, and rituals are what makes "
        "them feel so over many seasons of singing."
    )
    got = roles(
        f"Rituals and devotion in community choirs\n\nPer Lund\n\n{body}\n\nTheoretical framework\n\n{body}\n\n"
        f"Conclusions and limits\n\n{body}\n"
    )
    assert ("heading", "Theoretical framework") in got and ("heading", "Conclusions and limits") in got
    assert got[0] == ("title", "Rituals and devotion in community choirs")


def test_running_heads_and_page_numbers_go() -> None:
    pages = []
    for number in range(1, 6):
        pages.append(
            f"Journal of Imaginary Service\n\nOn page {number} of this paper the argument about rituals is carried "
            f"further, and it\n\n{number}\n\ngoes on after the break of the page with a second sentence. It ends here."
        )
    got = texts("A paper on rituals\n\n" + "\n\n".join(pages))
    assert not any(t in {"Journal of Imaginary Service", "3"} for t in got)
    assert any("carried further, and it goes on after the break" in t for t in got)


def test_bytes_in_any_encoding() -> None:
    source = "Grönroos and Plé write about value. They do so often."
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert words("".join(p.text for p in read_plain(Path("x.txt"), source.encode(encoding)).paragraphs)) == words(
            source
        )


def test_no_words_are_an_error() -> None:
    with pytest.raises(EmptyFile, match=r"x\.txt.*no words"):
        read_plain(Path("x.txt"), b"\n \n")


def test_manuscript_against_clean_text(shared: Path) -> None:
    """Word precision and recall of a converted manuscript's running text, in order: at least .99."""
    raw = next((shared / "corpus" / "seeds").glob("003_*.txt"))
    wanted = words((shared / "gold" / "seed-003.clean.txt").read_text(encoding="utf-8"))
    got = words("\n".join(p.text for p in read_plain(raw, raw.read_bytes()).paragraphs))
    same = sum(block.size for block in SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks())
    assert same / len(got) >= 0.99 and same / len(wanted) >= 0.99


def test_lists_of_sentences_lose_nothing(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "sentences").glob("*.jsonl")):
        lines = [
            " ".join(line.split())
            for line in re.findall(r'"text": "((?:[^"\\]|\\.)*)"', path.read_text(encoding="utf-8"))
        ]
        sample = [line for line in random.Random(7).sample(lines, 200) if "\\" not in line]
        draft = draft_plain("\n\n".join(sample))
        assert len(draft.paragraphs) == len(sample)
        assert {p.role for p in draft.paragraphs} == {"paragraph"}


MENU = "\n".join(f"  • {name}" for name in ("Home", "Shop", "News", "Team", "Jobs", "Press", "Contact", "Imprint"))


def glued() -> str:
    """Three invented pages as a scrape glues them: an article, a magazine's page, another field's abstract."""
    running = "Patrons return to the choir when they feel that they belong to it, and rituals make them feel so. " * 4
    other = (
        "Vitamin baths are said to mend the bones of the knee, but no trial has shown it in a hundred patients. " * 4
    )
    return (
        f"Shared rituals and patron devotion\n\nMarta Lindqvist\n\n{running}\n\nTheoretical framework\n\n{running}\n\n"
        f"Acknowledgements\n\nWe thank the choirs.\n\nCart\n\n{MENU}\n\nTen ways to please a patron\n\n{running}\n\n"
        f"Leave a comment\n\n{MENU}\n\nBaths for the knee: a trial\n\n{other}\n\nCopyright © 2020\n"
    )


def test_glued_pages_become_parts() -> None:
    draft = draft_plain(glued())
    opens = [draft.paragraphs[place].text for place in draft.parts]
    assert opens == [
        "Shared rituals and patron devotion",
        "Ten ways to please a patron",
        "Baths for the knee: a trial",
    ]
    assert {draft.paragraphs[place].role for place in draft.parts} == {"title"}
    assert not {"Home", "Imprint", "Cart", "Leave a comment"} & {p.text for p in draft.paragraphs}
    assert "back" not in {p.role for p in draft.paragraphs[draft.parts[1] :]}


def test_parts_know_their_own_facts(tmp_path: Path) -> None:
    path = tmp_path / "scrape.txt"
    path.write_text(glued(), encoding="utf-8")
    text = read(path)
    assert text.document.authors == ("Marta Lindqvist",)
    part = text.part_at(text.content.index("Vitamin baths"))
    assert part is not None and part.document.title == "Baths for the knee: a trial" and part.document.authors == ()
    assert text.parts[0].start == 0 and text.parts[-1].end == len(text.content)


def test_a_list_that_a_colon_introduces_is_no_menu() -> None:
    items = "\n".join(f"- {name}" for name in ("trust", "warmth", "skill", "care", "time", "songs", "meals", "trips"))
    draft = draft_plain(
        f"# Choirs\n\nPatrons named eight things that bind them to the choir they sing in:\n\n{items}\n"
    )
    assert sum(p.role == "list_item" for p in draft.paragraphs) == 8
    assert draft.parts == ()


def test_a_publishers_page_copied_as_text(tmp_path: Path) -> None:
    running = "Patrons return to the choir when they feel that they belong to it, and rituals make them feel so. " * 3
    path = tmp_path / "page.txt"
    path.write_text(
        "Journal of Imaginary Service\nVolume 66, Issue 1, January 2013, Pages 105-114\n\n"
        "Rituals in a virtual choir: An exploratory analysis\n\n"
        "Author links open overlay panel Roderick J. Lindqvist a, Ana Okafor a, Biljana Verma b\n\nShow more\n\n"
        "https://doi.org/10.5555/j.jis.2011.07.029\nGet rights and content\n\n"
        f"Abstract\n\n{running}\n\nKeywords\nVirtual choir\nRituals\n\n1. Introduction\n\n{running}\n",
        encoding="utf-8",
    )
    found = read(path).document
    assert found.title == "Rituals in a virtual choir: An exploratory analysis"
    assert found.authors == ("Roderick J. Lindqvist", "Ana Okafor", "Biljana Verma")
    assert (found.venue, found.year, found.volume, found.issue) == ("Journal of Imaginary Service", 2013, "66", "1")
    assert (found.pages, found.doi) == ("105-114", "10.5555/j.jis.2011.07.029")
    assert found.keywords == ("Virtual choir", "Rituals")
