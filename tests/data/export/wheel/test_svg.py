"""The drawn wheel: nothing over anything else, nothing cut off, the same from the same."""

from __future__ import annotations

import math
import os
import re
import shutil
import subprocess
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from support.crowds import CATEGORIES, NAMES, crowd
from support.documents import blank
from support.hostile import HOSTILE

from data.dates.arithmetic import MONTHS_IN_YEAR
from data.export.wheel.columns import BOTTOM, COLUMN, LEFT, RIGHT, TOP, arranged_labels
from data.export.wheel.drawn_entries import INNER, OUTER, SECTOR, marks, ring_edges
from data.export.wheel.svg import HEIGHT, MIDDLE, WEEKS, WIDTH, wheel_svg
from data.export.wheel.text import Block, lines, stacked, width

CROWDS = [
    {"count": 0},
    {"count": 1},
    {"count": 12},
    {"count": 30},
    {"count": 60},
    {"count": 60, "within": 31},
    {"count": 60, "within": 5},
    {"count": 60, "categories": ("møder",)},
    {"count": 60, "categories": tuple(f"{c} {n}" for c in CATEGORIES for n in range(3))},
    {"count": 200},
    {"count": 1000},
]


def named(facts):
    return " ".join(f"{name}={value}"[:20] for name, value in facts.items())


@pytest.fixture(params=CROWDS, ids=named)
def year(request):
    return crowd(**request.param)


def drawn(year, document=None):
    return wheel_svg(document or blank(), year, names=NAMES)


def test_every_mark_is_in_its_ring_and_month_and_on_no_other(year):
    edges = ring_edges(year)
    found = marks(year)
    assert [m.entry for m in found] == list(year.entries())
    for mark in found:
        low, high = edges[mark.ring]
        assert year.categories[mark.ring] == mark.entry.category
        assert low <= mark.radius - mark.size / 2 <= mark.radius + mark.size / 2 <= high
        month = year.month_of(mark.entry.day)
        assert month * SECTOR < mark.angle < (month + 1) * SECTOR
    for one, other in combinations(found, 2):
        if one.ring == other.ring and abs(one.angle - other.angle) < 2 * SECTOR:
            assert math.dist(one.at, other.at) >= max(one.size, other.size) * 0.99


def test_rings_fill_the_wheel(year):
    edges = ring_edges(year)
    for (low, _high), (_low, high) in pairwise(edges):
        assert low == pytest.approx(high)
    if edges:
        assert (edges[0][1], edges[-1][0]) == (OUTER, pytest.approx(INNER))


def test_no_text_is_over_another_and_all_are_on_the_page(year):
    layout = arranged_labels(marks(year), NAMES, MIDDLE, WEEKS)
    assert len(layout.labels) + layout.left_out == sum(1 for _e in year.entries())
    columns = {LEFT: [], RIGHT: []}
    for label in layout.labels:
        columns[label.x].append((label.top, label.top + label.height))
        assert label.top >= TOP - 1e-6
        assert label.top + label.height <= BOTTOM + 1e-6
        first = width(f"{label.mark.number} {label.when} {label.lines[0]}", layout.size)
        rest = [label.hang + width(line, layout.size) for line in label.lines[1:]]
        assert max(first, *rest, 0) <= COLUMN + 1e-6
    for column in columns.values():
        for (_top, end), (begin, _end) in pairwise(sorted(column)):
            assert begin >= end - 1e-6


def test_sixty_have_room_for_their_texts():
    for seed in range(5):
        layout = arranged_labels(marks(crowd(60, seed=seed)), NAMES, MIDDLE, WEEKS)
        assert layout.left_out == 0
        assert layout.size >= 2.8


def test_lines_lead_to_their_texts_and_stay_off_the_others():
    layout = arranged_labels(marks(crowd(40)), NAMES, MIDDLE, WEEKS)
    for label in layout.labels:
        assert len(label.way) == 3
        beside = label.way[1][0]
        assert beside > LEFT + COLUMN if label.x == LEFT else beside < RIGHT


def test_what_has_no_room_is_told():
    year = crowd(1000)
    text = drawn(year)
    assert "der ikke plads til her" in text
    assert "ikke plads" not in drawn(crowd(60))


def test_the_page_is_well_formed_and_the_same_every_time(year):
    text = drawn(year)
    root = ElementTree.fromstring(text)
    assert root.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    assert text == drawn(year)
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile):
    title = " ".join(hostile.split()) or "x"
    year = crowd(6, titles=(title,), categories=(title,))
    root = ElementTree.fromstring(drawn(year))
    assert {e.tag.rpartition("}")[2] for e in root.iter()} <= {
        "svg", "title", "style", "rect", "text", "tspan", "circle", "path", "polygon",
    }  # fmt: skip


def test_a_year_that_begins_in_august():
    from datetime import date

    text = drawn(crowd(20, start=date(2026, 8, 1)))
    assert "Årshjul 2026/27" in text
    months = re.findall(r'class="bold" text-anchor="middle">([a-z]{3})</text>', text)
    assert months[:2] == ["aug", "sep"]
    assert len(months) == MONTHS_IN_YEAR


def test_lines_are_broken_between_words_and_cut_with_a_mark():
    assert lines("en to tre", 3, 100, 100, 2) == ["en to tre"]
    broken = lines("fire fem seks syv otte ni ti elleve tolv", 3, 20, 20, 2)
    assert len(broken) == 2
    assert broken[1].endswith("…")
    assert all(width(line, 3) <= 20 for line in broken)
    assert "".join(lines("x" * 60, 3, 20, 20, 50)) == "x" * 60


def test_blocks_stand_where_they_want_to_when_they_can():
    blocks = [Block(10, 4), Block(50, 4), Block(51, 4)]
    assert stacked(blocks, 0, 100) == [8, 46.5, 50.5]
    assert stacked([Block(2, 10), Block(98, 10)], 0, 100) == [0, 90]


BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
OVERLAPS = """
<script>
const seen = [...document.querySelectorAll('svg > text')].map(t => [t, t.getBoundingClientRect()]);
const page = document.querySelector('svg').getBoundingClientRect();
let out = [];
seen.forEach(([t, a], n) => {
  if (a.left < page.left || a.right > page.right || a.top < page.top || a.bottom > page.bottom)
    out.push('cut off: ' + t.textContent);
  seen.slice(n + 1).forEach(([u, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    // A line's box holds room above and below its letters.
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 0.5 && high > 0.3 * Math.min(a.height, b.height))
      out.push(t.textContent + ' // ' + u.textContent);
  });
});
document.body.innerHTML = '<pre id="found">' + seen.length + '\\n' + out.join('\\n') + '</pre>';
</script>
"""


@pytest.mark.skipif(BROWSER is None, reason="no browser engine here")
@pytest.mark.parametrize("facts", [{"count": 60}, {"count": 60, "within": 40}], ids=named)
def test_in_a_browser_no_text_is_over_another_or_cut_off(facts, tmp_path):
    page = tmp_path / "wheel.html"
    page.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><body style="margin:0">{drawn(crowd(**facts))}'
        f"{OVERLAPS}</body>"
    )
    done = subprocess.run(
        [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1600,1200",
         f"--user-data-dir={tmp_path}/profile", "--dump-dom", page.as_uri()],
        capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    count, *overlaps = (
        done.stdout.partition('<pre id="found">')[2].partition("</pre>")[0].split("\n")
    )
    assert int(count) > 120
    assert [line for line in overlaps if line] == []


def test_numbers_stand_inside_their_marks():
    year = crowd(count=60, categories=tuple("abcdefgh"))
    shown = drawn(year)
    found = 0
    for points, _x, y, size, number in re.findall(
        r'<polygon class="mark" points="([^"]+)"[^>]*/>\s*<text x="([\d.]+)" y="([\d.]+)" '
        r'font-size="([\d.]+)"[^>]*>(\d+)<',
        shown,
    ):
        corners = [tuple(map(float, point.split(","))) for point in points.split()]
        if len(corners) != 3:
            continue
        found += 1
        upper, lower = min(c[1] for c in corners), max(c[1] for c in corners)
        half = (max(c[0] for c in corners) - min(c[0] for c in corners)) / 2
        # The foot of the digits is where the pointed mark is narrowest behind them.
        room = half * (lower - float(y)) / (lower - upper)
        assert width(number, float(size)) / 2 < room
        assert float(y) - 0.72 * float(size) > upper
    assert found


def test_who_is_responsible_is_not_cut_while_there_is_room():
    year = crowd(count=58)
    layout = arranged_labels(marks(year), NAMES, MIDDLE, WEEKS)
    assert layout.size == 3.4
    assert not [label.lines for label in layout.labels if label.lines[-1].endswith("…")]
