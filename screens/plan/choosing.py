"""Which actions are shown and how; writing new ones down."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.capture import complete, echo_line, read_line
from data.commands.captured import Place, record_from
from data.i18n import _, language
from data.model.document import KINDS
from data.views.plan import PRESET_LABELS, SORT_LABELS, Choice, Preset, SortBy, person_of
from data.views.plan_groups import GROUP_LABELS, GroupBy
from data.views.vocabulary import vocabulary
from screens.dialogs.prompt import ChoicePrompt, Option
from screens.plan.doing import PlanActions
from screens.widgets.capture_dock import CaptureDock

if TYPE_CHECKING:
    from data.capture import Captured
    from data.views.plan import PlanReader
    from screens.frame.desk import Desk

_DOCK = "plan.capture"


class PlanChoosing(PlanActions):
    """The keys that choose, sort and group, and the line for new actions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.choice = Choice()
        self.reader: PlanReader | None = None

    def action_write_plan(self) -> None:
        """Read the whole plan as others will, or write it to a file."""
        from screens.plan.file import write_plan

        self.start(write_plan(self.desk))

    # -- choosing --------------------------------------------------------------------------

    def _choose(self, choice: Choice) -> None:
        if choice.preset is not self.choice.preset:
            self.marked.clear()
        self.held.clear()
        self.say("")
        self.choice = choice
        self.show_again()

    def action_choose_preset(self) -> None:
        """Ask which actions are shown."""
        self.start(self._choose_preset())

    async def _choose_preset(self) -> None:
        user = self.session.identity
        me = person_of(self.document, user.full_name, user.user)
        options = []
        for preset in Preset:
            count = ""
            if self.reader is not None and (me or preset is not Preset.MINE):
                count = str(self.reader.count(replace(self.choice, preset=preset, owner=me)))
            options.append(Option(str(preset), _(PRESET_LABELS[preset]), count))
        prompt = ChoicePrompt(_("Show which actions?"), options, value=str(self.choice.preset))
        answer = await self.ask(prompt)
        if answer == Preset.MINE and me is None:
            self.say(
                _("{user} is not among the people. Part 8: write the name as you log in").format(
                    user=user.user
                ),
                alert=True,
            )
        elif answer is not None:
            self._choose(replace(self.choice, preset=Preset(answer), owner=me))

    def action_choose_order(self) -> None:
        """Ask what the actions are sorted by."""
        self.start(self._choose_order())

    async def _choose_order(self) -> None:
        options = [Option(str(each), _(SORT_LABELS[each])) for each in SortBy]
        answer = await self.ask(
            ChoicePrompt(_("Sort by what?"), options, value=str(self.choice.sort))
        )
        if answer is not None:
            self._choose(replace(self.choice, sort=SortBy(answer)))

    def action_choose_group(self) -> None:
        """Ask what the actions are grouped by."""
        self.start(self._choose_group())

    async def _choose_group(self) -> None:
        options = [Option(str(each), _(GROUP_LABELS[each])) for each in GroupBy]
        answer = await self.ask(
            ChoicePrompt(_("Group by what?"), options, value=str(self.choice.group))
        )
        if answer is not None:
            self._choose(replace(self.choice, group=GroupBy(answer)))

    # -- new actions -----------------------------------------------------------------------

    def make_dock(self) -> CaptureDock:
        """The line, hidden until a key asks for it."""
        return CaptureDock(self.desk.drafts, self._hand_in, self._reading, self._complete)

    def action_new_action(self) -> None:
        """Write actions down, line after line."""
        dock = self.query_one(CaptureDock)
        dock.begin(_("New action: one line each, Esc when done"), _DOCK)
        self.set_focus(dock.entry)

    def capture_here(self) -> bool:
        """As everywhere; here line after line."""
        self.action_new_action()
        return True

    def _read(self, text: str) -> Captured:
        today = self.session.today()
        words = vocabulary(self.document, today)
        return read_line(text, words, today, language=language())

    def _reading(self, text: str) -> tuple[str, bool]:
        if not text.strip():
            return _("e.g. Noise screen owner:mette due:week 43   Tab completes"), False
        captured, today = self._read(text), self.session.today()
        said = echo_line(captured, vocabulary(self.document, today), today)
        return said, bool(captured.problems)

    def _complete(self, text: str, cursor: int, turn: int) -> tuple[str, int] | None:
        words = vocabulary(self.document, self.session.today())
        return complete(text, cursor, words, turn=turn)

    def _hand_in(self, text: str) -> None:
        self.start(self._keep(text))

    async def _keep(self, text: str) -> None:
        captured = self._read(text)
        if not captured.text:
            self.say(_("Write what is to be done."), alert=True)
            return
        command = record_from(captured, Place(), self.session.today())
        # A new action is in sight whatever part of the plan is shown.
        self.held = {command.id}
        change = await self.run(command)
        record = change.after.record(command.kind, command.id) if change else None
        if record is None:
            return
        self.query_one(CaptureDock).done()
        self.held = {command.id}
        self.show_again(record.reference)
        said = _("{code} is written down: {text}").format(code=record.code, text=record.heading)
        if not KINDS[command.kind].prefix:
            said = _("Saved.")
        problems = " ".join(captured.problems)
        if self.session.trouble is None:
            self.say(f"{said}  {problems}".strip(), alert=bool(problems))

    def on_capture_dock_left(self, event: CaptureDock.Left) -> None:
        """Back to the list."""
        event.stop()
        self.actions.focus()
        if event.unfinished:
            self.say(_("The line was not kept yet; it waits here."), alert=True)
