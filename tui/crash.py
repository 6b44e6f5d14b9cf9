"""When the program breaks: a report that names places in the code, and never a word of anyone's.

Textual prints the traceback with the values of local variables. Here those are people's working
conditions and conflicts. The report holds types, modules, functions, line numbers and versions;
not messages, not values, not source lines, not paths.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from data.i18n import _

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType
    from typing import Any

MOST_REPORTS: Final = 5
"""Older reports than these are removed when one is written."""

_MOST_FRAMES: Final = 60
_MOST_LINKS: Final = 10
_REPORT: Final = re.compile(r"crash-[0-9]{8}-[0-9]{6}-[0-9]+\.txt", re.ASCII)


def describe(error: BaseException, when: datetime, version: str) -> str:
    """The report.

    Args:
        error: What was raised.
        when: The time, aware.
        version: The program's version.
    """
    import platform  # looks for much of the system when it is loaded

    lines = [
        f"amis {version}",
        f"time {when.astimezone(UTC).isoformat(timespec='seconds')}",
        f"python {platform.python_version()} on {platform.system()} {platform.machine()}",
    ]
    textual = sys.modules.get("textual")
    if textual is not None:
        lines.append(f"textual {getattr(textual, '__version__', '?')}")
    for depth, (relation, link) in enumerate(_chain(error)):
        if depth == _MOST_LINKS:
            lines.append("\n...")
            break
        lines += ["", f"{relation}{_type_name(link)}", *_frames(link.__traceback__)]
    return "\n".join(lines) + "\n"


def write_report(error: BaseException, folder: Path, when: datetime, version: str) -> Path | None:
    """Write the report to a file only the user can read.

    Args:
        error: What was raised.
        folder: The user's state folder; made if missing.
        when: The time, aware.
        version: The program's version.

    Returns:
        The file, or None when the disk refuses.
    """
    # Not before something breaks: the verbs begin with this module.
    from data.own.files import write_whole
    from data.own.folders import own_folder
    from data.store.errors import StoreError

    stamp = when.astimezone(UTC).strftime("%Y%m%d-%H%M%S")
    try:
        path = folder / f"crash-{stamp}-{os.getpid()}.txt"
        text = describe(error, when, version)
        with own_folder(folder, make=True) as held:
            write_whole(held, path.name, text.encode("utf-8", "replace"))
            _forget_old(held)
    except (OSError, StoreError):
        return None
    return path


def sentence(path: Path | None, *, saved: bool) -> str:
    """What the user is told, in one plain paragraph.

    Args:
        path: The report, if it could be written.
        saved: Whether what was being typed is kept as a draft.
    """
    parts = [_("AMIS has stopped because of an error in the program.")]
    if saved:
        parts.append(_("What you typed is saved as a draft."))
    if path is not None:
        parts.append(
            _("A report without any of your text is in {path}").format(path=_printable(path))
        )
    return " ".join(parts)


def _chain(error: BaseException) -> list[tuple[str, BaseException]]:
    """The error and those behind it, each once: its cause or context, and a group's parts."""
    visited: set[int] = set()
    chain: list[tuple[str, BaseException]] = []
    todo: list[tuple[str, BaseException]] = [("", error)]
    while todo and len(chain) <= _MOST_LINKS:
        relation, link = todo.pop(0)
        if id(link) in visited:
            continue
        visited.add(id(link))
        chain.append((relation, link))
        if link.__cause__ is not None:
            todo.append(("caused by ", link.__cause__))
        elif link.__context__ is not None and not link.__suppress_context__:
            todo.append(("while handling ", link.__context__))
        if isinstance(link, BaseExceptionGroup):
            todo += [("one of a group ", part) for part in link.exceptions]
        # Textual wraps what a worker raised.
        inner = getattr(link, "error", None)
        if isinstance(inner, BaseException):
            todo.append(("wrapping ", inner))
    return chain


def _type_name(error: BaseException) -> str:
    kind = type(error)
    number = f" errno {error.errno}" if isinstance(error, OSError) and error.errno else ""
    return f"{kind.__module__}.{kind.__qualname__}{number}"


def _frames(traceback: TracebackType | None) -> list[str]:
    lines: list[str] = []
    while traceback is not None:
        frame = traceback.tb_frame
        module = frame.f_globals.get("__name__", "?")
        lines.append(f"  {module}:{traceback.tb_lineno} {frame.f_code.co_name}")
        traceback = traceback.tb_next
    if len(lines) > _MOST_FRAMES:
        half = _MOST_FRAMES // 2
        lines[half:-half] = ["  ..."]
    return lines


def _forget_old(folder: int) -> None:
    from data.store.system import OS

    with contextlib.suppress(OSError):
        reports = [name for name in OS.listdir(folder) if _REPORT.fullmatch(name)]
        for old in reports[:-MOST_REPORTS]:
            OS.unlink(old, dir_fd=folder)


def _printable(path: Path) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in str(path))


class Breakdown:
    """What is done, once, when the program is ended from outside or breaks.

    What is being typed is rescued, a report is written, and there is a sentence to show when the
    screen is gone. It knows no Textual: the report must be writable when that cannot be imported.
    """

    def __init__(
        self, rescue: Callable[[], bool], state_folder: Path | None, version: Callable[[], str]
    ) -> None:
        """Be ready.

        Args:
            rescue: Keeps what is being typed, and returns whether there was anything.
            state_folder: Where reports go; None writes none.
            version: Gives the program's version; asked only for a report, since it takes time.
        """
        self._rescue = rescue
        self._state_folder = state_folder
        self._version = version
        self._rescued: bool | None = None
        self.sentence = ""
        """What the user is to be told; empty while nothing has broken."""

    def rescue_once(self) -> bool:
        """Rescue unless that has been done; a failure in it counts as nothing saved."""
        if self._rescued is None:
            self._rescued = False
            with contextlib.suppress(Exception):
                self._rescued = self._rescue()
        return self._rescued

    def report(self, error: BaseException) -> Path | None:
        """Write a report of the error; the program may go on."""
        if self._state_folder is None:
            return None
        return write_report(error, self._state_folder, datetime.now(UTC), self._version())

    def take(self, error: Exception) -> None:
        """Rescue, report, and have the sentence ready: for the first error only."""
        if not self.sentence:
            saved = self.rescue_once()
            self.sentence = sentence(self.report(error), saved=saved)

    def take_stray(self, _loop: AbstractEventLoop, context: dict[str, Any]) -> None:
        """Report an error of a task nobody waited for, as asyncio's exception handler.

        asyncio would print its message, which may quote someone's text, when the program ends.
        """
        error = context.get("exception")
        if isinstance(error, BaseException):
            self.report(error)

    def tell(self) -> None:
        """Show the sentence, if there is one, on the terminal that is the shell's again."""
        if self.sentence:
            print_line(self.sentence)


def print_line(text: str) -> None:
    """Write a line where the user sees it, whatever standard error is connected to."""
    error, output = sys.__stderr__, sys.__stdout__
    with contextlib.suppress(OSError, ValueError):
        streams = [stream for stream in (error, output) if stream is not None]
        stream = next((stream for stream in streams if stream.isatty()), error)
        if stream is not None:
            stream.write(text + "\n")
            stream.flush()
