"""The keys that build the plan: levels, new rows, order, what is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from data.capture.need_line import read_need
from data.commands.competence import AddFocusArea, AddNeed, AddTask, MoveMember, MoveRow, SetLevel
from data.edits.records import DeleteRecord, SetField
from data.facts.competence import focus_areas, members_of
from data.i18n import N_, _
from data.ids import new_id
from data.model.choices import NeedForm, choice_label
from data.model.competence import FocusArea, Need, Task
from data.model.workplace import Person
from data.text import clean_line
from screens.competence.base import CompetenceBase, View
from screens.competence.columns import LEVELS
from screens.dialogs.pick import PickPrompt
from screens.dialogs.prompt import ChoicePrompt, Option
from screens.shared.editing import edit_field

if TYPE_CHECKING:
    from data.edits.records import Command
    from screens.competence.grid import MatrixGrid

_NEEDS_ROW: Final = frozenset({"edit", "delete", "move_row"})
_NEEDS_NEED: Final = frozenset({"ask_level", "ask_form"})
_ABOUT: Final = {
    FocusArea.kind: N_("New focus area: one a line, Esc when done"),
    Task.kind: N_("New task in {above}: one a line, Esc when done"),
    Need.kind: N_("What does it take: {above}?  One a line, Esc when done"),
}


def level_options() -> list[Option]:
    """The levels to choose from; each has its own number, none comes last."""
    return [Option(str(level), f"{_(LEVELS[level])} ({level})") for level in (1, 2, 3, 0)]


@dataclass(frozen=True, slots=True)
class NewRow:
    """What the line at the bottom adds."""

    kind: str
    parent: str = ""
    """The id of what the row is part of."""
    after: str | None = None

    @property
    def place(self) -> str:
        """What its draft belongs to."""
        return f"competence.{self.kind}.{self.parent}"


class MatrixActions(CompetenceBase):
    """Levels and rows."""

    adding: NewRow | None = None

    def unable(self, action: str, *args: object) -> str:
        """Why something cannot be done now."""
        name = action.partition("(")[0]
        if name in _NEEDS_ROW and self.row is None and self.view is not View.ANALYSIS:
            return _("There is nothing here yet. o: write down a focus area")
        if name in _NEEDS_NEED and not isinstance(self.row, Need):
            return _("Put the cursor on a need first.")
        if name == "new_task" and self.row is None:
            return _("A task belongs to a focus area. o: write one down")
        if name == "new_need" and self._task_here() is None:
            return _("A need belongs to a task. t: write one down")
        return super().unable(action, *args)

    # -- levels ------------------------------------------------------------------------------

    def on_matrix_grid_typed(self, event: MatrixGrid.Typed) -> None:
        """Keep the level that was typed."""
        self.start(self.run(SetLevel(event.need, event.person, event.level)))

    def on_matrix_grid_member_moved(self, event: MatrixGrid.MemberMoved) -> None:
        """Move a member's column; the cursor goes with it."""
        self.start(self.run(MoveMember(event.person, event.right)))

    # -- new rows ----------------------------------------------------------------------------

    def _task_here(self) -> Task | None:
        """The task a new need goes to: the one at the cursor, or the first of the focus area."""
        row = self.row
        if isinstance(row, Need):
            return self.document.get(Task, row.task)
        if isinstance(row, FocusArea):
            tasks = [t.task for f in self.whole.focuses if f.focus.id == row.id for t in f.tasks]
            return tasks[0] if tasks else None
        return row

    def _focus_here(self) -> FocusArea | None:
        row = self.row
        if isinstance(row, Need):
            row = self.document.get(Task, row.task)
        return self.document.get(FocusArea, row.focus_area) if isinstance(row, Task) else row

    def action_new_focus(self) -> None:
        """Write focus areas down, line after line."""
        focus = self._focus_here()
        self._begin(NewRow(FocusArea.kind, after=focus.id if focus else None), "")

    def action_new_task(self) -> None:
        """Write the tasks of a focus area down, line after line."""
        focus, task = self._focus_here(), self._task_here()
        if focus is None or self.refuse("new_task"):
            return
        beside = task.id if task and not isinstance(self.row, FocusArea) else None
        self._begin(NewRow(Task.kind, focus.id, beside), focus.title)

    def action_new_need(self) -> None:
        """Write what a task takes, line after line."""
        task, row = self._task_here(), self.row
        if task is None:
            self.refuse("new_need")
            return
        after = row.id if isinstance(row, Need) else None
        self._begin(NewRow(Need.kind, task.id, after), task.title)

    def _begin(self, new: NewRow, above: str) -> None:
        self.adding = new
        if new.kind != Need.kind and self.gaps_only:
            # What has no needs yet is no gap, and would not be seen.
            self.gaps_only = False
            self.show_again(self.place_key)
        if new.kind == FocusArea.kind and self.only_focus:
            self.only_focus = None
            self.show_again(self.place_key)
        self.dock.begin(_(_ABOUT[new.kind]).format(above=above), new.place)
        self.set_focus(self.dock.entry)

    def reading(self, text: str) -> tuple[str, bool]:
        """How the line at the bottom is read."""
        if self.adding is None or self.adding.kind != Need.kind:
            return "", False
        if text.strip():
            return read_need(text).echo(), False
        forms = ", ".join(choice_label(form) for form in NeedForm)
        return _("e.g. skill: the difficult talk 3   ({forms}; 0–3)").format(forms=forms), False

    def hand_in(self, text: str) -> None:
        """Keep the line as a row, and make ready for the next."""
        self.start(self._keep(text))

    async def _keep(self, text: str) -> None:
        new = self.adding
        if new is None:
            return
        identity = new_id()
        if await self.run(self._addition(new, text, identity)) is None:
            return
        self.adding = NewRow(new.kind, new.parent, identity)
        self.dock.done()
        self.show_again(f"{new.kind}:{identity}")

    def _addition(self, new: NewRow, text: str, identity: str) -> Command:
        if new.kind == FocusArea.kind:
            return AddFocusArea(clean_line(text), new.after, identity)
        if new.kind == Task.kind:
            return AddTask(new.parent, clean_line(text), new.after, identity)
        need = read_need(text)
        return AddNeed(new.parent, need.title, need.form, need.level, new.after, identity)

    # -- changing rows -----------------------------------------------------------------------

    def action_edit(self) -> None:
        """Give the row another name."""
        row = self.row
        if row is not None and not self.refuse("edit"):
            self.start(edit_field(self.desk, row, "title"))

    def action_ask_form(self) -> None:
        """Ask whether the need is knowledge, a skill or something else."""
        row = self.row
        if isinstance(row, Need) and not self.refuse("ask_form"):
            self.start(edit_field(self.desk, row, "form"))
        else:
            self.refuse("ask_form")

    def action_ask_level(self) -> None:
        """Ask which level the need asks for."""
        if not self.refuse("ask_level"):
            self.start(self._ask_level())

    async def _ask_level(self) -> None:
        need = self.row
        if not isinstance(need, Need):
            return
        title = _("Level asked for: {need}").format(need=need.title)
        answer = await self.ask(ChoicePrompt(title, level_options(), value=str(need.level)))
        if answer is not None and int(answer) != need.level:
            await self.run(SetField(Need.kind, need.id, "level", int(answer), need.level))

    def action_delete(self) -> None:
        """Delete the row with all that is part of it; undo brings it back."""
        row = self.row
        if row is not None and not self.refuse("delete"):
            said = _("{name} is deleted. u: undo").format(name=row.title)
            self.start(self.run(DeleteRecord(row.kind, row.id), said))
        else:
            self.refuse("delete")

    def action_move_row(self, down: bool) -> None:
        """Move the row one place."""
        row = self.row
        if row is not None and not self.refuse("move_row"):
            self.start(self._move_row(MoveRow(row.kind, row.id, down)))

    async def _move_row(self, command: MoveRow) -> None:
        change = await self.run(command)
        if change is not None and change.entry is None and self.session.trouble is None:
            self.say(_("It cannot be moved further that way."))

    def action_add_person(self) -> None:
        """Add somebody: name, roles, seats."""
        self.start(self._add_person())

    async def _add_person(self) -> None:
        """The column comes by itself, for whoever has a seat or a role."""
        from screens.shared.adding import add_person

        person = self.document.resolve(await add_person(self.desk))
        if not isinstance(person, Person):
            return
        if any(one.id == person.id for one in members_of(self.document, self.session.today())):
            self.say(_("{name} is added.").format(name=person.name))
        else:
            text = _("{name} is added, and gets a column with a seat or a role in part 8.")
            self.say(text.format(name=person.name))

    # -- what is shown -----------------------------------------------------------------------

    def action_choose_shown(self) -> None:
        """Ask which needs and members are shown."""
        self.start(self._choose_shown())

    async def _choose_shown(self) -> None:
        options = [
            Option("all", _("everything")),
            Option(
                "gaps",
                _("only gaps and what hangs on one"),
                _("on; again: off") if self.gaps_only else "",
            ),
            Option("person", _("one member")),
            Option("focus", _("one focus area")),
        ]
        answer = await self.ask(ChoicePrompt(_("Show what?"), options))
        if answer == "all":
            self.only_focus = self.only_person = None
            self.gaps_only = False
        elif answer == "gaps":
            self.gaps_only = not self.gaps_only
        elif answer == "person":
            await self._choose_person()
        elif answer == "focus":
            await self._choose_focus()
        if answer is not None:
            self.show_again()

    async def _choose_person(self) -> None:
        found = members_of(self.document, self.session.today())
        options = [Option(one.id, one.name) for one in found]
        here = self.person.id if self.person else self.only_person or ""
        answer = await self.ask(PickPrompt(_("Which member?"), options, value=here))
        if answer is not None:
            self.only_person = answer or None

    async def _choose_focus(self) -> None:
        areas = focus_areas(self.document)
        options = [Option(one.id, f"{one.code} {one.title}") for one in areas]
        focus = self._focus_here()
        here = self.only_focus or (focus.id if focus else "")
        answer = await self.ask(PickPrompt(_("Which focus area?"), options, value=here))
        if answer is not None:
            self.only_focus = answer or None
