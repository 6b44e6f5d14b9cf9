"""Minutes and packs in Word, from their screens: written whole, told where."""

from __future__ import annotations

from support.documents import sample
from support.frames import frame
from support.keyboard import press, rest
from support.office import word, words

from screens.dialogs.page import MarkdownPage
from screens.everywhere.packs import packs
from screens.frame.part_screen import PartScreen
from screens.shared.forms import write_minutes
from screens.widgets.bars import StatusLine
from screens.workplace.screen import WorkplaceScreen


class Nothing(PartScreen):
    """A part with nothing in it."""

    def compose_body(self):
        return ()

    def show(self, _document):
        """There is nothing to show."""


async def test_minutes_in_word(part, tmp_path):
    async with part(Nothing, sample()) as pilot:
        app = pilot.app
        text = "# Referat & mål\n\nStøj.\n"
        app.desk.start(write_minutes(app.desk, text, lambda end: f"referat.{end}"))
        await rest(pilot)
        assert "Word" in frame(app)
        await press(pilot, "4")
        assert "Skrevet:" in app.screen.query_one(StatusLine).news
    contents = (tmp_path / "export" / "referat.docx").read_bytes()
    assert words(contents) == "Referat & mål Støj."
    assert word(contents).core_properties.title == "Referat & mål"


async def test_a_pack_is_read_first_and_then_written_in_word(part, tmp_path):
    async with part(WorkplaceScreen, sample()) as pilot:
        app = pilot.app
        app.desk.start(packs(app.desk))
        await rest(pilot)
        await press(pilot, "1", "1")
        assert isinstance(app.screen, MarkdownPage)
        await press(pilot, "escape", "3")
        assert "Skrevet:" in app.screen.query_one(StatusLine).news
    (file,) = (tmp_path / "export").iterdir()
    assert file.suffix == ".docx"
    assert word(file.read_bytes()).paragraphs[0].style.name == "Heading 1"
