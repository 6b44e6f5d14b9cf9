"""A program in a real pseudo-terminal, with a screen to read and keys to press.

    with Terminal([sys.executable, "app.py"]) as terminal:
        terminal.wait_for("Handlinger")
        terminal.press("down", "enter")
        terminal.type("blåbær")
        assert "blåbær" in terminal.text()

Nothing here sleeps: every wait ends as soon as what is waited for has happened, and fails with the
screen in the message when it has not happened in time.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from support.emulator import Emulator, key_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pyte

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
"""Seconds before a wait fails; generous, since a busy machine is no error."""
IDLE = 0.15
"""Seconds without work after which a program waits for its user: more than a frame takes, and more
than it waits for the rest of an escape sequence."""

# setsid makes the shell the leader of a session without a terminal; the first it opens is its own.
_LAUNCH = 'exec "$@" 0<>"$0" 1>&0 2>&0'
_LAUNCH_DEAF = "trap '' HUP; " + _LAUNCH
# A terminal inherited as a plain file: nobody in the session gets its signals.
_LAUNCH_FOREIGN = 'exec "$@" 1>&0 2>&0'


_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[]PX^_].*?(?:\x07|\x1b\\)|[^[])", re.DOTALL)
"""What moves or colours and is no text."""


def text_of(sent: bytes | bytearray) -> str:
    """What a program sent, without what moves and colours."""
    return _SEQUENCE.sub(b"", sent).decode(errors="replace")


class Terminal:
    """One terminal window with one program in it."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str | None] | None = None,
        size: tuple[int, int] = (80, 24),
        cwd: Path | str | None = None,
        ignore_hangup: bool = False,
        own_session: bool = True,
        answers: bool = True,
    ) -> None:
        """Start the program.

        Args:
            argv: The command.
            env: Changes to a small default environment; None takes a variable away.
            size: Columns and rows.
            cwd: The working directory; the repository by default.
            ignore_hangup: Start it as `nohup` does, with SIGHUP ignored.
            own_session: Whether the terminal is its controlling terminal, whose signals it gets.
            answers: Whether the terminal answers queries, as modern ones do.
        """
        self.columns, self.rows = size
        self._answers = answers
        self._raw = bytearray()
        self.heard: list[tuple[float, int]] = []
        """When something came, and how many bytes there were then."""
        self._emulator = Emulator(self.columns, self.rows, _charset(env or {}))
        self._reading = True
        self._ended = False
        self._master, slave = os.openpty()
        self._set_size(slave)
        self._termios = termios.tcgetattr(slave)
        os.set_blocking(self._master, False)
        launch = _LAUNCH_DEAF if ignore_hangup else _LAUNCH if own_session else _LAUNCH_FOREIGN
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", launch, os.ttyname(slave), *map(str, argv)],
            env=_environment(env or {}),
            cwd=cwd or ROOT,
            stdin=subprocess.DEVNULL if own_session else slave,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        # Closing our end of it too early would hang up before the program has opened its own.
        self._slave: int | None = slave

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    # what is sent to the program

    def send(self, data: bytes) -> None:
        """Send bytes as they are, reading meanwhile so that neither side waits for the other."""
        view = memoryview(data)
        deadline = time.monotonic() + PATIENCE
        while view:
            with contextlib.suppress(BlockingIOError):
                view = view[os.write(self._master, view) :]
            if view and not self._pump(0.02) and time.monotonic() > deadline:
                self._fail("the program does not read what is typed")

    def type(self, text: str, encoding: str = "utf-8") -> None:
        """Type text, in the encoding the terminal is set to."""
        self.send(text.encode(encoding))

    def press(self, *keys: str) -> None:
        """Press keys by name, each in a write of its own."""
        for key in keys:
            self.send(key_bytes(key))
            if key == "escape":
                # What follows within 100 ms would be read as part of an escape sequence.
                self._wait(self._idle_for(IDLE), PATIENCE)

    def paste(self, text: str) -> None:
        """Paste text, bracketed if the program has asked for that."""
        on = self._emulator.modes.get("2004", False)
        self.type(f"\x1b[200~{text}\x1b[201~" if on else text)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self.columns, self.rows = columns, rows
        self._emulator.screen.resize(rows, columns)
        self._set_size(self._master)

    def kill(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the terminal, as a lost connection does."""
        self._close_slave()
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def stall(self) -> None:
        """Stop reading: the window of a connection that has frozen."""
        self._reading = False

    def unstall(self) -> None:
        """Read again."""
        self._reading = True

    # what comes back

    def screen(self) -> list[str]:
        """The rows of the screen, without the blanks at their ends."""
        self._pump(0)
        return [row.rstrip() for row in self._emulator.screen.display]

    def text(self) -> str:
        """The screen as one string."""
        return "\n".join(self.screen())

    def cell(self, row: int, column: int) -> pyte.screens.Char:
        """One cell, with its colours and attributes."""
        return self._emulator.screen.buffer[row][column]

    def mark(self) -> int:
        """A place in the output, for `sent`."""
        self._pump(0)
        return len(self._raw)

    def sent(self, mark: int = 0) -> bytes:
        """What the program has sent since the mark."""
        self._pump(0)
        return bytes(self._raw[mark:])

    def scribble(self, text: str) -> None:
        """Write on the screen past the program, as `wall` does."""
        self._emulator.paint(text)

    def shown_after(self, sign: str = "") -> float:
        """Seconds from the start until a text had been sent, the first there is when none is named.

        By what was sent, not by the screen: drawing that takes the harness time of its own.
        """
        for moment, length in self.heard:
            text = text_of(self._raw[:length])
            if sign in text and text.strip():
                return moment - self.started
        raise self._failure(f"never sent: {sign!r}")

    # waiting

    def wait_for(self, what: str | Callable[[], object], timeout: float = PATIENCE) -> None:
        """Wait until the screen shows the text, or until the condition holds."""
        done = (lambda: what in self._shown()) if isinstance(what, str) else what
        if not self._wait(done, timeout):
            self._fail(f"not seen in {timeout} s: {what!r}")

    def wait_gone(self, text: str, timeout: float = PATIENCE) -> None:
        """Wait until the screen no longer shows the text."""
        if not self._wait(lambda: text not in self._shown(), timeout):
            self._fail(f"still there after {timeout} s: {text!r}")

    def quiet(self, seconds: float = IDLE, timeout: float = PATIENCE) -> None:
        """Wait until the program has sent nothing for so long, and is not about to.

        A program that waits for the processor is not quiet, however busy the machine is.
        """
        last = [len(self._raw), time.monotonic()]
        idle = self._idle_for(min(seconds, IDLE))

        def done() -> bool:
            if len(self._raw) != last[0]:
                last[:] = len(self._raw), time.monotonic()
            return idle() and time.monotonic() - last[1] >= seconds

        if not self._wait(done, timeout):
            self._fail(f"never quiet for {seconds} s")

    def watch(self, seconds: float) -> bytes:
        """What the program sends in a stretch of time during which nothing is asked of it."""
        mark = self.mark()
        self._wait(lambda: False, seconds)
        return self.sent(mark)

    def wait_exit(self, timeout: float = PATIENCE) -> int:
        """The exit code; minus the number of the signal that ended the program."""
        if not self._wait(lambda: self.process.poll() is not None, timeout):
            self._fail(f"still running after {timeout} s")
        # The last bytes may still be on their way through the kernel.
        self._close_slave()
        self._wait(lambda: self._ended or self._master < 0 or not self._reading, 1.0)
        assert self.process.returncode is not None
        return self.process.returncode

    def wait_stuck(self, timeout: float = PATIENCE) -> None:
        """Wait until the program, whose output is not read, has come to a standstill."""
        seen = [-1.0, time.monotonic()]

        def done() -> bool:
            now = self.cpu()
            if now != seen[0]:
                seen[:] = now, time.monotonic()
            return time.monotonic() - seen[1] > 0.2

        if not self._wait(done, timeout):
            self._fail("never stuck")

    def wait_stopped(self, timeout: float = PATIENCE) -> None:
        """Wait until the program has been suspended."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not self._wait(lambda: "State:\tT" in status.read_text(), timeout):
            self._fail(f"not suspended in {timeout} s")

    # how it left

    def modes_left(self) -> set[str]:
        """Terminal modes that are not as a program must leave them."""
        return self._emulator.modes_left()

    def echoes(self) -> bool:
        """Whether the terminal shows by itself what is typed."""
        return bool(termios.tcgetattr(self._master)[3] & termios.ECHO)

    def line_restored(self) -> bool:
        """Whether echo, line editing and the rest of the line discipline are as before."""
        return termios.tcgetattr(self._master) == self._termios

    # what it costs

    def cpu(self) -> float:
        """Seconds of processor time used so far, all threads together."""
        return time.clock_gettime((~self.process.pid << 3) | 2)

    def wakeups(self) -> int:
        """How often its threads have gone to sleep and been woken."""
        count = re.compile(r"^voluntary_ctxt_switches:\s*(\d+)", re.MULTILINE)
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/status")
        return sum(int(number) for task in tasks for number in count.findall(task.read_text()))

    def end(self) -> None:
        """End the program and everything in its process group, and close the terminal."""
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.hang_up()
        self.process.wait(PATIENCE)

    # inside

    def _set_size(self, descriptor: int) -> None:
        size = struct.pack("HHHH", self.rows, self.columns, 0, 0)
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, size)

    def _close_slave(self) -> None:
        if self._slave is not None:
            os.close(self._slave)
            self._slave = None

    def _idle_for(self, seconds: float) -> Callable[[], bool]:
        """A condition: whenever it was looked for so long, the program waited for its user."""
        busy = time.monotonic()

        def idle() -> bool:
            nonlocal busy
            if self._wants_to_run():
                busy = time.monotonic()
            return time.monotonic() - busy >= seconds

        return idle

    def _wants_to_run(self) -> bool:
        """Whether a thread of the program waits for the processor or for the disk."""
        for stat in Path(f"/proc/{self.process.pid}/task").glob("*/stat"):
            with contextlib.suppress(OSError):
                if stat.read_text().rpartition(")")[2].split()[0] in "RD":
                    return True
        return False

    def _shown(self) -> str:
        return "\n".join(self._emulator.screen.display)

    def _wait(self, done: Callable[[], object], timeout: float) -> bool:
        deadline = time.monotonic() + timeout
        while not done():
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            self._pump(min(left, 0.02))
        return True

    def _pump(self, timeout: float) -> bool:
        """Read what is there, waiting at most so long for something to be."""
        if self._master < 0 or self._ended or not self._reading:
            select.select([], [], [], timeout)
            return False
        got = False
        while select.select([self._master], [], [], 0 if got else timeout)[0]:
            try:
                data = os.read(self._master, 65536)
            except OSError:
                data = b""
            if not data:
                self._ended = True
                return got
            got = True
            # It has spoken, so it has the terminal open.
            self._close_slave()
            self._raw += data
            self.heard.append((time.monotonic(), len(self._raw)))
            replies = self._emulator.feed(data)
            if replies and self._answers:
                # A program that does not read its answers (it may have left) does not stop us.
                with contextlib.suppress(OSError):
                    os.write(self._master, replies)
        return got

    def _fail(self, message: str) -> NoReturn:
        raise self._failure(message)

    def _failure(self, message: str) -> AssertionError:
        status = self.process.poll()
        state = "running" if status is None else f"exited {status}"
        frame = "\n".join(f"|{row}" for row in self._emulator.screen.display)
        tail = bytes(self._raw[-200:])
        return AssertionError(f"{message} (program {state})\n{frame}\nlast bytes: {tail!r}")


def _charset(env: Mapping[str, str | None]) -> str:
    """What a terminal shows letters by: what its locale names, as on a machine set up in one go."""
    named = (env.get("LC_ALL") or "").partition(".")[2]
    return "iso-8859-1" if named == "ISO-8859-1" else "utf-8"


def _environment(changes: Mapping[str, str | None]) -> dict[str, str]:
    environ: dict[str, str | None] = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": os.environ.get("HOME", "/"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        **changes,
    }
    return {name: value for name, value in environ.items() if value is not None}
