"""Marks in minutes that came back: who was there, and which items were talked about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol

from data.commands.discussion import attendance_values
from data.dataclass import dataclass
from data.export.meetings.discussion import talked_about_titles
from data.export.meetings.parts import participant, presence_titles
from data.facts.discussion import discussion_view
from data.i18n import _, in_language
from data.importing.asking import FILE
from data.importing.outcome import Fate
from data.model.choices import Presence, choice_label
from data.model.discussion import AgendaItem, Attendance, Discussion
from data.model.workplace import Person
from data.text import clean_line, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from data.importing.pieces import FilePiece
    from data.importing.told_home import ToldHome
    from data.model.base import Record
    from data.model.document import Document
    from data.model.status import StatusMeeting

    Pieces = tuple[FilePiece, ...]

_NUMBER: Final = re.compile("[0-9]+")


class Taking(Protocol):
    """What takes the changes over."""

    def change(self, record: Record, name: str, value: Any, *, whatever: bool = False) -> bool:
        """Change a field; whether it could be: see `MinutesHome.change`."""

    def add(self, kind: str, values: Mapping[str, Any]) -> None:
        """Make a record."""


@dataclass(slots=True)
class MinutesMarks:
    """Takes over marks.

    Attributes:
        meeting: The meeting.
        document: The document as it is now.
        base: The document as it was when the minutes were written.
        language: The language the minutes are in.
        taking: Takes the changes over.
        told: Is told what was changed.
    """

    meeting: Discussion | StatusMeeting
    document: Document
    base: Document
    language: str
    taking: Taking
    told: ToldHome

    def read(self, sent: Sequence[FilePiece], came: Sequence[FilePiece]) -> tuple[Pieces, Pieces]:
        """Take over what can be, and give what is left of both sides to compare line by line."""
        return self._talked_about(*self._participants(sent, came))

    # -- who was there -------------------------------------------------------------------

    def _participants(
        self, sent: Sequence[FilePiece], came: Sequence[FilePiece]
    ) -> tuple[Pieces, Pieces]:
        """Somebody who stands under another heading now, or is new."""
        with in_language(self.language):
            known = self._known()
            before, after = dict(_present(sent)), dict(_present(came))
            titles = set(_titles())
        settled: set[str] = set()
        for line, (presence, shown) in after.items():
            was = before.get(line)
            row = known.get(line)
            if was is not None and row is not None:
                if was[0] is not presence:
                    self._moved(row, presence)
            elif row is not None or not self._joined(shown, presence):
                continue
            settled.add(line)
        settled |= titles
        with in_language(self.language):
            return _without(sent, settled), _without(came, settled)

    def _moved(self, row: Attendance, presence: Presence) -> None:
        """Somebody was there after all, or was not."""
        now = self.document.get(Attendance, row.id)
        if now is not None and now.presence is presence:
            return  # taken over before
        text = _("{name}: {presence}").format(name=row.name, presence=choice_label(presence))
        if self.taking.change(row, "presence", presence):
            self.told.tell(text)
            self.told.became(row.name, Fate.TAKEN, text)
            return
        if now is None:
            gone = _("{name} was taken off the list meanwhile.").format(name=row.name)
            self.told.tell(gone)
            self.told.became(row.name, Fate.LEFT_OUT, gone)
            return
        keep = _("keep {value}").format(value=choice_label(now.presence))
        take = (FILE, _("take {value}").format(value=choice_label(presence)))
        taken = self.told.ask(f"{row.id} presence", text, keep, take) == FILE
        self.told.became(row.name, Fate.TAKEN if taken else Fate.ASKED, text)
        if taken:
            self.taking.change(row, "presence", presence, whatever=True)

    def _known(self) -> dict[str, Attendance]:
        return {
            _fold(participant(row)): row
            for row in self.base.all(Attendance)
            if row.meeting == self.meeting.reference
        }

    def _joined(self, line: str, presence: Presence) -> bool:
        """Put somebody on the list; whether nobody of that name was."""
        name, job = (part.strip() for part in clean_line(line).partition(",")[::2])
        if not name:
            return False
        for row in self.document.all(Attendance):
            if row.meeting == self.meeting.reference and fold(row.name) == fold(name):
                # Taken over before; or another role, which is a line like any other.
                return row.role == job and row.presence is presence
        text = _("{name}: {presence}").format(name=name, presence=choice_label(presence))
        self.told.tell(text)
        self.told.became(name, Fate.TAKEN, text)
        people = [p for p in self.document.all(Person) if fold(p.name) == fold(name)]
        values: dict[str, Any] = {"meeting": self.meeting.reference, "name": name, "role": job}
        if len(people) == 1:
            known = attendance_values(self.meeting.reference, people[0])
            values = {**known, "role": job or known["role"]}
        self.taking.add(Attendance.kind, {**values, "presence": presence})
        return True

    # -- what was talked about -----------------------------------------------------------

    def _talked_about(self, sent: Pieces, came: Pieces) -> tuple[Pieces, Pieces]:
        """Items that were moved between those talked about and those that were not."""
        if not isinstance(self.meeting, Discussion):
            return sent, came
        items = discussion_view(self.base, self.meeting).items
        with in_language(self.language):
            before, after = _counted(sent), _counted(came)
        moved = [
            (number, talked)
            for number, talked in after.items()
            if number in before and before[number] is not talked and 0 < number <= len(items)
        ]
        if set(before) != set(after):
            return sent, came
        for number, talked in moved:
            item = items[number - 1].item
            now = self.document.get(AgendaItem, item.id)
            if now is not None and now.done is talked:
                continue  # taken over before
            if not self.taking.change(item, "done", talked):
                return sent, came
            told = _("Item {number} was talked about.")
            if not talked:
                told = _("Item {number} was not talked about.")
            text = told.format(number=number)
            self.told.tell(text)
            self.told.became(text, Fate.TAKEN)
        with in_language(self.language):
            left_sent, left_came = (
                tuple(p for p in pieces if _counts(p) is None) for pieces in (sent, came)
            )
        return left_sent, left_came


def _fold(text: str) -> str:
    return fold(clean_line(text))


def _titles() -> dict[str, Presence]:
    """What stands above the people in minutes, folded."""
    return {_fold(f"{title}:"): presence for presence, title in presence_titles().items()}


def _present(pieces: Sequence[FilePiece]) -> Iterator[tuple[str, tuple[Presence, str]]]:
    """Those below each heading of presence: the line folded, where it stands, and as it is."""
    titles, at = _titles(), None
    for piece, within in _within(pieces):
        line = _fold(piece.text)
        if piece.kind == "heading":
            at = None
        elif within and piece.kind == "text":
            at = titles.get(line)
        elif within and piece.kind == "item" and at is not None:
            yield line, (at, clean_line(piece.text))


def _without(pieces: Sequence[FilePiece], lines: set[str]) -> Pieces:
    """The pieces without those lines about who was there."""
    return tuple(p for p, within in _within(pieces) if not within or _fold(p.text) not in lines)


def _within(pieces: Sequence[FilePiece]) -> Iterator[tuple[FilePiece, bool]]:
    """Each piece, and whether it stands below the heading of those who took part."""
    section, within = _fold(_("Participants")), False
    for piece in pieces:
        yield piece, within and piece.kind != "heading"
        if piece.kind == "heading":
            within = _fold(piece.text) == section


def _counted(pieces: Sequence[FilePiece]) -> dict[int, bool]:
    """Whether items were talked about, as the sentences say it."""
    found: dict[int, bool] = {}
    for piece in pieces:
        counted = _counts(piece)
        if counted is not None:
            found |= dict.fromkeys(counted[0], counted[1])
    return found


def _counts(piece: FilePiece) -> tuple[list[int], bool] | None:
    """The items a sentence is about, and whether they were talked about; None for another."""
    if piece.kind != "text":
        return None
    for title, talked in zip(talked_about_titles(), (True, False), strict=True):
        begin, end = title.split("{numbers}")
        line = clean_line(piece.text)
        if line.startswith(begin) and line.endswith(end):
            return [int(number) for number in _NUMBER.findall(line)], talked
    return None
