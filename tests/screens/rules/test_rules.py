"""The rules by keyboard: how each stands, why, to the record; the packs read and written."""

from __future__ import annotations

import pytest
from support.complete import complete, put
from support.documents import NOW, vicious
from support.frames import frame
from support.keyboard import press

from data.model.document import Document
from data.rules.catalogue import codes
from screens.dialogs.page import MarkdownPage
from screens.frame.part_screen import PartScreen
from screens.home.screen import HomeScreen
from screens.rules.screen import RulesScreen
from screens.shared.card import RecordCard
from screens.widgets.bars import StatusLine
from screens.widgets.row_list import RowList


@pytest.fixture
def opened(part):
    """Opens the rules over the front page."""

    def run(document=None, *, size=(80, 24), first=HomeScreen):
        keys = ("f3",) if first is HomeScreen else ()
        return part(first, document or complete("amo"), *keys, now=NOW, size=size)

    return run


def listed(pilot):
    return pilot.app.screen.query_one("#rules", RowList)


def lacking(name="amo"):
    """A complete document whose condition was assessed too long ago."""
    document = complete(name)
    return put(document, document.find("V1"), assessed_on=NOW.date().replace(year=2020))


async def test_the_cursor_begins_at_what_is_missing_and_the_key_for_it_is_in_sight(opened):
    async with opened(lacking()) as pilot:
        assert listed(pilot).key == "R14" == listed(pilot).rows[0].key, (
            "what is missing comes first"
        )
        assert "f kun det, der mangler" in frame(pilot.app)
        await press(pilot, "down")
        below = listed(pilot).key
        pilot.app.screen.show(pilot.app.session.document)
        assert listed(pilot).key == below != "R14"


async def test_all_rules_and_how_they_stand(opened):
    async with opened() as pilot:
        assert isinstance(pilot.app.screen, RulesScreen)
        rows = {row.key: row for row in listed(pilot).rows}
        assert sorted(rows) == sorted(codes())
        assert rows["R01"].meta == "på plads"
        assert rows["R20"].meta == "ikke aktuel"
        shown = frame(pilot.app)
        assert "Reglerne: 26 på plads, 0 med mangler, 5 ikke aktuelle" in shown


async def test_a_rule_says_why(opened):
    async with opened(lacking()) as pilot:
        assert listed(pilot).select("R14")
        await press(pilot, "enter")
        told = " ".join(row.text for row in listed(pilot).rows)
        for words in (
            "skulle være vurderet igen senest", "Vurdér det igen", "Ser på: Hvert forhold",
            "vurderet 3. marts 2020", "lovkrav", "læst 1. oktober 2026", "Gør: ",
        ):  # fmt: skip
            assert words.casefold() in told.casefold()
        assert told.count("Gør: ") == 1, "what to do is said once, for what is missing"
        assert listed(pilot).key == "R14"
        await press(pilot, "enter")
        assert len(listed(pilot).rows) == 31


async def test_what_is_missing_leads_to_its_record(opened):
    async with opened(lacking()) as pilot:
        assert listed(pilot).select("R14")
        await press(pilot, "enter", "down", "enter")
        assert isinstance(pilot.app.screen, RecordCard)
        assert "Støj i værkstedet" in frame(pilot.app)
        card = pilot.app.screen.query_one(RowList)
        assert card.key == "assessed_on"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, RulesScreen)
        assert listed(pilot).key == "R14.finding0"


async def test_right_goes_there_and_says_when_there_is_nowhere_to_go(opened):
    async with opened() as pilot:
        assert listed(pilot).select("R20")
        await press(pilot, "right")
        assert isinstance(pilot.app.screen, RulesScreen)
        said = pilot.app.screen.query_one(StatusLine)
        assert "ingen" in str(said.render()).casefold() or "ikke" in frame(pilot.app)


async def test_only_what_is_missing(opened):
    async with opened(lacking()) as pilot:
        await press(pilot, "f")
        assert [row.key for row in listed(pilot).rows] == ["R14"]
        await press(pilot, "f")
        assert len(listed(pilot).rows) == 31


async def test_nothing_missing_is_said(opened):
    async with opened() as pilot:
        await press(pilot, "f")
        assert "Der mangler ikke noget." in frame(pilot.app)


async def test_under_med_the_agreement_has_its_page(opened):
    async with opened(complete("med")) as pilot:
        assert listed(pilot).select("R05")
        await press(pilot, "enter")
        assert "MED-aftalen træder i stedet." in frame(pilot.app)
        await press(pilot, "v")
        assert isinstance(pilot.app.screen, MarkdownPage)
        shown = frame(pilot.app)
        assert "Lokal MED-aftale for Engby Kommune" in shown
        await press(pilot, "pagedown", "pagedown")
        await press(pilot, "escape")


async def test_without_an_agreement_there_is_no_evidence_of_one(opened):
    async with opened(complete("amo")) as pilot:
        await press(pilot, "v")
        assert isinstance(pilot.app.screen, RulesScreen)
        assert "I har ingen MED-aftale" in frame(pilot.app)


async def test_back_to_where_one_came_from(opened):
    async with opened() as pilot:
        await press(pilot, "q")
        assert isinstance(pilot.app.screen, HomeScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_hostile_text_stays_text(opened, size):
    async with opened(vicious(), size=size) as pilot:
        for row in tuple(listed(pilot).rows):
            if row.selectable:
                listed(pilot).select(row.key)
                await press(pilot, "enter")
        assert "\x1b" not in frame(pilot.app)


async def test_nothing_is_asked_before_there_is_a_workplace(opened):
    async with opened(Document()) as pilot:
        assert "Der mangler ikke noget." in frame(pilot.app)


@pytest.mark.parametrize(
    ("chosen", "name", "words"),
    [
        ("11", "tilsyn-2026-03-03-boernehuset-laerkereden.md", "# Til Arbejdstilsynet"),
        ("3", "opslagstavle-2026-03-03-boernehuset-laerkereden.md", "# Vores arbejdsmiljøplan"),
    ],
)
async def test_a_pack_is_read_first_and_then_written(opened, tmp_path, chosen, name, words):
    async with opened() as pilot:
        await press(pilot, "l")
        await press(pilot, *chosen)
        assert isinstance(pilot.app.screen, MarkdownPage)
        await press(pilot, "escape")
        await press(pilot, "1")
        written = (tmp_path / "export" / name).read_text("utf-8")
        assert written.startswith(words)


async def test_a_handover_asks_whose(opened, tmp_path):
    async with opened() as pilot:
        await press(pilot, "f4")
        await press(pilot, "2")
        assert "Hvem har opgaverne?" in frame(pilot.app)
        await press(pilot, "1")
        assert "overdragelse: bent olsen" in frame(pilot.app).casefold()
        await press(pilot, "escape")
        await press(pilot, "2")
        (written,) = (tmp_path / "export").iterdir()
        assert written.suffix == ".html"
        assert "<title>Overdragelse: Bent Olsen</title>" in written.read_text("utf-8")


async def test_leaving_the_questions_writes_nothing(opened, tmp_path):
    async with opened() as pilot:
        await press(pilot, "l")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, PartScreen)
        await press(pilot, "l")
        await press(pilot, "3")
        await press(pilot, "escape")
        await press(pilot, "escape")
        assert not (tmp_path / "export").exists()


async def test_a_guest_reads_a_pack_and_writes_none(opened, tmp_path):
    async with opened() as pilot:
        pilot.app.session.only_looks = "You are a guest."
        await press(pilot, "l")
        await press(pilot, "1")
        await press(pilot, "1")
        assert isinstance(pilot.app.screen, MarkdownPage)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, RulesScreen)
        assert not (tmp_path / "export").exists()
