"""Questions at the bottom of the screen: what they are about stays in sight above them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Final, Generic, NamedTuple, TypeVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label

from data.dataclass import dataclass
from data.i18n import _
from screens.drawing import safe
from screens.drawing.grid import line_room
from screens.keys.common import KEYS
from screens.keys.key import bindings
from screens.keys.names import key_name
from screens.widgets import hints
from screens.widgets.date_line import DateLine
from screens.widgets.entry import Entry
from screens.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from textual import events
    from textual.app import ComposeResult
    from textual.await_complete import AwaitComplete
    from textual.binding import BindingType
    from textual.widget import Widget

    from data.capture import Question
    from data.dates.line import Purpose
    from data.own.drafts import Drafts
    from screens.widgets.entry import Completion
    from screens.widgets.line_drafts import HandedIn

T = TypeVar("T")

EACH: Final = "each"
"""The answer that several pasted lines become an entry each."""

_SIGNS: Final = "1234567890abcdefhilmnoprstuvwxyz"
"""What answers are chosen by: digits, then letters that do not move in a list."""

_MOVES: Final = (("up", "down"), ("pageup", "pagedown"))


class Prompt(ModalScreen[T], Generic[T]):
    """A panel at the bottom: a title, something to answer with, a line that echoes the reading."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["dialog"])

    WRITES: ClassVar[bool] = True
    """Whether what is answered changes something: such a prompt is not for those who only look."""

    DEFAULT_CSS = """
    Prompt {
        align: left bottom;
        background: transparent;
        & > #panel {
            height: auto; max-height: 80%; width: 100%;
            border-top: solid $primary; background: $surface;
        }
        & #title, & #echo, & #told { padding: 0 1 0 2; }
        & Entry, & DateLine { margin: 0 1 0 2; }
        & #title { text-style: bold; width: 1fr; }
        & #echo { color: $text-muted; width: 1fr; height: auto; min-height: 1; }
        & #told { color: $text-muted; width: 1fr; }
        & #echo.problem { color: $text-error; text-style: bold; }
        & RowList { height: auto; max-height: 14; }
        &:ansi > #panel { background: ansi_default; }
    }
    """

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__()
        self._title, self.hint = title, hint
        self._answered: Callable[[], None] | None = None

    def when_answered(self, act: Callable[[], None]) -> None:
        """Call `act` at the very moment the prompt is answered or left."""
        self._answered = act

    def lets_on(self) -> bool:
        """Whether something waits for the answer, and nothing typed would go with leaving."""
        return self._answered is not None and not self.typed

    @property
    def typed(self) -> bool:
        """Whether something is typed that was not there from the start."""
        return False

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Hand the answer in."""
        if self._answered is not None:
            self._answered()
            self._answered = None
        return super().dismiss(result)

    def compose(self) -> ComposeResult:
        """Title, answer, echo."""
        with Vertical(id="panel"):
            yield Label(safe.content(self._title), id="title")
            yield from self.compose_answer()
            yield Label(self.hint_drawn(), id="echo")
            if self.keys_told():
                yield Label(self._drawn(self.keys_told()), id="told")

    def hint_drawn(self) -> Content:
        """The line below the answer, while nothing is told there."""
        return self._drawn(self.hint)

    def _drawn(self, keys: str) -> Content:
        return hints.content(keys, line_room(self.app.size.width))

    def on_resize(self) -> None:
        """Break the lines of keys anew."""
        label = self.query_one("#echo", Label)
        if not label.has_class("told"):
            label.update(self.hint_drawn())
        for told in self.query("#told").results(Label):
            told.update(self._drawn(self.keys_told()))

    def keys_told(self) -> str:
        """The keys, where the line above tells something else; empty for none."""
        return ""

    def compose_answer(self) -> Iterable[Widget]:
        """The widgets the answer is given with."""
        raise NotImplementedError

    def echo(self, text: str, *, problem: bool = False) -> None:
        """Say how the answer is read, or why it cannot be taken."""
        label = self.query_one("#echo", Label)
        label.update(safe.content(text) if text else self.hint_drawn())
        label.set_class(bool(text), "told")
        label.set_class(problem, "problem")

    def told_at(self) -> tuple[str, Widget] | None:
        """Why an answer cannot be taken, and where that stands."""
        label = self.query_one("#echo", Label)
        return (str(label.content), label) if label.has_class("problem") else None

    def tell(self, why: str) -> None:
        """Say why a key does nothing here."""
        self.echo(why, problem=True)

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class TextPrompt(Prompt[str]):
    """Asks for text. Enter hands it in; what is typed is kept as a draft until then.

    `each` tells afterwards whether each line of what was handed in is an answer of its own.
    """

    def __init__(
        self,
        title: str,
        text: str = "",
        *,
        hint: str = "",
        reading: Callable[[str], str] | None = None,
        accept: Callable[[str], str] | None = None,
        asks: Callable[[str], Question | None] | None = None,
        complete: Callable[[str, int, int], Completion | None] | None = None,
        drafts: Drafts | None = None,
        place: str = "",
        several: Callable[[Sequence[str], Callable[[str], str]], ChoicePrompt] | None = None,
        proposed: bool = False,
    ) -> None:
        """Make the prompt.

        Args:
            title: What is asked for.
            text: What stands there from the start.
            hint: Shown where the reading will be.
            reading: Says how the text is read, as it is typed.
            accept: Says why the text cannot be taken; empty when it can.
            asks: What must be chosen before the text is handed in; None for nothing more.
            complete: Completes the word at the cursor: text, cursor and how often Tab was pressed.
            drafts: Where to keep what is typed.
            place: What the draft belongs to.
            several: Asks whether pasted lines are an answer each; None where they are one text.
            proposed: Whether the text is a proposal, which the first letter typed replaces.
        """
        super().__init__(title, hint or _("Enter: keep   Ctrl+J: new line   Esc: back"))
        self.text, self._proposed = text, proposed
        self._reading, self.accept, self._complete = reading, accept, complete
        self._asks, self._drafts, self._place = asks, drafts, place
        self._read = ""
        """How the text was read last."""
        self._several, self.each = several, False
        self._entry: Entry | None = None
        self._handed: HandedIn | None = None
        """What was handed in: it stays a draft until `forget`."""

    def compose_answer(self) -> Iterable[Widget]:
        """A line that grows."""
        yield Entry(self.text, drafts=self._drafts, place=self._place, complete=self._complete)

    def on_mount(self) -> None:
        """Type at once; what was typed before and not kept is told from what stands there."""
        entry = self.query_one(Entry)
        entry.several = self._offer if self._several is not None else None
        self.set_focus(entry)
        if self._proposed and not entry.unsaved:
            entry.select_all()
        if entry.unsaved and not self._says(entry.text):
            why = _("You typed this before, and it is not kept.")
            now = _("Now it says: {text}").format(text=self.text) if self.text else ""
            label = self.query_one("#echo", Label)
            label.update(Content.assemble(safe.content(f"{why} {now}"), "\n", self.hint_drawn()))
            label.add_class("told")

    def on_text_area_changed(self) -> None:
        """Echo the reading."""
        before, self._read = self._read, self._says(self.query_one(Entry).text)
        # What else is told there stays where there is no reading.
        if self._read or before:
            self.echo(self._read)

    @property
    def typed(self) -> bool:
        """See `Prompt`."""
        return self.query_one(Entry).unsaved

    def _offer(self, lines: tuple[str, ...]) -> None:
        """Show what pasted lines will make; Esc leads back to them."""

        def settle(answer: str | None) -> None:
            if answer == EACH:
                self.each = True
                self.query_one(Entry).finish()
                self.dismiss("\n".join(lines))

        if self._several is not None:
            self.app.push_screen(self._several(lines, self._says), settle)

    def _says(self, text: str) -> str:
        return self._reading(text) if self._reading is not None else ""

    def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Hand the text in, if it can be taken."""
        self._hand_in(event.text)

    def _hand_in(self, text: str) -> None:
        problem = self.accept(text) if self.accept is not None else ""
        if problem:
            self.echo(problem, problem=True)
            return
        question = self._asks(text) if self._asks is not None else None
        if question is not None:
            self._choose(question, text)
            return
        self._entry = self.query_one(Entry)
        self._handed = self._entry.hand_in()
        self.dismiss(text)

    def forget(self) -> None:
        """The text is safe: its draft is not needed any more."""
        if self._entry is not None and self._handed is not None:
            self._entry.saved(self._handed)

    def _choose(self, question: Question, text: str) -> None:
        """Ask; the answer goes into the line, which is handed in then. Esc leads back to it."""

        def settle(answer: str | None) -> None:
            if answer is not None:
                settled = question.answered(text, int(answer))
                self.query_one(Entry).load_text(settled)
                self._hand_in(settled)

        self.app.push_screen(which_day(question), settle)


@dataclass(frozen=True, slots=True)
class DateAnswer:
    """A date that was given: a day, or that there shall be none."""

    day: date | None


class DatePrompt(Prompt[DateAnswer]):
    """Asks for a date in the words people use, and says how they are read before they count."""

    def __init__(
        self,
        title: str,
        today: date,
        day: date | None = None,
        *,
        purpose: Purpose | None = None,
        meeting: date | None = None,
        by: date | None = None,
    ) -> None:
        """Make the prompt.

        Args:
            title: What is asked for.
            today: The day it is.
            day: What stands there from the start.
            purpose: Which day of a week or month counts.
            meeting: The day of the next meeting, for "before the meeting".
            by: The last day for it, where there is one.
        """
        super().__init__(title, _("e.g. 15/10, week 43, in 3 weeks; empty: no date"))
        self.day = day
        """What stands there from the start."""
        self._today, self._purpose = today, purpose
        self._meeting, self._by = meeting, by

    def keys_told(self) -> str:
        """How a date is moved, since the line above tells how it is read."""
        day, week = (f"{key_name(one)} {key_name(other)}" for one, other in _MOVES)
        return _("Enter: keep   {day}: a day   {week}: a week   Esc: cancel").format(
            day=day, week=week
        )

    def compose_answer(self) -> Iterable[Widget]:
        """The date line."""
        yield DateLine(
            self._today, self.day, purpose=self._purpose, meeting=self._meeting, by=self._by
        )

    def on_mount(self) -> None:
        """Type at once."""
        self.set_focus(self.query_one(DateLine))

    @property
    def typed(self) -> bool:
        """See `Prompt`."""
        return self.query_one(DateLine).typed

    def on_date_line_read(self, event: DateLine.Read) -> None:
        """Echo the reading."""
        self.echo(event.echo, problem=event.problem)

    def on_date_line_asked(self, event: DateLine.Asked) -> None:
        """Ask which of several days is meant."""

        def settle(answer: str | None) -> None:
            if answer is not None:
                self.dismiss(DateAnswer(event.choices[int(answer)].day))

        options = [
            Option(str(number), choice.label, choice.remark)
            for number, choice in enumerate(event.choices)
        ]
        title = _("Which day is “{text}”?").format(text=event.line.value.strip())
        self.app.push_screen(ChoicePrompt(title, options), settle)

    def on_date_line_given(self, event: DateLine.Given) -> None:
        """Hand the day in."""
        self.dismiss(DateAnswer(event.day))


@dataclass(frozen=True, slots=True)
class Option:
    """One of several answers."""

    value: str
    label: str
    detail: str = ""


class OptionTarget(NamedTuple):
    """An answer to choose, in the row it is shown in."""

    value: str
    """The option's."""


class ChoicePrompt(Prompt[str]):
    """Asks for one of a few answers: by its number, or with the arrows and Enter."""

    WRITES = False  # what to see is chosen this way, too

    def __init__(
        self,
        title: str,
        options: Sequence[Option],
        *,
        value: str = "",
        hint: str = "",
        begins: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Make the prompt.

        Args:
            title: What is asked.
            options: The answers.
            value: The one that counts now.
            hint: What to press, where that is something else than usual.
            begins: Answers by the letters that begin them, for who types on without choosing.
        """
        super().__init__(title, hint or _("Enter: choose   1–9: at once   Esc: back"))
        self._options, self._value, self._begins = tuple(options), value, begins

    def compose_answer(self) -> Iterable[Widget]:
        """The options, numbered."""
        yield RowList(id="options")

    def on_mount(self) -> None:
        """Show the options, the present one under the cursor."""
        rows = [
            Row(
                str(number),
                f"{_digit(number)}  {option.label}",
                meta=option.detail,
                target=OptionTarget(option.value),
            )
            for number, option in enumerate(self._options, 1)
        ]
        listed = self.query_one(RowList)
        chosen = [n for n, option in enumerate(self._options, 1) if option.value == self._value]
        listed.show(rows, select=str(chosen[0]) if chosen else None)
        self.set_focus(listed)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Take the option under the cursor."""
        event.stop()
        match event.target:
            case OptionTarget(value):
                self.dismiss(value)

    def on_key(self, event: events.Key) -> None:
        """Take the option with the number typed."""
        if (number := _numbered(event.key, self._options)) is not None:
            event.stop()
            self.dismiss(self._options[number].value)
        elif (begun := self._begins.get(event.character or "")) is not None:
            event.stop()
            self.dismiss(begun)


def which_day(question: Question) -> ChoicePrompt:
    """The question a line asks; the answer is the number of one of its answers, from 0."""
    options = [Option(str(n), answer.label) for n, answer in enumerate(question.answers)]
    return ChoicePrompt(question.asked, options)


class TickPrompt(Prompt[tuple[str, ...]]):
    """Asks for several answers: Space or its number ticks one, Enter hands in."""

    def __init__(self, title: str, options: Sequence[Option], chosen: Iterable[str]) -> None:
        super().__init__(title, _("Enter: keep   Space or 1–9: tick   Esc: cancel"))
        self._options = tuple(options)
        self._chosen = set(chosen)
        self._begun = frozenset(self._chosen)

    @property
    def typed(self) -> bool:
        """See `Prompt`: ticks are like letters."""
        return self._chosen != self._begun

    def compose_answer(self) -> Iterable[Widget]:
        """The options with ticks."""
        yield RowList(id="options")

    def on_mount(self) -> None:
        """Show the options."""
        self._show()
        self.set_focus(self.query_one(RowList))

    def _show(self) -> None:
        rows = [
            Row(
                option.value,
                f"{_digit(number)}  {self._tick(option)} {option.label}",
                meta=option.detail,
                target=OptionTarget(option.value),
            )
            for number, option in enumerate(self._options, 1)
        ]
        self.query_one(RowList).show(rows)

    def _tick(self, option: Option) -> str:
        return "[x]" if option.value in self._chosen else "[ ]"

    def on_key(self, event: events.Key) -> None:
        """Tick or untick what the cursor is on, or what has the number typed."""
        listed = self.query_one(RowList)
        if (number := _numbered(event.key, self._options)) is not None:
            listed.select(self._options[number].value)
        elif event.key != "space":
            return
        event.stop()
        match listed.target:
            case OptionTarget(value):
                self._chosen ^= {value}
                self._show()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Hand in what is ticked, in the order shown."""
        event.stop()
        self.dismiss(tuple(o.value for o in self._options if o.value in self._chosen))


def _numbered(key: str, options: Sequence[Option]) -> int | None:
    """Which option a key is the number of, from 0; None for none."""
    at = _SIGNS.find(key) if len(key) == 1 else -1
    return at if 0 <= at < len(options) else None


def _digit(number: int) -> str:
    return _SIGNS[number - 1 : number] or " "
