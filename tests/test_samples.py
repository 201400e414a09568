"""The sample papers are in step with their sources, and their annotations with their words."""

from __future__ import annotations

import collections
import json
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pdfminer.high_level import extract_text

from pipelines.record import from_dict
from tests.samples.markup import Element, Source, parse, spread_notes, words
from tests.samples.typeset import LAYOUTS, footnoted, numbered_lines, read_source, two_columns

STEMS = [name.partition(".")[0] for name in LAYOUTS]
KINDS = {"antecedents", "outcomes", "mediators", "moderators", "definitions", "types", "dimensions", "hypotheses"}
KINDS |= {"status", "contradictions", "cross-paper", "methods"}


def pdf_text(data: bytes | Path) -> list[str]:
    """The words of each page, hyphens and line ends gone, as one run of letters and digits."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [letters(page.get_textpage().get_text_range()) for page in pdf]


def letters(text: str) -> str:
    return re.sub(r"\W", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("\ufffe", "").replace("\x02", ""))


def running_text(source: Source) -> str:
    """The words of a source as one string: abstract, headings, paragraphs, notes; tables and figures left out."""
    kept = [words(e) for e in source.elements if e.kind not in {"table", "wide", "figure"}]
    return " ".join([source.get("abstract"), *kept, *source.notes.values()])


def gold_of(samples: Path, stem: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((samples / "gold" / f"{stem}.json").read_text(encoding="utf-8"))
    return gold


# -- papers and sources -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LAYOUTS)
def test_papers_are_in_step_with_their_sources(samples: Path, name: str) -> None:
    anew = LAYOUTS[name](read_source(name.partition(".")[0]))
    kept = samples / "papers" / name
    remedy = "run: python -m tests.samples.typeset"
    if name.endswith(".pdf"):
        assert pdf_text(anew) == pdf_text(kept), remedy
    else:
        assert anew == kept.read_bytes(), remedy


@pytest.mark.parametrize("layout", [two_columns, numbered_lines, footnoted])
def test_typesetting_repeats_to_the_byte(layout: Any) -> None:
    source = parse(
        "title: A title\nauthor: Ann Example | a\n\n## First\n\nWords[^1] and *more* words.\n[^1]: A note.\n"
    )
    assert layout(source) == layout(source)


@pytest.mark.parametrize("stem", STEMS)
def test_papers_have_the_length_of_papers_and_say_that_they_are_fiction(samples: Path, stem: str) -> None:
    source = read_source(stem)
    least = {"repair-communities": 4700, "engagement-turns": 3700, "bicycle-workshop": 3200}
    assert len(running_text(source).split()) > least[stem]
    assert "work of fiction" in source.get("fiction") and "CC0" in source.get("copyright")
    assert source.get("doi").startswith("10.5555/")


@pytest.mark.parametrize("name", LAYOUTS)
def test_papers_show_the_note_of_fiction_and_stay_small(samples: Path, name: str) -> None:
    path = samples / "papers" / name
    assert path.stat().st_size < 300_000
    first = pdf_text(path)[0] if path.suffix == ".pdf" else letters(path.read_text(encoding="utf-8"))
    assert "workoffiction" in first


def test_pdfs_carry_their_metadata(samples: Path) -> None:
    with pypdfium2.PdfDocument(samples / "papers" / "repair-communities.pdf") as pdf:
        facts = pdf.get_metadata_dict()
    assert facts["Title"].startswith("Mending Together") and "Helle Lindqvist-Marsh" in facts["Author"]
    assert "10.5555/ascm.2021.0142" in facts["Subject"]


@pytest.mark.parametrize("stem", STEMS)
def test_works_cited_are_in_the_bibliography_and_the_reverse(stem: str) -> None:
    source = read_source(stem)
    entries = [words(e) for e in source.elements if e.kind == "reference"]
    keys = collections.Counter(
        (re.split(r",| [A-Z]\.", entry)[0], year.group())
        for entry in entries
        if (year := re.search(r"\b(19|20)\d\d\b", entry))
    )
    body = " ".join(words(e) for e in source.elements if e.kind not in {"reference", "table", "wide", "figure"})
    assert len(entries) == len(keys) == sum(keys.values())
    assert [key for key in keys if not re.search(rf"{re.escape(key[0])}.{{0,40}}\b{key[1]}\b", body)] == []
    for surname, year in re.findall(r"([A-ZÀ-Þ][\w’-]+)(?: et al\.)? \(((?:19|20)\d\d)(?:, p\. \d+)?\)", body):
        assert any(surname in entry and year in entry for entry in entries), (surname, year)


# -- layouts ----------------------------------------------------------------------------------------------------------

PLAIN = "# A title of its own\n## 1. First\n" + "Co-created words are understood by everybody concerned. " * 60 + "\n"


@pytest.mark.parametrize("layout", [two_columns, numbered_lines, footnoted])
def test_layouts_set_all_words_of_plain_text_in_order(layout: Any) -> None:
    pages = pdf_text(layout(parse(PLAIN + "* not markup *\n", markup=False)))
    sentence = letters("Co-created words are understood by everybody concerned.")
    joined = re.sub(r"\d+", "", "".join(pages))
    assert joined.count(sentence) >= 55  # the others stand over a page end, with a running head between
    assert letters("A title of its own") in pages[0] and "notmarkup" in joined


def test_layouts_differ_in_what_they_are_made_for(samples: Path) -> None:
    draft = pypdfium2.PdfDocument(numbered_lines(read_source("engagement-turns")))[1].get_textpage().get_text_range()
    assert re.findall(r"^\d+\s*$", draft, re.M)  # line numbers
    article = pypdfium2.PdfDocument(samples / "papers" / "repair-communities.pdf")[1].get_textpage().get_text_range()
    assert "\ufffe" in article or "\x02" in article  # words broken at line ends
    assert "ﬁ" in extract_text(samples / "papers" / "repair-communities.pdf", page_numbers=[1])  # pdfium undoes these


def test_footnotes_stand_on_the_page_that_calls_them() -> None:
    filler = "Nothing happens in this sentence, which is here to fill a page of the manuscript. " * 45
    source = parse(f"title: T\n\n{filler}\n{filler}\nA word with a note.[^x]\n{filler}\n[^x]: Zebra stripes.\n")
    pages = pdf_text(footnoted(source))
    assert [("Awordwithanote" in p) for p in pages] == [("Zebrastripes" in p) for p in pages]
    assert sum("Zebrastripes" in p for p in pages) == 1


def test_notes_can_be_spread_over_plain_text() -> None:
    source = spread_notes(parse(PLAIN * 6, markup=False), ["Zebra stripes.", "Lion manes.", "Owl eyes."])
    assert [e.text[-4:] for e in source.elements if e.text.endswith("]")] == ["[^1]", "[^2]", "[^3]"]
    joined = "".join(pdf_text(footnoted(source)))
    assert all(letters(note) in joined for note in source.notes.values())
    with pytest.raises(ValueError, match="do not fit"):
        spread_notes(parse(PLAIN, markup=False), ["a", "b"])


def test_markup_reads_each_kind() -> None:
    source = parse(
        "title: T\nauthor: A | 1\nauthor: B | 2\n\n## H\n@ **H1:** Claim.\n> Quoted.\n- Item\n"
        "@table Table 1. Caption\n| a | b |\n| 1 | |\n@note Note.\n## References\nDoe, J. (2020). *Book*.\n"
    )
    assert [e.kind for e in source.elements] == [
        "heading",
        "statement",
        "quote",
        "item",
        "table",
        "heading",
        "reference",
    ]
    assert source.parts("author") == [["A", "1"], ["B", "2"]]
    assert source.elements[4] == Element(
        kind="table", text="Table 1. Caption", rows=(("a", "b"), ("1", "")), note="Note."
    )
    assert words(source.elements[1]) == "H1: Claim."


# -- the web page -----------------------------------------------------------------------------------------------------


def test_page_has_what_publishers_put_around_an_article(samples: Path) -> None:
    page = (samples / "papers" / "bicycle-workshop.html").read_text(encoding="utf-8")
    for mark in (
        "citation_doi",
        "dc.creator",
        "application/ld+json",
        "cookie-banner",
        "Related articles",
        "vitamin D",
    ):
        assert mark in page
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
    assert data["identifier"] == "https://doi.org/10.5555/nqsi.2023.0033"


# -- annotations ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stem", STEMS)
def test_annotations_are_records(samples: Path, stem: str) -> None:
    gold = gold_of(samples, stem)
    record = from_dict(gold)
    assert record.document.source in LAYOUTS and record.document.source.startswith(stem)
    assert set(gold["complete"]) <= {"document", "study", "hypotheses", "claims", "definitions", "constructs"}
    head = read_source(stem)
    assert record.document.title == head.get("title") and record.document.doi == head.get("doi")
    assert gold["reference_count"] == sum(e.kind == "reference" for e in head.elements)


@pytest.mark.parametrize("stem", STEMS)
def test_annotated_words_are_those_of_the_paper(samples: Path, stem: str) -> None:
    gold, text = gold_of(samples, stem), running_text(read_source(stem))
    quoted = [*gold["statements"], *gold["definitions"], *gold.get("restatements", []), *gold["left_out"]]
    assert [q["text"] for q in quoted if q["text"] not in text and q.get("domain", True)] == []
    assert [d["definition"] for d in gold["definitions"] if d["definition"] not in d["text"]] == []


@pytest.mark.parametrize("stem", STEMS)
def test_annotations_keep_the_rules_of_the_record(samples: Path, stem: str) -> None:
    statements = gold_of(samples, stem)["statements"]
    for s in statements:
        assert s["relations"] or s["kind"] in {"hypothesis", "proposition", "research_question"}, s["text"]
        for r in s["relations"]:
            assert not re.match(r"(the|a|an) ", r["source"] + r["target"], re.I), r
            assert not re.search(r"\b(CEB|VCC)\b", json.dumps(r)), r
    labels = [s["label"] for s in statements if s["label"]]
    assert len(labels) == len(set(labels))
    seen = collections.Counter(s["text"] for s in statements if not s["label"])
    assert [t for t, n in seen.items() if n > 1] == []


@pytest.mark.parametrize("stem", ["repair-communities", "engagement-turns"])
def test_annotated_pages_are_those_on_which_the_words_begin(samples: Path, stem: str) -> None:
    gold = gold_of(samples, stem)
    pages = [re.sub(r"\d", "", page) for page in pdf_text(samples / "papers" / f"{stem}.pdf")]
    for s in [*gold["statements"], *gold["definitions"]]:
        start = re.sub(r"\d", "", letters(s["text"]))[:60]
        page = pages[s["page"] - 1]
        assert start in page or any(page.rstrip().endswith(start[:n]) or start[:n] in page for n in (40, 20, 8)), s[
            "text"
        ]


def test_words_beside_the_article_are_annotated_as_strange(samples: Path) -> None:
    page = " ".join((samples / "papers" / "bicycle-workshop.html").read_text(encoding="utf-8").split())
    strange = [s for s in gold_of(samples, "bicycle-workshop")["statements"] if not s["domain"]]
    assert len(strange) == 1 and strange[0]["text"] in page
    assert strange[0]["text"] not in running_text(read_source("bicycle-workshop"))


def test_hypotheses_have_the_status_and_figures_of_the_table(samples: Path) -> None:
    table = next(e for e in read_source("repair-communities").elements if e.text.startswith("Table 2"))
    rows = {row[0]: row for row in table.rows[1:] if row[0]}
    hypotheses = [s for s in gold_of(samples, "repair-communities")["statements"] if s["kind"] == "hypothesis"]
    assert {h["label"] for h in hypotheses} == set(rows)
    for h in hypotheses:
        _, _, beta, t, p, verdict = rows[h["label"]]
        assert h["status"] == verdict.lower().replace(" ", "_")
        first, second = h["relations"][0]["effects"][:2]
        assert (first["value"], first["p"], second["value"]) == (
            float(beta.replace("−", "-")),
            p,
            float(t.replace("−", "-")),
        )


def test_papers_disagree_where_the_questions_say_so(samples: Path) -> None:
    signs: dict[tuple[str, str], set[str]] = collections.defaultdict(set)
    for stem in STEMS:
        for s in gold_of(samples, stem)["statements"]:
            for r in s["relations"]:
                signs[r["source"], r["target"].replace("behavior", "behaviour")].add(r["sign"])
    assert {"+", "-"} <= signs["customer engagement behaviour", "member well-being"]
    assert {"+", "-", "0"} <= signs["product complexity", "customer engagement behaviour"]
    assert {"+", "-"} <= signs["monetary rewards", "customer engagement behaviour"]
    assert {"+", "0"} <= signs["psychological ownership", "loyalty"]


def test_questions_can_be_answered_from_the_papers(samples: Path) -> None:
    questions = json.loads((samples / "competency.json").read_text(encoding="utf-8"))
    assert len(questions) == 30 and len({q["id"] for q in questions}) == 30
    assert {q["kind"] for q in questions} == KINDS
    for question in questions:
        golds = [json.dumps(gold_of(samples, stem), ensure_ascii=False) for stem in question["source"]]
        text = " ".join([running_text(read_source(stem)) for stem in question["source"]] + golds).lower()
        assert [a for a in question["answer"] if a.lower() not in text] == []
