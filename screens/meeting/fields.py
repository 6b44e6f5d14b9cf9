"""The frame of a meeting: day, place and roles, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from data.dates.labels import weekday_date
from data.i18n import _
from data.model.base import Shape, label_of, specs
from data.views.show import show_field
from data.views.usual import usual
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.meeting.step import Go, Step
from screens.widgets.row_list import FieldTarget, Row, Tone

if TYPE_CHECKING:
    from data.model.discussion import Discussion
    from data.model.document import Document
    from data.model.status import StatusMeeting
    from screens.meeting.step import Then

_LABEL: Final = 18
"""Columns for the name of a field."""


class FrameStep(Step):
    """When, where, who leads."""

    kind = "frame"

    FIELDS: ClassVar[tuple[str, ...]] = ()
    """The fields of a kind of meeting, in the order they are shown in."""

    UNASKED: ClassVar[frozenset[str]] = frozenset()
    """Those of them that may well stay empty: the way on to the next empty field passes them."""

    def rows(self, document: Document) -> list[Row]:
        """The fields with what they hold."""
        meeting = self.held.meeting
        if meeting is None:
            return []
        head = Row("head.frame", _("When, where, who leads"), tone=Tone.HEAD, selectable=False)
        return [head, *(_field_row(document, meeting, name) for name in self.FIELDS)]

    async def do_open(self, row: Row | None) -> Then:
        """Change the field."""
        if row is None or not isinstance(row.target, FieldTarget):
            return None
        return await self.act("edit", row)

    async def do_edit(self, row: Row | None) -> Then:
        """Change the field under the cursor; from the list of steps, go there first.

        Who fills in an empty field is asked for the next one that is, with the usual answer ready,
        and after the last one is led to who takes part.
        """
        from screens.shared.fields import edit_field, fill_field

        if row is None:
            return Go(focus="content", do="edit")
        meeting = self.held.meeting
        if meeting is None or not isinstance(row.target, FieldTarget):
            return None
        name = row.target.name
        if getattr(meeting, name):
            await edit_field(self.desk, meeting, name)
            return None
        desk = self.desk
        proposed = usual(desk.document, meeting, name, desk.today, desk.session.identity.user)
        if not await fill_field(desk, meeting, name, proposed):
            return None
        following = self._next_empty(name)
        if following:
            return Go(row=field_key(following), do="edit")
        desk.say(_("The frame is filled in. Who is here?"))
        return Go(by=1, focus="content")

    def _next_empty(self, name: str) -> str:
        """The first field after this one that is asked for and still empty; empty for none."""
        after = self.FIELDS[self.FIELDS.index(name) + 1 :]
        meeting = self.held.meeting
        waiting = (n for n in after if n not in self.UNASKED and not getattr(meeting, n))
        return next(waiting, "")


def field_key(name: str) -> str:
    """The key of a field's row; empty for no field."""
    return f"field.{name}" if name else ""


def _field_row(document: Document, meeting: Discussion | StatusMeeting, name: str) -> Row:
    held = getattr(meeting, name)
    value = show_field(document, meeting, name) if held else ""
    if held and specs(type(meeting))[name].shape is Shape.DAY:
        value = weekday_date(held)
    label = safe.fit(label_of(type(meeting), name), _LABEL, glyphs().ellipsis)
    text = f"{label} {value or glyphs().dash}"
    return Row(field_key(name), text, wrap=True, target=FieldTarget(name))
