"""The wheel's keys that reach beyond the year: templates, the next year, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dates.arithmetic import add_months
from data.facts.year import intended_days
from data.model.wheel import Activity
from screens.wheel.cursor import Cursor
from screens.wheel.doing import WheelDoing

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from data.model.document import Document


class WheelOut(WheelDoing):
    """What is added from the templates, rolled on to the next year, and written to files."""

    def action_from_template(self) -> None:
        """Choose more activities from the templates."""
        from screens.wheel.template import add_from_template

        self.start(self._adding(add_from_template(self.desk)))

    async def _adding(self, adds: Awaitable[object]) -> None:
        before = self.document
        await adds
        self.added(before)

    def added(self, before: Document) -> None:
        """Go to what comes first of the activities that were added: it may be in another year."""
        known = {activity.id for activity in before.all(Activity)}
        today = self.session.today()
        coming = [
            (day, activity.reference)
            for activity in self.document.all(Activity)
            if activity.id not in known
            for day in list(intended_days(activity, today, add_months(today, 12)))[:1]
        ]
        if coming:
            day, reference = min(coming)
            self.cursor = Cursor(day, f"{reference}@{day.isoformat()}")
            self._follow(self.cursor)
            self.draw()

    def action_roll_year(self) -> None:
        """Decide about what came once, for the next year."""
        self.start(self._roll())

    async def _roll(self) -> None:
        from screens.wheel.roll import roll_year

        await roll_year(self.desk, self.whole.start)

    def action_export(self) -> None:
        """Write the year to a file."""
        self.start(self._export())

    async def _export(self) -> None:
        from screens.wheel.export import ask_form, write_wheel

        form = await ask_form(self.desk)
        if form is not None:
            await write_wheel(self.desk, self.whole.start, form)
