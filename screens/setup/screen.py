"""The guided first start: eight questions, one page each, then one command.

Going back costs nothing, and neither does a lost connection: see `questionnaire`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from data.content.library import setup_texts
from data.i18n import N_, _, language
from data.start.questions import QUESTIONS, STEPS, SetupStep
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.drawing.grid import line_room
from screens.keys.key import bindings
from screens.setup.keys import KEYS
from screens.setup.pages import (
    BeginTarget,
    CorrectTarget,
    NameTarget,
    SetupAnswerTarget,
    meaning_of_names,
    meaning_of_regime,
    meaning_of_size,
    meaning_of_weeks,
    name_rows,
    page_rows,
    suggested,
)
from screens.setup.questionnaire import NAMES, PLACE, TYPED, Questionnaire, set_up
from screens.widgets.bars import KeyBar
from screens.widgets.entry import Entry
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from screens.frame.desk import Desk
    from screens.widgets.row import Target

_TAKES_OUT: Final = frozenset({"delete", "backspace", "D"})
"""Keys that take the name under the cursor out."""


class SetupScreen(Screen[bool]):
    """Asks for what a usable year needs; answers whether the workplace has been set up."""

    CSS_PATH = "setup.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["setup"])

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._questions = Questionnaire(desk.drafts)
        self._leaving = False
        """Whether Esc has been pressed on the first page: pressed again it leaves."""
        self._digits = ""
        """Digits typed in the list so far: there are twelve months."""

    def compose(self) -> ComposeResult:
        """Where one is, the question, what to answer with, what the answer means, the keys."""
        yield Static(id="top")
        with Vertical(id="page"):
            yield Static(id="question")
            yield Static(id="why")
            yield RowList(id="names")
            yield Entry(drafts=self.desk.drafts)
            yield RowList(id="options")
            yield Static(id="echo")
        yield KeyBar()

    def on_mount(self) -> None:
        """Go on where one was."""
        self._questions.resume()
        self._show_page()

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self._tell_place()
        self._tell_keys()
        self.call_after_refresh(self._fit)

    def on_descendant_focus(self) -> None:
        """Other keys act in the names than on the line below them."""
        self._tell_keys()

    # -- pages -----------------------------------------------------------------------------

    def _show_page(self) -> None:
        """Show the page in sight; what is typed on the one before stays in its draft."""
        answers, step = self._questions.answers, self._questions.step
        self._leaving, self._digits = False, ""
        text = setup_texts(language())[answers.text_of(step)]
        self.query_one("#question", Static).update(safe.content(text.title))
        self.query_one("#why", Static).update(safe.content("\n".join(text.text)))
        entry, options = self.query_one(Entry), self._options
        typed = step in TYPED | NAMES
        entry.display, options.display = typed, not typed
        if typed:
            self._show_entry(entry)
        else:
            entry.keep()
            options.show(page_rows(answers, step), select=suggested(answers, step))
            # As many lines as there are rows now.
            options.refresh(layout=True)
            options.focus()
        self._show_names()
        self._tell_place()
        self._tell_keys()
        self._echo()

    def _show_entry(self, entry: Entry) -> None:
        answers, step = self._questions.answers, self._questions.step
        given = {
            SetupStep.NAME: answers.name,
            SetupStep.EMPLOYEES: "" if answers.employees is None else str(answers.employees),
            SetupStep.CLOSED_WEEKS: answers.closed,
        }
        entry.placeholder = _("write here")
        entry.begin(f"{PLACE}.{answers.text_of(step)}", given.get(step, ""))
        entry.focus()

    @property
    def _options(self) -> RowList:
        return self.query_one("#options", RowList)

    @property
    def _names(self) -> RowList:
        return self.query_one("#names", RowList)

    def _show_names(self) -> None:
        """The people given so far, each with what was read of the job; the newest last."""
        names, listed = self._questions.names, self._names
        listed.display = bool(names)
        listed.show(name_rows(names))
        if names:
            listed.select(listed.rows[-1].key)
        listed.refresh(layout=True)
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Let a list scroll where the page is too low for all of it and what stands below it."""
        page = self.query_one("#page", Vertical)
        shown = [each for each in page.children if each.display]
        lists = [each for each in shown if isinstance(each, RowList)]
        others = (each for each in shown if each not in lists)
        taken = sum(each.virtual_region_with_margin.height for each in others)
        for each in lists:
            each.styles.max_height = max(page.content_size.height - taken, 1)

    # -- what is said ----------------------------------------------------------------------

    def _tell_place(self) -> None:
        width = line_room(self.app.size.width)
        right = _("Summary")
        if self._questions.step in STEPS[:QUESTIONS]:
            number = STEPS.index(self._questions.step) + 1
            right = _("{n} of {total}").format(n=number, total=QUESTIONS)
        name = self._questions.answers.name
        left = safe.fit(f"AMIS  {name}", max(width - cell_len(right), 0), glyphs().ellipsis)
        self.query_one("#top", Static).update(safe.content(left + right))

    def _tell_keys(self) -> None:
        back = N_("leave") if self._questions.at_first else N_("back")
        forward = N_("choose") if self._questions.step is SetupStep.SUMMARY else N_("next")
        hints = [("enter", forward, True), ("escape", back, True)]
        if self._questions.step in NAMES:
            hints[0] = ("enter", N_("add the name; on an empty line: next"), True)
            hints.append(("up", N_("take a name out"), bool(self._questions.names)))
            if self._names.has_focus:
                out, down = ("D", N_("take the name out"), True), ("down", N_("to the line"), True)
                hints = [out, down, hints[1]]
        self.query_one(KeyBar).tell(hints)

    def _echo(self, problem: str = "") -> None:
        """Say why an answer cannot be taken, or what it means."""
        self._echo_text(problem or self._meaning(), problem=bool(problem))

    def _echo_text(self, text: str, *, problem: bool = False) -> None:
        shown = self.query_one("#echo", Static)
        shown.set_class(problem, "problem")
        shown.display = bool(text)
        shown.update(safe.content(text))
        self.call_after_refresh(self._fit)

    @property
    def help_topic(self) -> str:
        """The page of help about it."""
        return "setup"

    def tell(self, why: str) -> None:
        """Say why a key does nothing here."""
        self._echo(why)

    def _meaning(self) -> str:
        """What the answer that stands there leads to."""
        answers = self._questions.answers
        if self._questions.step is SetupStep.EMPLOYEES:
            return meaning_of_size(answers, self.query_one(Entry).text)
        if self._questions.step is SetupStep.CLOSED_WEEKS:
            return meaning_of_weeks(self.query_one(Entry).text)
        if self._questions.step is SetupStep.REGIME:
            return meaning_of_regime(answers, self._options.target)
        if self._questions.step in NAMES:
            return meaning_of_names(self.query_one(Entry).text)
        return ""

    # -- answers ---------------------------------------------------------------------------

    def on_text_area_changed(self) -> None:
        """Echo what the answer means."""
        if self._questions.step in {*NAMES, SetupStep.EMPLOYEES, SetupStep.CLOSED_WEEKS}:
            self._echo()

    def on_row_list_highlighted(self) -> None:
        """Echo what the answer means."""
        if self._questions.step is SetupStep.REGIME:
            self._echo()

    def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Take what was typed."""
        if self._questions.step in NAMES:
            self._take_names(event.text)
            return
        try:
            self._questions.write(event.text)
        except ValueError as error:
            self._echo(str(error))
            return
        self.query_one(Entry).finish()
        self._forward()

    def _take_names(self, text: str) -> None:
        """Take names; an empty line goes on."""
        added = self._questions.add_names(text)
        self.query_one(Entry).finish()
        if added:
            self._show_names()
            self._tell_keys()
        else:
            self._forward()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Take the row under the cursor."""
        event.stop()
        self._take(event.target)

    def _take(self, target: Target) -> None:
        match target:
            case SetupAnswerTarget(value):
                self._questions.choose(value)
                self._forward()
            case CorrectTarget(step):
                self._questions.correct(step)
                self._show_page()
            case NameTarget():
                self.query_one(Entry).focus()
            case BeginTarget():
                self.run_worker(self._begin(), exclusive=True)

    def on_key(self, event: events.Key) -> None:
        """A digit answers, as in every list; Up goes from the line to the names above it."""
        step = self._questions.step
        if step in NAMES:
            self._key_for_names(event)
        elif self._options.has_focus and event.key.isdecimal() and step is not SetupStep.SUMMARY:
            self._take_digit(event)

    def _take_digit(self, event: events.Key) -> None:
        """Answer with a row's number: at once, unless a second digit could follow it.

        A digit that is no row's is left to what says why a key does nothing.
        """
        digit = event.key
        rows = self._options.rows
        for typed in (self._digits + digit, digit):
            if not 1 <= int(typed) <= len(rows):
                continue
            event.stop()
            self._options.select(rows[int(typed) - 1].key)
            if int(typed) * 10 > len(rows):
                self._digits = ""
                self._take(self._options.target)
            else:
                self._digits = typed
                longer = _("Enter takes it; another digit makes it {first} to {last}.")
                self._echo_text(longer.format(first=f"{typed}0", last=len(rows)))
            return

    def _key_for_names(self, event: events.Key) -> None:
        """Up into the names, Delete takes one out; Backspace on an empty line the newest."""
        entry, names = self.query_one(Entry), self._names
        if names.has_focus:
            last = names.rows[-1].key if names.rows else ""
            if event.key in _TAKES_OUT:
                self._take_out(event, put_right=False)
            elif event.key == "down" and names.key == last:
                event.stop()
                entry.focus()
        elif not self._questions.names:
            return
        elif event.key == "up" and entry.cursor_location[0] == 0:
            event.stop()
            event.prevent_default()
            names.focus()
        elif event.key == "backspace" and not entry.text:
            self._take_out(event, put_right=True)

    def _take_out(self, event: events.Key, *, put_right: bool) -> None:
        """Take a name out; the newest one is taken up on the line again to be put right."""
        event.stop()
        event.prevent_default()
        entry, target = self.query_one(Entry), self._names.target
        number = target.number if isinstance(target, NameTarget) and not put_right else -1
        name = self._questions.take_name_out(number)
        if put_right:
            entry.load_text(name)
            entry.move_cursor(entry.document.end)
        if put_right or not self._questions.names:
            entry.focus()
        self._show_names()
        self._tell_keys()

    # -- forth, back and out ---------------------------------------------------------------

    def _forward(self) -> None:
        self._questions.forward()
        self._show_page()

    def action_step_back(self) -> None:
        """To the page before; from the first one out, when asked twice."""
        if not self._questions.at_first:
            self._questions.back()
            self._show_page()
        elif self._leaving:
            self.query_one(Entry).keep()
            self.dismiss(False)
        else:
            self._leaving = True
            self._echo(_("Esc again leaves. What you have answered is kept until next time."))

    def reopener(self) -> Callable[[], None] | None:
        """What leads back to the page in sight, with what is typed there."""
        if self._leaving:
            return None  # out: then there is no way back
        questions, entry = self._questions, self.query_one(Entry)
        step, correcting, first = questions.step, questions.correcting, questions.at_first
        stands = entry.standing()
        chosen = self.query_one(RowList).key

        def reopen() -> None:
            if first:
                self._leaving = False
                self._echo()
                return
            questions.correcting = correcting
            questions.go(step)
            self._show_page()
            if entry.display:
                entry.stand(stands)
            else:
                self.query_one(RowList).select(chosen)

        return reopen

    async def _begin(self) -> None:
        """Make the workplace, and leave when it is there."""
        problem = await set_up(self.desk, self._questions.answers)
        if problem:
            self._echo(problem)
            return
        self._questions.forget()
        self.dismiss(True)
