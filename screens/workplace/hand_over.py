"""Handing on: everything one person answers for, each thing with who takes it over."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical
from textual.widgets import Label

from data.dates import short_date
from data.i18n import _, ngettext
from data.model.workplace import Person
from data.views.hand_over import Duty, duties
from screens.dialogs.drawer import Drawer
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.keys.key import bindings
from screens.widgets.row_list import Row, RowList
from screens.workplace.keys import KEYS

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.model.base import Record
    from screens.frame.desk import Desk

_WHO: Final = 26
"""Columns for who takes it over."""


class HandingScreen(Drawer[dict[str, str]]):
    """Asks who takes over what; the answer is ids of people by the duties' keys."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["handing"])

    DEFAULT_CSS = """
    HandingScreen { & #title { margin-bottom: 1; } }
    """

    def __init__(self, desk: Desk, person: Person) -> None:
        super().__init__()
        self._desk = desk
        self._person = person
        self._duties = duties(desk.document, person, desk.today)
        self._given: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Title, list, what to do."""
        with Vertical():
            yield Label(id="title")
            yield RowList()
            yield Label(id="news")

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
        self._say(_("Enter: choose   h: all to one   f: hand on   Esc: leave it as it is"))

    def _say(self, news: str, *, alert: bool = False) -> None:
        label = self.query_one("#news", Label)
        label.update(safe.content(news))
        label.set_class(alert, "alert")

    def _show(self) -> None:
        self.query_one(RowList).show([self._row(duty) for duty in self._duties])

    def _row(self, duty: Duty) -> Row:
        heir = self._desk.document.get(Person, self._given.get(duty.key))
        who = heir.name if heir is not None else _("nobody yet")
        sign = glyphs().tick if heir is not None else glyphs().empty
        due = getattr(duty.record, "due", None)
        day = short_date(due) if due is not None else ""
        what = _what(duty.record)
        if duty.field != "owner":
            what = f"{what} ({duty.label})"
        meta = f"{day}  {glyphs().right} {safe.fit(who, _WHO, glyphs().ellipsis)}"
        return Row(duty.key, what, glyph=sign, meta=meta)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Choose who takes it over."""
        event.stop()
        duty = next((each for each in self._duties if each.key == event.key), None)
        if duty is not None:
            self._choose(_what(duty.record), (duty,))

    def action_all_to_one(self) -> None:
        """Everything nobody has been chosen for goes to one person."""
        open_ = tuple(each for each in self._duties if each.key not in self._given)
        self._choose(_("Who takes over the rest?"), open_ or self._duties)

    def _choose(self, title: str, chosen: tuple[Duty, ...]) -> None:
        from screens.dialogs.pick import PickPrompt
        from screens.shared.editing import reference_options

        options = [
            option
            for option in reference_options(self._desk, Person.kind, ())
            if option.value != self._person.id
        ]

        def take(answer: str | None) -> None:
            if not answer:
                return
            self._given |= {duty.key: answer for duty in chosen}
            self._show()
            left = len(self._duties) - len(self._given)
            said = ngettext("{n} is left.", "{n} are left.", left).format(n=left)
            self._say(said if left else _("All are placed. f: hand on"))
            if len(chosen) == 1:
                self.query_one(RowList).action_down()

        self.app.push_screen(PickPrompt(title, options), take)

    def action_keep(self) -> None:
        """Hand on, when nothing is left without anybody."""
        left = [duty for duty in self._duties if duty.key not in self._given]
        if left:
            self.query_one(RowList).select(left[0].key)
            count = len(left)
            text = ngettext(
                "{n} thing has nobody yet. Enter: choose   h: all to one",
                "{n} things have nobody yet. Enter: choose   h: all to one",
                count,
            )
            self._say(text.format(n=count), alert=True)
            return
        self.dismiss(self._given)

    def action_close(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)


def _what(record: Record) -> str:
    name = record.heading if record.title_field not in {"year", "held_on"} else ""
    return f"{record.code:<5}{name or _(type(record).label)}"
