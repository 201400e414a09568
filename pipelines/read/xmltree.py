"""XML of scholarly articles, opened safely, and the two things that JATS and TEI readers share.

Entities are not expanded, no DTD is loaded and nothing is fetched, so a hostile file can neither grow nor call out.
Names are compared without their namespace: JATS comes with and without, TEI always with one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from pipelines.errors import DamagedFile
from pipelines.read.clean import clean_line
from pipelines.read.paragraph import Paragraph

LARGEST = 60_000_000  # bytes


def parse_xml(path: Path, data: bytes) -> Any:
    """The root element.

    Raises:
        DamagedFile: the file is no well-formed XML, or far too large for an article.
    """
    if len(data) > LARGEST:
        raise DamagedFile(f"{path}: {len(data) // 1_000_000} MB are too much for one article; split the file")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as exc:
        raise DamagedFile(f"{path}: the XML is not well-formed ({exc.msg}); get the file again") from exc


def name_of(element: Any) -> str:
    """An element's name without its namespace; "" for what is no element (instructions, entity references)."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def find_all(element: Any, path: str) -> list[Any]:
    """Elements at a path of plain names ("front/article-meta/abstract"), namespaces aside, in order."""
    found = [element]
    for name in path.split("/"):
        found = [child for parent in found for child in parent if name_of(child) == name]
    return found


def find(element: Any, path: str) -> Any | None:
    """The first element at a path of plain names, or None."""
    return next(iter(find_all(element, path)), None)


def descendants(element: Any, name: str) -> list[Any]:
    """All elements of a plain name below ``element``, in order."""
    return [e for e in element.iter() if name_of(e) == name]


def words(element: Any | None, skip: frozenset[str] = frozenset()) -> str:
    """The words of an element on one line, without the elements named in ``skip``; "" for None."""
    if element is None:
        return ""
    return clean_line(" ".join("".join(_pieces(element, skip)).split())).strip()


def _pieces(element: Any, skip: frozenset[str]) -> Iterator[str]:
    yield element.text or "" if name_of(element) else ""
    for child in element:
        if name_of(child) and name_of(child) not in skip:
            yield from _pieces(child, skip)
        yield child.tail or ""


def split_blocks(
    element: Any, blocks: frozenset[str], read_block: Callable[[Any], Iterator[Paragraph]], skip: frozenset[str]
) -> Iterator[Paragraph]:
    """A paragraph element as paragraphs: running words, and between them the blocks (lists, tables) that it holds."""
    pieces = [element.text or ""]
    for child in element:
        if name_of(child) in blocks:
            yield from _flush(pieces)
            yield from read_block(child)
            pieces = []
        elif name_of(child) and name_of(child) not in skip:
            pieces += _pieces(child, skip)
        pieces.append(child.tail or "")
    yield from _flush(pieces)


def _flush(pieces: list[str]) -> Iterator[Paragraph]:
    text = clean_line(" ".join("".join(pieces).split())).strip()
    if text:
        yield Paragraph(text=text)
