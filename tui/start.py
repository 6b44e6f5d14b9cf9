"""What must happen before Textual is imported, and how it is."""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, MutableMapping


class _FirstFrame:
    """What is known of the first frame of the program that runs in this process."""

    awaited = False
    """Whether it is still to come, and garbage is not collected until then."""
    usual: tuple[int, int, int] | None = None
    """How seldom garbage is looked for once it is there; None where that was not changed."""


_first_frame = _FirstFrame()


def make_ready(environ: MutableMapping[str, str]) -> None:
    """Set the variables Textual reads at import, and take away those it must not see.

    Args:
        environ: The process's environment (`os.environ`), changed in place.
    """
    # Not for the verbs, which know no terminal.
    from tui.terminal import developer_switches, prepare

    for name in developer_switches(environ):
        del environ[name]
    environ.update(prepare(environ))
    _leave_openssl_out()
    _load_textual()


def _leave_openssl_out() -> None:
    """Import asyncio as where Python has no OpenSSL: its connections are never made here.

    OpenSSL would be a thirtieth of the start and a megabyte. Whoever imports `ssl` later gets it.
    """
    if "ssl" in sys.modules:
        return
    unavailable: Any = None  # what makes an import fail
    sys.modules["ssl"] = unavailable
    try:
        import asyncio  # noqa: F401 - loaded for those who import it later
    finally:
        del sys.modules["ssl"]


def _load_textual() -> None:
    """Import Textual without what it does not need before somebody asks for it.

    Its palette and what that imports (the file tree, all fields) would be a fourteenth of the
    start. All it wants of `typing_extensions` is in `typing` by now.
    """
    import typing

    from tui.late import loaded_later, taken_for

    with loaded_later(*LATE), taken_for("typing_extensions", typing):
        import textual.app  # for those who import it later
        import textual.drivers.linux_driver  # noqa: F401 - likewise


LATE: Final = (
    "textual.command",
    "textual.canvas",
    "platformdirs",
    "mimetypes",
    "rich.table",
    "rich.text",
    "rich.panel",
    "rich.markup",
    "uuid",
    "difflib",
    "decimal",
)
"""What Textual imports and first uses in a palette, for a file it delivers, in a message.

What is drawn is made of its own `Content`, not of the texts and panels of Rich.
"""


def speak_to_all(environ: Mapping[str, str]) -> None:
    """Write UTF-8, and to a terminal from before it the letters that it has.

    Python follows the locale in files and pipes, too, and sends escapes for what is lacking. A
    broken letter becomes a question mark.

    Args:
        environ: The environment variables, whose locale says what a terminal shows.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, TextIOWrapper):
            continue
        encoding, errors = "utf-8", "replace"
        if stream.isatty():
            encoding, errors = terminal_encoding(environ)
        stream.reconfigure(encoding=encoding, errors=errors)


def terminal_encoding(environ: Mapping[str, str]) -> tuple[str, str]:
    """The codec and the error handler for what is written to the terminal."""
    from tui.terminal import is_utf_8, locale_charset

    charset = locale_charset(environ)
    if is_utf_8(charset):
        return "utf-8", "replace"
    # Not for the many whose terminal speaks UTF-8.
    from tui.letters import OF_THE_TERMINAL, spoken

    encoding = spoken(charset)
    return encoding, "replace" if encoding == "utf-8" else OF_THE_TERMINAL


@contextmanager
def quick_start() -> Iterator[None]:
    """Run a program whose first frame is not interrupted by garbage collection.

    Importing and composing make objects that all stay; looking through them for garbage costs a
    tenth of the start. The collector is off until `first_frame_shown` is called, at the latest to
    the end of the block.
    """
    was_on = gc.isenabled()
    gc.disable()
    _first_frame.awaited = True
    try:
        yield
    finally:
        _first_frame.awaited = False
        if was_on:
            gc.enable()


@contextmanager
def seldom_collected(*, to_the_end: bool = False) -> Iterator[None]:
    """Run something during which garbage is looked for a hundred times more seldom.

    A verb makes objects that stay until it ends, and so does the program until its first frame,
    from which on it is looked for as usual; looking through them again and again while they are
    loaded costs a tenth of it.

    Args:
        to_the_end: The process ends with it: what is there is not looked through once more, as
            Python would twice before it takes everything apart.
    """
    before = _first_frame.usual = gc.get_threshold()
    gc.set_threshold(before[0] * 100, *before[1:])
    try:
        yield
    finally:
        _first_frame.usual = None
        if to_the_end:
            gc.freeze()
        gc.set_threshold(*before)


def first_frame_shown() -> None:
    """The first frame is out: collect garbage from now on, but not what start-up made."""
    if _first_frame.awaited:
        _first_frame.awaited = False
        gc.freeze()
        if _first_frame.usual is not None:
            gc.set_threshold(*_first_frame.usual)
        gc.enable()


def without_collecting() -> Callable[[], None]:
    """Look for no garbage until the function that is returned is called, as often as one likes.

    A part that is visited for the first time makes objects that stay, as the start does.
    """
    if not gc.isenabled():
        return lambda: None
    gc.disable()
    return gc.enable
