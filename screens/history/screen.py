"""The history: who changed what and when, how it was then, and the way back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import TYPE_CHECKING, ClassVar, Final

from textual.widgets import Static

from data.commands.restoring import RestoreDocument
from data.dates import local_day, local_moment, long_date, moment_label, short_date, time_label
from data.i18n import _, ngettext
from data.store.past import document_at, touched, with_records
from data.text import fold, shorten
from data.views.log import LogLine, changes_of, log_lines
from screens.drawing import safe
from screens.frame.base import DocumentScreen
from screens.history.keys import KEYS
from screens.keys.key import bindings
from screens.widgets.row_list import Row, RowList, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from textual.binding import BindingType
    from textual.widget import Widget

    from data.model.document import Document
    from screens.frame.desk import Desk

PAGE: Final = 200
"""Saves that are read at a time."""

MORE: Final = "more"
"""The row that shows older saves."""

_WHO: Final = 16
_NARROW: Final = 100
_NAMED: Final = 60
_EVERYBODY: Final = "*"


@dataclass(slots=True)
class Sight:
    """Which saves are shown."""

    about: str = ""
    """Only those about this record, `kind:id`; empty for all."""
    who: str = ""
    """Only this person's, folded; empty for everybody's."""
    until: date | None = None
    """Only those up to this day."""
    most: int = PAGE
    """How many at most."""
    lines: tuple[LogLine, ...] = ()
    """What was read last."""
    older: bool = False
    """Whether there are more."""
    people: dict[str, str] = field(default_factory=dict)
    """Who was met, by folded name."""


class HistoryScreen(DocumentScreen):
    """What was done, the newest first."""

    PART = "history"
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["history"])
    DEFAULT_CSS = """
    HistoryScreen #title { height: 1; padding: 0 1; text-style: bold; }
    """

    def __init__(self, desk: Desk, about: str = "") -> None:
        """Make the screen.

        Args:
            desk: What it works with.
            about: Only the history of this record, `kind:id`; empty for all.
        """
        super().__init__(desk)
        self._sight = Sight(about=about)
        self._alone = bool(about)
        self._reads = 0

    def compose_body(self) -> Iterable[Widget]:
        """What is shown, and the saves."""
        yield Static(id="title")
        yield RowList(id="saves")

    def on_mount(self) -> None:
        """Keys go to the list."""
        super().on_mount()
        self._list.focus()

    @property
    def _list(self) -> RowList:
        return self.query_one("#saves", RowList)

    def place(self) -> str:
        """Where the user is, for the others."""
        return self.PART

    def show(self, document: Document) -> None:  # noqa: ARG002 - the history is read from disk
        """Read the history anew; the cursor stays on its save."""
        self._tell_title()
        self._reads += 1
        # Keys wait for what they are meant for; reads that were overtaken end by themselves.
        self.start(self._read(self._reads))

    async def _read(self, number: int) -> None:
        lines = await asyncio.to_thread(self._lines)
        if number != self._reads or not self.is_attached:
            return
        sight = self._sight
        sight.older = len(lines) > sight.most
        sight.lines = tuple(lines[: sight.most])
        sight.people |= {fold(line.who): line.who for line in sight.lines}
        self._list.show(list(self._rows()))

    def _lines(self) -> list[LogLine]:
        document, sight = self.document, self._sight
        saves = (
            entry
            for entry in self.session.store.history.newest_first()
            if entry.revision <= document.meta.revision
        )
        fitting = (
            line
            for line in log_lines(saves, document, sight.about)
            if (not sight.who or fold(line.who) == sight.who)
            and (sight.until is None or local_day(line.at) <= sight.until)
        )
        return list(islice(fitting, sight.most + 1))

    # -- drawing ---------------------------------------------------------------------------

    def _tell_title(self) -> None:
        sight = self._sight
        record = self.document.resolve(sight.about)
        parts = [_("Who changed what, the newest first")]
        if sight.about:
            named = f"{record.code} {record.heading}".strip() if record is not None else ""
            parts = [_("The history of {what}").format(what=shorten(named or "?", _NAMED))]
        if sight.who:
            parts.append(sight.people.get(sight.who, sight.who))
        if sight.until is not None:
            parts.append(_("up to {day}").format(day=short_date(sight.until)))
        self.query_one("#title", Static).update(safe.content("  ·  ".join(parts)))

    def _rows(self) -> Iterator[Row]:
        sight = self._sight
        if not sight.lines:
            yield Row("none", _("Nothing is written down here yet."), tone=Tone.DIM)
        for day, lines in groupby(sight.lines, key=lambda line: local_day(line.at)):
            yield Row(f"day.{day}", long_date(day), tone=Tone.HEAD, selectable=False)
            for line in lines:
                yield self._row(line)
        if sight.older:
            yield Row(MORE, _("Enter: show older ones"), tone=Tone.ACCENT)

    def _row(self, line: LogLine) -> Row:
        time = time_label(local_moment(line.at))
        who = safe.fit(line.who, _WHO, "…")
        return Row(
            str(line.entry.revision),
            f"{time:>5}  {who}  {line.text}",
            wrap=self.app.size.width < _NARROW,
            hang=5 + 2 + _WHO + 2,
        )

    @property
    def line(self) -> LogLine | None:
        """The save under the cursor."""
        key = self._list.key
        return next((one for one in self._sight.lines if str(one.entry.revision) == key), None)

    # -- looking ---------------------------------------------------------------------------

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Show all that a save changed, or older saves."""
        event.stop()
        if event.key == MORE:
            self._sight.most += PAGE
            self.show(self.document)
        elif self.line is not None:
            self._show_save(self.line)

    def _show_save(self, line: LogLine) -> None:
        """Everything a save changed, each change on a line of its own."""
        from screens.dialogs.page import RowsPage

        told = [line.what] if line.what else []
        told += changes_of(line.entry, self.document)
        rows = [Row(str(number), text, wrap=True) for number, text in enumerate(told)]
        local = local_moment(line.at)
        title = f"{line.who}, {long_date(local.date())} {time_label(local)}"
        self.app.push_screen(RowsPage[None](rows, title=title))

    def unable(self, action: str, *args: object) -> str:
        """Why something cannot be done now."""
        if action not in {"look_back", "restore", "restore_all"}:
            return super().unable(action, *args)
        if self.line is None:
            return _("Put the cursor on a change.")
        if action == "look_back" and self.desk.look_back is None:
            return _("You are looking at the past already. q: today")
        return ""

    def action_look_back(self) -> None:
        """Show the program on the document as it was right after the save."""
        line, look = self.line, self.desk.look_back
        if not self.refuse("look_back") and line is not None and look is not None:
            self.start(self._look_back(line))

    async def _look_back(self, line: LogLine) -> None:
        past = await asyncio.to_thread(self._at, line.entry.revision)
        look = self.desk.look_back
        if look is not None:
            # The keys that come next are for the screen that is opened.
            self.app.call_later(look, past)

    def _at(self, revision: int) -> Document:
        return document_at(self.document, self.session.store.history.newest_first(), revision)

    # -- going back ------------------------------------------------------------------------

    def action_restore(self) -> None:
        """Put what a save was about back to how it was before it."""
        line = self.line
        if not self.refuse("restore") and line is not None:
            self.start(self._restore(line))

    async def _restore(self, line: LogLine) -> None:
        then = await asyncio.to_thread(self._at, line.entry.revision - 1)
        about = touched(line.entry)
        if self._sight.about:
            about = (self._sight.about,)
        wanted = with_records(self.document, then, about)
        named = ", ".join(
            dict.fromkeys(
                record.code or record.heading
                for one in about
                if (record := self.document.resolve(one) or then.resolve(one)) is not None
            )
        )
        said = _("{what}: as before {time}. u takes it back.").format(
            what=shorten(named or "?", _NAMED), time=moment_label(line.at)
        )
        await self._go_back(RestoreDocument(wanted, "restore_records"), said)

    def action_restore_all(self) -> None:
        """Give the whole document the content it had right after the save."""
        line = self.line
        if not self.refuse("restore_all") and line is not None:
            self.start(self._restore_all(line))

    async def _restore_all(self, line: LogLine) -> None:
        from screens.dialogs.confirm import ConfirmPrompt

        count = self.document.meta.revision - line.entry.revision
        question = _("Go back to how everything was {time}?").format(time=moment_label(line.at))
        since = ngettext(
            "{n} change since then is taken back. It stays in the history, and u undoes this.",
            "{n} changes since then are taken back. They stay in the history, and u undoes this.",
            count,
        ).format(n=count)
        if not await self.ask(ConfirmPrompt(question, since)):
            return
        then = await asyncio.to_thread(self._at, line.entry.revision)
        said = _("Everything is as it was {time}. u takes it back.").format(
            time=moment_label(line.at)
        )
        await self._go_back(RestoreDocument(then), said)

    async def _go_back(self, command: RestoreDocument, said: str) -> None:
        before = self.document.meta.revision
        change = await self.run(command, said)
        if change is not None and change.after.meta.revision == before:
            self.say(_("It is like that already."))

    # -- which saves -----------------------------------------------------------------------

    def action_choose_person(self) -> None:
        """Show only one person's changes."""
        self.start(self._choose_person())

    async def _choose_person(self) -> None:
        from screens.dialogs.prompt import ChoicePrompt, Option

        options = [Option(_EVERYBODY, _("Everybody"))]
        options += [Option(key, name) for key, name in sorted(self._sight.people.items())]
        prompt = ChoicePrompt(_("Whose changes?"), options, value=self._sight.who or _EVERYBODY)
        answer = await self.ask(prompt)
        if answer is not None:
            self._sight.who = "" if answer == _EVERYBODY else answer
            self.show(self.document)

    def action_choose_day(self) -> None:
        """Show only what was done up to a day."""
        self.start(self._choose_day())

    async def _choose_day(self) -> None:
        from screens.dialogs.prompt import DatePrompt

        class DayPrompt(DatePrompt):
            WRITES = False

        today = self.session.today()
        answer = await self.ask(DayPrompt(_("Changes up to"), today, self._sight.until))
        if answer is not None:
            self._sight.until = answer.day
            self.show(self.document)

    def action_show_all(self) -> None:
        """Show every change again; from one record's history, back to where it was opened."""
        sight = self._sight
        if sight.who or sight.until is not None:
            sight.who, sight.until = "", None
            self.show(self.document)
        elif self._alone:
            self.app.pop_screen()

    def leave(self) -> None:
        """Back to where one came from."""
        if self._alone:
            self.app.pop_screen()
        else:
            super().leave()
