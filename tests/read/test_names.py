"""Names apart, and family names."""

from __future__ import annotations

import pytest

from pipelines.read.names import family_name, fold, is_initials, split_names


@pytest.mark.parametrize(
    ("segment", "names"),
    [
        ("Abara, N., & Lund, P. Q.", ("Abara, N.", "Lund, P. Q.")),
        ("Abara, N. and Lund, P.Q.", ("Abara, N.", "Lund, P.Q.")),
        ("Abara, N.; Lund, P.Q.; Verma, R.", ("Abara, N.", "Lund, P.Q.", "Verma, R.")),
        ("Abara NM, Lund PQ, Verma R", ("Abara, NM", "Lund, PQ", "Verma, R")),
        ("Abara, Ngozi M., Per Lund, and Rita Q. Verma", ("Abara, Ngozi M.", "Per Lund", "Rita Q. Verma")),
        ("Abara, N. M., P. Lund, and R. Q. Verma", ("Abara, N. M.", "P. Lund", "R. Q. Verma")),
        ("van der Berg, J.-P., de la Cruz, M.", ("van der Berg, J.-P.", "de la Cruz, M.")),
        ("Abara, N., Lund, P., et al.", ("Abara, N.", "Lund, P.")),
        ("Abara, N., Jr. & Lund, P.", ("Abara, N., Jr.", "Lund, P.")),
        ("Abara, N. (Ed.)", ("Abara, N.",)),
        ("OECD", ("OECD",)),
    ],
)
def test_split_names(segment: str, names: tuple[str, ...]) -> None:
    assert split_names(segment) == names


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Abara, Ngozi M.", "Abara"),
        ("Ngozi M. Abara", "Abara"),
        ("Abara NM", "Abara"),
        ("van der Berg, J.", "van der Berg"),
        ("Jan van der Berg", "van der Berg"),
        ("Jenny Van Dahl", "Van Dahl"),
        ("Per Lund Jr.", "Lund"),
        ("OECD", "OECD"),
    ],
)
def test_family_name(name: str, family: str) -> None:
    assert family_name(name) == family


@pytest.mark.parametrize("words", ["J.", "S.D.", "J. L.-H.", "WH", "J.-M."])
def test_initials(words: str) -> None:
    assert is_initials(words)


@pytest.mark.parametrize("words", ["Lund", "Per", "de la Cruz", "University"])
def test_no_initials(words: str) -> None:
    assert not is_initials(words)


def test_fold_takes_accents_and_hyphens_away() -> None:
    assert fold("Sörensen-Díaz") == fold("Sorensen Diaz")
