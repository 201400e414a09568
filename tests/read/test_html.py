"""Saved pages: text apart from what surrounds it, and what the page says about itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import EmptyFile
from pipelines.read.html import draft_html, read_html

PAGE = Path(__file__).parent / "pages" / "article.html"


def test_text_in_order_with_roles() -> None:
    draft = read_html(PAGE, PAGE.read_bytes())
    roles = [p.role for p in draft.paragraphs]
    assert roles[:4] == ["title", "heading", "abstract", "keywords"]
    assert roles[-3:] == ["heading", "reference", "reference"]
    assert ("heading", 2, "1.1 Rituals") in [(p.role, p.level, p.text) for p in draft.paragraphs]
    assert next(p for p in draft.paragraphs if p.role == "quote").text.startswith("H1. Shared rituals")


def test_tables_keep_their_cells() -> None:
    table = next(p for p in read_html(PAGE, PAGE.read_bytes()).paragraphs if p.role == "table")
    assert table.rows[1] == ("H1", ".42", "Supported")
    assert table.caption == "Table 1. Tests of hypotheses"


@pytest.mark.parametrize(
    "words",
    ["cookies", "Sign in", "Related articles", "Ten ways", "Privacy policy", "never run", "color", "Google Scholar"],
)
def test_what_surrounds_the_text_goes(words: str) -> None:
    assert words not in " ".join(p.text for p in read_html(PAGE, PAGE.read_bytes()).paragraphs)


def test_facts() -> None:
    facts = read_html(PAGE, PAGE.read_bytes()).facts
    assert facts["citation_author"] == ("Lindqvist, Marta", "Okafor, Chidi B.")
    assert facts["jsonld:journal"] == ("Journal of Imaginary Service",)
    assert facts["html:lang"] == ("en-GB",)


def test_a_page_that_the_library_gives_up_is_walked() -> None:
    items = "".join(
        f"<div class='comment sidebar-x'><p>{i}. Patrons return because they feel that they belong to the choir "
        "they sing in.</p></div>"
        for i in range(8)
    )
    draft = draft_html(f"<html><body><main><h1>Choirs and patrons</h1>{items}</main></body></html>")
    assert sum("belong to the choir" in p.text for p in draft.paragraphs) == 8


def test_a_page_without_text() -> None:
    with pytest.raises(EmptyFile, match="no running text"):
        draft_html("<html><body><nav><a href='/'>Home</a></nav></body></html>")
