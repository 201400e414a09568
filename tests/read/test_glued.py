"""Run-together words: what a document's own words take apart, and what must stay whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipelines.read import read
from pipelines.read.clean import clean_line
from pipelines.read.glued import find_glued, split_paragraphs, split_words, splitting
from pipelines.read.layout.columns import make_line
from pipelines.read.layout.join import count_words, join_lines
from pipelines.read.layout.lines import Segment
from pipelines.read.paragraph import Paragraph

WORDS = (
    "the of and the of and the of and the of and the of and the of and regulation regulation policy "
    "policy website website profit profit experience experience security security scape scape service "
    "service service innovation innovation innovation influencers influencers influencers response "
    "response live live streaming streaming ware where there there value value hear hear as more over can "
    "not brand brand engagement engagement engagement customer customer customer will will fulfilled "
    "fulfilled content content content"
)

APART = [
    ("avoid regulationand policy", "avoid regulation and policy"),
    ("the valueof care", "the value of care"),
    ("regulationof brands", "regulation of brands"),
    ("theregulation was", "the regulation was"),
    ("andpolicy,", "and policy,"),
    ("(fulfilledwith)", "(fulfilled with)"),
    ("one ofthe brands", "one of the brands"),
    ("tothese ends, inthe end", "to these ends, in the end"),
    ("a serviceinnovation", "a service innovation"),
    ("the engagementinnovation.", "the engagement innovation."),
]
WHOLE = [
    "whereas moreover cannot insecurity inexperience outperform thereby thereof whereof hereof",  # words of their own
    "nonwebsite forprofit onwebsite reexperience",  # compounds that lost a hyphen or never had one
    "servicescape livestreaming microinfluencers nanoinfluencers",  # compounds that a field coins
    "Regulationand Theregulation Towill WebsiteRegulation",  # names and brands begin with a capital
    "not-regulationand regulationand-based",  # parts of a compound
    "www.regulationand.org a@theregulation.com doi.org/10.1/regulationand http://ofthe",  # addresses
    "serviceinnovation serviceinnovation",  # written so twice: the authors' own word
    "customerblorb blorband theblorb",  # a part that the document does not know
    "bathe soothe lathe teethe synthesis hypothesis parenthesis with into onto",
    "regulationand2 _regulationand regulationand’s",
]


@pytest.mark.parametrize(("given", "wanted"), APART)
def test_glued_words_are_taken_apart(given: str, wanted: str) -> None:
    assert split_words(given, find_glued(count_words([WORDS, given]))) == wanted


@pytest.mark.parametrize("given", WHOLE)
def test_words_of_their_own_stay_whole(given: str) -> None:
    assert split_words(given, find_glued(count_words([WORDS, given]))) == given


def test_other_languages_are_left_alone() -> None:
    foreign = Counter({"der": 40, "die": 40, "kunden": 5, "service": 5, "innovation": 5, "serviceinnovation": 1})
    assert find_glued(foreign) == {}


def test_boxes_stay_with_their_lines() -> None:
    def line(text: str, y: float) -> object:
        return make_line([Segment(text, 50.0, 300.0, y, 10.0, False, False, 0)], 1)

    texts = ["firms avoid regulationand", "keep ofthe policy what they can"]
    words = count_words([WORDS, *texts])
    lines = [line(text, 700.0 - 12 * place) for place, text in enumerate(texts)]
    text, fragments = join_lines(lines, words, splitting(clean_line, words))  # type: ignore[arg-type]
    assert text == "firms avoid regulation and keep of the policy what they can"
    assert [text[f.start : f.end] for f in fragments] == [
        "firms avoid regulation and",
        "keep of the policy what they can",
    ]


def test_tables_and_placed_paragraphs_stay() -> None:
    table = Paragraph(text="regulationand | 3", role="table", rows=(("regulationand", "3"),))
    body = Paragraph(text=f"{WORDS} regulationand", role="paragraph")
    assert [p.text for p in split_paragraphs([body, table])] == [f"{WORDS} regulation and", table.text]


def test_a_conversion_is_mended_before_offsets_exist(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(
        "Trust among guests\n\nThe value of trust and the value of care shape the loyalty of guests and of hosts.\n\n"
        "Guests returned the trust, and hosts spoke of the guests and of their loyalty, so the valueof trust grew.\n"
    )
    text = read(path)
    assert "so the value of trust grew" in text.content
    assert all(text.content[b.start : b.end].strip() for b in text.blocks)
