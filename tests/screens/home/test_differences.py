"""Where two copies differed stands on the front page until somebody has looked at it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from support.documents import NOW, blank
from support.keyboard import opens, press

from data.edits.edits import Add, Author, Set, apply_all
from data.merging.documents import merge_documents
from data.model.merging import Difference
from screens.home.screen import HomeScreen
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from data.model.document import Document

opened = opens(HomeScreen, now=NOW + timedelta(hours=1))


def saved(document: Document, edit: Add | Set, who: str, minute: int) -> Document:
    author = Author(who, NOW + timedelta(minutes=minute))
    document, *_ = apply_all(document, [edit], author)
    meta = document.meta
    newer = replace(meta, revision=meta.revision + 1, saved_at=author.at, saved_by=who)
    return replace(document, meta=newer)


def merged() -> Document:
    """A document whose copies had two deadlines and two names for one action."""
    base = saved(blank(), Add("action", "h", {"measure": "Støjskærm"}), "Karen Holm", 0)
    ours = saved(base, Set("action", "h", "due", date(2026, 5, 1)), "Karen Holm", 1)
    ours = saved(ours, Set("action", "h", "measure", "Skærm"), "Karen Holm", 2)
    theirs = saved(base, Set("action", "h", "due", date(2026, 6, 1)), "Jonas Lind", 3)
    theirs = saved(theirs, Set("action", "h", "measure", "Væg"), "Jonas Lind", 4)
    return merge_documents(base, ours, theirs)


async def test_one_is_looked_at_and_gone_to_and_then_the_rest(opened):
    async with opened(merged()) as pilot:
        rows = pilot.app.screen.query_one(RowList)
        assert rows.rows[0].key == "differences"
        await press(pilot, "home", "enter")
        listed = pilot.app.screen.query_one(RowList)
        said = "\n".join(row.text for row in listed.rows)
        assert "Gælder nu: 1.6.2026 (Jonas Lind)" in said
        assert "I den anden kopi, tidligere: 1.5.2026 (Karen Holm)" in said
        await press(pilot, "home", "enter")
        seen = [found.seen for found in pilot.app.desk.document.all(Difference)]
        assert seen == [True, False]


async def test_leaving_the_list_leaves_them_there_and_the_last_line_takes_all(opened):
    async with opened(merged()) as pilot:
        await press(pilot, "home", "enter", "escape")
        rows = pilot.app.screen.query_one(RowList)
        assert rows.rows[0].key == "differences"
        await press(pilot, "home", "enter", "end", "enter")
        assert all(found.seen for found in pilot.app.desk.document.all(Difference))
        assert pilot.app.screen.query_one(RowList).rows[0].key != "differences"
