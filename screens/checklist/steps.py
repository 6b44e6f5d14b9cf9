"""What comes of a run: a next step for what is missing, with somebody responsible and a date."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from data.capture import echo_line, read_line
from data.commands.checklist import AddStep
from data.content.own_checklist import checklist_in_use
from data.export.checklist.pages import checklist_report
from data.i18n import _, in_language, language
from data.views.vocabulary import vocabulary
from screens.checklist.base import ChecklistBase
from screens.checklist.rows import POINT
from screens.shared.forms import write_minutes, written_language

if TYPE_CHECKING:
    from datetime import date

    from data.model.checklist import ChecklistRun
    from data.views.checklist import PointView

_FIRST_LOOK = 14
"""Days until a next step is due, when nothing else is said."""


class StepActions(ChecklistBase):
    """Next steps, and the report of a run."""

    @property
    def lacking(self) -> PointView | None:
        """What is missing under the cursor of the result."""
        view, key = self.view, self.content.key
        rows = view.lacking if view is not None else ()
        return next((each for each in rows if f"{POINT}{each.point.id}" == key), None)

    def unable(self, action: str, *args: object) -> str:
        """Why something cannot be done now."""
        view = self.view
        if action == "make_step" and (self.lacking is None or view is None):
            return _("Nothing is missing here that a step could be made for.")
        return super().unable(action, *args)

    def action_make_step(self) -> None:
        """Make the next step for what is missing; one that is made already is opened."""
        each = self.lacking
        if self.refuse("make_step") or each is None:
            return
        if each.step is not None:
            from screens.shared.card import open_card

            open_card(self.desk, each.step)
        else:
            self.start(self._make(each))

    async def _make(self, each: PointView) -> None:
        from screens.dialogs.prompt import TextPrompt

        known, today = vocabulary(self.document, self.session.today()), self.session.today()
        view, answer = self.view, each.answer
        if view is None or answer is None:
            return

        def reading(text: str) -> str:
            read = read_line(text, known, today, language=language(), default_kind="action")
            return echo_line(read, known, today) if text.strip() else ""

        prompt = TextPrompt(
            _("{point}: what do you do first?").format(point=each.point.label),
            # The name of an action ends without a full stop, unlike advice.
            each.point.first_try.removesuffix("."),
            hint=_("Enter: keep   Esc: leave. Somebody and a date are asked for next"),
            reading=reading,
            accept=lambda text: "" if text.strip() else _("Write what you do."),
            drafts=self.desk.drafts,
            place=f"{answer.reference}/step",
        )
        text = await self.ask(prompt)
        if not text:
            return
        read = read_line(text, known, today, language=language(), default_kind="action")
        values: dict[str, Any] = {"measure": " ".join(text.split())}
        if read.text and read.kind == "action":
            values = {**read.values, "measure": read.text}
        if not await self._who(values) or not await self._when(values, today):
            self.say(_("Nothing was changed."))
            return
        await self.run(AddStep(answer.id, values), _("The step is on the action plan. u: undo"))

    async def _who(self, values: dict[str, Any]) -> bool:
        """Ask who does it, unless that was written; whether the question was answered."""
        from screens.shared.editing import ask_reference, was_left

        view = self.view
        if "owner" not in values:
            owner = view.target.owner if view is not None and view.target is not None else None
            answer = await ask_reference(self.desk, _("Who does it?"), "person", owner)
            if was_left(answer):
                return False
            values["owner"] = answer
        return True

    async def _when(self, values: dict[str, Any], today: date) -> bool:
        """Ask when it is to be done, unless that was written; whether that was answered."""
        from screens.dialogs.prompt import DatePrompt

        if "due" not in values:
            soon = today + timedelta(_FIRST_LOOK)
            given = await self.ask(DatePrompt(_("When is it to be done?"), today, soon))
            if given is None:
                return False
            values["due"] = given.day
        return True

    # -- the report ------------------------------------------------------------------------

    def _report(self, run: ChecklistRun) -> str:
        """The run in the language of the minutes."""
        written = written_language(self.desk)
        with in_language(written):
            used = checklist_in_use(self.session.store.path, written)
            today = self.session.today()
            return checklist_report(self.document, run, used.checklist, today=today)

    def action_preview(self) -> None:
        """Read the report of the run."""
        from screens.dialogs.page import MarkdownPage

        if self.view is not None:
            self.app.push_screen(MarkdownPage(self._report(self.view.run)))

    def action_export(self) -> None:
        """Write the report of the run to a file."""
        from data.export.files import suggested_name

        view = self.view
        if view is not None:
            document, run = self.document, view.run
            text = self._report(run)
            self.start(
                write_minutes(self.desk, text, lambda end: suggested_name(document, run, end))
            )
