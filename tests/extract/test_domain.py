"""What belongs to the field, and what scraped pages bring along."""

from __future__ import annotations

import dataclasses

import pytest

from pipelines.extract.constructs.domain import belongs, covers_field, is_solicitation, judge
from pipelines.record import Document
from pipelines.text import Block, Part, Text

FIELD = [
    "Perceived usefulness raises students’ intention to use the tutor.",
    "Patients who trust their hospital take part in service design and recommend the provider to others.",
    "Larger boards weaken the effect of CEO pay on firm performance.",
    "Green supply chain practices improve operational performance.",
    "It grows with time.",
]
FOREIGN = [
    "Older patients with renal disease showed higher mortality after surgery.",
    "The protein inhibits tumour growth in mice.",
    "Electrode thickness lowers the voltage of the membrane.",
]


@pytest.mark.parametrize("words", FIELD)
def test_the_field(words: str) -> None:
    assert belongs(words)


@pytest.mark.parametrize("words", FOREIGN)
def test_other_fields(words: str) -> None:
    assert not belongs(words)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Subscribe to our newsletter and save up to 20%.", True),
        ("Start your free trial today!", True),
        ("Customers who sign up for a loyalty program spend more on the brand.", False),
        ("Subscribers read brand newsletters because the firm’s service matters to them.", False),
    ],
)
def test_is_solicitation(words: str, answer: bool) -> None:
    assert is_solicitation(words) is answer


def page(*paragraphs: str) -> Text:
    content = "\n".join(paragraphs)
    starts = [content.index(p) for p in paragraphs]
    blocks = tuple(Block(start=s, end=s + len(p), role="paragraph") for s, p in zip(starts, paragraphs, strict=True))
    return Text(document=Document(source="x"), content=content, blocks=blocks)


@pytest.mark.parametrize(
    ("ours", "others", "answer"),
    [(16, 4, True), (12, 8, True), (11, 9, False), (0, 20, False), (0, 19, True)],
)
def test_the_field_of_a_text_as_a_whole(ours: int, others: int, answer: bool) -> None:
    sentences = ["Trust increases customer loyalty."] * ours + ["Frost delays the growth of mosses."] * others
    assert covers_field(sentences) is answer


def test_the_company_that_words_keep_decides() -> None:
    clinic = "Fatigue was common among them. Patients with the disease were diagnosed late, and the infection spread."
    shop = "Fatigue was common among them. Customers who value the service stay loyal to the brand."
    text = page(shop, "The firm listens to its customers.", "The clinic treats symptoms of infection.", clinic)
    in_domain = judge(text)
    for paragraph, answer in ((shop, True), (clinic, False)):
        start = text.content.index(paragraph)
        assert in_domain(start, start + len("Fatigue was common among them.")) is answer


def test_patients_in_a_service_paper_stay() -> None:
    words = "Patients take their medication when physicians listen."
    text = page("Value co-creation in health services depends on how customers engage with providers.", words)
    start = text.content.index(words)
    assert judge(text)(start, start + len(words))


def test_a_page_that_a_scrape_glued_in_is_judged_as_a_whole() -> None:
    paper = "Customers who value the service stay loyal to the brand."
    clinic = "Fatigue was seen. Patients with renal disease had surgery; mortality and infection rose with the dose."
    text = page(paper, "The firm serves its customers well and its brand grows with their loyalty.", clinic)
    start = text.content.index(clinic)
    part = Part(start=start, end=len(text.content), document=Document(source="x"))
    glued = dataclasses.replace(text, parts=(part,))
    assert judge(text)(start, start + 17)
    assert not judge(glued)(start, start + 17)
