"""Anchoring: who in the group takes on what came of the meeting, and when it is taken up next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.dates.labels import short_date
from data.edits.records import SetFields
from data.facts.anchoring import day_field
from data.i18n import _
from data.views.show import name_of
from screens.drawing.glyphs import glyphs
from screens.meeting.step import Go, Step
from screens.status.overview import ANCHORING
from screens.widgets.empty import empty
from screens.widgets.row_list import RecordTarget, Row, Tone

if TYPE_CHECKING:
    from data.facts.anchoring import Handed
    from data.model.document import Document
    from screens.meeting.step import Then
    from screens.status.held import HeldStatus

_LEFT: Final = object()
"""A question that was left."""


class Anchoring(Step):
    """The page's last step: each wish, idea and stalled action gets somebody and a day.

    What is frozen are the minutes: who takes something on can be said after the approval, too.
    """

    kind = ANCHORING
    READS = frozenset({"anchor", "who", "day", "card"})
    held: HeldStatus

    @property
    def handed(self) -> tuple[Handed, ...]:
        """What the meeting hands to the group."""
        return self.held.view.handed if self.held.view is not None else ()

    def rows(self, document: Document) -> list[Row]:
        """Each thing, with who and when."""
        if not self.handed:
            text = _(
                "Nothing has come of the meeting yet. Wishes and ideas get who and when here. "
                "Enter: next"
            )
            return [empty("none", text)]
        title = _("Who takes it on, and when is it taken up next?")
        head = Row("head.anchoring", title, tone=Tone.HEAD, wrap=True, selectable=False)
        return [head, *(_row(document, each) for each in self.handed)]

    async def do_open(self, row: Row | None) -> Then:
        """Settle what the cursor is on; where that is settled, on to what is not."""
        each = self._under(row)
        if each is None or each.anchored:
            return self._onward()
        return await self.act("anchor", row)

    async def do_anchor(self, row: Row | None) -> Then:
        """Ask who and when, one after the other; on to the next that lacks one of them."""
        each = self._under(row)
        if each is None:
            return None
        owner = await self._ask_who(each)
        if owner is _LEFT:
            return None
        day = await self._ask_day(each)
        if day is _LEFT:
            day = each.day
        kept = await self._keep(each, {"owner": owner, day_field(each.record): day})
        return self._onward() if kept else None

    async def do_who(self, row: Row | None) -> None:
        """Ask who takes it on."""
        each = self._under(row)
        owner = await self._ask_who(each) if each is not None else _LEFT
        if each is not None and owner is not _LEFT:
            await self._keep(each, {"owner": owner})

    async def do_day(self, row: Row | None) -> None:
        """Ask when it is taken up next."""
        each = self._under(row)
        day = await self._ask_day(each) if each is not None else _LEFT
        if each is not None and day is not _LEFT:
            await self._keep(each, {day_field(each.record): day})

    async def do_card(self, row: Row | None) -> None:
        """Open its card, without what is confidential."""
        from screens.shared.card import open_card

        each = self._under(row)
        if each is not None:
            open_card(self.desk, each.record, confidential=False)

    def unable(self, action: str, row: Row | None) -> str:
        """Every key is about something that came of the meeting."""
        if self._under(row) is None:
            return _("Put the cursor on something that came of the meeting first.")
        return super().unable(action, row)

    def _under(self, row: Row | None) -> Handed | None:
        """What the cursor is on."""
        record = self.record(row)
        return next((each for each in self.handed if each.record == record), None)

    def _onward(self) -> Go:
        """To the first that lacks somebody or a day, else to the next step."""
        left = next((each for each in self.handed if not each.anchored), None)
        return Go(row=left.record.reference, focus="content") if left else Go(by=1, focus="content")

    async def _ask_who(self, each: Handed) -> Any:
        from screens.shared.fields import ask_reference, was_left

        title = _("{code}  Who takes it on?").format(code=each.record.code)
        answer = await ask_reference(self.desk, title, "person", each.owner)
        return _LEFT if was_left(answer) else answer

    async def _ask_day(self, each: Handed) -> Any:
        from data.views.vocabulary import next_meeting
        from screens.dialogs.prompt import DatePrompt

        meeting = self.held.meeting
        usual = each.day or (meeting.next_on if meeting is not None else None)
        title = _("{code}  When is it taken up next?").format(code=each.record.code)
        today = self.desk.today
        coming = next_meeting(self.desk.document, today)
        given = await self.desk.ask(DatePrompt(title, today, usual, meeting=coming))
        return _LEFT if given is None else given.day

    async def _keep(self, each: Handed, values: dict[str, Any]) -> bool:
        command = SetFields(each.record.kind, each.record.id, values)
        news = _("{code}: kept.").format(code=each.record.code)
        return await self.desk.run(command, news) is not None


def _row(document: Document, each: Handed) -> Row:
    record = each.record
    who = name_of(document, "person", each.owner) or _("nobody yet")
    when = short_date(each.day) if each.day is not None else _("no day yet")
    return Row(
        record.reference,
        f"{record.code:<4} {record.heading}",
        glyph=glyphs().tick if each.anchored else glyphs().empty,
        meta=f"{who} {when}",
        tone=Tone.PLAIN if each.anchored else Tone.STRONG,
        wrap=True,
        target=RecordTarget(record.reference),
    )
