"""Textual's Linux driver, made to survive what happens to a terminal on a shared server.

Textual 8.2.8 dies of an old-fashioned letter, is killed without clean-up when the connection is
lost, spins when the terminal is gone and SIGHUP ignored, and wakes ten times a second to look for
keys. This driver differs in four ways:

* input is decoded tolerantly and pastes are disarmed (`tui.decoder`);
* SIGTERM, SIGHUP, SIGINT and a vanished terminal all end the program in order, and at the latest
  after `LAST_SECONDS` by the kernel, should the program be stuck in output nobody reads;
* the reader sleeps until there is a key;
* stopping and continuing the process happen between two events, never in the middle of one.
"""

from __future__ import annotations

import contextlib
import contextvars
import os
import select
import signal
from typing import TYPE_CHECKING, Any, Final, Protocol, cast, runtime_checkable

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from tui.decoder import KeyDecoder, PasteFilter

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import TextIOWrapper

    from textual.app import App

LAST_SECONDS: Final = 3
"""How long an ordered exit may take before the kernel ends the process."""

ENDING_SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
"""The signals that ask the program to leave."""

_READ_SIZE: Final = 4096
# Just past the moment Textual's parser takes an Escape for the key of that name.
_ESCAPE_WAIT: Final = constants.ESCAPE_DELAY + 0.005


@runtime_checkable
class Departing(Protocol):
    """An application that wants to know that it is being ended from outside."""

    def depart(self, return_code: int) -> None:
        """Save what is being typed and exit."""


class TerminalOutput:
    """The terminal as a file for Textual's writer thread: UTF-8, and silent once it is gone.

    Writing goes past Python's text layer, so the locale has no say, and nothing is left in a
    buffer for the interpreter to trip over at exit.
    """

    def __init__(self, fileno: int, gone: Callable[[], None]) -> None:
        """Write to a descriptor.

        Args:
            fileno: The terminal.
            gone: Called once, in the writing thread, when it no longer takes output.
        """
        self._fileno = fileno
        self._gone = gone
        self._pending: list[str] = []
        self._closed = False

    def fileno(self) -> int:
        """The descriptor written to."""
        return self._fileno

    def write(self, text: str) -> int:
        """Keep the text until `flush`."""
        if not self._closed:
            self._pending.append(text)
        return len(text)

    def flush(self) -> None:
        """Send what was written; waits for as long as the terminal does not read."""
        data = memoryview("".join(self._pending).encode("utf-8", "replace"))
        self._pending.clear()
        try:
            while data and not self._closed:
                try:
                    data = data[os.write(self._fileno, data) :]
                except BlockingIOError:
                    # Some other program left the terminal non-blocking.
                    select.select([], [self._fileno], [])
        except OSError:
            self._closed = True
            self._gone()


class TerminalDriver(LinuxDriver):
    """The driver AMIS runs on; see the module for what it changes."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Take over the terminal's signals; called by Textual in the main thread."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # Textual writes to standard error; with `2>errors.log` the screen must not go there.
        output = TerminalOutput(2 if os.isatty(2) else 1, self._hang_up)
        self._file = cast("TextIOWrapper", output)
        # Callbacks asked for by a signal or a thread need Textual's idea of the active app.
        self._context = contextvars.copy_context()
        self._asleep = False
        self._leaving = False
        self._wake_reader, self._wake_writer = os.pipe()
        for number in ENDING_SIGNALS:
            signal.signal(number, self._on_ending_signal)

    # -- leaving

    def _on_ending_signal(self, number: int, _frame: object) -> None:
        return_code = 128 + number
        if self._loop.is_closed():
            raise SystemExit(return_code)
        self._leave(return_code)

    def _hang_up(self) -> None:
        """The terminal is gone. Runs in the reading or writing thread."""
        self._leave(128 + signal.SIGHUP)

    def _leave(self, return_code: int) -> None:
        # The event loop may be stuck writing to a terminal nobody reads: then nothing of ours
        # runs again, and only the kernel can end the process. SIGALRM's default action does.
        signal.alarm(LAST_SECONDS)
        with contextlib.suppress(RuntimeError):  # the loop has just closed
            self._loop.call_soon_threadsafe(self._depart, return_code, context=self._context)

    def _depart(self, return_code: int) -> None:
        if self._leaving:
            return
        self._leaving = True
        if isinstance(self._app, Departing):
            self._app.depart(return_code)
        else:
            self._app.exit(return_code=return_code)

    # -- stopping and continuing

    def _sigtstp_application(self, *_: object) -> None:
        if self._auto_restart:
            # In the middle of a write the output queue's lock is held: wait for a quiet moment.
            self._loop.call_soon_threadsafe(self._fall_asleep, context=self._context)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _fall_asleep(self) -> None:
        self._asleep = True
        self.suspend_application_mode()
        self._must_signal_resume = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._wake_up, context=self._context)

    def _wake_up(self) -> None:
        if self._asleep:
            self.resume_application_mode()
            # In the background (`bg`) the terminal is not ours yet; then fg continues us again.
            self._asleep = self._key_thread is None or not self._key_thread.is_alive()

    # -- the terminal's modes

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
            self._mouse_pixels = False
        super().stop_application_mode()

    def disable_input(self) -> None:
        """Stop reading keys; returns when the reader has stopped."""
        reader = self._key_thread
        if reader is not None and reader.is_alive():
            os.write(self._wake_writer, b".")
        super().disable_input()

    # -- reading

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # the thread's last door: into the crash report
            self._loop.call_soon_threadsafe(
                self._app._handle_exception, error, context=self._context
            )

    def run_input_thread(self) -> None:
        """Read keys until told to stop or the terminal is gone. Runs in its own thread."""
        keys = _Keys(self._debug, self.process_message)
        sources = [self.fileno, self._wake_reader]
        while True:
            # select, not poll: macOS does not poll terminals.
            ready, _, _ = select.select(sources, [], [], keys.patience)
            if self._wake_reader in ready:
                os.read(self._wake_reader, _READ_SIZE)
                return
            if not ready:
                keys.quiet()
                continue
            try:
                data = os.read(self.fileno, _READ_SIZE)
            except (BlockingIOError, InterruptedError):
                continue
            except OSError:
                data = b""
            if not data:
                self._hang_up()
                return
            keys.feed(data)


class _Keys:
    """From bytes to Textual's events."""

    def __init__(self, debug: bool, send: Callable[[Any], None]) -> None:
        self._debug = debug
        self._send = send
        self._decoder = KeyDecoder()
        self._pastes = PasteFilter()
        self._parser = XTermParser(debug)
        self._parsing = False

    @property
    def patience(self) -> float | None:
        """Seconds of silence after which `quiet` is due; None for no matter how long."""
        waits = [self._decoder.patience, _ESCAPE_WAIT if self._parsing else None]
        return min((wait for wait in waits if wait is not None), default=None)

    def feed(self, data: bytes) -> None:
        """Bytes arrived."""
        self._parse(self._decoder.feed(data))

    def quiet(self) -> None:
        """Nothing arrived for `patience` seconds: a lone Escape is the Escape key."""
        if self._parsing:
            self._parsing = False
            for event in self._parser.tick():
                self._send(event)
        else:
            self._parse(self._decoder.quiet())

    def _parse(self, text: str) -> None:
        text = self._pastes.feed(text)
        if not text:
            # An empty string would mean the end of the input to Textual's parser.
            return
        for letter in text:
            try:
                for event in self._parser.feed(letter):
                    self._send(event)
            except (ValueError, OverflowError, RuntimeError):
                # A sequence that makes no sense, such as a key with an impossible number. One
                # letter at a time, so that what was typed after it is not lost with it.
                self._parser = XTermParser(self._debug)
        self._parsing = True
