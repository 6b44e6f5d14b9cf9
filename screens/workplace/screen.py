"""Part 8: the workplace, its groups and committees, its people and its APV conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal
from textual.widgets import Static

from data.content.library import field_texts, setup_texts
from data.edits.records import Command, DeleteRecord
from data.facts.people import owned
from data.i18n import _, language, ngettext
from data.model.base import Record, specs
from data.model.plan import Condition
from data.model.workplace import Body, Person, Workplace
from data.rules.organisation import organisation, what_changes
from screens.drawing import safe
from screens.frame.base import DocumentScreen
from screens.keys.key import bindings
from screens.shared.adding import add_body, add_condition, add_person
from screens.shared.editing import edit_field
from screens.widgets.row_list import RowList
from screens.workplace.fields import ask_coded
from screens.workplace.keys import KEYS
from screens.workplace.rows import AGREEMENT, FINDING, detail_rows, record_rows

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from data.model.document import Document
    from data.model.profile import Profile
    from data.rules.finding import Finding
    from screens.frame.desk import Desk

_RECORD_KINDS: Final = (Person, Body, Condition)
_CODED: Final = frozenset({"sector", "language", "start_month", "discussion_month"})
_FIELDS: Final = {"R12": "elected_on", "R19": "nearness"}
"""The field a finding is put right in."""


class WorkplaceScreen(DocumentScreen):
    """Left what there is, right the details of what is under the cursor."""

    PART = "workplace"
    CSS_PATH = "workplace.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["workplace"])

    _wanted: str | None = None
    """The row to go to when it is there: what was just added."""
    _whole = False
    _shown = ""
    """The row on the left whose details are shown."""

    def compose_body(self) -> Iterable[Widget]:
        """Two lists, and what is to be known about the field under the cursor."""
        with Horizontal(id="sides"):
            yield RowList(id="records")
            yield RowList(id="details")
        yield Static(id="about")

    def on_mount(self) -> None:
        """Keys go to the list of records."""
        super().on_mount()
        self._records.focus()

    @property
    def _records(self) -> RowList:
        return self.query_one("#records", RowList)

    @property
    def _details(self) -> RowList:
        return self.query_one("#details", RowList)

    def show(self, document: Document) -> None:
        """Draw the document; the cursors stay where they are."""
        rows = record_rows(document, self.session.today())
        self._records.show(rows, select=self._wanted)
        if self._wanted is not None and self._records.key == self._wanted:
            self._wanted = None
        self._show_details()

    def _show_details(self) -> None:
        key, today = self._records.key, self.session.today()
        rows = detail_rows(self.document, key, today, whole=self._whole)
        first = next((row.key for row in rows if row.selectable), None)
        # Another record is read from its top; the same one stays where it is.
        self._details.show(rows, select=first if key != self._shown else None)
        self._shown = key
        self._show_about()

    def _show_about(self) -> None:
        """What is to be known about the field under the cursor."""
        about = self.query_one("#about", Static)
        text = self._about() if self._details.has_focus else ""
        about.update(safe.content(text))
        about.display = bool(text)

    def _about(self) -> str:
        record, name = self.record, self._details.key
        if record is None:
            return ""
        if isinstance(record, Workplace) and name == "employees":
            return " ".join(setup_texts(language())["employees"].text)
        return field_texts(language()).get(f"{record.kind}.{name}", "")

    @property
    def record(self) -> Record | None:
        """The record whose details are shown."""
        key = self._records.key
        if ":" in key:
            return self.document.resolve(key)
        return self.document.workplace if key else None

    # -- moving about ----------------------------------------------------------------------

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Show the details of another record, or what is to be known about another field."""
        if event.rows.id == "records":
            self.draw_at_rest(self._show_details)
        else:
            self._show_about()
        self.tell_keys()

    def on_descendant_focus(self) -> None:
        """Other keys matter on the other side."""
        self.call_after_refresh(self._show_about)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """From a record into its details; from a field into editing it."""
        if event.rows.id == "records":
            self.action_go_over()
        else:
            self._open(event.key)

    def _open(self, key: str) -> None:
        if key.startswith(FINDING):
            found = organisation(self.document, self.session.today())
            self._follow(found[int(key.removeprefix(FINDING))])
        elif ":" in key:
            self._open_record(key)
        else:
            self.start(self._edit(key))

    def _open_record(self, reference: str) -> None:
        record = self.document.resolve(reference)
        if isinstance(record, _RECORD_KINDS):
            self._go_to(reference)
        elif record is not None:
            from screens.shared.card import open_card

            open_card(self.desk, record)

    def _follow(self, finding: Finding) -> None:
        """Go to where a finding is put right; where there is no such place, say what to do."""
        if finding.code == "R20":
            self._go_to(AGREEMENT)
        elif not self._go_to(finding.target):
            self.say(finding.hint)
        self._details.select(_FIELDS.get(finding.code, ""))

    def _go_to(self, key: str) -> bool:
        """Put the cursor into the details of a row on the left; whether there is such a row."""
        there = self._records.select(key)
        if there:
            self._show_details()
            self._details.focus()
        return there

    def bring_up(self, reference: str) -> None:
        """Put the cursor on a record: from another part one comes for it."""
        self._records.select(reference)
        self._show_details()

    def action_go_over(self) -> None:
        """To the other side."""
        if self._details.has_focus:
            self._records.focus()
        elif self._details.key:
            self._details.focus()

    def action_to_list(self) -> None:
        """Back to the list of records."""
        self._records.focus()

    def action_fold(self) -> None:
        """Show all fields of a person, or those that matter."""
        self._whole = not self._whole
        self._show_details()

    # -- editing ---------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Edit the field under the cursor; from the list, go to the fields first."""
        if self._details.has_focus and self._details.key:
            self._open(self._details.key)
        else:
            self.action_go_over()

    async def _edit(self, name: str) -> None:
        record = self.record
        if record is None or name not in specs(type(record)):
            return
        before = self._profile()
        if isinstance(record, Workplace) and name in _CODED:
            await ask_coded(self.desk, record, name)
        elif await edit_field(self.desk, record, name):
            after = self._profile()
            changes = what_changes(before, after) if before and after else ""
            if changes:
                self.say(changes)

    def _profile(self) -> Profile | None:
        workplace = self.document.workplace
        return workplace.profile if workplace else None

    def action_add_person(self) -> None:
        """Add somebody: name, roles, seats."""
        self.start(self._add(add_person))

    def action_add_body(self) -> None:
        """Add a group or committee."""
        self.start(self._add(add_body))

    def action_add_condition(self) -> None:
        """Add an APV condition."""
        self.start(self._add(add_condition))

    async def _add(self, flow: Callable[[Desk], Awaitable[str]]) -> None:
        """Ask about something new, and go to it."""
        reference = await flow(self.desk)
        if reference:
            self._wanted = reference
            self.show(self.document)

    async def _run(self, command: Command, said: str) -> None:
        if await self.run(command, said) is None:
            self._wanted = None

    def action_training(self) -> None:
        """The members' training, from the person under the cursor on."""
        from screens.training.screen import open_training

        record = self.record
        open_training(self.desk, self.PART, record.id if isinstance(record, Person) else None)

    # -- leaving and deleting --------------------------------------------------------------

    def unable(self, action: str, *args: object) -> str:
        """Why something cannot be done now."""
        if action not in {"mark_left", "delete_record", "erase"}:
            return super().unable(action, *args)
        key = self._records.key
        if action == "mark_left" and not key.startswith(f"{Person.kind}:"):
            return _("Only a person can leave. Put the cursor on one.")
        if action == "erase" and not key.startswith(f"{Person.kind}:"):
            return _("Only a person can be erased. Put the cursor on one.")
        if action == "delete_record" and ":" not in key:
            return _("The workplace itself cannot be deleted.")
        return ""

    def action_mark_left(self) -> None:
        """Say when somebody left; the old minutes stay right."""
        if not self.refuse("mark_left"):
            self.start(self._mark_left())

    async def _mark_left(self) -> None:
        from screens.workplace.leaving import mark_left

        person = self.record
        if isinstance(person, Person):
            self._wanted = person.reference
            if not await mark_left(self.desk, person):
                self._wanted = None

    def action_erase(self) -> None:
        """Take a person out of everything AMIS keeps; nothing brings it back."""
        if not self.refuse("erase"):
            self.start(self._erase())

    async def _erase(self) -> None:
        from screens.workplace.leaving import erase_person

        person = self.record
        if isinstance(person, Person):
            await erase_person(self.desk, person)

    def _open_things(self, person: Person) -> str:
        count = len(owned(self.document, person, self.session.today()))
        if not count:
            return ""
        return ngettext(
            "{n} open thing has to change owner.", "{n} open things have to change owner.", count
        ).format(n=count)

    def action_delete_record(self) -> None:
        """Delete what is under the cursor on the left; undo brings it back."""
        if not self.refuse("delete_record"):
            self.start(self._delete())

    async def _delete(self) -> None:
        record = self.record
        if record is None or isinstance(record, Workplace):
            return
        if isinstance(record, Person) and (open_things := self._open_things(record)):
            from screens.dialogs.confirm import ConfirmPrompt

            question = _("Delete {name}?").format(name=record.name)
            advice = _("An end date keeps the old minutes right; x sets it.")
            if not await self.ask(ConfirmPrompt(question, f"{open_things} {advice}")):
                return
        said = _("{name} is deleted. u: undo").format(name=record.heading)
        await self.run(DeleteRecord(record.kind, record.id), said)

    @property
    def help_topic(self) -> str:
        """The page of help about this screen."""
        return "people"
