"""Drawn models: what becomes a box and an arrow, and that lines and signs say what tests came to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg.draw import draw, to_html, to_png
from kg.draw.layout import BOX, lay_out
from kg.draw.plan import JOINT, Plan, plan
from kg.draw.routes import routes
from kg.network import Network, network
from kg.store import Store
from tests.kg.shelf import paper, says, store_of

SVG = "{http://www.w3.org/2000/svg}"


def arrows(drawn: Plan) -> set[tuple[str, str, str]]:
    def name(iri: str) -> str:
        return "joint" if iri.startswith(JOINT) else drawn.boxes[iri]

    return {(name(a.source), name(a.target), a.label) for a in drawn.arrows}


def of(tmp_path: Path, *statements: object) -> Network:
    with store_of(tmp_path / "s", paper(2001, *statements)) as store:  # type: ignore[arg-type]
        return network(store)


def test_direct_effects_are_arrows_with_their_sign(tmp_path: Path) -> None:
    found = of(tmp_path, says("finding", "calm", "joy"), says("finding", "fear", "joy", sign="-"))
    assert arrows(plan(found)) == {("calm", "joy", "+"), ("fear", "joy", "−")}


def test_a_mediator_stands_on_the_path(tmp_path: Path) -> None:
    found = of(tmp_path, says("finding", "calm", "joy", mediators=("hope",)))
    assert arrows(plan(found)) == {("calm", "hope", ""), ("hope", "joy", "+")}


def test_a_step_that_papers_state_by_itself_is_that_arrow(tmp_path: Path) -> None:
    found = of(
        tmp_path, says("finding", "calm", "joy", mediators=("hope",)), says("finding", "calm", "hope", sign="-")
    )
    assert arrows(plan(found)) == {("calm", "hope", "−"), ("hope", "joy", "+")}


def test_a_moderator_points_at_the_arrow(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        says("finding", "calm", "joy", sign="-"),
        says("finding", "calm", "joy", moderators=("age",), sign="+"),
    )
    drawn = plan(found)
    assert arrows(drawn) == {("calm", "joint", ""), ("joint", "joy", "−"), ("age", "joint", "+")}
    assert [a.head for a in drawn.arrows if a.target.startswith(JOINT)] == [False, True]


def test_an_effect_on_itself_is_left_out(tmp_path: Path) -> None:
    assert plan(of(tmp_path, says("finding", "joy", "joy"))).arrows == ()


@pytest.mark.parametrize(
    ("kind", "status", "style"),
    [
        ("hypothesis", "supported", "supported"),
        ("hypothesis", "not_supported", "not_supported"),
        ("hypothesis", "partially_supported", "contested"),
        ("hypothesis", None, "untested"),
        ("finding", None, "supported"),
    ],
)
def test_a_line_tells_what_tests_came_to(tmp_path: Path, kind: str, status: str | None, style: str) -> None:
    root = ElementTree.fromstring(draw(of(tmp_path, says(kind, status=status))))
    (line,) = [g for g in root.iter(f"{SVG}g") if g.get("class") == f"effect {style}"]
    path = line.find(f"{SVG}path")
    assert path is not None
    assert (path.get("stroke-dasharray") is None) == (style == "supported")


def test_boxes_do_not_overlap_and_lines_end_at_their_sides(library: Store) -> None:
    drawn = plan(network(library))
    layout = lay_out(drawn)
    places = [layout.places[iri] for iri in drawn.boxes]
    for number, (x, y) in enumerate(places):
        assert 0 < x < layout.width and 0 < y < layout.height
        for a, b in places[number + 1 :]:
            assert abs(x - a) >= BOX[0] or abs(y - b) >= BOX[1]
    for arrow, points in zip(drawn.arrows, routes(drawn.arrows, layout), strict=True):
        for name, point in ((arrow.source, points[0]), (arrow.target, points[-1])):
            if name in drawn.boxes:
                assert abs(abs(point[0] - layout.places[name][0]) - BOX[0] / 2) < 0.01


def test_words_of_papers_stay_words(tmp_path: Path) -> None:
    found = of(tmp_path, says("finding", "<script>x</script>", "a \x1b[31m & b"))
    svg = draw(found, title="<b>")
    ElementTree.fromstring(svg)
    page = to_html(found, svg, title="<b>")
    assert "<script" not in page and "\x1b" not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", ""), "nothing is loaded from elsewhere"


def test_an_empty_network_is_a_picture_too(tmp_path: Path) -> None:
    ElementTree.fromstring(draw(of(tmp_path, says("finding", "joy", "joy"))))


def test_png_has_ink(library: Store) -> None:
    blank = to_png(draw(Network(nodes=(), edges=())))
    drawn = to_png(draw(network(library)))
    assert drawn.startswith(b"\x89PNG")
    assert len(drawn) > 3 * len(blank)


def test_the_command_writes_what_the_ending_says(library_path: Path, tmp_path: Path) -> None:
    for ending, begins in (("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!doctype html>")):
        out = tmp_path / f"a.{ending}"
        command = [sys.executable, "-m", "kg", "draw", "trust", "-s", str(library_path), "-o", str(out)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert out.read_bytes().startswith(begins)
        assert "3 constructs, 2 effects" in done.stderr
