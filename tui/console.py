"""What a verb of the command line reads from and writes to: three streams, and no terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from data.dataclass import dataclass
from data.text import forbidden

if TYPE_CHECKING:
    from argparse import Namespace

    from tui.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Console:
    """Standard input, output and error."""

    stdin: BinaryIO
    stdout: TextIO
    stderr: TextIO

    def say(self, text: str = "") -> None:
        """Write a text and a line end to standard output; nothing in it can steer a terminal."""
        self.stdout.write(harmless(text) + "\n")

    def say_json(self, value: Any) -> None:
        """Write a value as indented JSON."""
        import json  # most say words

        self.say(json.dumps(value, ensure_ascii=False, indent=2))

    def send(self, contents: str | bytes) -> None:
        """Write a file's contents to standard output as they are, for another program to read."""
        if isinstance(contents, str):
            # With its own marks and line ends: its texts have passed the gate.
            self.stdout.write(contents)
            return
        self.stdout.flush()
        stream: BinaryIO = self.stdout.buffer
        stream.write(contents)
        stream.flush()

    def complain(self, sentence: str) -> None:
        """Write a sentence on one line to standard error."""
        self.stderr.write(" ".join(harmless(sentence).split()) + "\n")


def harmless(text: str) -> str:
    """The text with a question mark for everything that is not a letter, a blank or a line end."""
    return forbidden().sub("?", text)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a verb."""

    surroundings: Surroundings
    arguments: Namespace
    console: Console
