"""The list: cells counted right, two lines a move, pages, narrowing."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from support.frames import frame
from support.keyboard import at_work, press, rest
from textual.app import App
from textual.geometry import Size

from data.dataclass import dataclass
from data.i18n import set_language
from screens.drawing.glyphs import use
from screens.drawing.grid import PROSE
from screens.widgets.row import Piece, laid
from screens.widgets.row_list import Row, RowList, Tone


@pytest.fixture(autouse=True)
def _danish():
    set_language("da")
    yield
    use(unicode=True)


class Shown(App[None]):
    """A list by itself that notes what it draws and says."""

    def __init__(self) -> None:
        super().__init__()
        self.said = []

    def compose(self):
        yield RowList()

    def on_row_list_highlighted(self, event):
        self.said.append(("at", event.key))

    def on_row_list_opened(self, event):
        self.said.append(("open", event.key))


@asynccontextmanager
async def listed(*rows, size=(40, 8)):
    app = Shown()
    async with at_work(app, size) as pilot:
        found = app.query_one(RowList)
        found.show(rows)
        found.focus()
        await rest(pilot)
        yield found


def lines(rows):
    return [strip.text for strip in (rows.render_line(y) for y in range(rows.size.height))]


def numbered(count, **values):
    return [Row(str(n), f"række {n}", **values) for n in range(count)]


HARD = (
    "漢字仮名交じり文の行はとても幅が広いので切られる",
    "👩‍👩‍👧 familie 🇩🇰 flag 👍🏽 tommel og så videre i det uendelige",
    "e\u0301\u0301 a\u030a o\u0308 n\u0303 samlede bogstaver med mange tegn over sig",
    "ŀﬀ﷽ sjældne tegn",
    "x" * 10_000,
    "漢" * 10_000,
    "\t\ttab og\nlinje",
    "",
)


@pytest.mark.parametrize("text", HARD)
@pytest.mark.parametrize("width", [7, 20, 40])
async def test_every_line_is_exactly_as_wide_as_the_list(text, width):
    row = {"glyph": "!", "meta": "漢 i dag"}
    async with listed(
        Row("a", text), Row("b", text, **row), Row("c", text, wrap=True, **row), size=(width, 8)
    ) as rows:
        assert {cell_len(line) for line in lines(rows)} == {width}


async def test_long_texts_wrap_under_their_label():
    row = Row("a", "Problem   Pausen holdes på en stol i køkkenet", wrap=True, hang=10)
    async with listed(row, size=(46, 5)) as rows:
        assert [line.rstrip() for line in lines(rows)[:3]] == [
            "› Problem   Pausen holdes på en stol i",
            "            køkkenet",
            "",
        ]
    async with listed(row, size=(30, 5)) as rows:
        assert [line.rstrip() for line in lines(rows)[:4]] == [
            "› Problem",
            "    Pausen holdes på en stol",
            "    i køkkenet",
            "",
        ], "where there is little room the text stands below its label"


async def test_the_right_edge_and_the_sign_keep_their_place():
    async with listed(
        Row("a", "Et langt ord om støj", glyph="!", meta="3 dage"), size=(24, 3)
    ) as r:
        assert lines(r)[0] == "› ! Et langt…   3 dage  "


async def test_ascii_signs():
    use(unicode=False)
    async with listed(*numbered(20), Row("a", "x" * 60), size=(20, 4)) as rows:
        assert lines(rows)[0].startswith("> række 0")
        assert lines(rows)[-1].endswith("v ")
        rows.action_last()
        assert lines(rows)[0].endswith("^ ")
        assert lines(rows)[-1].endswith("~  ")


async def test_only_lines_that_differ_are_drawn(monkeypatch):
    async with listed(*numbered(6)) as rows:
        drawn = []
        monkeypatch.setattr(rows, "refresh", lambda *regions, **_: drawn.extend(regions or ["all"]))
        changed = numbered(6)
        changed[3] = Row("3", "noget andet")
        rows.show(changed)
        assert [region.y for region in drawn] == [3]
        drawn.clear()
        rows.show(changed)
        assert drawn == []
        rows.action_down()
        assert [region.y for region in drawn] == [0, 1]
        drawn.clear()
        rows.show(changed[:5])
        # The cursor is on the second row; only the line of the row that went is drawn.
        assert [region.y for region in drawn] == [5]


async def test_of_a_line_that_changes_only_the_cells_that_differ_are_drawn(monkeypatch):
    async with listed(Row("a", "tre og fire"), Row("b", "to")) as rows:
        drawn = []
        monkeypatch.setattr(rows, "refresh", lambda *regions, **_: drawn.extend(regions))
        rows.show([Row("a", "tre og fem"), Row("b", "to")])
        (region,) = drawn
        assert (region.x, region.y, region.width) == (10, 0, 3)
        assert lines(rows)[0].rstrip() == "› tre og fem"


@dataclass(frozen=True, slots=True)
class Cells(Row):
    """A name, and two cells of which one may have the cursor."""

    at: int = -1

    def pieces(self, room):
        cells = (Piece(letter, here=at == self.at) for at, letter in enumerate("xy"))
        return Piece(self.text), *cells, Piece("  slut"[: room - len(self.text) - 2], Tone.ALERT)


def reversed_text(rows, y):
    """What the bar of the cursor covers on a line."""
    bar = rows.get_component_rich_style("rows--cursor", partial=True).bgcolor
    found = [text for text, style, _ in rows.render_line(y) if style and style.bgcolor == bar]
    return "".join(found)


async def test_a_line_in_pieces_has_the_cursor_on_one_of_them_or_on_all():
    async with listed(Cells("a", "et "), Cells("b", "to ")) as rows:
        assert [line.rstrip() for line in lines(rows)[:2]] == ["› et xy  slut", "  to xy  slut"]
        assert reversed_text(rows, 0).strip() == "› et xy  slut"
        rows.show([Cells("a", "et ", at=1), Cells("b", "to ", at=1)])
        assert reversed_text(rows, 0) == "y"
        assert reversed_text(rows, 1) == ""
        rows.action_down()
        assert [reversed_text(rows, y) for y in (0, 1)] == ["", "y"]
        slut = next(style for text, style, _more in rows.render_line(0) if "slut" in text)
        assert slut.color == rows.get_component_rich_style("rows--alert", partial=True).color


async def test_the_cursor_stays_on_its_row_when_others_come_and_go():
    async with listed(*numbered(6)) as rows:
        rows.select("3")
        rows.show([Row("new", "ny"), *numbered(6)])
        assert rows.key == "3"
        rows.show([Row("new", "ny"), *(row for row in numbered(6) if row.key != "3")])
        assert rows.key == "4", "its place is taken by the next one"
        rows.show([])
        assert rows.key == ""
        rows.show(numbered(2), select="1")
        assert rows.key == "1"


async def test_headings_are_passed_over_and_stay_in_sight():
    head = Row("h", "Overskrift", selectable=False)
    async with listed(head, *numbered(30), Row("end", "slut", selectable=False)) as rows:
        assert rows.key == "0"
        rows.action_up()
        assert rows.key == "0"
        rows.action_last()
        assert rows.key == "29"
        rows.action_first()
        assert "Overskrift" in lines(rows)[0]
        assert not rows.select("h")
        assert not rows.select("nowhere")


async def test_scrolling_goes_by_half_pages_and_every_row_is_reached():
    async with listed(*numbered(30)) as rows:
        tops = set()
        for number in range(30):
            assert rows.key == str(number)
            assert any(line.startswith("› ") for line in lines(rows))
            tops.add(lines(rows)[0])
            rows.action_down()
        assert len(tops) < 10
        rows.action_page_up()
        assert int(rows.key) == 29 - (rows.size.height - 2), "the last line tells of the place"
        rows.action_page_down()
        assert rows.key == "29"


async def test_where_not_all_is_in_sight_the_place_is_told():
    async with listed(*numbered(30), size=(20, 6)) as rows:
        assert lines(rows)[-1].strip() == "1/30"
        rows.action_last()
        assert lines(rows)[-1].strip() == "30/30"
        assert lines(rows)[0].rstrip().endswith("↑")
        rows.narrow("1")
        rows.show(numbered(4))
        assert "/" not in "".join(lines(rows))


def test_prose_is_no_wider_than_is_easily_read():
    text = "ord " * 60
    prose = Row("about", text, wrap=True, selectable=False)
    assert max(map(len, laid(prose, 190)[0])) <= PROSE
    assert len(laid(Row("a", text, wrap=True), 190)[0][0]) > PROSE, "a row is as wide as there is"


@pytest.mark.parametrize("who", ["", "Mette Holm "])
async def test_of_what_is_late_the_sign_and_the_days_say_so(who):
    meta = f"{who}3 dage"
    late = Row("a", "Ny lampe", glyph="!", meta=meta, meta_lead=len(who), tone=Tone.ALERT)
    async with listed(Row("b", "x"), late) as rows:
        looks = {text.strip(): style.color for text, style, _more in rows.render_line(1)}
        (name,) = (text for text in looks if "Ny lampe" in text)
        assert looks["!"] == looks["3 dage"] != looks[name]
        assert who.strip() in name


async def test_the_row_of_a_list_without_the_keys_is_bold_and_has_no_pointer():
    async with listed(*numbered(3)) as rows:
        assert lines(rows)[0].startswith("› ")
        rows.has_focus = False
        assert lines(rows)[0].startswith("  række 0")
        assert any(style.bold for text, style, _ in rows.render_line(0) if "række" in text)
        rows.led = True
        assert lines(rows)[0].startswith("› "), "another widget has the keys for it"


async def test_narrowing_folds_danish_letters_and_keeps_the_rest_in_mind():
    shown = [
        Row("a", "Støj i hal 2"),
        Row("b", "Lys", meta="Østergaard"),
        Row("h", "støj", selectable=False),
    ]
    async with listed(*shown) as rows:
        assert rows.narrow("stoj") == 1
        assert [row.key for row in rows.rows] == ["a"]
        assert rows.narrow("OSTERG") == 1
        assert rows.key == "b"
        assert rows.narrow("findes ikke") == 0
        for act in ("down", "up", "last", "first", "page_down", "open"):
            getattr(rows, f"action_{act}")()
        assert rows.key == ""
        rows.show([*shown, Row("c", "Findes ikke endnu")])
        assert rows.key == "c", "what comes is narrowed, too"
        rows.action_widen()
        assert not rows.narrowed
        assert len(rows.rows) == 4
        assert rows.key == "c"


async def test_escape_is_free_while_the_list_is_not_narrowed():
    async with listed(*numbered(4)) as rows:
        assert not rows.check_action("widen", ())
        rows.narrow("række")
        assert rows.check_action("widen", ())


async def test_enter_opens_and_moves_are_told_once():
    app = Shown()
    async with at_work(app, (40, 8)) as pilot:
        rows = app.query_one(RowList)
        rows.show(numbered(3))
        rows.focus()
        await press(pilot, "j", "enter", "end", "G")
        assert app.said == [("at", "0"), ("at", "1"), ("open", "1"), ("at", "2")]
        rows.show([])
        rows.action_open()
        assert "›" not in frame(app)


async def test_rows_shown_before_the_width_is_known_are_wrapped_for_it_when_drawn(monkeypatch):
    async with listed(Row("z", "z")) as rows:
        with monkeypatch.context() as early:
            early.setattr(RowList, "size", Size(0, 0))
            rows.show([Row("a", "et to tre fire fem seks syv otte", wrap=True)])
        assert lines(rows)[0].strip() == "› et to tre fire fem seks syv otte"


async def test_a_new_size_wraps_anew():
    app = Shown()
    async with at_work(app, (40, 8)) as pilot:
        rows = app.query_one(RowList)
        rows.show([Row("a", "et to tre fire fem seks syv otte", wrap=True)])
        await rest(pilot)
        assert len(rows._lines) == 1
        await pilot.resize_terminal(20, 8)
        await rest(pilot)
        assert [line.rstrip() for line in lines(rows)[:2]] == [
            "› et to tre fire",
            "  fem seks syv",
        ]
