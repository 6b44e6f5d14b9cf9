"""The line at the bottom of the competence plan: challenges and rows, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.capture.need_line import read_need
from data.commands.competence import AddFocusArea, AddNeed, AddTask
from data.dataclass import dataclass, replace
from data.edits.records import AddRecord
from data.i18n import N_, _
from data.ids import new_id
from data.model.choices import NeedForm, choice_label
from data.model.competence import Challenge, FocusArea, Need, Task
from data.text import clean_line
from screens.shared.new_records import LETTERS, LINE
from screens.widgets.capture_dock import CaptureDock

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from data.edits.records import Command
    from data.facts.competence import Matrix
    from data.model.document import Document
    from screens.frame.desk import Desk

MEMBER: Final = "member"
"""The answer to what is new that is somebody; what is captured everywhere is `LINE`."""

_ABOUT: Final = {
    Challenge.kind: N_("Challenges: one a line, Esc when done"),
    FocusArea.kind: N_("New focus area: one a line, Esc when done"),
    Task.kind: N_("New task in {above}: one a line, Esc when done"),
    Need.kind: N_("What does it take: {above}?  One a line, Esc when done"),
}


@dataclass(frozen=True, slots=True)
class NewRow:
    """What the line adds."""

    kind: str
    parent: str = ""
    """The id of what the row is part of."""
    above: str = ""
    """The name of that."""
    after: str | None = None
    """The id of the row it comes after; None to come last."""

    @property
    def place(self) -> str:
        """What its draft belongs to."""
        if self.kind == Challenge.kind:
            return f"competence.{self.kind}"
        return f"competence.{self.kind}.{self.parent}"

    def command(self, text: str, identity: str) -> Command:
        """What adds the row a text describes."""
        if self.kind == Challenge.kind:
            return AddRecord(Challenge.kind, {"text": clean_line(text)}, identity)
        if self.kind == FocusArea.kind:
            return AddFocusArea(clean_line(text), self.after, identity)
        if self.kind == Task.kind:
            return AddTask(self.parent, clean_line(text), self.after, identity)
        need = read_need(text)
        return AddNeed(self.parent, need.title, need.form, need.level, self.after, identity)


def focus_at(document: Document, row: FocusArea | Task | Need | None) -> FocusArea | None:
    """The focus area a row is in, or is."""
    if isinstance(row, Need):
        row = document.get(Task, row.task)
    return document.get(FocusArea, row.focus_area) if isinstance(row, Task) else row


def task_at(document: Document, whole: Matrix, row: FocusArea | Task | Need | None) -> Task | None:
    """The task a new need goes to: the one a row is in or is, or the first of a focus area."""
    if isinstance(row, Need):
        return document.get(Task, row.task)
    if isinstance(row, FocusArea):
        of_area = (focus.tasks for focus in whole.focuses if focus.focus.id == row.id)
        return next((tasks[0].task for tasks in of_area if tasks), None)
    return row


async def choose_new(
    desk: Desk, whole: Matrix, row: FocusArea | Task | Need | None
) -> NewRow | str | None:
    """Ask what is written down: a need, a task or a focus area, as far as there is a place for it.

    Args:
        desk: What it works at.
        whole: The whole matrix.
        row: What the cursor is on: what is new belongs to it, or comes after it.

    Returns:
        The row; `MEMBER` or `LINE` for what is no row; None when the question was left.
    """
    from screens.dialogs.prompt import ChoicePrompt, Option

    document = desk.document
    focus, task = focus_at(document, row), task_at(document, whole, row)
    found: dict[str, NewRow] = {}
    options: list[Option] = []
    if task is not None:
        found[Need.kind] = NewRow(
            Need.kind, task.id, task.title, row.id if isinstance(row, Need) else None
        )
        options.append(Option(Need.kind, _("need, in {above}").format(above=task.title)))
    if focus is not None:
        beside = None if task is None or isinstance(row, FocusArea) else task.id
        found[Task.kind] = NewRow(Task.kind, focus.id, focus.title, beside)
        options.append(Option(Task.kind, _("task, in {above}").format(above=focus.title)))
    found[FocusArea.kind] = NewRow(FocusArea.kind, after=focus.id if focus else None)
    options += [
        Option(FocusArea.kind, _("focus area")),
        Option(MEMBER, _("member")),
        Option(LINE, _("action, goal, activity or idea")),
    ]
    answer = await desk.ask(ChoicePrompt(_("What is new?"), options, begins=LETTERS))
    return found.get(answer, answer) if answer is not None else None


@dataclass(slots=True)
class _Row:
    """What lines typed one after another add: one that is saved says where the next goes."""

    new: NewRow


class NewRows:
    """Reads lines in the dock and keeps what they describe."""

    def __init__(self, desk: Desk, written: Callable[[str], None]) -> None:
        """Make it, with a dock that is hidden until `begin`.

        Args:
            desk: What it works at.
            written: Told the reference of what has been written down.
        """
        self._desk, self._written = desk, written
        self._row: _Row | None = None
        self.dock = CaptureDock(
            desk, self._keep_next, self._reading, lambda _text, _cursor, _turn: None
        )
        self.dock.reopened = lambda: desk.say("")

    def begin(self, new: NewRow) -> None:
        """Show the line and type on it."""
        self._row = _Row(new)
        self.dock.begin(_(_ABOUT[new.kind]).format(above=new.above), new.place)
        self.dock.screen.set_focus(self.dock.entry)

    def _reading(self, text: str) -> tuple[str, bool]:
        """How the line is read: only a need says more than its name."""
        if self._row is None or self._row.new.kind != Need.kind:
            return "", False
        if text.strip():
            return read_need(text).echo(), False
        forms = ", ".join(choice_label(form) for form in NeedForm)
        return _("e.g. skill: the difficult talk 3   ({forms}; 0–3)").format(forms=forms), False

    def _keep_next(self, text: str) -> Coroutine[Any, Any, bool]:
        return self._keep(self._row, text)

    async def _keep(self, row: _Row | None, text: str) -> bool:
        if row is None:
            return False
        new, identity = row.new, new_id()
        if await self._desk.run(new.command(text, identity)) is None:
            return False
        # The next line comes after this one.
        row.new = replace(new, after=identity)
        self._written(f"{new.kind}:{identity}")
        return True
