"""ISSNs and licences: found by their form, from file properties and from the pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.read import read, read_library
from pipelines.read.metadata import choose, claim_rights
from pipelines.read.metadata.rights import find_issns, find_licence
from pipelines.read.paragraph import Paragraph

BODY = "".join(
    f"<p>Members of repair clubs who give each other advice in round {n} come back sooner, and they bring tools, "
    "friends and questions along, which keeps the benches full through the winter months of every year.</p>"
    for n in range(8)
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("ISSN 0378-5955", ("0378-5955",)),
        ("Print ISSN: 2434-561X; Online ISSN: 1050-124x", ("2434-561X", "1050-124X")),
        ("03785955", ("0378-5955",)),
        ("1234-5678", ()),  # the check digit is wrong
        ("pages 1094-1105, 2014-2018", ()),
        ("doi 10.1000/10946705-03785955-1", ()),
    ],
)
def test_issns(text: str, numbers: tuple[str, ...]) -> None:
    assert find_issns(text) == numbers


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("see http://creativecommons.org/licenses/by-nc/4.0/deed", "https://creativecommons.org/licenses/by-nc/4.0/"),
        ("(https://creativecommons.org/ licenses/by/3.0/)", "https://creativecommons.org/licenses/by/3.0/"),
        ("creativecommons.org/publicdomain/zero/1.0/", "https://creativecommons.org/publicdomain/zero/1.0/"),
        (
            "a Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International License",
            "https://creativecommons.org/licenses/by-nc-nd/4.0/",
        ),
        (
            "the Creative Commons Attribution (CC BY) licence, version 4.0",
            "https://creativecommons.org/licenses/by/4.0/",
        ),
        ("an open access article under the CC BY-NC-ND license", "CC BY-NC-ND"),
        ("Creative Commons Attribution License", "CC BY"),
        ("All rights reserved. No part may be copied without a licence.", None),
        ("creative commons of knowledge need attribution of authorship", None),
        ("a CC BYTE of data", None),
    ],
)
def test_licences(text: str, licence: str | None) -> None:
    assert find_licence(text) == licence


def test_pages_tell_both_and_prose_neither() -> None:
    told = [
        Paragraph(text="Journal of Benches, ISSN 0378-5955 (print)", role="footnote", page=1),
        Paragraph(text="© 2021 The Authors. Licensed under CC BY 4.0.", role="footnote", page=1),
    ]
    chosen = choose(claim_rights(told, [], {}))
    assert chosen["issn"].value == ("0378-5955",)
    assert chosen["licence"].value == "https://creativecommons.org/licenses/by/4.0/"
    prose = [Paragraph(text="We coded whether repositories ask for CC BY 4.0 as licence (ISSN 0378-5955).", page=7)]
    assert choose(claim_rights(prose, [], {})) == {}


def test_sources_that_disagree_on_the_licence_are_kept() -> None:
    facts = {"citation_issn": ("0378-5955",), "dc.rights": ("https://creativecommons.org/licenses/by-nc/4.0/",)}
    note = [Paragraph(text="Open access under CC BY 4.0. ISSN 0378-5955, e-ISSN 2434-561X", role="footnote", page=1)]
    chosen = choose(claim_rights(note, [], facts))
    assert chosen["licence"].value == "https://creativecommons.org/licenses/by-nc/4.0/"
    assert [claim.value for claim in chosen["licence"].others] == ["https://creativecommons.org/licenses/by/4.0/"]
    assert set(chosen["issn"].value) == {"0378-5955", "2434-561X"} and not chosen["issn"].others


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="citation_issn" content="0378-5955"><link rel="license" '
        'href="https://creativecommons.org/licenses/by/4.0/">',
        '<script type="application/ld+json">'
        + json.dumps(
            {
                "@type": "ScholarlyArticle",
                "headline": "Benches and what members give each other",
                "license": "https://creativecommons.org/licenses/by/4.0/",
                "isPartOf": {"@type": "Periodical", "name": "Journal of Benches", "issn": ["0378-5955"]},
            }
        )
        + "</script>",
    ],
)
def test_web_pages(head: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        f"<html><head>{head}</head><body><article><h1>Benches and members</h1>{BODY}</article></body></html>"
    )
    text = read(page)
    assert text.issn == ("0378-5955",)
    assert text.licence == "https://creativecommons.org/licenses/by/4.0/"


def test_jats_states_both(tmp_path: Path) -> None:
    article = tmp_path / "article.xml"
    article.write_text(
        '<?xml version="1.0"?><article xmlns:xlink="http://www.w3.org/1999/xlink"><front><journal-meta>'
        '<issn pub-type="ppub">0378-5955'
        '</issn><issn pub-type="epub">2434-561X</issn></journal-meta><article-meta><title-group>'
        '<article-title>On benches</article-title></title-group><permissions><license xlink:href="http://creativecommons.org/licenses/by/4.0/">'
        "<license-p>Open access.</license-p></license></permissions></article-meta></front>"
        f"<body>{BODY}</body></article>"
    )
    text = read(article)
    assert text.document.title == "On benches"
    assert text.issn == ("0378-5955", "2434-561X")
    assert text.licence == "https://creativecommons.org/licenses/by/4.0/"


def test_a_library_knows_the_issn(tmp_path: Path) -> None:
    (tmp_path / "mine.bib").write_text("@article{a, title={On benches}, issn={0378-5955}, file={paper.txt}}")
    (tmp_path / "paper.txt").write_text("On benches\n\n" + "Members repair what they own and talk about it. " * 20)
    assert read(tmp_path / "paper.txt", library=read_library(tmp_path / "mine.bib")).issn == ("0378-5955",)
