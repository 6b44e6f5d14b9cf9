"""What is seen first: the top line and the bottom line, drawn before anything slow is loaded.

Nothing of the document is in it: that is not read yet. The program then takes the screen over as
it is, without entering it a second time; whoever cannot open the document gives it back first.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from data.i18n import _
from screens import PARTS
from screens.drawing.grid import LEFT
from screens.drawing.masthead import top_line
from tui.terminal import is_utf_8, read_profile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.surroundings import Surroundings
    from tui.terminal import Colours, TerminalProfile

ENTER: Final = "\x1b[?1049h"
"""Enters the alternate screen."""
_LEAVE: Final = "\x1b[0m\x1b[?25h\x1b[?1049l"
_HIDE_CURSOR: Final = "\x1b[?25l"
_PLAIN: Final = "\x1b[0m"
_NARROWEST: Final = 60
_FLATTEST: Final = 10
"""Columns and rows there are to be at least."""

PALETTE: Final[dict[str, dict[str, tuple[str, int]]]] = {
    "dark": {
        "background": ("#14181a", 233),
        "panel": ("#22292c", 235),
        "text-muted": ("#9aa9ac", 247),
        "text-accent": ("#9cc8da", 152),
    },
    "light": {
        "background": ("#fafafa", 231),
        "panel": ("#e6eaea", 254),
        "text-muted": ("#515c5f", 240),
        "text-accent": ("#1d566c", 23),
    },
}
"""Colours of the themes, and those of 256 that stand for them."""


class Prelude:
    """The first picture of the program that runs in this process, for as long as it stands."""

    def __init__(self) -> None:
        self._out = -1
        """Where it was drawn; below zero when it does not stand."""
        self._line: list[Any] | None = None
        """How the terminal's line was set before."""
        self._handlers: dict[int, Any] = {}
        """What signals that end or stop a process did before."""

    def draw(self, around: Surroundings) -> None:
        """Draw it where it can be, and where there is a document to open."""
        profile = read_profile(
            around.environ,
            input_is_terminal=os.isatty(0),
            output_is_terminal=os.isatty(1),
        )
        # What is read aloud is not read twice.
        if not profile.usable or profile.linear or not is_utf_8(profile.charset):
            return
        if not isinstance(around.place, Path) or not around.place.is_file():
            return
        out = 2 if os.isatty(2) else 1  # as the driver has it
        try:
            columns, rows = _size(around.environ, out)
            if columns < _NARROWEST or rows < _FLATTEST:
                return  # nor where the lines have no room, or nobody knows how much there is
            self._hold(out)
            os.write(out, picture(profile, columns, rows).encode())
        except OSError:
            self.give_back()

    def _hold(self, out: int) -> None:
        """Keep what is typed for the program, unseen, and give it back whatever happens."""
        import signal
        import termios

        def end(number: int, _frame: object) -> None:
            raise SystemExit(128 + number)

        self._out = out
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is signal.SIG_DFL:
                self._handlers[number] = signal.signal(number, end)
        if signal.getsignal(signal.SIGTSTP) is signal.SIG_DFL:
            # A stopped program would leave the shell in this picture.
            self._handlers[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        with suppress(termios.error):
            line = termios.tcgetattr(0)
            self._line = [*line]
            # Enter is to come as it is typed; Ctrl+C still ends the program.
            line[0] &= ~termios.ICRNL
            line[3] &= ~(termios.ECHO | termios.ICANON)
            termios.tcsetattr(0, termios.TCSANOW, line)

    def hand_over(self) -> tuple[bool, list[Any] | None]:
        """The program takes the screen, and has its own handlers of signals by now.

        Returns:
            Whether it has been entered already, and how the terminal's line was set before.
        """
        handed = self._out >= 0, self._line
        self._out, self._line, self._handlers = -1, None, {}
        return handed

    def give_back(self) -> None:
        """Leave the terminal as it was, if the program has not taken it."""
        if self._out < 0:
            return
        import signal
        import termios

        handlers = self._handlers
        stands, line = self._out, self.hand_over()[1]
        with suppress(OSError, termios.error):  # it may be gone
            os.write(stands, _LEAVE.encode())
            if line is not None:
                termios.tcsetattr(0, termios.TCSANOW, line)
        for number, handler in handlers.items():
            signal.signal(number, handler)


def picture(profile: TerminalProfile, columns: int, rows: int) -> str:
    """What is drawn: the top line with the names of the parts, the bottom line without keys.

    Args:
        profile: What the terminal can do.
        columns: Its width.
        rows: Its height.
    """
    ground, panel, here = _styles(profile)
    line = top_line(columns)
    top, used = " " * line.before(), line.before()
    for text, is_here in line.pieces(PARTS[0].name):
        top += f"{here}{text}{_PLAIN}{panel}" if is_here else text
        used += len(text)
    top += " " * max(columns - used, 0)
    opening = f"\x1b[{rows - 1};1H{ground}{' ' * LEFT}{_('Opening …')}"
    bottom = f"\x1b[{rows};1H{panel}{' ' * columns}"
    drawn = f"\x1b[1;1H{panel}{top}{_PLAIN}{opening}{_PLAIN}{bottom}{_PLAIN}"
    return f"{ENTER}{_HIDE_CURSOR}{ground}\x1b[2J{drawn}\x1b[H"


def _styles(profile: TerminalProfile) -> tuple[str, str, str]:
    """What switches on the colours of the ground, of the two lines, and of the part one is in."""
    if profile.theme == "ansi":
        return _PLAIN, _PLAIN, "\x1b[1;4m"
    colours = {name: _code(each, profile.colours) for name, each in PALETTE[profile.theme].items()}
    muted = f"38;{colours['text-muted']}"
    on_panel = f"48;{colours['panel']}"
    return (
        f"\x1b[{muted};48;{colours['background']}m",
        f"\x1b[{muted};{on_panel}m",
        f"\x1b[1;4;38;{colours['text-accent']};{on_panel}m",
    )


def _code(colour: tuple[str, int], colours: Colours) -> str:
    """How a terminal is told a colour."""
    hexadecimal, number = colour
    if colours != "truecolor":
        return f"5;{number}"
    return "2;" + ";".join(str(byte) for byte in bytes.fromhex(hexadecimal[1:]))


PRELUDE: Final = Prelude()
"""The one of this process."""


def _size(environ: Mapping[str, str], out: int) -> tuple[int, int]:
    """Columns and rows, from the variables first, as Textual has it."""
    found = os.get_terminal_size(out)
    columns, rows = (environ.get(name, "") for name in ("COLUMNS", "LINES"))
    return (
        int(columns) if columns.isdigit() and int(columns) else found.columns,
        int(rows) if rows.isdigit() and int(rows) else found.lines,
    )
