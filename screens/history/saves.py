"""Which saves the history shows: read from disk, narrowed by who and when, drawn as rows."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from data.dataclass import dataclass, field
from data.dates.arithmetic import local_day, local_moment
from data.dates.labels import long_date, short_date, time_label
from data.facts.guest import confidential_notes
from data.facts.notes import is_confidential
from data.i18n import _
from data.text import fold, shorten
from data.views.log import log_lines
from screens.dialogs.prompt import ChoicePrompt, DatePrompt, Option
from screens.drawing import safe
from screens.widgets.empty import HintRow, empty
from screens.widgets.row_list import Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.model.document import Document
    from data.views.log import LogLine
    from screens.frame.desk import Desk

PAGE: Final = 200
"""Saves that are read at a time."""

NAMED: Final = 60
"""Characters of a record's name in a sentence."""

_WHO: Final = 16
"""Columns for who saved."""

_EVERYBODY: Final = "*"


class SaveTarget(NamedTuple):
    """A save."""

    revision: int


class OlderTarget(NamedTuple):
    """Saves that have not been read yet."""


class DayPrompt(DatePrompt):
    """Asks for a day up to which to look: it changes nothing, so that guests may answer it."""

    WRITES = False


@dataclass(slots=True)
class Saves:
    """The saves that are shown, the newest first."""

    about: str = ""
    """Only those about this record, `kind:id`; empty for all."""
    who: str = ""
    """Only this person's, folded; empty for everybody's."""
    until: date | None = None
    """Only those up to this day."""
    most: int = PAGE
    """How many at most."""
    lines: tuple[LogLine, ...] = ()
    """What was read last."""
    older: bool = False
    """Whether there are more."""
    hidden: frozenset[str] = frozenset()
    """The notes that are confidential, or were once: others may look on, so none is quoted."""
    people: dict[str, str] = field(default_factory=dict)
    """The names of those who were met, by folded name."""

    @property
    def narrowed(self) -> bool:
        """Whether only somebody's saves, or only those up to a day, are shown."""
        return bool(self.who) or self.until is not None

    def widen(self) -> None:
        """Show everybody's saves up to now."""
        self.who, self.until = "", None

    def more(self) -> None:
        """Show older ones, too, when they are read anew."""
        self.most += PAGE

    def find(self, revision: int) -> LogLine | None:
        """A save that is shown."""
        return next((line for line in self.lines if line.entry.revision == revision), None)

    # -- reading ---------------------------------------------------------------------------

    def read(self, desk: Desk) -> list[LogLine]:
        """The saves from disk, one more than are shown at most. A long history takes its time."""
        document, store = desk.document, desk.session.store
        self.hidden = confidential_notes(document, store.history)
        entries = (
            entry
            for entry in store.history.newest_first()
            if entry.revision <= document.meta.revision
        )
        told = log_lines(entries, document, self.about, self.hidden)
        lines = (line for line in told if self._fits(line))
        return list(islice(lines, self.most + 1))

    def _fits(self, line: LogLine) -> bool:
        return (not self.who or fold(line.who) == self.who) and (
            self.until is None or local_day(line.at) <= self.until
        )

    def take_in(self, lines: list[LogLine]) -> None:
        """Show what was read."""
        self.older = len(lines) > self.most
        self.lines = tuple(lines[: self.most])
        self.people |= {fold(line.who): line.who for line in self.lines}

    # -- asking ----------------------------------------------------------------------------

    async def ask_who(self, desk: Desk) -> bool:
        """Ask whose changes are shown; whether that was answered."""
        options = [Option(_EVERYBODY, _("Everybody"))]
        options += [Option(folded, name) for folded, name in sorted(self.people.items())]
        prompt = ChoicePrompt(_("Whose changes?"), options, value=self.who or _EVERYBODY)
        answer = await desk.ask(prompt)
        if answer is not None:
            self.who = "" if answer == _EVERYBODY else answer
        return answer is not None

    async def ask_until(self, desk: Desk) -> bool:
        """Ask up to which day changes are shown; whether that was answered."""
        answer = await desk.ask(DayPrompt(_("Changes up to"), desk.today, self.until))
        if answer is not None:
            self.until = answer.day
        return answer is not None

    # -- drawing ---------------------------------------------------------------------------

    def title(self, document: Document) -> str:
        """What is shown."""
        parts = [_("Who changed what, the newest first")]
        if self.about:
            record = document.resolve(self.about)
            name = f"{record.code} {record.heading}".strip() if record is not None else ""
            name = _("a confidential note") if record and is_confidential(record) else name
            parts = [_("The history of {what}").format(what=shorten(name or "?", NAMED))]
        if self.who:
            parts.append(self.people.get(self.who, self.who))
        if self.until is not None:
            parts.append(_("up to {day}").format(day=short_date(self.until)))
        return "  ·  ".join(parts)

    def _nothing(self) -> str:
        if self.who or self.until is not None:
            return _("Nothing was changed there. Only what you chose is shown. Esc: show all")
        return _("Nothing is written down here yet. Every save is told, with who and when. q: back")

    def rows(self, *, wrap: bool) -> Iterator[Row]:
        """The saves by day.

        Args:
            wrap: Whether a long line goes on below; else it is cut.
        """
        if not self.lines:
            yield empty("none", self._nothing())
        for day, lines in groupby(self.lines, key=lambda line: local_day(line.at)):
            yield Row(f"day.{day}", long_date(day), tone=Tone.HEAD, selectable=False)
            for line in lines:
                yield _row(line, wrap=wrap)
        if self.older:
            text = _("Enter: show older ones")
            yield HintRow("older", text, tone=Tone.ACCENT, target=OlderTarget())


def _row(line: LogLine, *, wrap: bool) -> Row:
    time = time_label(local_moment(line.at))
    who = safe.fit(line.who, _WHO, "…")
    revision = line.entry.revision
    return Row(
        str(revision),
        f"{time:>5}  {who}  {line.text}",
        wrap=wrap,
        hang=5 + 2 + _WHO + 2,
        target=SaveTarget(revision),
    )
