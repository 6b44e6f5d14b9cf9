"""The guided first start: eight questions, one page each, then one command.

What is answered and what is being typed is kept as a draft, so that a lost connection costs
nothing, and going back costs nothing either.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from data.content.library import setup_texts
from data.edits.errors import EditError
from data.i18n import N_, _, language
from data.model.base import specs
from data.model.choices import Regime
from data.model.workplace import Workplace
from data.start.questions import (
    QUESTIONS,
    STEPS,
    Answers,
    Step,
    decode,
    encode,
    split_names,
)
from data.store.errors import Missing, StoreError
from data.store.store import AlreadyThere
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.keys.key import bindings
from screens.setup.keys import KEYS
from screens.setup.pages import BEGIN, chosen, meaning_of_regime, meaning_of_size, page_rows
from screens.shared.editing import read_text
from screens.widgets.bars import KeyBar
from screens.widgets.entry import Entry
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.commands.setup import SetUpWorkplace
    from screens.frame.desk import Desk

_DRAFT: Final = "setup"
_TYPED: Final = (Step.NAME, Step.EMPLOYEES)
_NAMES: Final = (Step.LEADERS, Step.COLLEAGUES)
_MONTHS: Final = (Step.START_MONTH, Step.DISCUSSION_MONTH)
_NAMES_SHOWN: Final = 8


class SetupScreen(Screen[bool]):
    """Asks for what a usable year needs; answers whether the workplace has been set up."""

    CSS_PATH = "setup.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["setup"])

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._answers = Answers()
        self._step = Step.NAME
        self._correcting = False
        """Whether one answer is being changed from the summary."""
        self._leaving = False
        self._digits = ""

    def compose(self) -> ComposeResult:
        """Where one is, the question, what to answer with, what the answer means, the keys."""
        yield Static(id="top")
        with Vertical(id="page"):
            yield Static(id="question")
            yield Static(id="why")
            yield Static(id="names")
            yield Entry(drafts=self.desk.drafts)
            yield RowList(id="options")
            yield Static(id="echo")
        yield KeyBar()

    def on_mount(self) -> None:
        """Go on where one was."""
        draft = self.desk.drafts.load(_DRAFT)
        self._answers = decode(draft.text) if draft is not None else Answers()
        self._go(self._answers.reached)

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self._tell_place()
        self._tell_keys()

    # -- pages -----------------------------------------------------------------------------

    def _go(self, step: Step) -> None:
        """Show a page; what is typed on the one before stays in its draft."""
        self._step, self._leaving, self._digits = step, False, ""
        self._answers = replace(self._answers, reached=step)
        self.desk.drafts.save(_DRAFT, encode(self._answers))
        text = setup_texts(language())[self._answers.text_of(step)]
        self.query_one("#question", Static).update(safe.content(text.title))
        self.query_one("#why", Static).update(safe.content("\n".join(text.text)))
        entry, options = self.query_one(Entry), self.query_one(RowList)
        typed = step in (*_TYPED, *_NAMES)
        entry.display, options.display = typed, not typed
        if typed:
            self._show_entry(entry)
        else:
            entry.keep()
            options.show(page_rows(self._answers, step), select=chosen(self._answers, step))
            # As many lines as there are rows now.
            options.refresh(layout=True)
            options.focus()
        self._show_names()
        self._tell_place()
        self._tell_keys()
        self._echo()

    def _show_entry(self, entry: Entry) -> None:
        answers = self._answers
        shown = {
            Step.NAME: answers.name,
            Step.EMPLOYEES: "" if answers.employees is None else str(answers.employees),
        }
        entry.placeholder = _("write here")
        entry.begin(f"{_DRAFT}.{answers.text_of(self._step)}", shown.get(self._step, ""))
        entry.focus()

    def _show_names(self) -> None:
        """The names given so far, the newest last."""
        shown = self.query_one("#names", Static)
        names = self._names() if self._step in _NAMES else ()
        lines = [f"{n:>2}  {name}" for n, name in enumerate(names, 1)][-_NAMES_SHOWN:]
        if len(names) > len(lines):
            lines[0] = f"    {glyphs().ellipsis}"
        shown.update(safe.content("\n".join(lines)))
        shown.display = bool(lines)

    def _names(self) -> tuple[str, ...]:
        return self._answers.names(self._step)

    def _set_names(self, names: tuple[str, ...]) -> None:
        self._keep(self._answers.with_names(self._step, names))

    # -- what is said ----------------------------------------------------------------------

    def _tell_place(self) -> None:
        width = max(self.app.size.width - 2, 0)
        number = STEPS.index(self._step) + 1
        right = (
            _("{n} of {total}").format(n=number, total=QUESTIONS)
            if number <= QUESTIONS
            else _("Summary")
        )
        left = safe.fit(
            f"AMIS  {self._answers.name}", max(width - cell_len(right), 0), glyphs().ellipsis
        )
        self.query_one("#top", Static).update(safe.content(left + right))

    def _tell_keys(self) -> None:
        can_leave = self._step is STEPS[0] and not self._correcting
        back = N_("leave") if can_leave else N_("back")
        forward = N_("choose") if self._step is Step.SUMMARY else N_("next")
        if self._step in _NAMES:
            forward = N_("add the name; on an empty line: next")
        self.query_one(KeyBar).tell([("enter", forward, True), ("escape", back, True)])

    def _echo(self, problem: str = "") -> None:
        """Say why an answer cannot be taken, or what it means."""
        shown = self.query_one("#echo", Static)
        shown.set_class(bool(problem), "problem")
        shown.update(safe.content(problem or self._meaning()))

    def _meaning(self) -> str:
        """What the answer that stands there leads to."""
        if self._step is Step.EMPLOYEES:
            return meaning_of_size(self._answers, self.query_one(Entry).text)
        if self._step is Step.REGIME:
            return meaning_of_regime(self._answers, self.query_one(RowList).key)
        return ""

    # -- answers ---------------------------------------------------------------------------

    def on_text_area_changed(self) -> None:
        """Echo what the answer means."""
        if self._step is Step.EMPLOYEES:
            self._echo()

    def on_row_list_highlighted(self) -> None:
        """Echo what the answer means."""
        if self._step is Step.REGIME:
            self._echo()

    def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Take what was typed."""
        if self._step in _NAMES:
            self._take_names(event.text)
            return
        spec = specs(Workplace)[str(self._step)]
        try:
            value = read_text(spec, event.text)
        except ValueError as error:
            self._echo(str(error))
            return
        self.query_one(Entry).finish()
        self._keep(replace(self._answers, **{spec.name: value}))
        self._forward()

    def _take_names(self, text: str) -> None:
        names = split_names(text)
        self.query_one(Entry).finish()
        if not names:
            self._forward()
            return
        self._set_names((*self._names(), *names))
        self._show_names()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Take the row under the cursor."""
        self._take(event.key)

    def _take(self, key: str) -> None:
        answers = self._answers
        match self._step:
            case Step.REGIME:
                self._keep(replace(answers, regime=Regime(key)))
            case Step.SECTOR:
                self._keep(answers.with_sector(key))
            case Step.START_MONTH:
                self._keep(answers.with_start(int(key)))
            case Step.DISCUSSION_MONTH:
                self._keep(replace(answers, discussion_month=int(key)))
            case _ if key == BEGIN:
                self.run_worker(self._begin(), exclusive=True)
                return
            case _:
                self._correcting = True
                self._go(Step(key))
                return
        self._forward()

    def on_key(self, event: events.Key) -> None:
        """A digit answers; in the list of months it goes to the month, for there are twelve."""
        listed = self.query_one(RowList)
        if self._step in _NAMES and event.key == "backspace":
            self._take_back(event)
        if not listed.has_focus or not event.key.isdecimal() or self._step is Step.SUMMARY:
            return
        event.stop()
        rows = listed.rows
        for typed in (self._digits + event.key, event.key):
            if 1 <= int(typed) <= len(rows):
                self._digits = typed
                listed.select(rows[int(typed) - 1].key)
                if self._step not in _MONTHS:
                    self._take(listed.key)
                return

    def _take_back(self, event: events.Key) -> None:
        """Backspace on an empty line takes the last name up again, to be put right."""
        entry, names = self.query_one(Entry), self._names()
        if entry.text or not names:
            return
        event.stop()
        event.prevent_default()
        self._set_names(names[:-1])
        entry.load_text(names[-1])
        entry.move_cursor(entry.document.end)
        self._show_names()

    def _keep(self, answers: Answers) -> None:
        self._answers = answers
        self.desk.drafts.save(_DRAFT, encode(answers))

    # -- forth, back and out ---------------------------------------------------------------

    def _forward(self) -> None:
        if self._correcting:
            self._correcting = False
            self._go(Step.SUMMARY)
            return
        self._go(STEPS[STEPS.index(self._step) + 1])

    def action_step_back(self) -> None:
        """To the page before; from the first one out, when asked twice."""
        if self._correcting:
            self._correcting = False
            self._go(Step.SUMMARY)
        elif self._step is not STEPS[0]:
            self._go(STEPS[STEPS.index(self._step) - 1])
        elif self._leaving:
            self.query_one(Entry).keep()
            self.dismiss(False)
        else:
            self._leaving = True
            self._echo(_("Esc again leaves. What you have answered is kept until next time."))

    async def _begin(self) -> None:
        """Carry out the one command, unless a colleague was faster."""
        try:
            await self._save(self._answers.command(language()))
        except (EditError, StoreError) as error:
            self._echo(error.sentence())
            return
        if self.desk.session.trouble is not None:
            self._echo(self.desk.session.trouble.sentence())
            return
        self._forget()
        self.dismiss(True)

    async def _save(self, command: SetUpWorkplace) -> None:
        session = self.desk.session
        with contextlib.suppress(Missing):
            await session.poll()
        if session.document.workplace is not None:
            return
        if await asyncio.to_thread(session.store.exists):
            await session.run(command)
            return
        try:
            await session.create(command)
        except AlreadyThere:
            await session.poll()
            if session.document.workplace is None:
                await session.run(command)

    def _forget(self) -> None:
        drafts = self.desk.drafts
        for draft in drafts.all():
            if draft.place == _DRAFT or draft.place.startswith(f"{_DRAFT}."):
                drafts.clear(draft.place)
