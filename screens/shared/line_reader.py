"""How one captured line is read where it is typed: its echo, its completion, what it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from data.i18n import _, language
from data.model.document import KINDS

# Where lines are read is shown long before one is typed: what reads it is loaded with the first.

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.capture import Captured, Question
    from data.capture.vocabulary import Vocabulary
    from data.edits.records import AddRecord
    from data.model.base import Record
    from screens.frame.desk import Desk


class KeptLine(NamedTuple):
    """What a line became."""

    record: Record
    news: str
    """What to say about it."""
    alert: bool
    """Whether something in the line was not understood."""


class LineReader:
    """Reads lines with the names that are known when they are typed."""

    def __init__(self, desk: Desk, kind: str = "action") -> None:
        """Make the reader.

        Args:
            desk: What it works at.
            kind: What a line becomes that says nothing else.
        """
        self._desk, self._kind = desk, kind

    def _words(self) -> Vocabulary:
        from data.views.vocabulary import vocabulary

        return vocabulary(self._desk.document, self._desk.today)

    def read(self, text: str) -> Captured:
        """What the line says."""
        from data.capture import read_line

        return read_line(
            text, self._words(), self._desk.today, default_kind=self._kind, language=language()
        )

    def echo(self, text: str) -> tuple[str, bool]:
        """How the line is read, and whether something in it is not understood; empty for none."""
        if not text.strip():
            return "", False
        from screens.shared.note import open_to_all

        refused = open_to_all(text)
        if refused:
            # Said before Enter refuses it: what is typed is not a note that will be kept.
            return refused, True
        captured = self.read(text)
        return self.words_of(captured), bool(captured.problems)

    def words_of(self, captured: Captured) -> str:
        """How a line was read, in words."""
        from data.capture import echo_line

        return echo_line(captured, self._words(), self._desk.today)

    def accept(self, text: str) -> str:
        """Why the line cannot be taken; empty when it can."""
        from screens.shared.note import open_to_all

        return open_to_all(text) if self.read(text).text else _("Write what is to be done.")

    def asks(self, text: str) -> Question | None:
        """What must be chosen before the line is kept; None for nothing."""
        return next(iter(self.read(text).questions), None)

    async def settle(self, text: str) -> str | None:
        """The line with all that it asks answered; None when an answer was left out."""
        from screens.dialogs.prompt import which_day

        while (question := self.asks(text)) is not None:
            answer = await self._desk.ask(which_day(question))
            if answer is None:
                return None
            text = question.answered(text, int(answer))
        return text

    def complete(self, text: str, cursor: int, turn: int) -> tuple[str, int] | None:
        """The word at the cursor, completed; see `data.capture.complete`."""
        from data.capture import complete

        return complete(text, cursor, self._words(), turn=turn, default_kind=self._kind)

    async def keep(self, text: str) -> KeptLine | None:
        """Keep what the line describes; None when it could not be kept."""
        from data.commands.captured import CapturePlace, record_from

        captured = self.read(text)
        command = record_from(captured, CapturePlace(), self._desk.today)
        return await self.save(command, captured.problems)

    async def save(
        self, command: AddRecord, problems: Sequence[str], more: str = ""
    ) -> KeptLine | None:
        """Keep a record made from a line; None when it could not be kept.

        Args:
            command: Adds the record.
            problems: What in the line was not understood.
            more: What else there is to say, after what was written down.
        """
        change = await self._desk.run(command)
        record = change.after.record(command.kind, command.id) if change else None
        if record is None:
            return None
        sentence = _("{code} is written down: {text}").format(code=record.code, text=record.heading)
        if not KINDS[record.kind].prefix:
            sentence = _("Saved.")
        news = "  ".join(filter(None, (sentence, more, " ".join(problems))))
        return KeptLine(record, news, bool(problems))
