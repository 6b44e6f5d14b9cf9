"""The three lines every screen has: where you are, what happened, which keys there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from data.i18n import _
from screens import PARTS
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.drawing.grid import LEFT, line_room
from screens.drawing.linear import LeadsReader, linear
from screens.drawing.masthead import LEAST, top_line
from screens.keys.names import key_name
from screens.widgets.hints import stretches

if TYPE_CHECKING:
    from collections.abc import Sequence


_SAVED: Final = 10
"""Cells of the time of a save."""

HELP: Final = "question_mark"
"""The key that is always shown."""

OUT: Final = "escape"
"""The key that is always shown where it is the way out."""


class Masthead(Static):
    """The top line: the workplace, and the parts with their number keys."""

    DEFAULT_CSS = """
    Masthead { height: 1; background: $panel; color: $text-muted; padding: 0 1 0 0; }
    Masthead:ansi { background: ansi_default; text-style: none; }
    Masthead.-past { background: $warning; color: $background; }
    Masthead.-past:ansi { background: ansi_default; color: ansi_default; text-style: reverse; }
    """

    _drawn: tuple[str, str, int, str] | None = None

    def tell(self, workplace: str, part: str, past: str = "") -> None:
        """Show where the user is; drawn only when that is another place.

        Args:
            workplace: Its name.
            part: The name of the part in sight.
            past: The moment that is looked back at; empty today. No other line looks like it.
        """
        width = line_room(self.app.size.width)
        if (workplace, part, width, past) == self._drawn:
            return
        self._drawn = (workplace, part, width, past)
        self.set_class(bool(past), "-past")
        if past:
            self._tell_past(past, part, width)
            return
        line = top_line(self.app.size.width)
        lead, room = line.lead, line.room
        # Where it is narrow the workplace says more than the program's name.
        if cell_len(workplace) > room >= LEAST:
            # Of a name that is cut, two cells more say more than the air before them.
            lead, room = "", room + len(lead)
        named = f"AMIS  {workplace}".rstrip()
        left = safe.fit(named if cell_len(named) <= room else workplace, room, glyphs().ellipsis)
        pieces: list[str | tuple[str, str]] = [lead]
        pieces += [(left, "bold"), "  "] if room >= LEAST else []
        here = "bold underline" if self.app.native_ansi_color else "bold underline $text-accent"
        pieces += [(name, here if is_here else "") for name, is_here in line.pieces(part)]
        self.update(Content.assemble(*pieces))

    def _tell_past(self, past: str, part: str, width: int) -> None:
        """The moment instead of the workplace and the other parts; their keys still lead there."""
        here = next((f"{each.key} {_(each.title)}" for each in PARTS if each.name == part), "")
        told = _("AS IT WAS {moment}").format(moment=past)
        back = _("q: today")
        room = max(width - cell_len(here) - cell_len(back) - 4, 0)
        told = safe.fit(told, room, glyphs().ellipsis)
        look = "bold underline"
        way = [(each.text, "bold" if each.key else "") for each in stretches(back)]
        self.update(Content.assemble(" " * LEFT, (told, "bold"), "  ", (here, look), "  ", *way))


class StatusLine(Static):
    """The line above the keys: what just happened, whether all is saved, who else is here.

    News stays until something newer comes: nothing is only said in passing. An alert that is longer
    than the line takes the lines it needs, since its end says what to do; so does a file's name.
    """

    DEFAULT_CSS = """
    StatusLine { height: auto; min-height: 1; max-height: 4; padding: 0 1 0 2; color: $text-muted; }
    StatusLine:ansi { color: ansi_default; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._news = ""
        self.said = 0
        """How often something was said: the same words may be said again."""
        self._alert = self._whole = False
        self._state = self._others = ""
        self._drawn: tuple[str, bool, bool, str, str, int] | None = None
        self._height = 0
        """Lines above the last one."""

    def say(self, news: str, *, alert: bool = False, whole: bool = False) -> None:
        """Tell what happened; an alert is something the user should act on, and is told whole."""
        self._news, self._alert, self._whole = news, alert, alert or whole
        self.said += 1
        self._draw()
        if linear() and isinstance(self.app, LeadsReader):
            self.app.reader.lead_soon()

    def unsay(self, news: str) -> None:
        """Tell no longer what is not so any more, where nothing newer has come."""
        if news and self._news == news:
            self.say("")

    @property
    def alerts(self) -> bool:
        """Whether it was something the user should act on."""
        return self._alert

    @property
    def news(self) -> str:
        """What was said last."""
        return self._news

    @property
    def cut(self) -> bool:
        """Whether there is more of it than can be seen."""
        return not self._whole and cell_len(safe.one_line(self._news)) > self.room

    @property
    def room(self) -> int:
        """Cells there are for news that take one line, once the save is told beside them."""
        return max(line_room(self.app.size.width) - max(cell_len(self._state), _SAVED) - 1, 0)

    def tell(self, state: str, others: str = "") -> None:
        """Show whether all is saved, and who else is here where the news leave room for it."""
        self._state, self._others = state, others
        self._draw()

    def on_resize(self) -> None:
        """Fit the new width."""
        self._draw()

    def _draw(self) -> None:
        width = line_room(self.app.size.width)
        drawn = (self._news, self._alert, self._whole, self._state, self._others, width)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        lead = f"{glyphs().alert} " if self._alert else ""
        state = self._beside(cell_len(lead + safe.one_line(self._news)), width)
        room = max(width - cell_len(state) - 1, 0)
        style = "bold $text-error" if self._alert else "$text"
        *above, last = self._lines(lead + safe.one_line(self._news), width, room)
        pieces = [(f"{line}\n", style) for line in above]
        news = safe.fit(last, room, glyphs().ellipsis)
        # The layout is worked out anew only when the number of lines is another.
        layout, self._height = len(above) != self._height, len(above)
        self.update(Content.assemble(*pieces, (news, style), " ", state), layout=layout)

    def _beside(self, news: int, width: int) -> str:
        """What stands beside news of so many cells: they are never cut by who is here."""
        state = safe.cut(self._state, width, glyphs().ellipsis)
        both = f"{self._others}  {state}".rstrip() if self._others else state
        return both if news + 1 + cell_len(both) <= width else state

    def _lines(self, text: str, width: int, room: int) -> list[str]:
        """The lines of the news; the last is at most `room` cells where that can be."""
        if not self._whole or cell_len(text) <= room:
            return [text]
        lines = safe.wrap(text, width)
        return lines if cell_len(lines[-1]) <= room else [*lines, ""]


class KeyBar(Static):
    """The bottom line: the keys that matter here, as many as fit, help always among them."""

    DEFAULT_CSS = """
    KeyBar { height: 1; padding: 0 1 0 2; background: $panel; color: $text-muted; }
    KeyBar:ansi { background: ansi_default; color: ansi_default; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[object, ...] | None = None

    def tell(self, hints: Sequence[tuple[str, str, bool]], *, ends: str = "") -> None:
        """Show keys.

        Args:
            hints: Name, label (a message id) and whether the key can act now.
            ends: The key of the way out, which is shown however many there are.
        """
        width = line_room(self.app.size.width)
        drawn = (tuple(hints), width)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        named = [(key_name(key), _(label), able) for key, label, able in hints]
        # Help has its place at the end of the line however many keys there are; so has the way out.
        kept = {key: hint for hint, (key, _l, _a) in zip(named, hints, strict=True)}
        last, out = kept.get(HELP), kept.get(ends)
        room = width - sum(self._cells(each) + 2 for each in (last, out) if each)
        pieces: list[str | tuple[str, str]] = []
        unable = "dim" if self.app.native_ansi_color else "$text-disabled"
        used = 0
        for hint in named:
            size = self._cells(hint)
            if hint is out:
                room += size + 2
            if hint is not last and used + size <= room:
                pieces += self._pieces(hint, unable)
                used += size + 2
        if last:
            pieces += [" " * max(width - used - self._cells(last), 0), *self._pieces(last, unable)]
        self.update(Content.assemble(*pieces))

    @staticmethod
    def _cells(hint: tuple[str, str, bool]) -> int:
        return cell_len(hint[0]) + 1 + cell_len(hint[1])

    @staticmethod
    def _pieces(hint: tuple[str, str, bool], unable: str) -> list[str | tuple[str, str]]:
        name, text, able = hint
        return [(name, "bold" if able else unable), (f" {text}", "" if able else unable), "  "]
