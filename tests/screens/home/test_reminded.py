"""What somebody got a mail about has the day of it on the front page."""

from __future__ import annotations

import json
from datetime import date

from support.documents import NOW, TODAY, blank, done
from support.keyboard import opens

from data.edits.records import AddRecord
from data.i18n import set_language
from screens.home.reminded import with_reminders
from screens.home.screen import HomeScreen
from screens.widgets.row_list import RecordTarget, Row, RowList

opened = opens(HomeScreen, now=NOW)


def test_the_weekday_within_a_week_then_the_date():
    set_language("da")
    rows = [Row("a", "H1 Støjskærm", target=RecordTarget("action:h")), Row("b", "Mål")]
    monday = date(2026, 3, 2)
    said = [row.text for row in with_reminders(rows, {"action:h": monday}, TODAY)]
    assert said == ["H1 Støjskærm, mindet om mandag", "Mål"]
    long_ago = with_reminders(rows, {"action:h": date(2026, 2, 2)}, TODAY)
    assert long_ago[0].text == "H1 Støjskærm, mindet om 2.2.2026"


def test_the_day_is_seen_where_there_is_little_room():
    set_language("da")
    row = Row("a", "H1 Støjskærm i det store værksted", target=RecordTarget("action:h"))
    (said,) = with_reminders([row], {"action:h": date(2026, 3, 2)}, TODAY)
    assert said.shown(34) == "H1 Støjskærm i…, mindet om mandag"
    assert said.shown(80) == said.text == f"{row.text}, mindet om mandag"


async def test_it_is_read_from_beside_the_document(opened):
    values = {"measure": "Støjskærm", "due": date(2026, 2, 1)}
    document = done(blank(), AddRecord("action", values, "h"))
    async with opened(document, size=(120, 40)) as pilot:
        path = pilot.app.desk.session.store.path
        folder = path.with_name(f".{path.stem}.reminded")
        folder.mkdir(mode=0o700)
        row = {"person": "p1", "about": "action:h", "what": "deadline", "on": "2026-03-02"}
        (folder / "sent.json").write_text(json.dumps([row]))
        pane = pilot.app.screen.pane
        pane.look_for_drafts()
        await pilot.app.workers.wait_for_complete()
        said = [r.text for r in pilot.app.screen.query_one(RowList).rows]
        assert any("Støjskærm, mindet om mandag" in text for text in said)
