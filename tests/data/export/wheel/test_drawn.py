"""The drawn wheel: nothing over anything else, nothing cut off, the same from the same."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.crowds import CATEGORIES, crowd
from support.documents import blank, changed, done
from support.examples import examples
from support.hostile import HOSTILE
from support.papers import outside, page_texts, squeezed, words

from data.edits.records import AddRecord
from data.export.pdf.letters import for_print
from data.export.pdf.setting import pdf, png
from data.export.wheel.chips import chips_of
from data.export.wheel.drawn import drawn_wheel
from data.export.wheel.joined import MOST, marks_of
from data.export.wheel.label_text import Word, broken, line_width
from data.export.wheel.paper import wheel_paper
from data.export.wheel.rings import rings_of
from data.export.wheel.shapes import Text
from data.export.wheel.sheet_sizes import A3, A4, SHEETS
from data.export.wheel.svg import wheel_svg
from data.export.wheel.text import Block, lines, stacked, width
from data.i18n import in_language
from data.model.wheel import CATEGORIES as OURS
from data.views.wheel import arranged, category_label

TODAY = date(2026, 3, 2)
CROWDS = [
    {"count": 0},
    {"count": 1},
    {"count": 6},
    {"count": 30},
    {"count": 60},
    {"count": 60, "within": 31},
    {"count": 60, "within": 5},
    {"count": 60, "categories": ("møder",)},
    {"count": 60, "categories": tuple(f"{c} {n}" for c in CATEGORIES for n in range(3))},
    {"count": 100, "start": date(2025, 8, 1)},
    {"count": 366},
]


def named(facts):
    return " ".join(f"{name}={value}"[:20] for name, value in facts.items())


@pytest.fixture(autouse=True)
def _danish():
    with in_language("da"):
        yield


@cache
def drawn(number, paper):
    """A crowd on a sheet, drawn once for all that is looked at."""
    with in_language("da"):
        return drawn_wheel(blank(), year_of(number), SHEETS[paper], TODAY)


@cache
def year_of(number):
    return crowd(**CROWDS[number])


FEW = (3, 4, 10)
"""Crowds that are looked at on the large sheet, too: what differs there is lengths."""
DRAWN = [
    pytest.param(n, paper, id=f"{named(facts)}-{paper}",
                 marks=[] if paper == "a4" or n in FEW else [pytest.mark.slow])
    for n, facts in enumerate(CROWDS)
    for paper in SHEETS
]  # fmt: skip


def overlap(one, other):
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > 0.05
        and min(one[3], other[3]) - max(one[1], other[1]) > 0.05
    )


OUTLINE = 0.45
"""Millimetres of the thickest outline, to each side."""


def corners_of(made, sheet, ring):
    """From where to where the chips of a ring reach, each at its full width; lasting ones left out.

    A square reaches farthest at its inner corners.
    """
    inner, outer = sheet.ring_edges(ring, len(made.rings))
    radius = (inner + outer) / 2
    near = radius - sheet.chip_tall(ring, len(made.rings)) / 2
    for chip in made.chips:
        wide = (chip.end - chip.begin) * radius
        if chip.mark.ring == ring and wide > 0.98 * sheet.chip and not chip.lasting:
            square = not chip.mark.together
            half = math.atan((wide / 2 + OUTLINE) / near) if square else wide / 2 / radius
            yield chip.angle - half, chip.angle + half


@pytest.mark.parametrize(("number", "paper"), DRAWN)
def test_nothing_stands_over_anything_else_and_nothing_is_cut(number, paper):
    made, sheet, year = drawn(number, paper), SHEETS[paper], year_of(number)
    texts = [run[0] for shape in made.shapes if isinstance(shape, Text) for run in shape.runs]
    assert not [text for text in texts if "…" in text]
    assert sorted(e.key for chip in made.chips for e in chip.mark.entries) == sorted(
        e.key for e in year.entries()
    )
    assert {id(label.chip) for label in made.labels} == set(map(id, made.chips))
    for ring in range(len(made.rings)):
        here = sorted((c.begin, c.end) for c in made.chips if c.mark.ring == ring)
        for (_begin, end), (begin, _end) in pairwise(here):
            assert begin >= end - 1e-6
        assert all(0 <= begin < end <= 2 * math.pi for begin, end in here)
        corners = sorted(corners_of(made, sheet, ring))
        for (_begin, end), (begin, _end) in pairwise(corners):
            assert begin >= end, "nor do their inner corners and outlines touch"
    boxes = [label.box(sheet) for label in made.labels]
    for one, other in combinations(boxes, 2):
        assert not overlap(one, other)
    edge = sheet.radius + 1.0
    x, y = sheet.middle
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert right <= sheet.width
        assert top >= 0
        assert bottom <= sheet.height
        near = (min(max(x, left), right), min(max(y, top), bottom))
        assert math.dist(near, (x, y)) >= edge


def test_at_most_forty_labels_where_that_can_be():
    assert len(marks_of(crowd(366, categories=("møder",)), rings_of(crowd(1)))) <= MOST
    few = crowd(12)
    assert len(marks_of(few, rings_of(few))) == 12


@pytest.mark.parametrize("number", [3, 4])
def test_leaders_do_not_cross_outside_the_wheel(number):
    """On each side the exits are in the order of the texts, and run beside each other."""
    made = drawn(number, "a3")
    for right in (True, False):
        side = [leader for leader in made.leaders if leader.label.right is right]
        for one, other in pairwise(side):
            assert other.exit - one.exit >= A3.exits / A3.radius - 1e-6
            assert other.turn >= one.turn - 1e-6


def test_the_standard_six_are_there_when_nothing_is():
    rings = rings_of(crowd(0))
    assert [ring.name for ring in rings] == [category_label(category) for category in OURS]
    assert len({ring.letter for ring in rings}) == 6
    many = rings_of(crowd(60, categories=tuple(f"egen {n}" for n in range(9))))
    assert len(many) == 8
    assert sum(ring.count for ring in many) == 60


def test_every_thing_is_in_the_list_and_what_stands_alone_beside_the_wheel():
    year = crowd(25)
    contents = pdf(wheel_paper(blank(), year, A3, TODAY), "da", TODAY)
    assert outside(contents) == []
    wheel, listed = map(squeezed, page_texts(contents))
    for entry in year.entries():
        assert squeezed(entry.title) in listed
        assert all(squeezed(word) in wheel for word in entry.title.split())


def test_one_persons_wheel_says_whose_it_is():
    document = done(
        blank(),
        AddRecord("person", {"name": "Ida Rask"}, "p1"),
        AddRecord("activity", {"title": "Idas egen", "owner": "p1"}, "a1"),
        AddRecord("activity", {"title": "En andens"}, "a2"),
    )
    paper = wheel_paper(document, crowd(3), A3, TODAY, owner="p1")
    found = words(pdf(paper, "da", TODAY))
    assert "31.december2026·IdaRask" in found
    assert "Idasegen" in found
    assert "Enandens" not in found


def test_months_go_clockwise_from_the_first_of_the_year():
    made = drawn_wheel(blank(), crowd(3, start=date(2025, 8, 1)), A3, TODAY)
    letters = "".join(
        shape.runs[0][0] for shape in made.shapes if isinstance(shape, Text) and shape.halo
    )
    assert letters.startswith("augustseptember")
    assert letters.endswith("junijuli")


@pytest.mark.parametrize("sheet", [A3, A4], ids=["a3", "a4"])
def test_the_drawing_is_well_formed_and_the_same_every_time(sheet):
    year = crowd(40)
    text = wheel_svg(blank(), year, TODAY, sheet)
    root = ElementTree.fromstring(text)
    assert root.get("viewBox") == f"0 0 {sheet.width} {sheet.height}"
    assert f"@page{{size:{sheet.width}mm {sheet.height}mm" in text
    assert text == wheel_svg(blank(), year, TODAY, sheet)
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "<text" not in text


def _hostile(*texts):
    titles = tuple(" ".join(text.split()) or "x" for text in texts)
    plain = crowd(len(titles), categories=tuple(title[:60] for title in titles[:8]))
    told = zip(plain.entries(), titles, strict=True)
    year = arranged(plain.start, (replace(entry, title=title) for entry, title in told))
    document = changed(blank(), blank().workplace, name=titles[0][:300])
    root = ElementTree.fromstring(wheel_svg(document, year, TODAY))
    assert {e.tag.rpartition("}")[2] for e in root.iter()} <= {
        "svg", "title", "style", "defs", "rect", "g", "use", "path",
    }  # fmt: skip
    found = words(pdf(wheel_paper(document, year, A4, TODAY), "da", TODAY))
    assert [title for title in titles if squeezed(for_print(title))[:40] not in found] == []


def test_hostile_text_stays_text():
    _hostile(*HOSTILE)


@pytest.mark.slow
@pytest.mark.parametrize("hostile", HOSTILE)
def test_each_hostile_text_stays_text_alone(hostile):
    _hostile(hostile)


def test_a_picture_is_the_same_drawing():
    paper = wheel_paper(blank(), crowd(10), A4, TODAY, listed=False)
    assert png(paper, "da", TODAY).startswith(b"\x89PNG")


@settings(max_examples=examples(25))
@given(
    st.lists(
        st.tuples(st.sampled_from(["ord", "et-langt-ord", "x" * 40, "Ærø", "i"]), st.booleans()),
        max_size=12,
    ),
    st.floats(12, 80),
)
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(told, room):
    said = [Word(text, 600 if bold else 400) for text, bold in told]
    made = broken(said, 10, room)
    assert all(line_width(line, 10) <= room + 1e-6 for line in made)
    letters = "".join(word.text for line in made for word in line).replace("-", "")
    assert letters == "".join(text for text, _bold in told).replace("-", "")


def test_a_thing_of_several_days_covers_them():
    year = crowd(12, seed=4)
    chips = chips_of(marks_of(year, rings_of(year)), year, A3, 6)
    lasting = [chip for chip in chips if chip.lasting]
    assert lasting
    assert all(chip.mark.first.until > chip.mark.first.day for chip in lasting)


def test_lines_are_broken_between_words_and_cut_with_a_mark():
    assert lines("en to tre", 3, 100, 100, 2) == ["en to tre"]
    made = lines("fire fem seks syv otte ni ti elleve tolv", 3, 20, 20, 2)
    assert len(made) == 2
    assert made[1].endswith("…")
    assert all(width(line, 3) <= 20 for line in made)
    assert "".join(lines("x" * 60, 3, 20, 20, 50)) == "x" * 60


def test_blocks_stand_where_they_want_to_when_they_can():
    blocks = [Block(10, 4), Block(50, 4), Block(51, 4)]
    assert stacked(blocks, 0, 100) == [8, 46.5, 50.5]
    assert stacked([Block(2, 10), Block(98, 10)], 0, 100) == [0, 90]
