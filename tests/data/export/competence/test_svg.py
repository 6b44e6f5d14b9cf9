"""The drawn competence plan: nothing over anything else, nothing outside, same from same."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from support.competence import big, planned, plans
from support.documents import TODAY, blank, done, vicious
from support.examples import examples
from support.hostile import HOSTILE

from data.commands.competence import StartExample
from data.content.competence_example import competence_example
from data.edits.records import AddRecord, SetField
from data.export.competence.net_svg import PAGE
from data.export.competence.svg import competence_svg
from data.export.wheel.text import width
from data.facts.competence import NeedState, matrix
from data.i18n import in_language
from data.text import clean_line

SVG = "{http://www.w3.org/2000/svg}"


def drawn(document, **choices):
    with in_language("en"):
        return competence_svg(document, TODAY, **choices)


def boxes(svg):
    """Every text as it stands on the page: left, top, right, bottom, words."""
    root = ElementTree.fromstring(svg)
    found = []

    def walk(node, dx, dy):
        move = re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", node.get("transform", ""))
        if move:
            dx, dy = dx + float(move[1]), dy + float(move[2])
        if node.tag == f"{SVG}text":
            x, y = float(node.get("x")) + dx, float(node.get("y")) + dy
            size, words = float(node.get("font-size")), node.text or ""
            # Arial and its like are narrower than what is reckoned with.
            wide = width(words, size) * 0.9
            left = x - {"middle": wide / 2, "end": wide}.get(node.get("text-anchor", ""), 0)
            found.append((left, y - size * 0.75, left + wide, y + size * 0.2, words))
        for child in node:
            walk(child, dx, dy)

    walk(root, 0, 0)
    return root, found


def overlapping(found):
    return [
        (one[4], two[4])
        for one, two in combinations(found, 2)
        if one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
    ]


def example():
    return done(blank(), StartExample(competence_example("en"), "x"))


def many(count):
    """One focus area with so many needs in tasks of five."""
    document = done(blank(), AddRecord("focus_area", {"title": "Alt"}, "f"))
    for t in range(-(-count // 5)):
        document = done(document, AddRecord("task", {"focus_area": "f", "title": f"T{t}"}, f"t{t}"))
    rows = ({"task": f"t{n // 5}", "title": f"Behov {n}", "position": n} for n in range(count))
    return done(document, *(AddRecord("need", row, f"n{n}") for n, row in enumerate(rows)))


@pytest.mark.parametrize(
    "document",
    [blank(), planned(), example(), big(), vicious(), *map(many, (1, 2, 3, 40, 150))],
    ids=["blank", "planned", "example", "big", "vicious", "1", "2", "3", "40", "150"],
)
def test_no_text_over_another_and_none_outside(document):
    root, found = boxes(drawn(document))
    assert overlapping(found) == []
    _x, _y, wide, high = map(float, root.get("viewBox").split())
    assert wide == PAGE
    for left, top, right, bottom, words in found:
        assert left >= 0, words
        assert top >= 0, words
        assert right <= wide, words
        assert bottom <= high, words


@settings(max_examples=examples(25))
@given(plans())
def test_every_need_stands_in_net_and_list_with_its_state_in_words(document):
    svg = drawn(document)
    assert svg == drawn(document)
    _root, found = boxes(svg)
    words = " ".join(box[4] for box in found)
    rows = matrix(document, TODAY).rows
    for row in rows:
        assert words.count(row.need.title) >= 2
    gaps = sum(row.state is NeedState.GAP for row in rows)
    assert words.count("GAP") == 2 * gaps


def test_the_marks_differ_in_shape():
    svg = drawn(planned())
    root = ElementTree.fromstring(svg)
    squares = [node for node in root.iter(f"{SVG}rect") if node.get("class") == "mark"]
    halves = [p for p in root.iter(f"{SVG}path") if " 0 0 0 " in p.get("d", "")]
    assert squares
    assert halves
    assert not re.search(r"#(?!([0-9a-f])\1{2}\b|([0-9a-f]{2})\2{2}\b)[0-9a-f]{3,6}", svg)


def test_one_focus_area():
    svg = drawn(planned(), focus="f2")
    assert "Støj" in svg
    assert "Svær samtale" not in svg


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text):
    value = clean_line(text)
    document = planned()
    for kind, identity, name in (
        ("need", "n1", "title"), ("task", "t1", "title"), ("focus_area", "f1", "title"),
        ("workplace", "workplace", "name"),
    ):  # fmt: skip
        document = done(document, SetField(kind, identity, name, value))
    svg = drawn(document)
    root = ElementTree.fromstring(svg)
    kinds = {node.tag.removeprefix(SVG) for node in root.iter()}
    assert kinds <= {"svg", "title", "style", "rect", "text", "g", "path", "circle"}
    assert not [name for node in root.iter() for name in node.attrib if name.startswith("on")]


@pytest.mark.skipif(shutil.which("rsvg-convert") is None, reason="no rasteriser here")
def test_a_rasteriser_takes_it():
    picture = subprocess.run(
        ["rsvg-convert", "-w", "400"], input=drawn(example()).encode(), capture_output=True,
        check=True, timeout=60,
    )  # fmt: skip
    assert picture.stdout.startswith(b"\x89PNG")
