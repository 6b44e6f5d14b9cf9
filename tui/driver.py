"""Textual's Linux driver, made to survive what happens to a terminal on a shared server.

Textual 8.2.8 dies of an old-fashioned letter, is killed without clean-up when the connection is
lost, spins when the terminal is gone and SIGHUP ignored, and wakes ten times a second to look for
keys. This driver differs in these ways:

* input is decoded tolerantly, pastes are disarmed (`tui.decoder`), and the pieces of an escape
  sequence may come late (`tui.sequences`);
* SIGTERM, SIGHUP, SIGINT and a vanished terminal all end the program in order, and at the latest
  after `LAST_SECONDS` by the kernel, should the program be stuck in output nobody reads;
* the reader sleeps until there is a key;
* stopping and continuing the process happen between two events, never in the middle of one.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import os
import select
import signal
import time
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from textual import events

from screens.drawing.linear import linear
from screens.frame.type_ahead import EscapeStands, LoneEscape, SequenceRest
from tui.decoder import KeyDecoder, PasteFilter
from tui.prelude import ENTER, PRELUDE
from tui.sequences import Kind, Sequences
from tui.sgr import thrifty
from tui.start import terminal_encoding
from tui.textual_private import OpenDriver, XTermParser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from textual.app import App

LAST_SECONDS: Final = 3
"""How long an ordered exit may take before the kernel ends the process."""

ENDING_SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
"""The signals that ask the program to leave."""

_READ_SIZE: Final = 4096


@runtime_checkable
class Departing(Protocol):
    """An application that wants to know that it is being ended from outside."""

    def depart(self, return_code: int) -> None:
        """Save what is being typed and exit."""

    def fail(self, error: Exception) -> None:
        """End because of an error of a thread."""


class TerminalOutput:
    """The terminal as a file for Textual's writer thread, silent once it is gone.

    Writing goes past Python's text layer, so nothing is left in a buffer for the interpreter to
    trip over at exit.
    """

    def __init__(self, fileno: int, gone: Callable[[], None], *, encoding: tuple[str, str]) -> None:
        """Write to a descriptor.

        Args:
            fileno: The terminal.
            gone: Called once, in the writing thread, when it no longer takes output.
            encoding: What its letters are, and the error handler for those it lacks.
        """
        self._encoding = encoding
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
        data = memoryview(thrifty("".join(self._pending)).encode(*self._encoding))
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


class TerminalDriver(OpenDriver):
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
        self.application = app
        self.loop = asyncio.get_running_loop()
        self._debugging = debug
        # Textual writes to standard error; with `2>errors.log` the screen must not go there.
        self.write_to(
            TerminalOutput(
                2 if os.isatty(2) else 1, self._hang_up, encoding=terminal_encoding(os.environ)
            )
        )
        # Callbacks asked for by a signal or a thread need Textual's idea of the active app.
        self._context = contextvars.copy_context()
        self._asleep = self._entered = False
        self._lent = False
        """Whether the terminal is lent to another program, which stops and continues by itself."""
        self._leaving = False
        self._wake_reader, self._wake_writer = os.pipe()
        for number in ENDING_SIGNALS:
            signal.signal(number, self._on_ending_signal)
        # In place of Textual's own.
        signal.signal(signal.SIGTSTP, self._on_stop_signal)
        signal.signal(signal.SIGCONT, self._on_continue_signal)

    def _call_soon(self, work: Callable[..., object], *args: object) -> None:
        """Call something between two events. From a signal or from any thread."""
        self.loop.call_soon_threadsafe(work, *args, context=self._context)

    # -- leaving

    def _on_ending_signal(self, number: int, _frame: object) -> None:
        return_code = 128 + number
        if self.loop.is_closed():
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
            self._call_soon(self._depart, return_code)

    def _depart(self, return_code: int) -> None:
        if self._leaving:
            return
        self._leaving = True
        if isinstance(self.application, Departing):
            self.application.depart(return_code)
        else:
            self.application.exit(return_code=return_code)

    # -- stopping and continuing

    @contextlib.contextmanager
    def no_automatic_restart(self) -> Iterator[None]:
        """As Textual has it, and noted: a stopped process is not to draw when it goes on."""
        self._lent = True
        try:
            with super().no_automatic_restart():
                yield
        finally:
            self._lent = False

    def _on_stop_signal(self, *_: object) -> None:
        if self._lent:
            os.kill(os.getpid(), signal.SIGSTOP)
        else:
            # In the middle of a write the output queue's lock is held: wait for a quiet moment.
            self._call_soon(self._fall_asleep)

    def _fall_asleep(self) -> None:
        self._asleep = True
        self.suspend_application_mode()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _on_continue_signal(self, *_: object) -> None:
        self._call_soon(self._wake_up)

    def _wake_up(self) -> None:
        if self._asleep:
            self.resume_application_mode()
            # In the background (`bg`) the terminal is not ours yet; then fg continues us again.
            self._asleep = not self.reading
            if not self._asleep:
                self.send_message(self.SignalResume())

    # -- the terminal's modes

    def start_application_mode(self) -> None:
        """Take the terminal; whoever reads by its own cursor keeps that in sight."""
        self._entered, line = PRELUDE.hand_over()
        super().start_application_mode()
        if line is not None:
            # Textual has read it while nothing that was typed was shown.
            self.attrs_before = line
        if self.reading:
            self.show_cursor(shown=linear())

    def write(self, data: str) -> None:
        """As Textual has it; what has been entered already is not entered again."""
        if self._entered and data == ENTER:
            self._entered = False
        else:
            super().write(data)

    def show_cursor(self, *, shown: bool) -> None:
        """Show the terminal's own cursor or hide it; Textual hides it when it starts."""
        self.write("\x1b[?25h" if shown else "\x1b[?25l")
        self.flush()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        # Textual asks for the mouse in pixels when a terminal can do that, and never takes it back.
        self.write("\x1b[?1016l")
        super().stop_application_mode()

    def disable_input(self) -> None:
        """Stop reading keys; returns when the reader has stopped."""
        if self.reading:
            os.write(self._wake_writer, b".")
        super().disable_input()

    # -- reading

    def run_input_thread(self) -> None:
        """Read keys until told to stop or the terminal is gone. Runs in its own thread."""
        try:
            self._read_keys()
        except Exception as error:  # the thread's last door: into the crash report
            if isinstance(self.application, Departing):
                self._call_soon(self.application.fail, error)
            else:
                self._call_soon(self.application.exit, None, 1)

    def _read_keys(self) -> None:
        keys = KeyReader(self.process_message, debug=self._debugging)
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


class KeyReader:
    """From bytes to Textual's events."""

    def __init__(
        self,
        send: Callable[[Any], None],
        *,
        debug: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with nothing.

        Args:
            send: Takes the events.
            debug: Whether Textual notes every key in a file.
            clock: Seconds from some moment on.
        """
        self._debug = debug
        self._send = send
        self._decoder = KeyDecoder()
        self._pastes = PasteFilter()
        self._sequences = Sequences(clock)
        self._parser = XTermParser(debug)

    @property
    def patience(self) -> float | None:
        """Seconds of silence after which `quiet` is due; None for no matter how long."""
        waits = (self._decoder.patience, self._sequences.patience)
        return min((wait for wait in waits if wait is not None), default=None)

    def feed(self, data: bytes) -> None:
        """Bytes arrived."""
        self._parse(self._decoder.feed(data))

    def quiet(self) -> None:
        """Nothing arrived for `patience` seconds: a lone Escape is the Escape key."""
        pieces = self._sequences.quiet()
        for kind, text in pieces:
            self._tell(kind, text)
        if not pieces:
            self._parse(self._decoder.quiet())

    def _parse(self, text: str) -> None:
        late = False
        for kind, piece in self._sequences.feed(self._pastes.feed(text)):
            if late and kind is Kind.SEQUENCE:
                self._tell_late(piece)
            else:
                # A paste has begun: its text may take long to come.
                if late:
                    self._send(SequenceRest())
                self._tell(kind, piece)
            late = kind is Kind.REST
        if late:
            self._send(SequenceRest())

    def _tell_late(self, sequence: str) -> None:
        """Send a sequence of which the beginning has been taken for Escape."""
        sent = self._made_of(sequence)
        self._send(SequenceRest(brings_key=any(isinstance(event, events.Key) for event in sent)))
        self._send_all(sent)

    def _tell(self, kind: Kind, text: str) -> None:
        match kind:
            case Kind.LONE:
                self._send(LoneEscape())
            case Kind.STANDS:
                self._send(EscapeStands())
            case Kind.ESCAPE:
                self._send(events.Key("escape", "\x1b"))
            case Kind.PASTE:
                self._send(events.Paste(text))
            case Kind.TEXT:
                for letter in text:
                    self._send_all(self._understand(letter))
            case Kind.SEQUENCE:
                self._send_all(self._made_of(text))

    def _send_all(self, made: Iterable[Any]) -> None:
        for event in made:
            self._send(event)

    def _made_of(self, sequence: str) -> list[Any]:
        """The events of a whole sequence."""
        made = self._understand(sequence)
        if not made:
            # It may wait for more. What was typed next must not be taken for that.
            self._begin_anew()
        return made

    def _understand(self, text: str) -> list[Any]:
        """What Textual makes of a letter or a sequence."""
        made: list[Any] = []
        try:
            made.extend(self._parser.feed(text))
        except (ValueError, OverflowError, RuntimeError):
            # A sequence that makes no sense, such as a key with an impossible number.
            self._begin_anew()
        return made

    def _begin_anew(self) -> None:
        before, self._parser = self._parser, XTermParser(self._debug)
        self._parser.last_x, self._parser.last_y = before.last_x, before.last_y
        self._parser.mouse_pixels = before.mouse_pixels
        self._parser.terminal_size = before.terminal_size
        self._parser.terminal_pixel_size = before.terminal_pixel_size
