"""The wheel's keys that reach beyond the year: templates, the next year, files."""

from __future__ import annotations

from screens.wheel_doing import WheelDoing


class WheelOut(WheelDoing):
    """What is added from the templates, rolled on to the next year, and written to files."""

    def action_from_template(self) -> None:
        """Choose more activities from the templates."""
        from screens.wheel_template import add_from_template

        self.start(add_from_template(self))

    def action_roll_year(self) -> None:
        """Decide about what came once, for the next year."""
        self.start(self._roll())

    async def _roll(self) -> None:
        from screens.wheel_roll import roll_year

        await roll_year(self, self.whole.start)

    def action_export(self) -> None:
        """Write the year to a file."""
        self.start(self._export())

    async def _export(self) -> None:
        from screens.wheel_export import ask_form, write_wheel

        form = await ask_form(self)
        if form is not None:
            await write_wheel(self, self.whole.start, form)
