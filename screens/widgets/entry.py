"""Where text is typed: a line that grows, kept on disk while it is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from data.dataclass import dataclass
from data.text import clean_lines
from screens.keys.names import letter_of
from screens.widgets.line_drafts import HandedIn, LineDrafts

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.timer import Timer

    from data.own.drafts import Drafts

PAUSE: Final = 0.4
"""Seconds without a key after which what is typed is put on disk."""

Completion = tuple[str, int]
"""A whole text and the cursor's place in it."""


Standing = tuple[str, Selection]
"""A text, and what is selected in it: an empty selection is the cursor."""


class Entry(TextArea):
    """A line that may grow: Enter hands it in, Ctrl+J begins a new line, Tab completes.

    With drafts and a place, what is typed is kept on disk whenever typing pauses, and is there
    again after a lost connection.
    """

    DEFAULT_CSS = """
    Entry {
        height: auto; max-height: 6; min-height: 1;
        border: none; padding: 0; background: transparent;
        & .text-area--cursor-line { background: transparent; }
        & .text-area--placeholder { color: $text-muted; }
        &:light .text-area--cursor {
            color: $input-cursor-foreground; background: $input-cursor-background;
        }
        &:focus { border: none; }
    }
    """

    @dataclass
    class Submitted(Message):
        """Enter was pressed."""

        entry: Entry
        text: str

        @property
        def control(self) -> Entry:
            """The entry."""
            return self.entry

    def __init__(
        self,
        text: str = "",
        *,
        drafts: Drafts | None = None,
        place: str = "",
        complete: Callable[[str, int, int], Completion | None] | None = None,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(
            text,
            soft_wrap=True,
            show_line_numbers=False,
            compact=True,
            highlight_cursor_line=False,
            placeholder=placeholder,
            id=id,
        )
        self._drafts, self._place = LineDrafts(drafts), place
        self._given_back: list[HandedIn] = []
        """What could not be saved while something else was being typed here."""
        self._begun = self.text
        """What stands there from the start, which is no draft."""
        self._complete = complete
        self._turn = 0
        self._before: Completion | None = None
        self._timer: Timer | None = None
        self.cursor_blink = False
        self.several: Callable[[tuple[str, ...]], None] | None = None
        """Told of the lines that stand here after several were pasted; None where they are text."""

    @property
    def place(self) -> str:
        """What the draft belongs to."""
        return self._place

    @property
    def unsaved(self) -> bool:
        """Whether something else is typed than what stood there from the start."""
        return bool(self.text.strip()) and self.text != self._begun

    @property
    def returned(self) -> bool:
        """Whether something came back from a save and found no room."""
        return bool(self._given_back)

    @property
    def waits(self) -> bool:
        """Whether something is typed here, or came back from a save, that is not kept."""
        return bool(self.text.strip() or self._given_back)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """What types a sign is no key to be told of meanwhile."""
        return super().check_consume_key(key, letter_of(key, character))

    def on_mount(self) -> None:
        """Bring back what was being typed, and put the cursor at the end."""
        self._restore()

    def begin(self, place: str, text: str = "") -> None:
        """Start on a new text that belongs to `place`; an unfinished draft of it comes first."""
        self._drafts.leave(self._place, self._typed, kept=self.keep())
        self._given_back.clear()
        self._place = place
        self.load_text(text)
        self._begun = self.text
        self._restore()

    def _restore(self) -> None:
        draft = self._drafts.load(self._place)
        if draft.strip():
            self.load_text(draft)
        self.move_cursor(self.document.end)

    @property
    def _typed(self) -> str:
        """What a draft is kept of, with what came back from a save and found no room."""
        returned = [handed.text for handed in self._given_back]
        return "\n".join([*returned, *([self.text] if self.unsaved else [])])

    def keep(self) -> bool:
        """Put what is typed on disk now; whether something is kept."""
        self._stop_timer()
        return self._drafts.keep(self._place, self._typed)

    def _keep_meanwhile(self) -> None:
        """Put what is typed on disk while typing can go on."""
        self._stop_timer()
        self._drafts.keep_soon(self._place, self._typed)

    def hand_in(self) -> HandedIn:
        """Empty the line: its text belongs to its save now, and the line to what is typed next."""
        self._stop_timer()
        text = clean_lines(self.text)
        handed = self._drafts.hand_in(self._place, text, typed=self.unsaved)
        self._begun = ""
        self.load_text("")
        return handed

    def saved(self, handed: HandedIn) -> None:
        """A text that was handed in is safe: forget its draft."""
        here = handed.place == self._place
        self._drafts.saved(handed, self._typed if here else None)

    def give_back(self, handed: HandedIn) -> None:
        """A text that was handed in could not be saved: it stands in the line again.

        While something else is typed there, it waits for `take_back`.
        """
        if handed.place != self._place or not self.is_attached:
            self._drafts.give_back(handed)
            return
        self._given_back.append(handed)
        if not self.text.strip():
            self.take_back()
        self._drafts.saved(handed, self._typed)

    def take_back(self) -> bool:
        """Put the first text that could not be saved into the line; whether there is one."""
        if not self._given_back:
            return False
        self.load_text(self._given_back.pop(0).text)
        self.move_cursor(self.document.end)
        return True

    def standing(self) -> Standing:
        """What stands here, and where the cursor is in it."""
        return self.text, self.selection

    def stand(self, standing: Standing) -> None:
        """Let that stand here again."""
        text, selection = standing
        self.load_text(text)
        self.selection = selection

    def finish(self) -> None:
        """The text is handed in and safe: empty the line and forget the draft."""
        self._stop_timer()
        self._begun = ""
        self.load_text("")
        self._drafts.keep(self._place, "")

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def on_text_area_changed(self) -> None:
        """Wait for a pause in the typing."""
        self._stop_timer()
        if self._drafts.kept and self._place:
            self._timer = self.set_timer(PAUSE, self._keep_meanwhile)

    def on_unmount(self) -> None:
        """Nothing typed is lost when the line goes away."""
        if self.unsaved:
            self.keep()
        else:
            self._keep_meanwhile()

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted lines as text; a break at the end of what was copied is no line."""
        event.stop()
        event.prevent_default()
        text = clean_lines(event.text).strip("\n")
        self.replace(text, *self.selection)
        lines = tuple(line.strip() for line in self.text.split("\n") if line.strip())
        if "\n" in text and len(lines) > 1 and self.several is not None:
            self.several(lines)

    def on_key(self, event: events.Key) -> None:
        """Hand in, complete, begin a line; Textual's own handler has all other keys after this."""
        if event.key == "tab" and self._complete is not None:
            event.stop()
            event.prevent_default()
            self._next_completion()
            return
        self._turn, self._before = 0, None
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted(self, clean_lines(self.text)))
            return
        if event.key == "ctrl+j":
            event.stop()
            event.prevent_default()
            self.insert("\n")

    def _next_completion(self) -> None:
        """Complete the word at the cursor; again, the next candidate for the same word."""
        if self._complete is None:
            return
        if self._before is None:
            self._before = (self.text, self._offset())
        text, cursor = self._before
        completion = self._complete(text, cursor, self._turn)
        if completion is None:
            self._turn, self._before = 0, None
            return
        self._turn += 1
        whole, at = completion
        self.load_text(whole)
        before = whole[:at].split("\n")
        self.move_cursor((len(before) - 1, len(before[-1])))

    def _offset(self) -> int:
        row, column = self.cursor_location
        return sum(len(line) + 1 for line in self.text.split("\n")[:row]) + column
