"""Calling `amis` inside the test's process, with streams and an environment of its own."""

from __future__ import annotations

import io
import json
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data.i18n import set_language
from tui.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Answer:
    """What a call gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """Standard output by line."""
        return self.out.splitlines()


class CommandLine:
    """A user at a shell, with a document."""

    def __init__(
        self, folder: Path, user: str = "Mette", language: str = "en", *, at_once: bool = False
    ) -> None:
        """Be ready.

        Args:
            folder: Where the document is.
            user: The user's name.
            language: The language of the answers.
            at_once: Whether what is read is a file, of which all can be had at once.
        """
        self.folder = folder
        self.document = folder / "plan.json"
        self.user = user
        self.at_once = at_once
        self.environ = {
            "AMIS_DOCUMENT": str(self.document),
            "AMIS_LANGUAGE": language,
            "AMIS_TODAY": "2026-03-02",
            "HOME": str(folder),
        }

    def __call__(self, *argv: str, stdin: bytes = b"", user: str = "", **environ: str) -> Answer:
        """Call `amis` with these arguments; every answer keeps to what all answers promise."""
        if "--user" not in argv and "--restricted" not in argv:
            argv = ("--user", user or self.user, *argv)
        out, err = io.StringIO(), io.StringIO()
        with tempfile.TemporaryFile() if self.at_once else io.BytesIO() as given:
            given.write(stdin)
            given.seek(0)
            try:
                code = main(argv, {**self.environ, **environ}, stdin=given, stdout=out, stderr=err)
            finally:
                set_language("")
        answer = Answer(code, out.getvalue(), err.getvalue())
        assert "Traceback" not in answer.err
        assert answer.err.count("\n") <= 1, "one sentence"
        return answer

    def ok(self, *argv: str, stdin: bytes = b"", user: str = "", **environ: str) -> Answer:
        """As a call, which must succeed."""
        answer = self(*argv, stdin=stdin, user=user, **environ)
        assert answer.code == 0, answer.err
        return answer

    def apply(self, *rows: dict[str, Any]) -> Answer:
        """Send edits."""
        return self("apply", stdin="".join(json.dumps(row) + "\n" for row in rows).encode())

    def workshop(self) -> CommandLine:
        """Make the document of a workshop with two people."""
        self.ok("new", "--name", "The workshop", "--employees", "24")
        for name, roles in (("Mette Holm", ["manager"]), ("Jens Østergaard", ["employee"])):
            row = {"id": name, "op": "add", "kind": "person"}
            assert self.apply({**row, "values": {"name": name, "roles": roles}}).code == 0
        return self
