"""The frame of a meeting: day, place and roles, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from data.dates.labels import weekday_date
from data.i18n import _
from data.model.base import Shape, label_of, specs
from data.views.show import show_field
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
        """Change the field under the cursor; from the list of steps, go there first."""
        from screens.shared.fields import edit_field

        if row is None:
            return Go(focus="content", do="edit")
        meeting = self.held.meeting
        if meeting is not None and isinstance(row.target, FieldTarget):
            await edit_field(self.desk, meeting, row.target.name)
        return None


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
