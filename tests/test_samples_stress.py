"""The stress files are as bad as they say, and no worse."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.samples.stress import HIDDEN, MAKERS, PASSWORD, SENTENCES, make_stress


@pytest.fixture(scope="module")
def stress(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return make_stress(tmp_path_factory.mktemp("stress"))


def words_of(path: Path, password: str | None = None) -> str:
    with pypdfium2.PdfDocument(path, password=password) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def test_every_file_is_made_and_small(stress: dict[str, Path]) -> None:
    assert set(stress) == set(MAKERS)
    assert {name: path.stat().st_size for name, path in stress.items() if path.stat().st_size > 200_000} == {}


@pytest.mark.parametrize("name", ["plain", "restricted", "in_form", "spaced_capitals", "rotated", "off_page"])
def test_readable_ones_hold_the_sentences(stress: dict[str, Path], name: str) -> None:
    found = words_of(stress[name])
    assert [s for s in SENTENCES if s not in found] == []


def test_one_is_locked(stress: dict[str, Path]) -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        words_of(stress["encrypted"])
    assert SENTENCES[0] in words_of(stress["encrypted"], PASSWORD)


def test_one_is_broken_off(stress: dict[str, Path]) -> None:
    data = stress["truncated"].read_bytes()
    assert data.startswith(b"%PDF") and b"%%EOF" not in data


@pytest.mark.parametrize("name", ["empty", "text_named_pdf", "page_named_pdf"])
def test_some_are_no_pdf(stress: dict[str, Path], name: str) -> None:
    assert not stress[name].read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("name", ["scan", "blank"])
def test_some_have_no_words(stress: dict[str, Path], name: str) -> None:
    assert words_of(stress[name]) == ""


def test_scan_shows_ink(stress: dict[str, Path]) -> None:
    with pypdfium2.PdfDocument(stress["scan"]) as pdf:
        darkest, _ = pdf[0].render(scale=1).to_pil().convert("L").getextrema()
    assert darkest < 100


def test_hidden_words_are_in_the_text_and_not_on_the_page(stress: dict[str, Path]) -> None:
    assert "hidden draft" in words_of(stress["doubled"]) and "hidden draft" in HIDDEN
    with pypdfium2.PdfDocument(stress["doubled"]) as doubled, pypdfium2.PdfDocument(stress["plain"]) as plain:
        assert doubled[0].render().to_numpy().tobytes() == plain[0].render().to_numpy().tobytes()


def test_watermark_is_on_both_pages(stress: dict[str, Path]) -> None:
    assert words_of(stress["watermarked"]).count("DRAFT COPY") == 2


def test_bomb_is_a_bomb(stress: dict[str, Path]) -> None:
    assert stress["bomb"].stat().st_size < 100_000
    assert b"[[[[" in stress["nested"].read_bytes() and b"/Kids [2 0 R" in stress["cycle"].read_bytes()
