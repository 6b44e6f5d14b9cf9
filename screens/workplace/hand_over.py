"""Somebody leaves: everything they answer for goes to others, each thing to whom it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual.containers import Vertical
from textual.widgets import Label

from data.commands.hand_over import HandOn
from data.dates.labels import short_date
from data.edits.records import SetField
from data.i18n import _, ngettext
from data.model.workplace import Person
from data.views.hand_over import Duty, duties
from screens.dialogs.drawer import Drawer
from screens.dialogs.pick import PickPrompt
from screens.dialogs.prompt import DatePrompt
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.keys.key import bindings
from screens.shared.fields import reference_options
from screens.widgets.hints import Keys
from screens.widgets.row_list import Row, RowList
from screens.workplace.keys import KEYS

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.model.base import Record
    from screens.frame.desk import Desk

_WHO: Final = 26
"""Columns for who takes it over."""

_TITLED_BY_DAY: Final = frozenset({"year", "held_on"})
"""Fields that say when a meeting is held; such a record is called by its kind."""


async def mark_left(desk: Desk, person: Person) -> bool:
    """Ask when somebody left and who takes over; whether anything was saved."""
    today = desk.today
    title = _("{name} left on").format(name=person.name)
    answer = await desk.ask(DatePrompt(title, today, person.left_on or today))
    if answer is None or answer.day == person.left_on:
        return False
    if answer.day is None:
        command = SetField(Person.kind, person.id, "left_on", None, person.left_on)
        news = _("{name} is here again.").format(name=person.name)
        return await desk.run(command, news) is not None
    return await hand_on(desk, person, answer.day)


async def hand_on(desk: Desk, person: Person, day: date) -> bool:
    """Let others take over, and write down the last day, as one edit; whether it was saved."""
    news = _("{name}: left {day}.").format(name=person.name, day=short_date(day))
    count = len(duties(desk.document, person, desk.today))
    heirs: dict[str, str] = {}
    if count:
        answer = await desk.ask(HandOverScreen(desk, person))
        if answer is None:
            text = _("Nothing was changed: what {name} answers for would be nobody's.")
            desk.say(text.format(name=person.name), alert=True)
            return False
        heirs = answer
        handed = ngettext("{n} thing handed on.", "{n} things handed on.", count).format(n=count)
        news = f"{news} {handed} {_('u: undo')}"
    return await desk.run(HandOn(person.id, heirs, day), news) is not None


class DutyTarget(NamedTuple):
    """Something to hand on."""

    duty: Duty


class HandOverScreen(Drawer[dict[str, str]]):
    """Asks who takes over what; the answer is ids of people by the duties' keys."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["handing"])

    DEFAULT_CSS = """
    HandOverScreen { & #title { margin-bottom: 1; } }
    """

    def __init__(self, desk: Desk, person: Person) -> None:
        super().__init__()
        self._desk = desk
        self._person = person
        self._duties = duties(desk.document, person, desk.today)
        self._heirs: dict[str, str] = {}
        """Who takes over, by the duty's key."""

    def compose(self) -> ComposeResult:
        """Title, list, what to do."""
        with Vertical():
            yield Label(id="title")
            yield RowList()
            yield Label(id="news")
            yield Keys(_("Enter: choose   o: all to one   x: hand on   Esc: cancel"))

    def on_mount(self) -> None:
        """Show what there is."""
        count = len(self._duties)
        title = ngettext(
            "{name} answers for {n} thing. Who takes it over?",
            "{name} answers for {n} things. Who takes them over?",
            count,
        ).format(name=self._person.name, n=count)
        self.query_one("#title", Label).update(safe.content(title))
        self._show()
        self.set_focus(self.query_one(RowList))

    def _tell(self, news: str, *, alert: bool = False) -> None:
        label = self.query_one("#news", Label)
        label.update(safe.content(news))
        label.set_class(alert, "alert")

    def _show(self) -> None:
        self.query_one(RowList).show([self._row(duty) for duty in self._duties])

    def _row(self, duty: Duty) -> Row:
        heir = self._desk.document.get(Person, self._heirs.get(duty.key))
        who = heir.name if heir is not None else _("nobody yet")
        sign = glyphs().tick if heir is not None else glyphs().empty
        due = getattr(duty.record, "due", None)
        day = short_date(due) if due is not None else ""
        what = _name(duty.record)
        if duty.field != "owner":
            what = f"{what} ({duty.label})"
        meta = f"{day}  {glyphs().right} {safe.fit(who, _WHO, glyphs().ellipsis)}"
        return Row(duty.key, what, glyph=sign, meta=meta, target=DutyTarget(duty))

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Choose who takes it over."""
        event.stop()
        match event.target:
            case DutyTarget(duty):
                self._desk.start(self._choose(_name(duty.record), (duty,)))

    def action_all_to_one(self) -> None:
        """Everything nobody has been chosen for goes to one person."""
        left = tuple(duty for duty in self._duties if duty.key not in self._heirs)
        self._desk.start(self._choose(_("Who takes over the rest?"), left or self._duties))

    async def _choose(self, title: str, chosen: tuple[Duty, ...]) -> None:
        """Ask who takes over some of it."""
        options = [
            option
            for option in reference_options(self._desk, Person.kind, ())
            if option.value != self._person.id
        ]
        heir = await self._desk.ask(PickPrompt(title, options))
        if not heir:
            return
        self._heirs |= {duty.key: heir for duty in chosen}
        self._show()
        left = len(self._duties) - len(self._heirs)
        news = ngettext("{n} is left.", "{n} are left.", left).format(n=left)
        self._tell(news if left else _("All are placed. x: hand on"))
        if len(chosen) == 1:
            self.query_one(RowList).action_down()

    def action_keep(self) -> None:
        """Hand on, when nothing is left without anybody."""
        left = [duty for duty in self._duties if duty.key not in self._heirs]
        if left:
            self.query_one(RowList).select(left[0].key)
            count = len(left)
            text = ngettext(
                "{n} thing has nobody yet. Enter: choose   o: all to one",
                "{n} things have nobody yet. Enter: choose   o: all to one",
                count,
            )
            self._tell(text.format(n=count), alert=True)
            return
        self.dismiss(self._heirs)

    def action_close(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)


def _name(record: Record) -> str:
    name = record.heading if record.title_field not in _TITLED_BY_DAY else ""
    return f"{record.code:<4} {name or _(type(record).label)}"
