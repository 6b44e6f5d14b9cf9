"""Narrowing the list that has the keys, or the first there is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from data.i18n import ngettext
from screens.widgets.filter_line import FilterLine
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from screens.frame.part_screen import PartScreen


async def narrow(part: PartScreen) -> None:
    """Show the line a list is narrowed with, and go to it."""
    lists = part.query(RowList)
    focused = part.focused
    if not lists:
        return
    if not part.query(FilterLine):
        line = FilterLine(partial(_say_hits, part), partial(_keep, part))
        await part.mount(line, before=part.foot)
    part.foot.tell_filter("")
    part.query_one(FilterLine).begin(focused if isinstance(focused, RowList) else lists.first())


def _say_hits(part: PartScreen, text: str, hits: int) -> None:
    count = ngettext("{n} hit", "{n} hits", hits).format(n=hits)
    part.foot.say(count if text.strip() else "")


def _keep(part: PartScreen, text: str) -> None:
    part.foot.tell_filter(text)
    if not text:
        part.foot.say("")
